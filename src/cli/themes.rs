//! `themeshift themes ...`: what to know of a dictionary and of the rules of priorities.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::Subcommand;
use itertools::Itertools;

use super::progress::Volume;
use super::{CorpusArguments, cell, finish, warn};
use crate::coding::sheet::{COLUMNS, Draw, Entry};
use crate::coding::{Coding, learn};
use crate::language::{Forms, Segmenters, UNDETERMINED, canonical_code};
use crate::options::{Layer, Normalisation, Options};
use crate::phrase::Seen;
use crate::pipeline::{Pipeline, Text};
use crate::priority::{Language, Prior, Rules};
use crate::read::Corpus;
use crate::suggest::{Suggester, Suggestion};
use crate::themes::{Matcher, Remark, Skipped, Themes, Usage, check};

const CHECK_HELP: &str = "\
Columns, separated by tabs: line, theme, keyword, problem, detail. Problems:
  found      none: the detail says in which forms it was found, and how often each, the commonest first
  skipped    the entry can't be searched for, and was left out
  never      can't count: the theme excludes it, another keyword takes its place, or it holds the end of a clause
  unknown    has a word that stands nowhere in the articles: a slip, perhaps
  unused     stands nowhere in the articles, though its words do
  unmet      stands in the articles, but nowhere that its rule lets it count
  duplicate  stands in another theme, too
  nested     holds a shorter keyword of its theme, which finds all that it finds
  frequent   stands in more than a tenth of all clauses

Exit code 2 where a keyword was skipped or can't count, or an article was left out.";

const EXPORT_HELP: &str = "\
Forms that are read, in any encoding:
  .toml        themeshift
  .yml, .yaml  quanteda
  .dic         LIWC
  .dicx        LIWC-22: a row for each word, a column for each category
  .cat         WordStat
  .ykd         Yoshikoder
  .lc3, .lcd   Lexicoder
  .csv, .tsv   a table with the columns word and category, or as LIWC-22's; ? and * are wildcards

Exit code 2 where an entry was left out, or the encoding is in doubt.";

const SUGGEST_HELP: &str = "\
Columns, separated by tabs:
  term            two to four words, outside all keywords of the dictionary
  frequency       occurrences
  documents       documents that hold it
  group           the group that it is most typical of
  log_likelihood  how far: signed G2 against the other groups; the list is ordered by it, then by frequency
  theme           the theme whose clauses it stands in most closely
  log_dice        how closely: 14 where it always stands in a clause of that theme, and none without it";

const SHEET_HELP: &str = "\
Columns, separated by tabs:
  doc, line, clause  the clause
  priority           to be filled in: 1 where it states a priority, 0 where it states none, ? in doubt
  themes             to be filled in: the ids of its themes, separated by commas
  disputed_themes    those on which readers differ
  text               the clause

A clause whose priority is left empty counts as not coded.

Example:
  themeshift themes sheet --articles 20 > coded.tsv";

const EVALUATE_HELP: &str = "\
The first table, separated by tabs, has a row for stated priorities, one for all themes together (the micro-average), and one
for each theme:
  coded, found, right  clauses that readers coded, that were found, and both
  precision, recall    right of found, right of coded
  f1                   the harmonic mean of both
  f1_low, f1_high      its 95 % interval, by the bootstrap over articles

The second has the commonest errors: in how many clauses, what was found and isn't coded or is coded and was missed, by which
keyword or class of cues, how often that was right, and one of the clauses as doc:line.clause.

Examples:
  themeshift themes evaluate coded.tsv
  themeshift themes evaluate --themes themes.toml --differences coded.tsv
  themeshift themes evaluate --language en coded.tsv";

const LEARN_HELP: &str = "\
Writes the tables of weights to standard output, to take the place of those in a copy of priorities.toml. The cues are yours
to choose; only their weights are learned, and those of words. The comment at the top says how well each document
is judged by weights that were learned from all the others. Without --afresh the weights stay near those of the rules: right
for a few hundred clauses of your own, but the figure is too good for clauses that these were learned from.

