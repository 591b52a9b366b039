#!/usr/bin/env python3
"""Measures how often damage is seen where there is none, and how often it is missed: python3 tests/bench/damage.py

Clean documents are the articles of ../shared/press, and sentences of ../shared/press and ../shared/data joined to
documents of 1 to 60; and the labelled pages of tests/data/pages, in five languages, as they are and of each the article
alone. Damage is done to 200 articles: to all of each, to its second half, to every second sentence. A document is missed
where it is counted and its tokens or types are not those of the sound article; what was repaired has the same. Needs target/release/themeshift; prints two tables.
"""

import collections
import csv
import glob
import json
import lzma
import pathlib
import random
import re
import subprocess
import tempfile
import unicodedata

HERE = pathlib.Path(__file__).resolve().parents[2]
SHARED = HERE.parent / "shared"
PROGRAM = HERE / "target/release/themeshift"
SIZES = [1, 2, 3, 5, 8, 15, 30, 60]
UNDEFINED = (0x81, 0x8D, 0x8F, 0x90, 0x9D)
BYTES = [chr(byte) if byte in UNDEFINED else bytes([byte]).decode("cp1252") for byte in range(256)]


def articles():
    with lzma.open(SHARED / "press/articles.jsonl.xz", "rt", encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line in lines]


def pieces(text):
    return [piece for piece in re.split(r"\n|(?<=[.!?])\s+", text) if piece.strip()]


def counted(documents):
    """The rows of documents.csv, in the order of these texts."""
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        (folder / "in").mkdir()
        with open(folder / "in/a.jsonl", "w", encoding="utf-8") as table:
            table.writelines(json.dumps({"group": "g", "text": text}) + "\n" for text in documents)
        run = [PROGRAM, "-i", folder / "in", "-o", folder / "out", "--keep-duplicates", "--quiet"]
        subprocess.run(run, stderr=subprocess.DEVNULL, check=False)
        with open(folder / "out/tables/documents.csv", encoding="utf-8-sig") as rows:
            found = {row["document"].split("#")[-1]: row for row in csv.DictReader(rows) if "#" in row["document"]}
    return [found[str(place + 1)] for place in range(len(documents))]


def without(text, marks):
    kept = (c for c in unicodedata.normalize("NFD", text) if c not in marks)
    return unicodedata.normalize("NFC", "".join(kept))


def replaced(mark):
    return lambda text: re.sub(r"[^\x00-\x7f–—“”‘’…]", mark, text)


def misread(text):
    return "".join(BYTES[byte] for byte in text.encode())


def written(form):
    return lambda text: re.sub(r"[^\x00-\x7f]", lambda found: form % ord(found[0]), text)


ALL_MARKS = "\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323"
HARM = {
    "letters as ?": replaced("?"),
    "letters as U+FFFD": replaced("\ufffd"),
    "letters left out": replaced(""),
    "letters as blanks": replaced(" "),
    "letters as _": replaced("_"),
    "no marks at all": lambda text: without(text, ALL_MARKS).translate(str.maketrans("đĐ", "dD")),
    "UTF-8 read as windows-1252": misread,
    "the same, no-break spaces as blanks": lambda text: misread(text).replace("\xa0", " "),
    "the same, undefined bytes left out": lambda text: re.sub("[\x81\x8d\x8f\x90\x9d]", "", misread(text)),
    "the same, undefined bytes as ?": lambda text: re.sub("[\x81\x8d\x8f\x90\x9d]", "?", misread(text)),
    "UTF-8 read as Latin-1": lambda text: text.encode().decode("latin-1"),
    "UTF-8 read as windows-1258": lambda text: text.encode().decode("cp1258", "replace"),
    "misread twice": lambda text: misread(misread(text)),
    "đ as d": lambda text: text.translate(str.maketrans("đĐ", "dD")),
    "đ left out": lambda text: re.sub("[đĐ]", "", text),
    "ư left out": lambda text: re.sub("[ưừứửữự]", "", text),
    "no horns": lambda text: without(text, "\u031b"),
    "no dots below": lambda text: without(text, "\u0323"),
    "no hooks": lambda text: without(text, "\u0309"),
    "letters as \\u1ed9": written("\\u%04x"),
    "letters as u1ed9": written("u%04x"),
    "a PDF's codes 29 too low": lambda text: "".join(c if c.isspace() else chr(ord(c) + 29) for c in text),
}
SPREADS = {
    "all": lambda place, of: True,
    "half": lambda place, of: place * 2 >= of,
    "every second": lambda place, of: place % 2 == 1,
}


def clean_documents(draw, texts):
    sentences = [piece.strip() for text in texts for piece in pieces(text) if len(piece) > 20]
    other = []
    for path in sorted(glob.glob(str(SHARED / "data/**/*.conllu"), recursive=True)):
        other += re.findall(r"^# text = (.*)$", pathlib.Path(path).read_text(encoding="utf-8"), re.M)
    lines = (SHARED / "data/rdr_train_gold.txt").read_text(encoding="utf-8").splitlines()
    other += [line.replace("_", " ") for line in lines if 40 < len(line) < 400]
    joined = [" ".join(draw.sample(source, draw.choice(SIZES))) for source in (sentences, other) for _ in range(9000)]
    pages = [path.read_text(encoding="utf-8") for path in sorted((HERE / "tests/data/pages").rglob("*.page"))]
    whole = ["\n".join(line[2:] for line in page.splitlines()) for page in pages]
    alone = ["\n".join(line[2:] for line in page.splitlines() if line[:1] in "!=+") for page in pages]
    return texts + joined + whole + alone


def main():
    draw = random.Random(9)
    texts = articles()
    rows = counted(clean_documents(draw, texts))
    alarms = collections.Counter("damaged" in row["status"] for row in rows)
    print(f"false alarms: {alarms[True]} of {len(rows)} clean documents")

    chosen = draw.sample([text for text in texts if 1200 < len(text) < 6000], 200)
    sound = ["\n".join(pieces(text)) for text in chosen]
    cases = [(harm, spread) for harm in HARM for spread in SPREADS]
    documents = list(sound)
    for harm, spread in cases:
        for text in chosen:
            parts = pieces(text)
            hit = [HARM[harm](part) if SPREADS[spread](at, len(parts)) else part for at, part in enumerate(parts)]
            documents.append("\n".join(hit))
    rows = counted(documents)
    size = lambda row: (row["tokens"], row["types"])
    whole = [size(row) for row in rows[: len(sound)]]
    print(f"\n| missed of {len(sound)} articles | " + " | ".join(SPREADS) + " |\n| --- |" + " --- |" * len(SPREADS))
    for harm in HARM:
        missed = []
        for spread in SPREADS:
            start = len(sound) * (1 + cases.index((harm, spread)))
            here = zip(rows[start : start + len(sound)], whole)
            missed.append(sum(row["status"] == "counted" and size(row) != own for row, own in here))
        print(f"| {harm} | " + " | ".join(map(str, missed)) + " |")


if __name__ == "__main__":
    main()
