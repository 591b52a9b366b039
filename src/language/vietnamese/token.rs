//! The tokeniser: text to units, in one pass, by the characters alone.

use super::abbreviation;
use super::run::run_end;
use super::tone::is_vietnamese;
use crate::language::segmenter::{Unit, UnitKind};

/// Appends the units of `text`, which has at most 4 GiB.
pub fn tokenise(text: &str, units: &mut Vec<Unit>) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(&first) = bytes.get(at) {
        let (end, kind) = match first {
            b' ' => {
                at += 1;
                continue;
            }
            b'0'..=b'9' => number(text, at),
            b'A'..=b'Z' | b'a'..=b'z' => (word(text, at), UnitKind::Word),
            _ => match text[at..].chars().next() {
                Some(c) if is_vietnamese(c) || c.is_alphanumeric() => (word(text, at), UnitKind::Word),
                Some(c) if c.is_whitespace() => {
                    at += c.len_utf8();
                    continue;
                }
                Some(c) => match hashtag(text, at) {
                    Some(end) => (end, UnitKind::Word),
                    None => (mark(text, at, c), UnitKind::Punctuation),
                },
                None => return,
            },
        };
        units.push(Unit { start: at as u32, end: end as u32, kind });
        at = end;
    }
}

/// The end of the word that starts at `at`.
fn word(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes();
    let mut end = run_end(text, at);
    // Nearly always.
    if let None | Some(b' ' | b',') = bytes.get(end) {
        return end;
    }
    // An apostrophe between two letters: L'Oréal, O’Brien.
    while let Some(mark) = text[end..].chars().next().filter(|mark| matches!(mark, '\'' | '’')) {
        let rest = run_end(text, end + mark.len_utf8());
        if rest == end + mark.len_utf8() {
            break;
        }
        end = rest;
    }
    match bytes.get(end) {
        Some(b'.' | b'-' | b'@' | b':' | b'/' | b'_' | b'+') => {}
        Some(b'&') if is_capital(text, at) && is_capital(text, end + 1) => {
            return run_end(text, end + 1);
        }
        _ => return end,
    }
    if let Some(end) = link(text, at) {
        return end;
    }
    match bytes[end] {
        b'.' => abbreviation::end(text, at, end),
        b'-' => abbreviation::hyphenated_end(text, at, end),
        b'+' if bytes.get(end + 1).is_some_and(u8::is_ascii_digit) => run_end(text, end + 1),
        _ => end,
    }
}

/// Whether the character at `at` is a capital letter.
fn is_capital(text: &str, at: usize) -> bool {
    text[at..].chars().next().is_some_and(char::is_uppercase)
}

/// The end and the kind of the number, date, span or document number that starts at `at`.
fn number(text: &str, at: usize) -> (usize, UnitKind) {
    let mut end = run_end(text, at);
    if text.as_bytes().get(end) == Some(&b'@')
        && let Some(end) = link(text, at)
    {
        return (end, UnitKind::Word);
    }
    while let Some(sign) = text[end..].chars().next() {
        let next = end + sign.len_utf8();
        let run = run_end(text, next);
        let digit = text.as_bytes().get(next).is_some_and(u8::is_ascii_digit);
        let continues = match sign {
            '.' | ',' | ':' | '–' => digit,
            '-' | '/' => digit || is_office(&text[next..run]),
            _ => false,
        };
        end = match (continues, spaced_thousands(text, at, end)) {
            (true, _) => run,
            (false, Some(thousands)) => thousands,
            (false, None) => break,
        };
    }
    // 16h30 and 25km are numbers; 5G, 3D and 59-NQ/TW are names.
    let kind = if text[at..end].chars().any(char::is_uppercase) { UnitKind::Word } else { UnitKind::Number };
    (end, kind)
}

/// The end of the group of thousands after the number `at..end` that a blank sets apart from it: "10 . 000", as in
/// texts that were once cut into units, and "10. 000". A full stop before another group than 000 may end a sentence:
/// with no blank before it the number must have such groups already.
fn spaced_thousands(text: &str, at: usize, end: usize) -> Option<usize> {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &text[end..];
    let stop = rest.strip_prefix(' ').unwrap_or(rest);
    let group = stop.strip_prefix(". ").filter(|group| digits(group) == 3)?;
    let number = &text[at..end];
    let last = number.len() - number.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let is_plain = number.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b' '));
    let has_groups = last == 3 && number.len() > 3;
    let follows = matches!(last, 1..=3) && (group.starts_with("000") || is_plain && (stop != rest || has_groups));
    follows.then(|| run_end(text, text.len() - group.len()))
}

