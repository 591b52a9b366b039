"""Files of the user's own in the output folder."""

import os
import shutil
import subprocess

from harness import WELL, files, hidden
from disks import Many


def write(path, text="mine"):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def everything(folder):
    """All below a folder, hidden or not: path -> what it is, with its content, mode and time."""
    found = {}
    for parent, folders, names in os.walk(folder):
        for name in [*folders, *names]:
            path = os.path.join(parent, name)
            stat = os.lstat(path)
            if os.path.islink(path):
                found[os.path.relpath(path, folder)] = os.readlink(path)
            elif os.path.isfile(path):
                with open(path, "rb") as file:
                    found[os.path.relpath(path, folder)] = file.read(), stat.st_mode, stat.st_mtime_ns
            else:
                # A folder that a run writes to has another time afterwards.
                is_own = name not in ("tables", "charts")
                found[os.path.relpath(path, folder)] = stat.st_mode, stat.st_mtime_ns if is_own else 0
    return found


# Where the name is one that the run writes: name -> the file that is put there.
TAKEN = {
    "tables/term_frequency.csv": "tables/term_frequency.csv/mine.txt", "tables/documents.csv": "tables/documents.csv",
    "charts/keyness_28_31.png": "charts/keyness_28_31.png", "charts/top_terms.png": "charts/top_terms.png", "tables": "tables", "charts": "charts", "report.html": "report.html",
    "themeshift.xlsx": "themeshift.xlsx", "tables/README.md": "tables/README.md", "run.json": "run.json/mine.txt",
}
FREE = ["tables/notes.txt", "mine/a.txt", "mine/deep/er/b.csv", "charts/map.png", ".gitignore",
        "notes of mine.docx", "tables/sub/c.csv", "charts/.hidden"]
EDITED = ["report.html", "tables/theme_frequency.csv", "tables/documents.csv", "charts/README.md", "themeshift.xlsx"]


