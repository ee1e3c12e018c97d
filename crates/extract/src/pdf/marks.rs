//! Accents drawn on their own, and raised letters.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::glyph::Glyph;
use super::rows::Word;

/// Puts accents drawn as characters of their own onto the letters under them.
pub(super) fn accented(row: Vec<Glyph>) -> Vec<Glyph> {
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

/// Puts a small raised capital that stands alone into the word around it, as in the logo of LaTeX; rows run from left to right.
pub(super) fn nest(rows: &mut [Vec<Glyph>]) {
    let body = rows.iter().flatten().map(|glyph| glyph.size).fold(0.0, f64::max);
    let capital = |glyph: &Glyph| glyph.size < 0.9 * body && glyph.text.chars().all(char::is_uppercase);
    for at in 0..rows.len() {
        if !rows[at].iter().any(capital) {
            continue;
        }
        let row = std::mem::take(&mut rows[at]);
        let reach = |glyph: &Glyph| 0.3 * glyph.size;
        let alone: Vec<bool> = (0..row.len())
            .map(|at| {
                let (glyph, before) = (&row[at], at.checked_sub(1).and_then(|at| row.get(at)));
                before.is_none_or(|before| before.end() + reach(glyph) < glyph.x)
                    && row.get(at + 1).is_none_or(|after| glyph.end() + reach(glyph) < after.x)
            })
            .collect();
        let mut kept = Vec::with_capacity(row.len());
        for (glyph, alone) in row.into_iter().zip(alone) {
            match Some(&glyph).filter(|glyph| alone && capital(glyph)).and_then(|glyph| home(rows, at, glyph))
            {
                Some((row, place)) => rows[row].insert(place, glyph),
                None => kept.push(glyph),
            }
        }
        rows[at] = kept;
    }
}

/// The row near the one at `at`, and the place between two letters of a word there, where a raised letter belongs.
fn home(rows: &[Vec<Glyph>], at: usize, raised: &Glyph) -> Option<(usize, usize)> {
    let lettered = |glyph: &Glyph| glyph.text.chars().all(char::is_alphabetic);
    (at.saturating_sub(3)..rows.len().min(at + 4)).find_map(|near| {
        let row = &rows[near];
        let place = row.partition_point(|glyph| glyph.x < raised.x);
        let (left, right) = (row.get(place.checked_sub(1)?)?, row.get(place)?);
        let size = left.size;
        let lift = (left.y - raised.y) / size;
        let within = right.x - left.end() < 0.25 * size && raised.end() < right.x + 0.4 * size;
        let fits = raised.size < 0.9 * size && (0.1..0.45).contains(&lift) && within;
        (fits && lettered(left) && lettered(right)).then_some((near, place))
    })
}

/// Joins small raised or lowered words to the word that they touch: "1" and "er", "m" and "2".
pub(super) fn raised(words: Vec<Word>) -> Vec<Word> {
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
        hosts[from..]
            .iter()
            .take_while(|host| host.0 <= word.left + reach)
            .position(|host| {
                let lift = (host.1 - word.y) / host.2;
                word.size < 0.82 * host.2 && lift.abs() > 0.12 && (-0.35..0.6).contains(&lift)
            })
            .map(|at| from + at)
    };
    let joins: Vec<(usize, usize)> = rest
        .iter()
        .enumerate()
        .filter(|(_, word)| word.chars <= 4)
        .filter_map(|(at, word)| Some((at, host_of(word)?)))
        .collect();
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
