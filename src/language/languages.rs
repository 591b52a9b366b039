//! The languages that a run knows by name: one row each.

use anyhow::Result;
use rust_stemmers::Algorithm;

use super::{Segmenter, spaced, vietnamese};
use crate::options::Normalisation;

/// A language and what belongs to it.
pub(super) struct Language {
    /// The code by which it goes everywhere here: ISO 639-1, or where that has none, ISO 639-3.
    pub(super) code: &'static str,
    /// Its other codes, and those of its varieties.
    pub(super) others: &'static [&'static str],
    /// Its small letters in their order; empty where it is that of English, letters with marks beside those without.
    pub(super) alphabet: &'static str,
    /// How its words are found.
    pub(super) words: Words,
}

/// How the words of a language are found, and which forms are one term.
pub(super) enum Words {
    /// By a model: syllables are written apart.
    Vietnamese,
    /// By Unicode's word boundaries; some forms of a word are one term.
    Inflected(Inflected),
    /// By Unicode's word boundaries; each form is a term.
    Plain,
}

/// What is known of the forms of a language's words.
pub(super) struct Inflected {
    /// The stemmer that proposes which forms are one term.
    pub(super) stemmer: Algorithm,
    /// The letters of its words, ranges as `a-z`: a word with another is of another language, and never stemmed.
    pub(super) letters: &'static str,
    /// Which of the stemmer's proposals hold, in the form that [`super::inflections`] describes.
    pub(super) inflections: &'static str,
    /// Words in small letters behind which a full stop ends no sentence.
    pub(super) abbreviations: &'static [&'static str],
    /// What is written together with the word behind it, up to an apostrophe: "l'", "dell'".
    pub(super) elisions: &'static [&'static str],
}

impl Language {
    /// The same with an alphabet of its own.
    const fn ordered(self, alphabet: &'static str) -> Language {
        Language { alphabet, ..self }
    }

    /// What cuts its texts.
    ///
    /// # Errors
    /// The built-in model can't be read.
    pub(super) fn segmenter(&self, normalisation: Normalisation) -> Result<Box<dyn Segmenter>> {
        match &self.words {
            Words::Vietnamese => Ok(Box::new(vietnamese::Vietnamese::new(normalisation.tone_marks)?)),
            Words::Inflected(inflected) => Ok(spaced::inflected(inflected, normalisation.stemming)),
            Words::Plain => Ok(spaced::plain()),
        }
    }
}

