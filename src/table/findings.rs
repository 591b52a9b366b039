//! The shifts in sentences.

use anyhow::Result;

use super::sentence::sentence;
use super::{Column, FindingsTable, Part, Rows, Spec, Unit};
use crate::compare::{Comparison, Finding};
use crate::options::Labels;
use crate::words::Words;

/// A finding's place, and its sentence.
#[derive(Clone)]
pub struct Told<'a> {
    /// Its place by the size of the change of plain share, from 1.
    pub rank: u64,
    /// The finding.
    pub finding: Finding<'a>,
    /// The finding in a sentence.
    pub text: Words<String>,
}

/// The rows.
pub fn rows<'c>(comparison: &'c Comparison, _labels: Labels) -> Result<Part<'c>> {
    let findings = (1..).zip(comparison.findings());
    let told =
        findings.map(|(rank, finding)| Told { rank, text: sentence(&finding.shift, comparison.grouping()), finding });
    Ok(Rows::<FindingsTable>::made(told).into())
}

impl Spec for FindingsTable {
    type Row<'a> = Told<'a>;
    const NAME: &'static str = "findings";
    const TITLE: Words = Words::new("Findings", "Các phát hiện");
    const ABOUT: Words = Words::new(
        "The shifts of themes that the intervals support, in their share of all themed clauses or among stated \
            priorities, and in any case the five largest changes in share; the largest first. Pairs: each group \
            against the one before it, and the last against the first.",
        "Những chuyển dịch của chủ đề mà khoảng tin cậy ủng hộ, về tỷ lệ trong mọi mệnh đề có chủ đề hoặc trong các ưu \
            tiên được nêu, và luôn kèm năm thay đổi tỷ lệ lớn nhất; thay đổi lớn nhất đứng đầu. Các cặp: mỗi nhóm so \
            với nhóm ngay trước nó, và nhóm cuối so với nhóm đầu.",
    );
    const COLUMNS: &'static [Column<Self>] = &[
        Column::<Self>::count("rank", Unit::Rank, |row| Some(row.rank)).means(
            "Rank by the size of the change in share, from 1.",
            "Thứ hạng theo độ lớn của thay đổi tỷ lệ, tính từ 1.",
        ),
        Column::<Self>::text("theme", |row| Some(row.finding.shift.theme.id.as_str().into()))
            .means("The theme's id.", "Mã chủ đề."),
        Column::<Self>::text("reference", |row| Some(row.finding.shift.reference.into()))
            .means("The earlier group.", "Nhóm trước."),
        Column::<Self>::text("target", |row| Some(row.finding.shift.target.into()))
            .means("The later group.", "Nhóm sau."),
        Column::<Self>::text("verdict", |row| Some(row.finding.shift.shares.verdict.name().into())).means(
            "The verdict on the change of share, as in theme_shift.",
            "Kết luận về thay đổi tỷ lệ, như trong theme_shift.",
        ),
        Column::<Self>::text("priority_verdict", |row| Some(row.finding.shift.priorities.verdict.name().into())).means(
            "The verdict on the change of share among stated priorities, as in theme_shift.",
            "Kết luận về thay đổi tỷ lệ trong các ưu tiên được nêu, như trong theme_shift.",
        ),
        Column::<Self>::text("text_en", |row| Some(row.text.en.as_str().into()))
            .means("The finding in English.", "Phát hiện viết bằng tiếng Anh."),
        Column::<Self>::text("text_vi", |row| Some(row.text.vi.as_str().into()))
            .means("The finding in Vietnamese.", "Phát hiện viết bằng tiếng Việt."),
        Column::<Self>::text("evidence", |row| {
            Some(row.finding.places()).filter(|places| !places.is_empty()).map(Into::into)
        })
        .means(
            "The clearest passages of the group that speaks more of the theme, as document:line, three at most: \
                first those that state a priority, then those with more of the theme's keywords, then those with \
                stronger cues.",
            "Những đoạn rõ nhất của nhóm nói nhiều hơn về chủ đề, ghi dưới dạng văn bản:dòng, nhiều nhất là ba: \
                trước hết là đoạn có nêu ưu tiên, rồi đến đoạn có nhiều từ khóa của chủ đề hơn, rồi đến đoạn có dấu \
                hiệu mạnh hơn.",
        ),
    ];
}
