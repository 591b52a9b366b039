//! A folder -> its articles: which files it holds, what is known of each beside its text, and each read when its turn comes.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use anyhow::{Result, anyhow, bail};
use unicode_normalization::UnicodeNormalization;

use super::article::{Article, Articles, Line, MOST_BYTES, Origin, RawArticle, RawLine, too_large};
use super::file::CorpusFile;
use super::folders::Folders;
use super::input::hold_file;
use super::letters::{self, LegacyLetters};
use super::listing::{Listed, Listing, list};
use super::metadata::{self, Metadata};
use super::name::FileNames;
use super::source::{Body, ReadingWishes, Source};
use super::table::{ArticleRow, NamedColumns, jsonl};
use super::{format, html, lines, mojibake, partition, text};
use crate::encoding;
use crate::options::{GroupBy, Options, PARTS};
use crate::warning::Warning;

/// The files of a corpus, not read yet.
#[derive(Debug)]
pub struct Corpus {
    folder: PathBuf,
    /// The articles' folder, from the input folder, ending in `/`; empty where it is that folder.
    prefix: &'static str,
    files: Vec<Listed>,
    /// `articles.csv` where it is about files, and where it lies from the input folder.
    table: Option<(&'static str, CorpusFile)>,
    metadata: BTreeMap<String, Metadata>,
    doubt: Option<Warning>,
    wishes: ReadingWishes,
    /// The group of all its documents; `None` where each has its own.
    group: Option<String>,
    /// Folders that hold what a run wrote, from the articles' folder.
    results: Vec<String>,
    /// See [`Corpus::folders`].
    folders: OnceLock<Folders>,
}

impl Corpus {
    /// Lists the articles below the input folder, in the order of their paths.
    ///
    /// # Errors
    /// The folder is missing, is no folder, can't be listed, holds no file, or its `articles.csv` is broken; there is
    /// no such encoding.
    pub fn open(options: &Options) -> Result<Corpus> {
        Corpus::list(&options.input, "--input", options)
    }

    /// Lists the articles of a reference corpus.
    ///
    /// # Errors
    /// As for [`Corpus::open`].
    pub fn open_reference(folder: &Path, options: &Options) -> Result<Corpus> {
        Corpus::list(folder, "--reference", options)
    }

    /// The same articles as one group, whatever they say.
    pub fn into_one_group(self, group: &str) -> Corpus {
        Corpus { group: Some(group.to_string()), ..self }
    }

    /// Lists the articles below `input`, which the option `named` names, in the order of their paths: all files of
    /// `input/articles`, or of `input` itself where there is no such folder. Hidden files, a README, the corpus's own
    /// settings and what a run wrote to `output` are no articles. A link, a file of a format that can't be read, or a
    /// folder that can't be listed is listed, so that it can be reported.
    fn list(input: &Path, named: &str, options: &Options) -> Result<Corpus> {
        if !input.exists() {
            bail!(
                "there is no folder {}: make it and put articles into it, or name another with {named}",
                input.display()
            );
        }
        if !input.is_dir() {
            bail!("{} is a file: {named} takes the folder that holds the articles", input.display());
        }
        let (prefix, folder) = articles_of(input);
        let written = PARTS.map(|part| options.output.join(part));
        let settings = [&options.themes, &options.priorities, &options.config, &options.reference];
        let known = written.iter().chain(settings.into_iter().flatten()).chain(&options.counts);
        let apart: Vec<_> = known.filter_map(|path| path.canonicalize().ok()).collect();
        let Listing { documents: mut files, results } = list(&folder, &apart)?;
        let wishes = wishes(options)?;
        let mut table = None;
        if metadata::holds_articles(&folder, &wishes.columns) {
            let file = Ok(CorpusFile::new(folder.join("articles.csv")));
            files.push(Listed { name: "articles.csv".to_string(), file });
        } else {
            table = metadata::table_name(input).map(|name| (name, CorpusFile::new(input.join(name))));
        }
        let names = FileNames::new(files.iter().map(|file| file.name.as_str()));
        let read = table.as_ref().map(|(_, file)| metadata::read_table(file, &names, &wishes.columns));
        let (metadata, doubt) = read.transpose()?.unwrap_or_default();
        files.sort_by(|one, other| one.name.cmp(&other.name));
        if files.is_empty() {
            bail!("{} holds no article: put files into it ({})", folder.display(), format::known());
        }
        let (group, folders) = (None, OnceLock::new());
        Ok(Corpus { folder, prefix, files, table, metadata, doubt, wishes, group, results, folders })
    }

    /// The files that are named, whatever folder they are in.
    ///
    /// # Errors
    /// There is no such encoding.
    pub fn of_files(files: &[PathBuf], options: &Options) -> Result<Corpus> {
        let files = files.iter().map(|file| Listed::file(file)).collect();
        let (metadata, wishes) = (BTreeMap::new(), wishes(options)?);
        Ok(Corpus {
            folder: PathBuf::new(),
            prefix: "",
            files,
            table: None,
            metadata,
            doubt: None,
            wishes,
            group: None,
            results: Vec::new(),
            folders: OnceLock::new(),
        })
    }

