//! run.json and what lies on the disk -> what is no longer as it was when the run wrote it.
//!
//! A run.json may come from anywhere, so it is not trusted: outputs and inputs that lead out of their folders are refused, links
//! among them are not followed, but for articles.csv, as a run does, and no more of a file is read than the bytes that it had.
//! Settings, counts and a reference may lie anywhere; nothing of them is shown but how many bytes they have.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};

use crate::digest::{FileDigest, Sha256Digest};
use crate::options::{CONFIGURATION, PARTS};
use crate::read::{inputs, name};
use crate::{options, priority, regular, themes};

use super::place::{absolute, follow, within};
use super::{InputFile, Manifest, NamedFile, PROGRAM, RUN, ReferenceFiles, Setting, read};

/// What something belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The program itself.
    Program,
    /// A file that says how articles are counted.
    Setting,
    /// A file of articles, or of counts.
    Input,
    /// What each group was compared with.
    Reference,
    /// What the run wrote.
    Output,
}

/// How something is no longer as it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// It holds something else.
    Changed,
    /// It is gone.
    Missing,
    /// A run would read it now.
    New,
    /// It can't be read, so nobody can say.
    Unknown,
    /// No run wrote it; it changes nothing.
    Added,
}

/// Something that is not as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// What it belongs to.
    pub part: Part,
    /// Its path from its folder.
    pub file: String,
    /// How it differs.
    pub state: State,
    /// What there is to say of it.
    pub detail: String,
}

/// What became of an output and its inputs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verified {
    /// How many files the run read, settings included.
    pub inputs: usize,
    /// How many files it wrote, run.json not included.
    pub outputs: usize,
    /// What is not as it was: by part, then in the order of their paths.
    pub differences: Vec<Difference>,
}

impl Part {
    /// Its name in a table.
    pub fn name(self) -> &'static str {
        match self {
            Part::Program => "program",
            Part::Setting => "setting",
            Part::Input => "input",
            Part::Reference => "reference",
            Part::Output => "output",
        }
    }
}

impl State {
    /// Its name in a table.
    pub fn name(self) -> &'static str {
        match self {
            State::Changed => "changed",
            State::Missing => "missing",
            State::New => "new",
            State::Unknown => "unknown",
            State::Added => "added",
        }
    }
}

impl Verified {
    /// Whether the output belongs to its inputs. What the user has put beside it changes nothing.
    pub fn is_as_it_was(&self) -> bool {
        self.differences.iter().all(|difference| difference.state == State::Added)
    }

    fn differ(&mut self, part: Part, file: &str, state: State, detail: impl Into<String>) {
        self.differences.push(Difference { part, file: file.to_string(), state, detail: detail.into() });
    }

    /// Adds what was found of a file.
    fn add(&mut self, part: Part, file: &str, found: Result<Found>) {
        match found {
            Ok(None) => {}
            Ok(Some((state, detail))) => self.differ(part, file, state, detail),
            Err(error) => self.differ(part, file, State::Unknown, format!("{error:#}")),
        }
    }
}

/// How a file differs from what it was, and what there is to say of it; `None` where it doesn't.
type Found = Option<(State, String)>;

/// Compares an output with what its run.json says of it and of its inputs, which lie where they lay, or in the folder `moved`.
///
/// # Errors
/// The folder holds no run.json, or one that no run wrote.
pub fn verify(output: &Path, moved: Option<&Path>) -> Result<Verified> {
    ensure!(output.is_dir(), "there is no folder {}: name the one that a run wrote to", output.display());
    let nothing = || format!("{} holds no {RUN}: name the folder that a run wrote to", output.display());
    let manifest: Manifest = read(output)?.with_context(nothing)?;
    check(&manifest, output)?;
    let output = absolute(output);
    let lay = follow(&output, &manifest.input);
    let input = moved.map(absolute).or_else(|| lay.clone()).with_context(|| {
        format!("{RUN} says that the inputs lie in {:?}: name their folder with --input", manifest.input)
    })?;
    // A dictionary beside a folder that was moved may have stayed.
    let find = |path: &str| {
        let places = [Some(&input), lay.as_ref().filter(|_| path.starts_with("../"))];
        let mut places = places.into_iter().flatten().filter_map(|folder| follow(folder, path));
        let first = places.next()?;
        Some(if first.exists() { first } else { places.find(|place| place.exists()).unwrap_or(first) })
    };
    let mut verified = Verified { outputs: manifest.outputs.len(), ..Verified::default() };
    if manifest.program != PROGRAM {
        let detail = format!("{} wrote it, this is {PROGRAM}", manifest.program);
        verified.differ(Part::Program, "", State::Changed, detail);
    }
    verify_settings(&manifest, &input, &find, &mut verified);
    let apart = apart(&manifest, &find, &output);
    match manifest.counts.as_slice() {
        [] => verify_folder(Part::Input, &input, &manifest.inputs, &apart, &mut verified),
        counts => counts.iter().for_each(|file| verify_named(Part::Input, file, &find, &mut verified)),
    }
    match &manifest.reference {
        Some(ReferenceFiles::Articles { folder, files }) => match find(folder) {
            Some(folder) => verify_folder(Part::Reference, &folder, files, &apart, &mut verified),
            None => verified.differ(Part::Reference, folder, State::Unknown, ELSEWHERE),
        },
        Some(ReferenceFiles::Counts(file)) => verify_named(Part::Reference, file, &find, &mut verified),
        None => {}
    }
    verify_outputs(&manifest, &output, &mut verified);
    verified.differences.sort_by(|one, other| (one.part, &one.file).cmp(&(other.part, &other.file)));
    Ok(verified)
}

