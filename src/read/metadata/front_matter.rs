//! Front matter: YAML between two lines `---` at the very start of a text, or TOML between two lines `+++`.

use granit_parser::{Event, Parser, ScalarStyle, options};

use super::Metadata;

/// What the front matter of a text says, and the number of lines that it takes; `None` where there is none.
pub fn split(text: &str) -> Option<(Metadata, usize)> {
    let mut lines = text.lines().enumerate().skip_while(|(_, line)| line.trim().is_empty());
    let (start, mark) = lines.next()?;
    match mark.trim_end() {
        "---" => {
            let end = yaml_end(lines)?;
            let block = block(text, start, end);
            let fields = yaml(&block).unwrap_or_else(|| line_by_line(&block));
            Some((Metadata::of(fields), end + 1))
        }
        "+++" => {
            let (end, _) = lines.find(|(_, line)| line.trim_end() == "+++")?;
            Some((Metadata::of(toml(&block(text, start, end))?), end + 1))
        }
        _ => None,
    }
}

/// The lines between two others.
fn block(text: &str, start: usize, end: usize) -> String {
    text.lines().skip(start + 1).take(end - start - 1).flat_map(|line| [line, "\n"]).collect()
}

/// The line that ends YAML, if what comes before it could be YAML, and not text under a rule.
fn yaml_end<'a>(lines: impl Iterator<Item = (usize, &'a str)>) -> Option<usize> {
    let mut has_key = false;
    for (index, line) in lines {
        let belongs = line.trim().is_empty() || line.starts_with('#');
        // A list or a text that goes with the key above it.
        let goes_on = has_key && line.starts_with([' ', '\t', '-']);
        match line.contains(':') {
            _ if has_key && ["---", "..."].contains(&line.trim_end()) => return Some(index),
            _ if belongs || goes_on => (),
            true => has_key = true,
            false => return None,
        }
    }
    None
}

/// The keys of a mapping that have one value; `None` where it isn't YAML, or not of this form. Every scalar is text.
fn yaml(block: &str) -> Option<Vec<(String, String)>> {
    let (mut fields, mut key, mut depth) = (Vec::new(), None, 0);
    // Aliases are never resolved, so that a small file can't grow.
    for event in Parser::new_from_str_with_options(block, options! { emit_unresolved_aliases: true }) {
        match event.ok()?.0 {
            Event::Scalar(value, style, ..) if depth == 1 => {
                let value = if style == ScalarStyle::Plain && value == "~" { "" } else { &*value };
                match key.take() {
                    Some(key) => fields.push((key, value.to_string())),
                    None => key = Some(value.to_string()),
                }
            }
            Event::Scalar(..) if depth == 0 => return None,
            Event::MappingStart(..) => depth += 1,
            Event::SequenceStart(..) if depth > 0 => depth += 1,
            Event::SequenceStart(..) => return None,
            Event::MappingEnd | Event::SequenceEnd => {
                depth -= 1;
                key = key.filter(|_| depth != 1);
            }
            Event::Alias(_) | Event::UnresolvedAlias(_) if depth == 1 => _ = key.take(),
            _ => (),
        }
    }
    Some(fields)
}

/// The keys of front matter that is no YAML: a title with a colon in it, say.
fn line_by_line(block: &str) -> Vec<(String, String)> {
    let lines = block.lines().filter(|line| !line.starts_with([' ', '\t', '-', '#']));
    let fields = lines.filter_map(|line| line.split_once(':'));
    fields.map(|(key, value)| (key.to_string(), unquoted(value.split(" #").next().unwrap_or_default()))).collect()
}

fn unquoted(value: &str) -> String {
    let value = value.trim();
    let quoted = |mark: char| value.strip_prefix(mark)?.strip_suffix(mark);
    quoted('"').or_else(|| quoted('\'')).unwrap_or(value).to_string()
}

