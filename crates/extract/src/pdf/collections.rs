//! Fonts that number their characters by one of Adobe's collections and tell no reading: the collection does.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use hayro_interpret::hayro_cmap::{BfString, CMap, CMapName, CidFamily, load_embedded};
use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, Name, Object, String as PdfString};

/// The fonts of a file whose readings a collection tells, looked for when the first glyph asks.
pub(super) struct Collections<'p> {
    pdf: &'p Pdf,
    fonts: OnceCell<BTreeMap<String, Collected>>,
}

/// How the codes of a font are read.
struct Collected {
    /// Codes to numbers of the collection.
    numbers: CMap,
    /// Numbers of the collection to characters.
    readings: CMap,
}

impl<'p> Collections<'p> {
    pub(super) fn new(pdf: &'p Pdf) -> Self {
        Self { pdf, fonts: OnceCell::new() }
    }

    /// The reading of a code of the font with this name, without the mark of a subset.
    pub(super) fn reading(&self, font: &str, code: u32) -> Option<String> {
        let fonts = self.fonts.get_or_init(|| collected(self.pdf));
        let Collected { numbers, readings } = fonts.get(font)?;
        let number = (1..=4).rev().find_map(|bytes| numbers.lookup_cid_code(code, bytes))?;
        match readings.lookup_bf_string(number)? {
            BfString::Char(c) => Some(c.to_string()),
            BfString::String(text) => Some(text),
        }
    }
}

fn collected(pdf: &Pdf) -> BTreeMap<String, Collected> {
    pdf.objects()
        .into_iter()
        .filter_map(|object| match object {
            Object::Dict(dict) => collected_font(&dict),
            _ => None,
        })
        .collect()
}

/// The name of a composite font without readings of its own, and what tells them.
fn collected_font(dict: &Dict<'_>) -> Option<(String, Collected)> {
    if dict.get::<Name<'_>>(b"Subtype")?.as_str() != "Type0" || dict.contains_key(b"ToUnicode") {
        return None;
    }
    let name = dict.get::<Name<'_>>(b"BaseFont")?;
    let inner = dict.get::<Array<'_>>(b"DescendantFonts")?.iter::<Dict<'_>>().next()?;
    let info = inner.get::<Dict<'_>>(b"CIDSystemInfo")?;
    let text = |key: &[u8]| info.get::<PdfString<'_>>(key).map(|text| text.as_bytes().to_vec());
    let family = CidFamily::from_registry_ordering(&text(b"Registry")?, &text(b"Ordering")?);
    let readings = embedded(&family.ucs2_cmap()?)?;
    let encoding = dict.get::<Name<'_>>(b"Encoding")?;
    let numbers = embedded(&CMapName::from_bytes(encoding.as_str().as_bytes()))?;
    let name = name.as_str();
    let bare = name.split_once('+').filter(|(mark, _)| mark.len() == 6).map_or(name, |(_, bare)| bare);
    Some((bare.to_owned(), Collected { numbers, readings }))
}

fn embedded(name: &CMapName<'_>) -> Option<CMap> {
    match name {
        CMapName::IdentityH => Some(CMap::identity_h()),
        CMapName::IdentityV => Some(CMap::identity_v()),
        other => CMap::parse(load_embedded(*other)?, load_embedded),
    }
}
