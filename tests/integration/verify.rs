//! run.json says what a run read and wrote, and `themeshift verify` whether that is still so.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tempfile::TempDir;

use crate::harness::{Run, files, folder, project, themeshift};

const HARBOUR: &[u8] = "Hội nghị Ngoại giao lần thứ 31 bế mạc. Ngành cần mở thêm cảng cho tàu chở gạo.\n".as_bytes();
const MEADOW: &[u8] = "Hội nghị Ngoại giao lần thứ 32 bế mạc. Ngành sẽ gìn giữ đồng cỏ và hòa bình.\n".as_bytes();

/// A folder with an output.
fn done(files: &[(&str, &[u8])], arguments: &[&str]) -> TempDir {
    let folder = folder(&[&[("harbour.txt", HARBOUR), ("meadow.txt", MEADOW)], files].concat());
    let run = themeshift(folder.path(), arguments);
    assert_ne!(run.code, 1, "{}", run.stderr);
    folder
}

fn record(output: &Path) -> Value {
    serde_json::from_slice(&fs::read(output.join("run.json")).unwrap()).unwrap()
}

/// The rows that a check prints: part, file and state; and that its exit code and verdict fit them.
fn differences(run: &Run) -> Vec<(String, String, String)> {
    let mut lines = run.stdout.lines();
    assert_eq!(lines.next(), Some("part\tfile\tstate\tdetail"), "{}", run.stderr);
    let cell = |line: &str, place: usize| line.split('\t').nth(place).unwrap().to_string();
    let rows: Vec<_> = lines.map(|line| (cell(line, 0), cell(line, 1), cell(line, 2))).collect();
    let is_same = rows.iter().all(|(.., state)| state == "added");
    assert_eq!(run.code, i32::from(!is_same), "{rows:?}");
    let verdict =
        if is_same { "The output belongs to its inputs: " } else { "The output and its inputs are not as they were: " };
    assert!(run.stderr.lines().last().unwrap().starts_with(verdict), "{}", run.stderr);
    rows
}

fn verify(folder: &TempDir, more: &[&str]) -> Vec<(String, String, String)> {
    differences(&themeshift(folder.path(), &[&["verify", "output"], more].concat()))
}

fn row(part: &str, file: &str, state: &str) -> (String, String, String) {
    (part.into(), file.into(), state.into())
}

#[test]
fn a_run_records_the_digest_of_every_file_that_it_read_in_every_format() {
    let folder = project().join("tests/data/formats");
    let formats = files(&folder);
    let named = formats.iter().filter(|(path, _)| path.parent() == Some(&folder)).filter_map(|(path, bytes)| {
        let name = path.file_name()?.to_str()?;
        name.starts_with("article.").then(|| (format!("articles/in {name}/{name}"), bytes.as_slice()))
    });
    let named: Vec<(String, &[u8])> = named.collect();
    assert!(named.len() > 15);
    // One is longer than is read at a time, and its archive ends behind what is unpacked.
    let long = b"The tide comes in, and the tide goes out again.\n".repeat(40_000);
    let more = [("articles/long.txt", long.as_slice()), ("articles.csv", b"file,group\nlong.txt,28\n")];
    let files: Vec<(&str, &[u8])> = named.iter().map(|(name, bytes)| (name.as_str(), *bytes)).chain(more).collect();
    let folder = done(&files, &["--keep-duplicates", "--keep-damaged"]);
    let run = record(&folder.path().join("output"));
    assert_eq!(run["input"], "../input");
    let inputs = run["inputs"].as_object().unwrap();
    // Those at the top are no articles where there is a folder for them.
    assert_eq!(inputs.len(), files.len());
    for (name, bytes) in files {
        let digest: String = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!((&inputs[name]["bytes"], &inputs[name]["sha256"]), (&json!(bytes.len()), &json!(digest)), "{name}");
    }
    assert_eq!(verify(&folder, &[]), []);
}

