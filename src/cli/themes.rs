//! `themeshift themes ...`: what to know of a dictionary and of the rules of priorities.

use std::collections::BTreeMap;
use std::io::{self, BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::Subcommand;
use itertools::Itertools;

use super::coding::{self, CodedSheets};
use super::progress::Volume;
use super::tabbed::{Missing, Tabbed, TabbedCell};
use super::{CorpusArguments, finish, warn};
use crate::options::{Layer, Options};
use crate::phrase::SeenSymbols;
use crate::pipeline::{Pipeline, Text};
use crate::priority::Prior;
use crate::read::Corpus;
use crate::suggest::{Suggester, Suggestion};
use crate::themes::{Matchers, Remark, Skipped, Themes, Usage, check};

const CHECK_HELP: &str = "\
Columns, separated by tabs: line, theme, keyword, problem, detail. Problems:
  found      none: the detail says in which forms it was found, and how often each
  skipped    the entry can't be searched for, and was left out
  never      can't count: it is excluded, another takes its place, or it holds a clause's end
  unknown    has a word that occurs nowhere in the articles: a slip, perhaps
  unused     occurs nowhere in the articles, though its words do
  unmet      occurs in the articles, but nowhere that its rule lets it count
  duplicate  is in another theme, too
  nested     holds a shorter keyword of its theme, which finds all that it finds
  frequent   occurs in more than a tenth of all clauses

Exit code 2 where a keyword was skipped or can't count, or an article was left out.

Examples:
  themeshift themes check
  themeshift themes check --themes mine.toml --input congresses > check.tsv";

const EXPORT_HELP: &str = "\
Forms that are read, in any encoding:
  .toml        themeshift
  .yml, .yaml  quanteda
  .dic         LIWC
  .dicx        LIWC-22: a row for each word, a column for each category
  .cat         WordStat
  .ykd         Yoshikoder
  .lc3, .lcd   Lexicoder
  .csv, .tsv   a table with the columns word and category, or as LIWC-22's; ? and * are wildcards

Exit code 2 where an entry was left out, or the encoding is in doubt.

Examples:
  themeshift themes export > themes.yml
  themeshift themes export --themes policy.cat > policy.yml";

const SUGGEST_HELP: &str = "\
Columns, separated by tabs:
  term            two to four words, outside all keywords of the dictionary
  frequency       occurrences
  documents       documents that hold it
  group           the group that it is most typical of
  log_likelihood  how far: signed G2 against the other groups; orders the list, before frequency
  theme           the theme that it shares clauses with most closely
  log_dice        how closely: 14 where it and that theme always occur together

Examples:
  themeshift themes suggest
  themeshift themes suggest --near economy --limit 20";

#[derive(Debug, Subcommand)]
pub enum ThemesCommand {
    /// Report what is wrong with a theme dictionary, and what its keywords find in the articles
    #[command(after_long_help = CHECK_HELP)]
    Check {
        /// Theme dictionary [default: themes.toml in the input folder, else the built-in one]
        #[arg(short, long, value_name = "FILE")]
        themes: Option<PathBuf>,
        #[command(flatten)]
        corpus: CorpusArguments,
    },
    /// Suggest terms of the articles that no theme covers
    #[command(after_long_help = SUGGEST_HELP)]
    Suggest {
        /// Theme dictionary [default: themes.toml in the input folder, else the built-in one]
        #[arg(short, long, value_name = "FILE")]
        themes: Option<PathBuf>,
        #[command(flatten)]
        corpus: CorpusArguments,
        /// Only terms that are nearest to this theme, the nearest first
        #[arg(long, value_name = "ID")]
        near: Option<String>,
        /// Leave out terms rarer than this
        #[arg(long, default_value_t = 3, value_name = "N")]
        min_frequency: u64,
        /// At most this many terms
        #[arg(long, default_value_t = 50, value_name = "N")]
        limit: usize,
    },
    /// Write a theme dictionary as YAML, which quanteda reads
    #[command(after_long_help = EXPORT_HELP)]
    Export {
        /// Theme dictionary, of any format [default: the built-in one]
        #[arg(short, long, value_name = "FILE")]
        themes: Option<PathBuf>,
    },
    /// Write the clauses of some articles, drawn at random, as a sheet for readers to code
    #[command(after_long_help = coding::SHEET_HELP)]
    Sheet {
        #[command(flatten)]
        corpus: CorpusArguments,
        /// Number of articles
        #[arg(long, default_value_t = 20, value_name = "N")]
        articles: usize,
        /// Another number draws other articles
        #[arg(long, default_value_t = 1, value_name = "N")]
        seed: u64,
    },
    /// Measure dictionary and rules against clauses that readers coded
    #[command(after_long_help = coding::EVALUATE_HELP)]
    Evaluate {
        #[command(flatten)]
        coded: CodedSheets,
        /// List every clause that is coded otherwise
        #[arg(long)]
        differences: bool,
    },
    /// Learn the weights of the rules of priorities from clauses that readers coded, and write them
    #[command(after_long_help = coding::LEARN_HELP)]
    Learn {
        #[command(flatten)]
        coded: CodedSheets,
        /// Start from no weights: what is learned depends on these clauses alone, and so does the F1 that is printed
        #[arg(long)]
        afresh: bool,
    },
}

/// Does what is asked.
pub fn run(command: ThemesCommand) -> Result<ExitCode> {
    match command {
        ThemesCommand::Check { themes, corpus } => write_check(themes, corpus),
        ThemesCommand::Suggest { themes, corpus, near, min_frequency, limit } => {
            suggest(themes, corpus, near.as_deref(), min_frequency, limit)
        }
        ThemesCommand::Export { themes } => export(themes.as_deref()),
        ThemesCommand::Sheet { corpus, articles, seed } => coding::write_sheet(options(None, corpus)?, articles, seed),
        ThemesCommand::Evaluate { coded, differences } => coding::evaluate(&coded, differences),
        ThemesCommand::Learn { coded, afresh } => {
            coding::learn(&coded, if afresh { Prior::Nothing } else { Prior::Rules })
        }
    }
}

/// Options for reading a corpus with a dictionary.
fn options(themes: Option<PathBuf>, corpus: CorpusArguments) -> Result<Options> {
    Options::build(Layer { themes, ..corpus.into() })
}

fn write_check(themes: Option<PathBuf>, corpus: CorpusArguments) -> Result<ExitCode> {
    let options = options(themes, corpus)?;
    let pipeline = Pipeline::build(&options)?;
    let (mut usage, mut languages) = (Usage::default(), BTreeMap::new());
    let (wherever, has_rules) = (pipeline.themes().without_conditions(), !pipeline.themes().conditions.is_empty());
    let matchers = Matchers::new(&wherever);
    let warnings = pipeline.read(&Corpus::open(&options)?, |text: Text| {
        let mut seen = SeenSymbols::default();
        for (line, hits) in std::iter::zip(&text.tokens.lines, &text.hits) {
            usage.add(line, &text.forms, hits);
            if has_rules {
                let matcher = matchers.get(text.segmenter, text.forms.segmenter());
                let found = matcher.find(line, &text.forms, &mut seen);
                usage.add_unmet(pipeline.themes(), &found, hits);
            }
        }
        *languages.entry(text.language).or_insert(0) += 1;
        Ok(())
    })?;
    let commonest = languages.into_iter().max_by_key(|(_, documents)| *documents);
    let language = commonest.map_or("vi".to_string(), |(language, _)| language);
    let remarks = check(pipeline.themes(), pipeline.segmenter(&language), &usage);
    let columns = ["line", "theme", "keyword", "problem", "detail"];
    let written = Tabbed::begin(BufWriter::new(io::stdout().lock()), columns).and_then(|mut table| {
        remarks.iter().try_for_each(|Remark { line, theme, keyword, problem, detail }| {
            table.row([(*line).into(), theme.into(), keyword.into(), problem.name().into(), detail.into()])
        })?;
        table.finish()
    });
    finish(written)?;
    warn(&warnings, Volume::default());
    let is_faulty = remarks.iter().any(|remark| remark.problem.is_fault());
    Ok(ExitCode::from(if is_faulty || !warnings.is_empty() { 2 } else { 0 }))
}

fn suggest(
    themes: Option<PathBuf>,
    corpus: CorpusArguments,
    near: Option<&str>,
    min_frequency: u64,
    limit: usize,
) -> Result<ExitCode> {
    let options = options(themes, corpus)?;
    let pipeline = Pipeline::build(&options)?;
    let corpus = Corpus::open(&options)?;
    let choice = pipeline.choose_groups(&corpus)?;
    let options = options.grouped(&choice.by, choice.are_events);
    let pipeline = pipeline.grouped(&options, Some(choice))?;
    let ids = pipeline.themes().themes.iter().map(|theme| theme.id.as_str()).collect_vec();
    let near = near.map(|id| {
        let index = ids.iter().position(|known| *known == id);
        index.with_context(|| format!("the dictionary has no theme {id:?}: it has {}", ids.join(", ")))
    });
    let near = near.transpose()?;
    let (mut suggester, mut stopwords) = (Suggester::default(), BTreeMap::new());
    let warnings = pipeline.read(&corpus, |text: Text| {
        let language = text.language.clone();
        let stopwords = stopwords.entry(language).or_insert_with_key(|language| pipeline.stopwords([language]));
        suggester.add(&text, stopwords);
        Ok(())
    })?;
    let mut suggestions = suggester.suggestions(min_frequency);
    if near.is_some() {
        suggestions.retain(|suggestion| suggestion.theme == near);
        suggestions.sort_by(|left, right| right.log_dice.unwrap_or(0.0).total_cmp(&left.log_dice.unwrap_or(0.0)));
    }
    let columns = ["term", "frequency", "documents", "group", "log_likelihood", "theme", "log_dice"];
    let number = |number: Option<f64>| TabbedCell::decimals(number, 2, Missing::Empty);
    let written = Tabbed::begin(BufWriter::new(io::stdout().lock()), columns).and_then(|mut table| {
        for Suggestion { term, frequency, documents, group, log_likelihood, theme, log_dice } in
            suggestions.iter().take(limit)
        {
            table.row([
                term.into(),
                (*frequency).into(),
                (*documents).into(),
                group.as_ref().into(),
                number(*log_likelihood),
                theme.map(|theme| ids[theme]).into(),
                number(*log_dice),
            ])?;
        }
        table.finish()
    });
    finish(written)?;
    warn(&warnings, Volume::default());
    Ok(ExitCode::from(if warnings.is_empty() { 0 } else { 2 }))
}

fn export(themes: Option<&Path>) -> Result<ExitCode> {
    let themes = Themes::read(themes)?;
    warn(themes.doubt.as_slice(), Volume::default());
    let (yaml, lost) = themes.to_yaml();
    finish(io::stdout().lock().write_all(yaml.as_bytes()))?;
    for Skipped { line, entry, why } in &themes.skipped {
        eprintln!("warning: line {line}: skipped {entry:?}: {why}");
    }
    if !lost.is_empty() {
        eprintln!("warning: YAML can't say {} of the dictionary's entries, which are left out:", lost.len());
        lost.iter().for_each(|entry| eprintln!("  {entry}"));
    }
    Ok(ExitCode::from(if lost.is_empty() && themes.skipped.is_empty() && themes.doubt.is_none() { 0 } else { 2 }))
}
