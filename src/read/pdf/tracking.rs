//! The letters of a line that are set apart from each other -> what is between them: gaps that are wider than the usual
//! one separate words.

use super::letter::{CELL_GAP, Joint, PdfPage, WORD_GAP};

/// Fewest letters that tell it.
const FEWEST: usize = 8;

/// What comes before each letter of a line, where most letters are as far apart as words are, or `None`.
pub fn joints(page: &PdfPage, letters: &[usize], joints: &[Joint]) -> Option<Vec<Joint>> {
    let parted = joints.iter().filter(|joint| **joint > Joint::Tight).count();
    let are_letters = |at: &&usize| page.text(&page.letters[**at]).contains(char::is_alphabetic);
    if letters.len() < FEWEST
        || 2 * parted <= letters.len()
        || 2 * letters.iter().filter(are_letters).count() < letters.len()
    {
        return None;
    }
    let gaps = letters.windows(2).map(|pair| {
        let (one, other) = (&page.letters[pair[0]], &page.letters[pair[1]]);
        (other.x0 - one.x1) / one.height.max(other.height)
    });
    let gaps: Vec<f64> = gaps.collect();
    let mut sorted = gaps.clone();
    sorted.sort_by(f64::total_cmp);
    let usual = sorted[sorted.len() / 2];
    let joint = |gap: &f64| match gap - usual {
        gap if gap > CELL_GAP => Joint::Tab,
        gap if gap > WORD_GAP => Joint::Space,
        _ => Joint::Tight,
    };
    let joints: Vec<Joint> = [Joint::Tight].into_iter().chain(gaps.iter().map(joint)).collect();
    // Where no gap is wider, they are single letters, or one word.
    joints.iter().any(|joint| *joint > Joint::Tight).then_some(joints)
}
