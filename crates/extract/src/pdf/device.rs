//! Collects the glyphs that a page draws.

use hayro_interpret::font::{Glyph as Drawing, GlyphRun};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::kurbo::{Affine, BezPath, Point, Rect, Shape};
use hayro_interpret::{
    BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, Paint, SoftMask,
};
use hayro_syntax::object::{Dict, String as PdfString};

use super::Drawn;
use super::cover::{Odd, forget_drawn_again, show_overrun};
use super::fonts::{Fonts, readable};
use super::glyph::{Glyph, Hiding, Turn};
use super::ground::Ground;
use super::told::Told;

/// Smaller letters, in points, are not to be read.
const TINY: f64 = 2.0;
/// Fainter ink is not to be seen.
const FAINT: f32 = 0.03;
/// Paint at least as dense as this hides what lies under it.
const DENSE: f32 = 0.95;

/// A device that keeps glyphs and what lies under them.
pub(crate) struct PageDevice<'f, 'p> {
    page: Rect,
    fonts: &'f mut Fonts<'p>,
    limit: usize,
    ground: Ground,
    opacities: Vec<f32>,
    told: Told,
    odd: Odd,
    drawn: Drawn,
    /// The places of the glyphs of `drawn`, on the page.
    letters: Vec<Rect>,
}

impl<'f, 'p> PageDevice<'f, 'p> {
    pub(crate) fn new(page: Rect, fonts: &'f mut Fonts<'p>, limit: usize) -> Self {
        let drawn = Drawn::default();
        Self {
            page,
            fonts,
            limit,
            ground: Ground::new(page),
            opacities: Vec::new(),
            told: Told::default(),
            odd: Odd::default(),
            drawn,
            letters: Vec::new(),
        }
    }

    pub(crate) fn finish(mut self) -> Drawn {
        while !self.told.is_empty() {
            self.close_told();
        }
        self.drawn.beside.signs = self.odd.signs(&self.drawn.glyphs);
        self.drawn.glyphs.retain(|glyph| !glyph.text.is_empty());
        forget_drawn_again(&mut self.drawn.glyphs);
        show_overrun(&mut self.drawn.glyphs);
        self.drawn
    }

    /// Closes a marked content; letters that one text stands for have one place.
    fn close_told(&mut self) {
        let beyond = self.told.close(&mut self.drawn.glyphs);
        self.drawn.beside.alternatives.extend(beyond);
        let gone = self.letters.split_off(self.drawn.glyphs.len().min(self.letters.len()));
        if let Some(last) = self.letters.last_mut() {
            *last = gone.into_iter().fold(*last, |whole, letter| whole.union(letter));
        }
    }

    /// Hides the glyphs that lie under something dense, which was painted after them.
    fn cover(&mut self, outline: BezPath, colour: Option<[u8; 3]>, dense: bool) {
        let Some(area) = self.ground.paint(outline, colour) else { return };
        if !dense {
            return;
        }
        for (glyph, letter) in self.drawn.glyphs.iter_mut().zip(&self.letters) {
            if glyph.hiding.is_none() && area.holds(*letter) {
                glyph.hiding = Some(Hiding::Covered);
            }
        }
    }

    fn opacity(&self) -> f32 {
        self.opacities.last().copied().unwrap_or(1.0)
    }

    fn reading(&mut self, drawing: &Drawing<'_>) -> String {
        let told = match drawing.as_unicode() {
            Some(BfString::Char(c)) => Some(c.to_string()),
            Some(BfString::String(text)) => Some(text),
            None => None,
        };
        let place = self.drawn.glyphs.len();
        self.told.count();
        self.odd.note(told.as_deref(), place);
        if let Drawing::Outline(outline) = drawing
            && self.fonts.is_of_signs(outline)
        {
            return told.as_deref().and_then(sign).or_else(|| self.told.take(place)).unwrap_or_default();
        }
        if let Some(told) = told.as_deref().and_then(readable) {
            return told;
        }
        if let Some(actual) = self.told.take(place) {
            return actual;
        }
        match drawing {
            Drawing::Outline(outline) => {
                let reversed = self.fonts.reverse(outline);
                let lost = reversed.is_none() && told.as_deref().is_none_or(|told| told == "\u{fffd}");
                self.odd.unmapped += u32::from(lost && !outline.outline().is_empty());
                reversed.unwrap_or_default()
            }
            Drawing::Type3(_) if told.is_some() => String::new(),
            Drawing::Type3(glyph) => {
                drawn_letter(glyph.char_code()).as_deref().and_then(readable).unwrap_or_default()
            }
        }
    }

