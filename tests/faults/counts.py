"""Files of `themeshift count` that were edited, cut, or given twice."""

import os
import shutil

import corpus
from harness import WELL, files

# Tables that hold texts or names of documents, which files of counts don't have.
WITH_TEXTS = ["concordance", "documents", "lexical_diversity", "priority_statements", "removed_lines", "README"]


def edits(rng, content, number):
    """Ways to spoil a file: (what was done, content)."""
    lines = content.splitlines(keepends=True)
    yield "a newline more", content + b"\n"
    yield "a blank more", content + b" "
    yield "its last line twice", content + lines[-1]
    yield "its last line gone", b"".join(lines[:-1])
    yield "its last byte gone", content[:-1]
    yield "nothing but its first line", lines[0]
    yield "empty", b""
    yield "two lines swapped", b"".join([*lines[:-2], lines[-1], lines[-2]])
    yield "a NUL more", content + b"\0"
    yield "itself twice", content * 2
    digits = [place for place, byte in enumerate(content) if 48 <= byte < 58]
    for index in range(number):
        kind = ("any byte", "a digit", "cut")[index % 5 // 2]
        if kind == "cut":
            length = rng.randrange(len(content))
            yield f"cut to {length} bytes", content[:length]
            continue
        place = rng.choice(digits) if kind == "a digit" else rng.randrange(len(content))
        other = rng.choice([byte for byte in (range(48, 58) if kind == "a digit" else range(256)) if byte != content[place]])
        yield f"byte {place}: {content[place]:#x} to {other:#x}", content[:place] + bytes([other]) + content[place + 1:]


def edited(campaign, _outputs, fault):
    """Every change of a file of counts is refused; sound ones give the tables of one run."""
    rng, base = campaign.rng("counts"), campaign.place("counts")
    parts = [corpus.folder(base / f"part{part}", rng, [30 + part, 31 + part], 4) for part in (1, 2)]
    whole = base / "whole"
    whole.mkdir()
    for number, part in enumerate(parts):
        for path in part.iterdir():
            shutil.move(path, part / f"{number}-{path.name}")
            shutil.copy(part / f"{number}-{path.name}", whole)
    counted = [base / "one.jsonl", base / "two.jsonl"]
    for part, file in zip(parts, counted):
        ran = campaign.run("count", "--input", part, "--output", file)
        fault.count(ran.troubles((0,)), "count")
    if not all(file.exists() for file in counted):
        return

    def compare(*given):
        ran = campaign.run("--counts", *given, "--output", base / f"out{len(fault.troubles)}")
        found = files(base / f"out{len(fault.troubles)}")
        shutil.rmtree(base / f"out{len(fault.troubles)}", ignore_errors=True)
        return ran, {name: mark for name, mark in found.items() if name.startswith("tables/")
                     and not any(word in name for word in WITH_TEXTS)}

    campaign.run("--input", whole, "--output", base / "plain")
    plain = {name: mark for name, mark in files(base / "plain").items() if name.startswith("tables/")
             and not any(word in name for word in WITH_TEXTS)}
    for given in (counted, counted[::-1]):
        ran, found = compare(*given)
        differ = sorted(name for name in plain if found.get(name) != plain[name])
        fault.count(ran.troubles() + ([f"tables differ from one run's: {', '.join(differ)}"] if differ else []), "sound files")
    other = base / "other.jsonl"
    shutil.copy(counted[0], other)
    again = base / "again.jsonl"
    os.link(counted[0], again)
    for name, given in (("the same part twice", [counted[0], counted[0]]), ("a copy under another name", [*counted, other]),
                        ("a link to it", [*counted, again])):
        ran, _ = compare(*given)
        fault.count([f"{name}: {trouble}" for trouble in ran.troubles((1,))], name)

    content = counted[0].read_bytes()

    def trial(case):
        what, spoilt = case
        place = campaign.place("edit")
        file = place / "edited.jsonl"
        file.write_bytes(spoilt)
        ran = campaign.run("--counts", file, counted[1], "--output", place / "out", "--quiet")
        troubles = ran.troubles((1,))
        if ran.code in WELL:
            troubles = ["the edited file is taken"]
        elif not troubles and "edited.jsonl" not in ran.err:
            troubles.append("the message does not name the file: " + ran.err.strip()[:100])
        if not ran.code in WELL and (place / "out").exists():
            troubles.append("an output folder is left")
        fault.count(troubles, what)
        shutil.rmtree(place)

    campaign.each(edits(rng, content, 20 if campaign.short else 600), trial)
