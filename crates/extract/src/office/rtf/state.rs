//! What is in force within a group of RTF.

use std::collections::BTreeMap;

use super::super::styles::Ground;
use super::charset::Charset;

/// What a group inherits from the one around it.
#[derive(Debug, Clone)]
pub(super) struct Group {
    pub(super) place: Place,
    pub(super) font: i32,
    pub(super) bold: bool,
    /// Half points.
    pub(super) size: i32,
    pub(super) hidden: bool,
    pub(super) deleted: bool,
    pub(super) colour: Option<[u8; 3]>,
    /// Drawn narrower than anyone reads.
    pub(super) narrow: bool,
    /// What is painted under the letters.
    pub(super) ground: Option<Ground>,
    /// Characters to pass over after each `\u`: its twin for readers without Unicode.
    pub(super) twins: i32,
}

/// Where the text of a group goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Into the document.
    Body,
    /// Nowhere, nor that of the groups within.
    Nowhere,
    /// Nowhere, but groups within may be read: the properties of a drawing around its text.
    Shape,
    /// Nowhere, but groups within tell properties of the file.
    Properties,
    /// Into the last property of the file.
    Property,
    Fonts,
    Colours,
    Styles,
    /// The instruction of a field.
    Code,
}

impl Default for Group {
    fn default() -> Self {
        Self {
            place: Place::Body,
            font: 0,
            bold: false,
            size: 24,
            hidden: false,
            deleted: false,
            colour: None,
            ground: None,
            narrow: false,
            twins: 1,
        }
    }
}

impl Group {
    /// Back to plain letters; `\plain`.
    pub(super) fn plain(&mut self, font: i32) {
        let (place, twins) = (self.place, self.twins);
        *self = Self { place, twins, font, ..Self::default() };
    }
}

/// The tables at the head of a document.
#[derive(Debug)]
pub(super) struct Tables {
    pub(super) charset: Charset,
    pub(super) default_font: i32,
    fonts: BTreeMap<i32, Font>,
    /// Red, green and blue; none for the automatic colour.
    colours: Vec<Option<[u8; 3]>>,
    /// The colour being read, if any part of it was told.
    colour: Option<[u8; 3]>,
    /// Names by number.
    styles: BTreeMap<i32, String>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Font {
    charset: Option<Charset>,
    signs: bool,
}

impl Default for Tables {
    fn default() -> Self {
        Self {
            charset: Charset::WINDOWS,
            default_font: 0,
            fonts: BTreeMap::new(),
            colours: Vec::new(),
            colour: None,
            styles: BTreeMap::new(),
        }
    }
}

impl Tables {
    /// How a font's bytes are read.
    pub(super) fn charset_of(&self, font: i32) -> Charset {
        self.fonts.get(&font).and_then(|font| font.charset).unwrap_or(self.charset)
    }

    /// True for a font whose letters are signs.
    pub(super) fn is_of_signs(&self, font: i32) -> bool {
        self.fonts.get(&font).is_some_and(|font| font.signs)
    }

    pub(super) fn colour_of(&self, number: Option<i32>) -> Option<[u8; 3]> {
        usize::try_from(number?).ok().and_then(|at| self.colours.get(at)).copied().flatten()
    }

    /// What is painted in a colour; nothing in the automatic one.
    pub(super) fn ground_of(&self, number: Option<i32>) -> Option<Ground> {
        self.colour_of(number).map(Ground::Colour)
    }

    pub(super) fn style(&self, number: i32) -> &str {
        self.styles.get(&number).map(String::as_str).unwrap_or_default()
    }

    /// Notes what a word in the table of fonts says of `font`.
    pub(super) fn note_font(&mut self, font: i32, word: &str, number: Option<i32>) {
        let entry = self.fonts.entry(font).or_default();
        match (word, number) {
            ("fcharset", Some(charset)) => {
                entry.signs = charset == 2;
                entry.charset = entry.charset.or_else(|| Charset::of_font(charset));
            }
            ("cpg", Some(page)) => entry.charset = Charset::of_page(page),
            _ => {}
        }
    }

    pub(super) fn note_colour(&mut self, word: &str, number: Option<i32>) {
        let at = match word {
            "red" => 0,
            "green" => 1,
            "blue" => 2,
            _ => return,
        };
        self.colour.get_or_insert([0; 3])[at] = number.unwrap_or(0).clamp(0, 255) as u8;
    }

    /// Ends a colour; the first one, usually without parts, is the automatic colour.
    pub(super) fn end_colour(&mut self) {
        self.colours.push(self.colour.take());
    }

    pub(super) fn name_style(&mut self, number: i32, c: char) {
        let name = self.styles.entry(number).or_default();
        if c != ';' && name.len() < 80 {
            name.push(c);
        }
    }
}
