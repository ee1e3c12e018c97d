//! Skills: groups with their labels, lists, and sentences that must stay whole.

use super::{
    Source, block,
    lines::{bare, has_words, joined, level_in},
    text_at,
};
use crate::{
    Span,
    matching::Polarity,
    resume::rows::Row,
    tailoring::{Block, Text},
};

/// Most bytes of a label.
const LABEL: usize = 48;
/// Most words of an item of a list; more make a sentence.
const ITEM: usize = 8;

/// A list as it grows, row by row.
struct List {
    label: Option<Span>,
    span: Span,
    /// It began as a single item of a list that has one a row.
    single: bool,
    bullet: bool,
    parts: Vec<Span>,
}

/// The rows of a section of skills as groups; what is no list stays a paragraph.
pub(super) fn blocks(source: &Source<'_>, rows: &[Row]) -> Vec<Block> {
    let text = source.text();
    let mut lists: Vec<List> = Vec::new();
    let mut last: Option<&Row> = None;
    for row in rows {
        let content = row.text.of(text);
        let label = label(text, row.text);
        let single = label.is_none() && !content.contains([',', ';', '•', '|']) && !ends(content);
        let labelled = lists.last().is_some_and(|list| list.label.is_some());
        let goes_on = label.is_none() && last.is_some_and(|last| source.goes_on(last, row, labelled));
        let lower = content.starts_with(|c: char| c.is_lowercase() || c == '(');
        match lists.last_mut() {
            Some(list) if goes_on && (!single_pair(list, single) || lower) && source.wraps(last, row) => {
                list.span.end = row.text.end;
                if let Some(part) = list.parts.last_mut() {
                    part.end = row.text.end;
                }
            }
            // One skill a row: they are one list.
            Some(list)
                if single
                    && list.single
                    && !row.blank_before
                    && row.level.is_none()
                    && list.bullet == row.bullet =>
            {
                list.span.end = row.text.end;
                list.parts.push(row.text);
            }
            _ => {
                let body = label.map_or(row.text, |label| Span::new(label.end, row.text.end));
                lists.push(List { label, span: row.text, single, bullet: row.bullet, parts: vec![body] });
            }
        }
        last = Some(row);
    }
    lists.into_iter().flat_map(|list| list_blocks(source, &list)).collect()
}

fn list_blocks(source: &Source<'_>, list: &List) -> Vec<Block> {
    let text = source.text();
    let items: Vec<Span> = list.parts.iter().flat_map(|part| items(text, *part)).collect();
    let words = |span: &Span| span.of(text).split_whitespace().count();
    let told = items.iter().any(|item| words(item) > ITEM);
    let guarded = |item: &Span| {
        source
            .read
            .found
            .skills
            .iter()
            .any(|mention| item.contains(mention.span) && mention.polarity != Polarity::Affirmed)
    };
    let label = list.label.map(|label| text_at(text, label)).filter(|label| has_words(&label.text));
    if told || items.is_empty() || list.label.is_none() && list.single && items.len() == 1 {
        let whole = bare(text, list.span);
        return vec![block((list.bullet, Text { text: joined(whole.of(text)), spans: vec![whole] }))];
    }
    // A word that lowers what follows it (« notions de ») must lower nothing else.
    let (plain, kept): (Vec<Span>, Vec<Span>) = match list.label {
        None => items.into_iter().partition(|item| !guarded(item)),
        Some(_) => (items, Vec::new()),
    };
    let mut blocks = Vec::new();
    if !plain.is_empty() {
        let items = plain.into_iter().map(|span| text_at(text, span)).collect();
        blocks.push(Block::Group { label, items });
    }
    blocks.extend(kept.into_iter().map(|span| Block::Paragraph(text_at(text, span))));
    blocks
}

fn single_pair(list: &List, single: bool) -> bool {
    single && list.single
}

fn ends(content: &str) -> bool {
    content.ends_with('.')
}

/// « Langages » of « Langages : Python, SQL », or in a column of its own.
fn label(text: &str, row: Span) -> Option<Span> {
    let content = row.of(text);
    let column = || {
        let at = content.find('\t')?;
        let cell = &content[..at];
        (cell.split_whitespace().count() <= 4 && level_in(cell).is_none()).then_some(at)
    };
    let at = content.find(':').or_else(column)?;
    let label = bare(text, Span::new(row.start, row.start + at));
    let rest = content.get(at + 1..).unwrap_or_default();
    let fits = at < LABEL && !label.is_empty() && !label.of(text).contains(',') && !rest.starts_with("//");
    (fits && has_words(rest)).then_some(label)
}

/// The items between commas, semicolons, bars and full stops outside brackets.
fn items(text: &str, span: Span) -> Vec<Span> {
    let content = span.of(text);
    let mut depth = 0_i32;
    let mut start = 0;
    let mut out = Vec::new();
    let mut push = |from: usize, to: usize| {
        let item = bare(text, Span::new(span.start + from, span.start + to));
        if has_words(item.of(text)) {
            out.push(item);
        }
    };
    let mut level = level_in(content);
    for (at, c) in content.char_indices() {
        if let Some(drawn) = level.filter(|drawn| drawn.start == at) {
            // « Anglais ★★★ (technique) » is one thing.
            if depth <= 0 && !content[drawn.end..].trim_start().starts_with('(') {
                push(start, at);
                start = drawn.end;
            }
            level = level_in(&content[drawn.end..])
                .map(|next| Span::new(drawn.end + next.start, drawn.end + next.end));
        }
        let spaced = || content[at + c.len_utf8()..].chars().next().is_none_or(char::is_whitespace);
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            ',' | ';' | '.' if depth <= 0 && spaced() => {
                push(start, at);
                start = at + 1;
            }
            '•' | '|' | '·' | '\t' if depth <= 0 => {
                push(start, at);
                start = at + c.len_utf8();
            }
            _ => {}
        }
    }
    push(start, content.len());
    out
}
