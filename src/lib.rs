//! Shows how the stated priorities of a series of events shift: a folder of articles in, tables and charts out.
//!
//! ```text
//! file ─read→ Article ─clean→ Document ─segment→ Tokens ─count→ Counts ─compare→ Comparison ─table→ Table ─chart→ Chart ─report→ Report ─write→ file
//! ```
//!
//! Each stage takes a complete value and returns a new complete value; nothing is filled in later. A module uses only
//! modules that come before it here.
//!
//! `examples` shows how the library is used. Without the feature `program`, which is on by default, it is the segmenters
//! of [`language`] and the statistics of [`measure`], and needs few crates.

// What trains the segmenter is the program's.
#![cfg_attr(not(feature = "program"), allow(dead_code))]

pub mod normalisation;
#[cfg(feature = "program")]
pub mod warning;
#[cfg(feature = "program")]
mod encoding;
#[cfg(feature = "program")]
pub mod options;
#[cfg(feature = "program")]
pub mod progress;
mod caught;
#[cfg(feature = "program")]
pub mod interrupt;
mod random;
#[cfg(feature = "program")]
pub mod allocator;

#[cfg(feature = "program")]
pub mod read;
#[cfg(feature = "program")]
pub mod clean;
#[cfg(feature = "program")]
pub mod damage;
pub mod language;
#[cfg(feature = "program")]
pub mod group;
#[cfg(feature = "program")]
pub mod vocabulary;
#[cfg(feature = "program")]
pub mod duplicates;
#[cfg(feature = "program")]
pub mod phrase;
#[cfg(feature = "program")]
pub mod themes;
#[cfg(feature = "program")]
pub mod priority;
pub mod measure;
#[cfg(feature = "program")]
pub mod count;
#[cfg(feature = "program")]
pub mod record;
#[cfg(feature = "program")]
pub mod flow;
#[cfg(feature = "program")]
pub mod pipeline;
#[cfg(feature = "program")]
pub mod suggest;
#[cfg(feature = "program")]
pub mod coding;
#[cfg(feature = "program")]
pub mod compare;
#[cfg(feature = "program")]
pub mod table;
#[cfg(feature = "program")]
pub mod chart;
#[cfg(feature = "program")]
pub mod report;
#[cfg(feature = "program")]
pub mod write;
#[cfg(feature = "program")]
pub mod summary;
#[cfg(feature = "program")]
pub mod cli;
#[cfg(feature = "program")]
pub mod examples;

#[cfg(feature = "program")]
use anyhow::{Result, bail};

#[cfg(feature = "program")]
use chart::Setting;
#[cfg(feature = "program")]
use compare::Comparison;
#[cfg(feature = "program")]
use group::{Order, is_reference};
#[cfg(feature = "program")]
use options::{Labels, Options};
#[cfg(feature = "program")]
use pipeline::{Counted, Pipeline, Reference};
#[cfg(feature = "program")]
use progress::{Step, Watch};
#[cfg(feature = "program")]
use read::Corpus;
#[cfg(feature = "program")]
use record::Record;
#[cfg(feature = "program")]
use report::{Excerpts, Figure, Gathered, Report};
#[cfg(feature = "program")]
use summary::Summary;
#[cfg(feature = "program")]
use table::Part;
#[cfg(feature = "program")]
use warning::Warning;
#[cfg(feature = "program")]
use write::Output;

/// Charts are made of so many rows at most at either end of what belongs together in a large table.
#[cfg(feature = "program")]
const CHARTED: usize = 50;

/// Reads the corpus, counts, compares, and writes tables, charts and the report; `watch` is told of each step.
///
/// # Errors
/// A broken dictionary, a missing or empty folder, no article that can be counted, a warning where `strict` forbids
/// them, a disk that is full. The earlier output then stays as it was.
#[cfg(feature = "program")]
pub fn run(options: &Options, watch: Watch) -> Result<Summary> {
    let pipeline = Pipeline::build(options)?;
    let corpus = options.counts.is_empty().then(|| Corpus::open(options)).transpose()?;
    let results = corpus.as_ref().map_or(Vec::new(), |corpus| corpus.results().to_vec());
    let reference = Reference::open(options)?;
    let mut output = Output::begin(options, watch)?;
    let pipeline = pipeline.with_temporary_files_in(output.folder());
    let (mut gathered, mut excerpts) = (Gathered::default(), Excerpts::default());
    let mut record = |records: &[Record]| {
        gathered.add(records);
        table::RECORD_TABLES.iter().try_for_each(|table| {
            let part = table(records)?;
            excerpts.add(&part, 1)?;
            output.append(&part)
        })
    };
    let counted = match &corpus {
        Some(corpus) => pipeline.count(corpus, watch, record)?,
        None => {
            record(&[])?;
            pipeline.read_counts(&options.counts)?
        }
    };
    let Counted { counts, mut warnings, duplicates } = match &reference {
        Some(reference) => pipeline.add_reference(counted, reference, watch)?,
        None => counted,
    };
    let dates = counts.groups.iter().map(|(name, group)| (name.as_str(), group.first_date.as_deref()));
    let order = Order::new(dates.filter(|(name, _)| !is_reference(name, options)), &options.groups.order);
    warnings.extend(order.warnings(&options.groups.order));
    if counts.groups.len() == 1 {
        warnings.extend(counts.groups.keys().map(|group| Warning::OneGroup { group: group.clone() }));
    }
    if options.strict && !warnings.is_empty() {
        let list: Vec<_> = warnings.iter().map(|warning| format!("\n  {warning}")).collect();
        bail!("nothing is written, since --strict allows no warning:{}", list.concat());
    }
    watch(Step::Comparing);
    let (total, stopwords) = (compare::total(&counts, options), pipeline.stopwords(&counts.languages));
    let comparison = Comparison::new(&counts, &total, pipeline.themes(), &stopwords, &order, options);
    let groups = comparison.groups();
    let setting = |labels| Setting {
        labels,
        themes: pipeline.themes(),
        groups: &groups,
        reference: comparison.reference(),
        grouping: &options.groups,
    };
    let mut charts = [Vec::new(), Vec::new()];
    let parts = table::TABLES.iter().flat_map(|table| {
        let number = table.number_of_parts(&comparison);
        table.parts(&comparison, options.labels).map(move |part| (number, part))
    });
    flow::one_ahead(parts, options.threads, |(parts, part)| {
        let charted = match part? {
            Part::Table(part) => {
                excerpts.add(&part, parts)?;
                output.append(&part)?;
                part
            }
            Part::Rows(part) => {
                excerpts.add_rows(&part, parts)?;
                output.append_rows(&part)?;
                part.ends(CHARTED)?
            }
        };
        for (charts, labels) in charts.iter_mut().zip([Labels::En, Labels::Vi]) {
            charts.extend(chart::charts(&charted, &setting(labels))?);
        }
        Ok(())
    })?;
    let [english, vietnamese] = charts.map(chart::in_order);
    let figures = english.into_iter().zip(vietnamese).map(|(en, vi)| Figure { en, vi }).collect();
    let report = Report::new(&comparison, setting, figures, gathered, excerpts.into_tables(), options.labels);
    let summary = Summary::new(&comparison, &order, duplicates, results, warnings, options);
    // Drawing and the workbook need memory of their own.
    drop(comparison);
    drop(counts);
    output.publish(&report, watch)?;
    output.finish()?;
    Ok(summary)
}
