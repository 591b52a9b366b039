//! The language that a reader is spoken to in, and how it writes numbers.

use serde::{Deserialize, Serialize};

/// The language of labels and charts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum Labels {
    /// English.
    #[default]
    En,
    /// Vietnamese.
    Vi,
}

impl Labels {
    /// The one of two wordings that is in this language.
    pub fn pick<T>(self, en: T, vi: T) -> T {
        match self {
            Labels::En => en,
            Labels::Vi => vi,
        }
    }

    /// The language as BCP 47 has it.
    pub fn tag(self) -> &'static str {
        self.pick("en-GB", "vi-VN")
    }

    /// A number with this many decimals as the language writes it: a true minus sign, none before a rounded zero, and
    /// its decimal mark.
    pub fn number(self, value: f64, decimals: usize) -> String {
        self.written(format!("{value:.decimals$}"))
    }

    /// The same with a sign before what is above zero, too.
    pub fn signed(self, value: f64, decimals: usize) -> String {
        self.written(format!("{value:+.decimals$}"))
    }

    /// A number of percent with its sign.
    pub fn percent(self, value: f64, decimals: usize) -> String {
        format!("{} %", self.number(value, decimals))
    }

    /// A count with marks between its thousands.
    pub fn count(self, count: u64) -> String {
        let digits = count.to_string();
        let threes: Vec<_> = digits.as_bytes().rchunks(3).rev().map(String::from_utf8_lossy).collect();
        threes.join(self.pick(",", "."))
    }

    fn written(self, number: String) -> String {
        let is_zero = !number.contains(|c: char| ('1'..='9').contains(&c)) && number.ends_with('0');
        let number = if is_zero { number.trim_start_matches(['-', '+']) } else { &number };
        number.replace('-', "−").replace('.', self.pick(".", ","))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_and_percentages_are_written_as_each_language_writes_them() {
        let counts = [7, 436, 1_234, 1_234_567].map(|count| (Labels::En.count(count), Labels::Vi.count(count)));
        let expected = [("7", "7"), ("436", "436"), ("1,234", "1.234"), ("1,234,567", "1.234.567")];
        assert_eq!(counts, expected.map(|(en, vi)| (en.into(), vi.into())));
        assert_eq!((Labels::En.percent(38.46, 1), Labels::Vi.percent(38.46, 1)), ("38.5 %".into(), "38,5 %".into()));
    }

    #[test]
    fn numbers_have_true_minus_signs_the_language_s_mark_and_no_sign_at_zero() {
        assert_eq!((Labels::En.number(-12.54, 1), Labels::Vi.number(-12.54, 1)), ("−12.5".into(), "−12,5".into()));
        assert_eq!((Labels::En.number(-0.04, 1), Labels::En.signed(0.04, 1)), ("0.0".into(), "0.0".into()));
        assert_eq!((Labels::En.signed(3.0, 1), Labels::Vi.signed(-3.0, 0)), ("+3.0".into(), "−3".into()));
    }
}
