//! Categories -> YAML that quanteda reads with `dictionary(file = "x.yml")`. All text is in double quotes, as YAML 1.1,
//! which R reads, else takes words such as "no" for truth values and "*word" for an alias.

use super::tree::{ROOT, Tree, words};
use super::{Category, Pattern};

/// Writes categories as quanteda's YAML. Reading it gives the same categories and patterns; categories as the readers
/// give them also keep their order, while others are moved to the category that they belong to.
pub fn write_yaml(categories: &[Category]) -> String {
    let mut tree = Tree::new(true);
    for category in categories {
        let node = category.path.iter().fold(ROOT, |node, name| tree.insert(node, name));
        category.patterns.iter().for_each(|pattern| tree.push(node, pattern.clone()));
    }
    let mut yaml = String::new();
    for node in tree.preorder().map(|node| tree.node(node)) {
        let indent = "  ".repeat(node.depth - 1);
        let name = quote(&node.name);
        let (head, patterns_indent) = match (node.patterns.is_empty(), node.children.is_empty()) {
            (true, true) => (format!("{name}: []"), ""),
            (true, false) | (false, true) => (format!("{name}:"), "  "),
            (false, false) => (format!("{name}:\n{indent}  \"\":"), "    "),
        };
        yaml += &format!("{indent}{head}\n");
        for Pattern { text, .. } in &node.patterns {
            yaml += &format!("{indent}{patterns_indent}- {}\n", quote(text));
        }
    }
    yaml
}

fn quote(text: &str) -> String {
    format!("\"{}\"", words(text).replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn category(path: &[&str], patterns: &[&str]) -> Category {
        let pattern = |text: &&str| Pattern { text: text.to_string(), line: 1 };
        Category {
            path: path.iter().map(|name| name.to_string()).collect(),
            patterns: patterns.iter().map(pattern).collect(),
        }
    }

    #[test]
    fn entries_beside_subcategories_get_the_empty_name() {
        let categories = [
            category(&["A"], &["no", "*a b*"]),
            category(&["B"], &[]),
            category(&["A", "C: c"], &["say \"a\\b\""]),
            category(&["D", "E"], &["\u{2028}x\u{1}y"]),
        ];
        let expected = r#""A":
  "":
    - "no"
    - "*a b*"
  "C: c":
    - "say \"a\\b\""
"B": []
"D":
  "E":
    - "x y"
"#;
        assert_eq!(write_yaml(&categories), expected);
    }

    #[test]
    fn the_longest_name_is_read_again() {
        let categories = [category(&[&"\"".repeat(500)], &["a"])];
        assert_eq!(super::super::yaml::read(&write_yaml(&categories)).unwrap().categories[0].path, categories[0].path);
    }
}
