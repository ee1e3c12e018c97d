//! One drawn character.

use hayro_interpret::kurbo::{Affine, Point};

/// A drawn character with its place, in points, y down from the top of the page.
#[derive(Debug, Clone)]
pub(crate) struct Glyph {
    /// What it says; a ligature says several letters, an icon nothing.
    pub(crate) text: String,
    /// Origin along the line of writing.
    pub(crate) x: f64,
    /// Baseline.
    pub(crate) y: f64,
    /// Advance.
    pub(crate) width: f64,
    /// Size of the letters.
    pub(crate) size: f64,
    /// Of a font that draws its letters itself; its size is a number without a unit until it is compared.
    pub(crate) bitmap: bool,
    /// Drawn in a bold font.
    pub(crate) bold: bool,
    /// Thickness of its strokes against those usual on the page, where the font does not tell its name; else 0.
    pub(crate) thickness: f64,
    /// Direction of writing.
    pub(crate) turn: Turn,
    /// Why it is not to be seen, if it is not.
    pub(crate) hiding: Option<Hiding>,
}

/// Text leans by fewer degrees than this when its page was scanned askew.
const STRAIGHT: f64 = 4.0;

/// Direction of writing, in quarter turns clockwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Turn {
    /// Left to right.
    None,
    /// Top to bottom.
    Right,
    /// Upside down.
    Half,
    /// Bottom to top.
    Left,
    /// Across the page, as a watermark; tenths of a degree clockwise from left to right.
    Slant(i32),
}

/// Why text is not to be seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Hiding {
    /// Of the colour of what lies under it, or transparent.
    Colour,
    /// Drawn without ink.
    RenderMode,
    /// Under two points.
    Tiny,
    /// Beyond the edges of the page.
    OffPage,
    /// Under something painted over it.
    Covered,
    /// Outside the part of the page that is drawn at that moment.
    Clipped,
}

impl Hiding {
    pub(crate) const ALL: [Self; 6] =
        [Self::Colour, Self::RenderMode, Self::Tiny, Self::OffPage, Self::Covered, Self::Clipped];

    /// The word for it in [`sartor_core::document::Hidden::way`].
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Colour => "colour",
            Self::RenderMode => "render_mode",
            Self::Tiny => "tiny",
            Self::OffPage => "off_page",
            Self::Covered => "covered",
            Self::Clipped => "clipped",
        }
    }
}

impl Glyph {
    /// Where the advance ends.
    pub(crate) fn end(&self) -> f64 {
        self.x + self.width
    }

    pub(crate) fn is_space(&self) -> bool {
        self.text.chars().all(char::is_whitespace)
    }
}

impl Turn {
    /// The turn of a transform of the page.
    pub(crate) fn of(transform: Affine) -> Self {
        let [a, b, ..] = transform.as_coeffs();
        let degrees = b.atan2(a).to_degrees();
        let quarter = (degrees / 90.0).round();
        if (degrees - 90.0 * quarter).abs() > STRAIGHT {
            return Self::Slant((10.0 * degrees).round() as i32);
        }
        match quarter as i32 {
            0 => Self::None,
            1 => Self::Right,
            -1 => Self::Left,
            _ => Self::Half,
        }
    }

    /// The turn as an angle in radians.
    pub(crate) fn angle(self) -> f64 {
        let degrees = match self {
            Self::None => 0.0,
            Self::Right => 90.0,
            Self::Half => 180.0,
            Self::Left => -90.0,
            Self::Slant(tenths) => f64::from(tenths) / 10.0,
        };
        degrees.to_radians()
    }

    /// A point of the page, as seen by someone who holds the page so that the text is upright.
    pub(crate) fn upright(self, point: Point) -> Point {
        match self {
            Self::None => point,
            Self::Right => Point::new(point.y, -point.x),
            Self::Half => Point::new(-point.x, -point.y),
            Self::Left => Point::new(-point.y, point.x),
            Self::Slant(_) => Affine::rotate(-self.angle()) * point,
        }
    }
}
