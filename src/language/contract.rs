//! What every language keeps to, whatever its row says. A new row is tested for all of it without a line here; one
//! whose words aren't found by spaces alone adds a sample.

use std::collections::HashSet;

use rust_stemmers::Algorithm;
use unicode_normalization::is_nfc;

use super::forms::Forms;
use super::languages::{FunctionWords, LANGUAGES, Language, Segmentation, plain};
use super::line::tokenise_line;
use super::segmenter::{Segmenter, UnitKind};
use super::segmenters::Segmenters;
use super::spaced::Inflected;
use super::stopwords::Stopwords;
use super::{canonical_code, detect};
use crate::clean::Paragraph;
use crate::normalisation::{Normalisation, Stemming};

/// The beginning of the Universal Declaration of Human Rights in each language of which more than its codes is known,
/// and two words that are one term (for Tamil one word: its stemmer keeps most forms apart); `_` inside words.
const SAMPLES: [(&str, &str, [&str; 2]); 19] = [
    ("ar", "يولد جميع الناس أحرارًا متساوين في الكرامة والحقوق .", ["حقوق", "الحقوق"]),
    ("da", "Alle mennesker er født frie og lige i værdighed og rettigheder .", ["mennesker", "menneskerne"]),
    ("de", "Alle Menschen sind frei und gleich an Würde und Rechten geboren .", ["Recht", "Rechten"]),
    (
        "el",
        "Όλοι οι άνθρωποι γεννιούνται ελεύθεροι και ίσοι στην αξιοπρέπεια και τα δικαιώματα .",
        ["δικαίωμα", "δικαιώματα"],
    ),
    ("en", "All human beings are born free and equal in dignity and rights .", ["right", "Rights"]),
    ("es", "Todos los seres humanos nacen libres e iguales en dignidad y derechos .", ["derecho", "derechos"]),
    ("fi", "Kaikki ihmiset syntyvät vapaina ja tasavertaisina arvoltaan ja oikeuksiltaan .", ["talo", "talossa"]),
    ("fr", "Tous les êtres humains naissent libres et égaux en dignité et en droits .", ["droit", "droits"]),
    ("hu", "Minden emberi lény szabadon születik és egyenlő méltósága és joga van .", ["lény", "lények"]),
    ("it", "Tutti gli esseri umani nascono liberi ed eguali in dignità e diritti .", ["diritto", "diritti"]),
    ("nl", "Alle mensen worden vrij en gelijk in waardigheid en rechten geboren .", ["recht", "rechten"]),
    (
        "no",
        "Alle mennesker er født frie og med samme menneskeverd og menneskerettigheter .",
        ["mennesker", "menneskene"],
    ),
    ("pt", "Todos os seres humanos nascem livres e iguais em dignidade e em direitos .", ["direito", "direitos"]),
    ("ro", "Toate ființele umane se nasc libere și egale în demnitate și în drepturi .", ["casă", "case"]),
    ("ru", "Все люди рождаются свободными и равными в своем достоинстве и правах .", ["право", "правах"]),
    ("sv", "Alla människor är födda fria och lika i värde och rättigheter .", ["människor", "människorna"]),
    ("ta", "மனிதப் பிறவியினர் சகலரும் சுதந்திரமாகவே பிறக்கின்றனர் .", ["மனிதப்", "மனிதப்"]),
    ("tr", "Bütün insanlar hür , haysiyet ve haklar bakımından eşit doğarlar .", ["insan", "insanlar"]),
    ("vi", "Mọi người sinh ra đều được tự_do và bình_đẳng về nhân_phẩm và quyền .", ["hòa", "HOÀ"]),
];

/// Texts of no language in particular.
const ODD: [&str; 4] =
    ["", " \u{a0}\t", "U.S.–Việt Nam: 3,5 % (l’été) … 👍🏽 #x_y", "a\u{301}b ́ ''' ... 2021–2030 x@y.vn"];

/// A language that nobody has added.
static DUMMY: [Language; 1] = [Language {
    segmentation: Segmentation::Inflected(Inflected {
        stemmer: Algorithm::English,
        letters: "a-zäöü",
        inflections: "# One term.\nbuk buks\n",
        abbreviations: &["söl"],
        elisions: &["d"],
    }),
    function_words: FunctionWords::Own("# The conjunctions.\ne\nu\n"),
    ..plain("vo", "Volapük", &["vol"])
}];

/// The text of a sample as it is written, and its words and marks.
fn read(sample: &str) -> (String, Vec<String>) {
    let text = sample.replace('_', " ").replace(" .", ".").replace(" ,", ",");
    (text, sample.split(' ').map(|word| word.replace('_', " ")).collect())
}

fn normal(segmenter: &dyn Segmenter, word: &str) -> String {
    let mut normal = String::new();
    segmenter.write_normal(word, &mut normal);
    normal
}

