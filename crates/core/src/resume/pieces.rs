//! A line cut where resumes cut their lines: bars, wide spaces, dashes, middle dots.

use std::cell::LazyCell;

use super::rows::trimmed_of;
use crate::{Span, text::apart};

/// The pieces of a line between strong separators, without white space, emphasis and stray signs; empty ones are left out.
pub(crate) fn pieces(text: &str, span: Span) -> Vec<Span> {
    let content = span.of(text);
    let mut cuts: Vec<(usize, usize)> = Vec::new();
    // Words whose letters are apart have wide spaces between them.
    let spaced = LazyCell::new(|| apart(content));
    let bytes = content.as_bytes();
    for (at, c) in content.char_indices() {
        let next = at + c.len_utf8();
        if c.is_ascii_alphanumeric() {
            continue;
        }
        let space_before = || content[..at].ends_with(char::is_whitespace);
        let space_after = || content[next..].starts_with(char::is_whitespace);
        let cut = match c {
            '|' | '\t' | '•' | '●' | '▪' | '¦' | '│' | '§' => true,
            '·' | '⋅' | '/' | '∙' | ';' => space_before() && space_after() || matches!(c, '∙'),
            '-' | '–' | '—' | '―' | '‒' | '~' => space_before() && space_after(),
            ' ' | '\u{a0}' => {
                bytes.get(next) == Some(&b' ') && !spaced.iter().any(|span| span.start < at && at < span.end)
            }
            // Icons stand beside what they mark.
            _ => is_icon(c),
        };
        if cut {
            cuts.push((at, next));
        }
    }
    let mut out = Vec::with_capacity(cuts.len() + 1);
    let mut start = 0;
    for (from, to) in cuts.into_iter().chain([(content.len(), content.len())]) {
        push(text, Span::new(span.start + start, span.start + from), &mut out);
        start = to;
    }
    out
}

fn push(text: &str, span: Span, out: &mut Vec<Span>) {
    let span = trimmed_of(text, span, |c| {
        c.is_whitespace()
            || matches!(c, '*' | '_' | '`' | ',' | ';' | ':' | '-' | '–' | '—' | '|' | '/' | '\u{fe0f}')
    });
    if !span.is_empty() {
        out.push(span);
    }
}

/// Pictograms and the private area of icon fonts.
pub(crate) const fn is_icon(c: char) -> bool {
    matches!(c, '\u{2190}'..='\u{21ff}' | '\u{2600}'..='\u{27bf}' | '\u{1f000}'..='\u{1faff}' | '\u{e000}'..='\u{f8ff}' | '\u{2300}'..='\u{23ff}')
}

/// The pieces between commas outside brackets.
pub(crate) fn commas(text: &str, span: Span) -> Vec<Span> {
    let content = span.of(text);
    let mut out = Vec::new();
    if !content.contains(',') {
        push(text, span, &mut out);
        return out;
    }
    let mut depth = 0_i32;
    let mut start = 0;
    for (at, c) in content.char_indices() {
        match c {
            '(' | '[' | '«' | '“' => depth += 1,
            ')' | ']' | '»' | '”' => depth -= 1,
            ',' if depth <= 0 && content[at + 1..].starts_with(char::is_whitespace) => {
                push(text, Span::new(span.start + start, span.start + at), &mut out);
                start = at + 1;
            }
            _ => {}
        }
    }
    push(text, Span::new(span.start + start, span.end), &mut out);
    out
}
