//! What lies under the text: colours painted before it.

use hayro_interpret::kurbo::{BezPath, Point, Rect, Shape};

/// Painted areas that matter as a ground; more are forgotten, the oldest kept.
const MOST: usize = 4_000;
/// Smaller areas, in square points, cannot lie under a letter.
const LEAST_AREA: f64 = 9.0;
/// How far two colours may differ, of 255 a channel, and not be told apart.
const SAME: i16 = 14;

/// The areas painted so far, and the clips in force.
#[derive(Debug)]
pub(crate) struct Ground {
    areas: Vec<Area>,
    clips: Vec<Rect>,
}

#[derive(Debug)]
struct Area {
    bounds: Rect,
    /// The outline where it is not a rectangle.
    outline: Option<BezPath>,
    /// Nothing for an image or a gradient.
    colour: Option<[u8; 3]>,
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

    /// Notes a painted outline; `colour` is nothing where it is not one colour.
    pub(crate) fn paint(&mut self, outline: BezPath, colour: Option<[u8; 3]>) {
        let whole = outline.bounding_box();
        let bounds = whole.intersect(self.clip());
        if self.areas.len() >= MOST || bounds.area() < LEAST_AREA || !bounds.is_finite() {
            return;
        }
        let filled = outline.area().abs();
        let rectangle = filled >= 0.98 * whole.area();
        self.areas.push(Area { bounds, outline: (!rectangle).then_some(outline), colour });
    }

    /// True when `colour` on the area `letter` cannot be told from what lies under it; white paper where nothing does.
    ///
    /// Only what lies under all of the letter is its ground: some programs draw the outline of a letter and the letter over it.
    pub(crate) fn swallows(&self, colour: [u8; 3], letter: Rect) -> bool {
        let corners = [
            Point::new(letter.x0, letter.y0),
            Point::new(letter.x1, letter.y0),
            Point::new(letter.x0, letter.y1),
            Point::new(letter.x1, letter.y1),
        ];
        let under = self.areas.iter().rev().find(|area| {
            let inside =
                |point: &Point| area.outline.as_ref().is_none_or(|outline| outline.winding(*point) != 0);
            corners.iter().all(|point| area.bounds.contains(*point)) && corners.iter().all(inside)
        });
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

fn alike(one: [u8; 3], other: [u8; 3]) -> bool {
    one.iter().zip(other).all(|(a, b)| (i16::from(*a) - i16::from(b)).abs() <= SAME)
}

#[cfg(test)]
mod tests {
    use super::*;

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
