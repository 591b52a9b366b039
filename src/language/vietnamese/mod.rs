//! Vietnamese: syllables are written apart, so words are found by a linear classifier that decides
//! for each gap between two units whether it lies inside a word.
//!
//! text → units (`token`, `abbreviation`) → what is seen of each unit (`line`) and of each gap (`features`) → decisions
//! from left to right (`model`). [`train`] makes the model, [`evaluate`] measures it: F1 0.976 on
//! the dev set of UD Vietnamese-VTB, by which the settings were chosen. To compile before the first
//! training, `vi.model` may be an empty file.

mod abbreviation;
#[cfg(feature = "program")]
mod countries;
mod dictionary;
#[cfg(feature = "program")]
pub mod evaluate;
mod features;
mod line;
mod model;
mod run;
mod token;
mod tone;
#[cfg(feature = "program")]
pub mod train;

pub use model::ModelError;
pub use tone::{tone_of, write_normal};

use super::segmenter::{Segmenter, Unit, UnitKind};
use crate::normalisation::ToneMarks;
use model::Model;

/// The model that [`train::train`] makes of its data.
static MODEL: &[u8] = include_bytes!("vi.model");

/// The segmenter of Vietnamese.
#[derive(Clone, Copy, Debug)]
pub struct Vietnamese<'m> {
    model: Model<'m>,
    tone_marks: ToneMarks,
}

impl<'m> Vietnamese<'m> {
    /// A segmenter with the compiled-in model whose normal forms have `tone_marks`.
    pub fn new(tone_marks: ToneMarks) -> Result<Vietnamese<'static>, ModelError> {
        Vietnamese::with_model(MODEL, tone_marks)
    }

    /// A segmenter with the model of these bytes, as [`train::train`] returns them.
    pub fn with_model(model: &'m [u8], tone_marks: ToneMarks) -> Result<Vietnamese<'m>, ModelError> {
        Ok(Vietnamese { model: Model::read(model)?, tone_marks })
    }
}

impl Segmenter for Vietnamese<'_> {
    fn units(&self, text: &str, units: &mut Vec<Unit>) {
        token::tokenise(text, units);
    }

    fn look(&self, unit: &str, kind: UnitKind) -> u64 {
        self.model.look(unit, kind)
    }

    fn join(&self, looks: &[u64], joined: &mut Vec<bool>) {
        self.model.join(looks, joined);
    }

    fn write_normal(&self, unit: &str, out: &mut String) {
        tone::write_normal(unit, self.tone_marks, out);
    }
}

