//! Groups that nobody has said anything of, and those that are chosen.

use std::collections::BTreeMap;
use std::path::Path;

use crate::harness::{Run, files, folder, rows, themeshift};

const MILL: &str = "The mill at the weir was mended. Trade with the towns downstream will grow.\n";
const QUAY: &str = "The quay was lengthened by forty feet. We will protect peace on the lake.\n";
const BARN: &str = "A barn burned and was built again. Cooperation with the villages goes on.\n";

/// The group of each document, empty where it has none.
fn groups(output: &Path) -> BTreeMap<String, String> {
    rows(output, "documents").into_iter().map(|row| (row["document"].clone(), row["group"].clone())).collect()
}

/// What a run on these files makes of them.
fn run(files: &[(&str, &str)], arguments: &[&str]) -> (Run, BTreeMap<String, String>) {
    let files: Vec<_> = files.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    let folder = folder(&files);
    let run = themeshift(folder.path(), arguments);
    let groups = if run.code == 1 { BTreeMap::new() } else { groups(&folder.path().join("output")) };
    (run, groups)
}

fn owned<const N: usize>(groups: [(&str, &str); N]) -> BTreeMap<String, String> {
    groups.map(|(document, group)| (document.to_string(), group.to_string())).into()
}

#[test]
fn a_folder_for_each_event_needs_no_settings_and_what_lies_beside_them_is_named() {
    let (run, groups) = run(&[("Mill fair/a.txt", MILL), ("Quay fair/old/b.txt", QUAY), ("c.txt", BARN)], &[]);
    assert_eq!(groups, owned([("Mill fair/a.txt", "Mill fair"), ("Quay fair/old/b.txt", "Quay fair"), ("c.txt", "")]));
    let first: Vec<_> = run.stdout.lines().take(2).collect();
    assert_eq!(
        first,
        [
            "Groups: the folders, since no article names an event and they lie in 2 folders",
            "Another way: --group-by folder|year|quarter|month|text|column:NAME"
        ]
    );
    assert!(run.code == 2 && run.stderr.contains("warning: c.txt: names no group"), "{}", run.stderr);
}

#[test]
fn events_that_texts_name_count_before_folders_and_what_is_chosen_before_them() {
    let named = |number: u32, text: &str| format!("The Diplomatic Conference {number} opened on Monday. {text}");
    let (first, second) = (named(31, MILL), named(32, QUAY));
    let files = [("x/a.txt", first.as_str()), ("y/b.txt", &second), ("y/2019-05-01-c.txt", BARN)];
    let (seen, groups) = run(&files, &[]);
    assert_eq!(groups, owned([("x/a.txt", "31"), ("y/b.txt", "32"), ("y/2019-05-01-c.txt", "")]));
    assert!(seen.stdout.starts_with("Groups: the events that metadata, names or texts name, since 2 of 3 articles"));
    assert!(seen.stdout.contains("Conference 31  1 document"), "{}", seen.stdout);
    let (_, groups) = run(&files, &["--group-by", "folder"]);
    assert_eq!(groups, owned([("x/a.txt", "x"), ("y/b.txt", "y"), ("y/2019-05-01-c.txt", "y")]));
    let typed_over_file = [&files[..], &[("themeshift.toml", "group_by = \"folder\"")]].concat();
    let (_, groups) = run(&typed_over_file, &["--group-by=year"]);
    assert_eq!(groups, owned([("x/a.txt", ""), ("y/b.txt", ""), ("y/2019-05-01-c.txt", "2019")]));
}

#[test]
fn dates_make_groups_where_articles_lie_in_one_folder_and_their_noun_is_not_that_of_conferences() {
    let (run, groups) = run(&[("2021-02-03 a.txt", MILL), ("2021-06-30 b.txt", QUAY), ("2021-06-01 c.txt", BARN)], &[]);
    let quarters = groups.values().map(String::as_str).collect::<Vec<_>>();
    assert_eq!(quarters, ["2021-Q1", "2021-Q2", "2021-Q2"]);
    let said = "Groups: the quarters of their dates, since no article names an event and they lie in one folder";
    assert!(run.stdout.starts_with(said) && run.stdout.contains("Group 2021-Q2  2 documents"), "{}", run.stdout);
}

#[test]
fn where_nothing_makes_groups_the_error_says_what_was_looked_for_and_what_to_do() {
    let (run, _) = run(&[("a.txt", MILL), ("b.txt", QUAY)], &[]);
    assert_eq!(run.code, 1);
    for said in ["no article names an event", "a.txt has no date", "articles.csv", "--group-by folder|year"] {
        assert!(run.stderr.contains(said), "{said}: {}", run.stderr);
    }
}

