//! The names that columns go by -> what they hold: those that people give them, and those that programs write which save
//! articles from the web.

use std::collections::HashMap;
use std::sync::LazyLock;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use crate::read::letters::LegacyLetters;

/// What a column can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ColumnField {
    Text,
    Group,
    Title,
    Date,
    Source,
    Author,
    Section,
    Language,
}

/// The names that are known, as [`squeeze`] leaves them. Of two columns for one field, the one that comes first here
/// counts, as far as its cell holds something. The first place is the text column that the user or the length of its
/// cells chose. A name that says more comes before one that says less: "date" may be the day on which a page was saved.
pub(super) const KNOWN: [(&str, ColumnField); 133] = [
    ("", ColumnField::Text),
    ("maintext", ColumnField::Text),
    ("articlebody", ColumnField::Text),
    ("articletext", ColumnField::Text),
    ("articlecontent", ColumnField::Text),
    ("fulltext", ColumnField::Text),
    ("bodytext", ColumnField::Text),
    ("fieldsbodytext", ColumnField::Text),
    ("text", ColumnField::Text),
    ("body", ColumnField::Text),
    ("content", ColumnField::Text),
    ("article", ColumnField::Text),
    ("nộidung", ColumnField::Text),
    ("vănbản", ColumnField::Text),
    ("bàiviết", ColumnField::Text),
    ("toànvăn", ColumnField::Text),
    ("nộidungbàiviết", ColumnField::Text),
    ("noidung", ColumnField::Text),
    ("vanban", ColumnField::Text),
    ("baiviet", ColumnField::Text),
    ("toanvan", ColumnField::Text),
    ("plaintext", ColumnField::Text),
    ("textcontent", ColumnField::Text),
    ("contenttext", ColumnField::Text),
    ("rawtext", ColumnField::Text),
    ("newscontent", ColumnField::Text),
    ("group", ColumnField::Group),
    ("conference", ColumnField::Group),
    ("event", ColumnField::Group),
    ("nhóm", ColumnField::Group),
    ("hộinghị", ColumnField::Group),
    ("sựkiện", ColumnField::Group),
    ("nhom", ColumnField::Group),
    ("hoinghi", ColumnField::Group),
    ("sukien", ColumnField::Group),
    ("title", ColumnField::Title),
    ("tiêuđề", ColumnField::Title),
    ("headline", ColumnField::Title),
    ("webtitle", ColumnField::Title),
    ("articletitle", ColumnField::Title),
    ("newstitle", ColumnField::Title),
    ("nhanđề", ColumnField::Title),
    ("tênbài", ColumnField::Title),
    ("tieude", ColumnField::Title),
    ("nhande", ColumnField::Title),
    ("tenbai", ColumnField::Title),
    ("publishdate", ColumnField::Date),
    ("publisheddate", ColumnField::Date),
    ("publicationdate", ColumnField::Date),
    ("publishedat", ColumnField::Date),
    ("publishedon", ColumnField::Date),
    ("publishedtime", ColumnField::Date),
    ("publishtime", ColumnField::Date),
    ("publishat", ColumnField::Date),
    ("articlepublishedtime", ColumnField::Date),
    ("datepublish", ColumnField::Date),
    ("datepublished", ColumnField::Date),
    ("dateofpublication", ColumnField::Date),
    ("webpublicationdate", ColumnField::Date),
    ("firstpublished", ColumnField::Date),
    ("pubdate", ColumnField::Date),
    ("pubtime", ColumnField::Date),
    ("ngàyđăng", ColumnField::Date),
    ("ngàyđăngbài", ColumnField::Date),
    ("ngàyđăngtải", ColumnField::Date),
    ("ngàyxuấtbản", ColumnField::Date),
    ("ngàypháthành", ColumnField::Date),
    ("ngàyviết", ColumnField::Date),
    ("thờigianđăng", ColumnField::Date),
    ("ngaydang", ColumnField::Date),
    ("ngayxuatban", ColumnField::Date),
    ("thoigiandang", ColumnField::Date),
    ("date", ColumnField::Date),
    ("ngày", ColumnField::Date),
    ("published", ColumnField::Date),
    ("time", ColumnField::Date),
    ("ngay", ColumnField::Date),
    ("thờigian", ColumnField::Date),
    ("thoigian", ColumnField::Date),
    ("articledate", ColumnField::Date),
    ("newsdate", ColumnField::Date),
    ("postdate", ColumnField::Date),
    ("postedat", ColumnField::Date),
    ("postedon", ColumnField::Date),
    ("dateposted", ColumnField::Date),
    ("releasedate", ColumnField::Date),
    ("datetime", ColumnField::Date),
    ("timestamp", ColumnField::Date),
    ("createdat", ColumnField::Date),
    ("datecreated", ColumnField::Date),
    ("issued", ColumnField::Date),
    ("publicationyear", ColumnField::Date),
    ("year", ColumnField::Date),
    ("năm", ColumnField::Date),
    ("source", ColumnField::Source),
    ("nguồn", ColumnField::Source),
    ("publisher", ColumnField::Source),
    ("site", ColumnField::Source),
    ("sourcename", ColumnField::Source),
    ("sitename", ColumnField::Source),
    ("newspaper", ColumnField::Source),
    ("outlet", ColumnField::Source),
    ("tênbáo", ColumnField::Source),
    ("tờbáo", ColumnField::Source),
    ("nguồntin", ColumnField::Source),
    ("nguon", ColumnField::Source),
    ("tenbao", ColumnField::Source),
    ("medianame", ColumnField::Source),
    ("publicationtitle", ColumnField::Source),
    ("publicationname", ColumnField::Source),
    ("publication", ColumnField::Source),
    ("pubtitle", ColumnField::Source),
    ("newspapername", ColumnField::Source),
    ("sourcedomain", ColumnField::Source),
    ("hostname", ColumnField::Source),
    ("domain", ColumnField::Source),
    ("author", ColumnField::Author),
    ("authors", ColumnField::Author),
    ("byline", ColumnField::Author),
    ("creator", ColumnField::Author),
    ("tácgiả", ColumnField::Author),
    ("phóngviên", ColumnField::Author),
    ("tacgia", ColumnField::Author),
    ("section", ColumnField::Section),
    ("sectionname", ColumnField::Section),
    ("category", ColumnField::Section),
    ("chuyênmục", ColumnField::Section),
    ("chuyenmuc", ColumnField::Section),
    ("language", ColumnField::Language),
    ("lang", ColumnField::Language),
    ("ngônngữ", ColumnField::Language),
    ("languagecode", ColumnField::Language),
    ("ngonngu", ColumnField::Language),
];

