//! What the model sees of each line of a page: how long it is and how it begins and ends, where it stands, what became of
//! the lines around it, what it shares with the text, and its words.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::clean::dates;
use crate::clean::furniture::is_in;
use crate::clean::page::{Page, Shape};
use crate::clean::phrases::COMMENTS;
use crate::clean::shingles::{FNV_BASIS, mix, runs};
use crate::clean::tables::cells;
use crate::clean::words::is_alphabetic;

/// Features are told apart by so many bits; a model has a weight for each value of them.
pub const BITS: u32 = 16;

/// Bounds of ranges: of words, finely and roughly; of lines.
const LENGTHS: [usize; 11] = [1, 2, 3, 4, 6, 9, 14, 20, 29, 45, 80];
const ROUGHLY: [usize; 5] = [3, 6, 12, 20, 30];
const SHORT: [usize; 3] = [3, 8, 20];
const FAR: [usize; 3] = [1, 2, 4];
/// What is counted where there is nothing.
const NONE: u64 = 99;

/// Marks that say something of the line that holds them.
const MARKS: [char; 17] = ['©', '@', '|', '»', '>', '/', '\t', '#', '(', ':', '•', '·', '►', '"', '“', ',', '%'];

/// Paragraphs that a headline is compared with.
const OPENING: usize = 3;
/// Shortest title that is compared with them, in words.
const TITLE: usize = 3;
/// Lines above and below of which it is counted how many are gone.
const AROUND: usize = 4;
/// Longest date, and longest heading of comments, in words.
const DATE: usize = 12;
const HEADING: usize = 6;
/// Up to so many words all of a line are looked at, and of a longer one so many at its beginning.
const WHOLE: usize = 20;
const BEGINNING: usize = 6;

/// The features of every line of a page, in the order of [`Page::lines`].
pub fn of_page(page: &Page) -> Vec<Vec<u16>> {
    let looks: Vec<Look> = page.lines.iter().enumerate().map(|(at, shape)| Look::of(page, at, shape)).collect();
    let text = Text::of(page);
    let mut above = 0;
    let mut found = Vec::with_capacity(page.lines.len());
    for (at, shape) in page.lines.iter().enumerate() {
        let zone = text.zone(at);
        let line = Line { page, text: &text, looks: &looks, at, shape, zone, rough: range(shape.words, &ROUGHLY) };
        let mut features = Features::default();
        line.itself(&mut features);
        line.place(&mut features, above);
        line.neighbours(&mut features);
        line.company(&mut features);
        line.title(&mut features);
        line.shares(&mut features);
        line.words(&mut features);
        found.push(features.0);
        if text.is_running(at) {
            above += shape.words;
        }
    }
    found
}

/// What a feature is about.
#[derive(Clone, Copy)]
enum Kind {
    Bias,
    Words,
    Last,
    First,
    LastAndWords,
    Running,
    Capitals,
    Loud,
    Mark,
    Date,
    WordsAndZone,
    LastAndZone,
    Above,
    AboveAndWords,
    Between,
    Gap,
    Neighbour,
    Neighbours,
    Before,
    After,
    Gone,
    Company,
    PlaceInCompany,
    Announced,
    Furniture,
    Paragraphs,
    Comments,
    Cell,
    Headline,
    Longest,
    Opening,
    Closest,
    Shared,
    SharedAndWords,
    SharedPairs,
    SharedPairsAndWords,
    Again,
    FirstWord,
    FirstWords,
    LastWord,
    LastWords,
    AllWords,
    Word,
}

/// The features of a line so far.
#[derive(Default)]
struct Features(Vec<u16>);

impl Features {
    fn add(&mut self, kind: Kind, values: &[u64]) {
        let hash = values.iter().fold(mix(FNV_BASIS, kind as u64), |hash, value| mix(hash, *value));
        // The high bits of a product are the best mixed.
        self.0.push((hash.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (u64::BITS - BITS)) as u16);
    }
}

