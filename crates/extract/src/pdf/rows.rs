//! Glyphs to words, words to rows.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::glyph::Glyph;

/// Baselines nearer than this, in sizes, are one row.
const SAME_ROW: f64 = 0.28;
/// A wider gap, in sizes, is a space: more loses spaces in tight lines, less splits words.
const SPACE: f64 = 0.12;
/// A drawn space counts when at least this much of it shows.
const DRAWN_SPACE: f64 = 0.05;
/// A wider gap, in sizes, ends a stretch of text.
pub(crate) const STRETCH: f64 = 1.6;
/// From this mean gap on, in sizes, letters are set apart on purpose.
const SPACED_OUT: f64 = 0.045;

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
    for mut row in cluster(glyphs, |glyph| (glyph.y, glyph.size)) {
        row.sort_by(|a, b| a.x.total_cmp(&b.x));
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
        match groups.iter_mut().rev().take(4).filter(near).min_by(|a, b| (y - a.0).abs().total_cmp(&(y - b.0).abs())) {
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

/// Puts accents drawn as characters of their own onto the letters under them.
fn accented(row: Vec<Glyph>) -> Vec<Glyph> {
    if !row.iter().any(|glyph| combining(&glyph.text).is_some()) {
        return row;
    }
    let mut out: Vec<Glyph> = Vec::with_capacity(row.len());
    let mut waiting: Option<(char, Glyph)> = None;
    for mut glyph in row {
        if let Some((mark, accent)) = waiting.take() {
            if over(&accent, &glyph) && put_on(&mut glyph, mark) {
                glyph.x = glyph.x.min(accent.x);
            } else {
                out.push(accent);
            }
        }
        match combining(&glyph.text) {
            Some(mark) => {
                let on_last = out.last_mut().is_some_and(|last| over(&glyph, last) && put_on(last, mark));
                if !on_last {
                    waiting = Some((mark, glyph));
                }
            }
            None => out.push(glyph),
        }
    }
    out.extend(waiting.map(|(_, accent)| accent));
    out
}

/// True when the middle of the accent lies over the letter.
fn over(accent: &Glyph, letter: &Glyph) -> bool {
    let middle = accent.x + accent.width / 2.0;
    let slack = 0.1 * letter.size;
    let on_it = middle > letter.x - slack && middle < letter.end() + slack;
    let overlap = accent.end().min(letter.end()) - accent.x.max(letter.x);
    on_it && (accent.width < slack || overlap > 0.5 * accent.width.min(letter.width))
}

fn put_on(letter: &mut Glyph, mark: char) -> bool {
    let base = letter.text.replace('ı', "i").replace('ȷ', "j");
    let joined: String = base.chars().chain([mark]).nfc().collect();
    // An accent that makes no letter with what it lies on was a character of its own.
    let composed = joined.chars().count() == base.chars().count();
    if composed {
        letter.text = joined;
    }
    composed
}

fn combining(text: &str) -> Option<char> {
    let mut chars = text.chars();
    let (Some(only), None) = (chars.next(), chars.next()) else { return None };
    Some(match only {
        '´' | 'ˊ' => '\u{301}',
        '`' | 'ˋ' => '\u{300}',
        '^' | 'ˆ' => '\u{302}',
        '~' | '˜' => '\u{303}',
        '¨' => '\u{308}',
        '¸' => '\u{327}',
        '˚' => '\u{30a}',
        'ˇ' => '\u{30c}',
        '˘' => '\u{306}',
        '¯' => '\u{304}',
        '˝' => '\u{30b}',
        '˙' => '\u{307}',
        c if is_combining_mark(c) => c,
        _ => return None,
    })
}

/// Splits a stretch into words; `spaced` tells of each gap whether a space was drawn in it.
fn split(stretch: Vec<Glyph>, spaced: Vec<bool>, words: &mut Vec<Word>) {
    if stretch.is_empty() {
        return;
    }
    let gaps: Vec<f64> =
        stretch.windows(2).map(|pair| (pair[1].x - pair[0].end()) / pair[0].size.max(pair[1].size)).collect();
    let set_apart = usual_gaps(&stretch, &gaps, &spaced);
    let by_hand = typed_apart(&stretch, &gaps, &spaced);
    let mut word: Vec<Glyph> = Vec::new();
    for (at, glyph) in stretch.into_iter().enumerate() {
        if at > 0 && let Some(last) = word.last() {
            let (gap, usual) = (gaps[at - 1], set_apart[at - 1]);
            let small_capitals = (last.size - glyph.size).abs() > 0.08 * glyph.size.max(last.size)
                && is_capital(last)
                && is_capital(&glyph);
            let space = match by_hand {
                Some(usual) => gap > 1.6 * usual,
                None if usual > 0.0 => gap > usual + (0.6 * usual).max(SPACE),
                None if spaced[at - 1] => gap > DRAWN_SPACE,
                None if small_capitals => gap > 0.22,
                None => gap > SPACE,
            };
            if space {
                finish(&mut word, words);
            }
        }
        word.push(glyph);
    }
    finish(&mut word, words);
}

/// Of each gap, the usual gap of the letters around it where they are set apart, else 0.
fn usual_gaps(stretch: &[Glyph], gaps: &[f64], spaced: &[bool]) -> Vec<f64> {
    let mut usual = vec![0.0; gaps.len()];
    let apart = |range: std::ops::Range<usize>| {
        let mut inner: Vec<f64> = range.filter(|at| !spaced[*at]).map(|at| gaps[at]).collect();
        inner.sort_by(f64::total_cmp);
        // A third of the gaps may be spaces between words.
        if inner.len() < 5 { None } else { inner.get(inner.len() * 2 / 5).copied() }.filter(|gap| *gap >= SPACED_OUT)
    };
    if let Some(whole) = apart(0..gaps.len()) {
        usual.fill(whole);
    }
    let mut start = 0;
    for at in 0..=gaps.len() {
        let breaks = at == gaps.len() || (stretch[at].size - stretch[at + 1].size).abs() > 0.08 * stretch[at].size;
        if breaks {
            if let Some(own) = apart(start..at) {
                usual[start..at].fill(own);
            } else if at - start >= 5 {
                usual[start..at].fill(0.0);
            }
            start = at + 1;
        }
    }
    usual
}

/// The gap between letters when someone typed a space after each: "S K I L L S".
fn typed_apart(stretch: &[Glyph], gaps: &[f64], spaced: &[bool]) -> Option<f64> {
    let letters = stretch.iter().all(|glyph| glyph.text.chars().all(char::is_uppercase));
    if gaps.len() < 4 || !letters || !spaced.iter().all(|space| *space) {
        return None;
    }
    let mut sorted = gaps.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.get(sorted.len() / 2).copied()
}

fn is_capital(glyph: &Glyph) -> bool {
    glyph.text.chars().any(char::is_uppercase)
}

fn finish(glyphs: &mut Vec<Glyph>, words: &mut Vec<Word>) {
    let (Some(first), Some(last)) = (glyphs.first(), glyphs.last()) else { return };
    let text: String = glyphs.iter().map(|glyph| glyph.text.as_str()).collect::<String>().nfc().collect();
    let largest = glyphs.iter().max_by(|a, b| a.size.total_cmp(&b.size)).unwrap_or(first);
    let letters = || glyphs.iter().filter(|glyph| glyph.text.chars().any(char::is_alphanumeric));
    let bold = if letters().next().is_some() { letters().all(|glyph| glyph.bold) } else { first.bold };
    let chars = text.chars().count();
    let word = Word { left: first.x, right: last.end(), y: largest.y, size: largest.size, bold, chars, text };
    glyphs.clear();
    words.push(word);
}

/// Joins small raised or lowered words to the word that they touch: "1" and "er", "m" and "2".
fn raised(words: Vec<Word>) -> Vec<Word> {
    let body = words.iter().map(|word| word.size).fold(0.0, f64::max);
    if words.iter().all(|word| word.size >= 0.82 * body) {
        return words;
    }
    let (mut small, mut rest): (Vec<Word>, Vec<Word>) = (Vec::new(), words);
    rest.sort_by(|a, b| a.right.total_cmp(&b.right));
    let hosts: Vec<(f64, f64, f64)> = rest.iter().map(|word| (word.right, word.y, word.size)).collect();
    let host_of = |word: &Word| {
        let reach = 0.16 * word.size / 0.6;
        let from = hosts.partition_point(|host| host.0 < word.left - reach);
        hosts[from..].iter().take_while(|host| host.0 <= word.left + reach).position(|host| {
            let lift = (host.1 - word.y) / host.2;
            word.size < 0.82 * host.2 && lift.abs() > 0.12 && (-0.35..0.6).contains(&lift)
        }).map(|at| from + at)
    };
    let joins: Vec<(usize, usize)> =
        rest.iter().enumerate().filter(|(_, word)| word.chars <= 4).filter_map(|(at, word)| Some((at, host_of(word)?))).collect();
    let mut gone = vec![false; rest.len()];
    for (at, host) in joins {
        if at != host && !gone[host] {
            gone[at] = true;
            let (text, right, chars) = (rest[at].text.clone(), rest[at].right, rest[at].chars);
            rest[host].text.push_str(&text);
            rest[host].right = rest[host].right.max(right);
            rest[host].chars += chars;
        }
    }
    for (word, gone) in rest.into_iter().zip(gone) {
        if !gone {
            small.push(word);
        }
    }
    small
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
                out.push(Glyph { text, x, y: 100.0, width, size, bold: false, turn: Turn::None, hiding: None });
            }
            x += width + gap * size;
        }
        out
    }

    fn read(glyphs: Vec<Glyph>) -> String {
        rows(words(glyphs)).iter().flat_map(|row| &row.words).map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ")
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
        assert_eq!(read(set("S K I L L S", 0.0, true)), "SKILLS");
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
