//! [`Overview`] -> rows of the page's first picture: lines through the groups, and their change in figures.

use std::collections::BTreeMap;

use serde::Serialize;

use super::shown::{Badge, points, times};
use crate::chart::Text;
use crate::group::ALL;
use crate::report::{Overview, Report, Row, Shift, Shown};
use crate::words::Words;

/// Rows that are shown at once; the others unfold.
pub const ROWS: usize = 10;

/// With more groups than this only the first and the last share are written out.
const WRITTEN: usize = 3;

/// Width and height of the box that a line is drawn in, which the page stretches, and what is left free at its edges.
const BOX: (f64, f64) = (100.0, 24.0);
const EDGE: f64 = 4.0;

/// A theme's row.
#[derive(Serialize)]
pub struct RowView<'a> {
    row: &'a Row,
    /// Where its theme is on the page.
    slug: Option<&'a String>,
    /// The line through the shares as an SVG path, with gaps where there is none.
    line: String,
    /// Each share as a point of such a path.
    points: String,
    /// The shares in figures.
    shares: Text,
    change: Text,
    badge: Option<Badge>,
    is_claimed: bool,
    /// The groups of the change; empty where it is that of the last from the first.
    pair: Text,
}

/// The rows, on one scale.
pub fn rows<'a>(report: &'a Report, slugs: &'a BTreeMap<&str, String>) -> Vec<RowView<'a>> {
    let Overview { rows, .. } = &report.overview;
    let largest = rows.iter().flat_map(|row| row.shares.iter().flatten()).copied().fold(0.0, f64::max);
    rows.iter().map(|row| view(report, slugs.get(row.theme.as_str()), row, largest)).collect()
}

fn view<'a>(report: &Report, slug: Option<&'a String>, row: &'a Row, largest: f64) -> RowView<'a> {
    let places = places(&row.shares, largest);
    let change = row.change.as_ref();
    RowView {
        row,
        slug,
        line: line(&places),
        // A stroke of no length with round ends is a dot that isn't stretched with the box.
        points: places.iter().flatten().map(|(x, y)| format!("M{x:.1} {y:.1}h0")).collect(),
        shares: written(&row.shares),
        change: change.map_or_else(Text::default, |change| points(change.value)),
        badge: change.map(|change| Badge::of(change.verdict)),
        is_claimed: change.is_some_and(|change| change.is_claimed),
        pair: change.filter(|change| !change.is_of_ends).map_or_else(Text::default, |change| pair(report, change)),
    }
}

/// "2011 → 2012", or "2011, against all others".
fn pair(report: &Report, change: &Shown) -> Text {
    let [reference, target] = [&change.reference, &change.target].map(|id| report.group(id));
    if change.reference == ALL {
        return Words::new(
            format!("{}, against all others", target.en),
            format!("{}, so với các nhóm khác", target.vi),
        );
    }
    Words::each(|labels| format!("{} → {}", reference.pick(labels), target.pick(labels)))
}

/// Where each share is in the box.
fn places(shares: &[Option<f64>], largest: f64) -> Vec<Option<(f64, f64)>> {
    let (width, height) = (BOX.0 - 2.0 * EDGE, BOX.1 - 2.0 * EDGE);
    let steps = shares.len().saturating_sub(1).max(1) as f64;
    let place = |(stage, share): (usize, &Option<f64>)| {
        let x = if shares.len() == 1 { BOX.0 / 2.0 } else { EDGE + width * stage as f64 / steps };
        share.map(|share| (x, EDGE + height * (1.0 - share / largest.max(f64::MIN_POSITIVE))))
    };
    shares.iter().enumerate().map(place).collect()
}

fn line(places: &[Option<(f64, f64)>]) -> String {
    let mut is_down = false;
    let step = |place: &Option<(f64, f64)>| {
        let Some((x, y)) = place else {
            is_down = false;
            return String::new();
        };
        let command = if std::mem::replace(&mut is_down, true) { 'L' } else { 'M' };
        format!("{command}{x:.1} {y:.1}")
    };
    places.iter().map(step).collect()
}

/// "16.7 → 38.5 → 4.7 %".
fn written(shares: &[Option<f64>]) -> Text {
    let ends: Vec<Option<f64>> = match shares {
        [first, .., last] if shares.len() > WRITTEN => vec![*first, *last],
        shares => shares.to_vec(),
    };
    Words::each(|labels| {
        let share = |share: &Option<f64>| share.map_or("–".into(), |share| labels.number(100.0 * share, 1));
        format!("{} %", ends.iter().map(share).collect::<Vec<_>>().join(" → "))
    })
}

/// A change that could be chance.
#[derive(Serialize)]
pub struct DoubtView {
    label: Text,
    groups: [Text; 2],
    shares: Text,
    change: Text,
    badge: Badge,
    times: Text,
}

/// The changes that could be chance.
pub fn doubts(report: &Report) -> Vec<DoubtView> {
    let view = |shift: &Shift| {
        let Shift { theme, reference, target, shares, change, verdict, times_needed, .. } = shift;
        DoubtView {
            label: report.theme(theme),
            groups: [reference, target].map(|id| report.group(id)),
            shares: written(shares),
            change: points(*change),
            badge: Badge::of(*verdict),
            times: times(*times_needed),
        }
    };
    report.doubts.iter().map(view).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_runs_from_edge_to_edge_on_the_scale_of_the_largest_and_breaks_where_there_is_no_share() {
        let places = places(&[Some(0.0), None, Some(0.2), Some(0.4)], 0.4);
        assert_eq!(places, [Some((4.0, 20.0)), None, Some((4.0 + 92.0 * 2.0 / 3.0, 12.0)), Some((96.0, 4.0))]);
        assert_eq!(line(&places), "M4.0 20.0M65.3 12.0L96.0 4.0");
        assert_eq!(super::places(&[Some(0.5)], 0.5), [Some((50.0, 4.0))]);
    }

    #[test]
    fn the_shares_of_many_groups_are_told_by_the_first_and_the_last() {
        assert_eq!(written(&[Some(0.1666), None, Some(0.0465)]).en, "16.7 → – → 4.7 %");
        assert_eq!(written(&[Some(0.1), Some(0.2), Some(0.3), Some(0.405)]).vi, "10,0 → 40,5 %");
    }
}
