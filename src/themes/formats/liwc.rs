//! Dictionaries of LIWC (.dic; 2001 to 2022) -> categories. First a legend of numbers and names between two lines that
//! hold only `%`, nested by indent since 2015, where a line without a number only groups others; then entries: a word
//! or phrase, a tab, and the numbers of its categories. `*` is the only wildcard. Described in the operator's manuals
//! of LIWC2001, 2007 ("Creating and Using Custom Dictionaries", "Conditional Categories") and 2015 (liwc.net).

use std::collections::{HashMap, hash_map::Entry};

use anyhow::{Result, bail};

use super::Dictionary;
use super::tree::{Tree, enclosing, lines, unify};

/// The categories by their numbers.
type Legend = HashMap<u32, usize>;

pub(super) fn read(text: &str) -> Result<Dictionary> {
    let text = unify(text);
    let mut tree = Tree::new(false);
    let mut rest = lines(&text);
    for (line, written) in rest.by_ref().take_while(|(_, written)| written.trim() != "%") {
        tree.skip(line, written, "it stands before the legend of categories");
    }
    let mut legend = Legend::new();
    let mut open = Vec::new();
    let mut closed = false;
    for (line, written) in rest.by_ref() {
        closed = written.trim() == "%";
        if closed {
            break;
        }
        read_category(&mut tree, &mut legend, &mut open, line, written)?;
    }
    if !closed {
        bail!("it has no legend of categories between two lines that hold only %: save it as LIWC's plain .dic")
    }
    for (line, written) in rest {
        read_entry(&mut tree, &legend, line, written.trim());
    }
    tree.finish("in LIWC's format it is a number and a name, between two lines that hold only %")
}

fn read_category(
    tree: &mut Tree,
    legend: &mut Legend,
    open: &mut Vec<(usize, usize)>,
    line: usize,
    written: &str,
) -> Result<()> {
    let entry = written.trim();
    let (number, name) = match entry.split_once(char::is_whitespace) {
        _ if is_number(entry) => (entry, ""),
        Some((number, name)) if is_number(number) => (number, name),
        _ => ("", entry),
    };
    if name.is_empty() {
        tree.skip(line, entry, "its category has no name");
        return Ok(());
    }
    let (indent, parent) = enclosing(open, written);
    let node = tree.child(parent, name, line)?;
    open.push((indent, node));
    if number.is_empty() {
        return Ok(());
    }
    match number.parse().map(|number| legend.entry(number)) {
        Ok(Entry::Vacant(free)) => {
            free.insert(node);
        }
        Ok(Entry::Occupied(_)) => tree.skip(line, entry, "its number is that of an earlier category"),
        Err(_) => tree.skip(line, entry, "its number is too large"),
    }
    Ok(())
}

fn read_entry(tree: &mut Tree, legend: &Legend, line: usize, entry: &str) {
    let (text, numbers) = split(entry);
    if let Some(why) = condition(text) {
        return tree.skip(line, entry, why);
    }
    let mut inside = false;
    let mut numbers = numbers
        .split(|c: char| {
            inside = c == '(' || inside && c != ')';
            c.is_whitespace() && !inside
        })
        .filter(|number| !number.is_empty())
        .peekable();
    if numbers.peek().is_none() {
        tree.skip(line, entry, "it names no category");
    }
    for number in numbers {
        match category(number, legend) {
            Ok(node) => tree.add(node, line, entry, text),
            Err(why) => tree.skip(line, entry, &why),
        }
    }
}

/// The words of an entry and its numbers; blanks in place of the tab are understood where only digits follow.
fn split(entry: &str) -> (&str, &str) {
    if let Some((text, numbers)) = entry.split_once('\t') {
        return (text, numbers);
    }
    let text = entry.trim_end_matches(|c: char| c.is_ascii_digit() || c.is_whitespace());
    let glued = entry[text.len()..].find(char::is_whitespace).unwrap_or(entry.len() - text.len());
    entry.split_at(text.len() + glued)
}

