//! Pieces of a folded text: words by unicode word bounds, with the joins that names of our trade need.

use unicode_segmentation::UnicodeSegmentation;

use crate::Span;

/// A longer word is no part of a name with signs.
const LONG: usize = 3;

/// Hands the pieces of a folded text to `take`, in order: words, and what may be parts of names with signs.
pub(super) fn pieces(text: &str, take: impl FnMut(Span)) {
    let mut cutter = Cutter { text, last: None, take, parts: Vec::new() };
    cutter.run();
    cutter.last.into_iter().for_each(cutter.take);
}

struct Cutter<'t, F> {
    text: &'t str,
    /// The last piece, which a sign behind it may still be added to.
    last: Option<Span>,
    take: F,
    /// Bounds of the current word's parts, reused.
    parts: Vec<Span>,
}

impl<F: FnMut(Span)> Cutter<'_, F> {
    /// Runs of ASCII are cut by their bytes, all others by the word bounds of unicode: the result is the same, since we part what
    /// the bounds join by signs.
    fn run(&mut self) {
        let bytes = self.text.as_bytes();
        let mut at = 0;
        while let Some(&first) = bytes.get(at) {
            let start = at;
            at += 1;
            if !class::is(first, class::SOLID) {
                if class::is(first, class::SIGN) {
                    self.sign(start);
                }
                continue;
            }
            let (mut ascii, mut plain) = (first.is_ascii(), true);
            loop {
                at += plain_run(&bytes[at..]);
                let next = bytes.get(at).copied().unwrap_or(b' ');
                if class::is(next, class::BEYOND) {
                    ascii = false;
                } else if class::is(next, class::JOINT) && joins(bytes, at) {
                    plain = false;
                } else {
                    break;
                }
                at += 1;
            }
            if ascii && plain {
                self.push(Span::new(start, at));
                continue;
            }
            let run = &self.text[start..at];
            if ascii {
                self.word(start, run);
                continue;
            }
            for (offset, segment) in run.split_word_bound_indices() {
                if segment.chars().any(char::is_alphanumeric) {
                    self.word(start + offset, segment);
                }
            }
        }
    }

    /// A sign may belong to the word before it: `++`, `#`, or `&` between two single letters.
    #[inline(never)]
    fn sign(&mut self, at: usize) {
        let Some(last) = self.last.as_mut().filter(|last| last.end == at) else { return };
        let rest = &self.text[at..];
        let next_is_word = |skip: usize| rest[skip..].starts_with(|c: char| c.is_alphabetic());
        if rest.starts_with("++") && !next_is_word(2) {
            last.end = at + 2;
        } else if rest.starts_with('#') && last.len() <= 3 && !next_is_word(1) {
            last.end = at + 1;
        }
    }

    /// A word of the word-bound rules is cut where they join what we part: dots, apostrophes, underscores.
    #[inline(never)]
    fn word(&mut self, at: usize, segment: &str) {
        self.parts.clear();
        let bytes = segment.as_bytes();
        let mut start = 0;
        for (i, c) in segment.char_indices() {
            if c.is_alphanumeric() {
                continue;
            }
            let digits = |b: Option<&u8>| b.is_some_and(u8::is_ascii_digit);
            if matches!(c, '.' | ',') && i > 0 && digits(bytes.get(i - 1)) && digits(bytes.get(i + 1)) {
                continue;
            }
            if c == '\'' && i > start {
                let head = &segment[start..i];
                if is_elided(head) {
                    self.parts.push(Span::new(at + start, at + i + 1));
                    start = i + 1;
                    continue;
                }
                if matches!(&segment[i + 1..], "s" | "t" | "re" | "ve" | "ll" | "d" | "m") {
                    self.parts.push(Span::new(at + start, at + i));
                    start = i;
                    break;
                }
            }
            if i > start {
                self.parts.push(Span::new(at + start, at + i));
            }
            start = i + c.len_utf8();
        }
        if start < segment.len() {
            self.parts.push(Span::new(at + start, at + segment.len()));
        }
        for index in 0..self.parts.len() {
            self.push(self.parts[index]);
        }
    }

    #[inline]
    fn push(&mut self, piece: Span) {
        let bytes = self.text.as_bytes();
        let apostrophe = bytes.get(piece.end) == Some(&b'\'');
        let before = piece.start.checked_sub(1).map_or(b' ', |at| bytes[at]);
        if apostrophe || class::is(before, class::BEFORE) {
            self.push_beside_a_sign(piece, apostrophe);
        } else {
            self.hand(piece);
        }
    }

    /// The piece before is done.
    #[inline]
    fn hand(&mut self, piece: Span) {
        if let Some(last) = self.last.replace(piece) {
            (self.take)(last);
        }
    }

    #[inline(never)]
    fn push_beside_a_sign(&mut self, piece: Span, apostrophe: bool) {
        let bytes = self.text.as_bytes();
        let before = |by: usize| piece.start.checked_sub(by).map(|at| bytes[at]);
        // « $Universe » is a name; « 5 $ » and « US$ » are none.
        let dollar = before(1) == Some(b'$')
            && bytes[piece.start].is_ascii_alphabetic()
            && before(2).is_none_or(|b| !is_solid(b));
        let piece = if dollar { Span::new(piece.start - 1, piece.end) } else { piece };
        if !apostrophe && (piece.len() > LONG || !matches!(before(1), Some(b'&' | b'.'))) {
            self.hand(piece);
            return;
        }
        let word = piece.of(self.text);
        let single = |span: Span| span.len() == 1 && bytes[span.start].is_ascii_alphabetic();
        if let Some(last) = self.last.as_mut()
            && single(piece)
            && single(*last)
            && &bytes[last.end..piece.start] == b"&"
        {
            last.end = piece.end;
            return;
        }
        let before = &self.text[..piece.start];
        let dotted = word == "net"
            && before.ends_with('.')
            && !before[..before.len() - 1].ends_with(|c: char| c.is_alphanumeric());
        // An elided word before a sign or a bracket stands alone: l' API, d'« API ».
        let open_elision = apostrophe && is_elided(word);
        self.hand(Span::new(piece.start - usize::from(dotted), piece.end + usize::from(open_elision)));
    }
}

