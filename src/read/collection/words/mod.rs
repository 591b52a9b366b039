//! The words that press databases write around articles, in the languages of their interfaces.

mod table;

use std::collections::HashMap;
use std::sync::LazyLock;

use itertools::Itertools;

pub use table::Marker;
use table::WORDS;

/// The days of the week as the lines with dates begin with them.
#[rustfmt::skip]
const WEEKDAYS: &[&str] = &[
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
    "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonnabend", "sonntag",
    "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche",
    "lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo",
    "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag",
];

/// Words of lines under the date that tell the edition, or that something was mended later.
#[rustfmt::skip]
const EDITIONS: &[&str] = &[
    "edition", "editions", "final", "ausgabe", "auflage", "édition", "édition,", "edición", "editie", "appended", "edition;", "bundesausgabe",
];

/// The seasons, in the languages of these databases.
#[rustfmt::skip]
const SEASONS: &[&str] = &[
    "spring", "summer", "autumn", "fall", "winter", "frühling", "frühjahr", "sommer", "herbst",
    "printemps", "été", "automne", "hiver", "primavera", "verano", "otoño", "invierno", "lente", "zomer", "herfst",
];

/// Whether a word is a season.
pub fn is_season(word: &str) -> bool {
    SEASONS.contains(&word.to_lowercase().as_str())
}

static MARKERS: LazyLock<HashMap<&str, Vec<Marker>>> = LazyLock::new(|| {
    let mut markers: HashMap<&str, Vec<Marker>> = HashMap::new();
    for (marker, languages) in WORDS {
        for word in languages.iter().copied().flatten() {
            markers.entry(word).or_default().push(*marker);
        }
    }
    markers
});

/// Most bytes of the name of a field.
const NAME: usize = 60;

/// Whether a word is one of a marker's, in any case.
pub fn is(text: &str, marker: Marker) -> bool {
    text.len() <= NAME && MARKERS.get(text.to_lowercase().as_str()).is_some_and(|markers| markers.contains(&marker))
}

/// What a field's name says, of those `among`, in the order of that list.
pub fn named(name: &str, among: &[Marker]) -> Option<Marker> {
    let opens = name.starts_with(char::is_uppercase);
    among.iter().find(|&&marker| opens && is(name, marker)).copied()
}

/// What stands beside the first marker of a list that a field's name says.
pub fn of<F: Copy>(name: &str, among: &[(Marker, F)]) -> Option<F> {
    among.iter().find(|(marker, _)| is(name, *marker)).map(|(_, field)| *field)
}

/// A field in a line: what its name says, of those `among`, and its value, empty where it follows.
pub fn field<'a>(text: &'a str, among: &[Marker]) -> Option<(Marker, &'a str)> {
    let (name, value) = text.split_once(':')?;
    Some((named(name.trim(), among)?, value.trim()))
}

/// Whether a line is a field of a name in capitals: "PUB-TYPE: Paper".
pub fn is_label(text: &str) -> bool {
    let name = text.split_once(": ").map_or(text.strip_suffix(':'), |(name, _)| Some(name)).unwrap_or_default();
    let is_capital = |c: char| c.is_uppercase() || matches!(c, '-' | ' ' | '/' | '_');
    (3..=30).contains(&name.len()) && name.split(' ').count() <= 3 && name.chars().all(is_capital)
}

/// What follows a word of a marker at the start of a text: "By PAT SAMPLE" -> "PAT SAMPLE".
pub fn after(text: &str, marker: Marker) -> Option<&str> {
    let ends: Vec<usize> = text.match_indices(' ').map(|(end, _)| end).take(5).collect();
    ends.into_iter().rev().find(|&end| is(text[..end].trim_end_matches(':'), marker)).map(|end| text[end..].trim())
}

/// The number of words that a text tells, and nothing else: "1,584 words".
pub fn count_of_words(text: &str) -> Option<usize> {
    let (number, unit) = text.trim_end_matches('.').rsplit_once(' ')?;
    let is_number = number.len() <= 12 && number.starts_with(|c: char| c.is_ascii_digit());
    let digits: String = number.chars().filter(|c| !matches!(c, ' ' | ',' | '.' | '\'' | '’' | '\u{202f}')).collect();
    digits.parse().ok().filter(|_| is_number && is(unit, Marker::Words))
}

/// The numbers in "2 of 146 DOCUMENTS", "Dokument 1 von 20"; `None` where the line is another.
pub fn numbers(text: &str) -> Option<(usize, usize)> {
    if text.len() > 60 {
        return None;
    }
    let text = text.strip_prefix("FOCUS - ").unwrap_or(text).trim_matches(|c: char| !c.is_alphanumeric());
    let words: Vec<&str> = text.split(' ').collect();
    let [number, of, all] = match words.as_slice() {
        [number, of, all, noun] if is(noun, Marker::Documents) => [number, of, all],
        [noun, number, of, all] if is(noun, Marker::Documents) => [number, of, all],
        _ => return None,
    };
    let read = |number: &str| number.replace([',', '.'], "").parse::<usize>().ok();
    let (number, all) = (read(number)?, read(all)?);
    (is(of, Marker::Of) && (1..=all).contains(&number)).then_some((number, all))
}

/// Whether a text says that there is none: "Full text not available.", "[Not available]".
pub fn is_missing(text: &str) -> bool {
    is(text.trim_matches(['.', '(', ')', '[', ']']), Marker::NotAvailable)
}

