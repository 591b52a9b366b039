//! What press databases say of an article in words -> its author and its language, as metadata have them.

use super::words::{self, Marker};

/// Words before the name of an author in languages that [`words`] lacks.
const BY: [&str; 3] = ["av ", "af ", "przez "];

/// The name of an author without the word before it: "By PAT SAMPLE" -> "PAT SAMPLE".
pub fn author(text: &str) -> &str {
    let text = text.trim_matches([' ', ',', ';', ':']);
    // "von Berg" is a name, "Von Berg" could be: articles begin their line with a capital.
    if text.starts_with("von ") {
        return text;
    }
    let begins = |word: &&&str| text.get(..word.len()).is_some_and(|start| start.to_lowercase() == **word);
    let other = || BY.iter().find(begins).map(|word| text[word.len()..].trim());
    words::after(text, Marker::By).or_else(other).unwrap_or(text)
}

/// Codes of languages, those of three letters (ISO 639-2), and their names in English, French, German, Spanish, Italian, Dutch,
/// Portuguese and in themselves.
const LANGUAGES: [(&str, &str); 27] = [
    ("en", "eng english anglais englisch inglés ingles inglese engels inglês"),
    ("fr", "fra fre french français francais französisch franzoesisch francés francese frans francês"),
    ("de", "deu ger german allemand deutsch alemán aleman tedesco duits alemão"),
    ("es", "spa spanish espagnol spanisch español espanol castellano spagnolo spaans espanhol"),
    ("it", "ita italian italien italienisch italiano italiaans"),
    ("nl", "nld dut dutch néerlandais neerlandais niederländisch neerlandés holandés olandese nederlands holandês"),
    ("pt", "por portuguese portugais portugiesisch portugués portoghese portugees português"),
    ("vi", "vie vietnamese vietnamien vietnamesisch vietnamita vietnamees việt"),
    ("zh", "zho chi chinese chinois chinesisch chino cinese chinees chinês 中文"),
    ("ja", "jpn japanese japonais japanisch japonés giapponese japans japonês 日本語"),
    ("ko", "kor korean coréen koreanisch coreano koreaans 한국어"),
    ("ru", "rus russian russe russisch ruso russo русский"),
    ("ar", "ara arabic arabe arabisch árabe arabo العربية"),
    ("pl", "pol polish polonais polnisch polaco polacco pools polonês polski"),
    ("sv", "swe swedish suédois schwedisch sueco svedese zweeds svenska"),
    ("da", "dan danish danois dänisch danés danese deens dinamarquês dansk"),
    ("no", "nor nob nno norwegian norvégien norwegisch noruego norvegese noors norueguês norsk"),
    ("fi", "fin finnish finnois finnisch finés finlandese fins finlandês suomi"),
    ("cs", "ces cze czech tchèque tschechisch checo ceco tsjechisch čeština"),
    ("hu", "hun hungarian hongrois ungarisch húngaro ungherese hongaars magyar"),
    ("el", "ell gre greek grec griechisch griego greco grieks grego ελληνικά"),
    ("tr", "tur turkish turc türkisch turco turks türkçe"),
    ("ca", "cat catalan katalanisch catalán catalano catalaans català"),
    ("id", "ind indonesian indonésien indonesisch indonesio indonesiano bahasa"),
    ("th", "tha thai thaï thailändisch tailandés thailandese thais ไทย"),
    ("uk", "ukr ukrainian ukrainien ukrainisch ucraniano"),
    ("ro", "ron rum romanian roumain rumänisch rumano rumeno roemeens română"),
];

/// The two-letter code of the language that is named first in a text, by a code or a name.
pub fn language(text: &str) -> Option<String> {
    let text = text.to_lowercase();
    let mut words = text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    let first = words.next()?;
    let first = if first == "tiếng" { words.next()? } else { first };
    if first.len() == 2 && first.is_ascii() {
        return Some(first.to_string());
    }
    let is_name = |names: &str| names.split(' ').any(|name| name == first);
    LANGUAGES.into_iter().find(|(_, names)| is_name(names)).map(|(code, _)| code.to_string())
}

/// Whether a text is the name of a language, or of several: "ENGLISH; ENGLISCH", "Chinese - Simplified".
pub fn is_language(text: &str) -> bool {
    let name = text.split([';', ',', '/']).next().unwrap_or_default().trim().to_lowercase();
    let first = name.strip_prefix("tiếng ").or_else(|| name.split(" - ").next()).unwrap_or_default();
    LANGUAGES.into_iter().any(|(_, names)| names.split(' ').any(|name| name == first))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_word_before_an_author_is_no_part_of_the_name() {
        for (text, name) in [
            ("By Ada Stone", "Ada Stone"),
            ("PAR LUC BRUN", "LUC BRUN"),
            ("Von Jo Berg", "Jo Berg"),
            ("von Berg, Jo", "von Berg, Jo"),
            ("Byron Stone", "Byron Stone"),
            ("By PAT SAMPLE", "PAT SAMPLE"),
            ("Von Eva Beispiel", "Eva Beispiel"),
            ("Byron Sample", "Byron Sample"),
            ("Av Kari Nord", "Kari Nord"),
            ("", ""),
        ] {
            assert_eq!(author(text), name);
        }
    }

    #[test]
    fn languages_are_known_by_their_names_and_codes() {
        for (text, code) in [
            ("ENGLISH; Englisch", Some("en")),
            ("Französisch", Some("fr")),
            ("fr-CA", Some("fr")),
            ("vie", Some("vi")),
            ("Tiếng Việt", Some("vi")),
            ("Klingon", None),
            ("", None),
        ] {
            assert_eq!(language(text).as_deref(), code, "{text}");
        }
    }
    #[test]
    fn a_line_that_only_begins_with_a_language_is_none() {
        for (text, is) in [
            ("ENGLISH; ENGLISCH", true),
            ("Chinese - Simplified", true),
            ("tiếng Việt", true),
            ("French bread was sold", false),
            ("", false),
        ] {
            assert_eq!(is_language(text), is, "{text}");
        }
    }
}
