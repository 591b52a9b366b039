//! Names of categories and entries as a reader meets them -> a dictionary: categories of one name are merged, entries
//! are brought into the pattern language and checked, and what fails is noted with its line and the reason.

use std::collections::{HashMap, hash_map::Entry};

use anyhow::{Result, bail};

use super::{Category, Dictionary, Pattern, Skipped};

/// What holds the outermost categories.
pub(super) const ROOT: usize = 0;
const DEEPEST: usize = 64;
/// In bytes, like the next: what is longer is no name or phrase, and a hostile file could make much of it.
const LONGEST_PATH: usize = 500;
const LONGEST_PATTERN: usize = 1000;
/// Of all entries, each counted once for every category that has it: a small file could name many categories for long
/// words.
const MOST_TEXT: usize = 20_000_000;
/// In characters.
const LONGEST_ENTRY: usize = 60;

/// A category in the making.
#[derive(Default)]
pub(super) struct CategoryNode {
    pub(super) name: String,
    /// 0 for the root.
    pub(super) depth: usize,
    pub(super) patterns: Vec<Pattern>,
    pub(super) children: Vec<usize>,
    parent: usize,
    /// Of its name and those around it, in bytes.
    length: usize,
}

/// A dictionary in the making.
pub(super) struct Tree {
    nodes: Vec<CategoryNode>,
    named: HashMap<(usize, String), usize>,
    first_lines: HashMap<(usize, String), usize>,
    skipped: Vec<Skipped>,
    /// The length of all entries in bytes.
    length: usize,
    /// Of the weights that were dropped the first, with its line, and how many there are more.
    weights: Option<(usize, String, usize)>,
    question_mark_is_glob: bool,
}

impl Tree {
    pub(super) fn new(question_mark_is_glob: bool) -> Self {
        let nodes = vec![CategoryNode::default()];
        let (named, first_lines, skipped) = (HashMap::new(), HashMap::new(), Vec::new());
        Tree { nodes, named, first_lines, skipped, length: 0, weights: None, question_mark_is_glob }
    }

    /// The category of this name within another; the error is nesting that is too deep or names that are too long.
    pub(super) fn child(&mut self, parent: usize, name: &str, line: usize) -> Result<usize> {
        let node = self.insert(parent, name);
        if self.nodes[node].depth > DEEPEST {
            bail!("its categories are nested more than {DEEPEST} deep in line {line}: flatten them")
        }
        if self.nodes[node].length > LONGEST_PATH {
            bail!("the name of a category in line {line} is too long, with those around it: shorten it")
        }
        Ok(node)
    }

    /// The same of any depth and length. Without a name it is the category around it: that is how quanteda's YAML
    /// writes the entries beside subcategories, and its `as.yaml` names them `__`.
    pub(super) fn insert(&mut self, parent: usize, name: &str) -> usize {
        let name = words(name);
        if name.is_empty() || name == "__" {
            return parent;
        }
        *self.named.entry((parent, name)).or_insert_with_key(|(_, name)| {
            let (node, outer) = (self.nodes.len(), &mut self.nodes[parent]);
            outer.children.push(node);
            let (depth, length) = (outer.depth + 1, outer.length + name.len());
            self.nodes.push(CategoryNode { name: name.clone(), depth, parent, length, ..CategoryNode::default() });
            node
        })
    }

    /// Adds what an entry of the file stands for to a category, or notes why it was left out.
    pub(super) fn add(&mut self, node: usize, line: usize, entry: &str, text: &str) {
        if let Err(why) = self.check_and_push(node, line, text) {
            self.skip(line, entry, &why);
        }
    }

    /// The same for an entry with a weight, 1 where there is none. With 0 it doesn't belong to the category; other
    /// weights are dropped, of which [`Tree::finish`] makes one note.
    pub(super) fn weigh(&mut self, node: usize, line: usize, entry: &str, text: &str, weight: &str) {
        match weight_of(weight) {
            Ok(0.0) => return,
            Ok(1.0) => {}
            Ok(_) => match &mut self.weights {
                Some((_, _, more)) => *more += 1,
                None => self.weights = Some((line, format!("weight {:.20}", weight.trim()), 0)),
            },
            Err(why) => return self.skip(line, entry, why),
        }
        self.add(node, line, entry, text);
    }

