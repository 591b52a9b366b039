//! The command line.

mod clean;
mod coding;
mod count;
mod dry_run;
mod help;
mod init;
mod kwic;
mod link;
mod progress;
mod segment;
mod shell;
mod sources;
mod tabbed;
mod themes;
mod verify;

use std::cell::RefCell;
use std::fs;
use std::io::{self, IsTerminal, Read, Write};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Error, Result};
use clap::{Parser, Subcommand};
use clap_complete::Shell;

use crate::clean::article::train as pages;
use crate::encoding;
use crate::interrupt;
use crate::language::vietnamese::train::{self, Data};
use crate::language::vietnamese::{Vietnamese, evaluate};
use crate::options::{GroupBy, Layer, Memory, Options, ToneMarks, WAYS};
use crate::progress::Step;
use crate::regular;
use crate::run;
use crate::warning::{Warning, summed};
use progress::{Progress, Volume};

/// Shows how the stated priorities of a series of events shift: a folder of articles in, tables and charts out.
#[derive(Debug, Parser)]
#[command(version, about, after_help = help::SHORT, after_long_help = help::RUN, args_conflicts_with_subcommands = true)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    run: Layer,
    #[command(flatten)]
    volume: Volume,
}

/// Which articles are read, and how.
#[derive(Clone, Debug, Default, clap::Args)]
struct CorpusArguments {
    /// Folder that holds the articles [default: input]
    #[arg(short, long, value_name = "DIR")]
    input: Option<PathBuf>,
    /// Configuration [default: themeshift.toml in the input folder, else the built-in one]
    #[arg(short, long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Language of the articles, as a two-letter code [default: detected for each article]
    #[arg(long, value_name = "CODE")]
    language: Option<String>,
    /// Number of threads; the results are the same with any [default: one for each core]
    #[arg(long, value_name = "N")]
    threads: Option<NonZeroUsize>,
    /// Memory that articles may take, as 500MB or 2GB; large ones wait for it [default: a quarter of the machine's]
    #[arg(long, value_name = "SIZE")]
    memory: Option<Memory>,
    /// What makes a group [default: what fits the articles]
    #[arg(long, value_name = WAYS)]
    group_by: Option<GroupBy>,
    /// Take articles whose text is damaged, too: letters lost, Vietnamese without tone marks
    #[arg(long)]
    keep_damaged: bool,
}

