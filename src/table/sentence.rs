//! A shift as a sentence, in English and in Vietnamese.

use crate::compare::{Change, Share, ThemeShift, Verdict};
use crate::options::{GroupBy, Grouping, Labels};
use crate::words::Words;

/// The shift in a sentence.
pub fn sentence(shift: &ThemeShift, grouping: &Grouping) -> Words<String> {
    Words::new(english(shift, grouping), vietnamese(shift, grouping))
}

/// A group as a sentence calls it: a bare number needs a noun.
fn name(group: &str, grouping: &Grouping, labels: Labels) -> String {
    let title = grouping.title(group, labels);
    if title == group
        && !matches!(grouping.by, Some(GroupBy::Date(_)))
        && group.starts_with(|c: char| c.is_ascii_digit())
    {
        return format!("{} {group}", labels.pick("Group", "Nhóm"));
    }
    title
}

/// The shift in English.
fn english(shift: &ThemeShift, grouping: &Grouping) -> String {
    let theme = shift.theme.label(Labels::En);
    let group = |group: &str| name(group, grouping, Labels::En);
    let before = share(
        shift.shares.reference,
        &format!(" of the clauses with any theme in {}", group(shift.reference)),
        Labels::En,
    );
    let now = share(shift.shares.target, &format!(" in {}", group(shift.target)), Labels::En);
    let points = points(&shift.shares, Labels::En);
    let first = match shift.shares.verdict {
        Verdict::Rise => format!("{theme} rose from {before} to {now}, {points}"),
        Verdict::Fall => format!("{theme} fell from {before} to {now}, {points}"),
        Verdict::Steady => format!("{theme} held steady, with {before} and {now}, {points}"),
        Verdict::Unclear if shift.shares.excludes_zero() => format!(
            "It is unclear whether {theme} shifted: {before}, {now}, {points}, but among so many themes one may differ so \
             by chance"
        ),
        Verdict::Unclear => format!("It is unclear whether {theme} shifted: {before}, {now}, {points}"),
        Verdict::SingleClause => {
            format!("It is unclear whether {theme} shifted, since the change rests on a single clause: {before}, {now}")
        }
        Verdict::TooFew => format!("There are too few clauses to say whether {theme} shifted: {before}, {now}"),
    };
    let [before, now] = [shift.priorities.reference, shift.priorities.target].map(|of| share(of, "", Labels::En));
    let points = self::points(&shift.priorities, Labels::En);
    let second = match shift.priorities.verdict {
        Verdict::Rise => format!("among stated priorities it rose from {before} to {now}, {points}"),
        Verdict::Fall => format!("among stated priorities it fell from {before} to {now}, {points}"),
        Verdict::Steady => format!("among stated priorities it held steady, with {before} and {now}"),
        Verdict::Unclear => format!("among stated priorities the change from {before} to {now} is unclear"),
        Verdict::SingleClause => {
            format!("among stated priorities the change from {before} to {now} rests on a single clause")
        }
        Verdict::TooFew => "there are too few stated priorities to compare".to_string(),
    };
    format!("{first}; {second}.")
}

/// The shift in Vietnamese.
fn vietnamese(shift: &ThemeShift, grouping: &Grouping) -> String {
    let theme = format!("“{}”", shift.theme.label(Labels::Vi));
    let group = |group: &str| name(group, grouping, Labels::Vi);
    let before =
        share(shift.shares.reference, &format!(" số mệnh đề có chủ đề ở {}", group(shift.reference)), Labels::Vi);
    let now = share(shift.shares.target, &format!(" ở {}", group(shift.target)), Labels::Vi);
    let points = points(&shift.shares, Labels::Vi);
    let first = match shift.shares.verdict {
        Verdict::Rise => format!("{theme} tăng từ {before} lên {now}, {points}"),
        Verdict::Fall => format!("{theme} giảm từ {before} xuống {now}, {points}"),
        Verdict::Steady => format!("{theme} giữ ổn định, với {before} và {now}, {points}"),
        Verdict::Unclear if shift.shares.excludes_zero() => format!(
            "Chưa rõ {theme} có thay đổi hay không: {before}, {now}, {points}, nhưng khi xét nhiều chủ đề như vậy, \
             một chủ đề có thể chênh lệch đến mức đó chỉ do ngẫu nhiên"
        ),
        Verdict::Unclear => format!("Chưa rõ {theme} có thay đổi hay không: {before}, {now}, {points}"),
        Verdict::SingleClause => {
            format!("Chưa rõ {theme} có thay đổi hay không, vì thay đổi chỉ dựa trên một mệnh đề: {before}, {now}")
        }
        Verdict::TooFew => format!("Quá ít mệnh đề để kết luận {theme} có thay đổi hay không: {before}, {now}"),
    };
    let [before, now] = [shift.priorities.reference, shift.priorities.target].map(|of| share(of, "", Labels::Vi));
    let points = self::points(&shift.priorities, Labels::Vi);
    let second = match shift.priorities.verdict {
        Verdict::Rise => format!("trong các ưu tiên được nêu, chủ đề này tăng từ {before} lên {now}, {points}"),
        Verdict::Fall => format!("trong các ưu tiên được nêu, chủ đề này giảm từ {before} xuống {now}, {points}"),
        Verdict::Steady => format!("trong các ưu tiên được nêu, chủ đề này giữ ổn định, với {before} và {now}"),
        Verdict::Unclear => format!("trong các ưu tiên được nêu, thay đổi từ {before} sang {now} là chưa rõ"),
        Verdict::SingleClause => {
            format!("trong các ưu tiên được nêu, thay đổi từ {before} sang {now} chỉ dựa trên một mệnh đề")
        }
        Verdict::TooFew => "số ưu tiên được nêu quá ít để so sánh".to_string(),
    };
    format!("{first}; {second}.")
}

