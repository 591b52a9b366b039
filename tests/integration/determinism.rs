//! The same input gives the same bytes.

use crate::harness::{files, project, themeshift};

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
