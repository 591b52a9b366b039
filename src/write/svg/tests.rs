use super::*;
use crate::chart::{Bar, Estimate, ForestRow, Multiple, OverlapPanel, PairPanel, Panel, RankLine, Series, Side};
use crate::compare::Verdict;
use resvg::usvg::roxmltree::Document;

const NAMES: [&str; 4] = [
    "Ngoại giao toàn diện, hiện đại",
    "ASEAN",
    "Hỗ trợ người Việt Nam ở nước ngoài hướng về quê hương đất nước",
    "Nghiên cứu, dự báo <script> & \"tham mưu\"",
];

fn names(count: usize) -> Vec<String> {
    (0..count).map(|i| NAMES[i % NAMES.len()].to_owned()).collect()
}

/// All forms with this many rows and groups; every seventh value is missing, `size` scales all.
pub fn plots(rows: usize, groups: usize, size: f64) -> Vec<Plot> {
    let value = |row: usize, group: usize| {
        let value = size * ((row * 37 + group * 11) % 50) as f64;
        (!(row + 3 * group).is_multiple_of(7)).then_some(value)
    };
    let series = |wide: Option<f64>| {
        let estimate =
            move |value: f64| Estimate { value, interval: wide.map(|wide| (value - wide * size, value + wide * size)) };
        let groups = names(groups).into_iter().enumerate();
        groups
            .map(|(group, name)| Series {
                name,
                values: (0..rows).map(|row| value(row, group).map(estimate)).collect(),
            })
            .collect::<Vec<_>>()
    };
    let line = |(row, label): (usize, String)| RankLine {
        label,
        ranks: (0..groups).map(|group| value(row, group).map(|_| ((row * 7 + group * 5) % rows + 1) as u32)).collect(),
        emphasis: row.is_multiple_of(3),
    };
    let bar = |(row, label): (usize, String), group| {
        let value = value(row, group).unwrap_or(-20.0 * size);
        let value_label = Labels::En.number(value, 1);
        Bar { label, value, value_label, cumulative_label: Some("12 %".to_owned()) }
    };
    let panel = |(group, title): (usize, String)| Panel {
        title,
        bars: names(rows).into_iter().enumerate().map(|row| bar(row, group)).collect(),
        color: group,
    };
    let estimate = |row: usize, group: usize| {
        let interval = |value: f64| (value - 4.0 * size, value + 7.0 * size);
        value(row, group).map(|value| Estimate { value, interval: group.is_multiple_of(2).then(|| interval(value)) })
    };
    let change = |(row, label): (usize, String)| {
        let verdicts = [Verdict::Rise, Verdict::Fall, Verdict::Steady, Verdict::Unclear, Verdict::TooFew];
        let verdict = verdicts[row % verdicts.len()];
        let (value_label, verdict_label) = ("−12,5 (−29,5 đến +2,1)".to_owned(), verdict.words().vi.to_owned());
        ForestRow { label, estimate: estimate(row, groups), value_label, verdict, verdict_label }
    };
    let multiple = |(row, title): (usize, String)| Multiple {
        title,
        values: (0..groups).map(|group| estimate(row, group)).collect(),
        emphasis: row < 5,
    };
    let pair = |(group, title): (usize, String)| PairPanel {
        title,
        color: group,
        values: (0..rows).map(|row| [estimate(row, group), estimate(row, group + 1)]).collect(),
    };
    let overlap = |group: usize| OverlapPanel {
        sides: [NAMES[group].to_owned(), (31 + group).to_string()],
        colors: [group, group + 1],
        parts: (0..rows as u64).map(|row| [row % 7, row % 3 * 120, row * row]).collect(),
    };
    let dots =
        |wide| Plot::Dots {
            axis: "Tỷ lệ mệnh đề có chủ đề (%)".to_owned(), rows: names(rows), series: series(wide)
        };
    vec![
        dots(Some(4.0)),
        dots(None),
        Plot::Ranks { stages: names(groups), lines: names(rows).into_iter().enumerate().map(line).collect() },
        Plot::Heatmap {
            columns: names(groups),
            rows: names(rows),
            values: (0..rows).map(|row| (0..groups).map(|group| value(row, group)).collect()).collect(),
            unit: "Tỷ lệ mệnh đề có chủ đề (%)".to_owned(),
            decimals: 1,
        },
        Plot::Bars {
            axis: "Tần suất trên 10 000 từ".to_owned(),
            panels: names(groups).into_iter().enumerate().map(panel).collect(),
        },
        Plot::Forest {
            axis: "Thay đổi (điểm phần trăm)".to_owned(),
            rows: names(rows).into_iter().enumerate().map(change).collect(),
            directions: [NAMES[2].to_owned(), NAMES[0].to_owned()],
        },
        Plot::Multiples {
            axis: "Tỷ lệ (%)".to_owned(),
            stages: names(groups),
            panels: names(rows).into_iter().enumerate().map(multiple).collect(),
        },
        Plot::Pairs {
            axis: "Tỷ lệ (%)".to_owned(),
            rows: names(rows),
            measures: [NAMES[2].to_owned(), NAMES[0].to_owned()],
            panels: names(groups.min(4)).into_iter().enumerate().map(pair).collect(),
        },
        Plot::Overlap {
            axis: "Số từ khóa".to_owned(),
            rows: names(rows),
            shared: "ở cả hai".to_owned(),
            panels: (0..groups.min(3)).map(overlap).collect(),
        },
        Plot::Diverging {
            axis: "Phần nghìn bit".to_owned(),
            sides: [2, 0].map(|name| Side { title: NAMES[name].to_owned(), color: name }),
            cumulative: groups.is_multiple_of(2).then(|| "cộng dồn".to_owned()),
            bars: names(rows).into_iter().enumerate().map(|row| bar(row, groups)).collect(),
        },
    ]
}

