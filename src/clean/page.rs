//! What the rules see: the shape of every line, and which lines are still kept.

use super::echo::echoed;
use super::letters::{is_alphabetic, is_alphanumeric, is_lowercase, is_numeric, parts, push_lowercase};
use super::lists::HoldingLists;
use super::words::LineWords;
use super::{Line, LineVerdict};
use crate::read::LineMark;

/// Longest line that can be a phrase of a site, in words.
pub const PHRASE: usize = 20;
/// Words from which a line without a final stop counts as running text: few headlines are longer.
const LONG: usize = 30;
/// Words from which a line with a final stop counts as running text.
const SENTENCE: usize = 6;
/// The same for "?" and "!", which headlines and interviewers' questions also end in.
const QUESTION: usize = 20;

/// A line to remove, by its place in [`Page::lines`], and the place of the line it repeats.
pub struct LineFinding {
    pub at: usize,
    pub similar_to: Option<usize>,
}

impl LineFinding {
    /// A finding that repeats no other line.
    pub fn at(at: usize) -> Self {
        LineFinding { at, similar_to: None }
    }
}

/// What can be seen of a line by itself.
pub struct LineShape<'a> {
    /// As in the source.
    pub raw: &'a str,
    /// Without white space, invisible characters and Markdown heading marks at its ends.
    pub text: &'a str,
    /// How many words it has, see [`LineWords::count`].
    pub words: usize,
    /// Whether it is marked as a heading.
    pub marked: bool,
    /// Whether a blank line comes before it (or it opens the file).
    pub after_gap: bool,
    /// In lower case without punctuation, see [`plain`], to compare with phrases; empty for a line too long for one.
    pub plain: String,
    /// The lists of phrases that hold `plain`, apart from numbers at its ends: "Bình luận (12)".
    pub lists: HoldingLists,
    /// Its words, see [`LineWords::hashes`].
    pub hashes: Vec<(u64, bool)>,
    /// Whether it could repeat another line of the page, see [`echoed`].
    pub echoed: bool,
    /// Its last character apart from closing quotes and brackets.
    last: Option<char>,
    /// See [`LineShape::is_numbered`], [`LineShape::is_item`] and [`LineShape::opens_low`].
    is_numbered: bool,
    is_item: bool,
    opens_low: bool,
}

impl<'a> LineShape<'a> {
    /// The shapes of all lines, in order.
    pub fn of_lines(lines: &'a [Line]) -> Vec<Self> {
        let before = std::iter::once(None).chain(lines.iter().map(|line| Some(line.number)));
        let gap = |line: &Line, before: Option<usize>| before.is_none_or(|b| line.number > b.saturating_add(1));
        let shape = |(line, before)| LineShape::new(line, gap(line, before));
        let mut shapes: Vec<LineShape> = lines.iter().zip(before).map(shape).collect();
        let echoed = echoed(shapes.iter().map(|shape| (shape.words, shape.hashes.as_slice())));
        shapes.iter_mut().zip(echoed).for_each(|(shape, echoed)| shape.echoed = echoed);
        shapes
    }

    fn new(line: &'a Line, after_gap: bool) -> Self {
        let raw: &str = &line.text;
        let trimmed = trim(raw);
        let unmarked = trimmed.trim_start_matches('#');
        let has_mark = unmarked.len() < trimmed.len() && unmarked.starts_with(' ');
        let text = if has_mark { trim(unmarked) } else { trimmed };
        let LineWords { count: words, hashes } = LineWords::of(text);
        let plain = if words <= PHRASE { plain(text) } else { String::new() };
        let opening = parts(text).next().unwrap_or_default();
        let is_numbered = is_number(opening);
        let is_item = is_numbered || is_item_mark(opening);
        LineShape {
            raw,
            text,
            words,
            lists: HoldingLists::of_numbered(&plain),
            plain,
            hashes,
            echoed: false,
            marked: has_mark || line.mark == LineMark::Heading,
            after_gap,
            last: text.trim_end_matches(is_closing).chars().next_back(),
            is_numbered,
            is_item,
            opens_low: !is_item && is_low(opening),
        }
    }

    /// Running text: a sentence of some length, or a long line however it ends.
    pub fn is_running(&self) -> bool {
        let least = match self.last {
            Some('.' | '…' | '。') => SENTENCE,
            Some('?' | '!' | '？' | '！') => QUESTION,
            _ => LONG,
        };
        self.words >= least
    }

