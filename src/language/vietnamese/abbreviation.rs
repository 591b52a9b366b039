//! Which full stops and hyphens belong to a unit: abbreviations, initials and loanwords.

use super::run::run_end;
use super::tone::fold;

/// Titles and places that are shortened before what they name: their full stop ends no sentence.
const TITLES: [&str; 20] = [
    "TP", "Tp", "tp", "TX", "Tx", "TT", "TTr", "NS", "CN", "Mr", "Mrs", "Ms", "Dr", "St", "Jr", "Prof", "Gen", "No",
    "tr", "ĐS",
];

/// Titles that are written in a chain, too: PGS.TS.
const DEGREES: [&str; 24] = [
    "GS", "Gs", "PGS", "Pgs", "TS", "Ts", "TSKH", "ThS", "Ths", "BS", "Bs", "CKI", "CKII", "KS", "KTS", "LS", "Ls",
    "DS", "NGND", "NGƯT", "TTND", "TTƯT", "NSND", "NSƯT",
];

/// Whether a unit is a title, or a chain of degrees.
fn is_title(unit: &str) -> bool {
    TITLES.contains(&unit) || unit.split('.').all(|part| DEGREES.contains(&part))
}

/// Words that often open a sentence: a capital initial before them ends the sentence before.
const OPENERS: [&str; 40] = [
    "Anh", "Bà", "Bên", "Chị", "Cho", "Chúng", "Các", "Cũng", "Do", "Dù", "Hiện", "Họ", "Hội", "Khi", "Không", "Nhưng",
    "Nhiều", "Những", "Nếu", "Ngoài", "Ngày", "Nhằm", "Qua", "Sau", "Theo", "Trong", "Trước", "Trên", "Tuy", "Tại",
    "Tôi", "Từ", "Và", "Vì", "Với", "Về", "Ông", "Đây", "Đó", "Để",
];

/// What comes after a full stop.
enum Next<'a> {
    /// Nothing, or a closing quotation mark: the full stop ends the sentence.
    End,
    /// A mark such as a comma or a bracket, which cannot follow the end of a sentence.
    Mark,
    /// A digit.
    Digit,
    /// A word in lower case.
    Lower,
    /// A word that starts with a capital.
    Capital(&'a str),
}

fn next(text: &str, at: usize) -> Next<'_> {
    let rest = text[at..].trim_start();
    match rest.chars().next() {
        Some(',' | ';' | ':' | ')' | '(' | '-' | '–' | '/') => Next::Mark,
        Some(c) if c.is_numeric() => Next::Digit,
        Some(c) if c.is_uppercase() => Next::Capital(&rest[..run_end(rest, 0)]),
        Some(c) if c.is_alphabetic() => Next::Lower,
        _ => Next::End,
    }
}

/// The end of the unit whose first run of letters is `at..end` and which a full stop follows.
pub(super) fn end(text: &str, at: usize, end: usize) -> usize {
    let stops_at = |at: usize| text[at..].starts_with('.') && !text[at..].starts_with("..");
    if !stops_at(end) {
        return end;
    }
    // T.Ư, TP.HCM, J.K, v.v
    let (mut last, mut chain) = (at, end);
    while stops_at(chain) {
        let run = run_end(text, chain + 1);
        if !links(&text[last..chain], &text[chain + 1..run]) {
            break;
        }
        (last, chain) = (chain + 1, run);
    }
    let unit = &text[at..chain];
    let belongs = stops_at(chain)
        && match next(text, chain + 1) {
            Next::End => false,
            Next::Mark | Next::Lower => chain > end || is_initial(unit) || is_title(unit),
            Next::Digit => is_title(unit) || is_initial(unit),
            Next::Capital(word) => {
                !OPENERS.contains(&word) && (is_title(unit) || unit.split('.').all(is_initial) && unit != "T.Ư")
            }
        };
    chain + usize::from(belongs)
}

/// Whether a full stop between two runs leaves them one unit.
fn links(before: &str, after: &str) -> bool {
    let all_capitals = !after.is_empty() && after.chars().all(char::is_uppercase);
    match before {
        "TP" | "Tp" => all_capitals && !is_initial(after),
        "Th" => after == "S",
        _ if DEGREES.contains(&before) => DEGREES.contains(&after),
        _ if is_initial(before) => all_capitals,
        _ => is_single(before) && is_single(after) && !is_initial(after),
    }
}

fn is_single(run: &str) -> bool {
    let mut letters = run.chars();
    letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none()
}

/// Whether a run is one capital; with a tone it is a word, as the names of Asia (Á) and Italy (Ý) are.
fn is_initial(run: &str) -> bool {
    is_single(run) && run.chars().map(fold).all(|letter| letter.capital && letter.tone == 0)
}

