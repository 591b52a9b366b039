//! The names that columns go by -> what they hold: those that people give them, and those that programs write which save
//! articles from the web.

use std::collections::HashMap;
use std::sync::LazyLock;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use crate::read::letters::Letters;

/// What a column can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Text,
    Group,
    Title,
    Date,
    Source,
    Language,
}

/// The names that are known, as [`squeeze`] leaves them. Of two columns for one field, that which stands first here counts,
/// as far as its cell holds something. The first place is the text column that the user or the length of its cells chose.
/// A name that says more comes before one that says less: "date" may be the day on which a page was saved.
pub(super) const KNOWN: [(&str, Field); 114] = [
    ("", Field::Text),
    ("maintext", Field::Text),
    ("articlebody", Field::Text),
    ("articletext", Field::Text),
    ("articlecontent", Field::Text),
    ("fulltext", Field::Text),
    ("bodytext", Field::Text),
    ("fieldsbodytext", Field::Text),
    ("text", Field::Text),
    ("body", Field::Text),
    ("content", Field::Text),
    ("article", Field::Text),
    ("nộidung", Field::Text),
    ("vănbản", Field::Text),
    ("bàiviết", Field::Text),
    ("toànvăn", Field::Text),
    ("nộidungbàiviết", Field::Text),
    ("noidung", Field::Text),
    ("vanban", Field::Text),
    ("baiviet", Field::Text),
    ("toanvan", Field::Text),
    ("plaintext", Field::Text),
    ("textcontent", Field::Text),
    ("contenttext", Field::Text),
    ("rawtext", Field::Text),
    ("newscontent", Field::Text),
    ("group", Field::Group),
    ("conference", Field::Group),
    ("event", Field::Group),
    ("nhóm", Field::Group),
    ("hộinghị", Field::Group),
    ("sựkiện", Field::Group),
    ("nhom", Field::Group),
    ("hoinghi", Field::Group),
    ("sukien", Field::Group),
    ("title", Field::Title),
    ("tiêuđề", Field::Title),
    ("headline", Field::Title),
    ("webtitle", Field::Title),
    ("articletitle", Field::Title),
    ("newstitle", Field::Title),
    ("nhanđề", Field::Title),
    ("tênbài", Field::Title),
    ("tieude", Field::Title),
    ("nhande", Field::Title),
    ("tenbai", Field::Title),
    ("publishdate", Field::Date),
    ("publisheddate", Field::Date),
    ("publicationdate", Field::Date),
    ("publishedat", Field::Date),
    ("publishedon", Field::Date),
    ("publishedtime", Field::Date),
    ("publishtime", Field::Date),
    ("publishat", Field::Date),
    ("articlepublishedtime", Field::Date),
    ("datepublish", Field::Date),
    ("datepublished", Field::Date),
    ("dateofpublication", Field::Date),
    ("webpublicationdate", Field::Date),
    ("firstpublished", Field::Date),
    ("pubdate", Field::Date),
    ("pubtime", Field::Date),
    ("ngàyđăng", Field::Date),
    ("ngàyđăngbài", Field::Date),
    ("ngàyđăngtải", Field::Date),
    ("ngàyxuấtbản", Field::Date),
    ("ngàypháthành", Field::Date),
    ("ngàyviết", Field::Date),
    ("thờigianđăng", Field::Date),
    ("ngaydang", Field::Date),
    ("ngayxuatban", Field::Date),
    ("thoigiandang", Field::Date),
    ("date", Field::Date),
    ("ngày", Field::Date),
    ("published", Field::Date),
    ("time", Field::Date),
    ("ngay", Field::Date),
    ("thờigian", Field::Date),
    ("thoigian", Field::Date),
    ("articledate", Field::Date),
    ("newsdate", Field::Date),
    ("postdate", Field::Date),
    ("postedat", Field::Date),
    ("postedon", Field::Date),
    ("dateposted", Field::Date),
    ("releasedate", Field::Date),
    ("datetime", Field::Date),
    ("timestamp", Field::Date),
    ("createdat", Field::Date),
    ("datecreated", Field::Date),
    ("issued", Field::Date),
    ("year", Field::Date),
    ("năm", Field::Date),
    ("source", Field::Source),
    ("nguồn", Field::Source),
    ("publisher", Field::Source),
    ("site", Field::Source),
    ("sourcename", Field::Source),
    ("sitename", Field::Source),
    ("newspaper", Field::Source),
    ("outlet", Field::Source),
    ("tênbáo", Field::Source),
    ("tờbáo", Field::Source),
    ("nguồntin", Field::Source),
    ("nguon", Field::Source),
    ("tenbao", Field::Source),
    ("sourcedomain", Field::Source),
    ("hostname", Field::Source),
    ("domain", Field::Source),
    ("language", Field::Language),
    ("lang", Field::Language),
    ("ngônngữ", Field::Language),
    ("languagecode", Field::Language),
    ("ngonngu", Field::Language),
];

/// What a column holds: a place in [`KNOWN`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Slot(pub usize);

impl Slot {
    /// The text column that was chosen.
    pub const TEXT: Slot = Slot(0);

    pub fn is_text(self) -> bool {
        KNOWN[self.0].1 == Field::Text
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
        let shown = || Letters::ALL.into_iter().find_map(|letters| place(&letters.decode(name)));
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
fn squeeze(name: &str) -> String {
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
            (&["maintext", "articleBody", "full_text", "bodyText", "Nội dung", "noi_dung"][..], Field::Text),
            (&["publish_date", "published_at", "publishedAt", "date_publish", "webPublicationDate"], Field::Date),
            (&["pubDate", "datePublished", "ngày đăng", "ngay_dang", "publication date", "timestamp"], Field::Date),
            (&["webTitle", "tieu_de", "Headline"], Field::Title),
            (&["source_domain", "siteName", "Nguồn", "Tên báo"], Field::Source),
        ] {
            assert!(fields(names).iter().all(|found| *found == field), "{names:?}");
        }
    }
}
