//! The languages that a run knows by name: one row each.

use rust_stemmers::Algorithm;
use thiserror::Error;

use super::segmenter::Segmenter;
use super::spaced::{self, Inflected};
use super::vietnamese::{ModelError, Vietnamese};
use crate::normalisation::Normalisation;

/// A language and all that belongs to it. Its cues of priorities, which users write too, are under its code in
/// priorities.toml.
pub struct Language {
    /// The code by which it goes everywhere here: ISO 639-1, or where that has none, ISO 639-3.
    pub code: &'static str,
    /// Its name in English.
    pub name: &'static str,
    /// Its other codes, and those of its varieties.
    pub others: &'static [&'static str],
    /// Its small letters in their order; empty where it is that of English, letters with marks beside those without.
    pub alphabet: &'static str,
    /// Whether day or month may come first in its dates: 03/04/2021.
    pub either_date_order: bool,
    /// How its words are found.
    pub(super) segmentation: Segmentation,
    /// Its function words.
    pub(super) function_words: FunctionWords,
}

/// How the words of a language are found, and which forms are one term.
pub(super) enum Segmentation {
    /// By a model: syllables are written apart.
    Vietnamese,
    /// By Unicode's word boundaries; some forms of a word are one term.
    Inflected(Inflected),
    /// By Unicode's word boundaries; each form is a term.
    Plain,
}

/// Where the function words of a language come from.
pub(super) enum FunctionWords {
    /// A list of ours: one a line, and remarks after `#`.
    Own(&'static str),
    /// The list that the crate `stop-words` has, if any.
    Shared,
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
    pub(super) fn segmenter(&self, normalisation: Normalisation) -> Result<Box<dyn Segmenter>, ModelError> {
        match &self.segmentation {
            Segmentation::Vietnamese => Ok(Box::new(Vietnamese::new(normalisation.tone_marks)?)),
            Segmentation::Inflected(inflected) => Ok(spaced::inflected(inflected, normalisation.stemming)),
            Segmentation::Plain => Ok(spaced::plain()),
        }
    }

    /// Its function words.
    pub fn function_words(&self) -> Box<dyn Iterator<Item = &'static str>> {
        match self.function_words {
            FunctionWords::Own(list) => {
                Box::new(list.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')))
            }
            FunctionWords::Shared => Box::new(stop_words::lookup(self.code).unwrap_or_default().iter().copied()),
        }
    }

    /// Whether the syllables of a word are written apart, so that one alone seldom is a word that says much.
    pub fn writes_syllables_apart(&self) -> bool {
        matches!(self.segmentation, Segmentation::Vietnamese)
    }

    /// What is written together with the next word, without the apostrophe.
    pub fn elisions(&self) -> &'static [&'static str] {
        match &self.segmentation {
            Segmentation::Inflected(inflected) => inflected.elisions,
            Segmentation::Vietnamese | Segmentation::Plain => &[],
        }
    }
}

