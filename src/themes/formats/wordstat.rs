//! Dictionaries of WordStat (.cat) -> categories. An outline indented with tabs: a line that ends in a weight, `WORD
//! (1)`, is an entry of the category around it, any other line is a category. `_` joins the words of a phrase, `*` and
//! `?` are wildcards, `@` begins a rule on nearby words, and `#` names a category in place of its entries. Other weights than
//! 1 are dropped with a note: every entry counts once. Described in Provalis Research, WordStat User's Guide ("Working with Rules").

use anyhow::{Result, bail};

use super::Dictionary;
use super::tree::{Tree, enclosing, lines, unify};

pub(super) fn read(text: &str) -> Result<Dictionary> {
    let text = unify(text);
    let mut tree = Tree::new(true);
    let mut open = Vec::new();
    for (line, written) in lines(&text) {
        let entry = written.trim();
        let (indent, category) = enclosing(&mut open, written);
        match kind(entry) {
            EntryKind::Category => open.push((indent, tree.child(category, entry, line)?)),
            EntryKind::Entry(text, weight) => tree.weigh(category, line, entry, &text.replace('_', " "), weight),
            EntryKind::Left(why) => tree.skip(line, entry, why),
        }
    }
    if !tree.has_entries() {
        bail!("it holds no entry: in WordStat's format an entry ends in a weight such as (1)")
    }
    tree.finish("in WordStat's format a category is a line above its entries, which are indented more")
}

enum EntryKind<'a> {
    Category,
    /// Its words and its weight.
    Entry(&'a str, &'a str),
    Left(&'static str),
}

fn kind(entry: &str) -> EntryKind<'_> {
    match entry.rsplit_once('(') {
        _ if entry.starts_with('@') => EntryKind::Left("it is a rule on nearby words, which a pattern cannot say"),
        _ if entry.starts_with('#') => EntryKind::Left("in WordStat # stands for the entries of a category"),
        Some((_, weight)) if weight.trim().is_empty() || is_weight(weight) => {
            EntryKind::Left("its bracket isn't closed")
        }
        Some((text, weight)) => match weight.strip_suffix(')').filter(|weight| is_weight(weight)) {
            Some(weight) => EntryKind::Entry(text, weight),
            None => EntryKind::Category,
        },
        None => EntryKind::Category,
    }
}

fn is_weight(text: &str) -> bool {
    let text = text.trim();
    text.bytes().any(|b| b.is_ascii_digit()) && text.bytes().all(|b| b.is_ascii_digit() || b"+-.,".contains(&b))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{left_out, shown};

    #[test]
    fn an_outline_holds_entries_and_subcategories_side_by_side() {
        let text = "STATE\n\t+MORE+\n\t\tWELFARE (1)\n\t\tHEALTH_CARE* (+0.5)\n\tLESS (OLD)\n\t\tT?X(12)\n\tTHE STATE (1)\nOTHER\n";
        let dictionary = super::read(text).unwrap();
        let expected =
            ["STATE: THE STATE", "STATE > +MORE+: WELFARE, HEALTH CARE*", "STATE > LESS (OLD): T?X", "OTHER: "];
        assert_eq!(shown(&dictionary), expected);
        let weights = "4 weight +0.5: every keyword counts once, whatever its weight, here and at 1 more";
        assert_eq!(left_out(&dictionary), [weights]);
        // The same indented with three blanks before the tabs, as some editors leave it.
        assert_eq!(shown(&super::read(&text.replace("\n\t", "\n   \t")).unwrap()), expected);
    }

    #[test]
    fn rules_and_broken_entries_are_left_out() {
        let text = "A\n\tCAT (1)\n\t@NEG [#A NEAR NOT /C5] (1)\n\t#B\n\tDOG (1\n\tCOW (\n\t(1)\n\t... (1)\nOUT (1)\n";
        let dictionary = super::read(text).unwrap();
        assert_eq!(shown(&dictionary), ["A: CAT"]);
        assert_eq!(
            left_out(&dictionary),
            [
                "3 @NEG [#A NEAR NOT /C5] (1): it is a rule on nearby words, which a pattern cannot say",
                "4 #B: in WordStat # stands for the entries of a category",
                "5 DOG (1: its bracket isn't closed",
                "6 COW (: its bracket isn't closed",
                "7 (1): it is empty",
                "8 ... (1): it has no letter or digit",
                "9 OUT (1): it stands outside any category",
            ]
        );
    }

    #[test]
    fn an_outline_without_weights_is_an_error_that_says_so() {
        let error = super::read("A\n\tCAT\n").unwrap_err().to_string();
        assert_eq!(error, "it holds no entry: in WordStat's format an entry ends in a weight such as (1)");
    }

    #[test]
    fn an_outline_that_is_too_deep_is_an_error() {
        let text: String = (0..70).map(|depth| format!("{}A\n", "\t".repeat(depth))).collect();
        assert!(super::read(&text).unwrap_err().to_string().contains("in line 65"));
    }
}