/// Whether a run is the letters of a document number: NQ, QĐ, TTg, CP in 15/2023/QĐ-TTg.
fn is_office(run: &str) -> bool {
    run.chars().all(char::is_alphabetic) && run.chars().filter(|c| c.is_uppercase()).count() >= 2
}

/// The end of the hashtag that starts at `at`, if one does: letters, digits and `_` after a #, at least one letter.
fn hashtag(text: &str, at: usize) -> Option<usize> {
    let rest = text[at..].strip_prefix('#')?;
    let length = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
    let tag = rest[..length].trim_end_matches('_');
    tag.contains(char::is_alphabetic).then_some(at + 1 + tag.len())
}

/// The end of the punctuation mark, symbol or emoji `first` at `at`.
fn mark(text: &str, at: usize, first: char) -> usize {
    let mut end = at + first.len_utf8();
    if matches!(first, '.' | '…' | '-' | '–' | '—' | '*' | '_' | '=' | '~' | '#' | '!' | '?') {
        return end + text[end..].len() - text[end..].trim_start_matches(first).len();
    }
    if first < '\u{203C}' {
        return end;
    }
    // An emoji with its modifiers: variation selector, skin tone, keycap, and a joiner with what it joins.
    let flag = |c| matches!(c, '\u{1F1E6}'..='\u{1F1FF}');
    let mut joins = flag(first);
    for c in text[end..].chars() {
        match c {
            '\u{FE0F}' | '\u{20E3}' | '\u{1F3FB}'..='\u{1F3FF}' => joins = false,
            '\u{200D}' => joins = true,
            _ if joins && (flag(c) || !flag(first)) && !c.is_alphanumeric() && !c.is_whitespace() => joins = false,
            _ => break,
        }
        end += c.len_utf8();
    }
    end
}

