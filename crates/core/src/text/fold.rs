//! Folding: the form in which words are equal.

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
#[derive(Debug, Clone, Copy)]
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
        self.original_after(&mut before.saturating_sub(1), folded)
    }

    /// The same, for spans that are asked in order: `cursor` remembers how far the last one reached.
    pub(super) fn original_after(&self, cursor: &mut usize, folded: Span) -> Span {
        // Most words lie in one stretch, the one of the word before or the next.
        for at in *cursor..(*cursor + 2).min(self.origins.len()) {
            let origin = self.origins[at];
            let reach = self.origins.get(at + 1).map_or(self.text.len(), |next| next.folded as usize);
            if folded.start < reach {
                *cursor = at;
                if origin.width == 0 && folded.end <= reach && origin.folded as usize <= folded.start {
                    let start = origin.original as usize + folded.start - origin.folded as usize;
                    return Span::new(start, start + folded.len());
                }
                break;
            }
        }
        if folded.start >= self.text.len() {
            let end = self.text.len().checked_sub(1).map_or(0, |last| self.byte(cursor, last).1);
            return Span::new(end, end);
        }
        let (start, _) = self.byte(cursor, folded.start);
        let end = if folded.is_empty() { start } else { self.byte(&mut cursor.clone(), folded.end - 1).1 };
        Span::new(start, end)
    }

    /// First and one past the last original byte of the character behind a folded byte.
    fn byte(&self, cursor: &mut usize, at: usize) -> (usize, usize) {
        while self.origins.get(*cursor + 1).is_some_and(|next| next.folded as usize <= at) {
            *cursor += 1;
        }
        let Origin { folded, original, width } = self.origins[*cursor];
        let original = original as usize;
        match width as usize {
            0 => (original + at - folded as usize, original + at - folded as usize + 1),
            width => (original, original + width),
        }
    }

    fn began(&mut self, original: usize, width: usize) {
        // Documents over 4 GiB do not reach this point: the readers stop at 10 MiB.
        let [folded, original, width] =
            [self.text.len(), original, width].map(|number| u32::try_from(number).unwrap_or(u32::MAX));
        self.origins.push(Origin { folded, original, width });
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
        push_folded(c, &mut folded.text);
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
    bytes.iter().position(|b| !matches!(b, b' '..=b'~') || *b == b'`').unwrap_or(bytes.len())
}

fn push_plain(run: &str, out: &mut String) {
    let from = out.len();
    out.push_str(run);
    out[from..].make_ascii_lowercase();
}

/// The folded text alone, its white space reduced to single spaces: a key to look words up by.
pub fn fold_key(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    push_all(text, &mut key);
    let spaced = key.starts_with(is_space)
        || key.ends_with(is_space)
        || key.contains('\n')
        || key.as_bytes().windows(2).any(|pair| pair == b"  ");
    if spaced { key.split_whitespace().collect::<Vec<_>>().join(" ") } else { key }
}

/// Hands the folded word to `use_folded`; a short ASCII word takes no memory for it.
pub fn with_folded<R>(word: &str, use_folded: impl FnOnce(&str) -> R) -> R {
    let mut buffer = [0_u8; 32];
    let plain = word.bytes().all(|b| b.is_ascii_graphic() && b != b'`');
    match buffer.get_mut(..word.len()).filter(|_| plain) {
        Some(short) => {
            short.copy_from_slice(word.as_bytes());
            short.make_ascii_lowercase();
            use_folded(std::str::from_utf8(short).unwrap_or_default())
        }
        None => use_folded(&fold_key(word)),
    }
}

const fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\n')
}

fn push_all(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let run = plain_run(rest.as_bytes());
        if run == 0 {
            push_folded(c, out);
        } else {
            push_plain(&rest[..run], out);
        }
        rest = &rest[run.max(c.len_utf8())..];
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

    proptest! {
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
