//! Whether a file or folder is what a run of this program wrote: known by what it is, whatever it is called and wherever
//! it lies.

use std::io::Read;
use std::path::Path;

use crate::regular;

/// What is said of a file that is one.
pub const ADVICE: &str = "it is a result of themeshift, no article: keep results apart from the articles";

/// Names of columns that a table of results has together, and no other table. A test in tests/integration/documents.rs
/// compares them with what a run writes.
const TABLES: &[&[&str]] = &[
    &["term_1", "term_2", "log_dice"],
    &["clause", "keyword", "left", "match", "right"],
    &["line", "start", "end", "left", "match", "right"],
    &["group_evidence", "removed_lines", "status"],
    &["verdict", "priority_verdict", "text_en", "text_vi"],
    &["cosine", "jensen_shannon", "weighted_jaccard"],
    &["overlap_coefficient", "shared_keywords"],
    &["ttr", "mattr", "mtld"],
    &["clause", "cue", "themes"],
    &["line", "reason", "similar_to"],
    &["term", "per_10k", "dp_norm"],
    &["term", "log_likelihood", "log_ratio", "percent_diff"],
    &["theme_1", "theme_2", "log_dice"],
    &["theme", "per_10k", "priority_clauses"],
    &["theme", "keyword", "per_10k"],
    &["theme", "reference_share", "target_share", "verdict"],
    &["measure", "kendall_tau", "slope"],
    &["term", "contribution", "cumulative"],
    // What `themeshift sources` lists.
    &["left_out", "first_date", "doubtful"],
    // Counts, as objects of JSON.
    &["themeshift", "group"],
];

/// Whether a table with columns of these names is one.
pub fn is_table<S: AsRef<str>>(names: &[S]) -> bool {
    let has = |name: &&str| names.iter().any(|own| own.as_ref().trim() == *name);
    TABLES.iter().any(|table| table.iter().all(has))
}

/// What a file of counts begins with.
pub const COUNTS: &str = "{\"themeshift\":{\"version\":";

/// How many bytes at the beginning of a file are looked at.
const BEGINNING: usize = 4096;

/// Whether a file is one by its beginning: a table that was saved as text, the page, what the columns mean, captions of
/// charts, counts.
pub fn is_file(bytes: &[u8]) -> bool {
    let beginning = String::from_utf8_lossy(&bytes[..bytes.len().min(BEGINNING)]);
    let text = beginning.trim_start_matches('\u{feff}');
    let header = text.lines().next().unwrap_or_default();
    is_table(&header.split([',', ';', '|', '\t']).map(|name| name.trim_matches('"')).collect::<Vec<_>>())
        || text.contains("<meta name=\"generator\" content=\"themeshift ")
        || text.starts_with("# Tables") && text.contains("RFC 4180") && text.contains("apostrophe")
        || text.starts_with("# Charts") && text.contains("\n- Alternative text: ")
        || text.starts_with(COUNTS)
        || text.starts_with("{\n  \"program\": \"themeshift ")
}

/// Whether a workbook or document is one, by its properties (docProps/core.xml).
pub fn is_of_properties(properties: &str) -> bool {
    properties.contains("<dc:description>themeshift ")
}

/// Whether a folder is where a run wrote: it holds the table that says what became of each document.
pub fn is_folder(folder: &Path) -> bool {
    let Ok(file) = regular::open(&folder.join("tables/documents.csv")) else { return false };
    let mut beginning = Vec::new();
    if file.take(BEGINNING as u64).read_to_end(&mut beginning).is_err() {
        return false;
    }
    let beginning = String::from_utf8_lossy(&beginning);
    let header = beginning.trim_start_matches('\u{feff}').lines().next().unwrap_or_default();
    is_table(&header.split([',', ';', '|', '\t']).map(|name| name.trim_matches('"')).collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_of_other_people_are_none() {
        for names in [
            &["text", "group", "date"][..],
            &["document", "group", "line", "text"],
            &["theme", "keyword", "text"],
            &["term", "log_likelihood", "text"],
        ] {
            assert!(!is_table(names), "{names:?}");
        }
        assert!(is_table(&["group", "term", "frequency", "per_10k", "rank", "documents", "dp_norm", "more"]));
    }

    #[test]
    fn files_of_other_people_are_none() {
        for text in [
            "# Tables\n\nOf the delegates.",
            "# Charts\n\nThe sea.",
            "<html><meta name=\"generator\" content=\"Hugo\">",
            "{\"text\":\"themeshift\"}",
        ] {
            assert!(!is_file(text.as_bytes()), "{text}");
        }
    }
}
