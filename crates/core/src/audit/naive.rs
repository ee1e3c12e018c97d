//! Two readings of one file side by side, word by word.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::{Span, document::lines_of, text::fold_key};

/// Words compared of each reading; what follows is taken for the same.
const MOST: usize = 6_000;

/// What a simple reader makes of a file, beside what ours does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Comparison {
    /// Words of our reading.
    pub words: u32,
    /// Words of ours that the simple reader loses or breaks.
    pub lost: u32,
    /// Of these, words whose letters it has, in pieces or run together with others.
    #[serde(default)]
    pub broken: u32,
    /// Words that it gives in another order.
    pub moved: u32,
    /// Words on lines in which it mixes words of distant lines, as where columns run into one another.
    pub mixed: u32,
    /// Words that only it gives: pieces of broken words, hidden text.
    pub added: u32,
    /// The lines of both, those that belong together on one row.
    pub rows: Vec<Row>,
}

/// A row of a [`Comparison`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Row {
    /// A line of our reading.
    pub ours: Option<Side>,
    /// A line of the simple one.
    pub theirs: Option<Side>,
}

/// One line of one reading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Side {
    /// Its number, from 1.
    pub line: u32,
    /// The line in pieces.
    pub pieces: Vec<Piece>,
}

/// Words of a line that fared alike.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Piece {
    /// The words.
    pub text: String,
    /// How they fared.
    pub mark: Mark,
}

/// How a word fared between two readings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// Both readings have it at this place.
    Same,
    /// Both have it, in another order.
    Moved,
    /// The other reading does not have it.
    Only,
}

impl Row {
    /// True when some word of the row fared badly.
    pub fn differs(&self) -> bool {
        [&self.ours, &self.theirs]
            .into_iter()
            .flatten()
            .any(|side| side.pieces.iter().any(|piece| piece.mark != Mark::Same))
    }
}

/// Compares our reading of a file with that of a simple reader.
///
/// ```
/// use sartor_core::audit::{Mark, compare};
/// let seen = compare("Compétences\nRust\nExpérience\nNantes", "Compétences Expérience\nRust Nan tes");
/// assert_eq!((seen.words, seen.lost, seen.broken, seen.moved, seen.added), (4, 1, 1, 1, 2));
/// ```
pub fn compare(ours: &str, theirs: &str) -> Comparison {
    let (left, right) = (words(ours), words(theirs));
    let keys = |words: &[Word]| words.iter().map(|word| word.key.clone()).collect::<Vec<String>>();
    let (left_keys, right_keys) = (keys(&left), keys(&right));
    let mut same = Vec::new();
    let mut marks = (vec![Mark::Only; left.len()], vec![Mark::Only; right.len()]);
    for op in capture_diff_slices(Algorithm::Myers, &left_keys, &right_keys) {
        if let DiffOp::Equal { old_index, new_index, len } = op {
            for at in 0..len {
                marks.0[old_index + at] = Mark::Same;
                marks.1[new_index + at] = Mark::Same;
                same.push((left[old_index + at].line, right[new_index + at].line));
            }
        }
    }
    let mut lines: Vec<(usize, usize)> = same.clone();
    for (at, other) in pair_moved(&left_keys, &right_keys, &mut marks) {
        lines.push((left[at].line, right[other].line));
    }
    let count = |marks: &[Mark], mark| {
        u32::try_from(marks.iter().filter(|own| **own == mark).count()).unwrap_or(u32::MAX)
    };
    Comparison {
        words: u32::try_from(left.len()).unwrap_or(u32::MAX),
        lost: count(&marks.0, Mark::Only),
        broken: broken((&left_keys, &marks.0), (&right_keys, &marks.1)),
        moved: count(&marks.0, Mark::Moved),
        mixed: mixed(&lines),
        added: count(&marks.1, Mark::Only),
        rows: rows(&sides(ours, &left, &marks.0), &sides(theirs, &right, &marks.1), &same),
    }
}

struct Word {
    key: String,
    span: Span,
    /// Its line, from 0 among those that hold something.
    line: usize,
}

/// The words of a reading; signs alone are none.
fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    for (line, span) in lines_of(text).enumerate() {
        let content = span.of(text);
        for word in content.split_whitespace() {
            let key: String = fold_key(word).chars().filter(|c| c.is_alphanumeric()).collect();
            if key.is_empty() || words.len() >= MOST {
                continue;
            }
            let start = span.start + word.as_ptr() as usize - content.as_ptr() as usize;
            words.push(Word { key, span: Span::new(start, start + word.len()), line });
        }
    }
    words
}

/// Words of lines of the simple reader in which distant lines of ours meet, each with several words.
fn mixed(pairs: &[(usize, usize)]) -> u32 {
    let mut lines: BTreeMap<usize, BTreeMap<usize, u32>> = BTreeMap::new();
    for (ours, theirs) in pairs {
        *lines.entry(*theirs).or_default().entry(*ours).or_default() += 1;
    }
    // A line that joins neighbours is a paragraph without its line ends.
    let meets = |origins: &&BTreeMap<usize, u32>| {
        let mut runs: Vec<(usize, u32)> = Vec::new();
        for (line, words) in *origins {
            match runs.last_mut() {
                Some(last) if last.0 + 1 >= *line => *last = (*line, last.1 + words),
                _ => runs.push((*line, *words)),
            }
        }
        runs.iter().filter(|(_, words)| *words > 1).count() > 1
    };
    lines.values().filter(meets).map(|origins| origins.values().sum::<u32>()).sum()
}

