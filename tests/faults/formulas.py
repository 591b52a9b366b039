"""What spreadsheets take for formulas: names, groups and lines that begin with = + - @."""

import re
import unicodedata

import corpus

STARTS = ["=", "+", "-", "@", " =", "  +", "\u200b-", "\ufeff@", "\u00a0=", "\u200b \ufeff+", "'=", "\u2060@", "\u00ad="]
INSIDE = ["a\tb", "a\nb", "a\r\nb", "a\"b", "a\x0bb", "a\u2028b"]


def first_visible(cell):
    """The first character of a cell that can be seen."""
    for character in cell:
        if unicodedata.category(character) not in ("Cc", "Cf", "Zs", "Zl", "Zp"):
            return character
    return ""


def troubles(output):
    """What is wrong with a table of cells separated by tabs."""
    # Only what spreadsheets take for the end of a row or a cell.
    lines = re.split(r"\r\n|\n|\r", output)
    lines = lines[:-1] if not lines[-1] else lines
    found = []
    if len(lines) < 2:
        return ["no rows"]
    width = lines[0].count("\t")
    if any(line.count("\t") != width for line in lines):
        found.append("a row has more or fewer cells than the header")
    cells = [cell for line in lines for cell in line.split("\t")]
    if any(first_visible(cell) in tuple("=+-@") for cell in cells):
        found.append("a cell begins like a formula")
    return found


def formulas(campaign, _outputs, fault):
    """`kwic` and `clean` on such articles."""
    rng = campaign.rng("formulas")

    def text(group, start=""):
        lines = corpus.article(rng, 31).split("\n")
        body = [f"{start}2+3 ngoại giao kinh tế và {corpus.sentence(rng)}", f"{corpus.sentence(rng)} ngoại giao {start}cmd|x ra sao"]
        front = ["---", f"group: {group}", f"title: {group}", "---"] if group else []
        return "\n".join([*front, *lines, *body, ""])

    def case(name, contents):
        """name -> text, of one folder."""
        place = campaign.place("formulas")
        kept = []
        for file, content in contents.items():
            try:
                (place / file).write_text(content, encoding="utf-8", newline="")
                kept.append(file)
            except OSError:
                continue
        for command, arguments in (("kwic", ["ngoại giao", "--input", place]), ("kwic", ["kinh tế", "--input", place, "--context", "5"]),
                                   ("clean", ["--", *kept])):
            ran = campaign.run(command, *arguments, cwd=place)
            fault.count([f"{command}: {trouble}" for trouble in ran.troubles() or troubles(ran.out)], name)

    cases = []
    for start in STARTS:
        cases.append((f"a file's name begins with {start!r}", {f"{start}1+1.txt": text("")}))
        cases.append((f"a group's begins with {start!r}", {"a.txt": text(f"{start}1+1"), "b.txt": text("")}))
        quoted = f'"{start}1+1"'
        cases.append((f"a group's in quotes begins with {start!r}", {"a.txt": text(quoted), "b.txt": text("")}))
        cases.append((f"a line begins with {start!r}", {"a.txt": text("", start)}))
        row = '{"id": "x", "group": "%s1", "title": "%s", "text": "%s"}\n' % (start, start, text("", start).replace("\n", "\\n"))
        cases.append((f"a row of JSONL, {start!r}", {"a.jsonl": row.replace("\t", "\\t")}))
    for inside in INSIDE:
        cases.append((f"a file's name holds {inside!r}", {f"{inside}.txt": text("")}))
        cases.append((f"a line holds {inside!r}", {"a.txt": text("", inside)}))
        escaped = inside.translate({9: "\\t", 10: "\\n", 13: "\\r", 11: "\\u000b", 34: '\\"', 0x2028: "\\u2028"})
        row = '{"group": "%s", "title": "%s", "text": "%s"}\n' % (escaped, escaped, text("").replace("\n", "\\n"))
        cases.append((f"a row of JSONL holds {inside!r}", {"a.jsonl": row}))
    if campaign.short:
        cases = rng.sample(cases, 24)
    campaign.each(cases, lambda pair: case(*pair))
