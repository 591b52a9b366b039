//! `themeshift init`, and a run with what it wrote.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::harness::{Run, folder, rows, themeshift};

/// What clauses of each subject speak of.
const SUBJECTS: [[&str; 6]; 8] = [
    ["lock gate", "towpath", "barge", "lock keeper", "aqueduct", "puddle clay"],
    ["bell tower", "clapper", "ringer", "bronze", "foundry", "peal"],
    ["salt marsh", "curlew", "reed bed", "sluice", "samphire", "mudflat"],
    ["paper mill", "rag pulp", "watermark", "deckle", "vellum", "sizing"],
    ["lighthouse", "foghorn", "lens", "reef", "wick", "lamp oil"],
    ["sheepdog", "fleece", "drover", "shearing", "ewe", "lambing"],
    ["printing press", "typeface", "galley", "ink roller", "compositor", "proof sheet"],
    ["slate quarry", "tramway", "blasting", "splitter", "incline", "spoil heap"],
];

/// How clauses speak of three things.
const CLAUSES: [&str; 6] = [
    "Nobody forgets the 1, nor the 2, and least of all the 3, at # o'clock.",
    "In # they sold the 1, mended the 2, and looked after the 3.",
    "With a 1, and a 2, came # people, and one brought a 3.",
    "A 3 was lost, says page #, but the 1, like the 2, was found.",
    "Whoever has a 2, needs a 1, and for # days a 3, too.",
    "The old 1, the new 2, the third 3: # are left.",
];

/// Two folders of articles; in the second the first two subjects come more often.
fn corpus() -> TempDir {
    let (mut files, mut seed) = (Vec::new(), 5_u64);
    let mut below = |sides: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % sides
    };
    for number in 0..8 {
        let group = if number < 4 { "before" } else { "after" };
        let mut lines = Vec::new();
        for place in 0..64 {
            let shifted = group == "after" && place % 4 == 0;
            let subject = SUBJECTS[if shifted { place / 4 % 2 } else { (place + place / 8 + number) % 8 }];
            let (first, step, day) = (below(6), 1 + below(2), below(1_000_000).to_string());
            let [one, two, three] = [0, 1, 2].map(|thing| subject[(first + thing * step) % 6]);
            let clause = CLAUSES[below(6)].replace('1', one).replace('2', two).replace('3', three);
            lines.push(clause.replace('#', &day));
        }
        files.push((format!("{group}/{number}.txt"), lines.join("\n\n")));
    }
    let files: Vec<_> = files.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
    folder(&files)
}

fn init(folder: &Path) -> Run {
    themeshift(folder, &["init", "--threads", "2"])
}

#[test]
fn what_init_writes_is_what_a_run_needs() {
    let folder = corpus();
    let run = init(folder.path());
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stdout.contains("\n2 groups: after, before\n"), "{}", run.stdout);
    let check = themeshift(folder.path(), &["themes", "check"]);
    let cells: Vec<Vec<&str>> = check.stdout.lines().skip(1).map(|line| line.split('\t').collect()).collect();
    assert_eq!(check.code, 0, "{}", check.stderr);
    assert!(cells.len() >= 24 && cells.iter().all(|cells| cells[3] == "found"), "{}", check.stdout);
    // What is planted together is in one theme, and in no theme with anything else that is planted.
    let themes_of = |subject: &[&str]| -> BTreeSet<&str> {
        cells.iter().filter(|cells| subject.contains(&cells[2])).map(|cells| cells[1]).collect()
    };
    let themes: Vec<_> = SUBJECTS.iter().map(|subject| themes_of(subject)).collect();
    assert!(themes.iter().all(|themes| themes.len() == 1), "{}", check.stdout);
    assert_eq!(themes.iter().flatten().collect::<BTreeSet<_>>().len(), SUBJECTS.len(), "{}", check.stdout);
    let run = themeshift(folder.path(), &["--strict"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let output = folder.path().join("output");
    let frequencies = rows(&output, "theme_frequency");
    let clauses = |group: &str| {
        let canals =
            frequencies.iter().filter(|row| row["group"] == group && themes[0].contains(row["theme"].as_str()));
        canals.map(|row| row["clauses"].parse::<u64>().unwrap()).sum::<u64>()
    };
    assert!(clauses("before") > 10 && 3 * clauses("after") > 4 * clauses("before"), "{frequencies:?}");
    assert!(output.join("charts/theme_share.png").exists());
}

#[test]
fn init_replaces_no_file_and_writes_both_or_neither() {
    let folder = corpus();
    let input = folder.path().join("input");
    fs::write(input.join("themes.toml"), "mine").unwrap();
    let run = init(folder.path());
    assert_eq!((run.code, run.stdout.as_str()), (1, ""));
    assert!(run.stderr.contains("themes.toml is there already") && run.stderr.contains("--output"), "{}", run.stderr);
    assert_eq!(fs::read_to_string(input.join("themes.toml")).unwrap(), "mine");
    assert!(!input.join("themeshift.toml").exists());
    fs::remove_file(input.join("themes.toml")).unwrap();
    assert_eq!(init(folder.path()).code, 0);
    let written = ["themes.toml", "themeshift.toml"].map(|name| fs::read(input.join(name)).unwrap());
    assert_eq!(init(folder.path()).code, 1);
    assert_eq!(["themes.toml", "themeshift.toml"].map(|name| fs::read(input.join(name)).unwrap()), written);
}

#[test]
fn where_the_built_in_themes_are_hardly_found_a_run_names_init_and_draws_no_chart_of_themes() {
    let folder = corpus();
    fs::write(folder.path().join("input/themeshift.toml"), "[groups]\nfolders = true").unwrap();
    let run = themeshift(folder.path(), &[]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("of 512 clauses, which is less than a tenth"), "{}", run.stderr);
    assert!(run.stderr.contains("`themeshift init`"), "{}", run.stderr);
    let output = folder.path().join("output");
    let charts = fs::read_dir(output.join("charts")).unwrap().map(|entry| entry.unwrap().file_name());
    let charts: Vec<String> = charts.map(|name| name.into_string().unwrap()).collect();
    assert!(charts.iter().any(|name| name.starts_with("keyness")), "{charts:?}");
    let of_themes = ["theme_", "priority_share", "keyword_overlap"];
    assert!(!charts.iter().any(|name| of_themes.iter().any(|begins| name.starts_with(begins))), "{charts:?}");
    assert!(output.join("tables/theme_frequency.csv").exists());
}
