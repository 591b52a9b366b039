//! Pages laid out like different sites: which of their lines stay, to the line.

use std::fs;
use std::path::Path;

use super::check;

#[test]
fn each_page_keeps_exactly_the_lines_of_its_article() {
    let pages = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/pages/training/exact")).unwrap();
    let pages: Vec<_> = pages.map(|entry| entry.unwrap().path()).collect();
    assert_eq!(pages.len(), 44);
    for page in pages {
        check(&fs::read_to_string(&page).unwrap(), &page.display().to_string());
    }
}
