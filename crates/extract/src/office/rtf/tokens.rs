//! Bytes of RTF to tokens.

/// What RTF is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// `{`
    Open,
    /// `}`
    Close,
    /// `\name` with its number, if it has one.
    Word(&'a str, Option<i32>),
    /// `\` and a sign that is not a letter: `\~`, `\*` …
    Sign(u8),
    /// One byte of text in the encoding of its font.
    Byte(u8),
}

/// The tokens of a file, whatever its bytes; what `\bin` announces is passed over.
#[derive(Debug)]
pub(super) struct Tokens<'a> {
    rest: &'a [u8],
}

impl<'a> Tokens<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    fn take(&mut self, count: usize) -> &'a [u8] {
        let (taken, rest) = self.rest.split_at(count.min(self.rest.len()));
        self.rest = rest;
        taken
    }

    fn control(&mut self) -> Option<Token<'a>> {
        match self.rest.first()? {
            b'\'' => {
                self.take(1);
                let digits = self.rest.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
                match digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
                    Some(byte) => {
                        self.take(2);
                        Some(Token::Byte(byte))
                    }
                    None => Some(Token::Sign(b'\'')),
                }
            }
            first if first.is_ascii_alphabetic() => {
                let letters = self.run(u8::is_ascii_alphabetic);
                let name = self.take(letters.min(32));
                let name = std::str::from_utf8(name).unwrap_or_default();
                let signed = usize::from(self.rest.first() == Some(&b'-'));
                let digits = self.rest[signed..].iter().take_while(|byte| byte.is_ascii_digit()).count();
                let number = (digits > 0).then(|| self.take(signed + digits));
                let number = number.and_then(|digits| std::str::from_utf8(digits).ok()?.parse::<i32>().ok());
                if self.rest.first() == Some(&b' ') {
                    self.take(1);
                }
                if name == "bin" {
                    self.take(usize::try_from(number.unwrap_or(0)).unwrap_or(0));
                }
                Some(Token::Word(name, number))
            }
            sign => {
                self.take(1);
                Some(Token::Sign(*sign))
            }
        }
    }

    fn run(&self, is: impl Fn(&u8) -> bool) -> usize {
        self.rest.iter().take_while(|byte| is(byte)).count()
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            match self.take(1).first()? {
                b'{' => return Some(Token::Open),
                b'}' => return Some(Token::Close),
                b'\\' => return self.control(),
                b'\r' | b'\n' | 0 => {}
                byte => return Some(Token::Byte(*byte)),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_numbers_and_bytes() {
        let tokens: Vec<Token<'_>> = Tokens::new(b"{\\b0 a\\u-10179?\\'E9\\~\r\n\\bin3 }{}\\par}").collect();
        let expected = [
            Token::Open,
            Token::Word("b", Some(0)),
            Token::Byte(b'a'),
            Token::Word("u", Some(-10179)),
            Token::Byte(b'?'),
            Token::Byte(0xe9),
            Token::Sign(b'~'),
            Token::Word("bin", Some(3)),
            Token::Word("par", None),
            Token::Close,
        ];
        assert_eq!(tokens, expected);
        assert_eq!(Tokens::new(b"\\").count(), 0);
        assert_eq!(Tokens::new(b"\\'zz").count(), 3);
    }
}
