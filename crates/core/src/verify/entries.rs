//! Jobs, studies and their dates: what belongs together in the source belongs together here.

use super::{
    Checked, Finding,
    case::{Case, plain},
};
use crate::{
    Month, Spanned,
    resume::{Entry, EntryKind, Period, PeriodEnd},
    text::fold_key,
};

pub(super) fn check(case: &Case<'_>, findings: &mut Vec<Finding>) {
    match case.kind {
        Checked::Resume => resume(case, findings),
        Checked::Letter => letter(case, findings),
    }
}

/// Each entry against the entry of the source with the same employer or title.
fn resume(case: &Case<'_>, findings: &mut Vec<Finding>) {
    let own = &case.source.resume.resume.entries;
    for entry in &case.edited.resume.entries {
        let named =
            |field: &Option<Spanned>| field.as_ref().map(|field| key(&field.text)).unwrap_or_default();
        let (title, organisation) = (named(&entry.title), named(&entry.organisation));
        let likeness = |other: &Entry| {
            let (own_title, own_name) = (named(&other.title), named(&other.organisation));
            3 * u32::from(!organisation.is_empty() && alike(&own_name, &organisation))
                + 2 * u32::from(!title.is_empty() && alike(&own_title, &title))
                + 2 * u32::from(same_period(entry.period.as_ref(), other.period.as_ref()))
        };
        let best = own.iter().max_by_key(|other| likeness(other));
        let Some(best) = best.filter(|other| likeness(other) > 0) else {
            for field in [&entry.organisation, &entry.title].into_iter().flatten() {
                if !stands_in_source(case, &field.text) {
                    findings.push(case.finding(code(entry), field.span, None));
                }
            }
            continue;
        };
        if let Some(name) = &entry.organisation {
            let nearest = best.organisation.as_ref().map(|own| own.span);
            let elsewhere = best.organisation.as_ref().is_some_and(|own| {
                !alike(&key(&own.text), &organisation) && is_organisation(case, &organisation)
            });
            if !stands_in_source(case, &name.text) || elsewhere {
                findings.push(case.finding(code(entry), name.span, nearest));
            }
        }
        if let Some(period) = &entry.period
            && !same_period(Some(period), best.period.as_ref())
        {
            let same = |other: &&Entry| {
                likeness(other) + 2 >= likeness(best) && same_period(Some(period), other.period.as_ref())
            };
            if !own.iter().any(|other| same(&other)) {
                let nearest = best.period.map(|period| period.span).filter(|span| !span.is_empty());
                findings.push(case.finding("verify.date", period.span, nearest));
            }
        }
    }
}

/// In a sentence that names an employer of the source, the dates are that employer's.
fn letter(case: &Case<'_>, findings: &mut Vec<Finding>) {
    let dates = case.engine.resumes().periods(case.text());
    let own = &case.source.resume.resume.entries;
    for sentence in case.sentences.iter().filter(|sentence| sentence.claims) {
        let content = format!(" {} ", plain(sentence.span.of(case.text())));
        let named: Vec<&Entry> = own
            .iter()
            .filter(|entry| {
                let names = [&entry.organisation, &entry.title].into_iter().flatten();
                names.take(1).any(|name| {
                    let name = plain(&name.text);
                    name.len() > 3 && content.contains(&format!(" {name} "))
                })
            })
            .collect();
        if named.is_empty() {
            continue;
        }
        for period in dates.iter().filter(|period| sentence.span.contains(period.span)) {
            let fits = named.iter().any(|entry| entry.period.is_some_and(|own| is_within(period, &own)));
            let vouched = case.is_vouched(period.span.of(case.text()));
            if !fits && !vouched && named.iter().any(|entry| entry.period.is_some()) {
                let nearest = named.iter().find_map(|entry| entry.period).map(|period| period.span);
                findings.push(case.finding("verify.date", period.span, nearest));
            }
        }
    }
}

const fn code(entry: &Entry) -> &'static str {
    match entry.kind {
        EntryKind::Education | EntryKind::Certification => "verify.school",
        EntryKind::Job | EntryKind::Project | EntryKind::Volunteering => "verify.employer",
    }
}

/// Both ends of `part` are ends of `whole`, as precisely as they are told.
fn is_within(part: &Period, whole: &Period) -> bool {
    let known = ends(whole);
    let fits = |month: Month| {
        known.iter().any(|own| {
            if part.year_only || whole.year_only { own.year() == month.year() } else { *own == month }
        })
    };
    ends(part).into_iter().all(fits)
}

fn ends(period: &Period) -> Vec<Month> {
    let end = match period.end {
        PeriodEnd::Month(end) => Some(end),
        PeriodEnd::Present => None,
    };
    period.start.into_iter().chain(end).collect()
}

fn same_period(a: Option<&Period>, b: Option<&Period>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => {
            a.start == b.start && a.end == b.end || a.year_only && is_within(a, b) && a.end == b.end
        }
        (None, None) => true,
        (None, Some(_)) | (Some(_), None) => false,
    }
}

fn is_organisation(case: &Case<'_>, name: &str) -> bool {
    let own = case.source.resume.resume.entries.iter().filter_map(|entry| entry.organisation.as_ref());
    own.map(|own| key(&own.text)).any(|own| own == *name)
}

fn stands_in_source(case: &Case<'_>, name: &str) -> bool {
    let words: Vec<String> =
        plain(name).split(' ').map(str::to_owned).filter(|word| !word.is_empty()).collect();
    let in_order = format!(" {} ", plain(case.own_text())).contains(&format!(" {} ", words.join(" ")));
    in_order || case.own_text().is_empty() || {
        // A title in the other language is told by the check of titles.
        case.edited.found.titles.iter().any(|found| key(found.span.of(case.text())) == key(name))
    }
}

/// One holds the other.
fn alike(a: &str, b: &str) -> bool {
    !a.is_empty() && !b.is_empty() && (a.contains(b) || b.contains(a))
}

fn key(text: &str) -> String {
    fold_key(text).chars().filter(|c| c.is_alphanumeric()).collect()
}
