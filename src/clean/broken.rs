//! Sentences broken over lines: a line that goes on where the kept line above it stopped, over a blank line or a removed
//! picture, say. It is joined to that line.

use super::page::{LineShape, Page};

/// Words from which a line that isn't closed may be the first part of a sentence: shorter ones are headings or items.
const FIRST_PART: usize = 8;
/// Words from which it surely is, even where the next line opens with a capital, as a name does.
const SURELY: usize = 30;

/// The places of the kept lines that go on with the one kept before, in rising order. For the headline, those right
/// below it.
pub fn broken_lines(page: &Page, headline: Option<usize>) -> Vec<usize> {
    let mut heads = headline;
    let mut broken = Vec::new();
    // The first line of the paragraph so far.
    let mut first = page.kept.first().copied().unwrap_or(0);
    for pair in page.kept.windows(2) {
        let (above, at) = (pair[0], pair[1]);
        let goes_on = if heads == Some(above) {
            let goes_on = page.continues(at) && !page.lines[at].is_running();
            heads = goes_on.then_some(at);
            goes_on
        } else {
            is_one_sentence(&page.lines[above], &page.lines[at])
                || above + 1 == at && is_rest_of_item(&page.lines[first], &page.lines[above], &page.lines[at])
        };
        first = if goes_on { first } else { at };
        broken.extend(goes_on.then_some(at));
    }
    broken
}

/// Whether a line goes on with the item of a list that began in `first` and hasn't ended `above`: right under it, in small
/// letters, or further in than the item.
fn is_rest_of_item(first: &LineShape, above: &LineShape, next: &LineShape) -> bool {
    let indent = |shape: &LineShape| shape.raw.len() - shape.raw.trim_start().len();
    let is_open = first.is_item() && !above.is_closed() && !above.ends_in(':') && !above.ends_in(';');
    let hangs = indent(next) > indent(first) && above.words >= FIRST_PART && above.ends_in_word();
    is_open && !next.after_gap && !next.marked && !next.is_item() && (next.opens_low() || hangs)
}

/// Whether a sentence begins in one line and ends in the next.
fn is_one_sentence(above: &LineShape, next: &LineShape) -> bool {
    let is_cut = !above.marked && !above.is_closed() && !above.ends_in(':') && !above.ends_in(';');
    let ends = next.is_closed() || next.ends_in(';') || next.ends_in(':');
    let opens = match next.opens_low() {
        // The items of a list may all open with a small letter.
        true => above.words >= SURELY || above.words >= FIRST_PART && !above.opens_low() && !above.is_item(),
        false => {
            above.words >= SURELY
                && above.ends_in_word()
                && next.is_running()
                && !next.is_item()
                && !next.opens_quoted()
        }
    };
    is_cut && ends && opens && !next.marked
}

#[cfg(test)]
mod tests {
    use crate::clean::{BROKEN_LINE, clean};
    use crate::options::Cleaning;
    use crate::read::Line;

    /// The paragraphs of a text, one line each.
    fn paragraphs(text: &str, off: &[&str]) -> Vec<String> {
        let numbered = text.lines().zip(1..).filter(|(line, _)| !line.trim().is_empty());
        let lines = numbered.map(|(line, number)| Line::new(number, line)).collect();
        let rules = Cleaning { off: off.iter().map(ToString::to_string).collect(), phrases: Vec::new() };
        clean(lines, &rules).paragraphs.into_iter().map(|paragraph| paragraph.text).collect()
    }

    const LEAD: &str = "Lễ hội hoa của huyện khai mạc sáng qua bên bờ hồ, với hàng nghìn chậu hoa của bà con ba xã vùng \
        cao, có sự tham dự của lãnh đạo huyện, các nghệ nhân và của Chủ tịch";
    const END: &str = "Hội Làm vườn tỉnh, người đã có ba mươi năm gắn bó với nghề trồng hoa ở địa phương này.";

    #[test]
    fn a_sentence_broken_over_a_blank_line_is_one_even_before_a_name() {
        let text = format!("{LEAD}\n\n{END}\n\nHội hoa mở cửa đến hết tuần sau.");
        let joined = format!("{LEAD} {END}");
        assert_eq!(paragraphs(&text, &[]), [&joined, "Hội hoa mở cửa đến hết tuần sau."]);
        assert_eq!(paragraphs(&text, &[BROKEN_LINE]).len(), 3);
    }

    #[test]
    fn a_sentence_broken_by_a_picture_is_one() {
        let text = "Mưa đã tạnh từ chiều qua ở cả ba xã ven sông của huyện.\n\nNước lũ rút nhanh trong đêm và đến sáng nay bà con đã\n\nBến đò sáng nay. Ảnh: An Bình\n\n\
            trở về dọn dẹp nhà cửa, phơi lại thóc lúa.";
        let joined = "Nước lũ rút nhanh trong đêm và đến sáng nay bà con đã trở về dọn dẹp nhà cửa, phơi lại thóc lúa.";
        assert_eq!(paragraphs(text, &[])[1..], [joined]);
    }

    #[test]
    fn a_headline_of_two_lines_is_one() {
        let text = "Mùa nước nổi về muộn,\nbà con vẫn kịp vụ cá\n\nNước về từ đầu tháng, chậm hơn mọi năm nửa tháng.";
        assert_eq!(paragraphs(text, &[])[0], "Mùa nước nổi về muộn, bà con vẫn kịp vụ cá");
    }

    #[test]
    fn an_item_of_a_list_broken_over_lines_is_one() {
        let text = "Ba việc của tổ:\n- nâng bờ bao ở cánh đồng\n  phía nam con sông\n- gặt lúa\n1. Tập huấn cho bà con\nghép cành,\n\
            chăm bón;\n2. Mời cán bộ của Trung tâm Khuyến nông huyện\n   Suối Vàng về dạy.\n3. Báo cáo:\ncuối tháng.";
        let joined = [
            "Ba việc của tổ:",
            "- nâng bờ bao ở cánh đồng phía nam con sông",
            "- gặt lúa",
            "1. Tập huấn cho bà con ghép cành, chăm bón;",
            "2. Mời cán bộ của Trung tâm Khuyến nông huyện Suối Vàng về dạy.",
            "3. Báo cáo:",
            "cuối tháng.",
        ];
        assert_eq!(paragraphs(text, &[]), joined);
    }

    #[test]
    fn lists_and_whole_paragraphs_stay_apart() {
        for text in [
            "Huyện đặt ra ba việc của năm tới cho ngành nông nghiệp:\nmở rộng diện tích trồng cây ăn quả ở các xã vùng \
             cao\nxây thêm hai trạm bơm nước cho cánh đồng phía nam sông\ntập huấn cho bà con cách ghép cành và chăm bón.",
            "- mở rộng diện tích trồng cây ăn quả ở các xã vùng cao\n- xây thêm hai trạm bơm cho cánh đồng phía nam.",
            "Bà con đã gặt xong lúa trên những thửa ruộng cao của xã.\nnhưng vụ sau còn lo thiếu nước tưới cho đồng.",
        ] {
            assert_eq!(paragraphs(text, &[]), text.lines().collect::<Vec<_>>());
        }
    }
}
