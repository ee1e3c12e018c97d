//! Folding: the form in which words are equal.

use std::sync::LazyLock;

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

use crate::Span;

/// A folded text with the way back to the original bytes.
///
/// Folding is NFKC without case and accents; apostrophes, dashes and spaces become the ASCII ones; soft hyphens (with the
/// line end they stand before), zero-width characters and marks such as ™ vanish, and so do the spaces within words whose letters stand
/// apart. Line ends stay.
///
/// ```
/// use sartor_core::{Span, text::fold};
/// let folded = fold("L’Évaluation");
/// assert_eq!(folded.text(), "l'evaluation");
/// assert_eq!(folded.original(Span::new(2, 12)), Span::new(4, 15));
/// ```
#[derive(Debug, Clone, Default)]
pub struct Folded {
    text: String,
    /// In order; the first begins with the text.
    origins: Vec<Origin>,
}

/// Where a stretch of the folded text comes from.
#[derive(Debug, Clone, Copy, Default)]
struct Origin {
    /// Its first folded byte.
    folded: u32,
    /// The original byte it stands for.
    original: u32,
    /// Bytes of the one original character that the stretch stands for; 0 for a stretch that was folded byte by byte.
    width: u32,
}

impl Folded {
    /// The folded text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The original bytes of a folded span; an empty span stays empty.
    pub fn original(&self, folded: Span) -> Span {
        let before = self.origins.partition_point(|origin| origin.folded as usize <= folded.start);
        self.way_back_from(before.saturating_sub(1)).original(folded)
    }

    /// The way back for spans that are asked in order.
    pub(super) fn way_back(&self) -> WayBack<'_> {
        self.way_back_from(0)
    }

    fn way_back_from(&self, at: usize) -> WayBack<'_> {
        let mut way = WayBack { folded: self, at, stretch: Origin::default(), reach: 0, plain: 0 };
        way.stand_at(at);
        way
    }

    fn began(&mut self, original: usize, width: usize) {
        // Documents over 4 GiB do not reach this point: the readers stop at 10 MiB.
        let [folded, original, width] =
            [self.text.len(), original, width].map(|number| u32::try_from(number).unwrap_or(u32::MAX));
        self.origins.push(Origin { folded, original, width });
    }
}

/// Goes along a folded text and tells where its parts come from.
pub(super) struct WayBack<'f> {
    folded: &'f Folded,
    /// The stretch that the last span began in, its place and where it ends.
    at: usize,
    stretch: Origin,
    reach: usize,
    /// Where it ends if it was folded byte by byte.
    plain: usize,
}

impl WayBack<'_> {
    /// The original bytes of a folded span that does not begin before the last one.
    #[inline]
    pub(super) fn original(&mut self, folded: Span) -> Span {
        // Most words lie in one stretch, and most of them in that of the word before.
        self.within_stretch(folded).unwrap_or_else(|| self.original_further_on(folded))
    }

    #[inline]
    fn within_stretch(&self, folded: Span) -> Option<Span> {
        let within = folded.end <= self.plain && folded.start < folded.end;
        within.then(|| {
            let start = self.stretch.original as usize + folded.start - self.stretch.folded as usize;
            Span::new(start, start + folded.len())
        })
    }

    #[inline(never)]
    fn original_further_on(&mut self, folded: Span) -> Span {
        while folded.start >= self.reach && self.at + 1 < self.folded.origins.len() {
            self.stand_at(self.at + 1);
        }
        if let Some(within) = self.within_stretch(folded) {
            return within;
        }
        let length = self.folded.text.len();
        if folded.start >= length {
            let end = length.checked_sub(1).map_or(0, |last| self.byte(last).1);
            return Span::new(end, end);
        }
        let (start, _) = self.byte(folded.start);
        Span::new(start, if folded.is_empty() { start } else { self.byte(folded.end - 1).1 })
    }

    fn stand_at(&mut self, at: usize) {
        let origins = &self.folded.origins;
        self.at = at;
        self.stretch = origins.get(at).copied().unwrap_or_default();
        self.reach = origins.get(at + 1).map_or(self.folded.text.len(), |next| next.folded as usize);
        self.plain = if self.stretch.width == 0 { self.reach } else { 0 };
    }

    /// First and one past the last original byte of the character behind a folded byte, here or further on.
    fn byte(&self, at: usize) -> (usize, usize) {
        let origins = &self.folded.origins[self.at..];
        let later = origins[1..].iter().take_while(|next| next.folded as usize <= at).count();
        let Origin { folded, original, width } = origins[later];
        let original = original as usize;
        match width as usize {
            0 => (original + at - folded as usize, original + at - folded as usize + 1),
            width => (original, original + width),
        }
    }
}

