#!/usr/bin/env python3
"""Time and memory of a whole run beside those of `wc -w`, which only counts words, as a Markdown table.

    tests/bench/ratios.py                         20 and 100 MB, and what doesn't depend on size
    tests/bench/ratios.py --mb 100 1000 4000      these sizes; 1 GB in one line of JSON an article, and in files
    tests/bench/ratios.py --beside f103e8d        also the build of an earlier commit, on the same corpora in turn
    tests/bench/ratios.py --clone                 also clone to charts, with everything to be compiled
    tests/bench/ratios.py --write                 writes the table into docs/speed.md
    tests/bench/ratios.py --mb 20 --check         exit code 1 if a ratio to wc -w is over 1.5 times that in docs/speed.md

It needs Python 3.9 or later and the program's release build, on Linux. One corpus is made by ../shared/bench/make_corpus.py
(another with --maker), once, in --folder: its sentences come from a pool of 20 MB, so at 1 GB each stands there some fifty
times; the names and numbers in them are new throughout. The other is real press, ../shared/bench/press100.jsonl.xz, of which
20 MB are its first articles. Each time is the least of several runs, wc and themeshift in turn, with the files in the
system's memory. Memory is the most that the process held at once. polars, DuckDB, scikit-learn and quanteda are measured
where Python and R have them; each only counts words.
"""

import argparse
import lzma
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
from sklearn.feature_extraction.text import CountVectorizer
import json, sys
CountVectorizer().fit_transform(json.loads(line)["text"] for line in open(sys.argv[1], encoding="utf-8"))
"""
POLARS = r"""
import polars, sys
texts = polars.scan_ndjson(sys.argv[1]).select(polars.col("text").str.to_lowercase().str.extract_all(r"\w+").alias("word"))
print(texts.explode("word").group_by("word").len().collect().height)
"""
DUCKDB = r"""
import duckdb, sys
words = r"select unnest(regexp_extract_all(lower(text), '[\p{L}\p{M}\p{N}_]+')) as word from read_json_auto(?)"
print(duckdb.execute(f"select count(*) from (select word, count(*) from ({words}) group by word)", [sys.argv[1]]).fetchall())
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


def first_articles(source, megabytes, target):
    """Writes the first lines of a packed JSONL file, as many as fit."""
    left = megabytes * 1_000_000
    with lzma.open(source, "rb") as lines, open(target, "wb") as part:
        for line in lines:
            left -= len(line)
            if left < 0:
                break
            part.write(line)


def least(times, command, **options):
    """The least seconds and megabytes of some runs."""
    runs = [measure(command, **options) for _ in range(times)]
    return min(seconds for seconds, _ in runs), min(memory for _, memory in runs)


class Bench:
    def __init__(self, arguments):
        self.binary = arguments.binary
        self.folder = arguments.folder
        self.maker = arguments.maker
        self.press = arguments.press
        self.earlier = []
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
            if form == "press":
                part.mkdir()
                first_articles(self.press, mb, part / "press.jsonl")
            else:
                subprocess.run([sys.executable, self.maker, part, "--mb", str(mb), "--format", form], check=True)
            part.rename(folder)
        return folder

    def build(self, commit):
        """The program as it was at a commit, built once."""
        clone = self.folder / f"at-{commit}"
        binary = clone / "target/release/themeshift"
        if not binary.exists():
            shutil.rmtree(clone, ignore_errors=True)
            subprocess.run(["git", "clone", "--quiet", PROJECT, clone], check=True)
            subprocess.run(["git", "checkout", "--quiet", commit], cwd=clone, check=True)
            environment = {k: v for k, v in os.environ.items() if k != "CARGO_TARGET_DIR"}
            subprocess.run(["cargo", "build", "--locked", "--release", "--quiet"], cwd=clone, env=environment, check=True)
        self.earlier.append((commit, binary))

    def count_words(self, folder):
        """What counts the words of the same bytes."""
        environment = {**os.environ, "LC_ALL": "C.UTF-8"}
        listing = subprocess.run(["find", folder, "-type", "f", "-print0"], check=True, capture_output=True).stdout
        names = self.folder / "names"
        names.write_bytes(listing)
        return lambda: measure(["wc", "-w", f"--files0-from={names}"], env=environment)[0]

    def run(self, folder, *options, binary=None):
        """A whole run."""
        shutil.rmtree(self.output, ignore_errors=True)
        return measure([binary or self.binary, "--quiet", "--input", folder, "--output", self.output, *options])

    def beside_wc(self, mb, form):
        """Seconds of the whole run; what it takes beside wc is added to the table."""
        folder = self.corpus(mb, form)
        words = self.count_words(folder)
        # Until the files are in memory, however often that takes.
        before = words()
        while (now := words()) < 0.8 * before:
            before = now
        runs = self.runs if mb <= 200 else 1
        binaries = [("", self.binary), *self.earlier]
        by_wc, least_of = now, {}
        for _ in range(runs):
            by_wc = min(by_wc, words())
            for name, binary in binaries:
                seconds, memory = self.run(folder, binary=binary)
                before = least_of.get(name, (seconds, memory))
                least_of[name] = (min(before[0], seconds), min(before[1], memory))
        files = sum(1 for path in folder.rglob("*") if path.is_file())
        what = {
            "txt": f"{mb} MB in {files:,} text files",
            "jsonl": f"{mb} MB in one JSONL file",
            "press": f"{mb} MB of real press",
        }[form]
        for name, (seconds, memory) in least_of.items():
            told = f"{what}, by the build of {name}" if name else what
            self.add(told, f"{seconds:.1f} s", f"{seconds / by_wc:.1f}", f"{memory:.0f} MB")
        return least_of[""][0]

    def sizes(self, sizes):
        by_size = {mb: self.beside_wc(mb, "jsonl") for mb in sizes}
        for mb in sizes:
            if self.press.exists() and mb <= 100:
                self.beside_wc(mb, "press")
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
            ("polars, counting alone, 20 MB", sys.executable, POLARS),
            ("DuckDB, counting alone, 20 MB", sys.executable, DUCKDB),
            ("scikit-learn's CountVectorizer, counting alone, 20 MB", sys.executable, SKLEARN),
            ("quanteda, no words of several syllables, one table, 20 MB", "Rscript", QUANTEDA),
        ):
            program.write_text(code)
            # Its first line loads what it needs.
            there = [interpreter, "-e" if interpreter == "Rscript" else "-c", code.strip().splitlines()[0]]
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
    parser.add_argument("--press", type=pathlib.Path, default=PROJECT / "../shared/bench/press100.jsonl.xz")
    parser.add_argument("--beside", metavar="COMMIT", help="also build this commit and run it on the same corpora")
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
    if arguments.beside:
        bench.build(arguments.beside)
    bench.sizes(arguments.mb)
    if arguments.check:
        failed = False
        for what, _, ratio, _ in (row for row in bench.rows if row[2]):
            most = 1.5 * stated(what)
            print(f"{what}: {ratio} times wc -w; at most {most:.1f}")
            failed |= float(ratio) > most
        sys.exit(failed)
    bench.without_size()
    bench.others()
    if arguments.clone:
        bench.clone()
    print(bench.table())
    if arguments.write:
        write(bench.table())


if __name__ == "__main__":
    main()