    fn check_and_push(&mut self, node: usize, line: usize, text: &str) -> Result<(), String> {
        if text.len() > LONGEST_PATTERN {
            return Err("it is too long for a word or phrase".into());
        }
        let text = pattern(text);
        if text.is_empty() {
            return Err("it is empty".into());
        }
        if !text.chars().any(char::is_alphanumeric) {
            return Err("it has no letter or digit".into());
        }
        if node == ROOT {
            return Err("it stands outside any category".into());
        }
        if text.contains('?') && !self.question_mark_is_glob {
            return Err("its ? stands for itself, which a pattern cannot say".into());
        }
        self.length += text.len();
        if self.length > MOST_TEXT {
            return Err("the dictionary is too large".into());
        }
        match self.first_lines.entry((node, text.clone())) {
            Entry::Occupied(first) => return Err(format!("its category already has it from line {}", first.get())),
            Entry::Vacant(first) => first.insert(line),
        };
        self.push(node, Pattern { text, line });
        Ok(())
    }

    /// Adds a pattern without checks.
    pub(super) fn push(&mut self, node: usize, pattern: Pattern) {
        self.nodes[node].patterns.push(pattern);
    }

    /// Notes an entry that was left out, once for each reason.
    pub(super) fn skip(&mut self, line: usize, entry: &str, why: &str) {
        let start: String = entry.trim().chars().take(LONGEST_ENTRY).collect();
        let skipped = Skipped { line, entry: words(&start), why: why.into() };
        if self.skipped.last() != Some(&skipped) {
            self.skipped.push(skipped);
        }
    }

    /// Whether any entry was read, kept or left out.
    pub(super) fn has_entries(&self) -> bool {
        !self.first_lines.is_empty() || !self.skipped.is_empty()
    }

    /// The dictionary; `expected` says how the format names a category.
    pub(super) fn finish(mut self, expected: &str) -> Result<Dictionary> {
        if self.nodes.len() == 1 {
            bail!("it names no category: {expected}")
        }
        if self.length > MOST_TEXT {
            bail!("it holds more than {} MB of words in its categories: split it", MOST_TEXT / 1_000_000)
        }
        if let Some((line, weight, more)) = self.weights.take() {
            let why = format!("every keyword counts once, whatever its weight, here and at {more} more");
            self.skip(line, &weight, &why);
        }
        let order: Vec<usize> = self.preorder().collect();
        let paths: Vec<Vec<String>> = order.iter().map(|&node| self.path(node)).collect();
        let patterns = order.iter().map(|&node| std::mem::take(&mut self.nodes[node].patterns));
        let categories = paths.into_iter().zip(patterns).map(|(path, patterns)| Category { path, patterns }).collect();
        Ok(Dictionary { categories, skipped: self.skipped })
    }

    pub(super) fn node(&self, node: usize) -> &CategoryNode {
        &self.nodes[node]
    }

    /// Every category, each followed by its subcategories.
    pub(super) fn preorder(&self) -> impl Iterator<Item = usize> {
        let mut open = vec![ROOT];
        std::iter::from_fn(move || {
            let node = open.pop()?;
            open.extend(self.nodes[node].children.iter().rev());
            Some(node)
        })
        .skip(1)
    }

    fn path(&self, node: usize) -> Vec<String> {
        let up = |&node: &usize| Some(self.nodes[node].parent).filter(|&parent| parent != ROOT);
        let mut path: Vec<String> =
            std::iter::successors(Some(node), up).map(|node| self.nodes[node].name.clone()).collect();
        path.reverse();
        path
    }
}

/// A weight as dictionaries write it: a number, with a decimal point or comma; 1 where it is X or empty.
pub(super) fn weight_of(weight: &str) -> Result<f64, &'static str> {
    let weight = weight.trim();
    match weight.replace(',', ".").parse::<f64>() {
        _ if weight.is_empty() || weight.eq_ignore_ascii_case("x") => Ok(1.0),
        Ok(weight) if weight < 0.0 => Err("its weight is below 0, which a count cannot say"),
        Ok(weight) if weight.is_finite() => Ok(weight),
        _ => Err("its weight is neither X nor a number"),
    }
}

/// Words separated by one blank, without control characters and others that YAML can't hold.
pub(super) fn words(text: &str) -> String {
    let between = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '\u{feff}' | '\u{fffe}' | '\u{ffff}');
    text.split(between).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The same, with one `*` for a run of them, which says no more.
fn pattern(text: &str) -> String {
    let mut text = words(text);
    while text.contains("**") {
        text = text.replace("**", "*");
    }
    text
}

