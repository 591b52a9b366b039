//! `themeshift segment`: the words of a text.

use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};
use std::process::ExitCode;

use anyhow::{Context, Result, ensure};

use super::finish;
use crate::language::{Forms, Kept, KeptWords, Segmenters, canonical_code, tokenise_line};
use crate::options::Normalisation;
use crate::read::compose;

/// Most bytes of a line that is to be segmented.
const MOST_OF_LINE: u64 = 64 << 20;

/// Standard input to standard output, line by line; a line is written before the next one is waited for.
pub fn run(language: &str, words: &[String]) -> Result<ExitCode> {
    let segmenters = Segmenters::new(Normalisation::default())?;
    let id = segmenters.find(canonical_code(language)?);
    let (segmenter, kept) = (segmenters.get(id), Kept::new(words.iter().map(String::as_str))?);
    let (kept, mut forms) = (kept.get(id, segmenter), Forms::new(segmenter));
    let mut input = BufReader::with_capacity(1 << 16, io::stdin().lock());
    let mut output = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    let (mut line, mut segmented) = (Vec::new(), String::new());
    for number in 1.. {
        line.clear();
        // A line may have no end.
        input
            .by_ref()
            .take(MOST_OF_LINE + 1)
            .read_until(b'\n', &mut line)
            .with_context(|| format!("line {number} of standard input can't be read"))?;
        if line.is_empty() {
            break;
        }
        ensure!(
            line.len() as u64 <= MOST_OF_LINE,
            "line {number} of standard input is over {} MB: break it",
            MOST_OF_LINE >> 20
        );
        let line = str::from_utf8(&line).with_context(|| format!("line {number} of standard input is not UTF-8"))?;
        segmented.clear();
        write_words(&compose(line.trim_start_matches('\u{feff}')), &mut forms, kept, &mut segmented);
        let written = output.write_all(segmented.as_bytes()).and_then(|()| match input.buffer().is_empty() {
            true => output.flush(),
            false => Ok(()),
        });
        if written.is_err() {
            return finish(written);
        }
    }
    finish(output.flush())
}

/// Appends the words of a line with a blank between two and `_` where there was one inside a word, and a line end.
fn write_words(text: &str, forms: &mut Forms, kept: &KeptWords, out: &mut String) {
    let mut line = tokenise_line(text, forms);
    kept.keep(&mut line, forms);
    let mut joined = vec![false; line.units.len()];
    for word in &line.words {
        joined[word.start + 1..word.end].fill(true);
    }
    for (index, (unit, joined)) in line.units.iter().zip(joined).enumerate() {
        if index > 0 {
            out.push(if joined { '_' } else { ' ' });
        }
        let letters = &text[unit.range()];
        match letters.starts_with(|c: char| c.is_ascii_digit()) {
            // Thousands may be set apart by blanks.
            true => out.push_str(&letters.replace(' ', "_")),
            false => out.push_str(letters),
        }
    }
    out.push('\n');
}
