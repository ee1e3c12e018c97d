//! The applicant's time in the work sought, and outside it.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{Brief, draft::Draft, similar::alike};
use crate::{
    Span,
    letter::{Entry, Fact, Source, Trace},
    resume,
};

/// The applicant's time in the work sought, and outside it.
pub(super) struct Family {
    /// Months in the work sought; none where the resume does not tell.
    pub(super) months: Option<u32>,
    /// The periods that make them.
    periods: Vec<Span>,
    /// Months in other jobs.
    pub(super) other: u32,
}

impl Family {
    /// Whole years in the work sought, with the periods that make them.
    pub(super) fn years(&self, resume: &str) -> Option<Fact> {
        let years = self.months? / 12;
        let traces = self.periods.iter().map(|span| Trace {
            source: Source::Resume,
            span: Some(*span),
            value: span.of(resume).to_owned(),
        });
        (years > 0).then(|| Fact { text: years.to_string(), traces: traces.collect() })
    }
}

impl Draft<'_> {
    /// Marks the entries in the work sought: by the roles that their titles name, or where the lexicon knows no role of
    /// the posting, by a title like its own.
    pub(super) fn family(
        &self,
        brief: &Brief,
        as_of: Date,
        entries: &mut [Entry],
        places: &BTreeMap<usize, usize>,
    ) -> Family {
        let known = brief.relevant_months(self.engine, self.read, as_of);
        let sought = match brief {
            Brief::Posting(posting, _) if posting.roles.is_empty() => posting.title_clean.as_deref(),
            _ => None,
        };
        let today = crate::Month::of(as_of);
        let (mut own, mut other, mut periods) = (Vec::new(), Vec::new(), Vec::new());
        for (index, entry) in self.read.resume.entries.iter().enumerate() {
            let Some(place) = places.get(&index).and_then(|place| entries.get_mut(*place)) else { continue };
            let by_role = entry
                .period
                .is_some_and(|period| known.as_ref().is_some_and(|(_, spans)| spans.contains(&period.span)));
            let by_title = sought
                .zip(entry.title.as_ref())
                .is_some_and(|(sought, title)| alike(self.grammar, sought, &title.text));
            place.family = entry.kind == resume::EntryKind::Job && (by_role || by_title);
            let months =
                entry.period.and_then(|period| period.months(today).map(|months| (months, period.span)));
            if let Some((months, span)) = months.filter(|_| entry.kind == resume::EntryKind::Job) {
                if place.family {
                    own.push(months);
                    periods.push(span);
                } else if !place.internship {
                    other.push(months);
                }
            }
        }
        let told = !own.is_empty() || sought.is_none();
        let months = match &known {
            Some((months, _)) if sought.is_none() => Some(*months),
            _ => told.then(|| resume::months_union(own.into_iter())),
        };
        let roles = match brief {
            Brief::Posting(posting, _) => !posting.roles.is_empty(),
            Brief::Role(_) => true,
        };
        Family {
            months: months.filter(|months| roles || *months > 0),
            periods,
            other: resume::months_union(other.into_iter()),
        }
    }
}
