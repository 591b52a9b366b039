//! `clean`: what becomes of each line of an article.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, BufWriter};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;

use super::progress::Volume;
use super::tabbed::{Tabbed, TabbedCell};
use super::{finish, warn};
use crate::clean::{self, Document};
use crate::damage;
use crate::options::Options;
use crate::read::{Article, Corpus, Line};
use crate::warning::Warning;

/// Shows what becomes of each line of each article, and says what is wrong with damaged ones. Exit code 2 where one can't be
/// read, 1 where none can.
///
/// # Errors
/// There is no such rule to switch off, or no such encoding; standard output can't be written.
pub fn run(files: &[PathBuf], options: &Options) -> Result<ExitCode> {
    clean::check(&options.cleaning)?;
    let corpus = Corpus::of_files(files, options)?;
    warn(options.doubt.as_slice(), Volume::default());
    let columns = ["file", "line", "verdict", "reason", "similar_to", "text"];
    let mut output = match Tabbed::begin(BufWriter::new(io::stdout().lock()), columns) {
        Ok(output) => output,
        Err(error) => return finish(Err(error)),
    };
    let (mut read, mut unread) = (0, 0);
    let mut known = damage::Known::default();
    for (name, article) in corpus.sources().flat_map(|source| corpus.read(&source)) {
        let article = match article {
            Ok(article) => article,
            Err(error) => {
                eprintln!("warning: {name}: left out: {error:#}");
                unread += 1;
                continue;
            }
        };
        read += 1;
        if let Some(encoding) = article.origin.encoding.clone().filter(|_| !article.origin.candidates.is_empty()) {
            let (document, candidates) = (article.origin.document.clone(), article.origin.candidates.clone());
            eprintln!("warning: {}", Warning::Encoding { document, encoding, candidates });
        }
        let document = clean::clean(article.lines.clone(), &options.cleaning);
        if let Some(damage) = damage::find(&document.paragraphs, &mut known) {
            eprintln!("warning: {}: its text is damaged: {damage}", article.origin.document);
        }
        let written = verdicts(&article, &document).into_iter().try_for_each(|row| output.row(row));
        if written.is_err() {
            return finish(written);
        }
    }
    finish(output.finish())?;
    Ok(ExitCode::from(match (read, unread) {
        (_, 0) => 0,
        (0, _) => 1,
        _ => 2,
    }))
}

/// The rows of `clean` for an article: one a line, and one more for a credit that was cut off it.
fn verdicts<'a>(article: &'a Article, document: &'a Document) -> Vec<[TabbedCell<'a>; 6]> {
    let removed: BTreeMap<_, _> = document.removed.iter().map(|removed| (removed.line, removed)).collect();
    let joined: BTreeMap<_, _> = document.joined.iter().map(|joined| (joined.line, joined.to)).collect();
    let kept: BTreeSet<_> = document.paragraphs.iter().map(|paragraph| paragraph.line).collect();
    let row = |line: &Line, verdict: &'a str, reason: &'a str, other: Option<usize>, text: &'a str| {
        [
            (&article.origin.document).into(),
            line.number.into(),
            verdict.into(),
            reason.into(),
            other.into(),
            text.into(),
        ]
    };
    let rows = |line: &'a Line| match (removed.get(&line.number), joined.get(&line.number)) {
        (Some(credit), _) if kept.contains(&line.number) => {
            let text = line.text.trim_end();
            let text = text.strip_suffix(credit.text.trim_end()).unwrap_or(text);
            vec![row(line, "kept", "", None, text), row(line, "removed", credit.reason, None, &credit.text)]
        }
        (Some(removed), _) => vec![row(line, "removed", removed.reason, removed.similar_to, &line.text)],
        (None, Some(to)) => vec![row(line, "kept", clean::BROKEN_LINE, Some(*to), &line.text)],
        (None, None) => vec![row(line, "kept", "", None, &line.text)],
    };
    article.lines.iter().flat_map(rows).collect()
}
