//! The reading order of a page: cut at the gutters between columns, again and again.

use super::rows::{Row, STRETCH, Word, rows};

/// Width of a gutter in sizes of the text.
const GUTTER: f64 = 0.9;
/// A gutter lies at least this far, in points, from both edges of the text.
const MARGIN: f64 = 40.0;
/// A column has at least this many rows.
const LEAST_ROWS: usize = 4;
/// A side with shorter rows, in characters, is sparse: dates, labels.
const SPARSE: f64 = 26.0;
/// A narrow column of sentences has at least this many characters in a line.
const NARROW: f64 = 20.0;
/// From this share of aligned rows on, a sparse side belongs to the rows of the other.
const ALIGNED: f64 = 0.7;
/// Letters larger by this factor than those of the page make a heading.
const LARGER: f64 = 1.15;
/// Baselines nearer than this, in sizes, were set as one line.
const SAME_LINE: f64 = 0.09;
/// Share of the width of a column that a line fills before its sentence goes on below.
const FULL: f64 = 0.72;
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
    if depth == 0 {
        out.push(rows);
        return;
    }
    let Some(best) = best_cut(&rows, columns_at) else {
        match best_cut(&rows, rail_at) {
            Some(rail) => cut_rail(rows, &rail, depth, out),
            None => out.push(rows),
        }
        return;
    };
    let below = rows.split_off(without_heading_of_below(&rows, &best));
    let band = rows.split_off(best.start);
    let (left, right): (Vec<Word>, Vec<Word>) =
        band.into_iter().flat_map(|row| row.words).partition(|word| (word.left + word.right) / 2.0 < best.x);
    for part in [flat(rows), left, right, flat(below)] {
        cut(part, depth - 1, out);
    }
}

/// The end of the columns: a heading that stands nearer to the text across both columns below than to its own column belongs below.
fn without_heading_of_below(rows: &[Row], cut: &Cut) -> usize {
    let Some(below) = rows.get(cut.end) else { return cut.end };
    let Some([before, heading]) = rows.get(cut.start..cut.end).and_then(|band| band.last_chunk()) else {
        return cut.end;
    };
    let left = |word: &Word| word.left < cut.x;
    let one_sided = heading.words.iter().all(left) || !heading.words.iter().any(left);
    let apart = heading.y - before.y > 1.2 * (below.y - heading.y);
    let still_columns = cut.end - cut.start > LEAST_ROWS;
    if one_sided && apart && still_columns { cut.end - 1 } else { cut.end }
}

