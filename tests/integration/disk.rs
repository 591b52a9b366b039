//! What may lie in a folder beside plain files: pipes, sockets, folders that can't be listed, names that are no text. Nothing of
//! it stops a run, or keeps it waiting.

use std::ffi::OsStr;
use std::fs::{self, Permissions};
use std::io::Write;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::net::UnixListener;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

use crate::harness::{Run, folder, measured, project, rows};

const ARTICLE: &[u8] = "Hội nghị Ngoại giao lần thứ 31 khai mạc. Ngành cần đẩy mạnh ngoại giao kinh tế.\n".as_bytes();
const OTHER: &[u8] = "Hội nghị Ngoại giao lần thứ 32 khai mạc. Ngành sẽ giữ vững hòa bình.\n".as_bytes();

fn two_articles() -> TempDir {
    folder(&[("a.txt", ARTICLE), ("b.txt", OTHER)])
}

fn fifo(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

/// A run that ends in time.
fn run(folder: &TempDir, arguments: &[&str]) -> Run {
    measured(folder.path(), arguments).0
}

/// Each document with its status.
fn documents(folder: &TempDir) -> Vec<(String, String)> {
    let rows = rows(&folder.path().join("output"), "documents");
    rows.into_iter().map(|row| (row["document"].clone(), row["status"].clone())).collect()
}

#[test]
fn pipes_and_sockets_among_the_articles_are_left_out_by_every_command() {
    let folder = two_articles();
    let input = folder.path().join("input");
    for name in ["pipe.txt", "rows.csv", "rows.jsonl.gz"] {
        fifo(&input.join(name));
    }
    let _socket = UnixListener::bind(input.join("socket.txt")).unwrap();
    let pipe = "it is a named pipe, no file: save its text as a file, or take it away";
    let result = run(&folder, &["--charts", "svg"]);
    assert_eq!(result.code, 2, "{}", result.stderr);
    let documents = documents(&folder);
    assert_eq!(documents.len(), 6);
    for (document, status) in &documents {
        let expected = match document.as_str() {
            "a.txt" | "b.txt" => "counted".to_string(),
            "socket.txt" => format!("left out: {}", pipe.replace("named pipe", "socket")),
            _ => format!("left out: {pipe}"),
        };
        assert_eq!(*status, expected, "{document}");
        assert_eq!(result.stderr.contains(&format!("warning: {document}: left out: it is a ")), expected != "counted");
    }
    for arguments in [&["kwic", "hòa bình"][..], &["count", "--output", "counts.jsonl"]] {
        let result = run(&folder, arguments);
        assert_eq!(result.code, 2, "{arguments:?}: {}", result.stderr);
        assert_eq!(result.stderr.lines().count(), 4);
    }
    let result = run(&folder, &["clean", "input/pipe.txt", "input/a.txt", "input/socket.txt", "/dev/zero", "input"]);
    assert_eq!((result.code, result.stderr.lines().count()), (2, 4), "{}", result.stderr);
    for refused in [
        "input/pipe.txt: left out: it is a named pipe",
        "/dev/zero: left out: it is a device",
        "input: left out: it is a folder",
    ] {
        assert!(result.stderr.contains(refused), "{refused}: {}", result.stderr);
    }
}

#[test]
fn settings_that_are_pipes_in_the_articles_folder_are_refused_and_read_where_they_are_named() {
    for name in ["themeshift.toml", "themes.toml", "priorities.toml", "articles.csv"] {
        let folder = two_articles();
        fifo(&folder.path().join("input").join(name));
        let result = run(&folder, &[]);
        assert_eq!(result.code, 1, "{name}: {}", result.stderr);
        assert!(
            result.stderr.contains(&format!("input/{name}")) && result.stderr.contains("pipe"),
            "{}",
            result.stderr
        );
    }
    // What a shell makes of --config <(...).
    let folder = two_articles();
    let pipe = folder.path().join("settings");
    let settings = fs::read(project().join("input/themeshift.toml")).unwrap();
    fifo(&pipe);
    let writer = std::thread::spawn(move || fs::write(pipe, settings).unwrap());
    let result = run(&folder, &["--config", "settings", "--charts", "svg"]);
    writer.join().unwrap();
    assert_eq!((result.code, result.stderr.as_str()), (0, ""));
}

/// The options and commands that take a file.
const TAKERS: &[&[&str]] = &[
    &["--counts", "FILE"],
    &["--reference", "FILE"],
    &["--config", "FILE"],
    &["--themes", "FILE"],
    &["--priorities", "FILE"],
    &["count", "--config", "FILE"],
    &["kwic", "hòa bình", "--config", "FILE"],
    &["themes", "check", "--themes", "FILE"],
    &["themes", "evaluate", "FILE"],
    &["themes", "learn", "FILE"],
    &["evaluate", "FILE"],
    &["evaluate", "input/a.txt", "--model", "FILE"],
];

#[test]
fn what_has_no_end_or_nothing_in_it_is_refused_by_name_wherever_a_file_is_named() {
    let folder = two_articles();
    fifo(&folder.path().join("pipe"));
    std::os::unix::fs::symlink("/dev/zero", folder.path().join("link")).unwrap();
    // Zeros that take no place on most disks.
    fs::File::create(folder.path().join("large")).unwrap().set_len(10_000_000_000).unwrap();
    for taker in TAKERS {
        for (name, why) in [
            ("/dev/zero", "it is a device"),
            ("link", "it is a device"),
            ("pipe", "it is a named pipe that nobody writes to"),
            ("large", ""),
        ] {
            // Each waits for a writer for some seconds.
            if name == "pipe" && !["--counts", "--config", "themes"].contains(&taker[0]) {
                continue;
            }
            let arguments: Vec<&str> = taker.iter().map(|word| if *word == "FILE" { name } else { word }).collect();
            let (Run { code, stderr, .. }, time, peak) = measured(folder.path(), &arguments);
            assert!(code == 1 && stderr.contains(name), "{arguments:?}: {stderr}");
            let is_model = arguments.contains(&"--model");
            assert!(
                stderr.contains(why) || is_model && stderr.contains("it is a named pipe"),
                "{arguments:?}: {stderr}"
            );
            assert!(
                time.as_secs() < 60 && peak.is_none_or(|peak| peak < 1_200_000_000),
                "{arguments:?}: {time:?} {peak:?}"
            );
            assert!(!folder.path().join("output").exists(), "{arguments:?}");
        }
    }
}

#[test]
fn counts_of_a_reference_may_come_through_a_pipe() {
    let folder = two_articles();
    assert_eq!(run(&folder, &["count", "--output", "counts"]).code, 0);
    let [pipe, counts] = ["pipe", "counts"].map(|name| folder.path().join(name));
    fifo(&pipe);
    let writer = std::thread::spawn(move || fs::write(pipe, fs::read(counts).unwrap()).unwrap());
    let result = run(&folder, &["--reference", "pipe", "--charts", "svg"]);
    writer.join().unwrap();
    assert_eq!((result.code, result.stderr.as_str()), (0, ""));
}

/// The run over two articles and a folder that can't be listed.
fn left_out(folder: &TempDir, unlisted: &str, why: &str) {
    let result = run(folder, &["--charts", "svg"]);
    assert_eq!(result.code, 2, "{}", result.stderr);
    let documents = documents(folder);
    let (document, status) = documents.iter().find(|(document, _)| document.starts_with(unlisted)).unwrap();
    assert!(document.ends_with('/') && status.starts_with("left out: its files can't be listed ("), "{status}");
    assert!(status.contains(why) && result.stderr.contains(&format!("warning: {document}: ")), "{}", result.stderr);
    assert_eq!(documents.iter().filter(|(_, status)| status == "counted").count(), 2);
}

#[test]
fn a_folder_that_may_not_be_listed_is_a_row_and_the_rest_is_counted() {
    let folder = two_articles();
    let closed = folder.path().join("input/closed");
    fs::create_dir(&closed).unwrap();
    fs::write(closed.join("c.txt"), OTHER).unwrap();
    fs::set_permissions(&closed, Permissions::from_mode(0o000)).unwrap();
    if fs::read_dir(&closed).is_ok() {
        let _ = writeln!(std::io::stderr(), "SKIPPED: root may list every folder");
        return;
    }
    left_out(&folder, "closed/", "Permission denied");
    fs::set_permissions(folder.path().join("input"), Permissions::from_mode(0o300)).unwrap();
    let result = run(&folder, &[]);
    assert!(result.code == 1 && result.stderr.contains("can't list the folder input"), "{}", result.stderr);
    fs::set_permissions(folder.path().join("input"), Permissions::from_mode(0o700)).unwrap();
    fs::set_permissions(&closed, Permissions::from_mode(0o700)).unwrap();
}

#[test]
fn a_folder_whose_path_is_too_long_is_a_row_and_the_rest_is_counted() {
    let folder = two_articles();
    // No path can be as long as both together, so the one is moved below the other.
    let (upper, lower) = (["u"; 12].map(|letter| letter.repeat(240)), ["l"; 12].map(|letter| letter.repeat(240)));
    let below = |top: &str, names: &[String]| folder.path().join(top).join(names.join("/"));
    fs::create_dir_all(below("input", &upper)).unwrap();
    fs::create_dir_all(below("aside", &lower)).unwrap();
    fs::rename(below("aside", &lower[..1]), below("input", &upper).join(&lower[0])).unwrap();
    left_out(&folder, &upper[0], "File name too long");
}

#[test]
fn names_that_are_no_text_are_read_and_shown_escaped() {
    let folder = two_articles();
    let input = folder.path().join("input");
    let [in_latin_1, literal] = [&b"b\xe0i.txt"[..], br"b\xE0i.txt"].map(OsStr::from_bytes);
    let below = input.join(OsStr::from_bytes(b"n\xe0m\\1"));
    fs::create_dir(&below).unwrap();
    if let Err(error) = fs::write(input.join(in_latin_1), "Tin thứ nhất. Ngành giữ vững hòa bình.\n") {
        let _ = writeln!(std::io::stderr(), "SKIPPED: this disk has no such names: {error}");
        return;
    }
    fs::write(input.join(literal), "Tin thứ hai. Ngành đẩy mạnh ngoại giao kinh tế.\n").unwrap();
    fs::write(below.join("c.txt"), "Tin thứ ba. Kinh tế phát triển, văn hóa cũng vậy.\n").unwrap();
    // A page as browsers save it, with what belongs to it.
    fs::write(input.join(OsStr::from_bytes(b"tr\xe0.htm")), "<p>Tin thứ tư. Ngành cần làm nhiều việc.</p>").unwrap();
    let of_page = input.join(OsStr::from_bytes(b"tr\xe0_files"));
    fs::create_dir(&of_page).unwrap();
    fs::write(of_page.join("logo.png"), b"\x89PNG").unwrap();
    let table = "file,group\na.txt,A\nb.txt,A\nb\\xE0i.txt,B\nb\\x5CxE0i.txt,C\nn\\xE0m\\1/c.txt,D\n./tr\\xE0.htm,E\n";
    fs::write(input.join("articles.csv"), table).unwrap();
    let result = run(&folder, &["--charts", "svg"]);
    let rows = rows(&folder.path().join("output"), "documents");
    let groups: Vec<_> = rows.iter().map(|row| (row["document"].as_str(), row["group"].as_str())).collect();
    let expected = [
        ("a.txt", "A"),
        ("b.txt", "A"),
        (r"b\x5CxE0i.txt", "C"),
        (r"b\xE0i.txt", "B"),
        (r"n\xE0m\1/c.txt", "D"),
        (r"tr\xE0.htm", "E"),
    ];
    assert_eq!(groups, expected, "{}", result.stderr);
    assert_eq!((result.code, result.stderr.as_str()), (0, ""));
    let output =
        Command::new(env!("CARGO_BIN_EXE_themeshift")).arg("clean").arg(input.join(in_latin_1)).output().unwrap();
    assert!(output.status.success());
    assert!(String::from_utf8(output.stdout).unwrap().contains("/input/b\\xE0i.txt\t1\tkept"));
}

#[test]
fn no_name_breaks_a_row_or_is_a_formula_in_what_commands_print() {
    let names = ["=1+1.txt", "a\tb\nc.txt", "\u{200b}@d.txt"];
    let articles = names.map(|name| (name, ARTICLE));
    let table = names.map(|name| format!("\"{}\",=2+2\n", name.replace('\n', "")));
    let folder = folder(&[&articles[..], &[("articles.csv", format!("file,group\n{}", table[0]).as_bytes())]].concat());
    let cell = |printed: &str, column: usize| -> Vec<String> {
        let rows = printed.lines().skip(1).map(|line| line.split('\t').map(String::from).collect::<Vec<_>>());
        let rows: Vec<_> = rows.inspect(|row| assert!([6, 7, 8].contains(&row.len()), "{row:?}")).collect();
        rows.into_iter().map(|mut row| row.swap_remove(column)).collect()
    };
    let kwic = run(&folder, &["kwic", "đẩy mạnh", "--keep-damaged"]);
    assert_eq!(
        (cell(&kwic.stdout, 0), cell(&kwic.stdout, 1)),
        (
            vec!["'=1+1.txt".to_string(), "a b c.txt".into(), "'\u{200b}@d.txt".into()],
            vec!["'=2+2".into(), "31".into(), "31".into()]
        )
    );
    let paths = names.map(|name| format!("input/{name}"));
    let clean = run(&folder, &["clean", &paths[0], &paths[1]]);
    assert_eq!(cell(&clean.stdout, 0), ["input/=1+1.txt", "input/a b c.txt"]);
    let clean = Command::new(env!("CARGO_BIN_EXE_themeshift"))
        .current_dir(folder.path().join("input"))
        .args(["clean", names[0]])
        .output()
        .unwrap();
    assert_eq!(cell(&String::from_utf8(clean.stdout).unwrap(), 0), ["'=1+1.txt"]);
    let sheet = run(&folder, &["themes", "sheet"]);
    assert!(cell(&sheet.stdout, 0).contains(&"'=1+1.txt".to_string()), "{}", sheet.stdout);
}
