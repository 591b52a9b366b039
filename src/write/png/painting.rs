//! Marks and labels -> pixels. What the SVG file shows is painted from the same sheets, without reading it again; each
//! letter is outlined once at each size, since letters stand on whole pixels.

use std::ops::RangeInclusive;

use plotters::style::RGBColor;
use rustc_hash::FxHashMap;
use skrifa::outline::OutlinePen;
use tiny_skia::{FillRule, Mask, Paint, Path, PathBuilder, PixmapMut, Stroke, Transform};

use crate::write::svg::WIDTH;
use crate::write::svg::sheet::{Label, Mark, Point, Sheet};
use crate::write::svg::text::{self, EM, Weight};

/// Pixels of a row whose being drawn on is known together.
const BLOCK: usize = 32;

/// Blocks of a row.
const BLOCKS: u32 = (WIDTH as usize / BLOCK) as u32;

/// The blocks of a row that were drawn on, a bit for each; the others are white.
type Blocks = u128;

const _: () = assert!((WIDTH as usize).is_multiple_of(BLOCK) && BLOCKS < Blocks::BITS);

/// Bytes of a row.
const ROW: usize = 4 * WIDTH as usize;

/// Red, green and blue, and 255, since all is opaque.
pub type Pixel = [u8; 4];

/// What is not drawn on.
pub const WHITE: Pixel = [255; 4];

/// What charts are painted on, one after another.
#[derive(Default)]
pub struct Painting {
    page: Page,
    /// All letters so far; `None` for those that are nothing to see.
    letters: FxHashMap<Shape, Option<Letter>>,
}

/// The pixels.
#[derive(Default)]
struct Page {
    /// Bytes of all pixels of the rows, and perhaps more; they say nothing where nothing is drawn.
    rgba: Vec<u8>,
    /// What is drawn on in each row. A block is made white when it is first drawn on.
    drawn: Vec<Blocks>,
}

/// What a letter's pixels depend on: character, weight, pixels per em, and whether it lies on its side.
type Shape = (char, Weight, i32, bool);

/// How much of each pixel a letter covers, of 255, and where the first pixel is from the letter's place.
struct Letter {
    left: i32,
    top: i32,
    width: usize,
    coverage: Vec<u8>,
}

/// Pixels next to one another in a row.
pub enum Stretch<'p> {
    /// So many white ones.
    White(usize),
    /// Some that may have any colour.
    Drawn(&'p [Pixel]),
}

impl Painting {
    /// Paints sheets one below the other: all marks, then all labels. `None` where they are too large for memory.
    pub fn paint(&mut self, sheets: &[Sheet]) -> Option<()> {
        let height = sheets.iter().map(|sheet| sheet.height).sum();
        self.page.clear(height)?;
        let mut top = 0;
        for sheet in sheets {
            sheet.marks.iter().for_each(|mark| _ = self.page.mark(mark, top..=top + sheet.height));
            top += sheet.height;
        }
        top = 0;
        for sheet in sheets {
            sheet.labels.iter().for_each(|label| self.label(label, top));
            top += sheet.height;
        }
        Some(())
    }

    /// How many rows there are.
    pub fn height(&self) -> usize {
        self.page.drawn.len()
    }

    /// All pixels, row by row.
    pub fn stretches(&self) -> impl Iterator<Item = Stretch<'_>> {
        std::iter::zip(self.page.rgba.chunks_exact(ROW), &self.page.drawn).flat_map(|(row, blocks)| {
            let (pixels, _) = row.as_chunks::<4>();
            stretches(*blocks).map(move |(is_drawn, first, end)| match is_drawn {
                true => Stretch::Drawn(&pixels[first..end]),
                false => Stretch::White(end - first),
            })
        })
    }

    /// Paints a label of a sheet whose upper edge is at `top`.
    fn label(&mut self, label: &Label, top: i32) {
        let (x, y) = label.at;
        let color = opaque(label.style.color);
        for (letter, along) in label.letters() {
            let along = along as i32;
            let at = if label.upright { (x, y + top - along) } else { (x + along, y + top) };
            let shape = (letter, label.style.weight, label.style.size, label.upright);
            if let Some(letter) = self.letters.entry(shape).or_insert_with(|| Letter::new(shape)) {
                self.page.letter(letter, at, color);
            }
        }
    }
}

