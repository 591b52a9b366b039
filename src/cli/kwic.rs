//! `themeshift kwic PATTERN`: where words occur, in their context.

use std::io::{self, BufWriter, IsTerminal, Write};
use std::process::ExitCode;

use anyhow::{Context, Result};

use super::progress::Volume;
use super::tabbed::Tabbed;
use super::{finish, warn};
use crate::options::{Layer, Options};
use crate::pipeline::{Pipeline, Text};
use crate::read::Corpus;
use crate::record::{Passage, passages};
use crate::themes::Themes;

/// Prints a line for each place where the pattern occurs: in columns for a reader, else a table separated by tabs. Exit
/// code 2 where an article was left out.
pub fn run(pattern: &str, layer: Layer, context: usize) -> Result<ExitCode> {
    let options = Options::build(layer)?;
    let themes = Themes::of_pattern(pattern).context("the pattern can't be searched for")?;
    let pipeline = Pipeline::with_themes(&options, themes)?;
    let corpus = Corpus::open(&options)?;
    let choice = pipeline.choose_groups(&corpus)?;
    let options = options.grouped(&choice.by, choice.are_events);
    let pipeline = pipeline.grouped(&options, Some(choice))?;
    let for_reader = io::stdout().is_terminal();
    let out = BufWriter::new(io::stdout().lock());
    let mut output = match KwicOutput::begin(out, for_reader.then_some(context)) {
        Ok(output) => output,
        Err(error) => return finish(Err(error)),
    };
    let (mut found, mut written) = (0, Ok(()));
    let read = pipeline.read(&corpus, |text: Text| {
        for passage in passages(&text.paragraphs, &text.tokens, &text.hits, pipeline.themes(), context) {
            found += 1;
            written = std::mem::replace(&mut written, Ok(())).and_then(|()| output.write(&text, &passage));
        }
        // Nobody reads on: the rest of the corpus needn't be read either.
        anyhow::ensure!(written.is_ok(), "stopped");
        Ok(())
    });
    let written = written.and_then(|()| output.finish());
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

/// Where the passages go.
enum KwicOutput<W: Write> {
    /// To a reader, with this many characters before the match, so that the matches are lined up.
    Columns(W, usize),
    /// To another program.
    Table(Tabbed<W, 8>),
}

impl<W: Write> KwicOutput<W> {
    /// For a reader where the characters before the match are given.
    fn begin(out: W, context: Option<usize>) -> io::Result<KwicOutput<W>> {
        let columns = ["document", "group", "line", "start", "end", "left", "match", "right"];
        match context {
            Some(context) => Ok(KwicOutput::Columns(out, context)),
            None => Ok(KwicOutput::Table(Tabbed::begin(out, columns)?)),
        }
    }

    fn write(&mut self, text: &Text, passage: &Passage) -> io::Result<()> {
        let Passage { line, start, end, left, matched, right, .. } = passage;
        match self {
            KwicOutput::Columns(out, context) => {
                // A terminal would do what a name says.
                let document = text.document.replace(char::is_control, " ");
                writeln!(out, "{left:>context$}  {matched}  {right}  [{document}:{line}]")
            }
            KwicOutput::Table(table) => table.row([
                (&text.document).into(),
                text.group.as_ref().into(),
                (*line).into(),
                (*start).into(),
                (*end).into(),
                left.into(),
                matched.into(),
                right.into(),
            ]),
        }
    }

    fn finish(self) -> io::Result<()> {
        match self {
            KwicOutput::Columns(mut out, _) => out.flush(),
            KwicOutput::Table(table) => table.finish(),
        }
    }
}
