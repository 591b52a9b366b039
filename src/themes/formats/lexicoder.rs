//! Dictionaries of Lexicoder 3 (.lc3, .lcd) -> categories. A line `+NAME` opens a category, and every other line is an entry
//! of it, with `*` as its only wildcard; a colour may follow the name (`+NAME#FF0000`). Categories aren't nested.
//! Described by the Lexicoder Sentiment Dictionary 2015 (LSD2015.lc3) and R's `help(read_dict_functions, package =
//! "quanteda")`; the program's manual is M. Daku, S. Soroka and L. Young 2015 (lexicoder.com).

use anyhow::Result;

use super::Dictionary;
use super::tree::{ROOT, Tree, lines, unify};

pub(super) fn read(text: &str) -> Result<Dictionary> {
    let text = unify(text);
    let mut tree = Tree::new(false);
    let mut category = ROOT;
    for (line, written) in lines(&text) {
        let entry = written.trim();
        match entry.strip_prefix('+') {
            Some(name) => category = tree.child(ROOT, without_colour(name), line)?,
            None => tree.add(category, line, entry, entry),
        }
    }
    tree.finish("in Lexicoder's format a category is a line such as +NAME")
}

fn without_colour(name: &str) -> &str {
    match name.rsplit_once('#') {
        Some((name, colour)) if colour.len() == 6 && colour.bytes().all(|b| b.is_ascii_hexdigit()) => name,
        _ => name,
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{left_out, shown};

    #[test]
    fn lines_with_a_plus_open_categories_and_the_others_fill_them() {
        let text = "lost\n+good#00FF00\n fine*\n at ease\n\n+bad #1\n awful?\n+good\n calm\n";
        let dictionary = super::read(text).unwrap();
        assert_eq!(shown(&dictionary), ["good: fine*, at ease, calm", "bad #1: "]);
        assert_eq!(
            left_out(&dictionary),
            ["1 lost: it stands outside any category", "7 awful?: its ? stands for itself, which a pattern cannot say"]
        );
    }
}
