//! The clauses that state a priority.

use itertools::Itertools;

use super::{Column, PriorityStatementsTable, Spec, Unit};
use crate::record::{Record, Statement};
use crate::words::Words;

impl Spec for PriorityStatementsTable {
    type Row<'a> = (&'a Record, &'a Statement);
    const NAME: &'static str = "priority_statements";
    const TITLE: Words = Words::new("Stated priorities", "Các ưu tiên được nêu");
    const ABOUT: Words = Words::new(
        "One row for each clause of a counted document that states a priority: what is to be done or given weight \
            to from now on, by the rules of priorities.toml, in the order of the corpus.",
        "Mỗi hàng là một mệnh đề nêu ưu tiên trong một văn bản được tính: điều cần làm hoặc cần coi trọng từ nay về \
            sau, theo các quy tắc trong priorities.toml, xếp theo thứ tự của ngữ liệu.",
    );
    const COLUMNS: &'static [Column<Self>] = &[
        Column::<Self>::text("document", |(record, _)| Some(record.document.as_str().into()))
            .means("The document, as it is named in documents.", "Văn bản, ghi như trong documents."),
        Column::<Self>::text("group", |(record, _)| record.assigned.group.as_deref().map(Into::into))
            .means("The document's group.", "Nhóm của văn bản."),
        Column::<Self>::count("line", Unit::Position, |(_, row)| Some(row.line)).means(
            "The line in the document, from 1, as in concordance.",
            "Số thứ tự của dòng trong văn bản, tính từ 1, như trong concordance.",
        ),
        Column::<Self>::count("start", Unit::Position, |(_, row)| Some(row.start)).means(
            "Where the clause starts in the line: characters before it, as in concordance.",
            "Vị trí bắt đầu của mệnh đề trong dòng: số ký tự đứng trước, như trong concordance.",
        ),
        Column::<Self>::count("end", Unit::Position, |(_, row)| Some(row.end)).means(
            "Where the clause ends in the line (exclusive).",
            "Vị trí kết thúc của mệnh đề trong dòng (không kể ký tự ở vị trí này).",
        ),
        Column::<Self>::count("clause", Unit::Position, |(_, row)| Some(row.clause))
            .means("The clause's number in the document, from 1.", "Số thứ tự của mệnh đề trong văn bản, tính từ 1."),
        Column::<Self>::text("cue", |(_, row)| Some(row.cue.as_str().into())).means(
            "What speaks for a priority by the weights of priorities.toml: cues as \"class: words\", the clause's \
                place (after_priority, in_tasks, recent ...), and as \"words: ...\" up to three words or pairs of \
                words that weigh most. What speaks against it isn't named.",
            "Những gì cho thấy đây là ưu tiên, theo các trọng số trong priorities.toml: các dấu hiệu dạng “loại: từ \
                ngữ”, vị trí của mệnh đề (after_priority, in_tasks, recent ...), và sau “words:” là nhiều nhất ba từ \
                hoặc cặp từ có trọng số lớn nhất. Những gì cho thấy điều ngược lại không được ghi.",
        ),
        Column::<Self>::text("themes", |(_, row)| {
            Some(row.themes.iter().join("; ")).filter(|themes| !themes.is_empty()).map(Into::into)
        })
        .means(
            "The ids of the clause's themes, in the dictionary's order; empty where it has none.",
            "Mã các chủ đề của mệnh đề, theo thứ tự của từ điển chủ đề; để trống khi mệnh đề không có chủ đề nào.",
        ),
        Column::<Self>::text("text", |(_, row)| Some(row.text.as_str().into()))
            .means("The clause.", "Nội dung mệnh đề."),
    ];
}
