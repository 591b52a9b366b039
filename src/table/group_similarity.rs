//! How alike the groups are.

use super::{Column, GroupSimilarityTable, Spec, Unit};
use crate::compare::GroupSimilarity;
use crate::words::Words;

impl Spec for GroupSimilarityTable {
    type Row<'a> = GroupSimilarity<'a>;
    const NAME: &'static str = "group_similarity";
    const TITLE: Words = Words::new("Similarity of the groups", "Độ tương đồng giữa các nhóm");
    const ABOUT: Words = Words::new(
        "One row for every two groups. All words and numbers count, function words too, except in \
            rank_biased_overlap.",
        "Mỗi hàng là một cặp nhóm. Mọi từ và số đều được tính, kể cả hư từ, trừ ở rank_biased_overlap.",
    );
    const COLUMNS: &'static [Column<Self>] = &[
        Column::<Self>::text("group_1", |row| Some(row.group_1.into())).means("The earlier group.", "Nhóm trước."),
        Column::<Self>::text("group_2", |row| Some(row.group_2.into()))
            .means("The later group, or the reference corpus.", "Nhóm sau, hoặc ngữ liệu đối chiếu."),
        Column::<Self>::number("cosine", Unit::Score, |row| row.cosine.value).means(
            "Cosine of the terms' frequencies (0 to 1): 1 where all terms occur in the same proportions. The \
                commonest terms decide it.",
            "Cosin của tần số các từ (từ 0 đến 1): bằng 1 khi mọi từ xuất hiện theo cùng tỷ lệ. Các từ thường gặp nhất \
                quyết định giá trị này.",
        ),
        Column::<Self>::low("cosine_low", Unit::Score, |row| row.cosine.interval).means(
            "Lower bound of the 95 % interval of what samples of this size would show: delete-a-group jackknife \
                over 20 parts of each group, among which a hash of their text distributes its paragraphs (its \
                documents where it has five or more), less what the parts' sizes explain, with Welch's degrees of \
                freedom. Small samples of one and the same text look less alike than large ones: compare only pairs of \
                groups of similar size, and don't take the interval for one of the sources behind them. Empty where a \
                group has fewer than three parts, or none makes a difference.",
            "Cận dưới của khoảng tin cậy 95 % cho giá trị mà các mẫu cỡ này sẽ cho thấy: phương pháp jackknife bỏ lần \
                lượt từng phần (delete-a-group) trên 20 phần của mỗi nhóm, trong đó hàm băm của nội dung phân các đoạn \
                văn (hoặc các văn bản, khi nhóm có từ năm văn bản trở lên) vào từng phần; đã trừ phần biến thiên do \
                kích thước các phần, với bậc tự do của Welch. Các mẫu nhỏ lấy từ cùng một văn bản có vẻ kém giống nhau \
                hơn các mẫu lớn: chỉ nên so sánh các cặp nhóm có kích thước gần nhau, và không nên hiểu đây là khoảng \
                tin cậy cho các nguồn đứng sau những mẫu đó. Để trống khi một nhóm có dưới ba phần, hoặc khi không \
                phần nào tạo ra khác biệt.",
        ),
        Column::<Self>::high("cosine_high", Unit::Score, |row| row.cosine.interval),
        Column::<Self>::number("jensen_shannon", Unit::Bits, |row| row.jensen_shannon.value).means(
            "Jensen-Shannon divergence of the terms' shares, in bits (0 to 1; Lin 1991): 0 where they are the same, \
                1 where no term is shared. word_shift says which terms make it up.",
            "Độ phân kỳ Jensen-Shannon giữa tỷ lệ của các từ, tính bằng bit (từ 0 đến 1; Lin 1991): bằng 0 khi các \
                tỷ lệ như nhau, bằng 1 khi không có từ nào chung. Bảng word_shift cho biết những từ nào tạo nên độ \
                phân kỳ này.",
        ),
        Column::<Self>::low("jensen_shannon_low", Unit::Bits, |row| row.jensen_shannon.interval).means(
            "Lower bound of its 95 % interval, computed as for cosine.",
            "Cận dưới của khoảng tin cậy 95 %, tính như với cosine.",
        ),
        Column::<Self>::high("jensen_shannon_high", Unit::Bits, |row| row.jensen_shannon.interval),
        Column::<Self>::number("weighted_jaccard", Unit::Score, |row| row.weighted_jaccard.value).means(
            "Weighted Jaccard index: the sum over the terms of the smaller share, over the sum of the larger (0 to \
                1).",
            "Chỉ số Jaccard có trọng số: tổng trên mọi từ của tỷ lệ nhỏ hơn, chia cho tổng của tỷ lệ lớn hơn (từ 0 \
                đến 1).",
        ),
        Column::<Self>::low("weighted_jaccard_low", Unit::Score, |row| row.weighted_jaccard.interval).means(
            "Lower bound of its 95 % interval, computed as for cosine.",
            "Cận dưới của khoảng tin cậy 95 %, tính như với cosine.",
        ),
        Column::<Self>::high("weighted_jaccard_high", Unit::Score, |row| row.weighted_jaccard.interval),
        Column::<Self>::number("rank_biased_overlap", Unit::Score, |row| row.rank_biased_overlap.value).means(
            "Rank-biased overlap of the lists of content words by frequency (0 to 1; Webber, Moffat and Zobel 2010, \
                extrapolated, p = .9): the ten commonest have 86 % of the weight. Equally frequent words are in \
                alphabetical order in both lists.",
            "Độ trùng lặp có trọng số theo thứ hạng (RBO) của hai danh sách thực từ xếp theo tần số (từ 0 đến 1; \
                Webber, Moffat và Zobel 2010, có ngoại suy, p = 0,9): mười từ thường gặp nhất chiếm 86 % trọng số. Các \
                từ có tần số bằng nhau được xếp theo thứ tự chữ cái trong cả hai danh sách.",
        ),
        Column::<Self>::low("rank_biased_overlap_low", Unit::Score, |row| row.rank_biased_overlap.interval).means(
            "Lower bound of its 95 % interval, computed as for cosine; rough, since ranks change in jumps.",
            "Cận dưới của khoảng tin cậy 95 %, tính như với cosine; chỉ là gần đúng, vì thứ hạng thay đổi theo từng \
                bước nhảy.",
        ),
        Column::<Self>::high("rank_biased_overlap_high", Unit::Score, |row| row.rank_biased_overlap.interval),
    ];
}
