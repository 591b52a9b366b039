//! What a run leaves in its output folder, however it ends and whatever lies there.

use std::fs;
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::harness::{files, folder, project, themeshift};

const ARTICLE: &[u8] = "Hội nghị Ngoại giao lần thứ 31 khai mạc. Ngành cần mở thêm thị trường cho cá tra.\n".as_bytes();
const OTHER: &[u8] = "Hội nghị Ngoại giao lần thứ 32 khai mạc. Ngành sẽ gìn giữ hòa bình trên biển.\n".as_bytes();

#[test]
fn files_that_no_run_wrote_stay_and_those_that_one_wrote_are_replaced() {
    let folder = folder(&[("a.txt", ARTICLE), ("b.txt", OTHER)]);
    let output = folder.path().join("output");
    assert_eq!(themeshift(folder.path(), &["--charts", "png,svg"]).code, 0);
    let mine = ["notes.txt", "tables/notes.xlsx", "charts/map.png", "mine/plan.txt", "charts/.hidden"];
    fs::create_dir(output.join("mine")).unwrap();
    for name in mine {
        fs::write(output.join(name), "by hand").unwrap();
    }
    assert!(output.join("charts/theme_share.svg").exists());
    assert_eq!(themeshift(folder.path(), &[]).code, 0);
    for name in mine {
        assert_eq!(fs::read_to_string(output.join(name)).unwrap(), "by hand");
    }
    assert!(!output.join("charts/theme_share.svg").exists());
}

#[test]
fn a_file_of_the_users_under_a_name_of_a_run_is_named_before_any_work() {
    let folder = folder(&[("a.txt", ARTICLE), ("b.txt", OTHER)]);
    let output = folder.path().join("output");
    for name in ["tables/term_frequency.csv", "charts/keyness_1_2.png", "charts/README.md", "report.html", "run.json"] {
        fs::create_dir_all(output.join(name).parent().unwrap()).unwrap();
        fs::write(output.join(name), "by hand").unwrap();
        let before = files(&output);
        let run = themeshift(folder.path(), &[]);
        assert!(
            run.code == 1 && run.stderr.contains(&name[name.rfind('/').map_or(0, |at| at + 1)..]),
            "{}",
            run.stderr
        );
        assert_eq!(files(&output), before, "{name}");
        let run = themeshift(folder.path(), &["--overwrite"]);
        assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{name}");
        fs::remove_dir_all(&output).unwrap();
    }
    // A folder is never replaced, since nobody can say what lies in it.
    fs::create_dir_all(output.join("tables/term_frequency.csv/mine")).unwrap();
    let run = themeshift(folder.path(), &["--overwrite"]);
    assert!(run.code == 1 && run.stderr.contains("term_frequency.csv is no file"), "{}", run.stderr);
}

#[test]
fn a_table_that_was_edited_since_is_not_overwritten() {
    let folder = folder(&[("a.txt", ARTICLE), ("b.txt", OTHER)]);
    assert_eq!(themeshift(folder.path(), &[]).code, 0);
    let path = folder.path().join("output/tables/theme_frequency.csv");
    let edited = fs::read_to_string(&path).unwrap() + "my own row\r\n";
    fs::write(&path, &edited).unwrap();
    let run = themeshift(folder.path(), &[]);
    assert!(run.code == 1 && run.stderr.contains("theme_frequency.csv is not what themeshift wrote"), "{}", run.stderr);
    assert_eq!(fs::read_to_string(&path).unwrap(), edited);
    assert_eq!(themeshift(folder.path(), &["--overwrite"]).code, 0);
    assert_eq!(themeshift(folder.path(), &[]).code, 0);
}

#[test]
fn run_json_lists_every_file_with_its_size_and_digest() {
    let folder = folder(&[("a.txt", ARTICLE), ("b.txt", OTHER)]);
    assert_eq!(themeshift(folder.path(), &["--template"]).code, 0);
    let output = folder.path().join("output");
    let run: serde_json::Value = serde_json::from_slice(&fs::read(output.join("run.json")).unwrap()).unwrap();
    let listed = run["outputs"].as_object().unwrap();
    let written = files(&output);
    assert_eq!(listed.len() + 1, written.len());
    for (path, bytes) in written {
        let name = path.strip_prefix(&output).unwrap().to_str().unwrap().replace('\\', "/");
        if name != "run.json" {
            assert_eq!(listed[&name]["bytes"], bytes.len(), "{name}");
            let digest: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
            assert_eq!(listed[&name]["sha256"], digest, "{name}");
        }
    }
    // It is no article where results lie among articles.
    assert_eq!(themeshift(folder.path(), &["--input", ".", "--output", "again"]).stderr, "");
}

#[test]
fn every_table_that_a_run_writes_has_one_of_the_known_names() {
    let folder = folder(&[("a.txt", ARTICLE), ("b.txt", OTHER)]);
    assert_eq!(themeshift(folder.path(), &[]).code, 0);
    let tables = files(&folder.path().join("output/tables"));
    let mut written: Vec<&str> = tables
        .keys()
        .filter(|path| path.extension().is_some_and(|extension| extension == "csv"))
        .map(|path| path.file_stem().unwrap().to_str().unwrap())
        .collect();
    let mut known = themeshift::table::NAMES.to_vec();
    written.sort_unstable();
    known.sort_unstable();
    assert_eq!(written, known);
}

