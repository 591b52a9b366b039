#!/usr/bin/env python3
"""Holds what themeshift counts with other tools' dictionaries against a plain look-up: table dictionary x category x difference.

    dictionaries.py [--binary target/release/themeshift] [--text FILE ...] DICTIONARY ...

Texts are plain UTF-8 files [default: those of ../shared/corpora/g7]. Read here by itself: LIWC (.dic), WordStat (.cat),
Yoshikoder (.ykd), Lexicoder (.lc3), YAML of two levels at most (.yml). A token is a run of letters and digits, apostrophes
inside it included, or a mark; patterns are compared in small letters, `*` stands for any characters and `?` for one; within
a category a stretch of text counts once, of patterns that start together the longest. Fails where a category with 200
hits or more is over .5 % off, or one with fewer by more than one hit.
"""
import argparse, collections, csv, fnmatch, functools, json, pathlib, re, subprocess, sys, tempfile
import xml.etree.ElementTree as xml

HERE = pathlib.Path(__file__).resolve().parents[2]


def liwc(text):
    _, legend, entries = re.split(r"(?m)^\s*%\s*$", text, maxsplit=2)
    names = dict(line.split(None, 1) for line in legend.splitlines() if line.strip())
    for line in entries.splitlines():
        word, *numbers = re.split(r"\t+|\s+(?=\d)", line.strip())
        for number in " ".join(numbers).split():
            for code in [number] if number in names else re.findall(r"\d\d", number):
                if code in names:
                    yield names[code].strip(), word.strip()


def wordstat(text):
    path = []
    for line in text.splitlines():
        entry = line.strip()
        if not entry or entry.startswith("@"):
            continue
        depth = line[: len(line) - len(line.lstrip())].count("\t")
        weighed = re.fullmatch(r"(.*?)\s*\(\s*[\d.]+\s*\)", entry)
        if weighed:
            yield ".".join(path[:depth]), weighed[1].replace("_", " ").strip()
        else:
            path[depth:] = [entry]


def yoshikoder(text):
    def walk(node, path):
        for child in node:
            if child.tag == "pnode":
                yield ".".join(path), child.get("name")
            elif child.tag == "cnode":
                yield from walk(child, path + [child.get("name")])
    yield from walk(xml.fromstring(text), [])


def lexicoder(text):
    name = None
    for line in text.splitlines():
        if line.startswith("+"):
            name = line[1:].strip()
        elif line.strip():
            yield name, line.strip()


READERS = {".dic": liwc, ".cat": wordstat, ".ykd": yoshikoder, ".lc3": lexicoder}


def read(path, binary):
    bytes = path.read_bytes()
    try:
        text = bytes.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = bytes.decode("cp1252")
    if path.suffix.lower() in READERS:
        return READERS[path.suffix.lower()](text.replace("\r\n", "\n").replace("\r", "\n"))
    # Python has no YAML of its own: what themeshift reads from it is taken over.
    exported = subprocess.run([binary, "themes", "export", "-t", path], capture_output=True, text=True).stdout
    pairs, names = [], []
    for line in exported.splitlines():
        depth, entry = (len(line) - len(line.lstrip())) // 2, line.strip()
        if entry.startswith("- "):
            pairs.append((".".join(names), json.loads(entry[2:])))
        else:
            names[depth:] = [json.loads(entry.rstrip(":"))]
    return pairs


def tokens(text):
    return re.findall(r"\w+(?:['’]\w+)*|[^\w\s]", text.lower().replace("’", "'"))


@functools.lru_cache(None)
def expression(word):
    return re.compile(fnmatch.translate(word.replace("[", "[[]")), re.S)


def lookup(patterns, texts):
    """Hits of a category in tokenised texts."""
    exact, others, hits = collections.defaultdict(list), [], 0
    for pattern in patterns:
        words = tokens_of_pattern(pattern)
        if not words:
            continue
        (exact[words[0]] if not set("*?") & set(words[0]) else others).append(words)
    known = {}
    for text in texts:
        free = 0
        for at, token in enumerate(text):
            if at < free:
                continue
            if token not in known:
                known[token] = exact.get(token, []) + [w for w in others if expression(w[0]).match(token)]
            fits = lambda w: len(text) - at >= len(w) and all(expression(p).match(t) for p, t in zip(w, text[at:]))
            longest = max((len(w) for w in known[token] if fits(w)), default=0)
            if longest:
                hits, free = hits + 1, at + longest
    return hits


def tokens_of_pattern(pattern):
    return re.findall(r"[\w*?]+(?:'[\w*?]+)*|[^\w\s]", pattern.lower().replace("’", "'"))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--binary", default=HERE / "target/release/themeshift")
    parser.add_argument("--text", nargs="*", type=pathlib.Path)
    parser.add_argument("dictionaries", nargs="+", type=pathlib.Path)
    arguments = parser.parse_args()
    files = arguments.text or sorted((HERE.parent / "shared/corpora/g7").glob("*.txt"))
    lines = [line for file in files for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
    failed = False
    print("dictionary", "category", "themeshift", "look-up", "difference_%", sep="\t")
    for dictionary in arguments.dictionaries:
        with tempfile.TemporaryDirectory() as folder:
            folder = pathlib.Path(folder)
            (folder / "in").mkdir()
            with open(folder / "in/articles.jsonl", "w", encoding="utf-8") as out:
                for number, line in enumerate(lines):
                    out.write(json.dumps({"text": line, "group": str(number % 2)}) + "\n")
            (folder / "in/themeshift.toml").write_text('language = "en"\nkeep_duplicates = true\nkeep_damaged = true\n')
            run = [arguments.binary, "-i", folder / "in", "-o", folder / "out", "--themes", dictionary, "-q"]
            code = subprocess.run(run).returncode
            assert code in (0, 2), code
            counts, removed = collections.Counter(), collections.Counter()
            with open(folder / "out/tables/theme_frequency.csv", encoding="utf-8-sig") as table:
                for row in csv.DictReader(table):
                    counts[row["theme"].lstrip("'")] += int(row["frequency"])
            with open(folder / "out/tables/removed_lines.csv", encoding="utf-8-sig") as table:
                removed.update(row["text"] for row in csv.DictReader(table))
        texts = [tokens(line) for line in lines if line.strip() not in removed]
        categories = collections.defaultdict(dict)
        for name, pattern in read(dictionary, arguments.binary):
            categories[name][pattern] = None
        total = [0, 0]
        for name, patterns in categories.items():
            ours, plain = counts[name], lookup(patterns, texts)
            total = [total[0] + ours, total[1] + plain]
            off = abs(ours - plain) > (.005 * plain if plain >= 200 else 1)
            failed |= off
            if plain or ours:
                print(dictionary.name, name, ours, plain, f"{100 * (ours - plain) / max(plain, 1):+.2f}" + (" !" if off else ""), sep="\t")
        print(dictionary.name, "*", *total, f"{100 * (total[0] - total[1]) / max(total[1], 1):+.2f}", sep="\t")
    sys.exit(failed)


main()
