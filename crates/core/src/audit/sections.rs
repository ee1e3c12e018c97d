//! Sections and their headings.

use minijinja::Value;

use super::case::{Case, trimmed};
use crate::{
    Language, Span,
    document::{Format, Line},
    resume::{EntryKind, Section, SectionKind},
    text::fold_key,
};

/// Headings that must be in the other language before it is told: one is a habit (« Soft skills »).
const OTHER: usize = 2;
/// Headings whose looks must agree before a line of the same looks is taken for one.
const ALIKE: usize = 2;
/// Most words of a heading.
const WORDS: usize = 5;

pub(super) fn check(case: &mut Case<'_>) {
    let has = |kind: SectionKind| case.resume.sections.iter().any(|section| section.kinds.contains(&kind));
    let entries = |kind: EntryKind| case.resume.entries.iter().any(|entry| entry.kind == kind);
    let absent = [
        ("sections.experience", !has(SectionKind::Experience) && !entries(EntryKind::Job)),
        ("sections.education", !has(SectionKind::Education) && !entries(EntryKind::Education)),
        ("sections.skills", !has(SectionKind::Skills)),
    ];
    for (code, _) in absent.into_iter().filter(|(_, absent)| *absent) {
        case.raise_whole(code, Value::UNDEFINED);
    }
    let unknown = unknown(case);
    case.raise_at("sections.unknown_heading", &unknown);
    let empty = empty(case);
    case.raise_at("sections.empty", &empty);
    let other = other_language(case);
    if other.len() >= OTHER {
        case.raise_at("sections.other_language", &other);
    }
}

fn headings<'a>(case: &Case<'a>) -> impl Iterator<Item = (&'a Section, Span)> + use<'a> {
    case.resume.sections.iter().filter_map(|section| Some((section, section.heading.as_ref()?.span)))
}

/// Sections whose heading is followed by nothing; a heading over others of a deeper level is not empty.
fn empty(case: &Case<'_>) -> Vec<Span> {
    let text = case.text();
    let level = |span: Span| {
        case.document.lines.iter().find(|line| line.span.overlaps(span)).and_then(|line| line.heading)
    };
    let all: Vec<(&Section, Span)> = headings(case).collect();
    all.iter()
        .enumerate()
        .filter(|(at, (section, heading))| {
            let body = Span::new(heading.end, section.span.end.max(heading.end)).of(text);
            let next = all.get(at + 1).map(|(_, next)| *next);
            let over = next
                .is_some_and(|next| matches!((level(*heading), level(next)), (Some(a), Some(b)) if a < b));
            // « Langues : … » right under the heading is its content.
            let label = next.is_some_and(|next| {
                let line = case.line_of(next.start);
                let told = Span::new(next.end, line.end.max(next.end)).of(text);
                told.contains(char::is_alphanumeric) && body.matches('\n').count() < 2
            });
            // "References available on request" says all there is to say.
            let said = section.kinds.contains(&SectionKind::References);
            !body.contains(char::is_alphanumeric) && !over && !label && !said
        })
        .map(|(_, (_, heading))| *heading)
        .collect()
}

/// Headings that only the other language has.
fn other_language(case: &Case<'_>) -> Vec<Span> {
    // JSON Resume has no headings; those of its text are ours.
    if case.document.format == Format::Json {
        return Vec::new();
    }
    let own = case.resume.language;
    let other = own.pick(Language::En, Language::Fr);
    let key = |text: &str| fold_key(text).chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let known = |language: Language, heading: &str| {
        case.lexicon()
            .table("heading")
            .iter()
            .any(|entry| language.pick(&entry.fr, &entry.en).iter().any(|form| key(form) == heading))
    };
    headings(case)
        .map(|(_, span)| span)
        .filter(|span| {
            let heading = key(span.of(case.text()));
            known(other, &heading) && !known(own, &heading)
        })
        .collect()
}

/// Lines that look like the headings of the resume and are none that is known.
fn unknown(case: &Case<'_>) -> Vec<Span> {
    let text = case.text();
    let lines = &case.document.lines;
    let own: Vec<Span> = headings(case).map(|(_, span)| span).collect();
    let of_heading =
        |line: &&Line| own.iter().any(|span| trimmed(text, line.span) == *span || line.span == *span);
    let known: Vec<Looks> =
        lines.iter().filter(of_heading).filter_map(|line| Looks::of(line, text)).collect();
    let others: Vec<Looks> =
        lines.iter().filter(|line| !of_heading(line)).filter_map(|line| Looks::of(line, text)).collect();
    lines
        .iter()
        .filter(|line| !own.iter().any(|span| line.span.overlaps(*span)) && !is_told(case, line.span))
        .filter(|line| {
            let content = line.span.of(text).trim();
            let words = content.split_whitespace().count();
            (1..=WORDS).contains(&words)
                && content.chars().filter(|c| c.is_alphabetic()).count() > 3
                && !content.contains(|c: char| c.is_ascii_digit() || matches!(c, '@' | '|' | ',' | '\t'))
        })
        .filter(|line| {
            let Some(looks) = Looks::of(line, text) else { return false };
            // Looks that other lines share as often (titles of jobs) are not those of headings.
            let (with, without) = (count(&known, looks), count(&others, looks));
            with >= ALIKE && without * 2 < with
        })
        .map(|line| trimmed(text, line.span))
        .collect()
}

fn count(all: &[Looks], looks: Looks) -> usize {
    all.iter().filter(|one| **one == looks).count()
}

/// The line is part of what was understood: the name, a headline, an entry.
fn is_told(case: &Case<'_>, line: Span) -> bool {
    let resume = case.resume;
    let single = [&resume.contact.name, &resume.headline, &resume.contact.city];
    let entries = resume.entries.iter().flat_map(|entry| {
        [&entry.title, &entry.organisation, &entry.location].into_iter().flatten().map(|part| part.span)
    });
    single.into_iter().flatten().map(|part| part.span).chain(entries).any(|span| span.overlaps(line))
}

/// How a heading stands out; none for a line that does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Looks {
    level: Option<u8>,
    /// Tenths of points.
    size: i32,
    bold: bool,
    upper: bool,
}

impl Looks {
    fn of(line: &Line, text: &str) -> Option<Self> {
        let content = line.span.of(text);
        let upper = content.chars().any(char::is_alphabetic) && !content.chars().any(char::is_lowercase);
        let looks =
            Self { level: line.heading, size: (line.size * 10.0).round() as i32, bold: line.bold, upper };
        let drawn = looks.size > 0 && (looks.bold || looks.upper);
        (!line.bullet && (looks.level.is_some() || drawn)).then_some(looks)
    }
}
