//! What a run prints at its end.

use std::fmt;

use itertools::Itertools;

use crate::compare::{Comparison, Finding};
use crate::group::{ALL, By, Order};
use crate::options::{Labels, Options};
use crate::table::left_out_of_all;
use crate::warning::Warning;
use crate::write::Settled;

/// At most this many shifts are named.
const SHIFTS: usize = 5;

/// The result of a run in a few lines, and its warnings.
#[derive(Clone, Debug)]
pub struct Summary {
    lines: Vec<String>,
    /// What the user should know of.
    pub warnings: Vec<Warning>,
}

impl Summary {
    /// The order of the groups, documents by group, folders of earlier results, lines removed, duplicates, damaged documents and rows left out, the largest shifts, and where the files are.
    pub fn new(
        comparison: &Comparison,
        order: &Order,
        duplicates: u64,
        results: Vec<String>,
        warnings: Vec<Warning>,
        options: &Options,
    ) -> Summary {
        let groups = comparison.groups();
        let mut lines = vec![order_line(order, options.labels)];
        let name = options.labels.pick(&options.groups.name_en, &options.groups.name_vi);
        let name = name.as_deref().unwrap_or(options.labels.pick("Group", "Nhóm"));
        let width = groups.iter().map(|size| size.group.chars().count()).max().unwrap_or(0);
        for size in &groups {
            let counts = options.labels.pick(
                format!(
                    "{}, {}, {}; {} removed",
                    counted(size.documents, "document"),
                    counted(size.tokens, "word"),
                    counted(size.clauses, "clause"),
                    counted(size.removed_lines, "line")
                ),
                format!(
                    "{} văn bản, {} từ, {} mệnh đề; đã loại {} dòng",
                    size.documents, size.tokens, size.clauses, size.removed_lines
                ),
            );
            lines.push(format!("{name} {:<width$}  {counts}", size.group));
        }
        if duplicates > 0 {
            lines.push(options.labels.pick(
                format!("Left out as repeated (see documents.csv): {}", counted(duplicates, "document")),
                format!("Bị loại vì trùng lặp (xem documents.csv): {duplicates} văn bản"),
            ));
        }
        if !results.is_empty() {
            let more = if results.len() > GROUPS { " …" } else { "" };
            let results = format!("{}{more}", results.iter().take(GROUPS).join(", "));
            lines.push(options.labels.pick(
                format!("Not read, since it is what an earlier run wrote: {results}"),
                format!("Không đọc vì là kết quả của một lần chạy trước: {results}"),
            ));
        }
        let damaged = warnings.iter().filter(|warning| matches!(warning, Warning::Damaged { .. })).count() as u64;
        if damaged > 0 {
            lines.push(options.labels.pick(
                format!("Left out as damaged (see documents.csv): {}", counted(damaged, "document")),
                format!("Bị loại vì hư hỏng (xem documents.csv): {damaged} văn bản"),
            ));
        }
        lines.extend(left_out_of_all(comparison.listing()).map(|line| line.pick(options.labels).clone()));
        let findings = comparison.findings();
        // They are in the order in which they are told.
        let told = findings.iter().take(SHIFTS).collect_vec();
        if !told.is_empty() {
            let (en, vi) = (
                "Changes of themes, those that are claimed first, as shares of the clauses with any theme (or of the stated \
                 priorities among them):",
                "Thay đổi của các chủ đề, được khẳng định trước, theo tỷ lệ trong các mệnh đề có chủ đề (hoặc trong các ưu \
                 tiên được nêu):",
            );
            lines.push(options.labels.pick(en, vi).to_string());
        }
        lines.extend(told.into_iter().map(|finding| shift_line(finding, options.labels)));
        let output = options.output.display();
        lines.push(options.labels.pick(
            format!("All of it in {output}/report.html and {output}/themeshift.xlsx; tables in {output}/tables, charts in {output}/charts"),
            format!("Toàn bộ trong {output}/report.html và {output}/themeshift.xlsx; bảng trong {output}/tables, biểu đồ trong {output}/charts"),
        ));
        Summary { lines, warnings }
    }

    /// The same once the files are in place: where they are what lay there before, it says so.
    pub fn settled(self, settled: Settled, labels: Labels) -> Summary {
        let Settled { files, is_same } = settled;
        let line = labels.pick(
            format!("The same as what was there: {}, unchanged", counted(files as u64, "file")),
            format!("Giống hệt những gì đã có: {files} tệp, không thay đổi"),
        );
        Summary { lines: self.lines.into_iter().chain(is_same.then_some(line)).collect(), ..self }
    }
}

/// A shift in a line.
fn shift_line(finding: &Finding, labels: Labels) -> String {
    let (shift, change) = (&finding.shift, finding.change());
    let share = |share: Option<f64>| labels.percent(100.0 * share.unwrap_or_default(), 1);
    let reference =
        if shift.reference == ALL { labels.pick("all others", "các nhóm khác") } else { shift.reference };
    let of = if finding.claims.priorities {
        labels.pick(" of stated priorities", " số ưu tiên được nêu")
    } else {
        ""
    };
    format!(
        "  {:>5} {}  {reference} → {}  {} ({} → {}{of}): {}",
        labels.signed(100.0 * change.value.unwrap_or_default(), 1),
        labels.pick("points", "điểm"),
        shift.target,
        shift.theme.label(labels),
        share(change.reference.value),
        share(change.target.value),
        change.verdict.words().pick(labels)
    )
}

/// At most this many groups, or folders, are named; of more groups the first ones and the last.
const GROUPS: usize = 12;

/// The groups in their order, and what it follows.
fn order_line(order: &Order, labels: Labels) -> String {
    let (names, last) = match order.names.split_last() {
        Some((last, names)) if names.len() >= GROUPS => (&names[..GROUPS - 2], vec!["…", last]),
        _ => (&order.names[..], Vec::new()),
    };
    let names = names.iter().map(String::as_str).chain(last).join(" → ");
    let by = match order.by {
        By::List => labels.pick("as [groups] order lists them", "theo danh sách [groups] order"),
        By::Date => labels.pick("by date", "theo ngày tháng"),
        By::Number => labels.pick("by the numbers or times in their names", "theo số hoặc thời gian trong tên"),
        By::Alphabet => labels.pick(
            "by the alphabet, since neither dates nor names say one ([groups] order = [...] does)",
            "theo bảng chữ cái, vì cả ngày tháng lẫn tên đều không cho biết thứ tự (có thể đặt bằng [groups] order = \
             [...])",
        ),
    };
    labels.pick(format!("Order of the groups, {by}: {names}"), format!("Thứ tự các nhóm, {by}: {names}"))
}

/// "1 line", "2 lines".
fn counted(number: u64, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.lines.iter().try_for_each(|line| writeln!(f, "{line}"))
    }
}
