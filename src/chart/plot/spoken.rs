//! A chart in both languages -> the same in one.

use super::{Bar, Chart, ForestRow, Multiple, OverlapPanel, PairPanel, Panel, Plot, RankLine, Series, Side};
use crate::options::Labels;
use crate::words::Words;

/// Text in both languages: which is drawn is chosen when the chart is.
pub type Text = Words<String>;

impl Chart {
    /// What it shows, for a reader who can't see it.
    pub fn alternative(&self) -> String {
        format!("{}. {}", self.title, self.form)
    }
}

impl Chart<Text> {
    /// What it shows, for a reader who can't see it.
    pub fn alternative(&self) -> Text {
        Words::each(|labels| format!("{}. {}", self.title.pick(labels), self.form.pick(labels)))
    }

    /// The chart in one language.
    pub fn spoken(&self, labels: Labels) -> Chart {
        let say = |text: &Text| text.pick(labels).clone();
        Chart {
            name: self.name.clone(),
            table: self.table,
            title: say(&self.title),
            subtitle: say(&self.subtitle),
            caption: say(&self.caption),
            form: say(&self.form),
            plot: self.plot.spoken(labels),
        }
    }
}

impl Plot<Text> {
    fn spoken(&self, labels: Labels) -> Plot {
        let say = |text: &Text| text.pick(labels).clone();
        let all = |texts: &[Text]| texts.iter().map(say).collect();
        match self {
            Plot::Dots { axis, rows, series } => {
                let series =
                    series.iter().map(|series| Series { name: say(&series.name), values: series.values.clone() });
                Plot::Dots { axis: say(axis), rows: all(rows), series: series.collect() }
            }
            Plot::Ranks { stages, lines } => {
                let line = |line: &RankLine<Text>| RankLine {
                    label: say(&line.label),
                    ranks: line.ranks.clone(),
                    emphasis: line.emphasis,
                };
                Plot::Ranks { stages: all(stages), lines: lines.iter().map(line).collect() }
            }
            Plot::Heatmap { columns, rows, values, unit, decimals } => Plot::Heatmap {
                columns: all(columns),
                rows: all(rows),
                values: values.clone(),
                unit: say(unit),
                decimals: *decimals,
            },
            Plot::Bars { axis, panels } => {
                let panel = |panel: &Panel<Text>| Panel {
                    title: say(&panel.title),
                    bars: panel.bars.iter().map(|bar| bar.spoken(labels)).collect(),
                    color: panel.color,
                };
                Plot::Bars { axis: say(axis), panels: panels.iter().map(panel).collect() }
            }
            Plot::Forest { axis, rows, directions } => {
                let row = |row: &ForestRow<Text>| ForestRow {
                    label: say(&row.label),
                    estimate: row.estimate.clone(),
                    value_label: say(&row.value_label),
                    verdict: row.verdict,
                    verdict_label: say(&row.verdict_label),
                };
                Plot::Forest {
                    axis: say(axis),
                    rows: rows.iter().map(row).collect(),
                    directions: directions.each_ref().map(say),
                }
            }
            Plot::Multiples { axis, stages, panels } => {
                let panel = |panel: &Multiple<Text>| Multiple {
                    title: say(&panel.title),
                    values: panel.values.clone(),
                    emphasis: panel.emphasis,
                };
                Plot::Multiples { axis: say(axis), stages: all(stages), panels: panels.iter().map(panel).collect() }
            }
            Plot::Pairs { axis, rows, measures, panels } => {
                let panel = |panel: &PairPanel<Text>| PairPanel {
                    title: say(&panel.title),
                    color: panel.color,
                    values: panel.values.clone(),
                };
                Plot::Pairs {
                    axis: say(axis),
                    rows: all(rows),
                    measures: measures.each_ref().map(say),
                    panels: panels.iter().map(panel).collect(),
                }
            }
            Plot::Overlap { axis, rows, shared, panels } => {
                let panel = |panel: &OverlapPanel<Text>| OverlapPanel {
                    sides: panel.sides.each_ref().map(say),
                    colors: panel.colors,
                    parts: panel.parts.clone(),
                };
                Plot::Overlap {
                    axis: say(axis),
                    rows: all(rows),
                    shared: say(shared),
                    panels: panels.iter().map(panel).collect(),
                }
            }
            Plot::Diverging { axis, sides, cumulative, bars } => Plot::Diverging {
                axis: say(axis),
                sides: sides.each_ref().map(|side| Side { title: say(&side.title), color: side.color }),
                cumulative: cumulative.as_ref().map(say),
                bars: bars.iter().map(|bar| bar.spoken(labels)).collect(),
            },
        }
    }
}

impl Bar<Text> {
    fn spoken(&self, labels: Labels) -> Bar {
        let say = |text: &Text| text.pick(labels).clone();
        Bar {
            label: say(&self.label),
            value: self.value,
            value_label: say(&self.value_label),
            cumulative_label: self.cumulative_label.as_ref().map(say),
        }
    }
}
