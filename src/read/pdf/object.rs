//! Bytes in the syntax of PDF -> objects, one at a time (ISO 32000-1, 7.2 and 7.3).

use std::collections::BTreeMap;

/// Most objects in one: a longer array or dictionary is broken off.
const MOST_OBJECTS: usize = 500_000;
/// Longest string, in bytes.
const MOST_TEXT: usize = 1_000_000;
/// How deeply arrays and dictionaries may be nested in each other.
const DEEPEST: usize = 50;

/// The entries of a dictionary.
pub type PdfDictionary = BTreeMap<Vec<u8>, PdfObject>;

/// An object, or an operator of a page's contents.
#[derive(Clone, Debug, PartialEq)]
pub enum PdfObject {
    /// A number, whole or not.
    Number(f64),
    /// A name, its escapes resolved.
    Name(Vec<u8>),
    /// A string, its escapes resolved.
    Text(Vec<u8>),
    /// Objects in order.
    Array(Vec<PdfObject>),
    /// Objects by name.
    Dictionary(PdfDictionary),
    /// The number of another object.
    Reference(u32),
    /// Any other word: an operator, or `true`, `null`, `endobj`.
    Word(Vec<u8>),
}

impl PdfObject {
    /// How many objects it is made of.
    pub fn parts(&self) -> usize {
        match self {
            PdfObject::Array(array) => 1 + array.iter().map(PdfObject::parts).sum::<usize>(),
            PdfObject::Dictionary(dictionary) => 1 + dictionary.values().map(PdfObject::parts).sum::<usize>(),
            _ => 1,
        }
    }

    /// Its value, if it is a number.
    pub fn number(&self) -> Option<f64> {
        if let PdfObject::Number(number) = self { Some(*number) } else { None }
    }

    /// Its name, if it is one.
    pub fn name(&self) -> Option<&[u8]> {
        if let PdfObject::Name(name) = self { Some(name) } else { None }
    }

    /// Its bytes, if it is a string.
    pub fn text(&self) -> Option<&[u8]> {
        if let PdfObject::Text(text) = self { Some(text) } else { None }
    }

    /// Its objects, if it is an array.
    pub fn array(&self) -> Option<&[PdfObject]> {
        if let PdfObject::Array(array) = self { Some(array) } else { None }
    }

    /// Its entries, if it is a dictionary.
    pub fn dictionary(&self) -> Option<&PdfDictionary> {
        if let PdfObject::Dictionary(dictionary) = self { Some(dictionary) } else { None }
    }
}

/// Reads objects one after the other.
pub struct Parser<'a> {
    bytes: &'a [u8],
    /// Where it reads on.
    pub at: usize,
    left: usize,
}

impl<'a> Parser<'a> {
    /// Reads from that place on.
    pub fn new(bytes: &'a [u8], at: usize) -> Self {
        Parser { bytes, at, left: MOST_OBJECTS }
    }

    /// The next object; `None` at the end, or where objects are too many or too deep.
    pub fn next(&mut self) -> Option<PdfObject> {
        self.left = MOST_OBJECTS;
        self.object(0)
    }

    fn object(&mut self, depth: usize) -> Option<PdfObject> {
        self.skip_space();
        self.left = self.left.checked_sub(1).filter(|_| depth < DEEPEST)?;
        let rest = &self.bytes[self.at..];
        match rest {
            [] => None,
            [b'/', ..] => Some(PdfObject::Name(self.name())),
            [b'(', ..] => self.literal(),
            [b'<', b'<', ..] => self.dictionary(depth),
            [b'<', ..] => Some(self.hexadecimal()),
            [b'[', ..] => {
                self.at += 1;
                let mut array = Vec::new();
                loop {
                    match self.object(depth + 1)? {
                        PdfObject::Word(word) if word == b"]" => return Some(PdfObject::Array(array)),
                        PdfObject::Word(word) if word == b"endobj" => return None,
                        object => array.push(object),
                    }
                }
            }
            [b'+' | b'-' | b'.' | b'0'..=b'9', ..] => Some(self.number_or_reference()),
            [b')' | b']' | b'{' | b'}' | b'>', ..] => {
                let length = if rest.starts_with(b">>") { 2 } else { 1 };
                self.at += length;
                Some(PdfObject::Word(rest[..length].to_vec()))
            }
            _ => Some(PdfObject::Word(self.regular().to_vec())),
        }
    }

    fn dictionary(&mut self, depth: usize) -> Option<PdfObject> {
        self.at += 2;
        let mut dictionary = PdfDictionary::new();
        loop {
            match self.object(depth + 1)? {
                PdfObject::Name(name) => {
                    let value = self.object(depth + 1)?;
                    if value == PdfObject::Word(b">>".to_vec()) {
                        return Some(PdfObject::Dictionary(dictionary));
                    }
                    dictionary.insert(name, value);
                }
                PdfObject::Word(word) if word == b">>" => return Some(PdfObject::Dictionary(dictionary)),
                PdfObject::Word(word) if word == b"endobj" => return None,
                _ => (),
            }
        }
    }

