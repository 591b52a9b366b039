//! Lines with their places -> paragraphs: lines that only the layout of the page broke are joined again.
//!
//! A paragraph goes on with the next line where that line's first word wouldn't have fitted on the line above. A gap,
//! an indent, other letters or the marker of a list's item begin another one.

use std::collections::HashSet;

use super::cues;
use super::joints::{LineGroup, home};
use super::layout::{GAP, PageLayout, is_below};
use super::line::PdfLine;

/// A paragraph.
#[derive(Debug, PartialEq, Eq)]
pub struct PdfParagraph {
    /// The number of its first line: lines count from 1, and so does each gap before a paragraph.
    pub number: usize,
    /// Its text, cells parted by tabs.
    pub text: String,
}

/// Builds the paragraphs of a file.
pub fn build(lines: &[PdfLine]) -> Vec<PdfParagraph> {
    let layout = PageLayout::new(lines);
    let mut groups: Vec<LineGroup> = Vec::new();
    for at in 0..lines.len() {
        let home = home(&groups, lines, &layout, at);
        let line = &lines[at];
        match home.and_then(|home| groups.get_mut(home)) {
            Some(group) => {
                group.left = line.x0;
                group.lines.push(at);
                group.opened = group.opened.saturating_add(cues::opened(&line.text));
            }
            None => groups.push(LineGroup {
                lines: vec![at],
                is_apart: is_apart(lines, &layout, at),
                left: line.x0,
                marker: cues::marker(&line.text),
                opened: cues::opened(&line.text),
            }),
        }
    }
    let known = groups.iter().filter_map(|group| group.is_apart);
    let are_apart = 2 * known.clone().filter(|is_apart| *is_apart).count() > known.count();
    let hyphenated = hyphenated(lines, &groups);
    let mut gaps = 0;
    let paragraphs = groups.iter().enumerate().map(|(place, group)| {
        gaps += usize::from(place > 0 && group.is_apart.unwrap_or(are_apart));
        PdfParagraph { number: group.lines[0] + 1 + gaps, text: text(lines, group, &hyphenated) }
    });
    paragraphs.collect()
}

/// Whether there is a gap above a line; `None` where it begins a column.
fn is_apart(lines: &[PdfLine], layout: &PageLayout, at: usize) -> Option<bool> {
    let (above, line) = (lines.get(at.checked_sub(1)?)?, &lines[at]);
    // About a fifth of a line is below its baseline.
    let usual = 0.2 * layout.distance(above) + 0.8 * layout.distance(line);
    is_below(above, line).then_some(line.y - above.y > GAP * usual)
}

/// Of the words that the ends of lines divide, those that have a hyphen elsewhere, within a line.
fn hyphenated(lines: &[PdfLine], groups: &[LineGroup]) -> HashSet<String> {
    let pairs = groups.iter().flat_map(|group| group.lines.windows(2));
    let parted: HashSet<String> =
        pairs.filter_map(|pair| cues::parted(&lines[pair[0]].text, lines[pair[1]].text.trim_start())).collect();
    if parted.is_empty() {
        return parted;
    }
    let words = lines.iter().flat_map(|line| line.text.split_whitespace());
    let with_hyphen = words.filter(|word| word.contains(['-', '\u{2010}'])).map(cues::word);
    with_hyphen.filter(|word| parted.contains(word)).collect()
}