/// Folds `text`.
pub fn fold(text: &str) -> Folded {
    let mut folded =
        Folded { text: String::with_capacity(text.len()), origins: Vec::with_capacity(text.len() / 8) };
    let mut from = 0;
    for gap in super::apart::gaps(text) {
        fold_stretch(&text[..gap], from, &mut folded);
        from = gap + 1;
    }
    fold_stretch(text, from, &mut folded);
    folded
}

/// Folds what follows `at`.
fn fold_stretch(text: &str, mut at: usize, folded: &mut Folded) {
    let common = Common::table();
    // Whether the stretch before ends here and was folded byte by byte.
    let mut plain = false;
    while let Some(c) = text[at..].chars().next() {
        if c.is_ascii() {
            if !plain {
                folded.began(at, 0);
                plain = true;
            }
            let length = plain_run(&text.as_bytes()[at..]);
            if length == 0 {
                push_folded(c, &mut folded.text);
                at += 1;
            } else {
                push_plain(&text[at..at + length], &mut folded.text);
                at += length;
            }
            continue;
        }
        plain = false;
        let before = folded.text.len();
        folded.began(at, c.len_utf8());
        common.push(c, &mut folded.text);
        if folded.text.len() == before {
            folded.origins.pop();
        }
        at += c.len_utf8();
        if c == '\u{ad}' {
            at += text[at..].bytes().take_while(|b| matches!(b, b'\n' | b'\r')).count();
        }
    }
}

/// How many bytes fold by their case alone.
fn plain_run(bytes: &[u8]) -> usize {
    let odd =
        |b: &u8| u8::from(b.wrapping_sub(b' ') > b'~' - b' ') & u8::from(*b != b'\n') | u8::from(*b == b'`');
    // No branch within a block: the compiler takes all of it at once.
    let (blocks, _) = bytes.as_chunks::<16>();
    let plain = |block: &&[u8; 16]| block.iter().fold(0, |all, b| all | odd(b)) == 0;
    let start = blocks.iter().take_while(plain).count() * 16;
    start + bytes[start..].iter().position(|b| odd(b) != 0).unwrap_or(bytes.len() - start)
}

fn push_plain(run: &str, out: &mut String) {
    let from = out.len();
    out.push_str(run);
    out[from..].make_ascii_lowercase();
}

/// What the characters fold to that western texts are written with, found once: accented letters of Latin, and punctuation.
struct Common(Vec<Box<str>>);

impl Common {
    const LATIN: std::ops::Range<u32> = 0x80..0x180;
    const SIGNS: std::ops::Range<u32> = 0x2000..0x2100;

    fn table() -> &'static Self {
        static TABLE: LazyLock<Common> = LazyLock::new(|| {
            let folded = |code| {
                let mut folded = String::new();
                char::from_u32(code).into_iter().for_each(|c| push_folded(c, &mut folded));
                folded.into_boxed_str()
            };
            Common(Common::LATIN.chain(Common::SIGNS).map(folded).collect())
        });
        &TABLE
    }

    fn push(&self, c: char, out: &mut String) {
        let code = u32::from(c);
        let at = match code {
            _ if Self::LATIN.contains(&code) => code - Self::LATIN.start,
            _ if Self::SIGNS.contains(&code) => {
                code - Self::SIGNS.start + Self::LATIN.end - Self::LATIN.start
            }
            _ => return push_folded(c, out),
        };
        out.push_str(&self.0[at as usize]);
    }
}

/// The folded text alone, its white space reduced to single spaces: a key to look words up by.
pub fn fold_key(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    push_all(text, &mut key);
    let bytes = key.as_bytes();
    let pairs = bytes.iter().zip(bytes.get(1..).unwrap_or_default());
    let wide = pairs.fold(false, |wide, (a, b)| wide | (*a == b' ') & (*b == b' ') | (*a == b'\n'));
    let spaced = wide || key.starts_with(is_space) || key.ends_with(is_space);
    if spaced { key.split_whitespace().collect::<Vec<_>>().join(" ") } else { key }
}

/// Hands the folded key to `use_folded`; a short one of ASCII takes no memory for it.
pub fn with_folded<R>(text: &str, use_folded: impl FnOnce(&str) -> R) -> R {
    let mut buffer = [0_u8; 64];
    match buffer.get_mut(..text.len()).filter(|_| folds_by_case(text)) {
        Some(short) => {
            short.copy_from_slice(text.as_bytes());
            short.make_ascii_lowercase();
            use_folded(std::str::from_utf8(short).unwrap_or_default())
        }
        None => use_folded(&fold_key(text)),
    }
}

/// All of `text` folds by its case alone, and its spaces are single.
fn folds_by_case(text: &str) -> bool {
    let mut before = b' ';
    text.bytes().all(|b| {
        let fits = matches!(b, b'!'..=b'~') && b != b'`' || b == b' ' && before != b' ';
        before = b;
        fits
    }) && before != b' '
}

const fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\n')
}

fn push_all(text: &str, out: &mut String) {
    let common = Common::table();
    let mut at = 0;
    loop {
        let run = plain_run(&text.as_bytes()[at..]);
        push_plain(&text[at..at + run], out);
        at += run;
        let Some(c) = text[at..].chars().next() else { return };
        common.push(c, out);
        at += c.len_utf8();
    }
}

fn push_folded(c: char, out: &mut String) {
    if c.is_ascii() {
        match c {
            '\n' => out.push('\n'),
            '`' => out.push('\''),
            _ if c.is_ascii_control() || c == ' ' => out.push(' '),
            _ => out.push(c.to_ascii_lowercase()),
        }
        return;
    }
    match c {
        'é' | 'è' | 'ê' | 'ë' | 'É' | 'È' | 'Ê' | 'Ë' => out.push('e'),
        'à' | 'â' | 'À' | 'Â' => out.push('a'),
        'ç' | 'Ç' => out.push('c'),
        'ô' | 'Ô' => out.push('o'),
        'î' | 'ï' | 'Î' | 'Ï' => out.push('i'),
        'û' | 'ù' | 'Û' | 'Ù' => out.push('u'),
        'œ' | 'Œ' => out.push_str("oe"),
        'æ' | 'Æ' => out.push_str("ae"),
        'ß' | 'ẞ' => out.push_str("ss"),
        'ø' | 'Ø' => out.push('o'),
        'ł' | 'Ł' => out.push('l'),
        'đ' | 'Đ' => out.push('d'),
        '’' | '‘' | 'ʼ' | '´' | '′' | '＇' | '‛' => out.push('\''),
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '﹘' | '﹣' | '－' => out.push('-'),
        '\u{ad}'
        | '\u{200b}'..='\u{200f}'
        | '\u{2060}'..='\u{2064}'
        | '\u{feff}'
        | '\u{202a}'..='\u{202e}' => {}
        '™' | '®' | '©' | '℠' => out.push(' '),
        '\u{2028}' | '\u{2029}' | '\u{85}' => out.push('\n'),
        _ if c.is_whitespace() => out.push(' '),
        _ => decompose_compatible(c, |part| {
            if is_combining_mark(part) {
            } else if part != c {
                push_folded(part, out);
            } else {
                for lower in c.to_lowercase().filter(|lower| !is_combining_mark(*lower)) {
                    if lower == c { out.push(c) } else { push_folded(lower, out) }
                }
            }
        }),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn french_typography_is_no_difference() {
        assert_eq!(fold_key("L’INTÉGRATION\u{a0}CONTINUE"), "l'integration continue");
        assert_eq!(fold_key("Cœur\u{202f}: e\u{301}le\u{300}ve – naïf"), "coeur : eleve - naif");
        assert_eq!(fold_key("ﬁabilité µservices Java™"), "fiabilite μservices java");
    }

    #[test]
    fn what_is_not_seen_does_not_part_words() {
        assert_eq!(fold("Postgre\u{ad}\nSQL").text(), "postgresql");
        assert_eq!(fold("Dock\u{200b}er").text(), "docker");
    }

    #[test]
    fn characters_of_the_table_fold_as_they_do_one_by_one() {
        for c in ('\0'..='\u{2fff}').chain('\u{fb00}'..='\u{ffff}') {
            let (mut quick, mut slow) = (String::new(), String::new());
            Common::table().push(c, &mut quick);
            push_folded(c, &mut slow);
            assert_eq!(quick, slow, "{c:?}");
        }
    }

    proptest! {
        #[test]
        fn short_texts_fold_to_their_key(text in "[a-zA-Zé`  .-]{0,66}") {
            prop_assert_eq!(with_folded(&text, str::to_owned), fold_key(&text));
        }

        #[test]
        fn runs_fold_as_their_characters_do(text in "([a-zA-Zéœ’`]{2,9}[\n\t -]{1,3}){0,14}") {
            let mut slow = String::new();
            text.chars().for_each(|c| push_folded(c, &mut slow));
            prop_assert_eq!(fold(&text).text().to_owned(), slow);
        }

        #[test]
        fn every_folded_span_points_at_characters_of_the_original(text in "\\PC{0,60}") {
            let folded = fold(&text);
            for (at, c) in folded.text().char_indices() {
                let span = folded.original(Span::new(at, at + c.len_utf8()));
                prop_assert!(text.get(span.start..span.end).is_some_and(|s| !s.is_empty()));
            }
        }

        #[test]
        fn folding_twice_changes_nothing(text in "\\PC{0,60}") {
            let once = fold_key(&text);
            prop_assert_eq!(fold_key(&once), once);
        }
    }
}
