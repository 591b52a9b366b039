//! How often each term occurs in each group.

use anyhow::Result;

use super::{Column, Part, Rows, Spec, TermFrequencyTable, Unit};
use crate::compare::{Comparison, TermFrequency};
use crate::options::Labels;
use crate::words::Words;

/// The rows, group by group.
pub fn rows<'c>(comparison: &'c Comparison, _labels: Labels) -> Result<Part<'c>> {
    let all = comparison.term_frequencies();
    Ok(Rows::<TermFrequencyTable>::asked(all.groups(), move |row| all.row(row)).into())
}

impl Spec for TermFrequencyTable {
    type Row<'a> = TermFrequency<'a>;
    const NAME: &'static str = "term_frequency";
    const TITLE: Words = Words::new("Terms: frequency", "Từ: tần số");
    const ABOUT: Words = Words::new(
        "One row for each group and term, the commonest first. Function words, terms without a letter and terms \
            rarer than the minimum frequency are not listed; they count in every total.",
        "Mỗi hàng là một từ trong một nhóm, từ thường gặp nhất đứng đầu. Hư từ, từ không có chữ cái và từ hiếm hơn tần \
            số tối thiểu không được liệt kê, nhưng vẫn được tính trong mọi tổng số.",
    );
    const COLUMNS: &'static [Column<Self>] = &[
        Column::<Self>::text("group", |row| Some(row.group.into())).means("The group.", "Nhóm."),
        Column::<Self>::text("term", |row| Some(row.term.into())).means(
            "The term: a word in lower case and one tone-mark style, or the commonest form of its stem.",
            "Từ (term): từ đã đưa về chữ thường và một kiểu đặt dấu thanh, hoặc dạng thường gặp nhất của gốc từ \
                (stem).",
        ),
        Column::<Self>::count("frequency", Unit::Count, |row| Some(row.count.frequency))
            .means("Occurrences in the group.", "Tần số, tức số lần xuất hiện trong nhóm."),
        Column::<Self>::number("per_10k", Unit::Per10k, |row| Some(row.per_10k))
            .means("Occurrences per 10,000 tokens of the group.", "Số lần xuất hiện trên 10.000 từ của nhóm."),
        Column::<Self>::count("rank", Unit::Rank, |row| Some(row.rank)).means(
            "Rank among the group's listed terms, from 1; equally frequent terms are ordered by spelling.",
            "Thứ hạng trong các từ được liệt kê của nhóm, tính từ 1; các từ có tần số bằng nhau được xếp theo thứ tự \
                chữ cái.",
        ),
        Column::<Self>::count("documents", Unit::Count, |row| Some(row.count.documents))
            .means("Documents of the group with the term.", "Số văn bản trong nhóm có từ này."),
        Column::<Self>::number("dp_norm", Unit::Score, |row| row.dp_norm).means(
            "How unevenly the term is dispersed (0: as evenly as can be, 1: in the smallest part alone): normalised \
                deviation of proportions (Gries 2008; Lijffijt and Gries 2012) over the parts that group_similarity \
                describes. Rare terms are always near 1: compare terms of similar frequency within a group. Empty \
                where the group has a single part.",
            "Độ phân bố không đều của từ (0: đều nhất có thể, 1: chỉ có trong phần nhỏ nhất): độ lệch tỷ lệ chuẩn hóa \
                (Gries 2008; Lijffijt và Gries 2012) trên các phần như mô tả trong group_similarity. Từ hiếm nào cũng \
                có giá trị gần 1: chỉ nên so sánh các từ có tần số gần nhau trong cùng một nhóm. Để trống khi nhóm chỉ \
                có một phần.",
        ),
        Column::<Self>::number("tf_idf", Unit::None, |row| row.tf_idf).means(
            "frequency times log10(documents of all groups / those of them with the term) (Spärck Jones 1972): 0 \
                where every document has it.",
            "Tần số nhân log10(số văn bản của tất cả các nhóm / số văn bản trong đó có từ này) (Spärck Jones 1972): \
                bằng 0 khi mọi văn bản đều có từ này.",
        ),
    ];
}
