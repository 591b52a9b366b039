//! What the model sees of each line of a page: how long it is, how it begins and ends, where it is, what became of the
//! lines around it, what it shares with the text, and its words.

mod look;
mod text;

use rustc_hash::FxHashMap;

use crate::clean::dates;
use crate::clean::page::{LineShape, Page};
use crate::clean::shingles::{FNV_BASIS, mix, runs};
use look::{LineLook, MARKS};
use text::{LineCount, PageText, held, whole};

/// Features are told apart by this many bits; a model has a weight for each value of them.
pub const BITS: u32 = 16;

/// Bounds of ranges: of words, finely and roughly; of lines.
const LENGTHS: [usize; 11] = [1, 2, 3, 4, 6, 9, 14, 20, 29, 45, 80];
const ROUGHLY: [usize; 5] = [3, 6, 12, 20, 30];
const SHORT: [usize; 3] = [3, 8, 20];
const FAR: [usize; 3] = [1, 2, 4];
/// What stands for a number where there is nothing to count.
const NONE: u64 = 99;

/// Among this many lines above and below, those that are gone are counted.
const AROUND: usize = 4;
/// Longest date, in words.
const DATE: usize = 12;
/// A line of up to this many words is looked at whole, and a longer one by this many words at its beginning.
const WHOLE: usize = 20;
const BEGINNING: usize = 6;

/// Hardly a line has more features.
const USUAL: usize = 64;

