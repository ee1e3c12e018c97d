//! Glyphs to words, words to rows.

use super::glyph::Glyph;
use super::marks::{accented, nest, raised};
use super::spacing::split;

/// Baselines nearer than this, in sizes, are one row.
const SAME_ROW: f64 = 0.28;
/// A wider gap, in sizes, ends a stretch of text.
pub(crate) const STRETCH: f64 = 1.6;

/// A word with its place.
#[derive(Debug, Clone)]
pub(crate) struct Word {
    pub(crate) text: String,
    pub(crate) left: f64,
    pub(crate) right: f64,
    pub(crate) y: f64,
    pub(crate) size: f64,
    pub(crate) bold: bool,
    pub(crate) chars: usize,
    /// A letter of words whose letters stand apart, each a word of its own: « J O R D A N  P A R K ».
    pub(crate) spaced: bool,
    /// Such a letter that is the first of its word, but of the first word.
    pub(crate) begins: bool,
}

/// Words on one baseline, from left to right.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    pub(crate) y: f64,
    pub(crate) size: f64,
    pub(crate) words: Vec<Word>,
}

/// The words that the glyphs make, in no order that matters.
pub(crate) fn words(glyphs: Vec<Glyph>) -> Vec<Word> {
    let mut words = Vec::new();
    let mut rows = cluster(glyphs, |glyph| (glyph.y, glyph.size));
    for row in &mut rows {
        row.sort_by(|a, b| a.x.total_cmp(&b.x));
    }
    nest(&mut rows);
    for row in rows {
        let row = accented(once(row));
        let mut stretch: Vec<Glyph> = Vec::new();
        let mut spaced = Vec::new();
        let mut space = false;
        for glyph in row {
            if glyph.is_space() {
                space = true;
                continue;
            }
            if let Some(last) = stretch.last() {
                if glyph.x - last.end() > STRETCH * last.size.max(glyph.size) {
                    split(std::mem::take(&mut stretch), std::mem::take(&mut spaced), &mut words);
                } else {
                    spaced.push(space);
                }
            }
            space = false;
            stretch.push(glyph);
        }
        split(stretch, spaced, &mut words);
    }
    raised(words)
}

/// Words in rows from top to bottom.
pub(crate) fn rows(words: Vec<Word>) -> Vec<Row> {
    let mut rows: Vec<Row> = cluster(words, |word| (word.y, word.size))
        .into_iter()
        .map(|mut words| {
            words.sort_by(|a, b| a.left.total_cmp(&b.left));
            let size = words.iter().map(|word| word.size).fold(0.0, f64::max);
            let chars: usize = words.iter().map(|word| word.chars).sum();
            let y = words.iter().map(|word| word.y * word.chars as f64).sum::<f64>() / chars.max(1) as f64;
            Row { y, size, words }
        })
        .collect();
    rows.sort_by(|a, b| a.y.total_cmp(&b.y));
    rows
}

/// Groups things whose baselines are near; `place` gives baseline and size.
fn cluster<T>(mut things: Vec<T>, place: impl Fn(&T) -> (f64, f64)) -> Vec<Vec<T>> {
    things.sort_by(|a, b| place(a).0.total_cmp(&place(b).0));
    let mut groups: Vec<(f64, f64, Vec<T>)> = Vec::new();
    for thing in things {
        let (y, size) = place(&thing);
        // The baseline of a group is that of its largest letters, so that a chain of near ones cannot run down the page.
        let near = |group: &&mut (f64, f64, Vec<T>)| (y - group.0).abs() <= SAME_ROW * size.min(group.1);
        match groups
            .iter_mut()
            .rev()
            .take(4)
            .filter(near)
            .min_by(|a, b| (y - a.0).abs().total_cmp(&(y - b.0).abs()))
        {
            Some(group) => {
                if size > group.1 {
                    (group.0, group.1) = (y, size);
                }
                group.2.push(thing);
            }
            None => groups.push((y, size, vec![thing])),
        }
    }
    groups.into_iter().map(|group| group.2).collect()
}