impl Page {
    /// Forgets what was drawn, and takes this many rows.
    fn clear(&mut self, height: i32) -> Option<()> {
        let height = usize::try_from(height.max(1)).ok()?;
        let bytes = height.checked_mul(ROW)?;
        if self.rgba.len() < bytes {
            // The system gives zeros for nothing where it is never written to.
            self.rgba = vec![0; bytes];
        }
        self.drawn.clear();
        self.drawn.resize(height, 0);
        Some(())
    }

    /// Makes sure that pixels of a box can be drawn on: left, top, right, bottom. The part of the box that there is.
    fn open(&mut self, [left, top, right, bottom]: [i32; 4]) -> [usize; 4] {
        let within = |at: i32, end: usize| usize::try_from(at).unwrap_or(0).min(end);
        let [left, right] = [left, right].map(|at| within(at, WIDTH as usize));
        let [top, bottom] = [top, bottom].map(|at| within(at, self.drawn.len()));
        let bounds = [left, top, right.max(left), bottom.max(top)];
        if left >= right || top >= bottom {
            return bounds;
        }
        let before = |block: usize| -> Blocks { (1 << block) - 1 };
        let blocks = before(right.div_ceil(BLOCK)) & !before(left / BLOCK);
        let rows = std::iter::zip(self.rgba.chunks_exact_mut(ROW), &mut self.drawn);
        for (row, drawn) in rows.take(bottom).skip(top) {
            let new = blocks & !*drawn;
            if new != 0 {
                let new = stretches(new).filter(|(is_new, ..)| *is_new);
                new.for_each(|(_, first, end)| row[4 * first..4 * end].fill(255));
                *drawn |= blocks;
            }
        }
        bounds
    }

    /// Paints a mark of a sheet that takes up these rows. `None` where nothing is to be seen of it.
    fn mark(&mut self, mark: &Mark, sheet: RangeInclusive<i32>) -> Option<()> {
        // As plotters does: no point lies outside of its sheet.
        let (top, bottom) = sheet.into_inner();
        let place = |(x, y): Point| (x.clamp(0, WIDTH), (y + top).min(bottom).max(top));
        match mark {
            Mark::Line { points, width, color } => {
                let points: Vec<Point> = points.iter().map(|point| place(*point)).collect();
                let (path, width) = (line(&points, false)?, *width as i32);
                // Lines end with a corner of their own, and where two meet, it is at most four times as far out.
                let mut pixels = self.pixels_around(&points, 2 * width + 2)?;
                let stroke = Stroke { width: width as f32, ..Stroke::default() };
                pixels.stroke_path(&path, &paint(*color), &stroke, Transform::identity(), None);
            }
            Mark::Rect { corners, color } => {
                let [(x1, y1), (x2, y2)] = corners.map(place);
                let [left, top, right, bottom] = self.open([x1.min(x2), y1.min(y2), x1.max(x2), y1.max(y2)]);
                let pixel = opaque(*color);
                for row in self.rgba.chunks_exact_mut(ROW).take(bottom).skip(top) {
                    row.as_chunks_mut::<4>().0[left..right].fill(pixel);
                }
            }
            Mark::Disc { centre, radius, color } => {
                let centre = place(*centre);
                let path = disc(centre, *radius)?;
                self.fill(&path, &[centre], radius + 2, *color)?;
            }
            Mark::Polygon { points, color } => {
                let points: Vec<Point> = points.iter().map(|point| place(*point)).collect();
                self.fill(&line(&points, true)?, &points, 2, *color)?;
            }
        }
        Some(())
    }

    /// Fills a path that stays within `reach` pixels of these points.
    fn fill(&mut self, path: &Path, points: &[Point], reach: i32, color: RGBColor) -> Option<()> {
        let mut pixels = self.pixels_around(points, reach)?;
        pixels.fill_path(path, &paint(color), FillRule::Winding, Transform::identity(), None);
        Some(())
    }