/// Whether a word is a day of the week.
pub fn is_weekday(word: &str) -> bool {
    WEEKDAYS.contains(&word.to_lowercase().as_str())
}

/// Whether a line tells the edition of a paper, or that it was corrected.
pub fn is_edition(text: &str) -> bool {
    let words = || text.split_whitespace();
    words().count() <= 7 && words().any(|word| EDITIONS.contains(&word.to_lowercase().as_str()))
}

/// Whether a text begins with words of a marker.
pub fn begins(text: &str, marker: Marker) -> bool {
    is(text, marker) || after(text, marker).is_some()
}

/// Whether a line of Europresse says who a copy was made for or that it is protected, or is a button.
pub fn is_of_copy(text: &str) -> bool {
    begins(text, Marker::Certificate) || begins(text, Marker::Notice) || is(text, Marker::Button)
}

/// The words of a marker in all languages, each once.
pub fn all(marker: Marker) -> Vec<&'static str> {
    let of = WORDS.iter().filter(|(known, _)| *known == marker);
    of.flat_map(|(_, languages)| languages.iter().copied().flatten().copied()).unique().collect()
}

/// Whether a line tells who holds the rights in an article: "Copyright 1991 The Paper", "(c) 2012, ...", "© 2012",
/// "Copyright by The Paper".
pub fn is_copyright(text: &str) -> bool {
    let start: String = text.chars().take(40).collect::<String>().to_lowercase();
    let start = start.strip_prefix('(').filter(|rest| rest.starts_with("copyright")).unwrap_or(&start);
    let rest = ["copyright", "(c)", "©", "copy ", "copr."].iter().find_map(|mark| start.strip_prefix(mark));
    let is_said = |rest: &str| {
        let bare = rest.trim_start_matches([' ', '(', 'c', ')', '©', ',', ':']);
        let is_year = bare.starts_with("19") || bare.starts_with("20");
        is_year || start.starts_with("copyright") && (rest.trim().is_empty() || rest.starts_with(" by "))
    };
    rest.is_some_and(is_said) || is_rights(text)
}

/// Whether a line says that all rights are reserved, alone or behind a name.
pub fn is_rights(text: &str) -> bool {
    let lower = text.to_lowercase();
    let lower = lower.trim_end_matches('.');
    let before = all(Marker::Rights).into_iter().find_map(|words| lower.strip_suffix(words)).map(str::trim_end);
    let is_apart = |c: char| c.is_ascii_digit() || c.is_ascii_punctuation();
    text.len() <= 160 && before.is_some_and(|before| before.is_empty() || before.ends_with(is_apart))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_say_whose_rights_a_text_is_under_are_told_from_sentences_about_rights() {
        for (line, expected) in [
            ("© 2012 Le Canal. Tous droits réservés.", true),
            ("(c) 2012 The Canal Press", true),
            ("(Copyright 2012 The Canal)", true),
            ("Copyright by The Canal", true),
            ("Canal Press 2012. All Rights Reserved", true),
            ("Alle Rechte vorbehalten.", true),
            ("The copyright was sold.", false),
            ("Copyright law is changing.", false),
            ("(c) the third of our points", false),
            ("He has all rights reserved for him.", false),
            ("She sold it with all rights reserved.", false),
        ] {
            assert_eq!(is_copyright(line), expected, "{line}");
        }
    }

    #[test]
    fn counts_of_words_are_known_in_the_languages_of_the_table_alone() {
        assert_eq!(count_of_words("1.942 Wörter"), Some(1942));
        assert_eq!(count_of_words("355 parole"), Some(355));
        assert_eq!(count_of_words("1 204 palavras"), Some(1204));
        assert_eq!(count_of_words("942 words of thanks"), None);
    }

    #[test]
    fn words_of_a_marker_begin_a_text_or_are_all_of_it() {
        assert!(begins("Ce certificat est émis à Jo Berg", Marker::Certificate));
        assert!(begins("Certificat public", Marker::Notice));
        assert!(!begins("Le certificat est émis", Marker::Certificate));
        assert!(is_missing("[Not available]") && is_missing("Full text not available."));
        assert!(!is_missing("Not available to all."));
    }

    #[test]
    fn every_word_of_the_table_is_found_as_it_is_written() {
        for (marker, languages) in WORDS {
            for word in languages.iter().copied().flatten() {
                assert!(is(word, *marker), "{word} is too long, or not in lower case");
            }
        }
    }

    #[test]
    fn the_line_above_an_article_is_known_in_the_languages_of_the_database() {
        for (text, expected) in [
            ("2 of 146 DOCUMENTS", Some((2, 146))),
            ("FOCUS - 2 of 1,146 DOCUMENTS", Some((2, 1146))),
            ("Dokument 1 von 20", Some((1, 20))),
            ("*** 3 di 8 DOCUMENTI ***", Some((3, 8))),
            ("Document 3 de 20", Some((3, 20))),
            ("3 de 20 DOCUMENTOS", Some((3, 20))),
            ("Document 4 van 20", Some((4, 20))),
            ("5 of 3 documents", None),
            ("2 of 146 DOCUMENTS were lost", None),
            ("2 of 146", None),
        ] {
            assert_eq!(numbers(text), expected, "{text}");
        }
    }
}
