//! The reading order: what a simple reader makes of the file, columns, tables, text boxes, spaced letters.

use minijinja::{Value, context};

use super::case::Case;
use crate::{
    Span,
    document::{FrameKind, Line},
};

/// Points that a line stands higher than the one read before it, where a new column begins.
const UP: f32 = 60.0;
/// Points between the left edges of two columns.
const APART: f32 = 90.0;
/// Lines of a column, so that a date beside a title is none.
const LINES: usize = 5;
/// Single letters in a row that make a spaced word.
const SPACED: usize = 4;

pub(super) fn check(case: &mut Case<'_>) {
    compared(case);
    columns(case);
    framed(case, FrameKind::Table, "order.tables");
    framed(case, FrameKind::TextBox, "order.text_boxes");
    spaced(case);
}

fn compared(case: &mut Case<'_>) {
    match case.naive {
        None => {}
        Some(Err(code)) => case.raise_whole("order.naive_failed", context! { reason => code }),
        Some(Ok(seen)) => {
            let percent = |count: u32| (count * 100).checked_div(seen.words).unwrap_or(0);
            let (mixed, moved) = (percent(seen.mixed), percent(seen.moved));
            let (gone, lost) = (percent(seen.lost.saturating_sub(seen.broken)), percent(seen.lost));
            if mixed >= case.rules.limits.moved_percent {
                case.raise_whole("order.interleaved", context! { percent => mixed });
            } else if moved >= case.rules.limits.moved_percent {
                case.raise_whole("order.moved", context! { percent => moved });
            }
            // Said once: a word that is gone weighs more than one whose letters are there.
            if gone >= case.rules.limits.lost_percent {
                case.raise_whole("order.lost_words", context! { percent => gone });
            } else if lost >= case.rules.limits.lost_percent {
                case.raise_whole("order.cut_words", context! { percent => lost });
            }
        }
    }
}

fn columns(case: &mut Case<'_>) {
    let told = case.document.frames.iter().find(|frame| frame.kind == FrameKind::Columns);
    let drawn = || {
        let lines = &case.document.lines;
        (1..lines.len()).find(|at| turns(lines, *at)).map(|at| lines[at].span)
    };
    let place = told.map(|frame| frame.span).or_else(drawn);
    if let Some(place) = place {
        let first = case.line_of(place.start);
        case.raise_at("order.columns", &[first]);
    }
}

/// True where a new column begins: higher up and well beside what was read before, both of some lines side by side.
fn turns(lines: &[Line], at: usize) -> bool {
    let (before, after) = (&lines[at - 1], &lines[at]);
    if before.page != after.page || before.y - after.y < UP || (before.x - after.x).abs() < APART {
        return false;
    }
    let beside = |line: &&Line, column: f32| line.page == after.page && (line.x - column).abs() < APART / 2.0;
    let left: Vec<f32> =
        lines[..at].iter().rev().filter(|line| beside(line, before.x)).map(|line| line.y).collect();
    let right: Vec<f32> =
        lines[at..].iter().filter(|line| beside(line, after.x)).map(|line| line.y).collect();
    let range = |ys: &[f32]| {
        ys.iter().fold((f32::INFINITY, f32::NEG_INFINITY), |(low, high), y| (low.min(*y), high.max(*y)))
    };
    let (low, high) = (range(&left).0.max(range(&right).0), range(&left).1.min(range(&right).1));
    let within = |ys: &[f32]| ys.iter().filter(|y| (low..=high).contains(*y)).count();
    within(&left) >= LINES && within(&right) >= LINES
}

fn framed(case: &mut Case<'_>, kind: FrameKind, code: &str) {
    let text = case.text();
    let spans: Vec<Span> = case
        .document
        .frames
        .iter()
        .filter(|frame| frame.kind == kind && frame.span.of(text).contains(char::is_alphabetic))
        .map(|frame| case.line_of(frame.span.start))
        .collect();
    if !spans.is_empty() {
        let evidence = spans.iter().map(|span| case.at(*span)).collect();
        case.raise(code, evidence, Value::UNDEFINED);
    }
}

fn spaced(case: &mut Case<'_>) {
    let text = case.text();
    let spans: Vec<Span> = case.lines().filter(|line| is_spaced(line.of(text))).collect();
    if !spans.is_empty() {
        return case.raise_at("order.spaced_letters", &spans);
    }
    // Our reader joins such letters in a PDF; the simple one shows them as they were written.
    let Some(Ok(seen)) = case.naive else { return };
    let theirs = seen.rows.iter().filter_map(|row| row.theirs.as_ref());
    let lines: Vec<String> = theirs
        .map(|side| side.pieces.iter().map(|piece| piece.text.as_str()).collect::<Vec<_>>().join(" "))
        .filter(|line| is_spaced(line))
        .collect();
    if !lines.is_empty() {
        let evidence = lines.iter().map(|line| case.beside(line, None)).collect();
        case.raise("order.spaced_letters", evidence, Value::UNDEFINED);
    }
}

/// True for a line with a word in spaced capitals: « C O M P É T E N C E S ».
fn is_spaced(line: &str) -> bool {
    let mut run = 0;
    for word in line.split_whitespace() {
        let mut chars = word.chars();
        let single = matches!((chars.next(), chars.next()), (Some(c), None) if c.is_uppercase());
        run = if single { run + 1 } else { 0 };
        if run > SPACED {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaced_words_are_told_from_initials() {
        assert!(is_spaced("S K I L L S") && is_spaced("E X P É R I E N C E  2020"));
        assert!(!is_spaced("J. R. R. Tolkien") && !is_spaced("plan A B C") && !is_spaced("à y a x c v"));
    }
}
