//! The commands of docs/own-corpus.md, on the corpora that it names.

use std::fs;
use std::path::Path;

use crate::harness::{project, rows, shared, themeshift};

/// Runs the commands of a section of the page in a folder, each of which has to succeed.
fn follow(section: &str, folder: &Path) {
    let page = fs::read_to_string(project().join("docs/own-corpus.md")).unwrap();
    let section = page.split("\n## ").find(|part| part.starts_with(section)).unwrap().to_string();
    let commands: Vec<_> = section.lines().filter_map(|line| line.strip_prefix("    themeshift ")).collect();
    assert!(!commands.is_empty(), "{section}");
    for command in commands {
        let arguments: Vec<_> = command.split(' ').collect();
        let run = themeshift(folder, &arguments);
        assert!(run.code == 0, "{command}: {}\n{}", run.code, run.stderr);
    }
}

/// The three sentences at most that the report opens with, in English.
fn answer(folder: &Path) -> Vec<String> {
    let page = fs::read_to_string(folder.join("output/report.html")).unwrap();
    let answer = page.split_once("<div class=\"answer\">").unwrap().1.split_once("</div>").unwrap().0;
    let sentences = answer.split("<span class=\"en\" lang=\"en\">").skip(1);
    sentences.map(|rest| rest.split_once("</span>").unwrap().0.to_string()).collect()
}

#[test]
fn a_folder_for_each_event_gives_a_report_that_leads_with_what_can_be_claimed() {
    let Some(statements) = shared("corpora/g7") else { return };
    let own = tempfile::tempdir().unwrap();
    for entry in fs::read_dir(statements).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_string();
        let event = ["asean", "quad"].into_iter().find(|event| name.contains(event)).unwrap_or("g7");
        fs::create_dir_all(own.path().join("speeches").join(event)).unwrap();
        fs::copy(&path, own.path().join("speeches").join(event).join(&name)).unwrap();
    }
    follow("A folder for each event", own.path());
    let answer = answer(own.path());
    assert!(answer.len() <= 3 && answer[0].starts_with("Multilateral diplomacy rises from 24."), "{answer:?}");
    let findings = rows(&own.path().join("output"), "findings");
    assert_eq!([&findings[0]["theme"], &findings[0]["priority_verdict"]], ["multilateral", "rise"]);
    assert!(findings.iter().all(|row| !row["text_en"].starts_with("It is unclear")), "{findings:?}");
}

#[test]
fn a_table_of_addresses_gives_years_and_a_draft_of_their_own_themes() {
    let Some(table) = shared("corpora/inaugural_5.csv") else { return };
    let own = tempfile::tempdir().unwrap();
    fs::create_dir_all(own.path().join("addresses")).unwrap();
    fs::copy(table, own.path().join("addresses/inaugural.csv")).unwrap();
    follow("A table with a year in each row", own.path());
    let shares = rows(&own.path().join("output"), "theme_frequency");
    let years: std::collections::BTreeSet<_> = shares.iter().map(|row| row["group"].as_str()).collect();
    assert_eq!(years.into_iter().collect::<Vec<_>>(), ["1789", "1793", "1797", "1801", "1805"]);
    let needed = rows(&own.path().join("output"), "findings");
    let needed: Vec<f64> = needed.iter().filter_map(|row| row["times_needed"].parse().ok()).collect();
    assert!(!needed.is_empty() && needed.iter().all(|times| *times > 1.0), "{needed:?}");
    // None of the built-in themes, and each in some clause.
    assert!(shares.iter().all(|row| row["theme"] != "economy") && shares.iter().any(|row| row["clauses"] != "0"));
}

#[test]
fn press_in_folders_gives_a_draft_in_its_language_and_a_report_of_it() {
    let Some(press) = shared("press/articles.jsonl.xz") else { return };
    let own = tempfile::tempdir().unwrap();
    let countries = [("Mỹ", "My"), ("Trung Quốc", "Trung Quoc"), ("Triều Tiên", "Trieu Tien")];
    let packed = lzma_rust2::XzReader::new(fs::File::open(press).unwrap(), true);
    let mut read = std::io::BufReader::new(packed);
    let mut line = String::new();
    while std::io::BufRead::read_line(&mut read, &mut line).unwrap() > 0 {
        let article: serde_json::Value = serde_json::from_str(&line).unwrap();
        let [id, title, text] = ["id", "title", "text"].map(|name| article[name].as_str().unwrap().to_string());
        let named: Vec<_> = countries.iter().filter(|(country, _)| title.contains(country)).collect();
        if let [(_, folder)] = named[..] {
            fs::create_dir_all(own.path().join("articles").join(folder)).unwrap();
            let path = own.path().join("articles").join(folder).join(format!("{id}.txt"));
            fs::write(path, format!("{title}\n\n{text}")).unwrap();
        }
        line.clear();
    }
    follow("Vietnamese press on three countries", own.path());
    let answer = answer(own.path());
    assert!((1..=3).contains(&answer.len()) && answer[0].contains("%"), "{answer:?}");
    let findings = rows(&own.path().join("output"), "findings");
    assert!(findings.iter().any(|row| row["priority_verdict"] == "rise"), "{findings:?}");
}
