//! What a run may be told, and every default.
//!
//! A [`Layer`] is what was typed, or what a configuration file says: any field may be missing. Layers are laid over one
//! another (the command line over the file) and make the [`Options`] that are used.

mod dialect;
mod grouping;
mod labels;
mod memory;
mod recorded;

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use serde::{Deserialize, Serialize};

use crate::encoding;
pub use crate::normalisation::{Normalisation, Stemming, ToneMarks};
use crate::warning::Warning;
pub use dialect::Dialect;
use dialect::delimiter;
pub use grouping::{EventName, GroupBy, Grouping, SingleEvent, Span, UnknownWay, WAYS};
pub use labels::Labels;
pub use memory::Memory;

/// The configuration of a folder that has none of its own.
pub static BUILT_IN: &str = include_str!("../../input/themeshift.toml");

/// The folders and files of an output.
pub const PARTS: [&str; 6] = ["tables", "charts", "report.html", "themeshift.xlsx", "report.docx", "run.json"];

/// The name of the configuration in the input folder.
pub const CONFIGURATION: &str = "themeshift.toml";

/// A file format for charts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum Picture {
    /// 2400 pixels wide, 300 dpi.
    Png,
    /// With its letters as outlines, so that it needs no font.
    Svg,
}

/// Which rules run, and the user's own phrases; in the configuration the section `[cleaning]`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Cleaning {
    /// Names of rules switched off.
    pub off: Vec<String>,
    /// Lines that hold one of these, in any case, are dropped.
    pub phrases: Vec<String>,
}

/// What is said in one place over what is said in another.
trait Over {
    fn over(self, below: Self) -> Self;
}

impl<T> Over for Option<T> {
    fn over(self, below: Option<T>) -> Option<T> {
        self.or(below)
    }
}

impl Over for bool {
    fn over(self, below: bool) -> bool {
        self || below
    }
}

