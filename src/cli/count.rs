//! `themeshift count`: articles -> a file of counts.

use std::fs::File;
use std::io::{self, BufWriter, Read, Write};
use std::path::Path;
use std::process::ExitCode;

use anyhow::Result;

use super::progress::{Progress, Volume};
use super::{finish, warn};
use crate::count::Made;
use crate::options::{Layer, Options};
use crate::pipeline::Pipeline;
use crate::read::{COUNTS, Corpus};
use crate::write;

pub const HELP: &str = "\
Parts of an archive can be counted one by one, on several machines, and compared together; what comes out for groups is \
that of one run over all of it, but for articles that are in two parts, and for the documents' names, which should differ \
between parts. The tables that list articles, lines or passages (documents, removed_lines, concordance, \
priority_statements) have no rows then. Say with --group-by what makes groups: each part would decide by its own articles.

The file holds counts and no text, but for the words and pairs of adjacent words themselves: JSON lines, the same for the \
same articles, and at the end a digest of all that: a file that was edited or cut off is refused. It is read with the \
dictionary and settings that it was written with.

Examples:
  themeshift count --input 2023 --group-by month --output 2023.jsonl
  themeshift count --input 2024 --group-by month --output 2024.jsonl
  themeshift --counts 2023.jsonl 2024.jsonl

  themeshift count --input press --group press --output press.jsonl
  themeshift --reference press.jsonl

Exit codes: 0 all well; 1 nothing written; 2 written, but something was left out";

/// Counts the articles and writes the counts to a file, or to standard output.
pub fn run(layer: Layer, group: Option<&str>, output: Option<&Path>, volume: Volume) -> Result<ExitCode> {
    let options = Options::build(layer)?;
    let pipeline = Pipeline::build(&options)?;
    let pipeline = match output {
        Some(path) => pipeline.with_temporary_files_in(write::folder_of(path)),
        None => pipeline,
    };
    let corpus = Corpus::open(&options)?;
    let corpus = match group {
        Some(group) => corpus.into_one_group(group),
        None => corpus,
    };
    let progress = Progress::new(volume, options.labels);
    let choice = group.is_none().then(|| pipeline.choose_groups(&corpus)).transpose()?;
    let said = choice.iter().filter(|_| !volume.quiet).map(|choice| choice.words.pick(options.labels));
    said.for_each(|said| match output {
        Some(_) => _ = writeln!(io::stdout(), "{said}"),
        None => eprintln!("{said}"),
    });
    let grouped_by = choice.as_ref().map(|choice| choice.by.to_string());
    let options = choice.as_ref().map_or(options.clone(), |choice| options.grouped(&choice.by, choice.are_events));
    let pipeline = pipeline.grouped(&options, choice)?;
    let counted = pipeline.count(&corpus, &|step| progress.tell(step), |_| Ok(()))?;
    drop(progress);
    let made = Made { fingerprint: pipeline.fingerprint(), grouped_by };
    match output {
        Some(path) => write::save(path, is_counts, |out| Ok(counted.counts.write(made, out)?))?,
        None => {
            let mut out = BufWriter::new(io::stdout().lock());
            finish(counted.counts.write(made, &mut out).and_then(|()| out.flush()))?;
        }
    }
    warn(&counted.warnings, volume);
    Ok(ExitCode::from(if counted.warnings.is_empty() { 0 } else { 2 }))
}

/// Whether a file holds counts, or nothing.
fn is_counts(path: &Path) -> io::Result<bool> {
    let mut beginning = Vec::new();
    File::open(path)?.take(COUNTS.len() as u64).read_to_end(&mut beginning)?;
    Ok(beginning.is_empty() || beginning == COUNTS.as_bytes())
}