/// The languages. One that has no row is cut at Unicode's word boundaries, each form a term.
pub(super) const LANGUAGES: &[Language] = &[
    Language {
        code: "vi", others: &["vie"], alphabet: "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz", words: Words::Vietnamese
    },
    inflected("ar", &["ara", "arb"], Algorithm::Arabic, "ء-ي\u{64b}-\u{65f}ٱ", include_str!("inflections/ar.txt")),
    inflected("da", &["dan"], Algorithm::Danish, "a-zæøåé", include_str!("inflections/da.txt"))
        .ordered("abcdefghijklmnopqrstuvwxyzæøå"),
    inflected("de", &["deu", "ger"], Algorithm::German, "a-zäöüßé", include_str!("inflections/de.txt")),
    inflected("el", &["ell", "gre"], Algorithm::Greek, "α-ωάέήίόύώϊϋΐΰ", include_str!("inflections/el.txt")),
    Language {
        code: "en",
        others: &["eng"],
        alphabet: "",
        words: Words::Inflected(Inflected {
            stemmer: Algorithm::English,
            letters: "a-zéçïñöü",
            inflections: include_str!("inflections/en.txt"),
            abbreviations: &[
                "dr", "e.g", "gen", "gov", "hon", "i.e", "lt", "mr", "mrs", "ms", "prof", "rep", "rev", "sen", "sgt",
                "st", "vs",
            ],
            elisions: &[],
        }),
    },
    inflected("es", &["spa"], Algorithm::Spanish, "a-zñáéíóúü", include_str!("inflections/es.txt"))
        .ordered("abcdefghijklmnñopqrstuvwxyz"),
    inflected("fi", &["fin"], Algorithm::Finnish, "a-zåäöšž", include_str!("inflections/fi.txt"))
        .ordered("abcdefghijklmnopqrstuvwxyzåäö"),
    Language {
        code: "fr",
        others: &["fra", "fre"],
        alphabet: "",
        words: Words::Inflected(Inflected {
            stemmer: Algorithm::French,
            letters: "a-zàâæçéèêëîïôœùûüÿ",
            inflections: include_str!("inflections/fr.txt"),
            abbreviations: &[],
            elisions: &["c", "d", "j", "l", "m", "n", "s", "t", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu", "quelqu"],
        }),
    },
    inflected("hu", &["hun"], Algorithm::Hungarian, "a-záéíóöőúüű", include_str!("inflections/hu.txt"))
        .ordered("abcdefghijklmnoöpqrstuüvwxyz"),
    Language {
        code: "it",
        others: &["ita"],
        alphabet: "",
        words: Words::Inflected(Inflected {
            stemmer: Algorithm::Italian,
            letters: "a-zàèéìíîòóùú",
            inflections: include_str!("inflections/it.txt"),
            abbreviations: &[],
            elisions: &[
                "l", "un", "d", "c", "s", "m", "t", "v", "n", "dell", "all", "dall", "nell", "sull", "coll", "quell",
                "quest", "bell", "sant", "dov", "com", "anch", "nient", "tutt", "senz", "mezz",
            ],
        }),
    },
    inflected("nl", &["nld", "dut"], Algorithm::Dutch, "a-zäëïöüáéíóúèê", include_str!("inflections/nl.txt")),
    inflected(
        "no",
        &["nor", "nob", "nb", "nno", "nn"],
        Algorithm::Norwegian,
        "a-zæøåéòóô",
        include_str!("inflections/no.txt"),
    )
    .ordered("abcdefghijklmnopqrstuvwxyzæøå"),
    inflected("pt", &["por"], Algorithm::Portuguese, "a-zãõáâàéêíóôúçü", include_str!("inflections/pt.txt")),
    inflected("ro", &["ron", "rum", "mo"], Algorithm::Romanian, "a-zăâîşţșț", include_str!("inflections/ro.txt"))
        .ordered("aăâbcdefghiîjklmnopqrsșştțţuvwxyz"),
    inflected("ru", &["rus"], Algorithm::Russian, "а-яё", include_str!("inflections/ru.txt")),
    inflected("sv", &["swe"], Algorithm::Swedish, "a-zåäöéü", include_str!("inflections/sv.txt"))
        .ordered("abcdefghijklmnopqrstuvwxyzåäö"),
    inflected("ta", &["tam"], Algorithm::Tamil, "\u{b80}-\u{bff}", include_str!("inflections/ta.txt")),
    inflected("tr", &["tur"], Algorithm::Turkish, "a-zçğıöşüâîûi\u{307}", include_str!("inflections/tr.txt"))
        .ordered("abcçdefgğhıijklmnoöpqrsştuüvwxyz"),
    plain("af", &["afr"]),
    plain("ak", &["aka"]),
    plain("am", &["amh"]),
    plain("az", &["aze", "azj"]),
    plain("be", &["bel"]),
    plain("bg", &["bul"]),
    plain("bn", &["ben"]),
    plain("br", &["bre"]),
    plain("ca", &["cat"]),
    plain("cs", &["ces", "cze"]).ordered("abcčdefghijklmnopqrřsštuvwxyzž"),
    plain("cy", &["cym", "wel"]),
    plain("eo", &["epo"]),
    plain("et", &["est", "ekk"]).ordered("abcdefghijklmnopqrsšzžtuvwõäöüxy"),
    plain("eu", &["eus", "baq"]),
    plain("fa", &["fas", "pes", "per"]),
    plain("ga", &["gle"]),
    plain("gl", &["glg"]),
    plain("gu", &["guj"]),
    plain("ha", &["hau"]),
    plain("he", &["heb"]),
    plain("hi", &["hin"]),
    plain("hr", &["hrv"]).ordered("abcčćdđefghijklmnopqrsštuvwxyzž"),
    plain("hy", &["hye", "arm"]),
    plain("id", &["ind"]),
    plain("ja", &["jpn"]),
    plain("jv", &["jav"]),
    plain("ka", &["kat", "geo"]),
    plain("kk", &["kaz"]),
    plain("km", &["khm"]),
    plain("kn", &["kan"]),
    plain("ko", &["kor"]),
    plain("ku", &["kur"]),
    plain("la", &["lat"]),
    plain("lt", &["lit"]).ordered("abcčdefghijklmnopqrsštuvwxyzž"),
    plain("lv", &["lav", "lvs"]).ordered("abcčdefgģhijkķlļmnņopqrsštuvwxyzž"),
    plain("mk", &["mkd", "mac"]),
    plain("ml", &["mal"]),
    plain("mr", &["mar"]),
    plain("ms", &["msa", "zsm", "may"]),
    plain("my", &["mya", "bur"]),
    plain("ne", &["nep", "npi"]),
    plain("or", &["ori", "ory"]),
    plain("pa", &["pan"]),
    plain("pl", &["pol"]).ordered("aąbcćdeęfghijklłmnńoópqrsśtuvwxyzźż"),
    plain("si", &["sin"]),
    plain("sk", &["slk", "slo"]).ordered("aäbcčdefghijklmnoôpqrsštuvwxyzž"),
    plain("sl", &["slv"]).ordered("abcčdefghijklmnopqrsštuvwxyzž"),
    plain("sn", &["sna"]),
    plain("so", &["som"]),
    plain("sq", &["sqi", "alb"]),
    plain("sr", &["srp"]),
    plain("st", &["sot"]),
    plain("sw", &["swa", "swh"]),
    plain("te", &["tel"]),
    plain("tg", &["tgk"]),
    plain("th", &["tha"]),
    plain("tk", &["tuk"]),
    plain("tl", &["tgl", "fil"]),
    plain("uk", &["ukr"]),
    plain("ur", &["urd"]),
    plain("uz", &["uzb", "uzn"]),
    plain("yi", &["yid"]),
    plain("yo", &["yor"]),
    plain("zh", &["zho", "cmn", "chi"]),
    plain("zu", &["zul"]),
];

/// A language with a stemmer, without abbreviations and elisions.
const fn inflected(
    code: &'static str,
    others: &'static [&'static str],
    stemmer: Algorithm,
    letters: &'static str,
    inflections: &'static str,
) -> Language {
    let inflected = Inflected { stemmer, letters, inflections, abbreviations: &[], elisions: &[] };
    Language { code, others, alphabet: "", words: Words::Inflected(inflected) }
}

