//! path -> [`Article`]: finds the files of a folder, the articles in them (`source`), and reads one at a time with the
//! reader of its format (`format`).

mod archive;
mod article;
mod bounded;
mod code_page;
mod collection;
mod composed;
mod content;
mod corpus;
mod date;
mod doc;
mod docx;
mod entities;
mod epub;
mod file;
mod folders;
mod format;
mod html;
mod input;
mod letters;
mod lines;
mod listing;
mod markdown;
mod mail;
mod metadata;
mod mhtml;
mod mime;
mod mojibake;
pub mod name;
mod odt;
mod ole;
mod packed;
mod partition;
mod pdf;
mod results;
mod rtf;
mod source;
mod table;
#[cfg(test)]
mod testing;
mod text;
mod warc;
mod xml;

pub use article::{Article, Line, LineMark, Origin};
pub use composed::{Composed, compose};
pub use corpus::{Corpus, inputs};
pub use date::{is_ambiguous as is_ambiguous_date, iso as iso_date, of_line as date_of_line};
pub use file::{CorpusFile, FileState};
pub use folders::Folders;
pub use metadata::Metadata;
pub use results::COUNTS;
pub use source::Source;
