//! The pages that explain the tables' columns and give the charts' captions.

use itertools::Itertools;

use crate::chart::{Chart, Text};
use crate::options::Dialect;
use crate::report::Report;
use crate::table::Schema;
use crate::words::Words;

/// What the tables and their columns mean.
pub fn of_tables(tables: &[Schema], report: &Report, dialect: Dialect) -> String {
    let labels = report.labels;
    let say = |words: Words| *words.pick(labels);
    let [column, unit, meaning] = labels.pick(["column", "unit", "meaning"], ["cột", "đơn vị", "ý nghĩa"]);
    let each = tables.iter().map(|table| {
        let lacking = report.table(table.name).and_then(|excerpt| report.lacking(excerpt));
        let lacking = lacking.map(|note| format!("{}\n\n", note.pick(labels))).unwrap_or_default();
        let columns = table.headings.iter();
        let columns = columns.map(|column| {
            format!("| {} | {} | {} |", column.name, say(column.unit.words()), say(column.meaning).replace('|', "\\|"))
        });
        format!(
            "## {}.csv\n\n**{}.** {}\n\n{lacking}| {column} | {unit} | {meaning} |\n| --- | --- | --- |\n{}\n",
            table.name,
            say(table.title),
            say(table.about),
            columns.format("\n")
        )
    });
    let delimiter = say(match dialect.delimiter {
        b',' => Words::new("comma", "dấu phẩy"),
        b';' => Words::new("semicolon", "dấu chấm phẩy"),
        b'|' => Words::new("bar", "dấu gạch đứng"),
        _ => Words::new("tab", "dấu tab"),
    });
    let decimal =
        if dialect.decimal == ',' { Words::new("comma", "dấu phẩy") } else { Words::new("point", "dấu chấm") };
    let decimal = say(decimal);
    let form = labels.pick(
        format!(
            "UTF-8 with a byte-order mark, RFC 4180 (so lines end in CR LF); a {delimiter} separates the columns, and the\n\
             decimal mark is a {decimal}."
        ),
        format!(
            "UTF-8 có dấu thứ tự byte (BOM), theo RFC 4180 (dòng kết thúc bằng CR LF); các cột cách nhau bằng {delimiter},\n\
             dấu thập phân là {decimal}."
        ),
    );
    format!("# {}\n\n{form} {}\n{}", labels.pick("Tables", "Các bảng"), say(TABLES), each.format("\n"))
}

const TABLES: Words = Words::new(
    "An empty cell means that there is no value. An apostrophe is put before text that a spreadsheet would run as a formula.

The figures describe the documents that were collected, and no others: nothing here says how far other articles on
the same events would agree.
",
    "Ô trống nghĩa là không có giá trị. Trước đoạn chữ mà phần mềm bảng tính sẽ hiểu là công thức có thêm một dấu
nháy đơn.

Các số liệu chỉ phản ánh những văn bản đã thu thập, không phản ánh văn bản nào khác: không có gì ở đây cho biết các bài
viết khác về cùng sự kiện sẽ cho kết quả giống đến mức nào.
",
);

/// The charts' captions and alternative texts, in English and Vietnamese.
pub fn of_charts(figures: &[Chart<Text>]) -> String {
    let each = figures.iter().map(|chart| {
        let Chart { name, table, title, caption, .. } = chart;
        let alternative = chart.alternative();
        format!(
            "## {name}\n\nFrom {table}.csv.\n\n- Caption: {}. {}\n- Alternative text: {}\n- Chú thích: {}. {}\n- Văn bản thay thế: {}\n",
            title.en, caption.en, alternative.en, title.vi, caption.vi, alternative.vi
        )
    });
    // A group's or a theme's name must not become markup.
    format!("# Charts\n\n{}", each.format("\n")).replace('<', "&lt;")
}
