//! What was found of an article, as it is written on its page -> [`RawArticle`].

use super::shapes::CERTIFICATE;
use crate::read::article::{LineMark, RawArticle};
use crate::read::date;
use crate::read::lines::numbered;
use crate::read::metadata::Metadata;

/// Words before the name of an author, in the languages of press databases.
const BY: [&str; 8] = ["by ", "par ", "von ", "por ", "door ", "av ", "af ", "przez "];

/// The fields of an article, and its text.
#[derive(Clone, Debug, Default)]
pub struct FoundArticle {
    /// Its headline, as one line.
    pub title: String,
    /// The headings beside it.
    pub beside: Vec<String>,
    /// Where its date stands.
    pub date: String,
    /// Who published it.
    pub source: String,
    /// Who wrote it.
    pub author: String,
    /// The part of the newspaper.
    pub section: String,
    /// Its language, by its name or code.
    pub language: String,
    /// The lines below the headline.
    pub body: Vec<String>,
}

/// Adds a text to a field, after a space.
pub fn add(field: &mut String, text: &str) {
    if !field.is_empty() {
        field.push(' ');
    }
    field.push_str(&text.replace('\t', " "));
}

impl FoundArticle {
    /// Whether nothing of it was found.
    pub fn is_empty(&self) -> bool {
        self.title.is_empty() && self.body.is_empty()
    }

    /// The article: its headline is its first line, too. Without a text it has no lines.
    pub fn article(self) -> RawArticle {
        let said = |text: &str| Some(text.trim().to_string()).filter(|text| !text.is_empty());
        let title = said(&self.title);
        let mut body = self.body.into_iter().filter(|line| !CERTIFICATE.fits(line)).peekable();
        let headings: Vec<String> = match body.peek() {
            Some(_) => title.clone().into_iter().chain(self.beside).collect(),
            None => Vec::new(),
        };
        let count = headings.len();
        let mut lines = numbered(headings.into_iter().chain(body));
        lines.iter_mut().take(count).for_each(|line| line.mark = LineMark::Heading);
        let metadata = Metadata {
            title,
            date: date::iso(&self.date),
            source: said(&self.source),
            author: said(author(&self.author)),
            section: said(&self.section),
            language: language(&self.language),
            ..Metadata::default()
        };
        RawArticle { metadata, lines, ..RawArticle::default() }
    }
}

/// The name of an author without the word before it.
pub fn author(text: &str) -> &str {
    let text = text.trim();
    let begins = |word: &&&str| text.get(..word.len()).is_some_and(|start| start.to_lowercase() == **word);
    // "von Berg" is a name, "Von Berg" could be: articles begin their line with a capital.
    match BY.iter().find(begins) {
        Some(word) if text.starts_with(char::is_uppercase) || *word != "von " => text[word.len()..].trim(),
        _ => text,
    }
}

/// Codes of languages, those of three letters (ISO 639-2), and their names in English, French, German, Spanish, Italian, Dutch, Portuguese and in themselves.
const LANGUAGES: [(&str, &str); 26] = [
    ("en", "eng english anglais englisch inglés inglese engels inglês"),
    ("fr", "fra fre french français französisch francés francese frans francês"),
    ("de", "deu ger german allemand deutsch alemán tedesco duits alemão"),
    ("es", "spa spanish espagnol spanisch español castellano spagnolo spaans espanhol"),
    ("it", "ita italian italien italienisch italiano italiaans"),
    ("nl", "nld dut dutch néerlandais niederländisch neerlandés holandés olandese nederlands holandês"),
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
}
