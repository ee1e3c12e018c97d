//! What lies under the text: colours painted before it.

use hayro_interpret::kurbo::{BezPath, Point, Rect, Shape};

/// Painted areas that matter as a ground; more are forgotten, the oldest kept.
const MOST: usize = 4_000;
/// Smaller areas, in square points, cannot lie under a letter.
const LEAST_AREA: f64 = 9.0;
/// How far two colours may differ, of 255 a channel, and not be told apart.
const SAME: i16 = 14;
/// How far they may differ where their contrast is under [`FAINT`].
const NEAR: i16 = 34;
/// The contrast, as for the readability of web pages (1 to 21), under which letters fade into their ground.
const FAINT: f64 = 1.25;

/// The areas painted so far, and the clips in force.
#[derive(Debug)]
pub(crate) struct Ground {
    areas: Vec<Area>,
    clips: Vec<Rect>,
}

/// A painted area.
#[derive(Debug)]
pub(crate) struct Area {
    bounds: Rect,
    /// The outline where it is not a rectangle.
    outline: Option<BezPath>,
    /// Nothing for an image or a gradient.
    colour: Option<[u8; 3]>,
}

impl Area {
    /// True when all of a letter lies in the area.
    pub(crate) fn holds(&self, letter: Rect) -> bool {
        let corners = [
            Point::new(letter.x0, letter.y0),
            Point::new(letter.x1, letter.y0),
            Point::new(letter.x0, letter.y1),
            Point::new(letter.x1, letter.y1),
        ];
        let inside = |point: &Point| self.outline.as_ref().is_none_or(|outline| outline.winding(*point) != 0);
        corners.iter().all(|point| self.bounds.contains(*point)) && corners.iter().all(inside)
    }
}

impl Ground {
    pub(crate) fn new(page: Rect) -> Self {
        Self { areas: Vec::new(), clips: vec![page] }
    }

    pub(crate) fn push_clip(&mut self, bounds: Rect) {
        let clip = self.clip().intersect(bounds);
        self.clips.push(clip);
    }

    pub(crate) fn pop_clip(&mut self) {
        if self.clips.len() > 1 {
            self.clips.pop();
        }
    }

    /// Notes a painted outline and gives it; `colour` is nothing where it is not one colour.
    pub(crate) fn paint(&mut self, outline: BezPath, colour: Option<[u8; 3]>) -> Option<&Area> {
        let whole = outline.bounding_box();
        let bounds = whole.intersect(self.clip());
        if self.areas.len() >= MOST || bounds.area() < LEAST_AREA || !bounds.is_finite() {
            return None;
        }
        let filled = outline.area().abs();
        let rectangle = filled >= 0.98 * whole.area();
        self.areas.push(Area { bounds, outline: (!rectangle).then_some(outline), colour });
        self.areas.last()
    }

    /// True when what is drawn at a place, give or take `slack`, can be seen.
    pub(crate) fn shows(&self, place: Point, slack: f64) -> bool {
        let clip = self.clip();
        clip.area() > 0.0 && clip.inflate(slack, slack).contains(place)
    }

    /// True when `colour` on the area `letter` cannot be told from what lies under it; white paper where nothing does.
    ///
    /// Only what lies under all of the letter is its ground: some programs draw the outline of a letter and the letter over it.
    pub(crate) fn swallows(&self, colour: [u8; 3], letter: Rect) -> bool {
        let under = self.areas.iter().rev().find(|area| area.holds(letter));
        match under {
            None => alike(colour, [255; 3]),
            Some(Area { colour: Some(ground), .. }) => alike(colour, *ground),
            Some(_) => false,
        }
    }

    /// True when shapes of the height of letters are drawn on the area: Chromium draws a bold that a font lacks as outlines, and lays
    /// the text over them without ink.
    pub(crate) fn is_drawn(&self, letter: Rect, size: f64) -> bool {
        self.areas.iter().rev().any(|area| {
            area.outline.is_some()
                && area.bounds.height() < 2.2 * size
                && area.bounds.contains(letter.center())
        })
    }

    fn clip(&self) -> Rect {
        self.clips.last().copied().unwrap_or(Rect::ZERO)
    }
}

/// True when letters of one colour cannot be read on a ground of the other.
pub(crate) fn alike(one: [u8; 3], other: [u8; 3]) -> bool {
    let far = one.iter().zip(other).map(|(a, b)| (i16::from(*a) - i16::from(b)).abs()).max().unwrap_or(0);
    far <= SAME || far <= NEAR && contrast(one, other) < FAINT
}

/// The contrast of two colours by the formula of the Web Content Accessibility Guidelines.
fn contrast(one: [u8; 3], other: [u8; 3]) -> f64 {
    let light = |colour: [u8; 3]| {
        let [red, green, blue] = colour.map(|channel| {
            let part = f64::from(channel) / 255.0;
            if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05
    };
    let (one, other) = (light(one), light(other));
    one.max(other) / one.min(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_that_fade_into_the_ground() {
        assert!(alike([255; 3], [250; 3]) && alike([238; 3], [255; 3]) && alike([0; 3], [12; 3]));
        assert!(!alike([200; 3], [255; 3]) && !alike([120; 3], [255; 3]) && !alike([255, 0, 0], [0, 128, 0]));
    }

    #[test]
    fn what_lies_beyond_the_clip_is_not_seen() {
        let mut ground = Ground::new(Rect::new(0.0, 0.0, 600.0, 800.0));
        assert!(ground.shows(Point::new(50.0, 50.0), 5.0));
        ground.push_clip(Rect::new(0.0, 0.0, 40.0, 800.0));
        assert!(!ground.shows(Point::new(50.0, 50.0), 5.0) && ground.shows(Point::new(42.0, 50.0), 5.0));
        ground.push_clip(Rect::new(90.0, 90.0, 90.0, 90.0));
        assert!(!ground.shows(Point::new(90.0, 90.0), 5.0));
    }

    #[test]
    fn white_text_needs_a_dark_ground() {
        let page = Rect::new(0.0, 0.0, 600.0, 800.0);
        let mut ground = Ground::new(page);
        let inside = Rect::new(50.0, 45.0, 54.0, 50.0);
        assert!(ground.swallows([255; 3], inside));
        assert!(!ground.swallows([0; 3], inside));
        ground.push_clip(Rect::new(0.0, 0.0, 200.0, 800.0));
        ground.paint(page.to_path(0.1), Some([20, 30, 60]));
        ground.pop_clip();
        assert!(!ground.swallows([255; 3], inside));
        assert!(ground.swallows([20, 30, 60], inside));
        // The drawn shape of a letter is not its ground.
        ground.paint(Rect::new(51.0, 44.0, 53.0, 50.0).to_path(0.1), Some([255; 3]));
        assert!(!ground.swallows([255; 3], inside));
        // Beyond the clip nothing was painted.
        assert!(!ground.swallows([20, 30, 60], Rect::new(300.0, 45.0, 304.0, 50.0)));
    }
}
