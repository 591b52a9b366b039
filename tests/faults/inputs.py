"""Strange things among the articles: pipes, devices, loops, odd names, deep folders."""

import csv
import os
import random
import shutil
import socket
import stat

import corpus
from harness import files

SOUND = 4
TOKEN = "odd7"
TABLES = ["tables/term_frequency.csv", "tables/theme_frequency.csv", "tables/collocations.csv"]


def text():
    """An odd article, always the same, of a group that has others."""
    return corpus.article(random.Random(7), 31)


def pipe(folder):
    os.mkfifo(folder / f"{TOKEN}.txt")


def listening(folder):
    """A socket; its path may hold only a hundred characters."""
    here = os.getcwd()
    with socket.socket(socket.AF_UNIX) as one:
        os.chdir(folder)
        one.bind(f"{TOKEN}.txt")
        os.chdir(here)


def device(minor):
    def make(folder):
        os.mknod(folder / f"{TOKEN}.txt", stat.S_IFCHR | 0o666, os.makedev(1, minor))
    return make


def link(target):
    def make(folder):
        (folder / f"{TOKEN}.txt").symlink_to(target.format(folder=folder))
    return make


def to_pipe(folder):
    os.mkfifo(folder.parent / "pipe")
    (folder / f"{TOKEN}.txt").symlink_to(folder.parent / "pipe")


def loop(folder):
    (folder / TOKEN).mkdir()
    (folder / TOKEN / "a.txt").write_text(text(), encoding="utf-8")
    (folder / TOKEN / "up").symlink_to(folder)


def named(name):
    def make(folder):
        with open(os.path.join(os.fsencode(folder), name), "wb") as file:
            file.write(text().encode())
    return make


def deep(folder):
    here = os.getcwd()
    path = folder
    for _ in range(200):
        path = path / "d"
    os.makedirs(path)
    os.chdir(path)
    with open(f"{TOKEN}.txt", "w", encoding="utf-8") as file:
        file.write(text())
    os.chdir(here)


def empty(folder):
    (folder / f"{TOKEN}.txt").touch()


def directory(folder):
    (folder / f"{TOKEN}.txt").mkdir()
    (folder / f"{TOKEN}.txt" / "a.txt").write_text(text(), encoding="utf-8")


def directory_of_kind(kind):
    def make(folder):
        (folder / f"{TOKEN}.{kind}").mkdir()
        (folder / f"{TOKEN}.{kind}" / "a.txt").write_text(text(), encoding="utf-8")
    return make


def closed_file(folder):
    (folder / f"{TOKEN}.txt").write_text(text(), encoding="utf-8")
    (folder / f"{TOKEN}.txt").chmod(0)


def closed_folder(folder):
    (folder / TOKEN).mkdir()
    (folder / TOKEN / "a.txt").write_text(text(), encoding="utf-8")
    (folder / TOKEN).chmod(0)


def hidden_pipe(folder):
    os.mkfifo(folder / ".pipe.txt")


