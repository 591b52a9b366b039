//! How much each group speaks of each theme.

use super::{Column, Labelled, Spec, ThemeFrequencyTable, Unit};
use crate::compare::ThemeFrequency;
use crate::words::Words;

impl Spec for ThemeFrequencyTable {
    type Row<'a> = Labelled<ThemeFrequency<'a>>;
    const NAME: &'static str = "theme_frequency";
    const TITLE: Words = Words::new("Themes: share in each group", "Chủ đề: tỷ lệ trong từng nhóm");
    const ABOUT: Words = Words::new(
        "One row for each group and theme, by rank.",
        "Mỗi hàng là một chủ đề trong một nhóm, xếp theo thứ hạng.",
    );
    const COLUMNS: &'static [Column<Self>] = &[
        Column::<Self>::text("group", |row| Some(row.group.into())).means("The group.", "Nhóm."),
        Column::<Self>::text("theme", |row| Some(row.theme.id.as_str().into())).means("The theme's id.", "Mã chủ đề."),
        Column::<Self>::text("label", |row| Some(row.theme.label(row.labels).into()))
            .means("The theme's name.", "Tên chủ đề."),
        Column::<Self>::count("frequency", Unit::Count, |row| Some(row.count.frequency)).means(
            "Hits of the theme's keywords; each is a row of concordance.",
            "Số lần các từ khóa của chủ đề xuất hiện; mỗi lần là một hàng trong concordance.",
        ),
        Column::<Self>::number("per_10k", Unit::Per10k, |row| row.per_10k).means(
            "Hits per 10,000 tokens of the group's documents in languages that the dictionary covers; empty where \
                there are no such documents.",
            "Số lần từ khóa xuất hiện trên 10.000 từ, tính trên các văn bản của nhóm viết bằng những ngôn ngữ có \
                trong từ điển chủ đề; để trống khi không có văn bản nào như vậy.",
        ),
        Column::<Self>::low("per_10k_low", Unit::Per10k, |row| row.per_10k_interval).means(
            "Lower bound of its 95 % interval, computed as for share, but over tokens, and with a larger expected \
                effect of clusters, since words come in bursts.",
            "Cận dưới của khoảng tin cậy 95 %, tính như với share nhưng trên số từ, và với hệ số thiết kế dự kiến lớn \
                hơn, vì một từ thường xuất hiện dồn dập ở từng chỗ.",
        ),
        Column::<Self>::high("per_10k_high", Unit::Per10k, |row| row.per_10k_interval),
        Column::<Self>::number("share", Unit::Share, |row| row.share.value).means(
            "Clauses with the theme over clauses with any theme (0 to 1); the shares of a group add up to more than \
                1 where clauses have several themes.",
            "Số mệnh đề có chủ đề này chia cho số mệnh đề có ít nhất một chủ đề (từ 0 đến 1); tổng các tỷ lệ của \
                một nhóm lớn hơn 1 khi có mệnh đề mang nhiều chủ đề.",
        ),
        Column::<Self>::low("share_low", Unit::Share, |row| row.share.interval).means(
            "Lower bound of the 95 % interval of share: Wilson's interval, with the quantile of Student's t at \
                clusters - 1 degrees of freedom, and n divided by the design effect: the linearised variance of the \
                ratio over clusters (the documents where a group has five or more, else the paragraphs) over that of \
                independent clauses, both with two events of a moderate design effect added. It says how much the \
                share could differ had the same sources spoken at greater or shorter length.",
            "Cận dưới của khoảng tin cậy 95 % của share: khoảng Wilson, với phân vị của phân phối t Student có số cụm \
                - 1 bậc tự do, và n được chia cho hệ số thiết kế, tức phương sai tuyến tính hóa của tỷ số theo các cụm \
                (văn bản khi nhóm có từ năm văn bản trở lên, nếu không thì đoạn văn) chia cho phương sai khi các mệnh \
                đề độc lập; cả hai phương sai đều được cộng thêm hai biến cố với hệ số thiết kế vừa phải. Khoảng này \
                cho biết tỷ lệ có thể khác đi bao nhiêu nếu chính các nguồn đó nói dài hơn hoặc ngắn hơn.",
        ),
        Column::<Self>::high("share_high", Unit::Share, |row| row.share.interval),
        Column::<Self>::count("rank", Unit::Rank, |row| row.rank).means(
            "Rank among the group's themes, from 1, by clauses, then hits, then the dictionary's order; empty where \
                no clause has the theme.",
            "Thứ hạng trong các chủ đề của nhóm, tính từ 1, xếp theo số mệnh đề, rồi theo số lần từ khóa xuất hiện, \
                rồi theo thứ tự của từ điển chủ đề; để trống khi không mệnh đề nào có chủ đề này.",
        ),
        Column::<Self>::count("documents", Unit::Count, |row| Some(row.count.documents))
            .means("Documents of the group with the theme.", "Số văn bản trong nhóm có chủ đề này."),
        Column::<Self>::count("clauses", Unit::Count, |row| Some(row.count.clauses))
            .means("Clauses of the group with the theme.", "Số mệnh đề trong nhóm có chủ đề này."),
        Column::<Self>::count("priority_clauses", Unit::Count, |row| Some(row.count.priority_clauses)).means(
            "Of these, the clauses that state a priority; each is a row of priority_statements.",
            "Trong đó, số mệnh đề nêu ưu tiên; mỗi mệnh đề là một hàng trong priority_statements.",
        ),
        Column::<Self>::number("priority_share", Unit::Share, |row| row.priority_share.value).means(
            "Priority clauses with the theme over priority clauses with any theme (0 to 1).",
            "Số mệnh đề nêu ưu tiên có chủ đề này chia cho số mệnh đề nêu ưu tiên có ít nhất một chủ đề (từ 0 đến \
                1).",
        ),
        Column::<Self>::low("priority_share_low", Unit::Share, |row| row.priority_share.interval).means(
            "Lower bound of its 95 % interval, computed as for share.",
            "Cận dưới của khoảng tin cậy 95 %, tính như với share.",
        ),
        Column::<Self>::high("priority_share_high", Unit::Share, |row| row.priority_share.interval),
    ];
}
