//! The pages that explain the tables' columns and give the charts' captions.

use itertools::Itertools;

use crate::options::Dialect;
use crate::report::Figure;
use crate::table::Table;

/// What the tables and their columns mean.
pub fn of_tables(tables: &[Table], dialect: Dialect) -> String {
    let each = tables.iter().map(|table| {
        let columns = table.columns.iter().map(|column| format!("| {} | {} |", column.name, column.meaning));
        format!(
            "## {}.csv\n\n{}\n\n| column | meaning |\n| --- | --- |\n{}\n",
            table.name,
            table.about,
            columns.format("\n")
        )
    });
    let delimiter = match dialect.delimiter {
        b',' => "comma",
        b';' => "semicolon",
        b'|' => "bar",
        _ => "tab",
    };
    let decimal = if dialect.decimal == ',' { "comma" } else { "point" };
    let form = format!(
        "UTF-8 with a byte-order mark, RFC 4180 (so lines end in CR LF); a {delimiter} separates the columns, and the\n\
         decimal mark is a {decimal}."
    );
    format!("# Tables\n\n{form} {TABLES}\n{}", each.format("\n"))
}

const TABLES: &str = "An empty cell means that there is no value. An apostrophe stands before text that a spreadsheet would run as a formula.

The figures speak of the documents that were collected, and of no others: nothing here says how far other articles on
the same events would agree.
";

/// The charts' captions and alternative texts, in English and Vietnamese.
pub fn of_charts(figures: &[Figure]) -> String {
    let each = figures.iter().map(|Figure { en, vi }| {
        format!(
            "## {}\n\nFrom {}.csv.\n\n- Caption: {}. {}\n- Alternative text: {}\n- Chú thích: {}. {}\n- Văn bản thay thế: {}\n",
            en.name, en.table, en.title, en.caption, en.alternative, vi.title, vi.caption, vi.alternative
        )
    });
    // A group's or a theme's name must not become markup.
    format!("# Charts\n\n{}", each.format("\n")).replace('<', "&lt;")
}
