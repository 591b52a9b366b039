//! The names of a table's columns -> what each column holds.

use anyhow::{Result, bail};

use super::names::{KNOWN, Slot, find, fold, squeeze};
use crate::read::metadata::Metadata;
use crate::read::results;

/// Which columns hold what the user says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NamedColumns {
    /// The column of the text. Where none is named, it is a column called text, body, content, nội dung or another known name;
    /// else the one whose cells are by far the longest.
    pub text: Option<String>,
    /// The column that says the group, see [`NamedColumns::with_group`]. Where none is named, it is one called group, event or
    /// another known name.
    pub(in crate::read) group: Option<String>,
}

/// Rows from which the column of the text is told, where its name is not known.
pub(super) const SAMPLE: usize = 20;

/// The most bytes of these rows that are held at once, the last apart.
const MOST_SAMPLE: usize = 4 << 20;

/// The fewest bytes that a text takes on average: a title or an address is shorter.
const LEAST_TEXT: usize = 100;

/// The most bytes of a column's name: what is longer is text.
const LONGEST_NAME: usize = 400;

/// The most words of the name of the longest cells' column in a header of which no name is known: more are a text.
const MOST_WORDS: usize = 12;

/// Columns that hold the text where no other does, the fullest first.
const ABSTRACTS: [&str; 3] = ["abstractnote", "abstract", "summary"];

/// Columns that say where an article is.
const ADDRESSES: [&str; 5] = ["url", "link", "documenturl", "mobileurl", "articleurl"];

/// Whether cells are as long as texts: the sum of their lengths over `rows` rows.
pub(super) fn is_long(length: usize, rows: usize) -> bool {
    length >= LEAST_TEXT * rows.max(1)
}

/// The first rows, few enough to be held: `length` says how long one is.
pub(super) fn sample<T>(rows: &mut impl Iterator<Item = T>, length: impl Fn(&T) -> usize) -> Vec<T> {
    let (mut first, mut held) = (Vec::new(), 0);
    while first.len() < SAMPLE
        && held < MOST_SAMPLE
        && let Some(row) = rows.next()
    {
        held += length(&row);
        first.push(row);
    }
    first
}

impl NamedColumns {
    /// The same with the column that says the group.
    pub fn with_group(self, name: &str) -> NamedColumns {
        NamedColumns { group: Some(fold(name)), ..self }
    }

    /// Whether the user names the column of the groups.
    pub fn names_group(&self) -> bool {
        self.group.is_some()
    }

    /// Whether a column of this name is the one that the user names for the groups.
    pub fn is_group(&self, name: &str) -> bool {
        self.group.as_deref().is_some_and(|chosen| is_same(name.trim(), chosen))
    }

    /// What is known of an article, with the group that it says in the field which the user names; where it has no group of
    /// its own.
    pub fn grouped(&self, metadata: Metadata) -> Metadata {
        let field = || self.group.as_deref().and_then(|name| metadata.field(name)).map(String::from);
        let group = metadata.group.clone().or_else(field);
        Metadata { group, ..metadata }
    }

    /// Whether a column of this name holds the text.
    pub fn is_text(&self, name: &str) -> bool {
        self.slot(name).is_some_and(Slot::is_text)
    }

    /// Whether a column of this name holds the title.
    fn is_title(&self, name: &str) -> bool {
        self.slot(name).is_some_and(Slot::is_title)
    }

    /// What the column of this name holds, if that is known.
    pub(super) fn slot(&self, name: &str) -> Option<Slot> {
        let name = name.trim();
        let known = match self.names_group() {
            true if self.is_group(name) => find("group"),
            true => find(name).filter(|slot| !slot.is_group()),
            false => find(name),
        };
        match &self.text {
            Some(chosen) if is_same(name, &fold(chosen)) => Some(Slot::TEXT),
            Some(_) => known.filter(|slot| !slot.is_text()),
            None => known,
        }
    }

