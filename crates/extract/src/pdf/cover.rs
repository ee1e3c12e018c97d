//! What is found beside the seen text of a page: text drawn again, letters without a reading, alternative text, properties.

use std::collections::{BTreeMap, BTreeSet};

use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, String as PdfString};
use sartor_core::document::{AsideKind, Signs};

use super::device::decode;
use super::glyph::{Glyph, Hiding};
use crate::builder::Builder;
use crate::clean::{is_private, is_zero_width, symbol_bullet};

/// Elements of the structure of a document that are looked through for alternative text.
const MOST_ELEMENTS: usize = 3_000;

/// Glyphs whose characters are no plain text.
#[derive(Debug, Default)]
pub(crate) struct Odd {
    pub(crate) unmapped: u32,
    pub(crate) private: u32,
    /// Before which glyph a zero-width character was drawn.
    splits: Vec<usize>,
}

impl Odd {
    /// Notes what a font tells of the glyph that comes at `place`.
    pub(crate) fn note(&mut self, told: Option<&str>, place: usize) {
        let Some(told) = told else { return };
        if told.contains(is_zero_width) && self.splits.last() != Some(&place) {
            self.splits.push(place);
        }
        let private = |c: char| is_private(c) && symbol_bullet(c).is_none();
        self.private += u32::from(told.chars().any(private));
    }

    /// The signs of a page with these glyphs, in the order of drawing.
    pub(crate) fn signs(&self, glyphs: &[Glyph]) -> Signs {
        let mut split: Vec<String> = Vec::new();
        let mut last = 0;
        for place in self.splits.iter().filter(|place| **place > 0 && **place < glyphs.len()) {
            let (from, to) = word_around(glyphs, *place);
            if from < *place && *place < to && to > last {
                last = to;
                split.push(glyphs[from..to].iter().map(|glyph| glyph.text.as_str()).collect());
            }
        }
        Signs { unmapped: self.unmapped, private: self.private, split }
    }
}

/// The glyphs of the word that goes on across `place`.
fn word_around(glyphs: &[Glyph], place: usize) -> (usize, usize) {
    let lettered = |at: &usize| glyphs[*at].text.chars().all(char::is_alphanumeric);
    let joined = |left: usize, right: usize| is_joined(&glyphs[left], &glyphs[right]);
    let from = (0..place)
        .rev()
        .take_while(|at| lettered(at) && (at + 1 >= glyphs.len() || joined(*at, at + 1)))
        .last()
        .unwrap_or(place);
    let to = (place..glyphs.len()).take_while(|at| lettered(at) && joined(at - 1, *at)).last();
    (from, to.map_or(place, |at| at + 1))
}

/// True when one letter follows the other within a word.
fn is_joined(left: &Glyph, right: &Glyph) -> bool {
    left.turn == right.turn
        && (left.y - right.y).abs() < 0.3 * left.size
        && (right.x - left.end()).abs() < 0.3 * left.size
}

/// Shows the end of words whose first half is seen: they ran over the edge of their column, and hide nothing.
pub(crate) fn show_overrun(glyphs: &mut [Glyph]) {
    let overruns =
        |glyph: &Glyph| matches!(glyph.hiding, Some(Hiding::Colour | Hiding::Covered | Hiding::Clipped));
    let mut from = 0;
    while from < glyphs.len() {
        let rest = &glyphs[from..];
        let goes_on =
            |pair: &&[Glyph]| pair.iter().all(|glyph| !glyph.is_space()) && is_joined(&pair[0], &pair[1]);
        let word = &rest[..=rest.windows(2).take_while(goes_on).count()];
        let seen = word.iter().take_while(|glyph| glyph.hiding.is_none()).count();
        let (to, all) = (from + word.len(), word[seen..].iter().all(overruns));
        if all && word.len() <= 2 * seen {
            for glyph in &mut glyphs[from + seen..to] {
                glyph.hiding = None;
            }
        }
        from = to;
    }
}

/// Drops covered glyphs that are drawn again over what covers them, at their own place.
pub(crate) fn forget_drawn_again(glyphs: &mut Vec<Glyph>) {
    let place = |glyph: &Glyph| ((glyph.x / 2.0).round() as i64, (glyph.y / 2.0).round() as i64);
    if !glyphs.iter().any(|glyph| glyph.hiding == Some(Hiding::Covered)) {
        return;
    }
    let mut seen: BTreeMap<(i64, i64), BTreeSet<String>> = BTreeMap::new();
    for glyph in glyphs.iter().filter(|glyph| glyph.hiding.is_none()) {
        seen.entry(place(glyph)).or_default().insert(glyph.text.clone());
    }
    glyphs.retain(|glyph| {
        let (x, y) = place(glyph);
        let again = || {
            (-1..=1).any(|dx| {
                (-1..=1)
                    .any(|dy| seen.get(&(x + dx, y + dy)).is_some_and(|texts| texts.contains(&glyph.text)))
            })
        };
        glyph.hiding != Some(Hiding::Covered) || !again()
    });
}

/// Notes the properties of a file, and the alternative texts of its structure.
pub(crate) fn asides(builder: &mut Builder, pdf: &Pdf) {
    let told = pdf.metadata();
    for property in [&told.title, &told.author, &told.subject, &told.keywords].into_iter().flatten() {
        builder.aside(&decode(property), AsideKind::Metadata);
    }
    let root = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id());
    let mut open: Vec<Dict<'_>> = root.and_then(|root| root.get(b"StructTreeRoot")).into_iter().collect();
    let mut looked = 0;
    while let Some(element) = open.pop().filter(|_| looked < MOST_ELEMENTS) {
        looked += 1;
        for key in [&b"Alt"[..], b"ActualText"] {
            let long = |text: &String| key == b"Alt" || text.split_whitespace().count() > 6;
            let text = element.get::<PdfString<'_>>(key).map(|text| decode(text.as_bytes())).filter(long);
            if let Some(text) = text {
                builder.aside(&text, AsideKind::AltText);
            }
        }
        match element.get::<Array<'_>>(b"K") {
            Some(kids) => open.extend(kids.iter::<Dict<'_>>().take(MOST_ELEMENTS)),
            None => open.extend(element.get::<Dict<'_>>(b"K")),
        }
    }
}
