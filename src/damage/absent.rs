//! Vietnamese without one of its letters or tones: a font whose table lacks *đ*, a converter that drops *ư*. Each word that
//! had it is another word now, and nothing else of the text looks wrong.

use std::iter;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

use super::sample::SampledPassage;
use super::{Damage, DamageKind};
use crate::words::Words;

/// A letter or a tone of Vietnamese.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LetterOrTone {
    /// This letter, with any tone.
    Letter(char),
    /// The tone that this letter bears.
    Tone(char),
}

impl LetterOrTone {
    /// What it is.
    pub fn words(self) -> Words<String> {
        match self {
            LetterOrTone::Letter(letter) => Words::new(format!("the letter {letter}"), format!("chữ {letter}")),
            LetterOrTone::Tone(letter) => {
                Words::new(format!("the tone of {letter}"), format!("dấu thanh của {letter}"))
            }
        }
    }
}

/// How often a letter or tone occurs in a text for each tone in it, counted in 1,500 articles of the Vietnamese press,
/// 957,000 words with 673,000 tones.
const RATES: [(LetterOrTone, f64); 12] = [
    (LetterOrTone::Letter('đ'), 0.123),
    (LetterOrTone::Letter('ư'), 0.136),
    (LetterOrTone::Letter('ơ'), 0.112),
    (LetterOrTone::Letter('â'), 0.093),
    (LetterOrTone::Letter('ê'), 0.177),
    (LetterOrTone::Letter('ô'), 0.160),
    (LetterOrTone::Letter('ă'), 0.043),
    (LetterOrTone::Tone('á'), 0.311),
    (LetterOrTone::Tone('à'), 0.220),
    (LetterOrTone::Tone('ả'), 0.141),
    (LetterOrTone::Tone('ã'), 0.074),
    (LetterOrTone::Tone('ạ'), 0.254),
];

/// The fewest times that it must be expected in a text for its absence to mean something. Of these articles, cut into
/// texts that long, none lacks one.
const EXPECTED: f64 = 16.0;

/// The largest share of what is expected that damage leaves, as in a title that was retyped.
const LEFT: f64 = 0.05;

/// The most that is lost at once: the horn is that of *ơ* and *ư*, the circumflex that of *â*, *ê* and *ô*. A text that
/// lacks more is in another language.
const MOST: usize = 3;

/// The letter or tone that a Vietnamese text lacks, if any.
pub fn absent(passages: &[SampledPassage]) -> Option<Damage> {
    // Those that could be Vietnamese: Spanish with Vietnamese names has tones, too.
    let is_vietnamese = |passage: &&SampledPassage| {
        let all = &passage.facts.spelling;
        all.syllables * 10 >= all.words * 7
    };
    let pieces = || passages.iter().filter(is_vietnamese).flat_map(|passage| &passage.pieces);
    let letters: usize = pieces().map(|piece| piece.bytes().filter(|byte| *byte >= 0xC0).count()).sum();
    let mut counts = [0_u32; RATES.len() + 1];
    for piece in pieces() {
        for c in piece.chars().filter(|c| !c.is_ascii()) {
            for place in PLACES.get(c as usize).copied().unwrap_or([NOWHERE; 2]) {
                counts[usize::from(place)] += 1;
            }
        }
        // Nothing is absent that occurs often enough for the most tones that the text could have, two a letter.
        let most = 2.0 * letters as f64;
        let occurs = |((_, rate), count): ((LetterOrTone, f64), u32)| f64::from(count) > LEFT * (most * rate);
        if iter::zip(RATES, counts).all(occurs) {
            return None;
        }
    }
    let found: [u32; RATES.len()] = std::array::from_fn(|place| counts[place]);
    let of_tones = |(feature, _): &(LetterOrTone, f64)| matches!(feature, LetterOrTone::Tone(_));
    let tones: u32 = iter::zip(RATES, found).filter(|(rate, _)| of_tones(rate)).map(|(_, found)| found).sum();
    let is_absent = |&((_, rate), found): &((LetterOrTone, f64), u32)| {
        let expected = f64::from(tones) * rate;
        expected >= EXPECTED && f64::from(found) <= LEFT * expected
    };
    let absent: Vec<LetterOrTone> =
        iter::zip(RATES, found).filter(is_absent).map(|((feature, _), _)| feature).collect();
    let feature = *absent.first().filter(|_| absent.len() <= MOST)?;
    let first = passages.first()?;
    Some(Damage { kind: DamageKind::Absent(feature), line: first.line, words: first.beginning() })
}

/// The last letter of Vietnamese.
const LAST: char = 'ỹ';

/// The place of what is neither letter nor tone of Vietnamese.
const NOWHERE: u8 = RATES.len() as u8;

/// The places in [`RATES`] of what each letter in NFC is: a letter, a tone or both.
static PLACES: LazyLock<Vec<[u8; 2]>> = LazyLock::new(|| {
    let place = |feature| RATES.iter().position(|(known, _)| *known == feature).map_or(NOWHERE, |place| place as u8);
    ('\0'..=LAST)
        .map(|c| {
            let mut places = features(c).map(place);
            [places.next().unwrap_or(NOWHERE), places.next().unwrap_or(NOWHERE)]
        })
        .collect()
});