/// Says where a path from the input folder leads.
type Find<'f> = &'f dyn Fn(&str) -> Option<PathBuf>;

/// What is said of a file on another drive.
const ELSEWHERE: &str = "no path leads there from the input folder";

/// Refuses what no run wrote.
fn check(manifest: &Manifest, output: &Path) -> Result<()> {
    let path = output.join(RUN);
    ensure!(
        !manifest.input.is_empty(),
        "{} says nothing of inputs, as those of the first versions: run again, and it does",
        path.display()
    );
    let references = match &manifest.reference {
        Some(ReferenceFiles::Articles { files, .. }) => Some(files.keys()),
        _ => None,
    };
    let names = manifest.outputs.keys().chain(manifest.inputs.keys()).chain(references.into_iter().flatten());
    for name in names {
        if within(name.strip_suffix('/').unwrap_or(name)).is_none() {
            bail!("{} names {name:?}, which leads out of its folder: no run wrote that", path.display());
        }
    }
    Ok(())
}

/// What a run that reads the input folder keeps apart from articles.
fn apart(manifest: &Manifest, find: Find, output: &Path) -> Vec<PathBuf> {
    let settings = manifest.settings.values().filter_map(|setting| match setting {
        Setting::File(file) => Some(&file.file),
        Setting::BuiltIn { .. } => None,
    });
    let reference = manifest.reference.iter().map(|reference| match reference {
        ReferenceFiles::Articles { folder, .. } => folder,
        ReferenceFiles::Counts(file) => &file.file,
    });
    let named = settings.chain(manifest.counts.iter().map(|file| &file.file)).chain(reference);
    PARTS.iter().map(|part| output.join(part)).chain(named.filter_map(|path| find(path))).collect()
}

fn verify_settings(manifest: &Manifest, input: &Path, find: Find, verified: &mut Verified) {
    let known = [
        ("configuration", CONFIGURATION, options::BUILT_IN),
        ("priorities", "priorities.toml", priority::BUILT_IN),
        ("themes", "themes.toml", themes::BUILT_IN),
    ];
    for (role, beside, built_in) in known {
        match manifest.settings.get(role) {
            Some(Setting::File(file)) => verify_named(Part::Setting, file, find, verified),
            Some(Setting::BuiltIn { .. }) if input.join(beside).is_file() => {
                let detail = format!("the built-in {role} counted where there was no such file");
                verified.differ(Part::Setting, beside, State::New, detail);
            }
            Some(Setting::BuiltIn { built_in: digest }) if *digest != FileDigest::of(built_in.as_bytes()) => {
                let detail = "what is built into this program is other than what was built in then";
                verified.differ(Part::Setting, &format!("built-in {role}"), State::Changed, detail);
            }
            _ => {}
        }
    }
}

/// Compares a file that the user named, which may be a link.
fn verify_named(part: Part, file: &NamedFile, find: Find, verified: &mut Verified) {
    verified.inputs += 1;
    let NamedFile { file, bytes, sha256 } = file;
    match (find(file), bytes) {
        (Some(path), Some(bytes)) => {
            verified.add(part, file, difference(fs::metadata(&path), *bytes, *sha256, || regular::open(&path)));
        }
        (_, None) => verified.differ(part, file, State::Unknown, "it was a pipe, which nobody can read again"),
        (None, _) => verified.differ(part, file, State::Unknown, ELSEWHERE),
    }
}

