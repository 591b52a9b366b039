//! Names, numbers and status of the tables in -> the same as a reader of either language is shown them.

use serde::Serialize;

use crate::compare;
use crate::options::Labels;
use crate::report::Words;

/// A table's titles, and what a row is in Vietnamese. English has the table's own words.
struct Title {
    name: &'static str,
    en: &'static str,
    vi: &'static str,
    about_vi: &'static str,
}

const TITLES: &[Title] = &[
    Title {
        name: "findings",
        en: "Findings",
        vi: "Các phát hiện",
        about_vi: "Mỗi hàng là một thay đổi của một chủ đề mà khoảng tin cậy ủng hộ, và dù thế nào cũng có năm thay đổi tỷ lệ lớn nhất; thay đổi lớn nhất đứng đầu.",
    },
    Title {
        name: "term_frequency",
        en: "Terms: frequency",
        vi: "Từ: tần suất",
        about_vi: "Mỗi hàng là một từ trong một nhóm, từ thường gặp nhất đứng đầu; hư từ và từ hiếm không được liệt kê nhưng vẫn nằm trong mọi tổng số.",
    },
    Title {
        name: "term_keyness",
        en: "Terms: what sets groups apart",
        vi: "Từ: đặc trưng phân biệt các nhóm",
        about_vi: "Mỗi hàng là một từ trong một cặp nhóm, xếp từ những từ đặc trưng của nhóm đích đến những từ đặc trưng của nhóm đối chiếu.",
    },
    Title {
        name: "word_shift",
        en: "Terms: parts of the divergence",
        vi: "Từ: phần đóng góp vào độ khác biệt",
        about_vi: "Mỗi hàng là một từ trong một cặp nhóm, từ đóng góp nhiều nhất vào độ khác biệt giữa hai nhóm đứng đầu.",
    },
    Title {
        name: "collocations",
        en: "Terms that stand together",
        vi: "Kết hợp từ",
        about_vi: "Mỗi hàng là hai từ đứng liền nhau trong một nhóm thường xuyên hơn mức ngẫu nhiên; cặp gắn kết chặt nhất đứng đầu.",
    },
    Title {
        name: "theme_frequency",
        en: "Themes: share in each group",
        vi: "Chủ đề: tỷ lệ trong từng nhóm",
        about_vi: "Mỗi hàng là một chủ đề trong một nhóm, xếp theo thứ hạng.",
    },
    Title {
        name: "theme_shift",
        en: "Themes: change between groups",
        vi: "Chủ đề: thay đổi giữa các nhóm",
        about_vi: "Mỗi hàng là một chủ đề trong một cặp nhóm, thay đổi lớn nhất đứng đầu; mệnh đề có chủ đề đó được so với mọi mệnh đề có chủ đề.",
    },
    Title {
        name: "theme_trend",
        en: "Themes: trend over all groups",
        vi: "Chủ đề: xu hướng qua các nhóm",
        about_vi: "Mỗi hàng là một chủ đề và một loại tỷ lệ, xu hướng chắc chắn nhất đứng đầu; chỉ có khi có từ năm nhóm trở lên.",
    },
    Title {
        name: "theme_keywords",
        en: "Themes: keywords",
        vi: "Chủ đề: từ khóa",
        about_vi: "Mỗi hàng là một từ khóa có xuất hiện, trong một nhóm, theo thứ tự của từ điển chủ đề.",
    },
    Title {
        name: "theme_cooccurrence",
        en: "Themes that share clauses",
        vi: "Chủ đề cùng xuất hiện",
        about_vi: "Mỗi hàng là hai chủ đề cùng nằm trong một mệnh đề của một nhóm; cặp có nhiều mệnh đề nhất đứng đầu.",
    },
    Title {
        name: "keyword_overlap",
        en: "Keywords that groups share",
        vi: "Từ khóa chung của các nhóm",
        about_vi: "Mỗi hàng là một chủ đề trong một cặp nhóm: những từ khóa có ở cả hai nhóm, hoặc chỉ có ở một nhóm.",
    },
    Title {
        name: "group_similarity",
        en: "How alike the groups are",
        vi: "Độ tương đồng giữa các nhóm",
        about_vi: "Mỗi hàng là một cặp nhóm; mọi từ và số đều được tính, kể cả hư từ, trừ ở độ trùng lặp thứ hạng.",
    },
    Title {
        name: "lexical_diversity",
        en: "How varied the words are",
        vi: "Độ đa dạng từ vựng",
        about_vi: "Mỗi hàng là một văn bản được tính, sau đó là từng nhóm; chỉ nên so sánh các văn bản có độ dài gần nhau.",
    },
    Title {
        name: "documents",
        en: "Documents",
        vi: "Văn bản",
        about_vi: "Mỗi hàng là một văn bản của ngữ liệu, kể cả những văn bản không được tính.",
    },
    Title {
        name: "removed_lines",
        en: "Removed lines",
        vi: "Các dòng đã loại bỏ",
        about_vi: "Mỗi hàng là một dòng không được tính, hoặc phần ghi nguồn ảnh đã cắt khỏi cuối một đoạn, theo thứ tự của ngữ liệu.",
    },
    Title {
        name: "concordance",
        en: "Passages behind every hit",
        vi: "Ngữ cảnh của từng từ khóa",
        about_vi: "Mỗi hàng là một lần xuất hiện của một từ khóa trong một văn bản được tính, kèm ngữ cảnh, theo thứ tự của ngữ liệu.",
    },
    Title {
        name: "priority_statements",
        en: "Stated priorities",
        vi: "Các ưu tiên được nêu",
        about_vi: "Mỗi hàng là một mệnh đề nêu ưu tiên, tức điều cần làm hoặc cần coi trọng từ nay về sau, theo thứ tự của ngữ liệu.",
    },
];

