//! Teasers for other articles: `teaser`.
//!
//! The tail of a page is found as the suffix with most evidence. Every line is weighed by itself and its neighbours,
//! cues of a tail count above zero and the article's own paragraphs far below it; the tail begins at the cue from which
//! the sum to the end of the page is greatest. A paragraph that nothing marks as a teaser outweighs a whole box of
//! links, so a box in the middle of an article never takes the rest of the article with it.

use std::ops::RangeInclusive;

use super::bylines::{is_names, is_signature};
use super::furniture::{STRAYS, is_furniture, is_heading, is_notice, is_reply, is_stray, subheads};
use super::letters::to_lowercase;
use super::lists::{HoldingLists, PhraseList};
use super::page::{LineFinding, LineShape, Page, plain};
use super::shingles::{shared, shingles};
use super::topic::Topic;

/// Longest lead of a teaser, in words.
pub const LEAD: usize = 45;
/// Shortest title whose doubling counts as a cue: shorter ones are names or sign-offs.
const TITLE: usize = 5;
/// Lowest sum of weights of a tail, and the fewest cues in it: one doubled line may be an accident.
const LEAST_WEIGHT: i32 = 3;
const LEAST_CUES: usize = 2;
/// The least part of a tail's lines that must be cues if it holds more running text than the article. A brief with
/// twenty teasers under it is common, so half of the running text is no bound by itself.
const CUES_OF_LONG_TAIL: f64 = 1.0 / 3.0;
/// Longest heading of a box before a colon, in bytes.
const LABEL: usize = 40;
/// Longest name of a field in a form, in words: a longer line with a colon announces a list of the article.
const FIELD: usize = 3;
/// Links between paragraphs that no heading marks.
const UNMARKED: RangeInclusive<usize> = 2..=4;
/// Longest tag, in words, and most of them.
const TAG: usize = 7;
const TAGS: usize = 12;
/// Most links in a box inside an article.
const LINKS: usize = 8;

/// What a line says about where the article ends.
#[derive(Clone, Copy)]
struct EndEvidence {
    /// Above zero for a tail, below for the article.
    weight: i32,
    /// How many cues it is; a tail begins at one.
    cues: usize,
}

/// `teaser`: the tail, and the boxes of links above it.
pub fn teasers(page: &Page) -> Vec<LineFinding> {
    let end = tail(page).unwrap_or(page.lines.len());
    (end..page.lines.len()).chain(boxes(page, end)).map(LineFinding::at).collect()
}

/// Where the tail begins, as a place in the whole page (also removed lines are evidence: a doubled headline is a cue).
fn tail(page: &Page) -> Option<usize> {
    let lines = page.lines;
    let (first, last) = page.running?;
    let is_cue = |at: usize| {
        let shape = &lines[at];
        is_heading(shape)
            || is_comments(shape)
            || (at > last && is_pointer(shape))
            || is_doubled(lines, at)
            || is_cut_off(shape)
    };
    if !(first + 1..lines.len()).any(is_cue) {
        return None;
    }
    let evidence = weigh(page);
    let mut best: Option<(i32, usize)> = None;
    let (mut sum, mut cues) = (0, 0);
    for at in (first + 1..lines.len()).rev() {
        sum += evidence[at].weight;
        cues += evidence[at].cues;
        let begins = evidence[at].cues > 0 && cues >= LEAST_CUES && sum >= LEAST_WEIGHT;
        if begins && best.is_none_or(|(most, _)| sum >= most) {
            best = Some((sum, at));
        }
    }
    let (_, start) = best?;
    let words = |from: usize, to: usize| {
        page.shapes()
            .filter(|(at, shape)| (from..to).contains(at) && shape.is_running())
            .map(|(_, s)| s.words)
            .sum::<usize>()
    };
    let (kept, lost) = (words(0, start), words(start, lines.len()));
    let cue_lines = evidence[start..].iter().filter(|e| e.cues > 0).count() as f64;
    let holds = lost <= kept || cue_lines >= CUES_OF_LONG_TAIL * (lines.len() - start) as f64;
    holds.then(|| start - strays_above(page, start))
}

