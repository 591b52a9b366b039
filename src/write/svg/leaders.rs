//! Labels moved apart so that none overlaps another; names above points, each with a line down to its point; and the
//! key that takes their place where they have no room.

use plotters::style::RGBColor;

use super::palette::{INK, WHITE};
use super::sheet::{Anchor, Mark, Point, Sheet, Type, paragraph};
use super::text::{self, Weight};
use super::{LEFT, RIGHT};

/// A name to be written above a point.
pub struct Callout<'a> {
    /// The words, which stay in one line.
    pub name: &'a str,
    /// The point in pixels: from the left, and below the top of the row that it lies in.
    pub point: Point,
    /// The colour of the line that leads to it.
    pub color: RGBColor,
}

/// Height of the names and of their lines above the row.
pub fn height(size: i32) -> i32 {
    text::height(1, size) + size * 4 / 5
}

/// Writes the names side by side between `sides`, from `top` down to the row's top. `None` where they have no room in
/// one line, or where the line to one point would run through another, which has this `radius`.
pub fn callouts(callouts: &[Callout], sides: (i32, i32), top: i32, radius: i32, size: i32) -> Option<Sheet> {
    let mut order = landings(callouts, 5 * radius / 4 + 4)?;
    order.sort_by_key(|&(callout, landing)| (landing, callout.point));
    let widths: Vec<i32> = order.iter().map(|(callout, _)| text::width(callout.name, size, Weight::Bold)).collect();
    let gap = size;
    let needed = widths.iter().map(|width| i64::from(width + gap)).sum::<i64>();
    if callouts.is_empty() || needed > i64::from(sides.1 - sides.0 + gap) {
        return None;
    }
    let wanted: Vec<(f64, f64)> =
        order.iter().zip(&widths).map(|((_, landing), width)| (f64::from(*landing), f64::from(width + gap))).collect();
    let placed = spread(&wanted, (f64::from(sides.0 - gap / 2), f64::from(sides.1 + gap / 2)));

    let row = top + height(size);
    let foot = top + text::height(1, size);
    let mut sheet = Sheet { height: row, ..Sheet::default() };
    for (((callout, landing), width), middle) in order.into_iter().zip(widths).zip(placed) {
        let (x, half) = (middle.round() as i32, width / 2);
        let (to, below) = callout.point;
        // A line leaves its name as straight above its point as it can.
        let from = landing.clamp(x - (half - size / 4).max(0), x + (half - size / 4).max(0));
        sheet.marks.push(Mark::Rect { corners: [(x - half - 6, top), (x + half + 6, foot - size / 6)], color: WHITE });
        sheet.marks.push(Mark::Line {
            points: vec![(from, foot - size / 6), (landing, row), (landing, row + below - radius), (to, row + below)],
            width: 3,
            color: callout.color,
        });
        let style = Type::bold(size, INK, Anchor::Middle);
        sheet.labels.extend(paragraph(&text::wrap(callout.name, i32::MAX, size, Weight::Bold), x, top, style));
    }
    Some(sheet)
}

/// From the top down, where the line to each point comes down: above the point, or beside it where it would otherwise
/// run closer than `clear` past a point above or the line to one. `None` where it would have to be far off.
fn landings<'a>(callouts: &'a [Callout], clear: i32) -> Option<Vec<(&'a Callout<'a>, i32)>> {
    let mut order: Vec<&Callout> = callouts.iter().collect();
    order.sort_by_key(|callout| (callout.point.1, callout.point.0));
    let mut placed: Vec<(&Callout, i32)> = Vec::new();
    for callout in order {
        let (x, y) = callout.point;
        let above = placed.iter().filter(|(over, _)| over.point.1 < y);
        let taken: Vec<i32> = above.flat_map(|(over, landing)| [over.point.0, *landing]).collect();
        let beside = taken.iter().flat_map(|taken| [taken - clear, taken + clear]);
        let is_clear = |place: &i32| taken.iter().all(|taken| (taken - place).abs() >= clear);
        let places = std::iter::once(x).chain(beside).filter(|place| (place - x).abs() < 2 * clear).filter(is_clear);
        placed.push((callout, places.min_by_key(|place| (place - x).abs())?));
    }
    Some(placed)
}

/// A sign and a name for each of `names` below `top`, in as many lines as they need; `sign` draws one at a point.
pub fn key(names: &[&str], sign: impl Fn(usize, Point) -> Vec<Mark>, top: i32, size: i32) -> Sheet {
    /// From the left edge of a sign to its name, and from a name to the next sign.
    const SIGN: i32 = 60;
    const APART: i32 = 70;
    let style = Type::bold(size, INK, Anchor::Start);
    let mut sheet = Sheet { height: top, ..Sheet::default() };
    let (mut x, mut line) = (LEFT, top);
    for (index, name) in names.iter().enumerate() {
        let name = text::wrap(name, RIGHT - LEFT - SIGN, size, Weight::Bold);
        let width = SIGN + text::widest(&name, size, Weight::Bold);
        if x > LEFT && x + width > RIGHT {
            (x, line) = (LEFT, sheet.height);
        }
        let middle = line + text::height(1, size) / 2 + size / 10;
        sheet.marks.extend(sign(index, (x + 22, middle)));
        sheet.labels.extend(paragraph(&name, x + SIGN, line, style));
        let bottom = line + text::height(name.len().max(1), size) + 8;
        sheet.height = sheet.height.max(bottom);
        x += width + APART;
    }
    sheet
}

