//! The language of a document.

use crate::clean::Paragraph;

use super::languages::canonical_code;

/// This much text is enough to tell the language; more would only take time. In characters.
const ENOUGH: usize = 2000;

/// From this many characters on, the share of some letters is enough.
const SHORT: usize = 500;

/// The code of a language that can't be told (ISO 639-2).
pub const UNDETERMINED: &str = "und";

/// The language in which most of the document's beginning is written, as its [`canonical_code`], or [`UNDETERMINED`] where the
/// text is too short to tell.
pub fn detect(paragraphs: &[Paragraph]) -> &'static str {
    if is_vietnamese(paragraphs) {
        return "vi";
    }
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
    if has_vietnamese_words(&sample) {
        return "vi";
    }
    let Some(language) = whatlang::detect_lang(&sample) else { return UNDETERMINED };
    canonical_code(language.code()).unwrap_or(UNDETERMINED)
}

/// Whether as many of the beginning's letters carry two marks (ế, ộ, ữ) as only in Vietnamese. They are a thirteenth of
/// the characters of a Vietnamese text; from a twenty-fifth on most of the text is Vietnamese. A short text needs a
/// closer look.
fn is_vietnamese(paragraphs: &[Paragraph]) -> bool {
    let beginning = paragraphs.iter().flat_map(|paragraph| paragraph.text.chars()).take(ENOUGH);
    let two_marks = |c: char| matches!(c, '\u{1EA4}'..='\u{1EB7}' | '\u{1EBE}'..='\u{1EC7}' | '\u{1ED0}'..='\u{1EE3}' | '\u{1EE8}'..='\u{1EF1}');
    let (characters, marked) = beginning.fold((0, 0), |(all, marked), c| (all + 1, marked + usize::from(two_marks(c))));
    characters >= SHORT && marked * 25 >= characters
}

/// Whether enough words of the beginning are in small letters and have letters that only Vietnamese has: names in a
/// text of another language have capitals. Of 100 words of Vietnamese press some 40 do; an eighth is left where every
/// second word is English.
fn has_vietnamese_words(sample: &str) -> bool {
    let is_own = |c: char| matches!(c, 'Ạ'..='ỹ' | 'ơ' | 'ư');
    let words = sample.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let (all, own) = words.fold((0, 0), |(all, own), word| {
        (all + 1, own + usize::from(word.starts_with(char::is_lowercase) && word.contains(is_own)))
    });
    own >= 4 && own * 8 >= all
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
    fn a_text_with_vietnamese_names_is_not_vietnamese() {
        let text = "Prime Minister Nguyễn Xuân Phúc and Deputy Prime Minister Phạm Bình Minh received the heads of missions \
                    who had come to Hà Nội for the conference, and asked them to help Vietnamese enterprises abroad. ";
        assert_eq!(language(&text.repeat(10)), "en");
        let text =
            "Bộ trưởng đề nghị toàn ngành tiếp tục phục vụ phát triển đất nước, mở rộng quan hệ với các đối tác. ";
        assert!(is_vietnamese(&[Paragraph { line: 1, text: text.repeat(6), headline: false }]));
        assert_eq!(language(&text.repeat(6)), whatlang_only(&text.repeat(6)));
    }

    fn whatlang_only(text: &str) -> &'static str {
        if whatlang::detect_lang(text) == Some(whatlang::Lang::Vie) { "vi" } else { UNDETERMINED }
    }

    #[test]
    fn vietnamese_with_many_english_words_is_vietnamese() {
        let text = "Startup Lúa Log vừa gọi thành công hai triệu USD từ quỹ Rice Ventures. CEO nói: \"We want to be the best \
                    platform for logistics in the delta\". Team hiện có 40 engineer, dùng Python và PostgreSQL.";
        assert_eq!(language(text), "vi");
        let quoted = "The motto of the school, \"uống nước nhớ nguồn\", stands above its gate, and every child of the \
                      village learns it by heart long before the first lesson in reading begins in the autumn term.";
        assert_eq!(language(quoted), "en");
    }

    #[test]
    fn a_text_without_letters_has_no_language() {
        assert_eq!(language("2021 – 2030"), "und");
    }
}
