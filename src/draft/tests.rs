use std::collections::BTreeSet;
use std::fs;
use std::num::NonZeroUsize;
use std::path::Path;

use super::*;
use crate::options::{GroupBy, Labels, Layer, Span};

/// Subjects with what their clauses speak of; no two share a word.
const SUBJECTS: [[&str; 6]; 8] = [
    ["honey harvest", "hive", "pollen", "wax", "nectar", "drone"],
    ["spring tide", "harbour wall", "silt", "dredger", "estuary", "mooring"],
    ["warp thread", "weaving shed", "shuttle", "flax", "bobbin", "loom"],
    ["clay pit", "kiln", "glaze", "potter", "bisque", "earthenware"],
    ["snow line", "avalanche", "ridge", "crampon", "glacier", "moraine"],
    ["rye bread", "oven", "yeast", "crust", "baker", "sourdough"],
    ["signal box", "railway", "sleeper", "locomotive", "siding", "buffer"],
    ["cider press", "orchard", "graft", "pippin", "windfall", "pruning"],
];

/// A subject that only one article has.
const OF_ONE: [&str; 6] = ["magma chamber", "volcano", "basalt", "crater", "lava", "pumice"];

/// What clauses of any subject speak of.
const ANYWHERE: [&str; 10] =
    ["valley", "winter", "family", "council", "letter", "village", "morning", "custom", "number", "market"];

/// Draws the same numbers each time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }
}

/// A clause that speaks of three things of a subject and of two that are anywhere.
fn clause(subject: &[&str; 6], dice: &mut Dice) -> String {
    let (first, step) = (dice.below(6), 1 + dice.below(2));
    let [one, two, three] = [0, 1, 2].map(|place| subject[(first + place * step) % 6]);
    // Cleaning takes a line that comes again for a repeat.
    let day = dice.below(1_000_000);
    let [here, there] = [(); 2].map(|()| ANYWHERE[dice.below(ANYWHERE.len())]);
    format!(
        "This was the {one}, as in a {here}, not the {two}, but for the {three}, which is in the {there}, on day {day}."
    )
}

/// Ten articles, each on all subjects; the last one also, and mostly, on its own.
fn write_articles(folder: &Path, article: impl Fn(usize) -> String) {
    let mut dice = Dice(7);
    for number in 0..10 {
        let mut lines = (0..48).map(|place| clause(&SUBJECTS[place % 8], &mut dice)).collect_vec();
        if number == 9 {
            lines.extend((0..40).map(|_| clause(&OF_ONE, &mut dice)));
        }
        let path = folder.join(article(number));
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, lines.join("\n\n")).unwrap();
    }
}

fn drafted(folder: &Path, threads: usize, most: usize) -> Draft {
    let (input, threads) = (Some(folder.to_path_buf()), NonZeroUsize::new(threads));
    draft(&Options::build(Layer { input, threads, ..Layer::default() }).unwrap(), most).unwrap()
}

fn flat(number: usize) -> String {
    format!("{number}.txt")
}

#[test]
fn planted_subjects_are_found_and_what_is_anywhere_or_in_one_article_is_in_none() {
    let folder = tempfile::tempdir().unwrap();
    write_articles(folder.path(), flat);
    let draft = drafted(folder.path(), 2, 20);
    let keywords = |theme: &DraftTheme| theme.keywords.iter().map(|(keyword, _)| keyword.clone()).collect();
    let found: BTreeSet<BTreeSet<String>> = draft.themes.iter().map(keywords).collect();
    let planted = SUBJECTS.iter().map(|subject| subject.iter().map(|term| term.to_string()).collect());
    assert_eq!(found, planted.collect());
}

