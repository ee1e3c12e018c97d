//! Heads and feet that stand on several pages: a name, a contact, the number of the page.

use super::rows::{Row, Word, rows};

/// Share of the height of a page, at each end, where a head or a foot may stand.
const BAND: f64 = 0.12;
/// Baselines of one head on two pages differ by less, in points.
const SAME_PLACE: f64 = 3.0;
/// A foot with the number of the page, their count and at most this many letters says nothing else.
const PAGE_WORDS: usize = 10;

/// The upright words of a page.
pub(super) struct Page<'a> {
    pub(super) height: f64,
    pub(super) words: &'a mut Vec<Word>,
}

/// What was taken: rows with the number of their page from 0, each once.
#[derive(Debug, Default)]
pub(super) struct Running {
    pub(super) heads: Vec<(usize, Vec<Row>)>,
    pub(super) feet: Vec<(usize, Vec<Row>)>,
}

/// Takes heads and feet from the pages.
pub(super) fn take(pages: &mut [Page<'_>]) -> Running {
    let mut running = Running::default();
    for head in [true, false] {
        let edges: Vec<Vec<Edge>> =
            pages.iter().enumerate().map(|(at, page)| edge(page, at, pages.len(), head)).collect();
        let mut kept: Vec<String> = Vec::new();
        for at in 0..edges.len() {
            let repeats = |row: &&Edge| {
                row.counts && edges.len() > 1
                    || edges
                        .iter()
                        .enumerate()
                        .any(|(other, rows)| other != at && rows.iter().any(|other| row.is_again(other)))
            };
            // From the edge inwards: what stands within the text of a page belongs to it.
            let taken: Vec<&Edge> = edges[at].iter().take_while(repeats).collect();
            let Some(limit) =
                taken.iter().map(|edge| edge.row.y).reduce(|a, b| if head { a.max(b) } else { a.min(b) })
            else {
                continue;
            };
            let mut rows: Vec<Row> = Vec::new();
            for edge in taken {
                let text = edge.pieces.concat();
                if !edge.counts && !kept.contains(&text) {
                    kept.push(text);
                    rows.push(edge.row.clone());
                }
            }
            pages[at].words.retain(|word| {
                if head { word.y > limit + 0.5 * word.size } else { word.y < limit - 0.5 * word.size }
            });
            rows.sort_by(|a, b| a.y.total_cmp(&b.y));
            if !rows.is_empty() {
                if head { &mut running.heads } else { &mut running.feet }.push((at, rows));
            }
        }
    }
    running
}

/// A row near the edge of a page.
#[derive(Debug)]
struct Edge {
    row: Row,
    page: usize,
    /// Text and numbers in turn.
    pieces: Vec<String>,
    /// The number of the page and how many there are, nothing else.
    counts: bool,
}

/// The rows in the band at an end of the page, from the edge inwards.
fn edge(page: &Page<'_>, at: usize, count: usize, head: bool) -> Vec<Edge> {
    let inside =
        |word: &&Word| if head { word.y < BAND * page.height } else { word.y > (1.0 - BAND) * page.height };
    let mut rows = rows(page.words.iter().filter(inside).cloned().collect());
    if !head {
        rows.reverse();
    }
    rows.into_iter().map(|row| Edge::new(row, at, count)).collect()
}

impl Edge {
    fn new(row: Row, page: usize, count: usize) -> Self {
        let mut pieces: Vec<String> = Vec::new();
        for c in row.words.iter().flat_map(|word| word.text.chars()) {
            match pieces.last_mut() {
                Some(last) if last.ends_with(|last: char| last.is_ascii_digit() == c.is_ascii_digit()) => {
                    last.push(c)
                }
                _ => pieces.push(c.to_string()),
            }
        }
        let numbers: Vec<usize> = pieces.iter().filter_map(|piece| piece.parse().ok()).collect();
        let letters = |piece: &String| piece.chars().filter(|c| c.is_alphabetic()).count();
        // "1 / 3" and "Page 1 of 3" say the page, "Zoé Martin 1 / 3" a name as well.
        let (all, last) =
            (pieces.iter().map(letters).sum::<usize>(), pieces.iter().rev().nth(1).map_or(0, letters));
        let counts = numbers == [page + 1, count] && all <= PAGE_WORDS && (all == 0) == (last == 0);
        Self { row, page, pieces, counts }
    }

    /// True for the same row on another page: the same place, the same text, but for a number that goes up with the pages.
    fn is_again(&self, other: &Self) -> bool {
        let alike = |a: &String, b: &String| {
            a == b
                || matches!((a.parse::<usize>(), b.parse::<usize>()), (Ok(a), Ok(b)) if a + other.page == b + self.page)
        };
        (self.row.y - other.row.y).abs() < SAME_PLACE
            && self.pieces.len() == other.pieces.len()
            && self.pieces.iter().zip(&other.pieces).all(|(a, b)| alike(a, b))
    }
}