    /// All pixels, of which those within `reach` of the box around these points will be drawn on.
    fn pixels_around(&mut self, points: &[Point], reach: i32) -> Option<PixmapMut<'_>> {
        let (xs, ys) = (points.iter().map(|(x, _)| *x), points.iter().map(|(_, y)| *y));
        let (left, right, top, bottom) = (xs.clone().min()?, xs.max()?, ys.clone().min()?, ys.max()?);
        self.open([left - reach, top - reach, right + reach, bottom + reach]);
        PixmapMut::from_bytes(&mut self.rgba, WIDTH as u32, self.drawn.len() as u32)
    }

    /// Paints a letter at its place.
    fn letter(&mut self, letter: &Letter, (x, y): Point, color: Pixel) {
        let (left, top) = (x + letter.left, y + letter.top);
        let rows = letter.coverage.chunks_exact(letter.width);
        let whole = [left, top, left + letter.width as i32, top + rows.len() as i32];
        let [first, upper, end, lower] = self.open(whole);
        // What hangs out of the page is passed over.
        let [hidden, hidden_rows] = [first as i32 - left, upper as i32 - top].map(|hidden| hidden.max(0) as usize);
        let painted = self.rgba.chunks_exact_mut(ROW).take(lower).skip(upper);
        for (row, coverage) in painted.zip(rows.skip(hidden_rows)) {
            let (pixels, _) = row.as_chunks_mut::<4>();
            let covered = pixels[first..end].iter_mut().zip(&coverage[hidden.min(letter.width)..]);
            covered.for_each(|(pixel, coverage)| cover(pixel, color, *coverage));
        }
    }
}

/// A row's stretches: whether it is drawn on, its first pixel, and the one behind its last.
fn stretches(blocks: Blocks) -> impl Iterator<Item = (bool, usize, usize)> {
    let mut block = 0;
    std::iter::from_fn(move || {
        let rest = blocks >> block;
        let (is_drawn, first) = (rest & 1 == 1, block);
        let same = if is_drawn { rest.trailing_ones() } else { rest.trailing_zeros() };
        block = (block + same).min(BLOCKS);
        (first < block).then_some((is_drawn, first as usize * BLOCK, block as usize * BLOCK))
    })
}

/// Lays a colour over a pixel as far as it is covered: the weighted mean, rounded as the lines' are.
fn cover(pixel: &mut Pixel, color: Pixel, coverage: u8) {
    match coverage {
        0 => {}
        255 => *pixel = color,
        _ => {
            let (over, under) = (u16::from(coverage), u16::from(255 - coverage));
            let mean = |below: u8, above: u8| (u16::from(below) * under + u16::from(above) * over).div_ceil(256) as u8;
            *pixel = std::array::from_fn(|channel| mean(pixel[channel], color[channel]));
        }
    }
}

impl Letter {
    /// Outlines a letter; `None` where it has no outline, as a space.
    fn new((letter, weight, size, upright): Shape) -> Option<Letter> {
        let mut outline = Outline(PathBuilder::new());
        text::draw(letter, weight, &mut outline);
        let scale = size as f32 / EM as f32;
        // The font's vertical axis points upwards.
        let turned = match upright {
            false => Transform::from_row(scale, 0.0, 0.0, -scale, 0.0, 0.0),
            true => Transform::from_row(0.0, -scale, -scale, 0.0, 0.0, 0.0),
        };
        let path = outline.0.finish()?;
        let bounds = path.bounds().transform(turned)?;
        let (left, top) = (bounds.left().floor(), bounds.top().floor());
        let (width, height) = ((bounds.right() - left).ceil() as u32 + 1, (bounds.bottom() - top).ceil() as u32 + 1);
        let mut mask = Mask::new(width, height)?;
        mask.fill_path(&path, FillRule::Winding, true, turned.post_translate(-left, -top));
        Some(Letter { left: left as i32, top: top as i32, width: width as usize, coverage: mask.take() })
    }
}

