//! Cleaning: the lines of an article -> its paragraphs, and every other line with the reason it was left out.
//!
//! [`RULES`] lists the rules in the order they run. Each is a pure function of the `Page`; [`clean`] folds them, so
//! every line is either kept as it was or removed exactly once, by the first rule that claims it. Only a picture credit
//! at the end of a paragraph is removed while the rest of its line stays.
//!
//! Rules look at structure first (repetition, length, final stop, position, blank lines, shared vocabulary) and at
//! short lists of phrases second. A rule in doubt keeps the line: a stray teaser moves a count a little, a lost
//! paragraph loses what the article said.
//!
//! | name | what it removes |
//! | --- | --- |
//! | `no_text` | lines without a letter or a digit |
//! | `phrase` | lines that hold one of the user's own phrases |
//! | `repeat` | a line that repeats an earlier one word for word |
//! | `near_repeat` | a line that repeats an earlier one with small edits (3-word shingles, Jaccard) |
//! | `caption` | captions with a credit, whole or broken over lines, those that share their indent, Markdown pictures; later those without a credit that show it otherwise |
//! | `site_furniture` | share bars, footers, headings of boxes, breadcrumbs, widgets |
//! | `teaser` | the tail of teasers after the article, and boxes of links inside it |
//! | `contained` | a line whose words are all inside a longer line (captions without a credit, pull quotes) |
//! | `date_bar` | lines that hold nothing but a date, a time or an age |
//! | `byline` | authors with their posts, sources, datelines alone on a line |
//!
//! The rules know what furniture looks like. A model trained on labelled pages says where the article is; it sees what
//! they left and what they removed (see [`article`]): `before`, `between` and `after` are the lines that it takes for
//! no part of it.
//!
//! Lines that the format marks as no text of the article go before all rules: `outside`, `link`, `caption`.
//!
//! Before all of them a text whose lines were broken at some width gets its paragraphs back, and paragraphs lose the
//! credits of pictures at their ends (as `caption`); finally, lines over which one sentence is broken are joined. Both
//! ways of joining are `broken_line`.

pub mod article;
mod broken;
mod bylines;
mod captions;
mod credits;
mod dates;
mod echo;
mod furniture;
mod letters;
mod lists;
mod page;
mod phrases;
mod pictures;
mod published;
mod repeats;
mod shingles;
mod tables;
mod teasers;
mod topic;
mod uncredited;
mod words;
mod wrapped;
#[cfg(test)]
mod tests;

use itertools::Itertools;
use serde::Serialize;
use thiserror::Error;

pub(crate) use letters::{is_alphabetic, is_alphanumeric, parts};
pub(crate) use shingles::mix;
#[cfg(test)]
pub(crate) use shingles::{jaccard, shingles};
#[cfg(test)]
pub(crate) use words::LineWords;

use crate::options::Cleaning;
use crate::read::{Composed, Line, LineMark};
use crate::words::Words;
use page::{LineFinding, LineShape, Page};

/// A line that was left out, and why; or the credit of a picture that was cut off the end of a paragraph which stays.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Removed {
    /// Its line in the source file, from 1.
    pub line: usize,
    /// The name of the rule that removed it, or one of [`article::REASONS`] or of the marks of a format.
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
    /// As in the source, so that positions of characters can be traced, apart from a credit at its end; lines joined to it
    /// follow after one space.
    pub text: String,
    /// Whether it is the title: at the start, short, without a final stop, followed by running text.
    pub headline: bool,
}

/// A line that goes on with the sentence of one before, and stays as part of that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Joined {
    /// Its line in the source file, from 1.
    pub line: usize,
    /// The line of the paragraph that it is part of.
    pub to: usize,
}

/// An article after cleaning: all lists in the order of the source, together every line that came in; only a line whose
/// credit was cut off is in two of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Document {
    /// What stays.
    pub paragraphs: Vec<Paragraph>,
    /// What was left out.
    pub removed: Vec<Removed>,
    /// What stays as part of a paragraph that began before.
    pub joined: Vec<Joined>,
    /// The words of what stays, in any case and without marks, each as a hash; of a line, the first 2,000.
    pub words: Vec<u64>,
    /// The line near the headline that says when the article came out.
    pub date_line: Option<String>,
}

