//! The pages of a PDF -> its strings of text, each with the place where it is drawn, handed on in the order in which they
//! are written (ISO 32000-1, 7.7.3, 8 and 9).

use std::collections::{BTreeSet, HashMap, HashSet};
use std::rc::Rc;

use anyhow::{Result, ensure};

use super::file::PdfFile;
use super::font::{GlyphShape, PdfFont};
use super::legacy;
use super::line::PdfLine;
use super::marked::ContentMark;
use super::object::{Parser, PdfDictionary, PdfObject};
use super::visual::{Glyph, Visual, Written};
use crate::read::letters::LegacyLetters;

/// Most pages of a file, with the nodes of the tree that they hang on.
const MOST_PAGES: usize = 100_000;
/// Most operands of an operator.
const MOST_OPERANDS: usize = 6;
/// How deeply forms, saved states and marks may be nested.
const DEEPEST_FORM: usize = 8;
const DEEPEST_STATE: usize = 500;
const DEEPEST_MARK: usize = 500;
/// What a byte of text costs, in bytes of contents: it is moved several times.
const TEXT_WORK: usize = 8;

/// A transformation of the plane: x' = ax + cy + e, y' = bx + dy + f.
type Matrix = [f64; 6];
const IDENTITY: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

/// What operators have set (ISO 32000-1, 8.4 and 9.3).
#[derive(Clone)]
struct State {
    page: Matrix,
    text: Matrix,
    line: Matrix,
    font: Option<Rc<PdfFont>>,
    size: f64,
    character_spacing: f64,
    word_spacing: f64,
    scale: f64,
    leading: f64,
    rise: f64,
}

struct ContentsReader<'a> {
    file: &'a PdfFile<'a>,
    visual: Visual,
    fonts: HashMap<u32, Rc<PdfFont>>,
    /// The marked contents that are open.
    marks: Vec<ContentMark>,
    /// What was drawn so far for the text of a mark.
    spoken: Option<Written>,
    /// The letters of the fonts before Unicode that were drawn.
    letters: BTreeSet<LegacyLetters>,
}

/// Reads all pages: their lines as they are there, and the letters before Unicode that some were in.
///
/// # Errors
/// The file is broken, too large, or has no text layer: what to do is said.
pub fn read(file: &PdfFile) -> Result<(Vec<PdfLine>, BTreeSet<LegacyLetters>)> {
    let (visual, letters) = (Visual::default(), BTreeSet::new());
    let mut reader = ContentsReader { file, visual, fonts: HashMap::new(), marks: Vec::new(), spoken: None, letters };
    reader.pages()?;
    file.check()?;
    Ok((reader.visual.finish()?, reader.letters))
}

