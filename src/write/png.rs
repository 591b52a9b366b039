//! SVG text -> PNG.

use std::cmp::Reverse;
use std::collections::HashMap;

use anyhow::{Context, Result};
use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::{Options, Tree};

use super::svg::{DPI, WIDTH};

/// Pixels per metre at 300 dpi.
const PIXELS_PER_METRE: u32 = (DPI as f64 / 0.0254) as u32;

/// So many colours are kept: those of all areas and lines, and shades enough for the edges of letters; more would make the
/// files larger and look the same.
const COLORS: usize = 64;

/// Rasterises `svg` (8 inches wide) to a PNG 2400 pixels wide, at 300 dpi, in at most [`COLORS`] colours.
///
/// # Errors
/// If `svg` is not well-formed SVG or too large to hold in memory.
pub fn encode(svg: &str) -> Result<Vec<u8>> {
    let options = Options { dpi: DPI as f32, ..Options::default() };
    let tree = Tree::from_str(svg, &options).context("the chart's SVG cannot be read")?;
    let size = tree.size();
    let scale = WIDTH as f32 / size.width();
    let height = (size.height() * scale).round().max(1.0) as u32;
    let mut pixmap = Pixmap::new(WIDTH as u32, height).context("the chart is too large to be drawn")?;
    pixmap.fill(Color::WHITE);
    let transform = Transform::from_scale(scale, scale);
    resvg::render(&tree, transform, &mut pixmap.as_mut());
    let indexed = Indexed::from_pixels(pixmap.data());
    write(&indexed, height).context("the chart cannot be written as PNG")
}

/// Pixels as indices into a palette.
struct Indexed {
    palette: Vec<[u8; 3]>,
    pixels: Vec<u8>,
}

impl Indexed {
    /// Keeps the [`COLORS`] commonest colours, which are all the areas and lines; the rest, shades at
    /// the edges of shapes, become the nearest of these. `rgba` holds four bytes a pixel, opaque.
    fn from_pixels(rgba: &[u8]) -> Self {
        let runs = runs(rgba);
        let mut areas: HashMap<[u8; 4], usize> = HashMap::new();
        for (color, length) in &runs {
            *areas.entry(*color).or_default() += length;
        }
        let mut colors: Vec<([u8; 4], usize)> = areas.into_iter().collect();
        colors.sort_unstable_by_key(|&(color, area)| (Reverse(area), color));
        let palette: Vec<[u8; 3]> =
            colors.iter().take(COLORS).map(|&([red, green, blue, _], _)| [red, green, blue]).collect();
        let places: HashMap<[u8; 4], u8> =
            colors.into_iter().map(|(color, _)| (color, nearest(&palette, color))).collect();
        let mut pixels = Vec::with_capacity(rgba.len() / 4);
        for (color, length) in runs {
            pixels.resize(pixels.len() + length, places[&color]);
        }
        Self { palette, pixels }
    }
}

/// The pixels as runs of one colour, with the length of each.
fn runs(rgba: &[u8]) -> Vec<([u8; 4], usize)> {
    let (pixels, _) = rgba.as_chunks::<4>();
    pixels
        .chunk_by(|one, next| u32::from_ne_bytes(*one) == u32::from_ne_bytes(*next))
        .map(|run| (run[0], run.len()))
        .collect()
}

/// Index of the colour with the smallest squared distance; the first of equals.
fn nearest(palette: &[[u8; 3]], color: [u8; 4]) -> u8 {
    let distance = |other: &[u8; 3]| -> i32 {
        other.iter().zip(color).map(|(&one, two)| (i32::from(one) - i32::from(two)).pow(2)).sum()
    };
    let best = (0..palette.len()).min_by_key(|&place| distance(&palette[place]));
    best.unwrap_or(0) as u8
}

fn write(image: &Indexed, height: u32) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, WIDTH as u32, height);
    encoder.set_color(png::ColorType::Indexed);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_palette(image.palette.concat());
    encoder.set_pixel_dims(Some(png::PixelDimensions {
        xppu: PIXELS_PER_METRE,
        yppu: PIXELS_PER_METRE,
        unit: png::Unit::Meter,
    }));
    encoder.set_compression(png::Compression::Balanced);
    encoder.set_filter(png::Filter::NoFilter);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&image.pixels)?;
    writer.finish()?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::{Chart, Plot};
    use crate::options::Labels;
    use crate::write::svg::Drawing;

    fn drawn() -> String {
        let names = ["Hội nhập quốc tế", "Ngoại giao văn hóa"].map(str::to_owned);
        Drawing::new(&Chart {
            name: "theme_heatmap".to_owned(),
            table: "theme_frequency",
            alternative: String::new(),
            labels: Labels::Vi,
            title: "Chủ đề ở mỗi hội nghị".to_owned(),
            subtitle: String::new(),
            caption: "n = 120".to_owned(),
            plot: Plot::Heatmap {
                columns: names.to_vec(),
                rows: names.to_vec(),
                values: vec![vec![Some(3.0), None], vec![Some(12.5), Some(0.0)]],
                unit: "%".to_owned(),
                decimals: 1,
            },
        })
        .unwrap()
        .file()
    }

    fn decode(bytes: &[u8]) -> (png::Info<'static>, Vec<u8>) {
        let mut decoder = png::Decoder::new(std::io::Cursor::new(bytes));
        decoder.set_transformations(png::Transformations::EXPAND);
        let mut reader = decoder.read_info().unwrap();
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        reader.next_frame(&mut pixels).unwrap();
        (reader.info().clone(), pixels)
    }

    #[test]
    fn a_png_is_2400_pixels_wide_at_300_dpi() {
        let (info, pixels) = decode(&encode(&drawn()).unwrap());
        let density = info.pixel_dims.unwrap();
        assert_eq!((info.width, density.xppu, density.yppu), (2400, 11811, 11811));
        assert_eq!(density.unit, png::Unit::Meter);
        assert_eq!(pixels.len(), info.width as usize * info.height as usize * 3);
        assert_eq!(pixels[..3], [255, 255, 255]);
    }

    #[test]
    fn the_same_drawing_gives_the_same_bytes() {
        assert_eq!(encode(&drawn()).unwrap(), encode(&drawn()).unwrap());
    }

    #[test]
    fn few_colours_are_kept_and_many_become_the_nearest() {
        let few = Indexed::from_pixels(&[9, 8, 7, 255, 9, 8, 7, 255, 1, 2, 3, 255]);
        assert_eq!(few.palette, [[9, 8, 7], [1, 2, 3]]);
        assert_eq!(few.pixels, [0, 0, 1]);
        // As many colours as are kept, twice, and once a colour beside the tenth of them.
        let twice = (0..COLORS as u8).flat_map(|grey| [grey, grey, grey, 255].repeat(2));
        let many: Vec<u8> = twice.chain([9, 9, 10, 255]).collect();
        let many = Indexed::from_pixels(&many);
        assert_eq!(many.palette.len(), COLORS);
        assert_eq!(many.palette[many.pixels[2 * COLORS] as usize], [9, 9, 9]);
    }

    #[test]
    fn text_that_is_no_svg_is_an_error() {
        assert!(encode("<svg").is_err());
    }
}
