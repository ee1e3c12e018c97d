//! A text cut into sentences; of a letter, a line end within a paragraph ends none.

use crate::{Span, text::fold_key};

/// The sentences of `text`; of a resume, its lines.
pub(super) fn sentences(text: &str, by_line: bool) -> Vec<Span> {
    let mut list = Vec::new();
    let mut start = 0;
    let bytes = text.as_bytes();
    for (at, c) in text.char_indices() {
        let next = at + c.len_utf8();
        let ends = match c {
            '\n' => {
                by_line || bytes.get(next).is_none_or(|b| *b == b'\n') || text[start..at].trim().len() < SHORT
            }
            '.' | '!' | '?' => {
                text[next..].starts_with(char::is_whitespace) && !is_abbreviation(&text[start..at])
            }
            _ => false,
        };
        if ends {
            push(text, Span::new(start, next), &mut list);
            start = next;
        }
    }
    push(text, Span::new(start, text.len()), &mut list);
    list
}

/// A line shorter than this stands by itself: a part of an address.
const SHORT: usize = 48;

fn push(text: &str, span: Span, list: &mut Vec<Span>) {
    let content = span.of(text);
    let from = content.len() - content.trim_start().len();
    let end = content.trim_end().len();
    if from < end {
        list.push(Span::new(span.start + from, span.start + end));
    }
}

/// « réf. », "Ms.", an initial.
fn is_abbreviation(before: &str) -> bool {
    let word = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    word.chars().count() == 1
        || matches!(
            fold_key(word).as_str(),
            "ref" | "mr" | "mrs" | "ms" | "dr" | "tel" | "inc" | "ltd" | "st" | "no"
        )
}

/// A word of a text: its place, folded.
#[derive(Debug, Clone)]
pub(super) struct Word {
    pub(super) span: Span,
    pub(super) key: String,
}

/// The words and numbers of a part of a text.
pub(super) fn words(text: &str, span: Span) -> Vec<Word> {
    let content = span.of(text);
    let mut list = Vec::new();
    let mut start: Option<usize> = None;
    let chars: Vec<(usize, char)> = content.char_indices().collect();
    for (index, &(at, c)) in chars.iter().enumerate() {
        let inside = c.is_alphanumeric() || {
            let before = index.checked_sub(1).map(|before| chars[before].1);
            let after = chars.get(index + 1).map(|(_, c)| *c);
            let digits = before.zip(after).is_some_and(|(a, b)| a.is_ascii_digit() && b.is_ascii_digit());
            // Signs within a number: « 1,2 », « 40 000 », "41.5".
            digits
                && (matches!(c, ',' | '.')
                    || is_group(&chars[index + 1..]) && matches!(c, ' ' | '\u{a0}' | '\u{202f}'))
        };
        match (inside, start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                list.push(word(content, span.start, from, at));
                start = None;
            }
            _ => {}
        }
    }
    if let Some(from) = start {
        list.push(word(content, span.start, from, content.len()));
    }
    list
}

fn word(content: &str, base: usize, from: usize, to: usize) -> Word {
    Word { span: Span::new(base + from, base + to), key: fold_key(&content[from..to]) }
}

/// Three digits and no more: a group of thousands.
fn is_group(rest: &[(usize, char)]) -> bool {
    rest.len() >= 3
        && rest[..3].iter().all(|(_, c)| c.is_ascii_digit())
        && rest.get(3).is_none_or(|(_, c)| !c.is_ascii_digit())
}
