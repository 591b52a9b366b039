//! `themeshift sources INPUT`: what would be read, before anything is counted.

use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Result, ensure};

use super::finish;
use super::tabbed::Tabbed;
use crate::options::{Layer, Options};
use crate::pipeline::{ListedArticle, Pipeline};
use crate::read::Corpus;
use crate::sources::{self, SourceFile};
use crate::write;
use crate::write::csv::text_row;

pub const HELP: &str = "\
Columns, separated by tabs; --output writes the same as CSV:
  file         the file, from the folder of the articles
  form         its extension, and the database or program whose form it has
  articles     articles in it that can be read
  left_out     articles, or the file itself, that can't
  first_date   the first date of its articles
  last_date    the last one
  languages    languages, each with its articles
  metadata     groups that metadata state, each with its articles
  folder       groups by folder
  year         groups by the year of the date
  text         events that names or texts name
  doubtful     what is doubtful, and why articles are left out

Where dates, titles or groups are wrong, --write-articles writes articles.csv into the folder: a line for each article, to \
be corrected in a spreadsheet. The next run takes what stands there. A file that exists is left as it is.

Examples:
  themeshift sources exports
  themeshift sources exports --output sources.csv
  themeshift sources exports --write-articles

Exit codes: 0 all well; 1 nothing could be listed; 2 an article would be left out";

/// The name of the table of articles, in the input folder.
const ARTICLES: &str = "articles.csv";

const COLUMNS: [&str; 12] = [
    "file",
    "form",
    "articles",
    "left_out",
    "first_date",
    "last_date",
    "languages",
    "metadata",
    "folder",
    "year",
    "text",
    "doubtful",
];

/// Lists the files of the corpus on standard output, or as CSV in the file `output`; writes `articles.csv` where that is
/// wished. Exit code 2 where an article would be left out.
///
/// # Errors
/// Options or a corpus that a run would refuse; a file can't be written, or `articles.csv` is there already.
pub fn run(layer: Layer, output: Option<&Path>, write_articles: bool) -> Result<ExitCode> {
    let options = Options::build(layer)?;
    let pipeline = Pipeline::build(&options)?;
    let corpus = Corpus::open(&options)?;
    let files = match write_articles {
        true => with_articles(&pipeline, &corpus, &options.input.join(ARTICLES))?,
        false => sources::list(&pipeline, &corpus, |_| Ok(()))?,
    };
    let written = match output {
        Some(path) => {
            let rows = files.iter().map(cells);
            let rows = std::iter::once(COLUMNS.map(String::from)).chain(rows);
            write::save(path, is_list, |out| write_rows(out, rows))?;
            Ok(())
        }
        None => print(&files),
    };
    let code = finish(written)?;
    let left_out: u64 = files.iter().map(|file| file.left_out).sum();
    if io::stderr().is_terminal() {
        let articles: u64 = files.iter().map(|file| file.articles).sum();
        eprintln!("{} files, {articles} articles, {left_out} left out", files.len());
    }
    Ok(if left_out > 0 { ExitCode::from(2) } else { code })
}

/// The same list, while each article gets its line in `articles.csv`.
fn with_articles(pipeline: &Pipeline, corpus: &Corpus, path: &Path) -> Result<Vec<SourceFile>> {
    ensure!(
        path.symlink_metadata().is_err(),
        "{} is there already, and sources replaces no file: rename it, then list again",
        path.display()
    );
    let mut files = Vec::new();
    write::save(
        path,
        |_| Ok(false),
        |out| {
            out.write_all("\u{feff}".as_bytes())?;
            out.write_all(&text_row(["file", "group", "date", "source", "title", "author", "section", "language"]))?;
            files = sources::list(pipeline, corpus, |article| match article.fault {
                None => Ok(out.write_all(&article_row(article))?),
                Some(_) => Ok(()),
            })?;
            Ok(())
        },
    )?;
    Ok(files)
}

/// The line of an article in `articles.csv`.
fn article_row(article: &ListedArticle) -> Vec<u8> {
    let metadata = &article.metadata;
    let text = |field: &'_ Option<String>| field.clone().unwrap_or_default();
    let group = metadata.group.clone().or_else(|| article.named.clone());
    let cells = [
        article.document.clone(),
        text(&group),
        text(&article.date),
        text(&metadata.source),
        text(&metadata.title),
        text(&metadata.author),
        text(&metadata.section),
        article.language.clone(),
    ];
    text_row(cells.each_ref().map(String::as_str))
}

fn write_rows(out: &mut dyn Write, rows: impl Iterator<Item = [String; 12]>) -> Result<()> {
    out.write_all("\u{feff}".as_bytes())?;
    rows.into_iter().try_for_each(|row| Ok(out.write_all(&text_row(row.each_ref().map(String::as_str)))?))
}

/// Whether a file is a list that this command wrote.
fn is_list(path: &Path) -> io::Result<bool> {
    let mut begin = Vec::new();
    let header = ["\u{feff}".as_bytes(), &text_row(COLUMNS)].concat();
    File::open(path)?.take(header.len() as u64).read_to_end(&mut begin)?;
    Ok(begin == header)
}

fn print(files: &[SourceFile]) -> io::Result<()> {
    let mut table = Tabbed::begin(BufWriter::new(io::stdout().lock()), COLUMNS)?;
    for file in files {
        table.row(cells(file).each_ref().map(Into::into))?;
    }
    table.finish()
}

/// The row of a file.
fn cells(file: &SourceFile) -> [String; 12] {
    let (first, last) = file.dates.clone().unwrap_or_default();
    [
        file.file.clone(),
        file.form.clone(),
        file.articles.to_string(),
        file.left_out.to_string(),
        first,
        last,
        file.languages.words(),
        file.said.words(),
        file.folders.words(),
        file.years.words(),
        file.named.words(),
        file.doubtful(),
    ]
}

/// The arguments of the command.
#[derive(Debug, clap::Args)]
pub struct SourcesArguments {
    /// Folder that holds the articles
    #[arg(default_value = "input", value_name = "INPUT")]
    input: PathBuf,
    /// Configuration [default: themeshift.toml in the input folder, else the built-in one]
    #[arg(short, long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Encoding of the files [default: detected for each]
    #[arg(long, value_name = "NAME")]
    encoding: Option<String>,
    /// Column of tables, or element of XML, that holds the text
    #[arg(long, value_name = "NAME")]
    text_column: Option<String>,
    /// Number of threads; the list is the same with any [default: one for each core]
    #[arg(long, value_name = "N")]
    threads: Option<std::num::NonZeroUsize>,
    /// Write the list as CSV to this file
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Write articles.csv into the folder, to be corrected by hand
    #[arg(long)]
    pub write_articles: bool,
}

impl SourcesArguments {
    /// How the articles are to be read.
    pub fn layer(&self) -> Layer {
        Layer {
            input: Some(self.input.clone()),
            config: self.config.clone(),
            encoding: self.encoding.clone(),
            text_column: self.text_column.clone(),
            threads: self.threads,
            ..Layer::default()
        }
    }
}