impl From<CorpusArguments> for Layer {
    fn from(corpus: CorpusArguments) -> Layer {
        let CorpusArguments { input, config, language, threads, memory, group_by, keep_damaged } = corpus;
        // What is not said here may be said in the configuration.
        let keep_damaged = keep_damaged.then_some(true);
        Layer { input, config, language, threads, memory, group_by, keep_damaged, ..Layer::default() }
    }
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Count, compare, and write tables and charts (what happens without a command)
    #[command(after_help = help::SHORT, after_long_help = help::RUN)]
    Run {
        #[command(flatten)]
        layer: Box<Layer>,
        #[command(flatten)]
        volume: Volume,
    },
    /// Say whether an output still belongs to its inputs, and what has changed since
    #[command(after_long_help = verify::HELP)]
    Verify {
        /// Folder that a run wrote to
        #[arg(default_value = "output", value_name = "OUTPUT")]
        output: PathBuf,
        /// Folder that holds the articles now, where they were moved [default: as run.json says]
        #[arg(short, long, value_name = "DIR")]
        input: Option<PathBuf>,
        /// Print nothing: the exit code says it
        #[arg(short, long)]
        quiet: bool,
    },
    /// Join the syllables of each word by "_", from standard input to standard output
    #[command(after_long_help = help::SEGMENT)]
    Segment {
        /// Language of the text, as a two-letter code
        #[arg(long, default_value = "vi", value_name = "CODE")]
        language: String,
        /// Words to keep whole, separated by commas
        #[arg(long, value_name = "WORDS", value_delimiter = ',')]
        words: Vec<String>,
    },
    /// Show what is kept of articles and what is removed, line by line, and why
    #[command(after_long_help = help::CLEAN)]
    Clean {
        /// Articles, or files that hold some
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
        /// Configuration [default: themeshift.toml in input/, else the built-in one]
        #[arg(short, long, value_name = "FILE")]
        config: Option<PathBuf>,
        /// Encoding of the files [default: detected for each]
        #[arg(long, value_name = "NAME")]
        encoding: Option<String>,
        /// Column of tables that holds the text [default: text, content ..., else that of long cells]
        #[arg(long, value_name = "NAME")]
        text_column: Option<String>,
    },
    /// List what would be read: articles, dates, languages, groups, doubts
    #[command(after_long_help = sources::HELP)]
    Sources(sources::SourcesArguments),
    /// Show every place where words occur, in their context (KWIC)
    #[command(after_long_help = help::KWIC)]
    Kwic {
        /// What to look for, written like a keyword of themes.toml
        pattern: String,
        #[command(flatten)]
        corpus: CorpusArguments,
        /// Characters of context on each side
        #[arg(long, default_value_t = 60, value_name = "N")]
        context: usize,
    },
    /// Write settings and a draft of a theme dictionary for articles of your own
    #[command(after_long_help = init::HELP)]
    Init {
        #[command(flatten)]
        corpus: CorpusArguments,
        /// Folder to write both files to [default: the folder of the articles]
        #[arg(short, long, value_name = "DIR")]
        output: Option<PathBuf>,
        /// At most this many themes
        #[arg(long, default_value = "15", value_name = "N")]
        themes: NonZeroUsize,
    },
    /// Count articles into a file, for `run --counts` and `run --reference`
    #[command(after_long_help = count::HELP)]
    Count {
        #[command(flatten)]
        corpus: CorpusArguments,
        /// Theme dictionary [default: themes.toml in the input folder, else the built-in one]
        #[arg(short, long, value_name = "FILE")]
        themes: Option<PathBuf>,
        /// Rules of priorities [default: priorities.toml in the input folder, else the built-in ones]
        #[arg(short, long, value_name = "FILE")]
        priorities: Option<PathBuf>,
        /// Count all articles as this group, whatever they say
        #[arg(short, long, value_name = "NAME")]
        group: Option<String>,
        /// Seed of the hashes that deal texts into random parts [default: 1]
        #[arg(long, value_name = "N")]
        seed: Option<u64>,
        /// File to write [default: standard output]
        #[arg(short, long, value_name = "FILE")]
        output: Option<PathBuf>,
        #[command(flatten)]
        volume: Volume,
    },
    /// Maintain a theme dictionary and the rules of priorities
    #[command(subcommand)]
    Themes(themes::ThemesCommand),
    /// Train the Vietnamese model, or that of cleaning
    #[command(after_long_help = help::TRAIN)]
    Train {
        /// Folder of training data: lexicons, gold and silver sentences
        data: PathBuf,
        /// The model's file
        model: PathBuf,
        /// Train the model that says where an article is on its page; the folder holds labelled pages
        #[arg(long)]
        pages: bool,
    },
    /// Measure the Vietnamese segmentation against a gold standard
    #[command(after_long_help = help::EVALUATE)]
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
    /// Print what completes commands and options in a shell
    #[command(after_long_help = help::COMPLETIONS)]
    Completions {
        /// The shell
        shell: Shell,
    },
    /// Print the man page
    #[command(after_long_help = help::MAN)]
    Man {
        /// Write a page for each command into this folder instead
        #[arg(short, long, value_name = "DIR")]
        output: Option<PathBuf>,
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
    // Without it a signal still ends the program, and the next run clears what is left.
    let _ = interrupt::watch();
    match arguments.command {
        None => compare(arguments.run, arguments.volume),
        Some(Command::Run { layer, volume }) => compare(*layer, volume),
        Some(Command::Verify { output, input, quiet }) => verify::run(&output, input.as_deref(), quiet),
        Some(Command::Segment { language, words }) => segment::run(&language, &words),
        Some(Command::Clean { files, config, encoding, text_column }) => {
            let layer = Layer { config, encoding, text_column, ..Layer::default() };
            clean::run(&files, &Options::build(layer)?)
        }
        Some(Command::Sources(arguments)) => {
            sources::run(arguments.layer(), arguments.output.as_deref(), arguments.write_articles)
        }
        Some(Command::Kwic { pattern, corpus, context }) => kwic::run(&pattern, corpus.into(), context),
        Some(Command::Init { corpus, output, themes }) => init::run(Layer { output, ..corpus.into() }, themes.get()),
        Some(Command::Count { corpus, themes, priorities, group, seed, output, volume }) => {
            count::run(Layer { themes, priorities, seed, ..corpus.into() }, group.as_deref(), output.as_deref(), volume)
        }
        Some(Command::Themes(command)) => themes::run(command),
        Some(Command::Completions { shell }) => shell::completions(shell),
        Some(Command::Man { output }) => shell::man(output.as_deref()),
        Some(Command::Train { data, model, pages }) => {
            let bytes = match pages {
                true => pages::train(&pages::read(&data)?),
                false => train::train(&Data::read(&data)?).context("the lexicons are too large for the model")?,
            };
            fs::write(&model, bytes).with_context(|| format!("can't write {}", model.display()))?;
            Ok(ExitCode::SUCCESS)
        }
        Some(Command::Evaluate { gold, text, known, model }) => {
            let read_model = |path: &PathBuf| -> Result<Vec<u8>> {
                let mut bytes = Vec::new();
                let file = regular::open_named(path).with_context(unreadable(path))?;
                file.take(MOST_OF_MODEL).read_to_end(&mut bytes).with_context(unreadable(path))?;
                Ok(bytes)
            };
            let model = model.as_ref().map(|path| Ok::<_, Error>((path, read_model(path)?))).transpose()?;
            let segmenter = match &model {
                Some((path, bytes)) => Vietnamese::with_model(bytes, ToneMarks::Old).with_context(unreadable(path))?,
                None => Vietnamese::new(ToneMarks::Old)?,
            };
            let read = |path: &PathBuf| {
                let (text, doubt) = encoding::read(path).with_context(unreadable(path))?;
                warn(doubt.as_slice(), Volume::default());
                Ok(text)
            };
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

/// Most bytes of a model; of a longer file only this many are read, and they are refused as no model.
const MOST_OF_MODEL: u64 = 100_000_000;

/// At most this many warnings of a kind are printed.
const OF_A_KIND: usize = 5;

/// The main job.
fn compare(layer: Layer, volume: Volume) -> Result<ExitCode> {
    let is_dry = layer.dry_run;
    let options = Options::build(layer)?;
    if is_dry {
        return dry_run::run(&options);
    }
    let progress = Progress::new(volume, options.labels);
    // Who watches is told at once what makes the groups; in a file it is the first line of the summary.
    let (groups, for_reader) = (RefCell::new(String::new()), io::stdout().is_terminal());
    let summary = run(&options, &|step| match step {
        Step::Grouped(words) if for_reader && !volume.quiet => {
            _ = writeln!(io::stdout(), "{}", words.pick(options.labels))
        }
        Step::Grouped(words) => _ = groups.replace(format!("{}\n", words.pick(options.labels))),
        step => progress.tell(step),
    })?;
    drop(progress);
    if !volume.quiet {
        // A reader that has gone away (`| head`) is no failure: the files are written.
        let _ = write!(io::stdout(), "{}{summary}", groups.take());
        let address = link::address(&options.output.join("report.html")).filter(|_| for_reader);
        address.into_iter().for_each(|address| _ = writeln!(io::stdout(), "{address}"));
    }
    warn(&summary.warnings, volume);
    Ok(ExitCode::from(if summary.warnings.is_empty() { 0 } else { 2 }))
}

/// Prints warnings by kind, of each as many as the volume allows, and how many there are.
fn warn(warnings: &[Warning], volume: Volume) {
    let most = match volume {
        Volume { quiet: true, .. } => return,
        Volume { verbose: true, .. } => warnings.len(),
        _ => OF_A_KIND,
    };
    for (first, all) in summed(warnings, most) {
        first.iter().for_each(|warning| eprintln!("warning: {warning}"));
        if let Some(all) = all {
            let more = all - first.len();
            let listed = first[0].document().map_or("", |_| "documents.csv has a line for each, and ");
            eprintln!("warning: and {more} more like these, {all} in all; {listed}--verbose prints them");
        }
    }
}

/// The exit code after writing to standard output; a reader that has gone away (`| head`) is no failure.
fn finish(written: io::Result<()>) -> Result<ExitCode> {
    match written {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error).context("can't write to standard output"),
        _ => Ok(ExitCode::SUCCESS),
    }
}
