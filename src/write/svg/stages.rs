//! Names of stages below a small plot: level, or upright, or only the first and the last.

use super::palette::SOFT;
use super::sheet::{Anchor, Label, Sheet, Type, paragraph};
use super::text::{self, Weight};

/// Upright names are at most this long, in ems.
const UPRIGHT: i32 = 8;

/// Writes the names below `top` at `places`, pixels right of the plot's left edge; `sides` are the plot's edges.
pub fn below(names: &[String], places: &[i32], sides: (i32, i32), top: i32, size: i32) -> Sheet {
    let style = |anchor| Type::regular(size, SOFT, anchor);
    let width = |name: &String| text::width(name, size, Weight::Regular);
    let longest = text::widest(names, size, Weight::Regular);
    let step = places.windows(2).map(|pair| pair[1] - pair[0]).min();
    // No name reaches out of the plot.
    let edge = places.first().map_or(0, |place| 2 * place);
    let centres = places.iter().map(|place| sides.0 + place);
    let room = step.map_or(sides.1 - sides.0, |step| step.min(edge) - size / 2);
    let lines: Vec<_> = names.iter().map(|name| text::wrap(name, room, size, Weight::Regular)).collect();
    let mut words = names.iter().flat_map(|name| name.split_whitespace());
    let most = lines.iter().map(Vec::len).max().unwrap_or(0);
    if step.is_none() || most <= 2 && words.all(|word| text::width(word, size, Weight::Regular) <= room) {
        let labels = lines.iter().zip(centres).flat_map(|(lines, x)| paragraph(lines, x, top, style(Anchor::Middle)));
        return Sheet { height: top + text::height(most, size), marks: vec![], labels: labels.collect() };
    }
    if step >= Some(text::height(1, size)) && longest <= UPRIGHT * size {
        let labels = names.iter().zip(centres).flat_map(|(name, x)| {
            let at = (x + (text::MIDDLE * f64::from(size)).round() as i32, top + width(name));
            let lines = text::wrap(name, i32::MAX, size, Weight::Regular);
            lines.into_iter().map(move |text| Label { text, at, style: style(Anchor::Start), upright: true })
        });
        return Sheet { height: top + longest, marks: vec![], labels: labels.collect() };
    }
    let ends = [names.first().zip(places.first()), names.last().zip(places.last())];
    let centred = ends.iter().flatten().all(|(name, _)| width(name) <= edge);
    let mut sheet = Sheet::default();
    for ((name, place), (outer, anchor)) in
        ends.into_iter().flatten().zip([(sides.0, Anchor::Start), (sides.1, Anchor::End)])
    {
        let (x, anchor) = if centred { (sides.0 + place, Anchor::Middle) } else { (outer, anchor) };
        let lines = text::wrap(name, (sides.1 - sides.0 - size) / 2, size, Weight::Regular);
        sheet.height = sheet.height.max(top + text::height(lines.len(), size));
        sheet.labels.extend(paragraph(&lines, x, top, style(anchor)));
    }
    sheet
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(names: &[&str]) -> Vec<(String, bool)> {
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        let step = 300 / (names.len() as i32 - 1).max(1);
        let places: Vec<i32> = (0..names.len() as i32).map(|stage| 70 + stage * step).collect();
        let sheet = below(&names, &places, (0, 440), 0, 30);
        sheet.labels.into_iter().map(|label| (label.text, label.upright)).collect()
    }

    #[test]
    fn short_names_are_level_and_longer_ones_upright() {
        let expected = ["2016", "2021", "2026"].map(|name| (name.to_owned(), false));
        assert_eq!(written(&["2016", "2021", "2026"]), expected);
        let expected = ["Conference 28", "Conference 31", "Conference 32"].map(|name| (name.to_owned(), true));
        assert_eq!(written(&["Conference 28", "Conference 31", "Conference 32"]), expected);
    }

    #[test]
    fn many_names_are_reduced_to_the_first_and_the_last() {
        let years: Vec<String> = (2010..2022).map(|year| year.to_string()).collect();
        let years: Vec<&str> = years.iter().map(String::as_str).collect();
        assert_eq!(written(&years), [("2010".to_owned(), false), ("2021".to_owned(), false)]);
    }
}
