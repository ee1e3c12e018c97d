//! Title, years, diploma and languages: asked, but no keywords.

use super::{Asked, Item, Scorer};
use crate::{
    Language, Month, Span,
    lexicon::Category,
    matching::Found,
    posting::{DiplomaAsked, LanguageAsked, Modality, Posting, Years},
    report::{Constraint, Met, Quote},
    resume::{Entry, EntryKind, Period},
};

impl Scorer<'_> {
    /// Each constraint, with its item of the score where it has one.
    pub(super) fn constraints(&self) -> Vec<(Option<Item>, Constraint)> {
        let mut list = Vec::new();
        list.extend(self.title());
        let Asked::Posting(posting, _) = self.asked else { return list };
        list.extend(posting.years.as_ref().map(|years| self.years(posting, years)));
        list.extend(posting.diploma.as_ref().map(|diploma| self.diploma(posting, diploma)));
        list.extend(posting.languages.iter().map(|language| self.language(posting, language)));
        list
    }

    /// The best of all titles, not the latest: another job never lowers it.
    fn title(&self) -> Option<(Option<Item>, Constraint)> {
        let sought = self.asked.roles();
        if sought.is_empty() {
            return None;
        }
        let rate = |role: &str| match () {
            () if sought.contains(&role) => 1000,
            () if sought.iter().any(|sought| self.lexicon.same_family(sought, role)) => 600,
            () => 0,
        };
        let best = self
            .own_titles()
            .filter_map(|title| Some((rate(self.role_of(title)?), title)))
            .max_by_key(|(rate, title)| (*rate, std::cmp::Reverse(title.span)));
        let satisfaction = best.map_or(0, |(rate, _)| rate);
        let (asked, source) = match self.asked {
            Asked::Posting(posting, _) => (
                posting.title_clean.clone().unwrap_or_default(),
                posting.title.as_ref().map(|title| Quote::at(&posting.text, title.span)),
            ),
            Asked::Role(role) => (self.language.pick(&role.fr, &role.en).clone(), None),
        };
        let item = item("title", Modality::Required, Category::Title, satisfaction);
        let found = best
            .filter(|(rate, _)| *rate > 0)
            .map(|(_, title)| title.span.of(&self.applicant.resume.text).to_owned());
        Some((
            Some(item),
            Constraint { kind: "title".to_owned(), asked, found, status: status(satisfaction), source },
        ))
    }

    /// Titles of the headline and of jobs.
    fn own_titles(&self) -> impl Iterator<Item = &Found> {
        let resume = self.applicant.resume;
        let jobs = resume
            .entries
            .iter()
            .filter(|entry| entry.kind == EntryKind::Job)
            .filter_map(|entry| entry.title.as_ref());
        let places: Vec<_> = resume.headline.iter().chain(jobs).map(|title| title.span).collect();
        self.applicant
            .found
            .titles
            .iter()
            .filter(move |title| places.iter().any(|place| place.overlaps(title.span)))
    }

    fn role_of(&self, title: &Found) -> Option<&str> {
        self.lexicon.titles[title.index as usize].role.as_deref()
    }

    fn family_months(&self) -> Option<u32> {
        self.family().map(|(months, _)| months)
    }

    /// Months of the jobs of the sought family, as a union, and their periods; `None` where no job has a date.
    pub(super) fn family(&self) -> Option<(u32, Vec<Span>)> {
        let dated = |entry: &&Entry| {
            entry.kind == EntryKind::Job && entry.period.is_some_and(|period| period.start.is_some())
        };
        let jobs: Vec<&Entry> = self.applicant.resume.entries.iter().filter(dated).collect();
        if jobs.is_empty() {
            return None;
        }
        let periods: Vec<Period> =
            jobs.into_iter().filter(|entry| self.is_family(entry)).filter_map(|entry| entry.period).collect();
        let months = union(periods.iter().filter_map(|period| period.months(self.today)).collect());
        Some((months, periods.iter().map(|period| period.span).collect()))
    }

    /// A job of a sought role or of its neighbours. A job whose title names no role we know counts where it shows a required skill.
    fn is_family(&self, entry: &Entry) -> bool {
        let sought = self.asked.roles();
        let within = |title: &&Found| entry.title.as_ref().is_some_and(|own| own.span.overlaps(title.span));
        let roles: Vec<&str> = self
            .applicant
            .found
            .titles
            .iter()
            .filter(within)
            .filter_map(|title| self.role_of(title))
            .collect();
        if roles.is_empty() || sought.is_empty() {
            return self.shows_required(entry);
        }
        roles.iter().any(|role| sought.iter().any(|sought| self.lexicon.same_family(sought, role)))
    }

    fn shows_required(&self, entry: &Entry) -> bool {
        let required: Vec<_> = self
            .asked
            .requirements(self.lexicon)
            .into_iter()
            .filter(|asked| asked.modality == Modality::Required)
            .flat_map(|asked| super::members(&asked))
            .collect();
        let technical =
            |skill| matches!(self.lexicon.get(skill).kind.category(), Category::Hard | Category::Tool);
        self.applicant.found.skills.iter().filter(|mention| entry.span.contains(mention.span)).any(
            |mention| {
                required
                    .iter()
                    .any(|asked| technical(*asked) && self.lexicon.satisfies(mention.skill, *asked))
            },
        )
    }

    fn years(&self, posting: &Posting, years: &Years) -> (Option<Item>, Constraint) {
        let months = self.family_months();
        let satisfaction = months.unwrap_or(0).min(years.months) * 1000 / years.months.max(1);
        let constraint = Constraint {
            kind: "years".to_owned(),
            asked: duration(years.months, self.language),
            found: months.map(|months| duration(months, self.language)),
            status: if months.is_none() { Met::Unknown } else { status(satisfaction) },
            source: Some(Quote::at(&posting.text, years.span)),
        };
        ((years.months > 0).then(|| item("years", years.modality, Category::Years, satisfaction)), constraint)
    }

    fn diploma(&self, posting: &Posting, asked: &DiplomaAsked) -> (Option<Item>, Constraint) {
        let held = self
            .applicant
            .found
            .diplomas
            .iter()
            .filter_map(|found| Some((self.lexicon.diplomas[found.index as usize].level?, found)))
            .max_by_key(|(level, found)| (*level, std::cmp::Reverse(found.span)));
        let level = held.map_or(0, |(level, _)| level);
        // « ou équivalent » without a number: two years for each missing level.
        let years_needed = posting
            .years
            .as_ref()
            .map_or(24 * u32::from(asked.level.saturating_sub(level)), |years| years.months);
        let by_years = asked.or_equivalent && self.family_months().unwrap_or(0) >= years_needed.max(1);
        let satisfaction = if level >= asked.level || by_years {
            1000
        } else if level + 1 == asked.level {
            500
        } else {
            0
        };
        let constraint = Constraint {
            kind: "diploma".to_owned(),
            asked: asked.span.of(&posting.text).to_owned(),
            found: held.map(|(_, found)| found.span.of(&self.applicant.resume.text).to_owned()),
            status: if held.is_none() && !by_years { Met::Unknown } else { status(satisfaction) },
            source: Some(Quote::at(&posting.text, asked.span)),
        };
        (Some(item("diploma", asked.modality, Category::Diploma, satisfaction)), constraint)
    }

    fn language(&self, posting: &Posting, asked: &LanguageAsked) -> (Option<Item>, Constraint) {
        let spoken = self.applicant.resume.languages.iter().find(|spoken| spoken.id == asked.id);
        // The resume itself is written in its language: that shows working use, and no mother tongue is asked for.
        let written = self.applicant.resume.language.code() == asked.id;
        let level = spoken
            .and_then(|spoken| if spoken.native { Some(6) } else { spoken.level })
            .or(written.then_some(asked.level));
        let satisfaction =
            u32::from(level.unwrap_or(0).min(asked.level)) * 1000 / u32::from(asked.level.max(1));
        let constraint = Constraint {
            kind: "language".to_owned(),
            asked: asked.span.of(&posting.text).to_owned(),
            found: spoken.map(|spoken| spoken.span.of(&self.applicant.resume.text).to_owned()),
            status: if level.is_none() { Met::Unknown } else { status(satisfaction) },
            source: Some(Quote::at(&posting.text, asked.span)),
        };
        (
            Some(item(&format!("language.{}", asked.id), asked.modality, Category::Language, satisfaction)),
            constraint,
        )
    }
}

