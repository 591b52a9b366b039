//! `themeshift kwic PATTERN`: where words stand, in their context.

use std::io::{self, BufWriter, IsTerminal, Write};
use std::process::ExitCode;

use anyhow::{Context, Result};

use super::progress::Volume;
use super::{cell, finish, warn};
use crate::options::{Layer, Options};
use crate::pipeline::{Pipeline, Text};
use crate::read::Corpus;
use crate::record::{Passage, passages};
use crate::themes::Themes;

/// Prints a line for each place where the pattern stands: in columns for a reader, else a table separated by tabs. Exit
/// code 2 where an article was left out.
pub fn run(pattern: &str, layer: Layer, context: usize) -> Result<ExitCode> {
    let options = Options::build(layer)?;
    let themes = Themes::of_pattern(pattern).context("the pattern can't be searched for")?;
    let pipeline = Pipeline::with_themes(&options, themes)?;
    let corpus = Corpus::open(&options)?;
    let for_reader = io::stdout().is_terminal();
    let mut output = BufWriter::new(io::stdout().lock());
    let mut written = match for_reader {
        true => Ok(()),
        false => writeln!(output, "document\tgroup\tline\tstart\tend\tleft\tmatch\tright"),
    };
    let mut found = 0;
    let read = pipeline.read(&corpus, |text: Text| {
        for passage in passages(&text.paragraphs, &text.tokens, &text.hits, pipeline.themes(), context) {
            found += 1;
            let line = if for_reader { columns(&text, &passage, context) } else { row(&text, &passage) };
            written = std::mem::replace(&mut written, Ok(())).and_then(|()| writeln!(output, "{line}"));
        }
        // Nobody reads on: the rest of the corpus needn't be read either.
        anyhow::ensure!(written.is_ok(), "stopped");
        Ok(())
    });
    let written = written.and_then(|()| output.flush());
    if written.is_err() {
        return finish(written);
    }
    let warnings = read?;
    warn(&warnings, Volume::default());
    if for_reader {
        eprintln!("{found} found");
    }
    Ok(ExitCode::from(if warnings.is_empty() { 0 } else { 2 }))
}

fn row(text: &Text, passage: &Passage) -> String {
    let Passage { line, start, end, left, matched, right, .. } = passage;
    let group = text.group.as_deref().unwrap_or_default();
    let [left, matched, right] = [left, matched, right].map(|words| cell(words));
    format!("{}\t{group}\t{line}\t{start}\t{end}\t{left}\t{matched}\t{right}", text.document)
}

/// The match in the middle, so that one stands below the other.
fn columns(text: &Text, passage: &Passage, context: usize) -> String {
    let place = format!("{}:{}", text.document, passage.line);
    format!("{:>context$}  {}  {}  [{place}]", passage.left, passage.matched, passage.right)
}
