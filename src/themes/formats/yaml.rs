//! Dictionaries of quanteda (.yml) -> categories. A mapping of names to entries: one, a list, or again a mapping of
//! subcategories; entries beside subcategories have the empty name. Every scalar is text, also `no` and `2016`.
//! Described in R's `help(dictionary, package = "quanteda")`; the empty name is from the tests of quanteda.

use anyhow::{Result, anyhow};
use granit_parser::{Event, Parser, ScalarStyle, ScanError, options};

use super::Dictionary;
use super::tree::{ROOT, Tree, unify};

/// A list or mapping that is open, with the category that it belongs to.
enum OpenNode {
    List(usize),
    /// `named` is the category whose name was read and whose value comes next.
    Map {
        node: usize,
        named: Option<usize>,
    },
}

pub(super) fn read(text: &str) -> Result<Dictionary> {
    let text = unify(text);
    let mut tree = Tree::new(true);
    let mut open = Vec::new();
    let mut documents = 0;
    // A pattern such as *word without quotes is an alias for YAML: to be skipped, not to stop the rest.
    for event in Parser::new_from_str_with_options(&text, options! { emit_unresolved_aliases: true }) {
        let (event, span) = event.map_err(broken)?;
        let line = span.start.line();
        match event {
            Event::DocumentStart(..) if documents > 0 => {
                tree.skip(line, span.slice(&text).unwrap_or_default(), "it begins a second document of the file");
                break;
            }
            Event::DocumentStart(..) => documents += 1,
            Event::Scalar(value, style, ..) => {
                // The parser gives a missing value as ~ too.
                let value = if style == ScalarStyle::Plain && value == "~" { "" } else { &*value };
                match owner(&mut open) {
                    // A category without entries.
                    Some(_) if value.is_empty() && matches!(open.last(), Some(OpenNode::Map { .. })) => {}
                    Some(node) => tree.add(node, line, value, value),
                    None => name(&mut tree, &mut open, value, line)?,
                }
            }
            Event::SequenceStart(..) => {
                let node = expect(owner(&mut open), line)?;
                open.push(OpenNode::List(node));
            }
            Event::MappingStart(..) => {
                let node = expect(owner(&mut open), line)?;
                open.push(OpenNode::Map { node, named: None });
            }
            Event::SequenceEnd | Event::MappingEnd => _ = open.pop(),
            // Aliases are never resolved, so that a small file can't grow.
            Event::Alias(_) | Event::UnresolvedAlias(_) => {
                expect(owner(&mut open), line)?;
                let alias = span.slice(&text).unwrap_or_default();
                tree.skip(line, alias, "without quotes it is an alias of YAML: put it in quotes");
            }
            _ => {}
        }
    }
    tree.finish("in YAML it is a name and a colon above its list of patterns")
}

/// The category that the next value belongs to; none where it is a name.
fn owner(open: &mut [OpenNode]) -> Option<usize> {
    match open.last_mut() {
        None => Some(ROOT),
        Some(OpenNode::List(node)) => Some(*node),
        Some(OpenNode::Map { named, .. }) => named.take(),
    }
}

fn name(tree: &mut Tree, open: &mut [OpenNode], name: &str, line: usize) -> Result<()> {
    if let Some(OpenNode::Map { node, named }) = open.last_mut() {
        *named = Some(tree.child(*node, name, line)?);
    }
    Ok(())
}

fn expect(owner: Option<usize>, line: usize) -> Result<usize> {
    owner.ok_or_else(|| anyhow!("the name of a category in line {line} isn't plain text: put it in quotes"))
}

fn broken(error: ScanError) -> anyhow::Error {
    anyhow!(
        "its YAML is broken in line {} ({}): correct it; text with special signs needs quotes",
        error.marker().line(),
        error.info()
    )
}

#[cfg(test)]
mod tests {
    use super::super::tests::{left_out, shown};

    #[test]
    fn categories_nest_and_entries_stand_beside_subcategories_under_the_empty_name() {
        let text = "# about\nUS:\n  MA: Boston\n  '': [New York, \"*wash*\"]\n  __: D.C.\nJP:\n  '': Tokyo\nEU:\n  - bru??els\n  - FR: paris\n\
                    NO:\nXX: ~\nUS: [yes, 2016]\n";
        let dictionary = super::read(text).unwrap();
        let expected = ["US: New York, *wash*, D.C., yes, 2016", "US > MA: Boston", "JP: Tokyo", "EU: bru??els"];
        assert_eq!(shown(&dictionary), [&expected[..], &["EU > FR: paris", "NO: ", "XX: "]].concat());
        assert!(dictionary.skipped.is_empty());
        let lines: Vec<usize> = dictionary.categories[0].patterns.iter().map(|pattern| pattern.line).collect();
        assert_eq!(lines, [4, 4, 5, 13, 13]);
    }

    #[test]
    fn what_is_no_entry_is_left_out() {
        let text =
            "A:\n  - *cat*\n  - &b cow\n  - *b\n  - ''\n  - ':)'\n  - |\n    two\n    words\n'': out\n---\nB: [b]\n";
        let dictionary = super::read(text).unwrap();
        assert_eq!(shown(&dictionary), ["A: cow, two words"]);
        let alias = "without quotes it is an alias of YAML: put it in quotes";
        assert_eq!(
            left_out(&dictionary),
            [
                &format!("2 *cat*: {alias}"),
                &format!("4 *b: {alias}"),
                "5 : it is empty",
                "6 :): it has no letter or digit",
                "10 out: it stands outside any category",
                "11 ---: it begins a second document of the file",
            ]
        );
    }

    #[test]
    fn aliases_cannot_make_a_file_grow() {
        let bomb: String =
            (1..50).map(|n| format!("a{n}: &a{n} [{}]\n", format!("*a{}, ", n - 1).repeat(10))).collect();
        let dictionary = super::read(&format!("a0: &a0 [ha]\n{bomb}")).unwrap();
        assert_eq!(dictionary.categories.iter().map(|category| category.patterns.len()).sum::<usize>(), 1);
    }

    #[test]
    fn broken_yaml_is_an_error_that_names_the_line() {
        let error = |text: &str| super::read(text).unwrap_err().to_string();
        assert!(error("A:\n  - cat\n\t- dog\n").starts_with("its YAML is broken in line 2 ("));
        assert!(error("A: [cat\nB: dog\n").starts_with("its YAML is broken in line 2 ("));
        assert!(error("A: x\n? [B, C]\n: dog\n").starts_with("the name of a category in line 2 isn't plain text"));
        assert!(error(&"[".repeat(100_000)).starts_with("its YAML is broken in line 1 ("));
        assert!(error(&format!("{}x{}", "{a: ".repeat(100), "}".repeat(100))).contains("nested more than 64 deep"));
    }
}