/// How many lines right above the tail are unknown buttons or tags: a few short ones, with the author's name or a share
/// bar over them to show that the article had ended. Tags occur in the text, too.
pub fn strays_above(page: &Page, start: usize) -> usize {
    let lines = page.lines;
    let is_button = |at: usize| {
        is_stray(&lines[at]) && !is_furniture(&lines[at]) && !is_names(lines[at].text) && !page.is_broken(at)
    };
    let is_tag = |at: usize| page.is_kept(at) && is_tag(page, at);
    let tags = (0..start).rev().take(TAGS).take_while(|&at| is_tag(at)).count();
    let over = start - tags;
    let count = tags + (0..over).rev().take(STRAYS.saturating_sub(tags)).take_while(|&at| is_button(at)).count();
    let over = (start - count).checked_sub(1);
    let ended =
        over.is_some_and(|at| is_furniture(&lines[at]) || is_signature(lines, at) || page.reason(at) == Some("byline"));
    if ended { count } else { 0 }
}

/// Whether it is short, and occurs word for word in a paragraph.
fn is_tag(page: &Page, at: usize) -> bool {
    let shape = &page.lines[at];
    let occurs = || {
        let low = to_lowercase(shape.text);
        page.shapes().any(|(_, other)| other.is_running() && to_lowercase(other.text).contains(&low))
    };
    shape.words <= TAG && shape.is_title() && !shape.is_closed() && occurs()
}

/// The evidence of every line of the page.
fn weigh(page: &Page) -> Vec<EndEvidence> {
    let lines = page.lines;
    let kept = {
        let mut kept = vec![false; lines.len()];
        page.kept.iter().for_each(|&at| kept[at] = true);
        kept
    };
    let doubled: Vec<bool> = (0..lines.len()).map(|at| is_doubled(lines, at)).collect();
    let first_cue = (0..lines.len())
        .find(|&at| page.running.is_some_and(|(first, _)| at > first) && (doubled[at] || is_heading(&lines[at])));
    let topic = Topic::of(page, first_cue.unwrap_or(lines.len()));
    let last = page.running.map_or(0, |(_, last)| last);
    let has_replies = lines.iter().any(is_reply);
    let subheads = subheads(page);
    let mut in_comments = false;
    (0..lines.len())
        .map(|at| {
            let shape = &lines[at];
            let evidence = |weight, cues| EndEvidence { weight, cues };
            if is_comments(shape) && subheads.binary_search(&at).is_err() {
                in_comments = has_replies;
                return if has_replies { evidence(4, 2) } else { evidence(2, 1) };
            }
            let titled = at > 0 && lines[at - 1].is_title();
            let short = shape.is_running() && shape.words <= LEAD;
            match () {
                () if is_heading(shape) => evidence(4, 2),
                () if doubled[at] => evidence(2, usize::from(at == 0 || lines[at - 1].text != shape.text)),
                () if shape.words <= LEAD && is_cut_off(shape) && titled => evidence(3, 1),
                // Between paragraphs a link or a notice says nothing about the end.
                () if at > last && (is_pointer(shape) || is_notice(shape)) => evidence(1, 1),
                () if !kept[at] || in_comments => evidence(0, 0),
                () if is_furniture(shape) => evidence(0, 0),
                () if short && at > 0 && doubled[at - 1] => evidence(-1, 0),
                () if shape.is_running() => match topic.holds(shape) {
                    Some(true) => evidence(-10, 0),
                    Some(false) if short && titled => evidence(1, 0),
                    // Under another paragraph it is text that goes on.
                    Some(false) if at > 0 && kept[at - 1] && lines[at - 1].is_running() => evidence(-10, 0),
                    Some(false) => evidence(-3, 0),
                    None if is_lead(lines, at) => evidence(-1, 0),
                    None => evidence(-10, 0),
                },
                () if shape.is_title() && leads(lines, at + 1) => evidence(1, usize::from(is_cut_off(&lines[at + 1]))),
                // However many buttons are in a row, they say no more about the text before them.
                () if shape.is_title() => evidence(i32::from(!is_nth_title(lines, at)), 0),
                () if shape.ends_in(':') && shape.words > FIELD => evidence(-4, 0),
                () => evidence(-2, 0),
            }
        })
        .collect()
}

/// Whether the [`STRAYS`] lines right above are titles, too.
fn is_nth_title(lines: &[LineShape], at: usize) -> bool {
    at >= STRAYS && lines[at - STRAYS..at].iter().all(LineShape::is_title)
}

/// Whether a title occurs twice, one right after the other.
fn is_doubled(lines: &[LineShape], at: usize) -> bool {
    let same = |other: usize| lines.get(other).is_some_and(|other| other.text == lines[at].text);
    let shape = &lines[at];
    shape.words >= TITLE
        && shape.is_title()
        && !shape.text.ends_with([')', ']'])
        && (same(at + 1) || (at > 0 && same(at - 1)))
}

/// Whether it is the heading of the readers' comments.
fn is_comments(shape: &LineShape) -> bool {
    shape.words <= 6 && shape.lists.has(PhraseList::Comments)
}