/// Moves labels (wanted middle, height), ordered from top to bottom, as little as possible (least
/// squares) so that none overlaps the one before, none begins above `top` and, where there is room for all, none ends
/// below `bottom`. Returns their middles. Labels that meet form blocks, and a block lies at its members' mean: the
/// pool-adjacent-violators solution of isotonic regression (Barlow et al. 1972).
pub fn spread(labels: &[(f64, f64)], (top, bottom): (f64, f64)) -> Vec<f64> {
    // With all labels packed from 0, how far down would each want the pack to be?
    let packed: Vec<f64> = labels
        .iter()
        .scan(0.0, |below, &(_, height)| {
            let middle = *below + height / 2.0;
            *below += height;
            Some(middle)
        })
        .collect();
    let last = bottom - labels.iter().map(|&(_, height)| height).sum::<f64>();
    let mut blocks: Vec<(f64, usize)> = Vec::new();
    for (&(wanted, _), &place) in labels.iter().zip(&packed) {
        let mut block = (wanted - place, 1);
        while let Some(&(mean, count)) = blocks.last()
            && mean > block.0
        {
            blocks.pop();
            let members = count + block.1;
            let sum = mean * count as f64 + block.0 * block.1 as f64;
            block = (sum / members as f64, members);
        }
        blocks.push(block);
    }
    let shifts = blocks.iter().flat_map(|&(shift, count)| std::iter::repeat_n(shift.min(last).max(top), count));
    shifts.zip(&packed).map(|(shift, place)| shift + place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const FAR: f64 = f64::INFINITY;

    #[test]
    fn labels_stay_where_they_have_room_and_others_spread_around_their_mean_within_both_ends() {
        assert_eq!(spread(&[(10.0, 20.0), (30.0, 20.0), (90.0, 20.0)], (0.0, FAR)), [10.0, 30.0, 90.0]);
        assert_eq!(spread(&[(100.0, 20.0); 3], (0.0, FAR)), [80.0, 100.0, 120.0]);
        assert_eq!(spread(&[(0.0, 20.0), (0.0, 30.0)], (5.0, FAR)), [15.0, 40.0]);
        assert_eq!(spread(&[(50.0, 20.0), (90.0, 20.0), (95.0, 20.0)], (0.0, 100.0)), [50.0, 70.0, 90.0]);
    }

    #[test]
    fn no_two_labels_overlap_for_any_heights() {
        let mut labels: Vec<(f64, f64)> =
            (0..60).map(|i| (f64::from(i * i % 7 + i), f64::from(20 + i * 13 % 31))).collect();
        labels.sort_by(|one, two| one.0.total_cmp(&two.0));
        let placed = spread(&labels, (0.0, FAR));
        for i in 1..labels.len() {
            let free = placed[i] - placed[i - 1] - (labels[i].1 + labels[i - 1].1) / 2.0;
            assert!(free > -1e-9, "{i}: {free}");
        }
    }

    fn names<'a>(points: &[(&'a str, Point)]) -> Vec<Callout<'a>> {
        points.iter().map(|&(name, point)| Callout { name, point, color: INK }).collect()
    }

    #[test]
    fn names_stand_in_the_order_of_their_points_and_within_the_sides() {
        let points = names(&[("Conference 32", (890, 10)), ("Conference 28", (860, 40)), ("Conference 31", (300, 70))]);
        let sheet = callouts(&points, (100, 1300), 0, 14, 40).unwrap();
        let texts: Vec<&str> = sheet.labels.iter().map(|label| label.text.as_str()).collect();
        assert_eq!(texts, ["Conference 31", "Conference 28", "Conference 32"]);
        assert!(sheet.labels.iter().all(|label| label.bounds()[0] >= 100 && label.bounds()[2] <= 1300));
    }

    #[test]
    fn names_without_room_have_no_callouts() {
        let wide = names(&[("Conference 28", (100, 10)), ("Conference 31", (200, 10))]);
        assert!(callouts(&wide, (0, 400), 0, 14, 40).is_none());
    }

    #[test]
    fn lines_pass_beside_the_points_above_and_not_far_from_their_own() {
        let places = |points: &[(&str, Point)]| -> Option<Vec<i32>> {
            let points = names(points);
            landings(&points, 20).map(|placed| placed.into_iter().map(|(_, landing)| landing).collect())
        };
        let three = [("28", (100, 10)), ("31", (105, 40)), ("32", (100, 70))];
        assert_eq!(places(&three), Some(vec![100, 120, 80]));
        assert_eq!(places(&[three[0], three[1], three[2], ("33", (100, 100))]), None);
    }
}
