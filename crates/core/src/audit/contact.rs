//! How to reach the applicant.

use minijinja::Value;

use super::case::Case;
use crate::{
    Span, Spanned,
    document::FrameKind,
    resume::{SectionKind, is_possible},
};

/// Lines between two blocks of contact.
const APART: usize = 6;
/// Digits of what was meant as a phone number.
const DIGITS: usize = 6;

pub(super) fn check(case: &mut Case<'_>) {
    let contact = &case.resume.contact;
    // What a hint asks for is told as such, by `content.unfilled`.
    let asked = case.hints.iter().any(|hint| {
        let kinds = case.resume.kinds_at(hint.start);
        kinds.iter().any(|kind| matches!(kind, SectionKind::Header | SectionKind::Contact))
    });
    if contact.name.is_none() && !asked {
        case.raise_whole("contact.name", Value::UNDEFINED);
    }
    let meant = meant_as_phone(case);
    match (&contact.email, &contact.phone) {
        (None, None) if meant.is_none() && !asked => {
            case.raise_whole("contact.unreachable", Value::UNDEFINED)
        }
        (None, _) => case.raise_whole("contact.email", Value::UNDEFINED),
        (Some(_), None) if meant.is_none() => case.raise_whole("contact.phone", Value::UNDEFINED),
        _ => {}
    }
    if let Some(span) = meant {
        case.raise_at("contact.phone_invalid", &[span]);
    }
    if contact.city.is_none() {
        case.raise_whole("contact.place", Value::UNDEFINED);
    }
    in_frame(case);
    twice(case);
}

/// The contact stands nowhere but in headers, footers and text boxes.
fn in_frame(case: &mut Case<'_>) {
    let contact = &case.resume.contact;
    let told: Vec<&Spanned> =
        [&contact.email, &contact.phone].into_iter().flatten().filter(|one| !one.span.is_empty()).collect();
    let framed = |span: Span| {
        let beside = [FrameKind::Header, FrameKind::Footer, FrameKind::TextBox];
        case.document.frames.iter().any(|frame| beside.contains(&frame.kind) && frame.span.contains(span))
    };
    let elsewhere = |one: &Spanned| {
        case.text().match_indices(one.text.as_str()).any(|(at, text)| !framed(Span::new(at, at + text.len())))
    };
    if !told.is_empty() && told.iter().all(|one| framed(one.span) && !elsewhere(one)) {
        let spans: Vec<Span> = told.iter().map(|one| one.span).collect();
        case.raise_at("contact.in_frame", &spans);
    }
}

/// A number that was found and is none of its country, or what follows a word such as « tél. » and was not taken for a number.
fn meant_as_phone(case: &Case<'_>) -> Option<Span> {
    let contact = &case.resume.contact;
    if let Some(phone) = &contact.phone {
        let possible = contact.phone_e164.as_deref().is_some_and(is_possible);
        return (!possible).then_some(phone.span);
    }
    let text = case.text();
    for part in case.personal() {
        for word in case.phrases("phone", part) {
            let rest = Span::new(word.end, case.line_of(word.end).end);
            let run: &str = rest.of(text);
            let run = run.trim_start_matches(|c: char| !c.is_ascii_digit() && c != '+' && c != '(');
            let start = rest.end - run.len();
            let end = run.find(|c: char| c.is_alphabetic() || matches!(c, '|' | '\t' | ',' | ';' | '@'));
            let number = run[..end.unwrap_or(run.len())].trim_end();
            let digits = number.chars().filter(char::is_ascii_digit).count();
            if digits >= DIGITS {
                return Some(Span::new(start, start + number.len()));
            }
        }
    }
    None
}

/// Addresses in two places of the document, references apart.
fn twice(case: &mut Case<'_>) {
    let text = case.text();
    let of_others = |at: usize| {
        let kinds = case.resume.kinds_at(at);
        kinds.iter().any(|kind| matches!(kind, SectionKind::References | SectionKind::Experience))
    };
    let mut places: Vec<Span> = Vec::new();
    for (at, _) in text.match_indices('@').filter(|(at, _)| !of_others(*at)) {
        let word = |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '|' | ',' | ';' | '(' | ')');
        let start = text[..at].rfind(word).map_or(0, |end| end + 1);
        let start = (start..=at).find(|start| text.is_char_boundary(*start)).unwrap_or(at);
        let end = text[at..].find(word).map_or(text.len(), |end| at + end);
        let span = Span::new(start, end);
        if at > start && span.of(text)[at - start..].contains('.') {
            places.push(span);
        }
    }
    let line = |span: &Span| text[..span.start].matches('\n').count();
    let (Some(first), Some(last)) = (places.first(), places.last()) else { return };
    if line(last).saturating_sub(line(first)) >= APART {
        case.raise_at("contact.twice", &[*first, *last]);
    }
}
