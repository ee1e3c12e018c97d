//! The embedded fonts; `fonts/OFL.md` is their licence, `fonts/subset.py` how they were made.

use std::sync::LazyLock;

use typst::{
    foundations::Bytes,
    text::{Font, FontBook},
    utils::LazyHash,
};

/// Regular first: it stands in for what another face lacks.
const FILES: &[&[u8]] = &[
    include_bytes!("../fonts/SartorSans-Regular.otf"),
    include_bytes!("../fonts/SartorSans-Italic.otf"),
    include_bytes!("../fonts/SartorSans-Semibold.otf"),
    include_bytes!("../fonts/SartorSerif-Regular.otf"),
    include_bytes!("../fonts/SartorSerif-Italic.otf"),
    include_bytes!("../fonts/SartorSerif-Semibold.otf"),
];

pub(crate) static FONTS: LazyLock<Vec<Font>> =
    LazyLock::new(|| FILES.iter().flat_map(|file| Font::iter(Bytes::new(*file))).collect());

pub(crate) static BOOK: LazyLock<LazyHash<FontBook>> =
    LazyLock::new(|| LazyHash::new(FontBook::from_fonts(FONTS.iter())));

/// Signs of a text that no embedded font draws, each once, in the order in which they come.
///
/// ```
/// assert_eq!(sartor_typeset::uncovered("Zoé «\u{202f}Œuvre\u{202f}» 李"), vec!['李']);
/// ```
pub fn uncovered(text: &str) -> Vec<char> {
    let mut found = Vec::new();
    for sign in text.chars().filter(|sign| !sign.is_control()) {
        let drawn = FONTS.iter().any(|font| font.info().coverage.contains(u32::from(sign)));
        if !drawn && !found.contains(&sign) {
            found.push(sign);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_lists_and_levels_are_drawn() {
        assert_eq!(super::uncovered("Excel ●●●○○ ■□ ☑ ✓ ✔ ➔ ★ → ↗"), ['➔', '★']);
    }

    #[test]
    fn each_face_is_there_and_draws_french() {
        assert_eq!(FONTS.len(), FILES.len());
        for font in FONTS.iter() {
            for sign in "ÀÂÆÇÉÈÊËÎÏÔŒÙÛÜŸàâæçéèêëîïôœùûüÿ«»’“”–—…•·€\u{a0}\u{202f}\u{2011}".chars()
            {
                assert!(
                    font.info().coverage.contains(u32::from(sign)),
                    "{sign:?} in {:?}",
                    font.post_script_name()
                );
            }
        }
    }
}
