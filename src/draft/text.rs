//! A draft -> the text of themes.toml.

use std::fmt::Write as _;

use itertools::Itertools;

use super::candidates::Term;
use super::{Draft, DraftTheme};
use crate::language;
use crate::options::Labels;
use crate::words::Words;

/// What the file is, and what to do with it.
const HEAD: Words = Words::new(
    "\
# A draft of a theme dictionary, made by `themeshift init` from the words of the articles. It is a place to start from,
# and no finding: each theme is a group of terms that stand in the same clauses more often than by chance.
#
# What to do with it:
# 1. Read the examples of each theme. Is it a subject? If not, delete it, from [[theme]] to the next one.
# 2. Give each theme a name of your own: \"label\" is what tables and charts show.
# 3. Delete keywords that speak of other things too, and add those that are missing. The number behind a keyword is the
#    number of clauses that hold it. Inflected forms are found as well.
# 4. themeshift themes check      shows what each keyword finds
#    themeshift themes suggest    lists terms that no theme covers
",
    "\
# Bản nháp từ điển chủ đề do `themeshift init` lập từ chính từ ngữ của các bài viết. Đây là điểm xuất phát, không phải
# kết quả nghiên cứu: mỗi chủ đề là một nhóm từ ngữ cùng xuất hiện trong một mệnh đề nhiều hơn mức ngẫu nhiên.
#
# Việc cần làm:
# 1. Đọc các ví dụ của từng chủ đề. Đó có phải là một chủ đề thật không? Nếu không, xóa đi, từ [[theme]] này đến
#    [[theme]] sau.
# 2. Đặt cho mỗi chủ đề một tên của riêng bạn: \"label\" là tên hiện trong bảng và biểu đồ.
# 3. Xóa những từ khóa còn nói về việc khác và thêm những từ khóa còn thiếu. Con số sau mỗi từ khóa là số mệnh đề có
#    từ khóa đó.
# 4. themeshift themes check      cho biết mỗi từ khóa tìm được gì
#    themeshift themes suggest    liệt kê từ ngữ chưa thuộc chủ đề nào
",
);

/// What stands before `languages`.
const LANGUAGES: Words = Words::new(
    "# What it has keywords in: texts in other languages are not searched for themes.",
    "# Ngôn ngữ của các từ khóa: văn bản bằng ngôn ngữ khác không được tìm chủ đề.",
);

/// The text of themes.toml, its remarks in the language of `labels`.
pub fn themes_file(draft: &Draft, labels: Labels) -> String {
    let mut text = HEAD.pick(labels).to_string();
    let codes = draft.survey.languages.keys().filter(|code| language::canonical_code(code).is_ok());
    let codes = codes.map(|code| quoted(code)).join(", ");
    if !codes.is_empty() {
        let _ = write!(text, "\n{}\nlanguages = [{codes}]\n", LANGUAGES.pick(labels));
    }
    draft.themes.iter().for_each(|theme| write_theme(&mut text, theme, labels));
    text
}

fn write_theme(text: &mut String, theme: &DraftTheme, labels: Labels) {
    let DraftTheme { id, label, keywords, clauses, documents, passages } = theme;
    let (clauses, documents) = (labels.count(*clauses), labels.count(*documents));
    let found = labels.pick(
        format!("In {clauses} clauses of {documents} articles, as in"),
        format!("Có trong {clauses} mệnh đề của {documents} bài, chẳng hạn"),
    );
    let _ = write!(text, "\n[[theme]]\nid = {}\nlabel = {}\n# {found}\n", quoted(id), quoted(label));
    for passage in passages {
        let _ = writeln!(text, "#   {}:{}  {}", plain(&passage.document), passage.line, plain(&passage.text));
    }
    let keywords = keywords.iter().map(|(keyword, clauses)| (quoted(keyword), clauses)).collect_vec();
    let width = keywords.iter().map(|(keyword, _)| keyword.chars().count()).max().unwrap_or(0) + 1;
    text.push_str("keywords = [\n");
    for (keyword, clauses) in keywords {
        let _ = writeln!(text, "    {:<width$} # {clauses}", format!("{keyword},"));
    }
    text.push_str("]\n");
}

/// Themes with no more than numbers for names and their keywords, as themes.toml has them.
pub(super) fn keywords_alone(themes: &[Vec<&Term>]) -> String {
    let theme = |(number, terms): (usize, &Vec<&Term>)| {
        let keywords = terms.iter().map(|term| quoted(&term.written)).join(", ");
        format!("[[theme]]\nid = \"{number}\"\nkeywords = [{keywords}]\n")
    };
    themes.iter().enumerate().map(theme).collect()
}

/// A text as TOML has it, on one line.
pub(super) fn quoted(text: &str) -> String {
    let escape = |c: char| match c {
        '"' | '\\' => format!("\\{c}"),
        c if c.is_control() => format!("\\u{:04X}", c as u32),
        c => c.to_string(),
    };
    format!("\"{}\"", text.chars().map(escape).collect::<String>())
}

/// A text for a remark, which ends with its line and holds no control character.
pub(super) fn plain(text: &str) -> String {
    text.replace(char::is_control, " ")
}