fn text(lines: &[PdfLine], group: &LineGroup, hyphenated: &HashSet<String>) -> String {
    let mut text = lines[group.lines[0]].text.clone();
    for pair in group.lines.windows(2) {
        cues::join(&mut text, &lines[pair[0]].text, lines[pair[1]].text.trim_start(), hyphenated);
    }
    // A wide gap within a paragraph, or between the marker of an item and its text, is not one between cells.
    let gaps = if group.lines.len() > 1 { usize::MAX } else { usize::from(group.marker.is_some()) };
    text.replacen('\t', " ", gaps)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::repeated::drop_repeated;
    use super::*;

    /// Lines as drawn: 6 wide and 14 high, "#" before a heading, an empty line where there is a gap, "--" at the end of a
    /// page, "||" between columns that begin at the same height.
    fn drawn(drawing: &str) -> Vec<PdfLine> {
        let (mut lines, mut y, mut page, mut left) = (Vec::new(), 0.0, 0, 0.0);
        for row in drawing.lines() {
            let (text, height) = row.strip_prefix('#').map_or((row, 12.0), |text| (text, 18.0));
            y += if row.is_empty() { 6.0 } else { 14.0 * height / 12.0 };
            match text.trim() {
                "" => (),
                "--" => (y, page, left) = (0.0, page + 1, 0.0),
                "||" => (y, left) = (0.0, left + 400.0),
                words => {
                    let wide = |text: &str| 0.5 * height * text.chars().count() as f64;
                    let x0 = left + wide(text) - wide(text.trim_start());
                    let word = wide(words.split(' ').next().unwrap());
                    let (text, x1) = (words.to_string(), x0 + wide(words));
                    lines.push(PdfLine { text, x0, x1, y, word, height, page, ..PdfLine::default() });
                }
            }
        }
        lines
    }

    fn texts(drawing: &str) -> Vec<String> {
        build(&drawn(drawing)).into_iter().map(|paragraph| paragraph.text).collect()
    }

    fn numbers(drawing: &str) -> Vec<usize> {
        build(&drawn(drawing)).into_iter().map(|paragraph| paragraph.number).collect()
    }

    const PROSE: &str =
        "Trời vừa sáng, người trong ấp đã ra tới\nbến chờ con đò đầu tiên, ai cũng vội vì\nnước sắp ròng.";

    #[test]
    fn lines_that_are_full_go_on_and_short_ones_end_a_paragraph() {
        let texts = texts(&format!("{PROSE}\nHôm ấy chợ đông.\nKhông ai nói gì thêm."));
        assert_eq!(texts, [&PROSE.replace('\n', " ")[..], "Hôm ấy chợ đông.", "Không ai nói gì thêm."]);
    }

    #[test]
    fn gaps_and_indents_begin_paragraphs_and_gaps_take_a_number() {
        let full = "Trời vừa sáng, người trong ấp đã ra bến.";
        let gap = format!("{PROSE}\n{full}\n\n{full}\nxong.");
        assert_eq!(texts(&gap)[1..], [full.to_string(), format!("{full} xong.")]);
        assert_eq!(numbers(&gap), [1, 4, 6]);
        let indent = format!("  {full}\n{PROSE}\n   {full}\nxong.");
        assert_eq!(texts(&indent), [format!("{full} {}", PROSE.replace('\n', " ")), format!("{full} xong.")]);
        assert_eq!(numbers(&indent), [1, 5]);
    }

    #[test]
    fn numbers_and_bullets_begin_items_only_where_a_sentence_may_begin() {
        let items = format!("{PROSE}\n1. Tổ một chặt tre, vạt nhọn gốc rồi ngâm\n   bùn nửa tháng\n2. Tổ hai chở cọc");
        assert_eq!(
            texts(&items)[1..],
            ["1. Tổ một chặt tre, vạt nhọn gốc rồi ngâm bùn nửa tháng", "2. Tổ hai chở cọc"]
        );
        let date = "Đường sẽ được trải nhựa xong trước tháng\n9. Kỹ sư Trường lưu ý việc thoát nước ở\nđoạn này.";
        assert_eq!(texts(date), [date.replace('\n', " ")]);
        let bullets = format!("{PROSE}\n• Chuyến đầu\n• Chuyến cuối");
        assert_eq!(texts(&bullets)[1..], ["• Chuyến đầu", "• Chuyến cuối"]);
    }

    #[test]
    fn headings_on_several_lines_are_one() {
        let texts = texts(&format!("#Bến đò mở lại sau\n#ba năm\n\n{PROSE}"));
        assert_eq!(texts, ["Bến đò mở lại sau ba năm", &PROSE.replace('\n', " ")]);
    }

    #[test]
    fn paragraphs_go_on_in_the_next_column_and_on_the_next_page() {
        let parts: Vec<&str> = PROSE.splitn(3, '\n').collect();
        for over in ["||", "--"] {
            let drawing = format!("{PROSE}\n\n{}\n{over}\n{}\n{}\n\nHết.", parts[0], parts[1], parts[2]);
            assert_eq!(texts(&drawing), [PROSE.replace('\n', " "), PROSE.replace('\n', " "), "Hết.".into()]);
            assert_eq!(texts(&format!("{PROSE}\n{over}\nHết đò."))[1..], ["Hết đò."]);
        }
    }

    #[test]
    fn lines_of_a_poem_stay_apart() {
        let poem = "Sông xưa một nhánh chia đôi\nBên bồi thêm bãi bên trôi mất vườn\nTre già đứng lại bên đường\nNghe con nước lớn";
        assert_eq!(texts(poem), poem.lines().collect::<Vec<_>>());
    }

    #[test]
    fn rows_of_a_table_stay_apart() {
        assert_eq!(
            texts("Hành khách\t6.000 đồng\nXe máy\t4.000 đồng"),
            ["Hành khách\t6.000 đồng", "Xe máy\t4.000 đồng"]
        );
    }

    /// Places that lines may have relative to each other, and any others.
    fn place() -> impl Strategy<Value = f64> {
        prop_oneof![4 => (0..60_u8).prop_map(f64::from), 1 => prop::num::f64::ANY]
    }

    proptest! {
        #[test]
        fn lines_anywhere_are_built_without_panic_and_without_loss(
            rows in prop::collection::vec(("[aB1•. -]{1,9}", prop::array::uniform5(place()), 0..3_usize), 0..40),
            body in place(),
        ) {
            let lines = rows.into_iter().map(|(text, [x0, x1, y, word, height], page)| {
                PdfLine { text, x0, x1, y, word, height, page, ..PdfLine::default() }
            });
            let mut lines: Vec<PdfLine> = lines.collect();
            lines.sort_by_key(|line| line.page);
            let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).count();
            let built: usize = build(&lines).iter().map(|paragraph| letters(&paragraph.text)).sum();
            prop_assert_eq!(built, lines.iter().map(|line| letters(&line.text)).sum::<usize>());
            drop_repeated(&mut lines, body);
        }
    }
}
