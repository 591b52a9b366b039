//! One run, from the corpus to the report: the whole flow in one function.

use anyhow::{Result, bail};

use crate::chart::Setting;
use crate::compare::{Comparison, Coverage};
use crate::group::{GroupChoice, Order, is_reference};
use crate::manifest::{Provenance, ReadInputs};
use crate::options::{GroupBy, Options};
use crate::pipeline::{Counted, Pipeline, Reference};
use crate::progress::{Step, Watch};
use crate::read::Corpus;
use crate::record::Record;
use crate::report::{Excerpts, Gathered, Report};
use crate::summary::Summary;
use crate::table::Part;
use crate::warning::Warning;
use crate::write::Output;
use crate::{chart, compare, flow, table};

/// Reads the corpus, counts, compares, and writes tables, charts and the report; `watch` is told of each step.
///
/// # Errors
/// A broken dictionary, a missing or empty folder, no article that can be counted, a warning where `strict` forbids
/// them, a disk that is full. The earlier output then stays as it was.
pub fn run(options: &Options, watch: Watch) -> Result<Summary> {
    let pipeline = Pipeline::build(options)?;
    let corpus = options.counts.is_empty().then(|| Corpus::open(options)).transpose()?;
    let results = corpus.as_ref().map_or(Vec::new(), |corpus| corpus.results().to_vec());
    let reference = Reference::open(options)?;
    let mut provenance = Provenance::begin(options);
    let mut output = Output::begin(options, watch)?;
    let choice = corpus.as_ref().map(|corpus| pipeline.choose_groups(corpus)).transpose()?;
    choice.iter().for_each(|choice| watch(Step::Grouped(choice.words.clone())));
    let options = &choice.as_ref().map_or(options.clone(), |choice| options.grouped(&choice.by, choice.are_events));
    let pipeline = pipeline.grouped(options, choice.clone())?.with_temporary_files_in(output.folder());
    let (mut gathered, mut excerpts) = (Gathered::default(), Excerpts::default());
    let mut record = |records: &[Record]| {
        gathered.add(records);
        corpus.iter().for_each(|corpus| provenance.add(records, corpus));
        table::RECORD_TABLES.iter().try_for_each(|table| {
            let part = table(records);
            excerpts.add(part.grid(), 1)?;
            output.append(part.grid())
        })
    };
    let counted = match &corpus {
        Some(corpus) => pipeline.count(corpus, watch, record)?,
        None => {
            record(&[])?;
            pipeline.read_counts(&options.counts)?
        }
    };
    // Of counts that were made before, the groups are known only now.
    let made_by = counted.grouped_by.clone().filter(|_| corpus.is_none());
    let choice = choice.or_else(|| made_by.map(GroupChoice::of_counts));
    let by = choice.as_ref().filter(|_| corpus.is_none()).map(|choice| &choice.by);
    let options = &by.map_or(options.clone(), |by| options.grouped(by, *by == GroupBy::Text));
    let Counted { counts, mut warnings, duplicates, .. } = match &reference {
        Some(reference) => pipeline.add_reference(counted, reference, watch)?,
        None => counted,
    };
    let dates = counts.groups.iter().map(|(name, group)| (name.as_str(), group.first_date.as_deref()));
    let order = Order::new(dates.filter(|(name, _)| !is_reference(name, options)), &options.groups.order);
    warnings.extend(order.warnings(&options.groups.order));
    if counts.groups.len() == 1 {
        warnings.extend(counts.groups.keys().map(|group| Warning::OneGroup { group: group.clone() }));
    }
    let coverage = Coverage::new(&counts, options);
    if coverage.is_little() {
        // It says the same, and less.
        warnings.retain(|warning| *warning != Warning::NoTheme);
        warnings.push(Warning::LittleCovered { themed: coverage.themed, clauses: coverage.clauses });
    }
    if options.strict && !warnings.is_empty() {
        let list: Vec<_> = warnings.iter().map(|warning| format!("\n  {warning}")).collect();
        bail!("nothing is written, since --strict allows no warning:{}", list.concat());
    }
    watch(Step::Comparing);
    let (total, stopwords) = (compare::total(&counts, options), pipeline.stopwords(&counts.languages));
    let comparison = Comparison::new(&counts, &total, pipeline.themes(), &stopwords, &order, options)?;
    let groups = comparison.groups();
    let setting = Setting {
        themes: pipeline.themes(),
        groups: &groups,
        reference: comparison.reference(),
        grouping: &options.groups,
        themes_say_nothing: coverage.is_little(),
    };
    let (mut charts, mut findings) = (Vec::new(), Vec::new());
    let parts = table::TABLES.iter().flat_map(|table| {
        let number = table.number_of_parts(&comparison);
        table.parts(&comparison, options.labels).map(move |part| (number, part))
    });
    flow::one_ahead(parts, options.threads, |(parts, part)| {
        let part = part?;
        excerpts.add(part.grid(), parts)?;
        output.append(part.grid())?;
        charts.extend(chart::charts(&part, &setting));
        if let Part::FindingsTable(rows) = &part {
            findings.extend(rows.charted().into_owned());
        }
        Ok(())
    })?;
    let figures = chart::in_order(charts);
    let report =
        Report::new(&comparison, &setting, findings, figures, gathered, excerpts.into_tables(), options.labels);
    let summary = Summary::new(&comparison, &order, duplicates, results, warnings, options);
    // Drawing and the workbook need memory of their own.
    drop(comparison);
    drop(counts);
    output.publish(&report, watch)?;
    let read = ReadInputs {
        options,
        choice: choice.as_ref(),
        corpus: corpus.as_ref(),
        reference: reference.as_ref(),
        warnings: &summary.warnings,
    };
    let settled = output.finish(|outputs| provenance.manifest(&read, outputs))?;
    Ok(summary.settled(settled, options.labels))
}