impl ContentsReader<'_> {
    /// Reads all pages of the tree, in order.
    fn pages(&mut self) -> Result<()> {
        let root = self.file.trailer("Root").and_then(|root| root.dictionary()?.get(&b"Pages"[..]).cloned());
        let mut nodes: Vec<_> = root.into_iter().map(|root| (root, Rc::default())).collect();
        let mut seen = HashSet::new();
        while let Some((node, inherited)) = nodes.pop() {
            if matches!(node, PdfObject::Reference(id) if !seen.insert(id)) {
                continue;
            }
            let Some(PdfObject::Dictionary(node)) = self.file.resolve(&node) else {
                continue;
            };
            let resources = match self.file.entry(&node, "Resources") {
                Some(PdfObject::Dictionary(resources)) => Rc::new(resources),
                _ => inherited,
            };
            if let Some(PdfObject::Array(kids)) = self.file.entry(&node, "Kids") {
                nodes.extend(kids.into_iter().rev().map(|kid| (kid, Rc::clone(&resources))));
            } else {
                self.page(&node, &resources)?;
            }
            ensure!(nodes.len().max(seen.len()) < MOST_PAGES, "it has more than {MOST_PAGES} pages: split it");
        }
        Ok(())
    }

    fn page(&mut self, page: &PdfDictionary, resources: &PdfDictionary) -> Result<()> {
        let parts = match self.file.entry(page, "Contents") {
            Some(PdfObject::Array(parts)) => parts,
            _ => page.get(&b"Contents"[..]).cloned().into_iter().collect(),
        };
        let mut contents = Vec::new();
        for part in parts.iter().filter_map(|part| self.file.stream(part)) {
            let (_, mut data) = part?;
            contents.append(&mut data);
            contents.push(b'\n');
        }
        let state = State {
            page: IDENTITY,
            text: IDENTITY,
            line: IDENTITY,
            font: None,
            size: 0.0,
            character_spacing: 0.0,
            word_spacing: 0.0,
            scale: 1.0,
            leading: 0.0,
            rise: 0.0,
        };
        self.run(&contents, resources, state, 0)?;
        self.visual.end_page()
    }

    /// Follows the operators of a page or a form.
    fn run(&mut self, contents: &[u8], resources: &PdfDictionary, mut state: State, depth: usize) -> Result<()> {
        self.file.spend(contents.len());
        self.file.check()?;
        let mut parser = Parser::new(contents, 0);
        let (mut operands, mut saved, outer_marks) = (Vec::new(), Vec::new(), self.marks.len());
        let mut too_deep = 0_usize;
        while let Some(object) = parser.next() {
            let PdfObject::Word(word) = object else {
                operands.push(object);
                operands.truncate(MOST_OPERANDS);
                continue;
            };
            let number = |at: usize| operands.get(at).and_then(PdfObject::number).unwrap_or_default();
            let matrix = || [number(0), number(1), number(2), number(3), number(4), number(5)];
            let string = |at: usize| operands.get(at).and_then(PdfObject::text).unwrap_or_default();
            match &word[..] {
                b"q" if saved.len() < DEEPEST_STATE => saved.push(state.clone()),
                b"Q" => state = saved.pop().unwrap_or(state),
                b"cm" => state.page = product(matrix(), state.page),
                b"BT" => (state.text, state.line) = (IDENTITY, IDENTITY),
                b"Tf" => {
                    state.font = operands.first().and_then(PdfObject::name).and_then(|name| self.font(resources, name));
                    state.size = number(1);
                }
                b"Tc" => state.character_spacing = number(0),
                b"Tw" => state.word_spacing = number(0),
                b"Tz" => state.scale = number(0) / 100.0,
                b"Ts" => state.rise = number(0),
                b"TL" => state.leading = number(0),
                b"Td" => state.next_line(number(0), number(1)),
                b"TD" => {
                    state.leading = -number(1);
                    state.next_line(number(0), number(1));
                }
                b"Tm" => (state.text, state.line) = (matrix(), matrix()),
                b"T*" => state.next_line(0.0, -state.leading),
                b"Tj" => self.show(&mut state, string(0))?,
                b"'" => {
                    state.next_line(0.0, -state.leading);
                    self.show(&mut state, string(0))?;
                }
                b"\"" => {
                    (state.word_spacing, state.character_spacing) = (number(0), number(1));
                    state.next_line(0.0, -state.leading);
                    self.show(&mut state, string(2))?;
                }
                b"TJ" => {
                    for object in operands.first().and_then(PdfObject::array).unwrap_or_default() {
                        match object {
                            PdfObject::Text(text) => self.show(&mut state, text)?,
                            object => state.advance(-object.number().unwrap_or_default() / 1000.0 * state.size),
                        }
                    }
                }
                b"Do" if depth < DEEPEST_FORM => {
                    let name = operands.first().and_then(PdfObject::name).unwrap_or_default();
                    self.form(resources, name, &state, depth)?;
                }
                b"BMC" | b"BDC" if self.marks.len() >= outer_marks + DEEPEST_MARK => too_deep += 1,
                b"BMC" | b"BDC" => self.marks.push(ContentMark::new(self.file, resources, &operands)),
                b"EMC" if too_deep > 0 => too_deep -= 1,
                b"EMC" if self.marks.len() > outer_marks => self.end_mark()?,
                // The data of a picture in the text.
                b"ID" => {
                    let rest = &contents[parser.at..];
                    let is_end =
                        |window: &[u8]| matches!(window, [b'\n' | b'\r' | b' ', b'E', b'I', b'\n' | b'\r' | b' ']);
                    parser.at += rest.windows(4).position(is_end).map_or(rest.len(), |at| at + 3);
                }
                _ => (),
            }
            operands.clear();
        }
        while self.marks.len() > outer_marks {
            self.end_mark()?;
        }
        Ok(())
    }

    /// Ends the marked contents that were begun last.
    fn end_mark(&mut self) -> Result<()> {
        let is_text = |mark: &ContentMark| matches!(mark, ContentMark::Text(_));
        let is_last = self.marks.pop().is_some_and(|mark| is_text(&mark)) && !self.marks.iter().any(is_text);
        match self.spoken.take_if(|_| is_last) {
            Some(written) => self.visual.write(written),
            None => Ok(()),
        }
    }

    /// Follows the operators of a form, if the object of that name is one.
    fn form(&mut self, resources: &PdfDictionary, name: &[u8], state: &State, depth: usize) -> Result<()> {
        let objects = self.file.look_up(resources, b"XObject");
        let Some(objects) = objects.as_deref().and_then(PdfObject::dictionary) else {
            return Ok(());
        };
        let dictionary = self.file.look_up(objects, name);
        let dictionary = dictionary.as_deref().and_then(PdfObject::dictionary);
        if dictionary.and_then(|form| form.get(&b"Subtype"[..])?.name()) != Some(b"Form") {
            return Ok(());
        }
        let Some(form) = objects.get(name).and_then(|form| self.file.stream(form)) else {
            return Ok(());
        };
        let (form, contents) = form?;
        let mut state = state.clone();
        if let Some(PdfObject::Array(matrix)) = self.file.entry(&form, "Matrix") {
            let number = |at: usize| matrix.get(at).and_then(PdfObject::number).unwrap_or_default();
            state.page = product([number(0), number(1), number(2), number(3), number(4), number(5)], state.page);
        }
        let own = self.file.entry(&form, "Resources");
        self.run(&contents, own.as_ref().and_then(PdfObject::dictionary).unwrap_or(resources), state, depth + 1)
    }

    fn font(&mut self, resources: &PdfDictionary, name: &[u8]) -> Option<Rc<PdfFont>> {
        let fonts = self.file.look_up(resources, b"Font")?;
        let font = fonts.dictionary()?.get(name)?;
        let id = if let PdfObject::Reference(id) = font { Some(*id) } else { None };
        if let Some(known) = id.and_then(|id| self.fonts.get(&id)) {
            return Some(Rc::clone(known));
        }
        let font = Rc::new(PdfFont::new(self.file, self.file.resolve(font)?.dictionary()?));
        self.fonts.extend(id.map(|id| (id, Rc::clone(&font))));
        Some(font)
    }

    /// Writes a string where the state says.
    fn show(&mut self, state: &mut State, string: &[u8]) -> Result<()> {
        let Some(font) = state.font.clone() else {
            return Ok(());
        };
        self.letters.extend(font.legacy.map(|font| font.letters));
        let matrix = product(state.text, state.page);
        let start = state.place();
        let length = matrix[0].hypot(matrix[1]).max(f64::MIN_POSITIVE);
        let direction = [matrix[0] / length, matrix[1] / length];
        let height = (matrix[2].hypot(matrix[3]) * state.size).abs();
        let (mut text, mut glyphs) = (String::new(), Vec::new());
        for character in font.characters(string) {
            let before = state.place();
            state.advance(character.width / 1000.0 * state.size);
            if !character.text.trim().is_empty() {
                let (text, ink) = ([text.len(), character.text.len()], [before, state.place()]);
                glyphs.push(Glyph { text, ink, shape: character.shape });
            }
            text.push_str(&character.text);
            state.advance(state.character_spacing + if character.is_space { state.word_spacing } else { 0.0 });
        }
        self.file.spend(TEXT_WORK * text.len() + self.marks.len());
        self.file.check()?;
        let written = Written { text, start, end: state.place(), glyphs, direction, height, style: font.style };
        if self.marks.contains(&ContentMark::Margin) {
            return Ok(());
        }
        match self.marks.iter().find_map(|mark| if let ContentMark::Text(text) = mark { Some(text) } else { None }) {
            Some(text) => {
                let text = legacy::said(font.legacy, text);
                self.spoken = Some(spoken(self.spoken.take(), written, &text));
            }
            None => self.visual.write(written)?,
        }
        Ok(())
    }
}