/// The languages. One that has no row is cut at Unicode's word boundaries, each form a term.
pub static LANGUAGES: &[Language] = &[
    Language {
        segmentation: Segmentation::Vietnamese,
        function_words: FunctionWords::Own(include_str!("stopwords/vi.txt")),
        ..plain("vi", "Vietnamese", &["vie"]).ordered("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")
    },
    inflected(
        "ar",
        "Arabic",
        &["ara", "arb"],
        Algorithm::Arabic,
        "ء-ي\u{64b}-\u{65f}ٱ",
        include_str!("inflections/ar.txt"),
    ),
    inflected("da", "Danish", &["dan"], Algorithm::Danish, "a-zæøåé", include_str!("inflections/da.txt"))
        .ordered("abcdefghijklmnopqrstuvwxyzæøå"),
    inflected("de", "German", &["deu", "ger"], Algorithm::German, "a-zäöüßé", include_str!("inflections/de.txt")),
    inflected("el", "Greek", &["ell", "gre"], Algorithm::Greek, "α-ωάέήίόύώϊϋΐΰ", include_str!("inflections/el.txt")),
    Language {
        either_date_order: true,
        segmentation: Segmentation::Inflected(Inflected {
            stemmer: Algorithm::English,
            letters: "a-zéçïñöü",
            inflections: include_str!("inflections/en.txt"),
            abbreviations: &[
                "dr", "e.g", "gen", "gov", "hon", "i.e", "lt", "mr", "mrs", "ms", "prof", "rep", "rev", "sen", "sgt",
                "st", "vs",
            ],
            elisions: &[],
        }),
        ..plain("en", "English", &["eng"])
    },
    inflected("es", "Spanish", &["spa"], Algorithm::Spanish, "a-zñáéíóúü", include_str!("inflections/es.txt"))
        .ordered("abcdefghijklmnñopqrstuvwxyz"),
    inflected("fi", "Finnish", &["fin"], Algorithm::Finnish, "a-zåäöšž", include_str!("inflections/fi.txt"))
        .ordered("abcdefghijklmnopqrstuvwxyzåäö"),
    Language {
        segmentation: Segmentation::Inflected(Inflected {
            stemmer: Algorithm::French,
            letters: "a-zàâæçéèêëîïôœùûüÿ",
            inflections: include_str!("inflections/fr.txt"),
            abbreviations: &[],
            elisions: &["c", "d", "j", "l", "m", "n", "s", "t", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu", "quelqu"],
        }),
        ..plain("fr", "French", &["fra", "fre"])
    },
    inflected("hu", "Hungarian", &["hun"], Algorithm::Hungarian, "a-záéíóöőúüű", include_str!("inflections/hu.txt"))
        .ordered("abcdefghijklmnoöpqrstuüvwxyz"),
    Language {
        segmentation: Segmentation::Inflected(Inflected {
            stemmer: Algorithm::Italian,
            letters: "a-zàèéìíîòóùú",
            inflections: include_str!("inflections/it.txt"),
            abbreviations: &[],
            elisions: &[
                "l", "un", "d", "c", "s", "m", "t", "v", "n", "dell", "all", "dall", "nell", "sull", "coll", "quell",
                "quest", "bell", "sant", "dov", "com", "anch", "nient", "tutt", "senz", "mezz",
            ],
        }),
        ..plain("it", "Italian", &["ita"])
    },
    inflected("nl", "Dutch", &["nld", "dut"], Algorithm::Dutch, "a-zäëïöüáéíóúèê", include_str!("inflections/nl.txt")),
    inflected(
        "no",
        "Norwegian",
        &["nor", "nob", "nb", "nno", "nn"],
        Algorithm::Norwegian,
        "a-zæøåéòóô",
        include_str!("inflections/no.txt"),
    )
    .ordered("abcdefghijklmnopqrstuvwxyzæøå"),
    inflected(
        "pt",
        "Portuguese",
        &["por"],
        Algorithm::Portuguese,
        "a-zãõáâàéêíóôúçü",
        include_str!("inflections/pt.txt"),
    ),
    inflected(
        "ro",
        "Romanian",
        &["ron", "rum", "mo"],
        Algorithm::Romanian,
        "a-zăâîşţșț",
        include_str!("inflections/ro.txt"),
    )
    .ordered("aăâbcdefghiîjklmnopqrsșştțţuvwxyz"),
    inflected("ru", "Russian", &["rus"], Algorithm::Russian, "а-яё", include_str!("inflections/ru.txt")),
    inflected("sv", "Swedish", &["swe"], Algorithm::Swedish, "a-zåäöéü", include_str!("inflections/sv.txt"))
        .ordered("abcdefghijklmnopqrstuvwxyzåäö"),
    inflected("ta", "Tamil", &["tam"], Algorithm::Tamil, "\u{b80}-\u{bff}", include_str!("inflections/ta.txt")),
    inflected(
        "tr",
        "Turkish",
        &["tur"],
        Algorithm::Turkish,
        "a-zçğıöşüâîûi\u{307}",
        include_str!("inflections/tr.txt"),
    )
    .ordered("abcçdefgğhıijklmnoöpqrsştuüvwxyz"),
    plain("af", "Afrikaans", &["afr"]),
    plain("ak", "Akan", &["aka"]),
    plain("am", "Amharic", &["amh"]),
    plain("az", "Azerbaijani", &["aze", "azj"]),
    plain("be", "Belarusian", &["bel"]),
    plain("bg", "Bulgarian", &["bul"]),
    plain("bn", "Bengali", &["ben"]),
    plain("br", "Breton", &["bre"]),
    plain("ca", "Catalan", &["cat"]),
    plain("cs", "Czech", &["ces", "cze"]).ordered("abcčdefghijklmnopqrřsštuvwxyzž"),
    plain("cy", "Welsh", &["cym", "wel"]),
    plain("eo", "Esperanto", &["epo"]),
    plain("et", "Estonian", &["est", "ekk"]).ordered("abcdefghijklmnopqrsšzžtuvwõäöüxy"),
    plain("eu", "Basque", &["eus", "baq"]),
    plain("fa", "Persian", &["fas", "pes", "per"]),
    plain("ga", "Irish", &["gle"]),
    plain("gl", "Galician", &["glg"]),
    plain("gu", "Gujarati", &["guj"]),
    plain("ha", "Hausa", &["hau"]),
    plain("he", "Hebrew", &["heb"]),
    plain("hi", "Hindi", &["hin"]),
    plain("hr", "Croatian", &["hrv"]).ordered("abcčćdđefghijklmnopqrsštuvwxyzž"),
    plain("hy", "Armenian", &["hye", "arm"]),
    plain("id", "Indonesian", &["ind"]),
    plain("ja", "Japanese", &["jpn"]),
    plain("jv", "Javanese", &["jav"]),
    plain("ka", "Georgian", &["kat", "geo"]),
    plain("kk", "Kazakh", &["kaz"]),
    plain("km", "Khmer", &["khm"]),
    plain("kn", "Kannada", &["kan"]),
    plain("ko", "Korean", &["kor"]),
    plain("ku", "Kurdish", &["kur"]),
    plain("la", "Latin", &["lat"]),
    plain("lt", "Lithuanian", &["lit"]).ordered("abcčdefghijklmnopqrsštuvwxyzž"),
    plain("lv", "Latvian", &["lav", "lvs"]).ordered("abcčdefgģhijkķlļmnņopqrsštuvwxyzž"),
    plain("mk", "Macedonian", &["mkd", "mac"]),
    plain("ml", "Malayalam", &["mal"]),
    plain("mr", "Marathi", &["mar"]),
    plain("ms", "Malay", &["msa", "zsm", "may"]),
    plain("my", "Burmese", &["mya", "bur"]),
    plain("ne", "Nepali", &["nep", "npi"]),
    plain("or", "Odia", &["ori", "ory"]),
    plain("pa", "Punjabi", &["pan"]),
    plain("pl", "Polish", &["pol"]).ordered("aąbcćdeęfghijklłmnńoópqrsśtuvwxyzźż"),
    plain("si", "Sinhala", &["sin"]),
    plain("sk", "Slovak", &["slk", "slo"]).ordered("aäbcčdefghijklmnoôpqrsštuvwxyzž"),
    plain("sl", "Slovenian", &["slv"]).ordered("abcčdefghijklmnopqrsštuvwxyzž"),
    plain("sn", "Shona", &["sna"]),
    plain("so", "Somali", &["som"]),
    plain("sq", "Albanian", &["sqi", "alb"]),
    plain("sr", "Serbian", &["srp"]),
    plain("st", "Sotho", &["sot"]),
    plain("sw", "Swahili", &["swa", "swh"]),
    plain("te", "Telugu", &["tel"]),
    plain("tg", "Tajik", &["tgk"]),
    plain("th", "Thai", &["tha"]),
    plain("tk", "Turkmen", &["tuk"]),
    plain("tl", "Tagalog", &["tgl", "fil"]),
    plain("uk", "Ukrainian", &["ukr"]),
    plain("ur", "Urdu", &["urd"]),
    plain("uz", "Uzbek", &["uzb", "uzn"]),
    plain("yi", "Yiddish", &["yid"]),
    plain("yo", "Yoruba", &["yor"]),
    plain("zh", "Chinese", &["zho", "cmn", "chi"]),
    plain("zu", "Zulu", &["zul"]),
];

/// A language with a stemmer, without abbreviations and elisions.
const fn inflected(
    code: &'static str,
    name: &'static str,
    others: &'static [&'static str],
    stemmer: Algorithm,
    letters: &'static str,
    inflections: &'static str,
) -> Language {
    let inflected = Inflected { stemmer, letters, inflections, abbreviations: &[], elisions: &[] };
    Language { segmentation: Segmentation::Inflected(inflected), ..plain(code, name, others) }
}