/// Headings set in a margin beside what they head: each goes before its own text.
fn cut_rail(mut rows: Vec<Row>, rail: &Cut, depth: u32, out: &mut Vec<Vec<Row>>) {
    let below = rows.split_off(rail.end);
    let band = rows.split_off(rail.start);
    cut(flat(rows), depth - 1, out);
    let (mut label, mut text): (Vec<Word>, Vec<Word>) = (Vec::new(), Vec::new());
    let mut last_label = f64::NEG_INFINITY;
    for row in band {
        let (left, right): (Vec<Word>, Vec<Word>) =
            row.words.into_iter().partition(|word| (word.left + word.right) / 2.0 < rail.x);
        if !left.is_empty() {
            // A label of two lines is one label.
            if row.y - last_label > 1.7 * row.size {
                cut(std::mem::take(&mut label), depth - 1, out);
                cut(std::mem::take(&mut text), depth - 1, out);
            }
            last_label = row.y;
        }
        label.extend(left);
        text.extend(right);
    }
    for part in [label, text, flat(below)] {
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
    /// The words, to tell aligned sides.
    words: Vec<Mark>,
    /// Left edges of words with a digit.
    digits: Vec<f64>,
    /// Size of its letters.
    size: f64,
}

/// What the search keeps of a word.
struct Mark {
    left: f64,
    right: f64,
    y: f64,
    /// It begins with a small letter.
    small: bool,
}

/// The best gutter by what `judge` says of the strips beside it.
fn best_cut(rows: &[Row], judge: fn(&Sides) -> Option<f64>) -> Option<Cut> {
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
            if let Some(score) =
                sides(&strips[start..at], column + 1, x, size).and_then(|sides| judge(&sides))
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
    let mut last: Option<&Word> = None;
    for word in &row.words {
        // No gutter runs between the letters of a word.
        let joined = last.replace(word).filter(|last| last.spaced && word.spaced);
        let joined = joined.filter(|last| word.left - last.right < STRETCH * word.size);
        let start = joined.map_or(word.left, |last| last.right.min(word.left));
        let from = (start - left).max(0.0).floor() as usize;
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
    let mark = |word: &Word| Mark {
        left: word.left,
        right: word.right,
        y: word.y,
        small: word.text.starts_with(char::is_lowercase),
    };
    let words = row.words.iter().map(mark).collect();
    let digits = row.words.iter().filter(|word| word.text.contains(|c: char| c.is_ascii_digit()));
    let digits = digits.map(|word| word.left).collect();
    Strip { free, before, chars, words, digits, size: row.size }
}

/// What stands on the two sides of a gutter.
#[derive(Debug, Default)]
struct Sides {
    rows: usize,
    /// Rows with something on the left, on the right.
    lefts: usize,
    rights: usize,
    left_chars: u32,
    right_chars: u32,
    /// Rows set as one line across the gutter.
    aligned: usize,
    /// Rows with both sides, and those where the left or the right goes on in the middle of a sentence.
    both: usize,
    left_goes_on: usize,
    right_goes_on: usize,
    /// Rows with larger letters on the left and nothing on the right: headings of both sides.
    headings: usize,
    /// Digits on the left: dates.
    dated: bool,
}

fn sides(strips: &[Strip], column: usize, x: f64, size: f64) -> Option<Sides> {
    if strips.len() < LEAST_ROWS {
        return None;
    }
    let mut sides = Sides { rows: strips.len(), ..Sides::default() };
    let full = [true, false].map(|left| full_line(strips, x, left));
    let mut wraps = [false; 2];
    for strip in strips {
        let left = strip.before[column];
        let right = strip.chars - left;
        sides.lefts += usize::from(left > 0);
        sides.rights += usize::from(right > 0);
        sides.headings += usize::from(left > 0 && right == 0 && strip.size > LARGER * size);
        sides.left_chars += left;
        sides.right_chars += right;
        if left > 0 && right > 0 {
            let goes_on =
                |word: Option<&Mark>, wraps: bool| usize::from(wraps && word.is_some_and(|word| word.small));
            sides.both += 1;
            sides.aligned += usize::from(is_aligned(strip, x, size));
            sides.left_goes_on += goes_on(strip.words.first(), wraps[0]);
            sides.right_goes_on += goes_on(strip.words.iter().find(|word| word.left >= x), wraps[1]);
        }
        for (side, full) in full.into_iter().enumerate() {
            if let Some(end) = strip.end(x, side == 0) {
                wraps[side] = end >= full;
            }
        }
        sides.dated |= strip.digits.iter().any(|left| *left < x);
    }
    Some(sides)
}

impl Strip {
    /// Where the words of a side end.
    fn end(&self, x: f64, left: bool) -> Option<f64> {
        self.words.iter().filter(|word| (word.left < x) == left).map(|word| word.right).reduce(f64::max)
    }
}

/// From where on a line of a side is full, so that what follows may be its other half.
fn full_line(strips: &[Strip], x: f64, left: bool) -> f64 {
    let begins = |strip: &Strip| {
        strip.words.iter().filter(|word| (word.left < x) == left).map(|word| word.left).reduce(f64::min)
    };
    let begin = strips.iter().filter_map(begins).fold(f64::INFINITY, f64::min);
    let end = strips.iter().filter_map(|strip| strip.end(x, left)).fold(f64::NEG_INFINITY, f64::max);
    begin + FULL * (end - begin)
}

impl Sides {
    /// True for columns whose lines happen to stand on the same baselines: a date or a label stands beside the first line of what it
    /// belongs to, never beside a line that goes on in the middle of a sentence.
    fn is_set_on_a_grid(&self) -> bool {
        let left = f64::from(self.left_chars) / self.lefts.max(1) as f64;
        let right = f64::from(self.right_chars) / self.rights.max(1) as f64;
        let goes_on = if right > left { self.right_goes_on } else { self.left_goes_on };
        left.max(right) >= NARROW && goes_on >= 2 && goes_on * 8 >= self.both
    }
}

/// How much a gutter is worth; nothing where its sides are not columns.
fn columns_at(sides: &Sides) -> Option<f64> {
    let fewer = sides.lefts.min(sides.rights);
    if fewer < LEAST_ROWS {
        return None;
    }
    // Headings above dates and what they date stand beside nothing.
    let own = if sides.dated && sides.lefts <= sides.rights { fewer - sides.headings } else { fewer };
    let share = sides.aligned as f64 / own.max(1) as f64;
    let length = (f64::from(sides.left_chars) / sides.lefts as f64)
        .min(f64::from(sides.right_chars) / sides.rights as f64);
    if share >= ALIGNED && length < SPARSE && !sides.is_set_on_a_grid() {
        return None;
    }
    Some(sides.rows as f64 * f64::from(sides.left_chars.min(sides.right_chars)).sqrt())
}

/// The same for a margin of headings: few, short, without dates, each with several rows beside it.
fn rail_at(sides: &Sides) -> Option<f64> {
    let few = sides.lefts >= 2 && sides.lefts * 2 <= sides.rights;
    let short = f64::from(sides.left_chars) / (sides.lefts as f64) < SPARSE;
    let beside = sides.aligned * 3 >= sides.lefts * 2;
    (few && short && beside && !sides.dated)
        .then(|| sides.rows as f64 * f64::from(sides.left_chars.min(sides.right_chars)).sqrt())
}

/// True when a word on the left and one on the right stand on one baseline.
fn is_aligned(strip: &Strip, x: f64, size: f64) -> bool {
    let near = SAME_LINE * size;
    let side = |left: bool| strip.words.iter().filter(move |word| (word.left < x) == left);
    side(true).any(|one| side(false).any(|other| (one.y - other.y).abs() <= near))
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
                let word = Word {
                    text: text.into(),
                    left,
                    right,
                    y,
                    size: 10.0,
                    bold: false,
                    chars,
                    spaced: false,
                    begins: false,
                };
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
    fn headings_in_the_margin_go_before_their_text() {
        let mut words = Vec::new();
        for (at, heading) in ["Expérience", "Formation"].into_iter().enumerate() {
            let top = 80.0 + 60.0 * at as f64;
            words.extend(line(heading, 50.0, top));
            for row in 0..4 {
                words.extend(line("texte de la partie assez long", 180.0, top + 14.0 * f64::from(row)));
            }
        }
        let text = "texte de la partie assez long";
        assert_eq!(read(words), ["Expérience", text, text, text, text, "Formation", text, text, text, text]);
    }

    #[test]
    fn a_narrow_column_on_the_same_baselines_is_a_column() {
        let mut words = Vec::new();
        let right = [
            "Gestion des contrats de cent vingt clients",
            "professionnels et suivi de leurs dossiers",
            "ouverts",
        ];
        for at in 0..9 {
            let y = 80.0 + 14.0 * f64::from(at);
            words.extend(line("Excel et SQL", 50.0, y));
            words.extend(line(right[at as usize % 3], 180.0, y));
        }
        let read = read(words);
        assert!(read[..9].iter().all(|line| line == "Excel et SQL"), "{read:?}");
    }

    #[test]
    fn headings_among_dates_make_no_column() {
        let mut words = Vec::new();
        for at in 0..4 {
            let y = 100.0 + 60.0 * f64::from(at);
            let mut heading = line("Rubrique", 40.0, y);
            heading[0].size = 14.0;
            words.extend(heading);
            words.extend(line("2015 – 2017", 40.0, y + 20.0));
            words.extend(line("Cuisinier au grand hôtel du port", 150.0, y + 20.0));
            words.extend(line("Carte courte de saison et banquets", 150.0, y + 34.0));
        }
        assert_eq!(read(words)[1], "2015 – 2017 Cuisinier au grand hôtel du port");
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
