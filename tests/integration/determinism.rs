//! The same input gives the same bytes.

use crate::harness::{files, folder, project, themeshift};

#[test]
fn the_default_run_writes_the_same_bytes_with_any_number_of_threads() {
    let folder = tempfile::tempdir().unwrap();
    let input = project().join("input");
    let mut outputs = Vec::new();
    for threads in ["1", "2", "5"] {
        let output = folder.path().join(format!("output{threads}"));
        let (input, output) = (input.to_str().unwrap(), output.to_str().unwrap());
        let run = themeshift(folder.path(), &["--input", input, "--output", output, "--threads", threads]);
        assert_eq!((run.code, run.stderr.as_str()), (0, ""));
        outputs.push(files(output.as_ref()).into_values().collect::<Vec<_>>());
    }
    assert!(outputs[0].len() > 15);
    assert!(outputs.iter().all(|output| *output == outputs[0]));
}

#[test]
fn terms_that_are_shown_alike_stand_in_the_same_order_whatever_the_order_of_the_articles() {
    // The English stem of "cannery" is shown in the form that a Vietnamese text has as it is.
    let english = "---\nlanguage: en\ngroup: 28\n---\nThe cannery stands near the old bridge. A cannery needs water.";
    let vietnamese =
        "---\nlanguage: vi\ngroup: 28\n---\nNhà máy cannery đứng bên cầu. Một cannery cần nước, cần người.";
    let other = "---\nlanguage: vi\ngroup: 31\n---\nHội nghị bàn về đường sá, cầu cống.";
    let tables = |first: &str, second: &str| {
        let corpus = folder(&[("1.md", first.as_bytes()), ("2.md", second.as_bytes()), ("3.md", other.as_bytes())]);
        let arguments = ["--min-frequency", "1"];
        assert_ne!(themeshift(corpus.path(), &arguments).code, 1);
        ["term_frequency", "term_keyness"].map(|table| {
            let written = std::fs::read_to_string(corpus.path().join(format!("output/tables/{table}.csv"))).unwrap();
            assert_eq!(written.lines().filter(|row| row.contains(",cannery,")).count(), 2, "{table}");
            written
        })
    };
    assert_eq!(tables(english, vietnamese), tables(vietnamese, english));
}

#[test]
fn svg_charts_and_vietnamese_labels_are_written_when_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let input = project().join("input");
    let arguments = ["--input", input.to_str().unwrap(), "--labels", "vi", "--charts", "svg", "--delimiter", ";"];
    assert_eq!(themeshift(folder.path(), &arguments).code, 0);
    let output = folder.path().join("output");
    let svg = std::fs::read_to_string(output.join("charts/theme_share.svg")).unwrap();
    assert!(svg.starts_with("<svg") && !svg.contains("<text"));
    assert!(!output.join("charts/theme_share.png").exists());
    let table = std::fs::read_to_string(output.join("tables/theme_frequency.csv")).unwrap();
    assert!(table.contains(";Ngoại giao kinh tế;"));
}

#[test]
fn tables_for_a_decimal_comma_are_written_when_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let input = project().join("input");
    let input = input.to_str().unwrap();
    for delimiter in [&["--delimiter", ";"][..], &[]] {
        let run = themeshift(folder.path(), &[&["--input", input, "--decimal", ","], delimiter].concat());
        assert_eq!((run.code, run.stderr.as_str()), (0, ""));
        let table = std::fs::read_to_string(folder.path().join("output/tables/theme_frequency.csv")).unwrap();
        // The first row of the table: 8 hits in 438 words, 4 of 12 clauses.
        assert!(table.contains(";8;182,648;") && table.contains(";0,333333;"), "{table}");
        let readme = std::fs::read_to_string(folder.path().join("output/tables/README.md")).unwrap();
        assert!(readme.contains("decimal mark is a comma"), "{readme}");
    }
    let run = themeshift(folder.path(), &["--input", input, "--decimal", ",", "--delimiter", ","]);
    assert!(run.code == 1 && run.stderr.contains("--delimiter ';'"), "{}", run.stderr);
}

#[test]
fn a_word_document_is_written_when_asked_for_and_never_over_another() {
    let folder = tempfile::tempdir().unwrap();
    let input = project().join("input");
    let arguments = ["--input", input.to_str().unwrap(), "--template"];
    assert_eq!(themeshift(folder.path(), &arguments).code, 0);
    let document = folder.path().join("output/report.docx");
    assert!(std::fs::read(&document).unwrap().starts_with(b"PK"));
    std::fs::write(&document, "my own words").unwrap();
    let run = themeshift(folder.path(), &arguments);
    assert!(run.code == 1 && run.stderr.contains("report.docx is there"), "{}", run.stderr);
    assert_eq!(themeshift(folder.path(), &arguments[..2]).code, 0);
    assert_eq!(std::fs::read_to_string(&document).unwrap(), "my own words");
}

#[test]
fn quiet_says_nothing_and_verbose_tells_each_step_without_colours() {
    let folder = tempfile::tempdir().unwrap();
    let input = project().join("input");
    let input = input.to_str().unwrap();
    let quiet = themeshift(folder.path(), &["--input", input, "--quiet"]);
    assert_eq!((quiet.code, quiet.stdout.as_str(), quiet.stderr.as_str()), (0, "", ""));
    let verbose = themeshift(folder.path(), &["--input", input, "--verbose"]);
    assert!(
        verbose.stderr.lines().count() >= 4 && verbose.stderr.contains("Counting articles: "),
        "{}",
        verbose.stderr
    );
    assert!(!verbose.stderr.contains('\u{1b}') && !verbose.stdout.contains('\u{1b}'));
    let both = themeshift(folder.path(), &["--quiet", "--verbose"]);
    assert!(both.code == 1 && both.stderr.contains("cannot be used with"), "{}", both.stderr);
}
