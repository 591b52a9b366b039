//! What mails and pages saved in one file are made of (MIME, RFC 2045 and 2046): fields, a blank line, a body, which may hold
//! parts that are made the same way.

use std::borrow::Cow;

use memchr::memmem;

/// Most bytes of the fields above a part: those of a mail that passed many servers take a tenth.
const MOST_HEADER: usize = 1 << 17;

/// The parts between the lines of a boundary.
pub fn parts<'a>(body: &'a [u8], boundary: &str) -> impl Iterator<Item = &'a [u8]> {
    let mark = format!("--{boundary}").into_bytes();
    // What is behind the mark in its line: nothing, or two hyphens at the end of all parts.
    let rest = |at: usize| {
        let rest = &body[at + mark.len()..];
        let end = memchr::memchr(b'\n', rest).map_or(rest.len(), |end| end + 1);
        (&rest[..end], at + mark.len() + end)
    };
    let mut marks = Vec::new();
    for at in memmem::find_iter(body, &mark).filter(|&at| at == 0 || body[at - 1] == b'\n') {
        let (line, below) = rest(at);
        match line.trim_ascii_end() {
            b"" => marks.push((at, below)),
            b"--" => {
                marks.push((at, body.len()));
                break;
            }
            _ => (),
        }
    }
    let ends: Vec<usize> = marks.iter().skip(1).map(|(at, _)| *at).chain([body.len()]).collect();
    marks.into_iter().zip(ends).map(|((_, below), end)| &body[below..end.max(below)])
}

/// The fields above a part, one a line.
pub struct PartHeader(String);

impl PartHeader {
    /// The fields, and what is below the blank line after them.
    pub fn split(part: &[u8]) -> (PartHeader, &[u8]) {
        if let Some(body) = [b"\r\n".as_slice(), b"\n"].into_iter().find_map(|blank| part.strip_prefix(blank)) {
            return (PartHeader(String::new()), body);
        }
        let head = part.get(..MOST_HEADER).unwrap_or(part);
        let ends = [b"\r\n\r\n".as_slice(), b"\n\n"].map(|end| memmem::find(head, end).map(|at| (at, at + end.len())));
        let (end, body) = ends.into_iter().flatten().min().unwrap_or((head.len(), part.len()));
        // A line that begins with a space goes on with the one above.
        let text = String::from_utf8_lossy(&head[..end]).replace("\r\n", "\n").replace("\n ", " ").replace("\n\t", " ");
        (PartHeader(text), &part[body..])
    }

    /// The value of a field.
    pub fn field(&self, name: &str) -> Option<String> {
        let fields = self.0.lines().filter_map(|line| line.split_once(':'));
        fields.filter(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim().to_string()).next()
    }

    /// Whether every line of it is a field: a name without spaces, and a colon.
    pub fn is_whole(&self) -> bool {
        let is_name = |name: &str| !name.is_empty() && !name.contains(|c: char| !c.is_ascii_graphic());
        self.0.lines().all(|line| line.split_once(':').is_some_and(|(name, _)| is_name(name)))
    }

    fn packing(&self) -> String {
        self.field("content-transfer-encoding").unwrap_or_default().to_ascii_lowercase()
    }

    /// Whether the body below it stops in the middle of a character or of what it is packed in.
    pub fn is_cut(&self, body: &[u8]) -> bool {
        let charset = self.field("content-type").and_then(|kind| parameter(&kind, "charset"));
        let is_utf8 = charset.is_some_and(|charset| charset.eq_ignore_ascii_case("utf-8"));
        // An error without a length is one of a character that the end cuts.
        let within_character =
            || std::str::from_utf8(&self.unpack(body)).is_err_and(|error| error.error_len().is_none());
        ends_within(&self.packing(), body) || is_utf8 && within_character()
    }

    /// The body below it, unpacked as it says.
    pub fn unpack<'a>(&self, body: &'a [u8]) -> Cow<'a, [u8]> {
        match self.packing().as_str() {
            "quoted-printable" => Cow::Owned(quoted(body)),
            "base64" => Cow::Owned(base64(body)),
            _ => Cow::Borrowed(body),
        }
    }
}

/// Whether the line that ends all parts of a boundary is there.
pub fn is_closed(body: &[u8], boundary: &str) -> bool {
    let mark = format!("--{boundary}--").into_bytes();
    memmem::find_iter(body, &mark).any(|at| at == 0 || body[at - 1] == b'\n')
}

/// Whether bytes end in the middle of what they are packed in: of four characters in base64, or of a character in
/// quoted-printable.
fn ends_within(packing: &str, body: &[u8]) -> bool {
    match packing {
        "base64" => {
            let is_padded = memchr::memchr(b'=', body).is_some();
            let count = body.iter().filter(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/')).count();
            !is_padded && !count.is_multiple_of(4)
        }
        "quoted-printable" => body.ends_with(b"=") || matches!(body, [.., b'=', digit] if digit.is_ascii_hexdigit()),
        _ => false,
    }
}

/// The value of a parameter of a field: `text/html; charset="utf-8"`.
pub fn parameter(field: &str, name: &str) -> Option<String> {
    field.split(';').skip(1).find_map(|parameter| {
        let (key, value) = parameter.split_once('=')?;
        key.trim().eq_ignore_ascii_case(name).then(|| value.trim().trim_matches('"').to_string())
    })
}

/// Text in quoted-printable (RFC 2045, 6.7).
pub fn quoted(text: &[u8]) -> Vec<u8> {
    let mut plain = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = memchr::memchr(b'=', rest) {
        plain.extend_from_slice(&rest[..at]);
        rest = &rest[at + 1..];
        let digit = |place: usize| rest.get(place).and_then(|&byte| char::from(byte).to_digit(16));
        match (digit(0), digit(1)) {
            (Some(high), Some(low)) => {
                plain.push((high * 16 + low) as u8);
                rest = &rest[2..];
            }
            // A line that goes on.
            _ if rest.starts_with(b"\r\n") => rest = &rest[2..],
            _ if rest.starts_with(b"\n") => rest = &rest[1..],
            _ => plain.push(b'='),
        }
    }
    plain.extend_from_slice(rest);
    plain
}

/// Bytes in base64; what isn't one of its characters is passed over.
pub fn base64(text: &[u8]) -> Vec<u8> {
    let value = |byte: u8| match byte {
        b'A'..=b'Z' => Some(byte - b'A'),
        b'a'..=b'z' => Some(byte - b'a' + 26),
        b'0'..=b'9' => Some(byte - b'0' + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    };
    let mut plain = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut count) = (0_u32, 0);
    for value in text.iter().take_while(|&&byte| byte != b'=').filter_map(|&byte| value(byte)) {
        bits = bits << 6 | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            plain.push((bits >> count) as u8);
        }
    }
    plain
}