/// Words that only ours has and whose letters stand, one after the other, among what only the simple reader has.
fn broken(ours: (&[String], &[Mark]), theirs: (&[String], &[Mark])) -> u32 {
    let only = |(keys, marks): (&[String], &[Mark])| -> Vec<String> {
        keys.iter().zip(marks).filter(|(_, mark)| **mark == Mark::Only).map(|(key, _)| key.clone()).collect()
    };
    let letters = only(theirs).concat();
    let found = only(ours).iter().filter(|key| letters.contains(key.as_str())).count();
    u32::try_from(found).unwrap_or(u32::MAX)
}

/// Pairs the words that both readings have, though not at the same place.
fn pair_moved(left: &[String], right: &[String], marks: &mut (Vec<Mark>, Vec<Mark>)) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    let mut free: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, key) in right.iter().enumerate().rev().filter(|(at, _)| marks.1[*at] == Mark::Only) {
        free.entry(key).or_default().push(at);
    }
    for (at, key) in left.iter().enumerate() {
        if marks.0[at] != Mark::Only {
            continue;
        }
        if let Some(other) = free.get_mut(key.as_str()).and_then(Vec::pop) {
            marks.0[at] = Mark::Moved;
            marks.1[other] = Mark::Moved;
            pairs.push((at, other));
        }
    }
    pairs
}

/// The lines of a reading in pieces.
fn sides(text: &str, words: &[Word], marks: &[Mark]) -> Vec<Side> {
    let mut sides: Vec<Side> = lines_of(text)
        .map(|span| {
            let line = 1 + text[..span.start].matches('\n').count();
            Side { line: u32::try_from(line).unwrap_or(u32::MAX), pieces: Vec::new() }
        })
        .collect();
    let mut words = words.iter().zip(marks).peekable();
    while let Some((word, mark)) = words.next() {
        let mut span = word.span;
        // Signs between words that fared alike go with them.
        while let Some((next, _)) = words.next_if(|(next, own)| next.line == word.line && *own == mark) {
            span.end = next.span.end;
        }
        let text = span.of(text).split_whitespace().collect::<Vec<_>>().join(" ");
        sides[word.line].pieces.push(Piece { text, mark: *mark });
    }
    sides
}

/// Lines that share a word go on one row, each with the first that fits.
fn rows(ours: &[Side], theirs: &[Side], same: &[(usize, usize)]) -> Vec<Row> {
    let mut rows = Vec::new();
    let (mut left, mut right) = (0, 0);
    let row =
        |ours: Option<&Side>, theirs: Option<&Side>| Row { ours: ours.cloned(), theirs: theirs.cloned() };
    for (at_left, at_right) in same {
        if *at_left < left || *at_right < right {
            continue;
        }
        rows.extend(ours[left..*at_left].iter().map(|side| row(Some(side), None)));
        rows.extend(theirs[right..*at_right].iter().map(|side| row(None, Some(side))));
        rows.push(row(Some(&ours[*at_left]), Some(&theirs[*at_right])));
        (left, right) = (at_left + 1, at_right + 1);
    }
    rows.extend(ours[left..].iter().map(|side| row(Some(side), None)));
    rows.extend(theirs[right..].iter().map(|side| row(None, Some(side))));
    rows.retain(|row| [&row.ours, &row.theirs].into_iter().flatten().any(|side| !side.pieces.is_empty()));
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_the_same_is_the_same() {
        let text = "Zoé Martin\n\n• Développeuse « back-end »\n";
        let seen = compare(text, &text.replace('é', "e\u{301}"));
        assert_eq!((seen.lost, seen.moved, seen.added), (0, 0, 0), "{seen:?}");
        assert!(seen.rows.iter().all(|row| !row.differs() && row.ours.is_some() && row.theirs.is_some()));
    }

    #[test]
    fn columns_that_run_into_one_another_are_moved() {
        let ours = "a1 b1\na2 b2\na3 b3\nx1 y1\nx2 y2\nx3 y3";
        let seen = compare(ours, "a1 b1 x1 y1\na2 b2 x2 y2\na3 b3 x3 y3");
        assert_eq!((seen.lost, seen.added, seen.mixed), (0, 0, 12));
        assert!((4..=8).contains(&seen.moved), "{seen:?}");
        let turned = compare(ours, "x1 y1\nx2 y2\nx3 y3\na1 b1\na2 b2\na3 b3");
        assert_eq!((turned.moved, turned.mixed), (6, 0), "a side read first is no mixture");
        assert_eq!(
            compare(ours, "a1 b1 a2 b2 a3 b3\nx1 y1 x2 y2 x3 y3").mixed,
            0,
            "nor is a paragraph in one line"
        );
    }

    #[test]
    fn broken_words_are_lost() {
        let seen = compare("EXPERIENCE\nJan 2022", "EXPERIENC E\nJan 2 0 2 2");
        assert_eq!((seen.lost, seen.broken, seen.added), (2, 2, 6));
        let seen = compare("Font scaling\nJava", "Fontscaling");
        assert_eq!((seen.lost, seen.broken), (3, 2));
        assert_eq!(compare("", "").rows, []);
        assert_eq!(compare("un", "").lost, 1);
    }
}