/// The end of the web or e-mail address that starts at `at`, if one does.
fn link(text: &str, at: usize) -> Option<usize> {
    /// The domains that Vietnamese press texts cite without `www.`.
    const DOMAINS: [&str; 9] = ["vn", "com", "net", "org", "edu", "gov", "info", "int", "eu"];
    /// No address of a mailbox is longer (RFC 5321), in bytes. Without a limit a long run of letters and stops would be
    /// read again from each of its parts.
    const LONGEST: usize = 320;
    let rest = &text[at..];
    let span = |from: usize, extra: &str| {
        let inside = |&byte: &u8| byte.is_ascii_alphanumeric() || extra.as_bytes().contains(&byte);
        let length = rest.as_bytes()[from..].iter().take(LONGEST).take_while(|byte| inside(byte)).count();
        from + rest[from..from + length].trim_end_matches(['.', '-', ',']).len()
    };
    let whole = || {
        let stop = |c: char| c.is_whitespace() || "<>()[]{}\"“”‘’…;".contains(c);
        let address = &rest[..rest.find(stop).unwrap_or(rest.len())];
        Some(at + address.trim_end_matches(['.', ',', ':', '!', '?', '\'']).len())
    };
    let letters = rest.bytes().take(LONGEST).take_while(u8::is_ascii_alphanumeric).count();
    if letters > 0 && (rest[letters..].starts_with("://") || rest[..letters].eq_ignore_ascii_case("www")) {
        return whole().filter(|&end| end > at + letters + 1);
    }
    let user = span(0, "._%+-");
    if user > 0 && rest[user..].starts_with('@') {
        let end = span(user + 1, ".-");
        return rest[user + 1..end].contains('.').then_some(at + end);
    }
    let domain = span(0, ".-");
    let (name, last) = rest[..domain].rsplit_once('.')?;
    let known = !name.is_empty() && DOMAINS.contains(&last) && run_end(rest, domain) == domain;
    known.then(|| if rest[domain..].starts_with('/') { whole() } else { Some(at + domain) })?
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn units(text: &str) -> Vec<Unit> {
        let mut units = Vec::new();
        tokenise(text, &mut units);
        units
    }

    fn texts(text: &str) -> Vec<&str> {
        let cut = |unit: Unit| &text[unit.start as usize..unit.end as usize];
        units(text).into_iter().map(cut).collect()
    }

    /// The text and its units, a blank between two.
    const CASES: [(&str, &str); 52] = [
        ("khắp châu Á. Mùa hè ở Ý.", "khắp châu Á . Mùa hè ở Ý ."),
        ("Mưa to, gió lớn.", "Mưa to , gió lớn ."),
        ("Ông nói: “Tốt lắm!”", "Ông nói : “ Tốt lắm ! ”"),
        ("\"Thật à?\", cô hỏi", "\" Thật à ? \" , cô hỏi"),
        ("giá 1.234,5 đồng", "giá 1.234,5 đồng"),
        ("cách mạng 4.0.", "cách mạng 4.0 ."),
        ("tăng 7,5%, giảm 50%", "tăng 7,5 % , giảm 50 %"),
        ("ngày 20/12/2013.", "ngày 20/12/2013 ."),
        ("sáng 23-12, lúc 15:16", "sáng 23-12 , lúc 15:16"),
        ("thời kỳ 2021-2030", "thời kỳ 2021-2030"),
        ("thời kỳ 2021–2030; sau đó", "thời kỳ 2021–2030 ; sau đó"),
        ("lúc 16h30, mạng 5G", "lúc 16h30 , mạng 5G"),
        ("Ban Bí thư T.Ư họp", "Ban Bí thư T.Ư họp"),
        ("Báo cáo của T.Ư. Hội nghị", "Báo cáo của T.Ư . Hội nghị"),
        ("Về tới T.Ư.", "Về tới T.Ư ."),
        ("ở TP. Huế và TP.HCM.", "ở TP. Huế và TP.HCM ."),
        ("Tp. Vinh, TP.Đà Lạt", "Tp. Vinh , TP. Đà Lạt"),
        ("GS.TS. Lê An", "GS.TS. Lê An"),
        ("PGS.TS. Vũ Hà, GS.TSKH Đỗ Tú và TS.BS Mai.", "PGS.TS. Vũ Hà , GS.TSKH Đỗ Tú và TS.BS Mai ."),
        ("gặp ThS.BS. Lê An và PGS. TS. Vũ Hà", "gặp ThS.BS. Lê An và PGS. TS. Vũ Hà"),
        ("Bà là PGS.TS. Bà dạy ở Huế.", "Bà là PGS.TS . Bà dạy ở Huế ."),
        ("PGS. TS Vũ Hà, ThS. Mai, Ths. Tú", "PGS. TS Vũ Hà , ThS. Mai , Ths. Tú"),
        ("cam, quýt, v.v. và táo", "cam , quýt , v.v. và táo"),
        ("cam, quýt, v.v.", "cam , quýt , v.v ."),
        ("ông Trần A. cho biết", "ông Trần A. cho biết"),
        ("đội của Trần Văn B.", "đội của Trần Văn B ."),
        ("thiếu vitamin C. Các em", "thiếu vitamin C . Các em"),
        ("John F. Kennedy, J.K. Rowling", "John F. Kennedy , J.K. Rowling"),
        ("ĐHQG Hà Nội, Đại hội XIII", "ĐHQG Hà Nội , Đại hội XIII"),
        ("dịch Covid-19 và COVID-19", "dịch Covid-19 và COVID-19"),
        ("tiêm vắc-xin, đổi đô-la", "tiêm vắc-xin , đổi đô-la"),
        ("kinh tế-xã hội", "kinh tế - xã hội"),
        ("quan hệ Nga-Ấn Độ", "quan hệ Nga - Ấn Độ"),
        ("cuộc gặp Trump-Biden", "cuộc gặp Trump - Biden"),
        ("ông Kim Jong-un, vòng play-off", "ông Kim Jong-un , vòng play-off"),
        ("nhóm G20 và ASEAN+3", "nhóm G20 và ASEAN+3"),
        ("R&D của AT&T", "R&D của AT&T"),
        ("Nghị quyết 59-NQ/TW, 15/2023/QĐ-TTg", "Nghị quyết 59-NQ/TW , 15/2023/QĐ-TTg"),
        ("xem https://a.vn/b?c=1, rồi", "xem https://a.vn/b?c=1 , rồi"),
        ("gửi ban.tin_1@bao.com.vn.", "gửi ban.tin_1@bao.com.vn ."),
        ("theo baomoi.vn. Sau đó", "theo baomoi.vn . Sau đó"),
        ("Thế rồi... im…", "Thế rồi ... im …"),
        ("miền Bắc – miền Nam - biển", "miền Bắc – miền Nam - biển"),
        ("và/hoặc (tạm) [1]", "và / hoặc ( tạm ) [ 1 ]"),
        ("L’Oréal, Rock'n Roll", "L’Oréal , Rock'n Roll"),
        ("vui 👍🏽👨‍👩‍👧 quá!!", "vui 👍🏽 👨‍👩‍👧 quá !!"),
        ("hết.Rồi thôi", "hết . Rồi thôi"),
        ("đón #CâyTre_2023, #apec! và # ba, C#", "đón #CâyTre_2023 , #apec ! và # ba , C #"),
        ("xếp #1, ##hai, #_ và #a_.", "xếp # 1 , ## hai , # _ và #a _ ."),
        ("Quan hệ Mỹ-Trung, Việt Nam-Lào, MỸ-EU", "Quan hệ Mỹ - Trung , Việt Nam - Lào , MỸ - EU"),
        ("hợp tác Mỹ–Ấn, Bà Rịa-Vũng Tàu, ông Đi-ê-gô", "hợp tác Mỹ – Ấn , Bà Rịa - Vũng Tàu , ông Đi-ê-gô"),
        ("phường P.Đông, Q.1, Q. 3", "phường P. Đông , Q. 1 , Q. 3"),
    ];

    #[test]
    fn texts_fall_into_the_units_that_a_reader_sees() {
        for (text, expected) in CASES {
            assert_eq!(texts(text).join(" "), expected);
        }
    }

    #[test]
    fn thousands_that_blanks_set_apart_are_one_number_and_a_sentence_that_ends_before_one_is_not() {
        for number in [
            "10 . 000",
            "10. 000",
            "1 . 250 . 000",
            "14.447.103. 646",
            "5 . 350",
            "14 . 447 . 103",
            "10. 000đ",
            "120.000-130. 000",
        ] {
            assert_eq!(texts(&format!("gần {number} cây")), ["gần", number, "cây"]);
        }
        assert_eq!(texts("xem trang 10 . 000..."), ["xem", "trang", "10 . 000", "..."]);
        for apart in
            ["năm 2019 . 350 người", "tháng 12. 350 người", "số 7 . 4", "ngày 5/3 . 120 người", "1 . 0000", "3 , 000"]
        {
            assert!(texts(apart).iter().all(|unit| !unit.contains(' ')), "{apart}");
        }
    }

    #[test]
    fn kinds_tell_words_numbers_and_punctuation_apart() {
        use UnitKind::{Number, Punctuation, Word};
        let kinds: Vec<UnitKind> =
            units("5G 16h30 50 % 59-NQ/TW 2021–2030 G20 … 👍 € TP. Ừ #Huế").iter().map(|unit| unit.kind).collect();
        let expected = [Word, Number, Number, Punctuation, Word, Number, Word, Punctuation, Punctuation, Punctuation];
        assert_eq!(kinds[..10], expected);
        assert_eq!(kinds[10..], [Word; 3]);
    }

    proptest! {
        #[test]
        fn units_cover_all_but_white_space(text in "(\\PC|[ .,@/:&+'’\\-–aAđĐơ0-9\u{301}\u{200D}\u{FE0F}👍🇻]){0,60}") {
            let mut before = 0;
            for unit in units(&text) {
                let (start, end) = (unit.start as usize, unit.end as usize);
                prop_assert!(before <= start && start < end);
                prop_assert!(text[before..start].chars().all(char::is_whitespace));
                prop_assert!(text.is_char_boundary(end));
                before = end;
            }
            prop_assert!(text[before..].chars().all(char::is_whitespace));
        }
    }
}
