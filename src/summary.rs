//! What a run prints at its end.

use std::fmt;

use itertools::Itertools;

use crate::compare::Comparison;
use crate::group::{By, Order};
use crate::options::{Labels, Options};
use crate::warning::Warning;
use crate::write::Settled;

/// At most this many of the largest shifts are named.
const SHIFTS: usize = 5;

/// The result of a run in a few lines, and its warnings.
#[derive(Clone, Debug)]
pub struct Summary {
    lines: Vec<String>,
    /// What the user should know of.
    pub warnings: Vec<Warning>,
}

impl Summary {
    /// The order of the groups, documents by group, folders of earlier results, lines removed, duplicates and damaged documents left out, the largest shifts, and where the files are.
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
        let findings = comparison.findings();
        // They are in the order of their size, and the largest are among them.
        let largest = findings.iter().map(|finding| &finding.shift).take(SHIFTS).collect_vec();
        if !largest.is_empty() {
            lines.push(
                options
                    .labels
                    .pick(
                        "Largest changes, as shares of the clauses with any theme, and what can be said of them:",
                        "Những thay đổi lớn nhất, theo tỷ lệ trong các mệnh đề có chủ đề, và kết luận:",
                    )
                    .to_string(),
            );
        }
        for shift in largest {
            let share = |share: Option<f64>| options.labels.percent(100.0 * share.unwrap_or_default(), 1);
            lines.push(format!(
                "  {:>5} {}  {} → {}  {} ({} → {}): {}",
                options.labels.signed(100.0 * shift.shares.value.unwrap_or_default(), 1),
                options.labels.pick("points", "điểm"),
                shift.reference,
                shift.target,
                shift.theme.label(options.labels),
                share(shift.shares.reference.value),
                share(shift.shares.target.value),
                shift.shares.verdict.words().pick(options.labels)
            ));
        }
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