/// Why a line is removed.
#[derive(Debug, Serialize)]
pub struct Reason {
    name: &'static str,
    en: &'static str,
    vi: &'static str,
}

/// The rules by their names, each with what the line is.
pub const REASONS: &[Reason] = &[
    Reason {
        name: "no_text", en: "It holds no letter or digit.", vi: "Dòng không có chữ cái hay chữ số nào."
    },
    Reason {
        name: "phrase",
        en: "It holds one of the phrases that this project's configuration names.",
        vi: "Dòng chứa một trong những cụm từ mà cấu hình của dự án đã nêu.",
    },
    Reason {
        name: "repeat",
        en: "It stood before, word for word.",
        vi: "Dòng lặp lại nguyên văn một dòng đã có ở trên.",
    },
    Reason {
        name: "near_repeat",
        en: "It stood before, with small edits.",
        vi: "Dòng lặp lại một dòng đã có ở trên, chỉ sửa đôi chút.",
    },
    Reason {
        name: "contained",
        en: "It stands inside a longer line: a caption or pull quote that the text repeats.",
        vi: "Dòng nằm trọn trong một dòng dài hơn: chú thích ảnh hoặc câu trích nổi bật mà bài viết nhắc lại.",
    },
    Reason {
        name: "caption",
        en: "It is a caption, or a picture's credit.",
        vi: "Dòng là chú thích ảnh hoặc ghi nguồn ảnh.",
    },
    Reason {
        name: "byline", en: "It names the author or the source.", vi: "Dòng ghi tên tác giả hoặc nguồn tin."
    },
    Reason { name: "date_bar", en: "It is only a date or time.", vi: "Dòng chỉ có ngày tháng hoặc giờ." },
    Reason {
        name: "site_furniture",
        en: "It belongs to the site, not the article: share bar, menu, footer.",
        vi: "Dòng thuộc về trang web chứ không thuộc bài viết: nút chia sẻ, trình đơn, chân trang.",
    },
    Reason { name: "teaser", en: "It leads to another article.", vi: "Dòng dẫn sang một bài viết khác." },
    Reason {
        name: "before",
        en: "It stands above the article and is hardly part of it.",
        vi: "Dòng đứng trên bài viết và hầu như không thuộc về bài.",
    },
    Reason {
        name: "between",
        en: "It stands between paragraphs of the article and is hardly part of it.",
        vi: "Dòng đứng giữa các đoạn của bài viết và hầu như không thuộc về bài.",
    },
    Reason {
        name: "after",
        en: "It stands below the article and is hardly part of it.",
        vi: "Dòng đứng dưới bài viết và hầu như không thuộc về bài.",
    },
    Reason {
        name: "outside",
        en: "It stands outside the article's part of an HTML page: menu, side box, footer, comments.",
        vi: "Dòng nằm ngoài phần bài viết của trang HTML: trình đơn, khung bên, chân trang, bình luận.",
    },
    Reason {
        name: "link",
        en: "It is nothing but links in an HTML page, or a teaser there.",
        vi: "Dòng chỉ gồm các liên kết trong trang HTML, hoặc là lời dẫn sang bài khác.",
    },
];

fn words(en: impl Into<String>, vi: impl Into<String>) -> Words {
    Words { en: en.into(), vi: vi.into() }
}