#[test]
fn counts_and_passages_are_those_of_a_plain_search() {
    let folder = tempfile::tempdir().unwrap();
    write_articles(folder.path(), flat);
    let draft = drafted(folder.path(), 1, 20);
    let texts = (0..10).map(|number| fs::read_to_string(folder.path().join(flat(number))).unwrap()).collect_vec();
    let clauses = texts.iter().flat_map(|text| text.lines()).filter(|line| !line.is_empty()).collect_vec();
    let holds = |clause: &str, keyword: &str| clause.replace([',', '.'], " ").contains(&format!(" {keyword} "));
    for theme in &draft.themes {
        for (keyword, count) in &theme.keywords {
            assert_eq!(clauses.iter().filter(|clause| holds(clause, keyword)).count() as u64, *count, "{keyword}");
        }
        let has = |clause: &str| theme.keywords.iter().any(|(keyword, _)| holds(clause, keyword));
        assert_eq!(clauses.iter().filter(|clause| has(clause)).count() as u64, theme.clauses);
        assert_eq!((theme.documents, theme.passages.len()), (10, 5));
        for DraftPassage { document, line, text } in &theme.passages {
            let number: usize = document.trim_end_matches(".txt").parse().unwrap();
            assert_eq!(texts[number].lines().nth(line - 1), Some(text.as_str()));
            assert!(has(text), "{text}");
        }
        assert_eq!(theme.passages.iter().map(|passage| &passage.document).unique().count(), 5);
    }
    assert_eq!((draft.covered, draft.survey.clauses), (480, 520));
}

#[test]
fn the_draft_is_the_same_on_any_number_of_threads() {
    let folder = tempfile::tempdir().unwrap();
    write_articles(folder.path(), flat);
    let text = |threads| themes_file(&drafted(folder.path(), threads, 20), Labels::En);
    let alone = text(1);
    assert!([2, 5].into_iter().all(|threads| text(threads) == alone));
}

#[test]
fn at_most_so_many_themes_are_drafted_and_the_file_of_them_can_be_read() {
    let folder = tempfile::tempdir().unwrap();
    write_articles(folder.path(), flat);
    let draft = drafted(folder.path(), 2, 3);
    for labels in [Labels::En, Labels::Vi] {
        let themes = Themes::parse(&themes_file(&draft, labels)).unwrap();
        assert_eq!((themes.themes.len(), themes.keywords.len(), &themes.languages[..]), (3, 18, &["en"][..]));
    }
}

#[test]
fn articles_without_terms_that_keep_company_are_an_error_that_says_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), "The valley is wide. It was winter there.").unwrap();
    let options = Options::build(Layer { input: Some(folder.path().into()), ..Layer::default() }).unwrap();
    let error = draft(&options, 9).unwrap_err().to_string();
    assert!(error.contains("Add articles, or write themes.toml by hand"), "{error}");
}

/// The settings for articles of these names, read back, and their text.
fn settings_of(article: impl Fn(usize) -> String) -> (Layer, String) {
    let folder = tempfile::tempdir().unwrap();
    write_articles(folder.path(), article);
    let text = settings(&drafted(folder.path(), 2, 3).survey, Labels::En);
    (Layer::parse(&text).unwrap(), text)
}

#[test]
fn the_settings_say_how_the_articles_are_grouped() {
    let (layer, text) = settings_of(|number| format!("{}/{number}.txt", ["north", "south"][number % 2]));
    assert_eq!((layer.language.as_deref(), layer.groups.unwrap().by), (Some("en"), Some(GroupBy::Folder)));
    assert!(text.contains("north (5), south (5)"), "{text}");
    let (layer, text) = settings_of(|number| format!("20{}-03-0{}.txt", 19 + number % 3, 1 + number));
    assert_eq!(layer.groups.unwrap().by, Some(GroupBy::Date(Span::Year)));
    assert!(text.contains("2019 (4), 2020 (3), 2021 (3)"), "{text}");
    let (layer, _) = settings_of(|number| format!("2019-0{}-01-{number}.txt", 1 + number / 4));
    assert_eq!(layer.groups.unwrap().by, Some(GroupBy::Date(Span::Month)));
    let groups = settings_of(flat).0.groups.unwrap();
    assert!(groups.events.is_empty() && groups.by.is_none() && !groups.folders);
}

