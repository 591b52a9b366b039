//! What the comparison comes to, in three sentences at most.

use itertools::Itertools;

use crate::chart::{Setting, Text, Voice};
use crate::compare::{Comparison, Finding, GroupSize, ThemeShift};
use crate::options::Labels;
use crate::table::Told;
use crate::words::{Words, capital};

/// At most this many themes are named.
const NAMED: usize = 3;

/// No more data than this many times as much is told of: nobody gets more.
const MOST_TIMES: f64 = 100.0;

/// The sentences.
pub(super) fn answer(comparison: &Comparison, setting: &Setting, findings: &[Told]) -> Vec<Text> {
    if setting.themes_say_nothing {
        return vec![of_no_themes(setting)];
    }
    if setting.groups.len() < 2 {
        return vec![of_one_group(comparison, setting)];
    }
    let (claimed, doubts): (Vec<_>, Vec<_>) =
        findings.iter().map(|told| &told.finding).partition(|finding| finding.claims.any());
    let themes = claimed.iter().unique_by(|finding| &finding.shift.theme.id).collect_vec();
    let (named, others) = themes.split_at(themes.len().min(NAMED));
    let others = others.len();
    let first = setting.each(|voice| {
        if named.is_empty() {
            return voice.pick(
                "No shift can be claimed: each change in these articles is small or could be chance.".into(),
                "Chưa thể khẳng định sự chuyển dịch nào: mọi thay đổi trong các bài viết này đều nhỏ hoặc có thể chỉ do \
                 ngẫu nhiên."
                    .into(),
            );
        }
        capital(&format!("{}.", named.iter().map(|finding| phrase(voice, finding)).join("; ")))
    });
    let more = (others > 0).then(|| {
        setting.each(|voice| {
            let themes = if others == 1 { "theme changes" } else { "themes change" };
            voice.pick(
                format!("{others} more {themes} beyond doubt, among stated priorities or all clauses: they are below."),
                format!(
                    "Còn {others} chủ đề khác có thay đổi rõ rệt, trong các ưu tiên được nêu hoặc trong mọi mệnh đề: xem bên \
                     dưới."
                ),
            )
        })
    });
    let nearest = doubts.iter().filter_map(|doubt| doubt.shift.shares.times_needed.map(|times| (&doubt.shift, times)));
    let nearest = nearest.min_by(|(_, one), (_, other)| one.total_cmp(other));
    let nearest = nearest.and_then(|(shift, times)| Some((shift, times_as_many(times)?)));
    let needed = nearest.map(|(shift, times)| setting.each(|voice| doubt(voice, shift, &times, named.is_empty())));
    [Some(first), more, needed].into_iter().flatten().collect()
}

/// What the dictionary is too small for.
fn of_no_themes(setting: &Setting) -> Text {
    let sum = |count: fn(&GroupSize) -> u64| setting.groups.iter().map(count).sum::<u64>();
    let share = 100.0 * sum(|size| size.themed_clauses) as f64 / sum(|size| size.clauses).max(1) as f64;
    setting.each(|voice| {
        let percent = voice.labels.percent(share, 1);
        voice.pick(
            format!(
                "The built-in themes occur in only {percent} of the clauses, so nothing is said of themes: themeshift init \
                 drafts themes from these articles. What follows is about their words."
            ),
            format!(
                "Các chủ đề có sẵn chỉ xuất hiện trong {percent} số mệnh đề, nên không kết luận gì về chủ đề: lệnh themeshift \
                 init soạn nháp các chủ đề từ chính những bài viết này. Phần dưới đây chỉ nói về các từ."
            ),
        )
    })
}

/// What the one group speaks of most.
fn of_one_group(comparison: &Comparison, setting: &Setting) -> Text {
    // By rank, so that the first are the commonest.
    let most = comparison.theme_frequencies().iter().filter(|row| row.share.clauses > 0).take(NAMED).collect_vec();
    setting.each(|voice| {
        let alone = voice
            .pick("There is one group only, so nothing can be compared.", "Chỉ có một nhóm nên không thể so sánh.");
        let themes = most.iter().map(|row| {
            let percent = voice.labels.percent(100.0 * row.share.value.unwrap_or_default(), 1);
            format!("{} ({percent})", voice.theme_in_text(row.theme))
        });
        let themes = voice.join(&themes.collect_vec());
        if themes.is_empty() {
            return alone.into();
        }
        let most =
            voice.pick("Of its clauses with a theme, most speak of", "Trong các mệnh đề có chủ đề, nhiều nhất nói về");
        format!("{alone} {most} {themes}.")
    })
}

/// A claimed shift in a few words.
fn phrase(voice: Voice, finding: &Finding) -> String {
    let (shift, change) = (&finding.shift, finding.change());
    let percent = |share: Option<f64>| voice.labels.percent(100.0 * share.unwrap_or_default(), 1);
    let (before, now) = (percent(change.reference.value), percent(change.target.value));
    let theme = voice.theme_in_text(shift.theme);
    let grows = change.value.is_some_and(|value| value > 0.0);
    let of = if finding.claims.priorities {
        voice.pick("of stated priorities", "số ưu tiên được nêu")
    } else {
        voice.pick("of the clauses with a theme", "số mệnh đề có chủ đề")
    };
    let target = voice.group(shift.target);
    if !voice.has_group(shift.reference) {
        let reference = voice.group(shift.reference);
        return voice.pick(
            format!("{theme} takes {now} {of} in {target}, against {before} in {reference}"),
            format!("{theme} chiếm {now} {of} ở {target}, so với {before} ở {reference}"),
        );
    }
    let (reference, target) = (voice.group(shift.reference), voice.further(shift.target));
    match voice.labels {
        Labels::En => {
            let verb = if grows { "rises" } else { "falls" };
            format!("{theme} {verb} from {before} to {now} {of} between {reference} and {target}")
        }
        Labels::Vi => {
            let (verb, to) = if grows { ("tăng", "lên") } else { ("giảm", "xuống") };
            format!("{theme} {verb} từ {before} {to} {now} {of} từ {reference} đến {target}")
        }
    }
}

/// A change that could be chance, and what it would take.
fn doubt(voice: Voice, shift: &ThemeShift, times: &Text, is_alone: bool) -> String {
    let theme = voice.theme_in_text(shift.theme);
    let (reference, target) = (voice.group(shift.reference), voice.further(shift.target));
    let times = times.pick(voice.labels);
    let clearest = if is_alone {
        voice.pick("The clearest", "Thay đổi rõ nhất")
    } else {
        voice.pick("The clearest of the others", "Thay đổi rõ nhất trong số còn lại")
    };
    voice.pick(
        format!("{clearest}, {theme} from {reference} to {target}, could be told from chance with about {times} articles."),
        format!(
            "{clearest}, {theme} từ {reference} đến {target}, cần khoảng {times} số bài viết hiện có để phân biệt với ngẫu nhiên."
        ),
    )
}

/// "twice as many", "4 times as many": how much more it takes, rounded up; `None` where it is so much that nobody has it.
pub fn times_as_many(needed: f64) -> Option<Text> {
    let times = needed.ceil().max(2.0);
    let as_many = if times == 2.0 { "twice".to_string() } else { format!("{times} times") };
    (needed <= MOST_TIMES).then(|| Words::new(format!("{as_many} as many"), format!("{times} lần")))
}
