//! Plain text whose lines were broken at some width by an editor, a mail program or a copy from PDF -> its paragraphs.
//! Any other text comes back as it is.

#[cfg(test)]
mod articles;
mod fit;
mod shape;

use std::collections::HashSet;

use super::letters::is_alphanumeric;
use crate::read::{Composed, Line};
use fit::{Neighbours, Wrapping};
use shape::{End, Opening, WrappedShape};

/// Nobody breaks lines at more characters than this: such a line is a whole paragraph, and so are the others.
const WHOLE: usize = 200;
/// How much further than its neighbour a line must be indented to start a paragraph, in columns: copies from PDF are
/// uneven by one.
const INDENT: u32 = 2;

/// Joins lines into paragraphs where the whole file shows that lines were broken at a width; the number is that of the
/// paragraph's first line. A word broken by a hyphen is made whole, unless it occurs elsewhere with its hyphen. A file
/// with a line of more than 200 characters (an address apart) comes back untouched at once, as does one of short lines:
/// verse, lists, tables, transcripts.
pub fn unwrap(lines: Vec<Line>) -> Vec<Line> {
    if lines.len() <= 4 || lines.iter().any(|line| is_whole(&line.text)) {
        return lines;
    }
    let shapes: Vec<WrappedShape> = lines.iter().map(|line| WrappedShape::of(&line.text)).collect();
    let file = Neighbours { lines: &lines, shapes: &shapes, step: step(&lines) };
    let Some(fit) = Wrapping::find(&file) else { return lines };
    let joined = joined(&file, &fit);
    let compounds = compounds(&lines, &joined);
    join(lines, &joined, &compounds)
}

fn is_whole(text: &str) -> bool {
    let text = text.trim();
    let is_address = || text.is_ascii() && !text.contains(' ');
    text.len() > WHOLE && !is_address() && text.chars().nth(WHOLE).is_some()
}

/// 2 where nearly every line is followed by a blank one, else 1.
fn step(lines: &[Line]) -> usize {
    let close = lines.windows(2).filter(|pair| pair[1].number.saturating_sub(pair[0].number) <= 1).count();
    if close * 10 < lines.len() { 2 } else { 1 }
}

/// For every line whether it goes on with the paragraph of the line before it.
fn joined(file: &Neighbours, fit: &Wrapping) -> Vec<bool> {
    let mut joined = vec![false];
    let mut first = 0;
    let marked = is_marked(file);
    for at in 1..file.lines.len() {
        // Without marks a sentence's end may be the paragraph's, and the amount by which a line may fall short counts
        // against it.
        let doubtful = !marked && file.shapes[at - 1].end == End::Sentence && file.shapes[at].opening == Opening::High;
        let goes_on = continues(file, fit, at, first) && (!doubtful || fit.is_surely_full(file.lines, at - 1));
        joined.push(goes_on);
        if !goes_on {
            first = at;
        }
    }
    joined
}

/// Whether blank lines or indents mark the paragraphs: one line in fifteen at least.
fn is_marked(file: &Neighbours) -> bool {
    let opens = |&at: &usize| {
        let step = file.lines[at].number.saturating_sub(file.lines[at - 1].number);
        step > file.step || file.shapes[at].indent >= file.shapes[at - 1].indent + INDENT
    };
    (1..file.lines.len()).filter(opens).count() * 15 >= file.lines.len()
}

/// Whether the line at `at` goes on with the paragraph that began at `first`.
fn continues(file: &Neighbours, fit: &Wrapping, at: usize, first: usize) -> bool {
    let (before, line) = (&file.shapes[at - 1], &file.shapes[at]);
    let in_item = matches!(file.shapes[first].opening, Opening::Item { .. });
    let full = fit.is_full(file.lines, at - 1);
    let open = before.end == End::Open;
    let low = line.opening == Opening::Low;
    let step = file.lines[at].number.saturating_sub(file.lines[at - 1].number);
    if before.alone || line.alone {
        return false;
    }
    if step > file.step {
        // The end of a page amid a sentence.
        return full && open && low && step <= file.step + 2;
    }
    if let Opening::Item { low, number } = line.opening {
        // "…, on 14" / "- the day", "… in the year" / "12. Then": no item.
        return full && open && !in_item && (low || number);
    }
    let hangs = in_item && at - 1 == first;
    if line.indent >= before.indent + INDENT && !hangs {
        return false;
    }
    if before.capitals && !line.capitals || line.capitals && !before.capitals && !open {
        return false;
    }
    if line.label && before.end == End::Sentence {
        return false;
    }
    full || open && low && fit.fills(file.lines, at - 1, 0.6)
}

/// The words of the file that hold a hyphen, if any line may break at one.
fn compounds(lines: &[Line], joined: &[bool]) -> HashSet<String> {
    let ends = |at: usize| joined.get(at + 1) == Some(&true) && lines[at].text.trim_end().ends_with('-');
    if !(0..lines.len()).any(ends) {
        return HashSet::new();
    }
    let words = lines.iter().flat_map(|line| line.text.split_whitespace()).map(trim);
    words.filter(|word| word.contains('-')).map(str::to_lowercase).collect()
}

