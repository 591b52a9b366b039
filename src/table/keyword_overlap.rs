//! Which keywords two groups share.

use super::{Column, KeywordOverlapTable, Spec, Unit};
use crate::compare::KeywordOverlap;
use crate::words::Words;

impl Spec for KeywordOverlapTable {
    type Row<'a> = KeywordOverlap<'a>;
    const NAME: &'static str = "keyword_overlap";
    const TITLE: Words = Words::new("Keywords that groups share", "Từ khóa chung của các nhóm");
    const ABOUT: Words = Words::new(
        "One row for every two groups and each theme: the dictionary's keywords that occur in both, or in one alone.",
        "Mỗi hàng là một chủ đề trong một cặp nhóm: những từ khóa của từ điển chủ đề có ở cả hai nhóm, hoặc chỉ có \
            ở một nhóm.",
    );
    const COLUMNS: &'static [Column<Self>] = &[
        Column::<Self>::text("theme", |row| Some(row.theme.into())).means(
            "The theme's id; * is all themes together, where a keyword that belongs to several counts once.",
            "Mã chủ đề; * là mọi chủ đề gộp lại, khi đó từ khóa thuộc nhiều chủ đề chỉ được tính một lần.",
        ),
        Column::<Self>::text("group_1", |row| Some(row.group_1.into())).means("The earlier group.", "Nhóm trước."),
        Column::<Self>::text("group_2", |row| Some(row.group_2.into())).means("The later group.", "Nhóm sau."),
        Column::<Self>::count("shared", Unit::Count, |row| Some(row.overlap.shared))
            .means("Keywords that occur in both groups.", "Số từ khóa có ở cả hai nhóm."),
        Column::<Self>::count("only_1", Unit::Count, |row| Some(row.overlap.only_1))
            .means("Keywords that occur in group_1 alone.", "Số từ khóa chỉ có ở group_1."),
        Column::<Self>::count("only_2", Unit::Count, |row| Some(row.overlap.only_2))
            .means("Keywords that occur in group_2 alone.", "Số từ khóa chỉ có ở group_2."),
        Column::<Self>::number("jaccard", Unit::Score, |row| row.overlap.jaccard()).means(
            "Jaccard index: shared keywords over all keywords that occur in either group (0 to 1); empty where \
                neither group has a keyword.",
            "Chỉ số Jaccard: số từ khóa chung chia cho số từ khóa có ở ít nhất một nhóm (từ 0 đến 1); để trống khi \
                cả hai nhóm đều không có từ khóa nào.",
        ),
        Column::<Self>::number("dice", Unit::Score, |row| row.overlap.dice()).means(
            "Dice index: twice the shared keywords over the sum of both groups' keywords (0 to 1).",
            "Chỉ số Dice: hai lần số từ khóa chung chia cho tổng số từ khóa của hai nhóm (từ 0 đến 1).",
        ),
        Column::<Self>::number("overlap_coefficient", Unit::Score, |row| row.overlap.overlap_coefficient()).means(
            "Shared keywords over the keywords of the group that has fewer (0 to 1); empty where that group has \
                none.",
            "Hệ số trùng lặp: số từ khóa chung chia cho số từ khóa của nhóm có ít từ khóa hơn (từ 0 đến 1); để \
                trống khi nhóm đó không có từ khóa nào.",
        ),
        Column::<Self>::text("shared_keywords", |row| Some(row.shared.join("; ").into()))
            .means("The shared keywords, separated by semicolons.", "Các từ khóa chung, ngăn cách bằng dấu chấm phẩy."),
        Column::<Self>::text("only_1_keywords", |row| Some(row.only_1.join("; ").into()))
            .means("The keywords of group_1 alone.", "Các từ khóa chỉ có ở group_1."),
        Column::<Self>::text("only_2_keywords", |row| Some(row.only_2.join("; ").into()))
            .means("The keywords of group_2 alone.", "Các từ khóa chỉ có ở group_2."),
    ];
}
