#!/bin/sh
# simplemma 2.0.0 (Python): the lemma of a word is not always its own lemma, and the feminine of a French or Spanish participle
# has another lemma than its masculine, so that a frequency list by lemma counts the two forms of one word apart, without a
# sign of it. Seen: fr définie -> défini, but défini -> définir; dotée -> doté, but doté -> doter; es cerrada -> cerrada, but
# cerrado -> cerrar; en americans -> americans, but american -> American.
# One would have sworn that all forms of a participle come to one lemma, and that a lemma stays as it is.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check simplemma==2.0.0
"$folder/venv/bin/python" - <<'PYTHON'
from simplemma import lemmatize

expected = {
    ("fr", "définie"): "défini",
    ("fr", "défini"): "définir",
    ("fr", "dotée"): "doté",
    ("fr", "doté"): "doter",
    ("es", "cerrada"): "cerrada",
    ("es", "cerrado"): "cerrar",
    ("en", "americans"): "americans",
    ("en", "american"): "American",
}
seen = {(language, word): lemmatize(word, lang=language) for language, word in expected}
for (language, word), lemma in seen.items():
    print(language, word, "->", lemma)
assert seen == expected, "it changed"
PYTHON