#[test]
fn any_column_of_a_table_or_of_the_list_of_articles_can_make_groups() {
    let table = format!("speaker,event,text\nAnh,1,\"{}\"\nBinh,1,\"{}\"\n", MILL.trim(), QUAY.trim());
    let files = [("t.csv", table.as_str()), ("c.txt", BARN), ("articles.csv", "file,group,Speaker\nc.txt,1,Anh\n")];
    let (_, groups) = run(&files, &["--group-by", "column:speaker"]);
    assert_eq!(groups, owned([("t.csv#1", "Anh"), ("t.csv#2", "Binh"), ("c.txt", "Anh")]));
    let (wrong, _) = run(&files, &["--group-by", "column:speeker"]);
    assert!(
        wrong.code == 1 && wrong.stderr.contains("no article has anything in a column speeker"),
        "{}",
        wrong.stderr
    );
}

#[test]
fn events_without_a_number_are_found_by_their_spellings_in_texts_and_names() {
    let settings = "[groups]\nevents = [\n  { name = \"Mill fair\", spellings = [\"fair at the mill\"] },\n  \
                    { name = \"Quay fair\" },\n]\n";
    let text = format!("The Fair at the Mill began. {BARN}");
    let files = [("themeshift.toml", settings), ("x/a.txt", &text), ("x/quay-fair.txt", QUAY)];
    let (_, groups) = run(&files, &[]);
    assert_eq!(groups, owned([("x/a.txt", "Mill fair"), ("x/quay-fair.txt", "Quay fair")]));
}

#[test]
fn counts_whose_groups_were_made_in_different_ways_are_not_added_up() {
    let folder = folder(&[
        ("one/x/a.txt", MILL.as_bytes()),
        ("one/y/b.txt", QUAY.as_bytes()),
        ("two/2019-01-01.txt", BARN.as_bytes()),
        ("two/2020-01-01.txt", MILL.as_bytes()),
    ]);
    let count = |part: &str, more: &[&str]| {
        let (input, output) = (format!("input/{part}"), format!("{part}.jsonl"));
        let run = themeshift(folder.path(), &[&["count", "--input", &input, "--output", &output], more].concat());
        assert_eq!(run.code, 0, "{}", run.stderr);
        run
    };
    assert!(count("one", &[]).stdout.starts_with("Groups: the folders, since"));
    count("two", &[]);
    let refused = themeshift(folder.path(), &["--counts", "one.jsonl", "two.jsonl"]);
    let why = "the articles of one.jsonl are grouped by folder, those of two.jsonl by year: count both with the same";
    assert!(refused.code == 1 && refused.stderr.contains(why), "{}", refused.stderr);
    count("two", &["--group", "two"]);
    let run = themeshift(folder.path(), &["--counts", "one.jsonl", "two.jsonl"]);
    assert!(run.code != 1 && run.stdout.contains("Group two"), "{}{}", run.stdout, run.stderr);
}

#[test]
fn the_choice_is_the_same_on_any_number_of_threads() {
    let row = |number: usize| {
        format!(
            "{{\"date\":\"202{}-03-04\",\"text\":\"House {number} on lane {} was sold.\"}}\n",
            number % 3,
            number % 7
        )
    };
    let table: String = (0..700).map(row).collect();
    let folder = folder(&[("a.jsonl", table.as_bytes())]);
    for threads in ["1", "7"] {
        let run = themeshift(folder.path(), &["--threads", threads, "--output", threads]);
        assert!(run.stdout.starts_with("Groups: the years of their dates"), "{}", run.stdout);
    }
    let tables = |output: &str| files(&folder.path().join(output).join("tables")).into_values().collect::<Vec<_>>();
    assert_eq!(tables("1"), tables("7"));
}

#[test]
fn a_dry_run_says_what_a_run_would_do_and_writes_nothing() {
    let folder = folder(&[("x/a.txt", MILL.as_bytes()), ("y/b.md", QUAY.as_bytes())]);
    let run = themeshift(folder.path(), &["--dry-run"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    for said in ["Would read 2 files (1 .md, 1 .txt) in input", "Groups: the folders", "report.html", "to output"] {
        assert!(run.stdout.contains(said), "{said}: {}", run.stdout);
    }
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    let missing = themeshift(folder.path(), &["--dry-run", "--input", "nowhere"]);
    assert!(missing.code == 1 && missing.stderr.contains("there is no folder nowhere"), "{}", missing.stderr);
}
