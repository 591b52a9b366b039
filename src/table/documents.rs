//! What became of each document.

use itertools::Itertools;

use super::{Column, DocumentsTable, Spec, Unit};
use crate::record::Record;
use crate::warning::Warning;
use crate::words::Words;

/// What the run warned of, without the document's name.
fn warnings(row: &Record) -> String {
    let name = format!("{}: ", row.document);
    let about = |warning: Warning| warning.to_string().trim_start_matches(&name).to_string();
    row.warnings().map(about).join(" | ")
}

/// A count of what was read; none where the document wasn't.
fn read(row: &Record, count: u64) -> Option<u64> {
    row.language.is_some().then_some(count)
}

impl Spec for DocumentsTable {
    type Row<'a> = &'a Record;
    const NAME: &'static str = "documents";
    const TITLE: Words = Words::new("Documents", "Văn bản");
    const ABOUT: Words = Words::new(
        "One row for each document of the corpus, including those that were left out.",
        "Mỗi hàng là một văn bản của ngữ liệu, kể cả những văn bản không được tính.",
    );
    const COLUMNS: &'static [Column<Self>] = &[
        Column::<Self>::text("document", |row| Some(row.document.as_str().into())).means(
            "The path of its file in the corpus; then its path in an archive, or # and its row in a table (the line \
                of a JSONL file), or its number in a collection.",
            "Đường dẫn của tệp trong ngữ liệu; tiếp theo là đường dẫn trong tệp nén, hoặc # và số hàng trong bảng \
                (với tệp JSONL là số dòng), hoặc số thứ tự trong tệp gồm nhiều bài.",
        ),
        Column::<Self>::text("group", |row| row.assigned.group.as_deref().map(Into::into)).means(
            "The group that it is counted in; empty where it is in none.",
            "Nhóm mà văn bản được tính vào; để trống khi văn bản không thuộc nhóm nào.",
        ),
        Column::<Self>::text("group_evidence", |row| {
            Some(row.assigned.evidence.as_str()).filter(|text| !text.is_empty()).map(Into::into)
        })
        .means(
            "Why that group: metadata (front matter or articles.csv), a file's or folder's name, or the weightiest \
                mention in the text with the weights of all groups named (7 in a title, 3 in the lead, 1 for each \
                other line, 3 at most for these) and the margin of the first over the second.",
            "Lý do xếp vào nhóm đó: siêu dữ liệu (phần front matter đầu tệp hoặc articles.csv), tên tệp hay tên thư \
                mục, hoặc lần nhắc đến có trọng số lớn nhất trong bài, kèm trọng số của mọi nhóm được nhắc đến (7 ở \
                tiêu đề, 3 ở đoạn mở đầu, 1 cho mỗi dòng khác, các dòng khác cộng lại nhiều nhất là 3) và khoảng cách \
                giữa nhóm thứ nhất và nhóm thứ hai.",
        ),
        Column::<Self>::text("title", |row| row.title.as_deref().map(Into::into)).means(
            "Its title, from metadata or from its headline.",
            "Tiêu đề, lấy từ siêu dữ liệu hoặc từ tít của bài.",
        ),
        Column::<Self>::text("date", |row| row.date.as_deref().map(Into::into)).means(
            "Its date, from metadata, or from the line near its headline that states one.",
            "Ngày tháng, lấy từ siêu dữ liệu, hoặc từ dòng ghi ngày ở gần tít của bài.",
        ),
        Column::<Self>::text("source", |row| row.source.as_deref().map(Into::into))
            .means("Who published it, from metadata.", "Nơi đăng, lấy từ siêu dữ liệu."),
        Column::<Self>::text("author", |row| row.author.as_deref().map(Into::into))
            .means("Who wrote it, from metadata.", "Tác giả, lấy từ siêu dữ liệu."),
        Column::<Self>::text("section", |row| row.section.as_deref().map(Into::into))
            .means("The section that it stood in, from metadata.", "Chuyên mục, lấy từ siêu dữ liệu."),
        Column::<Self>::text("language", |row| row.language.as_deref().map(Into::into)).means(
            "Its language: from metadata or --language, else detected. Two letters (ISO 639-1) where it has a \
                segmenter, else three (ISO 639-3); und is undetermined.",
            "Ngôn ngữ: lấy từ siêu dữ liệu hoặc từ --language, nếu không có thì tự nhận diện. Mã hai chữ cái (ISO \
                639-1) nếu ngôn ngữ đó có bộ tách từ, nếu không thì mã ba chữ cái (ISO 639-3); und là không xác định \
                được.",
        ),
        Column::<Self>::text("encoding", |row| row.encoding.as_deref().map(Into::into)).means(
            "The file's encoding, empty where its format leaves no choice; followed by what its letters were \
                converted from: TCVN3, VNI-Windows and VISCII are encodings of fonts from before Unicode.",
            "Bảng mã của tệp, để trống khi định dạng của tệp chỉ cho phép một bảng mã; sau đó là bảng mã gốc của \
                các chữ đã được chuyển đổi: TCVN3, VNI-Windows và VISCII là bảng mã của các phông chữ có trước \
                Unicode.",
        ),
        Column::<Self>::count("characters", Unit::Count, |row| read(row, row.characters))
            .means("Characters of the lines that were kept.", "Số ký tự của các dòng được giữ lại."),
        Column::<Self>::count("paragraphs", Unit::Count, |row| read(row, row.paragraphs))
            .means("Lines that were kept.", "Số dòng được giữ lại."),
        Column::<Self>::count("clauses", Unit::Count, |row| Some(row.size?.clauses)).means(
            "Clauses: they end at . ! ? … ; or at the line's end.",
            "Số mệnh đề: mỗi mệnh đề kết thúc ở dấu . ! ? … ; hoặc ở cuối dòng.",
        ),
        Column::<Self>::count("tokens", Unit::Count, |row| Some(row.size?.tokens))
            .means("Tokens: words and numbers.", "Số từ (token), tính cả từ và con số."),
        Column::<Self>::count("types", Unit::Count, |row| Some(row.size?.types))
            .means("Types: distinct terms.", "Số từ phân biệt (type)."),
        Column::<Self>::count("removed_lines", Unit::Count, |row| read(row, row.removed.len() as u64)).means(
            "Lines that were removed, and picture credits cut off paragraphs; each is a row of removed_lines.",
            "Số dòng bị loại, kể cả phần ghi nguồn ảnh đã cắt khỏi đoạn văn; mỗi mục là một hàng trong \
                removed_lines.",
        ),
        Column::<Self>::text("status", |row| Some(row.status.to_string().into())).means(
            "counted; no group (in no count); duplicate of another document (in no count), with the estimated share \
                of three-word sequences of both that they have in common; damaged (in no count), with what is wrong \
                with its text; or left out, with the reason.",
            "counted (được tính); no group (không thuộc nhóm nào, không được tính); duplicate of (trùng với một văn \
                bản khác, không được tính), kèm tỷ lệ ước lượng của những chuỗi ba từ mà hai văn bản có chung; damaged \
                (bị hỏng, không được tính), kèm mô tả chỗ hỏng; hoặc left out (bị loại), kèm lý do.",
        ),
        Column::<Self>::text("warnings", |row| Some(warnings(row)).filter(|text| !text.is_empty()).map(Into::into))
            .means(
                "What the run warned of: why the document is left out, or what is doubtful, and what to do about it; \
                several are separated by |.",
                "Những cảnh báo khi chạy: vì sao văn bản bị loại, hoặc điều gì đáng ngờ, và nên làm gì; nhiều cảnh báo \
                được ngăn cách bằng dấu |.",
            ),
    ];
}