    /// The text column among `names`, by the length of its cells: the sum of each column's over `rows` rows. `None` where
    /// a name says it. The error lists the columns.
    pub(super) fn longest(&self, names: &[String], lengths: &[usize], rows: usize) -> Result<Option<usize>> {
        if results::is_table(names) {
            bail!(results::ADVICE);
        }
        if names.iter().filter_map(|name| self.slot(name)).any(Slot::is_text) {
            return Ok(None);
        }
        if let Some(chosen) = &self.text {
            bail!("it has no column `{chosen}`: its columns are {}", list(names));
        }
        let unknown = || (0..names.len()).filter(|&column| self.slot(&names[column]).is_none());
        let length = |column: usize| lengths.get(column).copied().unwrap_or_default();
        let is_address = |column: usize| ADDRESSES.contains(&squeeze(&names[column]).as_str());
        let longest = unknown().filter(|&column| !is_address(column)).max_by_key(|&column| length(column));
        let none_known = unknown().count() == names.len();
        let is_text = |name: &&String| none_known && name.split_whitespace().count() > MOST_WORDS;
        let of_longest = longest.map(|column| &names[column]).filter(is_text);
        if let Some(name) = names.iter().find(|name| name.len() > LONGEST_NAME).or(of_longest) {
            bail!(
                "its first row holds text, where the names of its columns should be: put them above it, or name the column \
                 of the texts with --text-column ({})",
                short(name)
            );
        }
        let next = unknown().filter(|&column| Some(column) != longest).map(length).max().unwrap_or_default();
        let clear = |column: usize| is_long(length(column), rows) && length(column) >= 2 * next;
        let named = |known: &[&str]| names.iter().position(|name| known.contains(&squeeze(name).as_str()));
        if let Some(column) = longest.filter(|&column| clear(column)).or_else(|| named(&ABSTRACTS)) {
            return Ok(Some(column));
        }
        if let (Some(_), Some(title)) = (named(&ADDRESSES), names.iter().find(|name| self.is_title(name))) {
            bail!(
                "it lists addresses and titles, and no texts, as Media Cloud and GDELT give them: save the pages themselves, \
                 or count the titles with --text-column {}",
                short(title)
            );
        }
        bail!("none of its columns is called `text`: say which one holds the text; they are {}", list(names))
    }

    /// What each column holds, from the names in the header; of a name that comes twice, the last counts. See
    /// [`NamedColumns::longest`].
    pub(super) fn slots(&self, names: &[String], lengths: &[usize], rows: usize) -> Result<Vec<Option<Slot>>> {
        let longest = self.longest(names, lengths, rows)?;
        let slot = |(column, name): (usize, &String)| match longest {
            Some(text) if text == column => Some(Slot::TEXT),
            _ => self.slot(name),
        };
        let mut slots: Vec<Option<Slot>> = names.iter().enumerate().map(slot).collect();
        let mut seen = [false; KNOWN.len()];
        for slot in slots.iter_mut().rev() {
            *slot = slot.filter(|slot| !std::mem::replace(&mut seen[slot.0], true));
        }
        Ok(slots)
    }
}

/// Whether a name is this one, which is in lower case and NFC already.
fn is_same(name: &str, folded: &str) -> bool {
    match name.is_ascii() {
        true => name.eq_ignore_ascii_case(folded),
        false => !folded.is_ascii() && fold(name) == folded,
    }
}

/// The names for a message, which stays short even where a broken file has thousands.
fn list(names: &[String]) -> String {
    let shown: Vec<String> = names.iter().take(30).map(|name| short(name)).collect();
    let more =
        if names.len() > shown.len() { format!(" and {} more", names.len() - shown.len()) } else { String::new() };
    format!("{}{more}", shown.join(", "))
}