/// The keys of a TOML document that have one value; `None` where it is none.
fn toml(block: &str) -> Option<Vec<(String, String)>> {
    let fields = block.parse::<toml::Table>().ok()?.into_iter().filter_map(|(key, value)| {
        let value = match value {
            toml::Value::Array(_) | toml::Value::Table(_) => return None,
            toml::Value::String(text) => text,
            other => other.to_string(),
        };
        Some((key, value))
    });
    Some(fields.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Metadata, usize) {
        split(text).unwrap()
    }

    #[test]
    fn a_rule_at_the_top_of_a_text_is_no_front_matter() {
        for text in [
            "---\nHội nghị khai mạc.\n---\n",
            "---\n- Vâng.\n- Không.\n---\n",
            "---\ntitle: never closed\n",
            "+++\nkhông phải TOML\n+++\n",
            "+++\ntitle = \"never closed\"\n",
        ] {
            assert!(split(text).is_none(), "{text}");
        }
    }

    #[test]
    fn keys_that_are_not_known_are_passed_over() {
        let (metadata, lines) = read("---\nkind: brief\nevent: 28\ndate:\n---\nText");
        assert_eq!((metadata.group.as_deref(), metadata.date, lines), (Some("28"), None, 5));
    }

    #[test]
    fn titles_are_read_as_yaml_writes_them() {
        for title in [
            "title: \"M\\u00F9a g\\u1EB7t s\\u1EDBm \\\"n\\u0103m nay\\\"\"",
            "title: 'Mùa gặt sớm \"năm nay\"'",
            "title: >\n  Mùa gặt sớm\n  \"năm nay\"",
            "title: |\n  Mùa gặt sớm\n  \"năm nay\"",
            "title: Mùa gặt sớm\n  \"năm nay\"",
            "tiêu đề: &t Mùa gặt sớm \"năm nay\"\nog_title: *t",
        ] {
            let text = format!("---\n{title}\ndate: 2021-12-14\ntags: [lúa, 'gạo']\nplace: {{title: sai}}\n---\nText");
            let metadata = read(&text).0;
            assert_eq!(metadata.title.as_deref(), Some("Mùa gặt sớm \"năm nay\""), "{title}");
            assert_eq!(metadata.date.as_deref(), Some("2021-12-14"));
        }
    }

    #[test]
    fn what_is_no_yaml_is_read_line_by_line() {
        let text =
            "\n---\ntags:\n  - hòa bình\n- kinh tế\n# note\nNhóm: '28' # chú thích\ntitle: Gạo: lên giá\n...\nText";
        let (metadata, lines) = read(text);
        assert_eq!((metadata.group.as_deref(), metadata.title.as_deref()), (Some("28"), Some("Gạo: lên giá")));
        assert_eq!(lines, 9);
    }

    #[test]
    fn an_address_is_the_source_where_nothing_else_is() {
        let source = |lines: &str| read(&format!("---\n{lines}\n---\nText")).0.source.unwrap();
        assert_eq!(source("source_url: https://lua.example.vn/1.html"), "https://lua.example.vn/1.html");
        assert_eq!(source("url: https://lua.example.vn/1.html\nnguồn: Báo Lúa"), "Báo Lúa");
        assert_eq!(source("nguồn: Báo Lúa\nurl: https://lua.example.vn/1.html"), "Báo Lúa");
    }

    #[test]
    fn toml_is_read_too() {
        let (metadata, lines) =
            read("+++\ntitle = \"Mùa gặt\"\ndate = 2021-12-14\ngroup = 31\ntags = [\"lúa\"]\n+++\nText");
        assert_eq!((metadata.title.as_deref(), metadata.date.as_deref()), (Some("Mùa gặt"), Some("2021-12-14")));
        assert_eq!((metadata.group.as_deref(), lines), (Some("31"), 6));
    }

    #[test]
    fn aliases_and_depth_cannot_make_it_grow() {
        let bomb: String =
            (1..50).map(|n| format!("a{n}: &a{n} [{}]\n", format!("*a{}, ", n - 1).repeat(10))).collect();
        assert_eq!(read(&format!("---\na0: &a0 [ha]\n{bomb}title: Bom\n---\n")).0.title.as_deref(), Some("Bom"));
        let deep = format!("---\ntitle: Sâu\nx: {}\n---\n", "[".repeat(100_000));
        assert_eq!(read(&deep).0.title.as_deref(), Some("Sâu"));
    }
}
