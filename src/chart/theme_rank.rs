//! How the themes' ranks change from group to group: a bump chart.

use std::cmp::Reverse;

use anyhow::Result;
use itertools::Itertools;

use super::{Chart, Plot, RankLine, Setting, themes_by_rank};
use crate::options::Labels;
use crate::table::Table;

/// Themes that are among so many first ones in the first or the last group are drawn in colour.
const LEADING: u32 = 3;

/// With more points than this, only lines in colour are drawn.
const MANY: usize = 160;

/// Makes the chart of the table.
pub fn chart(table: &Table, setting: &Setting) -> Result<Vec<Chart>> {
    let themes = themes_by_rank(table, setting)?;
    let rank = |theme: &str, group: &str| -> Result<Option<u32>> {
        let rows = table.text("theme")?.iter().zip(table.text("group")?.iter()).zip(table.counts("rank")?.iter());
        let row = rows.into_iter().find(|((id, name), _)| *id == Some(theme) && *name == Some(group));
        Ok(row.and_then(|(_, rank)| rank).and_then(|rank| u32::try_from(rank).ok()))
    };
    let lines = themes.iter().map(|theme| {
        let mut ranks = setting.groups.iter().map(|size| rank(theme, size.group)).collect::<Result<Vec<_>>>()?;
        let ends = [ranks.first(), ranks.last()].into_iter().flatten().flatten();
        let emphasis = ends.into_iter().any(|rank| *rank <= LEADING);
        // Hundreds of grey lines would say nothing: their ends stay.
        let between = 1..ranks.len().saturating_sub(1);
        if !emphasis && themes.len() * ranks.len() > MANY {
            between.for_each(|group| ranks[group] = None);
        }
        Ok(RankLine { label: setting.theme(theme), ranks, emphasis })
    });
    let lines: Vec<RankLine> = lines.collect::<Result<_>>()?;
    let groups = setting.all_groups();
    let title = title(setting, &themes, &lines).unwrap_or_else(|| {
        setting.labels.pick(format!("Rank of each theme: {groups}"), format!("Thứ hạng của từng chủ đề: {groups}"))
    });
    let form = setting.labels.pick(
        format!("Bump chart of the ranks of {} themes through {groups}, first rank at the top.", lines.len()),
        format!("Biểu đồ thứ hạng của {} chủ đề qua {groups}, hạng nhất ở trên cùng.", lines.len()),
    );
    Ok(vec![Chart {
        name: "theme_rank".into(),
        table: table.name,
        alternative: format!("{title}. {form}"),
        title,
        subtitle: setting.labels.pick(
            format!(
                "By clauses with the theme, of equals by hits, then as in the dictionary; in colour, themes among the \
                 first {LEADING} at either end"
            ),
            format!(
                "Theo số mệnh đề có chủ đề, nếu bằng nhau thì theo số lần khớp, rồi theo thứ tự trong từ điển; tô màu \
                 các chủ đề đứng trong {LEADING} vị trí đầu ở nhóm đầu hoặc nhóm cuối"
            ),
        ),
        caption: format!(
            "{} {}",
            setting.labels.pick(
                "Ranks have no interval: themes of nearly equal share change places by chance.",
                "Thứ hạng không có khoảng tin cậy: các chủ đề có tỷ lệ gần bằng nhau có thể đổi chỗ ngẫu nhiên.",
            ),
            setting.sample()
        ),
        labels: setting.labels,
        plot: Plot::Ranks { stages: setting.groups.iter().map(|size| setting.heading(size.group)).collect(), lines },
    }])
}

/// The farthest way up and the farthest way down from the first group to the last.
fn title(setting: &Setting, themes: &[String], lines: &[RankLine]) -> Option<String> {
    let (first, last) = (setting.groups.first()?.group, setting.groups.last()?.group);
    let moves = themes.iter().zip(lines).filter_map(|(theme, line)| {
        let (from, to) = line.ranks.first()?.zip(*line.ranks.last()?)?;
        Some((theme, from, to))
    });
    let moves = moves.collect_vec();
    let up = moves.iter().max_by_key(|(_, from, to)| (from.saturating_sub(*to), Reverse(*to)));
    let down = moves.iter().max_by_key(|(_, from, to)| (to.saturating_sub(*from), Reverse(*from)));
    let up = up.filter(|(_, from, to)| to < from).map(|(theme, from, to)| match setting.labels {
        Labels::En => format!("{} climbs from rank {from} to {to}", setting.theme_in_text(theme)),
        Labels::Vi => format!("{} lên từ hạng {from} đến {to}", setting.theme_in_text(theme)),
    });
    let down = down.filter(|(_, from, to)| to > from).map(|(theme, from, to)| match setting.labels {
        Labels::En => format!(
            "{} falls from {}{from} to {to}",
            setting.theme_in_text(theme),
            if up.is_none() { "rank " } else { "" }
        ),
        Labels::Vi => format!("{} xuống từ hạng {from} đến {to}", setting.theme_in_text(theme)),
    });
    let told = [up, down].into_iter().flatten().join(", ");
    let (first, last) = (setting.group(first), setting.further(last));
    (!told.is_empty()).then(|| {
        setting.labels.pick(format!("From {first} to {last}: {told}"), format!("Từ {first} đến {last}: {told}"))
    })
}
