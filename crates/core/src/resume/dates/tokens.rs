//! Dates are read over their own small tokens: numbers, words, signs, spaces.

use crate::{Span, text::fold_key};

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

/// Cuts `text`.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut list: Vec<Token> = Vec::with_capacity(text.len() / 3);
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        let mut end = start + c.len_utf8();
        let mut take = |test: &dyn Fn(char) -> bool| {
            while let Some(&(at, next)) = chars.peek() {
                if !test(next) {
                    break;
                }
                end = at + next.len_utf8();
                chars.next();
            }
        };
        let piece = if c.is_ascii_digit() {
            take(&|c| c.is_ascii_digit());
            let digits = &text[start..end];
            Piece::Number(if digits.len() > 8 { u32::MAX } else { digits.parse().unwrap_or(u32::MAX) })
        } else if c.is_alphabetic() {
            take(&|c| c.is_alphabetic() || matches!(c, '\'' | '’' | '\u{300}'..='\u{36f}'));
            let word = text[start..end].trim_end_matches(['\'', '’']);
            // « d'avril » is the month, « d' » its preposition.
            if let Some(cut) = elision(word) {
                list.push(Token { piece: Piece::Word, span: Span::new(start, start + cut) });
                list.push(Token { piece: Piece::Word, span: Span::new(start + cut, start + word.len()) });
                continue;
            }
            end = start + word.len();
            list.push(Token { piece: Piece::Word, span: Span::new(start, end) });
            continue;
        } else if c == '\n' {
            Piece::Line
        } else if c.is_whitespace() || c == '\u{ad}' || c == '\u{200b}' {
            take(&|c| c != '\n' && c.is_whitespace());
            Piece::Space
        } else {
            Piece::Sign(c)
        };
        list.push(Token { piece, span: Span::new(start, end) });
    }
    list
}

fn elision(word: &str) -> Option<usize> {
    let mut chars = word.char_indices();
    let (_, first) = chars.next()?;
    let (_, second) = chars.next()?;
    let (rest, _) = chars.next()?;
    (matches!(first, 'd' | 'D' | 'l' | 'L') && matches!(second, '\'' | '’')).then_some(rest)
}

/// The folded form of a word; ASCII takes the short way.
pub(super) fn folded(word: &str) -> String {
    if word.is_ascii() { word.to_ascii_lowercase() } else { fold_key(word) }
}
