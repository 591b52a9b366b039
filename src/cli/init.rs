//! `themeshift init`: settings and a draft of themes from the articles themselves.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail, ensure};
use itertools::Itertools;

use super::progress::Volume;
use super::{finish, warn};
use crate::draft::{self, Draft};
use crate::options::{CONFIGURATION, Labels, Layer, Options};
use crate::themes::Themes;
use crate::write;

pub const HELP: &str = "\
Writes themeshift.toml (settings) and themes.toml (a dictionary) for articles of your own: read, correct and complete \
both, then run themeshift. The themes are a draft: groups of terms that keep company in the clauses of the articles, \
each with examples. What they are called, and which of them are subjects, is for you to say. Files that exist are left \
as they are.

Examples:
  themeshift init --input speeches               speeches/themeshift.toml and speeches/themes.toml
  themeshift init --input speeches --output try  both in another folder
  themeshift init --input speeches --themes 8    the eight that say most

Exit codes: 0 all well; 1 nothing written; 2 written, but an article was left out";

/// The name of the dictionary in the input folder.
const DICTIONARY: &str = "themes.toml";

/// Drafts both files and writes them, to the folder of the articles unless another is named.
pub fn run(layer: Layer, themes: usize) -> Result<ExitCode> {
    let output = layer.output.clone();
    let options = Options::build(layer)?;
    let folder = output.unwrap_or_else(|| options.input.clone());
    let files = [DICTIONARY, CONFIGURATION].map(|name| folder.join(name));
    files.iter().try_for_each(|file| ensure_free(file))?;
    let draft = draft::draft(&options, themes)?;
    let labels = if draft.survey.language() == Some("vi") { Labels::Vi } else { Labels::En };
    let texts = [draft::themes_file(&draft, labels), draft::settings(&draft.survey, labels)];
    // Whatever the articles hold, what is written can be read.
    Themes::parse(&texts[0])?;
    Layer::parse(&texts[1])?;
    fs::create_dir_all(&folder).with_context(|| format!("can't make the folder {}", folder.display()))?;
    write_new(&files, &texts)?;
    let code = finish(io::stdout().lock().write_all(said(&draft, &folder, &options.input).as_bytes()))?;
    warn(&draft.warnings, Volume::default());
    Ok(if draft.warnings.is_empty() { code } else { ExitCode::from(2) })
}

/// # Errors
/// Something lies there.
fn ensure_free(file: &Path) -> Result<()> {
    ensure!(
        file.symlink_metadata().is_err(),
        "{} is there already, and init replaces no file: rename it, or name another folder with --output",
        file.display()
    );
    Ok(())
}

/// Writes both files or neither.
fn write_new(files: &[PathBuf; 2], texts: &[String; 2]) -> Result<()> {
    for (number, (file, text)) in files.iter().zip(texts).enumerate() {
        let written = ensure_free(file)
            .and_then(|()| write::save(file, |_| Ok(false), |out| Ok(out.write_all(text.as_bytes())?)));
        if let Err(error) = written {
            for file in &files[..number] {
                if let Err(left) = fs::remove_file(file) {
                    bail!("{error:#}; {} was written and can't be removed: {left}", file.display());
                }
            }
            return Err(error);
        }
    }
    Ok(())
}

/// What was found and written, and what to do next.
fn said(draft: &Draft, folder: &Path, input: &Path) -> String {
    let survey = &draft.survey;
    let languages = survey.languages.iter().map(|(code, documents)| format!("{code} {documents}")).join(", ");
    let groups = survey.groups().map_or_else(
        || format!("There are no two groups to compare: say in {CONFIGURATION} what makes them"),
        |groups| format!("{} groups: {}", groups.len(), groups.keys().take(12).join(", ")),
    );
    let covered = 100.0 * draft.covered as f64 / survey.clauses.max(1) as f64;
    let mut said = format!(
        "Read {} articles with {} clauses; languages: {languages}\n{}\n{groups}\n\
         Themes: {}, found in {covered:.0} % of the clauses\n",
        survey.documents,
        survey.clauses,
        survey.choice.words.en,
        draft.themes.len()
    );
    for theme in &draft.themes {
        said.push_str(&format!("  {:>6} clauses  {}\n", theme.clauses, theme.label));
    }
    let [dictionary, configuration] = [DICTIONARY, CONFIGURATION].map(|name| folder.join(name).display().to_string());
    // In the folder of the articles a run finds them by itself.
    let named = match folder == input {
        true => String::new(),
        false => format!(" --config {configuration} --themes {dictionary}"),
    };
    let input = input.display();
    said.push_str(&format!(
        "Written: {configuration} and {dictionary}. Read and correct both; the themes are a draft, not a finding. \
         Then:\n  themeshift themes check --input {input}{named}\n  themeshift --input {input}{named}\n"
    ));
    said
}
