//! Which lines were not counted, and why.

use super::{Column, RemovedLinesTable, Spec, Unit};
use crate::clean::Removed;
use crate::record::Record;
use crate::words::Words;

impl Spec for RemovedLinesTable {
    type Row<'a> = (&'a Record, &'a Removed);
    const NAME: &'static str = "removed_lines";
    const TITLE: Words = Words::new("Removed lines", "Các dòng đã loại bỏ");
    const ABOUT: Words = Words::new(
        "One row for each line that is in no count, and for each picture credit that was cut off a paragraph, in \
            the order of the corpus.",
        "Mỗi hàng là một dòng không được tính, hoặc một phần ghi nguồn ảnh đã cắt khỏi đoạn văn, xếp theo thứ tự \
            của ngữ liệu.",
    );
    const COLUMNS: &'static [Column<Self>] = &[
        Column::<Self>::text("document", |(record, _)| Some(record.document.as_str().into()))
            .means("The document, as it is named in documents.", "Văn bản, ghi như trong documents."),
        Column::<Self>::count("line", Unit::Position, |(_, row)| Some(row.line as u64)).means(
            "The line in the document, from 1; the paragraph, where its format has no lines.",
            "Số thứ tự của dòng trong văn bản, tính từ 1; nếu định dạng không có dòng thì là số thứ tự của đoạn văn.",
        ),
        Column::<Self>::text("reason", |(_, row)| Some(row.reason.into())).means(
            "The rule that removed it; report.html explains each.",
            "Quy tắc đã loại dòng này; report.html giải thích từng quy tắc.",
        ),
        Column::<Self>::count("similar_to", Unit::Position, |(_, row)| row.similar_to.map(|line| line as u64))
            .means("The line that it repeats.", "Số thứ tự của dòng mà dòng này lặp lại."),
        Column::<Self>::text("text", |(_, row)| Some(row.text.trim().into()))
            .means("The line, or the picture credit.", "Nội dung của dòng, hoặc phần ghi nguồn ảnh."),
    ];
}
