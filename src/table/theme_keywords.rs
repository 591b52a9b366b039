//! Which keywords make up each theme in each group.

use super::{Column, Spec, ThemeKeywordsTable, Unit};
use crate::compare::KeywordFrequency;
use crate::words::Words;

impl Spec for ThemeKeywordsTable {
    type Row<'a> = KeywordFrequency<'a>;
    const NAME: &'static str = "theme_keywords";
    const TITLE: Words = Words::new("Themes: keywords", "Chủ đề: từ khóa");
    const ABOUT: Words = Words::new(
        "One row for each keyword that occurs in any group, and each group, in the dictionary's order.",
        "Mỗi hàng là một từ khóa có xuất hiện ở ít nhất một nhóm, trong từng nhóm, theo thứ tự của từ điển chủ đề.",
    );
    const COLUMNS: &'static [Column<Self>] = &[
        Column::<Self>::text("theme", |row| Some(row.theme.id.as_str().into())).means("The theme's id.", "Mã chủ đề."),
        Column::<Self>::text("keyword", |row| Some(row.keyword.text.as_str().into()))
            .means("The keyword, as it is written in the dictionary.", "Từ khóa, viết như trong từ điển chủ đề."),
        Column::<Self>::text("group", |row| Some(row.group.into())).means("The group.", "Nhóm."),
        Column::<Self>::count("frequency", Unit::Count, |row| Some(row.count.frequency))
            .means("Hits of the keyword in the group.", "Số lần từ khóa xuất hiện trong nhóm."),
        Column::<Self>::number("per_10k", Unit::Per10k, |row| row.per_10k).means(
            "Hits per 10,000 tokens of the group's documents in languages that the dictionary covers; empty where \
                there are no such documents.",
            "Số lần từ khóa xuất hiện trên 10.000 từ, tính trên các văn bản của nhóm viết bằng những ngôn ngữ có \
                trong từ điển chủ đề; để trống khi không có văn bản nào như vậy.",
        ),
        Column::<Self>::count("documents", Unit::Count, |row| Some(row.count.documents))
            .means("Documents of the group with the keyword.", "Số văn bản trong nhóm có từ khóa này."),
    ];
}
