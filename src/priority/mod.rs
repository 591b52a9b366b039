//! priorities.toml -> [`Rules`] -> [`Judge`]: which clauses state a priority, and by which cues.
//!
//! A clause's score is the sum of weights: the language's bias, the weight of each class of cues that stands in the clause,
//! and those of its [`Place`] among the clauses before it. It states a priority where the score is above zero. That is a
//! logistic regression, whose weights [`learn`] learns from coded clauses; the file shows them all.

mod judge;
mod learn;

use std::collections::{BTreeMap, HashSet};
use std::fmt;
use std::path::Path;

use anyhow::{Context, Result, bail};
use itertools::Itertools;
use serde::Deserialize;
use unicode_normalization::UnicodeNormalization;

use crate::encoding;
use crate::language::canonical_code;
use crate::phrase;
use crate::warning::Warning;

pub use judge::{Clause, Cue, Evidence, Judge, Judges, Verdict, clauses};
pub use learn::{Coded, learn};

/// The rules of a folder that has none of its own.
const BUILT_IN: &str = include_str!("../../input/priorities.toml");

/// The rules of each language, by its code.
#[derive(Clone, Debug, Deserialize)]
#[serde(transparent)]
pub struct Rules {
    /// The languages' rules.
    pub languages: BTreeMap<String, Language>,
    /// That the encoding of the file is in doubt.
    #[serde(skip)]
    pub doubt: Option<Warning>,
}

/// The rules of one language.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Language {
    /// What every clause's score starts from (`bias`), what it gains by a cue of each class, and by each [`Place`]: above 0
    /// for what speaks for a priority, below for what cancels one. A class without a weight only looks like a cue.
    pub weights: BTreeMap<String, f64>,
    /// The classes of cues.
    #[serde(rename = "cue")]
    pub classes: Vec<Class>,
}

/// The name of what every score starts from.
const BIAS: &str = "bias";

impl Language {
    /// The weight of that name; 0 where there is none.
    fn weight(&self, name: &str) -> f64 {
        self.weights.get(name).copied().unwrap_or(0.0)
    }

    /// Whether a name has a weight, or is one that always may have one.
    fn is_weighed(&self, name: &str) -> bool {
        self.weights.contains_key(name) || name == BIAS || Place::ALL.iter().any(|place| place.to_string() == name)
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
    /// What the list is made of that such a clause leads.
    #[serde(default)]
    pub leads: Option<Lead>,
    /// Whether such a clause is an item of a list.
    #[serde(default)]
    pub item: bool,
    /// The cues.
    pub phrases: Vec<String>,
}

/// Where in a clause a cue counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum At {
    /// Anywhere.
    #[default]
    Any,
    /// At its start, behind other cues of the start and marks.
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

/// Where a clause stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In the headline.
    Headline,
    /// Behind a semicolon, after a clause that states a priority.
    AfterPriority,
    /// Behind a semicolon, after one that states none.
    AfterOther,
    /// A sentence behind one of its paragraph that states a priority.
    NextAfterPriority,
    /// A sentence behind one of its paragraph that states none.
    NextAfterOther,
    /// In a list of what is to be done.
    InTasks,
    /// In a list of what was done.
    InResults,
    /// Behind a semicolon or in a list of tasks after a priority, and begun by an action.
    BareAction,
    /// It ends with a question mark.
    Question,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Place::Headline => "headline",
            Place::AfterPriority => "after_priority",
            Place::AfterOther => "after_other",
            Place::NextAfterPriority => "next_after_priority",
            Place::NextAfterOther => "next_after_other",
            Place::InTasks => "in_tasks",
            Place::InResults => "in_results",
            Place::BareAction => "bare_action",
            Place::Question => "question",
        })
    }
}

impl Place {
    /// All of them.
    pub const ALL: [Place; 9] = [
        Place::Headline,
        Place::AfterPriority,
        Place::AfterOther,
        Place::NextAfterPriority,
        Place::NextAfterOther,
        Place::InTasks,
        Place::InResults,
        Place::BareAction,
        Place::Question,
    ];
}

impl Rules {
    /// Reads rules in any encoding; `None` is the built-in ones.
    ///
    /// # Errors
    /// Names the file and what is broken in it: TOML that can't be read, an unknown key, a phrase that can't be searched
    /// for or stands twice.
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
    /// There are none.
    pub fn get(&self, code: &str) -> Result<&Language> {
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
            let own: HashSet<String> = Place::ALL.iter().map(Place::to_string).chain([BIAS.to_string()]).collect();
            let classes: HashSet<&String> = language.classes.iter().map(|class| &class.class).collect();
            if let Some(class) = classes.iter().find(|class| own.contains(**class)) {
                bail!("{code}: no class can be named {class}: so is a weight that every clause may have");
            }
            if let Some(name) = language.weights.keys().find(|name| !classes.contains(name) && !own.contains(*name)) {
                let own = own.iter().sorted().join(", ");
                bail!("{code}: the weight {name} is of no class, and none of {own}");
            }
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
