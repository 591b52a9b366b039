//! What stands before and after the article on its page: `before`, `after`.
//!
//! The other rules know what furniture looks like. These two know where the article is, so that furniture which nobody
//! has seen yet goes, too: the article goes from its headline to the last paragraph that is tied to the others, by its
//! words or by standing right under them.

use std::cell::LazyCell;
use std::ops::Deref;

use super::furniture::is_stray;
use super::page::{Finding, Page, Shape};
use super::shingles::{shared, shingles};
use super::tables::cells;
use super::teasers::{LEAD, strays_above};
use super::topic::Topic;

/// Longest line between the headline and the text that may be a button, a section or a link, in words: a longer one is
/// the article's lead.
const BUTTON: usize = 7;
/// Words from which a line is a paragraph of the text and no bid to readers.
const PARAGRAPH: usize = 20;
/// Lines of a box that the text goes on behind: its heading and a link.
const BOX: usize = 2;
/// Longest name of a field, in bytes.
const FIELD: usize = 40;
/// Words of a line with a colon from which it announces a list, and is no field of a form.
const ANNOUNCES: usize = 4;
/// Shortest line under the headline that is the article's deck, in words.
const DECK: usize = 7;
/// Shortest title that can be told from the name of a section, in words.
pub const TITLE: usize = 5;
/// Least words of a line, and least part of them, that echo the text though no pair of words does: in English the words of a
/// headline are inflected otherwise.
const ECHO: usize = 8;
const ECHOED: f64 = 0.4;
/// Paragraphs that a headline is compared with.
const OPENING: usize = 5;
/// Lines of furniture in a row that say that the article is over, if the text doesn't go on at length.
const FURNITURE: usize = 3;
/// Short lines before or after the text that are furniture, known or not.
const MENU: usize = 5;
/// Reasons to remove a line that say that the article is over, where nothing of it follows.
const TAIL: [&str; 2] = ["site_furniture", "teaser"];
/// Reasons to remove a line amid the article: the text goes on behind it.
const WITHIN: [&str; 6] = ["no_text", "phrase", "caption", "repeat", "near_repeat", "contained"];

/// `before`: what stands above the headline; and below it, above the text, short lines that share nothing with it.
pub fn before(page: &Page) -> Vec<Finding> {
    let topic = LazyCell::new(|| Topic::of(page, page.lines.len()));
    let Some(start) = start(page, &topic) else { return Vec::new() };
    let head = || page.shapes().take_while(|(at, _)| *at < start);
    if head().next().is_none() {
        return Vec::new();
    }
    let (words, pairs) = (opening(page, start, 1), opening(page, start, 2));
    let echoes = |shape: &Shape| {
        let of_line = shingles(&shape.hashes, 1);
        shared(&shingles(&shape.hashes, 2), &pairs) > 0
            || of_line.len() >= ECHO && shared(&of_line, &words) as f64 >= ECHOED * of_line.len() as f64
    };
    let is_path = |shape: &Shape| [" / ", " | ", " > ", " » ", " › "].iter().any(|mark| shape.text.contains(mark));
    let is_title =
        |at: usize, shape: &Shape| shape.words >= TITLE && page.is_title(at) && !page.continues(at) && !is_path(shape);
    let is_headline = |&(at, shape): &(usize, &Shape)| shape.marked || is_title(at, shape) && echoes(shape);
    // Or the first line of some length under a menu.
    let under_menu = || {
        let menu = head().take_while(|(_, shape)| shape.words < TITLE).count();
        head().nth(menu).filter(|&(at, shape)| menu >= MENU && is_title(at, shape))
    };
    let Some((echoing, _)) = head().find(is_headline).or_else(under_menu) else { return Vec::new() };
    // Over the date, the author or the lead stands the headline, whatever it says.
    let stands_over = |at: usize| {
        (at + 1..echoing).any(|at| match page.reason(at) {
            Some(reason) => matches!(reason, "date_bar" | "byline"),
            None => page.lines[at].is_running(),
        })
    };
    let mut titles = head().take_while(|(at, _)| *at < echoing).filter(|&(at, shape)| is_title(at, shape));
    let headline = match (titles.next(), titles.next()) {
        (Some((only, _)), None) if stands_over(only) => only,
        _ => echoing,
    };
    let mut below = page.shapes().filter(|(at, _)| *at > headline);
    let deck = below.next().filter(|(_, shape)| shape.words >= DECK).map_or(headline, |(at, _)| at);
    let is_text = |shape: &Shape| shape.is_running() || shape.is_item() || announces(shape);
    let text = page.shapes().find(|(at, shape)| *at > headline && is_text(shape)).map_or(start, |(at, _)| at);
    let heads_list = |at: usize| page.lines.get(at + 1).is_some_and(Shape::is_item);
    let is_foreign = |&(at, shape): &(usize, &Shape)| match at < headline {
        true => !shape.is_running() || speaks_of_cookies(shape),
        false => {
            (deck + 1..text).contains(&at)
                && !page.is_broken(at)
                && !heads_list(at)
                && !shape.marked
                && !shape.is_closed()
                && !shape.is_running()
                && !shape.is_item()
                && !shape.ends_in(',')
                && shape.words <= BUTTON
                && !echoes(shape)
        }
    };
    head().filter(is_foreign).map(|(at, _)| Finding::at(at)).collect()
}