#[cfg(all(test, feature = "program"))]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    /// Made up for this test, in the manner of press reports; `_` inside words.
    const SENTENCES: &str = "\
Sáng 5/3 , Bộ_trưởng Trần_Văn_Hòa đã tiếp Đại_sứ Nhật_Bản tại Hà_Nội .
Hai bên nhất_trí tăng_cường hợp_tác kinh_tế , văn_hóa và giáo_dục .
Ông Lê_Minh_Tuấn cho biết thành_phố sẽ đầu_tư 1.200 tỉ đồng cho giao_thông .
“ Chúng_tôi luôn coi_trọng ý_kiến của nhân_dân ” , bà Nguyễn_Thị_Lan nói .
Việt_Nam chủ_động hội_nhập quốc_tế , giữ vững độc_lập và chủ_quyền .
Theo báo_cáo , xuất_khẩu gạo tăng 7,5 % so với cùng kỳ năm 2019 .
Bệnh_viện đã tiêm vắc-xin Covid-19 cho giáo_viên và học_sinh .
Hội_nghị bế_mạc sau ba ngày làm_việc khẩn_trương .
Nông_dân các tỉnh miền Trung đang khắc_phục hậu_quả của cơn bão .
Quốc_hội thông_qua nghị_quyết về phát_triển kinh_tế - xã_hội .
Các doanh_nghiệp nhỏ gặp nhiều khó_khăn vì thiếu vốn .
Đoàn đại_biểu đến thăm trường_học ở TP. Vinh hôm 12/4 .
Thủ_tướng yêu_cầu các địa_phương báo_cáo kết_quả trước tháng 6 .
Quan_hệ giữa hai nước dựa trên tin_cậy và tôn_trọng lẫn nhau .
Công_an tỉnh Nghệ_An đang điều_tra nguyên_nhân vụ cháy .
";

    fn vietnamese() -> Vietnamese<'static> {
        Vietnamese::new(ToneMarks::Old).unwrap()
    }

    #[test]
    fn words_of_press_sentences_are_found() {
        let evaluation = evaluate::evaluate(&vietnamese(), SENTENCES, None, &BTreeSet::new()).unwrap();
        assert!(evaluation.f1() >= 0.97, "{evaluation}");
    }

    #[test]
    fn words_are_found_in_capitals_and_without() {
        for gold in [SENTENCES.to_uppercase(), SENTENCES.to_lowercase()] {
            let evaluation = evaluate::evaluate(&vietnamese(), &gold, None, &BTreeSet::new()).unwrap();
            assert!(evaluation.f1() >= 0.93, "{evaluation}");
        }
    }

    #[test]
    fn a_name_is_one_word_and_the_title_before_it_is_none_of_it() {
        let text = "Bộ trưởng Bùi Thanh Sơn, Tổng Bí thư Nguyễn Phú Trọng và Thủ tướng Phạm Minh Chính đã dự. \
                    Theo Phó Thủ tướng Phạm Bình Minh, ông Vương Nghị và bà Tôn Nữ Thị Ninh cùng phát biểu.";
        let words = evaluate::find_words(&vietnamese(), text);
        for name in [
            "Bùi Thanh Sơn",
            "Nguyễn Phú Trọng",
            "Phạm Minh Chính",
            "Phạm Bình Minh",
            "Vương Nghị",
            "Tôn Nữ Thị Ninh",
            "Bộ trưởng",
            "Thủ tướng",
        ] {
            assert!(words.contains(&name), "{name}: {words:?}");
        }
    }

    #[test]
    fn a_country_is_a_word_before_a_name_and_in_a_pair_and_a_name_that_begins_like_one_is_whole() {
        for words in [
            "Tổng_thống Mỹ Calvin_Hayes gặp Ngoại_trưởng Trung_Quốc Vương_Hải_Yến ở Lima .",
            "Đặc_phái_viên Anh Harriet_Bell và cựu Thủ_tướng Đức Otto_Lindner đến Hà_Nội .",
            "Nữ ca_sĩ Pháp Camille_Renaud hát cùng cầu_thủ Nga Igor_Belkin .",
            "Đại_sứ Việt_Nam tại Nga Trần_Quốc_Bảo phát_biểu .",
            "Ca_sĩ Mỹ_Hạnh về huyện Mỹ_Đức , thăm Mỹ_Tho và sân Mỹ_Đình .",
            "Ông Lê_Minh_Đức và bà Vũ_Thị_Nga sống ở Đức_Thọ , Nga_Sơn và Anh_Sơn .",
            "Quan_hệ Việt_Nam - Lào và Mỹ - Trung được nhắc đến .",
            "Cháy rừng ở bang California , mưa ở bang Oregon .",
        ] {
            let text = words.replace('_', " ");
            let found = evaluate::find_words(&vietnamese(), &text).join("|").replace(' ', "_").replace('|', " ");
            assert_eq!(found, words);
        }
    }

    #[test]
    fn hashtags_degrees_and_thousands_are_words_by_themselves() {
        let text = "PGS.TS. Lê Mai đếm hơn 10 . 000 lượt thẻ #ViệtNam Hà Nội";
        let words = evaluate::find_words(&vietnamese(), text);
        assert_eq!(words, ["PGS.TS.", "Lê Mai", "đếm", "hơn", "10 . 000", "lượt", "thẻ", "#ViệtNam", "Hà Nội"]);
    }

    #[test]
    fn both_tone_mark_styles_are_segmented_alike() {
        let segmented = |text: &str| vietnamese().segment(text).1;
        let old = segmented("Ủy ban bảo vệ hòa bình và sức khỏe, thủy lợi, văn hóa");
        assert_eq!(old, segmented("Uỷ ban bảo vệ hoà bình và sức khoẻ, thuỷ lợi, văn hoá"));
        assert_eq!(old.iter().filter(|joined| **joined).count(), 6);
    }

    proptest! {
        #[test]
        fn any_string_comes_back_from_its_units_and_the_gaps(text in any::<String>()) {
            let mut units = Vec::new();
            vietnamese().units(&text, &mut units);
            let (mut again, mut before) = (String::new(), 0);
            for unit in &units {
                prop_assert!(before <= unit.range().start && !unit.range().is_empty());
                again += &text[before..unit.range().start];
                again += &text[unit.range()];
                before = unit.range().end;
            }
            prop_assert_eq!(again + &text[before..], text);
        }

        #[test]
        fn any_text_gets_a_decision_for_each_unit(text in "(\\PC|[ .,@/&’\\-–aAđĐơ0-9\u{301}]|Việt |Nam |hòa ){0,60}") {
            let segmenter = vietnamese();
            let (units, joined) = segmenter.segment(&text);
            prop_assert_eq!(joined.len(), units.len());
            prop_assert!(joined.first() != Some(&true));
            for (i, unit) in units.iter().enumerate() {
                let punctuation = unit.kind == crate::language::UnitKind::Punctuation;
                prop_assert!(!(punctuation && joined[i]));
                prop_assert!(!(punctuation && joined.get(i + 1) == Some(&true)));
                let (mut once, mut twice) = (String::new(), String::new());
                segmenter.write_normal(&text[unit.start as usize..unit.end as usize], &mut once);
                segmenter.write_normal(&once, &mut twice);
                prop_assert_eq!(once, twice);
            }
        }
    }
}