/// A path that is drawn by the font.
struct Outline(PathBuilder);

impl OutlinePen for Outline {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0.move_to(x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.0.line_to(x, y);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.0.quad_to(x1, y1, x, y);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.0.cubic_to(x1, y1, x2, y2, x, y);
    }

    fn close(&mut self) {
        self.0.close();
    }
}

/// Points joined by lines, the last with the first where it `is_closed`.
fn line(points: &[Point], is_closed: bool) -> Option<Path> {
    let mut path = PathBuilder::new();
    for (number, (x, y)) in points.iter().enumerate() {
        match number {
            0 => path.move_to(*x as f32, *y as f32),
            _ => path.line_to(*x as f32, *y as f32),
        }
    }
    if is_closed {
        path.close();
    }
    path.finish()
}

/// A circle, as a curve for each quarter.
fn disc((x, y): Point, radius: i32) -> Option<Path> {
    // How far the handles of a quarter of a circle reach: 4/3 tan(π/8).
    const HANDLE: f64 = 0.552_284_749_830_793_6;
    let quarters = [(1, 0), (0, 1), (-1, 0), (0, -1), (1, 0)];
    let (radius, handle) = (f64::from(radius), f64::from(radius) * HANDLE);
    let at = |(out_x, out_y): (i32, i32), (on_x, on_y): (i32, i32)| {
        let along = |centre: i32, out: i32, on: i32| {
            (f64::from(centre) + f64::from(out) * radius + f64::from(on) * handle) as f32
        };
        (along(x, out_x, on_x), along(y, out_y, on_y))
    };
    let mut path = PathBuilder::new();
    let (start_x, start_y) = at(quarters[0], (0, 0));
    path.move_to(start_x, start_y);
    for pair in quarters.windows(2) {
        let (from, to) = (pair[0], pair[1]);
        // At each end the curve heads for where the other end lies from the centre.
        let ((x1, y1), (x2, y2), (x3, y3)) = (at(from, to), at(to, from), at(to, (0, 0)));
        path.cubic_to(x1, y1, x2, y2, x3, y3);
    }
    path.close();
    path.finish()
}

fn paint(RGBColor(red, green, blue): RGBColor) -> Paint<'static> {
    let mut paint = Paint::default();
    paint.set_color_rgba8(red, green, blue, 255);
    paint
}

fn opaque(RGBColor(red, green, blue): RGBColor) -> Pixel {
    [red, green, blue, 255]
}

#[cfg(test)]
mod tests {
    use resvg::tiny_skia::{Color, Pixmap};
    use resvg::usvg::{Options, Tree};

    use super::*;
    use crate::options::Labels;
    use crate::write::svg::Drawing;
    use crate::write::svg::sheet::{Anchor, Type};
    use crate::write::svg::tests::{chart, plots};

    fn pixels(painting: &Painting) -> Vec<Pixel> {
        let pixels = painting.stretches().flat_map(|stretch| match stretch {
            Stretch::White(length) => vec![WHITE; length],
            Stretch::Drawn(pixels) => pixels.to_vec(),
        });
        pixels.collect()
    }

    /// The SVG file as another program paints it.
    fn read_from_svg(drawing: &Drawing) -> Vec<Pixel> {
        let tree = Tree::from_str(&drawing.file(), &Options { dpi: 300.0, ..Options::default() }).unwrap();
        let mut pixmap = Pixmap::new(WIDTH as u32, tree.size().height().round() as u32).unwrap();
        pixmap.fill(Color::WHITE);
        resvg::render(&tree, Default::default(), &mut pixmap.as_mut());
        pixmap.take().as_chunks::<4>().0.to_vec()
    }

