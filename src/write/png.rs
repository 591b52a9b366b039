//! A chart's drawing -> PNG.

mod painting;

use std::cmp::Reverse;

use anyhow::{Context, Result};
use rustc_hash::FxHashMap;

use super::svg::{DPI, Drawing, WIDTH};
use painting::{Painting, Stretch, WHITE};

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
    painting: Painting,
    runs: Runs,
    indexed: Indexed,
}

/// A picture with its size in pixels.
pub struct Png {
    pub bytes: Vec<u8>,
    pub width: u32,
    pub height: u32,
}

impl Canvas {
    /// Paints a drawing as a PNG 2400 pixels wide, at 300 dpi, in at most [`COLORS`] colours.
    ///
    /// # Errors
    /// If it is too large to hold in memory.
    pub fn encode(&mut self, drawing: &Drawing) -> Result<Png> {
        self.painting.paint(&drawing.sheets).context("the chart is too large to be drawn")?;
        self.runs.find(self.painting.stretches());
        self.indexed.fill(&self.runs);
        let height = u32::try_from(self.painting.height())?;
        let bytes = write(&self.indexed, height).context("the chart cannot be written as PNG")?;
        Ok(Png { bytes, width: WIDTH as u32, height })
    }
}

/// Pixels as runs of one colour.
#[derive(Default)]
struct Runs {
    /// Each colour, in the order in which they come, with how many pixels have it.
    colors: Vec<(u32, usize)>,
    /// The place of each among them.
    places: FxHashMap<u32, u32>,
    /// Some of these again.
    recent: Vec<Option<(u32, u32)>>,
    /// For each run the place of its colour, and its length.
    runs: Vec<(u32, usize)>,
}

impl Runs {
    /// Finds them.
    fn find<'p>(&mut self, stretches: impl Iterator<Item = Stretch<'p>>) {
        self.colors.clear();
        self.places.clear();
        self.recent.clear();
        self.recent.resize(256, None);
        self.runs.clear();
        for stretch in stretches {
            match stretch {
                Stretch::White(length) => self.add(WHITE, length),
                Stretch::Drawn(mut pixels) => {
                    while let Some(first) = pixels.first() {
                        let length = first_run(pixels, *first);
                        self.add(*first, length);
                        pixels = &pixels[length..];
                    }
                }
            }
        }
    }

    fn add(&mut self, color: [u8; 4], length: usize) {
        let color = u32::from_be_bytes(color);
        let place = self.place(color);
        self.colors[place as usize].1 += length;
        match self.runs.last_mut() {
            Some((last, run)) if *last == place => *run += length,
            _ => self.runs.push((place, length)),
        }
    }

    /// The place of a colour among those that have come.
    fn place(&mut self, color: u32) -> u32 {
        // Most colours came a moment ago: a table of some of them is asked first.
        let recent = &mut self.recent[(color.wrapping_mul(0x9e37_79b9) >> 24) as usize];
        if let Some((_, place)) = recent.filter(|(known, _)| *known == color) {
            return place;
        }
        let place = *self.places.entry(color).or_insert_with(|| {
            self.colors.push((color, 0));
            self.colors.len() as u32 - 1
        });
        *recent = Some((color, place));
        place
    }
}

