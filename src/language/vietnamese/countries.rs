//! Sentences for the trainer in which a country comes before a name ("Tổng thống Mỹ Joe Biden"), and others in which
//! the same syllables begin a name ("ca sĩ Mỹ Linh", "huyện Mỹ Đức").
//!
//! The texts hardly have the former: where the silver text does, its two programs differ. What the sentences are made
//! of is in countries.toml; the names are those of the silver text. Only the gaps in question are labelled, all others
//! are `~`.

use std::collections::BTreeSet;

use anyhow::{Result, ensure};
use itertools::Itertools;
use serde::Deserialize;

use crate::random::Random;

/// Sentences that are made.
const SENTENCES: usize = 12_000;

/// The lists of countries.toml.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CountryLists {
    countries: Vec<String>,
    common: Vec<String>,
    short: Vec<String>,
    beginnings: Vec<String>,
    alike: Vec<String>,
    titles: Vec<String>,
    last_names: Vec<String>,
    chinese_names: Vec<String>,
    surnames: Vec<String>,
    persons_at_home: Vec<String>,
    places_at_home: Vec<String>,
    states: Vec<String>,
    relations: Vec<String>,
    before: Vec<String>,
    after: Vec<String>,
}

/// Names of a text, `_` between their syllables.
#[derive(Default)]
struct NameList<'a> {
    /// Of several syllables, none of them Vietnamese.
    foreign: Vec<&'a str>,
    /// Of persons with a Vietnamese surname followed by two or three names.
    at_home: Vec<&'a str>,
    /// Of three syllables or four, Vietnamese and others.
    mixed: Vec<&'a str>,
    /// Of two syllables, the first of them one of a country.
    places: Vec<&'a str>,
}

impl<'a> NameList<'a> {
    fn of(text: &'a str, lexicon: &str, lists: &CountryLists) -> NameList<'a> {
        let syllables: BTreeSet<String> = lexicon.to_lowercase().split(['_', '\n']).map(str::to_owned).collect();
        let is_known = |part: &str| syllables.contains(&part.to_lowercase());
        let is_name = |part: &str| {
            part.starts_with(char::is_uppercase) && part.chars().skip(1).all(char::is_lowercase) && part.len() > 1
        };
        let words: BTreeSet<&str> = text.split_whitespace().filter(|word| word.contains('_')).collect();
        let mut names = NameList::default();
        for word in words.into_iter().filter(|word| word.split('_').all(is_name)) {
            let parts: Vec<&str> = word.split('_').collect();
            let begins = |list: &[String]| list.iter().any(|name| name == parts[0]);
            let is_country = || lists.countries.iter().any(|country| joined(country) == word);
            match parts.len() {
                2..=4 if !parts.iter().any(|part| is_known(part)) => names.foreign.push(word),
                3 | 4 if !parts.iter().all(|part| is_known(part)) => names.mixed.push(word),
                3 | 4 if begins(&lists.surnames) => names.at_home.push(word),
                2 if begins(&lists.beginnings) && is_known(parts[1]) && !is_country() => names.places.push(word),
                _ => (),
            }
        }
        names
    }
}

/// The sentences, with names of `text`, which is segmented; a syllable is Vietnamese if `lexicon` has it.
///
/// # Errors
/// countries.toml has a fault, or the text has no name of some kind.
pub fn sentences(text: &str, lexicon: &str) -> Result<String> {
    let lists: CountryLists = toml::from_str(include_str!("countries.toml"))?;
    let names = NameList::of(text, lexicon, &lists);
    let kinds = [&names.foreign, &names.at_home, &names.mixed, &names.places];
    ensure!(kinds.iter().all(|names| !names.is_empty()), "the silver text has too few names to make sentences with");
    let mut maker = Maker { lists: &lists, names, random: Random::new(0x5EED) };
    Ok((0..SENTENCES).map(|number| maker.sentence(number)).join("\n"))
}

/// The syllables of one word, as the trainer reads it.
fn joined(words: &str) -> String {
    words.replace(' ', "_")
}

/// Syllables between which the answer is unknown.
fn unknown(words: &str) -> String {
    words.replace(' ', "~")
}

/// Puts sentences together.
struct Maker<'a> {
    lists: &'a CountryLists,
    names: NameList<'a>,
    random: Random,
}