fn short(name: &str) -> String {
    name.trim().chars().take(40).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_normalization::UnicodeNormalization;

    fn names(header: &str) -> Vec<String> {
        header.split('|').map(String::from).collect()
    }

    #[test]
    fn few_rows_are_held_at_once_and_fewer_where_they_are_long() {
        let held = |length: usize| sample(&mut std::iter::repeat_n(length, 100), |length| *length).len();
        assert_eq!([held(10), held(MOST_SAMPLE / 2), held(MOST_SAMPLE * 10)], [SAMPLE, 2, 1]);
    }

    #[test]
    fn names_are_known_in_any_case_and_in_composed_or_decomposed_letters() {
        let columns = NamedColumns::default();
        let decomposed: String = " Nội Dung ".nfd().collect();
        for (name, known) in
            [("TEXT", "text"), (&decomposed, "nộidung"), ("Tiêu đề", "tiêuđề"), ("Headline", "headline")]
        {
            assert_eq!(KNOWN[columns.slot(name).unwrap().0].0, known);
        }
        assert_eq!((columns.slot("texts"), columns.slot("")), (None, None));
    }

    #[test]
    fn the_users_choice_is_the_only_text_column_whatever_its_name_means_otherwise() {
        let columns = NamedColumns { text: Some("Title".into()), ..NamedColumns::default() };
        assert_eq!(columns.slot("title"), Some(Slot::TEXT));
        assert_eq!(columns.slot("text"), None);
        let error = columns.slots(&names("id|text"), &[2, 300], 1).unwrap_err().to_string();
        assert_eq!(error, "it has no column `Title`: its columns are id, text");
    }

    #[test]
    fn the_users_choice_is_the_only_group_column_whatever_its_name_means_otherwise() {
        let group = find("group");
        let columns = NamedColumns::default().with_group("Chủ Tọa");
        assert_eq!((columns.slot("chủ tọa"), columns.slot("event"), columns.slot("group")), (group, None, None));
        assert_eq!(NamedColumns::default().with_group("Source").slot(" source"), group);
        assert!(columns.slot("text").is_some_and(Slot::is_text));
    }

    #[test]
    fn a_first_row_of_texts_is_not_taken_for_names() {
        let columns = NamedColumns::default();
        let error = columns.longest(&names(&format!("1|{}", "An article. ".repeat(50))), &[2, 1_000], 2).unwrap_err();
        assert!(error.to_string().starts_with("its first row holds text"), "{error}");
        let first =
            "28|Phiên bàn về biển|Các đại biểu cho rằng cần giữ gìn hòa bình và mở rộng hợp tác với láng giềng.";
        let error = columns.longest(&names(first), &[2, 30, 150], 1).unwrap_err();
        assert!(error.to_string().starts_with("its first row holds text"), "{error}");
    }

    #[test]
    fn an_abstract_is_the_text_where_nothing_is_longer_and_a_list_of_addresses_says_that_it_has_none() {
        let columns = NamedColumns::default();
        let zotero = names("Key|Item Type|Publication Title|Title|Abstract Note|Url");
        assert_eq!(columns.longest(&zotero, &[80, 90, 200, 400, 300, 500], 10).unwrap(), Some(4));
        assert_eq!(columns.longest(&names("abstract|story"), &[900, 9_000], 10).unwrap(), Some(1));
        let error = columns.longest(&names("id|media_name|publish_date|title|url"), &[80, 90, 100, 0, 600], 10);
        assert!(error.unwrap_err().to_string().contains("--text-column title"));
        let error = columns.longest(&names("title|url"), &[0, 1_500], 10);
        assert!(error.unwrap_err().to_string().contains("lists addresses"), "an address is no text, however long");
    }

    #[test]
    fn the_column_of_the_longest_cells_holds_the_text_if_it_is_clearly_so() {
        let columns = NamedColumns::default();
        let longest = |lengths: &[usize]| columns.longest(&names("ref|blurb|story|title"), lengths, 10);
        assert_eq!(longest(&[50, 1_000, 2_000, 9_000]).unwrap(), Some(2));
        assert!(longest(&[50, 1_001, 2_000, 0]).is_err());
        assert!(longest(&[50, 60, 999, 0]).unwrap_err().to_string().contains("ref, blurb, story, title"));
    }
}