Example:
  themeshift themes learn --priorities priorities.toml coded.tsv > weights.toml";

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Report what is wrong with a theme dictionary, and what its keywords find in the articles
    #[command(after_help = CHECK_HELP)]
    Check {
        /// Theme dictionary [default: themes.toml in the input folder, else the built-in one]
        #[arg(short, long, value_name = "FILE")]
        themes: Option<PathBuf>,
        #[command(flatten)]
        corpus: CorpusArguments,
    },
    /// Suggest terms of the articles that no theme covers
    #[command(after_help = SUGGEST_HELP)]
    Suggest {
        /// Theme dictionary [default: themes.toml in the input folder, else the built-in one]
        #[arg(short, long, value_name = "FILE")]
        themes: Option<PathBuf>,
        #[command(flatten)]
        corpus: CorpusArguments,
        /// Only terms that are nearest to this theme, the nearest first
        #[arg(long, value_name = "ID")]
        near: Option<String>,
        /// Leave out terms rarer than this
        #[arg(long, default_value_t = 3, value_name = "N")]
        min_frequency: u64,
        /// At most so many terms
        #[arg(long, default_value_t = 50, value_name = "N")]
        limit: usize,
    },
    /// Write a theme dictionary as YAML, which quanteda reads
    #[command(after_help = EXPORT_HELP)]
    Export {
        /// Theme dictionary, of any format [default: the built-in one]
        #[arg(short, long, value_name = "FILE")]
        themes: Option<PathBuf>,
    },
    /// Write the clauses of some articles, drawn at random, as a sheet for readers to code
    #[command(after_help = SHEET_HELP)]
    Sheet {
        #[command(flatten)]
        corpus: CorpusArguments,
        /// So many articles
        #[arg(long, default_value_t = 20, value_name = "N")]
        articles: usize,
        /// Another number draws other articles
        #[arg(long, default_value_t = 1, value_name = "N")]
        seed: u64,
    },
    /// Measure dictionary and rules against clauses that readers coded
    #[command(after_help = EVALUATE_HELP)]
    Evaluate {
        #[command(flatten)]
        coded: Coded,
        /// List every clause that is coded otherwise
        #[arg(long)]
        differences: bool,
    },
    /// Learn the weights of the rules of priorities from clauses that readers coded, and write them
    #[command(after_help = LEARN_HELP)]
    Learn {
        #[command(flatten)]
        coded: Coded,
        /// Start from no weights: what is learned depends on these clauses alone, and so does the F1 that is printed
        #[arg(long)]
        afresh: bool,
    },
}

/// The language that is told from all others by its letters.
const VIETNAMESE: &str = "vi";

