//! How the themes' shares run over the groups.

use super::{Column, Labelled, Spec, ThemeTrendTable, Unit};
use crate::compare::ThemeTrend;
use crate::words::Words;

impl Spec for ThemeTrendTable {
    type Row<'a> = Labelled<ThemeTrend<'a>>;
    const NAME: &'static str = "theme_trend";
    const TITLE: Words = Words::new("Themes: trend over all groups", "Chủ đề: xu hướng qua các nhóm");
    const ABOUT: Words = Words::new(
        "One row for each share and theme, the surest trend of each share first, where there are five groups or \
            more: fewer can't show a trend. Groups count as evenly spaced, each as much as any other. With five or six \
            groups even a share that rises throughout has no very small p-value (.017, .0028), so that a verdict of \
            rise or fall takes several themes that do so.",
        "Mỗi hàng là một chủ đề và một loại tỷ lệ, trong mỗi loại, xu hướng chắc chắn nhất đứng đầu; bảng chỉ có hàng \
            khi có từ năm nhóm trở lên: ít nhóm hơn thì không thể thấy xu hướng. Các nhóm được coi là cách đều nhau và \
            có trọng số như nhau. Với năm hoặc sáu nhóm, ngay cả một tỷ lệ tăng liên tục cũng không có giá trị p thật \
            nhỏ (0,017 và 0,0028), nên kết luận tăng hay giảm chỉ có khi nhiều chủ đề cùng như vậy.",
    );
    const COLUMNS: &'static [Column<Self>] = &[
        Column::<Self>::text("measure", |row| Some(row.measure.name().into())).means(
            "The share whose trend over the groups is tested: share or priority_share, as in theme_frequency.",
            "Tỷ lệ được xét xu hướng qua các nhóm: share (tỷ lệ) hoặc priority_share (tỷ lệ trong các ưu tiên được \
                nêu), như trong theme_frequency.",
        ),
        Column::<Self>::text("theme", |row| Some(row.theme.id.as_str().into())).means("The theme's id.", "Mã chủ đề."),
        Column::<Self>::text("label", |row| Some(row.theme.label(row.labels).into()))
            .means("The theme's name.", "Tên chủ đề."),
        Column::<Self>::count("groups", Unit::Count, |row| Some(row.groups))
            .means("How many groups have that share.", "Số nhóm có tỷ lệ đó."),
        Column::<Self>::number("kendall_tau", Unit::Score, |row| Some(row.test.tau)).decimals(4).means(
            "Kendall's tau-b of the shares with the groups' order (-1 to 1): 1 where each is larger than the one \
                before.",
            "Hệ số tau-b của Kendall giữa các tỷ lệ và thứ tự của các nhóm (từ -1 đến 1): bằng 1 khi mỗi tỷ lệ đều \
                lớn hơn tỷ lệ ngay trước nó.",
        ),
        Column::<Self>::number("p_value", Unit::Probability, |row| Some(row.test.p_value)).means(
            "Two-sided p-value of the Mann-Kendall test: exact where no two shares are equal, else by the normal \
                distribution with corrections for continuity and ties.",
            "Giá trị p hai phía của kiểm định Mann-Kendall: chính xác khi không có tỷ lệ nào bằng nhau, nếu không \
                thì theo phân phối chuẩn có hiệu chỉnh liên tục và hiệu chỉnh cho các tỷ lệ bằng nhau.",
        ),
        Column::<Self>::number("q_value", Unit::Probability, |row| Some(row.q_value)).means(
            "Benjamini-Hochberg q-value among the themes.",
            "Giá trị q (Benjamini-Hochberg), tính trên các chủ đề.",
        ),
        Column::<Self>::number("slope", Unit::Points, |row| Some(row.slope.slope)).means(
            "Theil-Sen slope: the median change of share from one group to the next; 0.01 is one percentage point.",
            "Độ dốc Theil-Sen: trung vị của thay đổi tỷ lệ từ một nhóm đến nhóm kế tiếp; 0,01 là một điểm phần trăm.",
        ),
        Column::<Self>::low("slope_low", Unit::Points, |row| Some((row.slope.low, row.slope.high)))
            .means("Lower bound of its 95 % interval (Sen 1968).", "Cận dưới của khoảng tin cậy 95 % (Sen 1968)."),
        Column::<Self>::high("slope_high", Unit::Points, |row| Some((row.slope.low, row.slope.high))),
        Column::<Self>::text("verdict", |row| Some(row.verdict.name().into())).means(
            "rise, fall: the q-value is at most .05. unclear: anything else.",
            "rise (tăng), fall (giảm): giá trị q không quá 0,05. unclear (chưa rõ): mọi trường hợp khác.",
        ),
    ];
}
