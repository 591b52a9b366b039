//! SVG text -> PNG.

use std::cmp::Reverse;

use anyhow::{Context, Result};
use resvg::tiny_skia::{Color, IntSize, Pixmap, Transform};
use resvg::usvg::{Options, Tree};
use rustc_hash::FxHashMap;

use super::svg::{DPI, WIDTH};

/// Pixels per metre at 300 dpi.
const PIXELS_PER_METRE: u32 = (DPI as f64 / 0.0254) as u32;

/// At most this many colours are kept: those of all areas and lines, and shades enough for the edges of letters; more
/// would make the files larger and look the same.
const COLORS: usize = 64;

/// How hard zlib tries, of 9: areas of one colour pack well at once.
const EFFORT: u8 = 2;

/// What charts are drawn on, one after another: megabytes that would else be made ready anew for each.
#[derive(Default)]
pub struct Canvas {
    rgba: Vec<u8>,
    runs: Vec<Run>,
    indexed: Indexed,
}

/// A picture with its size in pixels.
pub struct Png {
    pub bytes: Vec<u8>,
    pub width: u32,
    pub height: u32,
}

impl Canvas {
    /// Rasterises `svg` (8 inches wide) to a PNG 2400 pixels wide, at 300 dpi, in at most [`COLORS`] colours.
    ///
    /// # Errors
    /// If `svg` is not well-formed SVG or too large to hold in memory.
    pub fn encode(&mut self, svg: &str) -> Result<Png> {
        let options = Options { dpi: DPI as f32, ..Options::default() };
        let tree = Tree::from_str(svg, &options).context("the chart's SVG cannot be read")?;
        let size = tree.size();
        let scale = WIDTH as f32 / size.width();
        let height = (size.height() * scale).round().max(1.0) as u32;
        let mut pixmap = self.blank(height).context("the chart is too large to be drawn")?;
        pixmap.fill(Color::WHITE);
        let transform = Transform::from_scale(scale, scale);
        resvg::render(&tree, transform, &mut pixmap.as_mut());
        self.rgba = pixmap.take();
        find_runs(&self.rgba, &mut self.runs);
        self.indexed.fill(&self.runs);
        let bytes = write(&self.indexed, height).context("the chart cannot be written as PNG")?;
        Ok(Png { bytes, width: WIDTH as u32, height })
    }

    fn blank(&mut self, height: u32) -> Option<Pixmap> {
        let size = IntSize::from_wh(WIDTH as u32, height)?;
        let mut rgba = std::mem::take(&mut self.rgba);
        rgba.resize(usize::try_from(size.width()).ok()? * usize::try_from(height).ok()?.checked_mul(4)?, 0);
        Pixmap::from_vec(rgba, size)
    }
}

/// A colour, its four bytes, and how many pixels in a row have it.
type Run = (u32, usize);

/// The pixels as runs of one colour.
fn find_runs(rgba: &[u8], runs: &mut Vec<Run>) {
    let (mut rest, _) = rgba.as_chunks::<4>();
    runs.clear();
    while let Some(first) = rest.first() {
        let length = first_run(rest, *first);
        runs.push((u32::from_be_bytes(*first), length));
        rest = &rest[length..];
    }
}

/// How many of the first pixels have this colour. Most lie in areas, where many are compared at a time.
fn first_run(pixels: &[[u8; 4]], color: [u8; 4]) -> usize {
    let differ = |pixel: &[u8; 4]| u32::from_ne_bytes(*pixel) ^ u32::from_ne_bytes(color);
    let (many, _) = pixels.as_chunks::<32>();
    let are_same = |pixels: &&[[u8; 4]; 32]| pixels.iter().fold(0, |any, pixel| any | differ(pixel)) == 0;
    let same = 32 * many.iter().take_while(are_same).count();
    same + pixels[same..].iter().take_while(|pixel| differ(pixel) == 0).count()
}

/// Pixels as indices into a palette.
#[derive(Default)]
struct Indexed {
    palette: Vec<[u8; 3]>,
    pixels: Vec<u8>,
}

