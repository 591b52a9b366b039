//! Cleaning: the lines of an article -> its paragraphs, and every other line with the reason it was left out.
//!
//! The rules stand in [`RULES`] in the order they run. Each is a pure function of the [`Page`]; [`clean`] folds them,
//! so every line is either kept as it was or removed exactly once, by the first rule that claims it.
//!
//! Rules look at structure first (repetition, length, final stop, position, blank lines, shared vocabulary) and at
//! short lists of phrases second. A rule in doubt keeps the line: a stray teaser moves a count a little, a lost
//! paragraph loses what the article said.
//!
//! | name | what it removes |
//! | --- | --- |
//! | `no_text` | lines without a letter or a digit |
//! | `phrase` | lines that hold one of the user's own phrases |
//! | `repeat` | a line that stood before, word for word |
//! | `near_repeat` | a line that stood before with small edits (3-word shingles, Jaccard) |
//! | `caption` | captions with a credit, whole or broken over lines, those that share their indent, Markdown pictures |
//! | `site_furniture` | share bars, footers, headings of boxes, breadcrumbs, widgets |
//! | `teaser` | the tail of teasers after the article, and boxes of links inside it |
//! | `contained` | a line whose words all stand inside a longer line (captions without a credit, pull quotes) |
//! | `date_bar` | lines that hold nothing but a date, a time or an age |
//! | `byline` | authors with their posts, sources, datelines alone on a line |
//! | `banner` | what stands above the headline: station, section, menu |

mod banners;
mod bylines;
mod captions;
mod dates;
mod furniture;
mod page;
mod phrases;
mod repeats;
mod shingles;
mod teasers;
#[cfg(test)]
mod tests;

use anyhow::{Result, bail};

#[cfg(test)]
pub(crate) use shingles::{jaccard, shingles};
pub(crate) use shingles::{mix, word_hashes};

use crate::options::Cleaning;
use crate::read::Line;
use page::{Finding, Page, Shape};

/// A line that was left out, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Removed {
    /// Its line in the source file, from 1.
    pub line: usize,
    /// The name of the rule that removed it, one of [`RULES`].
    pub reason: &'static str,
    /// The line in the source file that it repeats.
    pub similar_to: Option<usize>,
    /// As in the source.
    pub text: String,
}

/// A line that stays.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    /// Its line in the source file, from 1.
    pub line: usize,
    /// As in the source, so that positions of characters can be traced.
    pub text: String,
    /// Whether it is the title: at the start, short, without a final stop, followed by running text. If it is
    /// broken over lines, the first of them.
    pub headline: bool,
}

/// An article after cleaning: both lists in the order of the source, together every line that came in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cleaned {
    /// What stays.
    pub paragraphs: Vec<Paragraph>,
    /// What was left out.
    pub removed: Vec<Removed>,
}

/// Refuses the name of a rule that doesn't exist.
///
/// # Errors
/// Names it, and the rules that there are.
pub fn check(cleaning: &Cleaning) -> Result<()> {
    let known = || RULES.iter().map(|(name, _)| *name);
    match cleaning.off.iter().find(|off| !known().any(|name| name == *off)) {
        Some(off) => {
            bail!("[cleaning] off: there is no rule {off:?}; there are {}", known().collect::<Vec<_>>().join(", "))
        }
        None => Ok(()),
    }
}

/// A rule: the page -> the lines to remove, by their place in [`Page::lines`]. Lines that are gone already are ignored.
type Rule = fn(&Page) -> Vec<Finding>;

/// The rules in the order they run: name (stable, it is the `reason` of [`Removed`]) and function.
pub const RULES: &[(&str, Rule)] = &[
    ("no_text", furniture::without_text),
    ("phrase", furniture::with_phrase),
    ("caption", captions::captions),
    ("site_furniture", furniture::furniture),
    ("teaser", teasers::teasers),
    // Behind the rules above: a paragraph that repeats a caption must stay when the caption goes.
    ("repeat", repeats::exact),
    ("near_repeat", repeats::near),
    ("contained", repeats::contained),
    ("date_bar", dates::date_bars),
    ("byline", bylines::bylines),
    ("banner", banners::banners),
];

/// What became of a line: nothing yet, or the rule that removed it and the place of the line it repeats.
type Verdict = Option<(&'static str, Option<usize>)>;

/// Runs the rules over an article's lines. Linear in the text, apart from sorting within a line.
pub fn clean(lines: Vec<Line>, rules: &Cleaning) -> Cleaned {
    let (verdicts, headline) = judge(&lines, rules);
    let numbers: Vec<usize> = lines.iter().map(|line| line.number).collect();
    let (kept, gone): (Vec<_>, Vec<_>) =
        lines.into_iter().zip(verdicts).enumerate().partition(|(_, (_, verdict))| verdict.is_none());
    Cleaned {
        paragraphs: kept
            .into_iter()
            .map(|(i, (line, _))| Paragraph { line: line.number, text: line.text, headline: headline == Some(i) })
            .collect(),
        removed: gone
            .into_iter()
            .filter_map(|(_, (line, verdict))| {
                verdict.map(|(reason, similar)| Removed {
                    line: line.number,
                    reason,
                    similar_to: similar.map(|i| numbers[i]),
                    text: line.text,
                })
            })
            .collect(),
    }
}

/// The verdict on every line, and the place of the headline.
fn judge(lines: &[Line], rules: &Cleaning) -> (Vec<Verdict>, Option<usize>) {
    let shapes = Shape::of_lines(lines);
    let verdicts = RULES
        .iter()
        .filter(|(name, _)| !rules.off.iter().any(|off| off == name))
        .fold(vec![None; lines.len()], |verdicts, (name, rule)| {
            apply(name, &rule(&Page::new(&shapes, &verdicts, &rules.phrases)), verdicts)
        });
    let headline = Page::new(&shapes, &verdicts, &rules.phrases).headline();
    (verdicts, headline)
}

/// The verdicts after one more rule: a line that is gone keeps its first reason.
fn apply(name: &'static str, findings: &[Finding], verdicts: Vec<Verdict>) -> Vec<Verdict> {
    findings.iter().fold(verdicts, |mut verdicts, finding| {
        verdicts[finding.at].get_or_insert((name, finding.similar_to));
        verdicts
    })
}