/// The text without a byte-order mark and with LF at the end of every line.
pub(super) fn unify(text: &str) -> String {
    text.strip_prefix('\u{feff}').unwrap_or(text).replace("\r\n", "\n").replace('\r', "\n")
}

/// The lines that aren't blank, with their numbers from 1.
pub(super) fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty())
}

/// The category of an outline that holds a line: the nearest one above it that is indented less. `open` holds those
/// that are open, with their indents in characters.
pub(super) fn enclosing(open: &mut Vec<(usize, usize)>, line: &str) -> (usize, usize) {
    let indent = line.chars().take_while(|c| c.is_whitespace()).count();
    while open.last().is_some_and(|&(other, _)| other >= indent) {
        open.pop();
    }
    (indent, open.last().map_or(ROOT, |&(_, node)| node))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn categories_of_one_name_are_merged_and_followed_by_their_subcategories() {
        let mut tree = Tree::new(true);
        for (path, text) in [(["A", ""], "a"), (["B", ""], "b"), (["A", "C"], "c"), ([" A ", "__"], "d")] {
            let outer = tree.child(ROOT, path[0], 1).unwrap();
            let node = tree.child(outer, path[1], 1).unwrap();
            tree.add(node, 1, text, text);
        }
        assert_eq!(super::super::tests::shown(&tree.finish("").unwrap()), ["A: a, d", "A > C: c", "B: b"]);
    }

    #[test]
    fn what_is_no_pattern_is_left_out_with_its_line_and_the_reason() {
        let mut tree = Tree::new(false);
        let node = tree.child(ROOT, "A", 1).unwrap();
        for (line, text) in [(2, "  a\t b** "), (3, " \0"), (4, ":-)"), (5, "why?"), (6, "a b*"), (7, "*"), (8, "A b*")]
        {
            tree.add(node, line, text, text);
        }
        tree.add(ROOT, 9, &"x".repeat(61), "x");
        let dictionary = tree.finish("").unwrap();
        assert_eq!(super::super::tests::shown(&dictionary), ["A: a b*, A b*"]);
        assert_eq!(
            super::super::tests::left_out(&dictionary),
            [
                "3 : it is empty",
                "4 :-): it has no letter or digit",
                "5 why?: its ? stands for itself, which a pattern cannot say",
                "6 a b*: its category already has it from line 2",
                "7 *: it has no letter or digit",
                &format!("9 {}: it stands outside any category", "x".repeat(60)),
            ]
        );
    }

    #[test]
    fn weights_are_dropped_with_one_note() {
        let mut tree = Tree::new(false);
        let node = tree.child(ROOT, "A", 1).unwrap();
        for (line, weight) in (2..).zip(["1", "0", "", " 0,5 ", "-1", "12", "X", "many", "1.0"]) {
            tree.weigh(node, line, weight, &format!("a{line}"), weight);
        }
        let dictionary = tree.finish("").unwrap();
        assert_eq!(super::super::tests::shown(&dictionary), ["A: a2, a4, a5, a7, a8, a10"]);
        assert_eq!(
            super::super::tests::left_out(&dictionary),
            [
                "6 -1: its weight is below 0, which a count cannot say",
                "9 many: its weight is neither X nor a number",
                "5 weight 0,5: every keyword counts once, whatever its weight, here and at 1 more",
            ]
        );
    }

    #[test]
    fn long_words_in_many_categories_cannot_fill_the_memory() {
        let mut tree = Tree::new(false);
        let node = tree.child(ROOT, "A", 1).unwrap();
        for line in 1..=30_000 {
            tree.add(node, line, "a", &format!("{line:0>1000}"));
        }
        assert_eq!(
            tree.finish("").unwrap_err().to_string(),
            "it holds more than 20 MB of words in its categories: split it"
        );
    }

    #[test]
    fn nesting_that_is_too_deep_and_a_name_that_is_too_long_are_errors_that_name_the_line() {
        let mut tree = Tree::new(true);
        let node = (1..=64).try_fold(ROOT, |node, line| tree.child(node, "A", line)).unwrap();
        let error = tree.child(node, "A", 65).unwrap_err().to_string();
        assert_eq!(error, "its categories are nested more than 64 deep in line 65: flatten them");
        let error = Tree::new(true).child(ROOT, &"A".repeat(501), 7).unwrap_err().to_string();
        assert_eq!(error, "the name of a category in line 7 is too long, with those around it: shorten it");
    }
}
