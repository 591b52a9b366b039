//! Tables, one row one article: a column holds the text, others what is known of the article.

pub mod arrow;
pub mod delimited;
pub mod jsonl;
pub mod ods;
pub mod parquet;
pub mod xls;
pub mod xlsx;

mod cells;
mod choice;
mod columns;
mod date;
mod flat;
mod names;
mod order;
mod row;
mod sheets;

pub use columns::NamedColumns;
pub use order::TableDates;
pub use row::ArticleRow;
