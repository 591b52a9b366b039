//! Which terms are key to a group against another.

use anyhow::Result;

use super::{Column, Part, Rows, Spec, TermKeynessTable, Unit};
use crate::compare::{Comparison, Keyness};
use crate::measure::{bic, odds_ratio, per_10k, percent_difference};
use crate::words::Words;

/// The rows of a pair.
pub fn rows<'c>(comparison: &'c Comparison, pair: usize) -> Result<Part<'c>> {
    let all = comparison.keyness(pair)?;
    let height = all.as_ref().map_or(0, |all| all.len());
    Ok(Rows::<TermKeynessTable>::asked(std::iter::once(0..height).collect(), move |number| all.as_ref()?.row(number))
        .into())
}

impl Spec for TermKeynessTable {
    type Row<'a> = Keyness<'a>;
    const NAME: &'static str = "term_keyness";
    const TITLE: Words = Words::new("Terms: what sets groups apart", "Từ: đặc trưng phân biệt các nhóm");
    const ABOUT: Words = Words::new(
        "One row for each pair of groups and term, from the terms most key to the target to those most key to the \
            reference. Pairs: each group against the one before it, the last against the first, (with three groups or \
            more) each against all others, and each against the reference corpus where one is named.",
        "Mỗi hàng là một từ trong một cặp nhóm, xếp từ những từ đặc trưng nhất của nhóm đích đến những từ đặc trưng \
            nhất của nhóm đối chiếu. Các cặp: mỗi nhóm so với nhóm ngay trước nó, nhóm cuối so với nhóm đầu, mỗi nhóm \
            so với tất cả các nhóm khác gộp lại (khi có từ ba nhóm trở lên), và mỗi nhóm so với ngữ liệu đối chiếu nếu \
            có chỉ định.",
    );
    const HAS_TWO_ENDS: bool = true;
    const COLUMNS: &'static [Column<Self>] = &[
        Column::<Self>::text("target", |row| Some(row.target.into()))
            .means("The group that is described.", "Nhóm đích, là nhóm được mô tả."),
        Column::<Self>::text("reference", |row| Some(row.reference.into())).means(
            "The group that the target is compared with; * is all others together.",
            "Nhóm đối chiếu, được so sánh với nhóm đích; * là tất cả các nhóm khác gộp lại.",
        ),
        Column::<Self>::text("term", |row| Some(row.term.into()))
            .means("The term, as in term_frequency.", "Từ, như trong term_frequency."),
        Column::<Self>::count("target_frequency", Unit::Count, |row| Some(row.table.target))
            .means("Occurrences in the target.", "Số lần xuất hiện trong nhóm đích."),
        Column::<Self>::count("reference_frequency", Unit::Count, |row| Some(row.table.reference))
            .means("Occurrences in the reference.", "Số lần xuất hiện trong nhóm đối chiếu."),
        Column::<Self>::number("target_per_10k", Unit::Per10k, |row| {
            Some(per_10k(row.table.target, row.table.target_total))
        })
        .means("Occurrences per 10,000 tokens of the target.", "Số lần xuất hiện trên 10.000 từ của nhóm đích."),
        Column::<Self>::number("reference_per_10k", Unit::Per10k, |row| {
            Some(per_10k(row.table.reference, row.table.reference_total))
        })
        .means(
            "Occurrences per 10,000 tokens of the reference.",
            "Số lần xuất hiện trên 10.000 từ của nhóm đối chiếu.",
        ),
        Column::<Self>::number("log_likelihood", Unit::G2, |row| row.significance.log_likelihood).means(
            "G2 = 2 Σ O ln(O/E) over the four cells (Dunning 1993), without correction; negative where the target \
                has less than expected.",
            "G² = 2 Σ O ln(O/E) trên bốn ô (Dunning 1993), không hiệu chỉnh; mang dấu âm khi nhóm đích có ít hơn kỳ \
                vọng.",
        ),
        Column::<Self>::number("p_value", Unit::Probability, |row| row.significance.p_value).means(
            "P-value of G2: chi-square, one degree of freedom.",
            "Giá trị p của G²: theo phân phối χ² có một bậc tự do.",
        ),
        Column::<Self>::number("q_value", Unit::Probability, |row| row.significance.q_value).means(
            "Benjamini-Hochberg q-value among the terms of the pair.",
            "Giá trị q (Benjamini-Hochberg), tính trên các từ của cặp nhóm.",
        ),
        Column::<Self>::number("log_ratio", Unit::Log2, |row| row.significance.log_ratio).means(
            "Binary logarithm of target share over reference share (Hardie 2014). 1 is twice as often. Where a \
                frequency is 0, each is raised by its total's part of the sum of both totals (Sweeting, Sutton and \
                Lambert 2004), so that the sign is that of log_likelihood.",
            "Lôgarit cơ số 2 của tỷ lệ ở nhóm đích chia cho tỷ lệ ở nhóm đối chiếu (Hardie 2014). Giá trị 1 nghĩa là \
                xuất hiện thường xuyên gấp đôi. Khi một tần số bằng 0, mỗi tần số được cộng thêm tỷ lệ của tổng số từ \
                tương ứng trong tổng của cả hai nhóm (Sweeting, Sutton và Lambert 2004), nên dấu luôn trùng với dấu \
                của log_likelihood.",
        ),
        Column::<Self>::low("log_ratio_low", Unit::Log2, |row| row.interval).means(
            "Lower bound of the 95 % interval of log_ratio, from the intervals of both shares, whose variance is \
                that between the parts that group_similarity describes; empty where there is none because the target \
                lacks the term or has a single part.",
            "Cận dưới của khoảng tin cậy 95 % của log_ratio, tính từ khoảng tin cậy của hai tỷ lệ, với phương sai tính \
                giữa các phần như mô tả trong group_similarity; để trống khi không có cận dưới vì nhóm đích không có \
                từ này hoặc chỉ có một phần.",
        ),
        Column::<Self>::high("log_ratio_high", Unit::Log2, |row| row.interval).means(
            "Its upper bound; empty where there is none because the reference lacks the term or has a single part.",
            "Cận trên của khoảng tin cậy đó; để trống khi không có cận trên vì nhóm đối chiếu không có từ này hoặc \
                chỉ có một phần.",
        ),
        Column::<Self>::number("percent_diff", Unit::Percent, |row| percent_difference(row.table)).means(
            "%DIFF: 100 (target share - reference share) / reference share; empty where the reference lacks the \
                term.",
            "%DIFF: 100 (tỷ lệ ở nhóm đích - tỷ lệ ở nhóm đối chiếu) / tỷ lệ ở nhóm đối chiếu; để trống khi nhóm \
                đối chiếu không có từ này.",
        ),
        Column::<Self>::number("bic", Unit::None, |row| {
            Some(bic(row.significance.log_likelihood?, row.table.target_total + row.table.reference_total))
        })
        .means(
            "The size of G2 minus ln(tokens of both groups) (Wilson 2013): above 2 is evidence for a difference, \
                above 10 very strong evidence; below 0 is evidence against one.",
            "Độ lớn của G² trừ ln(tổng số từ của hai nhóm) (Wilson 2013): trên 2 là có bằng chứng cho sự khác biệt, \
                trên 10 là bằng chứng rất mạnh; dưới 0 là bằng chứng chống lại sự khác biệt.",
        ),
        Column::<Self>::number("odds_ratio", Unit::Ratio, |row| odds_ratio(row.table)).means(
            "Odds of the term in the target over its odds in the reference; empty where the reference lacks it.",
            "Tỷ số chênh: độ chênh (odds) của từ ở nhóm đích chia cho độ chênh ở nhóm đối chiếu; để trống khi nhóm \
                đối chiếu không có từ này.",
        ),
        Column::<Self>::number("fightin_words_z", Unit::Z, |row| row.fightin_words_z).means(
            "Z-score of the log-odds ratio with an informative Dirichlet prior (Monroe, Colaresi and Quinn 2008) as \
                large as all groups together: it draws rare terms towards 0.",
            "Điểm z của lôgarit tỷ số chênh với tiên nghiệm Dirichlet có thông tin (Monroe, Colaresi và Quinn 2008); \
                tiên nghiệm này lớn bằng tất cả các nhóm gộp lại và kéo các từ hiếm về phía 0.",
        ),
        Column::<Self>::number("log10_p_value", Unit::Log10, |row| row.significance.log10_p).means(
            "Decimal logarithm of p_value, also where p_value itself is too small to be written.",
            "Lôgarit cơ số 10 của p_value, kể cả khi chính p_value quá nhỏ để ghi được.",
        ),
        Column::<Self>::number("split_half", Unit::G2, |row| row.split_half).means(
            "A baseline for log_likelihood: the largest value, in either direction, that a term of the pair shows \
                between random halves of the two groups' own texts, over 19 halvings, each group halved by itself. A \
                score below it means nothing: it could be chance alone. For groups of similar size that differ no more \
                than such halves, the largest score exceeds it one time in twenty; for groups of very unequal size, \
                somewhat more often. Empty where a group has fewer than five parts.",
            "Mức nền cho log_likelihood: giá trị lớn nhất, theo bất kỳ chiều nào, mà một từ của cặp đạt được giữa hai \
                nửa ngẫu nhiên của chính các văn bản trong hai nhóm, qua 19 lần chia đôi, mỗi nhóm được chia riêng. \
                Điểm số thấp hơn mức này không nói lên điều gì: có thể chỉ là ngẫu nhiên. Nếu hai nhóm có kích thước \
                gần nhau khác biệt không hơn hai nửa như vậy, điểm lớn nhất vượt mức này một lần trong hai mươi lần; \
                nếu kích thước rất khác nhau thì thường xuyên hơn một chút. Để trống khi một nhóm có dưới năm phần.",
        ),
    ];
}
