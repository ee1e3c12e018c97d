//! Dates are read over their own small tokens: numbers, words, signs, spaces.

use std::cell::Cell;

use memchr::{memchr, memrchr};

use super::words::{Phrase, Sense, Vocabulary};
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
#[derive(Debug, Clone)]
pub(super) struct Token<'w> {
    pub(super) piece: Piece,
    pub(super) span: Span,
    /// The phrases of time that begin with this word, once they were asked for.
    phrases: Cell<Option<&'w [Phrase]>>,
}

impl<'w> Token<'w> {
    /// The phrases of time that begin with this word of `text`; most are never asked for, some often.
    pub(super) fn phrases(&self, text: &str, words: &'w Vocabulary) -> &'w [Phrase] {
        if let Some(known) = self.phrases.get() {
            return known;
        }
        let phrases = if self.piece == Piece::Word { words.starting(self.span.of(text)) } else { &[] };
        self.phrases.set(Some(phrases));
        phrases
    }

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
pub(super) fn near_years<'w>(text: &str, words: &Vocabulary) -> Vec<Token<'w>> {
    let mut cutter = Cutter { text, list: Vec::with_capacity(text.len() / 4) };
    let (mut cut, mut line, mut after_year) = (0, Span::new(0, 0), false);
    while line.start < text.len() {
        let start = line.start;
        line.end = memchr(b'\n', &text.as_bytes()[start..]).map_or(text.len(), |length| start + length + 1);
        let year = holds_year(line.of(text), words);
        if year || after_year {
            let before = memrchr(b'\n', &text.as_bytes()[..start.saturating_sub(1)]).map_or(0, |at| at + 1);
            let from = if year { before.max(cut) } else { start };
            if from > cut && !cutter.list.is_empty() {
                cutter.push(Piece::Line, Span::new(from, from));
            }
            cutter.cut(Span::new(from, line.end));
            cut = line.end;
        }
        after_year = year;
        line.start = line.end;
    }
    cutter.list
}

/// Four digits together, or two after a slash, an apostrophe or the name of a month.
fn holds_year(line: &str, words: &Vocabulary) -> bool {
    let bytes = line.as_bytes();
    let mut at = 0;
    while let Some(start) = bytes[at..].iter().position(u8::is_ascii_digit).map(|length| at + length) {
        at = run(bytes, start, u8::is_ascii_digit);
        let short = || line[..start].ends_with(['/', '\'', '’']) || ends_in_month(&line[..start], words);
        if at - start == 4 || at - start == 2 && short() {
            return true;
        }
    }
    false
}

/// « depuis sept. » before 21, "Sep-" before 21.
fn ends_in_month(before: &str, words: &Vocabulary) -> bool {
    let before = before.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '.' | '-'));
    let start = before.char_indices().rev().take_while(|(_, c)| c.is_alphabetic() || is_mark(*c)).last();
    let word = start.map_or("", |(start, _)| &before[start..]);
    !word.is_empty()
        && words
            .starting(word)
            .iter()
            .any(|(rest, sense)| rest.is_empty() && matches!(sense, Sense::Month(..)))
}

/// A mark that stands over the letter before it.
const fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// Cuts all of `text`.
pub(super) fn tokens<'w>(text: &str) -> Vec<Token<'w>> {
    let mut cutter = Cutter { text, list: Vec::with_capacity(text.len() / 2) };
    cutter.cut(Span::new(0, text.len()));
    cutter.list
}

struct Cutter<'t, 'w> {
    text: &'t str,
    list: Vec<Token<'w>>,
}

impl Cutter<'_, '_> {
    fn cut(&mut self, span: Span) {
        let text = self.text;
        let bytes = &text.as_bytes()[..span.end];
        let mut at = span.start;
        while let Some(&first) = bytes.get(at) {
            let start = at;
            let piece = match first {
                b'a'..=b'z' | b'A'..=b'Z' => {
                    at = self.word(start);
                    continue;
                }
                b'0'..=b'9' => {
                    at = run(bytes, at, u8::is_ascii_digit);
                    let digits = &text[start..at];
                    Piece::Number(if digits.len() > 8 {
                        u32::MAX
                    } else {
                        digits.parse().unwrap_or(u32::MAX)
                    })
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
                        at = self.word(start);
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
            self.push(piece, Span::new(start, at));
        }
    }

    fn push(&mut self, piece: Piece, span: Span) {
        self.list.push(Token { piece, span, phrases: Cell::new(None) });
    }

    /// Adds the word at `start`; one past its last byte, apostrophes at its end included.
    fn word(&mut self, start: usize) -> usize {
        let bytes = self.text.as_bytes();
        let mut end = run(bytes, start, u8::is_ascii_alphabetic);
        if bytes.get(end).is_none_or(|b| b.is_ascii() && *b != b'\'') {
            self.push(Piece::Word, Span::new(start, end));
            return end;
        }
        loop {
            end = run(bytes, end, |b| b.is_ascii_alphabetic() || *b == b'\'');
            if bytes.get(end).is_none_or(u8::is_ascii) {
                break;
            }
            match self.text[end..].chars().next() {
                Some(c) if c.is_alphabetic() || c == '’' || is_mark(c) => {
                    end += c.len_utf8();
                }
                _ => break,
            }
        }
        let word = self.text[start..end].trim_end_matches(['\'', '’']);
        // « d'avril » is the month, « d' » its preposition.
        let cut = start + elision(word).unwrap_or_default();
        if cut > start {
            self.push(Piece::Word, Span::new(start, cut));
        }
        self.push(Piece::Word, Span::new(cut, start + word.len()));
        end
    }
}

/// One past the bytes from `at` on that `test` takes.
fn run(bytes: &[u8], at: usize, test: impl Fn(&u8) -> bool) -> usize {
    bytes[at..].iter().position(|b| !test(b)).map_or(bytes.len(), |length| at + length)
}

fn elision(word: &str) -> Option<usize> {
    let mut chars = word.char_indices();
    let (_, first) = chars.next()?;
    let (_, second) = chars.next()?;
    let (rest, _) = chars.next()?;
    (matches!(first, 'd' | 'D' | 'l' | 'L') && matches!(second, '\'' | '’')).then_some(rest)
}
