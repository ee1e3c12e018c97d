//! The reading order of a page: cut at the gutters between columns, again and again.

use super::rows::{Row, Word, rows};

/// Width of a gutter in sizes of the text.
const GUTTER: f64 = 0.9;
/// A gutter lies at least this far, in points, from both edges of the text.
const MARGIN: f64 = 40.0;
/// A column has at least this many rows.
const LEAST_ROWS: usize = 4;
/// A side with shorter rows, in characters, is sparse: dates, labels.
const SPARSE: f64 = 26.0;
/// From this share of aligned rows on, a sparse side belongs to the rows of the other.
const ALIGNED: f64 = 0.7;
/// Baselines nearer than this, in sizes, were set as one line.
const SAME_LINE: f64 = 0.09;
/// Cuts within cuts; a page has no more.
const DEPTH: u32 = 12;

/// Blocks of rows in reading order.
pub(crate) fn blocks(words: Vec<Word>) -> Vec<Vec<Row>> {
    let mut out = Vec::new();
    cut(words, DEPTH, &mut out);
    out
}

fn cut(words: Vec<Word>, depth: u32, out: &mut Vec<Vec<Row>>) {
    if words.is_empty() {
        return;
    }
    let mut rows = rows(words);
    let Some(best) = (depth > 0).then(|| best_cut(&rows)).flatten() else {
        out.push(rows);
        return;
    };
    let below = rows.split_off(best.end);
    let band = rows.split_off(best.start);
    let (left, right): (Vec<Word>, Vec<Word>) =
        band.into_iter().flat_map(|row| row.words).partition(|word| (word.left + word.right) / 2.0 < best.x);
    for part in [flat(rows), left, right, flat(below)] {
        cut(part, depth - 1, out);
    }
}

fn flat(rows: Vec<Row>) -> Vec<Word> {
    rows.into_iter().flat_map(|row| row.words).collect()
}

/// A gutter at `x` through the rows from `start` up to `end`.
struct Cut {
    x: f64,
    start: usize,
    end: usize,
    score: f64,
}

/// A row as the search sees it: columns of one point.
struct Strip {
    /// Columns to the right of each that are free, itself included.
    free: Vec<u16>,
    /// Characters of the words that end before each column.
    before: Vec<u32>,
    chars: u32,
    /// Left edges and baselines of the words, to tell aligned sides.
    words: Vec<(f64, f64)>,
}

fn best_cut(rows: &[Row]) -> Option<Cut> {
    if rows.len() < LEAST_ROWS {
        return None;
    }
    let words = || rows.iter().flat_map(|row| &row.words);
    let left = words().map(|word| word.left).fold(f64::INFINITY, f64::min);
    let right = words().map(|word| word.right).fold(f64::NEG_INFINITY, f64::max);
    let width = right - left;
    if !(2.0 * MARGIN..5_000.0).contains(&width) {
        return None;
    }
    let mut sizes: Vec<f64> = words().map(|word| word.size).collect();
    sizes.sort_by(f64::total_cmp);
    let size = sizes[sizes.len() / 2];
    let gutter = (GUTTER * size).ceil().max(4.0) as usize;
    let strips: Vec<Strip> = rows.iter().map(|row| strip(row, left, width.ceil() as usize + 1)).collect();
    let last = (width - MARGIN) as usize;
    let mut best: Option<Cut> = None;
    for column in MARGIN as usize..last.saturating_sub(gutter) {
        let mut start = 0;
        for at in 0..=strips.len() {
            if strips.get(at).is_some_and(|strip| usize::from(strip.free[column]) >= gutter) {
                continue;
            }
            let x = left + column as f64 + gutter as f64 / 2.0;
            if let Some(score) = score(&strips[start..at], column + 1, x, size)
                && best.as_ref().is_none_or(|best| score > best.score)
            {
                best = Some(Cut { x, start, end: at, score });
            }
            start = at + 1;
        }
    }
    best
}