impl Document {
    /// Its headline, where its first paragraph is one.
    pub fn headline(&self) -> Option<String> {
        let headline = self.paragraphs.first().filter(|paragraph| paragraph.headline)?;
        Some(headline.text.trim().trim_start_matches('#').trim().to_string())
    }
}

/// A name that no rule has.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("[cleaning] off: there is no rule {name:?}; there are {}", known.join(", "))]
pub struct UnknownRule {
    /// The name.
    pub name: String,
    /// The names that rules have.
    pub known: Vec<&'static str>,
}

/// Refuses the name of a rule that doesn't exist.
///
/// # Errors
/// Names it and the existing rules.
pub fn check(cleaning: &Cleaning) -> Result<(), UnknownRule> {
    check_in(RULES, cleaning)
}

/// The same for a table of rules.
fn check_in(table: RuleTable, cleaning: &Cleaning) -> Result<(), UnknownRule> {
    let known: Vec<_> = reasons_in(table).map(|reason| reason.name).chain([BROKEN_LINE]).collect();
    match cleaning.off.iter().find(|off| !known.contains(&off.as_str())) {
        Some(off) => Err(UnknownRule { name: off.clone(), known }),
        None => Ok(()),
    }
}

/// A rule: the page -> the lines to remove, by their place in [`Page::lines`]. Lines that are gone already are ignored.
type Rule = fn(&Page) -> Vec<LineFinding>;

/// Why a line is removed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Reason {
    /// Its name (stable, it is the `reason` of [`Removed`]).
    pub name: &'static str,
    /// What the line is.
    pub words: Words,
}

impl Reason {
    const fn new(name: &'static str, en: &'static str, vi: &'static str) -> Reason {
        Reason { name, words: Words::new(en, vi) }
    }
}

/// Rules in the order they run: why they remove a line, and how they find it.
type RuleTable<'t> = &'t [(Reason, Rule)];

/// The rules. Captions are sought twice. Adding a rule takes one row.
pub const RULES: RuleTable = &[
    (
        Reason::new("no_text", "It holds no letter or digit.", "Dòng không có chữ cái hay chữ số nào."),
        furniture::without_text,
    ),
    (
        Reason::new(
            "phrase",
            "It holds one of the phrases that this project's configuration names.",
            "Dòng chứa một trong những cụm từ mà cấu hình của dự án đã nêu.",
        ),
        furniture::with_phrase,
    ),
    (CAPTION, captions::captions),
    (
        Reason::new(
            "site_furniture",
            "It belongs to the site, not the article: share bar, menu, footer.",
            "Dòng thuộc về trang web chứ không thuộc bài viết: nút chia sẻ, trình đơn, chân trang.",
        ),
        furniture::furniture,
    ),
    (Reason::new("teaser", "It leads to another article.", "Dòng dẫn sang một bài viết khác."), teasers::teasers),
    // After the rules above: a paragraph that repeats a caption must stay when the caption goes.
    (
        Reason::new(
            "repeat",
            "It repeats an earlier line, word for word.",
            "Dòng lặp lại nguyên văn một dòng đã có ở trên.",
        ),
        repeats::exact,
    ),
    (
        Reason::new(
            "near_repeat",
            "It repeats an earlier line, with small edits.",
            "Dòng lặp lại một dòng đã có ở trên, chỉ sửa đôi chút.",
        ),
        repeats::near,
    ),
    (
        Reason::new(
            "contained",
            "It is part of a longer line: a caption or pull quote that the text repeats.",
            "Dòng nằm trọn trong một dòng dài hơn: chú thích ảnh hoặc câu trích nổi bật mà bài viết nhắc lại.",
        ),
        repeats::contained,
    ),
    // After these: a caption may be repeated elsewhere, and boxes between it and the text are gone.
    (CAPTION, uncredited::captions),
    (Reason::new("date_bar", "It is only a date or time.", "Dòng chỉ có ngày tháng hoặc giờ."), dates::date_bars),
    (
        Reason::new("byline", "It names the author or the source.", "Dòng ghi tên tác giả hoặc nguồn tin."),
        bylines::bylines,
    ),
];

