#!/bin/sh
# Saves article.txt, a text of our own, in the other formats and in older encodings. Needs LibreOffice, iconv, gzip, zstd,
# zip, xz, and python3 with openpyxl, pyarrow, ebooklib and warcio.
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
python3 - <<'PYTHON'
import email.message, email.policy, html, io, json, mailbox, pathlib, tarfile, zipfile
import pyarrow as pa, pyarrow.feather as feather
from ebooklib import epub
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

text = pathlib.Path("article.txt").read_text()
title, *paragraphs = text.splitlines()
page = pathlib.Path("article.html").read_text()
row = {"id": 1, "lang": "vi", "text": text}

# Mail, and a page in one file.
# Folded, the space between two encoded words would be lost.
mail = email.message.EmailMessage(email.policy.default.clone(max_line_length=900))
mail["Subject"] = title
mail.set_content(text, charset="utf-8", cte="base64")
pathlib.Path("article.eml").write_bytes(mail.as_bytes())
pathlib.Path("article.mbox").unlink(missing_ok=True)
box = mailbox.mbox("article.mbox")
message = mailbox.mboxMessage(mail)
message.set_from("ban@example.org Wed Jan  1 00:00:00 2025")
box.add(message)
box.close()
saved = email.message.EmailMessage()
saved["From"], saved["Subject"] = "<Saved by a browser>", title
saved.set_content(page, subtype="html", charset="utf-8", cte="quoted-printable")
saved.make_related(boundary="part")
pathlib.Path("article.mhtml").write_bytes(saved.as_bytes())

# A book.
body = "\n".join(
    f"<h2>{html.escape(p)}</h2>" if p == "Nhiệm vụ trước mắt" else f"<p>{html.escape(p)}</p>" for p in paragraphs)
book = epub.EpubBook()
book.set_identifier("article")
book.set_title(title)
book.set_language("vi")
chapter = epub.EpubHtml(title=title, file_name="chapter.xhtml", lang="vi")
chapter.content = f"<h1>{html.escape(title)}</h1>{body}"
book.add_item(chapter)
book.toc, book.spine = (chapter,), ["nav", chapter]
book.add_item(epub.EpubNcx())
book.add_item(epub.EpubNav())
epub.write_epub("article.epub", book)

# XML: TEI, and elements named like columns.
body = "\n".join(
    f"<head>{html.escape(p)}</head>" if p == "Nhiệm vụ trước mắt" else f"<p>{html.escape(p)}</p>" for p in paragraphs)
pathlib.Path("article.tei").write_text(f"""<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>{html.escape(title)}</title></titleStmt>
</fileDesc></teiHeader><text xml:lang="vi"><body><head>{html.escape(title)}</head>{body}</body></text></TEI>
""")
pathlib.Path("article.xml").write_text(
    f"<?xml version='1.0'?>\n<articles><article><id>1</id><lang>vi</lang><text>{html.escape(text)}</text></article></articles>\n")

# A web archive.
def archive(name, packed):
    with open(name, "wb") as out:
        writer = WARCWriter(out, gzip=packed)
        headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
        writer.write_record(writer.create_warc_record(
            "https://example.org/article.html", "response", payload=io.BytesIO(page.encode()), http_headers=headers,
            warc_headers_dict={"WARC-Date": "2025-01-01T00:00:00Z", "WARC-Record-ID": "<urn:uuid:00000000-0000-4000-8000-000000000000>"}))
archive("article.warc", False)
archive("article.warc.gz", True)
with zipfile.ZipFile("article.wacz", "w") as out:
    out.writestr(zipfile.ZipInfo("archive/article.warc.gz"), pathlib.Path("article.warc.gz").read_bytes())

# Tables, and an archive.
pathlib.Path("article.json").write_text(json.dumps({"articles": [row]}, ensure_ascii=False, indent=1))
table = pa.Table.from_pylist([row])
feather.write_feather(table, "article.feather", compression="zstd")
with pa.OSFile("article.arrow", "wb") as out, pa.ipc.new_file(out, table.schema) as writer:
    writer.write_table(table)
with tarfile.open("article.tar", "w") as out:
    member = tarfile.TarInfo("article.txt")
    member.size = len(text.encode())
    out.addfile(member, io.BytesIO(text.encode()))
PYTHON
gzip -nc9 article.tar >article.tgz
xz -k9 article.tar
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
