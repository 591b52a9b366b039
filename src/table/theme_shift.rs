//! How the themes' shares change from group to group.

use super::{Column, Labelled, Spec, ThemeShiftTable, Unit};
use crate::compare::ThemeShift;
use crate::words::Words;

impl Spec for ThemeShiftTable {
    type Row<'a> = Labelled<ThemeShift<'a>>;
    const NAME: &'static str = "theme_shift";
    const TITLE: Words = Words::new("Themes: change between groups", "Chủ đề: thay đổi giữa các nhóm");
    const ABOUT: Words = Words::new(
        "One row for each pair of groups and theme, the largest change first. Pairs as in term_keyness. The \
            statistics compare the theme's clauses with the clauses with any theme.",
        "Mỗi hàng là một chủ đề trong một cặp nhóm, thay đổi lớn nhất đứng đầu. Các cặp như trong term_keyness. Các \
            đại lượng thống kê so sánh số mệnh đề có chủ đề đó với số mệnh đề có ít nhất một chủ đề.",
    );
    const COLUMNS: &'static [Column<Self>] = &[
        Column::<Self>::text("theme", |row| Some(row.theme.id.as_str().into())).means("The theme's id.", "Mã chủ đề."),
        Column::<Self>::text("label", |row| Some(row.theme.label(row.labels).into()))
            .means("The theme's name.", "Tên chủ đề."),
        Column::<Self>::text("reference", |row| Some(row.reference.into())).means(
            "The group that the target is compared with; * is all others together.",
            "Nhóm đối chiếu, được so sánh với nhóm đích; * là tất cả các nhóm khác gộp lại.",
        ),
        Column::<Self>::text("target", |row| Some(row.target.into()))
            .means("The group that is described.", "Nhóm đích, là nhóm được mô tả."),
        Column::<Self>::number("reference_share", Unit::Share, |row| row.shares.reference.value).means(
            "The theme's share in the reference, as in theme_frequency.",
            "Tỷ lệ của chủ đề ở nhóm đối chiếu, như trong theme_frequency.",
        ),
        Column::<Self>::number("target_share", Unit::Share, |row| row.shares.target.value)
            .means("The theme's share in the target.", "Tỷ lệ của chủ đề ở nhóm đích."),
        Column::<Self>::number("change", Unit::Points, |row| row.shares.value).means(
            "Target share minus reference share; 0.01 is one percentage point.",
            "Tỷ lệ ở nhóm đích trừ tỷ lệ ở nhóm đối chiếu; 0,01 là một điểm phần trăm.",
        ),
        Column::<Self>::low("change_low", Unit::Points, |row| row.shares.interval).means(
            "Lower bound of the 95 % interval of change: MOVER (Newcombe 1998) from the intervals of the two \
                shares, which theme_frequency describes.",
            "Cận dưới của khoảng tin cậy 95 % của change: MOVER (Newcombe 1998), ghép từ khoảng tin cậy của hai tỷ lệ \
                như mô tả trong theme_frequency.",
        ),
        Column::<Self>::high("change_high", Unit::Points, |row| row.shares.interval),
        Column::<Self>::number("log_ratio", Unit::Log2, |row| row.significance.log_ratio).means(
            "Binary logarithm of target share over reference share. Where one of them has no clause with the theme, \
                each number of clauses is raised by its total's part of the sum of both totals (Sweeting, Sutton and \
                Lambert 2004), so that the sign is that of log_likelihood.",
            "Lôgarit cơ số 2 của tỷ lệ ở nhóm đích chia cho tỷ lệ ở nhóm đối chiếu. Khi một trong hai nhóm không có \
                mệnh đề nào về chủ đề này, mỗi số mệnh đề được cộng thêm tỷ lệ của tổng tương ứng trong tổng của cả \
                hai nhóm (Sweeting, Sutton và Lambert 2004), nên dấu luôn trùng với dấu của log_likelihood.",
        ),
        Column::<Self>::low("log_ratio_low", Unit::Log2, |row| row.ratio_interval).means(
            "Lower bound of the 95 % interval of log_ratio, from the intervals of the two shares (MOVER-R; Donner \
                and Zou 2012); empty where there is none because the target lacks the theme or consists of a single \
                paragraph.",
            "Cận dưới của khoảng tin cậy 95 % của log_ratio, tính từ khoảng tin cậy của hai tỷ lệ (MOVER-R; Donner và \
                Zou 2012); để trống khi không có cận dưới vì nhóm đích không có chủ đề này hoặc chỉ gồm một đoạn văn.",
        ),
        Column::<Self>::high("log_ratio_high", Unit::Log2, |row| row.ratio_interval).means(
            "Its upper bound; empty where there is none because the reference lacks the theme or consists of a \
                single paragraph.",
            "Cận trên của khoảng tin cậy đó; để trống khi không có cận trên vì nhóm đối chiếu không có chủ đề này \
                hoặc chỉ gồm một đoạn văn.",
        ),
        Column::<Self>::number("log_likelihood", Unit::G2, |row| row.significance.log_likelihood).means(
            "G2 over the four cells, as in term_keyness; negative where the target has less than expected.",
            "G² trên bốn ô, như trong term_keyness; mang dấu âm khi nhóm đích có ít hơn kỳ vọng.",
        ),
        Column::<Self>::number("p_value", Unit::Probability, |row| row.significance.p_value).means(
            "P-value of G2, as if clauses were independent, which those of a paragraph are not: verdicts rest on \
                change_p_value.",
            "Giá trị p của G², coi như các mệnh đề độc lập, dù các mệnh đề trong cùng một đoạn văn không độc lập: \
                các kết luận dựa vào change_p_value.",
        ),
        Column::<Self>::number("q_value", Unit::Probability, |row| row.significance.q_value).means(
            "Benjamini-Hochberg q-value of p_value among the themes of the pair that occur in at least one of the \
                two groups.",
            "Giá trị q (Benjamini-Hochberg) của p_value, tính trên các chủ đề có ở ít nhất một trong hai nhóm của \
                cặp.",
        ),
        Column::<Self>::count("reference_rank", Unit::Rank, |row| row.reference_rank).means(
            "The theme's rank in the reference; empty for all others together.",
            "Thứ hạng của chủ đề ở nhóm đối chiếu; để trống khi nhóm đối chiếu là tất cả các nhóm khác gộp lại.",
        ),
        Column::<Self>::count("target_rank", Unit::Rank, |row| row.target_rank)
            .means("The theme's rank in the target.", "Thứ hạng của chủ đề ở nhóm đích."),
        Column::<Self>::number("reference_priority_share", Unit::Share, |row| row.priorities.reference.value).means(
            "The theme's share of the clauses that state a priority, in the reference, as in theme_frequency.",
            "Tỷ lệ của chủ đề trong các mệnh đề nêu ưu tiên ở nhóm đối chiếu, như trong theme_frequency.",
        ),
        Column::<Self>::number("target_priority_share", Unit::Share, |row| row.priorities.target.value)
            .means("The same share in the target.", "Cũng tỷ lệ đó ở nhóm đích."),
        Column::<Self>::number("priority_change", Unit::Points, |row| row.priorities.value).means(
            "Target priority share minus reference priority share.",
            "Tỷ lệ trong các ưu tiên được nêu ở nhóm đích trừ tỷ lệ đó ở nhóm đối chiếu.",
        ),
        Column::<Self>::low("priority_change_low", Unit::Points, |row| row.priorities.interval).means(
            "Lower bound of its 95 % interval, computed as for change.",
            "Cận dưới của khoảng tin cậy 95 %, tính như với change.",
        ),
        Column::<Self>::high("priority_change_high", Unit::Points, |row| row.priorities.interval),
        Column::<Self>::text("verdict", |row| Some(row.shares.verdict.name().into())).means(
            "What the interval says about change: the first of these that holds. too few: a group has fewer than 10 \
                clauses to take a share of. rise, fall: the interval excludes zero, and change_q_value is at most .05. \
                steady: it lies within 2 percentage points of zero. unclear: anything else, and any rise or fall that \
                rests on a single clause.",
            "Kết luận rút ra từ khoảng tin cậy của change, là trường hợp đầu tiên đúng trong các trường hợp sau. \
                too few (quá ít): một nhóm có dưới 10 mệnh đề để tính tỷ lệ. rise (tăng), fall (giảm): khoảng tin cậy \
                không chứa số 0, và change_q_value không quá 0,05. steady (ổn định): toàn bộ khoảng tin cậy nằm trong \
                phạm vi 2 điểm phần trăm quanh số 0. unclear (chưa rõ): mọi trường hợp khác, và mọi mức tăng hay giảm \
                chỉ dựa trên một mệnh đề.",
        ),
        Column::<Self>::text("priority_verdict", |row| Some(row.priorities.verdict.name().into()))
            .means("The same verdict on priority_change.", "Kết luận tương tự về priority_change."),
        Column::<Self>::number("change_p_value", Unit::Probability, |row| row.shares.p_value).means(
            "P-value of change with clauses clustered: the smallest α for which the interval at the level 1 - α \
                excludes zero.",
            "Giá trị p của change khi các mệnh đề được xét theo cụm: α nhỏ nhất mà khoảng tin cậy ở mức 1 - α không \
                chứa số 0.",
        ),
        Column::<Self>::number("change_q_value", Unit::Probability, |row| row.shares.q_value).means(
            "Its Benjamini-Hochberg q-value among the themes of the pair that occur in at least one of the two \
                groups.",
            "Giá trị q (Benjamini-Hochberg) tương ứng, tính trên các chủ đề có ở ít nhất một trong hai nhóm của cặp.",
        ),
        Column::<Self>::number("priority_change_p_value", Unit::Probability, |row| row.priorities.p_value).means(
            "P-value of priority_change, computed as change_p_value.",
            "Giá trị p của priority_change, tính như change_p_value.",
        ),
        Column::<Self>::number("priority_change_q_value", Unit::Probability, |row| row.priorities.q_value)
            .means("Its q-value, computed as change_q_value.", "Giá trị q tương ứng, tính như change_q_value."),
        Column::<Self>::number("log10_p_value", Unit::Log10, |row| row.significance.log10_p).means(
            "Decimal logarithm of p_value, also where p_value itself is too small to be written.",
            "Lôgarit cơ số 10 của p_value, kể cả khi chính p_value quá nhỏ để ghi được.",
        ),
    ];
}