impl<'a> Maker<'a> {
    fn sentence(&mut self, number: usize) -> String {
        let lists = self.lists;
        let middle = match number % 16 {
            0..9 => {
                let (title, country) = (self.any(&lists.titles), self.country());
                format!("{} {} {}", unknown(title), joined(country), self.person(country))
            }
            9 => format!("{} {}", unknown(self.any(&lists.persons_at_home)), self.random.choose(&self.names.mixed)),
            10 => format!("{} {}", unknown(self.any(&lists.states)), self.random.choose(&self.names.foreign)),
            11 => {
                let [first, second] = [(); 2].map(|()| self.any(&lists.short));
                format!("{} {first} - {second}", unknown(self.any(&lists.relations)))
            }
            12 | 13 => {
                let name = self.random.choose(&self.names.at_home);
                let given = name.rsplit('_').next().unwrap_or(name);
                let beginning = self.any(&lists.beginnings);
                let surname =
                    if self.random.one_in(2) { self.any(&lists.surnames).to_owned() + "_" } else { String::new() };
                format!("{} {surname}{beginning}_{given}", unknown(self.any(&lists.persons_at_home)))
            }
            14 => joined(self.any(&lists.alike)),
            _ => format!("{} {}", unknown(self.any(&lists.places_at_home)), self.random.choose(&self.names.places)),
        };
        let [before, after] = [&lists.before, &lists.after].map(|list| unknown(self.any(list)));
        let gap = if before.is_empty() { "" } else { "~" };
        format!("{before}{gap}{middle} {after}")
    }

    fn any(&mut self, list: &'a [String]) -> &'a str {
        self.random.choose(list).as_str()
    }

    fn country(&mut self) -> &'a str {
        let lists = self.lists;
        let list = if self.random.one_in(2) { &lists.common } else { &lists.countries };
        self.any(list)
    }

    /// A name that may follow a country.
    fn person(&mut self, country: &str) -> String {
        let lists = self.lists;
        let spelt_at_home = matches!(country, "Trung Quốc" | "Singapore" | "Đài Loan");
        if spelt_at_home && self.random.one_in(2) {
            joined(self.any(&lists.chinese_names))
        } else if self.random.one_in(if spelt_at_home { 2 } else { 12 }) {
            self.random.choose(&self.names.at_home).to_string()
        } else if self.random.one_in(8) {
            self.any(&lists.last_names).to_owned()
        } else {
            self.random.choose(&self.names.foreign).to_string()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Cô Jane_Roe gặp Hugo_Brandt và Song_Ju_Kim ở Mỹ_Tho , Nga_Sơn với Lê_Văn_An tại Trung_Quốc .";
    const LEXICON: &str = "mỹ_tho\nnga_sơn\nlê_văn_an\ntrung_quốc\nsong";

    #[test]
    fn a_country_stands_apart_from_the_name_behind_it_and_a_name_that_begins_like_one_is_whole() {
        let sentences = sentences(TEXT, LEXICON).unwrap();
        assert_eq!(sentences.lines().count(), SENTENCES);
        for whole in [" Mỹ Jane_Roe ", " Trung_Quốc Hugo_Brandt ", " Mỹ_Tho ", " Nga_An ", "Song_Ju_Kim "] {
            assert!(sentences.contains(whole), "{whole}");
        }
        for joined in ["Mỹ_Jane", "Mỹ~Jane", "Quốc_Hugo", "Mỹ Tho", "Nga Sơn"] {
            assert!(!sentences.contains(joined), "{joined}");
        }
    }

    #[test]
    fn a_text_without_names_is_refused() {
        assert!(sentences("trời đẹp", LEXICON).is_err());
    }
}
