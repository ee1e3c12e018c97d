//! Numbers, years of experience, months: each must stand in the source, beside the same words.

use std::collections::BTreeSet;

use super::{
    Checked, Finding,
    case::{Case, Sentence},
    sentences::{Word, words},
};
use crate::{
    Month, Span,
    apply::Brief,
    resume::{EntryKind, Period, PeriodEnd, months_union},
    text::Function,
};

/// Numbers of the source with their neighbours.
struct Known {
    list: Vec<(String, String, String, Span)>,
}

pub(super) fn check(case: &Case<'_>, findings: &mut Vec<Finding>) {
    let dates = case.engine.resumes().periods(case.text());
    let in_date = |span: Span| dates.iter().any(|period| period.span.contains(span));
    let own = Known::of(case, case.own_text());
    let posting = case.posting().map(|posting| Known::of(case, &posting.text));
    let claim = years_claim(case);
    let known_dates = Points::of(case);
    for sentence in &case.sentences {
        for (at, word) in sentence.words.iter().enumerate() {
            let Some(value) = value(case, word) else { continue };
            let written = word.key.bytes().any(|b| b.is_ascii_digit());
            let (before, after) = neighbours(&sentence.words, at);
            if in_date(word.span)
                || case.is_identifier(word.span)
                || is_of_address(case, word.span)
                || case.is_vouched(word.span.of(case.text()))
            {
                continue;
            }
            if case.words.years.contains(&after) && tells_experience(case, sentence, at) {
                let said = own.holds(&value, &before, &after);
                let shown = value.parse::<u32>().is_ok_and(|years| years <= claim);
                if !said && !shown {
                    let span = Span::new(word.span.start, sentence.words[at + 1].span.end);
                    findings.push(case.finding("verify.years", span, None));
                }
                continue;
            }
            if let Some(year) = year(&word.key) {
                if !known_dates.years.contains(&year) && !own.list.iter().any(|(known, ..)| *known == value) {
                    findings.push(case.finding("verify.date", word.span, None));
                }
                continue;
            }
            let of_posting = || posting.as_ref().is_some_and(|known| known.holds(&value, &before, &after));
            let known = own.holds(&value, &before, &after) || (case.kind == Checked::Letter && of_posting());
            // A number in words is told only where it stands where the source has another.
            let counts = written || own.nearest(&before, &after).is_some();
            if !known && counts && !is_calendar(case, &value) {
                findings.push(case.finding("verify.number", word.span, own.nearest(&before, &after)));
            }
        }
    }
    months(case, &dates, findings);
}

/// The value of a number, in figures or in words: « 1,2 » and "1.2" are one.
fn value(case: &Case<'_>, word: &Word) -> Option<String> {
    if let Some(value) = case.words.numbers.get(&word.key) {
        return Some(value.to_string());
    }
    let digits = word.key.bytes().next().is_some_and(|b| b.is_ascii_digit());
    digits.then(|| canonical(&word.key))
}

/// Without the signs of thousands, the decimal sign a dot.
fn canonical(key: &str) -> String {
    let mut out = String::with_capacity(key.len());
    let chars: Vec<char> = key.chars().collect();
    for (at, &c) in chars.iter().enumerate() {
        match c {
            ',' | '.' => {
                let group = chars[at + 1..].iter().take_while(|c| c.is_ascii_digit()).count() == 3;
                if !group {
                    out.push('.');
                }
            }
            c if c.is_whitespace() => {}
            c => out.push(c),
        }
    }
    out
}

fn neighbours(words: &[Word], at: usize) -> (String, String) {
    let key =
        |at: Option<usize>| at.and_then(|at| words.get(at)).map(|word| word.key.clone()).unwrap_or_default();
    (key(at.checked_sub(1)), key(Some(at + 1)))
}

impl Known {
    fn of(case: &Case<'_>, text: &str) -> Self {
        let all = words(text, Span::new(0, text.len()));
        let list = all.iter().enumerate().filter_map(|(at, word)| {
            let (before, after) = neighbours(&all, at);
            Some((value(case, word)?, before, after, word.span))
        });
        Self { list: list.collect() }
    }

    fn holds(&self, value: &str, before: &str, after: &str) -> bool {
        // « les 3 » is said of anything.
        let tells = |word: &str| word.len() > 2 && Function::of(word) == Function::default();
        self.list.iter().any(|(known, b, a, _)| {
            known == value && (a == after || b == before && (tells(before) || after.is_empty()))
        })
    }

    /// The number that stands beside the same words.
    fn nearest(&self, before: &str, after: &str) -> Option<Span> {
        let both = self.list.iter().find(|(_, b, a, _)| b == before && a == after && !a.is_empty());
        let after = || self.list.iter().find(|(_, _, a, _)| a == after && a.len() > 2);
        both.or_else(after).map(|(.., span)| *span)
    }
}

/// Within an e-mail address, a link or a telephone number: told by the check of names.
fn is_of_address(case: &Case<'_>, span: Span) -> bool {
    let text = case.text();
    let line = text[..span.start].rfind('\n').map_or(0, |at| at + 1);
    let end = text[span.end..].find('\n').map_or(text.len(), |at| span.end + at);
    let masked = crate::text::masked(&text[line..end]);
    masked.iter().any(|mask| mask.shifted(line).contains(span)) || own_phone(case, Span::new(line, end), span)
}

