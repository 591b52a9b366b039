//! Tables that were pasted as lines, a cell a line.

use super::page::{LineShape, Page};

/// Longest cell, in words.
const CELL: usize = 6;
/// The fewest figures in a table, and the least part of its cells.
const FIGURES: usize = 3;
const PART: f64 = 0.25;

/// For every line of the page whether it is the cell of a table: kept, short, and one of a run in which figures recur.
/// Ranks ("1", "2") are no figures: boxes of links have them.
pub fn cells(page: &Page) -> Vec<bool> {
    let mut cells = vec![false; page.lines.len()];
    let is_cell = |at: &usize| page.lines[*at].words <= CELL && !page.lines[*at].is_running();
    for run in page.kept.chunk_by(|above, at| is_cell(above) && is_cell(at)) {
        let figures = run.iter().filter(|&&at| is_figure(&page.lines[at])).count();
        if figures >= FIGURES && figures as f64 >= PART * run.len() as f64 {
            run.iter().for_each(|&at| cells[at] = true);
        }
    }
    cells
}

/// A number of three characters or more, with its sign and unit: "1.170.000", "27,15%", "+200".
fn is_figure(shape: &LineShape) -> bool {
    let figure = shape.text.trim_matches(['+', '-', '−', '%', '(', ')', '$', '€', '£', ' ']);
    figure.len() >= 3
        && figure.starts_with(|c: char| c.is_ascii_digit())
        && figure.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | ' '))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::Line;

    fn found(texts: &[&str]) -> Vec<usize> {
        let lines: Vec<Line> = texts.iter().enumerate().map(|(at, text)| Line::new(at + 1, text)).collect();
        let cells = cells(&Page::new(&LineShape::of_lines(&lines), &vec![None; lines.len()], &[]));
        (0..texts.len()).filter(|&at| cells[at]).collect()
    }

    #[test]
    fn a_run_of_short_lines_with_figures_is_a_table() {
        let lines = [
            "Giá lúa hôm nay tăng ở cả ba huyện.",
            "Huyện",
            "Giá",
            "Suối Vàng",
            "7.150",
            "Bến Đò",
            "7.300",
            "Cây Gạo",
            "6.980",
        ];
        assert_eq!(found(&lines), (1..9).collect::<Vec<_>>());
    }

    #[test]
    fn ranks_and_dates_make_no_table() {
        assert!(found(&["Đọc nhiều", "1", "Lúa chín sớm", "2", "Cá về muộn", "3", "Chợ họp đêm"]).is_empty());
        assert!(found(&["12/03/2024", "10:15", "3 phút trước"]).is_empty());
    }
}
