//! The language of a document.

use crate::clean::Paragraph;

use super::LANGUAGES;

/// So much text tells the language; more would only take time. In characters.
const ENOUGH: usize = 2000;

/// The code of a language that can't be told (ISO 639-2).
pub const UNDETERMINED: &str = "und";

/// The language in which most of the document's beginning is written: an ISO 639-1 code where the language has a
/// segmenter, else its ISO 639-3 code, or [`UNDETERMINED`] where the text is too short to tell.
pub fn detect(paragraphs: &[Paragraph]) -> &'static str {
    let mut sample = String::new();
    let mut characters = 0;
    for paragraph in paragraphs {
        sample.extend(paragraph.text.chars().take(ENOUGH - characters));
        sample.push('\n');
        characters += paragraph.text.chars().take(ENOUGH - characters).count();
        if characters == ENOUGH {
            break;
        }
    }
    let Some(language) = whatlang::detect_lang(&sample) else { return UNDETERMINED };
    let long = language.code();
    LANGUAGES.iter().find(|(_, code, _)| *code == long).map_or(long, |(short, _, _)| short)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn language(text: &str) -> &'static str {
        detect(&[Paragraph { line: 1, text: text.into(), headline: false }])
    }

    #[test]
    fn languages_are_told_apart() {
        assert_eq!(language("Bộ trưởng đề nghị toàn ngành tiếp tục phục vụ phát triển đất nước."), "vi");
        assert_eq!(language("The minister asked the service to go on helping enterprises find markets abroad."), "en");
        assert_eq!(language("Le ministre a demandé au service de continuer à aider les entreprises."), "fr");
    }

    #[test]
    fn a_text_without_letters_has_no_language() {
        assert_eq!(language("2021 – 2030"), "und");
    }
}
