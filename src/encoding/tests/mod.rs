//! Tests of the whole: letters, paragraphs, and what is no text.

mod flaws;
mod letters;
mod paragraphs;
