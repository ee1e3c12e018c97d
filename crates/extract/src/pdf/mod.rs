//! PDF: glyphs with their places, put in reading order.
//!
//! `device` collects what a page draws, `rows` makes words and rows of it (with `spacing` and `marks`), `columns` cuts the page into columns, `running` takes heads and feet out,
//! `text` writes the lines; `told` weighs what the file says that drawings stand for, `cover` notes what stands beside the text. Images are never decoded.

mod collections;
mod columns;
mod cover;
mod device;
mod fonts;
mod glyph;
mod ground;
mod links;
mod marks;
mod rail;
mod rows;
mod running;
mod spacing;
mod text;
mod told;

use std::collections::BTreeMap;
use std::sync::Arc;

use hayro_interpret::kurbo::Affine;
use hayro_interpret::{Context, InterpreterCache, InterpreterSettings, TransformExt, interpret_page};
use hayro_syntax::page::Page;
use hayro_syntax::{LoadPdfError, Pdf};
use sartor_core::document::{AsideKind, Document, Format, Picture, Signs};

use crate::builder::Builder;
use crate::{LimitKind, Limits, ReadError};
use device::PageDevice;
use glyph::{Glyph, Hiding};
pub(crate) use ground::alike;
use text::{Placed, Turned};

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
    let mut sheets = draw_all(&pdf, limits)?;
    let words: usize = sheets.iter().map(|sheet| sheet.seen).sum();
    let scans = sheets.iter().filter(|sheet| sheet.scanned && sheet.seen < SCAN_WORDS).count();
    if words < SCAN_WORDS && scans > 0 {
        return Err(ReadError::Scanned);
    }
    if words == 0 {
        let tail = &bytes[bytes.len().saturating_sub(2048)..];
        let cut = !tail.windows(5).any(|window| window == b"%%EOF");
        return Err(if cut { damaged } else { ReadError::NoText });
    }
    Ok(write(&pdf, &mut sheets))
}

/// A page that was read.
struct Sheet {
    height: f64,
    words: Turned,
    hidden: Vec<Glyph>,
    beside: Beside,
    /// Words that are to be seen.
    seen: usize,
    /// An image covers the page.
    scanned: bool,
}

fn draw_all(pdf: &Pdf, limits: &Limits) -> Result<Vec<Sheet>, ReadError> {
    let cache = InterpreterCache::new();
    let mut fonts = fonts::Fonts::of(pdf);
    let mut left = limits.glyphs as usize;
    let mut sheets = Vec::new();
    for page in pdf.pages().iter() {
        let mut drawn = draw(page, pdf, &cache, &mut fonts, left);
        if drawn.over {
            return Err(ReadError::Limit { what: LimitKind::Glyphs, limit: u64::from(limits.glyphs) });
        }
        left = left.saturating_sub(drawn.glyphs.len());
        size_bitmaps(&mut drawn.glyphs);
        compare_strokes(&mut drawn.glyphs);
        let scanned = drawn.image_cover >= SCAN_COVER;
        if scanned && count_words(&drawn.glyphs) < SCAN_WORDS {
            // Recognised text lies unseen on its scan; it is the only text there is.
            reveal(&mut drawn.glyphs);
        }
        let seen = count_words(&drawn.glyphs);
        let height = f64::from(page.render_dimensions().1);
        let (hidden, shown) = drawn.glyphs.into_iter().partition(|glyph| glyph.hiding.is_some());
        sheets.push(Sheet {
            height,
            words: text::turned(shown),
            hidden,
            beside: drawn.beside,
            seen,
            scanned,
        });
    }
    Ok(sheets)
}

