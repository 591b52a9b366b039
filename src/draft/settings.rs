//! What is known of a corpus -> the text of themeshift.toml.

use std::collections::BTreeMap;

use itertools::Itertools;

use super::survey::Survey;
use super::text::{plain, quoted};
use crate::language::canonical_code;
use crate::options::{EventName, GroupBy, Labels};
use crate::words::Words;

/// At most this many groups are listed.
const LISTED: usize = 12;

/// What the file is.
const HEAD: Words = Words::new(
    "\
# How this corpus is read, as `themeshift init` found it. What begins with # is not in force: take the # away where
# it is right.
",
    "\
# Cách đọc ngữ liệu này, theo những gì `themeshift init` tìm thấy. Dòng bắt đầu bằng # chưa có hiệu lực: bỏ dấu # ở
# dòng nào đúng.
",
);

/// Above a setting for Vietnamese labels.
const LABELS: Words = Words::new("Charts and tables in Vietnamese:", "Biểu đồ và bảng bằng tiếng Việt:");

/// Above words that tables of terms leave out.
const STOPWORDS: Words = Words::new(
    "Words to leave out of the lists of terms, beside function words:",
    "Những từ không đưa vào danh sách từ ngữ, ngoài các hư từ:",
);

/// Above phrases whose lines are removed.
const PHRASES: Words = Words::new(
    "Lines that hold one of these are removed, as of a newsletter; `themeshift clean FILE` shows what is kept:",
    "Dòng nào chứa một trong những cụm từ này sẽ bị loại, ví dụ lời mời đăng ký; `themeshift clean FILE` cho biết phần \
     được giữ:",
);

/// Above a language that all articles have.
const ONE_LANGUAGE: Words = Words::new(
    "Of all articles; without it, each one's is detected.",
    "Của mọi bài; nếu bỏ, chương trình tự nhận biết ngôn ngữ từng bài.",
);

/// Where the groups come from.
const STATED: Words = Words::new(
    "The articles themselves, or articles.csv, state their groups",
    "Các bài viết hoặc articles.csv ghi rõ nhóm của bài",
);
const NAMED: Words = Words::new(
    "The articles name the events, before or behind their number",
    "Các bài viết nêu tên sự kiện kèm số thứ tự",
);
const FOLDERS: Words = Words::new("Each folder is a group", "Mỗi thư mục là một nhóm");
const DATES: Words =
    Words::new("The articles are grouped by their dates", "Các bài viết được chia nhóm theo ngày tháng");
const COLUMN: Words = Words::new("A column makes the groups", "Một cột cho biết nhóm của bài");
const UNKNOWN: Words = Words::new(
    "\
Nothing says alike for all articles which group they belong to. State each one's group in articles.csv, put each
# group into a folder of its own, or take one of these:",
    "\
Chưa rõ mỗi bài thuộc nhóm nào. Hãy ghi nhóm của từng bài trong articles.csv, hoặc để mỗi nhóm vào một thư mục
# riêng, hoặc chọn một trong các cách sau:",
);

/// Above the name of groups in charts, and above their order.
const NAME: Words =
    Words::new("What charts call a group, before its number:", "Tên mà biểu đồ dùng cho một nhóm, đặt trước số:");
const ORDER: Words = Words::new(
    "The order in which groups are compared, where neither dates nor numbers say it:",
    "Thứ tự so sánh các nhóm, khi ngày tháng và con số không cho biết:",
);

/// The text of themeshift.toml, its remarks in the language of `labels`.
pub fn settings(survey: &Survey, labels: Labels) -> String {
    let [labels_remark, stopwords, phrases] = [LABELS, STOPWORDS, PHRASES].map(|words| *words.pick(labels));
    [
        HEAD.pick(labels).to_string(),
        language(survey, labels),
        format!("# {labels_remark}\n# labels = \"vi\"\n"),
        format!("# {stopwords}\n# stopwords = [\"...\"]\n"),
        groups(survey, labels),
        format!("[cleaning]\n# {phrases}\n# phrases = [\"...\"]\n"),
    ]
    .join("\n")
}

/// The language of all articles, or where there are several, how many are in each.
fn language(survey: &Survey, labels: Labels) -> String {
    let known = survey.language().filter(|code| canonical_code(code).is_ok());
    if let Some(code) = known {
        return format!("# {}\nlanguage = {}\n", ONE_LANGUAGE.pick(labels), quoted(code));
    }
    let counts = survey.languages.iter().map(|(code, documents)| format!("{code} {documents}")).join(", ");
    let remark = labels.pick(
        format!("The language of each article is detected ({counts}). Where all are in one:"),
        format!("Ngôn ngữ từng bài được tự nhận biết ({counts}). Nếu mọi bài cùng một ngôn ngữ:"),
    );
    format!("# {remark}\n# language = \"...\"\n")
}

/// The section on groups.
fn groups(survey: &Survey, labels: Labels) -> String {
    let name = "# name_en = \"Congress\"\n# name_vi = \"Đại hội\"\n".to_string();
    let groups = survey.groups();
    let by = format!("by = {}\n", quoted(&survey.choice.by.to_string()));
    let (how, setting, name) = match &survey.choice.by {
        _ if groups.is_none() => {
            (UNKNOWN, "# by = \"folder\"\n# by = \"year\"\n# events = [\"Party Congress\"]\n".to_string(), name)
        }
        GroupBy::Text if survey.choice.are_events => {
            let grouping = &survey.grouping;
            let events = grouping.events.iter().map(event).join(", ");
            let names = [("name_en", &grouping.name_en), ("name_vi", &grouping.name_vi)].into_iter();
            let names = names.filter_map(|(key, name)| Some(format!("{key} = {}\n", quoted(name.as_ref()?))));
            let names = names.collect::<String>();
            (NAMED, format!("events = [{events}]\n"), if names.is_empty() { name } else { names })
        }
        GroupBy::Text => (STATED, by, name),
        GroupBy::Folder => (FOLDERS, by, name),
        GroupBy::Date(_) => (DATES, by, name),
        GroupBy::Column(_) => (COLUMN, by, name),
    };
    let listed = groups.map_or_else(String::new, |groups| format!(": {}", list(groups)));
    let order =
        groups.map_or("\"...\"".to_string(), |groups| groups.keys().take(LISTED).map(|group| quoted(group)).join(", "));
    let [how, above_name, above_order] = [how, NAME, ORDER].map(|words| *words.pick(labels));
    format!("[groups]\n# {how}{listed}\n{setting}# {above_name}\n{name}# {above_order}\n# order = [{order}]\n")
}

/// An event as settings list it.
fn event(event: &EventName) -> String {
    match event {
        EventName::Series(name) => quoted(name),
        EventName::Single(event) => {
            let spellings = event.spellings.iter().map(|spelling| quoted(spelling)).join(", ");
            format!("{{ name = {}, spellings = [{spellings}] }}", quoted(&event.name))
        }
    }
}

/// Groups with the number of their articles.
fn list(groups: &BTreeMap<String, u64>) -> String {
    let named = groups.iter().take(LISTED).map(|(group, documents)| format!("{} ({documents})", plain(group)));
    let more = if groups.len() > LISTED { " …" } else { "" };
    format!("{}{more}", named.collect::<Vec<_>>().join(", "))
}
