//! The lines of a resume with what their looks tell.

use std::collections::{BTreeMap, BTreeSet};

use memchr::memrchr;

use crate::{Span, document::Document};

/// One line that holds something.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Row {
    /// The line, without white space around it.
    pub(crate) line: Span,
    /// The line without its bullet sign and marks of markup.
    pub(crate) text: Span,
    /// Characters of white space before it, or points from the left where the reader knows them.
    pub(crate) indent: u32,
    /// It is an item of a list.
    pub(crate) bullet: bool,
    /// An empty line stands before it.
    pub(crate) blank_before: bool,
    /// Level of a heading by its markup.
    pub(crate) level: Option<u8>,
    /// All of it is bold.
    pub(crate) bold: bool,
    /// Size of its letters; 0 where unknown.
    pub(crate) size: f32,
    /// It stands at the head or foot of several pages.
    pub(crate) running: bool,
    /// Points that its column leaves free after it; 0 where unknown.
    room: f32,
    /// Points that a letter of it takes; 0 where unknown.
    pace: f32,
    /// It begins a column that stands beside the lines before it.
    pub(super) opens_column: bool,
    /// Another line of its column is seen to go on below for want of room: the widest line is the width of the column.
    wraps: bool,
}

impl Row {
    /// The row fills its column up to the first word of `next`, which looks like it, and goes on there.
    pub(super) fn is_full_before(&self, next: &Self, text: &str) -> bool {
        let goes_on = |content: &str| content.ends_with(|c: char| c.is_alphanumeric() || c == ',');
        let alike = self.bold == next.bold && (self.size - next.size).abs() < 0.5;
        let own = next.bullet || next.blank_before || next.level.is_some();
        (self.bold || self.wraps)
            && alike
            && !own
            && next.pace > 0.0
            && goes_on(self.text.of(text))
            && !self.is_parted(text)
            && !self.ended_before(next, text)
    }

    /// It begins further right than the one text of `head`, in points.
    pub(super) fn is_deeper_than(&self, head: &Self, text: &str) -> bool {
        self.pace > 0.0 && head.pace > 0.0 && self.indent > head.indent + 3 && !head.is_parted(text)
    }

    /// A wide gap stands in it: before what is set flush right, or in a column of its own.
    fn is_parted(&self, text: &str) -> bool {
        let content = self.text.of(text);
        content.contains("  ") || content.contains('\t')
    }

    /// The first word of `next` had room on this row: the line ended because its paragraph did.
    pub(crate) fn ended_before(&self, next: &Self, text: &str) -> bool {
        let word = next.text.of(text).split_whitespace().next().unwrap_or_default();
        next.pace > 0.0 && self.room > next.pace * (word.chars().count() + 1) as f32
    }
}

/// The rows of a document, in order; lines that do not fit the text are left out.
pub(crate) fn rows(document: &Document) -> Vec<Row> {
    let text = document.text.as_str();
    let mut rows: Vec<Row> = Vec::with_capacity(document.lines.len());
    let mut end = 0;
    let mut columns: BTreeMap<(u32, u32), f32> = BTreeMap::new();
    let mut before_it: Option<(u32, u32, f32)> = None;
    let mut places: Vec<(u32, u32)> = Vec::with_capacity(document.lines.len());
    for line in document.lines.iter().filter(|line| line.right > 0.0) {
        let right = columns.entry((line.page, line.block)).or_default();
        *right = right.max(line.right);
    }
    for line in &document.lines {
        let raw = line.span.of(text);
        let content = raw.trim();
        if content.is_empty() || line.span.start < end {
            continue;
        }
        let start = line.span.start + raw.len() - raw.trim_start().len();
        let span = Span::new(start, start + content.len());
        let blank_before =
            text.get(end..start).is_some_and(|between| between.bytes().filter(|b| *b == b'\n').count() > 1);
        let (hashes, rest) = heading_mark(text, span);
        let (sign, rest) = bullet_mark(text, rest);
        let before = memrchr(b'\n', &text.as_bytes()[..start]).map_or(0, |at| at + 1);
        let spaces = text[before..start].chars().map(|c| if c == '\t' { 4 } else { 1 }).sum::<u32>();
        rows.push(Row {
            line: span,
            text: rest,
            indent: if line.x > 0.0 { line.x as u32 } else { spaces },
            bullet: line.bullet || sign,
            blank_before: blank_before || rows.is_empty(),
            level: line.heading.or(hashes),
            bold: line.bold || is_all_bold(rest.of(text)),
            size: line.size,
            running: line.running,
            room: columns.get(&(line.page, line.block)).map_or(0.0, |right| right - line.right),
            pace: match line.right - line.x {
                width if width > 0.0 => width / content.chars().count() as f32,
                _ => 0.0,
            },
            opens_column: line.y > 0.0
                && before_it
                    .is_some_and(|(page, block, y)| page == line.page && block != line.block && line.y < y),
            wraps: false,
        });
        places.push((line.page, line.block));
        before_it = Some((line.page, line.block, line.y));
        end = span.end;
    }
    let goes_on = |above: &Row, row: &Row| {
        !row.bullet
            && row.pace > 0.0
            && row.text.of(text).starts_with(char::is_lowercase)
            && !above.ended_before(row, text)
    };
    let wrapping: BTreeSet<(u32, u32)> = (1..rows.len())
        .filter(|&at| places[at] == places[at - 1] && goes_on(&rows[at - 1], &rows[at]))
        .map(|at| places[at])
        .collect();
    for (row, place) in rows.iter_mut().zip(&places) {
        row.wraps = wrapping.contains(place);
    }
    rows
}

