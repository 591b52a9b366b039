//! From values to pixels, and the numbers written on an axis.

use plotters::coord::ranged1d::{BoldPoints, Ranged};
use plotters::coord::types::RangedCoordf64;

use crate::chart::Estimate;
use crate::options::Labels;

use super::palette::{GRID, SOFT};
use super::sheet::{Anchor, Label, Mark, Sheet, Type};
use super::text::{self, Weight};

/// A linear scale that holds zero and every value it was made from.
pub struct Scale {
    coordinate: RangedCoordf64,
    pixels: (i32, i32),
    labels: Labels,
}

/// Values beyond this size are placed at the edge: no share, rate or test statistic comes near it.
const LARGEST: f64 = 1e15;

/// The smallest range that is worth an axis; a smaller one (all values zero) is shown as 0 to 1.
const SMALLEST: f64 = 1e-12;

/// Where an estimate lies: its value, and the ends of its interval where it has one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spot {
    /// The pixel of the value.
    pub value: i32,
    /// The pixels of the low and the high end.
    pub interval: Option<(i32, i32)>,
}

/// Every number that the estimates need room for.
pub fn extent<'a>(estimates: impl IntoIterator<Item = &'a Option<Estimate>>) -> impl Iterator<Item = f64> {
    estimates.into_iter().flatten().flat_map(|estimate| {
        let (low, high) = estimate.interval.unwrap_or((estimate.value, estimate.value));
        [estimate.value, low, high]
    })
}

impl Scale {
    /// A scale from the pixel `left` to the pixel `right` with room for all finite `values`; its numbers are written as in
    /// the language of the `labels`.
    pub fn new(values: impl Iterator<Item = f64>, left: i32, right: i32, labels: Labels) -> Self {
        let (low, high) = values
            .filter(|value| value.is_finite())
            .fold((0.0f64, 0.0f64), |(low, high), value| (low.min(value), high.max(value)));
        let (low, high) = (low.max(-LARGEST), high.min(LARGEST));
        let high = if high - low < SMALLEST { 1.0 } else { high };
        Self { coordinate: (low..high).into(), pixels: (left, right), labels }
    }

    /// The pixel of `value`, never outside the scale.
    pub fn at(&self, value: f64) -> i32 {
        let range = self.coordinate.range();
        let inside = value.clamp(range.start, range.end);
        let (left, right) = self.pixels;
        self.coordinate.map(&inside, self.pixels).clamp(left.min(right), left.max(right))
    }

    /// The place of an estimate; `None` where its value is no finite number.
    pub fn spot(&self, estimate: Option<&Estimate>) -> Option<Spot> {
        let Estimate { value, interval } = estimate.filter(|estimate| estimate.value.is_finite())?;
        let finite = interval.filter(|(low, high)| low.is_finite() && high.is_finite());
        Some(Spot { value: self.at(*value), interval: finite.map(|(low, high)| (self.at(low), self.at(high))) })
    }

    /// Grid lines and their numbers between `top` and `bottom`, with the numbers under the grid
    /// and, where `above` says so, over it too. The line at zero is darker.
    pub fn grid(&self, top: i32, bottom: i32, size: i32, above: bool) -> Sheet {
        let ticks = self.ticks(size);
        let line = |(value, _): &(f64, String)| {
            let (x, (width, color)) = (self.at(*value), if *value == 0.0 { (4, SOFT) } else { (3, GRID) });
            Mark::Line { points: vec![(x, top), (x, bottom)], width, color }
        };
        let below = bottom + (1.25 * f64::from(size)).round() as i32;
        let over = top - (0.5 * f64::from(size)).round() as i32;
        let style = Type::regular(size, SOFT, Anchor::Middle);
        let numbers = |baseline: i32| {
            let at = move |value: &f64| (self.at(*value), baseline);
            ticks.iter().map(move |(value, text)| Label { text: text.clone(), at: at(value), style, upright: false })
        };
        let labels = [Some(below), above.then_some(over)].into_iter().flatten().flat_map(numbers).collect();
        Sheet { height: bottom, marks: ticks.iter().map(line).collect(), labels }
    }

    /// At most this many round values at equal distances, with their text.
    pub fn few_ticks(&self, most: usize) -> Vec<(f64, String)> {
        numbered(&self.coordinate.key_points(BoldPoints(most)), self.labels)
    }

    /// Round values at equal distances with their text: as many as have room, nine at most.
    fn ticks(&self, size: i32) -> Vec<(f64, String)> {
        let room = (self.pixels.1 - self.pixels.0).abs();
        let width = |(_, number): &(f64, String)| text::width(number, size, Weight::Regular) + size;
        let fits = |ticks: &Vec<(f64, String)>| ticks.iter().map(width).sum::<i32>() <= room;
        (2..=9).rev().map(|most| self.few_ticks(most)).find(fits).unwrap_or_default()
    }
}

/// The values with their text in the language, all with as many decimals as the step between them needs.
fn numbered(values: &[f64], labels: Labels) -> Vec<(f64, String)> {
    let step = match values {
        [first, second, ..] => second - first,
        _ => 1.0,
    };
    let is_whole = |decimals: &i32| {
        let scaled = step * 10f64.powi(*decimals);
        (scaled - scaled.round()).abs() < 1e-6 * scaled.abs().max(1e-6)
    };
    let decimals = (0..12).find(is_whole).unwrap_or(0);
    // Adding up steps leaves a zero that is not quite zero.
    let values = values.iter().map(|&value| if value.abs() < step * 1e-6 { 0.0 } else { value });
    values.map(|value| (value, labels.number(value, decimals as usize))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(values: &[f64]) -> Vec<String> {
        let scale = Scale::new(values.iter().copied(), 0, 1500, Labels::En);
        scale.ticks(34).into_iter().map(|(_, text)| text).collect()
    }

    #[test]
    fn ticks_are_round_numbers_without_needless_decimals() {
        assert_eq!(texts(&[3.2, 38.0]), ["0", "5", "10", "15", "20", "25", "30", "35"]);
        assert_eq!(texts(&[0.04, 0.11]), ["0.00", "0.02", "0.04", "0.06", "0.08", "0.10"]);
        assert_eq!(texts(&[-4.0, 6.0]), ["\u{2212}4", "\u{2212}2", "0", "2", "4", "6"]);
    }

    #[test]
    fn all_zero_and_no_values_give_an_axis_from_zero_to_one() {
        for values in [&[0.0, 0.0][..], &[]] {
            let scale = Scale::new(values.iter().copied(), 0, 100, Labels::En);
            assert_eq!((scale.at(0.0), scale.at(0.5), scale.at(1.0)), (0, 50, 100));
        }
    }

    #[test]
    fn values_of_any_size_stay_on_the_scale_and_the_ticks_end() {
        for value in [1e-300, 1e-13, 1e-9, 1e9, 1e300, f64::MAX, f64::INFINITY, f64::NAN] {
            for value in [value, -value] {
                let scale = Scale::new([value, 1.0].into_iter(), 100, 900, Labels::En);
                assert!((100..=900).contains(&scale.at(value)), "{value}");
                assert!(scale.ticks(34).len() <= 9);
            }
        }
    }

    #[test]
    fn zero_lies_where_it_should() {
        let scale = Scale::new([-1.0, 3.0].into_iter(), 0, 400, Labels::En);
        assert_eq!((scale.at(-1.0), scale.at(0.0), scale.at(3.0)), (0, 100, 400));
    }
}
