//! Dictionaries of Yoshikoder (.ykd) -> categories. XML: `<dictionary patternengine=...>` holds `<cnode name=...>`,
//! which are categories and may hold others, and `<pnode name=...>`, which are entries. `*` is the only wildcard,
//! unless the pattern engine is `regexp`. Scores and descriptions are dropped.
//! Described in Yoshikoder's help (W. Lowe, yoshikoder.org, "Dictionaries") and by the files that it saves.

use anyhow::{Context, Result, bail};
use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};

use super::Dictionary;
use super::tree::{ROOT, Tree, unify};

pub(super) fn read(text: &str) -> Result<Dictionary> {
    let text = unify(text);
    let mut tree = Tree::new(false);
    let mut reader = Reader::from_str(&text);
    // The category that each open element is in or is.
    let mut open = vec![ROOT];
    let mut regexp = false;
    let (mut line, mut start) = (1, 0);
    loop {
        let event = reader.read_event();
        let written = text.get(start..reader.buffer_position() as usize).unwrap_or_default();
        start += written.len();
        let event = event.with_context(|| format!("its XML is broken in line {line}: save it again in Yoshikoder"))?;
        let category = open.last().copied().unwrap_or(ROOT);
        match &event {
            Event::Start(element) | Event::Empty(element) => {
                let mut inner = category;
                match (element.name().as_ref(), attribute(element, "name")) {
                    ("cnode", Ok(name)) => inner = tree.child(category, &name, line)?,
                    ("pnode", Ok(text)) if regexp && is_regexp(&text) => {
                        tree.skip(line, written, "it is a regular expression, which a pattern cannot say");
                    }
                    ("pnode", Ok(text)) => tree.add(category, line, written, &text),
                    ("cnode" | "pnode", Err(why)) => tree.skip(line, written, why),
                    ("dictionary", _) => regexp = attribute(element, "patternengine").is_ok_and(|it| it == "regexp"),
                    _ => {}
                }
                if matches!(event, Event::Start(_)) {
                    open.push(inner);
                }
            }
            Event::End(_) => _ = open.pop(),
            Event::Eof if open.len() > 1 => bail!("its XML ends before all elements do: save it again in Yoshikoder"),
            Event::Eof => break,
            _ => {}
        }
        line += written.matches('\n').count();
    }
    tree.finish("in Yoshikoder's format it is an element such as <cnode name=\"NAME\">")
}

/// Whether a regular expression is more than words.
fn is_regexp(text: &str) -> bool {
    text.contains(|c: char| !c.is_alphanumeric() && !" '-".contains(c))
}

/// An attribute with its entities resolved: those of XML itself, as a document's own are never read.
fn attribute(element: &BytesStart, name: &str) -> Result<String, &'static str> {
    let attribute =
        element.try_get_attribute(name).map_err(|_| "its attributes are broken")?.ok_or("it has no name")?;
    let value = unescape(&attribute.value).map_err(|_| "it holds an unknown entity")?;
    Ok(value.into_owned())
}

#[cfg(test)]
mod tests {
    use super::super::tests::{left_out, shown};

    #[test]
    fn elements_nest_and_entities_are_resolved() {
        let text = "<?xml version='1.0'?>\n<dictionary style='050805' patternengine='substring'>\n<cnode name='Laws &amp; order' desc=''>\n\
                    <pnode score='2.0' name='polic*'/>\n<cnode name='Courts'><pnode name='high&#x20;court'></pnode>\n<pnode name='why?'/>\n\
                    <pnode/><pnode name='&own;'/></cnode><pnode name='jail'/></cnode>\n<pnode name='out'/></dictionary>";
        let dictionary = super::read(text).unwrap();
        assert_eq!(shown(&dictionary), ["Laws & order: polic*, jail", "Laws & order > Courts: high court"]);
        assert_eq!(
            left_out(&dictionary),
            [
                "6 <pnode name='why?'/>: its ? stands for itself, which a pattern cannot say",
                "7 <pnode/>: it has no name",
                "7 <pnode name='&own;'/>: it holds an unknown entity",
                "8 <pnode name='out'/>: it stands outside any category",
            ]
        );
    }

    #[test]
    fn of_regular_expressions_only_plain_words_stay() {
        let text = "<dictionary patternengine='regexp'><cnode name='A'><pnode name='tax cut'/><pnode name='tax(es)?'/></cnode></dictionary>";
        let dictionary = super::read(text).unwrap();
        assert_eq!(shown(&dictionary), ["A: tax cut"]);
        assert!(dictionary.skipped[0].why.starts_with("it is a regular expression"));
    }

    #[test]
    fn entities_of_a_document_are_never_expanded() {
        let text = "<!DOCTYPE d [<!ENTITY a 'ha'><!ENTITY b '&a;&a;'>]><dictionary><cnode name='A'><pnode name='&b;'/></cnode></dictionary>";
        let dictionary = super::read(text).unwrap();
        assert_eq!((shown(&dictionary), dictionary.skipped.len()), (vec!["A: ".to_string()], 1));
    }

    #[test]
    fn broken_xml_is_an_error_that_names_the_line() {
        let wrong_end = super::read("<dictionary>\n<cnode name='A'>\n</dictionary>").unwrap_err();
        assert_eq!(wrong_end.to_string(), "its XML is broken in line 3: save it again in Yoshikoder");
        let cut = super::read("<dictionary>\n<cnode name='A'>\n").unwrap_err();
        assert_eq!(cut.to_string(), "its XML ends before all elements do: save it again in Yoshikoder");
        let deep = super::read(&"<cnode name='A'>\n".repeat(100)).unwrap_err();
        assert!(deep.to_string().contains("in line 65"));
    }
}
