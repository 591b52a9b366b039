//! The Vietnamese model compared with gold segmentation and with its own training; words that are kept whole;
//! `segment`.

use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};

use themeshift::language::vietnamese::train::{Data, train};
use themeshift::language::vietnamese::{Vietnamese, evaluate};
use themeshift::options::ToneMarks;

use crate::harness::{assert_stated, folder, project, rows, shared, themeshift};

#[test]
fn words_agree_with_the_gold_segmentation() {
    let Some(gold) = shared("data/vi_vtb/dev.gold.txt") else { return };
    let segmenter = Vietnamese::new(ToneMarks::Old).unwrap();
    let evaluation =
        evaluate::evaluate(&segmenter, &fs::read_to_string(gold).unwrap(), None, &BTreeSet::new()).unwrap();
    println!("words of UD Vietnamese-VTB dev: F1 {:.4}", evaluation.f1());
    assert!(evaluation.f1() >= 0.975);
    assert_stated("Vietnamese words, UD Vietnamese-VTB dev", &[evaluation.f1()]);
}

/// Sixty sentences of our own in the manner of the press, marks attached, with names, dates and abbreviations; their gold
/// segmentation was made by hand before the model saw them.
#[test]
fn words_of_press_sentences_as_they_are_printed_agree_with_ours() {
    let read = |name: &str| fs::read_to_string(project().join("tests/data/press").join(name)).unwrap();
    let segmenter = Vietnamese::new(ToneMarks::Old).unwrap();
    let evaluation =
        evaluate::evaluate(&segmenter, &read("gold.txt"), Some(&read("sentences.txt")), &BTreeSet::new()).unwrap();
    println!("words of 60 press sentences of our own: F1 {:.4}", evaluation.f1());
    assert!(evaluation.f1() >= 0.98, "{evaluation}");
    assert_stated("Vietnamese words, 60 made-up sentences", &[evaluation.f1()]);
}

#[test]
fn training_makes_the_committed_model() {
    let Some(data) = shared("data") else { return };
    let model = train(&Data::read(&data).unwrap()).unwrap();
    assert!(model == fs::read(project().join("src/language/vietnamese/vi.model")).unwrap());
}

#[test]
fn own_words_and_keywords_are_terms_where_the_configuration_asks_for_it() {
    let text = "Hội nghị Ngoại giao 31. Ngoại giao cây tre gắn với hội nhập quốc tế. Ngoại giao cây tre là bản sắc.";
    let themes = "[[theme]]\nid = \"x\"\nkeywords = [\"hội nhập quốc tế\", \"bản * sắc\"]\n";
    let terms = |configuration: &str| -> Vec<String> {
        let folder = folder(&[
            ("themeshift.toml", configuration.as_bytes()),
            ("themes.toml", themes.as_bytes()),
            ("articles/31.txt", text.as_bytes()),
        ]);
        themeshift(folder.path(), &[]);
        rows(&folder.path().join("output"), "term_frequency")
            .into_iter()
            .map(|mut row| row.remove("term").unwrap())
            .collect()
    };
    let groups = "min_frequency = 1\n[groups]\nevents = [\"Hội nghị Ngoại giao\"]\n";
    let plain = terms(groups);
    assert!(plain.contains(&"ngoại giao".into()) && plain.contains(&"hội nhập".into()), "{plain:?}");
    let kept = terms(&format!("words = [\"Ngoại giao cây tre\"]\nkeep_whole = true\n{groups}"));
    for term in ["ngoại giao cây tre", "hội nhập quốc tế", "ngoại giao"] {
        assert!(kept.contains(&term.into()), "{term}: {kept:?}");
    }
    assert!(!kept.contains(&"hội nhập".into()), "{kept:?}");
}

#[test]
fn segment_answers_each_line_before_the_next_one_comes() {
    let mut program = Command::new(env!("CARGO_BIN_EXE_themeshift"))
        .args(["segment", "--words", "cây tre việt nam"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let (mut input, output) = (program.stdin.take().unwrap(), program.stdout.take().unwrap());
    let mut output = BufReader::new(output).lines();
    for (line, expected) in [
        ("Bộ trưởng Bùi Thanh Sơn, hoà bình.", "Bộ_trưởng Bùi_Thanh_Sơn , hoà_bình ."),
        ("", ""),
        ("Cây tre Việt Nam", "Cây_tre_Việt_Nam"),
        ("hơn 10 . 000 cây", "hơn 10_._000 cây"),
    ] {
        writeln!(input, "{line}").unwrap();
        assert_eq!(output.next().unwrap().unwrap(), expected);
    }
    drop(input);
    assert!(program.wait().unwrap().success());
}