/// A table's title, and what a row is. One that has no title here goes by its name.
pub fn table(name: &str, about: &str) -> [Words; 2] {
    let title = TITLES.iter().find(|title| title.name == name);
    title.map_or_else(
        || [words(name, name), words(about, about)],
        |title| [words(title.en, title.vi), words(about, title.about_vi)],
    )
}

/// The same in both languages.
pub fn both(write: impl Fn(Labels) -> String) -> Words {
    words(write(Labels::En), write(Labels::Vi))
}

/// A share in percent; a dash where there is none.
pub fn percent(share: Option<f64>) -> Words {
    both(|labels| share.map_or("–".into(), |share| labels.percent(100.0 * share, 1)))
}

/// An interval of a share in percent; a dash where there is none.
pub fn interval(low: Option<f64>, high: Option<f64>) -> Words {
    let range =
        |labels: Labels, (low, high)| format!("{}–{}", labels.number(100.0 * low, 1), labels.percent(100.0 * high, 1));
    both(|labels| low.zip(high).map_or("–".into(), |bounds| range(labels, bounds)))
}

/// What became of a document, as documents.csv says it.
pub fn status(status: &str) -> Words {
    let vietnamese = match status {
        "counted" => "được tính".to_string(),
        "no group" => "không thuộc nhóm nào, không được tính".to_string(),
        _ => {
            let after = |start| status.strip_prefix(start);
            match (after("duplicate of "), after("damaged: "), after("left out: ")) {
                (Some(document), ..) => format!("trùng với {}", document.replace(" % alike)", "% giống nhau)")),
                (_, Some(kind), _) => format!("bị hỏng, không được tính: {}", damage(kind)),
                (.., Some(why)) => format!("bị loại: {why}"),
                _ => status.to_string(),
            }
        }
    };
    words(status, vietnamese)
}

/// What is wrong with the text of a document, in Vietnamese.
fn damage(kind: &str) -> String {
    match kind {
        "Vietnamese without tone marks" => "tiếng Việt không dấu".to_string(),
        "letters missing" => "mất chữ".to_string(),
        "letters written as codes" => "chữ bị viết thành mã".to_string(),
        "marks written as the keys that type them" => "dấu còn ở dạng phím gõ".to_string(),
        "letters that make no words" => "chữ không thành từ".to_string(),
        _ => match kind.strip_prefix("letters lost to ") {
            Some(mark) => format!("chữ bị thay bằng {mark}"),
            None => kind.to_string(),
        },
    }
}

/// A verdict as a shape and a word, and what the style calls it.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Verdict {
    shape: &'static str,
    class: &'static str,
    word: Words,
}

/// How a reader is shown a verdict of theme_shift.
pub fn verdict(name: &str) -> Verdict {
    let verdict = compare::Verdict::from_name(name).unwrap_or(compare::Verdict::Unclear);
    let (shape, class) = match verdict {
        compare::Verdict::Rise => ("▲", "rise"),
        compare::Verdict::Fall => ("▼", "fall"),
        compare::Verdict::Steady => ("■", "steady"),
        compare::Verdict::TooFew => ("◇", "unclear"),
        compare::Verdict::Unclear | compare::Verdict::SingleClause => ("○", "unclear"),
    };
    Verdict { shape, class, word: both(|labels| verdict.label(labels).into()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_each_language_writes_them() {
        assert_eq!(percent(Some(0.3846)), words("38.5 %", "38,5%"));
        assert_eq!(percent(None), words("–", "–"));
        assert_eq!(interval(Some(0.05), Some(0.7005)), words("5.0–70.0 %", "5,0–70,0%"));
        assert_eq!(interval(None, Some(1.0)), words("–", "–"));
    }

    #[test]
    fn a_status_is_told_in_both_languages() {
        assert_eq!(status("counted").vi, "được tính");
        assert_eq!(status("duplicate of a.txt (83 % alike)").vi, "trùng với a.txt (83% giống nhau)");
        assert_eq!(status("left out: it holds no text").vi, "bị loại: it holds no text");
        assert_eq!(status("damaged: letters lost to ?").vi, "bị hỏng, không được tính: chữ bị thay bằng ?");
        assert_eq!(status("something new"), words("something new", "something new"));
    }

    #[test]
    fn an_unknown_table_goes_by_its_name() {
        assert_eq!(table("new_table", "One row."), [words("new_table", "new_table"), words("One row.", "One row.")]);
        assert_eq!(table("documents", "One row.")[0], words("Documents", "Văn bản"));
    }

    #[test]
    fn no_two_verdicts_look_alike() {
        let shapes = ["rise", "fall", "steady", "unclear", "too few"].map(|name| verdict(name).shape);
        assert!((1..shapes.len()).all(|end| !shapes[..end].contains(&shapes[end])));
    }
}