/// The reasons to remove lines with these marks.
const MARKED: [(LineMark, Reason); 3] = [
    (LineMark::Caption, CAPTION),
    (
        LineMark::Link,
        Reason::new(
            "link",
            "It is nothing but links in an HTML page, or a teaser there.",
            "Dòng chỉ gồm các liên kết trong trang HTML, hoặc là lời dẫn sang bài khác.",
        ),
    ),
    (
        LineMark::Outside,
        Reason::new(
            "outside",
            "It is outside the article: menu, side box, footer, comments of an HTML page, or what a press database puts under a text.",
            "Dòng nằm ngoài bài viết: trình đơn, khung bên, chân trang, bình luận của trang HTML, hoặc phần mà cơ sở dữ liệu báo chí ghi dưới bài.",
        ),
    ),
];

/// Why the rules remove captions, and a step cuts their credits off paragraphs.
const CAPTION: Reason =
    Reason::new("caption", "It is a caption, or a picture's credit.", "Dòng là chú thích ảnh hoặc ghi nguồn ảnh.");

/// Why lines are removed, each reason once.
pub fn reasons() -> impl Iterator<Item = Reason> {
    reasons_in(RULES)
}

/// The same for a table of rules.
fn reasons_in(table: RuleTable) -> impl Iterator<Item = Reason> {
    let rules = table.iter().map(|(reason, _)| *reason);
    rules.chain(article::REASONS).chain(MARKED.map(|(_, reason)| reason)).unique_by(|reason| reason.name)
}

/// The name of the step that joins lines.
pub const BROKEN_LINE: &str = "broken_line";

