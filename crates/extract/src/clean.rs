//! Characters as a person reads them.

use sartor_core::document::Signs;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// The text without what is not to be read: ligature forms become letters, letters and their accents one character;
/// soft hyphens, zero widths, controls, private-use icons and U+FFFD go; every kind of blank is a space.
pub(crate) fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    // Nothing was met that could combine.
    let mut composed = true;
    let mut rest = text;
    loop {
        let run = plain_run(rest.as_bytes());
        out.push_str(&rest[..run]);
        let Some(c) = rest[run..].chars().next() else { break };
        rest = &rest[run + c.len_utf8()..];
        match c {
            '\r' => {}
            '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => out.push(' '),
            '\u{2028}' | '\u{2029}' | '\u{b}' | '\u{c}' => out.push('\n'),
            '\u{2010}' | '\u{2011}' => out.push('-'),
            _ if is_noise(c) => {}
            '\u{fb00}'..='\u{fb06}' | '\u{1d400}'..='\u{1d7ff}' | '\u{ff01}'..='\u{ff5e}' => {
                out.extend(std::iter::once(c).nfkc());
                composed = false;
            }
            _ => {
                composed &= matches!(c, ..'\u{300}' | '\u{2010}'..='\u{20cf}');
                out.push(c);
            }
        }
    }
    if composed || is_nfc_quick(out.chars()) == IsNormalized::Yes { out } else { out.nfc().collect() }
}

/// True where [`clean`] would leave `text` as it is; false where that would have to be looked into.
pub(crate) fn is_clean(text: &str) -> bool {
    let mut rest = text;
    loop {
        // Where a run ends, a character begins: none of those that stay has a byte that does not.
        rest = &rest[run_of(rest.as_bytes(), |b| is_plain(b) | matches!(b, 0x80..=0xbf | 0xc3..=0xcb))..];
        let Some(c) = rest.chars().next() else { return true };
        // Letters of Latin, quotes, dashes, bullets, currencies, geometric signs.
        let stays = matches!(c, '\u{a1}'..='\u{ac}' | '\u{ae}'..='\u{2ff}' | '\u{2012}'..='\u{2027}' | '\u{2030}'..='\u{205e}'
            | '\u{20a0}'..='\u{20bf}' | '\u{25a0}'..='\u{25ff}');
        if !stays {
            return false;
        }
        rest = &rest[c.len_utf8()..];
    }
}

/// How many of the first bytes stay as they are; most of a text does.
fn plain_run(bytes: &[u8]) -> usize {
    run_of(bytes, is_plain)
}

/// A character of ASCII that stays as it is.
fn is_plain(b: u8) -> bool {
    matches!(b, b' '..=b'~') | (b == b'\n') | (b == b'\t')
}

/// How many of the first bytes are `fit`.
#[inline]
fn run_of(bytes: &[u8], fit: impl Fn(u8) -> bool) -> usize {
    // No branch within a block: the compiler takes all of it at once.
    let (blocks, _) = bytes.as_chunks::<16>();
    let fits = |block: &&[u8; 16]| block.iter().fold(true, |all, b| all & fit(*b));
    let start = blocks.iter().take_while(fits).count() * 16;
    start + bytes[start..].iter().position(|b| !fit(*b)).unwrap_or(bytes.len() - start)
}

/// Characters that stand for nothing a person reads as text.
fn is_noise(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fffc}'..='\u{ffff}')
        || is_private(c)
}

/// A character of the private-use areas: an icon.
pub(crate) fn is_private(c: char) -> bool {
    matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}')
}

/// A character without width that no word of French or English needs; a soft hyphen is no such one.
pub(crate) fn is_zero_width(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

/// The words of a text that hold zero-width characters between their letters, as they are read without them.
pub(crate) fn split_words(text: &str) -> Vec<String> {
    // Most texts have none of the bytes that all of these characters begin with.
    let mut places = memchr::memchr2_iter(0xe2, 0xef, text.as_bytes());
    if !places.any(|at| text[at..].starts_with(is_zero_width)) {
        return Vec::new();
    }
    let latin = |c: char| c.is_ascii_alphanumeric() || matches!(c, '\u{c0}'..='\u{24f}');
    let mut words = Vec::new();
    for word in text.split(|c: char| !(latin(c) || is_zero_width(c))) {
        let inner = word.trim_matches(is_zero_width);
        if inner.contains(is_zero_width) {
            words.push(inner.chars().filter(|c| !is_zero_width(*c)).collect());
        }
    }
    words
}

/// What of a text is no plain text.
pub(crate) fn signs_of(text: &str) -> Signs {
    let (mut unmapped, mut private) = (0_u32, 0_u32);
    // Most texts have none of the bytes that all of these characters begin with.
    let bytes = text.as_bytes();
    let places = memchr::memchr2_iter(0xee, 0xef, bytes).chain(memchr::memchr2_iter(0xf3, 0xf4, bytes));
    for c in places.filter_map(|at| text[at..].chars().next()) {
        unmapped = unmapped.saturating_add(u32::from(c == '\u{fffd}'));
        private = private.saturating_add(u32::from(is_private(c) && symbol_bullet(c).is_none()));
    }
    Signs { unmapped, private, split: split_words(text) }
}

/// The bullet that a private-use character of a symbol font stands for.
pub(crate) fn symbol_bullet(c: char) -> Option<char> {
    matches!(
        c,
        '\u{f0b7}'
            | '\u{f0a7}'
            | '\u{f0d8}'
            | '\u{f076}'
            | '\u{f0fc}'
            | '\u{f06e}'
            | '\u{f071}'
            | '\u{f0a8}'
            | '\u{f0e0}'
    )
    .then_some('•')
}

/// White space runs as one space, ends trimmed.
pub(crate) fn squeeze(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zero_widths_within_words_are_told() {
        assert_eq!(split_words("Ku\u{200b}ber\u{200b}netes, b\u{200b} fin\u{200b}."), ["Kubernetes"]);
        assert!(split_words("déve\u{ad}loppeur \u{200b}Rust\u{feff} می\u{200c}روم").is_empty());
    }

    #[test]
    fn what_is_not_read_goes_and_what_is_read_stays() {
        assert_eq!(clean("e\u{fb03}cace \u{fb01}n"), "efficace fin");
        assert_eq!(clean("e\u{301}te\u{301}"), "été");
        assert_eq!(clean("dé\u{ad}ve\u{200b}lop\u{e0a1}peur\u{fffd}"), "développeur");
        assert_eq!(clean("10\u{202f}000\u{a0}€"), "10 000 €");
        assert_eq!(clean("C++\tC#"), "C++\tC#");
        assert_eq!(clean("a\r\nb\u{b}c\u{7f}d\u{7}e"), "a\nb\ncde");
        assert_eq!(clean("été\n~\u{ff21}"), "été\n~A");
        assert_eq!(clean("Å “\u{212b}” a\u{20d7}"), "Å “Å” a\u{20d7}");
        assert_eq!(clean("\u{fb01}\u{301} œ’s"), "fí œ’s");
    }

    #[test]
    fn what_is_no_plain_text_is_counted() {
        let signs = signs_of("\u{fffd}é\u{e0a1}\u{f0b7} ﬁ ＡB\u{10ffff}\u{f0000}\u{fffd} “x” \u{feff}");
        assert_eq!((signs.unmapped, signs.private), (2, 3));
    }
}
