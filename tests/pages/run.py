"""Runs the lines of docs/python-and-r.md as they stand there, on the default input.

    python3 tests/pages/run.py target/release/themeshift

Each language is run where it and its reader of tables are there, and said to be skipped otherwise.
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
# What runs the blocks of a language, and what says whether a block's library is there.
PYTHON = ([sys.executable, "-c"], "import {}")
R = (["Rscript", "-e"], "library({})")


def works(command):
    if not shutil.which(command[0]):
        return False
    return subprocess.run(command, capture_output=True).returncode == 0


def main(program):
    page = (PROJECT / "docs/python-and-r.md").read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "bin").mkdir()
        shutil.copy(program, Path(folder) / "bin/themeshift")
        shutil.copytree(PROJECT / "input", Path(folder) / "input")
        path = os.pathsep.join([str(Path(folder) / "bin"), os.environ["PATH"]])
        subprocess.run(["themeshift", "--output", "results"], cwd=folder, env={**os.environ, "PATH": path}, check=True,
                       stdout=subprocess.DEVNULL)
        for language, block in re.findall(r"```(python|r)\n(.*?)```", page, re.S):
            run, is_there = PYTHON if language == "python" else R
            library = re.search(r"import (polars|pandas)|library\((\w+)\)", block)
            library = library[1] or library[2]
            if not works([*run, is_there.format(library)]):
                print(f"SKIPPED: {language} with {library} is not there")
                continue
            done = subprocess.run([*run, block], cwd=folder, env={**os.environ, "PATH": path}, capture_output=True,
                                  text=True)
            if done.returncode or "economy" not in done.stdout:
                sys.exit(f"the lines for {library} fail:\n{done.stdout}{done.stderr}")
            print(f"the lines for {library} run")


if __name__ == "__main__":
    main(sys.argv[1])
