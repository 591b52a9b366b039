//! priorities.toml -> [`Rules`] -> [`Judge`]: which clauses state a priority, and by which cues.
//!
//! A clause's score is the sum of weights: the language's bias and the weight of each of its [`Feature`]s, which are
//! the classes of cues in it and in the clauses around it, their order, the words in it and after the cues, and its
//! [`ClausePlace`] among the clauses of its document. It states a priority where the score is above zero. That is a logistic regression, whose weights
//! [`Examples`] learn from coded clauses; the file shows them all.

mod clause;
mod evidence;
mod feature;
mod judge;
mod learn;
mod place;
mod words;

use std::collections::{BTreeMap, HashSet};
use std::path::Path;

use anyhow::{Context, Result, bail};
use itertools::Itertools;
use serde::Deserialize;
use unicode_normalization::UnicodeNormalization;

use crate::encoding;
use crate::language::canonical_code;
use crate::phrase;
use crate::warning::Warning;

pub use clause::{Clause, clauses};
pub use evidence::{ClauseEvidence, Cue};
pub use feature::Feature;
pub use judge::{ClauseVerdict, Judge, Judges, SeenCues};
pub use learn::{Coded, Examples, Prior};
pub use place::ClausePlace;

/// The rules of a folder that has none of its own.
pub static BUILT_IN: &str = include_str!("../../input/priorities.toml");

/// The rules of each language, by its code.
#[derive(Clone, Debug, Deserialize)]
#[serde(transparent)]
pub struct Rules {
    /// The languages' rules.
    pub languages: BTreeMap<String, LanguageRules>,
    /// That the encoding of the file is in doubt.
    #[serde(skip)]
    pub doubt: Option<Warning>,
}

/// The rules of one language; by default there are none, and no clause states a priority.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LanguageRules {
    /// What every clause's score starts from (`bias`), what it gains by a cue of each class, and by each [`ClausePlace`]: above 0
    /// for what speaks for a priority, below for what cancels one. A class without a weight only looks like a cue.
    pub weights: BTreeMap<String, f64>,
    /// What it gains where a cue of a class is the next after one of another class: "joint agree"; "start joint" where
    /// it is the first.
    #[serde(default)]
    pub pairs: BTreeMap<String, f64>,
    /// What it gains where a cue of a class is in the clause before.
    #[serde(default)]
    pub before: BTreeMap<String, f64>,
    /// What it gains where a cue of a class is in the next clause.
    #[serde(default)]
    pub next: BTreeMap<String, f64>,
    /// What it gains by the word directly after a cue: "agree on".
    #[serde(default)]
    pub behind: BTreeMap<String, f64>,
    /// What it gains by each word, and by two in a row. `#` is any number.
    #[serde(default)]
    pub words: BTreeMap<String, f64>,
    /// The classes of cues.
    #[serde(rename = "cue")]
    pub classes: Vec<Class>,
}

/// The name of what every score starts from.
const BIAS: &str = "bias";

/// What comes before the first cue, in [`LanguageRules::pairs`].
const START: &str = "start";

impl LanguageRules {
    /// The weight of that name; 0 where there is none.
    fn weight(&self, name: &str) -> f64 {
        self.weights.get(name).copied().unwrap_or(0.0)
    }

    /// Whether all classes that have weights exist.
    fn check_names(&self, classes: &HashSet<&String>) -> Result<()> {
        let first = |entry: &'_ String| entry.split(' ').next().unwrap_or_default().to_string();
        let pairs = self.pairs.keys().flat_map(|pair| pair.split(' ').map(String::from)).filter(|name| name != START);
        let around = self.before.keys().chain(self.next.keys()).cloned();
        let mut names = pairs.chain(around).chain(self.behind.keys().map(first));
        match names.find(|name| !classes.contains(name)) {
            Some(name) => bail!("a weight is for the class {name:?}"),
            None => Ok(()),
        }
    }

    /// Whether a name has a weight, or is one that always may have one.
    fn is_weighed(&self, name: &str) -> bool {
        self.weights.contains_key(name)
            || name == BIAS
            || ClausePlace::ALL.iter().any(|place| place.to_string() == name)
    }
}

/// Cues of one kind.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Class {
    /// Its name.
    pub class: String,
    /// Where in the clause they count.
    #[serde(default)]
    pub at: At,
    /// What the list that such a clause introduces is made of.
    #[serde(default)]
    pub leads: Option<Lead>,
    /// Whether such a clause is an item of a list.
    #[serde(default)]
    pub item: bool,
    /// Whether each name that isn't spelt like Vietnamese is such a cue.
    #[serde(default)]
    pub foreign_names: bool,
    /// The cues.
    #[serde(default)]
    pub phrases: Vec<String>,
}

/// Where in a clause a cue counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum At {
    /// Anywhere.
    #[default]
    Any,
    /// At its start, after other cues of the start and marks.
    Start,
}

/// What a list is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lead {
    /// What is to be done.
    Tasks,
    /// What was done.
    Results,
}

impl Rules {
    /// Reads rules in any encoding; `None` is the built-in ones.
    ///
    /// # Errors
    /// Names the file and what is broken in it: TOML that can't be read, an unknown key, a phrase that can't be
    /// searched for or occurs twice.
    pub fn read(path: Option<&Path>) -> Result<Rules> {
        let Some(path) = path else {
            return Rules::parse(BUILT_IN).context("the built-in rules of priorities are broken");
        };
        let (text, doubt) =
            encoding::read(path).with_context(|| format!("can't read the rules of priorities {}", path.display()))?;
        Ok(Rules { doubt, ..Rules::parse(&text).with_context(|| format!("{} is broken", path.display()))? })
    }

    /// The rules of a language.
    ///
    /// # Errors
    /// The language has none.
    pub fn get(&self, code: &str) -> Result<&LanguageRules> {
        let known = || self.languages.keys().join(", ");
        self.languages
            .get(code)
            .with_context(|| format!("there are no rules of priorities for {code}, only for {}", known()))
    }

    fn parse(text: &str) -> Result<Rules> {
        let mut rules: Rules = toml::from_str(text.trim_start_matches('\u{feff}'))?;
        for (code, language) in &mut rules.languages {
            if canonical_code(code)? != *code {
                bail!("[{code}] must be written {}", canonical_code(code)?);
            }
            let own: HashSet<String> =
                ClausePlace::ALL.iter().map(ClausePlace::to_string).chain([BIAS.to_string()]).collect();
            let classes: HashSet<&String> = language.classes.iter().map(|class| &class.class).collect();
            if let Some(class) = classes.iter().find(|class| own.contains(**class)) {
                bail!("{code}: no class can be named {class}: so is a weight that every clause may have");
            }
            if let Some(name) = language.weights.keys().find(|name| !classes.contains(name) && !own.contains(*name)) {
                let own = own.iter().sorted().join(", ");
                bail!("{code}: the weight {name} is of no class, and none of {own}");
            }
            if let Some(class) = classes.iter().find(|class| **class == START || class.contains(' ')) {
                bail!("{code}: no class can be named {class:?}: take one word other than {START}");
            }
            language.check_names(&classes).with_context(|| format!("{code}: it has no such class"))?;
            for class in &mut language.classes {
                let mut seen = HashSet::new();
                for phrase in &mut class.phrases {
                    *phrase = phrase.trim().nfc().collect();
                    phrase::check(phrase).with_context(|| format!("{code}, class {}", class.class))?;
                    if !seen.insert(phrase.to_lowercase()) {
                        bail!("{code}, class {}: {phrase:?} stands twice: take one out", class.class);
                    }
                }
            }
        }
        Ok(rules)
    }
}
