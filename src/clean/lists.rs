//! The lists of [`phrases`](super::phrases), so that a line is looked up in all of them at once.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::letters::is_numeric;
use super::phrases::{BOXES, COMMENTS, CONTACTS, LABELS, NETWORKS, NOTES, OPENINGS, REPLIES, WHOLE};

/// A list of phrases that whole lines, or their labels, are compared with.
#[derive(Clone, Copy)]
pub enum PhraseList {
    Boxes,
    Comments,
    Contacts,
    Labels,
    Networks,
    Replies,
    Whole,
}

/// Those whose phrases are also buttons, several to a line.
pub const BUTTONS: [PhraseList; 4] =
    [PhraseList::Whole, PhraseList::Networks, PhraseList::Comments, PhraseList::Replies];

const LISTS: [(PhraseList, &[&str]); 7] = [
    (PhraseList::Boxes, BOXES),
    (PhraseList::Comments, COMMENTS),
    (PhraseList::Contacts, CONTACTS),
    (PhraseList::Labels, LABELS),
    (PhraseList::Networks, NETWORKS),
    (PhraseList::Replies, REPLIES),
    (PhraseList::Whole, WHOLE),
];

/// The lists that hold a phrase, a bit for each.
#[derive(Clone, Copy, Default)]
pub struct HoldingLists(u8);

impl HoldingLists {
    /// Those that hold a line as it is.
    pub fn of(low: &str) -> HoldingLists {
        PHRASES.get(low).copied().unwrap_or_default()
    }

    /// The same, apart from numbers at its ends.
    pub fn of_numbered(low: &str) -> HoldingLists {
        HoldingLists::of(low.trim_matches(|c: char| is_numeric(c) || c == ' '))
    }

    /// Whether this list is one of them.
    pub fn has(self, list: PhraseList) -> bool {
        self.0 & (1 << list as u8) != 0
    }

    /// Whether one of these lists is.
    pub fn has_any(self, lists: &[PhraseList]) -> bool {
        lists.iter().any(|&list| self.has(list))
    }
}

static PHRASES: LazyLock<FxHashMap<&str, HoldingLists>> = LazyLock::new(|| {
    let mut phrases: FxHashMap<&str, HoldingLists> = FxHashMap::default();
    for (list, phrase) in LISTS.iter().flat_map(|(list, phrases)| phrases.iter().map(move |phrase| (*list, phrase))) {
        phrases.entry(phrase).or_default().0 |= 1 << list as u8;
    }
    phrases
});

/// The first words of all buttons.
static BUTTON_OPENINGS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    let buttons = PHRASES.iter().filter(|(_, lists)| lists.has_any(&BUTTONS));
    buttons.map(|(phrase, _)| first_word(phrase)).collect()
});

/// Whether a button may open the line: its first word opens one.
pub fn may_open_bar(low: &str) -> bool {
    BUTTON_OPENINGS.contains(first_word(low))
}

/// Phrases that open a line, by their first words.
pub struct Openings(FxHashMap<&'static str, Vec<&'static str>>);

impl Openings {
    /// These phrases, in lower case.
    pub fn new(phrases: &[&'static str]) -> Openings {
        let mut openings: FxHashMap<&str, Vec<&str>> = FxHashMap::default();
        phrases.iter().for_each(|phrase| openings.entry(first_word(phrase)).or_default().push(phrase));
        Openings(openings)
    }

    /// Whether one of them opens the line, as whole words.
    pub fn open(&self, low: &str) -> bool {
        let opens =
            |phrase: &&str| low.strip_prefix(phrase).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
        self.0.get(first_word(low)).is_some_and(|phrases| phrases.iter().any(opens))
    }

    /// Whether one of them begins with the word.
    pub fn have(&self, word: &str) -> bool {
        self.0.contains_key(word)
    }
}

/// See [`OPENINGS`] and [`NOTES`].
pub static SHORT_OPENINGS: LazyLock<Openings> = LazyLock::new(|| Openings::new(OPENINGS));
pub static NOTE_OPENINGS: LazyLock<Openings> = LazyLock::new(|| Openings::new(NOTES));

fn first_word(low: &str) -> &str {
    low.split(' ').next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_list_holds_its_phrases_and_no_other() {
        for (list, phrases) in LISTS {
            assert!(phrases.iter().all(|phrase| HoldingLists::of(phrase).has(list)));
            let held = PHRASES.iter().filter(|(_, lists)| lists.has(list));
            assert!(held.into_iter().all(|(phrase, _)| phrases.contains(phrase)));
        }
        assert!(!HoldingLists::of("lúa chín sớm").has_any(&LISTS.map(|(list, _)| list)));
    }

    #[test]
    fn openings_are_whole_words() {
        assert!(
            OPENINGS.iter().all(|phrase| SHORT_OPENINGS.open(phrase) && SHORT_OPENINGS.open(&format!("{phrase} x")))
        );
        assert!(!SHORT_OPENINGS.open("share onx") && !SHORT_OPENINGS.open("share") && !SHORT_OPENINGS.open(""));
    }
}