/// A share in percent, what it is a share of, and the numbers behind it.
fn share(share: Share, of_what: &str, labels: Labels) -> String {
    let Share { clauses, of, value, .. } = share;
    let percent = value.map_or("–".into(), |value| labels.number(100.0 * value, 1));
    format!("{percent} %{of_what} ({clauses}{}{of})", labels.pick(" of ", "/"))
}

/// A change in percentage points, with its sign and interval.
fn points(change: &Change, labels: Labels) -> String {
    let (low, high) = change.interval.unzip();
    let signed = |change: Option<f64>| change.map_or("–".into(), |change| labels.signed(100.0 * change, 1));
    let [change, low, high] = [change.value, low, high].map(signed);
    labels.pick(
        format!("a change of {change} points (95 % interval {low} to {high})"),
        format!("thay đổi {change} điểm phần trăm (khoảng tin cậy 95 %: {low} đến {high})"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::Significance;
    use crate::options::Span;
    use crate::themes::Theme;

    fn change(reference: (u64, u64), target: (u64, u64), verdict: Verdict) -> Change {
        let share = |(clauses, of): (u64, u64)| Share {
            clauses,
            of,
            value: (of > 0).then(|| clauses as f64 / of as f64),
            interval: None,
        };
        let (reference, target) = (share(reference), share(target));
        let value = target.value.zip(reference.value).map(|(target, reference)| target - reference);
        let interval = Some((-0.4, -0.05));
        Change { reference, target, value, interval, p_value: None, q_value: None, verdict }
    }

    /// The sentences on a theme's change from group 1 to group 2.
    fn sentences(shares: Change, priorities: Change, grouping: &Grouping) -> [String; 2] {
        let theme = Theme {
            id: "trade".into(),
            path: vec!["trade".into()],
            label_en: "Trade".into(),
            label_vi: "Thương mại".into(),
            keywords: 0..0,
            exclude: Vec::new(),
        };
        let significance =
            Significance { log_likelihood: None, p_value: None, log10_p: None, q_value: None, log_ratio: None };
        let (reference_rank, target_rank) = (None, None);
        let (reference, target) = ("1", "2");
        let shift = ThemeShift {
            theme: &theme,
            reference,
            target,
            shares,
            priorities,
            ratio_interval: None,
            significance,
            reference_rank,
            target_rank,
        };
        [english(&shift, grouping), vietnamese(&shift, grouping)]
    }

    #[test]
    fn a_supported_shift_is_said_with_its_numbers_in_both_languages() {
        let grouping =
            Grouping {
                name_en: Some("Conference".into()), name_vi: Some("Hội nghị".into()), ..Grouping::default()
            };
        let fall = change((30, 80), (10, 80), Verdict::Fall);
        let [english, vietnamese] = sentences(fall, change((12, 40), (9, 30), Verdict::Steady), &grouping);
        assert_eq!(
            english,
            "Trade fell from 37.5 % of the clauses with any theme in Conference 1 (30 of 80) to 12.5 % in Conference 2 \
             (10 of 80), a change of −25.0 points (95 % interval −40.0 to −5.0); among stated priorities it held steady, \
             with 30.0 % (12 of 40) and 30.0 % (9 of 30)."
        );
        assert_eq!(
            vietnamese,
            "“Thương mại” giảm từ 37,5 % số mệnh đề có chủ đề ở Hội nghị 1 (30/80) xuống 12,5 % ở Hội nghị 2 (10/80), thay đổi \
             −25,0 điểm phần trăm (khoảng tin cậy 95 %: −40,0 đến −5,0); trong các ưu tiên được nêu, chủ đề này giữ ổn định, \
             với 30,0 % (12/40) và 30,0 % (9/30)."
        );
    }

    #[test]
    fn no_sentence_claims_a_shift_that_is_none() {
        for verdict in [Verdict::Unclear, Verdict::SingleClause, Verdict::TooFew, Verdict::Steady] {
            let unclear = change((1, 20), (0, 20), verdict);
            for sentence in sentences(unclear, unclear, &Grouping::default()) {
                let claims = ["rose", "fell", "tăng", "giảm"];
                assert!(claims.iter().all(|claim| !sentence.contains(claim)), "{sentence}");
                assert!(sentence.contains("Group 1") || sentence.contains("Nhóm 1"), "{sentence}");
            }
        }
    }

    #[test]
    fn years_need_no_noun() {
        let grouping = Grouping { by: Some(GroupBy::Date(Span::Year)), ..Grouping::default() };
        let few = change((1, 2), (0, 2), Verdict::TooFew);
        assert!(sentences(few, few, &grouping)[0].contains("theme in 1 (1 of 2)"));
    }
}