fn write(pdf: &Pdf, sheets: &mut [Sheet]) -> Document {
    let mut builder = Builder::default();
    let mut upright: Vec<running::Page<'_>> = sheets
        .iter_mut()
        .filter_map(|sheet| {
            Some(running::Page { height: sheet.height, words: &mut sheet.words.first_mut()?.1 })
        })
        .collect();
    let running = running::take(&mut upright);
    let mut placed: Vec<Vec<Placed>> = Vec::new();
    placed.resize_with(sheets.len(), Vec::new);
    for (page, rows) in &running.heads {
        placed[*page].extend(text::write_running(&mut builder, rows, *page as u32 + 1));
    }
    for (page, sheet) in sheets.iter_mut().enumerate() {
        placed[page].extend(text::write(&mut builder, std::mem::take(&mut sheet.words), page as u32 + 1));
        write_hidden(&mut builder, std::mem::take(&mut sheet.hidden), page as u32 + 1);
        write_beside(&mut builder, std::mem::take(&mut sheet.beside), page as u32 + 1);
    }
    for (page, rows) in &running.feet {
        placed[*page].extend(text::write_running(&mut builder, rows, *page as u32 + 1));
    }
    for (page, placed) in pdf.pages().iter().zip(&placed) {
        links::write(&mut builder, page, placed);
    }
    cover::asides(&mut builder, pdf);
    builder.finish(Format::Pdf, sheets.len() as u32)
}

fn write_hidden(builder: &mut Builder, mut hidden: Vec<Glyph>, page: u32) {
    for way in Hiding::ALL {
        let glyphs: Vec<Glyph> = hidden.extract_if(.., |glyph| glyph.hiding == Some(way)).collect();
        let mut aside = Builder::default();
        text::write(&mut aside, text::turned(glyphs), page);
        builder.hide(&aside.text().split_whitespace().collect::<Vec<_>>().join(" "), way.name(), page);
    }
}

fn write_beside(builder: &mut Builder, beside: Beside, page: u32) {
    builder.signs(beside.signs);
    for (width, height) in beside.pictures {
        builder.picture(Picture { page, width: width as f32, height: height as f32 });
    }
    for text in &beside.alternatives {
        builder.aside(text, AsideKind::AltText);
    }
}

/// What a page shows.
#[derive(Default)]
struct Drawn {
    glyphs: Vec<Glyph>,
    over: bool,
    image_cover: f64,
    beside: Beside,
}

/// What a page has beside its text.
#[derive(Default)]
struct Beside {
    /// Alternative texts within the content.
    alternatives: Vec<String>,
    /// Width and height of the pictures, in points.
    pictures: Vec<(f64, f64)>,
    signs: Signs,
}

fn draw<'a>(
    page: &Page<'a>,
    pdf: &'a Pdf,
    cache: &InterpreterCache<'a>,
    fonts: &mut fonts::Fonts<'_>,
    limit: usize,
) -> Drawn {
    let (width, height) = page.render_dimensions();
    let area = hayro_interpret::kurbo::Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
    let mut transform = page.initial_transform(true).to_kurbo();
    let shown = page.intersected_crop_box();
    if shown.width() <= 0.0 || shown.height() <= 0.0 {
        // A crop box beside the page crops nothing.
        let page = page.media_box();
        transform *= Affine::translate((shown.x0 - page.x0, shown.y0 - page.y0));
    }
    let mut context = Context::new(transform, area, cache, pdf.xref(), InterpreterSettings::default());
    let mut device = PageDevice::new(area, fonts, limit);
    interpret_page(page, &mut context, &mut device);
    device.finish()
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

/// Tells the size of bitmap letters by their widths, all those of one nominal size together: a font may be drawn at any.
fn size_bitmaps(glyphs: &mut [Glyph]) {
    let mut widths: BTreeMap<u64, Vec<f64>> = BTreeMap::new();
    for glyph in glyphs.iter().filter(|glyph| glyph.bitmap && glyph.text.chars().all(char::is_alphanumeric)) {
        widths.entry(nominal(glyph)).or_default().push(glyph.width);
    }
    for widths in widths.values_mut() {
        widths.sort_by(f64::total_cmp);
    }
    for glyph in glyphs.iter_mut().filter(|glyph| glyph.bitmap) {
        let usual = widths.get(&nominal(glyph)).and_then(|widths| widths.get(widths.len() / 2));
        let size = 2.0 * usual.copied().unwrap_or(glyph.width);
        if !(0.6..1.6).contains(&(glyph.size / size.max(0.01))) {
            glyph.size = size;
        }
    }
}

/// A size to compare by.
fn nominal(glyph: &Glyph) -> u64 {
    (glyph.size * 1_000.0) as u64
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
