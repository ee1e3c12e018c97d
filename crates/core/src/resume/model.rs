//! What a resume holds; every part knows its place in the text.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Language, Month, Span, Spanned};

/// A resume, understood.
#[derive(Debug, Clone)]
pub struct Resume {
    /// The text that all spans point into.
    pub text: String,
    /// The language of most of it.
    pub language: Language,
    /// How to reach the applicant.
    pub contact: Contact,
    /// The title under the name.
    pub headline: Option<Spanned>,
    /// The profile text.
    pub summary: Option<Spanned>,
    /// Sections in the order of the text; they cover it without overlap.
    pub sections: Vec<Section>,
    /// Entries of every kind, in the order of the text.
    pub entries: Vec<Entry>,
    /// Spoken languages.
    pub languages: Vec<SpokenLanguage>,
}

/// How to reach the applicant.
#[derive(Debug, Clone, Default)]
pub struct Contact {
    /// Full name as written.
    pub name: Option<Spanned>,
    /// E-mail address.
    pub email: Option<Spanned>,
    /// Telephone as written.
    pub phone: Option<Spanned>,
    /// The same in E.164.
    pub phone_e164: Option<String>,
    /// Town.
    pub city: Option<Spanned>,
    /// Web addresses; the span is empty where a link carries it without showing it.
    pub links: Vec<Spanned>,
}

/// What a section is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum SectionKind {
    /// Everything above the first heading: name, headline, contact.
    Header,
    /// Contact.
    Contact,
    /// Profile.
    Summary,
    /// Jobs.
    Experience,
    /// Studies.
    Education,
    /// Skills.
    Skills,
    /// Soft skills.
    SoftSkills,
    /// Spoken languages.
    Languages,
    /// Projects.
    Projects,
    /// Certifications.
    Certifications,
    /// Interests.
    Interests,
    /// Volunteering.
    Volunteering,
    /// Publications.
    Publications,
    /// Awards.
    Awards,
    /// References.
    References,
    /// Teaching.
    Teaching,
    /// Other.
    Misc,
}

impl SectionKind {
    /// The id in the table `heading` and in reports.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Header => "header",
            Self::Contact => "contact",
            Self::Summary => "summary",
            Self::Experience => "experience",
            Self::Education => "education",
            Self::Skills => "skills",
            Self::SoftSkills => "softskills",
            Self::Languages => "languages",
            Self::Projects => "projects",
            Self::Certifications => "certifications",
            Self::Interests => "interests",
            Self::Volunteering => "volunteering",
            Self::Publications => "publications",
            Self::Awards => "awards",
            Self::References => "references",
            Self::Teaching => "teaching",
            Self::Misc => "misc",
        }
    }
}

/// A section.
#[derive(Debug, Clone)]
pub struct Section {
    /// Its kinds: several where headings are merged (« Langues & Intérêts »).
    pub kinds: Vec<SectionKind>,
    /// Its heading; none for the header.
    pub heading: Option<Spanned>,
    /// Heading and body.
    pub span: Span,
}

/// What an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntryKind {
    /// A job, an internship, a mission.
    Job,
    /// A project, open source.
    Project,
    /// Volunteering.
    Volunteering,
    /// Studies.
    Education,
    /// A certification.
    Certification,
}

/// One entry: a job, a project, a degree.
#[derive(Debug, Clone)]
pub struct Entry {
    /// What it is.
    pub kind: EntryKind,
    /// All of it.
    pub span: Span,
    /// Title, degree or name of the project.
    pub title: Option<Spanned>,
    /// Employer, school or issuer.
    pub organisation: Option<Spanned>,
    /// Place.
    pub location: Option<Spanned>,
    /// When.
    pub period: Option<Period>,
    /// Its items.
    pub bullets: Vec<Spanned>,
}

/// A span of time as a resume tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// First month; of a year alone, January. `None` where only the end is told.
    pub start: Option<Month>,
    /// End.
    pub end: PeriodEnd,
    /// Only years are told.
    pub year_only: bool,
    /// The end was told before the start; they are turned round here.
    pub reversed: bool,
    /// Where it stands.
    pub span: Span,
}

/// How a period ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PeriodEnd {
    /// In this month, inclusive; of a year alone, December.
    Month(Month),
    /// It goes on.
    Present,
}

impl Period {
    /// The months it covers, first and last inclusive, where `today` stands for "present"; `None` without a start.
    pub fn months(&self, today: Month) -> Option<(Month, Month)> {
        let start = self.start?;
        let end = match self.end {
            PeriodEnd::Month(end) => end,
            PeriodEnd::Present => today,
        };
        Some((start.min(end), end.max(start)))
    }

    /// Months from the end to `today`; 0 while it goes on or lies ahead.
    pub fn ended_before(&self, today: Month) -> i32 {
        match self.end {
            PeriodEnd::Month(end) => today.since(end).max(0),
            PeriodEnd::Present => 0,
        }
    }
}

/// A spoken language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpokenLanguage {
    /// Id in the table `spoken` (ISO 639-1, of those without it 639-3).
    pub id: String,
    /// 1 (A1) to 6 (C2 or native); `None` where no level is told.
    pub level: Option<u8>,
    /// Told as a native language.
    pub native: bool,
    /// Where it stands, level included.
    pub span: Span,
}

impl Resume {
    /// The sections that `at` lies in: its kinds; the header's before any section.
    pub fn kinds_at(&self, at: usize) -> &[SectionKind] {
        self.section_at(at).map_or(&[SectionKind::Header], |section| &section.kinds)
    }

    /// The section that `at` lies in.
    pub fn section_at(&self, at: usize) -> Option<&Section> {
        self.sections.iter().find(|section| section.span.start <= at && at < section.span.end)
    }

    /// The entry that `at` lies in, and its index.
    pub fn entry_at(&self, at: usize) -> Option<(usize, &Entry)> {
        self.entries.iter().enumerate().find(|(_, entry)| entry.span.start <= at && at < entry.span.end)
    }

    /// The titles that the applicant holds or held: the headline's, then those of jobs.
    pub fn own_titles(&self) -> impl Iterator<Item = &Spanned> {
        let jobs = self.entries.iter().filter(|entry| entry.kind == EntryKind::Job);
        self.headline.iter().chain(jobs.filter_map(|job| job.title.as_ref()))
    }

    /// The bodies of the sections of skills, where an ambiguous word is a technical one.
    pub fn skill_zones(&self) -> Vec<Span> {
        self.sections
            .iter()
            .filter(|section| section.kinds.contains(&SectionKind::Skills))
            .map(|section| section.span)
            .collect()
    }

    /// Spans by JSON pointer of the JSON Resume that [`Resume`] is written as.
    pub fn pointers(&self) -> BTreeMap<String, Span> {
        let mut map = BTreeMap::new();
        let mut add = |pointer: String, value: &Option<Spanned>| {
            if let Some(value) = value {
                map.insert(pointer, value.span);
            }
        };
        add("/basics/name".to_owned(), &self.contact.name);
        add("/basics/email".to_owned(), &self.contact.email);
        add("/basics/phone".to_owned(), &self.contact.phone);
        add("/basics/label".to_owned(), &self.headline);
        add("/basics/summary".to_owned(), &self.summary);
        map
    }
}