fn item(id: &str, modality: Modality, category: Category, satisfaction: u32) -> Item {
    Item { id: id.to_owned(), weight: modality.weight() * category.weight() * 2, satisfaction }
}

const fn status(satisfaction: u32) -> Met {
    if satisfaction >= 1000 { Met::Met } else { Met::NotMet }
}

fn duration(months: u32, language: Language) -> String {
    let (years, rest) = (months / 12, months % 12);
    let year = language.pick(if years < 2 { "an" } else { "ans" }, if years == 1 { "year" } else { "years" });
    let month = language.pick("mois", if rest == 1 { "month" } else { "months" });
    match (years, rest) {
        (0, rest) => format!("{rest} {month}"),
        (years, 0) => format!("{years} {year}"),
        (years, rest) => format!("{years} {year} {rest} {month}"),
    }
}

/// Months covered by any of the periods; each counts once.
pub(super) fn union(mut periods: Vec<(Month, Month)>) -> u32 {
    periods.sort();
    let mut months = 0;
    let mut end: Option<Month> = None;
    for (first, last) in periods {
        let from = end.map_or(first, |end| first.max(end.plus(1)));
        months += last.since(from).saturating_add(1).max(0).unsigned_abs();
        end = Some(end.map_or(last, |end| end.max(last)));
    }
    months
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overlapping_jobs_count_once() {
        let month = |year, month| Month::new(year, month);
        assert_eq!(union(vec![(month(2020, 1), month(2020, 12)), (month(2020, 6), month(2021, 2))]), 14);
        assert_eq!(union(vec![(month(2023, 2), month(2026, 11))]), 46);
        assert_eq!(union(vec![(month(2020, 1), month(2020, 1)), (month(2022, 1), month(2022, 1))]), 2);
    }
}
