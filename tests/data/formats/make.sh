#!/bin/sh
# Saves article.txt, a text of our own, in the other formats and in older encodings. Needs LibreOffice, iconv, gzip, zstd,
# zip, and python3 with openpyxl and pyarrow.
set -eu
cd "$(dirname "$0")"
python3 - <<'PYTHON'
import csv, html, json, pathlib, re
import openpyxl, pyarrow as pa, pyarrow.parquet as pq

text = pathlib.Path("article.txt").read_text()
title, *paragraphs = text.splitlines()
marked = lambda text, bold, link: text.replace("ngoại giao kinh tế", bold).replace("ASEAN", link)

body = "\n".join(
    f"<h2>{html.escape(p)}</h2>" if p == "Nhiệm vụ trước mắt"
    else f"<p>{marked(html.escape(p), '<b>ngoại giao</b> <i>kinh tế</i>', '<a href=/asean>ASEAN</a>')}</p>"
    for p in paragraphs)
page = f"""<!DOCTYPE html>
<html lang="vi"><head><meta charset="utf-8"><title>{title}</title><style>h1 {{ color: red }}</style></head>
<body><article><h1>{title}</h1>
{body}
</article></body></html>
"""
pathlib.Path("article.html").write_text(page)
plain = "\n".join(
    f"## {p}\n" if p == "Nhiệm vụ trước mắt"
    else marked(p, "**ngoại giao** *kinh tế*", "[ASEAN](https://example.org/asean)") + "\n"
    for p in paragraphs)
pathlib.Path("article.md").write_text(f"# {title}\n\n{plain}")
row = {"id": 1, "lang": "vi", "text": text}
for name, delimiter in (("article.csv", ","), ("article.tsv", "\t")):
    with open(name, "w", newline="") as file:
        writer = csv.DictWriter(file, row, delimiter=delimiter)
        writer.writeheader()
        writer.writerow(row)
pathlib.Path("article.jsonl").write_text(json.dumps(row, ensure_ascii=False) + "\n")
book = openpyxl.Workbook()
book.active.append(list(row))
book.active.append(list(row.values()))
book.save("article.xlsx")
pq.write_table(pa.Table.from_pylist([row]), "article.parquet")
PYTHON
soffice --headless --infilter="HTML (StarWriter)" --convert-to odt:writer8 article.html >/dev/null
soffice --headless --convert-to "docx:MS Word 2007 XML" article.odt >/dev/null
soffice --headless --convert-to pdf:writer_pdf_Export article.odt >/dev/null
soffice --headless --convert-to "rtf:Rich Text Format" article.odt >/dev/null
soffice --headless --convert-to "doc:MS Word 97" article.odt >/dev/null
for format in xls ods; do soffice --headless --convert-to "$format" article.xlsx >/dev/null; done
# Encodings that the text of a page or a table may be in, too.
for encoding in TCVN UTF-16LE; do iconv -t "$encoding" article.html >"html.$encoding"; done
sed 's/charset="utf-8"/charset="tcvn"/' article.html | iconv -t TCVN >html.TCVN
for encoding in TCVN UTF-16; do iconv -t "$encoding" article.csv >"csv.$encoding"; done
for file in article.txt article.jsonl article.csv article.xlsx; do
    gzip -nk9 "$file"
    zstd -qk19 "$file"
done
# The same in letters that are decomposed (NFD), and in vowels with the tone behind them, as windows-1258 and many keyboards
# write; text formats are turned into these by the test.
python3 - <<'PYTHON'
import pathlib, re, unicodedata
import openpyxl, pyarrow as pa, pyarrow.parquet as pq

TONES = "\u0300\u0301\u0303\u0309\u0323"

def toned(text):
    def apart(letter):
        marks = unicodedata.normalize("NFD", letter)
        tone = "".join(c for c in marks if c in TONES)
        return unicodedata.normalize("NFC", "".join(c for c in marks if c not in TONES)) + tone
    return "".join(map(apart, text))

for form, turn in (("nfd", lambda text: unicodedata.normalize("NFD", text)), ("tone", toned)):
    folder = pathlib.Path(form)
    folder.mkdir(exist_ok=True)
    text = turn(pathlib.Path("article.txt").read_text())
    (folder / "article.html").write_text(turn(pathlib.Path("article.html").read_text()))
    row = {"id": 1, "lang": "vi", "text": text}
    book = openpyxl.Workbook()
    book.active.append(list(row))
    book.active.append(list(row.values()))
    book.save(folder / "article.xlsx")
    pq.write_table(pa.Table.from_pylist([row]), folder / "article.parquet")
PYTHON
for form in nfd tone; do
    (cd $form
    soffice --headless --infilter="HTML (StarWriter)" --convert-to odt:writer8 article.html >/dev/null
    soffice --headless --convert-to "docx:MS Word 2007 XML" article.odt >/dev/null
    soffice --headless --convert-to pdf:writer_pdf_Export article.odt >/dev/null
    rm article.html)
done
rm -f article.zip
zip -qX article.zip article.txt