fn strip(row: &Row, left: f64, columns: usize) -> Strip {
    let mut taken = vec![false; columns];
    let mut before = vec![0_u32; columns + 1];
    for word in &row.words {
        let from = (word.left - left).max(0.0).floor() as usize;
        let to = ((word.right - left).max(0.0).ceil() as usize).min(columns);
        taken[from.min(to)..to].fill(true);
        before[to] += word.chars as u32;
    }
    let mut chars = 0;
    for count in &mut before {
        chars += *count;
        *count = chars;
    }
    let mut free = vec![0_u16; columns];
    let mut run = 0_u16;
    for column in (0..columns).rev() {
        run = if taken[column] { 0 } else { run.saturating_add(1) };
        free[column] = run;
    }
    let words = row.words.iter().map(|word| (word.left, word.y)).collect();
    Strip { free, before, chars, words }
}

/// How much a gutter is worth; nothing where its sides are not columns.
fn score(strips: &[Strip], column: usize, x: f64, size: f64) -> Option<f64> {
    if strips.len() < LEAST_ROWS {
        return None;
    }
    let (mut lefts, mut rights, mut left_chars, mut right_chars, mut aligned) = (0, 0, 0, 0, 0);
    for strip in strips {
        let left = strip.before[column];
        let right = strip.chars - left;
        lefts += usize::from(left > 0);
        rights += usize::from(right > 0);
        left_chars += left;
        right_chars += right;
        aligned += usize::from(left > 0 && right > 0 && is_aligned(strip, x, size));
    }
    let fewer = lefts.min(rights);
    if fewer < LEAST_ROWS {
        return None;
    }
    let share = aligned as f64 / fewer as f64;
    let length = (f64::from(left_chars) / lefts as f64).min(f64::from(right_chars) / rights as f64);
    if share >= ALIGNED && length < SPARSE {
        return None;
    }
    Some(strips.len() as f64 * f64::from(left_chars.min(right_chars)).sqrt())
}

/// True when a word on the left and one on the right stand on one baseline.
fn is_aligned(strip: &Strip, x: f64, size: f64) -> bool {
    let near = SAME_LINE * size;
    let side = |left: bool| strip.words.iter().filter(move |word| (word.0 < x) == left);
    side(true).any(|one| side(false).any(|other| (one.1 - other.1).abs() <= near))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str, x: f64, y: f64) -> Vec<Word> {
        let mut left = x;
        text.split(' ')
            .map(|text| {
                let chars = text.chars().count();
                let right = left + 5.0 * chars as f64;
                let word = Word { text: text.into(), left, right, y, size: 10.0, bold: false, chars };
                left = right + 2.5;
                word
            })
            .collect()
    }

    fn read(words: Vec<Word>) -> Vec<String> {
        let text = |row: &Row| row.words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ");
        blocks(words).iter().flatten().map(text).collect()
    }

    #[test]
    fn columns_are_read_one_after_the_other() {
        let mut words = line("Zoé Martin développeuse avec dix ans de pratique du système", 50.0, 40.0);
        for at in 0..6 {
            words.extend(line("cadre de gauche", 50.0, 80.0 + 14.0 * f64::from(at)));
            words.extend(line("texte de droite plus long", 220.0, 84.5 + 13.0 * f64::from(at)));
        }
        let read = read(words);
        assert!(read[0].starts_with("Zoé"));
        assert!(read[1..7].iter().all(|line| line == "cadre de gauche"), "{read:?}");
        assert!(read[7..].iter().all(|line| line == "texte de droite plus long"));
    }

    #[test]
    fn dates_stay_in_their_rows() {
        let mut words = Vec::new();
        for at in 0..6 {
            words.extend(line("Développeuse chez Exemple", 50.0, 80.0 + 14.0 * f64::from(at)));
            words.extend(line("2019 2021", 400.0, 80.0 + 14.0 * f64::from(at)));
        }
        assert!(read(words).iter().all(|line| line == "Développeuse chez Exemple 2019 2021"));
    }
}
