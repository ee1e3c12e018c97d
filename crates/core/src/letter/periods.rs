//! When an entry was, in words.

use super::facts::{Entry, Fact, When};
use super::grammar::{Grammar, month_en, month_fr};
use super::marks::{FactKind, Marks};
use crate::{Language, Month};

/// The last month of an entry; a current one gets the end of time.
pub(super) fn latest(entry: &Entry) -> Option<Month> {
    if entry.current {
        return Some(Month::new(9999, 12));
    }
    entry.end.as_ref().or(entry.start.as_ref()).map(|when| Month::new(when.year, when.month.unwrap_or(12)))
}

/// The first month of an entry.
pub(super) fn earliest(entry: &Entry) -> Option<Month> {
    entry.start.as_ref().map(|when| Month::new(when.year, when.month.unwrap_or(1)))
}

/// « mars 2021 », `March 2021` or the year alone.
pub(super) fn date(when: &When, language: Language, marks: &mut Marks) -> String {
    let text = match when.month {
        Some(month) => {
            let month = Month::new(when.year, month);
            language.pick(month_fr(month), month_en(month))
        }
        None => when.year.to_string(),
    };
    marks.wrap(FactKind::Date, &Fact::resume(&text, when.span))
}

/// « depuis mars 2021 », « de janvier à mars 2018 », « en 2019 »; in English likewise.
pub(super) fn period(
    grammar: &Grammar,
    entry: &Entry,
    language: Language,
    marks: &mut Marks,
) -> Option<String> {
    let (first, last) = (entry.start.as_ref(), entry.end.as_ref().filter(|_| !entry.current));
    if let (Some(a), Some(b)) = (first, last)
        && a.year == b.year
        && a.month != b.month
        && let (Some(month), Some(_)) = (a.month, b.month)
    {
        let whole = language.pick(month_fr(Month::new(a.year, month)), month_en(Month::new(a.year, month)));
        let name = whole.split(' ').next().unwrap_or_default();
        let start = marks.wrap(FactKind::Date, &Fact::resume(name, a.span));
        let end = date(b, language, marks);
        return Some(
            language.pick(format!("{} à {end}", grammar.de(&start)), format!("from {start} to {end}")),
        );
    }
    let same = matches!((first, last), (Some(a), Some(b)) if a.year == b.year && a.month == b.month);
    let start = first.map(|when| date(when, language, marks));
    let end = last.map(|when| date(when, language, marks));
    match (start, end) {
        (Some(start), _) if entry.current => Some(format!("{} {start}", language.pick("depuis", "since"))),
        (Some(_), Some(end)) if same => Some(format!("{} {end}", language.pick("en", "in"))),
        (Some(start), Some(end)) => {
            Some(language.pick(format!("{} à {end}", grammar.de(&start)), format!("from {start} to {end}")))
        }
        (Some(date), None) | (None, Some(date)) => Some(format!("{} {date}", language.pick("en", "in"))),
        (None, None) => None,
    }
}

/// Years alone, for brackets: « 2018–2021 », « 2019 ».
pub(super) fn brief(entry: &Entry, language: Language, marks: &mut Marks) -> Option<String> {
    let mut year = |when: &When| marks.wrap(FactKind::Date, &Fact::resume(&when.year.to_string(), when.span));
    match (&entry.start, &entry.end) {
        (Some(start), _) if entry.current => {
            Some(format!("{} {}", language.pick("depuis", "since"), year(start)))
        }
        (Some(start), Some(end)) if start.year != end.year => Some(format!("{}–{}", year(start), year(end))),
        (_, Some(when)) | (Some(when), None) => Some(year(when)),
        (None, None) => None,
    }
}
