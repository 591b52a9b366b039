//! A line with wide gaps and the lines around it -> whether it is a row of a table, or text that is stretched to both edges
//! of its column.

use super::cues;
use super::layout::{INDENT, follows};
use super::line::Line;

/// How near the right edges of lines are that are stretched, and the gaps of cells that stand below each other, in heights of
/// the letters.
const SAME: f64 = 0.1;
/// How many lines above and below tell what a line is.
const AROUND: usize = 6;

/// Whether a line holds cells of a table.
pub fn is_row(lines: &[Line], at: usize) -> bool {
    let line = &lines[at];
    if !has_cells(line) {
        return false;
    }
    // A wide gap within a line of text that fills its column is none between cells.
    let neighbours = [at.checked_sub(1), at.checked_add(1)].map(|at| lines.get(at?));
    let is_in_text = neighbours.iter().all(|neighbour| {
        neighbour.is_some_and(|other| {
            let is_close = (other.y - line.y).abs() < 2.0 * line.height && other.page == line.page;
            is_close && !has_cells(other) && (other.x0 - line.x0).abs() < INDENT * line.height
        })
    });
    !is_in_text && !is_stretched(lines, at)
}

fn has_cells(line: &Line) -> bool {
    line.text.contains('\t') && cues::marker(&line.text).is_none()
}

/// Whether the gaps of a line are wide because it is stretched, as lines around it are: they end at one right edge, and the
/// gaps within each are about equally wide, which those of two words in a cell and of two cells aren't.
fn is_stretched(lines: &[Line], at: usize) -> bool {
    let line = &lines[at];
    if line.even.is_none() {
        return false;
    }
    let is_text = |other: &Line| !has_cells(other) || other.even.is_some_and(|gaps| gaps > 1);
    let ends_here = |other: &Line| (other.x1 - line.x1).abs() < SAME * line.height;
    let above = (at.saturating_sub(AROUND)..at).rev();
    let above = above.take_while(|&at| follows(&lines[at], &lines[at + 1]) && ends_here(&lines[at]));
    let below = at + 1..lines.len().min(at + 1 + AROUND);
    let below = below.take_while(|&at| follows(&lines[at - 1], &lines[at]) && ends_here(&lines[at]));
    let around: Vec<&Line> = above.chain(below).map(|at| &lines[at]).collect();
    let texts = around.iter().filter(|other| is_text(other)).count() + usize::from(is_text(line));
    let is_table = around.iter().any(|other| has_cells(other) && (other.even.is_none() || are_columns(line, other)));
    !is_table && !around.is_empty() && 2 * texts > around.len() + 1
}

/// Whether a gap begins or ends in both lines at the same place, as columns of a table do.
fn are_columns(one: &Line, other: &Line) -> bool {
    let is_same = |side: usize| {
        let places = |line: &Line| line.wide.iter().map(move |gap| gap[side]).collect::<Vec<_>>();
        let others = places(other);
        places(one).iter().any(|place| others.iter().any(|other| (place - other).abs() < SAME * one.height))
    };
    is_same(0) || is_same(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines of words whose letters are 10 wide, each with the gaps between its words.
    fn rows(rows: &[(&str, Vec<f64>)]) -> Vec<bool> {
        let rows = rows.iter().zip(1..).map(|((words, gaps), row)| {
            let mut line = Line { height: 10.0, y: 12.0 * f64::from(row), ..Line::default() };
            for (place, word) in words.split(' ').enumerate() {
                if let Some(gap) = place.checked_sub(1).map(|before| gaps[before]) {
                    line.text.push(if gap > 20.0 { '\t' } else { ' ' });
                    line.wide.extend((gap > 20.0).then_some([line.x1, line.x1 + gap]));
                    line.x1 += gap;
                }
                line.text.push_str(word);
                line.x1 += 10.0 * word.chars().count() as f64;
            }
            let least = gaps.iter().copied().fold(f64::INFINITY, f64::min);
            line.even = gaps.iter().all(|gap| *gap < 1.5 * least).then_some(gaps.len());
            line
        });
        let lines: Vec<Line> = rows.collect();
        (0..lines.len()).map(|at| is_row(&lines, at)).collect()
    }

    /// The gaps of a line that is stretched to a width of 300.
    fn stretched(words: &str) -> (&str, Vec<f64>) {
        let gaps = words.matches(' ').count();
        let letters = words.chars().count() - gaps;
        (words, vec![(300.0 - 10.0 * letters as f64) / gaps as f64; gaps])
    }

    #[test]
    fn lines_stretched_to_both_edges_are_text_however_wide_their_gaps() {
        let lines = [
            "the harbour opened on Monday",
            "fishermen remembered it",
            "international sympathy",
            "a crew member smiled",
        ];
        assert_eq!(rows(&lines.map(stretched)), [false; 4]);
    }

    #[test]
    fn cells_of_a_table_are_told_by_uneven_gaps_and_by_columns() {
        // Numbers at the right edge of the table.
        let priced = [("bến phà 6000", vec![5.0, 75.0]), ("xe to 40000", vec![5.0, 85.0]), ("em 500", vec![130.0])];
        assert_eq!(rows(&priced), [true; 3]);
        let short = ["gạo 12", "ngô 34", "sắn 5"].map(stretched);
        assert_eq!(rows(&short), [true; 3]);
        let numbers = ["2020 2021 2022", "1111 2222 3333"].map(stretched);
        assert_eq!(rows(&numbers), [true; 2]);
    }
}
