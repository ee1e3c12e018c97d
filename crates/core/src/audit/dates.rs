//! Dates: missing, wrong, written in several ways; gaps and overlaps, for information.

use minijinja::context;

use super::case::Case;
use crate::{
    Month, Span,
    resume::{Entry, EntryKind, Period, PeriodEnd},
    text::fold_key,
};

/// Months after the reference date until which an end is no mistake: a fixed term, a degree.
const AHEAD: i32 = 12;
/// The same of studies.
const AHEAD_STUDIES: i32 = 72;

pub(super) fn check(case: &mut Case<'_>) {
    missing(case);
    wrong(case);
    let jobs: Vec<Period> = case.jobs().filter_map(|job| placed(case, job)).collect();
    written(case, &jobs);
    overlap(case, &jobs);
    gaps(case);
}

/// The period of an entry; one that a field of JSON tells has its place at the head of the entry.
fn placed(case: &Case<'_>, entry: &Entry) -> Option<Period> {
    let period = entry.period?;
    Some(if period.span.is_empty() { Period { span: case.head(entry), ..period } } else { period })
}

fn missing(case: &mut Case<'_>) {
    let dated = |entry: &&Entry| matches!(entry.kind, EntryKind::Job | EntryKind::Education);
    let spans: Vec<Span> = case
        .resume
        .entries
        .iter()
        .filter(dated)
        .filter(|entry| entry.period.is_none())
        .map(|entry| case.head(entry))
        .collect();
    case.raise_at("dates.missing", &spans);
}

fn wrong(case: &mut Case<'_>) {
    let today = case.today();
    let (mut reversed, mut future) = (Vec::new(), Vec::new());
    for entry in &case.resume.entries {
        let Some(period) = placed(case, entry) else { continue };
        let ahead = if entry.kind == EntryKind::Job { AHEAD } else { AHEAD_STUDIES };
        let end = match period.end {
            PeriodEnd::Month(end) => Some(end),
            PeriodEnd::Present => None,
        };
        if period.reversed {
            reversed.push(period.span);
        } else if period.start.is_some_and(|start| start > today && entry.kind == EntryKind::Job)
            || end.is_some_and(|end| end.since(today) > ahead)
        {
            future.push(period.span);
        }
    }
    case.raise_at("dates.reversed", &reversed);
    case.raise_at("dates.future", &future);
}

/// How a period is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Form {
    /// « janv. 2021 »
    Named,
    /// 01/2021
    Numbers,
    /// 2021-01
    Iso,
}

fn form(written: &str) -> Option<Form> {
    let named = written
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.chars().next().is_some_and(char::is_alphabetic))
        .zip([(); 1])
        .any(|(word, ())| word.chars().count() >= 3);
    let year_first = |word: &str| {
        let mut parts = word.split('-');
        parts.next().is_some_and(|year| year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit()))
            && parts.next().is_some_and(|month| month.len() == 2 && month.bytes().all(|b| b.is_ascii_digit()))
    };
    let numbers = |word: &str| {
        let parts: Vec<&str> = word.split(['/', '.']).collect();
        parts.len() >= 2
            && parts.iter().all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()))
    };
    let mut words = written.split(|c: char| c.is_whitespace() || matches!(c, '–' | '—' | '(' | ')' | ','));
    if words.clone().any(year_first) {
        Some(Form::Iso)
    } else if words.any(numbers) {
        Some(Form::Numbers)
    } else {
        named.then_some(Form::Named)
    }
}

fn written(case: &mut Case<'_>, jobs: &[Period]) {
    let text = case.text();
    let mut forms: Vec<(Form, Span)> = Vec::new();
    for period in jobs.iter().filter(|period| !period.year_only) {
        if let Some(form) = form(period.span.of(text))
            && !forms.iter().any(|(known, _)| *known == form)
        {
            forms.push((form, period.span));
        }
    }
    // JSON has one way of writing them.
    if forms.len() > 1 && case.document.format != crate::document::Format::Json {
        let spans: Vec<Span> = forms.into_iter().map(|(_, span)| span).collect();
        case.raise_at("dates.mixed_formats", &spans);
    }
    // « Été 2023 » tells the months.
    let season = |span: Span| {
        let key = fold_key(span.of(text));
        let seasons =
            case.lexicon().table("season").iter().flat_map(|season| season.fr.iter().chain(&season.en));
        seasons.map(|word| fold_key(word)).any(|word| key.contains(&word))
    };
    let years: Vec<Span> = jobs
        .iter()
        .filter(|period| period.year_only && !season(period.span))
        .map(|period| period.span)
        .collect();
    case.raise_at("dates.year_only", &years);
}

fn overlap(case: &mut Case<'_>, jobs: &[Period]) {
    let today = case.today();
    let mut pairs = Vec::new();
    for (at, one) in jobs.iter().enumerate() {
        for other in &jobs[at + 1..] {
            let (Some(a), Some(b)) = (one.months(today), other.months(today)) else { continue };
            // Years alone overlap at their edges without saying so.
            let least = if one.year_only || other.year_only { 13 } else { case.rules.limits.overlap_months };
            if a.1.min(b.1).since(a.0.max(b.0)) + 1 > least {
                pairs.extend([one.span, other.span]);
            }
        }
    }
    pairs.sort();
    pairs.dedup();
    case.raise_at("dates.overlap", &pairs);
}

/// Time between the occupations that the resume tells; nothing before the first, nothing after the last.
fn gaps(case: &mut Case<'_>) {
    let today = case.today();
    let mut told: Vec<(Month, Month, Span)> = case
        .resume
        .entries
        .iter()
        .filter(|entry| entry.kind != EntryKind::Certification)
        .filter_map(|entry| {
            let period = placed(case, entry)?;
            match period.months(today) {
                Some((start, end)) => Some((start, end, period.span)),
                None => match period.end {
                    PeriodEnd::Month(end) => Some((end, end, period.span)),
                    PeriodEnd::Present => None,
                },
            }
        })
        .collect();
    told.sort();
    let first_job = case.jobs().filter_map(|job| Some(job.period?.months(today)?.0)).min();
    let (Some(first_job), Some(first)) = (first_job, told.first()) else { return };
    let mut covered = first.1;
    let mut last = first.2;
    let mut found = Vec::new();
    for (start, end, span) in &told {
        let months = start.since(covered) - 1;
        if months >= case.rules.limits.gap_months && *start > first_job {
            found.push((months, [last, *span]));
        }
        if *end >= covered {
            (covered, last) = (*end, *span);
        }
    }
    for (months, spans) in found {
        let evidence = spans.iter().map(|span| case.at(*span)).collect();
        case.raise("dates.gap", evidence, context! { months });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ways_of_writing() {
        assert_eq!(form("janv. 2021 – aujourd’hui"), Some(Form::Named));
        assert_eq!(form("01/2021 – présent"), Some(Form::Numbers));
        assert_eq!(form("2021-01 – 2022-03"), Some(Form::Iso));
        assert_eq!(form("2019 - 2021"), None);
    }
}
