//! PDF: glyphs with their places, put in reading order.
//!
//! `device` collects what a page draws, `rows` makes words and rows of it (with `spacing` and `marks`), `columns` cuts the page into columns,
//! `text` writes the lines. Images are never decoded.

mod columns;
mod cover;
mod device;
mod fonts;
mod glyph;
mod ground;
mod links;
mod marks;
mod rows;
mod spacing;
mod text;

use std::sync::Arc;

use hayro_interpret::{Context, InterpreterCache, InterpreterSettings, TransformExt, interpret_page};
use hayro_syntax::page::Page;
use hayro_syntax::{LoadPdfError, Pdf};
use sartor_core::document::{AsideKind, Document, Format, Picture};

use crate::builder::Builder;
use crate::{LimitKind, Limits, ReadError};
use device::PageDevice;
use glyph::{Glyph, Hiding};
pub(crate) use ground::alike;

/// Fewer visible words than this on a page-wide image make a scan.
const SCAN_WORDS: usize = 20;
/// Share of the page that a page-wide image covers.
const SCAN_COVER: f64 = 0.55;

/// The document of a PDF.
pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Result<Document, ReadError> {
    let damaged = ReadError::Damaged { format: Format::Pdf };
    let pdf = Pdf::new(Arc::new(bytes.to_vec())).map_err(|error| match error {
        LoadPdfError::Decryption(_) => ReadError::Encrypted,
        LoadPdfError::Invalid => damaged.clone(),
    })?;
    let pages = pdf.pages();
    if pages.is_empty() {
        return Err(damaged);
    }
    if pages.len() > limits.pages as usize {
        return Err(ReadError::Limit { what: LimitKind::Pages, limit: u64::from(limits.pages) });
    }
    let cache = InterpreterCache::new();
    let mut fonts = fonts::Fonts::default();
    let mut builder = Builder::default();
    let mut left = limits.glyphs as usize;
    let (mut words, mut scans) = (0, 0);
    for (at, page) in pages.iter().enumerate() {
        let mut drawn = draw(page, &pdf, &cache, &mut fonts, left);
        if drawn.over {
            return Err(ReadError::Limit { what: LimitKind::Glyphs, limit: u64::from(limits.glyphs) });
        }
        left = left.saturating_sub(drawn.glyphs.len());
        compare_strokes(&mut drawn.glyphs);
        let scanned = drawn.image_cover >= SCAN_COVER;
        if scanned && count_words(&drawn.glyphs) < SCAN_WORDS {
            // Recognised text lies unseen on its scan; it is the only text there is.
            reveal(&mut drawn.glyphs);
        }
        let seen = count_words(&drawn.glyphs);
        words += seen;
        scans += usize::from(scanned && seen < SCAN_WORDS);
        write_page(&mut builder, page, drawn, at as u32 + 1);
    }
    if words < SCAN_WORDS && scans > 0 {
        return Err(ReadError::Scanned);
    }
    if words == 0 {
        let tail = &bytes[bytes.len().saturating_sub(2048)..];
        let cut = !tail.windows(5).any(|window| window == b"%%EOF");
        return Err(if cut { damaged } else { ReadError::NoText });
    }
    cover::asides(&mut builder, &pdf);
    Ok(builder.finish(Format::Pdf, pages.len() as u32))
}

/// What a page shows.
#[derive(Default)]
struct Drawn {
    glyphs: Vec<Glyph>,
    over: bool,
    image_cover: f64,
    /// Alternative texts within the content.
    asides: Vec<String>,
    /// Width and height of the pictures, in points.
    pictures: Vec<(f64, f64)>,
    odd: cover::Odd,
}

fn draw<'a>(
    page: &Page<'a>,
    pdf: &'a Pdf,
    cache: &InterpreterCache<'a>,
    fonts: &mut fonts::Fonts,
    limit: usize,
) -> Drawn {
    let (width, height) = page.render_dimensions();
    let area = hayro_interpret::kurbo::Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
    let transform = page.initial_transform(true).to_kurbo();
    let mut context = Context::new(transform, area, cache, pdf.xref(), InterpreterSettings::default());
    let mut device = PageDevice::new(area, fonts, limit);
    interpret_page(page, &mut context, &mut device);
    device.finish()
}

fn write_page(builder: &mut Builder, page: &Page<'_>, drawn: Drawn, number: u32) {
    builder.signs(drawn.odd.signs(&drawn.glyphs));
    for (width, height) in &drawn.pictures {
        builder.picture(Picture { page: number, width: *width as f32, height: *height as f32 });
    }
    for text in &drawn.asides {
        builder.aside(text, AsideKind::AltText);
    }
    let (mut seen, mut hidden) = (Vec::new(), Vec::new());
    for glyph in drawn.glyphs {
        match glyph.hiding {
            None => seen.push(glyph),
            Some(_) => hidden.push(glyph),
        }
    }
    let placed = text::write(builder, seen, number);
    links::write(builder, page, &placed);
    for way in Hiding::ALL {
        let glyphs: Vec<Glyph> = hidden.extract_if(.., |glyph| glyph.hiding == Some(way)).collect();
        let mut aside = Builder::default();
        text::write(&mut aside, glyphs, number);
        builder.hide(&aside.text().split_whitespace().collect::<Vec<_>>().join(" "), way.name(), number);
    }
}

/// Words in the order of drawing; near enough to tell a scan.
fn count_words(glyphs: &[Glyph]) -> usize {
    let mut words = 0;
    let mut last: Option<&Glyph> = None;
    for glyph in glyphs.iter().filter(|glyph| glyph.hiding.is_none()) {
        let goes_on = last.is_some_and(|last| {
            !last.is_space()
                && (glyph.y - last.y).abs() < 0.3 * glyph.size
                && (-0.5..0.15).contains(&((glyph.x - last.end()) / glyph.size))
        });
        words += usize::from(!glyph.is_space() && !goes_on);
        last = Some(glyph);
    }
    words
}

/// Sets the thickness of strokes against what is usual on the page.
fn compare_strokes(glyphs: &mut [Glyph]) {
    let mut all: Vec<f64> =
        glyphs.iter().map(|glyph| glyph.thickness).filter(|thickness| *thickness > 0.0).collect();
    all.sort_by(f64::total_cmp);
    let Some(usual) = all.get(all.len() / 2).copied() else { return };
    for glyph in glyphs {
        glyph.thickness /= usual;
    }
}

fn reveal(glyphs: &mut [Glyph]) {
    let under = |hiding| matches!(hiding, Some(Hiding::RenderMode | Hiding::Covered));
    for glyph in glyphs.iter_mut().filter(|glyph| under(glyph.hiding)) {
        glyph.hiding = None;
    }
}
