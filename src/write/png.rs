//! SVG text -> PNG, and -> SVG whose text is outlines, both with the embedded font alone.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

use anyhow::{Context, Result};
use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::fontdb::{Database, Source};
use resvg::usvg::{Indent, Options, Tree, WriteOptions};

use super::svg::text::{FAMILY, FONTS};
use super::svg::{DPI, WIDTH};

/// Pixels per metre at 300 dpi.
const PIXELS_PER_METRE: u32 = (DPI as f64 / 0.0254) as u32;

static DATABASE: LazyLock<Arc<Database>> = LazyLock::new(|| {
    let mut database = Database::new();
    for font in FONTS {
        database.load_font_source(Source::Binary(Arc::new(font)));
    }
    Arc::new(database)
});

fn parse(svg: &str) -> Result<Tree> {
    let options = Options {
        dpi: DPI as f32,
        font_family: FAMILY.to_owned(),
        fontdb: Arc::clone(&DATABASE),
        ..Options::default()
    };
    Tree::from_str(svg, &options).context("the chart's SVG cannot be read")
}

/// Rasterises `svg` (8 inches wide) to a PNG 2400 pixels wide, at 300 dpi, in at most 256 colours.
///
/// # Errors
/// If `svg` is not well-formed SVG or too large to hold in memory.
pub fn encode(svg: &str) -> Result<Vec<u8>> {
    let tree = parse(svg)?;
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

/// The same drawing as SVG with its text turned into outlines, so that it looks the same where the
/// font is not installed.
///
/// # Errors
/// If `svg` is not well-formed SVG.
pub fn outline(svg: &str) -> Result<String> {
    let options = WriteOptions {
        preserve_text: false,
        coordinates_precision: 2,
        transforms_precision: 5,
        indent: Indent::None,
        ..WriteOptions::default()
    };
    Ok(parse(svg)?.to_string(&options))
}

/// Pixels as indices into a palette of at most 256 colours.
struct Indexed {
    palette: Vec<[u8; 3]>,
    pixels: Vec<u8>,
}

impl Indexed {
    /// Keeps the 256 commonest colours, which are all the areas and lines; the rest, shades at
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
            colors.iter().take(256).map(|&([red, green, blue, _], _)| [red, green, blue]).collect();
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
    use crate::write::svg::draw;
    use crate::write::svg::text::{Weight, width};

    fn drawn() -> String {
        let names = ["Hội nhập quốc tế", "Ngoại giao văn hóa"].map(str::to_owned);
        draw(&Chart {
            name: "theme_heatmap".to_owned(),
            table: "theme_frequency",
            alternative: String::new(),
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
        // 256 colours twice, and once a colour beside the tenth of them.
        let twice = (0..=255u8).flat_map(|grey| [grey, grey, grey, 255].repeat(2));
        let many: Vec<u8> = twice.chain([9, 9, 10, 255]).collect();
        let many = Indexed::from_pixels(&many);
        assert_eq!(many.palette.len(), 256);
        assert_eq!(many.palette[many.pixels[512] as usize], [9, 9, 9]);
    }

    #[test]
    fn outlines_need_no_font_and_look_the_same() {
        let outlined = outline(&drawn()).unwrap();
        assert!(!outlined.contains("<text") && outlined.contains("<path"));
        let (_, with_text) = decode(&encode(&drawn()).unwrap());
        let (_, with_outlines) = decode(&encode(&outlined).unwrap());
        assert_eq!(with_text.len(), with_outlines.len());
        let differing = with_text.iter().zip(&with_outlines).filter(|(one, two)| one.abs_diff(**two) > 64);
        assert!(differing.count() * 1000 < with_text.len());
    }

    #[test]
    fn text_is_drawn_as_wide_as_it_was_measured() {
        for (weight, measured) in [("normal", Weight::Regular), ("bold", Weight::Bold)] {
            for text in ["Hỗ trợ người Việt Nam ở nước ngoài", "AVATAR, Tỷ lệ (%)", "−12.5"] {
                let svg = format!(
                    "<svg xmlns='http://www.w3.org/2000/svg' width='9in' height='1in' \
                     viewBox='0 0 2700 300'><text x='9' y='99' font-family='{FAMILY}' \
                     font-size='100' font-weight='{weight}'>{text}</text></svg>"
                );
                let tree = parse(&svg).unwrap();
                // The ink lacks the white sides of the first and last letter, and is kerned.
                let drawn = tree.root().layer_bounding_box().width();
                let expected = width(text, 100, measured) as f32;
                let difference = expected - drawn;
                assert!((-2.0..expected * 0.02 + 15.0).contains(&difference), "{text} {difference}");
            }
        }
    }

    #[test]
    fn text_that_is_no_svg_is_an_error() {
        assert!(encode("<svg").is_err());
        assert!(outline("").is_err());
    }
}
