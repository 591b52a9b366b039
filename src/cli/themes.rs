//! `themeshift themes ...`: what to know of a dictionary and of the rules of priorities.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::Subcommand;
use itertools::Itertools;

use super::finish;
use crate::coding::{Agreement, Coding};
use crate::language::{Segmenters, canonical_code};
use crate::options::ToneMarks;
use crate::priority::{Rules, learn};
use crate::themes::Themes;

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Measure dictionary and rules against clauses that readers coded
    Evaluate {
        #[command(flatten)]
        coded: Coded,
        /// List every clause that is coded otherwise
        #[arg(long)]
        differences: bool,
    },
    /// Learn the weights of the rules of priorities from clauses that readers coded, and write them
    Learn {
        #[command(flatten)]
        coded: Coded,
    },
}

/// Coded clauses, and what is held against them.
#[derive(Debug, clap::Args)]
pub struct Coded {
    /// Coded clauses: a table separated by tabs with doc, line, clause, priority, themes, disputed_themes, text
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Theme dictionary [default: the built-in one]
    #[arg(short, long, value_name = "FILE")]
    themes: Option<PathBuf>,
    /// Rules of priorities [default: the built-in ones]
    #[arg(short, long, value_name = "FILE")]
    priorities: Option<PathBuf>,
    /// Language of the clauses, as a two-letter code
    #[arg(long, default_value = "vi", value_name = "CODE")]
    language: String,
}

/// Does what is asked.
pub fn run(command: Command) -> Result<ExitCode> {
    match command {
        Command::Evaluate { coded, differences } => evaluate(&coded, differences),
        Command::Learn { coded } => write_learned(&coded),
    }
}

fn evaluate(coded: &Coded, differences: bool) -> Result<ExitCode> {
    let (themes, rules) = (Themes::read(coded.themes.as_deref())?, Rules::read(coded.priorities.as_deref())?);
    let segmenters = Segmenters::new(ToneMarks::Old)?;
    let code = canonical_code(&coded.language)?;
    let (segmenter, rules) = (segmenters.get(segmenters.find(&code)), rules.get(&code)?);
    let mut output = io::stdout().lock();
    for file in &coded.files {
        let evaluation = Coding::read(file, &themes, segmenter)?.evaluate(&themes, rules, segmenter, |_| true);
        let written = writeln!(output, "{}", file.display()).and_then(|()| write!(output, "{evaluation}"));
        finish(written)?;
        if differences {
            finish(evaluation.differences.iter().try_for_each(|line| writeln!(output, "{line}")))?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Writes bias, places and classes with their weights, and how well such weights do on documents that they were not
/// learned from.
fn write_learned(coded: &Coded) -> Result<ExitCode> {
    let (themes, rules) = (Themes::read(coded.themes.as_deref())?, Rules::read(coded.priorities.as_deref())?);
    let segmenters = Segmenters::new(ToneMarks::Old)?;
    let code = canonical_code(&coded.language)?;
    let (segmenter, rules) = (segmenters.get(segmenters.find(&code)), rules.get(&code)?);
    let codings: Vec<_> =
        coded.files.iter().map(|file| Coding::read(file, &themes, segmenter)).collect::<Result<_>>()?;
    let all = codings.iter().flat_map(|coding| coding.coded(|_| true)).collect_vec();
    let learned = learn(rules, &all, segmenter);
    let mut unseen = Agreement::default();
    for (index, coding) in codings.iter().enumerate() {
        for document in coding.documents() {
            let others = codings.iter().enumerate();
            let others = others.flat_map(|(other, coding)| coding.coded(|name| other != index || name != document));
            let learned = learn(rules, &others.collect_vec(), segmenter);
            unseen += coding.evaluate(&themes, &learned, segmenter, |name| name == document).priorities;
        }
    }
    let mut output = io::stdout().lock();
    let written = writeln!(output, "# each document by weights learned from the others: F1 {:.3}", unseen.f1())
        .and_then(|()| writeln!(output, "[{code}.weights]"))
        .and_then(|()| learned.weights.iter().try_for_each(|(name, weight)| writeln!(output, "{name} = {weight:?}")));
    finish(written)
}
