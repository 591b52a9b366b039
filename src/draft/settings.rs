//! What is known of a corpus -> the text of themeshift.toml.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use itertools::Itertools;

use super::survey::{Groups, Survey};
use super::text::{plain, quoted};
use crate::language;
use crate::options::Labels;

/// At most this many groups are listed.
const LISTED: usize = 12;

/// The text of themeshift.toml, its remarks in the language of `labels`.
pub fn settings(survey: &Survey, labels: Labels) -> String {
    let mut text = labels
        .pick(
            "# How this corpus is read, as `themeshift init` found it. What begins with # is not in force: take the # away where \
             it is right.\n",
            "# Cách đọc ngữ liệu này, theo những gì `themeshift init` tìm thấy. Dòng bắt đầu bằng # chưa có hiệu lực: bỏ dấu # \
             ở dòng nào đúng.\n",
        )
        .to_string();
    write_language(&mut text, survey, labels);
    let _ = writeln!(
        text,
        "\n# {}\n# labels = \"vi\"\n\n# {}\n# stopwords = [\"...\"]",
        labels.pick("Charts and tables in Vietnamese:", "Biểu đồ và bảng bằng tiếng Việt:"),
        labels.pick(
            "Words to leave out of the lists of terms, beside function words:",
            "Những từ không đưa vào danh sách từ ngữ, ngoài các hư từ:"
        )
    );
    write_groups(&mut text, survey, labels);
    let _ = writeln!(
        text,
        "\n[cleaning]\n# {}\n# phrases = [\"...\"]",
        labels.pick(
            "Lines that hold one of these are removed, as of a newsletter; `themeshift clean FILE` shows what is kept:",
            "Dòng nào chứa một trong những cụm từ này sẽ bị loại, ví dụ lời mời đăng ký; `themeshift clean FILE` cho biết phần \
             được giữ:"
        )
    );
    text
}

/// The language of all articles, or where there are several, how many are in each.
fn write_language(text: &mut String, survey: &Survey, labels: Labels) {
    let known = survey.language().filter(|code| language::canonical_code(code).is_ok());
    let counts = survey.languages.iter().map(|(code, documents)| format!("{code} {documents}")).join(", ");
    let _ = match known {
        Some(code) => writeln!(
            text,
            "\n# {}\nlanguage = {}",
            labels.pick(
                "Of all articles; without it, each one's is detected.",
                "Của mọi bài; nếu bỏ, chương trình tự nhận biết ngôn ngữ từng bài."
            ),
            quoted(code)
        ),
        None => writeln!(
            text,
            "\n# {}\n# language = \"...\"",
            labels.pick(
                format!("The language of each article is detected ({counts}). Where all are in one:"),
                format!("Ngôn ngữ từng bài được tự nhận biết ({counts}). Nếu mọi bài cùng một ngôn ngữ:")
            )
        ),
    };
}

fn write_groups(text: &mut String, survey: &Survey, labels: Labels) {
    text.push_str("\n[groups]\n");
    let (how, setting, groups) = match survey.groups() {
        Groups::Stated(groups) => (
            labels.pick("The articles themselves, or articles.csv, state their groups", "Các bài viết hoặc articles.csv ghi rõ nhóm của bài"),
            String::new(),
            Some(groups),
        ),
        Groups::Named(events, groups) => (
            labels.pick("The articles name the events, before or behind their number", "Các bài viết nêu tên sự kiện kèm số thứ tự"),
            format!("events = [{}]\n", events.iter().map(|event| quoted(event)).join(", ")),
            Some(groups),
        ),
        Groups::Folders(groups) => {
            (labels.pick("Each folder is a group", "Mỗi thư mục là một nhóm"), "folders = true\n".to_string(), Some(groups))
        }
        Groups::Dates(span, groups) => {
            (labels.pick("The articles are grouped by their dates", "Các bài viết được chia nhóm theo ngày tháng"), format!("by = \"{span}\"\n"), Some(groups))
        }
        Groups::Unknown => (
            labels.pick(
                "Nothing says alike for all articles which group they belong to. State each one's group in articles.csv, put \
                 each\n# group into a folder of its own, or take one of these",
                "Chưa rõ mỗi bài thuộc nhóm nào. Hãy ghi nhóm của từng bài trong articles.csv, hoặc để mỗi nhóm vào một thư\n# \
                 mục riêng, hoặc chọn một trong các cách sau",
            ),
            "# folders = true\n# by = \"year\"\n# events = [\"Party Congress\"]\n".to_string(),
            None,
        ),
    };
    let listed = groups.map_or_else(String::new, |groups| format!(": {}", list(groups)));
    let mark = if listed.is_empty() { ":" } else { "" };
    let _ = write!(text, "# {how}{listed}{mark}\n{setting}");
    let _ = writeln!(
        text,
        "# {}\n# name_en = \"Congress\"\n# name_vi = \"Đại hội\"\n# {}\n# order = [{}]",
        labels.pick("What charts call a group, before its number:", "Tên mà biểu đồ dùng cho một nhóm, đặt trước số:"),
        labels.pick(
            "The order in which groups are compared, where neither dates nor numbers say it:",
            "Thứ tự so sánh các nhóm, khi ngày tháng và con số không cho biết:"
        ),
        groups.map_or("\"...\"".to_string(), |groups| groups
            .keys()
            .take(LISTED)
            .map(|group| plain(&quoted(group)))
            .join(", "))
    );
}

/// Groups with the number of their articles.
fn list(groups: &BTreeMap<String, u64>) -> String {
    let listed =
        groups.iter().take(LISTED).map(|(group, documents)| format!("{} ({documents})", plain(group))).join(", ");
    if groups.len() > LISTED { format!("{listed} …") } else { listed }
}
