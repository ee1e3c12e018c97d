//! Dates are read over their own small tokens: numbers, words, signs, spaces.

use crate::Span;

/// What a piece of text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Piece {
    /// Digits only, with their value; longer numbers than 8 digits have no value worth reading.
    Number(u32),
    /// Letters, with apostrophes between them.
    Word,
    /// One sign.
    Sign(char),
    /// White space within a line.
    Space,
    /// A line end.
    Line,
}

/// A piece and its place.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token {
    pub(super) piece: Piece,
    pub(super) span: Span,
}

impl Token {
    pub(super) const fn is_sign(&self, sign: char) -> bool {
        matches!(self.piece, Piece::Sign(c) if c == sign)
    }

    pub(super) fn is_dash(&self) -> bool {
        matches!(self.piece, Piece::Sign('-' | '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '~'))
    }
}

/// Cuts the lines of `text` that hold a year, and those around them: no period stands elsewhere.
///
/// Where lines are left out, one line end more stands for them.
pub(super) fn near_years(text: &str) -> Vec<Token> {
    let mut list = Vec::new();
    let (mut cut, mut line, mut after_year) = (0, Span::new(0, 0), false);
    while line.start < text.len() {
        let start = line.start;
        line.end = text[start..].find('\n').map_or(text.len(), |length| start + length + 1);
        let year = holds_year(line.of(text).as_bytes());
        if year || after_year {
            let before = text[..start.saturating_sub(1)].rfind('\n').map_or(0, |at| at + 1);
            let from = if year { before.max(cut) } else { start };
            if from > cut && !list.is_empty() {
                list.push(Token { piece: Piece::Line, span: Span::new(from, from) });
            }
            push(text, Span::new(from, line.end), &mut list);
            cut = line.end;
        }
        after_year = year;
        line.start = line.end;
    }
    list
}

/// Four digits together, or two after a slash or an apostrophe.
fn holds_year(line: &[u8]) -> bool {
    let mut at = 0;
    while let Some(start) = line[at..].iter().position(u8::is_ascii_digit).map(|length| at + length) {
        at = run(line, start, u8::is_ascii_digit);
        let short = || {
            line[..start].ends_with(b"/")
                || line[..start].ends_with(b"'")
                || line[..start].ends_with("’".as_bytes())
        };
        if at - start == 4 || at - start == 2 && short() {
            return true;
        }
    }
    false
}

/// Cuts all of `text`.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut list = Vec::new();
    push(text, Span::new(0, text.len()), &mut list);
    list
}

fn push(text: &str, span: Span, list: &mut Vec<Token>) {
    let bytes = &text.as_bytes()[..span.end];
    list.reserve(span.len() / 2);
    let mut at = span.start;
    while let Some(&first) = bytes.get(at) {
        let start = at;
        let piece = match first {
            b'a'..=b'z' | b'A'..=b'Z' => {
                at = word(text, start, list);
                continue;
            }
            b'0'..=b'9' => {
                at = run(bytes, at, u8::is_ascii_digit);
                let digits = &text[start..at];
                Piece::Number(if digits.len() > 8 { u32::MAX } else { digits.parse().unwrap_or(u32::MAX) })
            }
            b'\n' => {
                at += 1;
                Piece::Line
            }
            b' ' if bytes.get(at + 1).is_some_and(u8::is_ascii_graphic) => {
                at += 1;
                Piece::Space
            }
            _ => {
                let c = text[at..].chars().next().unwrap_or_default();
                if c.is_alphabetic() {
                    at = word(text, start, list);
                    continue;
                }
                at += c.len_utf8();
                if c.is_whitespace() || matches!(c, '\u{ad}' | '\u{200b}') {
                    let more = text[at..span.end].find(|c: char| c == '\n' || !c.is_whitespace());
                    at = more.map_or(span.end, |more| at + more);
                    Piece::Space
                } else {
                    Piece::Sign(c)
                }
            }
        };
        list.push(Token { piece, span: Span::new(start, at) });
    }
}

/// One past the bytes from `at` on that `test` takes.
fn run(bytes: &[u8], at: usize, test: impl Fn(&u8) -> bool) -> usize {
    bytes[at..].iter().position(|b| !test(b)).map_or(bytes.len(), |length| at + length)
}

/// Adds the word at `start`; one past its last byte, apostrophes at its end included.
fn word(text: &str, start: usize, list: &mut Vec<Token>) -> usize {
    let bytes = text.as_bytes();
    let mut end = start;
    loop {
        end = run(bytes, end, |b| b.is_ascii_alphabetic() || *b == b'\'');
        if bytes.get(end).is_none_or(u8::is_ascii) {
            break;
        }
        match text[end..].chars().next() {
            Some(c) if c.is_alphabetic() || matches!(c, '’' | '\u{300}'..='\u{36f}') => end += c.len_utf8(),
            _ => break,
        }
    }
    let word = text[start..end].trim_end_matches(['\'', '’']);
    let mut push = |start, end| list.push(Token { piece: Piece::Word, span: Span::new(start, end) });
    // « d'avril » is the month, « d' » its preposition.
    let cut = start + elision(word).unwrap_or_default();
    if cut > start {
        push(start, cut);
    }
    push(cut, start + word.len());
    end
}

fn elision(word: &str) -> Option<usize> {
    let mut chars = word.char_indices();
    let (_, first) = chars.next()?;
    let (_, second) = chars.next()?;
    let (rest, _) = chars.next()?;
    (matches!(first, 'd' | 'D' | 'l' | 'L') && matches!(second, '\'' | '’')).then_some(rest)
}