/// In which of the ranges that end at `ends` a number lies.
fn range(number: usize, ends: &[usize]) -> u64 {
    ends.iter().take_while(|end| number > **end).count() as u64
}

/// The same of a part of a whole.
fn part(number: usize, all: usize, ends: &[f64]) -> u64 {
    ends.iter().take_while(|end| number as f64 > **end * all.max(1) as f64).count() as u64
}

/// What a line looks like to its neighbours and to itself.
struct Look {
    /// The kind of its first character, and of its last one apart from closing quotes and brackets.
    first: u64,
    last: u64,
    /// How many of its words open with a capital, in quarters; whether it has no small letter.
    capitals: u64,
    loud: bool,
    /// One bit for each of [`MARKS`].
    marks: u32,
    /// Sentence, item, title or running text, announcing or not, gone or not.
    kind: u64,
    /// The same and roughly how long a title is; of a line that is gone the rule that removed it.
    exact: u64,
}

impl Look {
    fn of(page: &Page, at: usize, shape: &Shape) -> Look {
        let (mut letters, mut capitals, mut words, mut names) = (0_usize, 0_usize, 0_usize, 0_usize);
        let (mut marks, mut within) = (0_u32, false);
        for c in shape.text.chars() {
            if is_alphabetic(c) {
                let is_capital = c.is_uppercase();
                letters += 1;
                capitals += usize::from(is_capital);
                words += usize::from(!within);
                names += usize::from(!within && is_capital);
                within = true;
            } else {
                within &= !c.is_whitespace();
                marks |= MARKS.iter().position(|mark| *mark == c).map_or(0, |place| 1 << place);
            }
        }
        let kind = match () {
            () if shape.is_running() => 0,
            () if shape.is_closed() => 1,
            () if shape.is_item() => 2,
            () => 3,
        };
        let long = if kind == 3 { range(shape.words, &[2, 5, 9, 15]) } else { 0 };
        let kind = kind + if shape.ends_in(':') { 8 } else { 0 };
        let reason = page.reason(at).map(of_str);
        Look {
            first: class(shape.text.chars().next()),
            last: class(shape.last()),
            capitals: (4 * names / words.max(1)) as u64,
            loud: letters > 0 && capitals == letters,
            marks,
            kind: kind + if reason.is_some() { 16 } else { 0 },
            exact: reason.unwrap_or(kind + 32 * long),
        }
    }
}

/// What kind of character opens or ends a line.
fn class(c: Option<char>) -> u64 {
    match c {
        None => 0,
        Some(c) if c.is_ascii_digit() => 1,
        Some(c) if c.is_uppercase() => 2,
        Some(c) if is_alphabetic(c) => 3,
        Some('"' | '“' | '«' | '‘' | '\'' | '„' | '”' | '»' | '’') => 4,
        Some('-' | '–' | '—' | '+' | '•' | '*' | '·' | '►' | '▶') => 5,
        Some('(' | '[') => 6,
        Some(c @ ('.' | '…' | '?' | '!' | ':' | ';' | ',')) => u64::from(u32::from(c)),
        Some(_) => 7,
    }
}

fn of_str(text: &str) -> u64 {
    text.bytes().fold(FNV_BASIS, |hash, byte| mix(hash, u64::from(byte)))
}

/// The text of a page, of which a line may be part.
struct Text {
    /// The places of its running text, rising, and the words of that.
    places: Vec<usize>,
    words: usize,
    /// In how many of its lines of running text a word stands, and a pair of words.
    single: FxHashMap<u64, u32>,
    pairs: FxHashMap<u64, u32>,
    /// How often a line stands on the page, whatever became of it.
    lines: FxHashMap<u64, u32>,
    /// The words of the first paragraphs.
    opening: FxHashSet<u64>,
    /// Of the titles above the text, the first that holds most of these words, and the longest.
    closest: Option<usize>,
    longest: Option<usize>,
    headline: Option<usize>,
    /// For each line where the kept lines right above and below it begin and end that are no running text, as it is.
    company: Vec<(usize, usize)>,
    /// The place of the heading of readers' comments.
    comments: Option<usize>,
    /// Whether it is a cell of a table.
    cells: Vec<bool>,
    /// How many of the lines have a blank line above, in thirds.
    gaps: u64,
}

