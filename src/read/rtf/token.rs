//! The bytes of rich text -> its tokens (RTF 1.9.1, "RTF syntax").

/// A piece of rich text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Token<'a> {
    /// `{`
    Open,
    /// `}`
    Close,
    /// `\par`, `\u7897`
    Word(&'a [u8], Option<i32>),
    /// `\~`: a backslash and one character that is no letter.
    Symbol(u8),
    /// `\'ea`
    Hex(u8),
    /// Characters as they are.
    Text(&'a [u8]),
}

/// The tokens from the beginning of some bytes.
pub struct Tokens<'a>(&'a [u8]);

impl<'a> Tokens<'a> {
    /// Those of a file.
    pub fn new(bytes: &'a [u8]) -> Self {
        Tokens(bytes)
    }

    /// Takes the bytes at the beginning that are such ones, at most so many.
    fn take(&mut self, is_one: impl Fn(u8) -> bool, most: usize) -> &'a [u8] {
        let length = self.0.iter().take(most).take_while(|byte| is_one(**byte)).count();
        let (taken, rest) = self.0.split_at(length);
        self.0 = rest;
        taken
    }

    fn take_byte(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    /// What follows a backslash.
    fn control(&mut self) -> Option<Token<'a>> {
        let word = self.take(|byte| byte.is_ascii_alphabetic(), usize::MAX);
        if word.is_empty() {
            return match self.take_byte()? {
                b'\'' => Some(Token::Hex(self.hex().unwrap_or(b' '))),
                symbol => Some(Token::Symbol(symbol)),
            };
        }
        let number = self.number();
        if self.0.first() == Some(&b' ') {
            self.take_byte();
        }
        if word == b"bin" {
            // Bytes that are no rich text follow, as many as it says.
            let length = number.and_then(|length| usize::try_from(length).ok()).unwrap_or_default();
            self.0 = self.0.get(length..).unwrap_or_default();
        }
        Some(Token::Word(word, number))
    }

    fn number(&mut self) -> Option<i32> {
        let (sign, digits) = match self.0 {
            [b'-', digits @ ..] => (-1, digits),
            digits => (1, digits),
        };
        if !digits.first()?.is_ascii_digit() {
            return None;
        }
        self.0 = digits;
        let digits = self.take(|byte| byte.is_ascii_digit(), usize::MAX);
        let number = digits
            .iter()
            .fold(0_i32, |number, digit| number.saturating_mul(10).saturating_add(i32::from(digit - b'0')));
        Some(sign * number)
    }

    fn hex(&mut self) -> Option<u8> {
        let digits = std::str::from_utf8(self.0.get(..2)?).ok()?;
        let byte = u8::from_str_radix(digits, 16).ok()?;
        self.0 = self.0.get(2..)?;
        Some(byte)
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        // Line ends are there for whoever looks at the file.
        self.take(|byte| matches!(byte, b'\r' | b'\n'), usize::MAX);
        let text = self.take(|byte| !matches!(byte, b'\\' | b'{' | b'}' | b'\r' | b'\n'), usize::MAX);
        if !text.is_empty() {
            return Some(Token::Text(text));
        }
        match self.take_byte()? {
            b'{' => Some(Token::Open),
            b'}' => Some(Token::Close),
            _ => self.control(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Token::*;
    use super::*;

    #[test]
    fn words_take_their_number_and_one_space() {
        let tokens: Vec<Token> = Tokens::new(b"{\\rtf1\\u-3 ?\\par  a\r\nb\\'eA\\~\\b0x\\-1}").collect();
        let expected = [
            Open,
            Word(b"rtf", Some(1)),
            Word(b"u", Some(-3)),
            Text(b"?"),
            Word(b"par", None),
            Text(b" a"),
            Text(b"b"),
            Hex(0xea),
            Symbol(b'~'),
            Word(b"b", Some(0)),
            Text(b"x"),
            Symbol(b'-'),
            Text(b"1"),
            Close,
        ];
        assert_eq!(tokens, expected);
    }

    #[test]
    fn raw_bytes_are_passed_over_as_far_as_there_are_any() {
        let tokens: Vec<Token> = Tokens::new(b"{\\bin2 }{\\a}").collect();
        assert_eq!(tokens, [Open, Word(b"bin", Some(2)), Word(b"a", None), Close]);
        let tokens: Vec<Token> = Tokens::new(b"\\bin99999999999999 }}").collect();
        assert_eq!(tokens, [Word(b"bin", Some(i32::MAX))]);
    }

    #[test]
    fn what_is_cut_off_ends() {
        assert_eq!(Tokens::new(b"\\'e").collect::<Vec<_>>(), [Hex(b' '), Text(b"e")]);
        assert_eq!(Tokens::new(b"\\").count(), 0);
        assert_eq!(Tokens::new(b"\\u-").collect::<Vec<_>>(), [Word(b"u", None), Text(b"-")]);
    }
}
