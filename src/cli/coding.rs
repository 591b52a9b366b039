//! `themeshift themes sheet`, `evaluate` and `learn`: clauses that readers code, and what comes of them.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result};
use itertools::Itertools;

use super::progress::Volume;
use super::tabbed::{Missing, Tabbed, TabbedCell};
use super::{finish, warn};
use crate::coding::sheet::{COLUMNS, DocumentSample, Uncoded};
use crate::coding::{Agreement, Coding, CodingEvaluation, Difference, Error, Measured};
use crate::language::{Forms, Segmenters, UNDETERMINED, canonical_code};
use crate::options::{Normalisation, Options};
use crate::pipeline::{Pipeline, Text};
use crate::priority::{LanguageRules, Prior, Rules};
use crate::read::Corpus;
use crate::themes::Themes;

pub const SHEET_HELP: &str = "\
Columns, separated by tabs:
  doc, line, clause  the clause
  priority           to be filled in: 1 states a priority, 0 states none, ? in doubt
  themes             to be filled in: the ids of its themes, separated by commas
  disputed_themes    those on which readers differ
  text               the clause

A clause whose priority is left empty counts as not coded.

Example:
  themeshift themes sheet --articles 20 > coded.tsv";

pub const EVALUATE_HELP: &str = "\
The first table, separated by tabs, has a row for stated priorities, one for all themes together (the micro-average), \
and one for each theme:
  coded, found, right  clauses that readers coded, that were found, and both
  precision, recall    right of found, right of coded
  f1                   the harmonic mean of both
  f1_low, f1_high      its 95 % interval, by the bootstrap over articles

The second has the commonest errors: in how many clauses, what was found and isn't coded or is coded and was missed, by which \
keyword or class of cues, how often that was right, and one of the clauses as doc:line.clause.

Examples:
  themeshift themes evaluate coded.tsv
  themeshift themes evaluate --themes themes.toml --differences coded.tsv
  themeshift themes evaluate --language en coded.tsv";

pub const LEARN_HELP: &str = "\
Writes the tables of weights to standard output, to take the place of those in a copy of priorities.toml. The cues are yours \
to choose; only their weights are learned, and those of words. The comment at the top says how well each document \
is judged by weights that were learned from all the others. Without --afresh the weights stay near those of the rules: right \
for a few hundred clauses of your own, but the figure is too good for clauses that these were learned from.

Example:
  themeshift themes learn --priorities priorities.toml coded.tsv > weights.toml";

/// The language that is told from all others by its letters.
const VIETNAMESE: &str = "vi";

/// Coded clauses, and what is compared with them.
#[derive(Debug, clap::Args)]
pub struct CodedSheets {
    /// Coded clauses: a table separated by tabs with doc, line, clause, priority, themes, disputed_themes, text
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Theme dictionary [default: the built-in one]
    #[arg(short, long, value_name = "FILE")]
    themes: Option<PathBuf>,
    /// Rules of priorities [default: the built-in ones]
    #[arg(short, long, value_name = "FILE")]
    priorities: Option<PathBuf>,
    /// Language of the clauses, as a two-letter code
    #[arg(long, default_value = "vi", value_name = "CODE")]
    language: String,
}

impl CodedSheets {
    /// The dictionary and the rules.
    fn read(&self) -> Result<(Themes, Rules)> {
        let (themes, rules) = (Themes::read(self.themes.as_deref())?, Rules::read(self.priorities.as_deref())?);
        [&themes.doubt, &rules.doubt].into_iter().for_each(|doubt| warn(doubt.as_slice(), Volume::default()));
        Ok((themes, rules))
    }

    /// The clauses of a file, with a warning where they seem to be of another language.
    fn read_clauses(&self, file: &Path, themes: &Themes, forms: &mut Forms) -> Result<Coding> {
        let coding = Coding::read(file, themes, forms)?;
        let (found, asked) = (coding.language(), canonical_code(&self.language)?);
        // Of short texts only Vietnamese is told surely.
        if found != UNDETERMINED && (found == VIETNAMESE) != (asked == VIETNAMESE) {
            let name = file.display();
            eprintln!("warning: {name} is read as {asked}, but looks like {found}: if it is, say --language {found}");
        }
        warn(coding.doubt.as_slice(), Volume::default());
        Ok(coding)
    }
}

/// Prints the clauses of some articles as a sheet.
pub fn write_sheet(options: Options, articles: usize, seed: u64) -> Result<ExitCode> {
    let pipeline = Pipeline::build(&options)?;
    let (mut draw, mut languages) = (DocumentSample::new(articles, seed), BTreeMap::new());
    let warnings = pipeline.read(&Corpus::open(&options)?, |text: Text| {
        draw.add(&text.document, &text.paragraphs, &text.tokens);
        languages.insert(text.document, text.language);
        Ok(())
    })?;
    let drawn = draw.finish();
    let written = Tabbed::begin(BufWriter::new(io::stdout().lock()), COLUMNS).and_then(|mut sheet| {
        let mut rows = drawn.iter().flat_map(|(document, entries)| entries.iter().map(move |entry| (document, entry)));
        let empty = TabbedCell::Missing(Missing::Empty);
        rows.try_for_each(|(document, Uncoded { line, clause, text })| {
            sheet.row([document.into(), (*line).into(), (*clause).into(), empty, empty, empty, text.into()])
        })?;
        sheet.finish()
    });
    finish(written)?;
    let languages = drawn.iter().map(|(document, _)| languages[document].as_str()).unique().sorted().collect_vec();
    if languages.len() > 1 {
        let languages = languages.join(", ");
        eprintln!(
            "warning: the sheet has articles in {languages}: `evaluate` reads one language, so keep a sheet for each"
        );
    }
    warn(&warnings, Volume::default());
    Ok(ExitCode::from(if warnings.is_empty() { 0 } else { 2 }))
}

