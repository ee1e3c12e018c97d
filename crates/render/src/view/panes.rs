//! Resume and posting as they stand, with the places marked that the report speaks of.

use std::collections::BTreeSet;

use sartor_core::report::{RequirementReport, Strength};
use serde::Serialize;

use crate::{ReportContext, quote::safe};

/// Requirements whose places light up together; those after them are marked too, but each by itself.
const TOGETHER: usize = 40;

/// A text, line by line.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Pane {
    /// Its lines.
    pub lines: Vec<PaneLine>,
}

/// A line of a text.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct PaneLine {
    /// Its number, from 1.
    pub number: usize,
    /// Its parts, in order.
    pub pieces: Vec<Piece>,
}

/// A part of a line.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Piece {
    /// The words.
    pub text: String,
    /// Number of the requirement that they show or ask, from 1; 0 of others.
    pub of: usize,
    /// Its name for links: `cv-3` is the first place of the third requirement.
    pub anchor: Option<String>,
    /// How it is marked.
    pub class: String,
}

/// A place to mark.
struct Place {
    start: usize,
    end: usize,
    of: usize,
    class: &'static str,
}

/// The resume, with what it shows.
pub(super) fn resume(ordered: &[&RequirementReport], context: &ReportContext<'_>) -> Pane {
    let mut places = Vec::new();
    for (at, one) in ordered.iter().enumerate() {
        places.extend(one.evidence.iter().map(|quote| Place {
            start: quote.start,
            end: quote.end,
            of: at + 1,
            class: if quote.strength == Strength::None { "not" } else { "shown" },
        }));
    }
    pane(context.resume_text, places, "cv")
}

/// The posting, with what it asks.
pub(super) fn posting(ordered: &[&RequirementReport], context: &ReportContext<'_>) -> Pane {
    let mut places = Vec::new();
    for (at, one) in ordered.iter().enumerate() {
        let class = super::status_id(one.status);
        places.extend(one.source.iter().map(|quote| Place {
            start: quote.start,
            end: quote.end,
            of: at + 1,
            class,
        }));
    }
    pane(context.posting_text, places, "ad")
}

fn pane(text: &str, mut places: Vec<Place>, prefix: &str) -> Pane {
    places.retain(|place| place.start < place.end && text.get(place.start..place.end).is_some());
    // Of places that overlap, the longer one is marked: it holds the other's words.
    places.sort_by_key(|place| (place.start, std::cmp::Reverse(place.end), place.of));
    let mut free = 0;
    places.retain(|place| {
        let keeps = place.start >= free;
        if keeps {
            free = place.end;
        }
        keeps
    });
    let mut named = BTreeSet::new();
    let mut lines = Vec::new();
    let mut from = 0;
    for (index, line) in text.split('\n').enumerate() {
        let until = from + line.len();
        let mut pieces = Vec::new();
        let mut at = from;
        for place in places.iter().filter(|place| place.start < until && place.end > from) {
            let (start, end) = (place.start.max(from), place.end.min(until));
            plain(&mut pieces, text, at, start);
            let together = if place.of <= TOGETHER { format!(" m{}", place.of) } else { String::new() };
            pieces.push(Piece {
                text: safe(&text[start..end]),
                of: place.of,
                anchor: named.insert(place.of).then(|| format!("{prefix}-{}", place.of)),
                class: format!("{}{together}", place.class),
            });
            at = end;
        }
        plain(&mut pieces, text, at, until);
        lines.push(PaneLine { number: index + 1, pieces });
        from = until + 1;
    }
    while lines.last().is_some_and(|line| line.pieces.is_empty()) {
        lines.pop();
    }
    Pane { lines }
}

fn plain(pieces: &mut Vec<Piece>, text: &str, start: usize, end: usize) {
    if start < end {
        pieces.push(Piece { text: safe(&text[start..end]), ..Piece::default() });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(start: usize, end: usize, of: usize) -> Place {
        Place { start, end, of, class: "shown" }
    }

    #[test]
    fn every_word_stands_once_and_the_longer_place_wins() {
        let text = "PostgreSQL et\nRedis, Redis\n\n";
        let pane =
            pane(text, vec![place(7, 10, 2), place(0, 10, 1), place(14, 19, 3), place(21, 26, 3)], "cv");
        let whole: Vec<String> = pane
            .lines
            .iter()
            .map(|line| line.pieces.iter().map(|piece| piece.text.as_str()).collect())
            .collect();
        assert_eq!(whole, ["PostgreSQL et", "Redis, Redis"]);
        let marked: Vec<(usize, Option<&str>)> = pane
            .lines
            .iter()
            .flat_map(|line| &line.pieces)
            .filter(|piece| piece.of > 0)
            .map(|piece| (piece.of, piece.anchor.as_deref()))
            .collect();
        assert_eq!(marked, [(1, Some("cv-1")), (3, Some("cv-3")), (3, None)]);
    }

    #[test]
    fn a_place_over_two_lines_is_marked_on_both() {
        let pane = pane("a React\nNative b", vec![place(2, 14, 1)], "ad");
        assert_eq!(pane.lines[0].pieces[1].text, "React");
        assert_eq!((pane.lines[1].pieces[0].text.as_str(), pane.lines[1].pieces[0].of), ("Native", 1));
        assert_eq!(pane.lines[1].pieces[0].anchor, None, "one name for one thing");
    }
}
