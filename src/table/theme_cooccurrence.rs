//! Which themes share clauses.

use super::{Column, Spec, ThemeCooccurrenceTable, Unit};
use crate::compare::ThemeCooccurrence;
use crate::words::Words;

impl Spec for ThemeCooccurrenceTable {
    type Row<'a> = ThemeCooccurrence<'a>;
    const NAME: &'static str = "theme_cooccurrence";
    const TITLE: Words = Words::new("Themes that share clauses", "Chủ đề cùng xuất hiện");
    const ABOUT: Words = Words::new(
        "One row for each group and two themes that share a clause in it, the pairs with the most clauses first.",
        "Mỗi hàng là hai chủ đề cùng xuất hiện trong ít nhất một mệnh đề của một nhóm; cặp có nhiều mệnh đề nhất \
            đứng đầu.",
    );
    const COLUMNS: &'static [Column<Self>] = &[
        Column::<Self>::text("group", |row| Some(row.group.into())).means("The group.", "Nhóm."),
        Column::<Self>::text("theme_1", |row| Some(row.theme_1.id.as_str().into())).means(
            "The id of the theme that comes first in the dictionary.",
            "Mã của chủ đề đứng trước trong từ điển chủ đề.",
        ),
        Column::<Self>::text("theme_2", |row| Some(row.theme_2.id.as_str().into()))
            .means("The other theme's id.", "Mã của chủ đề còn lại."),
        Column::<Self>::count("clauses", Unit::Count, |row| Some(row.clauses))
            .means("Clauses with both themes.", "Số mệnh đề có cả hai chủ đề."),
        Column::<Self>::number("expected", Unit::Count, |row| Some(row.expected)).means(
            "Clauses with both that would be expected if the themes were independent: clauses of the one times \
                clauses of the other over all clauses of the group.",
            "Số mệnh đề có cả hai chủ đề theo kỳ vọng nếu hai chủ đề độc lập với nhau: số mệnh đề của chủ đề này \
                nhân số mệnh đề của chủ đề kia, chia cho tổng số mệnh đề của nhóm.",
        ),
        Column::<Self>::number("log_likelihood", Unit::G2, |row| row.log_likelihood).means(
            "G2 over the four cells (one theme, the other, both, neither), as in term_keyness; negative where they \
                occur together less often than expected.",
            "G² trên bốn ô (chỉ chủ đề này, chỉ chủ đề kia, cả hai, không chủ đề nào), như trong term_keyness; mang \
                dấu âm khi hai chủ đề cùng xuất hiện ít hơn kỳ vọng.",
        ),
        Column::<Self>::number("log_dice", Unit::None, |row| Some(row.log_dice)).means(
            "14 + log2(2 clauses / (clauses of the one + clauses of the other)): 14 where they always occur \
                together (Rychlý 2008).",
            "14 + log2(2 × số mệnh đề có cả hai / (số mệnh đề của chủ đề này + số mệnh đề của chủ đề kia)): bằng 14 \
                khi hai chủ đề luôn đi cùng nhau (Rychlý 2008).",
        ),
    ];
}