#[test]
fn a_run_with_room_for_nothing_but_its_output_needs_no_other_folder() {
    let folder = folder(&[("a.txt", ARTICLE), ("b.txt", OTHER)]);
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_themeshift"));
    let run = command.current_dir(folder.path()).env("TMPDIR", folder.path().join("none")).output().unwrap();
    assert_eq!((run.status.code(), String::from_utf8_lossy(&run.stderr).as_ref()), (Some(0), ""));
}

#[test]
fn counts_replace_counts_and_no_other_file() {
    let folder = folder(&[("a.txt", ARTICLE), ("b.txt", OTHER)]);
    let count = |file: &str| themeshift(folder.path(), &["count", "--output", file]);
    assert_eq!((count("counts.jsonl").code, count("counts.jsonl").code), (0, 0));
    let run = count("input/a.txt");
    assert!(
        run.code == 1 && run.stderr.contains("a.txt is there and was not written by this command"),
        "{}",
        run.stderr
    );
    assert_eq!(fs::read(folder.path().join("input/a.txt")).unwrap(), ARTICLE);
}

#[cfg(unix)]
mod ended {
    use std::os::unix::process::ExitStatusExt;
    use std::process::{Child, Command, Stdio};
    use std::thread::sleep;
    use std::time::{Duration, Instant};

    use super::*;

    /// A folder with two articles and their output, and beside them articles for a run that takes a while.
    fn slow() -> tempfile::TempDir {
        let folder = folder(&[("a.txt", ARTICLE), ("b.txt", OTHER)]);
        assert_eq!(themeshift(folder.path(), &[]).code, 0);
        let article = fs::read(project().join("input/articles").read_dir().unwrap().next().unwrap().unwrap().path());
        let article = article.unwrap();
        fs::create_dir(folder.path().join("many")).unwrap();
        for number in 0..600 {
            fs::write(folder.path().join(format!("many/{number}.txt")), &article).unwrap();
        }
        folder
    }

    fn begin(folder: &Path) -> Child {
        let mut command = Command::new(env!("CARGO_BIN_EXE_themeshift"));
        command.current_dir(folder).args(["--input", "many", "--keep-duplicates"]);
        let child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        let start = Instant::now();
        while !folder.join("output/.themeshift.lock").exists() {
            assert!(start.elapsed() < Duration::from_secs(60));
            sleep(Duration::from_millis(1));
        }
        child
    }

    fn signal(child: &Child, signal: &str) {
        let id = child.id().to_string();
        assert!(Command::new("kill").args([format!("-{signal}"), id]).status().unwrap().success());
    }

    /// What lies hidden in a folder and its output.
    fn hidden(folder: &Path) -> Vec<String> {
        let names = [folder.to_path_buf(), folder.join("output")].map(|folder| fs::read_dir(folder).unwrap());
        let names = names.into_iter().flatten().map(|entry| entry.unwrap().file_name().into_string().unwrap());
        names.filter(|name| name.starts_with('.')).collect()
    }

    #[test]
    fn a_run_that_is_told_to_end_does_so_at_once_and_leaves_the_output_as_it_was() {
        let folder = slow();
        let before = files(&folder.path().join("output"));
        for (name, number) in [("TERM", 15), ("INT", 2), ("HUP", 1)] {
            let mut child = begin(folder.path());
            sleep(Duration::from_millis(100));
            let start = Instant::now();
            signal(&child, name);
            assert_eq!(child.wait().unwrap().signal(), Some(number));
            assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
            assert_eq!(files(&folder.path().join("output")), before);
            assert_eq!(hidden(folder.path()), [""; 0]);
        }
    }

    #[test]
    fn a_signal_that_was_ignored_at_the_start_still_is() {
        let folder = slow();
        let mut command = Command::new("nohup");
        command.current_dir(folder.path()).args([env!("CARGO_BIN_EXE_themeshift"), "--input", "many"]);
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let start = Instant::now();
        while !folder.path().join("output/.themeshift.lock").exists() {
            assert!(start.elapsed() < Duration::from_secs(60));
            sleep(Duration::from_millis(1));
        }
        signal(&child, "HUP");
        assert!(child.wait().unwrap().code().is_some_and(|code| code != 1));
        assert_eq!(hidden(folder.path()), [""; 0]);
    }

    #[test]
    fn what_a_killed_run_leaves_is_cleared_by_the_next_one_which_says_so() {
        let folder = slow();
        let before = files(&folder.path().join("output"));
        let mut child = begin(folder.path());
        sleep(Duration::from_millis(100));
        signal(&child, "KILL");
        child.wait().unwrap();
        assert!(!hidden(folder.path()).is_empty());
        let run = themeshift(folder.path(), &[]);
        assert!(run.code == 0 && run.stderr.contains("what an earlier run left"), "{}", run.stderr);
        assert_eq!(hidden(folder.path()), [""; 0]);
        assert_eq!(files(&folder.path().join("output")), before);
        assert_eq!(themeshift(folder.path(), &[]).stderr, "");
    }

    #[test]
    fn of_two_runs_into_one_folder_the_second_is_refused_or_waits() {
        let folder = slow();
        let mut child = begin(folder.path());
        let run = themeshift(folder.path(), &[]);
        assert!(run.code == 1 && run.stderr.contains(&format!("(process {})", child.id())), "{}", run.stderr);
        let run = themeshift(folder.path(), &["--wait"]);
        assert!(run.code == 0 && run.stderr.contains("waiting for another run"), "{}", run.stderr);
        assert!(child.try_wait().unwrap().is_some_and(|status| status.code() != Some(1)));
        assert_eq!(hidden(folder.path()), [""; 0]);
        let documents = fs::read_to_string(folder.path().join("output/tables/documents.csv")).unwrap();
        assert_eq!(documents.lines().count(), 3);
    }
}