impl Text {
    fn of(page: &Page) -> Text {
        let running = || page.shapes().filter(|(_, shape)| shape.is_running());
        let places: Vec<usize> = running().map(|(at, _)| at).collect();
        let opening: FxHashSet<u64> =
            running().take(OPENING).flat_map(|(_, shape)| &shape.hashes).map(|(word, _)| *word).collect();
        let first = places.first().copied().unwrap_or(0);
        let titles = || page.shapes().filter(|(at, shape)| *at < first && shape.is_title());
        let most = |of: &dyn Fn(&Shape) -> usize, least: usize| {
            let titles = titles().filter(|(_, shape)| shape.words >= least);
            titles.map(|(at, shape)| (of(shape), std::cmp::Reverse(at))).max().map(|(_, at)| at.0)
        };
        let is_comments = |shape: &Shape| shape.words <= HEADING && is_in(&shape.plain, COMMENTS);
        let gaps = page.lines.iter().filter(|shape| shape.after_gap).count();
        let mut text = Text {
            words: running().map(|(_, shape)| shape.words).sum(),
            closest: most(&|shape| held(shape, &opening), TITLE),
            longest: most(&|shape| shape.words, 1),
            headline: page.headline(),
            company: company(page),
            comments: page.lines.iter().position(is_comments),
            cells: cells(page),
            gaps: (3 * gaps / page.lines.len().max(1)) as u64,
            single: FxHashMap::default(),
            pairs: FxHashMap::default(),
            lines: FxHashMap::default(),
            places,
            opening,
        };
        for (_, shape) in running() {
            count(&mut text.single, runs(&shape.hashes, 1).collect());
            count(&mut text.pairs, runs(&shape.hashes, 2).collect());
        }
        page.lines.iter().for_each(|shape| count(&mut text.lines, vec![whole(shape)]));
        text
    }

    fn is_running(&self, at: usize) -> bool {
        self.places.binary_search(&at).is_ok()
    }

    /// Whether a line stands above the text, in it, or below it.
    fn zone(&self, at: usize) -> u64 {
        match (self.places.first(), self.places.last()) {
            (Some(&first), _) if at < first => 0,
            (_, Some(&last)) if at > last => 2,
            (Some(_), _) => 1,
            (None, _) => 3,
        }
    }
}

/// Adds a line's runs of words, each once.
fn count(counts: &mut FxHashMap<u64, u32>, mut runs: Vec<u64>) {
    runs.sort_unstable();
    runs.dedup();
    runs.into_iter().for_each(|run| *counts.entry(run).or_default() += 1);
}

/// How many of a line's words are among these.
fn held(shape: &Shape, words: &FxHashSet<u64>) -> usize {
    shape.hashes.iter().filter(|(word, _)| words.contains(word)).count()
}

fn whole(shape: &Shape) -> u64 {
    shape.hashes.iter().fold(FNV_BASIS, |hash, (word, _)| mix(hash, *word))
}

/// See [`Text::company`].
fn company(page: &Page) -> Vec<(usize, usize)> {
    let mut company: Vec<(usize, usize)> = (0..page.lines.len()).map(|at| (at, at)).collect();
    let is_short = |at: &usize| !page.lines[*at].is_running();
    for run in page.kept.chunk_by(|a, b| is_short(a) && is_short(b) && a + 1 == *b) {
        run.iter().for_each(|&at| company[at] = (run[0], run[run.len() - 1]));
    }
    company
}

/// A line on its page.
struct Line<'a> {
    page: &'a Page<'a>,
    text: &'a Text,
    looks: &'a [Look],
    at: usize,
    shape: &'a Shape<'a>,
    zone: u64,
    /// How long it is, roughly.
    rough: u64,
}

