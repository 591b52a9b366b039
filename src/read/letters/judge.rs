//! A text that names no font -> the letters of old fonts in it: those that the model of syllables finds there.
//!
//! The text is Unicode, and what it says may be right as it stands: "as shown" is one reading of it, and each family of
//! letters another. Lines that hold letters which Vietnamese alone has in Unicode (*ạ*, *ư*) are right. What the others
//! say together decides; a line may dissent, and a long line decides for itself, as where a text was put together from
//! others.

use std::collections::BTreeSet;

use encoding_rs::WINDOWS_1252;

use super::{LegacyLetters, code, votes};
use crate::encoding::{MARGIN, Reading, distinct, is_syllable, weigh};

/// What is looked at of a text.
const MOST_BYTES: usize = 16 * 1024;

/// The lead of a line that speaks for the letters in it, whatever the rest of the text says.
const LEAD_OF_LINE: i64 = 3 * MARGIN;

/// The fewest bytes of such a line.
const LEAST_LINE: usize = 40;

/// The letters of old fonts that were found in a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FoundLetters {
    /// Those that it was read in.
    pub letters: BTreeSet<LegacyLetters>,
    /// Others that fit nearly as well.
    pub rivals: BTreeSet<LegacyLetters>,
}

impl FoundLetters {
    /// An encoding, and what was found: "UTF-8, letters of TCVN3". `None` where there is nothing to say.
    pub fn describe(&self, encoding: Option<&str>) -> Option<String> {
        let names: Vec<_> = self.letters.iter().map(|letters| letters.name()).collect();
        let letters = (!names.is_empty()).then(|| format!("letters of {}", names.join(" and ")));
        let said: Vec<String> = encoding.map(String::from).into_iter().chain(letters).collect();
        (!said.is_empty()).then(|| said.join(", "))
    }
}

/// Turns the lines that are in letters of old fonts into what a reader saw. With `named`, they are in these letters unless
/// they are plainly Unicode.
pub fn turn(lines: &mut [&mut String], named: Option<LegacyLetters>) -> FoundLetters {
    let shown: Vec<&str> = lines.iter().map(|line| line.as_str()).collect();
    let mut found = FoundLetters::default();
    let readings: Vec<Option<String>> = match named {
        Some(letters) => {
            found.letters.extend(shown.iter().any(|line| is_telling(line)).then_some(letters));
            shown.iter().map(|line| read_named(line, letters)).collect()
        }
        None => {
            found = find(&shown);
            if found.letters.is_empty() {
                return found;
            }
            let is_mixed = shown.iter().any(|line| is_vietnamese(line));
            shown.iter().map(|line| read(line, &found.letters, is_mixed)).collect()
        }
    };
    for (line, reading) in lines.iter_mut().zip(readings) {
        if let Some(reading) = reading {
            **line = reading;
        }
    }
    found
}

/// The letters that a text is in, if any.
fn find(lines: &[&str]) -> FoundLetters {
    let mut found = FoundLetters::default();
    let open: Vec<&str> = lines.iter().copied().filter(|line| is_telling(line) && !is_vietnamese(line)).collect();
    if open.is_empty() {
        return found;
    }
    let whole = LineSample::of(&open);
    if let Some((letters, lead)) = whole.best() {
        found.letters.insert(letters);
        found.rivals.extend(whole.rivals(letters, lead));
    }
    for line in open.into_iter().filter(|line| line.len() >= LEAST_LINE) {
        let sample = LineSample::of(&[line]);
        // What the other lines are in is likelier than letters of its own.
        let known = found.letters.iter().map(|letters| sample.lead(*letters).0).max().unwrap_or_default();
        let is_own = |lead: i64| lead >= known + LEAD_OF_LINE;
        found.letters.extend(sample.best().filter(|(_, lead)| is_own(*lead)).map(|(letters, _)| letters));
    }
    found.rivals.retain(|rival| !found.letters.contains(rival));
    found
}

/// The line in the letters of a text, where it is in them: where nothing speaks against it, or, in a text that is Unicode
/// in part, where something speaks for it.
fn read(line: &str, letters: &BTreeSet<LegacyLetters>, is_mixed: bool) -> Option<String> {
    if !is_telling(line) {
        return None;
    }
    if is_vietnamese(line) {
        return letters.iter().find_map(|letters| read_words(line, *letters));
    }
    let sample = LineSample::of(&[line]);
    let leads = letters.iter().map(|letters| (sample.lead_of_line(*letters), *letters));
    let (lead, best) = leads.max()?;
    match lead > if is_mixed { 0 } else { -MARGIN } {
        true => Some(decode(line, best)),
        // Names of other languages among its words.
        false => (votes(line, best) >= 2).then(|| read_words(line, best)).flatten(),
    }
}

