//! Dates in a narrow column beside their text: one that wraps goes on in its own cell, not after the text.

use super::rows::{Row, STRETCH, Word};

/// Edges nearer than this, in points, are one edge.
const ALIGNED: f64 = 1.5;

/// The rows of a block, the second line of a date put after the first: « sept. 2019 – août » over « 2021 ».
pub(super) fn cells_joined(mut rows: Vec<Row>) -> Vec<Row> {
    for at in 1..rows.len() {
        let (before, after) = rows.split_at_mut(at);
        let (Some(above), Some(below)) = (before.last_mut(), after.first_mut()) else { continue };
        if let Some((first, second)) = wrapped(above, below) {
            let rest: Vec<Word> = below.words.drain(..second).collect();
            above.words.splice(first..first, rest);
        }
    }
    rows
}

/// How many words the cells at the left of both rows have, where the second cell ends what the first began.
fn wrapped(above: &Row, below: &Row) -> Option<(usize, usize)> {
    let (first, second) = (above.words.first()?, below.words.first()?);
    let second_end = below
        .words
        .windows(2)
        .position(|pair| pair[1].left - pair[0].right > STRETCH * pair[0].size.max(pair[1].size))?
        + 1;
    let text = below.words.get(second_end)?;
    let first_end = above.words.iter().position(|word| (word.left - text.left).abs() < ALIGNED)?;
    let aligned = (first.left - second.left).abs() < ALIGNED && first_end > 0;
    let near = below.y - above.y < 2.0 * above.size;
    let last = above.words.get(first_end.checked_sub(1)?)?;
    let open = last.text.ends_with(['-', '–', '—'])
        || last.text.chars().any(char::is_alphabetic) && above.words[..first_end].iter().any(holds_year);
    let ends = matches!(&below.words[..second_end], [only] if is_year(only));
    (aligned && near && open && ends).then_some((first_end, second_end))
}

fn is_year(word: &Word) -> bool {
    word.text.len() == 4 && word.text.bytes().all(|b| b.is_ascii_digit())
}

/// A year, as in « 2014–Jan ».
fn holds_year(word: &Word) -> bool {
    word.text.split(|c: char| !c.is_ascii_digit()).any(|number| number.len() == 4)
}

#[cfg(test)]
mod tests {
    use super::super::rows::rows;
    use super::*;

    fn word(text: &str, left: f64, y: f64) -> Word {
        let chars = text.chars().count();
        let right = left + 5.0 * chars as f64;
        Word {
            text: text.into(),
            left,
            right,
            y,
            size: 10.0,
            bold: false,
            chars,
            spaced: false,
            begins: false,
        }
    }

    fn lines(words: Vec<Word>) -> Vec<String> {
        let text = |row: &Row| row.words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ");
        cells_joined(rows(words)).iter().map(text).collect()
    }

    #[test]
    fn a_date_goes_on_in_its_cell() {
        let upper = |last: &str| {
            vec![
                word("2019", 40.0, 100.0),
                word("–", 65.0, 100.0),
                word(last, 75.0, 100.0),
                word("Assistante", 110.0, 100.0),
            ]
        };
        let lower = vec![word("2021", 40.0, 112.0), word("Musée", 110.0, 112.0)];
        assert_eq!(lines([upper("août"), lower.clone()].concat()), ["2019 – août 2021 Assistante", "Musée"]);
        assert_eq!(lines([upper("2020"), lower].concat()), ["2019 – 2020 Assistante", "2021 Musée"]);
    }
}