/// Declares [`Layer`], and how one lies over another, field by field. An option is a field here and one of [`Options`],
/// with its default in [`Options::build`], for which the compiler asks.
macro_rules! layer {
    ($(#[$of_layer:meta])* pub struct Layer { $($(#[$of_field:meta])* pub $field:ident: $type:ty,)* }) => {
        $(#[$of_layer])*
        pub struct Layer {
            $($(#[$of_field])* pub $field: $type,)*
        }

        impl Layer {
            /// This layer over `below`: what is said here counts.
            pub fn over(self, below: Layer) -> Layer {
                Layer { $($field: self.$field.over(below.$field),)* }
            }
        }
    };
}

layer! {
/// One layer of settings; `None` leaves the matter to the layer below.
#[derive(Clone, Debug, Default, Deserialize, clap::Args)]
#[serde(deny_unknown_fields, default)]
pub struct Layer {
    /// Folder that holds the articles (and may hold themeshift.toml, themes.toml, articles.csv) [default: input]
    #[arg(short, long, value_name = "DIR")]
    #[serde(skip)]
    pub input: Option<PathBuf>,
    /// Folder to write tables and charts to [default: output]
    #[arg(short, long, value_name = "DIR")]
    #[serde(skip)]
    pub output: Option<PathBuf>,
    /// Configuration [default: themeshift.toml in the input folder, else the built-in one]
    #[arg(hide_short_help = true, short, long, value_name = "FILE")]
    #[serde(skip)]
    pub config: Option<PathBuf>,
    /// Theme dictionary, of any form that `themes export --help` lists [default: themes.toml in the input folder, else the
    /// built-in one]
    #[arg(short, long, value_name = "FILE")]
    #[serde(skip)]
    pub themes: Option<PathBuf>,
    /// Rules of priorities [default: priorities.toml in the input folder, else the built-in ones]
    #[arg(hide_short_help = true, short, long, value_name = "FILE")]
    #[serde(skip)]
    pub priorities: Option<PathBuf>,
    /// Language of theme labels and charts [default: en]
    #[arg(short, long)]
    pub labels: Option<Labels>,
    /// Language of the articles, as a two-letter code [default: detected for each article]
    #[arg(long, value_name = "CODE")]
    pub language: Option<String>,
    /// Encoding of the articles, as "TCVN3" or "VNI" [default: detected for each article]
    #[arg(hide_short_help = true, long, value_name = "NAME")]
    pub encoding: Option<String>,
    /// Column of tables (.csv, .xlsx ...) that holds the text [default: text, content ..., or the one with long cells]
    #[arg(hide_short_help = true, long, value_name = "NAME")]
    pub text_column: Option<String>,
    /// What makes a group: the folder, the year, quarter or month of the date, the event that the text names, or a column
    /// of articles.csv or of the table [default: what fits the articles; the first line of a run says which]
    #[arg(long, value_name = WAYS)]
    pub group_by: Option<GroupBy>,
    /// Count articles that were collected twice each time
    #[arg(hide_short_help = true, long, num_args = 0..=1, default_missing_value = "true", require_equals = true, value_name = "BOOL")]
    pub keep_duplicates: Option<bool>,
    /// Count articles whose text is damaged, too: letters lost, Vietnamese without tone marks
    #[arg(hide_short_help = true, long, num_args = 0..=1, default_missing_value = "true", require_equals = true, value_name = "BOOL")]
    pub keep_damaged: Option<bool>,
    /// Tone-mark style of Vietnamese terms: old writes "hòa", new writes "hoà" [default: old]
    #[arg(hide_short_help = true, long, value_name = "STYLE")]
    pub tone_marks: Option<ToneMarks>,
    /// Which forms of a word are one term: inflections (imports, imported), full stems (important, too), none [default:
    /// inflections]
    #[arg(hide_short_help = true, long, value_name = "WHICH")]
    pub stemming: Option<Stemming>,
    /// Words of several syllables or parts to keep whole, separated by commas
    #[arg(hide_short_help = true, long, value_name = "WORDS", value_delimiter = ',')]
    pub words: Option<Vec<String>>,
    /// Keep the keywords of the themes whole, too
    #[arg(hide_short_help = true, long, num_args = 0..=1, default_missing_value = "true", require_equals = true, value_name = "BOOL")]
    pub keep_whole: Option<bool>,
    /// Leave terms rarer than this (in the groups compared) out of the term tables [default: 2; from a million words on 5,
    /// and no groups against all others; 1 writes all rows]
    #[arg(hide_short_help = true, long, value_name = "N")]
    pub min_frequency: Option<u64>,
    /// Leave terms of fewer documents than this (in the groups compared) out of the term tables [default: 1]
    #[arg(hide_short_help = true, long, value_name = "N")]
    pub min_documents: Option<u64>,
    /// Words to leave out of the term tables like function words, separated by commas; they count in every total
    #[arg(hide_short_help = true, long, value_name = "WORDS", value_delimiter = ',')]
    pub stopwords: Option<Vec<String>>,
    /// Compare these files of `themeshift count` in place of articles
    #[arg(hide_short_help = true, long, value_name = "FILE", num_args = 1..)]
    #[serde(skip)]
    pub counts: Option<Vec<PathBuf>>,
    /// Folder of articles, or file of `themeshift count`, that each group is compared with, too
    #[arg(hide_short_help = true, short, long, value_name = "PATH")]
    #[serde(skip)]
    pub reference: Option<PathBuf>,
    /// Seed of the hashes that deal texts into random parts [default: 1]
    #[arg(hide_short_help = true, long, value_name = "N")]
    pub seed: Option<u64>,
    /// File formats of the charts, separated by commas [default: png]
    #[arg(long, value_name = "FORMATS", value_delimiter = ',')]
    pub charts: Option<Vec<Picture>>,
    /// What separates the columns of the CSV tables [default: , or with a decimal comma ;]
    #[arg(hide_short_help = true, long, value_name = "CHAR", value_parser = delimiter)]
    pub delimiter: Option<char>,
    /// Decimal mark of the CSV tables, . or , as the spreadsheet's language has it [default: .]
    #[arg(hide_short_help = true, long, value_name = "CHAR")]
    pub decimal: Option<char>,
    /// Write report.docx, too: findings and charts for a report to start from
    #[arg(hide_short_help = true, long, num_args = 0..=1, default_missing_value = "true", require_equals = true, value_name = "BOOL")]
    pub template: Option<bool>,
    /// Number of threads; the results are the same with any [default: one for each core]
    #[arg(hide_short_help = true, long, value_name = "N")]
    #[serde(skip)]
    pub threads: Option<NonZeroUsize>,
    /// Memory that articles may take, as 500MB or 2GB; large ones wait for it [default: a quarter of the machine's]
    #[arg(hide_short_help = true, long, value_name = "SIZE")]
    #[serde(skip)]
    pub memory: Option<Memory>,
    /// Replace files in the output folder that are not what a run wrote there, where this one has the same names
    #[arg(hide_short_help = true, long)]
    #[serde(skip)]
    pub overwrite: bool,
    /// Wait for another run that writes to the output folder
    #[arg(hide_short_help = true, long)]
    #[serde(skip)]
    pub wait: bool,
    /// Say what would be read, grouped and written, and write nothing
    #[arg(long)]
    #[serde(skip)]
    pub dry_run: bool,
    /// Write nothing and fail where there would be a warning
    #[arg(hide_short_help = true, long, num_args = 0..=1, default_missing_value = "true", require_equals = true, value_name = "BOOL")]
    pub strict: Option<bool>,
    /// More of how documents are grouped; in the configuration only.
    #[arg(skip)]
    pub groups: Option<Grouping>,
    /// Which lines are dropped; in the configuration only.
    #[arg(skip)]
    pub cleaning: Option<Cleaning>,
}
}

impl Layer {
    /// Reads a configuration file in any encoding; the warning is that the encoding is in doubt.
    ///
    /// # Errors
    /// Names the file, the line and the column of what can't be read or isn't known.
    pub fn read(path: &Path) -> Result<(Layer, Option<Warning>)> {
        let (text, doubt) =
            encoding::read(path).with_context(|| format!("can't read the configuration {}", path.display()))?;
        Ok((Layer::parse(&text).with_context(|| format!("{} is broken", path.display()))?, doubt))
    }

    /// Reads the text of a configuration file.
    ///
    /// # Errors
    /// Names the line and the column of what can't be read or isn't known.
    pub fn parse(text: &str) -> Result<Layer> {
        Ok(toml::from_str(text.trim_start_matches('\u{feff}'))?)
    }
}

/// The settings that a run uses.
#[derive(Clone, Debug)]
pub struct Options {
    /// Folder of articles.
    pub input: PathBuf,
    /// Folder for tables and charts.
    pub output: PathBuf,
    /// Configuration; `None` is the built-in one.
    pub config: Option<PathBuf>,
    /// Theme dictionary; `None` is the built-in one.
    pub themes: Option<PathBuf>,
    /// Rules of priorities; `None` is the built-in ones.
    pub priorities: Option<PathBuf>,
    /// Language of labels and charts.
    pub labels: Labels,
    /// Language of all articles; `None` means that it is detected.
    pub language: Option<String>,
    /// Encoding of all articles; `None` means that it is detected.
    pub encoding: Option<String>,
    /// Column of tables that holds the text; `None` means that it is found.
    pub text_column: Option<String>,
    /// Whether an article that was collected twice is counted twice.
    pub keep_duplicates: bool,
    /// Whether an article whose text is damaged is counted.
    pub keep_damaged: bool,
    /// What makes equal types equal.
    pub normalisation: Normalisation,
    /// Words of several units that are kept whole.
    pub words: Vec<String>,
    /// Whether the keywords of the themes are, too.
    pub keep_whole: bool,
    /// Terms rarer than this are not listed; `None` leaves it to the size of the corpus.
    pub min_frequency: Option<u64>,
    /// Terms of fewer documents are not listed.
    pub min_documents: u64,
    /// Words that are not listed, beside function words.
    pub stopwords: Vec<String>,
    /// Files of counts that are compared in place of articles.
    pub counts: Vec<PathBuf>,
    /// What each group is compared with, beside the other groups: a folder, or a file of counts.
    pub reference: Option<PathBuf>,
    /// Seed of the hashes that deal texts into parts.
    pub seed: u64,
    /// File formats of the charts.
    pub charts: Vec<Picture>,
    /// How the CSV tables are written.
    pub dialect: Dialect,
    /// Whether report.docx is written.
    pub template: bool,
    /// Number of threads.
    pub threads: NonZeroUsize,
    /// Memory that a run takes; a large article has it exceeded.
    pub memory: Memory,
    /// Whether files of the user's give way to those that a run writes.
    pub overwrite: bool,
    /// Whether another run that writes to the output folder is waited for.
    pub wait: bool,
    /// Whether a warning is an error.
    pub strict: bool,
    /// How documents are grouped.
    pub groups: Grouping,
    /// Which lines are dropped.
    pub cleaning: Cleaning,
    /// That the encoding of the configuration is in doubt.
    pub doubt: Option<Warning>,
}

impl Options {
    /// Lays what was typed over the configuration, and that over the defaults.
    ///
    /// # Errors
    /// A configuration that can't be read, or a value that can't be used.
    pub fn build(typed: Layer) -> Result<Options> {
        let input = typed.input.clone().unwrap_or_else(|| "input".into());
        let config = or_beside(typed.config.clone(), &input, CONFIGURATION)?;
        let (configured, doubt) = match &config {
            Some(path) => Layer::read(path)?,
            None => (Layer::parse(BUILT_IN).context("the built-in configuration is broken")?, None),
        };
        let layer = typed.over(configured);
        let dialect = Dialect::new(layer.delimiter, layer.decimal)?;
        Ok(Options {
            output: layer.output.unwrap_or_else(|| "output".into()),
            themes: or_beside(layer.themes, &input, "themes.toml")?,
            priorities: or_beside(layer.priorities, &input, "priorities.toml")?,
            labels: layer.labels.unwrap_or_default(),
            language: layer.language,
            encoding: layer.encoding,
            text_column: layer.text_column,
            keep_duplicates: layer.keep_duplicates.unwrap_or(false),
            keep_damaged: layer.keep_damaged.unwrap_or(false),
            normalisation: Normalisation {
                tone_marks: layer.tone_marks.unwrap_or_default(),
                stemming: layer.stemming.unwrap_or_default(),
            },
            words: layer.words.unwrap_or_default(),
            keep_whole: layer.keep_whole.unwrap_or(false),
            min_frequency: layer.min_frequency,
            min_documents: layer.min_documents.unwrap_or(1),
            stopwords: layer.stopwords.unwrap_or_default(),
            counts: layer.counts.unwrap_or_default(),
            reference: layer.reference,
            seed: layer.seed.unwrap_or(1),
            charts: layer.charts.unwrap_or_else(|| vec![Picture::Png]),
            dialect,
            template: layer.template.unwrap_or(false),
            threads: match layer.threads {
                Some(threads) => threads,
                None => std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN),
            },
            memory: layer.memory.unwrap_or_default(),
            overwrite: layer.overwrite,
            wait: layer.wait,
            strict: layer.strict.unwrap_or(false),
            groups: layer.groups.unwrap_or_default().said(layer.group_by, config.is_some()),
            cleaning: layer.cleaning.unwrap_or_default(),
            config,
            doubt,
            input,
        })
    }
}

/// The file that is `named`, which may be a pipe; else the one of this name in the input folder, where there is one.
fn or_beside(named: Option<PathBuf>, input: &Path, name: &str) -> Result<Option<PathBuf>> {
    if named.is_some() {
        return Ok(named);
    }
    let path = input.join(name);
    let Ok(metadata) = path.metadata() else { return Ok(None) };
    ensure!(
        metadata.is_file() || metadata.is_dir(),
        "{} is a pipe, socket or device, no file: take it away",
        path.display()
    );
    Ok(Some(path).filter(|_| metadata.is_file()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_lies_over_the_configuration() {
        let typed = Layer { min_frequency: Some(5), ..Layer::default() };
        let configured = Layer::parse("min_frequency = 3\nlabels = \"vi\"").unwrap();
        let layer = typed.over(configured);
        assert_eq!(layer.min_frequency, Some(5));
        assert_eq!(layer.labels, Some(Labels::Vi));
    }

    #[test]
    fn an_unknown_key_is_an_error_that_names_its_line() {
        let error = Layer::parse("labels = \"vi\"\nlabel = \"en\"").unwrap_err();
        assert!(error.to_string().contains("line 2"), "{error}");
    }

    #[test]
    fn the_built_in_configuration_can_be_read() {
        assert!(Layer::parse(BUILT_IN).unwrap().groups.is_some());
    }
}