/// Why a word with brackets, such as `(will) like`, can't be expressed; an emoticon isn't meant here.
fn condition(text: &str) -> Option<&'static str> {
    let (_, after) = text.split_once('(').filter(|_| text.chars().any(char::is_alphanumeric))?;
    Some(if after.contains(')') {
        "it counts only beside the words in brackets, which a pattern cannot say"
    } else {
        "its bracket isn't closed"
    })
}

/// The category of a number. `(02 134)125/464` is 125 after a word of the categories 2 or 134 and else 464, `<of>131/125`
/// is 131 before "of" and else 125.
fn category(number: &str, legend: &Legend) -> Result<usize, String> {
    if number.contains('(') && !number.contains(')') {
        return Err("the bracket of a condition isn't closed".into());
    }
    if number.contains(['(', '<', '/']) {
        return Err("its category hangs on the words around it, which a pattern cannot say".into());
    }
    if !is_number(number) {
        return Err("its category isn't a number".into());
    }
    let node = number.parse().ok().and_then(|number: u32| legend.get(&number));
    node.copied().ok_or_else(|| format!("its category {number:.10} isn't in the legend"))
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::super::tests::{left_out, shown};

    #[test]
    fn a_legend_nests_by_indent_and_may_group_without_a_number() {
        let text = "%\n1\tfunction (Function Words)\n\t2\tpronoun\n\t\t3\ti\nother (Other)\n\t020  verb\n%\n\
                    i\t1\t2\t3\nhave to\t01\t20\nrun*\t\t 20 \nwent home  020\nmp3 20\n";
        let dictionary = super::read(text).unwrap();
        assert_eq!(
            shown(&dictionary),
            [
                "function (Function Words): i, have to",
                "function (Function Words) > pronoun: i",
                "function (Function Words) > pronoun > i: i",
                "other (Other): ",
                "other (Other) > verb: have to, run*, went home, mp3",
            ]
        );
        assert!(dictionary.skipped.is_empty());
    }

    #[test]
    fn conditions_are_left_out_and_the_rest_of_their_entry_stays() {
        let text = "%\n125 affect\n126 posemo\n131 cause\n253 time\n%\nlike\t(02 134)125/464 (02 134)126 253\n\
                    kind\t<of>131/125\t<of>135/126\nkind of\t131\n(will) like\t125\n:(\t125\t126\n8-(\t125\n";
        let dictionary = super::read(text).unwrap();
        assert_eq!(shown(&dictionary), ["affect: ", "posemo: ", "cause: kind of", "time: like"]);
        let around = "its category hangs on the words around it, which a pattern cannot say";
        assert_eq!(
            left_out(&dictionary),
            [
                &format!("7 like (02 134)125/464 (02 134)126 253: {around}"),
                &format!("8 kind <of>131/125 <of>135/126: {around}"),
                "10 (will) like 125: it counts only beside the words in brackets, which a pattern cannot say",
                "11 :( 125 126: it has no letter or digit",
                "12 8-( 125: its bracket isn't closed",
            ]
        );
    }

    #[test]
    fn broken_lines_are_left_out() {
        let text = "my words\n%\n1\ta\n1\tb\n2\n99999999999\tc\n%\ncat\t1\t1\ncat\t7\ncat\ncat\t(1 2\ncat\tx\n%\n";
        let dictionary = super::read(text).unwrap();
        assert_eq!(shown(&dictionary), ["a: cat", "b: ", "c: "]);
        assert_eq!(
            left_out(&dictionary),
            [
                "1 my words: it stands before the legend of categories",
                "4 1 b: its number is that of an earlier category",
                "5 2: its category has no name",
                "6 99999999999 c: its number is too large",
                "8 cat 1 1: its category already has it from line 8",
                "9 cat 7: its category 7 isn't in the legend",
                "10 cat: it names no category",
                "11 cat (1 2: the bracket of a condition isn't closed",
                "12 cat x: its category isn't a number",
                "13 %: it names no category",
            ]
        );
    }

    #[test]
    fn a_legend_that_is_missing_or_open_is_an_error_that_says_so() {
        for text in ["cat\t1\n", "%\n1\ta\ncat\t1\n"] {
            let error = super::read(text).unwrap_err().to_string();
            assert!(error.starts_with("it has no legend of categories between two lines that hold only %"), "{error}");
        }
    }
}
