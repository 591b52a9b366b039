//! Bump chart: a line per item through its rank in each stage, with its name at both ends.

use plotters::style::RGBColor;

use crate::chart::RankLine;

use super::headings::{LabelColumn, body_size, headings};
use super::leaders::spread;
use super::palette::{FAINT, GRID, INK, SOFT, WHITE, marker, series as color_of};
use super::sheet::{Anchor, Label, Mark, Point, Sheet, Type, beside};
use super::text::{self, Weight};
use super::{LEFT, RIGHT, nothing};

/// Space between the last stage and the rank numbers; lines that lead to moved labels cross it.
const LEADER: i32 = 70;

/// Places the plot.
pub fn place(stages: &[String], lines: &[RankLine]) -> Sheet {
    if stages.is_empty() || lines.is_empty() {
        return nothing();
    }
    let size = body_size(lines.len());
    let limit = match stages.len() {
        0..=4 => 680,
        5..=6 => 620,
        _ if lines.len() > 24 => 680,
        _ => 560,
    };
    let names =
        LabelColumn::new(lines.iter().map(|line| line.label.as_str()), |line| lines[line].emphasis, limit, size);
    let rungs = Rungs::new(stages, lines, &names, size);
    let mut sheet = Sheet { height: rungs.bottom, labels: rungs.headings.clone(), marks: rungs.uprights() };
    sheet.marks.extend(paths(lines, &rungs, size));
    for (stage, side) in [(0, Anchor::End), (stages.len() - 1, Anchor::Start)] {
        let end = end_labels(lines, &names, &rungs, stage, side, size);
        sheet.height = sheet.height.max(end.height);
        sheet.add(end);
    }
    sheet
}

/// Where the stages and the ranks lie.
struct Rungs {
    stages: Vec<i32>,
    /// Ranks that occur; one that occurs nowhere takes no room.
    ranks: Vec<u32>,
    headings: Vec<Label>,
    top: i32,
    bottom: i32,
    pitch: f64,
    number_width: i32,
}

impl Rungs {
    fn new(stages: &[String], lines: &[RankLine], names: &LabelColumn, size: i32) -> Self {
        let mut ranks: Vec<u32> =
            lines.iter().flat_map(|line| line.ranks.iter().take(stages.len())).copied().flatten().collect();
        ranks.sort_unstable();
        ranks.dedup();
        let last = ranks.last().map_or("–".to_owned(), u32::to_string);
        let number_width = text::width(&last, size, Weight::Bold);
        let side = names.width + 24 + number_width + LEADER;
        let (left, right) = (LEFT + side, RIGHT - side);
        let gaps = (stages.len() as i32 - 1).max(1);
        let x = |stage| match stages.len() {
            1 => (left + right) / 2,
            _ => left + (right - left) * stage / gaps,
        };
        let stage_x: Vec<i32> = (0..stages.len() as i32).map(x).collect();
        let step = ((right - left) / gaps).min(2 * side);
        let headings = headings(stages, &stage_x, step, size);
        let top = headings.height + size / 4;
        let pitch = pitch(names, ranks.len(), size);
        Self {
            stages: stage_x,
            headings: headings.labels,
            top,
            bottom: top + (pitch * ranks.len() as f64).ceil() as i32,
            pitch,
            number_width,
            ranks,
        }
    }

    /// Height of the place `rungs` below the top, counted from 0.
    fn height_of(&self, rungs: usize) -> i32 {
        self.top + ((rungs as f64 + 0.5) * self.pitch).round() as i32
    }

    fn height_of_rank(&self, rank: u32) -> i32 {
        self.height_of(self.ranks.partition_point(|&other| other < rank))
    }

    /// A grid line per stage.
    fn uprights(&self) -> Vec<Mark> {
        self.stages
            .iter()
            .map(|&x| Mark::Line { points: vec![(x, self.top), (x, self.bottom)], width: 3, color: GRID })
            .collect()
    }
}

/// Distance between two ranks: as much as the highest label where that fits on a page, otherwise
/// as much as all labels together need.
fn pitch(names: &LabelColumn, ranks: usize, size: i32) -> f64 {
    let heights = names.lines.iter().map(|lines| label_height(lines, size));
    let highest = f64::from(heights.clone().max().unwrap_or(0));
    let mean = f64::from(heights.sum::<i32>()) / names.lines.len().max(1) as f64;
    let ranks = ranks.max(1) as f64;
    let needed = if highest * ranks <= 2600.0 { highest } else { mean };
    needed.max((900.0 / ranks).min(110.0))
}