impl Indexed {
    /// Keeps the [`COLORS`] commonest colours, which are all the areas and lines; the rest, shades at the edges of shapes,
    /// become the nearest of these.
    fn fill(&mut self, runs: &[Run]) {
        let mut areas: FxHashMap<u32, usize> = FxHashMap::default();
        for (color, length) in runs {
            *areas.entry(*color).or_default() += length;
        }
        let mut colors: Vec<(u32, usize)> = areas.into_iter().collect();
        colors.sort_unstable_by_key(|&(color, area)| (Reverse(area), color));
        self.palette = colors.iter().take(COLORS).map(|(color, _)| rgb(*color)).collect();
        let places: FxHashMap<u32, u8> =
            colors.into_iter().map(|(color, _)| (color, nearest(&self.palette, rgb(color)))).collect();
        self.pixels.clear();
        for (color, length) in runs {
            self.pixels.resize(self.pixels.len() + length, places[color]);
        }
    }
}

/// Red, green and blue of a colour without transparency.
fn rgb(color: u32) -> [u8; 3] {
    let [red, green, blue, _] = color.to_be_bytes();
    [red, green, blue]
}

/// Index of the colour with the smallest squared distance; the first of equals.
fn nearest(palette: &[[u8; 3]], color: [u8; 3]) -> u8 {
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
    encoder.set_deflate_compression(png::DeflateCompression::Level(EFFORT));
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
    use proptest::prelude::*;

    fn drawn() -> String {
        let names = ["Hội nhập quốc tế", "Ngoại giao văn hóa"].map(str::to_owned);
        let chart = Chart {
            name: "theme_heatmap".to_owned(),
            table: "theme_frequency",
            form: String::new(),
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
        };
        Drawing::new(&chart, Labels::Vi).unwrap().file()
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
        let png = Canvas::default().encode(&drawn()).unwrap();
        let (info, pixels) = decode(&png.bytes);
        let density = info.pixel_dims.unwrap();
        assert_eq!((info.width, density.xppu, density.yppu), (2400, 11811, 11811));
        assert_eq!((info.width, info.height), (png.width, png.height));
        assert_eq!(density.unit, png::Unit::Meter);
        assert_eq!(pixels.len(), info.width as usize * info.height as usize * 3);
        assert_eq!(pixels[..3], [255, 255, 255]);
    }

    #[test]
    fn the_same_drawing_gives_the_same_bytes_whatever_was_drawn_before() {
        let first = Canvas::default().encode(&drawn()).unwrap().bytes;
        let mut canvas = Canvas::default();
        for other in [r#"<svg xmlns="http://www.w3.org/2000/svg" width="8in" height="9in"/>"#, "<svg", &drawn()] {
            let _ = canvas.encode(other);
            assert!(canvas.encode(&drawn()).unwrap().bytes == first);
        }
    }

    fn indexed(rgba: &[u8]) -> Indexed {
        let (mut runs, mut indexed) = (Vec::new(), Indexed::default());
        find_runs(rgba, &mut runs);
        indexed.fill(&runs);
        indexed
    }

    #[test]
    fn few_colours_are_kept_and_many_become_the_nearest() {
        let few = indexed(&[9, 8, 7, 255, 9, 8, 7, 255, 1, 2, 3, 255]);
        assert_eq!(few.palette, [[9, 8, 7], [1, 2, 3]]);
        assert_eq!(few.pixels, [0, 0, 1]);
        // As many colours as are kept, twice, and once a colour beside the tenth of them.
        let twice = (0..COLORS as u8).flat_map(|grey| [grey, grey, grey, 255].repeat(2));
        let many: Vec<u8> = twice.chain([9, 9, 10, 255]).collect();
        let many = indexed(&many);
        assert_eq!(many.palette.len(), COLORS);
        assert_eq!(many.palette[many.pixels[2 * COLORS] as usize], [9, 9, 9]);
    }

    proptest! {
        #[test]
        fn areas_of_any_size_are_runs(areas in prop::collection::vec((0..3_u8, 1..100_usize), 0..9)) {
            let pixels = areas.iter().flat_map(|(blue, length)| [[0, 0, *blue, 255]].repeat(*length)).collect::<Vec<_>>();
            let mut runs = Vec::new();
            find_runs(pixels.as_flattened(), &mut runs);
            let of_runs = runs.iter().flat_map(|(color, length)| [color.to_be_bytes()].repeat(*length));
            prop_assert_eq!(of_runs.collect::<Vec<_>>(), pixels);
            prop_assert!(runs.windows(2).all(|runs| runs[0].0 != runs[1].0));
        }
    }

    #[test]
    fn text_that_is_no_svg_is_an_error() {
        assert!(Canvas::default().encode("<svg").is_err());
    }
}