/// What became of a line: nothing yet, or the rule that removed it and the place of the line it repeats.
type LineVerdict = Option<(&'static str, Option<usize>)>;

/// Runs the rules over an article's lines. Linear in the text, apart from sorting within a line.
pub fn clean(lines: Vec<Line>, rules: &Cleaning) -> Document {
    clean_by(RULES, lines, rules)
}

/// The same with a table of rules.
fn clean_by(table: RuleTable, lines: Vec<Line>, rules: &Cleaning) -> Document {
    let (lines, marked) = set_apart(lines, rules);
    let (lines, joined) = unwrap(lines, rules);
    let (lines, credits) = cut_credits(lines, rules);
    let Judgement { verdicts, headline, broken, words } = judge(table, &lines, marked.len(), rules);
    let numbers: Vec<usize> = lines.iter().map(|line| line.number).collect();
    let (mut paragraphs, mut joined, mut removed) = (Vec::<Paragraph>::new(), joined, marked);
    removed.extend(credits);
    for (at, (line, verdict)) in lines.into_iter().zip(verdicts).enumerate() {
        let Line { number, text, .. } = line;
        if let Some((reason, similar)) = verdict {
            let similar_to = similar.map(|at| numbers[at]);
            removed.push(Removed { line: number, reason, similar_to, text: text.into() });
        } else if let Some(paragraph) = paragraphs.last_mut().filter(|_| broken.binary_search(&at).is_ok()) {
            joined.push(Joined { line: number, to: paragraph.line });
            paragraph.text.truncate(paragraph.text.trim_end().len());
            paragraph.text.extend([" ", text.trim_start()]);
        } else {
            paragraphs.push(Paragraph { line: number, text: text.into(), headline: headline == Some(at) });
        }
    }
    joined.sort_by_key(|joined| joined.line);
    removed.sort_by_key(|removed| removed.line);
    let date_line = published::date_line(&paragraphs, &removed);
    Document { paragraphs, removed, joined, words, date_line }
}

/// Sets apart the lines whose format marks them as no text of the article. The rules never see them.
fn set_apart(lines: Vec<Line>, rules: &Cleaning) -> (Vec<Line>, Vec<Removed>) {
    let reason = |line: &Line| {
        let reason = MARKED.iter().find(|(mark, _)| *mark == line.mark)?.1.name;
        is_on(reason, rules).then_some(reason)
    };
    let (gone, kept): (Vec<_>, Vec<_>) =
        lines.into_iter().map(|line| (reason(&line), line)).partition(|(gone, _)| gone.is_some());
    let removed = gone.into_iter().filter_map(|(reason, Line { number, text, .. })| {
        Some(Removed { line: number, reason: reason?, similar_to: None, text: text.into() })
    });
    (kept.into_iter().map(|(_, line)| line).collect(), removed.collect())
}

/// The paragraphs of a text whose lines were broken at some width; any other comes back as it is.
fn unwrap(lines: Vec<Line>, rules: &Cleaning) -> (Vec<Line>, Vec<Joined>) {
    if !is_on(BROKEN_LINE, rules) {
        return (lines, Vec::new());
    }
    let numbers: Vec<usize> = lines.iter().map(|line| line.number).collect();
    let lines = wrapped::unwrap(lines);
    let mut firsts = lines.iter().map(|line| line.number).peekable();
    let mut to = 0;
    let joined = numbers.into_iter().filter_map(|line| match firsts.next_if_eq(&line) {
        Some(first) => {
            to = first;
            None
        }
        None => Some(Joined { line, to }),
    });
    let joined = joined.collect();
    (lines, joined)
}

/// Cuts the credits of pictures off the ends of paragraphs. What is cut off counts as removed on its own.
fn cut_credits(lines: Vec<Line>, rules: &Cleaning) -> (Vec<Line>, Vec<Removed>) {
    let mut credits = Vec::new();
    if !is_on(CAPTION.name, rules) {
        return (lines, credits);
    }
    let cut = |line: Line| {
        let Some(start) = credits::behind_paragraph(&line.text) else { return line };
        let (text, credit) = line.text.split_at(start);
        credits.push(Removed { line: line.number, reason: CAPTION.name, similar_to: None, text: credit.to_string() });
        Line { text: Composed::new(text.trim_end()), ..line }
    };
    (lines.into_iter().map(cut).collect(), credits)
}

/// Whether a rule is not switched off.
fn is_on(name: &str, rules: &Cleaning) -> bool {
    !rules.off.iter().any(|off| off == name)
}

/// What is found out about the lines of an article.
struct Judgement {
    verdicts: Vec<LineVerdict>,
    /// The place of the headline.
    headline: Option<usize>,
    /// The places of the lines that go on with the one kept before.
    broken: Vec<usize>,
    /// See [`Document`].
    words: Vec<u64>,
}

/// Judges the lines of an article; `apart` lines were set apart before.
fn judge(table: RuleTable, lines: &[Line], apart: usize, rules: &Cleaning) -> Judgement {
    let shapes = LineShape::of_lines(lines);
    let verdicts = verdicts(table, &shapes, apart, rules);
    let page = Page::new(&shapes, &verdicts, &rules.phrases);
    let headline = page.headline();
    let broken = if is_on(BROKEN_LINE, rules) { broken::broken_lines(&page, headline) } else { Vec::new() };
    let words = page.shapes().flat_map(|(_, shape)| shape.hashes.iter().map(|(hash, _)| *hash)).collect();
    Judgement { verdicts, headline, broken, words }
}

/// What becomes of the lines by the rules, and by where the article is.
fn verdicts(table: RuleTable, shapes: &[LineShape], apart: usize, rules: &Cleaning) -> Vec<LineVerdict> {
    let verdicts = by_rules(table, shapes, rules);
    let outside = article::outside(&Page::new(shapes, &verdicts, &rules.phrases), apart);
    outside
        .into_iter()
        .filter(|(reason, _)| is_on(reason.name, rules))
        .fold(verdicts, |verdicts, (reason, finding)| apply(reason.name, &[finding], verdicts))
}

/// What becomes of the lines by the rules that are not switched off.
fn by_rules(table: RuleTable, shapes: &[LineShape], rules: &Cleaning) -> Vec<LineVerdict> {
    let on = table.iter().filter(|(reason, _)| is_on(reason.name, rules));
    on.fold(vec![None; shapes.len()], |verdicts, (reason, rule)| {
        apply(reason.name, &rule(&Page::new(shapes, &verdicts, &rules.phrases)), verdicts)
    })
}

/// The verdicts after one more rule: a line that is gone keeps its first reason.
fn apply(name: &'static str, findings: &[LineFinding], verdicts: Vec<LineVerdict>) -> Vec<LineVerdict> {
    findings.iter().fold(verdicts, |mut verdicts, finding| {
        verdicts[finding.at].get_or_insert((name, finding.similar_to));
        verdicts
    })
}