/// A language without a stemmer.
const fn plain(code: &'static str, others: &'static [&'static str]) -> Language {
    Language { code, others, alphabet: "", words: Words::Plain }
}

/// What is written together with the word behind it in a language, without the apostrophe.
pub(super) fn elisions(code: &str) -> &'static [&'static str] {
    match position(code).map(|row| &LANGUAGES[row].words) {
        Some(Words::Inflected(inflected)) => inflected.elisions,
        _ => &[],
    }
}

/// The row of a code, which is in small letters.
pub(super) fn position(code: &str) -> Option<usize> {
    LANGUAGES.iter().position(|language| language.code == code || language.others.contains(&code))
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn no_code_is_of_two_languages() {
        let mut seen = HashSet::new();
        for language in LANGUAGES {
            for code in [language.code].iter().chain(language.others) {
                assert!(seen.insert(*code), "{code}");
            }
        }
    }

    #[test]
    fn every_language_that_can_be_detected_or_has_function_words_has_a_row() {
        for language in whatlang::Lang::all() {
            assert!(position(language.code()).is_some(), "{language:?}");
        }
        // Not a language of its own: Hindi and English mixed.
        for code in stop_words::available_languages().iter().filter(|code| **code != "hinglish") {
            assert!(position(code).is_some(), "{code}");
        }
    }
}
