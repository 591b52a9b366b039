//! Rows -> CSV: UTF-8 with a byte-order mark, RFC 4180, fixed decimals, and no cell that a spreadsheet would run.

use std::ops::Range;

use super::decimal;
use crate::options::Dialect;
use crate::table::{Cell, Form, Grid, Heading};

/// What a file begins with: a byte-order mark, without which Excel takes UTF-8 for the system's encoding, and the header.
pub fn header(headings: &[Heading], dialect: Dialect) -> Vec<u8> {
    let names = headings.iter().map(|heading| Cell::Text(heading.name.into()));
    let names = lines(&vec![Form::Text; headings.len()], dialect, |to| names.for_each(to));
    ["\u{feff}".as_bytes(), &names].concat()
}

/// Some rows as they are in the file.
pub fn rows(grid: &dyn Grid, rows: Range<usize>, dialect: Dialect) -> Vec<u8> {
    let forms: Vec<Form> = grid.schema().headings.iter().map(|heading| heading.form).collect();
    lines(&forms, dialect, |to| grid.visit(rows, to))
}

/// The lines of columns of these forms; `cells` hands on their cells, row by row.
fn lines(forms: &[Form], dialect: Dialect, cells: impl FnOnce(&mut dyn FnMut(Cell))) -> Vec<u8> {
    let (mut lines, mut guarded, mut column) = (Vec::new(), String::new(), 0);
    cells(&mut |cell| {
        if column > 0 {
            lines.push(dialect.delimiter);
        }
        match cell {
            Cell::Empty => (),
            Cell::Text(text) if text.starts_with(is_plain) => write_quoted(&text, dialect.delimiter, &mut lines),
            Cell::Text(text) => {
                guarded.clear();
                write_text(&text, &mut guarded);
                write_quoted(&guarded, dialect.delimiter, &mut lines);
            }
            Cell::Count(count) => decimal::write_count(count, 1, &mut lines),
            Cell::Number(number) => write_number(number, forms[column], dialect.decimal, &mut lines),
        }
        column += 1;
        if column == forms.len() {
            lines.extend_from_slice(b"\r\n");
            column = 0;
        }
    });
    lines
}

/// A row of text alone, as it is in a file.
pub fn text_row<'c>(cells: impl IntoIterator<Item = &'c str>) -> Vec<u8> {
    let (mut row, mut guarded) = (Vec::new(), String::new());
    for (place, cell) in cells.into_iter().enumerate() {
        if place > 0 {
            row.push(b',');
        }
        guarded.clear();
        write_text(cell, &mut guarded);
        write_quoted(&guarded, b',', &mut row);
    }
    row.extend_from_slice(b"\r\n");
    row
}

/// A row of cells that were written before, and so are guarded as they are.
pub fn guarded_row<'c>(cells: impl IntoIterator<Item = &'c str>, delimiter: u8) -> Vec<u8> {
    let mut row = Vec::new();
    for (place, cell) in cells.into_iter().enumerate() {
        if place > 0 {
            row.push(delimiter);
        }
        write_quoted(cell, delimiter, &mut row);
    }
    row.extend_from_slice(b"\r\n");
    row
}

/// Appends text as it is, but with an apostrophe before what a spreadsheet would take for a formula.
pub fn write_text(text: &str, cell: &mut String) {
    if !text.starts_with(is_plain) && is_formula(text) {
        cell.push('\'');
    }
    cell.push_str(text);
}

/// Whether a character is a digit or a Latin letter, also of Vietnamese: nearly all text begins so, and is no formula.
fn is_plain(c: char) -> bool {
    matches!(c, '0'..='9' | 'A'..='Z' | 'a'..='z' | '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}')
}

/// Whether a spreadsheet could take text for a formula: by the first character that is seen, since some trim the others.
fn is_formula(text: &str) -> bool {
    let seen = text.trim_start_matches(|c: char| c.is_whitespace() || c.is_control() || is_unseen(c));
    text.starts_with(['\t', '\r', '\n']) || seen.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
}

/// Whether a character takes no ink, beside white space and control characters: joiners, marks of direction and of form, soft
/// hyphens, fillers, tags (Unicode's Default_Ignorable_Code_Point), and the empty pattern of Braille.
fn is_unseen(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}'
        | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

/// Appends a cell, in quotation marks where it holds what ends one.
fn write_quoted(cell: &str, delimiter: u8, row: &mut Vec<u8>) {
    let must_be_quoted = |byte: u8| byte == delimiter || matches!(byte, b'"' | b'\r' | b'\n');
    if !cell.bytes().any(must_be_quoted) {
        row.extend_from_slice(cell.as_bytes());
        return;
    }
    row.push(b'"');
    row.extend_from_slice(cell.replace('"', "\"\"").as_bytes());
    row.push(b'"');
}

