//! [`Report`] and the charts -> the first sheet: groups with their sizes, findings, charts one below the other.

use anyhow::Result;
use rust_xlsxwriter::{Image, Worksheet};

use super::{Formats, LABEL, fit, set_height, set_page, write_row, write_text};
use crate::options::Labels;
use crate::report::Report;
use crate::write::Figure;

/// Widths in characters: rank, text and chart, verdict, verdict, group, group, evidence.
const WIDTHS: [f64; 7] = [6.0, TEXT_WIDTH, 16.0, 20.0, 18.0, 24.0, 40.0];
/// The column of texts and charts.
const TEXT: u16 = 1;
const TEXT_WIDTH: f64 = 90.0;
/// A chart's width in pixels, at 96 to the inch: 16.8 cm, as wide as the column of texts.
const CHART_WIDTH: f64 = 635.0;
/// Height of a row behind a chart.
const ROW_HEIGHT: u32 = 20;

/// Writes the sheet.
pub fn write(sheet: &mut Worksheet, report: &Report, figures: &[Figure], formats: &Formats) -> Result<()> {
    for (column, width) in (0..).zip(WIDTHS) {
        sheet.set_column_width(column, width)?;
    }
    write_text(sheet, 0, 0, report.title.pick(report.labels), &formats.title)?;
    let row = write_answer(sheet, report, 1, formats)?;
    let row = write_groups(sheet, report, row + 1, formats)?;
    let row = write_findings(sheet, report, row + 1, formats)?;
    let row = write_charts(sheet, report.labels, figures, row + 1, formats)?;
    sheet.set_screen_gridlines(false);
    set_page(sheet, row, WIDTHS.len() as u16 - 1)
}

/// Writes the answer from a row on; the next row that is free.
fn write_answer(sheet: &mut Worksheet, report: &Report, first: u32, formats: &Formats) -> Result<u32> {
    let mut row = first;
    for sentence in &report.answer {
        let text = sentence.pick(report.labels).as_str();
        write_text(sheet, row, TEXT, text, &formats.wrapped)?;
        set_height(sheet, row, [(text, TEXT_WIDTH)])?;
        row += 1;
    }
    Ok(row)
}

/// Writes the groups' sizes from a row on; the next row that is free.
fn write_groups(sheet: &mut Worksheet, report: &Report, first: u32, formats: &Formats) -> Result<u32> {
    let header = if report.labels == Labels::Vi {
        ["", "Nhóm", "Văn bản", "Số từ", "Mệnh đề", "Mệnh đề có chủ đề"]
    } else {
        ["", "Group", "Documents", "Words", "Clauses", "Clauses with a theme"]
    };
    for (column, name) in (0..).zip(header) {
        write_text(sheet, first, column, name, if column > TEXT { &formats.count_header } else { &formats.header })?;
    }
    let mut row = first + 1;
    for group in &report.groups {
        write_text(sheet, row, TEXT, group.title.pick(report.labels), &formats.wrapped)?;
        for (column, count) in (TEXT + 1..).zip([group.documents, group.tokens, group.clauses, group.themed_clauses]) {
            sheet.write_number_with_format(row, column, count as f64, &formats.count)?;
        }
        row += 1;
    }
    Ok(row)
}

/// Writes the findings from a row on; the next row that is free.
fn write_findings(sheet: &mut Worksheet, report: &Report, first: u32, formats: &Formats) -> Result<u32> {
    write_text(sheet, first, 0, report.labels.pick("Findings", "Phát hiện"), &formats.heading)?;
    let header = if report.labels == Labels::Vi {
        ["Hạng", "Phát hiện", "Tỷ lệ", "Ưu tiên được nêu", "Từ nhóm", "Đến nhóm", "Dẫn chứng (văn bản:dòng)"]
    } else {
        ["Rank", "Finding", "Share", "Stated priorities", "From", "To", "Evidence (document:line)"]
    };
    write_row(sheet, first + 1, &header, &formats.header)?;
    let mut row = first + 2;
    let shifts = report.findings.iter().flat_map(|finding| &finding.shifts).chain(&report.doubts);
    for (rank, shift) in (1..).zip(shifts) {
        let groups = [&shift.reference, &shift.target].map(|id| report.group(id));
        let [reference, target] = groups.each_ref().map(|title| title.pick(report.labels));
        sheet.write_number_with_format(row, 0, rank, &formats.rank)?;
        let texts = [
            shift.text.pick(report.labels),
            *shift.verdict.words().pick(report.labels),
            *shift.priority_verdict.words().pick(report.labels),
            reference,
            target,
            &shift.evidence,
        ];
        for (column, text) in (TEXT..).zip(texts) {
            write_text(sheet, row, column, text, &formats.wrapped)?;
        }
        set_height(sheet, row, std::iter::zip(texts, WIDTHS.into_iter().skip(1)))?;
        row += 1;
    }
    Ok(row)
}

/// Writes title, caption and picture of each chart; the next row that is free.
fn write_charts(
    sheet: &mut Worksheet,
    labels: Labels,
    figures: &[Figure],
    first: u32,
    formats: &Formats,
) -> Result<u32> {
    if figures.is_empty() {
        return Ok(first);
    }
    write_text(sheet, first, 0, labels.pick("Charts", "Biểu đồ"), &formats.heading)?;
    let mut row = first + 1;
    for (number, (figure, png)) in (1..).zip(figures) {
        let name = format!("{} {number}. {}", labels.pick("Figure", "Hình"), figure.title.pick(labels));
        write_text(sheet, row, TEXT, &name, &formats.bold)?;
        let caption = figure.caption.pick(labels).as_str();
        write_text(sheet, row + 1, TEXT, caption, &formats.wrapped)?;
        set_height(sheet, row, [(name.as_str(), TEXT_WIDTH)])?;
        set_height(sheet, row + 1, [(caption, TEXT_WIDTH)])?;
        row += 2;
        let height = (CHART_WIDTH * f64::from(png.height) / f64::from(png.width)).round();
        let image = Image::new_from_buffer(&png.bytes)?
            .set_scale_to_size(CHART_WIDTH, height, false)
            .set_alt_text(fit(figure.alternative().pick(labels), LABEL));
        sheet.insert_image(row, TEXT, &image)?;
        // A height of their own keeps rows, and with them the chart, from growing with the reader's font.
        let rows = (height / f64::from(ROW_HEIGHT)).ceil() as u32 + 1;
        for row in row..row.saturating_add(rows) {
            sheet.set_row_height_pixels(row, ROW_HEIGHT)?;
        }
        row = row.saturating_add(rows + 1);
    }
    Ok(row)
}
