//! Markdown source -> the same, made safe to parse: nothing that was meant as text vanishes, nothing hangs.

use std::borrow::Cow;

/// Word joiner, put before a bracket so that it opens no link definition; nobody sees it, and it is dropped again.
pub const JOINER: char = '\u{2060}';
/// The most marks of quotations and lists that a writer uses at the start of a line.
const DEEPEST: usize = 100;

/// Whether text nests quotations and lists so deep that it can't be Markdown that someone wrote.
pub fn is_too_deep(text: &str) -> bool {
    text.lines().any(|line| {
        let marks = line.as_bytes().windows(2).take_while(|pair| b" \t>-+*.)0123456789".contains(&pair[0]));
        let is_mark = |pair: &&[u8]| pair[0] == b'>' || b"-+*.)".contains(&pair[0]) && b" \t".contains(&pair[1]);
        marks.filter(is_mark).nth(DEEPEST).is_some()
    })
}

/// Keeps lines like "[Nguồn]: Tin nhanh" as text: only one with an address is taken for the definition of a link, which
/// no reader sees.
pub fn keep_labels(text: &str) -> Cow<'_, str> {
    if memchr::memmem::find(text.as_bytes(), b"]:").is_none() {
        return Cow::Borrowed(text);
    }
    let mut kept = String::with_capacity(text.len() + 16);
    let mut lines = text.split_inclusive('\n').peekable();
    while let Some(line) = lines.next() {
        let opening = line.trim_start_matches([' ', '>', '-', '*', '+']);
        let next = lines.peek().copied().unwrap_or_default();
        let (before, label) = line.split_at(line.len() - opening.len());
        kept += before;
        if label.starts_with('[') && !label.starts_with("[^") && is_text(label, next) {
            kept.push(JOINER);
        }
        kept += label;
    }
    Cow::Owned(kept)
}

/// Whether what follows "]:" is no address; it may be on the next line.
fn is_text(label: &str, next: &str) -> bool {
    let Some((_, after)) = label.split_once("]:") else { return false };
    let target = after.split_whitespace().chain(next.split_whitespace()).next().unwrap_or_default();
    !is_address(target)
}

/// Whether the target of a link looks like an address: anything with a slash, a colon, "@" or "#", or nothing.
pub fn is_address(target: &str) -> bool {
    target.is_empty() || target.contains(['/', ':', '@', '#', '<']) || target.starts_with("www.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_definitions_with_an_address_stay_definitions() {
        for text in ["[1]: https://a.b\n", "[a]:\n  /b\n", "[^1]: note", "no label"] {
            assert_eq!(keep_labels(text), text);
        }
        assert_eq!(keep_labels("x\n> [Nguồn]: Tin\n"), "x\n> \u{2060}[Nguồn]: Tin\n");
    }

    #[test]
    fn deep_nesting_is_seen() {
        assert!(is_too_deep(&format!("x\n{}y", "> ".repeat(200))) && is_too_deep(&"- ".repeat(200)));
        assert!(!is_too_deep("> > > - 1. x") && !is_too_deep(&"-".repeat(200)));
    }
}
