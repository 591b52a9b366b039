//! Shows how the stated priorities of a series of events shift: a folder of articles in, tables and charts out.
//!
//! ```text
//! file ─read→ Article ─clean→ Document ─segment→ Tokens ─count→ Counts ─compare→ Comparison ─table→ Table ─chart→ Chart ─write→ file
//! ```
//!
//! Each stage takes a complete value and returns a new complete value; nothing is filled in later. A module uses only
//! modules that come before it here, and [`options`] and [`warning`].

pub mod warning;
pub mod options;

pub mod read;
pub mod clean;
pub mod language;
pub mod group;
pub mod vocabulary;
pub mod themes;
pub mod count;
pub mod record;
pub mod flow;
pub mod measure;
pub mod compare;
pub mod table;
pub mod chart;
pub mod write;
pub mod summary;
pub mod cli;

use anyhow::{Context, Result, bail};

use chart::Setting;
use clean::clean;
use compare::Comparison;
use count::{Counted, Counts, Size};
use group::{Assigned, Grouper};
use language::{Segmenters, Stopwords, UNDETERMINED, canonical_code, detect, tokenise};
use options::{Labels, Options};
use read::Corpus;
use record::{Record, Status, passages};
use summary::Summary;
use themes::{Matchers, Themes};
use warning::Warning;
use write::Output;

/// Reads the corpus, counts, compares, and writes tables and charts.
///
/// # Errors
/// A broken dictionary, a missing or empty folder, no article that can be counted, a warning where `strict` forbids
/// them, a disk that is full. The earlier output then stays as it was.
pub fn run(options: &Options) -> Result<Summary> {
    let house = House::build(options)?;
    let corpus = Corpus::open(&options.input, &options.output)?;
    let mut output = Output::begin(&options.output, options.delimiter)?;
    let (counts, mut warnings) = count_corpus(&corpus, &house, options, &mut output)?;
    warnings.extend(corpus.missing().map(|file| Warning::NoSuchArticle { file: file.to_string() }));
    if let [group] = counts.groups.keys().collect::<Vec<_>>().as_slice() {
        warnings.push(Warning::OneGroup { group: group.to_string() });
    }
    if counts.groups.values().all(|group| group.themes.is_empty()) {
        warnings.push(Warning::NoTheme);
    }
    if options.strict && !warnings.is_empty() {
        let list: Vec<_> = warnings.iter().map(|warning| format!("\n  {warning}")).collect();
        bail!("nothing is written, since --strict allows no warning:{}", list.concat());
    }
    let stopwords = Stopwords::new(&counts.languages, &house.segmenters);
    let total = counts.total();
    let comparison = Comparison::new(&counts, &total, &house.themes, &stopwords, options.min_frequency);
    let groups = comparison.groups();
    let setting = |labels| Setting { labels, themes: &house.themes, groups: &groups, grouping: &options.groups };
    let (mut english, mut vietnamese) = (Vec::new(), Vec::new());
    for table in table::TABLES {
        let table = table(&comparison, options.labels)?;
        output.append(&table)?;
        english.extend(chart::charts(&table, &setting(Labels::En))?);
        vietnamese.extend(chart::charts(&table, &setting(Labels::Vi))?);
    }
    output.draw(options.labels.pick(&english, &vietnamese), &options.charts)?;
    output.caption(&english, &vietnamese)?;
    output.finish()?;
    Ok(Summary::new(&comparison, warnings, options))
}

/// What every document goes through, made once.
struct House {
    themes: Themes,
    segmenters: Segmenters,
    grouper: Grouper,
    /// The language of all articles that don't say theirs; `None` means that it is detected.
    language: Option<String>,
}

impl House {
    fn build(options: &Options) -> Result<House> {
        clean::check(&options.cleaning)?;
        Ok(House {
            themes: Themes::read(options.themes.as_deref())?,
            segmenters: Segmenters::new(options.tone_marks).context("the built-in Vietnamese model is broken")?,
            grouper: Grouper::new(&options.groups)?,
            language: options.language.as_deref().map(canonical_code).transpose()?,
        })
    }
}