/// What a byte is to the cutter, looked up.
mod class {
    /// An ASCII letter or digit.
    pub(super) const PLAIN: u8 = 1;
    /// Of a character beyond ASCII.
    pub(super) const BEYOND: u8 = 2;
    /// Either.
    pub(super) const SOLID: u8 = PLAIN | BEYOND;
    /// May belong to the word before it.
    pub(super) const SIGN: u8 = 4;
    /// Joins two words.
    pub(super) const JOINT: u8 = 8;
    /// May belong to the word after it, or join it to the one before.
    pub(super) const BEFORE: u8 = 16;

    static CLASSES: [u8; 256] = {
        let mut classes = [BEYOND; 256];
        let mut b = 0_u8;
        while b.is_ascii() {
            classes[b as usize] = match b {
                b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' => PLAIN,
                b'+' | b'#' => SIGN,
                b'\'' | b',' | b'_' | b':' => JOINT,
                b'.' => JOINT | BEFORE,
                b'$' | b'&' => BEFORE,
                _ => 0,
            };
            b += 1;
        }
        classes
    };

    pub(super) fn is(b: u8, class: u8) -> bool {
        CLASSES[usize::from(b)] & class != 0
    }
}

/// How many of the first bytes are ASCII letters or digits.
#[inline]
fn plain_run(bytes: &[u8]) -> usize {
    let mut at = 0;
    // Most words end within the first sixteen bytes.
    while let Some((low, high)) = bytes[at..].first_chunk::<16>().map(|chunk| chunk.split_at(8)) {
        let [low, high] =
            [low, high].map(|half| half.first_chunk().map_or(0, |half| odd_ones(u64::from_le_bytes(*half))));
        let first = if low != 0 { low.trailing_zeros() } else { u64::BITS + high.trailing_zeros() };
        if low | high != 0 {
            return at + first as usize / 8;
        }
        at += 16;
    }
    at + bytes[at..].iter().take_while(|b| class::is(**b, class::PLAIN)).count()
}

/// The high bit of each of eight bytes that is no ASCII letter or digit.
const fn odd_ones(eight: u64) -> u64 {
    const ONES: u64 = u64::MAX / 0xff;
    const HIGH: u64 = ONES * 0x80;
    let low = eight & !HIGH;
    let lower = low | (ONES * 0x20);
    // No sum reaches the next byte.
    let letters = (lower + ONES * (0x80 - b'a' as u64)) & !(lower + ONES * (0x7f - b'z' as u64));
    let digits = (low + ONES * (0x80 - b'0' as u64)) & !(low + ONES * (0x7f - b'9' as u64));
    (!(letters | digits) | eight) & HIGH
}

fn is_solid(b: u8) -> bool {
    class::is(b, class::SOLID)
}

/// True for a joint between two letters or digits.
fn joins(bytes: &[u8], at: usize) -> bool {
    is_solid(bytes[at - 1]) && bytes.get(at + 1).is_some_and(|b| is_solid(*b))
}

fn is_elided(word: &str) -> bool {
    matches!(
        word,
        "c" | "d"
            | "j"
            | "l"
            | "m"
            | "n"
            | "s"
            | "t"
            | "qu"
            | "jusqu"
            | "lorsqu"
            | "puisqu"
            | "quoiqu"
            | "presqu"
            | "entr"
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn runs_of_letters_and_digits_end_where_the_first_other_stands(text in "[a-zA-Z0-9]{0,20}.{0,3}") {
            let run = text.bytes().take_while(u8::is_ascii_alphanumeric).count();
            prop_assert_eq!(plain_run(text.as_bytes()), run);
        }
    }
}
