#!/usr/bin/env python3
"""Time and memory of a whole run beside those of `wc -w`, which only counts words, as a Markdown table.

    tests/bench/ratios.py                         20 and 100 MB, and what doesn't depend on size
    tests/bench/ratios.py --mb 100 1000 4000      these sizes; 1 GB in one line of JSON an article, and in files
    tests/bench/ratios.py --clone                 also clone to charts, with everything to be compiled
    tests/bench/ratios.py --write                 writes the table into docs/speed.md
    tests/bench/ratios.py --mb 20 --check         exit code 1 if the ratio to wc -w is over twice that in docs/speed.md

It needs Python 3.9 or later and the program's release build, on Linux. The corpus is made by ../shared/bench/make_corpus.py
(another with --maker), once, in --folder. Its sentences come from a pool of 20 MB, so at 1 GB each stands there some fifty
times; the names and numbers in them are new throughout. Each time is the least of several runs, wc and themeshift in turn,
with the files in the system's memory. Memory is the most that the process held at once. scikit-learn and quanteda are
measured where Python and R have them.
"""

import argparse
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time

PROJECT = pathlib.Path(__file__).resolve().parents[2]
PAGE = PROJECT / "docs/speed.md"
BEGIN, END = "<!-- ratios.py: begin -->", "<!-- ratios.py: end -->"

SKLEARN = """
import json, sys
from sklearn.feature_extraction.text import CountVectorizer
CountVectorizer().fit_transform(json.loads(line)["text"] for line in open(sys.argv[1], encoding="utf-8"))
"""
QUANTEDA = """
library(quanteda); library(quanteda.textstats); quanteda_options(threads = 2)
rows <- jsonlite::stream_in(file(commandArgs(TRUE)[1]), verbose = FALSE)
counts <- dfm(tokens(rows$text, remove_punct = TRUE))
counts <- dfm_group(counts, rows$date)
textstat_keyness(counts)
"""


