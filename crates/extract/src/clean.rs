//! Characters as a person reads them.

use unicode_normalization::UnicodeNormalization;

/// The text without what is not to be read: ligature forms become letters, letters and their accents one character;
/// soft hyphens, zero widths, controls, private-use icons and U+FFFD go; every kind of blank is a space.
pub(crate) fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\t' => out.push(c),
            '\r' => {}
            '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => out.push(' '),
            '\u{2028}' | '\u{2029}' | '\u{b}' | '\u{c}' => out.push('\n'),
            '\u{2010}' | '\u{2011}' => out.push('-'),
            _ if is_noise(c) => {}
            '\u{fb00}'..='\u{fb06}' | '\u{1d400}'..='\u{1d7ff}' | '\u{ff01}'..='\u{ff5e}' => {
                out.extend(std::iter::once(c).nfkc());
            }
            _ => out.push(c),
        }
    }
    if out.is_ascii() { out } else { out.nfc().collect() }
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
    fn what_is_not_read_goes_and_what_is_read_stays() {
        assert_eq!(clean("e\u{fb03}cace \u{fb01}n"), "efficace fin");
        assert_eq!(clean("e\u{301}te\u{301}"), "été");
        assert_eq!(clean("dé\u{ad}ve\u{200b}lop\u{e0a1}peur\u{fffd}"), "développeur");
        assert_eq!(clean("10\u{202f}000\u{a0}€"), "10 000 €");
        assert_eq!(clean("C++\tC#"), "C++\tC#");
    }
}
