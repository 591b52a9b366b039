//! Which words occur side by side.

use super::{CollocationsTable, Column, Spec, Unit};
use crate::compare::Collocation;
use crate::words::Words;

impl Spec for CollocationsTable {
    type Row<'a> = Collocation<'a>;
    const NAME: &'static str = "collocations";
    const TITLE: Words = Words::new("Collocations", "Kết hợp từ");
    const ABOUT: Words = Words::new(
        "One row for each group and two adjacent terms of which the second directly follows the first more often \
            than by chance, no mark between them, the most closely associated first. Function words and terms without \
            a letter are not listed, nor pairs rarer than the minimum frequency; they count in every total.",
        "Mỗi hàng là hai từ trong một nhóm mà từ thứ hai đứng ngay sau từ thứ nhất, không có dấu câu ở giữa, thường \
            xuyên hơn mức ngẫu nhiên; cặp gắn kết chặt nhất đứng đầu. Hư từ, từ không có chữ cái và các cặp hiếm hơn \
            tần số tối thiểu không được liệt kê, nhưng vẫn được tính trong mọi tổng số.",
    );
    const COLUMNS: &'static [Column<Self>] = &[
        Column::<Self>::text("group", |row| Some(row.group.into())).means("The group.", "Nhóm."),
        Column::<Self>::text("term_1", |row| Some(row.term_1.into()))
            .means("The first term, as in term_frequency.", "Từ đứng trước, như trong term_frequency."),
        Column::<Self>::text("term_2", |row| Some(row.term_2.into())).means("The second term.", "Từ đứng sau."),
        Column::<Self>::count("frequency", Unit::Count, |row| Some(row.frequency)).means(
            "How often term_2 directly follows term_1, in the documents that the column sampled refers to.",
            "Số lần term_2 đứng ngay sau term_1, trong các văn bản mà cột sampled nói đến.",
        ),
        Column::<Self>::number("expected", Unit::Count, |row| Some(row.expected)).means(
            "How often it would do so by chance: pairs that begin with term_1 times pairs that end in term_2 over \
                all pairs of adjacent words.",
            "Số lần kỳ vọng nếu chỉ do ngẫu nhiên: số cặp bắt đầu bằng term_1 nhân số cặp kết thúc bằng term_2, \
                chia cho tổng số cặp từ đứng liền nhau.",
        ),
        Column::<Self>::number("log_likelihood", Unit::G2, |row| Some(row.log_likelihood)).means(
            "G2 over the four cells (the one term, the other, both, neither), as in term_keyness.",
            "G² trên bốn ô (chỉ từ này, chỉ từ kia, cả hai, không từ nào), như trong term_keyness.",
        ),
        Column::<Self>::number("pmi", Unit::Bits, |row| Some(row.mutual_information)).decimals(4).means(
            "Pointwise mutual information, log2(frequency / expected), in bits (Church and Hanks 1990). It tends to \
                be high for rare pairs.",
            "Thông tin tương hỗ điểm, log2(frequency / expected), tính bằng bit (Church và Hanks 1990). Giá trị này \
                thường cao ở các cặp hiếm.",
        ),
        Column::<Self>::number("log_dice", Unit::None, |row| Some(row.log_dice)).means(
            "14 + log2(2 frequency / (pairs that begin with term_1 + pairs that end in term_2)) (Rychlý 2008): 14 \
                where neither occurs elsewhere.",
            "14 + log2(2 × frequency / (số cặp bắt đầu bằng term_1 + số cặp kết thúc bằng term_2)) (Rychlý 2008): \
                bằng 14 khi cả hai từ không xuất hiện ở cặp nào khác.",
        ),
        Column::<Self>::number("sampled", Unit::Share, |row| Some(row.sampled)).means(
            "The part of the corpus's documents, drawn by a hash of their text, in which pairs were counted (0 to \
                1): 1 up to a million distinct pairs, then halved as often as needed to keep them below that.",
            "Tỷ lệ số văn bản của ngữ liệu, chọn theo hàm băm của nội dung, được dùng để đếm các cặp từ (từ 0 đến 1): \
                bằng 1 khi có không quá một triệu cặp khác nhau, nếu nhiều hơn thì giảm một nửa, lặp lại cho đến khi \
                số cặp ở dưới mức đó.",
        ),
    ];
}