/// How many of the first pixels have this colour. Most lie in areas, where many are compared at a time.
fn first_run(pixels: &[[u8; 4]], color: [u8; 4]) -> usize {
    let differ = |pixel: &[u8; 4]| u32::from_ne_bytes(*pixel) ^ u32::from_ne_bytes(color);
    // At the edges of letters nearly every pixel has a colour of its own.
    if pixels.get(1).is_none_or(|pixel| *pixel != color) {
        return 1;
    }
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

/// Short runs are written this many pixels at a time; what comes after writes over what was too much.
const AT_ONCE: usize = 16;

impl Indexed {
    /// Keeps the [`COLORS`] commonest colours, which are all the areas and lines; the rest, shades at the edges of shapes,
    /// become the nearest of these.
    fn fill(&mut self, Runs { colors, runs, .. }: &Runs) {
        let mut commonest = colors.clone();
        commonest.sort_unstable_by_key(|&(color, area)| (Reverse(area), color));
        self.palette = commonest.iter().take(COLORS).map(|(color, _)| rgb(*color)).collect();
        let indices: Vec<u8> = colors.iter().map(|(color, _)| nearest(&self.palette, rgb(*color))).collect();
        let all: usize = colors.iter().map(|(_, area)| area).sum();
        self.pixels.resize(all + AT_ONCE, 0);
        let mut start = 0;
        for (place, length) in runs {
            let index = indices[*place as usize];
            self.pixels[start..start + AT_ONCE].fill(index);
            if *length > AT_ONCE {
                self.pixels[start + AT_ONCE..start + length].fill(index);
            }
            start += length;
        }
        self.pixels.truncate(all);
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

    fn drawn(rows: usize) -> Drawing {
        let names = vec!["Hội nhập quốc tế".to_owned(); rows];
        let chart = Chart {
            name: "theme_heatmap".to_owned(),
            table: "theme_frequency",
            form: String::new(),
            title: "Chủ đề ở mỗi hội nghị".to_owned(),
            subtitle: String::new(),
            caption: "n = 120".to_owned(),
            plot: Plot::Heatmap {
                columns: names[..2.min(rows)].to_vec(),
                rows: names,
                values: (0..rows).map(|row| vec![Some(row as f64), None]).collect(),
                unit: "%".to_owned(),
                decimals: 1,
            },
        };
        Drawing::new(&chart, Labels::Vi).unwrap()
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
        let png = Canvas::default().encode(&drawn(2)).unwrap();
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
        let first = Canvas::default().encode(&drawn(2)).unwrap().bytes;
        let mut canvas = Canvas::default();
        for rows in [9, 0, 2] {
            canvas.encode(&drawn(rows)).unwrap();
            assert!(canvas.encode(&drawn(2)).unwrap().bytes == first);
        }
    }

    fn runs_of(pixels: &[[u8; 4]]) -> Runs {
        let mut runs = Runs::default();
        runs.find([Stretch::Drawn(pixels)].into_iter());
        runs
    }

    fn indexed(pixels: &[[u8; 4]]) -> Indexed {
        let mut indexed = Indexed::default();
        indexed.fill(&runs_of(pixels));
        indexed
    }

    #[test]
    fn few_colours_are_kept_and_many_become_the_nearest() {
        let few = indexed(&[[9, 8, 7, 255], [9, 8, 7, 255], [1, 2, 3, 255]]);
        assert_eq!(few.palette, [[9, 8, 7], [1, 2, 3]]);
        assert_eq!(few.pixels, [0, 0, 1]);
        // As many colours as are kept, twice, and once a colour beside the tenth of them.
        let twice = (0..COLORS as u8).flat_map(|grey| [[grey, grey, grey, 255]; 2]);
        let many: Vec<_> = twice.chain([[9, 9, 10, 255]]).collect();
        let many = indexed(&many);
        assert_eq!(many.palette.len(), COLORS);
        assert_eq!(many.palette[many.pixels[2 * COLORS] as usize], [9, 9, 9]);
    }

    proptest! {
        #[test]
        fn areas_of_any_size_are_runs(areas in prop::collection::vec((0..3_u8, 1..100_usize), 0..9)) {
            let pixels = areas.iter().flat_map(|(blue, length)| [[255, 255, 253 + blue, 255]].repeat(*length));
            let pixels: Vec<_> = pixels.collect();
            let runs = runs_of(&pixels);
            let of_runs = runs.runs.iter().flat_map(|(place, length)| vec![runs.colors[*place as usize].0; *length]);
            prop_assert!(of_runs.eq(pixels.iter().map(|pixel| u32::from_be_bytes(*pixel))));
            prop_assert!(runs.runs.windows(2).all(|runs| runs[0].0 != runs[1].0));
            for (color, length) in &runs.colors {
                prop_assert_eq!(pixels.iter().filter(|pixel| pixel[..] == color.to_be_bytes()).count(), *length);
            }
            // Few colours stay as they are, also where white is known to be white.
            let blocks = pixels.chunks(7).map(|block| match block.iter().all(|pixel| *pixel == WHITE) {
                true => Stretch::White(block.len()),
                false => Stretch::Drawn(block),
            });
            let (mut runs, mut indexed) = (Runs::default(), Indexed::default());
            runs.find(blocks);
            indexed.fill(&runs);
            let colors = indexed.pixels.iter().map(|pixel| indexed.palette[usize::from(*pixel)]);
            prop_assert!(colors.eq(pixels.iter().map(|[red, green, blue, _]| [*red, *green, *blue])));
        }
    }
}