    /// Whether it could be a title: short, and not ended like a sentence or the item of a list.
    pub fn is_title(&self) -> bool {
        (1..LONG).contains(&self.words)
            && !matches!(self.last, Some('.' | '…' | ',' | ';' | ':' | '。'))
            && (self.marked || !self.is_item())
    }

    /// Whether a number with a stop or a bracket opens it: "2. Thảo luận".
    pub fn is_numbered(&self) -> bool {
        self.is_numbered
    }

    /// Whether it opens like the item of a list or a turn of a dialogue.
    pub fn is_item(&self) -> bool {
        self.is_item
    }

    /// Whether it ends like a sentence (also after a closing quote).
    pub fn is_closed(&self) -> bool {
        matches!(self.last, Some('.' | '…' | '?' | '!' | '。' | '？' | '！'))
    }

    /// Whether it opens with a word in lower case, as the rest of a broken line does: no item, address or symbol.
    pub fn opens_low(&self) -> bool {
        self.opens_low
    }

    /// Whether it ends in a letter or a comma, with no mark after it.
    pub fn ends_in_word(&self) -> bool {
        self.text.ends_with(|c: char| is_alphabetic(c) || c == ',')
    }

    /// Whether it opens with a quotation.
    pub fn opens_quoted(&self) -> bool {
        self.text.starts_with(['"', '“', '«', '‘', '\''])
    }

    /// Its last character apart from closing quotes and brackets.
    pub fn last(&self) -> Option<char> {
        self.last
    }

    /// Its last character apart from closing quotes and brackets is `mark`.
    pub fn ends_in(&self, mark: char) -> bool {
        self.last == Some(mark)
    }
}

/// The page as a rule finds it.
pub struct Page<'a> {
    /// Every line of the page, also those already removed: the doubled headline is a sign of a teaser.
    pub lines: &'a [LineShape<'a>],
    /// What became of each so far.
    verdicts: &'a [LineVerdict],
    /// The places of the lines still kept, in rising order.
    pub kept: Vec<usize>,
    /// The user's own phrases.
    pub phrases: &'a [String],
    /// The places of the first and the last kept line of running text.
    pub running: Option<(usize, usize)>,
}

impl<'a> Page<'a> {
    /// The page after the given verdicts.
    pub fn new(lines: &'a [LineShape<'a>], verdicts: &'a [LineVerdict], phrases: &'a [String]) -> Self {
        let kept: Vec<usize> = verdicts.iter().enumerate().filter(|(_, v)| v.is_none()).map(|(i, _)| i).collect();
        let mut running = kept.iter().copied().filter(|&i| lines[i].is_running());
        let running = running.next().map(|first| (first, running.next_back().unwrap_or(first)));
        Page { lines, verdicts, kept, phrases, running }
    }

    /// The kept lines, each with its place.
    pub fn shapes(&self) -> impl DoubleEndedIterator<Item = (usize, &'a LineShape<'a>)> {
        self.kept.iter().map(|&i| (i, &self.lines[i]))
    }

    /// The rule that removed the line, if one did.
    pub fn reason(&self, at: usize) -> Option<&'static str> {
        self.verdicts[at].map(|(reason, _)| reason)
    }

    /// Whether the line is still kept.
    pub fn is_kept(&self, at: usize) -> bool {
        self.verdicts.get(at).is_some_and(Option::is_none)
    }

    /// Whether the line goes on with the unfinished sentence of the line above it; over a blank line only after a comma.
    pub fn continues(&self, at: usize) -> bool {
        let Some(above) = at.checked_sub(1) else {
            return false;
        };
        self.is_kept(at)
            && self.is_kept(above)
            && self.lines[at].opens_low()
            && (!self.lines[at].after_gap || self.lines[above].ends_in(','))
            && !self.lines[above].is_closed()
            && !self.lines[above].ends_in(':')
    }

    /// Whether the line is part of a sentence broken over lines: it goes on from the line above, or the next one does.
    pub fn is_broken(&self, at: usize) -> bool {
        self.continues(at) || self.continues(at + 1)
    }

    /// Whether a title begins at the line: one line, or several that continue it and are no longer together.
    pub fn is_title(&self, at: usize) -> bool {
        let rest = (at + 1..self.lines.len()).take(LONG).take_while(|&next| self.continues(next));
        let (last, words) =
            rest.fold((at, self.lines[at].words), |(_, words), next| (next, words + self.lines[next].words));
        let opens = self.lines[at].marked || !self.lines[at].is_item();
        opens && words < LONG && self.lines[last].is_title()
    }

    /// The title: the first kept line, if it could be one and running text follows (any text, if Markdown marks it).
    pub fn headline(&self) -> Option<usize> {
        let (at, first) = self.shapes().next()?;
        let followed =
            if first.marked { self.kept.len() > 1 } else { self.running.is_some_and(|(start, _)| start > at) };
        // A line that runs on without a capital is the rest of a sentence.
        let opens_low = first.text.chars().next().is_some_and(char::is_lowercase);
        (self.is_title(at) && followed && !opens_low).then_some(at)
    }
}

