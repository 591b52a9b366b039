"""Puts the texts of ../shared beside codes that are kept without them.

    python3 tests/data/coded/text.py tests/data/coded/press.tsv ../shared > press_with_text.tsv

The codes name each clause by document, line, and the characters of the line that it takes; what comes out is a table for
`themeshift themes evaluate` and `themeshift themes learn`. Lines are those of an article, or of a
statement the paragraphs, each in one line.
"""
import csv
import json
import lzma
import re
import sys
from itertools import chain
from pathlib import Path


def articles(path, prefix=""):
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for article in map(json.loads, lines):
            yield prefix + article["id"], article["text"].split("\n")


def statements(shared):
    for path in sorted((shared / "corpora/g7").glob("*.txt")):
        text = path.read_text(encoding="utf-8").split("---", 2)[2]
        paragraphs = [" ".join(paragraph.split()) for paragraph in re.split(r"\n\s*\n", text)]
        yield path.stem, [paragraph for paragraph in paragraphs if paragraph]


def main(codes, shared):
    with open(codes, encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))
    shared, wanted = Path(shared), {row["doc"].split("~")[0] for row in rows}
    texts = chain(
        articles(shared / "press/articles.jsonl.xz"),
        articles(shared / "bench/press100.jsonl.xz", "press100_"),
        statements(shared),
    )
    lines = {doc: of_doc for doc, of_doc in texts if doc in wanted}
    print("doc", "line", "clause", "priority", "themes", "disputed_themes", "text", sep="\t")
    clause, last = 0, None
    for row in rows:
        place = row["doc"], row["line"]
        clause = clause + 1 if place == last else 1
        last = place
        text = lines[row["doc"].split("~")[0]][int(row["line"]) - 1][int(row["start"]):int(row["end"])]
        print(*place, clause, row["priority"], row["themes"], "", text.replace("\t", " "), sep="\t")


if __name__ == "__main__":
    main(*sys.argv[1:])
