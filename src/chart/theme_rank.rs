//! How the themes' ranks change from group to group: a bump chart.

use anyhow::Result;

use super::{Chart, Plot, RankLine, Setting, themes_by_rank};
use crate::table::Table;

/// Themes that are among so many first ones in any group are drawn in colour.
const LEADING: u32 = 3;

/// Makes the chart of the table.
pub fn chart(table: &Table, setting: &Setting) -> Result<Vec<Chart>> {
    let themes = themes_by_rank(table, setting)?;
    let rank = |theme: &str, group: &str| -> Result<Option<u32>> {
        let rows = table.text("theme")?.iter().zip(table.text("group")?.iter()).zip(table.counts("rank")?.iter());
        let row = rows.into_iter().find(|((id, name), _)| *id == Some(theme) && *name == Some(group));
        Ok(row.and_then(|(_, rank)| rank).and_then(|rank| u32::try_from(rank).ok()))
    };
    let lines = themes.iter().map(|theme| {
        let ranks = setting.groups.iter().map(|size| rank(theme, size.group)).collect::<Result<Vec<_>>>()?;
        Ok(RankLine {
            label: setting.theme(theme),
            emphasis: ranks.iter().flatten().any(|rank| *rank <= LEADING),
            ranks,
        })
    });
    let lines: Vec<RankLine> = lines.collect::<Result<_>>()?;
    let groups = setting.groups();
    Ok(vec![Chart {
        name: "theme_rank".into(),
        table: table.name,
        title: setting
            .labels
            .pick(format!("Rank of each theme: {groups}"), format!("Thứ hạng của từng chủ đề: {groups}")),
        subtitle: setting.labels.pick(
            format!(
                "By clauses with the theme, of equals by hits, then as in the dictionary; in colour, themes among the \
                 first {LEADING} anywhere"
            ),
            format!(
                "Theo số mệnh đề có chủ đề, nếu bằng nhau thì theo số lần khớp, rồi theo thứ tự trong từ điển; tô màu \
                 các chủ đề từng đứng trong {LEADING} vị trí đầu"
            ),
        ),
        caption: setting.sample(),
        alternative: setting.labels.pick(
            format!("Bump chart of the ranks of {} themes through {groups}, first rank at the top.", lines.len()),
            format!("Biểu đồ thứ hạng của {} chủ đề qua {groups}, hạng nhất ở trên cùng.", lines.len()),
        ),
        plot: Plot::Ranks { stages: setting.groups.iter().map(|size| setting.group(size.group)).collect(), lines },
    }])
}