#[test]
fn what_was_left_out_is_recorded_with_the_reason_that_documents_csv_gives() {
    let story = fs::read(project().join("tests/data/formats/article.txt")).unwrap();
    let more = [("chart.jpg", &b"\xff\xd8"[..]), ("empty.txt", b""), ("story.txt", &story), ("twin.txt", &story)];
    let folder = done(&more, &[]);
    let run = record(&folder.path().join("output"));
    let documents = crate::harness::rows(&folder.path().join("output"), "documents");
    let status: BTreeMap<&str, &str> =
        documents.iter().map(|row| (row["document"].as_str(), row["status"].as_str())).collect();
    assert!(status["chart.jpg"].contains("a picture") && status["twin.txt"].starts_with("duplicate of story.txt"));
    for name in ["chart.jpg", "empty.txt", "twin.txt"] {
        assert_eq!(run["inputs"][name]["status"], status[name], "{name}");
    }
    assert_eq!(run["inputs"]["meadow.txt"].get("status"), None);
    assert_eq!(run["warnings"].as_array().unwrap().len(), 2);
    assert!(run["grouping"]["why"].as_str().unwrap().starts_with("Groups: the events that metadata"));
    assert_eq!(run["grouping"]["by"], "text");
    assert_eq!(verify(&folder, &[]), []);
}

#[test]
fn whatever_is_not_as_it_was_is_named() {
    let folder = done(&[("third.txt", b"Tau thuyen.")], &[]);
    let (input, output) = (folder.path().join("input"), folder.path().join("output"));
    fs::write(input.join("harbour.txt"), [HARBOUR, b" More."].concat()).unwrap();
    // As many bytes, but others.
    fs::write(input.join("meadow.txt"), MEADOW.to_ascii_uppercase()).unwrap();
    fs::remove_file(input.join("third.txt")).unwrap();
    fs::write(input.join("later.txt"), "Later.").unwrap();
    fs::write(input.join("articles.csv"), "file,group\nharbour.txt,31\n").unwrap();
    fs::write(input.join("themes.toml"), fs::read(project().join("input/themes.toml")).unwrap()).unwrap();
    fs::remove_file(output.join("report.html")).unwrap();
    let table = output.join("tables/findings.csv");
    // As a spreadsheet saves it, without its first bytes.
    fs::write(&table, fs::read_to_string(&table).unwrap().trim_start_matches('\u{feff}')).unwrap();
    fs::write(output.join("notes.txt"), "By hand.").unwrap();
    let expected = [
        row("setting", "themes.toml", "new"),
        row("input", "articles.csv", "new"),
        row("input", "harbour.txt", "changed"),
        row("input", "later.txt", "new"),
        row("input", "meadow.txt", "changed"),
        row("input", "third.txt", "missing"),
        row("output", "notes.txt", "added"),
        row("output", "report.html", "missing"),
        row("output", "tables/findings.csv", "changed"),
    ];
    assert_eq!(verify(&folder, &[]), expected);
    let quiet = themeshift(folder.path(), &["verify", "output", "--quiet"]);
    assert_eq!((quiet.code, quiet.stdout.as_str(), quiet.stderr.as_str()), (1, "", ""));
}

#[test]
fn files_of_the_users_beside_the_tables_change_nothing() {
    let folder = done(&[], &[]);
    fs::write(folder.path().join("output/charts/map.png"), "By hand.").unwrap();
    assert_eq!(verify(&folder, &[]), [row("output", "charts/map.png", "added")]);
}

#[test]
fn another_version_and_another_dictionary_are_named() {
    let folder = done(&[], &[]);
    let path = folder.path().join("output/run.json");
    let mut run = record(&folder.path().join("output"));
    run["program"] = json!("themeshift 0.0.9");
    run["settings"]["priorities"]["built_in"]["bytes"] = json!(1);
    fs::write(&path, run.to_string()).unwrap();
    let expected = [row("program", "", "changed"), row("setting", "built-in priorities", "changed")];
    assert_eq!(verify(&folder, &[]), expected);
}

#[test]
fn inputs_are_found_where_they_lay_from_the_output_or_where_the_user_says() {
    let folder = done(&[], &[]);
    let moved = tempfile::tempdir().unwrap();
    for name in ["input", "output"] {
        fs::rename(folder.path().join(name), moved.path().join(name)).unwrap();
    }
    assert_eq!(verify(&moved, &[]), []);
    fs::rename(moved.path().join("input"), moved.path().join("articles of 2021")).unwrap();
    let rows = verify(&moved, &[]);
    assert_eq!((rows.len(), rows[0].0.as_str(), rows[0].2.as_str()), (1, "input", "missing"));
    assert_eq!(verify(&moved, &["--input", "articles of 2021"]), []);
}