/// What a column holds: a place in [`KNOWN`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Slot(pub usize);

impl Slot {
    /// The text column that was chosen.
    pub const TEXT: Slot = Slot(0);

    pub fn is_text(self) -> bool {
        KNOWN[self.0].1 == ColumnField::Text
    }

    pub fn is_title(self) -> bool {
        KNOWN[self.0].1 == ColumnField::Title
    }

    pub fn is_date(self) -> bool {
        KNOWN[self.0].1 == ColumnField::Date
    }

    pub fn is_group(self) -> bool {
        KNOWN[self.0].1 == ColumnField::Group
    }
}

static PLACES: LazyLock<HashMap<&str, Slot>> = LazyLock::new(|| {
    // The name of no column is empty: the first place has none.
    KNOWN.iter().enumerate().skip(1).map(|(place, (name, _))| (*name, Slot(place))).collect()
});

/// The longest known name, in bytes, and more.
const LONGEST: usize = 48;

/// What the column of a name holds, if that is known: `publish_date`, `publishDate`, `Publish date` are one name.
pub(super) fn find(name: &str) -> Option<Slot> {
    if !name.is_ascii() {
        let place = |name: &str| PLACES.get(squeeze(name).as_str()).copied();
        // "Néi dung" is "Nội dung" in the letters of a font before Unicode.
        let shown = || LegacyLetters::ALL.into_iter().find_map(|letters| place(&letters.decode(name)));
        return place(name).or_else(|| if name.len() < LONGEST { shown() } else { None });
    }
    // Keys of every row pass here.
    let (mut squeezed, mut length) = ([0; LONGEST], 0);
    for byte in name.bytes().filter(|&byte| !is_mark(byte.into())) {
        *squeezed.get_mut(length)? = byte.to_ascii_lowercase();
        length += 1;
    }
    PLACES.get(std::str::from_utf8(&squeezed[..length]).ok()?).copied()
}

/// A name in NFC and lower case, without white space at its ends.
pub(super) fn fold(name: &str) -> String {
    compose(name.trim()).to_lowercase()
}

/// The text in NFC.
pub(super) fn compose(text: &str) -> String {
    match is_nfc_quick(text.chars()) {
        IsNormalized::Yes => text.to_string(),
        _ => text.nfc().collect(),
    }
}

/// A name in lower case and NFC, without the marks between its words.
pub(super) fn squeeze(name: &str) -> String {
    fold(name).chars().filter(|&c| !is_mark(c)).collect()
}

fn is_mark(c: char) -> bool {
    matches!(c, ' ' | '_' | '-' | '.' | ':' | '/' | '\u{a0}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_known_names_are_as_they_are_looked_up_and_each_stands_once() {
        for (place, (name, _)) in KNOWN.iter().enumerate().skip(1) {
            assert_eq!(squeeze(name), *name);
            assert_eq!(find(name), Some(Slot(place)), "{name}");
            assert!(name.len() < LONGEST);
        }
    }

    #[test]
    fn a_name_may_be_written_with_any_marks_and_capitals_and_a_longer_one_is_another() {
        for name in ["publish_date", "publishDate", "Publish date", "PUBLISH-DATE", " publish.date "] {
            assert_eq!(find(name), find("publishdate"), "{name}");
        }
        assert_eq!(find("Ngày đăng"), find("ngày_đăng"));
        assert_eq!((find("article:published_time").is_some(), find("comments.text"), find("")), (true, None, None));
        assert_eq!((find("date_download"), find("date_modify"), find(&"text".repeat(50))), (None, None, None));
    }

    #[test]
    fn a_name_in_the_letters_of_an_old_font_is_known() {
        assert_eq!(find("Néi dung"), find("Nội dung"));
        assert_eq!((find("Ngµy ®¨ng"), find("Tieâu ñeà")), (find("Ngày đăng"), find("Tiêu đề")));
    }

    #[test]
    fn the_columns_that_programs_write_are_known() {
        let fields = |names: &[&str]| names.iter().map(|name| KNOWN[find(name).unwrap().0].1).collect::<Vec<_>>();
        for (names, field) in [
            (&["maintext", "articleBody", "full_text", "bodyText", "Nội dung", "noi_dung"][..], ColumnField::Text),
            (&["publish_date", "published_at", "publishedAt", "date_publish", "webPublicationDate"], ColumnField::Date),
            (
                &["pubDate", "datePublished", "ngày đăng", "ngay_dang", "publication date", "timestamp"],
                ColumnField::Date,
            ),
            (&["webTitle", "tieu_de", "Headline"], ColumnField::Title),
            (&["source_domain", "siteName", "Nguồn", "Tên báo"], ColumnField::Source),
        ] {
            assert!(fields(names).iter().all(|found| *found == field), "{names:?}");
        }
    }
}
