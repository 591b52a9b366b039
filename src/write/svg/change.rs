//! A change as a mark with its interval: its shape and colour tell the verdict, an arrow that an end leaves the scale.

use plotters::style::RGBColor;

use crate::chart::Estimate;
use crate::compare::Verdict;
use crate::options::Labels;

use super::palette::{SOFT, WHITE, series, shape};
use super::scale::Scale;
use super::sheet::{Mark, Point};

/// A scale on both sides of zero, which intervals may leave.
pub struct ChangeScale {
    /// Its pixels.
    pub pixels: Scale,
    /// Its low and its high end.
    span: [f64; 2],
}

impl ChangeScale {
    /// A scale from the pixel `left` to the pixel `right` for the `estimates`.
    pub fn new<'a>(
        estimates: impl Iterator<Item = &'a Estimate> + Clone,
        left: i32,
        right: i32,
        labels: Labels,
    ) -> Self {
        let span = span(estimates);
        Self { pixels: Scale::new(span.into_iter(), left, right, labels), span }
    }

    /// The interval with a cap at each end, or an arrow where it leaves the axis, and the mark on it.
    pub fn marks(&self, Estimate { value, interval }: &Estimate, verdict: Verdict, y: i32, size: i32) -> Vec<Mark> {
        let (index, share, color, is_hollow) = sign(verdict);
        let (stroke, cap) = ((size / 8).max(4), size / 4);
        let line = |from: Point, to: Point| Mark::Line { points: vec![from, to], width: stroke as u32, color };
        let mut marks = Vec::new();
        if let Some((low, high)) = interval.filter(|(low, high)| low.is_finite() && high.is_finite()) {
            let [least, most] = self.span;
            let ends = [(self.pixels.at(low), low < least, -1), (self.pixels.at(high), high > most, 1)];
            marks.push(line((ends[0].0, y), (ends[1].0, y)));
            marks.extend(ends.map(|(x, leaves, outward)| match leaves {
                true => {
                    let (tip, back) = (x + outward * cap, x - outward * cap);
                    Mark::Polygon { points: vec![(tip, y), (back, y - cap), (back, y + cap)], color }
                }
                false => line((x, y - cap), (x, y + cap)),
            }));
        }
        let (at, radius) = ((self.pixels.at(*value), y), f64::from(size) * share);
        // A white rim parts the mark from the zero line and from its whiskers.
        marks.push(shape(index, at, radius + 4.0, WHITE));
        marks.push(shape(index, at, radius, color));
        marks.extend(is_hollow.then(|| shape(index, at, radius - f64::from(stroke), WHITE)));
        marks
    }
}

/// The mark of a verdict, which tells it without the colour, too: shape, radius as a share of the text size, colour, and
/// whether it is hollow.
fn sign(verdict: Verdict) -> (usize, f64, RGBColor, bool) {
    /// What is not certain.
    const DOUBTFUL: RGBColor = RGBColor(0x85, 0x85, 0x85);
    match verdict {
        Verdict::Rise => (2, 0.36, series(6), false),
        Verdict::Fall => (4, 0.36, series(0), false),
        Verdict::Steady => (1, 0.31, SOFT, false),
        Verdict::Unclear | Verdict::SingleClause => (0, 0.36, DOUBTFUL, true),
        Verdict::TooFew => (0, 0.27, DOUBTFUL, true),
    }
}

/// Low and high end of the axis: room for every estimate and every interval, but for the few ends that lie so far out
/// that they would squeeze all the others. Neither side of zero is narrower than a quarter of the other, so that both
/// directions can be seen.
fn span<'a>(estimates: impl Iterator<Item = &'a Estimate> + Clone) -> [f64; 2] {
    let reach = |sign: f64| {
        let values = estimates.clone().map(|estimate| sign * estimate.value).filter(|value| value.is_finite());
        let furthest = values.fold(0.0, f64::max);
        let intervals = estimates.clone().filter_map(|estimate| estimate.interval);
        let ends = intervals.map(|(low, high)| sign * if sign < 0.0 { low } else { high });
        let mut ends: Vec<f64> = ends.filter(|end| end.is_finite()).map(|end| end.max(0.0)).collect();
        ends.sort_unstable_by(f64::total_cmp);
        let most = ends.last().map_or(0.0, |&end| end.max(furthest));
        let usual = 1.2 * ends.get(ends.len() * 9 / 10).map_or(0.0, |&end| end.max(furthest));
        if usual > 0.0 && most > 1.5 * usual { usual } else { most.max(furthest) }
    };
    let (low, high) = (reach(-1.0), reach(1.0));
    [-low.max(high / 4.0), high.max(low / 4.0)]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn estimate(value: f64, low: f64, high: f64) -> Estimate {
        Estimate { value, interval: Some((low, high)) }
    }

    #[test]
    fn the_axis_shows_both_sides_of_zero_and_all_but_the_ends_far_out() {
        assert_eq!(span([estimate(8.0, 4.0, 12.0)].iter()), [-3.0, 12.0]);
        let mut all = vec![estimate(1.0, -4.0, 5.0); 20];
        all[3] = estimate(2.0, -90.0, 5.0);
        assert_eq!(span(all.iter()), [-4.8, 5.0]);
        all[4] = estimate(-30.0, -40.0, 5.0);
        assert_eq!(span(all.iter())[0], -48.0);
    }

    #[test]
    fn an_end_beyond_the_scale_is_an_arrow_and_one_within_it_a_cap() {
        let mut all = vec![estimate(1.0, -4.0, 5.0); 20];
        all[3] = estimate(2.0, -60.0, 5.0);
        let scale = ChangeScale::new(all.iter(), 0, 1000, Labels::En);
        let lines = |change| {
            let marks = scale.marks(change, Verdict::Unclear, 0, 40);
            marks.iter().filter(|mark| matches!(mark, Mark::Line { .. })).count()
        };
        assert_eq!((lines(&all[0]), lines(&all[3])), (3, 2));
    }
}