#[test]
fn a_named_dictionary_a_reference_and_counts_belong_to_the_inputs() {
    let folder = done(&[], &[]);
    let at = |name: &str| folder.path().join(name);
    fs::copy(project().join("input/themes.toml"), at("mine.toml")).unwrap();
    fs::create_dir(at("others")).unwrap();
    fs::write(at("others/sea.txt"), "Ngành cần mở thêm cảng và giữ hòa bình trên biển.\n").unwrap();
    let arguments = ["--themes", "mine.toml", "--reference", "others"];
    assert_ne!(themeshift(folder.path(), &arguments).code, 1);
    assert_eq!(verify(&folder, &[]), []);
    // The articles are moved alone, and the dictionary stays.
    fs::create_dir(at("elsewhere")).unwrap();
    fs::rename(at("input"), at("elsewhere/input")).unwrap();
    assert_eq!(verify(&folder, &["--input", "elsewhere/input"]), []);
    fs::rename(at("elsewhere/input"), at("input")).unwrap();
    fs::write(at("mine.toml"), "").unwrap();
    fs::write(at("others/land.txt"), "").unwrap();
    fs::write(at("others/sea.txt"), "Biển.").unwrap();
    let expected = [
        row("setting", "../mine.toml", "changed"),
        row("reference", "land.txt", "new"),
        row("reference", "sea.txt", "changed"),
    ];
    assert_eq!(verify(&folder, &[]), expected);
    assert_eq!(themeshift(folder.path(), &["count", "--output", "counts.jsonl"]).code, 0);
    fs::remove_dir_all(at("output")).unwrap();
    assert_ne!(themeshift(folder.path(), &["--counts", "counts.jsonl"]).code, 1);
    assert_eq!(record(&at("output"))["grouping"]["by"], "text");
    assert_eq!(verify(&folder, &[]), []);
    fs::write(at("counts.jsonl"), "").unwrap();
    assert_eq!(verify(&folder, &[]), [row("input", "../counts.jsonl", "changed")]);
}

#[test]
fn a_run_that_gives_the_same_bytes_says_so_and_leaves_the_files_as_they_are() {
    let folder = done(&[], &["--threads", "1"]);
    let report = folder.path().join("output/report.html");
    let written = report.metadata().unwrap().modified().unwrap();
    let is_same = |arguments: &[&str]| {
        let run = themeshift(folder.path(), arguments);
        assert_ne!(run.code, 1, "{}", run.stderr);
        let line = run.stdout.lines().last().unwrap().to_string();
        let number = files(&folder.path().join("output")).len();
        let says_so = line == format!("The same as what was there: {number} files, unchanged");
        assert_eq!(says_so, run.stdout.contains("The same as"), "{}", run.stdout);
        says_so
    };
    assert!(is_same(&["--threads", "2"]));
    assert_eq!(report.metadata().unwrap().modified().unwrap(), written);
    // Not where an option, an input or an output is another.
    assert!(!is_same(&["--seed", "7"]) && is_same(&["--seed", "7"]));
    fs::write(folder.path().join("input/harbour.txt"), [HARBOUR, b"\n"].concat()).unwrap();
    assert!(!is_same(&["--seed", "7"]) && is_same(&["--seed", "7"]));
    fs::write(&report, "By hand.").unwrap();
    assert!(!is_same(&["--seed", "7", "--overwrite"]) && is_same(&["--seed", "7"]));
    fs::remove_file(&report).unwrap();
    assert!(!is_same(&["--seed", "7"]) && is_same(&["--seed", "7"]));
}

#[test]
fn a_record_that_leads_out_of_its_folders_is_refused() {
    let folder = done(&[], &[]);
    let output = folder.path().join("output");
    let sound = record(&output);
    fs::write(folder.path().join("secret"), "x").unwrap();
    let digest = json!({"bytes": 1, "sha256": "0".repeat(64)});
    for name in ["../secret", "../../etc/passwd", "/etc/passwd", "tables/../../secret", r"\x2E\x2E/secret", ""] {
        for part in ["outputs", "inputs"] {
            let mut run = sound.clone();
            run[part][name] = digest.clone();
            fs::write(output.join("run.json"), run.to_string()).unwrap();
            let run = themeshift(folder.path(), &["verify", "output"]);
            assert!(run.code == 1 && run.stdout.is_empty(), "{name}: {}", run.stdout);
            assert!(run.stderr.contains("leads out of its folder: no run wrote that"), "{}", run.stderr);
        }
    }
    for input in ["/etc", r"\x2Fetc"] {
        let mut run = sound.clone();
        run["input"] = json!(input);
        fs::write(output.join("run.json"), run.to_string()).unwrap();
        let run = themeshift(folder.path(), &["verify", "output"]);
        assert!(run.code == 1 && run.stderr.contains("name their folder with --input"), "{}", run.stderr);
    }
}

