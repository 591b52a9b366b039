//! Tables that commands print, separated by tabs: whatever a name or a text holds, no cell breaks its row and none is a formula.

use std::io::{self, Write};

use crate::write::csv::write_text;

/// A table of `N` columns that is being printed. Nothing is written to it but by way of [`TabbedCell`].
pub struct Tabbed<W, const N: usize> {
    out: W,
    line: String,
}

/// A cell.
#[derive(Clone, Copy)]
pub enum TabbedCell<'c> {
    /// Words of any origin.
    Text(&'c str),
    /// A whole number.
    Count(u64),
    /// A number with this many decimals.
    Decimals(f64, usize),
    /// No value, and what stands for it.
    Missing(Missing),
}

/// What stands for a value that isn't there.
#[derive(Clone, Copy)]
pub enum Missing {
    /// Nothing.
    Empty,
    /// A dash.
    Dash,
}

impl<W: Write, const N: usize> Tabbed<W, N> {
    /// Begins a table with the names of its columns.
    pub fn begin(out: W, columns: [&str; N]) -> io::Result<Tabbed<W, N>> {
        let mut table = Tabbed::go_on(out);
        table.row(columns.map(TabbedCell::Text))?;
        Ok(table)
    }

    /// A table without names of columns.
    pub fn go_on(out: W) -> Tabbed<W, N> {
        Tabbed { out, line: String::new() }
    }

    /// Prints a row.
    pub fn row(&mut self, cells: [TabbedCell; N]) -> io::Result<()> {
        self.line.clear();
        for (place, cell) in cells.into_iter().enumerate() {
            if place > 0 {
                self.line.push('\t');
            }
            cell.write(&mut self.line);
        }
        self.line.push('\n');
        self.out.write_all(self.line.as_bytes())
    }

    /// Prints what is still held back.
    pub fn finish(mut self) -> io::Result<()> {
        self.out.flush()
    }
}

impl TabbedCell<'_> {
    /// A number with this many decimals; what stands for it where there is none, or it is undefined.
    pub fn decimals(number: Option<f64>, decimals: usize, missing: Missing) -> TabbedCell<'static> {
        match number.filter(|number| !number.is_nan()) {
            Some(number) => TabbedCell::Decimals(number, decimals),
            None => TabbedCell::Missing(missing),
        }
    }

    fn write(self, line: &mut String) {
        match self {
            TabbedCell::Text(text) => write_text(&text.trim().replace(breaks, " "), line),
            TabbedCell::Count(number) => line.push_str(&number.to_string()),
            TabbedCell::Decimals(number, decimals) => line.push_str(&format!("{number:.decimals$}")),
            TabbedCell::Missing(Missing::Empty) => {}
            TabbedCell::Missing(Missing::Dash) => line.push('-'),
        }
    }
}

impl<'c> From<&'c str> for TabbedCell<'c> {
    fn from(text: &'c str) -> TabbedCell<'c> {
        TabbedCell::Text(text)
    }
}

impl<'c> From<&'c String> for TabbedCell<'c> {
    fn from(text: &'c String) -> TabbedCell<'c> {
        TabbedCell::Text(text)
    }
}

impl From<u64> for TabbedCell<'_> {
    fn from(number: u64) -> Self {
        TabbedCell::Count(number)
    }
}

impl From<usize> for TabbedCell<'_> {
    fn from(number: usize) -> Self {
        TabbedCell::Count(number as u64)
    }
}

impl<'c, T: Into<TabbedCell<'c>>> From<Option<T>> for TabbedCell<'c> {
    fn from(value: Option<T>) -> TabbedCell<'c> {
        value.map_or(TabbedCell::Missing(Missing::Empty), Into::into)
    }
}

/// Whether it ends a cell or a line, for any program that reads lines, or steers a terminal.
fn breaks(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed<const N: usize>(rows: &[[TabbedCell; N]]) -> String {
        let mut out = Vec::new();
        let mut table = Tabbed::begin(&mut out, [""; N]).unwrap();
        rows.iter().for_each(|row| table.row(*row).unwrap());
        table.finish().unwrap();
        String::from_utf8(out).unwrap().split_once('\n').unwrap().1.to_string()
    }

    #[test]
    fn no_text_breaks_its_row_or_is_a_formula() {
        let printed = printed(&[
            ["=1+1.txt".into(), "a\tb\r\nc\u{2028}\u{1b}[2Jd".into()],
            ["\u{200b}@A1 ".into(), "a - b".into()],
        ]);
        assert_eq!(printed, "'=1+1.txt\ta b  c  [2Jd\n'\u{200b}@A1\ta - b\n");
    }

    #[test]
    fn numbers_are_numbers_and_what_is_missing_is_no_text() {
        let decimals = |number| TabbedCell::decimals(number, 2, Missing::Dash);
        let row =
            [7_usize.into(), decimals(Some(-1.234)), decimals(Some(f64::NAN)), None::<u64>.into(), Some("x").into()];
        assert_eq!(printed(&[row]), "7\t-1.23\t-\t\tx\n");
    }
}