/// Drops glyphs drawn again at the place of an equal one, as for a shadow or a false bold.
fn once(row: Vec<Glyph>) -> Vec<Glyph> {
    let mut kept: Vec<Glyph> = Vec::with_capacity(row.len());
    for glyph in row {
        let reach = 0.12 * glyph.size;
        let again = kept
            .iter()
            .rev()
            .take_while(|other| glyph.x - other.x <= reach.max(0.0))
            .any(|other| other.text == glyph.text && (other.y - glyph.y).abs() <= reach);
        if !again {
            kept.push(glyph);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::super::glyph::Turn;
    use super::*;

    /// Letters of half their size wide, `gap` sizes apart; a blank is a drawn space.
    fn set(text: &str, gap: f64, drawn_spaces: bool) -> Vec<Glyph> {
        let mut x = 50.0;
        let mut out = Vec::new();
        for c in text.chars() {
            let (size, width) = (10.0, if c == ' ' { 2.5 } else { 5.0 });
            if c != ' ' || drawn_spaces {
                let text = c.to_string();
                out.push(Glyph {
                    text,
                    x,
                    y: 100.0,
                    width,
                    size,
                    bitmap: false,
                    bold: false,
                    thickness: 0.0,
                    turn: Turn::None,
                    hiding: None,
                });
            }
            x += width + gap * size;
        }
        out
    }

    fn read(glyphs: Vec<Glyph>) -> String {
        rows(words(glyphs))
            .iter()
            .flat_map(|row| &row.words)
            .map(|word| format!("{}{}", if word.begins { " " } else { "" }, word.text))
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[test]
    fn spaces_drawn_or_not() {
        assert_eq!(read(set("Cheffe de projet", 0.0, true)), "Cheffe de projet");
        assert_eq!(read(set("Cheffe de projet", 0.0, false)), "Cheffe de projet");
    }

    #[test]
    fn letters_set_apart_are_words() {
        assert_eq!(read(set("EXPÉRIENCE PROFESSIONNELLE", 0.2, true)), "EXPÉRIENCE PROFESSIONNELLE");
        assert_eq!(read(set("EXPÉRIENCE PROFESSIONNELLE", 0.2, false)), "EXPÉRIENCE PROFESSIONNELLE");
    }

    #[test]
    fn letters_further_apart_than_words_are_letters() {
        assert_eq!(read(set("S K I L L S", 0.0, true)), "S K I L L S");
        assert_eq!(read(set("LISE CORDIER", 0.5, true)), "L I S E  C O R D I E R");
        assert_eq!(read(set("A N N E   P O R T A L", 0.0, true)), "A N N E  P O R T A L");
    }

    #[test]
    fn leaders_do_not_set_their_line_apart() {
        let mut glyphs = set("Gestion de stock", 0.0, false);
        let mut dots = set("..........", 0.3, false);
        dots.iter_mut().for_each(|dot| dot.x += 90.0);
        glyphs.extend(dots);
        assert!(read(glyphs).starts_with("Gestion de stock"));
    }

    #[test]
    fn small_capitals_are_one_word() {
        let mut glyphs = set("EXPERIENCE", 0.02, true);
        let mut shift = 0.0;
        for glyph in &mut glyphs[1..] {
            glyph.x += 1.6 - shift;
            glyph.size = 8.0;
            glyph.width = 4.0;
            shift += 1.0;
        }
        assert_eq!(read(glyphs), "EXPERIENCE");
    }

    #[test]
    fn a_shadow_counts_once_and_double_letters_twice() {
        let mut glyphs = set("ville", 0.0, true);
        let mut shadow = glyphs.clone();
        shadow.iter_mut().for_each(|glyph| {
            glyph.x += 0.4;
            glyph.y += 0.4;
        });
        glyphs.extend(shadow);
        assert_eq!(read(glyphs), "ville");
    }

    #[test]
    fn accents_go_onto_their_letters() {
        let mut glyphs = set("ecole", 0.0, true);
        let accent = Glyph { text: "´".into(), x: 51.0, width: 3.0, ..glyphs[0].clone() };
        glyphs.push(accent);
        assert_eq!(read(glyphs), "école");
        assert_eq!(read(set("a^b", 0.0, true)), "a^b");
    }

    #[test]
    fn a_small_capital_within_a_word_is_part_of_it() {
        let mut glyphs = set("en LTEX", 0.0, true);
        let small = Glyph { text: "A".into(), x: 65.5, y: 97.8, width: 3.5, size: 7.0, ..glyphs[0].clone() };
        glyphs.push(small);
        assert_eq!(read(glyphs), "en LATEX");
        let mut glyphs = set("en LTEX", 0.0, true);
        glyphs.push(Glyph { text: "A".into(), x: 92.0, y: 96.0, size: 7.0, ..glyphs[0].clone() });
        assert!(!read(glyphs).contains("LTAEX"));
    }

    #[test]
    fn raised_endings_join_their_number() {
        let mut glyphs = set("1er juin", 0.0, true);
        for glyph in &mut glyphs[1..3] {
            glyph.size = 6.0;
            glyph.y -= 3.6;
        }
        glyphs[1].width = 3.0;
        glyphs[2].x = 58.0;
        glyphs[2].width = 3.0;
        assert!(read(glyphs).contains("1er"));
    }
}
