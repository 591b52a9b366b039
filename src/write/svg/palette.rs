//! Colours safe for colour-blind readers, and the marker shapes that go with them.

use plotters::style::RGBColor;

use super::sheet::Mark;

/// Text, and the strongest lines.
pub const INK: RGBColor = RGBColor(0x1f, 0x1f, 0x1f);
/// Secondary text: subtitle, axis numbers, caption.
pub const SOFT: RGBColor = RGBColor(0x59, 0x59, 0x59);
/// Marks in the background: lines without emphasis.
pub const FAINT: RGBColor = RGBColor(0xbd, 0xbd, 0xbd);
/// Grid lines.
pub const GRID: RGBColor = RGBColor(0xe4, 0xe4, 0xe4);
/// Ground of every second row.
pub const BAND: RGBColor = RGBColor(0xf3, 0xf3, 0xf3);
/// Paper.
pub const WHITE: RGBColor = RGBColor(0xff, 0xff, 0xff);

/// Okabe & Ito (2008) with wine, navy, olive and rose of Tol (2021) among them, ordered so that
/// neighbours differ in lightness (CIE L* in the comments) and so stay apart in grey print.
const SERIES: [RGBColor; 12] = [
    RGBColor(0x00, 0x72, 0xb2), // blue, 46
    RGBColor(0xe6, 0x9f, 0x00), // orange, 71
    RGBColor(0x88, 0x22, 0x55), // wine, 32
    RGBColor(0x00, 0x9e, 0x73), // green, 58
    RGBColor(0x33, 0x22, 0x88), // navy, 21
    RGBColor(0x56, 0xb4, 0xe9), // sky blue, 70
    RGBColor(0xd5, 0x5e, 0x00), // vermilion, 53
    RGBColor(0x1f, 0x1f, 0x1f), // black, 12
    RGBColor(0xcc, 0x79, 0xa7), // purple, 61
    RGBColor(0x66, 0x66, 0x1a), // olive, 42
    RGBColor(0x99, 0x99, 0x99), // grey, 63
    RGBColor(0xa5, 0x2a, 0x3a), // rose, 38
];

/// The colour of the series with this index; the palette starts again after twelve.
pub fn series(index: usize) -> RGBColor {
    SERIES[index % SERIES.len()]
}

/// `color` on white paper with this opacity, 0 to 1.
pub fn tint(RGBColor(red, green, blue): RGBColor, opacity: f64) -> RGBColor {
    let mix = |channel: u8| (255.0 - (255.0 - f64::from(channel)) * opacity).round() as u8;
    RGBColor(mix(red), mix(green), mix(blue))
}

/// Corners of the filled shapes on a circle of radius 1, by the number of corners and the angle of
/// the first in degrees (0 = right, clockwise); 0 corners is a circle. The scale gives all shapes
/// about the same area.
const SHAPES: [(u32, f64, f64); 6] =
    [(0, 0.0, 1.0), (4, 45.0, 1.25), (3, -90.0, 1.42), (4, 0.0, 1.28), (3, 90.0, 1.42), (5, -90.0, 1.12)];

/// The marker of the series with this index, with a white rim that parts it from what lies below.
/// Shapes change with every series; from the seventh on they are hollow.
pub fn marker(index: usize, (x, y): (i32, i32), radius: i32) -> Vec<Mark> {
    let size = f64::from(radius);
    let rim = (size * 0.22).max(2.0);
    let mut marks = vec![shape(index, (x, y), size + rim, WHITE), shape(index, (x, y), size, series(index))];
    if (index / SHAPES.len()) % 2 == 1 {
        marks.push(shape(index, (x, y), size * 0.5, WHITE));
    }
    marks
}

/// One filled shape of the markers: a circle, a square, a triangle that points up, a diamond, a triangle that points
/// down, a pentagon, and again from the beginning.
pub fn shape(index: usize, centre: (i32, i32), radius: f64, color: RGBColor) -> Mark {
    let (corners, first, scale) = SHAPES[index % SHAPES.len()];
    let radius = radius * scale;
    if corners == 0 {
        return Mark::Disc { centre, radius: radius.round() as i32, color };
    }
    let points = (0..corners)
        .map(|corner| {
            let angle = (first + 360.0 * f64::from(corner) / f64::from(corners)).to_radians();
            (centre.0 + (radius * angle.cos()).round() as i32, centre.1 + (radius * angle.sin()).round() as i32)
        })
        .collect();
    Mark::Polygon { points, color }
}

/// The shades of a heat map from its least to its greatest value, light to dark in even steps, so
/// that grey print keeps the order (after ColorBrewer's "Blues").
const SEQUENTIAL: [RGBColor; 4] =
    [RGBColor(0xf3, 0xf8, 0xfd), RGBColor(0xa9, 0xcf, 0xe5), RGBColor(0x3f, 0x8f, 0xc4), RGBColor(0x08, 0x35, 0x70)];

/// The shades below zero, from zero down (after ColorBrewer's "Oranges").
const NEGATIVE: [RGBColor; 4] =
    [RGBColor(0xfd, 0xf6, 0xee), RGBColor(0xfc, 0xc3, 0x8d), RGBColor(0xe0, 0x7b, 0x2a), RGBColor(0x8c, 0x35, 0x04)];

/// The shade for a share of -1 (least) to 1 (greatest); 0 is nearly white.
pub fn shade(share: f64) -> RGBColor {
    let stops = if share < 0.0 { &NEGATIVE } else { &SEQUENTIAL };
    let place = share.abs().min(1.0) * (stops.len() - 1) as f64;
    let below = (place.floor() as usize).min(stops.len() - 2);
    let mix = |from: u8, to: u8| {
        let part = place - below as f64;
        (f64::from(from) + (f64::from(to) - f64::from(from)) * part).round() as u8
    };
    let (from, to) = (stops[below], stops[below + 1]);
    RGBColor(mix(from.0, to.0), mix(from.1, to.1), mix(from.2, to.2))
}

/// The colour of text, or white: whichever has the greater contrast on `ground`.
pub fn readable_on(ground: RGBColor) -> RGBColor {
    if contrast(INK, ground) >= contrast(WHITE, ground) { INK } else { WHITE }
}

/// Contrast ratio, 1 to 21 (WCAG 2.2).
fn contrast(one: RGBColor, other: RGBColor) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// Relative luminance, 0 to 1 (WCAG 2.2).
fn luminance(RGBColor(red, green, blue): RGBColor) -> f64 {
    let linear = |channel: u8| {
        let value = f64::from(channel) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbouring_series_differ_in_lightness() {
        let lightness = |color| 116.0 * f64::cbrt(luminance(color)) - 16.0;
        for pair in SERIES.windows(2) {
            let difference: f64 = lightness(pair[0]) - lightness(pair[1]);
            assert!(difference.abs() > 10.0, "{pair:?} {difference}");
        }
    }

    #[test]
    fn twelve_series_have_twelve_different_markers() {
        let drawn: Vec<String> = (0..12).map(|index| format!("{:?}", marker(index, (0, 0), 20))).collect();
        for (index, marks) in drawn.iter().enumerate() {
            assert!(!drawn[..index].contains(marks));
        }
    }

    #[test]
    fn shades_get_darker_away_from_zero_and_text_on_them_is_readable() {
        for sign in [-1.0, 1.0] {
            let mut before = 1.1;
            for step in 0..=20 {
                let ground = shade(sign * f64::from(step) / 20.0);
                let behind = luminance(ground);
                let contrast = contrast(readable_on(ground), ground);
                assert!(behind < before && contrast > 4.0, "{ground:?} {contrast}");
                before = behind;
            }
        }
    }
}
