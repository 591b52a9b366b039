"""Counts, dictionaries, settings and coded sheets with bytes or numbers changed, from what the fuzzer starts from (`fuzz/corpus/own`)."""

import hashlib
import pathlib
import re
import shutil

import corpus
from harness import Skip
from mutations import spoil

SEEDS = pathlib.Path(__file__).parents[2] / "fuzz/corpus/own"
LIMIT, MOST = 20, 1200 << 20
NUMBERS = [b"0", b"1", b"9", b"4611686018427387904", b"9223372036854775807", b"18446744073709551615", b"-1", b"1e308", b"null", b"[]"]
THEMES = """[[theme]]
id = "trade"
label = "Trade"
keywords = ["trade", "ports", "ngoại giao kinh tế"]
[[theme]]
id = "peace"
label = "Peace"
keywords = ["peace", "hòa bình"]
"""


def renumbered(rng, content):
    """Some numbers are others, or a line stands twice or elsewhere."""
    for _ in range(rng.choice([1, 1, 2, 4])):
        places = list(re.finditer(rb"\d+", content))
        lines = content.splitlines(keepends=True)
        if places and rng.random() < 0.8:
            place = rng.choice(places)
            content = content[:place.start()] + rng.choice(NUMBERS) + content[place.end():]
        elif lines:
            lines.insert(rng.randrange(len(lines)), rng.choice(lines) if rng.random() < 0.5 else lines.pop(rng.randrange(len(lines))))
            content = b"".join(lines)
    return content


def sealed(content, fingerprint):
    """Counts as the program would have sealed them, so that they are read to their end."""
    lines = [line for line in content.splitlines(keepends=True) if not line.startswith(b'{"end":')]
    if lines:
        lines[0] = re.sub(rb'"fingerprint":"[^"]*"', b'"fingerprint":"' + fingerprint + b'"', lines[0])
    digest = hashlib.sha256(b"".join(lines)).hexdigest()
    return b"".join(lines) + f'{{"end":{{"lines":{len(lines)},"sha256":"{digest}"}}}}\n'.encode()


def changed(campaign, _outputs, fault):
    """Each is used or refused: no panic, in little time and memory."""
    if not SEEDS.is_dir():
        raise Skip("fuzz/corpus/own isn't there")
    rng, base = campaign.rng("settings"), campaign.place("settings")
    (base / "themes.toml").write_text(THEMES, encoding="utf-8")
    sound = corpus.folder(base / "in", rng, [31, 32], 4)
    (sound / "e.txt").write_text("Diplomatic Conference 32 is about trade. We must keep the peace first.\n", encoding="utf-8")
    campaign.run("count", "--input", sound, "--themes", base / "themes.toml", "--output", base / "counts")
    fingerprint = re.search(rb'"fingerprint":"([^"]*)"', (base / "counts").read_bytes())[1]
    seeds = {path.name: path.read_bytes().split(b"\n", 1) for path in sorted(SEEDS.iterdir())}
    used = []

    def arguments(place, name, path):
        if name == "counts":
            return ["--counts", path, "--themes", base / "themes.toml", "--output", place / "out"]
        if name == "coded.tsv":
            return ["themes", "evaluate", path, "--themes", base / "themes.toml"]
        if name == "articles.csv":
            shutil.copytree(sound, place / "in")
            shutil.copy(path, place / "in" / name)
            return ["--input", place / "in", "--output", place / "out"]
        option = {"themeshift.toml": "--config", "priorities.toml": "--priorities"}.get(name, "--themes")
        return ["--input", sound, option, path, "--output", place / "out"]

    def trial(case):
        index, (seed, (name, content)) = case
        own, place, name = campaign.rng(f"settings {index}"), campaign.place("changed"), name.decode()
        content = (renumbered if own.random() < 0.5 else spoil)(own, content)
        path = place / (name if "." in name else f"{name}.jsonl")
        path.write_bytes(sealed(content, fingerprint) if name == "counts" else content)
        ran = campaign.run(*arguments(place, name, path), "--quiet" if name != "coded.tsv" else "--differences", timeout=LIMIT)
        troubles = ran.troubles((0, 1, 2)) + (["over 1.2 GB of memory"] if ran.peak > MOST else [])
        used.append(ran.code != 1)
        fault.count(troubles, f"{seed}, change {index}")
        shutil.rmtree(place)

    cases = list(seeds.items()) * (1 if campaign.short else 40)
    campaign.each(enumerate(cases[::3] if campaign.short else cases), trial)
    fault.notes.append(f"{sum(used)} of {len(used)} could be used")
