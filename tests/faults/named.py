"""What the user names as a file: pipes that nobody writes to, pipes and files without end, devices, folders."""

import os
import shutil
import subprocess

import corpus
from harness import files

# What the program may take to say that it can't use one.
SECONDS, MOST = 20, 1200 << 20

# The options and commands that take a file; FILE stands for it.
TAKERS = {
    "--counts": ["--counts", "FILE"], "--reference": ["--reference", "FILE"], "--config": ["--config", "FILE"],
    "--themes": ["--themes", "FILE"], "--priorities": ["--priorities", "FILE"], "count --config": ["count", "--config", "FILE"],
    "kwic --config": ["kwic", "hòa bình", "--config", "FILE"], "clean": ["clean", "FILE"],
    "themes check": ["themes", "check", "--themes", "FILE"], "themes evaluate": ["themes", "evaluate", "FILE"],
    "themes learn": ["themes", "learn", "FILE"], "evaluate": ["evaluate", "FILE"], "evaluate --model": ["evaluate", "input/a.txt", "--model", "FILE"],
}


def pipe(place):
    os.mkfifo(place / "odd")
    return place / "odd"


def sparse(place):
    with open(place / "odd", "wb") as file:
        file.truncate(10 << 40)
    return place / "odd"


def folder(place):
    (place / "odd").mkdir()
    return place / "odd"


def link(place):
    (place / "odd").symlink_to("/dev/zero")
    return place / "odd"


THINGS = {
    "a pipe that nobody writes to": pipe, "a file of 10 TB": sparse, "a folder": folder, "a link to an endless device": link,
    "an endless device": lambda _: "/dev/zero", "an empty device": lambda _: "/dev/null", "nothing": lambda place: place / "odd",
}


def named(campaign, _outputs, fault):
    """Each is refused by name, in little time and memory; a pipe that somebody writes to is read like a file."""
    rng = campaign.rng("named")

    def put(case):
        taker, thing = case
        place = campaign.place("named")
        corpus.folder(place / "input", rng, [31, 32], 2)
        (place / "input" / "a.txt").write_text("một_hai ba\n", encoding="utf-8")
        try:
            path = THINGS[thing](place)
        except OSError as error:
            fault.notes.append(f"left out: {thing} ({error.strerror})")
            return
        ran = campaign.run(*[str(path) if word == "FILE" else word for word in TAKERS[taker]], cwd=place, timeout=SECONDS)
        # Each folder of articles is a reference.
        codes = (0, 1, 2) if (taker, thing) == ("--reference", "a folder") else (1,)
        troubles = ran.troubles(codes)
        if not troubles and str(path) not in ran.err:
            troubles.append("the message does not name it: " + ran.err.strip()[:100])
        if ran.peak > MOST:
            troubles.append(f"over {MOST >> 20} MB of memory")
        if ran.code == 1 and (place / "output").exists():
            troubles.append("an output folder is left")
        fault.count(troubles, f"{taker}: {thing}")
        shutil.rmtree(place)

    def endless(taker):
        place = campaign.place("named")
        corpus.folder(place / "input", rng, [31, 32], 2)
        (place / "input" / "a.txt").write_text("một_hai ba\n", encoding="utf-8")
        path = pipe(place)
        with subprocess.Popen(["sh", "-c", 'exec tr "\\0" a < /dev/zero > "$0"', str(path)], stderr=subprocess.DEVNULL) as writer:
            ran = campaign.run(*[str(path) if word == "FILE" else word for word in TAKERS[taker]], cwd=place, timeout=SECONDS)
            writer.kill()
        troubles = ran.troubles((1,))
        if ran.peak > MOST:
            troubles.append(f"over {MOST >> 20} MB of memory")
        fault.count(troubles, f"{taker}: a pipe without end")
        shutil.rmtree(place)

    def fed():
        """Counts through a pipe give what they give as a file."""
        place = campaign.place("named")
        corpus.folder(place / "input", rng, [31, 32], 4)
        campaign.run("count", "--output", place / "counts", cwd=place)
        campaign.run("--counts", place / "counts", "--output", place / "plain", cwd=place)
        path = pipe(place)
        with subprocess.Popen(["sh", "-c", 'sleep 0.3; cat counts > "$0"', str(path)], cwd=place):
            ran = campaign.run("--counts", path, "--output", place / "piped", cwd=place, timeout=SECONDS)
        troubles = ran.troubles((0, 2))
        tables = [{name: mark for name, mark in files(place / which).items() if name.startswith("tables/")} for which in ("plain", "piped")]
        if tables[0] != tables[1] or not tables[0]:
            troubles.append("the tables are others than those of the file")
        fault.count(troubles, "counts through a pipe")

    cases = [(taker, thing) for taker in TAKERS for thing in THINGS]
    takers = [taker for taker in TAKERS if taker != "clean"]
    if campaign.short:
        cases, takers = rng.sample(cases, 8), rng.sample(takers, 1)
    campaign.each(cases, put)
    campaign.each(takers, endless)
    fed()