/// A language of which no more is known than its codes.
pub(super) const fn plain(code: &'static str, name: &'static str, others: &'static [&'static str]) -> Language {
    Language {
        code,
        name,
        others,
        alphabet: "",
        either_date_order: false,
        segmentation: Segmentation::Plain,
        function_words: FunctionWords::Shared,
    }
}

/// The row of a code, which is in small letters.
pub(super) fn position(languages: &[Language], code: &str) -> Option<usize> {
    languages.iter().position(|language| language.code == code || language.others.contains(&code))
}

/// The language of a code, which is in small letters; `None` where it has no row.
pub fn find(code: &str) -> Option<&'static Language> {
    position(LANGUAGES, code).map(|row| &LANGUAGES[row])
}

/// The code by which a language goes everywhere here: ISO 639-1, or where that has none, ISO 639-3. Capitals and a
/// region after the language ("vi-VN") don't matter.
///
/// # Errors
/// `code` is of no language that is known here.
pub fn canonical_code(code: &str) -> Result<&'static str, UnknownLanguage> {
    let language = code.split(['-', '_']).next().unwrap_or_default().to_lowercase();
    find(&language).map(|language| language.code).ok_or_else(|| UnknownLanguage(code.to_string()))
}

/// A code that is of no language that is known here.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{0:?} is no language's code: use one of {known}, or its code of three letters", known = known())]
pub struct UnknownLanguage(pub String);

/// The codes that are known, for a message.
fn known() -> String {
    LANGUAGES.iter().map(|language| language.code).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_that_can_be_detected_or_has_function_words_has_a_row() {
        for language in whatlang::Lang::all() {
            assert!(find(language.code()).is_some(), "{language:?}");
        }
        // Not a language of its own: Hindi and English mixed.
        for code in stop_words::available_languages().iter().filter(|code| **code != "hinglish") {
            assert!(find(code).is_some(), "{code}");
        }
    }
}