def measure(command, **options):
    """Seconds and most megabytes of a command."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, **options)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    # A run with warnings ends with 2.
    if os.waitstatus_to_exitcode(status) not in (0, 2):
        sys.exit(f"{command[0]} failed: {' '.join(map(str, command))}")
    return seconds, usage.ru_maxrss / 1024


def least(times, command, **options):
    """The least seconds and megabytes of some runs."""
    runs = [measure(command, **options) for _ in range(times)]
    return min(seconds for seconds, _ in runs), min(memory for _, memory in runs)


class Bench:
    def __init__(self, arguments):
        self.binary = arguments.binary
        self.folder = arguments.folder
        self.maker = arguments.maker
        self.runs = arguments.runs
        self.output = self.folder / "output"
        self.rows = []

    def add(self, what, value, by_wc="", memory=""):
        self.rows.append((what, value, by_wc, memory))
        print(f"  {what}: {value} {by_wc} {memory}", flush=True)

    def corpus(self, mb, form):
        """The folder of a corpus, made if it isn't there."""
        folder = self.folder / f"{form}{mb}"
        if not folder.exists():
            part = folder.with_suffix(".part")
            shutil.rmtree(part, ignore_errors=True)
            subprocess.run([sys.executable, self.maker, part, "--mb", str(mb), "--format", form], check=True)
            part.rename(folder)
        return folder

    def count_words(self, folder):
        """What counts the words of the same bytes."""
        environment = {**os.environ, "LC_ALL": "C.UTF-8"}
        listing = subprocess.run(["find", folder, "-type", "f", "-print0"], check=True, capture_output=True).stdout
        names = self.folder / "names"
        names.write_bytes(listing)
        return lambda: measure(["wc", "-w", f"--files0-from={names}"], env=environment)[0]

    def run(self, folder, *options):
        """A whole run."""
        shutil.rmtree(self.output, ignore_errors=True)
        return measure([self.binary, "--quiet", "--input", folder, "--output", self.output, *options])

    def beside_wc(self, mb, form):
        """Seconds of the whole run; what it takes beside wc is added to the table."""
        folder = self.corpus(mb, form)
        words = self.count_words(folder)
        # Until the files are in memory, however often that takes.
        before = words()
        while (now := words()) < 0.8 * before:
            before = now
        runs = self.runs if mb <= 200 else 1
        pairs = [(min(now, words()), *self.run(folder)) for _ in range(runs)]
        by_wc = min(wc for wc, _, _ in pairs)
        seconds, memory = min(s for _, s, _ in pairs), min(m for _, _, m in pairs)
        files = sum(1 for path in folder.rglob("*") if path.is_file())
        what = f"{mb} MB in {files:,} text files" if form == "txt" else f"{mb} MB in one JSONL file"
        self.add(what, f"{seconds:.1f} s", f"{seconds / by_wc:.1f}", f"{memory:.0f} MB")
        return seconds

    def sizes(self, sizes):
        by_size = {mb: self.beside_wc(mb, "jsonl") for mb in sizes}
        for mb in sizes:
            if mb >= 100 and mb <= 1000:
                self.beside_wc(mb, "txt")
        if 100 in by_size and 1000 in by_size:
            self.add("1,000 MB against 100 MB", f"{by_size[1000] / by_size[100]:.1f} times as long")
        if 100 in by_size:
            seconds, _ = self.run(self.corpus(100, "jsonl"), "--threads", "1")
            self.add("one thread against two, 100 MB", f"{seconds / by_size[100]:.2f} times as long")

    def without_size(self):
        seconds, memory = least(5, [self.binary, "--quiet", "--output", self.output], cwd=PROJECT)
        self.add("the default run, all charts", f"{seconds:.2f} s", "", f"{memory:.0f} MB")
        seconds, _ = least(20, [self.binary, "--help"])
        self.add("`--help`", f"{1000 * seconds:.1f} ms")
        with open(os.devnull) as nothing:
            seconds, _ = least(20, [self.binary, "segment"], stdin=nothing)
        self.add("start, model of Vietnamese ready, end", f"{1000 * seconds:.1f} ms")

    def others(self):
        """Other programs, counting alone, on 20 MB."""
        corpus = self.corpus(20, "jsonl") / "corpus.jsonl"
        words = self.count_words(corpus)
        by_wc = min(words() for _ in range(3))
        program = self.folder / "program"
        for name, interpreter, code in (
            ("scikit-learn's CountVectorizer, counting alone, 20 MB", sys.executable, SKLEARN),
            ("quanteda, no words of several syllables, one table, 20 MB", "Rscript", QUANTEDA),
        ):
            program.write_text(code)
            there = {
                sys.executable: [sys.executable, "-c", "import sklearn"],
                "Rscript": ["Rscript", "-e", "library(quanteda); library(quanteda.textstats); library(jsonlite)"],
            }[interpreter]
            if not shutil.which(there[0]) or subprocess.run(there, capture_output=True).returncode != 0:
                print(f"  SKIPPED, since it isn't installed: {name}")
                continue
            seconds, memory = measure([interpreter, program, corpus])
            self.add(name, f"{seconds:.1f} s", f"{seconds / by_wc:.1f}", f"{memory:.0f} MB")

    def clone(self):
        """Clone to charts, everything compiled."""
        with tempfile.TemporaryDirectory(dir=self.folder) as folder:
            clone = pathlib.Path(folder) / "clone"
            start = time.perf_counter()
            subprocess.run(["git", "clone", "--quiet", PROJECT, clone], check=True)
            environment = {k: v for k, v in os.environ.items() if k != "CARGO_TARGET_DIR"}
            subprocess.run(["cargo", "run", "--locked", "--release", "--quiet"], cwd=clone, env=environment, check=True, capture_output=True)
            self.add("clone to charts, everything compiled", f"{time.perf_counter() - start:.0f} s")

    def table(self):
        head = ["| what | value | times `wc -w` | peak memory |", "| --- | --- | --- | --- |"]
        return "\n".join(head + [f"| {' | '.join(row)} |" for row in self.rows])


def stated(what):
    """The ratio that docs/speed.md states."""
    row = re.search(rf"^\| {re.escape(what)} \| [^|]* \| ([0-9.]+) \|", PAGE.read_text(encoding="utf-8"), re.M)
    return float(row[1]) if row else sys.exit(f"{PAGE} has no row {what!r}")


def write(table):
    text = PAGE.read_text(encoding="utf-8")
    before, rest = text.split(BEGIN)
    _, after = rest.split(END)
    PAGE.write_text(f"{before}{BEGIN}\n{table}\n{END}{after}", encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mb", type=int, nargs="+", default=[20, 100])
    parser.add_argument("--binary", type=pathlib.Path, default=PROJECT / "target/release/themeshift")
    parser.add_argument("--maker", type=pathlib.Path, default=PROJECT / "../shared/bench/make_corpus.py")
    parser.add_argument("--folder", type=pathlib.Path, default=pathlib.Path(tempfile.gettempdir()) / "themeshift-ratios")
    parser.add_argument("--runs", type=int, default=3, help="runs of 200 MB and less [default: 3]")
    parser.add_argument("--clone", action="store_true")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--check", action="store_true")
    arguments = parser.parse_args()
    if not arguments.maker.exists():
        print(f"SKIPPED: {arguments.maker} is not there, which makes the corpus")
        return
    arguments.binary = arguments.binary.resolve()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    bench = Bench(arguments)
    bench.sizes(arguments.mb)
    if arguments.check:
        what, _, ratio, _ = bench.rows[0]
        most = 2 * stated(what)
        print(f"{what}: {ratio} times wc -w; at most {most:.1f}")
        sys.exit(float(ratio) > most)
    bench.without_size()
    bench.others()
    if arguments.clone:
        bench.clone()
    print(bench.table())
    if arguments.write:
        write(bench.table())


if __name__ == "__main__":
    main()