#[cfg(unix)]
#[test]
fn names_of_folders_never_become_settings() {
    let names = ["a\nlanguage = \"vi\"\n[x", "b\"]\\"];
    let (layer, text) = settings_of(|number| format!("{}/{number}.txt", names[number % 2]));
    assert_eq!(layer.language.as_deref(), Some("en"), "{text}");
}

#[test]
fn a_theme_is_named_by_the_terms_that_fit_and_its_short_name_is_plain() {
    let label_of = |terms: &[&str]| label(&terms.iter().map(|term| (term.to_string(), 1)).collect_vec());
    assert_eq!(label_of(&["đê điều", "lũ", "hồ chứa", "đập"]), "Đê điều, lũ, hồ chứa");
    assert_eq!(
        label_of(&["a term of quite some length here", "and another one", "c"]),
        "A term of quite some length here"
    );
    assert_eq!(identifier("Đê điều"), "de_dieu");
    assert_eq!(identifier("hand-made (T.Ư)"), "hand_made_t_u");
}

#[test]
fn a_thing_is_concentrated_where_a_document_has_more_of_it_than_halfway_from_its_part_to_all() {
    // A document of half the clauses may have three quarters of a thing's.
    assert!(!is_concentrated(75, 100, 50, 100) && is_concentrated(76, 100, 50, 100));
    assert!(!is_concentrated(5, 10, 0, 100) && is_concentrated(6, 10, 0, 100));
    assert!(!is_concentrated(9, 9, 100, 100));
}

#[test]
fn what_a_dash_is_attached_to_is_part_of_a_word() {
    let segmenters = crate::language::Segmenters::new(crate::options::Normalisation::default()).unwrap();
    let mut forms = Forms::new(segmenters.get(segmenters.find("en")));
    let text = "a non-market price, multi-level - or flat";
    let line = crate::language::tokenise_line(text, &mut forms);
    let parts = line.words.iter().filter(|word| is_part(&line, word, &forms)).map(|word| &text[line.word_range(word)]);
    assert_eq!(parts.collect_vec(), ["non", "market", "multi", "level"]);
}

#[test]
fn single_syllables_of_vietnamese_are_no_keywords_unless_they_are_names() {
    let folder = tempfile::tempdir().unwrap();
    let places = ["vườn chè", "bến nước", "sân phơi", "nhà kho", "bờ ao", "đồi cọ", "cánh đồng", "con mương"];
    for number in 0..4 {
        let line = |line: usize| {
            let place = places[(line / 12 + 3 * line + number) % 8];
            match line % 12 {
                0 => format!("Ở {place} có Tú, có gạo, có thóc giống, và mặt trời vừa lên khỏi rặng tre làng."),
                _ => format!("Đến ngày thứ {line} bà con vẫn làm việc ở {place} rồi mới trở về ăn bữa cơm tối."),
            }
        };
        fs::write(folder.path().join(flat(number)), (0..60).map(line).join("\n\n")).unwrap();
    }
    let (input, language) = (Some(folder.path().into()), Some("vi".to_string()));
    let options = Options::build(Layer { input, language, keep_duplicates: Some(true), ..Layer::default() }).unwrap();
    let pipeline = Pipeline::with_themes(&options, Themes::none()).unwrap();
    let (mut candidates, stopwords) = (Candidates::default(), pipeline.stopwords([&"vi".to_string()]));
    let corpus = Corpus::open(&options).unwrap();
    pipeline
        .read(&corpus, |text| {
            candidates.add(&text, &stopwords);
            Ok(())
        })
        .unwrap();
    let terms = candidates.terms().into_iter().map(|term| term.written).collect_vec();
    assert!(terms.iter().all(|term| term.contains(' ') || term.chars().any(char::is_uppercase)), "{terms:?}");
    assert!(terms.iter().any(|term| term.contains("Tú")), "{terms:?} of {} clauses", candidates.clauses());
    assert!(terms.contains(&"thóc giống".to_string()) && !terms.contains(&"gạo".to_string()), "{terms:?}");
}