/// The features of every line of a page, in the order of [`Page::lines`].
pub fn of_page(page: &Page) -> Vec<Vec<u16>> {
    let looks: Vec<LineLook> = page.lines.iter().enumerate().map(|(at, shape)| LineLook::of(page, at, shape)).collect();
    let text = PageText::of(page);
    let mut above = 0;
    let mut found = Vec::with_capacity(page.lines.len());
    for (at, shape) in page.lines.iter().enumerate() {
        let zone = text.zone(at);
        let line = PageLine { page, text: &text, looks: &looks, at, shape, zone, rough: range(shape.words, &ROUGHLY) };
        let mut features = Features(Vec::with_capacity(USUAL));
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
enum FeatureKind {
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
struct Features(Vec<u16>);

impl Features {
    fn add(&mut self, kind: FeatureKind, values: &[u64]) {
        self.add_all(kind, values.iter().copied());
    }

    fn add_words(&mut self, kind: FeatureKind, words: &[(u64, bool)]) {
        self.add_all(kind, words.iter().map(|(word, _)| *word));
    }

    fn add_all(&mut self, kind: FeatureKind, values: impl Iterator<Item = u64>) {
        let hash = values.fold(mix(FNV_BASIS, kind as u64), mix);
        // The high bits of a product are the best mixed.
        self.0.push((hash.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (u64::BITS - BITS)) as u16);
    }
}

/// Which of the ranges that end at `ends` a number lies in.
fn range(number: usize, ends: &[usize]) -> u64 {
    ends.iter().take_while(|end| number > **end).count() as u64
}

/// The same for a part of a whole.
fn part(number: usize, all: usize, ends: &[f64]) -> u64 {
    ends.iter().take_while(|end| number as f64 > **end * all.max(1) as f64).count() as u64
}

/// A line on its page.
struct PageLine<'a> {
    page: &'a Page<'a>,
    text: &'a PageText,
    looks: &'a [LineLook],
    at: usize,
    shape: &'a LineShape<'a>,
    zone: u64,
    /// How long it is, roughly.
    rough: u64,
}

impl PageLine<'_> {
    fn look(&self) -> &LineLook {
        &self.looks[self.at]
    }

    fn itself(&self, features: &mut Features) {
        let (shape, look) = (self.shape, self.look());
        let length = range(shape.words, &LENGTHS);
        features.add(FeatureKind::Bias, &[]);
        features.add(FeatureKind::Words, &[length]);
        features.add(FeatureKind::Last, &[look.last]);
        features.add(FeatureKind::First, &[look.first, u64::from(shape.marked)]);
        features.add(FeatureKind::LastAndWords, &[length, look.last]);
        features.add(FeatureKind::Running, &[u64::from(shape.is_running())]);
        features.add(FeatureKind::Capitals, &[look.capitals, length]);
        features.add(FeatureKind::Loud, &[u64::from(look.loud), range(shape.words, &[2, 6, 12])]);
        for mark in (0..MARKS.len() as u64).filter(|mark| look.marks >> mark & 1 == 1) {
            features.add(FeatureKind::Mark, &[mark, range(shape.words, &SHORT)]);
        }
        if shape.words <= DATE {
            let (is_date, has_time) = (dates::is_date(shape.text), dates::names_time(shape.text));
            features.add(FeatureKind::Date, &[u64::from(is_date), u64::from(has_time), self.zone]);
        }
        features.add(FeatureKind::Cell, &[u64::from(self.text.cells[self.at])]);
    }

    /// Where it is: above, in or below the running text, and how much of that is above it.
    fn place(&self, features: &mut Features, above: usize) {
        let PageLine { text, at, shape, zone, rough, .. } = *self;
        features.add(FeatureKind::WordsAndZone, &[zone, range(shape.words, &LENGTHS)]);
        features.add(FeatureKind::LastAndZone, &[zone, rough, self.look().last]);
        features.add(FeatureKind::Above, &[part(above, text.words, &[0.0, 0.05, 0.2, 0.5, 0.8, 0.95, 0.999])]);
        features.add(FeatureKind::AboveAndWords, &[part(above, text.words, &[0.0, 0.2, 0.8, 0.999]), rough]);
        let next = text.places.partition_point(|&place| place < at);
        let far = |distance: Option<usize>| distance.map_or(NONE, |distance| range(distance, &FAR));
        let since = next.checked_sub(1).map(|before| at - text.places[before]);
        let until = text.places[next..].iter().find(|&&place| place > at).map(|&place| place - at);
        features.add(FeatureKind::Between, &[far(since), far(until), range(shape.words, &SHORT)]);
        features.add(FeatureKind::Gap, &[u64::from(shape.after_gap), text.gaps]);
    }

    /// The lines right above and below, and what became of them.
    fn neighbours(&self, features: &mut Features) {
        let PageLine { page, at, .. } = *self;
        let look = |step: isize| at.checked_add_signed(step).and_then(|at| self.looks.get(at));
        let exact = |step: isize| look(step).map_or(NONE, |look| look.exact);
        let kind = |step: isize| look(step).map_or(NONE, |look| look.kind);
        for step in [-2, -1, 1, 2] {
            features.add(FeatureKind::Neighbour, &[step as u64, exact(step)]);
        }
        features.add(FeatureKind::Neighbours, &[kind(-1), kind(0), kind(1)]);
        features.add(FeatureKind::Before, &[exact(-1), kind(0)]);
        features.add(FeatureKind::After, &[kind(0), exact(1)]);
        let gone = |places: std::ops::Range<usize>| places.filter(|&at| !page.is_kept(at)).count() as u64;
        let (before, after) = (at.saturating_sub(AROUND)..at, at + 1..(at + 1 + AROUND).min(page.lines.len()));
        features.add(FeatureKind::Gone, &[gone(before), gone(after), u64::from(self.shape.is_running())]);
    }

    /// The short lines that it is among; what was removed since the last paragraph; what is on the page.
    fn company(&self, features: &mut Features) {
        let PageLine { page, text, at, zone, .. } = *self;
        let kind = self.look().kind;
        let (first, last) = text.company[at];
        let (place, left) = (at - first, last + 1 - at);
        let count = range(place + left, &[1, 2, 3, 5, 8, 15]);
        features.add(FeatureKind::Company, &[count, zone, kind]);
        features.add(FeatureKind::PlaceInCompany, &[count, range(place, &[0, 1, 2]), range(left, &[1, 2, 3])]);
        let above = first.checked_sub(1).filter(|&above| page.is_kept(above));
        let announced = (first..at).chain(above).any(|at| page.lines[at].ends_in(':'));
        features.add(FeatureKind::Announced, &[u64::from(announced), kind, zone]);
        let paragraph = text.places[..text.places.partition_point(|&place| place < at)].last().copied();
        let is_known = |at: &usize| matches!(page.reason(*at), Some("site_furniture" | "teaser"));
        let known = (paragraph.unwrap_or(0)..at).filter(is_known).count();
        features.add(FeatureKind::Furniture, &[range(known, &[0, 1, 3]), kind, zone]);
        features.add(FeatureKind::Paragraphs, &[range(text.places.len(), &[1, 3, 6, 12, 30]), zone, kind]);
        features.add(FeatureKind::Comments, &[u64::from(text.comments.is_some_and(|place| place < at)), kind, zone]);
    }

    /// Whether it could be the headline.
    fn title(&self, features: &mut Features) {
        let PageLine { text, at, shape, zone, rough, .. } = *self;
        let is = |place: Option<usize>| u64::from(place == Some(at));
        let fifths = 5 * held(shape, &text.opening) / shape.hashes.len().max(1);
        features.add(FeatureKind::Headline, &[is(text.headline), rough]);
        features.add(FeatureKind::Longest, &[is(text.longest), rough]);
        features.add(FeatureKind::Closest, &[is(text.closest), rough]);
        features.add(FeatureKind::Opening, &[fifths as u64, rough, zone]);
    }

    /// How many of its words, and of its pairs of words, occur in the rest of the text.
    fn shares(&self, features: &mut Features) {
        let PageLine { text, at, shape, zone, rough, .. } = *self;
        let own = u32::from(text.is_running(at));
        let share = |length: usize, counts: &FxHashMap<u64, LineCount>, steps: usize| {
            let is_held = |run: &u64| counts.get(run).is_some_and(|count| count.lines > own);
            let all = shape.hashes.len().saturating_sub(length - 1).max(1);
            (steps * runs(&shape.hashes, length).filter(is_held).count() / all) as u64
        };
        let (words, pairs) = (share(1, &text.single, 5), share(2, &text.pairs, 6));
        features.add(FeatureKind::Shared, &[words]);
        features.add(FeatureKind::SharedAndWords, &[words, rough, zone]);
        features.add(FeatureKind::SharedPairs, &[pairs]);
        features.add(FeatureKind::SharedPairsAndWords, &[pairs, rough, zone]);
        let again = text.lines.get(&whole(shape)).is_some_and(|count| *count > 1);
        features.add(FeatureKind::Again, &[u64::from(again)]);
    }

    /// Its words, as far as they may be those of a site: the first and the last ones, and all of a short line.
    fn words(&self, features: &mut Features) {
        let words = &self.shape.hashes;
        let (Some((first, _)), Some((last, _))) = (words.first(), words.last()) else { return };
        let length = range(self.shape.words, &[DATE, WHOLE]);
        features.add(FeatureKind::FirstWord, &[*first]);
        features.add_words(FeatureKind::FirstWords, &words[..words.len().min(2)]);
        features.add(FeatureKind::LastWord, &[*last]);
        features.add_words(FeatureKind::LastWords, &words[words.len().saturating_sub(2)..]);
        if words.len() <= BEGINNING {
            features.add_words(FeatureKind::AllWords, words);
        }
        let seen = if self.shape.words <= WHOLE { words.len() } else { words.len().min(BEGINNING) };
        words[..seen].iter().for_each(|(word, _)| features.add(FeatureKind::Word, &[*word, length]));
    }
}