/// That the units of a text give it back, and that no word is joined to a mark.
fn check_units(segmenter: &dyn Segmenter, text: &str, code: &str) {
    let (units, joined) = segmenter.segment(text);
    assert_eq!(units.len(), joined.len(), "{code}");
    assert_ne!(joined.first(), Some(&true), "{code}");
    let mut end = 0;
    for (at, unit) in units.iter().enumerate() {
        let range = unit.range();
        assert!(end <= range.start && !range.is_empty() && range.end <= text.len(), "{code}: {text:?}");
        assert!(text[end..range.start].trim().is_empty(), "{code}: {:?} is lost", &text[end..range.start]);
        let is_mark = unit.kind == UnitKind::Punctuation;
        assert!(!(is_mark && (joined[at] || joined.get(at + 1) == Some(&true))), "{code}: a mark joined: {text:?}");
        assert!(is_mark || !normal(segmenter, &text[range.clone()]).is_empty(), "{code}: {:?}", &text[range]);
        end = unit.range().end;
    }
    assert!(text[end..].trim().is_empty(), "{code}: {:?} is lost", &text[end..]);
}

/// That a row says what it must, and that its function words are found in texts.
fn check_row(language: &Language, segmenters: &Segmenters) {
    let Language { code, name, others, alphabet, .. } = *language;
    for code in others.iter().chain([&code]) {
        assert!(matches!(code.len(), 2 | 3) && code.bytes().all(|byte| byte.is_ascii_lowercase()), "{code}");
    }
    assert!(name.starts_with(char::is_uppercase), "{code}: {name}");
    let letters: HashSet<char> = alphabet.chars().collect();
    assert_eq!(letters.len(), alphabet.chars().count(), "{code}: a letter stands twice");
    assert!(is_nfc(alphabet) && alphabet.chars().all(char::is_lowercase), "{code}");
    let mut forms = Forms::new(segmenters.get(segmenters.find(code)));
    let stopwords = Stopwords::new(&[code.to_string()], &[], segmenters);
    for word in language.function_words().chain(language.elisions().iter().copied()) {
        let (line, mut term) = (tokenise_line(word, &mut forms), String::new());
        // What is several words, or a word and a mark, can't be one term in a text.
        if let ([word], [_]) = (&line.words[..], &line.units[..]) {
            line.write_term(word, &forms, &mut term);
            assert!(stopwords.contains(&term), "{code}: {term}");
        }
    }
}

/// Tests a table of languages for all of it, at each setting of stemming.
fn check(languages: &'static [Language]) {
    for stemming in [Stemming::None, Stemming::Inflections, Stemming::Full] {
        let segmenters = Segmenters::of(languages, Normalisation { stemming, ..Normalisation::default() }).unwrap();
        for language in languages {
            check_row(language, &segmenters);
            let segmenter = segmenters.get(segmenters.find(language.code));
            for text in SAMPLES.iter().map(|(_, sample, _)| read(sample).0).chain(ODD.map(String::from)) {
                check_units(segmenter, &text, language.code);
            }
        }
    }
}

#[test]
fn every_language_keeps_the_contract() {
    check(LANGUAGES);
}

#[test]
fn a_row_is_all_that_another_language_takes() {
    check(&DUMMY);
    let segmenters = Segmenters::of(&DUMMY, Normalisation::default()).unwrap();
    let segmenter = segmenters.get(segmenters.find("vol"));
    let (text, mut units) = ("Söl. d’Löfik", Vec::new());
    segmenter.units(text, &mut units);
    assert_eq!(units.iter().map(|unit| &text[unit.range()]).collect::<Vec<_>>(), ["Söl.", "d’", "Löfik"]);
    assert_eq!(normal(segmenter, "Buks"), normal(segmenter, "buk"));
    assert!(Stopwords::new(&["vo".to_string()], &[], &segmenters).contains("e"));
}

#[test]
fn codes_and_names_are_of_one_language_each_and_codes_lead_to_it() {
    let (mut codes, mut names) = (HashSet::new(), HashSet::new());
    for language in LANGUAGES {
        assert!(names.insert(language.name), "{}", language.name);
        for code in [language.code].iter().chain(language.others) {
            assert!(codes.insert(*code), "{code}");
            assert_eq!(canonical_code(&code.to_uppercase()).unwrap(), language.code);
        }
    }
}

#[test]
fn samples_are_detected_and_fall_into_the_words_that_a_reader_sees() {
    let segmenters = Segmenters::new(Normalisation::default()).unwrap();
    for (code, sample, [one, other]) in SAMPLES {
        let (text, words) = read(sample);
        let segmenter = segmenters.get(segmenters.find(code));
        let (units, joined) = segmenter.segment(&text);
        let mut found: Vec<String> = Vec::new();
        for (unit, joined) in units.iter().zip(joined) {
            match found.last_mut().filter(|_| joined) {
                Some(word) => word.extend([" ", &text[unit.range()]]),
                None => found.push(text[unit.range()].to_string()),
            }
        }
        assert_eq!(found, words, "{code}");
        assert_eq!(normal(segmenter, one), normal(segmenter, other), "{code}");
        let paragraph = Paragraph { line: 1, text: text.repeat(2), headline: false };
        assert_eq!(detect(&[paragraph]), code);
    }
    let sampled: HashSet<&str> = SAMPLES.iter().map(|(code, ..)| *code).collect();
    for language in LANGUAGES {
        let is_plain = matches!(language.segmentation, Segmentation::Plain);
        assert!(is_plain || sampled.contains(language.code), "{} has no sample", language.code);
    }
}