/// The runs of so many words in the first paragraphs from `start` on, which a headline is compared with.
pub fn opening(page: &Page, start: usize, length: usize) -> Vec<u64> {
    let running = page.shapes().filter(|(at, shape)| *at >= start && shape.is_running()).take(OPENING);
    let mut runs: Vec<u64> = running.flat_map(|(_, shape)| shingles(&shape.hashes, length)).collect();
    runs.sort_unstable();
    runs.dedup();
    runs
}

/// Where the text begins: the first paragraph that is tied to the others or has another right under it.
fn start(page: &Page, topic: &impl Deref<Target = Topic>) -> Option<usize> {
    let runs = |at: usize| page.is_kept(at) && page.lines[at].is_running();
    let follows = |at: usize| (at + 1..page.lines.len()).find(|&next| !is_within(page, next)).is_some_and(runs);
    let is_start = |&(at, shape): &(usize, &Shape)| {
        runs(at) && !speaks_of_cookies(shape) && (follows(at) || topic.holds(shape) == Some(true))
    };
    page.shapes().find(is_start).or(page.shapes().find(|(at, _)| runs(*at))).map(|(at, _)| at)
}

/// Whether it was removed, but as something that stands amid articles.
fn is_within(page: &Page, at: usize) -> bool {
    page.reason(at).is_some_and(|reason| WITHIN.contains(&reason))
}

/// Whether it was removed as furniture.
fn is_known(page: &Page, at: usize) -> bool {
    page.reason(at).is_some_and(|reason| TAIL.contains(&reason))
}

fn speaks_of_cookies(shape: &Shape) -> bool {
    shape.text.to_lowercase().split(|c: char| !c.is_alphanumeric()).any(|word| word == "cookie" || word == "cookies")
}

/// What stands between the article so far and a line.
#[derive(Clone, Copy, Default, PartialEq)]
struct Between {
    /// Lines that look like titles.
    titles: usize,
    /// Lines that are no part of an article.
    foreign: usize,
    /// How many of these are known to be furniture.
    known: usize,
    /// Whether one of them names somebody: an author or a reader, whose words follow.
    named: bool,
}

impl Between {
    /// Nothing, or a box or a picture's remains, over which the text goes on.
    fn is_box(self) -> bool {
        self.titles == 0 && self.foreign <= BOX && !self.named
    }

    /// The same, and what could be a subhead.
    fn is_subhead(self) -> bool {
        Between { titles: self.titles.saturating_sub(1), ..self }.is_box()
    }
}

