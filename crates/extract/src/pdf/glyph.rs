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
    /// Drawn in a bold font.
    pub(crate) bold: bool,
    /// Thickness of its strokes against those usual on the page, where the font does not tell its name; else 0.
    pub(crate) thickness: f64,
    /// Direction of writing.
    pub(crate) turn: Turn,
    /// Why it is not to be seen, if it is not.
    pub(crate) hiding: Option<Hiding>,
}

/// Direction of writing, in quarter turns clockwise; slanted text goes with the nearest.
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
        if a.abs() >= b.abs() {
            if a >= 0.0 { Self::None } else { Self::Half }
        } else if b > 0.0 {
            Self::Right
        } else {
            Self::Left
        }
    }

    /// A point of the page, as seen by someone who holds the page so that the text is upright.
    pub(crate) fn upright(self, point: Point) -> Point {
        match self {
            Self::None => point,
            Self::Right => Point::new(point.y, -point.x),
            Self::Half => Point::new(-point.x, -point.y),
            Self::Left => Point::new(-point.y, point.x),
        }
    }
}