/// Appends a number with this decimal mark.
fn write_number(number: f64, form: Form, mark: char, row: &mut Vec<u8>) {
    let begin = row.len();
    match form {
        Form::Text | Form::Count => row.extend_from_slice(number.to_string().as_bytes()),
        Form::Decimals(decimals) => decimal::write(number, decimals, row),
        Form::Significant if number.abs() < 1e-3 => row.extend_from_slice(format!("{number:.3e}").as_bytes()),
        Form::Significant => {
            // As many decimals as leave four significant digits.
            let decimals = (3.0 - number.abs().log10().floor()).max(0.0) as usize;
            decimal::write(number, decimals, row);
        }
    }
    // A trace of a negative number isn't one: -0.000.
    if row[begin..].starts_with(b"-") && !row[begin..].iter().any(|digit| (b'1'..=b'9').contains(digit)) {
        row.remove(begin);
    }
    if mark != '.'
        && let Some(point) = row[begin..].iter().position(|byte| *byte == b'.')
    {
        row.splice(begin + point..=begin + point, mark.encode_utf8(&mut [0; 4]).bytes());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn guarded(text: &str) -> String {
        let mut cell = String::new();
        write_text(text, &mut cell);
        cell
    }

    #[test]
    fn no_text_is_run_as_a_formula() {
        for text in ["=1+1", "+84 24", "-Về kinh tế", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠A1"]
        {
            assert_eq!(guarded(text), format!("'{text}"));
        }
    }

    #[test]
    fn no_formula_hides_behind_what_is_not_seen() {
        let joiners = ["\u{feff}", "\u{200b}\u{2060}", "\u{ad}", "\u{202e}", "\u{e0020}"];
        let spaces = ["\u{a0} ", "\u{0}", "\u{b}\u{85}", "\u{3000}"];
        for unseen in joiners.into_iter().chain(spaces) {
            for formula in ["=1+1", "+1", "- item", "@A1", "＝1"] {
                let text = format!("{unseen}{formula}");
                assert_eq!(guarded(&text), format!("'{text}"), "{text:?}");
            }
            let text = format!("{unseen}a = b");
            assert_eq!(guarded(&text), text, "{text:?}");
        }
    }

    #[test]
    fn other_text_stays_as_it_is() {
        for text in ["hòa bình", "đổi mới", "2 - 1", "“=”", "", " ", "\u{200b}", "– 5", "'=1"] {
            assert_eq!(guarded(text), text);
        }
    }

    fn written(number: f64, form: Form, mark: char) -> String {
        let mut row = Vec::new();
        write_number(number, form, mark, &mut row);
        String::from_utf8(row).unwrap()
    }

    #[test]
    fn numbers_have_fixed_decimals_and_no_negative_zero() {
        assert_eq!(written(2.0 / 3.0, Form::Decimals(4), '.'), "0.6667");
        assert_eq!(written(-0.00001, Form::Decimals(2), '.'), "0.00");
        assert_eq!(written(-1.5, Form::Decimals(2), ','), "-1,50");
        assert_eq!(written(1234.5, Form::Decimals(1), '٫'), "1234٫5");
    }

    #[test]
    fn p_values_keep_four_significant_digits() {
        assert_eq!(written(0.04321987, Form::Significant, '.'), "0.04322");
        assert_eq!(written(1.0, Form::Significant, '.'), "1.000");
        assert_eq!(written(1.25662e-6, Form::Significant, ','), "1,257e-6");
        assert_eq!(written(1e-300, Form::Significant, '.'), "1.000e-300");
    }

    proptest! {
        #[test]
        fn text_is_quoted_as_another_library_does(cells in prop::collection::vec("[a=\"\r\n,; -]{0,4}", 2..5)) {
            for delimiter in [b',', b';', b'\t'] {
                let mut writer = csv::WriterBuilder::new();
                let mut writer = writer.delimiter(delimiter).terminator(csv::Terminator::CRLF).from_writer(Vec::new());
                writer.write_record(cells.iter().map(|cell| guarded(cell))).unwrap();
                let written = lines(&vec![Form::Text; cells.len()], Dialect { delimiter, decimal: '.' }, |to| {
                    cells.iter().for_each(|cell| to(Cell::Text(cell.into())));
                });
                prop_assert_eq!(written, writer.into_inner().unwrap());
            }
        }
    }
}
