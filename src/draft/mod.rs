//! A corpus -> a draft of a theme dictionary and of the settings, for a reader to edit.
//!
//! The articles are read several times, so that memory holds counts and never the texts: for their terms
//! ([`candidates`]), for the terms' company ([`company`]), of which [`groups`] are made, and for what the keywords of
//! these find ([`found`]).

mod candidates;
mod company;
mod found;
mod groups;
mod settings;
mod survey;
mod text;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use anyhow::{Context, Result, ensure};
use itertools::Itertools;
use unicode_normalization::UnicodeNormalization;

use crate::language::{Forms, LineTokens, UnitKind};
use crate::options::Options;
use crate::pipeline::{Pipeline, Text};
use crate::read::Corpus;
use crate::themes::Themes;
use crate::warning::Warning;
use crate::words::capital;
use candidates::{Candidates, Term};
use company::Company;
use found::{Finder, Found};
use groups::groups;

pub use settings::settings;
pub use survey::Survey;
pub use text::themes_file;

/// The log-likelihood from which two things count as associated: p below .001, .01 and .05 with one degree of freedom.
/// The first is used unless the corpus is so small that it leaves fewer than [`FEW`] themes.
const SIGNIFICANT: [f64; 3] = [10.83, 6.63, 3.84];

/// English function words beside those that the tables of terms leave out: here they would bring together what has
/// nothing in common.
const FUNCTION_WORDS: &str = include_str!("function_words_en.txt");

/// With fewer themes than this a looser bound is tried.
const FEW: usize = 6;

/// After so many readings no other theme takes the place of one that is left out.
const READINGS: usize = 3;

/// The most terms in a theme's name, and the most characters of several.
const NAMED: usize = 3;
const NAME: usize = 42;

/// A draft of a dictionary, and what is known of the corpus that it was made from.
#[derive(Debug)]
pub struct Draft {
    /// The corpus.
    pub survey: Survey,
    /// The themes, those whose terms keep most company first.
    pub themes: Vec<DraftTheme>,
    /// The clauses that hold a keyword of any theme.
    pub covered: u64,
    /// What the user should know of the articles.
    pub warnings: Vec<Warning>,
}

/// A theme of a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftTheme {
    /// Its short name: its first term in plain letters.
    pub id: String,
    /// Its name: its most central terms.
    pub label: String,
    /// Its keywords with the number of clauses that hold each, the most central first.
    pub keywords: Vec<(String, u64)>,
    /// The clauses that hold any of them.
    pub clauses: u64,
    /// The documents with such a clause.
    pub documents: u64,
    /// Clauses that hold most of them.
    pub passages: Vec<DraftPassage>,
}

/// A clause as an example of a theme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftPassage {
    /// Its document.
    pub document: String,
    /// Its line there, from 1.
    pub line: usize,
    /// Its text, or the part of it around its keywords.
    pub text: String,
}

/// Drafts at most `most` themes for the corpus that the options name; the same with any number of threads.
///
/// # Errors
/// A corpus or a setting that can't be read; no article that can be; no terms that keep company.
pub fn draft(options: &Options, most: usize) -> Result<Draft> {
    let stopwords = options.stopwords.iter().cloned().chain(FUNCTION_WORDS.split_whitespace().map(String::from));
    let options = &Options { stopwords: stopwords.collect(), ..options.clone() };
    let corpus = Corpus::open(options)?;
    let pipeline = Pipeline::with_themes(options, Themes::none())?;
    let choice = pipeline.choose_groups(&corpus)?;
    let options = &options.grouped(&choice.by, choice.are_events);
    let pipeline = pipeline.grouped(options, Some(choice.clone()))?;
    let mut survey = Survey::new(choice, options.groups.clone());
    let (mut candidates, mut stopwords) = (Candidates::default(), BTreeMap::new());
    let warnings = pipeline.read(&corpus, |text: Text| {
        survey.add(&text);
        let of_language = stopwords.entry(text.language.clone());
        candidates.add(&text, of_language.or_insert_with_key(|language| pipeline.stopwords([language])));
        Ok(())
    })?;
    ensure!(
        survey.documents > 0,
        "no article in {} can be read{}",
        options.input.display(),
        warnings.iter().take(5).map(|warning| format!("\n  {warning}")).join("")
    );
    let terms = candidates.terms();
    drop(candidates);
    let mut company = Company::new(&terms);
    pipeline.read(&corpus, |text: Text| {
        company.add(&text);
        Ok(())
    })?;
    let at = |significant: &f64| groups(&terms, &company, *significant);
    let groups = SIGNIFICANT.iter().map(at).find_or_last(|groups| groups.len() >= FEW).unwrap_or_default();
    drop(company);
    let (themes, covered) = themes(options, &corpus, &terms, groups, &survey, most)?;
    ensure!(
        !themes.is_empty(),
        "the {} articles in {} are too short or too unlike to draft themes from: their {} clauses hold no four \
         terms that keep company. Add articles, or write themes.toml by hand: docs/dictionaries.md shows how",
        survey.documents,
        options.input.display(),
        survey.clauses
    );
    Ok(Draft { survey, themes, covered, warnings })
}

