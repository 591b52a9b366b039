//! The passage behind every theme hit.

use super::{Column, ConcordanceTable, Spec, Unit};
use crate::record::{Passage, Record};
use crate::words::Words;

impl Spec for ConcordanceTable {
    type Row<'a> = (&'a Record, &'a Passage);
    const NAME: &'static str = "concordance";
    const TITLE: Words = Words::new("Concordance: every hit in context", "Từ khóa trong ngữ cảnh: mọi lần xuất hiện");
    const ABOUT: Words = Words::new(
        "One row for each keyword found in a counted document, with its context (KWIC), in the order of the corpus. \
            A group and theme have as many rows as their frequency in theme_frequency says.",
        "Mỗi hàng là một lần xuất hiện của một từ khóa trong một văn bản được tính, kèm ngữ cảnh (KWIC), xếp theo thứ \
            tự của ngữ liệu. Số hàng của một chủ đề trong một nhóm bằng giá trị frequency của chủ đề đó trong \
            theme_frequency.",
    );
    const COLUMNS: &'static [Column<Self>] = &[
        Column::<Self>::text("document", |(record, _)| Some(record.document.as_str().into()))
            .means("The document, as it is named in documents.", "Văn bản, ghi như trong documents."),
        Column::<Self>::text("group", |(record, _)| record.assigned.group.as_deref().map(Into::into))
            .means("The document's group.", "Nhóm của văn bản."),
        Column::<Self>::count("line", Unit::Position, |(_, row)| Some(row.line)).means(
            "The line in the document, from 1; the paragraph, where its format has no lines. Lines that cleaning \
                joined count as one, the first.",
            "Số thứ tự của dòng trong văn bản, tính từ 1; nếu định dạng không có dòng thì là số thứ tự của đoạn \
                văn. Các dòng được nối lại khi làm sạch tính là một dòng, mang số của dòng đầu.",
        ),
        Column::<Self>::count("start", Unit::Position, |(_, row)| Some(row.start)).means(
            "Where the match starts in the line: characters before it (Unicode scalar values in NFC, without \
                invisible ones such as soft hyphens).",
            "Vị trí bắt đầu của phần khớp trong dòng: số ký tự đứng trước (giá trị vô hướng Unicode ở dạng NFC, \
                không tính ký tự ẩn như dấu gạch nối mềm).",
        ),
        Column::<Self>::count("end", Unit::Position, |(_, row)| Some(row.end)).means(
            "Where the match ends in the line (exclusive).",
            "Vị trí kết thúc của phần khớp trong dòng (không kể ký tự ở vị trí này).",
        ),
        Column::<Self>::count("clause", Unit::Position, |(_, row)| Some(row.clause))
            .means("The clause's number in the document, from 1.", "Số thứ tự của mệnh đề trong văn bản, tính từ 1."),
        Column::<Self>::text("theme", |(_, row)| Some(row.theme.as_str().into()))
            .means("The theme's id.", "Mã chủ đề."),
        Column::<Self>::text("keyword", |(_, row)| Some(row.keyword.as_str().into()))
            .means("The keyword, as it is written in the dictionary.", "Từ khóa, viết như trong từ điển chủ đề."),
        Column::<Self>::text("left", |(_, row)| Some(row.left.as_str().into())).means(
            "The context before the match in the line: up to 60 characters.",
            "Ngữ cảnh bên trái phần khớp trong dòng: nhiều nhất 60 ký tự.",
        ),
        Column::<Self>::text("match", |(_, row)| Some(row.matched.as_str().into()))
            .means("The words that were matched.", "Phần khớp với từ khóa."),
        Column::<Self>::text("right", |(_, row)| Some(row.right.as_str().into())).means(
            "The context after the match in the line: up to 60 characters.",
            "Ngữ cảnh bên phải phần khớp trong dòng: nhiều nhất 60 ký tự.",
        ),
    ];
}