    /// White space and comments.
    pub fn skip_space(&mut self) {
        loop {
            let rest = &self.bytes[self.at..];
            self.at += rest.iter().position(|&byte| !is_space(byte)).unwrap_or(rest.len());
            let rest = &self.bytes[self.at..];
            if !rest.starts_with(b"%") {
                return;
            }
            self.at += rest.iter().position(|byte| matches!(byte, b'\r' | b'\n')).unwrap_or(rest.len());
        }
    }

    /// Bytes up to the next white space or delimiter.
    fn regular(&mut self) -> &'a [u8] {
        let rest = &self.bytes[self.at..];
        let is_delimiter = |byte: &u8| is_space(*byte) || b"()<>[]{}/%".contains(byte);
        let word = &rest[..rest.iter().position(is_delimiter).unwrap_or(rest.len())];
        self.at += word.len();
        word
    }

    fn name(&mut self) -> Vec<u8> {
        self.at += 1;
        let mut rest = self.regular();
        let mut name = Vec::new();
        while let [byte, after @ ..] = rest {
            match (byte, after) {
                (b'#', [high, low, after @ ..]) if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => {
                    name.push(16 * digit(*high) + digit(*low));
                    rest = after;
                }
                _ => {
                    name.push(*byte);
                    rest = after;
                }
            }
        }
        name
    }

    fn number_or_reference(&mut self) -> PdfObject {
        let word = String::from_utf8_lossy(self.regular());
        let number = word.parse().ok().filter(|number: &f64| number.is_finite()).unwrap_or_default();
        let after = self.at;
        if !word.starts_with(|c: char| c.is_ascii_digit()) {
            return PdfObject::Number(number);
        }
        self.skip_space();
        let generation = self.regular();
        self.skip_space();
        let is_reference = (1..=5).contains(&generation.len())
            && generation.iter().all(u8::is_ascii_digit)
            && self.bytes[self.at..].starts_with(b"R");
        if let Some(id) = word.parse().ok().filter(|_| is_reference) {
            self.at += 1;
            return PdfObject::Reference(id);
        }
        self.at = after;
        PdfObject::Number(number)
    }

    fn hexadecimal(&mut self) -> PdfObject {
        let rest = &self.bytes[self.at + 1..];
        let length = rest.iter().position(|&byte| byte == b'>').unwrap_or(rest.len());
        self.at = (self.at + length + 2).min(self.bytes.len());
        let digits: Vec<u8> =
            rest[..length].iter().filter(|byte| byte.is_ascii_hexdigit()).map(|&b| digit(b)).collect();
        PdfObject::Text(digits.chunks(2).map(|pair| 16 * pair[0] + pair.get(1).unwrap_or(&0)).collect())
    }

    fn literal(&mut self) -> Option<PdfObject> {
        let mut text = Vec::new();
        let mut depth = 0;
        loop {
            let byte = *self.bytes.get(self.at).filter(|_| text.len() < MOST_TEXT)?;
            self.at += 1;
            match byte {
                b'(' if depth == 0 => {
                    depth = 1;
                    continue;
                }
                b'(' => depth += 1,
                b')' => depth -= 1,
                b'\\' => {
                    text.extend(self.escape());
                    continue;
                }
                _ => (),
            }
            if depth == 0 {
                return Some(PdfObject::Text(text));
            }
            text.push(byte);
        }
    }

    /// What comes after a backslash.
    fn escape(&mut self) -> Option<u8> {
        let rest = &self.bytes[self.at..];
        let octal = rest.iter().take(3).take_while(|byte| matches!(byte, b'0'..=b'7')).count();
        self.at += octal.max(1).min(rest.len());
        if octal > 0 {
            return Some(
                rest[..octal].iter().fold(0, |code: u8, &byte| code.wrapping_mul(8).wrapping_add(byte - b'0')),
            );
        }
        match rest.first()? {
            b'n' => Some(b'\n'),
            b'r' => Some(b'\r'),
            b't' => Some(b'\t'),
            b'b' => Some(8),
            b'f' => Some(12),
            b'\r' => {
                self.at += usize::from(rest.starts_with(b"\r\n"));
                None
            }
            b'\n' => None,
            byte => Some(*byte),
        }
    }
}

fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 12 | b'\r' | b' ')
}

fn digit(byte: u8) -> u8 {
    (byte as char).to_digit(16).unwrap_or_default() as u8
}
