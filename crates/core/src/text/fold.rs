//! Folding: the form in which words are equal.

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

use crate::Span;

/// A folded text with the way back to the original bytes.
///
/// Folding is NFKC without case and accents; apostrophes, dashes and spaces become the ASCII ones; soft hyphens (with the
/// line end they stand before), zero-width characters and marks such as ™ vanish. Line ends stay.
///
/// ```
/// use sartor_core::{Span, text::fold};
/// let folded = fold("L’Évaluation");
/// assert_eq!(folded.text(), "l'evaluation");
/// assert_eq!(folded.original(Span::new(2, 12)), Span::new(4, 15));
/// ```
#[derive(Debug, Clone)]
pub struct Folded {
    text: String,
    /// For each folded byte, the first byte of the original character, and the length of that character.
    origins: Vec<(u32, u8)>,
}

impl Folded {
    /// The folded text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The original bytes of a folded span; an empty span stays empty.
    pub fn original(&self, folded: Span) -> Span {
        let start = match self.origins.get(folded.start) {
            Some(&(at, _)) => at as usize,
            None => return self.end(),
        };
        match folded.end.checked_sub(1).and_then(|last| self.origins.get(last)) {
            Some(&(at, len)) if !folded.is_empty() => Span::new(start, at as usize + usize::from(len)),
            _ => Span::new(start, start),
        }
    }

    fn end(&self) -> Span {
        let at = self.origins.last().map_or(0, |&(at, len)| at as usize + usize::from(len));
        Span::new(at, at)
    }
}

/// Folds `text`.
pub fn fold(text: &str) -> Folded {
    let mut folded =
        Folded { text: String::with_capacity(text.len()), origins: Vec::with_capacity(text.len()) };
    let mut after_soft_hyphen = false;
    for (at, c) in text.char_indices() {
        if after_soft_hyphen && (c == '\n' || c == '\r') {
            continue;
        }
        after_soft_hyphen = c == '\u{ad}';
        if c.is_ascii_lowercase() {
            folded.text.push(c);
            folded.origins.push((at as u32, 1));
            continue;
        }
        let before = folded.text.len();
        push_folded(c, &mut folded.text);
        // Documents over 4 GiB do not reach this point: the readers stop at 10 MiB.
        let origin = (u32::try_from(at).unwrap_or(u32::MAX), c.len_utf8() as u8);
        folded.origins.resize(folded.origins.len() + folded.text.len() - before, origin);
    }
    folded
}

/// The folded text alone, its white space reduced to single spaces: a key to look words up by.
pub fn fold_key(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    text.chars().for_each(|c| push_folded(c, &mut key));
    let mut words = key.split_whitespace();
    let mut out = words.next().unwrap_or_default().to_owned();
    for word in words {
        out.push(' ');
        out.push_str(word);
    }
    out
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
