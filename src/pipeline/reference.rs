//! What the groups are compared with, opened.

use std::path::PathBuf;

use anyhow::{Context, Result, bail};

use super::{Counted, Pipeline};
use crate::group::REFERENCE;
use crate::options::Options;
use crate::progress::Watch;
use crate::read::Corpus;

/// What the groups are compared with, beside one another.
pub enum Reference {
    /// Articles, all one group.
    Articles(Box<Corpus>),
    /// A file of counts.
    Counts(PathBuf),
}

impl Reference {
    /// That of the options.
    ///
    /// # Errors
    /// It is not there, or is a folder without articles.
    pub fn open(options: &Options) -> Result<Option<Reference>> {
        // Counts may come through a pipe.
        let open = |path: &PathBuf| match path.exists() && !path.is_dir() {
            true => Ok(Reference::Counts(path.clone())),
            false => {
                let corpus = Corpus::open_reference(path, options)?.into_one_group(REFERENCE);
                Ok(Reference::Articles(Box::new(corpus)))
            }
        };
        options.reference.as_ref().map(open).transpose()
    }
}

impl Pipeline<'_> {
    /// Adds the corpus that the groups are compared with, as a group of its own: a folder of articles, or a file of counts.
    ///
    /// # Errors
    /// It has no document that can be counted, or a group has the name that tables have for it.
    pub fn add_reference(&self, counted: Counted, reference: &Reference, watch: Watch) -> Result<Counted> {
        if counted.counts.groups.contains_key(REFERENCE) {
            bail!("a group of the articles is called {REFERENCE:?}, as --reference is in the tables: rename the group");
        }
        let (counts, warnings) = match reference {
            Reference::Counts(file) => {
                (self.read_counts(std::slice::from_ref(file))?.counts.into_one_group(REFERENCE), Vec::new())
            }
            Reference::Articles(corpus) => {
                let counted = self.count(corpus, watch, |_| Ok(())).context("the reference can't be used")?;
                (counted.counts, counted.warnings)
            }
        };
        let warnings = counted.warnings.into_iter().chain(warnings).collect();
        Ok(Counted { counts: counted.counts.with_reference(counts), warnings, ..counted })
    }
}