impl Line<'_> {
    fn look(&self) -> &Look {
        &self.looks[self.at]
    }

    fn itself(&self, features: &mut Features) {
        let (shape, look) = (self.shape, self.look());
        let length = range(shape.words, &LENGTHS);
        features.add(Kind::Bias, &[]);
        features.add(Kind::Words, &[length]);
        features.add(Kind::Last, &[look.last]);
        features.add(Kind::First, &[look.first, u64::from(shape.marked)]);
        features.add(Kind::LastAndWords, &[length, look.last]);
        features.add(Kind::Running, &[u64::from(shape.is_running())]);
        features.add(Kind::Capitals, &[look.capitals, length]);
        features.add(Kind::Loud, &[u64::from(look.loud), range(shape.words, &[2, 6, 12])]);
        for mark in (0..MARKS.len() as u64).filter(|mark| look.marks >> mark & 1 == 1) {
            features.add(Kind::Mark, &[mark, range(shape.words, &SHORT)]);
        }
        if shape.words <= DATE {
            let (is_date, has_time) = (dates::is_date(shape.text), dates::names_time(shape.text));
            features.add(Kind::Date, &[u64::from(is_date), u64::from(has_time), self.zone]);
        }
        features.add(Kind::Cell, &[u64::from(self.text.cells[self.at])]);
    }

    /// Where it stands: above, in or below the running text, and how much of that is above it.
    fn place(&self, features: &mut Features, above: usize) {
        let Line { text, at, shape, zone, rough, .. } = *self;
        features.add(Kind::WordsAndZone, &[zone, range(shape.words, &LENGTHS)]);
        features.add(Kind::LastAndZone, &[zone, rough, self.look().last]);
        features.add(Kind::Above, &[part(above, text.words, &[0.0, 0.05, 0.2, 0.5, 0.8, 0.95, 0.999])]);
        features.add(Kind::AboveAndWords, &[part(above, text.words, &[0.0, 0.2, 0.8, 0.999]), rough]);
        let next = text.places.partition_point(|&place| place < at);
        let far = |distance: Option<usize>| distance.map_or(NONE, |distance| range(distance, &FAR));
        let since = next.checked_sub(1).map(|before| at - text.places[before]);
        let until = text.places[next..].iter().find(|&&place| place > at).map(|&place| place - at);
        features.add(Kind::Between, &[far(since), far(until), range(shape.words, &SHORT)]);
        features.add(Kind::Gap, &[u64::from(shape.after_gap), text.gaps]);
    }

    /// The lines right above and below, and what became of them.
    fn neighbours(&self, features: &mut Features) {
        let Line { page, at, .. } = *self;
        let look = |step: isize| at.checked_add_signed(step).and_then(|at| self.looks.get(at));
        let exact = |step: isize| look(step).map_or(NONE, |look| look.exact);
        let kind = |step: isize| look(step).map_or(NONE, |look| look.kind);
        for step in [-2, -1, 1, 2] {
            features.add(Kind::Neighbour, &[step as u64, exact(step)]);
        }
        features.add(Kind::Neighbours, &[kind(-1), kind(0), kind(1)]);
        features.add(Kind::Before, &[exact(-1), kind(0)]);
        features.add(Kind::After, &[kind(0), exact(1)]);
        let gone = |places: std::ops::Range<usize>| places.filter(|&at| !page.is_kept(at)).count() as u64;
        let (before, after) = (at.saturating_sub(AROUND)..at, at + 1..(at + 1 + AROUND).min(page.lines.len()));
        features.add(Kind::Gone, &[gone(before), gone(after), u64::from(self.shape.is_running())]);
    }

    /// The short lines that it stands among; what was removed since the last paragraph; what stands on the page.
    fn company(&self, features: &mut Features) {
        let Line { page, text, at, zone, .. } = *self;
        let kind = self.look().kind;
        let (first, last) = text.company[at];
        let (place, left) = (at - first, last + 1 - at);
        let count = range(place + left, &[1, 2, 3, 5, 8, 15]);
        features.add(Kind::Company, &[count, zone, kind]);
        features.add(Kind::PlaceInCompany, &[count, range(place, &[0, 1, 2]), range(left, &[1, 2, 3])]);
        let above = first.checked_sub(1).filter(|&above| page.is_kept(above));
        let announced = (first..at).chain(above).any(|at| page.lines[at].ends_in(':'));
        features.add(Kind::Announced, &[u64::from(announced), kind, zone]);
        let paragraph = text.places[..text.places.partition_point(|&place| place < at)].last().copied();
        let is_known = |at: &usize| matches!(page.reason(*at), Some("site_furniture" | "teaser"));
        let known = (paragraph.unwrap_or(0)..at).filter(is_known).count();
        features.add(Kind::Furniture, &[range(known, &[0, 1, 3]), kind, zone]);
        features.add(Kind::Paragraphs, &[range(text.places.len(), &[1, 3, 6, 12, 30]), zone, kind]);
        features.add(Kind::Comments, &[u64::from(text.comments.is_some_and(|place| place < at)), kind, zone]);
    }

    /// Whether it could be the headline.
    fn title(&self, features: &mut Features) {
        let Line { text, at, shape, zone, rough, .. } = *self;
        let is = |place: Option<usize>| u64::from(place == Some(at));
        let fifths = 5 * held(shape, &text.opening) / shape.hashes.len().max(1);
        features.add(Kind::Headline, &[is(text.headline), rough]);
        features.add(Kind::Longest, &[is(text.longest), rough]);
        features.add(Kind::Closest, &[is(text.closest), rough]);
        features.add(Kind::Opening, &[fifths as u64, rough, zone]);
    }

    /// How much of its words, and of its pairs of words, the rest of the text holds.
    fn shares(&self, features: &mut Features) {
        let Line { text, at, shape, zone, rough, .. } = *self;
        let own = u32::from(text.is_running(at));
        let share = |length: usize, counts: &FxHashMap<u64, u32>, steps: usize| {
            let is_held = |run: &u64| counts.get(run).is_some_and(|count| *count > own);
            let all = shape.hashes.len().saturating_sub(length - 1).max(1);
            (steps * runs(&shape.hashes, length).filter(is_held).count() / all) as u64
        };
        let (words, pairs) = (share(1, &text.single, 5), share(2, &text.pairs, 6));
        features.add(Kind::Shared, &[words]);
        features.add(Kind::SharedAndWords, &[words, rough, zone]);
        features.add(Kind::SharedPairs, &[pairs]);
        features.add(Kind::SharedPairsAndWords, &[pairs, rough, zone]);
        let again = text.lines.get(&whole(shape)).is_some_and(|count| *count > 1);
        features.add(Kind::Again, &[u64::from(again)]);
    }

    /// Its words, as far as they may be those of a site: the first and the last ones, and all of a short line.
    fn words(&self, features: &mut Features) {
        let words: Vec<u64> = self.shape.hashes.iter().map(|(word, _)| *word).collect();
        let (Some(&first), Some(&last)) = (words.first(), words.last()) else { return };
        let length = range(self.shape.words, &[DATE, WHOLE]);
        features.add(Kind::FirstWord, &[first]);
        features.add(Kind::FirstWords, &words[..words.len().min(2)]);
        features.add(Kind::LastWord, &[last]);
        features.add(Kind::LastWords, &words[words.len().saturating_sub(2)..]);
        if words.len() <= BEGINNING {
            features.add(Kind::AllWords, &words);
        }
        let seen = if self.shape.words <= WHOLE { words.len() } else { words.len().min(BEGINNING) };
        words[..seen].iter().for_each(|&word| features.add(Kind::Word, &[word, length]));
    }
}