/// The line in the letters that the user names, unless more of its words are Vietnamese as it stands.
fn read_named(line: &str, letters: LegacyLetters) -> Option<String> {
    match is_vietnamese(line) {
        true => read_words(line, letters),
        false => (votes(line, letters) >= 0).then(|| decode(line, letters)),
    }
}

/// A line of which some words are in the letters, and others are Unicode.
fn read_words(line: &str, letters: LegacyLetters) -> Option<String> {
    let mut changed = false;
    let mut text = String::new();
    for word in line.split_inclusive(|c: char| c.is_ascii_whitespace()) {
        let decoded = decode(word, letters);
        let is_word = |text: &str| is_syllable(bare(text), letters == LegacyLetters::Tcvn3);
        if decoded != word && is_word(&decoded) && !is_word(word) && !is_power(word) {
            changed = true;
            text.push_str(&decoded);
        } else {
            text.push_str(word);
        }
    }
    changed.then_some(text)
}

/// Whether nothing of a word could be an old letter except a raised digit after it: a unit.
fn is_power(word: &str) -> bool {
    let marked = word.trim_end_matches(|c: char| !c.is_alphanumeric());
    marked.strip_suffix(['²', '³']).is_some_and(|unit| unit.is_ascii())
}

/// A word without what surrounds it.
fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphabetic())
}

/// The text in the letters, marks among its words that stand for letters included.
fn decode(text: &str, letters: LegacyLetters) -> String {
    match letters {
        LegacyLetters::Viscii if text.contains(is_mark) => decode_marks(text),
        LegacyLetters::Tcvn3 if text.contains('-') => with_horns(&letters.decode(text)),
        _ => letters.decode(text),
    }
}

/// The text of TCVN3 with *ư* for hyphens that stand for it: its code is that of the soft hyphen, which programs write
/// as a hyphen. A hyphen does so where this makes a syllable and there was none before, as in *ng-ời* and *nh-*.
fn with_horns(text: &str) -> String {
    let is_syllable = |word: &str| is_syllable(word, true);
    let mut read = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('-') {
        read.push_str(before);
        let left = read.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        let right = after.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        let stands = |part: &str| part.is_empty() || is_syllable(part);
        let is_code = read.ends_with(char::is_numeric) || after.starts_with(char::is_numeric);
        let is_letter = !(is_code || stands(left) && stands(right)) && is_syllable(&format!("{left}ư{right}"));
        read.push(if is_letter { 'ư' } else { '-' });
        rest = after;
    }
    read + rest
}

/// The text of VISCII. Some of its capitals have the codes of quotation marks and dashes: such a mark is a letter only
/// where it makes a word.
fn decode_marks(text: &str) -> String {
    let letters = LegacyLetters::Viscii;
    let mut decoded = String::new();
    for word in text.split_inclusive(|c: char| c.is_ascii_whitespace()) {
        let whole = letters.decode(word);
        let is_letter = bare(&whole).chars().nth(1).is_some() && is_syllable(bare(&whole), false);
        match is_letter {
            true => decoded.push_str(&whole),
            false => {
                for part in word.split_inclusive(is_mark) {
                    let end = part.trim_end_matches(is_mark);
                    decoded.push_str(&letters.decode(end));
                    decoded.push_str(&part[end.len()..]);
                }
            }
        }
    }
    decoded
}

fn is_mark(c: char) -> bool {
    ('\u{2010}'..='\u{203a}').contains(&c)
}

/// Whether a line has a character that could be a letter of an old font, punctuation apart.
fn is_telling(line: &str) -> bool {
    // In UTF-8 all of them begin with C2, C3 or EF: most lines of English, and none of other scripts, are passed over soon.
    line.bytes().any(|byte| matches!(byte, 0xc2 | 0xc3 | 0xef))
        && line.chars().any(|c| matches!(c, '\u{80}'..='\u{9f}' | '\u{a1}'..='\u{ff}' | '\u{f080}'..='\u{f0ff}'))
}

/// Whether a line has a letter that in Unicode is Vietnamese.
fn is_vietnamese(line: &str) -> bool {
    line.chars().any(is_vietnamese_letter)
}

/// Whether a letter is one of those beyond Latin-1 that Vietnamese writes, or a mark that makes one.
pub fn is_vietnamese_letter(c: char) -> bool {
    matches!(c, 'ă' | 'Ă' | 'đ' | 'Đ' | 'ĩ' | 'Ĩ' | 'ũ' | 'Ũ' | 'ơ' | 'Ơ' | 'ư' | 'Ư' | 'Ạ'..='ỹ')
        || matches!(c, '\u{300}'..='\u{303}' | '\u{306}' | '\u{309}' | '\u{31b}' | '\u{323}')
}

