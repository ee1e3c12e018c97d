//! What is in force within a group of RTF.

use std::collections::BTreeMap;

use encoding_rs::{Encoding, MACINTOSH, WINDOWS_1252};

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
    pub(super) white: bool,
    pub(super) shaded: bool,
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
            white: false,
            shaded: false,
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
    pub(super) encoding: &'static Encoding,
    pub(super) default_font: i32,
    fonts: BTreeMap<i32, Font>,
    /// True for white.
    colours: Vec<bool>,
    /// Red, green and blue of the colour being read, if any was told.
    colour: Option<[i32; 3]>,
    /// Names by number.
    styles: BTreeMap<i32, String>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Font {
    encoding: Option<&'static Encoding>,
    signs: bool,
}

impl Default for Tables {
    fn default() -> Self {
        Self {
            encoding: WINDOWS_1252,
            default_font: 0,
            fonts: BTreeMap::new(),
            colours: Vec::new(),
            colour: None,
            styles: BTreeMap::new(),
        }
    }
}

impl Tables {
    /// The encoding of a font's bytes.
    pub(super) fn encoding_of(&self, font: i32) -> &'static Encoding {
        self.fonts.get(&font).and_then(|font| font.encoding).unwrap_or(self.encoding)
    }

    /// True for a font whose letters are signs.
    pub(super) fn is_of_signs(&self, font: i32) -> bool {
        self.fonts.get(&font).is_some_and(|font| font.signs)
    }

    pub(super) fn is_white(&self, colour: i32) -> bool {
        usize::try_from(colour).ok().and_then(|at| self.colours.get(at)).copied().unwrap_or(false)
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
                entry.encoding = entry.encoding.or_else(|| of_charset(charset));
            }
            ("cpg", Some(page)) => entry.encoding = of_page(page),
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
        self.colour.get_or_insert([0; 3])[at] = number.unwrap_or(0);
    }

    /// Ends a colour; the first one, usually without parts, is the automatic colour.
    pub(super) fn end_colour(&mut self) {
        let white = self.colour.take().is_some_and(|parts| parts.iter().all(|part| *part >= 250));
        self.colours.push(white);
    }

    pub(super) fn name_style(&mut self, number: i32, c: char) {
        let name = self.styles.entry(number).or_default();
        if c != ';' && name.len() < 80 {
            name.push(c);
        }
    }
}

/// The encoding of a Windows code page.
pub(super) fn of_page(page: i32) -> Option<&'static Encoding> {
    u16::try_from(page).ok().and_then(codepage::to_encoding)
}

fn of_charset(charset: i32) -> Option<&'static Encoding> {
    let page = match charset {
        77 => return Some(MACINTOSH),
        128 => 932,
        129 => 949,
        134 => 936,
        136 => 950,
        161 => 1253,
        162 => 1254,
        163 => 1258,
        177 => 1255,
        178 => 1256,
        186 => 1257,
        204 => 1251,
        222 => 874,
        238 => 1250,
        _ => return None,
    };
    of_page(page)
}
