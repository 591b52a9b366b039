//! How CSV is written.

use anyhow::{Context, Result, ensure};

/// What can separate the columns of a table.
const DELIMITERS: [char; 4] = [',', ';', '|', '\t'];

/// Reads a delimiter; a shell hands over a tab as two characters.
pub fn delimiter(text: &str) -> Result<char> {
    match text {
        "\\t" => Ok('\t'),
        _ => text.parse().context("use , ; | or \\t"),
    }
}

/// How CSV is written: a spreadsheet reads it as its own language has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dialect {
    /// What separates the columns: one ASCII character.
    pub delimiter: u8,
    /// The decimal mark, another one.
    pub decimal: char,
}

impl Dialect {
    /// What is asked for; a comma separates the columns where nothing else is said, and where it is no decimal mark.
    ///
    /// # Errors
    /// Such tables can't be read again.
    pub fn new(delimiter: Option<char>, decimal: Option<char>) -> Result<Dialect> {
        let decimal = decimal.unwrap_or('.');
        ensure!(['.', ','].contains(&decimal), "the decimal mark {decimal:?} is neither . nor ,");
        let delimiter = delimiter.unwrap_or(if decimal == ',' { ';' } else { ',' });
        ensure!(
            delimiter != decimal,
            "a comma can't separate the columns and be the decimal mark, too: use --delimiter ';'"
        );
        ensure!(DELIMITERS.contains(&delimiter), "the delimiter {delimiter:?} is none of , ; | and \\t (a tab)");
        Ok(Dialect { delimiter: delimiter as u8, decimal })
    }
}
