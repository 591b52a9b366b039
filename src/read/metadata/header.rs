//! Lines at the top of a text that say what it is, as programs that save articles write them: `# url = https://…`,
//! `Source: …`, `Ngày đăng: …`.

use super::{Metadata, MetadataField, bare_key};
use crate::read::date;

/// Most lines of a header.
const MOST: usize = 40;
/// Longest name of a field and longest name of a paper, in words.
const NAME: usize = 6;
/// Other fields of such headers, as [`bare_key`] gives them: they are not used, and they are no text.
#[rustfmt::skip]
const OTHERS: &[&str] = &[
    "categories", "tags", "tag", "keywords",
    "từkhóa", "từkhoá", "id", "docid", "words", "wordcount", "crawled", "crawldate", "retrieved", "accessed", "fetched", "scraped",
    "scrapedat", "downloaded", "updated", "modified", "encoding", "charset", "domain", "hostname", "filename", "doctype",
    "ngàytải", "ngàytruycập", "ngàycậpnhật",
];
/// What may head the text under a header.
const TEXTS: &[&str] = &["text", "content", "body", "fulltext", "nộidung", "toànvăn"];

/// A line of a header.
struct HeaderLine<'a> {
    key: String,
    value: &'a str,
    /// It opens with "#".
    hashed: bool,
}

/// What the header of a text says, and the number of lines that it takes; `None` where there is none: two fields that are
/// known at least, or one whose value leaves no doubt, and text under them.
pub fn split(text: &str) -> Option<(Metadata, usize)> {
    let mut entries: Vec<HeaderLine> = Vec::new();
    let mut end = 0;
    for (index, line) in text.lines().enumerate().take(MOST).filter(|(_, line)| !line.trim().is_empty()) {
        let Some(entry) = entry(line).filter(HeaderLine::is_known) else { break };
        end = index + 1;
        let is_last = TEXTS.contains(&entry.key.as_str());
        entries.push(entry);
        if is_last {
            break;
        }
    }
    let fields = || entries.iter().filter(|entry| !TEXTS.contains(&entry.key.as_str()));
    let holds = fields().count() >= 2 || fields().any(HeaderLine::is_sure);
    let has_text = || text.lines().skip(end).any(|line| !line.trim().is_empty());
    (holds && has_text()).then(|| {
        let fields = entries.iter().map(|entry| (entry.key.as_str(), entry.value));
        (Metadata::of(fields), end)
    })
}

fn entry(line: &str) -> Option<HeaderLine<'_>> {
    let bare = line.trim_start_matches(['\u{feff}', ' ', '\t', '#']);
    let hashed = line.trim_start_matches(['\u{feff}', ' ', '\t']).starts_with('#');
    let (key, value) = bare.split_once([':', '=', '：'])?;
    let is_name = key.split_whitespace().count() <= NAME;
    let value = value.trim_matches(['*', ' ', '\t', '\r', '_']);
    let quoted = value.strip_prefix('"').and_then(|value| value.strip_suffix('"'));
    let value = quoted.filter(|quoted| !quoted.contains('"')).unwrap_or(value);
    is_name.then(|| HeaderLine { key: bare_key(key.trim_matches(['*', ' ', '\t', '_'])), value, hashed })
}

impl HeaderLine<'_> {
    fn is_known(&self) -> bool {
        let key = self.key.as_str();
        if TEXTS.contains(&key) {
            return self.value.is_empty();
        }
        match MetadataField::of(key) {
            // "Event: the signing of the treaty" may be the text's own.
            Some(MetadataField::Group) => self.hashed || matches!(key, "group" | "nhóm"),
            Some(MetadataField::Language) => self.value.chars().count() <= 10,
            Some(_) => true,
            None => OTHERS.contains(&key),
        }
    }

    /// Whether its value is of the kind that its name says, so that it is no sentence of the text.
    fn is_sure(&self) -> bool {
        let value = self.value;
        let named = value.starts_with(char::is_uppercase) && !value.ends_with(['.', '?', '!']);
        match MetadataField::of(&self.key) {
            Some(MetadataField::Date | MetadataField::Published) => {
                date::iso(value).is_some() && value.split_whitespace().count() <= NAME
            }
            Some(MetadataField::Address) => value.contains("://") && !value.contains(' '),
            Some(MetadataField::Source) => value.contains("://") || named && value.split_whitespace().count() <= NAME,
            Some(MetadataField::Title | MetadataField::Group | MetadataField::Language) => {
                self.hashed && !value.is_empty()
            }
            Some(MetadataField::Author | MetadataField::Section) => false,
            None => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_programs_write_above_an_article_is_read_and_no_text() {
        for header in [
            "# url = https://lua.example.vn/1.html\n# date = 2019-07-27\n# title = Mùa gặt sớm",
            "Title: Mùa gặt sớm\nURL: https://lua.example.vn/1.html\nDate: 2019-07-27\nAuthor: Mai Lâm",
            "**Title:** Mùa gặt sớm\n\n**Link:** https://lua.example.vn/1.html\n\n**Published:** 2019-07-27",
            "Tiêu đề: Mùa gặt sớm\nĐường dẫn: https://lua.example.vn/1.html\nNgày đăng: 2019-07-27\nNội dung:",
        ] {
            let (metadata, lines) = split(&format!("{header}\n\nLúa chín.\n")).unwrap();
            assert_eq!(lines, header.lines().count(), "{header}");
            assert_eq!(metadata.title.as_deref(), Some("Mùa gặt sớm"));
            assert_eq!(metadata.date.as_deref(), Some("2019-07-27"));
            assert_eq!(metadata.source.as_deref(), Some("https://lua.example.vn/1.html"));
        }
    }

    #[test]
    fn quotation_marks_around_a_value_go_and_those_within_stay() {
        for (value, title) in [("\"Mùa gặt\"", "Mùa gặt"), ("\"Lúa\" và \"gạo\"", "\"Lúa\" và \"gạo\"")] {
            let (metadata, _) = split(&format!("# title = {value}\n# date = 2019-07-27\nLúa chín.")).unwrap();
            assert_eq!(metadata.title.as_deref(), Some(title));
        }
    }

    #[test]
    fn a_single_field_must_leave_no_doubt() {
        for sure in ["Nguồn: Báo Lúa", "URL: https://lua.example.vn/", "Date: 27 July 2019", "# group = 31"] {
            assert_eq!(split(&format!("{sure}\nLúa chín.")).map(|(_, lines)| lines), Some(1), "{sure}");
        }
        for text in [
            "Nguồn: từ con suối đầu làng, nước về tới ruộng.",
            "Title: a word of many meanings",
            "Date: the fruit of the desert",
            "Event: the harvest\nDate: a fruit",
            "# Nguồn gốc của hạt lúa",
            "Tags: lúa",
        ] {
            assert!(split(&format!("{text}\nLúa chín.")).is_none(), "{text}");
        }
        assert!(split("Nguồn: Báo Lúa\nNgày đăng: 27/7/2019\n").is_none(), "nothing else would be left");
    }

    #[test]
    fn the_text_begins_at_the_first_line_that_is_no_field() {
        let (metadata, lines) = split("Nguồn: Báo Lúa\nNhóm: 31\nHội nghị: lúa và người\nNgày: mùa\n").unwrap();
        assert_eq!((metadata.group.as_deref(), lines), (Some("31"), 2));
    }
}