/// Without white space, byte order marks and zero-width characters at the ends.
fn trim(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}'..='\u{200d}'))
}

/// Whether the first word of a line is a number with a stop or a bracket.
fn is_number(opening: &str) -> bool {
    let number = opening.trim_end_matches([')', '.']);
    number.len() < opening.len() && !number.is_empty() && number.chars().all(is_numeric)
}

/// Whether the first word of a line is a letter in brackets, or begins with the dash or bullet of an item.
fn is_item_mark(opening: &str) -> bool {
    let lettered = opening.ends_with(')') && opening.trim_end_matches([')', '.']).chars().count() == 1;
    lettered || opening.starts_with(['-', '–', '—', '+', '•', '*'])
}

/// Whether the first word of a line is in lower case, with nothing but marks after it.
fn is_low(opening: &str) -> bool {
    let word = opening.trim_end_matches([',', '.', ';', '!', '?', ')', '"', '\'', '…', '”', '’', '»']);
    word.starts_with(is_lowercase) && word.chars().all(is_alphabetic)
}

fn is_closing(c: char) -> bool {
    c.is_whitespace() || matches!(c, '"' | '\'' | '”' | '’' | '»' | ')' | ']' | '*' | '_')
}

/// The words in lower case, without punctuation, joined by one space: to compare short lines with phrases.
pub fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for word in text.split(|c: char| !is_alphanumeric(c)).filter(|word| !word.is_empty()) {
        plain.extend((!plain.is_empty()).then_some(' '));
        push_lowercase(&mut plain, word);
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(text: &str) -> LineShape<'static> {
        LineShape::new(Box::leak(Box::new(Line::new(1, text))), true)
    }

    #[test]
    fn marks_and_invisible_characters_are_no_part_of_the_text() {
        let title = shape("\u{feff}## Mùa gặt sớm\u{a0}");
        assert_eq!((title.text, title.words, title.marked), ("Mùa gặt sớm", 3, true));
        assert!(!shape("#muagat").marked);
    }

    #[test]
    fn items_of_lists_and_turns_of_dialogue_are_no_titles() {
        for item in ["- Vâng", "1. Sửa đường", "a) Nhà máy", "12) Cầu", "• Sông Thương"] {
            assert!(!shape(item).is_title(), "{item}");
        }
        for title in ["2024 là năm của lúa", "Cầu mới thông xe", "Ai giữ nguồn nước?", "U.S. grain exports rise"]
        {
            assert!(shape(title).is_title(), "{title}");
        }
    }

    #[test]
    fn only_words_open_the_rest_of_a_broken_line() {
        for rest in ["hiệu quả", "với bà con.", "xong, rồi nghỉ"] {
            assert!(shape(rest).opens_low(), "{rest}");
        }
        for other in ["Hiệu quả", "x5", "a) Nhà máy", "source: Mùa Vàng", "www.example.vn", "5 tấn", "an@example.vn"]
        {
            assert!(!shape(other).opens_low(), "{other}");
        }
    }

    #[test]
    fn a_title_broken_over_lines_is_one_and_a_broken_sentence_is_none() {
        let is_title = |text: &str| {
            let numbered = text.lines().enumerate().filter(|(_, line)| !line.is_empty());
            let lines: Vec<Line> = numbered.map(|(i, l)| Line::new(i + 1, l)).collect();
            Page::new(&LineShape::of_lines(&lines), &vec![None; lines.len()], &[]).is_title(0)
        };
        assert!(is_title("Gặt sớm, phơi nhanh,\ncất kỹ") && is_title("Gặt sớm\n\nvẫn lo mưa."));
        assert!(is_title("Gặt sớm, phơi nhanh,\n\ncất kỹ"));
        assert!(!is_title("Bà con gặt sớm\nvì lo mưa.") && !is_title("Gặt sớm,\nPhơi nhanh"));
    }

    #[test]
    fn a_stop_before_a_closing_quote_ends_the_sentence() {
        assert!(shape("“Chúng tôi đã chờ ngày này rất lâu.”").is_running());
        assert!(!shape("Chúng tôi đã chờ ngày này rất lâu").is_running());
    }
}
