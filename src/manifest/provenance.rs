//! What a run was told and what it read, put together while it is on.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::digest::FileDigest;
use crate::group::GroupChoice;
use crate::options::{self, Options};
use crate::pipeline::Reference;
use crate::priority;
use crate::read::{Corpus, FileState, name};
use crate::record::{Record, Status};
use crate::regular;
use crate::themes;
use crate::warning::Warning;

use super::place::{absolute, from};
use super::{GroupingMade, InputFile, Manifest, NamedFile, ReferenceFiles, Setting};

/// What decides a run beside its articles, as it was when the run began, and what became of articles so far.
pub struct Provenance {
    /// Where the input folder lies.
    input: PathBuf,
    settings: BTreeMap<String, Setting>,
    counts: Vec<NamedFile>,
    /// The file of counts that each group is compared with.
    reference: Option<NamedFile>,
    /// The files that aren't counted, by their path from the input folder, and why.
    uncounted: BTreeMap<String, String>,
}

/// What a run has read once it is done.
pub struct ReadInputs<'r> {
    /// The options, with what makes groups settled.
    pub options: &'r Options,
    /// What made the groups.
    pub choice: Option<&'r GroupChoice>,
    /// The articles; `None` where counts were read in their place.
    pub corpus: Option<&'r Corpus>,
    /// What each group was compared with.
    pub reference: Option<&'r Reference>,
    /// What the user is warned of.
    pub warnings: &'r [Warning],
}

/// The settings, each with its file and with what the program has where there is none.
pub fn settings(options: &Options) -> [(&'static str, Option<&PathBuf>, &'static str); 3] {
    [
        ("configuration", options.config.as_ref(), options::BUILT_IN),
        ("themes", options.themes.as_ref(), themes::BUILT_IN),
        ("priorities", options.priorities.as_ref(), priority::BUILT_IN),
    ]
}

impl Provenance {
    /// Looks at the files that say how articles are counted, and at files of counts.
    pub fn begin(options: &Options) -> Provenance {
        let input = absolute(&options.input);
        let of = |(role, file, built_in): (&str, Option<&PathBuf>, &str)| {
            let setting = match file {
                Some(file) => Setting::File(named(&input, file)),
                None => Setting::BuiltIn { built_in: FileDigest::of(built_in.as_bytes()) },
            };
            (role.to_string(), setting)
        };
        Provenance {
            settings: settings(options).map(of).into(),
            counts: options.counts.iter().map(|file| named(&input, file)).collect(),
            reference: options.reference.iter().find(|path| !path.is_dir()).map(|file| named(&input, file)),
            uncounted: BTreeMap::new(),
            input,
        }
    }

    /// Adds what became of some documents of a corpus.
    pub fn add(&mut self, records: &[Record], corpus: &Corpus) {
        let left_out = records.iter().filter(|record| record.status != Status::Counted);
        let files = left_out.filter_map(|record| Some((corpus.input_of(&record.document)?, record.status.to_string())));
        self.uncounted.extend(files);
    }

    /// The record of a run that has read this and written these files. Files that were read in no order are read again for it.
    pub fn manifest(self, read: &ReadInputs, outputs: BTreeMap<String, FileDigest>) -> Manifest {
        let Provenance { input, settings, counts, reference, mut uncounted } = self;
        let labels = read.options.labels;
        let grouping = read.choice.map(|choice| GroupingMade {
            by: choice.by.to_string(),
            why: choice.words.pick(labels).lines().next().unwrap_or_default().to_string(),
        });
        let reference = match read.reference {
            Some(Reference::Articles(corpus)) => Some(ReferenceFiles::Articles {
                folder: read.options.reference.as_ref().map_or(String::new(), |path| from(&input, &absolute(path))),
                files: files(corpus, &mut BTreeMap::new()),
            }),
            _ => reference.map(ReferenceFiles::Counts),
        };
        Manifest {
            options: read.options.recorded(),
            grouping,
            input: from(&absolute(&read.options.output), &input),
            settings,
            inputs: read.corpus.map_or(BTreeMap::new(), |corpus| files(corpus, &mut uncounted)),
            counts,
            reference,
            warnings: read.warnings.iter().map(ToString::to_string).collect(),
            ..Manifest::new(outputs)
        }
    }
}

/// The files of a corpus; what is said of those that aren't counted is taken.
fn files(corpus: &Corpus, uncounted: &mut BTreeMap<String, String>) -> BTreeMap<String, InputFile> {
    let files = corpus.inputs().map(|(name, file)| {
        let (bytes, sha256) = match file.map_or(FileState::Unknown, |file| file.state()) {
            FileState::Read(FileDigest { bytes, sha256 }) => (Some(bytes), Some(sha256)),
            FileState::Unread(bytes) => (Some(bytes), None),
            FileState::Unknown => (None, None),
        };
        let status = uncounted.remove(&name);
        (name, InputFile { bytes, sha256, status })
    });
    files.collect()
}

/// A file that the user named, or the one that a link leads to, by its path from the input folder. A pipe can't be read again,
/// and may lie elsewhere each time.
fn named(input: &Path, file: &Path) -> NamedFile {
    let Some(digest) = regular::open(file).ok().and_then(|file| FileDigest::of_source(file).ok()) else {
        return NamedFile { file: name::text(file.as_os_str()), bytes: None, sha256: None };
    };
    // The link itself is what the user named.
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let path = file.file_name().map_or_else(|| absolute(file), |name| absolute(folder).join(name));
    NamedFile { file: from(input, &path), bytes: Some(digest.bytes), sha256: Some(digest.sha256) }
}