/// Whether it breaks off as a summary cut to length does: "... of the valley ...".
fn is_cut_off(shape: &LineShape) -> bool {
    shape.text.ends_with(" ...")
        || shape.text.ends_with(" …")
        || shape.text.ends_with(" […]")
        || shape.text.ends_with(" [...]")
}

fn leads(lines: &[LineShape], at: usize) -> bool {
    lines.get(at).is_some_and(|shape| shape.is_running() && shape.words <= LEAD)
}

/// Whether it is one of two or more leads in a row, each under its own title.
fn is_lead(lines: &[LineShape], at: usize) -> bool {
    let pair = |at: usize| at > 0 && leads(lines, at) && lines[at - 1].is_title();
    pair(at) && (pair(at + 2) || (at >= 2 && pair(at - 2)))
}

/// The lines of boxes before `end`: a heading with the titles right under it, and lines that say themselves that they
/// lead elsewhere ("Đọc thêm: ...", ">> ..."). If there are several titles, the last one is the article's own
/// subheading if it shares a pair of words with the paragraph under it.
fn boxes(page: &Page, end: usize) -> Vec<usize> {
    let lines = page.lines;
    let kept = || page.shapes().map(|(at, _)| at).filter(move |&at| at < end);
    let own = kept().filter(|&at| is_link(&lines[at]));
    let under = (0..end).filter(|&at| is_heading(&lines[at])).flat_map(|heading| {
        let links = (heading + 1..end)
            .take(LINKS + 1)
            .take_while(|&at| lines[at].is_title() && !is_heading(&lines[at]) && lines[at].words >= TITLE);
        let count = links.count();
        let after = heading + 1 + count;
        let subheading = count > 1
            && lines.get(after).is_some_and(LineShape::is_running)
            && shared(&shingles(&lines[after - 1].hashes, 2), &shingles(&lines[after].hashes, 2)) > 0;
        let taken = if count > LINKS { 0 } else { count - usize::from(subheading) };
        heading..heading + 1 + taken
    });
    own.chain(under).chain(unmarked(page, end)).collect()
}

/// Two to four titles in a row between paragraphs: a subhead is alone, and a list is announced, longer, or of short
/// lines. The last is the article's own subhead if it shares a pair of words with the paragraph under it.
fn unmarked(page: &Page, end: usize) -> Vec<usize> {
    let lines = page.lines;
    let runs = |at: usize| page.is_kept(at) && lines[at].is_running() && lines[at].is_closed();
    let is_link = |&at: &usize| {
        let shape = &lines[at];
        page.is_kept(at)
            && shape.is_title()
            && !shape.is_running()
            && !shape.marked
            && shape.words > TITLE
            && !shape.is_closed()
            && !shape.text.contains([':', '\t', '"', '“', '-', '–'])
            && !page.is_broken(at)
    };
    let kept: Vec<usize> = page.kept.iter().copied().filter(|&at| at < end).collect();
    let ends = |at: usize| runs(at) || lines[at].is_closed() || lines[at].is_item();
    let mut found = Vec::new();
    for (before, _) in kept.windows(2).enumerate().filter(|(_, pair)| runs(pair[0]) && is_link(&pair[1])) {
        let count = kept[before + 1..].iter().take_while(|at| is_link(at)).count();
        let Some(&after) = kept.get(before + 1 + count).filter(|&&after| UNMARKED.contains(&count) && ends(after))
        else {
            continue;
        };
        let pairs = |at: usize| shingles(&lines[at].hashes, 2);
        let subhead = shared(&pairs(kept[before + count]), &pairs(after)) > 0;
        found.extend(&kept[before + 1..before + 1 + count - usize::from(subhead)]);
    }
    found
}

/// A link in the text: arrows before it, or the heading of a box and a colon.
fn is_link(shape: &LineShape) -> bool {
    let arrows = ["&gt;&gt;", ">>", "»", "››", "=>", "→"].iter().any(|mark| shape.text.starts_with(mark));
    (shape.words < LEAD && arrows) || is_pointer(shape)
}

/// The heading of a box, a colon or an arrow, and a title: "Xem thêm: ...". A sentence with a full stop is not one.
fn is_pointer(shape: &LineShape) -> bool {
    let labelled = || {
        let mark = shape.text.bytes().take(LABEL + 1).position(|byte| matches!(byte, b':' | b'>'));
        mark.is_some_and(|mark| HoldingLists::of_numbered(&plain(&shape.text[..mark])).has(PhraseList::Boxes))
    };
    shape.words < LEAD && !shape.ends_in('.') && labelled()
}