    #[test]
    fn every_form_looks_like_its_svg_file_read_by_another_program() {
        let mut painting = Painting::default();
        for plot in plots(5, 3, 1.0) {
            let drawing = Drawing::new(&chart(plot), Labels::Vi).unwrap();
            painting.paint(&drawing.sheets).unwrap();
            let (painted, read) = (pixels(&painting), read_from_svg(&drawing));
            assert_eq!(painted.len(), read.len());
            let difference = |(one, other): (&Pixel, &Pixel)| {
                std::iter::zip(one, other).map(|(one, other)| one.abs_diff(*other)).max().unwrap_or(0)
            };
            let differences: Vec<u8> = std::iter::zip(&painted, &read).map(difference).collect();
            // That program reads the letters' places from decimals, and is off by a thousandth of a pixel.
            let (largest, differing) = (differences.iter().max(), differences.iter().filter(|by| **by > 0).count());
            assert!(largest < Some(&40) && differing < painted.len() / 1000, "{largest:?}, {differing}");
        }
    }

    #[test]
    fn what_hangs_out_of_the_page_is_cut_off_on_every_side() {
        let color = RGBColor(0, 0, 200);
        let style = Type::bold(400, color, Anchor::Middle);
        let places = [(0, 90), (WIDTH, 90), (1200, 5), (1200, 490), (-900, 90), (WIDTH + 900, 90), (1200, 2000)];
        let labels = places.map(|at| Label { text: "Đỗ".to_owned(), at, style, upright: at.0 == 1200 });
        let marks = vec![
            Mark::Rect { corners: [(-50, -50), (40, 20)], color },
            Mark::Disc { centre: (WIDTH, 300), radius: 50, color },
            Mark::Line { points: vec![(-9, 450), (WIDTH + 9, 700)], width: 9, color },
        ];
        let sheet = Sheet { height: 300, marks, labels: labels.to_vec() };
        let empty = Sheet { height: 500, ..Sheet::default() };
        let (mut alone, mut between) = (Painting::default(), Painting::default());
        alone.paint(std::slice::from_ref(&sheet)).unwrap();
        between.paint(&[empty.clone(), sheet, empty]).unwrap();
        let (alone, between) = (pixels(&alone), pixels(&between));
        let row = WIDTH as usize;
        assert!(alone.len() == 300 * row && alone == between[500 * row..800 * row]);
        assert!([499, 800].iter().all(|place| between[place * row..(place + 1) * row].contains(&opaque(color))));
        assert!(between[..100 * row].iter().all(|pixel| *pixel == WHITE));
    }

    #[test]
    fn blocks_that_were_drawn_on_and_others_take_turns() {
        let found: Vec<_> = stretches(0b110).collect();
        assert_eq!(found, [(false, 0, 32), (true, 32, 96), (false, 96, 2400)]);
        assert_eq!(stretches(0).collect::<Vec<_>>(), [(false, 0, 2400)]);
        assert_eq!(stretches((1 << BLOCKS) - 1).collect::<Vec<_>>(), [(true, 0, 2400)]);
        let mut painting = Painting::default();
        let page = &mut painting.page;
        page.clear(4).unwrap();
        assert_eq!(page.open([31, -5, 33, 1]), [31, 0, 33, 1]);
        assert_eq!(page.open([2399, 3, 2500, 9]), [2399, 3, 2400, 4]);
        assert_eq!(page.open([3000, 1, 3010, 2]), [2400, 1, 2400, 2]);
        assert_eq!(page.drawn, [0b11, 0, 0, 1 << (BLOCKS - 1)]);
        assert_eq!(pixels(&painting), vec![WHITE; 4 * WIDTH as usize]);
    }

    #[test]
    fn a_covered_pixel_is_the_weighted_mean() {
        let covered = |coverage| {
            let mut pixel = WHITE;
            cover(&mut pixel, [0, 55, 255, 255], coverage);
            pixel
        };
        assert_eq!((covered(0), covered(255)), (WHITE, [0, 55, 255, 255]));
        for coverage in 1..255 {
            let [red, green, blue, opaque] = covered(coverage);
            let part = f64::from(coverage) / 255.0;
            assert!((f64::from(red) - 255.0 * (1.0 - part)).abs() <= 1.0);
            assert!((f64::from(green) - (255.0 - 200.0 * part)).abs() <= 1.0);
            assert_eq!((blue, opaque), (255, 255));
        }
    }
}