/// Coded clauses, and what is held against them.
#[derive(Debug, clap::Args)]
pub struct Coded {
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

impl Coded {
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

/// Does what is asked.
pub fn run(command: Command) -> Result<ExitCode> {
    match command {
        Command::Check { themes, corpus } => write_check(themes, corpus),
        Command::Suggest { themes, corpus, near, min_frequency, limit } => {
            suggest(themes, corpus, near.as_deref(), min_frequency, limit)
        }
        Command::Export { themes } => export(themes.as_deref()),
        Command::Sheet { corpus, articles, seed } => write_sheet(corpus, articles, seed),
        Command::Evaluate { coded, differences } => evaluate(&coded, differences),
        Command::Learn { coded, afresh } => write_learned(&coded, if afresh { Prior::Nothing } else { Prior::Rules }),
    }
}

/// Options for reading a corpus with a dictionary.
fn options(themes: Option<PathBuf>, corpus: CorpusArguments) -> Result<Options> {
    Options::build(Layer { themes, ..corpus.into() })
}

fn write_check(themes: Option<PathBuf>, corpus: CorpusArguments) -> Result<ExitCode> {
    let options = options(themes, corpus)?;
    let pipeline = Pipeline::build(&options)?;
    let (mut usage, mut languages) = (Usage::default(), BTreeMap::new());
    let (wherever, has_rules) = (pipeline.themes().without_conditions(), !pipeline.themes().conditions.is_empty());
    let mut matchers: BTreeMap<String, Matcher> = BTreeMap::new();
    let warnings = pipeline.read(&Corpus::open(&options)?, |text: Text| {
        let mut seen = Seen::default();
        for (line, hits) in std::iter::zip(&text.tokens.lines, &text.hits) {
            usage.add(line, &text.forms, hits);
            if has_rules {
                let matcher = matchers.entry(text.language.clone());
                let matcher = matcher.or_insert_with(|| Matcher::new(&wherever, text.forms.segmenter()));
                let found = matcher.find(line, &text.forms, &mut seen);
                usage.add_unmet(pipeline.themes(), &found, hits);
            }
        }
        *languages.entry(text.language).or_insert(0) += 1;
        Ok(())
    })?;
    let commonest = languages.into_iter().max_by_key(|(_, documents)| *documents);
    let language = commonest.map_or("vi".to_string(), |(language, _)| language);
    let remarks = check(pipeline.themes(), pipeline.segmenter(&language), &usage);
    let mut output = BufWriter::new(io::stdout().lock());
    let written = writeln!(output, "line\ttheme\tkeyword\tproblem\tdetail").and_then(|()| {
        remarks.iter().try_for_each(|Remark { line, theme, keyword, problem, detail }| {
            writeln!(output, "{line}\t{}\t{}\t{}\t{}", cell(theme), cell(keyword), problem.name(), cell(detail))
        })?;
        output.flush()
    });
    finish(written)?;
    warn(&warnings, Volume::default());
    let is_faulty = remarks.iter().any(|remark| remark.problem.is_fault());
    Ok(ExitCode::from(if is_faulty || !warnings.is_empty() { 2 } else { 0 }))
}

fn suggest(
    themes: Option<PathBuf>,
    corpus: CorpusArguments,
    near: Option<&str>,
    min_frequency: u64,
    limit: usize,
) -> Result<ExitCode> {
    let options = options(themes, corpus)?;
    let pipeline = Pipeline::build(&options)?;
    let ids = pipeline.themes().themes.iter().map(|theme| theme.id.as_str()).collect_vec();
    let near = near.map(|id| {
        let index = ids.iter().position(|known| *known == id);
        index.with_context(|| format!("the dictionary has no theme {id:?}: it has {}", ids.join(", ")))
    });
    let near = near.transpose()?;
    let (mut suggester, mut stopwords) = (Suggester::default(), BTreeMap::new());
    let warnings = pipeline.read(&Corpus::open(&options)?, |text: Text| {
        let language = text.language.clone();
        let stopwords = stopwords.entry(language).or_insert_with_key(|language| pipeline.stopwords([language]));
        suggester.add(&text, stopwords);
        Ok(())
    })?;
    let mut suggestions = suggester.suggestions(min_frequency);
    if near.is_some() {
        suggestions.retain(|suggestion| suggestion.theme == near);
        suggestions.sort_by(|left, right| right.log_dice.unwrap_or(0.0).total_cmp(&left.log_dice.unwrap_or(0.0)));
    }
    let mut output = BufWriter::new(io::stdout().lock());
    let row = |suggestion: &Suggestion| {
        let Suggestion { term, frequency, documents, group, log_likelihood, theme, log_dice } = suggestion;
        let number = |number: &Option<f64>| number.map(|number| format!("{number:.2}")).unwrap_or_default();
        let (group, theme) = (group.as_deref().unwrap_or_default(), theme.map_or("", |theme| ids[theme]));
        let (keyness, nearness) = (number(log_likelihood), number(log_dice));
        format!("{}\t{frequency}\t{documents}\t{}\t{keyness}\t{theme}\t{nearness}", cell(term), cell(group))
    };
    let written =
        writeln!(output, "term\tfrequency\tdocuments\tgroup\tlog_likelihood\ttheme\tlog_dice").and_then(|()| {
            suggestions.iter().take(limit).try_for_each(|suggestion| writeln!(output, "{}", row(suggestion)))?;
            output.flush()
        });
    finish(written)?;
    warn(&warnings, Volume::default());
    Ok(ExitCode::from(if warnings.is_empty() { 0 } else { 2 }))
}

fn write_sheet(corpus: CorpusArguments, articles: usize, seed: u64) -> Result<ExitCode> {
    let options = options(None, corpus)?;
    let pipeline = Pipeline::build(&options)?;
    let (mut draw, mut languages) = (Draw::new(articles, seed), BTreeMap::new());
    let warnings = pipeline.read(&Corpus::open(&options)?, |text: Text| {
        draw.add(&text.document, &text.paragraphs, &text.tokens);
        languages.insert(text.document, text.language);
        Ok(())
    })?;
    let drawn = draw.finish();
    let mut output = BufWriter::new(io::stdout().lock());
    let written = writeln!(output, "{}", COLUMNS.join("\t")).and_then(|()| {
        let mut rows = drawn.iter().flat_map(|(document, entries)| entries.iter().map(move |entry| (document, entry)));
        rows.try_for_each(|(document, Entry { line, clause, text })| {
            writeln!(output, "{}\t{line}\t{clause}\t\t\t\t{}", cell(document), cell(text))
        })?;
        output.flush()
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

fn export(themes: Option<&Path>) -> Result<ExitCode> {
    let themes = Themes::read(themes)?;
    warn(themes.doubt.as_slice(), Volume::default());
    let (yaml, lost) = themes.to_yaml();
    finish(io::stdout().lock().write_all(yaml.as_bytes()))?;
    for Skipped { line, entry, why } in &themes.skipped {
        eprintln!("warning: line {line}: skipped {entry:?}: {why}");
    }
    if !lost.is_empty() {
        eprintln!("warning: YAML can't say {} of the dictionary's entries, which are left out:", lost.len());
        lost.iter().for_each(|entry| eprintln!("  {entry}"));
    }
    Ok(ExitCode::from(if lost.is_empty() && themes.skipped.is_empty() && themes.doubt.is_none() { 0 } else { 2 }))
}

fn evaluate(coded: &Coded, differences: bool) -> Result<ExitCode> {
    let (themes, rules) = coded.read()?;
    let segmenters = Segmenters::new(Normalisation::default())?;
    let code = canonical_code(&coded.language)?;
    let segmenter = segmenters.get(segmenters.find(code));
    let none = Language::default();
    let rules = rules.languages.get(code).unwrap_or_else(|| {
        eprintln!("warning: there are no rules of priorities for {code}: only the themes are measured");
        &none
    });
    let mut output = io::stdout().lock();
    let mut forms = Forms::new(segmenter);
    for file in &coded.files {
        let evaluation = coded.read_clauses(file, &themes, &mut forms)?.evaluate(&themes, rules, &forms, |_| true);
        let written = writeln!(output, "{}", file.display()).and_then(|()| write!(output, "{evaluation}"));
        finish(written)?;
        if differences {
            finish(evaluation.differences.iter().try_for_each(|line| writeln!(output, "{line}")))?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Writes all weights, and how well such weights do on documents that they were not learned from.
fn write_learned(coded: &Coded, prior: Prior) -> Result<ExitCode> {
    let (themes, rules) = coded.read()?;
    let segmenters = Segmenters::new(Normalisation::default())?;
    let code = canonical_code(&coded.language)?;
    let (segmenter, rules) = (segmenters.get(segmenters.find(code)), rules.get(code)?);
    let mut forms = Forms::new(segmenter);
    let codings: Vec<_> =
        coded.files.iter().map(|file| coded.read_clauses(file, &themes, &mut forms)).collect::<Result<_>>()?;
    let learned = learn(&codings, rules, &forms, prior)?;
    let mut text = String::from("# Each document by weights learned from the others:\n");
    for (file, agreement) in coded.files.iter().zip(&learned.unseen) {
        let name = file.file_name().unwrap_or_default().display();
        let [f1, precision, recall] =
            [agreement.f1(), agreement.precision(), agreement.recall()].map(|figure| format!("{figure:.3}"));
        writeln!(text, "# {name}: {} priorities, F1 {f1} (precision {precision}, recall {recall})", agreement.coded)?;
    }
    let rules = &learned.rules;
    let tables = [&rules.weights, &rules.pairs, &rules.before, &rules.behind, &rules.words];
    for (name, table) in ["weights", "pairs", "before", "behind", "words"].iter().zip(tables) {
        writeln!(text, "\n[{code}.{name}]")?;
        for (name, weight) in table {
            let is_bare = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-');
            let name = if is_bare { name.clone() } else { toml::Value::String(name.clone()).to_string() };
            writeln!(text, "{name} = {weight:?}")?;
        }
    }
    finish(io::stdout().lock().write_all(text.as_bytes()))
}