fn trim(word: &str) -> &str {
    word.trim_matches(|c: char| !is_alphanumeric(c))
}

fn join(lines: Vec<Line>, joined: &[bool], compounds: &HashSet<String>) -> Vec<Line> {
    let mut lines = lines.into_iter().zip(joined).peekable();
    let mut paragraphs = Vec::new();
    while let Some((first, _)) = lines.next() {
        let mut whole: Option<String> = None;
        while let Some((line, _)) = lines.next_if(|(_, joined)| **joined) {
            append(whole.get_or_insert_with(|| first.text.to_string()), line.text.trim(), compounds);
        }
        paragraphs.push(match whole {
            Some(text) => Line { text: Composed::new(&text), ..first },
            None => first,
        });
    }
    paragraphs
}

/// Adds a line to a paragraph, after a space, or as the rest of a word broken by a hyphen.
fn append(paragraph: &mut String, line: &str, compounds: &HashSet<String>) {
    paragraph.truncate(paragraph.trim_end().len());
    let is_letter =
        |c: char| c.is_lowercase() && (c.is_ascii() || matches!(c, '\u{df}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}'));
    let last = paragraph.rsplit(char::is_whitespace).next().unwrap_or_default();
    let next = line.split_whitespace().next().unwrap_or_default();
    let broken = last.strip_suffix('-').is_some_and(|part| part.ends_with(is_letter)) && next.starts_with(is_letter);
    let compound = last.len() > 1 && last.ends_with('-') && !last.ends_with("--");
    if broken && !compounds.contains(&trim(&format!("{last}{next}")).to_lowercase()) {
        paragraph.pop();
    } else if !compound {
        paragraph.push(' ');
    }
    paragraph.push_str(line);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn lines(text: &str) -> Vec<Line> {
        let numbered = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
        numbered.map(|(index, line)| Line::new(index + 1, line)).collect()
    }

    const BROKEN: &str = "The council met on Tuesday evening to speak of the new\n\
        timetable, which is to come into force in the spring, and\n\
        of the long-term plan for the bridge. Members were in-\n\
        formed that the work would take a year and that the long-\n\
        term plan had been put off until the money was found.\n\
        \n\
        Nobody was surprised by that, since the same had been said\n\
        in the year before, and in every year since the flood that\n\
        took the old bridge away.\n";

    #[test]
    fn paragraphs_carry_the_number_of_their_first_line_and_broken_words_are_whole() {
        let paragraphs = unwrap(lines(BROKEN));
        assert_eq!(paragraphs.iter().map(|line| line.number).collect::<Vec<_>>(), [1, 7]);
        let text = &paragraphs[0].text;
        assert!(
            text.contains("were informed that")
                && text.ends_with("the long-term plan had been put off until the money was found.")
        );
    }

    #[test]
    fn a_long_line_shows_that_paragraphs_are_whole() {
        let text = format!("{BROKEN}\n{}\n", "một câu dài ".repeat(20));
        assert_eq!(unwrap(lines(&text)), lines(&text));
        let address = format!("{BROKEN}\nhttps://example.org/{}\n", "a".repeat(300));
        assert!(unwrap(lines(&address)).len() < lines(&address).len());
    }

    #[test]
    fn scripts_without_spaces_come_back_as_they_are() {
        for headline in ["新しい夜行列車が海岸へ向かう十九年ぶりの運行", "รถไฟกลางคืนขบวนแรกออกจากสถานีแล้วในวันศุกร์ที่ผ่านมา"]
        {
            let text = format!("{headline}\n").repeat(40);
            assert_eq!(unwrap(lines(&text)), lines(&text));
        }
    }

    #[test]
    fn lines_of_a_few_megabytes_are_joined_in_linear_time() {
        let start = std::time::Instant::now();
        let text = BROKEN.repeat(10_000);
        assert!(unwrap(lines(&text)).len() <= 20_000);
        assert!(start.elapsed().as_secs() < 5);
    }

    proptest! {
        #[test]
        fn any_lines_give_their_characters_in_order(texts in prop::collection::vec("\\PC{0,90}", 0..40), gap in 0..3_usize) {
            let lines: Vec<Line> = texts.iter().enumerate().map(|(at, text)| Line::new(at * gap, text)).collect();
            let bare = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
            let single: String = lines.iter().map(|line| bare(&line.text)).collect();
            let whole: String = unwrap(lines).iter().map(|line| bare(&line.text)).collect();
            prop_assert_eq!(whole, single);
        }

        #[test]
        fn broken_prose_gives_its_characters_in_order(text in "([a-zđ]{1,9}[ ,.-]{0,1}[\n ]){0,300}", width in 40..100_usize) {
            let mut broken = String::new();
            let mut column = 0;
            for word in text.split_whitespace() {
                column += word.len() + 1;
                broken += if column > width { "\n" } else { " " };
                column = if column > width { word.len() } else { column };
                broken += word;
            }
            let bare = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
            let whole: String = unwrap(lines(&broken)).iter().map(|line| bare(&line.text)).collect();
            prop_assert_eq!(whole, bare(&text));
        }
    }
}