/// Prints how far dictionary and rules agree with each file, and where they don't.
pub fn evaluate(coded: &CodedSheets, differences: bool) -> Result<ExitCode> {
    let (themes, rules) = coded.read()?;
    let segmenters = Segmenters::new(Normalisation::default())?;
    let code = canonical_code(&coded.language)?;
    let segmenter = segmenters.get(segmenters.find(code));
    let none = LanguageRules::default();
    let rules = rules.languages.get(code).unwrap_or_else(|| {
        eprintln!("warning: there are no rules of priorities for {code}: only the themes are measured");
        &none
    });
    let mut output = io::stdout().lock();
    let mut forms = Forms::new(segmenter);
    for file in &coded.files {
        let evaluation = coded.read_clauses(file, &themes, &mut forms)?.evaluate(&themes, rules, &forms);
        finish(write_evaluation(&mut output, file, &evaluation, differences))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// At most this many kinds of errors are shown.
const SHOWN: usize = 15;

/// Prints how far dictionary and rules agree with a file, and where they don't.
fn write_evaluation(
    out: &mut impl Write,
    file: &Path,
    evaluation: &CodingEvaluation,
    differences: bool,
) -> io::Result<()> {
    writeln!(out, "{}", file.display())?;
    let columns = ["", "coded", "found", "right", "precision", "recall", "f1", "f1_low", "f1_high"];
    let mut table = Tabbed::begin(&mut *out, columns)?;
    for Measured { what, agreement, interval } in evaluation.agreements() {
        let Agreement { coded, found, right } = agreement;
        let (low, high) = interval.unzip();
        let figures = [Some(agreement.precision()), Some(agreement.recall()), Some(agreement.f1()), low, high];
        let [precision, recall, f1, low, high] = figures.map(|figure| TabbedCell::decimals(figure, 3, Missing::Dash));
        table.row([what.into(), coded.into(), found.into(), right.into(), precision, recall, f1, low, high])?;
    }
    writeln!(out)?;
    let mut table = Tabbed::begin(&mut *out, ["clauses", "error", "by", "right", "for_instance"])?;
    for Error { what, found, by, clauses, right, example } in evaluation.errors().iter().take(SHOWN) {
        let kind = format!("{what} {}", if *found { "found, not coded" } else { "missed" });
        let right = found.then_some(*right).into();
        table.row([(*clauses).into(), (&kind).into(), by.into(), right, example.into()])?;
    }
    if differences {
        let mut table = Tabbed::go_on(out);
        for Difference { place, said, text } in &evaluation.differences {
            table.row([place.into(), said.into(), text.into()])?;
        }
    }
    Ok(())
}

/// Writes all weights, and how well such weights do on documents that they were not learned from.
pub fn learn(coded: &CodedSheets, prior: Prior) -> Result<ExitCode> {
    let (themes, rules) = coded.read()?;
    let segmenters = Segmenters::new(Normalisation::default())?;
    let code = canonical_code(&coded.language)?;
    let (segmenter, rules) = (segmenters.get(segmenters.find(code)), rules.get(code)?);
    let mut forms = Forms::new(segmenter);
    let codings: Vec<_> =
        coded.files.iter().map(|file| coded.read_clauses(file, &themes, &mut forms)).collect::<Result<_>>()?;
    let learned = crate::coding::learn(&codings, rules, &forms, prior)?;
    let mut text = String::from("# Each document by weights learned from the others:\n");
    for (file, agreement) in coded.files.iter().zip(&learned.unseen) {
        let name = file.file_name().unwrap_or_default().display();
        let [f1, precision, recall] =
            [agreement.f1(), agreement.precision(), agreement.recall()].map(|figure| format!("{figure:.3}"));
        writeln!(text, "# {name}: {} priorities, F1 {f1} (precision {precision}, recall {recall})", agreement.coded)?;
    }
    let LanguageRules { weights, pairs, before, next, behind, words, .. } = &learned.rules;
    let tables: BTreeMap<&str, _> = [
        ("weights", weights),
        ("pairs", pairs),
        ("before", before),
        ("next", next),
        ("behind", behind),
        ("words", words),
    ]
    .into();
    let tables = toml::to_string(&BTreeMap::from([(code, tables)])).context("the weights can't be written")?;
    write!(text, "\n{tables}")?;
    finish(io::stdout().lock().write_all(text.as_bytes()))
}