fn label_height(lines: &[String], size: i32) -> i32 {
    text::height(lines.len().max(1), size) + size / 4
}

/// Lines and dots: those without emphasis below all others.
fn paths(lines: &[RankLine], rungs: &Rungs, size: i32) -> Vec<Mark> {
    let (plain, strong): (Vec<_>, Vec<_>) = lines.iter().partition(|line| !line.emphasis);
    // Signs of stages that are close to each other don't touch.
    let step = rungs.stages.windows(2).map(|pair| pair[1] - pair[0]).min().unwrap_or(size);
    let sign = |radius: i32| radius.min(step * 2 / 5).max(3);
    let (thin, thick) = ((size / 8).min(step / 3).max(2), (size / 4).min(step / 3).max(3));
    let plain = plain.into_iter().flat_map(|line| {
        let points = points(line, rungs);
        let dot = |&centre: &Point| Mark::Disc { centre, radius: sign(size / 5), color: FAINT };
        let dots: Vec<_> = points.iter().flatten().map(dot).collect();
        strokes(&points, thin, FAINT).into_iter().chain(dots)
    });
    let strong = strong.into_iter().enumerate().flat_map(|(index, line)| {
        let points = points(line, rungs);
        let dots: Vec<_> = points.iter().flatten().flat_map(|&at| marker(index, at, sign(size * 2 / 5))).collect();
        let (rim, stroke) = (strokes(&points, thick + 8, WHITE), strokes(&points, thick, color_of(index)));
        rim.into_iter().chain(stroke).chain(dots)
    });
    plain.chain(strong).collect()
}

fn points(line: &RankLine, rungs: &Rungs) -> Vec<Option<Point>> {
    let ranks = line.ranks.iter().zip(&rungs.stages);
    ranks.map(|(rank, &x)| rank.map(|rank| (x, rungs.height_of_rank(rank)))).collect()
}

/// A line through each run of stages in which there is a rank.
fn strokes(points: &[Option<Point>], width: i32, color: RGBColor) -> Vec<Mark> {
    points
        .split(Option::is_none)
        .filter(|run| run.len() > 1)
        .map(|run| Mark::Line { points: run.iter().copied().flatten().collect(), width: width as u32, color })
        .collect()
}

/// The numbers and names beside one end, moved apart where ranks are shared, with a thin line from
/// each moved label to its dot. Items without a rank there follow below with a dash.
fn end_labels(lines: &[RankLine], names: &LabelColumn, rungs: &Rungs, stage: usize, side: Anchor, size: i32) -> Sheet {
    let rank = |line: usize| lines[line].ranks.get(stage).copied().flatten();
    let mut order: Vec<usize> = (0..lines.len()).collect();
    order.sort_by_key(|&line| (rank(line).is_none(), rank(line), line));
    let ranked = order.iter().filter(|&&line| rank(line).is_some()).count();
    let wanted = order.iter().enumerate().map(|(place, &line)| {
        let middle = match rank(line) {
            Some(rank) => rungs.height_of_rank(rank),
            None => rungs.height_of(rungs.ranks.len() + place - ranked),
        };
        (f64::from(middle), f64::from(label_height(&names.lines[line], size)))
    });
    let wanted: Vec<(f64, f64)> = wanted.collect();
    let placed = spread(&wanted, (f64::from(rungs.top), f64::INFINITY));

    let outward = if side == Anchor::End { -1 } else { 1 };
    let edge = rungs.stages[stage];
    let number_x = edge + outward * LEADER;
    let name_x = number_x + outward * (rungs.number_width + 24);
    let mut sheet = Sheet::default();
    for ((&line, &(from, height)), &to) in order.iter().zip(&wanted).zip(&placed) {
        let style = match lines[line].emphasis {
            true => Type::bold(size, INK, side),
            false => Type::regular(size, SOFT, side),
        };
        let number = rank(line).map_or("–".to_owned(), |rank| rank.to_string());
        let middle = to.round() as i32;
        sheet.labels.extend(beside(&[number], number_x, middle, style));
        sheet.labels.extend(beside(&names.lines[line], name_x, middle, style));
        sheet.height = sheet.height.max((to + height / 2.0).ceil() as i32);
        if rank(line).is_some() && (from - to).abs() > 2.0 {
            let points = vec![(edge + outward * size / 2, from.round() as i32), (number_x - outward * 10, middle)];
            sheet.marks.push(Mark::Line { points, width: 2, color: FAINT });
        }
    }
    sheet
}