/// The rows without the feet of the pages, which come last and belong to no section.
pub(crate) fn without_feet(rows: &[Row]) -> &[Row] {
    let end = rows.iter().rposition(|row| !row.running).map_or(rows.len(), |last| last + 1);
    &rows[..end]
}

/// `## Formation`, as Markdown writes a heading.
fn heading_mark(text: &str, span: Span) -> (Option<u8>, Span) {
    let content = span.of(text);
    let rest = content.trim_start_matches('#');
    let level = content.len() - rest.len();
    match u8::try_from(level) {
        Ok(level @ 1..=6) if rest.starts_with(char::is_whitespace) => {
            (Some(level), trimmed(text, Span::new(span.end - rest.len(), span.end)))
        }
        _ => (None, span),
    }
}

fn bullet_mark(text: &str, span: Span) -> (bool, Span) {
    let content = span.of(text);
    let Some(first) = content.chars().next() else { return (false, span) };
    let rest = &content[first.len_utf8()..];
    let spaced = rest.starts_with(char::is_whitespace);
    let sign = match first {
        '•' | '▪' | '●' | '◦' | '‣' | '■' | '○' | '➢' | '➤' | '✓' | '✔' | '❖' | '◆' | '◇' | '□' | '▸'
        | '►' | '▶' | '\u{f0b7}' | '\u{f0a7}' | '\u{f0d8}' => true,
        '-' | '–' | '—' | '*' | '+' | '·' | '>' | '→' | '⁃' | '−' | 'o' | '»' => spaced,
        _ => false,
    };
    if !sign || rest.trim().is_empty() {
        return (false, span);
    }
    (true, trimmed(text, Span::new(span.end - rest.len(), span.end)))
}

fn is_all_bold(content: &str) -> bool {
    content
        .strip_prefix("**")
        .and_then(|rest| rest.strip_suffix("**"))
        .is_some_and(|rest| !rest.contains("**"))
}

/// The span without white space at its ends.
pub(crate) fn trimmed(text: &str, span: Span) -> Span {
    trimmed_of(text, span, char::is_whitespace)
}

/// The span without white space and marks of emphasis at its ends.
pub(crate) fn clean(text: &str, span: Span) -> Span {
    trimmed_of(text, span, |c| c.is_whitespace() || matches!(c, '*' | '_' | '`' | '\u{200b}' | '\u{feff}'))
}

/// The span without the characters of `test` at its ends.
pub(crate) fn trimmed_of(text: &str, span: Span, test: impl Fn(char) -> bool + Copy) -> Span {
    let content = span.of(text);
    let from = content.trim_start_matches(test);
    let start = span.start + content.len() - from.len();
    Span::new(start, start + from.trim_end_matches(test).len())
}

/// True when the letters of `content` are upper case, and there are some.
pub(crate) fn is_upper(content: &str) -> bool {
    let mut letters = content.chars().filter(|c| c.is_alphabetic());
    let mut count = 0;
    letters.all(|c| {
        count += 1;
        !c.is_lowercase()
    }) && count > 2
}
