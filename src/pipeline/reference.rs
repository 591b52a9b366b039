//! What the groups are held against, opened.

use std::path::PathBuf;

use anyhow::Result;

use crate::group::REFERENCE;
use crate::options::Options;
use crate::read::Corpus;

/// What the groups are held against, beside one another.
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
