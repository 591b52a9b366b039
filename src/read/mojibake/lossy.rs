//! The first bytes of a Vietnamese letter, the rest of which is lost -> the letter, where only one makes a syllable.

use unicode_normalization::UnicodeNormalization;

use super::super::encoding::is_syllable;
use super::{Sequence, sequence};

/// The letters that begin with these characters and whose last byte gets lost: it has no character in windows-1252, or
/// nobody sees that (0x81, 0x8D, 0x8F, 0x90, 0x9D, the blank 0xA0, the soft hyphen 0xAD). The most frequent come first.
const LETTERS: [(&str, &str); 6] =
    [("á»", "ềờọỏửỐỠ"), ("áº", "ậẠ"), ("Ã", "àíÁÍÝ"), ("Ă", "àíÁÍÝ"), ("Ä", "Đ"), ("â€", "”")];

/// Straight marks that stand for curly ones, and so for the last byte: đ is "Ä‘".
const STRAIGHT: [(&str, char, char); 1] = [("Ä", '\'', 'đ')];

/// Syllables that are meant where their letters leave two ways, each far more frequent than the other.
const FREQUENT: &str = "về thời người của trời nhờ giờ đời lời mời rời cờ chờ thờ bờ ngờ tờ cửa sửa chữa gửi nửa lửa ngửa học chọn \
    gọi mọi trọng họ đọc nhọn tọa rọi lọc dọc hỏi giỏi nhỏ bỏ tỏ khỏi khỏe thỏa mỏ vỏ rõ đề kề nề bề phề hề tề thề đều \
    chiều nhiều tiền quyền miền hiền triều điều kiều biển thuyền truyền liền nền bền đền hậu luật chậm thật nhất phật mật \
    là và hà bà nhà mà ngày này làm hàng vào đào toàn hoàn đoàn thành hành giàu tàu màu dài bài ngoài chính tính định tình";

/// The letter of some characters that are its first bytes, between what stands `before` in the line and `after`: and how
/// many characters of that it takes.
pub fn fill(before: &str, first: &[char], after: &[char]) -> (String, usize) {
    let first: String = first.iter().collect();
    for (start, straight, letter) in STRAIGHT {
        if start == first && after.first() == Some(&straight) {
            return (letter.to_string(), 1);
        }
    }
    let letters = LETTERS.iter().find(|(start, _)| *start == first).map_or("", |(_, letters)| letters);
    if let [only] = letters.chars().collect::<Vec<_>>()[..]
        && !only.is_alphabetic()
    {
        return (only.to_string(), 0);
    }
    let head: String =
        before.chars().rev().take_while(|c| c.is_alphabetic()).collect::<Vec<_>>().into_iter().rev().collect();
    let lost = usize::from(after.first().is_some_and(|c| *c == '\u{fffd}' || *c == '?'));
    let joined = tail(&after[lost..]);
    let is_apart = lost == 0 && matches!(after.first(), Some(' ' | '\u{a0}'));
    let behind_blank = if is_apart { tail(&after[1..]) } else { Vec::new() };
    let mut ways: Vec<(char, usize)> = Vec::new();
    let mut words = Vec::new();
    for letter in letters.chars() {
        // The blank may be what is left of the byte: then the word goes on behind it, or ends here.
        for (tail, read) in [(&joined, lost), (&behind_blank, 1)].into_iter().take(1 + usize::from(is_apart)) {
            let is_blank_letter = read == 1 && lost == 0;
            if is_blank_letter && tail.is_empty() && !matches!(letter, 'à' | 'Ạ' | 'Ỡ') {
                continue;
            }
            for tail in tail_choices(tail) {
                let word: String = head.chars().chain([letter]).chain(tail.chars()).nfc().collect();
                if is_syllable(&word, false) {
                    ways.push((letter, read));
                    words.push(word.to_lowercase());
                }
            }
        }
    }
    let is_known = |word: &String| FREQUENT.split_whitespace().any(|known| known == word);
    let best = words.iter().position(is_known).or_else(|| (!words.is_empty()).then_some(0));
    match best.and_then(|at| ways.get(at)) {
        Some((letter, read)) => (letter.to_string(), *read),
        None => (first, 0),
    }
}

/// The letters that follow, as they will be put together.
fn tail(chars: &[char]) -> Vec<String> {
    let (mut tail, mut at) = (String::new(), 0);
    while at < chars.len() {
        match sequence(&chars[at..]) {
            Sequence::Whole(c, length) if c.is_alphabetic() => {
                tail.push(c);
                at += length;
            }
            _ if chars[at].is_ascii_alphabetic() => {
                tail.push(chars[at]);
                at += 1;
            }
            _ => break,
        }
    }
    vec![tail]
}

fn tail_choices(tail: &[String]) -> &[String] {
    tail
}
