//! Lines, items, sentences and clauses: how far a word of modality may reach.

use crate::{Span, document::Document};

/// A line without its bullet sign, `#`, `**` and emoji.
#[derive(Debug, Clone)]
pub(super) struct Line {
    /// The line as it stands.
    pub(super) whole: Span,
    /// Its text proper.
    pub(super) span: Span,
    /// Markup or looks say that it is a heading.
    pub(super) marked: bool,
    /// Level of the heading, where markup tells.
    pub(super) level: Option<u8>,
    pub(super) bullet: bool,
    /// An empty line stands before it.
    pub(super) apart: bool,
}

/// A list item or a paragraph, with its sentences.
#[derive(Debug, Clone)]
pub(super) struct Item {
    pub(super) span: Span,
    pub(super) bullet: bool,
    pub(super) sentences: Vec<Span>,
}

const BULLETS: [char; 14] = ['-', '*', '+', '•', '·', '▪', '●', '◦', '‣', '■', '○', '➢', '✓', '–'];

/// The lines of a document that hold words.
pub(super) fn lines(document: &Document) -> Vec<Line> {
    let text = document.text.as_str();
    let mut lines = Vec::new();
    let mut end = 0;
    for line in &document.lines {
        let whole = line.span;
        let Some(raw) = text.get(whole.start..whole.end) else { continue };
        let gap = text.get(end..whole.start).unwrap_or_default();
        let apart = lines.is_empty() || gap.bytes().filter(|b| *b == b'\n').count() > 1;
        let mut rest = raw.trim_start();
        let mut bullet = line.bullet;
        let mut level = line.heading;
        let mut bold = line.bold;
        loop {
            let before = rest;
            bullet |= level.is_none() && opens_item(rest);
            rest =
                rest.trim_start_matches(|c: char| c.is_whitespace() || c == '>' || c == '|' || is_emoji(c));
            if rest.starts_with('#') {
                let signs = rest.bytes().take_while(|b| *b == b'#').count();
                let after = &rest[signs..];
                if after.starts_with([' ', '\u{a0}']) {
                    level = level.or(Some(signs.min(6) as u8));
                    rest = after;
                }
            } else if let Some(after) = rest.strip_prefix("**").or_else(|| rest.strip_prefix("__")) {
                bold |= rest.trim_end().trim_end_matches([':', ' ']).ends_with("**")
                    && rest.matches("**").count() == 2;
                rest = after;
            } else if let Some(after) =
                rest.strip_prefix(BULLETS).filter(|after| after.starts_with([' ', '\t', '\u{a0}']))
            {
                bullet |= level.is_none();
                rest = after;
            }
            if rest == before {
                break;
            }
        }
        let trimmed = rest.trim_end_matches(|c: char| {
            c.is_whitespace() || c == '*' || c == '_' || c == '#' && level.is_some() || is_emoji(c)
        });
        let start = whole.end - rest.len();
        let span = Span::new(start, start + trimmed.len());
        if trimmed.chars().any(char::is_alphanumeric) {
            lines.push(Line { whole, span, marked: level.is_some() || bold, level, bullet, apart });
            end = whole.end;
        }
    }
    lines
}

/// A square, a tick or an arrow stands before the text, as the sign of a list item.
fn opens_item(line: &str) -> bool {
    let mut chars = line.chars();
    let sign = chars.next().is_some_and(|c| {
        matches!(u32::from(c), 0x2190..=0x21ff | 0x25a0..=0x25ff | 0x2610..=0x2612 | 0x2705 | 0x2713..=0x2718 | 0x2794..=0x27be | 0x1f449 | 0x1f538..=0x1f53b)
    });
    sign && chars.next().is_some_and(|c| c.is_whitespace() || c == '\u{fe0f}')
}

/// Signs that only adorn.
pub(super) fn is_emoji(c: char) -> bool {
    matches!(u32::from(c), 0x2190..=0x21ff | 0x2300..=0x23ff | 0x25a0..=0x27bf | 0x2b00..=0x2bff | 0xfe0e..=0xfe0f | 0x1f000..=0x1faff | 0x200d | 0xe000..=0xf8ff)
}

/// Joins wrapped lines to items, and cuts these into sentences.
pub(super) fn items(text: &str, lines: &[Line]) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    let mut last: Option<&Line> = None;
    // Where no line goes on in lower case, long lines are items of a list, not a wrapped paragraph.
    let wrapped = lines.iter().any(|line| !line.bullet && line.span.of(text).starts_with(char::is_lowercase));
    for line in lines {
        let joins = last.is_some_and(|last| {
            let before = last.span.of(text);
            let ends = before.ends_with(['.', '!', '?', ';', ':']);
            let lower = line.span.of(text).starts_with(char::is_lowercase);
            !line.apart && !line.bullet && (lower || wrapped && !ends && before.chars().count() > 55)
        });
        match items.last_mut().filter(|_| joins) {
            Some(item) => item.span.end = line.span.end,
            None => items.push(Item { span: line.span, bullet: line.bullet, sentences: Vec::new() }),
        }
        last = Some(line);
    }
    for item in &mut items {
        item.sentences = sentences(text, item.span);
    }
    items
}

/// The sentences under a span.
fn sentences(text: &str, span: Span) -> Vec<Span> {
    let part = span.of(text);
    let mut list = Vec::new();
    let mut start = 0;
    let mut depth = 0_i32;
    let mut chars = part.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        match c {
            '(' => depth += 1,
            ')' => depth = (depth - 1).max(0),
            _ => {}
        }
        let end = at + c.len_utf8();
        let next = chars.peek().map(|(_, c)| *c);
        let ends = matches!(c, '!' | '?' | ';') || c == '.' && !is_abbreviation(&part[start..at]);
        if ends && depth == 0 && next.is_some_and(char::is_whitespace) {
            push(part, start, end, span.start, &mut list);
            start = end;
        }
    }
    push(part, start, part.len(), span.start, &mut list);
    list
}

fn push(part: &str, start: usize, end: usize, by: usize, list: &mut Vec<Span>) {
    let piece = &part[start..end];
    let from = start + piece.len() - piece.trim_start().len();
    let to = start + piece.trim_end().len();
    if from < to {
        list.push(Span::new(by + from, by + to));
    }
}

fn is_abbreviation(before: &str) -> bool {
    let word =
        before.rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or_default().to_lowercase();
    matches!(
        word.as_str(),
        "e.g"
            | "i.e"
            | "ex"
            | "min"
            | "max"
            | "m"
            | "mr"
            | "ms"
            | "mrs"
            | "dr"
            | "réf"
            | "ref"
            | "env"
            | "co"
            | "inc"
            | "vs"
            | "approx"
    )
}

/// The clauses of a sentence: commas, colons, brackets and dots part them; a bracket stays with what stands before it.
pub(super) fn clauses(text: &str, sentence: Span) -> Vec<Span> {
    let part = sentence.of(text);
    let mut list = Vec::new();
    let mut start = 0;
    for (at, c) in part.char_indices() {
        let end = at + c.len_utf8();
        let next_space = part[end..].starts_with(char::is_whitespace);
        if matches!(c, ',' | ':' | ';') && (next_space || end == part.len())
            || c == ')'
            || c == '\n' && next_space
        {
            push(part, start, end, sentence.start, &mut list);
            start = end;
        }
    }
    push(part, start, part.len(), sentence.start, &mut list);
    list
}
