#!/usr/bin/env python3
"""Which pairs of forms are one term, against the judgement of two readers (tests/data/inflections): a table.

    inflections.py [BINARY]      default target/release/themeshift

Asks `BINARY kwic FORM` of a text that holds nothing but the other form of the pair. Pairs that the readers judge
differently, or with "?", are left out. Fails where in a language fewer than 98.5 % of the merges are right or 96.5 % of
the inflections are merged.
"""
import csv, pathlib, subprocess, sys, tempfile

HERE = pathlib.Path(__file__).resolve().parents[2]
binary = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else HERE / "target/release/themeshift").resolve()


def are_one(language, left, right):
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        # Numbers around it, so that cleaning takes it for no button.
        (folder / "a.txt").write_text(f"1990 {right} 1991 {right} 1992.\n", encoding="utf-8")
        (folder / "themeshift.toml").write_text(f'language = "{language}"\n')
        found = subprocess.run([binary, "kwic", "-i", folder, left], capture_output=True, text=True)
        return len(found.stdout.splitlines()) > 1


print("language", "set", "pairs", "right_merges_%", "inflections_merged_%", sep="\t")
failed = False
for language in ["en", "fr", "de", "es"]:
    with open(HERE / f"tests/data/inflections/{language}.tsv", encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file, delimiter="\t") if row["reader_1"] == row["reader_2"] != "?"]
    total = [0, 0, 0]
    for name in ["seen", "unseen"]:
        own = [row for row in rows if row["set"] == name]
        judged = [(are_one(language, row["form_1"], row["form_2"]), row["reader_1"] == "1") for row in own]
        counts = [sum(a and b for a, b in judged), sum(a for a, _ in judged), sum(b for _, b in judged)]
        total = [a + b for a, b in zip(total, counts)]
        print(language, name, len(own), f"{100 * counts[0] / counts[1]:.1f}", f"{100 * counts[0] / counts[2]:.1f}", sep="\t")
    failed |= total[0] < .985 * total[1] or total[0] < .965 * total[2]
sys.exit(failed)
