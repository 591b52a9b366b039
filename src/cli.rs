//! The command line.

use std::fs;
use std::io::{self, BufRead, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::{Parser, Subcommand};
use itertools::Itertools;
use unicode_normalization::UnicodeNormalization;

use crate::language::vietnamese::train::{self, Data};
use crate::language::vietnamese::{Vietnamese, evaluate};
use crate::language::{Segmenters, canonical_code};
use crate::options::{Layer, Options, ToneMarks};
use crate::run;

/// Shows how the stated priorities of a series of events shift: a folder of articles in, tables and charts out.
#[derive(Debug, Parser)]
#[command(version, about, after_help = EXAMPLES, args_conflicts_with_subcommands = true)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    run: Layer,
}

const EXAMPLES: &str = "\
Examples:
  themeshift                                    articles in input/, results in output/
  themeshift --input articles --output results  a folder of your own
  themeshift --labels vi --charts png,svg       Vietnamese labels, charts in two formats
  themeshift --strict                           fail where anything had to be left out
  themeshift segment < text.txt                 words of Vietnamese text, their syllables joined by _

Exit codes: 0 all well; 1 nothing written; 2 written, but something was left out";

#[derive(Debug, Subcommand)]
enum Command {
    /// Count, compare, and write tables and charts (what happens without a command)
    Run(Box<Layer>),
    /// Read text from standard input and write it with the syllables of each word joined by "_"
    Segment {
        /// Language of the text, as a two-letter code
        #[arg(long, default_value = "vi", value_name = "CODE")]
        language: String,
    },
    /// Train the Vietnamese model
    Train {
        /// Folder of training data: lexicons, gold and silver sentences
        data: PathBuf,
        /// The model's file
        model: PathBuf,
    },
    /// Measure the Vietnamese segmentation against a gold standard
    Evaluate {
        /// Sentences, one a line, the syllables of each word joined by "_"
        gold: PathBuf,
        /// The same sentences as they were written, one a line [default: the gold ones, units apart]
        #[arg(long, value_name = "FILE")]
        text: Option<PathBuf>,
        /// Such sentences whose words count as known; recall of the others is shown by itself
        #[arg(long, value_name = "FILE", num_args = 1..)]
        known: Vec<PathBuf>,
        /// A model that `train` wrote [default: the built-in one]
        #[arg(long, value_name = "FILE")]
        model: Option<PathBuf>,
    },
}

/// Parses the arguments, does what they ask for, and returns the exit code.
///
/// # Errors
/// Whatever stopped the run before anything was written.
pub fn main() -> Result<ExitCode> {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        // Help and version are no errors, but clap hands them over as such.
        Err(error) => {
            error.print()?;
            return Ok(ExitCode::from(u8::from(error.use_stderr())));
        }
    };
    match arguments.command {
        None => compare(arguments.run),
        Some(Command::Run(layer)) => compare(*layer),
        Some(Command::Segment { language }) => segment(&language),
        Some(Command::Train { data, model }) => {
            let bytes = train::train(&Data::read(&data)?).context("the lexicons are too large for the model")?;
            fs::write(&model, bytes).with_context(|| format!("can't write {}", model.display()))?;
            Ok(ExitCode::SUCCESS)
        }
        Some(Command::Evaluate { gold, text, known, model }) => {
            let model = model.as_ref().map(|path| fs::read(path).with_context(unreadable(path))).transpose()?;
            let segmenter = match &model {
                Some(bytes) => Vietnamese::with_model(bytes, ToneMarks::Old)?,
                None => Vietnamese::new(ToneMarks::Old)?,
            };
            let read = |path: &PathBuf| fs::read_to_string(path).with_context(unreadable(path));
            let known = known.iter().map(read).collect::<Result<String>>()?;
            let text = text.as_ref().map(read).transpose()?;
            let evaluation = evaluate::evaluate(&segmenter, &read(&gold)?, text.as_deref(), &evaluate::words(&known))?;
            finish(write!(io::stdout(), "{evaluation}"))
        }
    }
}

/// What is said of a file that can't be read.
fn unreadable(path: &Path) -> impl Fn() -> String {
    move || format!("can't read {}", path.display())
}

/// So many warnings are printed.
const WARNINGS: usize = 20;

/// The main job.
fn compare(layer: Layer) -> Result<ExitCode> {
    let summary = run(&Options::build(layer)?)?;
    for warning in summary.warnings.iter().take(WARNINGS) {
        eprintln!("warning: {warning}");
    }
    if summary.warnings.len() > WARNINGS {
        let more = summary.warnings.len() - WARNINGS;
        eprintln!("warning: and {more} more; documents.csv says what became of each article");
    }
    // A reader that has gone away (`| head`) is no failure: the files are written.
    let _ = write!(io::stdout(), "{summary}");
    Ok(ExitCode::from(if summary.warnings.is_empty() { 0 } else { 2 }))
}

/// Standard input to standard output, line by line.
fn segment(language: &str) -> Result<ExitCode> {
    let segmenters = Segmenters::new(ToneMarks::Old)?;
    let segmenter = segmenters.get(segmenters.find(&canonical_code(language)?));
    let mut output = BufWriter::new(io::stdout().lock());
    for line in io::stdin().lock().lines() {
        let line = line.context("standard input is not UTF-8 text")?;
        let line: String = line.trim_start_matches('\u{feff}').nfc().collect();
        let (mut units, mut joined) = (Vec::new(), Vec::new());
        segmenter.units(&line, &mut units);
        segmenter.join(&line, &units, &mut joined);
        let separators = joined.iter().map(|joined| if *joined { "_" } else { " " });
        let words = units.iter().zip(separators).enumerate().map(|(index, (unit, separator))| {
            format!("{}{}", if index == 0 { "" } else { separator }, &line[unit.range()])
        });
        let written = writeln!(output, "{}", words.format(""));
        if written.is_err() {
            return finish(written);
        }
    }
    finish(output.flush())
}

/// The exit code after writing to standard output; a reader that has gone away (`| head`) is no failure.
fn finish(written: io::Result<()>) -> Result<ExitCode> {
    match written {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error).context("can't write to standard output"),
        _ => Ok(ExitCode::SUCCESS),
    }
}
