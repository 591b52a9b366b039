//! How the themes' ranks change from group to group: a bump chart.

use std::cmp::Reverse;

use itertools::Itertools;

use super::{Chart, Kind, Plot, RankLine, Setting, Text, Voice, by_theme_and_group, themes_by_rank};
use crate::compare::ThemeFrequency;
use crate::table::{Labelled, Spec, ThemeFrequencyTable};
use crate::themes::Theme;

/// Themes that rank this high in the first or the last group are drawn in colour.
const LEADING: u32 = 3;

/// With more points than this, only lines in colour are drawn.
const MANY: usize = 160;

/// The chart.
pub struct ThemeRank;

impl Kind for ThemeRank {
    type Table = ThemeFrequencyTable;
    const NAME: &'static str = "theme_rank";
    const OF_THEMES: bool = true;

    fn charts(rows: &[Labelled<ThemeFrequency>], setting: &Setting) -> Vec<Chart<Text>> {
        let themes = themes_by_rank(rows, setting);
        let ranks = by_theme_and_group(rows, setting, &themes, |row| u32::try_from(row.rank?).ok());
        let line = |(theme, mut ranks): (&&Theme, Vec<Option<u32>>)| {
            let ends = [ranks.first(), ranks.last()].into_iter().flatten().flatten();
            let emphasis = ends.into_iter().any(|rank| *rank <= LEADING);
            // Hundreds of grey lines would say nothing: their ends stay.
            let between = 1..ranks.len().saturating_sub(1);
            if !emphasis && themes.len() * ranks.len() > MANY {
                between.for_each(|group| ranks[group] = None);
            }
            RankLine { label: setting.theme(theme), ranks, emphasis }
        };
        let lines = themes.iter().zip(ranks).map(line).collect_vec();
        vec![Chart {
            name: Self::NAME.into(),
            table: Self::Table::NAME,
            title: setting.each(|voice| title(voice, &themes, &lines)),
            subtitle: setting.each(|voice| {
                voice.pick(
                    format!(
                        "By clauses with the theme, of equals by hits, then as in the dictionary; in colour, themes among \
                         the first {LEADING} at either end"
                    ),
                    format!(
                        "Theo số mệnh đề có chủ đề, nếu bằng nhau thì theo số lần gặp từ khóa, rồi theo thứ tự trong \
                         từ điển; tô màu các chủ đề đứng trong {LEADING} vị trí đầu ở nhóm đầu hoặc nhóm cuối"
                    ),
                )
            }),
            caption: setting.each(|voice| {
                let no_interval = voice.pick(
                    "Ranks have no interval: themes of nearly equal share change places by chance.",
                    "Thứ hạng không có khoảng tin cậy: các chủ đề có tỷ lệ gần bằng nhau có thể đổi chỗ cho nhau do \
                     ngẫu nhiên.",
                );
                format!("{no_interval} {}", voice.sample())
            }),
            form: setting.each(|voice| {
                let (groups, count) = (voice.all_groups(), lines.len());
                voice.pick(
                    format!("Bump chart of the ranks of {count} themes through {groups}, first rank at the top."),
                    format!("Biểu đồ thứ hạng của {count} chủ đề qua {groups}, hạng nhất ở trên cùng."),
                )
            }),
            plot: Plot::Ranks { stages: setting.headings(), lines },
        }]
    }
}

/// The farthest way up and the farthest way down from the first group to the last.
fn title(voice: Voice, themes: &[&Theme], lines: &[RankLine<Text>]) -> String {
    let moves = themes.iter().zip(lines).filter_map(|(theme, line)| {
        let (from, to) = line.ranks.first()?.zip(*line.ranks.last()?)?;
        Some((voice.theme_in_text(theme), from, to))
    });
    let moves = moves.collect_vec();
    let up = moves.iter().max_by_key(|(_, from, to)| (from.saturating_sub(*to), Reverse(*to)));
    let down = moves.iter().max_by_key(|(_, from, to)| (to.saturating_sub(*from), Reverse(*from)));
    let up = up.filter(|(_, from, to)| to < from).map(|(theme, from, to)| {
        voice.pick(format!("{theme} climbs from rank {from} to {to}"), format!("{theme} từ hạng {from} lên hạng {to}"))
    });
    let down = down.filter(|(_, from, to)| to > from).map(|(theme, from, to)| {
        let rank = if up.is_none() { "rank " } else { "" };
        voice
            .pick(format!("{theme} falls from {rank}{from} to {to}"), format!("{theme} từ hạng {from} xuống hạng {to}"))
    });
    let told = [up, down].into_iter().flatten().join(", ");
    match voice.groups {
        [first, .., last] if !told.is_empty() && [first, last].iter().all(|size| voice.can_tell_themes(size.group)) => {
            let (first, last) = (voice.group(first.group), voice.further(last.group));
            voice.pick(format!("From {first} to {last}: {told}"), format!("Từ {first} đến {last}: {told}"))
        }
        _ => {
            let groups = voice.all_groups();
            voice.pick(format!("Rank of each theme: {groups}"), format!("Thứ hạng của từng chủ đề: {groups}"))
        }
    }
}