    /// The folders of earlier runs' results, which are not read, from the articles' folder.
    pub fn results(&self) -> &[String] {
        &self.results
    }

    /// Which folder of its path tells an article from others. The files are not opened, but for the lists in archives.
    pub fn folders(&self) -> &Folders {
        self.folders.get_or_init(|| {
            let paths: Vec<String> = self.files.iter().flat_map(format::paths).collect();
            Folders::of(paths.iter().map(String::as_str))
        })
    }

    /// Whether `articles.csv` says the group of any file.
    pub fn lists_groups(&self) -> bool {
        self.metadata.values().any(|metadata| metadata.group.is_some())
    }

    /// The group that all its documents belong to; `None` where each has its own.
    pub fn group(&self) -> Option<&str> {
        self.group.as_deref()
    }

    /// The articles in the bytes of a file of that name, for callers that have no folder.
    ///
    /// # Errors
    /// There is no such encoding.
    pub fn read_bytes(name: &str, bytes: Vec<u8>, options: &Options) -> Result<Vec<Result<Article>>> {
        let corpus = Corpus::of_files(&[], options)?;
        let sources = format::sources_within(name.to_string(), Ok(Body::Held(bytes)), &corpus.wishes);
        Ok(sources.flat_map(|source| corpus.read(&source)).map(|(_, article)| article).collect())
    }

    /// The articles in the order of their files, not read yet. A file that holds many is opened when its turn comes.
    pub fn sources(&self) -> impl Iterator<Item = Source> + Send {
        self.files.iter().flat_map(|file| format::sources(file, &self.wishes))
    }

    /// The names of its files, in their order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.files.iter().map(|file| file.name.as_str())
    }

    /// The files that were read, or should have been, each with its path from the input folder: of articles, and
    /// `articles.csv`. Of a folder that can't be listed there is none.
    pub fn inputs(&self) -> impl Iterator<Item = (String, Option<&CorpusFile>)> {
        let articles = self.files.iter().map(|file| (format!("{}{}", self.prefix, file.name), file.file.as_ref().ok()));
        articles.chain(self.table.iter().map(|(name, file)| (name.to_string(), Some(file))))
    }

    /// The path from the input folder of the file that is this document; `None` where it is one of many in a file.
    pub fn input_of(&self, document: &str) -> Option<String> {
        let found = self.files.binary_search_by(|file| file.name.as_str().cmp(document));
        found.is_ok().then(|| format!("{}{document}", self.prefix))
    }

    /// The folder that they are in; empty for files that were named one by one.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// How many articles there are; `None` where that isn't known before files that hold many are opened.
    pub fn articles(&self) -> Option<u64> {
        let is_one = |file: &Listed| !format::holds_many(&file.name);
        self.files.iter().all(is_one).then_some(self.files.len() as u64)
    }

    /// That the encoding of `articles.csv` is in doubt.
    pub fn doubt(&self) -> Option<&Warning> {
        self.doubt.as_ref()
    }

    /// The files that `articles.csv` names and the folder doesn't hold.
    pub fn missing(&self) -> impl Iterator<Item = &str> {
        let names = FileNames::new(self.files.iter().map(|file| file.name.as_str()));
        self.metadata.keys().map(String::as_str).filter(move |name| !names.hold(name))
    }

    /// Reads the articles of a source, each with the document that it is: most sources are one.
    ///
    /// # Errors
    /// Of an article: it holds no text. Of the whole, under the name of the source: it can't be read, is of an unknown format, or
    /// isn't text. What to do about it is said.
    pub fn read(&self, source: &Source) -> Vec<(String, Result<Article>)> {
        let name = &source.document;
        let one = |read: Result<RawArticle>| vec![(name.clone(), read.and_then(|raw| self.article(name, raw, source)))];
        match self.contents(source) {
            Ok(Articles::One(raw)) => one(Ok(*raw)),
            Ok(Articles::Many(all)) => {
                let names = (1..).map(|number| format!("{name}#{number}"));
                names.zip(all).map(|(name, raw)| (name.clone(), self.article(&name, raw, source))).collect()
            }
            Err(error) => one(Err(error)),
        }
    }

    /// What the format of a source makes of it.
    fn contents(&self, source: &Source) -> Result<Articles> {
        let encoding = self.wishes.encoding.as_deref();
        let raw = match source.body.as_ref().map_err(|error| anyhow!("{error:#}"))? {
            Body::File(file) => {
                return format::read(&source.document, &hold_file(file, MOST_BYTES)?, &self.wishes);
            }
            Body::Held(bytes) | Body::Part { bytes, .. } if bytes.len() as u64 > MOST_BYTES => {
                bail!(too_large(MOST_BYTES))
            }
            Body::Held(bytes) => return format::read(&source.document, bytes, &self.wishes),
            Body::Part { bytes, reader, metadata } => {
                let raw = reader(bytes, encoding)?;
                RawArticle { metadata: raw.metadata.clone().over(metadata.clone()), ..raw }
            }
            Body::Row { row, encoding, candidates, .. } => {
                RawArticle { encoding: *encoding, candidates: candidates.clone(), ..read_row(row)? }
            }
            Body::Object { number, json, keys, .. } => {
                RawArticle { encoding: Some("UTF-8"), ..read_row(&jsonl::parse(*number, json, keys)?)? }
            }
        };
        Ok(Articles::One(Box::new(raw)))
    }

