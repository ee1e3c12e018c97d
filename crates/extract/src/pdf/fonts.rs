//! What a font tells of its glyphs: a reading where the file gives none, and its weight.

use std::collections::HashMap;

use hayro_interpret::font::OutlineGlyph;
use hayro_interpret::kurbo::Shape;
use hayro_syntax::Pdf;

use super::collections::Collections;
use crate::clean::{clean, is_private, symbol_bullet};

/// What is known of the fonts of a document.
pub(crate) struct Fonts<'p> {
    collections: Collections<'p>,
    reversed: HashMap<u128, HashMap<u32, char>>,
    bold: HashMap<u128, bool>,
    signs: HashMap<u128, bool>,
    /// Thickness of the strokes, for fonts that hide their name.
    thickness: HashMap<u128, f64>,
}

/// The reading of a glyph, if it has one: an icon or a control has none.
pub(crate) fn readable(text: &str) -> Option<String> {
    let mut chars = text.chars();
    if let (Some(only), None) = (chars.next(), chars.next()) {
        if let Some(bullet) = symbol_bullet(only) {
            return Some(bullet.to_string());
        }
        if is_private(only) || only == '\u{fffd}' {
            return None;
        }
        // A soft hyphen drawn at the end of a line is a hyphen that one sees.
        if only == '\u{ad}' {
            return Some("-".to_owned());
        }
    }
    let cleaned = clean(text);
    (!cleaned.is_empty()).then_some(cleaned)
}

impl<'p> Fonts<'p> {
    pub(crate) fn of(pdf: &'p Pdf) -> Self {
        Self {
            collections: Collections::new(pdf),
            reversed: HashMap::new(),
            bold: HashMap::new(),
            signs: HashMap::new(),
            thickness: HashMap::new(),
        }
    }

    /// Reads a glyph through the collection of its font, else through the font's own table, backwards.
    pub(crate) fn reverse(&mut self, glyph: &OutlineGlyph) -> Option<String> {
        let font = glyph.font_data()?;
        let name = font.postscript_name.unwrap_or_default();
        if let Some(told) = self.collections.reading(&name, glyph.char_code()) {
            return readable(&told);
        }
        let table = self.reversed.entry(font.cache_key).or_insert_with(|| {
            ttf_parser::Face::parse((*font.data).as_ref(), 0).map(|face| reversed(&face)).unwrap_or_default()
        });
        table.get(&glyph.glyph_id().to_u32()).map(|c| c.to_string()).as_deref().and_then(readable)
    }

    /// True for a glyph of a bold font; nothing where the font does not tell.
    pub(crate) fn is_bold(&mut self, glyph: &OutlineGlyph) -> Option<bool> {
        let font = glyph.font_data()?;
        if font.postscript_name.is_none() && font.weight.is_none() {
            return None;
        }
        let bold = self.bold.entry(font.cache_key).or_insert_with(|| {
            let name = font.postscript_name.unwrap_or_default().to_ascii_lowercase();
            let named = ["bold", "black", "heavy", "demi", "extrab"].iter().any(|word| name.contains(word));
            named || (font.weight.is_some_and(|weight| weight >= 600))
        });
        Some(*bold)
    }

    /// True for a font whose letters are signs.
    pub(crate) fn is_of_signs(&mut self, glyph: &OutlineGlyph) -> bool {
        let Some(font) = glyph.font_data() else { return false };
        *self.signs.entry(font.cache_key).or_insert_with(|| {
            let name = font.postscript_name.unwrap_or_default().to_ascii_lowercase();
            name.contains("wingdings") || name.contains("webdings")
        })
    }

    /// The mean thickness of its strokes in thousandths of the size: 40 to 80 in regular fonts, a third more in their bolds.
    pub(crate) fn thickness(&mut self, glyph: &OutlineGlyph) -> f64 {
        let key = glyph.identifier().cache_key();
        *self.thickness.entry(key).or_insert_with(|| {
            let outline = glyph.outline();
            let edge = outline.perimeter(1.0);
            if edge > 0.0 { 2.0 * outline.area().abs() / edge } else { 0.0 }
        })
    }
}

fn reversed(face: &ttf_parser::Face<'_>) -> HashMap<u32, char> {
    let mut table = HashMap::new();
    let subtables = face
        .tables()
        .cmap
        .into_iter()
        .flat_map(|cmap| cmap.subtables)
        .filter(ttf_parser::cmap::Subtable::is_unicode);
    for subtable in subtables {
        subtable.codepoints(|code| {
            let glyph = subtable.glyph_index(code).map(|glyph| u32::from(glyph.0));
            if let (Some(glyph), Some(c)) = (glyph, char::from_u32(code)) {
                // The first letter wins; private-use doubles of it say nothing.
                if !is_private(c) {
                    table.entry(glyph).or_insert(c);
                }
            }
        });
    }
    table
}