#[test]
fn what_is_no_output_is_named() {
    let folder = done(&[], &[]);
    let refused = |output: &str, why: &str| {
        let run = themeshift(folder.path(), &["verify", output]);
        assert!(run.code == 1 && run.stderr.contains(why), "{}", run.stderr);
    };
    refused("input", "input holds no run.json: name the folder that a run wrote to");
    refused("nowhere", "there is no folder nowhere");
    fs::write(folder.path().join("output/run.json"), "{\"program\": \"themeshift 0.1.0\", \"files\": {}}").unwrap();
    refused("output", "says nothing of inputs");
    fs::write(folder.path().join("output/run.json"), "[").unwrap();
    refused("output", "does not say what a run of themeshift wrote");
}

#[cfg(unix)]
#[test]
fn links_and_pipes_in_the_place_of_files_are_neither_followed_nor_waited_for() {
    use std::os::unix::fs::symlink;
    let folder = done(&[("deep/quay.txt", HARBOUR)], &["--keep-duplicates"]);
    let (input, output) = (folder.path().join("input"), folder.path().join("output"));
    for (file, other) in
        [(input.join("harbour.txt"), "h"), (output.join("report.html"), "r"), (input.join("deep"), "d")]
    {
        fs::rename(&file, folder.path().join(other)).unwrap();
        symlink(folder.path().join(other), &file).unwrap();
    }
    fs::remove_file(input.join("meadow.txt")).unwrap();
    assert!(std::process::Command::new("mkfifo").arg(input.join("meadow.txt")).status().unwrap().success());
    let rows = verify(&folder, &[]);
    for expected in [
        row("input", "deep/quay.txt", "changed"),
        row("input", "harbour.txt", "changed"),
        row("input", "meadow.txt", "changed"),
        row("output", "report.html", "changed"),
    ] {
        assert!(rows.contains(&expected), "{rows:?}");
    }
}

#[cfg(unix)]
#[test]
fn links_that_a_run_follows_and_pipes_that_it_reads_are_recorded_as_what_they_gave() {
    use std::os::unix::fs::symlink;
    let folder = folder(&[("harbour.txt", HARBOUR), ("meadow.txt", MEADOW)]);
    let at = |name: &str| folder.path().join(name);
    fs::write(at("groups.csv"), "file,group\nharbour.txt,31\n").unwrap();
    fs::copy(project().join("input/themes.toml"), at("mine.toml")).unwrap();
    symlink(at("groups.csv"), at("input/articles.csv")).unwrap();
    symlink(at("mine.toml"), at("input/themes.toml")).unwrap();
    assert_ne!(themeshift(folder.path(), &[]).code, 1);
    assert_eq!(verify(&folder, &[]), []);
    fs::write(at("groups.csv"), "file,group\nharbour.txt,33\n").unwrap();
    fs::write(at("mine.toml"), "").unwrap();
    assert_eq!(
        verify(&folder, &[]),
        [row("setting", "themes.toml", "changed"), row("input", "articles.csv", "changed")]
    );
    // Through a pipe nobody can look twice.
    let pipe = at("rules");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    fs::remove_file(at("input/themes.toml")).unwrap();
    let run = std::thread::scope(|scope| {
        scope.spawn(|| fs::write(&pipe, fs::read(project().join("input/priorities.toml")).unwrap()).unwrap());
        themeshift(folder.path(), &["--priorities", "rules"])
    });
    assert_ne!(run.code, 1, "{}", run.stderr);
    assert_eq!(verify(&folder, &[]), [row("setting", "rules", "unknown")]);
}

#[cfg(unix)]
#[test]
fn no_name_in_a_record_breaks_the_table_or_steers_a_terminal() {
    let folder = done(&[("a\tb\n\u{1b}[2J.txt", MEADOW), ("=1+1.txt", HARBOUR)], &[]);
    assert_eq!(verify(&folder, &[]), []);
    fs::write(folder.path().join("input/=1+1.txt"), "").unwrap();
    fs::remove_file(folder.path().join("input/a\tb\n\u{1b}[2J.txt")).unwrap();
    let expected = [row("input", "'=1+1.txt", "changed"), row("input", "a b  [2J.txt", "missing")];
    assert_eq!(verify(&folder, &[]), expected);
}