/// Loanwords whose parts could be Vietnamese syllables, or that are names with two capitals.
#[rustfmt::skip]
const LOANWORDS: [&str; 89] = [
    "a-mi-ăng", "a-xít", "al-qaeda", "ba-lô", "ba-zan", "bi-a", "ca-bin", "ca-nô", "ca-rô", "cao-su", "cd-rom",
    "coca-cola", "các-bon", "các-tông", "căng-tin", "cô-ca", "cô-sin", "cô-ta", "cà-phê", "cà-rem", "cát-xê", "cát-xét",
    "ca-ra-mên", "ca-ta-lô", "ca-mê-ra", "gác-ba-ga", "ga-ra", "hi-đrô", "in-tơ-nét", "ka-ra-ô-kê", "ki-lô",
    "ki-lô-gam", "ki-lô-mét", "ki-lô-oát", "ki-ốt", "lô-gi-stích", "lô-gích", "lô-gíc", "ma-ra-tông", "mác-xít",
    "ma-két", "mi-crô", "mê-ga-oát", "mát-xa", "mét-rô", "mê-tan", "mô-bi-lét", "mô-tô", "mô-típ", "mô-đun", "mô-đen",
    "mô-nô", "ni-lông", "nơ-ron", "ô-dôn", "ô-tô", "ô-xy", "ô-xi", "ốc-xy", "ốp-la", "ô-liu", "pa-nô", "pi-a-nô",
    "ra-đa", "ra-đi-ô", "ru-băng", "ruy-băng", "rô-bốt", "sars-cov-2", "sô-cô-la", "séc-bi", "ta-xi", "tắc-xi",
    "ti-vi", "tuốc-bin", "tuốc-nơ-vít", "u-ra-ni", "vi-ta-min", "vi-rút", "vi-đê-ô", "vi-ô-lông", "vắc-xin", "vec-tơ",
    "véc-tơ", "wi-fi", "xi-măng", "xì-căng-đan", "xích-lô", "đô-la",
];

/// A chain of more parts is no word. Without a limit a long chain would be read again from each of its parts.
const MOST_PARTS: usize = 8;

/// The end of the unit whose first part is `at..end` and which a hyphen follows: the end of the
/// last part if the hyphens belong to the word, else `end`.
pub(super) fn hyphenated_end(text: &str, at: usize, end: usize) -> usize {
    let mut last = end;
    let mut parts = 1;
    while text[last..].starts_with('-') {
        let run = run_end(text, last + 1);
        if run == last + 1 {
            break;
        }
        last = run;
        parts += 1;
        if parts > MOST_PARTS {
            return end;
        }
    }
    if parts == 1 {
        return end;
    }
    let whole = &text[at..last];
    let parts = || whole.split('-');
    let capital = |part: &str| part.starts_with(char::is_uppercase);
    let second = &text[end + 1..run_end(text, end + 1)];
    // Covid-19, U-23, B-52, but not a word and a year.
    if second.bytes().all(|byte| byte.is_ascii_digit()) && second.len() <= 3 {
        let first = &text[at..end];
        return if capital(first) && first.is_ascii() { end + 1 + second.len() } else { end };
    }
    let one = LOANWORDS.contains(&whole.to_lowercase().as_str())
        // Kim Jong-un, Ki-tô, Ma-lai-xi-a.
        || capital(whole) && parts().skip(1).all(|part| part.starts_with(char::is_lowercase))
        // V-League, e-mail.
        || parts().any(|part| part.len() == 1 && !matches!(part, "y" | "Y"))
        // GD-ĐT, NĐ-CP, but not MỸ-EU.
        || parts().all(|part| part.chars().count() <= 2 && part.chars().all(|c| c.is_uppercase() && fold(c).tone == 0))
        // play-off, hat-trick.
        || parts().all(|part| part.starts_with(char::is_lowercase)) && !parts().all(is_native);
    if one { last } else { end }
}

/// Whether a Vietnamese syllable could be spelled so: onset, one to three vowels, coda; and the
/// tone is sharp or heavy before a stop.
fn is_native(part: &str) -> bool {
    #[rustfmt::skip]
    const ONSETS: [&str; 26] = [
        "", "b", "c", "ch", "d", "đ", "g", "gh", "h", "k", "kh", "l", "m", "n", "ng", "ngh", "nh", "ph", "q", "r", "s",
        "t", "th", "tr", "v", "x",
    ];
    const CODAS: [&str; 9] = ["", "c", "ch", "m", "n", "ng", "nh", "p", "t"];
    let vowel = |c: char| "aăâeêioôơuưy".contains(c);
    let bases: String = part.chars().map(|c| fold(c).base).collect();
    let tone = part.chars().map(|c| fold(c).tone).max().unwrap_or(0);
    let Some(nucleus) = bases.find(vowel) else {
        return false;
    };
    let coda = bases.trim_end_matches(|c| !vowel(c)).len();
    let vowels = bases[nucleus..coda].chars();
    let stop = matches!(&bases[coda..], "c" | "ch" | "p" | "t");
    ONSETS.contains(&&bases[..nucleus])
        && CODAS.contains(&&bases[coda..])
        && vowels.clone().all(vowel)
        && vowels.count() <= 3
        && (!stop || tone >= 4)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn native_syllables_are_told_from_foreign_words() {
        for native in ["tế", "nghiêng", "quyền", "giếng", "xoong", "ách", "trị", "khuya"] {
            assert!(is_native(native), "{native}");
        }
        for foreign in ["hat", "play", "trick", "off", "pop", "mail", "end", "stress", ""] {
            assert!(!is_native(foreign), "{foreign}");
        }
    }

    #[test]
    fn lists_have_no_duplicates() {
        for list in [&TITLES[..], &DEGREES, &OPENERS, &LOANWORDS] {
            let unique: std::collections::BTreeSet<_> = list.iter().collect();
            assert_eq!(unique.len(), list.len());
        }
    }
}
