//! A document's paragraphs -> [`Tokens`].

use super::forms::Forms;
use super::kept::KeptWords;
use super::line::{LineTokens, tokenise_line};
use crate::clean::Paragraph;

/// A document as words and clauses: a line for each of its paragraphs, in order.
#[derive(Clone, Debug, Default)]
pub struct Tokens {
    /// The paragraphs' tokens.
    pub lines: Vec<LineTokens>,
}

/// Splits each paragraph into words and clauses.
pub fn tokenise(paragraphs: &[Paragraph], forms: &mut Forms, kept: &KeptWords) -> Tokens {
    let tokenise = |paragraph: &Paragraph| {
        let mut line = tokenise_line(&paragraph.text, forms);
        kept.keep(&mut line, forms);
        line
    };
    Tokens { lines: paragraphs.iter().map(tokenise).collect() }
}