def own_files(campaign, outputs, fault):
    """What is the user's stays, and is named where it is in the way."""
    def arguments(folder, *more):
        return outputs.arguments("A", folder, *more)

    def refused(folder, name, case, ran, before):
        troubles = ran.troubles((1,))
        if not troubles and name not in ran.err:
            troubles.append("the message does not name the file: " + ran.err.strip()[:100])
        if everything(folder) != before:
            troubles.append("the folder is changed")
        if [path for path in hidden(folder) if path.name not in before]:
            troubles.append("hidden things left")
        fault.count(troubles, case)

    def taken(name):
        folder = campaign.place("own") / "out"
        if name not in outputs.fresh["A"] and name not in ("tables", "charts"):
            return
        write(folder / TAKEN[name])
        before = everything(folder)
        refused(folder, name, f"{TAKEN[name]} is the user's", campaign.run(*arguments(folder)), before)

    def edited(name):
        folder = campaign.place("own") / "out"
        campaign.run(*arguments(folder))
        if not (folder / name).exists():
            return
        with open(folder / name, "ab") as file:
            file.write(b" ")
        before = everything(folder)
        refused(folder, name, f"{name} edited after a run", campaign.run(*arguments(folder)), before)
        if campaign.has("--overwrite"):
            ran = campaign.run(*arguments(folder, "--overwrite"))
            troubles = ran.troubles(WELL)
            if not outputs.is_whole(files(folder), "A"):
                troubles.append("--overwrite does not give the new output")
            fault.count(troubles, f"{name} edited, --overwrite")

    def free(has_earlier):
        folder = campaign.place("own") / "out"
        if has_earlier:
            campaign.run(*outputs.arguments("B", folder))
        for name in FREE:
            write(folder / name)
            os.utime(folder / name, (1e9, 1e9))
        (folder / "mine/a.txt").chmod(0o600)
        (folder / "empty").mkdir()
        (folder / "link").symlink_to("mine")
        (folder / "nowhere").symlink_to("no such file")
        write(folder.parent / ".hidden", "mine")
        for name in ("mine/deep/er", "mine/deep", "mine", "tables/sub", "empty"):
            os.utime(folder / name, (1e9, 1e9))
        folder.chmod(0o750)
        names = [*FREE, "mine", "mine/deep", "mine/deep/er", "tables/sub", "empty", "link", "nowhere"]
        before = {name: found for name, found in everything(folder).items() if name in names}
        ran = campaign.run(*arguments(folder))
        after = everything(folder)
        troubles = ran.troubles(WELL)
        troubles += [f"{name} is gone or changed" for name in names if after.get(name) != before[name]]
        mine = [folder / ".gitignore", folder / "charts/.hidden", folder.parent / ".hidden"]
        if [path for path in hidden(folder) if path not in mine]:
            troubles.append("hidden things left")
        if not mine[-1].exists():
            troubles.append("a hidden file beside the output is gone")
        if folder.stat().st_mode & 0o777 != 0o750:
            troubles.append("the mode of the output folder is changed")
        found = {name: mark for name, mark in files(folder).items() if name not in FREE and not name.startswith("link/")}
        if ran.code in WELL and not outputs.is_whole(found, "A"):
            troubles.append("the output is not the new one: " + outputs.state(found))
        fault.count(troubles, "files under other names" + (", earlier output" if has_earlier else ""))

    def protected(name):
        """Protected by `chattr +i`: the user's stays, and what a run would replace is named and stays."""
        folder = campaign.place("own") / "out"
        campaign.run(*outputs.arguments("B", folder))
        write(folder / "mine/a.txt")
        path = folder / name
        if not shutil.which("chattr") or subprocess.run(["chattr", "+i", path], capture_output=True, check=False).returncode:
            fault.notes.append(f"left out: {name} (nothing can be protected here)")
            return
        before = everything(folder)
        ran = campaign.run(*arguments(folder))
        again = campaign.run(*arguments(folder))
        if name.startswith("mine"):
            troubles = ran.troubles(WELL) + again.troubles(WELL)
            troubles += [] if everything(folder).get("mine/a.txt") == before["mine/a.txt"] else ["mine/a.txt is gone or changed"]
            found = {other: mark for other, mark in files(folder).items() if not other.startswith("mine/")}
            troubles += [] if outputs.is_whole(found, "A") else ["the output is not the new one: " + outputs.state(found)]
            if hidden(folder):
                troubles.append("hidden things left")
            fault.count(troubles, f"{name} is protected")
        else:
            refused(folder, name, f"{name} is protected", ran, before)
        subprocess.run(["chattr", "-i", path], check=False)

    def other_chart(_):
        """The name of a chart that this run does not draw, but another would."""
        folder = campaign.place("own") / "out"
        write(folder / "charts/keyness_1_2.png")
        before = everything(folder)["charts/keyness_1_2.png"]
        ran = campaign.run(*arguments(folder))
        troubles = ran.troubles((0, 1, 2))
        if everything(folder).get("charts/keyness_1_2.png") != before:
            troubles.append("charts/keyness_1_2.png is gone or changed")
        if ran.code == 1 and "keyness_1_2.png" not in ran.err:
            troubles.append("the message does not name the file: " + ran.err.strip()[:100])
        fault.count(troubles, "charts/keyness_1_2.png is the user's")

    def linked(_):
        """The output folder is a link."""
        place = campaign.place("own")
        (place / "real").mkdir()
        (place / "out").symlink_to("real")
        troubles = []
        for which in "AB":
            ran = campaign.run(*outputs.arguments(which, place / "out"))
            troubles += ran.troubles(WELL)
        if not (place / "out").is_symlink() or os.readlink(place / "out") != "real":
            troubles.append("the link is gone")
        if not outputs.is_whole(files(place / "out"), "B"):
            troubles.append("the output is not the new one")
        if hidden(place / "out"):
            troubles.append("hidden things left")
        fault.count(troubles, "the output is a link to a folder")

    def early(_):
        """A name that every run writes is refused before the articles are read."""
        many = Many(outputs, 600)
        place = campaign.place("own")
        usual = campaign.run(*many.arguments("M", place / "usual")).seconds
        write(place / "out" / "report.html")
        ran = campaign.run(*many.arguments("M", place / "out"))
        troubles = ran.troubles((1,))
        if not troubles and ran.seconds > usual / 2:
            troubles.append("is refused only after the work")
        fault.count(troubles, "report.html is the user's, many articles")

    def step(case):
        case[0](case[1])

    rng = campaign.rng("users")
    names, changed = (rng.sample(list(TAKEN), 4), rng.sample(EDITED, 1)) if campaign.short else (TAKEN, EDITED)
    cases = [(taken, name) for name in names] + [(edited, name) for name in changed]
    guarded = ["mine", "mine/a.txt", "tables/documents.csv", "run.json", "charts"]
    cases += [(protected, name) for name in (guarded[1:3] if campaign.short else guarded)]
    cases += [(free, True), (linked, None), (other_chart, None)] + ([] if campaign.short else [(free, False), (early, None)])
    campaign.each(cases, step)
