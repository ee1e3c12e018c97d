//! Where a stretch of glyphs has its spaces.

use unicode_normalization::UnicodeNormalization;

use super::glyph::Glyph;
use super::rows::Word;

/// A wider gap, in sizes, is a space: more loses spaces in tight lines, less splits words.
const SPACE: f64 = 0.12;
/// A drawn space counts when at least this much of it shows.
const DRAWN_SPACE: f64 = 0.05;
/// From this mean gap on, in sizes, letters are set apart on purpose.
const SPACED_OUT: f64 = 0.045;
/// From this mean gap on, the letters may as well be words of one letter.
const WIDE: f64 = 0.28;
/// From this mean gap on, any reader takes each letter for a word; so do we, and tell the words apart by wider gaps.
const WIDEST: f64 = 0.38;
/// From this thickness of strokes on, against the usual one of the page, a word is bold.
const THICK: f64 = 1.22;

/// Splits a stretch into words; `spaced` tells of each gap whether a space was drawn in it.
pub(super) fn split(stretch: Vec<Glyph>, spaced: Vec<bool>, words: &mut Vec<Word>) {
    if stretch.is_empty() {
        return;
    }
    let gaps: Vec<f64> =
        stretch.windows(2).map(|pair| (pair[1].x - pair[0].end()) / pair[0].size.max(pair[1].size)).collect();
    let set_apart = usual_gaps(&stretch, &gaps, &spaced);
    let by_hand = typed_apart(&stretch, &gaps, &spaced);
    let mut word: Vec<Glyph> = Vec::new();
    // Whether the word under construction is one letter of a word whose letters stand apart, and its first.
    let mut mark = (by_hand.is_some(), false);
    for (at, glyph) in stretch.into_iter().enumerate() {
        if at > 0
            && let Some(last) = word.last()
        {
            let (gap, usual) = (gaps[at - 1], set_apart[at - 1]);
            let small_capitals = (last.size - glyph.size).abs() > 0.08 * glyph.size.max(last.size)
                && is_capital(last)
                && is_capital(&glyph);
            let wider = match by_hand {
                Some(usual) => gap > 1.6 * usual,
                None => usual > 0.0 && gap > usual + (0.6 * usual).max(SPACE),
            };
            let single = by_hand.is_some() || usual >= WIDEST;
            let space = match () {
                () if single => true,
                () if usual > 0.0 => wider,
                () if spaced[at - 1] => gap > DRAWN_SPACE,
                () if small_capitals => gap > 0.22,
                () => gap > SPACE,
            };
            if space {
                // The first letter has no gap before it.
                mark.0 |= single;
                finish(&mut word, mark, words);
                mark = (single, single && wider);
            }
        }
        word.push(glyph);
    }
    finish(&mut word, mark, words);
}

/// Of each gap, the usual gap of the letters around it where they are set apart, else 0.
fn usual_gaps(stretch: &[Glyph], gaps: &[f64], spaced: &[bool]) -> Vec<f64> {
    let mut usual = vec![0.0; gaps.len()];
    let apart = |range: std::ops::Range<usize>| {
        // The dots of a leader stand apart whatever the letters do.
        let lettered = |at: &usize| is_lettered(&stretch[*at]) && is_lettered(&stretch[*at + 1]);
        let mut inner: Vec<f64> =
            range.filter(|at| !spaced[*at]).filter(lettered).map(|at| gaps[at]).collect();
        inner.sort_by(f64::total_cmp);
        // A third of the gaps may be spaces between words.
        if inner.len() < 5 { None } else { inner.get(inner.len() * 2 / 5).copied() }
            .filter(|gap| *gap >= SPACED_OUT && (*gap < WIDE || !mixes_cases(stretch, gaps, *gap)))
    };
    if let Some(whole) = apart(0..gaps.len()) {
        usual.fill(whole);
    }
    let mut start = 0;
    for at in 0..=gaps.len() {
        let breaks =
            at == gaps.len() || (stretch[at].size - stretch[at + 1].size).abs() > 0.08 * stretch[at].size;
        if breaks {
            if let Some(own) = apart(start..at) {
                usual[start..at].fill(own);
            } else if at - start >= 5 {
                usual[start..at].fill(0.0);
            }
            start = at + 1;
        }
    }
    usual
}

/// True for letters that are no words together: capitals after small letters, as far apart as all the others.
fn mixes_cases(stretch: &[Glyph], gaps: &[f64], usual: f64) -> bool {
    let small = |glyph: &Glyph| glyph.text.chars().any(char::is_lowercase);
    let mixed = stretch
        .windows(2)
        .zip(gaps)
        .filter(|(pair, gap)| **gap < 1.2 * usual && small(&pair[0]) && is_capital(&pair[1]));
    mixed.count() >= 2
}

/// The gap between letters when someone typed a space after each: "S K I L L S".
fn typed_apart(stretch: &[Glyph], gaps: &[f64], spaced: &[bool]) -> Option<f64> {
    let letters = stretch.iter().all(|glyph| glyph.text.chars().all(char::is_uppercase));
    if gaps.len() < 4 || !letters || !spaced.iter().all(|space| *space) {
        return None;
    }
    let mut sorted = gaps.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.get(sorted.len() / 2).copied()
}

fn is_lettered(glyph: &Glyph) -> bool {
    glyph.text.chars().any(char::is_alphanumeric)
}

fn is_capital(glyph: &Glyph) -> bool {
    glyph.text.chars().any(char::is_uppercase)
}

fn finish(glyphs: &mut Vec<Glyph>, (spaced, begins): (bool, bool), words: &mut Vec<Word>) {
    let (Some(first), Some(last)) = (glyphs.first(), glyphs.last()) else { return };
    let text: String = glyphs.iter().map(|glyph| glyph.text.as_str()).collect::<String>().nfc().collect();
    let largest = glyphs.iter().max_by(|a, b| a.size.total_cmp(&b.size)).unwrap_or(first);
    let letters = || glyphs.iter().filter(|glyph| glyph.text.chars().any(char::is_alphanumeric));
    let strokes: Vec<f64> =
        letters().map(|glyph| glyph.thickness).filter(|thickness| *thickness > 0.0).collect();
    let bold = if strokes.is_empty() {
        if letters().next().is_some() { letters().all(|glyph| glyph.bold) } else { first.bold }
    } else {
        strokes.iter().sum::<f64>() / strokes.len() as f64 > THICK
    };
    let chars = text.chars().count();
    let (left, right) = (first.x, last.end());
    let word = Word { left, right, y: largest.y, size: largest.size, bold, chars, spaced, begins, text };
    glyphs.clear();
    words.push(word);
}