/// How many rows of documents are gathered before they are written: enough to make writing cheap.
const BATCH: usize = 1000;

/// Sends every document through the house, in parallel; their rows are written in the corpus's order, and only counts
/// and warnings stay.
fn count_corpus(
    corpus: &Corpus,
    house: &House,
    options: &Options,
    output: &mut Output,
) -> Result<(Counts, Vec<Warning>)> {
    let matchers = Matchers::new(&house.themes);
    let mut warnings = Vec::new();
    let mut batch = Vec::new();
    let (mut left_out, mut ungrouped) = (0, 0);
    let mut write = |batch: &mut Vec<Record>| {
        for table in table::RECORD_TABLES {
            output.append(&table(batch)?)?;
        }
        batch.clear();
        anyhow::Ok(())
    };
    let counts = flow::in_order(
        corpus.documents(),
        options.threads,
        Counts::default,
        |counts, document| count_document(corpus, document, house, &matchers, options, counts),
        |record: Record| {
            left_out += usize::from(matches!(record.status, Status::LeftOut(_)));
            ungrouped += usize::from(record.status == Status::NoGroup);
            warnings.extend(record.warning());
            batch.push(record);
            if batch.len() == BATCH { write(&mut batch) } else { Ok(()) }
        },
    )?;
    write(&mut batch)?;
    let counts = counts.into_iter().fold(Counts::default(), |sum, counts| sum + counts);
    if counts.groups.is_empty() {
        let reasons: Vec<_> = warnings.iter().take(5).map(|warning| format!("\n  {warning}")).collect();
        bail!("no article could be counted: {left_out} left out, {ungrouped} without a group{}", reasons.concat());
    }
    Ok((counts, warnings))
}

/// Sends one document through the house: its counts are added, and its record comes back.
fn count_document(
    corpus: &Corpus,
    document: &str,
    house: &House,
    matchers: &Matchers,
    options: &Options,
    counts: &mut Counts,
) -> Record {
    let mut article = match corpus.read(document) {
        Ok(article) => article,
        Err(error) => return Record::unread(document, format!("{error:#}")),
    };
    let cleaned = clean(std::mem::take(&mut article.lines), &options.cleaning);
    if cleaned.paragraphs.is_empty() {
        return Record::new(article, cleaned, Assigned::default(), UNDETERMINED.into(), Size::default(), Vec::new());
    }
    let assigned = house.grouper.assign(document, &article.metadata, &cleaned.paragraphs);
    let stated = article.metadata.language.as_ref().and_then(|code| canonical_code(code).ok());
    let language = stated.or_else(|| house.language.clone()).unwrap_or_else(|| detect(&cleaned.paragraphs).to_string());
    let id = house.segmenters.find(&language);
    let segmenter = house.segmenters.get(id);
    let tokens = tokenise(&cleaned.paragraphs, segmenter);
    let matcher = matchers.get(id, segmenter);
    let hits: Vec<_> = std::iter::zip(&cleaned.paragraphs, &tokens.lines)
        .map(|(paragraph, line)| matcher.find(&paragraph.text, line))
        .collect();
    let counted = Counted {
        group: assigned.group.as_deref(),
        date: article.metadata.iso_date(),
        language: &language,
        stems: segmenter.stems(),
        paragraphs: &cleaned.paragraphs,
        tokens: &tokens,
        hits: &hits,
        removed_lines: cleaned.removed.len(),
    };
    let size = counts.add(&counted, &house.themes);
    let passages = match assigned.group {
        Some(_) => passages(&cleaned.paragraphs, &tokens, &hits, &house.themes),
        None => Vec::new(),
    };
    Record::new(article, cleaned, assigned, language, size, passages)
}