/// A string that is drawn for a text which a mark gives, after those drawn for it before.
fn spoken(before: Option<Written>, mut written: Written, text: &str) -> Written {
    let ink = |written: &Written| Some([written.glyphs.first()?.ink[0], written.glyphs.last()?.ink[1]]);
    let Some(mut before) = before else {
        // Spaces that stand for a text take no room, as far as what follows shows.
        let ink = ink(&written).unwrap_or([written.start; 2]);
        // A soft hyphen within a line is drawn as a space that takes no room.
        let text = if text == "\u{ad}" && written.glyphs.is_empty() { "" } else { text };
        let start = text.len() - text.trim_start().len();
        let length = text.trim().len();
        written.glyphs =
            Vec::from_iter((length > 0).then_some(Glyph { text: [start, length], ink, shape: GlyphShape::Plain }));
        return Written { text: text.into(), ..written };
    };
    let [x, y] = [written.start[0] - before.end[0], written.start[1] - before.end[1]];
    let [dx, dy] = before.direction;
    // What is drawn on another line adds nothing to the text.
    if (x * dy - y * dx).abs() < 0.5 * before.height {
        before.end = written.end;
        if let (Some(glyph), Some([_, end])) = (before.glyphs.last_mut(), ink(&written)) {
            glyph.ink[1] = end;
        }
    }
    before
}

impl State {
    fn next_line(&mut self, x: f64, y: f64) {
        self.line = product([1.0, 0.0, 0.0, 1.0, x, y], self.line);
        self.text = self.line;
    }

    /// Where the next character goes.
    fn place(&self) -> [f64; 2] {
        let ([_, _, up_x, up_y, x, y], [a, b, c, d, e, f]) = (self.text, self.page);
        let (x, y) = (x + self.rise * up_x, y + self.rise * up_y);
        [x * a + y * c + e, x * b + y * d + f]
    }

    fn advance(&mut self, width: f64) {
        self.text = product([1.0, 0.0, 0.0, 1.0, width * self.scale, 0.0], self.text);
    }
}

/// First the one, then the other.
fn product([a, b, c, d, e, f]: Matrix, other: Matrix) -> Matrix {
    let [ga, gb, gc, gd, ge, gf] = other;
    [a * ga + b * gc, a * gb + b * gd, c * ga + d * gc, c * gb + d * gd, e * ga + f * gc + ge, e * gb + f * gd + gf]
}