/// The first `most` groups as themes, with what their keywords find, and the clauses with any of them. A group that a
/// single article has most of gives its place to the next.
fn themes(
    options: &Options,
    corpus: &Corpus,
    terms: &[Term],
    mut groups: Vec<Vec<u32>>,
    survey: &Survey,
    most: usize,
) -> Result<(Vec<DraftTheme>, u64)> {
    for reading in 1.. {
        let terms_of = |group: &Vec<u32>| group.iter().map(|term| &terms[*term as usize]).collect_vec();
        let chosen = groups.iter().take(most).map(terms_of).collect_vec();
        if chosen.is_empty() {
            break;
        }
        let dictionary =
            Themes::parse(&text::keywords_alone(&chosen)).context("the drafted themes can't be read back")?;
        let pipeline = Pipeline::with_themes(options, dictionary)?;
        let mut finder = Finder::new(pipeline.themes());
        pipeline.read(corpus, |text: Text| {
            finder.add(&text);
            Ok(())
        })?;
        let (found, covered) = finder.finish();
        let is_spread = found.iter().map(|found| is_spread(found, survey)).collect_vec();
        if is_spread.iter().all(|is_spread| *is_spread) {
            return Ok((named(std::iter::zip(&chosen, found).collect()), covered));
        }
        let mut of_group = is_spread.iter().copied();
        groups.retain(|_| of_group.next().unwrap_or(true));
        if reading >= READINGS {
            groups.truncate(is_spread.iter().filter(|is_spread| **is_spread).count());
        }
    }
    Ok((Vec::new(), 0))
}

/// Whether a theme is one of several articles.
fn is_spread(found: &Found, survey: &Survey) -> bool {
    let (clauses, of) = found.most;
    found.keywords.iter().filter(|clauses| **clauses > 0).count() > 1
        && found.documents >= survey.documents.min(3)
        && !is_concentrated(clauses, found.clauses, of, survey.clauses)
}

/// Whether a document, which has `of` of all `total` clauses, has more of a thing's clauses than halfway between its
/// fair part and all of them.
fn is_concentrated(there: u64, everywhere: u64, of: u64, total: u64) -> bool {
    there as f64 > everywhere as f64 * (0.5 + 0.5 * of as f64 / total as f64)
}

/// Whether a dash is attached to a run of units, as to "non" and "multi": the run is a part of a word then.
fn is_part(line: &LineTokens, units: &Range<usize>, forms: &Forms) -> bool {
    let dash = |at: usize| line.units[at].kind == UnitKind::Punctuation && line.normal(at, forms) == "-";
    let attached = |first: usize| line.units[first].end == line.units[first + 1].start;
    let before = units.start > 0 && dash(units.start - 1) && attached(units.start - 1);
    before || units.end < line.units.len() && dash(units.end) && attached(units.end - 1)
}

/// The themes with names of their own, without the keywords that were not found.
fn named(themes: Vec<(&Vec<&Term>, Found)>) -> Vec<DraftTheme> {
    let mut taken = BTreeSet::new();
    let theme = |(terms, found): (&Vec<&Term>, Found)| {
        let keywords = std::iter::zip(terms, &found.keywords).filter(|(_, clauses)| **clauses > 0);
        let keywords = keywords.map(|(term, clauses)| (term.written.clone(), *clauses)).collect_vec();
        let first = identifier(&keywords[0].0);
        let numbered = (2..).map(|number| format!("{first}_{number}"));
        // There is always another number.
        let id = std::iter::once(first.clone()).chain(numbered).find(|id| taken.insert(id.clone())).unwrap_or(first);
        let Found { clauses, documents, passages, .. } = found;
        DraftTheme { id, label: label(&keywords), keywords, clauses, documents, passages }
    };
    themes.into_iter().map(theme).collect()
}

/// The first terms, as many as a chart has room for, the first with a capital.
fn label(keywords: &[(String, u64)]) -> String {
    let mut label = String::new();
    for (place, (term, _)) in keywords.iter().take(NAMED).enumerate() {
        if place > 0 && label.chars().count() + 2 + term.chars().count() > NAME {
            break;
        }
        label.push_str(if place > 0 { ", " } else { "" });
        label.push_str(term);
    }
    capital(&label)
}

/// A term in small letters without marks, its words joined by `_`.
fn identifier(term: &str) -> String {
    let plain = term.to_lowercase().replace('đ', "d");
    let letters = plain.nfd().filter(|c| !unicode_normalization::char::is_combining_mark(*c)).collect::<String>();
    let words = letters.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect_vec().join("_")
}

#[cfg(test)]
mod tests;
