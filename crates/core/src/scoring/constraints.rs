//! Title, years, diploma and languages: asked, but no keywords.

use super::{Asked, Item, Scorer};
use crate::{
    Language, Span,
    lexicon::{Category, SkillIx, raw::DiplomaKind},
    matching::{Found, Polarity},
    posting::{DiplomaAsked, LanguageAsked, Modality, Posting, Years},
    report::{Constraint, Met, Quote},
    resume::{Entry, EntryKind, Period, SectionKind, months_union},
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
        self.family(|entry| self.is_family(entry)).map(|(months, _)| months)
    }

    /// Months of the jobs of the sought family, as a union, and their periods; `None` where no job has a date.
    pub(super) fn family(&self, counts: impl Fn(&Entry) -> bool) -> Option<(u32, Vec<Span>)> {
        let dated = |entry: &&Entry| {
            entry.kind == EntryKind::Job && entry.period.is_some_and(|period| period.start.is_some())
        };
        let jobs: Vec<&Entry> = self.applicant.resume.entries.iter().filter(dated).collect();
        if jobs.is_empty() {
            return None;
        }
        let periods: Vec<Period> =
            jobs.into_iter().filter(|entry| counts(entry)).filter_map(|entry| entry.period).collect();
        let months = months_union(periods.iter().filter_map(|period| period.months(self.today)));
        Some((months, periods.iter().map(|period| period.span).collect()))
    }

    /// A job of a sought role or of its neighbours. A job whose title names no role we know counts where it shows two of the required
    /// skills: one could be a word of another trade.
    fn is_family(&self, entry: &Entry) -> bool {
        self.is_titled_family(entry).unwrap_or_else(|| self.required_shown(entry) >= 2)
    }

    /// Whether the title names a sought role or a neighbour; `None` where it names no role we know, or none is sought.
    pub(super) fn is_titled_family(&self, entry: &Entry) -> Option<bool> {
        let sought = self.asked.roles();
        let within = |title: &&Found| entry.title.as_ref().is_some_and(|own| own.span.overlaps(title.span));
        let titles = self.applicant.found.titles.iter().filter(within);
        let roles: Vec<&str> = titles.filter_map(|title| self.role_of(title)).collect();
        let related = |role: &&str| sought.iter().any(|sought| self.lexicon.same_family(sought, role));
        (!roles.is_empty() && !sought.is_empty()).then(|| roles.iter().any(related))
    }

    /// How many of the required technical skills an entry shows.
    fn required_shown(&self, entry: &Entry) -> usize {
        let technical = |skill: &SkillIx| {
            matches!(self.lexicon.get(*skill).kind.category(), Category::Hard | Category::Tool)
        };
        let asked = self.asked.requirements(self.lexicon);
        let required = asked.iter().filter(|asked| asked.modality == Modality::Required);
        let shown = |skill: SkillIx| {
            let mentions =
                self.applicant.found.skills.iter().filter(|mention| mention.polarity == Polarity::Affirmed);
            mentions
                .filter(|mention| entry.span.contains(mention.span))
                .any(|mention| self.lexicon.satisfies(mention.skill, skill))
        };
        required.filter(|asked| super::members(asked).into_iter().filter(technical).any(shown)).count()
    }

    fn years(&self, posting: &Posting, years: &Years) -> (Option<Item>, Constraint) {
        // Where no role is known and no job shows what is asked, nothing tells: that is not a time of nought.
        let tells = |months: &u32| *months > 0 || !self.asked.roles().is_empty();
        let months = self.family_months().filter(tells);
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
            .held_diplomas()
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

    /// The level that the resume's own sentences show of a language.
    fn written_level(&self, id: &str) -> Option<u8> {
        let language = self.applicant.resume.language;
        let words =
            self.applicant.found.tokens.list().iter().filter(|token| token.function.is(language)).count();
        (language.code() == id && words >= WRITTEN_WORDS).then_some(WRITTEN)
    }

    /// Diplomas named where one tells of one's own studies, not those of the people one trained.
    fn held_diplomas(&self) -> impl Iterator<Item = &Found> {
        let resume = self.applicant.resume;
        let own =
            [SectionKind::Header, SectionKind::Summary, SectionKind::Education, SectionKind::Certifications];
        self.applicant.found.diplomas.iter().filter(move |found| {
            let entry = resume.entry_at(found.span.start).map(|(_, entry)| entry.kind);
            let section = resume.kinds_at(found.span.start).iter().any(|kind| own.contains(kind));
            self.lexicon.diplomas[found.index as usize].kind == DiplomaKind::Diploma
                && entry
                    .map_or(section, |kind| matches!(kind, EntryKind::Education | EntryKind::Certification))
        })
    }

    fn language(&self, posting: &Posting, asked: &LanguageAsked) -> (Option<Item>, Constraint) {
        let spoken = self.applicant.resume.languages.iter().find(|spoken| spoken.id == asked.id);
        let told = spoken.and_then(|spoken| if spoken.native { Some(6) } else { spoken.level });
        let level = told.max(self.written_level(&asked.id));
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

/// What writing a resume in a language shows: working use, B2. No mother tongue is asked for.
const WRITTEN: u8 = 4;
/// How many function words make a text that is written in a language, not a list of names.
const WRITTEN_WORDS: usize = 10;

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
