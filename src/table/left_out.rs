//! What the tables of a large corpus say of the rows that they lack.

use crate::compare::{ENDS, FREQUENT, Listing, TWICE};
use crate::words::Words;

/// What a table of this name says of the rows that it lacks; `None` where it lacks none.
pub fn left_out(listing: Listing, table: &str) -> Option<Words<String>> {
    if listing == Listing::All {
        return None;
    }
    let lacks = match table {
        "term_frequency" => Words::new(
            format!(
                "terms that occur fewer than {FREQUENT} times in all groups together have no row, but for the \
                 {ENDS} commonest of each group. Ranks count them"
            ),
            format!(
                "từ xuất hiện dưới {FREQUENT} lần trong tất cả các nhóm gộp lại không có hàng, trừ {ENDS} từ \
                 thường gặp nhất của mỗi nhóm. Thứ hạng vẫn tính cả những từ đó"
            ),
        ),
        "term_keyness" => Words::new(
            format!(
                "terms that occur fewer than {FREQUENT} times in both groups together have no row, but for the \
                 {ENDS} first and the {ENDS} last of each pair, nor have pairs of a group and all others. q_value \
                 and split_half are over all terms, with a row or not, that occur at least twice in the pair"
            ),
            format!(
                "từ xuất hiện dưới {FREQUENT} lần trong cả hai nhóm gộp lại không có hàng, trừ {ENDS} từ đầu \
                 và {ENDS} từ cuối của mỗi cặp; các cặp gồm một nhóm và tất cả các nhóm khác cũng không có. q_value \
                 và split_half được tính trên mọi từ xuất hiện ít nhất {TWICE} lần trong cặp"
            ),
        ),
        "word_shift" => Words::new(
            format!(
                "terms that occur fewer than {FREQUENT} times in both groups together have no row, but for the \
                 {ENDS} that add most in each pair, nor have pairs of a group and all others. cumulative counts all \
                 terms before a row that occur at least twice in the pair"
            ),
            format!(
                "từ xuất hiện dưới {FREQUENT} lần trong cả hai nhóm gộp lại không có hàng, trừ {ENDS} từ đóng \
                 góp nhiều nhất của mỗi cặp; các cặp gồm một nhóm và tất cả các nhóm khác cũng không có. cumulative \
                 tính mọi từ đứng trước hàng đó xuất hiện ít nhất {TWICE} lần trong cặp"
            ),
        ),
        "collocations" => Words::new(
            format!("two words that stand side by side fewer than {FREQUENT} times in a group have no row"),
            format!("hai từ đứng cạnh nhau dưới {FREQUENT} lần trong một nhóm không có hàng"),
        ),
        _ => return None,
    };
    Some(Words::new(
        format!(
            "The corpus has a million words or more, so {}. --min-frequency {TWICE} writes these rows, too, and changes no \
             other; --min-frequency 1 writes those of terms that occur once as well, which are then tested with the others.",
            lacks.en
        ),
        format!(
            "Ngữ liệu có từ một triệu từ trở lên, nên {}. --min-frequency {TWICE} ghi cả những hàng này mà không đổi hàng nào \
             khác; --min-frequency 1 ghi thêm các từ chỉ xuất hiện một lần, khi đó chúng cũng được kiểm định cùng các từ \
             khác.",
            lacks.vi
        ),
    ))
}

/// The same of all tables in a line; `None` where they lack none.
pub fn left_out_of_all(listing: Listing) -> Option<Words<String>> {
    (listing == Listing::Telling).then(|| {
        Words::new(
            format!(
                "Left out of the tables of terms, since the corpus has a million words or more: most rows of terms \
                 rarer than {FREQUENT}, and groups against all others; all rows by --min-frequency 1"
            ),
            format!(
                "Không đưa vào các bảng từ, vì ngữ liệu có từ một triệu từ trở lên: phần lớn các từ xuất hiện dưới \
                 {FREQUENT} lần, và từng nhóm so với tất cả các nhóm khác; dùng --min-frequency 1 để có mọi hàng"
            ),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::NAMES;

    #[test]
    fn tables_of_terms_say_what_they_lack_and_no_others() {
        let lacking = NAMES.iter().filter(|name| left_out(Listing::Telling, name).is_some());
        assert!(lacking.eq(&["term_frequency", "term_keyness", "word_shift", "collocations"]));
        assert!(NAMES.iter().all(|name| left_out(Listing::All, name).is_none()));
    }
}
