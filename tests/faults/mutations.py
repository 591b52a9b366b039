"""Sound files of many formats with bytes changed, cut or doubled."""

import csv
import gzip
import io
import json
import shutil
import zipfile
from xml.sax.saxutils import escape

import corpus

BATCH = 12
LIMIT, MOST = 20, 1 << 30


def zipped(parts):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def paragraphs(text, before, after):
    return "".join(f"{before}{escape(line)}{after}" for line in text.split("\n") if line)


def html(text):
    head, *lines = text.split("\n")
    body = paragraphs("\n".join(lines), "<p>", "</p>\n")
    date = '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2021-12-14"}</script>'
    return (f'<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>{head}</title>{date}</head><body><nav><a href="/">Trang'
            f' chủ</a></nav><article><h1>{head}</h1>{body}<table><tr><td>a</td></tr></table></article></body></html>').encode()


def docx(text):
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    return {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
        f'Type="{kind}" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{word}"><w:body>' + paragraphs(text, "<w:p><w:r><w:t>", "</w:t></w:r></w:p>")
        + "</w:body></w:document>"}


def odt(text):
    name = "urn:oasis:names:tc:opendocument:xmlns"
    return {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": f'<office:document-content xmlns:office="{name}:office:1.0" xmlns:text="{name}:text:1.0"><office:body>'
        "<office:text>" + paragraphs(text, "<text:p>", "</text:p>") + "</office:text></office:body></office:document-content>"}


def xlsx(text):
    sheet = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    rows = "".join('<row>' + "".join(f'<c t="inlineStr"><is><t>{escape(cell)}</t></is></c>' for cell in row) + "</row>"
                   for row in (("group", "text"), ("31", text)))
    links = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    return {
        "_rels/.rels": f'{links}Type="{kind}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{sheet}" xmlns:r="{kind}"><sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'{links}Type="{kind}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{sheet}"><sheetData>{rows}</sheetData></worksheet>'}


def table(text, delimiter=","):
    made = io.StringIO()
    csv.writer(made, delimiter=delimiter).writerows([["group", "title", "text"], ["31", "a", text], ["32", "b", text[::2]]])
    return made.getvalue().encode()


def rows(text):
    return "".join(json.dumps({"group": group, "date": "2021-12-14", "text": text}) + "\n" for group in ("31", "32")).encode()


FORMATS = {
    "txt": str.encode, "md": lambda text: f"---\ngroup: 31\n---\n{text}".encode(), "html": html, "csv": table,
    "tsv": lambda text: table(text, "\t"), "jsonl": rows, "json": lambda text: json.dumps([{"text": text}]).encode(),
    "txt.gz": lambda text: gzip.compress(text.encode(), mtime=0), "docx": docx, "odt": odt, "xlsx": xlsx,
    "zip": lambda text: {"a.txt": text.encode(), "b/c.html": html(text), "d.csv": table(text), "e.docx": zipped(docx(text))},
}


def spoil(rng, content):
    """One to eight changes: bytes changed, cut out, doubled, put in, or all after a place cut off."""
    content = bytearray(content)
    for _ in range(rng.choice([1, 1, 1, 2, 4, 8])):
        place, length = rng.randrange(len(content) or 1), rng.choice([1, 2, 7, 64, 1000])
        kind = rng.randrange(6)
        if kind == 0:
            content[place:place + 1] = bytes([rng.randrange(256)])
        elif kind == 1:
            content[place:place + length] = b""
        elif kind == 2:
            content[place:place] = content[place:place + length] * rng.choice([1, 1, 30])
        elif kind == 3:
            content[place:place] = rng.choice([b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"<", b'"', b"]]>", b"&#x0;", b"\xf4\x90\x80\x80"])
        elif kind == 4:
            content[place:place + 4] = rng.choice([0, 1, 0x7FFFFFFF, 0xFFFFFFFF]).to_bytes(4, "little")
        elif rng.random() < 0.3:
            del content[place:]
    return bytes(content)


def mutant(rng, kind):
    """A spoilt file; of packed formats either the whole or what is packed."""
    made = FORMATS[kind](corpus.article(rng, rng.choice([31, 32])))
    if not isinstance(made, dict):
        return spoil(rng, made)
    if rng.random() < 0.5:
        return spoil(rng, zipped(made))
    name = rng.choice(list(made))
    content = made[name].encode() if isinstance(made[name], str) else made[name]
    return zipped({**made, name: spoil(rng, content)})


def mutated(campaign, _outputs, fault):
    """Batches of spoilt files; where a batch fails, each by itself."""
    number, kinds = (96 if campaign.short else 3600), list(FORMATS)

    def run(folder, contents):
        (folder / "in").mkdir(parents=True)
        for index, (kind, content) in contents:
            (folder / "in" / f"{index}.{kind}").write_bytes(content)
        ran = campaign.run("--input", folder / "in", "--output", folder / "out", "--quiet", timeout=LIMIT, memory=4 << 30)
        shutil.rmtree(folder)
        return ran.troubles((0, 1, 2)) + (["over 1 GB of memory"] if ran.peak > MOST else [])

    def trial(first):
        contents = []
        for index in range(first, first + BATCH):
            kind = kinds[index % len(kinds)]
            contents.append((index, (kind, mutant(campaign.rng(f"mutant {index}"), kind))))
        whole = run(campaign.place("mutants"), contents)
        for item in contents:
            troubles = run(campaign.place("mutants"), [item]) if whole else []
            if troubles:
                whole = [trouble for trouble in whole if trouble not in troubles]
            fault.count(troubles, f"mutant {item[0]}, {item[1][0]}")
        if whole:
            fault.count([f"together only: {trouble}" for trouble in whole], f"mutants {first} to {first + BATCH - 1}")

    campaign.each(range(0, number, BATCH), trial)