# What: how it is made, and whether its text is counted: "either" where it may be listed only, None where it may be left aside.
ODD = {
    "a pipe": (pipe, False), "a pipe in a hidden name": (hidden_pipe, None), "a link to a pipe": (to_pipe, False),
    "a socket": (listening, False), "an endless device": (device(5), False), "an empty device": (device(3), False),
    "a link to an endless device": (link("/dev/zero"), False), "a link to itself": (link(f"{TOKEN}.txt"), False),
    "a link to nothing": (link("no such file"), False), "a link to its own folder": (link("{folder}"), None),
    "a folder that links to its parent": (loop, True), "a folder called x.txt": (directory, True),
    "a folder called x.docx": (directory_of_kind("docx"), True), "a folder called x.zip": (directory_of_kind("zip"), True),
    "an empty file": (empty, False), "200 folders deep": (deep, True),
    "a file without permission": (closed_file, False), "a folder without permission": (closed_folder, False),
    "a name not in UTF-8": (named(b"odd7 \xff\xe1\xba.txt"), "either"), "a name with a newline": (named(b"odd7 a\nb.txt"), True),
    "a name with a tab": (named(b"odd7 a\tb.txt"), True), "a name with quotes": (named(b"odd7 \"a\" 'b'.txt"), True),
    "a name with =": (named(b"=1+1 odd7.txt"), True), "a name with +": (named(b"+1 odd7.txt"), True),
    "a name with -": (named(b"-1 odd7.txt"), True), "a name with @": (named(b"@a odd7.txt"), True),
    "a name with a backslash": (named(b"odd7\\a.txt"), True), "a name with escapes": (named(b"odd7 \x1b[31m\x07.txt"), True),
    "a name of 255 bytes": (named(b"odd7" + b"n" * 247 + b".txt"), True),
    "a name of 255 bytes in Vietnamese": (named(b"odd7" + "ế".encode() * 82 + b"n.txt"), True),
}


def rows(output):
    with open(output / "tables/documents.csv", encoding="utf-8-sig", newline="", errors="replace") as file:
        return list(csv.DictReader(file))


def strange(campaign, _outputs, fault):
    """Each strange thing beside four sound articles."""
    limit = 10 if campaign.short else 20
    base = campaign.place("sound")
    sound = corpus.folder(base / "in", campaign.rng("sound"), [31], SOUND)
    campaign.run("--input", sound, "--output", base / "out")
    plain, tables = rows(base / "out"), files(base / "out")
    is_root = os.geteuid() == 0
    drop = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] if is_root else []
    skipped = []

    def make(place, names):
        shutil.copytree(sound, place / "in")
        made = []
        for name in names:
            try:
                ODD[name][0](place / "in")
                made.append(name)
            except (OSError, AttributeError) as error:
                skipped.append(f"{name} ({error.strerror if isinstance(error, OSError) else error})")
        return made

    def look(place, name, before):
        """Runs on the folder; the troubles."""
        place.chmod(0o777)
        is_counted = ODD[name][1]
        ran = campaign.run("--input", place / "in", "--output", place / "out", timeout=limit, before=before, memory=2 << 30)
        troubles = ran.troubles()
        if troubles:
            return [f"{trouble}: {ran.err.strip()[-100:]}" if trouble.startswith("exit") else trouble for trouble in troubles]
        if ran.peak > 1 << 30:
            troubles.append("over 1 GB of memory")
        found = rows(place / "out")
        odd = [row for row in found if TOKEN in row["document"]]
        others = [row for row in found if TOKEN not in row["document"]]
        if others != plain:
            troubles.append("the sound articles are not counted as without it")
        if is_counted is not None and not odd:
            troubles.append("it is not listed in documents.csv")
        if is_counted is True and any(row["status"] != "counted" for row in odd[:1]):
            troubles.append("it holds an article that is not counted")
        if is_counted is False:
            seen = files(place / "out")
            if any(seen.get(table) != tables[table] for table in TABLES):
                troubles.append("the tables are not those without it")
        return troubles

    def trial(name):
        if "permission" in name and is_root and not shutil.which("setpriv"):
            skipped.append(f"{name} (no setpriv)")
            return
        place = campaign.place("odd")
        if not make(place, [name]):
            return
        before = drop if "permission" in name else []
        fault.count(look(place, name, before), name)
        if "permission" in name:
            for path in (place / "in").iterdir():
                path.chmod(0o755)

    # Making some of them changes the working folder, which all threads share: one thread makes them.
    names = list(ODD)
    if campaign.short:
        must = ["a pipe", "an endless device", "a folder without permission", "a name not in UTF-8", "a name with a newline"]
        names = must + campaign.rng("odd").sample([name for name in names if name not in must], 5)
    for name in names:
        trial(name)
    if skipped:
        fault.notes.append("left out: " + ", ".join(skipped))
