#!/bin/sh
# EbookLib 0.20 (Python): a book with two authors is written with one id for both. Seen: <dc:creator id="creator"> twice in the
# package document, and role and file-as of both as refining "#creator", so that no reader can tell whose they are.
# One would have sworn that add_author, called twice, gives each author an id, as it takes `uid` only where one wants another.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check EbookLib==0.20
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import re, zipfile
from ebooklib import epub

book = epub.EpubBook()
book.set_identifier("harbour")
book.set_title("The harbour")
book.set_language("en")
book.add_author("Mai Lam", file_as="Lam, Mai", role="aut")
book.add_author("Jo Reed", file_as="Reed, Jo", role="ill")
chapter = epub.EpubHtml(title="One", file_name="one.xhtml", lang="en")
chapter.content = "<h1>One</h1><p>Boats carry rice.</p>"
book.add_item(chapter)
book.toc, book.spine = (chapter,), ["nav", chapter]
book.add_item(epub.EpubNcx())
book.add_item(epub.EpubNav())
epub.write_epub("harbour.epub", book)
package = zipfile.ZipFile("harbour.epub").read("EPUB/content.opf").decode()
ids = re.findall(r'<dc:creator id="([^"]*)"', package)
refined = re.findall(r'refines="#([^"]*)"[^>]*>([^<]*)<', package)
print(ids, refined)
assert ids == ["creator", "creator"], "it changed"
assert sorted(value for id, value in refined if id == "creator") == ["Lam, Mai", "Reed, Jo", "aut", "ill"], "it changed"
PYTHON