/// Compares a folder of articles.
fn verify_folder(
    part: Part,
    folder: &Path,
    files: &BTreeMap<String, InputFile>,
    apart: &[PathBuf],
    verified: &mut Verified,
) {
    verified.inputs += files.len();
    let listed = match inputs(folder, apart) {
        Ok(listed) if folder.is_dir() => listed,
        _ => {
            let detail = "the folder is not there, or can't be listed: name where it is with --input";
            return verified.differ(part, &name::text(folder.as_os_str()), State::Missing, detail);
        }
    };
    for (name, file) in files.iter().filter(|(name, _)| !name.ends_with('/')) {
        // The folder of all articles may be a link.
        let (base, below) = match name.strip_prefix("articles/") {
            Some(below) => (folder.join("articles"), below),
            None => (folder.to_path_buf(), name.as_str()),
        };
        let path = folder.join(name);
        let found = match (file.bytes, file.sha256) {
            // As a run does.
            (Some(bytes), sha256)
                if ["articles.csv", "articles/articles.csv"].contains(&name.as_str()) && path.is_file() =>
            {
                difference(path.metadata(), bytes, sha256, || regular::open(&path))
            }
            (Some(bytes), sha256) => below_links(&base, below, bytes, sha256),
            (None, _) => Ok(became_readable(&base, below)),
        };
        verified.add(part, name, found);
    }
    for name in listed.iter().filter(|name| !files.contains_key(*name) && !name.ends_with('/')) {
        verified.differ(part, name, State::New, "the run did not read it, and the next one would");
    }
}

/// The folders of an output that a run writes to.
const FOLDERS: [&str; 3] = ["", "tables", "charts"];

fn verify_outputs(manifest: &Manifest, output: &Path, verified: &mut Verified) {
    for (name, digest) in &manifest.outputs {
        verified.add(Part::Output, name, below_links(output, name, digest.bytes, Some(digest.sha256)));
    }
    for folder in FOLDERS {
        // A folder that is gone has nothing added.
        for entry in fs::read_dir(output.join(folder)).into_iter().flatten().flatten() {
            let name = name::text(&entry.file_name());
            let path = if folder.is_empty() { name.clone() } else { format!("{folder}/{name}") };
            let is_file = entry.file_type().is_ok_and(|kind| !kind.is_dir());
            if is_file && path != RUN && !name.starts_with('.') && !manifest.outputs.contains_key(&path) {
                verified.differ(Part::Output, &path, State::Added, "no run wrote it, and it stays");
            }
        }
    }
}

/// How a file differs that lies below a folder by way of no link; `None` where it doesn't.
fn below_links(base: &Path, name: &str, bytes: u64, sha256: Option<Sha256Digest>) -> Result<Found> {
    let below = within(name).unwrap_or_default();
    let links = below.ancestors().skip(1).filter(|folder| !folder.as_os_str().is_empty());
    let is_link = |folder: &Path| base.join(folder).symlink_metadata().is_ok_and(|metadata| metadata.is_symlink());
    if let Some(link) = links.into_iter().find(|folder| is_link(folder)) {
        let detail = format!("{} is a link, which is not followed", name::text(link.as_os_str()));
        return Ok(Some((State::Changed, detail)));
    }
    let path = base.join(below);
    difference(path.symlink_metadata(), bytes, sha256, || regular::open_no_link(&path))
}

/// How a file differs that could not be read, where it can be now.
fn became_readable(base: &Path, name: &str) -> Found {
    let is_readable = regular::open_no_link(&base.join(within(name)?)).is_ok();
    is_readable.then(|| (State::Changed, "it could not be read then, and can be now".to_string()))
}

/// How a file differs from what it held; `None` where it doesn't.
fn difference(
    metadata: io::Result<fs::Metadata>,
    bytes: u64,
    sha256: Option<Sha256Digest>,
    open: impl FnOnce() -> Result<File>,
) -> Result<Found> {
    let metadata = match metadata {
        Err(error) if [io::ErrorKind::NotFound, io::ErrorKind::NotADirectory].contains(&error.kind()) => {
            return Ok(Some((State::Missing, String::new())));
        }
        metadata => metadata?,
    };
    if !metadata.is_file() {
        return Ok(Some((State::Changed, "it is no file any more".to_string())));
    }
    if metadata.len() != bytes {
        return Ok(Some((State::Changed, format!("{bytes} bytes then, {} now", metadata.len()))));
    }
    let Some(sha256) = sha256 else { return Ok(None) };
    // It may grow while it is read.
    let is_same = FileDigest::of_source(open()?.take(bytes + 1))? == FileDigest { bytes, sha256 };
    Ok((!is_same).then(|| (State::Changed, "as many bytes as then, but others".to_string())))
}