/// The applicant's own number, however its groups are set.
fn own_phone(case: &Case<'_>, line: Span, span: Span) -> bool {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let source = digits(case.own_text());
    let text = line.of(case.text());
    let at = span.start - line.start;
    let is_part = |c: char| c.is_ascii_digit() || " .-()+\u{a0}\u{202f}".contains(c);
    let from = text[..at]
        .rfind(|c| !is_part(c))
        .map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
    let to = text[at..].find(|c| !is_part(c)).map_or(text.len(), |to| at + to);
    let run = digits(&text[from..to]);
    run.len() >= 8 && source.contains(&run)
}

/// A year or a day of the reference date.
fn is_calendar(case: &Case<'_>, value: &str) -> bool {
    let date = case.source.as_of;
    [date.year().to_string(), date.day().to_string(), format!("{}er", date.day())]
        .iter()
        .any(|own| own == value)
}

/// The most whole years that a sentence may claim: those of the sought family, or of all jobs where none is of it.
fn years_claim(case: &Case<'_>) -> u32 {
    let resume = case.source.resume;
    let relevant = match case.source.brief {
        Brief::Posting(..) => case.source.brief.relevant_months(case.engine, resume, case.source.as_of),
        Brief::Role(_) => None,
    };
    let today = Month::of(case.source.as_of);
    let all = || {
        let jobs = resume.resume.entries.iter().filter(|entry| entry.kind == EntryKind::Job);
        months_union(jobs.filter_map(|entry| entry.period?.months(today)))
    };
    relevant.map(|(months, _)| months).filter(|months| *months > 0).unwrap_or_else(all) / 12
}

/// « 7 ans d’expérience », "6 years of relevant experience".
fn tells_experience(case: &Case<'_>, sentence: &Sentence, at: usize) -> bool {
    sentence.words.iter().skip(at + 2).take(6).any(|word| case.words.experience.contains(&word.key))
}

/// A year of our time, alone.
fn year(key: &str) -> Option<i32> {
    key.parse().ok().filter(|year| (1900..2100).contains(year) && key.len() == 4)
}

/// Every month and year of a date must be told by the source, by the applicant, or, in a letter, by the posting.
fn months(case: &Case<'_>, dates: &[Period], findings: &mut Vec<Finding>) {
    let own = own_periods(case);
    let known = Points::of(case);
    let today = Month::of(case.source.as_of);
    for period in dates {
        if !known.holds(period) {
            let nearest = own.iter().min_by_key(|own| distance(own, period)).map(|own| own.span);
            findings.push(case.finding("verify.date", period.span, nearest.filter(|span| !span.is_empty())));
        } else if period.end == PeriodEnd::Present && !own.iter().any(|own| goes_on(own, today)) {
            findings.push(case.finding("verify.date", period.span, None));
        }
    }
}

/// It has no end yet: what is said to end this year or later goes on, as studies do.
fn goes_on(period: &Period, today: Month) -> bool {
    match period.end {
        PeriodEnd::Present => true,
        PeriodEnd::Month(end) if period.year_only => end.year() >= today.year(),
        PeriodEnd::Month(end) => end >= today,
    }
}

fn own_periods(case: &Case<'_>) -> Vec<Period> {
    let entries = case.source.resume.resume.entries.iter().filter_map(|entry| entry.period);
    entries.chain(case.engine.resumes().periods(case.own_text())).collect()
}

/// Starts and ends.
#[derive(Default)]
struct Points {
    months: BTreeSet<Month>,
    years: BTreeSet<i32>,
}

impl Points {
    /// What the sources tell.
    fn of(case: &Case<'_>) -> Self {
        let parser = case.engine.resumes();
        let mut known = Self::default();
        own_periods(case).iter().for_each(|period| known.add(period));
        for value in case.source.vouched {
            parser.periods(value).iter().for_each(|period| known.add(period));
        }
        if let (Some(posting), Checked::Letter) = (case.posting(), case.kind) {
            parser.periods(&posting.text).iter().for_each(|period| known.add(period));
        }
        let today = Month::of(case.source.as_of);
        known.months.insert(today);
        known.years.insert(today.year());
        known
    }

    fn add(&mut self, period: &Period) {
        for month in ends(period) {
            self.years.insert(month.year());
            if !period.year_only {
                self.months.insert(month);
            }
        }
    }

    fn holds(&self, period: &Period) -> bool {
        ends(period).all(|month| {
            if period.year_only { self.years.contains(&month.year()) } else { self.months.contains(&month) }
        })
    }
}

fn ends(period: &Period) -> impl Iterator<Item = Month> + use<> {
    let end = match period.end {
        PeriodEnd::Month(end) => Some(end),
        PeriodEnd::Present => None,
    };
    period.start.into_iter().chain(end)
}

fn distance(a: &Period, b: &Period) -> i32 {
    match (a.start, b.start) {
        (Some(a), Some(b)) => a.since(b).abs(),
        _ => i32::MAX,
    }
}
