//! Bytes without a byte-order mark -> whether they are UTF-16, and in which byte order.

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

/// The byte orders in which at least 98 of 100 characters are ones that texts are made of, best first. In the wrong
/// order, or in binary data, far more fall on rare scripts, private use, surrogates and control codes.
pub fn byte_orders(bytes: &[u8]) -> Vec<&'static Encoding> {
    // In UTF-16 every other byte of ASCII is zero.
    if bytes.is_ascii() && bytes.iter().filter(|&&byte| byte == 0).count() * 4 < bytes.len() {
        return Vec::new();
    }
    let little = quality(bytes, u16::from_le_bytes).map(|quality| (quality, UTF_16LE));
    let big = quality(bytes, u16::from_be_bytes).map(|quality| (quality, UTF_16BE));
    let mut orders: Vec<_> = little.into_iter().chain(big).collect();
    orders.sort_by_key(|&(quality, _)| std::cmp::Reverse(quality));
    orders.into_iter().map(|(_, order)| order).collect()
}

/// Thousandths of the characters that are common, and of those that are ASCII.
fn quality(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Option<(usize, usize)> {
    const MOST_UNITS: usize = 1 << 16;
    let units = bytes.as_chunks().0.iter().take(MOST_UNITS).map(|&pair| unit(pair));
    let (mut all, mut common, mut ascii) = (0, 0, 0);
    for c in char::decode_utf16(units) {
        all += 1;
        common += usize::from(c.as_ref().is_ok_and(|&c| is_common(c)));
        ascii += usize::from(c.is_ok_and(|c| c.is_ascii()));
    }
    (all > 0 && common * 100 >= all * 98).then(|| (common * 1000 / all, ascii * 1000 / all))
}

/// The blocks of living scripts, punctuation and emoji (Unicode, Blocks.txt).
fn is_common(c: char) -> bool {
    matches!(c,
        '\t' | '\n' | '\r' | ' '..='~' | '\u{a0}'..='\u{24f}' | '\u{2b0}'..='\u{36f}' // Latin
        | '\u{370}'..='\u{6ff}' // Greek to Arabic
        | '\u{900}'..='\u{10ff}' // India to Georgia
        | '\u{1780}'..='\u{17ff}' // Khmer
        | '\u{1e00}'..='\u{1fff}' // Vietnamese letters, Greek
        | '\u{2010}'..='\u{203a}' | '\u{20a0}'..='\u{20cf}' | '\u{2100}'..='\u{22ff}' | '\u{25a0}'..='\u{26ff}'
        | '\u{3000}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{ff00}'..='\u{ffef}'
        | '\u{feff}' | '\u{1f300}'..='\u{1faff}' | '\u{20000}'..='\u{2a6df}')
}
