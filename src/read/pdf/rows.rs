//! A line with wide gaps and the lines around it -> whether it is a row of a table, or text that is stretched to both edges
//! of its column.

use super::cues;
use super::layout::{INDENT, follows, is_at_edge};
use super::line::PdfLine;

/// How near the gaps of cells are that are below each other, in heights of the letters: less than two words that happen
/// to be about equally wide.
const SAME: f64 = 0.03;
/// How many lines above and below tell what a line is.
const AROUND: usize = 6;

/// Whether a line holds cells of a table.
pub fn is_row(lines: &[PdfLine], at: usize) -> bool {
    has_cells(&lines[at]) && !is_in_text(lines, at) && !is_stretched(lines, at)
}

fn has_cells(line: &PdfLine) -> bool {
    line.text.contains('\t') && cues::marker(&line.text).is_none()
}

/// Whether a line is between lines of text, or begins a text that goes on below: a wide gap within it is not one
/// between cells.
fn is_in_text(lines: &[PdfLine], at: usize) -> bool {
    let line = &lines[at];
    let beside = |other: Option<usize>| {
        other.and_then(|at| lines.get(at)).filter(|other| {
            let is_close = (other.y - line.y).abs() < 2.0 * line.height && other.page == line.page;
            is_close && (other.x0 - line.x0).abs() < INDENT * line.height
        })
    };
    let is_text = |other: Option<&PdfLine>| other.is_some_and(|other| !has_cells(other));
    let (above, below) = (beside(at.checked_sub(1)), beside(at.checked_add(1)));
    let begins = above.is_none() && is_worded(line) && below.is_some_and(|below| cues::goes_on(&below.text));
    is_text(below) && (is_text(above) || begins)
}

/// Whether the gaps of a line are wide because it is stretched, as lines around it are: they end at one right edge, the gaps
/// within each are about equally wide, which those of two words in a cell and of two cells aren't, and most read as text.
fn is_stretched(lines: &[PdfLine], at: usize) -> bool {
    let line = &lines[at];
    if line.even.is_none() || !is_worded(line) {
        return false;
    }
    // A single word can't be stretched.
    let is_single = |other: &PdfLine| other.even == Some(0) && other.x1 < line.x1;
    let is_at = |one: &PdfLine, other: &PdfLine| is_at_edge(one, [other.x1; 2]);
    let is_here = |at: usize| is_single(&lines[at]) || is_at(&lines[at], line) || is_at(line, &lines[at]);
    let above = (at.saturating_sub(AROUND)..at).rev();
    let above = above.take_while(|&at| follows(&lines[at], &lines[at + 1]) && is_here(at));
    let below = at + 1..lines.len().min(at + 1 + AROUND);
    let below = below.take_while(|&at| follows(&lines[at - 1], &lines[at]) && is_here(at));
    let around: Vec<&PdfLine> = above.chain(below).map(|at| &lines[at]).filter(|line| !is_single(line)).collect();
    let texts = around.iter().filter(|other| reads_as_text(other)).count() + usize::from(reads_as_text(line));
    !around.is_empty() && 2 * texts > around.len() && !is_in_columns(line, &around)
}

/// Whether a line isn't parted into cells, or no more than text is that was stretched.
fn reads_as_text(line: &PdfLine) -> bool {
    let may_begin_here = line.even.is_some_and(|gaps| gaps > 1) || cues::goes_on(&line.text);
    !has_cells(line) || (line.even.is_some() && is_worded(line) && may_begin_here)
}

/// Whether most of a line's words are no numbers.
fn is_worded(line: &PdfLine) -> bool {
    let words = line.text.split_whitespace();
    2 * words.clone().filter(|word| !word.contains(char::is_alphabetic)).count() < words.count()
}

/// Whether the gaps of a line form columns, as those of half of the other rows do. One gap may do so by chance, where
/// two lines begin or end with the same word.
fn is_in_columns(line: &PdfLine, around: &[&PdfLine]) -> bool {
    let rows = around.iter().filter(|other| has_cells(other));
    let same = rows.clone().filter(|other| are_columns(line, other)).count();
    2 * same >= rows.count() && same > usize::from(line.wide.len() < 2)
}

/// Whether all gaps of one line begin or end where those of the other do.
fn are_columns(one: &PdfLine, other: &PdfLine) -> bool {
    let (few, many) = if one.wide.len() < other.wide.len() { (one, other) } else { (other, one) };
    let is_same = |one: f64, other: f64| (one - other).abs() < SAME * few.height;
    let recurs = |gap: &[f64; 2]| many.wide.iter().any(|other| is_same(gap[0], other[0]) || is_same(gap[1], other[1]));
    few.wide.iter().all(recurs)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines of words whose letters are 10 wide, each with the gaps between its words.
    fn rows(rows: &[(&str, Vec<f64>)]) -> Vec<bool> {
        let rows = rows.iter().zip(1..).map(|((words, gaps), row)| {
            let mut line = PdfLine { height: 10.0, y: 12.0 * f64::from(row), ..PdfLine::default() };
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
        let lines: Vec<PdfLine> = rows.collect();
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
    fn lines_of_one_gap_are_text_where_most_read_on() {
        let text = ["A spokesman", "characterised the", "reconstruction as", "straightforward", "notwithstanding the"];
        let stretched = text.map(|line| if line.contains(' ') { stretched(line) } else { (line, vec![]) });
        assert_eq!(rows(&stretched), [false; 5]);
        let first = [stretched[0].clone(), ("conceded it.", vec![5.0])];
        assert_eq!(rows(&first), [false; 2]);
    }

    #[test]
    fn gaps_at_one_place_by_chance_are_no_columns() {
        // Two lines begin with the same word, two others have gaps about a letter's tenth apart.
        let words = ["the reconstruction", "the archipelago", "transparency had", "previously seen"];
        assert_eq!(rows(&words.map(stretched)), [false; 4]);
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
        let names = ["rain fog snow", "barge tug raft", "north east west"];
        let names =
            names.map(|row| (row, row.split(' ').take(2).map(|cell| 110.0 - 10.0 * cell.len() as f64).collect()));
        assert_eq!(rows(&names), [true; 3]);
    }
}
