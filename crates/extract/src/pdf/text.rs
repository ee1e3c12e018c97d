//! Words in reading order to lines of text.

use std::collections::BTreeSet;

use hayro_interpret::kurbo::Point;
use sartor_core::Span;

use super::columns::blocks;
use super::glyph::{Glyph, Turn};
use super::rail;
use super::rows::{Row, STRETCH, Word, words};
use crate::builder::{BULLETS, Builder, Looks, is_bulleted};

/// A word in the text, and where it was on the page.
pub(crate) struct Placed {
    pub(crate) span: Span,
    pub(crate) centre: Point,
}

/// The words of a page by their direction of writing, upright ones first.
pub(crate) type Turned = Vec<(Turn, Vec<Word>)>;

/// The words that the glyphs of a page make.
pub(crate) fn turned(mut glyphs: Vec<Glyph>) -> Turned {
    let mut out = Turned::new();
    let slants = glyphs.iter().map(|glyph| glyph.turn).filter(|turn| matches!(turn, Turn::Slant(_)));
    let slants: BTreeSet<Turn> = slants.collect();
    for turn in [Turn::None, Turn::Left, Turn::Right, Turn::Half].into_iter().chain(slants) {
        out.push((turn, words(glyphs.extract_if(.., |glyph| glyph.turn == turn).collect())));
    }
    out
}

/// Adds the lines that the words of a page make; gives the upright ones with their places.
pub(crate) fn write(builder: &mut Builder, turned: Turned, page: u32) -> Vec<Placed> {
    let mut placed = Vec::new();
    builder.block();
    for (turn, words) in turned {
        let mut seen = Vec::new();
        for block in blocks(words) {
            write_block(builder, &rail::cells_joined(bullets_joined(block)), page, &mut seen);
            builder.block();
        }
        if turn == Turn::None {
            placed = seen;
        }
    }
    placed
}

/// Adds rows that stand at the head or foot of several pages.
pub(crate) fn write_running(builder: &mut Builder, rows: &[Row], page: u32) -> Vec<Placed> {
    let mut placed = Vec::new();
    builder.block();
    for row in rows {
        write_row(builder, row, page, true, &mut placed);
    }
    builder.block();
    placed
}

/// Bullets set on a baseline of their own go before the row that they stand next to.
fn bullets_joined(block: Vec<Row>) -> Vec<Row> {
    let mut out: Vec<Row> = Vec::with_capacity(block.len());
    let mut rows = block.into_iter().peekable();
    while let Some(row) = rows.next() {
        if is_lone_bullet(&row) {
            let near = |other: &Row| {
                (other.y - row.y).abs() < 0.7 * other.size
                    && other.words.first().is_some_and(|word| word.left > row.words[0].left)
            };
            if let Some(next) = rows.peek_mut()
                && near(next)
            {
                next.words.splice(0..0, row.words);
                continue;
            }
            if let Some(last) = out.last_mut()
                && near(last)
            {
                last.words.splice(0..0, row.words);
                continue;
            }
        }
        out.push(row);
    }
    out
}

fn is_lone_bullet(row: &Row) -> bool {
    matches!(&row.words[..], [only] if only.chars == 1 && only.text.starts_with(BULLETS))
}

fn write_block(builder: &mut Builder, block: &[Row], page: u32, placed: &mut Vec<Placed>) {
    let leading = usual_leading(block);
    let mut last: Option<&Row> = None;
    for row in block {
        if let Some(last) = last {
            let step = row.y - last.y;
            if step > 1.3 * leading && step > 1.45 * row.size.max(last.size).min(1.5 * leading) {
                builder.blank();
            }
        }
        write_row(builder, row, page, false, placed);
        last = Some(row);
    }
}

/// The step from line to line that is usual in a block.
fn usual_leading(block: &[Row]) -> f64 {
    let mut steps: Vec<f64> =
        block.windows(2).map(|pair| pair[1].y - pair[0].y).filter(|step| *step > 0.0).collect();
    steps.sort_by(f64::total_cmp);
    steps.get(steps.len() * 2 / 5).copied().unwrap_or(f64::INFINITY)
}

fn write_row(builder: &mut Builder, row: &Row, page: u32, running: bool, placed: &mut Vec<Placed>) {
    let Some(first) = row.words.first() else { return };
    let mut line = String::new();
    let mut places: Vec<(usize, usize, Point)> = Vec::with_capacity(row.words.len());
    let mut last: Option<&Word> = None;
    for word in &row.words {
        if let Some(last) = last {
            let wide = word.left - last.right > STRETCH * last.size.max(word.size);
            let after_bullet = places.len() == 1 && last.chars == 1 && last.text.starts_with(BULLETS);
            line.push_str(match () {
                () if wide && !after_bullet => "\t",
                () if word.begins => "  ",
                () => " ",
            });
        }
        let start = line.len();
        line.push_str(word.text.trim());
        let centre = Point::new((word.left + word.right) / 2.0, word.y - 0.3 * word.size);
        places.push((start, line.len(), centre));
        last = Some(word);
    }
    let lettered = || row.words.iter().filter(|word| word.text.chars().any(char::is_alphanumeric));
    let looks = Looks {
        page,
        x: first.left as f32,
        right: row.words.iter().map(|word| word.right).fold(0.0, f64::max) as f32,
        y: row.y as f32,
        size: row.size as f32,
        bold: lettered().next().is_some() && lettered().all(|word| word.bold),
        heading: None,
        bullet: is_bulleted(&line),
        running,
    };
    if let Some(span) = builder.line(&line, looks) {
        let place =
            |(start, end, centre)| Placed { span: Span::new(span.start + start, span.start + end), centre };
        placed.extend(places.into_iter().map(place));
    }
}