    /// An article with its letters composed, and all that is said of it.
    fn article(&self, name: &str, mut content: RawArticle, source: &Source) -> Result<Article> {
        let named = self.letters_named(content.encoding)?;
        let misread = mojibake::repair(&mut content.lines);
        if misread.is_some() {
            content.metadata.said().for_each(|text| *text = mojibake::repaired(text).into_owned());
        }
        let mut found = letters::turn(&mut content.texts(), named);
        found.letters.append(&mut content.letters);
        let note = match &source.body {
            Ok(Body::Row { note, .. } | Body::Object { note, .. }) => note.clone(),
            _ => content.note,
        };
        let lines: Vec<Line> = content.lines.into_iter().filter_map(RawLine::composed).collect();
        if lines.is_empty() {
            bail!("it holds no text");
        }
        let document: String = name.nfc().collect();
        // What is said of a whole table counts less than what a row says of itself.
        let said = |name: &str| self.metadata.get(name).cloned().unwrap_or_default();
        let tables = document.rmatch_indices('#').map(|(end, _)| said(&document[..end]));
        let of_tables = tables.fold(Metadata::default(), Metadata::over);
        let of_folders = partition::metadata(&document, &self.wishes.columns);
        let metadata = said(&document).over(content.metadata.composed()).over(of_tables).over(of_folders);
        let origin = Origin {
            metadata: self.wishes.columns.grouped(metadata),
            second_date: content.second_date,
            form: content.form,
            note,
            document: name.to_string(),
            encoding: found.describe(misread.or(content.encoding)),
            candidates: content
                .candidates
                .into_iter()
                .chain(found.rivals.iter().map(|letters| letters.name()))
                .collect(),
        };
        Ok(Article { origin, lines })
    }

    /// The old letters that the user says all texts are in, for a text of that encoding.
    ///
    /// # Errors
    /// The user names an encoding, and the text is Unicode by its format.
    fn letters_named(&self, encoding: Option<&str>) -> Result<Option<LegacyLetters>> {
        let Some(named) = self.wishes.encoding.as_deref() else { return Ok(None) };
        let letters = LegacyLetters::named(named)?;
        let is_unicode = encoding.is_none_or(|encoding| encoding.starts_with("UTF-"));
        if letters.is_none() && encoding.is_none() && !named.to_lowercase().starts_with("utf") {
            bail!(
                "its format says that it is Unicode, not {named}: read it without --encoding, apart from the other files"
            );
        }
        Ok(letters.filter(|_| is_unicode))
    }
}

/// The folder of the articles in an input folder, from that and as it is: `articles` where there is one.
fn articles_of(input: &Path) -> (&'static str, PathBuf) {
    let articles = input.join("articles");
    if articles.is_dir() { ("articles/", articles) } else { ("", input.to_path_buf()) }
}

/// The files of an input folder that a run reads, each with its path from there, see [`Corpus::inputs`]; but for those `apart`.
///
/// # Errors
/// It can't be listed.
pub fn inputs(input: &Path, apart: &[PathBuf]) -> Result<Vec<String>> {
    let (prefix, folder) = articles_of(input);
    let apart: Vec<_> = apart.iter().filter_map(|path| path.canonicalize().ok()).collect();
    let articles = list(&folder, &apart)?.documents.into_iter().map(|file| format!("{prefix}{}", file.name));
    Ok(articles.chain(metadata::table_name(input).map(String::from)).collect())
}

/// The text of a row, which may be a page of its own.
fn read_row(row: &ArticleRow) -> Result<RawArticle> {
    // The text of a row may be longer than a file that is one article.
    lines::check(0, row.text.len())?;
    let mut content = match format::page_of(&row.text) {
        Some(page) => html::parse(&page)?,
        None => {
            let (metadata, lines) = text::parse(&row.text)?;
            RawArticle { metadata, lines, ..RawArticle::default() }
        }
    };
    content.letters.extend(&row.letters);
    Ok(RawArticle { metadata: row.metadata.clone().over(content.metadata), ..content })
}

/// How the user says that files are to be read.
fn wishes(options: &Options) -> Result<ReadingWishes> {
    options.encoding.as_deref().map_or(Ok(()), encoding::check)?;
    let columns = NamedColumns { text: options.text_column.clone(), ..NamedColumns::default() };
    let columns = match &options.groups.by {
        Some(GroupBy::Column(name)) => columns.with_group(name),
        _ => columns,
    };
    Ok(ReadingWishes { encoding: options.encoding.clone(), columns })
}