/// What a letter in NFC is in Vietnamese: a letter that Latin lacks, a tone, or both.
fn features(c: char) -> impl Iterator<Item = LetterOrTone> {
    let mut base = c;
    iter::once(c).nfd().filter_map(move |part| {
        Some(match (base.to_ascii_lowercase(), part) {
            (_, 'đ' | 'Đ') => LetterOrTone::Letter('đ'),
            ('u', '\u{31b}') => LetterOrTone::Letter('ư'),
            ('o', '\u{31b}') => LetterOrTone::Letter('ơ'),
            ('a', '\u{302}') => LetterOrTone::Letter('â'),
            ('e', '\u{302}') => LetterOrTone::Letter('ê'),
            ('o', '\u{302}') => LetterOrTone::Letter('ô'),
            ('a', '\u{306}') => LetterOrTone::Letter('ă'),
            (_, '\u{301}') => LetterOrTone::Tone('á'),
            (_, '\u{300}') => LetterOrTone::Tone('à'),
            (_, '\u{309}') => LetterOrTone::Tone('ả'),
            (_, '\u{303}') => LetterOrTone::Tone('ã'),
            (_, '\u{323}') => LetterOrTone::Tone('ạ'),
            _ => {
                base = part;
                return None;
            }
        })
    })
}

#[cfg(test)]
mod tests {
    use super::super::Known;
    use super::super::sample::sample;
    use super::*;
    use crate::clean::Paragraph;

    /// Some 230 words, in which each letter and tone occurs.
    const ARTICLE: &str = "Sáng sớm nay, hàng trăm người dân xã Bình Đông đã ra bờ kênh để dự lễ thông cầu. Cây cầu mới dài \
        gần hai trăm mét, được xây trong mười bốn tháng bằng tiền góp của bà con và vốn của tỉnh. Ông Lê Văn Tửu, trưởng ấp, \
        kể rằng trước đây muốn sang chợ phải đợi đò, mùa nước nổi có khi chờ cả buổi. Trẻ em đi học thường về muộn, người \
        bệnh thì càng khổ. Nay xe cứu thương chạy thẳng tới trạm y tế chỉ mất mươi phút. Chủ tịch xã cho biết sẽ trồng thêm \
        hai hàng dừa dọc con đường dẫn lên cầu, đồng thời mở một bến nhỏ để ghe chở lúa, mía, cá ghé lại. Các hộ ở gần \
        chân cầu cũng vừa dựng quán, bán bún, chè và nước mía. Bà Sáu Nữ, người đã chèo đò suốt ba mươi năm, nói bà \
        không buồn: đò cũ được đưa lên bờ, sơn lại, đặt cạnh bia ghi tên những người góp sức. Theo kế hoạch, cuối năm nay \
        xã sẽ làm tiếp đoạn đường đất còn lại, để xe tải lớn vào tận ruộng. Những ai đã hiến đất đều được nhắc tên \
        trong buổi lễ, và nhiều cụ già rơi nước mắt khi bước những bước đầu tiên qua chiếc cầu mà họ hằng mong đợi.";

    fn found(text: &str) -> Option<LetterOrTone> {
        let paragraphs = [Paragraph { line: 1, text: text.nfc().collect(), headline: false }];
        match absent(&sample(&paragraphs, &mut Known::default()))?.kind {
            DamageKind::Absent(feature) => Some(feature),
            kind => panic!("{kind}"),
        }
    }

    #[test]
    fn a_text_that_lacks_a_letter_or_a_tone_is_found() {
        let lost = |lost: char| ARTICLE.nfd().filter(|c| *c != lost).collect::<String>();
        assert_eq!(found(&ARTICLE.replace(['đ', 'Đ'], "d")), Some(LetterOrTone::Letter('đ')));
        assert_eq!(found(&lost('\u{31b}')), Some(LetterOrTone::Letter('ư')));
        assert_eq!(found(&lost('\u{302}')), Some(LetterOrTone::Letter('ê')));
        assert_eq!(found(&lost('\u{309}')), Some(LetterOrTone::Tone('ả')));
        assert_eq!(found(&lost('\u{323}')), Some(LetterOrTone::Tone('ạ')));
    }

    #[test]
    fn sound_texts_short_ones_and_other_languages_lack_nothing() {
        assert_eq!(found(ARTICLE), None);
        assert_eq!(found(&ARTICLE[..300].replace('đ', "d")), None);
        let french = "Été comme hiver, la fête du village réunit à côté de l'église des élèves, des forêts entières de drapeaux \
            et, là-bas, près du pré, les mères âgées qui répètent déjà leurs prières. ";
        assert_eq!(found(&french.repeat(20)), None);
        // With Vietnamese names.
        let names = "Nguyễn Văn Bình, Trần Thị Lan et Lê Hữu Phúc, venus de Huế, Đồng Tháp et Thừa Thiên, étaient là. ";
        assert_eq!(found(&format!("{french}{names}").repeat(20)), None);
        let spanish = "El río creció más de lo que decían los viejos; la señora Nguyễn Thị Hạnh perdió allí su café, y también \
            el jardín que plantó su mamá en Đà Lạt. Según el alcalde, habrá ayuda después de la próxima reunión. ";
        assert_eq!(found(&spanish.repeat(20)), None);
        assert_eq!(found(&"A motto, tình làng nghĩa xóm, of the delta. ".repeat(40)), None);
    }
}
