"""Runs the lines of docs/python-and-r.md as they stand there: python3 tests/pages/run.py target/release/themeshift

Each block runs on the default input and on two whose groups and themes are called what readers take for numbers or for
nothing; then what it has read is compared with the cells that Python's csv module reads. Without themeshift, a block
that runs it must fail. A language whose reader of tables isn't there is said to be skipped.
"""

import csv
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
TEXT, NUMBERS = ["theme", "reference", "target"], ["change", "log_ratio_low", "p_value", "target_rank"]
# How a library's blocks are run, and what is put behind them: the kinds of columns, then the table written again.
PYTHON = [sys.executable, "-c"]
LIBRARIES = {
    "polars": (PYTHON, f"""
assert all(shifts[name].dtype == pl.Float64 or shifts[name].dtype == pl.Int64 for name in {NUMBERS})
shifts.select({TEXT + NUMBERS}).write_csv("read.csv")"""),
    "pandas": (PYTHON, f"""
assert all(pd.api.types.is_numeric_dtype(shifts[name]) for name in {NUMBERS})
shifts[{TEXT + NUMBERS}].to_csv("read.csv", index=False)"""),
    "readr": (["Rscript", "-e"], f"""
stopifnot(sapply(shifts[c({str(NUMBERS)[1:-1]})], is.numeric))
write_csv(shifts[c({str(TEXT + NUMBERS)[1:-1]})], "read.csv", na = "")"""),
}
IMPORT = re.compile(r"import (polars|pandas)|library\((readr)\)")
# The groups of each input; the default one has its own. Of two groups there is no row against all others, so no "*".
CORPORA = {"default": [], "words": ["007", "NA", "null"], "numbers": ["007", "010"]}
THEMES = """languages = ["en"]
[[theme]]
id = "null"
label = "NA"
keywords = ["harvest*"]
[[theme]]
id = "None"
label = "null"
keywords = ["fisher*"]
"""


def is_there(library):
    command = LIBRARIES[library][0]
    load = f"library({library})" if command[0] == "Rscript" else f"import {library}"
    if not shutil.which(command[0]):
        return False
    return subprocess.run([*command, load], capture_output=True, check=False).returncode == 0


def write_corpus(folder, groups):
    """A corpus of these groups, and of themes "null" and "None"; so alike that the run ends with warnings."""
    for number, group in enumerate(groups):
        (folder / group).mkdir(parents=True)
        lines = [f"Harvests of year {year} were good, and farmers sang.\n" for year in range(1, 12 - 3 * number)]
        (folder / group / "a.txt").write_text("".join(lines) + "Fishermen must mend their nets.\n", encoding="utf-8")
    (folder / "themes.toml").write_text(THEMES, encoding="utf-8")
    (folder / "themeshift.toml").write_text('language = "en"\n[groups]\nby = "folder"\n', encoding="utf-8")


def cells(path):
    """The columns that are compared, of a table: text as it stands, numbers as numbers, None for an empty cell."""
    with open(path, encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    numbers = [[float(row[name]) if row[name] else None for name in NUMBERS] for row in rows]
    return [[row[name] for name in TEXT] + of_row for row, of_row in zip(rows, numbers)]


def check(library, block, folder, program):
    """What is wrong with a block in a folder that has `input`, or None."""
    command, behind = LIBRARIES[library]
    environment = {**os.environ, "PATH": os.pathsep.join([str(program.parent), os.environ["PATH"]])}
    if subprocess.run([program, "--quiet", "--output", "results"], cwd=folder, check=False).returncode not in (0, 2):
        return "themeshift fails"
    done = subprocess.run([*command, block + behind], cwd=folder, env=environment, capture_output=True,
                          encoding="utf-8", check=False)
    if done.returncode:
        return done.stdout + done.stderr
    if cells(folder / "read.csv") != cells(folder / "results/tables/theme_shift.csv"):
        return "what it has read is not what the table says"
    if "themeshift\"" in block:
        # A program of this name that isn't one, so that a themeshift of this machine isn't found.
        (folder / "none").mkdir()
        (folder / "none/themeshift").write_text("#!/bin/sh\nexit 127\n", encoding="utf-8")
        (folder / "none/themeshift").chmod(0o755)
        environment["PATH"] = os.pathsep.join([str(folder / "none"), os.environ["PATH"]])
        done = subprocess.run([*command, block], cwd=folder, env=environment, capture_output=True, check=False)
        if not done.returncode:
            return "without themeshift it goes on, with the tables of an earlier run"
    return None


def main(program):
    page = (PROJECT / "docs/python-and-r.md").read_text(encoding="utf-8")
    blocks = [(IMPORT.search(block), block) for block in re.findall(r"```(?:python|r)\n(.*?)```", page, re.S)]
    blocks = {found[1] or found[2]: block for found, block in blocks}
    if blocks.keys() != LIBRARIES.keys():
        sys.exit(f"the page has lines for {', '.join(blocks)}, not for {', '.join(LIBRARIES)}")
    with tempfile.TemporaryDirectory() as work:
        for library, block in blocks.items():
            if not is_there(library):
                print(f"SKIPPED: {library} is not there")
                continue
            for corpus, groups in CORPORA.items():
                folder = Path(work) / library / corpus
                if groups:
                    write_corpus(folder / "input", groups)
                else:
                    shutil.copytree(PROJECT / "input", folder / "input")
                if wrong := check(library, block, folder, program):
                    sys.exit(f"the lines for {library} fail on the {corpus} input:\n{wrong}")
            print(f"the lines for {library} run, and read what the table says")


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