/// The words of lines that tell letters apart.
struct LineSample<'a> {
    /// Those with a character beyond ASCII, a space after each.
    shown: String,
    /// Those of ASCII letters, each once.
    ascii: Vec<&'a str>,
    /// How well they fit as they are shown.
    score: i64,
}

impl<'a> LineSample<'a> {
    fn of(lines: &[&'a str]) -> LineSample<'a> {
        let (mut shown, mut ascii) = (String::new(), Vec::new());
        for word in lines.iter().flat_map(|line| line.split_ascii_whitespace()) {
            if shown.len() > MOST_BYTES {
                break;
            }
            if word.is_ascii() && !word.bytes().any(|byte| byte < 0x20) {
                ascii.push(word.trim_matches(|c: char| !c.is_ascii_alphabetic()));
            } else if word.chars().all(|c| code(c).is_some()) {
                shown.push_str(word);
                shown.push(' ');
            }
        }
        let letters = |word: &&str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_alphabetic());
        let ascii = distinct(ascii.into_iter().filter(letters));
        let score = weigh(Reading::Web(WINDOWS_1252), &shown, &ascii, true).score;
        LineSample { shown, ascii, score }
    }

    /// How much better the words fit in these letters than as they are shown, and whether they fit at all.
    fn lead(&self, letters: LegacyLetters) -> (i64, bool) {
        let weight = weigh(letters.reading(), &decode(&self.shown, letters), &self.ascii, false);
        (weight.score - self.score, weight.fits)
    }

    /// The same of a line in a text that has such letters. A line may be Vietnamese as it is shown, and the language of its
    /// other words tells nothing.
    fn lead_of_line(&self, letters: LegacyLetters) -> i64 {
        let weight = |reading, text: &str| weigh(reading, text, &[], false).score;
        let shown = weight(Reading::Web(WINDOWS_1252), &self.shown);
        let shown = shown.max(weight(Reading::Viscii, &self.shown));
        weight(letters.reading(), &decode(&self.shown, letters)) - shown
    }

    /// The letters that the words fit best in, and their lead, where there is no doubt that they are in some. Many Vietnamese
    /// words are the same in VISCII and in Latin-1: such words alone tell nothing.
    fn best(&self) -> Option<(LegacyLetters, i64)> {
        let leads = LegacyLetters::ALL.map(|letters| (self.lead(letters), letters));
        let ((lead, fits), letters) = leads.into_iter().max()?;
        (fits && lead >= MARGIN && votes(&self.shown, letters) > 0).then_some((letters, lead))
    }

    /// Other letters that fit nearly as well as the best, whose lead is given.
    fn rivals(&self, best: LegacyLetters, lead: i64) -> impl Iterator<Item = LegacyLetters> {
        let text = best.decode(&self.shown);
        LegacyLetters::ALL.into_iter().filter(move |letters| {
            *letters != best && self.lead(*letters).0 > lead - MARGIN && letters.decode(&self.shown) != text
        })
    }
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization;

    use super::super::{LegacyLetters::*, TABLES};
    use super::*;

    const ARTICLE: [&str; 3] = [
        "Làng chài Thuận An đóng tàu mới",
        "Sáng nay, ngư dân hạ thủy ba chiếc tàu vỏ gỗ sau hơn một năm chờ đợi, và bà con ra bến rất đông.",
        "Theo ông Trần Văn Lựu, tàu mới sẽ đi xa hơn, ở lại ngoài khơi lâu hơn và bảo đảm an toàn trong mùa bão.",
    ];

    /// The text as it looks where its font is missing.
    fn shown(text: &str, letters: LegacyLetters) -> String {
        let table = &TABLES[letters as usize];
        let code = |unit: &str| table.iter().rposition(|entry| entry == unit).map(|code| char::from(code as u8));
        let mark = |marks: &str| {
            let mut marks: Vec<char> = marks.chars().collect();
            // The shape of a vowel comes before its tone in VNI's codes.
            marks.sort_by_key(|c| !matches!(c, '\u{302}' | '\u{306}'));
            code(&marks.into_iter().collect::<String>()).unwrap()
        };
        let of = |c: char| match code(&c.to_string()) {
            Some(code) => code.to_string(),
            None => {
                let parts: Vec<char> = c.nfd().collect();
                let split = if parts.get(1) == Some(&'\u{31b}') { 2 } else { 1 };
                let base: String = parts[..split].iter().copied().nfc().collect();
                [code(&base).unwrap(), mark(&parts[split..].iter().collect::<String>())].iter().collect()
            }
        };
        text.chars().map(|c| if c.is_ascii() { c.to_string() } else { of(c) }).collect()
    }

    fn turned(texts: &[String], named: Option<LegacyLetters>) -> (Vec<String>, FoundLetters) {
        let mut texts = texts.to_vec();
        let found = turn(&mut texts.iter_mut().collect::<Vec<_>>(), named);
        (texts.iter().map(|text| text.nfc().collect()).collect(), found)
    }

    #[test]
    fn an_article_in_the_letters_of_each_family_is_read_as_its_reader_saw_it() {
        for letters in LegacyLetters::ALL {
            let texts = ARTICLE.map(|text| shown(text, letters));
            assert!(texts.iter().zip(ARTICLE).all(|(shown, text)| shown != text));
            let (turned, found) = turned(&texts, None);
            assert_eq!((turned, found.letters), (ARTICLE.map(String::from).to_vec(), BTreeSet::from([letters])));
        }
        assert_eq!(shown("Hội nghị", Tcvn3), "Héi nghÞ");
        assert_eq!(shown("Nước sâu", Vni), "Nöôùc saâu");
    }

    #[test]
    fn a_hyphen_that_stands_for_a_letter_of_tcvn3_is_that_letter_and_others_stay() {
        for (shown, read) in [
            ("Nhiều ng-ời ở n-ớc Anh-Mỹ ch-a đ-ợc xem", "Nhiều người ở nước Anh-Mỹ chưa được xem"),
            ("nh- t- vấn, ph-ơng-tiện", "như tư vấn, phương-tiện"),
            (
                "- Các hộ, 2020-2021, e-mail, B-52, co-op, hữu-nghị, U-",
                "- Các hộ, 2020-2021, e-mail, B-52, co-op, hữu-nghị, U-",
            ),
        ] {
            assert_eq!(with_horns(read), read);
            assert_eq!(with_horns(shown), read);
        }
        let texts = ARTICLE.map(|text| shown(text, Tcvn3).replace('\u{ad}', "-"));
        assert!(texts[1].contains("ng- d©n"));
        assert_eq!(turned(&texts, None).0, ARTICLE);
    }

    #[test]
    fn a_paragraph_in_old_letters_amid_unicode_is_turned_and_the_others_stay() {
        let texts = [ARTICLE[0].to_string(), shown(ARTICLE[1], Tcvn3), ARTICLE[2].to_string()];
        assert_eq!(turned(&texts, None).0, ARTICLE);
    }

    #[test]
    fn a_unit_in_a_unicode_text_stays_though_other_lines_hold_no_letter_beyond_latin_1() {
        let texts = ["Ao tôm 2.500 m² bỏ không, cỏ mọc.", "Có liên quan", "Vì sao ao tôm thoái hóa nhanh?"];
        let old = shown(ARTICLE[1], Viscii);
        assert_eq!(turned(&texts.map(String::from), None), (texts.map(String::from).to_vec(), FoundLetters::default()));
        assert_eq!(turned(&[texts[0].to_string(), old], None).0, [texts[0], ARTICLE[1]]);
    }

    #[test]
    fn other_languages_and_unicode_stay_as_they_are() {
        for text in [
            "Ce matin, les pêcheurs ont mis à l'eau trois bateaux en bois après plus d'une année d'attente.",
            "Heute früh ließen die Fischer drei hölzerne Boote zu Wasser, für die sie über ein Jahr gewartet hatten.",
            "Esta mañana, los pescadores echaron al agua tres barcos; será más fácil ir más lejos este otoño.",
            "Í morgun settu sjómenn þrjá báta á flot eftir meira en árs bið, og margir komu niður á bryggju.",
            "São três barcos de madeira; não será difícil ir mais longe, à pesca, no verão que vem.",
            "It was 12 °C ± 2, about £5 (or 6 ½), § 3, and the naïve café stayed open.",
            ARTICLE[1],
        ] {
            let (texts, found) = turned(&[text.to_string()], None);
            assert_eq!((texts, found), (vec![text.to_string()], FoundLetters::default()));
        }
    }

    #[test]
    fn letters_that_the_user_names_are_turned_where_the_text_is_not_plainly_unicode() {
        let texts = [shown("Bến cá", Tcvn3), "Bến cá".to_string(), "Quay".to_string()];
        let (texts, found) = turned(&texts, Some(Tcvn3));
        assert_eq!(texts, ["Bến cá", "Bến cá", "Quay"]);
        assert_eq!(found.describe(Some("UTF-8")).as_deref(), Some("UTF-8, letters of TCVN3"));
    }
}
