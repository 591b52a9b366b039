//! Counts that were written before, and whether they may be added up.

use std::collections::HashMap;
use std::io::BufReader;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use itertools::Itertools;
use twox_hash::XxHash64;

use super::prepared::merged;
use super::{Counted, Pipeline};
use crate::count::{Bounded, Part, Sum};
use crate::group::GroupNames;
use crate::options::{Options, WAYS};
use crate::regular;
use crate::themes::Themes;

impl Pipeline<'_> {
    /// Adds up the counts in some files, which [`crate::count::Counts::write`] wrote.
    ///
    /// # Errors
    /// The file that can't be read, or was counted otherwise; two that hold the same part, or whose groups were made otherwise.
    pub fn read_counts(&self, files: &[PathBuf]) -> Result<Counted> {
        let read = |path: &PathBuf| {
            let file =
                regular::open_named(path).with_context(|| format!("can't read the counts {}", path.display()))?;
            Part::read(BufReader::new(file), &self.fingerprint(), &self.themes)
                .with_context(|| format!("{} can't be used as counts", path.display()))
        };
        let canonical = |path: &PathBuf| path.canonicalize().unwrap_or_else(|_| path.clone());
        if let Some(twice) = files.iter().duplicates_by(|path| canonical(path)).next() {
            bail!("{} is given twice: its articles would count twice", twice.display());
        }
        let (mut sum, mut names) = (Sum::default(), GroupNames::default());
        let (mut known, mut bounded) = (HashMap::new(), Bounded::default());
        let mut way: Option<(&PathBuf, String)> = None;
        for path in files {
            let Part { counts, checksum, sum: of_part, grouped_by } = read(path)?;
            if let Some(same) = known.insert(checksum, path) {
                let (same, path) = (same.display(), path.display());
                bail!("{same} and {path} are the same counts: their articles would count twice, so give one alone");
            }
            if let Some(by) = grouped_by {
                match &way {
                    Some((first, way)) if *way != by => bail!(
                        "the articles of {} are grouped by {way}, those of {} by {by}: count both with the same --group-by \
                         ({WAYS})",
                        first.display(),
                        path.display()
                    ),
                    _ => _ = way.get_or_insert((path, by)),
                }
            }
            bounded.add_all(of_part).with_context(|| format!("{} can't be added to the others", path.display()))?;
            sum.add_as(&counts, |name| names.settle(name).to_string());
        }
        // The files may be given in any order.
        let (mut counts, mut names) = (sum.finish(), names.sorted());
        let groups = counts.groups.into_iter();
        counts.groups = groups.map(|(name, group)| (names.settle(&name).to_string(), group)).collect();
        let warnings = self.doubts().chain(merged(&names)).collect();
        let grouped_by = way.map(|(_, by)| by.parse()).transpose()?;
        Ok(Counted { counts, warnings, grouped_by, ..Counted::default() })
    }

    /// A hash of what decides what is counted in an article, this version of the program included: counts that have the
    /// same may be added up.
    pub fn fingerprint(&self) -> String {
        let Options { seed, normalisation, words, keep_whole, cleaning, .. } = self.options;
        let Themes { themes, keywords, abbreviations, languages, matching, .. } = &self.themes;
        let themes: Vec<_> = themes.iter().map(|theme| (&theme.id, &theme.exclude)).collect();
        let keywords: Vec<_> = keywords.iter().map(|keyword| (keyword.theme, &keyword.text)).collect();
        let of_words =
            format!("{} {seed} {normalisation:?} {words:?} {keep_whole} {cleaning:?}", env!("CARGO_PKG_VERSION"));
        let rules = &self.rules.languages;
        let of_themes = format!("{themes:?} {keywords:?} {abbreviations:?} {languages:?} {matching:?} {rules:?}");
        format!("{:016x}", XxHash64::oneshot(0, format!("{of_words} {of_themes}").as_bytes()))
    }
}
