//! A finding as a sentence, in English and in Vietnamese.

use crate::compare::{Change, Finding, Share, ThemeShift, Verdict};
use crate::group::{ALL, CORPUS, OTHERS};
use crate::options::{GroupBy, Grouping, Labels};
use crate::words::Words;

/// A finding in a sentence. `corpus` is the name of the corpus that all groups are compared with, where there is one.
pub fn sentence(finding: &Finding, grouping: &Grouping, corpus: Option<&str>) -> Words<String> {
    Words::new(english(finding, grouping, corpus), vietnamese(finding, grouping, corpus))
}

/// What a share is of.
#[derive(Clone, Copy, PartialEq)]
enum Of {
    Clauses,
    Priorities,
}

/// The two changes of a finding, the one that leads first: that among stated priorities where it is claimed; where nothing is,
/// also where there are enough of them, unless the other alone is a rise or fall in its pair.
fn in_order<'f>(Finding { shift, claims, .. }: &'f Finding) -> [(&'f Change, Of); 2] {
    let (shares, priorities) = ((&shift.shares, Of::Clauses), (&shift.priorities, Of::Priorities));
    let is_share_alone = shift.shares.verdict.is_shift() && !shift.priorities.verdict.is_shift();
    let are_enough = shift.priorities.verdict != Verdict::TooFew;
    let do_lead = if claims.any() { claims.priorities } else { are_enough && !is_share_alone };
    if do_lead { [priorities, shares] } else { [shares, priorities] }
}

/// Whether the reference is no event before the target: all other groups, or the reference corpus.
fn is_apart(shift: &ThemeShift, corpus: Option<&str>) -> bool {
    shift.reference == ALL || Some(shift.reference) == corpus
}

/// A group as a sentence calls it: a bare number needs a noun.
fn name(group: &str, grouping: &Grouping, corpus: Option<&str>, labels: Labels) -> String {
    let title = grouping.title(group, labels);
    match group {
        ALL => OTHERS.pick(labels).to_string(),
        _ if Some(group) == corpus => CORPUS.pick(labels).to_string(),
        _ if title == group
            && !matches!(grouping.by, Some(GroupBy::Date(_)))
            && group.starts_with(|c: char| c.is_ascii_digit()) =>
        {
            format!("{} {group}", labels.pick("Group", "Nhóm"))
        }
        _ => title,
    }
}

/// The finding in English.
fn english(finding: &Finding, grouping: &Grouping, corpus: Option<&str>) -> String {
    let shift = &finding.shift;
    let theme = shift.theme.label(Labels::En);
    let [reference, target] = [shift.reference, shift.target].map(|group| name(group, grouping, corpus, Labels::En));
    let is_apart = is_apart(shift, corpus);
    let points = |change: &Change| points(change, is_apart, Labels::En);
    let lead = |change: &Change, of: Of| {
        let noun = if of == Of::Clauses { "clauses with any theme" } else { "stated priorities with any theme" };
        let (before, now) = (change.reference, change.target);
        let before = share(before, &format!(" of the {noun} in {reference}"), Labels::En);
        let now = share(now, &format!(" in {target}"), Labels::En);
        let points = points(change);
        match change.verdict {
            Verdict::Rise if is_apart => {
                format!("{theme} takes a larger share in {target} than in {reference}: {before}, {now}, {points}")
            }
            Verdict::Fall if is_apart => {
                format!("{theme} takes a smaller share in {target} than in {reference}: {before}, {now}, {points}")
            }
            Verdict::Rise => format!("{theme} rose from {before} to {now}, {points}"),
            Verdict::Fall => format!("{theme} fell from {before} to {now}, {points}"),
            Verdict::Steady => format!("{theme} held steady, with {before} and {now}, {points}"),
            Verdict::Unclear if change.excludes_zero() => format!(
                "It is unclear whether {theme} shifted: {before}, {now}, {points}, but among so many themes one may differ \
                 so by chance"
            ),
            Verdict::Unclear => format!("It is unclear whether {theme} shifted: {before}, {now}, {points}"),
            Verdict::SingleClause => format!(
                "It is unclear whether {theme} shifted, since the change rests on a single clause: {before}, {now}"
            ),
            Verdict::TooFew => format!("There are too few clauses to say whether {theme} shifted: {before}, {now}"),
        }
    };
    let follow = |change: &Change, of: Of| {
        let among = if of == Of::Clauses { "among all clauses with a theme" } else { "among stated priorities" };
        let [before, now] = [change.reference, change.target].map(|of| share(of, "", Labels::En));
        let points = points(change);
        match change.verdict {
            Verdict::Rise if is_apart => format!("{among} its share is larger: {before}, {now}, {points}"),
            Verdict::Fall if is_apart => format!("{among} its share is smaller: {before}, {now}, {points}"),
            Verdict::Rise => format!("{among} it rose from {before} to {now}, {points}"),
            Verdict::Fall => format!("{among} it fell from {before} to {now}, {points}"),
            Verdict::Steady => format!("{among} it held steady, with {before} and {now}"),
            Verdict::Unclear => format!("{among} the change from {before} to {now} is unclear"),
            Verdict::SingleClause => format!("{among} the change from {before} to {now} rests on a single clause"),
            Verdict::TooFew if of == Of::Priorities => "there are too few stated priorities to compare".to_string(),
            Verdict::TooFew => format!("{among} there are too few to compare"),
        }
    };
    let [first, second] = in_order(finding);
    format!("{}; {}.", lead(first.0, first.1), follow(second.0, second.1))
}

/// The finding in Vietnamese.
fn vietnamese(finding: &Finding, grouping: &Grouping, corpus: Option<&str>) -> String {
    let shift = &finding.shift;
    let theme = format!("“{}”", shift.theme.label(Labels::Vi));
    let [reference, target] = [shift.reference, shift.target].map(|group| name(group, grouping, corpus, Labels::Vi));
    let is_apart = is_apart(shift, corpus);
    let points = |change: &Change| points(change, is_apart, Labels::Vi);
    let lead = |change: &Change, of: Of| {
        let noun = if of == Of::Clauses {
            "số mệnh đề có chủ đề"
        } else {
            "số ưu tiên được nêu có chủ đề"
        };
        let (before, now) = (change.reference, change.target);
        let before = share(before, &format!(" {noun} ở {reference}"), Labels::Vi);
        let now = share(now, &format!(" ở {target}"), Labels::Vi);
        let points = points(change);
        match change.verdict {
            Verdict::Rise if is_apart => {
                format!("{theme} chiếm tỷ lệ lớn hơn ở {target} so với ở {reference}: {before}, {now}, {points}")
            }
            Verdict::Fall if is_apart => {
                format!("{theme} chiếm tỷ lệ nhỏ hơn ở {target} so với ở {reference}: {before}, {now}, {points}")
            }
            Verdict::Rise => format!("{theme} tăng từ {before} lên {now}, {points}"),
            Verdict::Fall => format!("{theme} giảm từ {before} xuống {now}, {points}"),
            Verdict::Steady => format!("{theme} giữ ổn định, với {before} và {now}, {points}"),
            Verdict::Unclear if change.excludes_zero() => format!(
                "Chưa rõ {theme} có thay đổi hay không: {before}, {now}, {points}, nhưng khi xét nhiều chủ đề như vậy, \
                 một chủ đề có thể chênh lệch đến mức đó chỉ do ngẫu nhiên"
            ),
            Verdict::Unclear => format!("Chưa rõ {theme} có thay đổi hay không: {before}, {now}, {points}"),
            Verdict::SingleClause => {
                format!("Chưa rõ {theme} có thay đổi hay không, vì thay đổi chỉ dựa trên một mệnh đề: {before}, {now}")
            }
            Verdict::TooFew => format!("Quá ít mệnh đề để kết luận {theme} có thay đổi hay không: {before}, {now}"),
        }
    };
    let follow = |change: &Change, of: Of| {
        let among = if of == Of::Clauses {
            "trong mọi mệnh đề có chủ đề"
        } else {
            "trong các ưu tiên được nêu"
        };
        let [before, now] = [change.reference, change.target].map(|of| share(of, "", Labels::Vi));
        let points = points(change);
        match change.verdict {
            Verdict::Rise if is_apart => format!("{among}, tỷ lệ của chủ đề này lớn hơn: {before}, {now}, {points}"),
            Verdict::Fall if is_apart => format!("{among}, tỷ lệ của chủ đề này nhỏ hơn: {before}, {now}, {points}"),
            Verdict::Rise => format!("{among}, chủ đề này tăng từ {before} lên {now}, {points}"),
            Verdict::Fall => format!("{among}, chủ đề này giảm từ {before} xuống {now}, {points}"),
            Verdict::Steady => format!("{among}, chủ đề này giữ ổn định, với {before} và {now}"),
            Verdict::Unclear => format!("{among}, thay đổi từ {before} sang {now} là chưa rõ"),
            Verdict::SingleClause => format!("{among}, thay đổi từ {before} sang {now} chỉ dựa trên một mệnh đề"),
            Verdict::TooFew if of == Of::Priorities => "số ưu tiên được nêu quá ít để so sánh".to_string(),
            Verdict::TooFew => format!("{among}, số mệnh đề quá ít để so sánh"),
        }
    };
    let [first, second] = in_order(finding);
    format!("{}; {}.", lead(first.0, first.1), follow(second.0, second.1))
}

/// A share in percent, what it is a share of, and the numbers behind it.
fn share(share: Share, of_what: &str, labels: Labels) -> String {
    let Share { clauses, of, value, .. } = share;
    let percent = value.map_or("–".into(), |value| labels.number(100.0 * value, 1));
    format!("{percent} %{of_what} ({clauses}{}{of})", labels.pick(" of ", "/"))
}

/// A change in percentage points, with its sign and interval; a difference from what is no event before.
fn points(change: &Change, is_apart: bool, labels: Labels) -> String {
    let (low, high) = change.interval.unzip();
    let signed = |change: Option<f64>| change.map_or("–".into(), |change| labels.signed(100.0 * change, 1));
    let [change, low, high] = [change.value, low, high].map(signed);
    let (en, vi) = if is_apart { ("difference", "chênh lệch") } else { ("change", "thay đổi") };
    labels.pick(
        format!("a {en} of {change} points (95 % interval {low} to {high})"),
        format!("{vi} {change} điểm phần trăm (khoảng tin cậy 95 %: {low} đến {high})"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::{Claims, Significance};
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
        Change { reference, target, value, interval, p_value: None, q_value: None, verdict, times_needed: None }
    }

    /// The sentences on a theme's change from group 1 to group 2.
    fn sentences(shares: Change, priorities: Change, grouping: &Grouping) -> [String; 2] {
        sentences_from("1", shares, priorities, grouping)
    }

    /// The sentences on a theme's change from a reference to group 2, of which all is claimed that is a rise or fall.
    fn sentences_from(reference: &str, shares: Change, priorities: Change, grouping: &Grouping) -> [String; 2] {
        let claims = Claims { priorities: priorities.verdict.is_shift(), share: shares.verdict.is_shift() };
        sentences_of(claims, reference, shares, priorities, grouping)
    }

    fn sentences_of(
        claims: Claims,
        reference: &str,
        shares: Change,
        priorities: Change,
        grouping: &Grouping,
    ) -> [String; 2] {
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
        let target = "2";
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
        let finding = Finding { shift, claims, evidence: Vec::new() };
        [english(&finding, grouping, Some("reference")), vietnamese(&finding, grouping, Some("reference"))]
    }

    #[test]
    fn a_supported_shift_is_said_with_its_numbers_in_both_languages() {
        let grouping =
            Grouping {
                name_en: Some("Conference".into()), name_vi: Some("Hội nghị".into()), ..Grouping::default()
            };
        let fall = change((30, 80), (10, 80), Verdict::Fall);
        let [english, vietnamese] = sentences(fall, change((1, 4), (2, 4), Verdict::TooFew), &grouping);
        assert_eq!(
            english,
            "Trade fell from 37.5 % of the clauses with any theme in Conference 1 (30 of 80) to 12.5 % in Conference 2 \
             (10 of 80), a change of −25.0 points (95 % interval −40.0 to −5.0); there are too few stated priorities to \
             compare."
        );
        assert_eq!(
            vietnamese,
            "“Thương mại” giảm từ 37,5 % số mệnh đề có chủ đề ở Hội nghị 1 (30/80) xuống 12,5 % ở Hội nghị 2 (10/80), thay đổi \
             −25,0 điểm phần trăm (khoảng tin cậy 95 %: −40,0 đến −5,0); số ưu tiên được nêu quá ít để so sánh."
        );
    }

    #[test]
    fn stated_priorities_lead_where_there_are_enough_of_them_unless_the_share_alone_shifted() {
        let (rise, fall) = (change((12, 40), (9, 30), Verdict::Rise), change((30, 80), (10, 80), Verdict::Fall));
        let [english, vietnamese] = sentences(fall, rise, &Grouping::default());
        assert_eq!(
            english,
            "Trade rose from 30.0 % of the stated priorities with any theme in Group 1 (12 of 40) to 30.0 % in Group 2 (9 of \
             30), a change of 0.0 points (95 % interval −40.0 to −5.0); among all clauses with a theme it fell from 37.5 % \
             (30 of 80) to 12.5 % (10 of 80), a change of −25.0 points (95 % interval −40.0 to −5.0)."
        );
        assert!(vietnamese.contains("30,0 % số ưu tiên được nêu có chủ đề ở Nhóm 1 (12/40)"), "{vietnamese}");
        assert!(
            vietnamese.contains("; trong mọi mệnh đề có chủ đề, chủ đề này giảm từ 37,5 % (30/80)"),
            "{vietnamese}"
        );
        let [english, vietnamese] = sentences(fall, Change { verdict: Verdict::Unclear, ..rise }, &Grouping::default());
        assert!(
            english.starts_with("Trade fell from 37.5 %") && english.contains("; among stated priorities the change")
        );
        assert!(vietnamese.starts_with("“Thương mại” giảm từ 37,5 %"), "{vietnamese}");
    }

    #[test]
    fn what_is_claimed_leads_also_where_the_other_change_shifted_in_its_pair_alone() {
        let (rise, fall) = (change((12, 40), (9, 30), Verdict::Rise), change((30, 80), (10, 80), Verdict::Fall));
        for (priorities, theme) in [(true, "Trade rose from 30.0 %"), (false, "Trade fell from 37.5 %")] {
            let claims = Claims { priorities, share: !priorities };
            let [english, _] = sentences_of(claims, "1", fall, rise, &Grouping::default());
            assert!(english.starts_with(theme), "{english}");
        }
    }

    #[test]
    fn what_is_no_event_before_another_neither_rises_nor_falls() {
        let fall = || change((30, 80), (10, 80), Verdict::Fall);
        for (reference, english, vietnamese) in [
            ("*", "all other groups", "tất cả các nhóm khác"),
            ("reference", "the reference corpus", "ngữ liệu đối chiếu"),
        ] {
            let [en, vi] = sentences_from(reference, fall(), fall(), &Grouping::default());
            assert!(
                en.starts_with(&format!("Trade takes a smaller share in Group 2 than in {english}: 37.5 % of")),
                "{en}"
            );
            assert!(vi.contains(&format!("nhỏ hơn ở Nhóm 2 so với ở {vietnamese}: 37,5 %")), "{vi}");
            assert!(!en.contains("fell") && !vi.contains("giảm"), "{en} {vi}");
        }
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
