//! Which terms make up the divergence of two groups.

use anyhow::Result;

use super::{Column, Part, Rows, Spec, Unit, WordShiftTable};
use crate::compare::{Comparison, WordShift};
use crate::words::Words;

/// The rows of a pair.
pub fn rows<'c>(comparison: &'c Comparison, pair: usize) -> Result<Part<'c>> {
    let all = comparison.word_shifts(pair);
    let height = all.as_ref().map_or(0, |all| all.len());
    Ok(Rows::<WordShiftTable>::asked(std::iter::once(0..height).collect(), move |number| all.as_ref()?.row(number))
        .into())
}

impl Spec for WordShiftTable {
    type Row<'a> = WordShift<'a>;
    const NAME: &'static str = "word_shift";
    const TITLE: Words = Words::new("Terms: contributions to the divergence", "Từ: phần đóng góp vào độ phân kỳ");
    const ABOUT: Words = Words::new(
        "One row for each pair of groups and term, what adds most to the divergence first. Pairs and terms as in \
            term_keyness; terms that are not listed count in the divergence.",
        "Mỗi hàng là một từ trong một cặp nhóm, từ đóng góp nhiều nhất vào độ phân kỳ đứng đầu. Các cặp và các từ \
            như trong term_keyness; những từ không được liệt kê vẫn được tính trong độ phân kỳ.",
    );
    const COLUMNS: &'static [Column<Self>] = &[
        Column::<Self>::text("reference", |row| Some(row.reference.into())).means(
            "The group that the target is compared with; * is all others together.",
            "Nhóm đối chiếu, được so sánh với nhóm đích; * là tất cả các nhóm khác gộp lại.",
        ),
        Column::<Self>::text("target", |row| Some(row.target.into()))
            .means("The group that is described.", "Nhóm đích, là nhóm được mô tả."),
        Column::<Self>::text("term", |row| Some(row.term.into()))
            .means("The term, as in term_frequency.", "Từ, như trong term_frequency."),
        Column::<Self>::number("reference_share", Unit::Share, |row| Some(row.reference_share))
            .decimals(8)
            .means("The term's share of the reference's tokens.", "Tỷ lệ của từ trong tổng số từ của nhóm đối chiếu."),
        Column::<Self>::number("target_share", Unit::Share, |row| Some(row.target_share))
            .decimals(8)
            .means("The term's share of the target's tokens.", "Tỷ lệ của từ trong tổng số từ của nhóm đích."),
        Column::<Self>::number("contribution", Unit::Bits, |row| Some(row.contribution)).decimals(8).means(
            "What the term adds to the Jensen-Shannon divergence of the pair, in bits: 1/2 p log2(p/m) + 1/2 q \
                log2(q/m) with its shares p and q and their mean m (Gallagher et al. 2021).",
            "Phần từ này đóng góp vào độ phân kỳ Jensen-Shannon của cặp nhóm, tính bằng bit: 1/2 p log2(p/m) + 1/2 \
                q log2(q/m), với p và q là hai tỷ lệ của từ và m là trung bình của chúng (Gallagher và cộng sự 2021).",
        ),
        Column::<Self>::number("cumulative", Unit::Share, |row| Some(row.cumulative)).means(
            "The part of the divergence that the pair's terms up to this row make up (0 to 1).",
            "Phần cộng dồn của độ phân kỳ do các từ của cặp nhóm từ đầu đến hàng này đóng góp (từ 0 đến 1).",
        ),
    ];
}
