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
    /// Its place among the findings, from 1.
    pub rank: u64,
    /// The finding.
    pub finding: Finding<'a>,
    /// The finding in a sentence.
    pub text: Words<String>,
}

/// The rows.
pub fn rows<'c>(comparison: &'c Comparison, _labels: Labels) -> Result<Part<'c>> {
    let (grouping, corpus) = (comparison.grouping(), comparison.reference().map(|size| size.group));
    let findings = (1..).zip(comparison.findings());
    let told = findings.map(|(rank, finding)| Told { rank, text: sentence(&finding, grouping, corpus), finding });
    Ok(Rows::<FindingsTable>::made(told).into())
}

impl Spec for FindingsTable {
    type Row<'a> = Told<'a>;
    const NAME: &'static str = "findings";
    const TITLE: Words = Words::new("Findings", "Các phát hiện");
    const ABOUT: Words = Words::new(
        "The shifts of themes that are claimed: rises and falls, as theme_shift has them, that hold also after correction \
            over the themes of all pairs (q at most .05, Benjamini-Hochberg), whether of groups, of a group and all \
            others together (*) or of a group and a reference corpus: first those among stated priorities, then those \
            in the share of all themed clauses, each the largest first. Behind them, of the five largest changes in \
            share from group to group, those of which nothing is claimed.",
        "Những chuyển dịch của chủ đề được khẳng định: mức tăng, giảm như trong theme_shift mà vẫn đứng vững sau hiệu \
            chỉnh trên các chủ đề của mọi cặp (q không quá 0,05, Benjamini-Hochberg), giữa hai nhóm, giữa một nhóm và \
            tất cả các nhóm khác gộp lại (*) hoặc giữa một nhóm và ngữ liệu đối chiếu: trước hết là trong các ưu tiên \
            được nêu, rồi đến tỷ lệ trong mọi mệnh đề có chủ đề, thay đổi lớn nhất đứng đầu. Sau đó, trong năm thay đổi \
            tỷ lệ lớn nhất từ nhóm này sang nhóm khác, là những thay đổi chưa thể khẳng định.",
    );
    const COLUMNS: &'static [Column<Self>] = &[
        Column::<Self>::count("rank", Unit::Rank, |row| Some(row.rank)).means(
            "Place among the findings, from 1: claimed before unclear, stated priorities before all clauses, large \
                before small.",
            "Thứ tự của phát hiện, tính từ 1: được khẳng định trước chưa rõ, ưu tiên được nêu trước mọi mệnh đề, lớn trước \
                nhỏ.",
        ),
        Column::<Self>::text("theme", |row| Some(row.finding.shift.theme.id.as_str().into()))
            .means("The theme's id.", "Mã chủ đề."),
        Column::<Self>::text("reference", |row| Some(row.finding.shift.reference.into()))
            .means("The earlier group, or *: all other groups together.", "Nhóm trước, hoặc *: tất cả các nhóm khác gộp lại."),
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
        Column::<Self>::number("times_needed", Unit::Ratio, |row| row.finding.shift.shares.times_needed).decimals(1)
        .means(
            "How many times as many clauses, with as much variation, it takes to tell a change of share as large from \
                chance, four times in five, among all themes; empty where it can be told, or nothing was compared.",
            "Cần số mệnh đề gấp bao nhiêu lần, với mức biến thiên như cũ, để phân biệt một thay đổi tỷ lệ lớn như vậy với \
                ngẫu nhiên trong bốn trên năm trường hợp, xét trên mọi chủ đề; để trống khi đã phân biệt được hoặc không có \
                gì để so sánh.",
        ),
        Column::<Self>::number("priority_times_needed", Unit::Ratio, |row| row.finding.shift.priorities.times_needed).decimals(1)
        .means("The same for the change among stated priorities.", "Cũng như vậy với thay đổi trong các ưu tiên được nêu."),
    ];
}
