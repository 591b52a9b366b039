//! Where clauses end: at . ! ? … ; or at the end of the line.

use std::ops::Range;

use super::segmenter::{Unit, UnitKind};

/// Splits a line's units into clauses. Dots inside abbreviations, dates and numbers are no units of their own, so they
/// don't end one; nor does a stop after which the sentence goes on ("… nước ta...”, ông nói"): a comma or a small
/// letter is attached to it, or to the closing quotation marks after it. A clause holds at least one word or number.
pub fn split(text: &str, units: &[Unit]) -> Vec<Range<usize>> {
    let mut clauses = Vec::new();
    let mut start = 0;
    let mut index = 0;
    while index < units.len() {
        index += 1;
        if units[index - 1].kind != UnitKind::Punctuation {
            continue;
        }
        let mark = &text[units[index - 1].range()];
        if !mark.starts_with(ENDS) {
            continue;
        }
        // Repeated stops and closing marks belong to the clause that they end.
        while index < units.len() && is_closing(&text[units[index].range()], units[index - 1].end == units[index].start)
        {
            index += 1;
        }
        let attached = units.get(index).filter(|next| next.start == units[index - 1].end);
        if mark.starts_with(';') || !attached.is_some_and(|next| goes_on(&text[next.range()])) {
            push(&mut clauses, units, start..index);
            start = index;
        }
    }
    push(&mut clauses, units, start..units.len());
    clauses
}

/// Marks that end a clause.
const ENDS: [char; 5] = ['.', '!', '?', '…', ';'];

fn is_closing(mark: &str, attached: bool) -> bool {
    mark.starts_with(['”', '’', '»', ')', ']', '.', '!', '?', '…']) || attached && mark.starts_with(['"', '\''])
}

/// Whether the sentence goes on with what is attached to its stop.
fn goes_on(attached: &str) -> bool {
    attached.starts_with(|c: char| c == ',' || c.is_lowercase())
}

fn push(clauses: &mut Vec<Range<usize>>, units: &[Unit], clause: Range<usize>) {
    if units[clause.clone()].iter().any(|unit| unit.kind != UnitKind::Punctuation) {
        clauses.push(clause);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Segmenters;
    use crate::normalisation::Normalisation;

    fn clauses(code: &str, text: &str) -> Vec<String> {
        let segmenters = Segmenters::new(Normalisation::default()).unwrap();
        let mut units = Vec::new();
        segmenters.get(segmenters.find(code)).units(text, &mut units);
        split(text, &units)
            .into_iter()
            .map(|clause| text[units[clause.start].start as usize..units[clause.end - 1].end as usize].to_string())
            .collect()
    }

    #[test]
    fn clauses_end_at_stops_and_semicolons() {
        assert_eq!(
            clauses("vi", "Giữ vững hòa bình; mở rộng quan hệ! Còn gì nữa? Còn… Hết"),
            ["Giữ vững hòa bình;", "mở rộng quan hệ!", "Còn gì nữa?", "Còn…", "Hết"]
        );
    }

    #[test]
    fn abbreviations_dates_and_numbers_end_none() {
        let text = "Ngày 20.12.2013, T.Ư và TP. Hà Nội chi 1.234,5 tỷ cho cách mạng 4.0.";
        assert_eq!(clauses("vi", text), [text]);
        let text = "Dr. Smith of the U.N. spent 1.5 million.";
        assert_eq!(clauses("en", text), [text]);
    }

    #[test]
    fn a_stop_inside_a_sentence_ends_none() {
        let text = "“Chúng ta cùng nhau đi lên...”, ông nói.";
        assert_eq!(clauses("vi", text), [text]);
        assert_eq!(clauses("vi", "Ông nói: “Hãy đi.” Rồi ông đi."), ["Ông nói: “Hãy đi.”", "Rồi ông đi."]);
    }

    #[test]
    fn marks_alone_are_no_clause() {
        assert_eq!(clauses("vi", "* * *"), [] as [&str; 0]);
    }
}
