//! How varied the words of documents and groups are.

use super::{Column, LexicalDiversityTable, Spec, Unit};
use crate::compare::Comparison;
use crate::count::LexicalDiversity;
use crate::group::ALL;
use crate::record::{Record, Status};
use crate::words::Words;

/// How varied the words of a document are, or of a group, whose document is `*`.
#[derive(Clone, Copy)]
pub struct Varied<'a> {
    group: &'a str,
    document: &'a str,
    diversity: LexicalDiversity,
}

/// The rows of these documents, of those that are counted.
pub fn of_documents(records: &[Record]) -> impl Iterator<Item = Varied<'_>> {
    let counted = records.iter().filter(|record| record.status == Status::Counted);
    counted.filter_map(|record| {
        let group = record.assigned.group.as_deref()?;
        Some(Varied { group, document: &record.document, diversity: record.diversity? })
    })
}

/// The rows of the groups.
pub fn of_groups<'c>(comparison: &'c Comparison) -> impl Iterator<Item = Varied<'c>> {
    let groups = comparison.lexical_diversities().into_iter();
    groups.map(|(group, diversity)| Varied { group, document: ALL, diversity })
}

impl Spec for LexicalDiversityTable {
    type Row<'a> = Varied<'a>;
    const NAME: &'static str = "lexical_diversity";
    const TITLE: Words = Words::new("Lexical diversity", "Độ đa dạng từ vựng");
    const ABOUT: Words = Words::new(
        "One row for each document that is counted, then one for each group. Only texts of similar length have \
            comparable ratios; mattr, mtld and hdd depend little on length.",
        "Mỗi hàng là một văn bản được tính, sau đó là từng nhóm. Chỉ các văn bản có độ dài gần nhau mới có tỷ số so \
            sánh được; mattr, mtld và hdd ít phụ thuộc vào độ dài.",
    );
    const COLUMNS: &'static [Column<Self>] = &[
        Column::<Self>::text("group", |row| Some(row.group.into())).means("The group.", "Nhóm."),
        Column::<Self>::text("document", |row| Some(row.document.into()))
            .means("The document; * is the whole group.", "Văn bản; * là toàn bộ nhóm."),
        Column::<Self>::count("tokens", Unit::Count, |row| Some(row.diversity.tokens))
            .means("Tokens: words and numbers.", "Số từ (token), tính cả từ và con số."),
        Column::<Self>::count("types", Unit::Count, |row| Some(row.diversity.types))
            .means("Types: distinct terms.", "Số từ phân biệt (type)."),
        Column::<Self>::number("ttr", Unit::Score, |row| row.diversity.ttr).means(
            "Type-token ratio, types / tokens. It falls with length.",
            "Tỷ số từ phân biệt trên tổng số từ (TTR), types / tokens. Tỷ số này giảm theo độ dài.",
        ),
        Column::<Self>::number("mattr", Unit::Score, |row| row.diversity.mattr).means(
            "Moving-average type-token ratio (Covington and McFall 2010): the mean over all windows of 50 tokens \
                within a document; empty where there is no such window.",
            "TTR trung bình trượt (Covington và McFall 2010): trung bình trên mọi cửa sổ 50 từ trong một văn bản; \
                để trống khi không có cửa sổ nào như vậy.",
        ),
        Column::<Self>::number("mtld", Unit::Tokens, |row| row.diversity.mtld).means(
            "MTLD (McCarthy and Jarvis 2010), in tokens: the mean length of a stretch until its type-token ratio \
                has fallen to .72, read forwards and backwards; stretches lie within documents. Empty where no type \
                occurs twice.",
            "MTLD (McCarthy và Jarvis 2010), tính bằng số từ: độ dài trung bình của một đoạn từ liên tiếp cho đến \
                khi TTR của đoạn giảm còn 0,72, đọc xuôi và đọc ngược; mỗi đoạn nằm gọn trong một văn bản. Để trống \
                khi không từ nào xuất hiện hai lần.",
        ),
        Column::<Self>::number("hdd", Unit::Score, |row| row.diversity.hdd).means(
            "HD-D (McCarthy and Jarvis 2010): the mean type-token ratio of all samples of 42 tokens; empty where \
                there are fewer tokens.",
            "HD-D (McCarthy và Jarvis 2010): TTR trung bình của mọi mẫu 42 từ; để trống khi có ít từ hơn.",
        ),
        Column::<Self>::number("yule_k", Unit::None, |row| row.diversity.yule_k).decimals(3).means(
            "Yule's K, 10^4 (Σ i² types that occur i times - tokens) / tokens²: the more is repeated, the higher.",
            "K của Yule, 10^4 (Σ i² × số từ phân biệt xuất hiện i lần - tokens) / tokens²: từ lặp lại càng nhiều \
                thì giá trị càng cao.",
        ),
    ];
}