const SIZES: [(usize, usize); 9] = [(0, 0), (0, 3), (3, 0), (1, 1), (3, 2), (20, 3), (12, 5), (33, 7), (40, 12)];

pub fn chart(plot: Plot) -> Chart {
    Chart {
        name: "theme_share".to_owned(),
        table: "theme_frequency",
        form: String::new(),
        title: "Tiêu đề".to_owned(),
        subtitle: "Phụ đề".to_owned(),
        caption: "Chú thích dài. ".repeat(20),
        plot,
    }
}

fn draw(chart: &Chart) -> String {
    Drawing::new(chart, Labels::Vi).unwrap().file()
}

/// What the labels of a drawing say, in their order.
fn labels<'a>(document: &'a Document) -> impl Iterator<Item = &'a str> {
    let groups = document.descendants().filter(|node| node.has_tag_name("g"));
    groups.filter_map(|group| group.attribute("aria-label")).map(str::trim)
}

#[test]
fn no_label_overlaps_another_or_leaves_the_page() {
    for (rows, groups) in SIZES {
        for plot in plots(rows, groups, 1.0) {
            let sheet = place(&plot, Labels::Vi);
            let boxes: Vec<_> = sheet.labels.iter().map(|label| label.bounds()).collect();
            for (i, a) in boxes.iter().enumerate() {
                let text = &sheet.labels[i].text;
                assert!(a[0] >= 0 && a[2] <= WIDTH, "{rows}x{groups}: {text} {a:?}");
                assert!(a[1] >= -20 && a[3] <= sheet.height + 20, "{text} {a:?}");
                for (j, b) in boxes.iter().enumerate().skip(i + 1) {
                    // Lines of one label share a pixel where rounding says so.
                    let beside = a[2] <= b[0] + 2 || b[2] <= a[0] + 2;
                    let below = a[3] <= b[1] + 2 || b[3] <= a[1] + 2;
                    let other = &sheet.labels[j].text;
                    assert!(beside || below, "{rows}x{groups}: {text} {a:?}, {other} {b:?}\n{plot:?}");
                }
            }
        }
    }
}

#[test]
fn every_form_is_well_formed_and_shows_every_word_of_its_labels() {
    for (rows, groups) in SIZES {
        for plot in plots(rows, groups, 1.0) {
            let svg = draw(&chart(plot));
            let document = Document::parse(&svg).unwrap();
            let words: Vec<&str> = labels(&document).flat_map(str::split_whitespace).collect();
            // Without a group there is nothing to draw.
            let shown = NAMES.iter().take(if groups == 0 { 0 } else { rows });
            for word in shown.flat_map(|name| name.split_whitespace()) {
                assert!(words.contains(&word), "{rows}x{groups}: {word}");
            }
            assert!(!svg.contains("<script>"));
        }
    }
}

#[test]
fn labels_that_look_like_markup_are_text() {
    let mut chart = chart(plots(1, 1, 1.0).remove(0));
    chart.title = "</text><script>alert(\"1\")</script> & 'x' \u{1}".to_owned();
    let svg = draw(&chart);
    let document = Document::parse(&svg).unwrap();
    assert!(!document.descendants().any(|node| node.has_tag_name("script")));
    assert_eq!(labels(&document).next(), Some("</text><script>alert(\"1\")</script> & 'x'"));
}

#[test]
fn zeros_huge_values_and_values_that_are_no_numbers_are_drawn_without_a_panic() {
    for size in [0.0, 1e-300, 1e300, f64::INFINITY, f64::NAN] {
        for (rows, groups) in [(1, 1), (5, 3)] {
            for plot in plots(rows, groups, size) {
                assert!(Drawing::new(&chart(plot), Labels::Vi).is_ok());
            }
        }
    }
}

#[test]
fn lists_of_unequal_length_are_drawn_without_a_panic() {
    for plot in plots(5, 3, 1.0) {
        let uneven = match plot {
            Plot::Dots { axis, series, .. } => Plot::Dots { axis, rows: names(8), series },
            Plot::Ranks { lines, .. } => Plot::Ranks { stages: names(5), lines },
            Plot::Heatmap { values, .. } => {
                Plot::Heatmap { columns: names(6), rows: names(7), values, unit: String::new(), decimals: 0 }
            }
            Plot::Bars { mut panels, axis } => {
                panels[0].bars.clear();
                Plot::Bars { axis, panels }
            }
            Plot::Multiples { axis, panels, .. } => Plot::Multiples { axis, stages: names(5), panels },
            Plot::Pairs { axis, measures, panels, .. } => Plot::Pairs { axis, rows: names(8), measures, panels },
            Plot::Overlap { axis, shared, panels, .. } => Plot::Overlap { axis, rows: names(8), shared, panels },
            even @ (Plot::Forest { .. } | Plot::Diverging { .. }) => even,
        };
        assert!(Drawing::new(&chart(uneven), Labels::Vi).is_ok());
    }
}

#[test]
fn a_plot_without_data_shows_a_dash() {
    let svg = draw(&chart(plots(0, 0, 1.0).remove(0)));
    assert!(labels(&Document::parse(&svg).unwrap()).any(|label| label == "–"));
}

#[test]
fn the_same_chart_gives_the_same_text() {
    for plot in plots(20, 3, 1.0) {
        let chart = chart(plot);
        assert_eq!(draw(&chart), draw(&chart));
    }
}