    fn is_faint(&self, paint: &Paint<'_>) -> bool {
        let Paint::Color(colour) = paint else { return false };
        let [.., alpha] = colour.to_rgba().to_rgba8();
        f32::from(alpha) / 255.0 * self.opacity() < FAINT
    }

    /// Why a glyph on this area of the page is not to be seen.
    fn hiding(&self, letter: Rect, size: f64, paint: &Paint<'_>, mode: &DrawMode) -> Option<Hiding> {
        if matches!(mode, DrawMode::Invisible) {
            return Some(Hiding::RenderMode);
        }
        if size < TINY {
            return Some(Hiding::Tiny);
        }
        if !self.page.inflate(size, size).contains(letter.center()) {
            return Some(Hiding::OffPage);
        }
        if !self.ground.shows(letter.center(), 0.6 * size) {
            return Some(Hiding::Clipped);
        }
        let Paint::Color(colour) = paint else { return None };
        let [red, green, blue, _] = colour.to_rgba().to_rgba8();
        if self.is_faint(paint) {
            return (!self.ground.is_drawn(letter, size)).then_some(Hiding::Colour);
        }
        self.ground.swallows([red, green, blue], letter).then_some(Hiding::Colour)
    }
}

impl<'a> Device<'a> for PageDevice<'_, '_> {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        if !matches!(mode, DrawMode::Fill(_) | DrawMode::FillAndStroke(..)) || self.opacity() < 0.5 {
            return;
        }
        let (colour, density) = match &props.paint {
            Paint::Color(colour) => {
                let [red, green, blue, alpha] = colour.to_rgba().to_rgba8();
                if alpha < 128 {
                    return;
                }
                (Some([red, green, blue]), f32::from(alpha) / 255.0 * self.opacity())
            }
            Paint::Pattern(_) => (None, 0.0),
        };
        let plain = props.soft_mask.is_none() && props.blend_mode == BlendMode::Normal;
        self.cover(props.transform * path.clone(), colour.filter(|_| plain), plain && density >= DENSE);
    }

    fn push_clip_path(&mut self, clip: &ClipPath) {
        self.ground.push_clip(clip.path.bounding_box());
    }

    fn push_transparency_group(&mut self, opacity: f32, _: Option<SoftMask<'a>>, _: BlendMode) {
        self.opacities.push(self.opacity() * opacity);
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        let fitted = is_fitted(run);
        for positioned in run.glyphs() {
            if self.drawn.glyphs.len() >= self.limit {
                self.drawn.over = true;
                return;
            }
            let text = self.reading(positioned);
            if text.is_empty() {
                continue;
            }
            let transform: Affine = props.transform * positioned.transform();
            let [a, b, c, d, ..] = transform.as_coeffs();
            let origin = transform * Point::ZERO;
            let advance = match &**positioned {
                Drawing::Outline(outline) => outline.advance_width(),
                Drawing::Type3(glyph) => glyph.advance_width(),
            };
            // Fonts are drawn in thousandths of their size.
            let size = 1000.0 * c.hypot(d);
            let across = if fitted { c.hypot(d) } else { a.hypot(b) };
            let width = across * f64::from(advance.unwrap_or(500.0)).abs();
            let bitmap = matches!(&**positioned, Drawing::Type3(_));
            let likely = if bitmap { size.clamp(width / 1.2, width * 4.0) } else { size };
            if !(size.is_finite() && width.is_finite() && origin.is_finite()) {
                continue;
            }
            let turn = Turn::of(transform);
            let body = Rect::new(0.0, 0.05 * likely, width, -0.5 * likely);
            let letter = turned(body, turn) + origin.to_vec2();
            let hiding = self.hiding(letter.abs(), likely, &props.paint, mode);
            let place = turn.upright(origin);
            let (bold, thickness) = match &**positioned {
                Drawing::Outline(outline) => match self.fonts.is_bold(outline) {
                    Some(bold) => (bold, 0.0),
                    None => (false, self.fonts.thickness(outline)),
                },
                Drawing::Type3(_) => (false, 0.0),
            };
            // Letters seen without ink are drawn as outlines, which is how a missing bold is made.
            let bold = bold || (hiding.is_none() && self.is_faint(&props.paint));
            self.letters.push(letter.abs());
            self.drawn.glyphs.push(Glyph {
                text,
                x: place.x,
                y: place.y,
                width,
                size,
                bitmap,
                bold,
                thickness,
                turn,
                hiding,
            });
        }
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        let pixels = Rect::new(0.0, 0.0, f64::from(image.width()), f64::from(image.height()));
        let outline = props.transform * pixels.to_path(0.1);
        let cover = outline.bounding_box().intersect(self.page).area() / self.page.area().max(1.0);
        // A scan may come in strips; a small picture adds little.
        self.drawn.image_cover += cover;
        let whole = match &image {
            Image::Raster(raster) => {
                let place = outline.bounding_box();
                self.drawn.beside.pictures.push((place.width(), place.height()));
                let stream = raster.stream();
                !["SMask", "Mask", "SMaskInData"].iter().any(|key| stream.dict().contains_key(key))
            }
            Image::Stencil(_) => false,
        };
        let plain = props.soft_mask.is_none() && props.blend_mode == BlendMode::Normal;
        self.cover(outline, None, whole && plain && self.opacity() >= DENSE);
    }

    fn pop_clip(&mut self) {
        self.ground.pop_clip();
    }

    fn pop_transparency_group(&mut self) {
        self.opacities.pop();
    }

    fn begin_marked_content(&mut self, _: &[u8], properties: Option<&Dict<'_>>) {
        let actual = properties.and_then(|properties| properties.get::<PdfString<'_>>(b"ActualText"));
        let actual = actual.and_then(|text| readable(&decode(text.as_bytes())));
        let alternative = properties.and_then(|properties| properties.get::<PdfString<'_>>(b"Alt"));
        self.drawn.beside.alternatives.extend(alternative.map(|text| decode(text.as_bytes())));
        self.told.open(actual, self.drawn.glyphs.len());
    }

    fn end_marked_content(&mut self) {
        self.close_told();
    }
}

/// True for a font that stands in for one that the file does not hold: its glyphs are drawn narrower or wider, each by a factor of its own,
/// while their advances are already those of the missing font.
fn is_fitted(run: &GlyphRun<'_, '_>) -> bool {
    let factors = run.glyphs().iter().map(|glyph| {
        let [a, b, c, d, ..] = glyph.transform().as_coeffs();
        a.hypot(b) / c.hypot(d)
    });
    let (least, most) =
        factors.fold((f64::INFINITY, 0.0_f64), |(least, most), factor| (least.min(factor), most.max(factor)));
    let absent =
        |glyph: &Drawing<'_>| matches!(glyph, Drawing::Outline(outline) if outline.font_data().is_none());
    most - least > 0.01 || (run.glyphs().len() == 1 && (most - 1.0).abs() > 0.01 && absent(&run.glyphs()[0]))
}

/// The body of a letter, from its origin in the direction of writing.
fn turned(body: Rect, turn: Turn) -> Rect {
    let Rect { x0, y0, x1, y1 } = body;
    match turn {
        Turn::None => body,
        Turn::Half => Rect::new(-x0, -y0, -x1, -y1),
        Turn::Right => Rect::new(-y0, x0, -y1, x1),
        Turn::Left => Rect::new(y0, -x0, y1, -x1),
        Turn::Slant(_) => Affine::rotate(turn.angle()).transform_rect_bbox(body.abs()),
    }
}

/// What a bitmap letter stands for by its code: that of TeX, which has ligatures and dashes where others have controls.
fn drawn_letter(code: u32) -> Option<String> {
    const TEX: &[(u32, &str)] = &[
        (0x0b, "ff"),
        (0x0c, "fi"),
        (0x0d, "fl"),
        (0x0e, "ffi"),
        (0x0f, "ffl"),
        (0x10, "“"),
        (0x11, "”"),
        (0x13, "«"),
        (0x14, "»"),
        (0x15, "–"),
        (0x16, "—"),
        (0x19, "ı"),
        (0x1b, "ff"),
        (0x1c, "fi"),
        (0x1d, "fl"),
        (0x1e, "ffi"),
        (0x1f, "ffl"),
        (0xd7, "Œ"),
        (0xf7, "œ"),
    ];
    match TEX.iter().find(|(other, _)| *other == code) {
        Some((_, text)) => Some((*text).to_owned()),
        None => char::from_u32(code).map(|c| c.to_string()),
    }
}

/// What a sign of Wingdings stands for: its bullets are told by their code, whether or not in the private-use area.
fn sign(told: &str) -> Option<String> {
    let code = told.chars().next().map(u32::from)?;
    let code = if (0xf000..0xf100).contains(&code) { code - 0xf000 } else { code };
    const BULLETS: &[u32] = &[0x6c, 0x6e, 0x71, 0x76, 0x9f, 0xa7, 0xa8, 0xb7, 0xd8, 0xe0, 0xe8, 0xfc];
    (BULLETS.contains(&code) || crate::builder::BULLETS.contains(&char::from_u32(code)?))
        .then(|| "•".to_owned())
}

/// A text string of PDF: UTF-16 or UTF-8 by its mark, else Latin.
pub(crate) fn decode(bytes: &[u8]) -> String {
    match encoding_rs::Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding.decode(bytes).0.into_owned(),
        None => encoding_rs::WINDOWS_1252.decode(bytes).0.into_owned(),
    }
}