/// `after`: what follows the last paragraph that is tied to the article, where some of it is known to be furniture.
pub fn after(page: &Page) -> Vec<Finding> {
    let topic = LazyCell::new(|| Topic::of(page, page.lines.len()));
    let Some(start) = start(page, &topic) else { return Vec::new() };
    let end = end(page, &topic, start);
    let words = |from: usize, to: usize| {
        let within = page.shapes().filter(|(at, shape)| (from..=to).contains(at) && shape.is_running());
        within.map(|(_, shape)| shape.words).sum::<usize>()
    };
    let buttons = page.shapes().filter(|(at, shape)| *at > end && is_stray(shape)).count();
    let cue = match (end + 1..page.lines.len()).find(|&at| is_known(page, at) || is_contact(&page.lines[at])) {
        // So many short lines in a row are no text, either.
        _ if buttons >= MENU && topic.is_known() => end + 1,
        Some(cue) => cue - strays_above(page, cue),
        None => return Vec::new(),
    };
    // More text than the article: it may be the article, after all.
    if words(cue, page.lines.len()) > words(start, cue) {
        return Vec::new();
    }
    page.shapes().filter(|(at, _)| *at >= cue).map(|(at, _)| Finding::at(at)).collect()
}

/// The place of the article's last line.
fn end(page: &Page, topic: &impl Deref<Target = Topic>, start: usize) -> usize {
    let lines = page.lines;
    let runs = |at: usize| page.is_kept(at) && lines[at].is_running();
    let mut end = start;
    let mut between = Between::default();
    let mut in_list = false;
    let cells = cells(page);
    for at in start + 1..lines.len() {
        let shape = &lines[at];
        if is_within(page, at) {
            continue;
        }
        let next = (at + 1..lines.len()).find(|&next| !is_within(page, next));
        let belongs = match () {
            () if !page.is_kept(at) || is_contact(shape) => false,
            // What is about the same may stand in the furniture, too.
            () if runs(at) && between.known >= FURNITURE => {
                let holds = |at: usize| topic.holds(&lines[at]) == Some(true);
                // Behind an offer of letters the text goes on without titles or names.
                let goes_on = next.is_some_and(runs) || shape.words > PARAGRAPH;
                let is_offer = between.titles == 0 && !between.named && goes_on;
                is_offer
                    || holds(at) && shape.words > LEAD
                    || next.is_some_and(|next| runs(next) && (holds(at) || holds(next)))
            }
            () if runs(at) => {
                between.is_box()
                    || between.is_subhead() && (next.is_some_and(runs) || topic.touches(shape) || shape.words > LEAD)
                    || shape.words > LEAD && topic.holds(shape) != Some(false)
                    || topic.holds(shape) == Some(true)
            }
            () if between == Between::default() => {
                in_list || cells[at] || shape.is_item() || shape.is_closed() || announces(shape) || is_row(shape)
            }
            () if announces(shape) => between.titles == 0 && !between.named,
            // A box of facts under its title.
            () => between.is_subhead() && is_row(shape) && next.is_some_and(|next| is_row(&lines[next])),
        };
        if belongs {
            in_list = announces(shape) || in_list && !shape.is_closed();
            (end, between) = (at, Between::default());
        } else if page.is_kept(at) && shape.is_title() {
            between.titles += 1;
        } else {
            between.foreign += 1;
            between.known += usize::from(is_known(page, at));
            between.named |= page.reason(at) == Some("byline");
        }
    }
    end
}

/// A row of a table, or a field with its value.
fn is_row(shape: &Shape) -> bool {
    let field = shape.text.split_once(": ");
    shape.text.contains('\t') || field.is_some_and(|(name, value)| name.len() < FIELD && !value.contains('@'))
}

fn announces(shape: &Shape) -> bool {
    shape.ends_in(':') && shape.words >= ANNOUNCES
}

/// "For further information, please contact:", "Contacts".
fn is_contact(shape: &Shape) -> bool {
    let low = shape.plain.as_str();
    let asks = ["for more information", "for further information", "for media enquiries", "mọi chi tiết xin liên hệ"];
    let heads = ["contact", "contacts", "media contact", "media contacts", "press contact", "press contacts"];
    asks.iter().any(|opening| low.starts_with(opening))
        || heads.contains(&low)
        || shape.ends_in(':') && (low.contains("contact") || low.contains("liên hệ"))
}
