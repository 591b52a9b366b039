//! `--dry-run`: what a run would read, how it would group, and what it would write.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Result, ensure};
use itertools::Itertools;

use super::finish;
use crate::options::{Options, PARTS};
use crate::pipeline::{Pipeline, Reference};
use crate::read::Corpus;

/// Prints it, and writes nothing. Some articles are read where it takes that to tell what makes groups.
///
/// # Errors
/// Options, a dictionary or a corpus that a run would refuse before it reads articles.
pub fn run(options: &Options) -> Result<ExitCode> {
    let pipeline = Pipeline::build(options)?;
    let corpus = options.counts.is_empty().then(|| Corpus::open(options)).transpose()?;
    Reference::open(options)?;
    let mut lines = Vec::new();
    match &corpus {
        Some(corpus) => lines.push(articles(corpus)),
        None => {
            lines.push(format!("Would read the counts {}", options.counts.iter().map(|file| file.display()).join(", ")))
        }
    }
    if let Some(reference) = &options.reference {
        lines.push(format!("Would compare each group with {}, too", reference.display()));
    }
    let settings = [("settings", &options.config), ("dictionary", &options.themes), ("rules", &options.priorities)];
    let settings = settings.map(|(what, file)| format!("{what} {}", named(file.as_ref())));
    lines.push(format!("Would use {}", settings.join(", ")));
    if let Some(corpus) = &corpus {
        lines.push(pipeline.choose_groups(corpus)?.words.en);
    }
    lines.push(written(options)?);
    lines.push("Nothing was written".to_string());
    finish(lines.iter().try_for_each(|line| writeln!(io::stdout(), "{line}")))
}

/// How many files would be read, by their kinds.
fn articles(corpus: &Corpus) -> String {
    let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
    let mut files = 0;
    for name in corpus.names() {
        files += 1;
        let file = name.rsplit('/').next().unwrap_or(name);
        let kind = file.rsplit_once('.').map_or("without extension".to_string(), |(_, kind)| format!(".{kind}"));
        *kinds.entry(kind.to_lowercase()).or_default() += 1;
    }
    let kinds = kinds.iter().map(|(kind, files)| format!("{files} {kind}")).join(", ");
    let unit = if files == 1 { "file" } else { "files" };
    format!("Would read {files} {unit} ({kinds}) in {}", corpus.folder().display())
}

fn named(file: Option<&PathBuf>) -> String {
    file.map_or("built in".to_string(), |file| file.display().to_string())
}

/// What would be written, and where.
fn written(options: &Options) -> Result<String> {
    let output: &Path = &options.output;
    ensure!(!output.exists() || output.is_dir(), "{} is a file: name a folder with --output", output.display());
    let parts = PARTS.iter().filter(|part| options.template || !part.ends_with(".docx")).join(", ");
    let is_there = |part: &&str| output.join(part).exists();
    let instead = if PARTS.iter().any(is_there) { ", in the place of what is there" } else { "" };
    Ok(format!("Would write {parts} to {}{instead}", output.display()))
}
