//! What a letter may say: values, each with the place it came from.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::grammar::{Apostrophe, Gender, Nbsp};
use super::plan::Length;
use crate::{Language, Span};

/// The languages of letters, with the customs of the country.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub enum Locale {
    /// French.
    #[serde(rename = "fr")]
    Fr,
    /// American English.
    #[serde(rename = "en-US")]
    EnUs,
    /// British English.
    #[serde(rename = "en-GB")]
    EnGb,
}

impl Locale {
    /// The language.
    pub const fn language(self) -> Language {
        match self {
            Self::Fr => Language::Fr,
            Self::EnUs | Self::EnGb => Language::En,
        }
    }

    /// The tag, as `--letter-lang` takes it and as it stands in the names of templates.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Fr => "fr",
            Self::EnUs => "en-US",
            Self::EnGb => "en-GB",
        }
    }
}

/// Who vouches for a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// The resume.
    Resume,
    /// The posting.
    Posting,
    /// The applicant: `--set`, the profile, or the reference date.
    Applicant,
}

/// Where a fact came from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct Trace {
    /// Who says it.
    pub source: Source,
    /// Where it stands, in a document.
    pub span: Option<Span>,
    /// The value as written there; for the applicant, the key of the field.
    pub value: String,
}

/// A value that a letter may print, and its traces; a value without a trace is not a fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// As the letter prints it.
    pub text: String,
    /// Where it came from; more than one when both documents say it.
    pub traces: Vec<Trace>,
}

impl Fact {
    /// A fact from the resume.
    pub fn resume(text: &str, span: Span) -> Self {
        Self::from(text, Source::Resume, Some(span), text)
    }

    /// A fact from the posting.
    pub fn posting(text: &str, span: Span) -> Self {
        Self::from(text, Source::Posting, Some(span), text)
    }

    /// A fact that the applicant gave under `key`.
    pub fn applicant(text: &str, key: &str) -> Self {
        Self::from(text, Source::Applicant, None, key)
    }

    /// The same fact, vouched for by one more place.
    pub fn and(mut self, trace: Trace) -> Self {
        self.traces.push(trace);
        self
    }

    fn from(text: &str, source: Source, span: Option<Span>, value: &str) -> Self {
        Self { text: text.to_owned(), traces: vec![Trace { source, span, value: value.to_owned() }] }
    }
}

/// Everything that a letter may say; what is absent is not said.
#[derive(Debug, Clone)]
pub struct LetterInput {
    /// Language and country of the letter.
    pub locale: Locale,
    /// Language of the resume: its lines are quoted only in a letter of the same language.
    pub resume_language: Language,
    /// Language of the posting: its phrases are quoted only in a letter of the same language.
    pub posting_language: Language,
    /// Text of the resume, to measure how much of it the letter repeats; may be empty.
    pub resume_text: String,
    /// Date of the letter: the reference date.
    pub date: jiff::civil::Date,
    /// Spaces of French typography.
    pub nbsp: Nbsp,
    /// Apostrophes.
    pub apostrophe: Apostrophe,
    /// The person applying.
    pub applicant: Applicant,
    /// The opening.
    pub posting: PostingFacts,
    /// Dated entries of the resume, in any order.
    pub entries: Vec<Entry>,
    /// Requirements of the posting that the resume evidences; one for each entry that shows it.
    pub matches: Vec<LetterMatch>,
    /// Whole years in roles of the family of the posting, the text being the number; absent below one.
    pub years_relevant: Option<Fact>,
    /// Where the posting names any skill, shown by the resume or not.
    pub posting_skills: Vec<Span>,
    /// How long the letter is to be.
    pub length: Length,
    /// « Tu » instead of « vous », in a French letter.
    pub familiar: bool,
    /// Why the variant was chosen, where the facts chose it; told beside the letter, not in it.
    pub why: Option<Why>,
}

/// A reason in words, in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Why {
    /// For a French reader.
    pub fr: String,
    /// For an English reader.
    pub en: String,
}

impl LetterInput {
    /// A letter of this language and date that says nothing yet; both documents are in its language.
    pub fn new(locale: Locale, date: jiff::civil::Date) -> Self {
        Self {
            locale,
            resume_language: locale.language(),
            posting_language: locale.language(),
            resume_text: String::new(),
            date,
            nbsp: Nbsp::default(),
            apostrophe: Apostrophe::default(),
            applicant: Applicant::default(),
            posting: PostingFacts::default(),
            entries: Vec::new(),
            matches: Vec::new(),
            years_relevant: None,
            posting_skills: Vec::new(),
            length: Length::default(),
            familiar: false,
            why: None,
        }
    }
}

/// The person applying.
#[derive(Debug, Clone, Default)]
pub struct Applicant {
    /// First name.
    pub first: Option<Fact>,
    /// Family name.
    pub last: Option<Fact>,
    /// Telephone number.
    pub phone: Option<Fact>,
    /// E-mail address.
    pub email: Option<Fact>,
    /// Town.
    pub city: Option<Fact>,
    /// Web address.
    pub link: Option<Fact>,
    /// Grammatical gender, as the applicant or their own titles tell it; never inferred from a name.
    pub gender: Option<Gender>,
    /// The applicant was asked, and names no gender.
    pub no_gender: bool,
    /// When the work can begin: « à partir du 4 janvier 2027 », `from 4 January 2027`.
    pub availability: Option<Fact>,
    /// Salary hoped for, in words that follow « une rémunération de ».
    pub salary: Option<Fact>,
    /// The applicant's own sentence on why this employer.
    pub reason: Option<Fact>,
    /// Rhythm of a work-study contract: « trois semaines en entreprise, une semaine à l'école ».
    pub rhythm: Option<Fact>,
    /// How long an internship lasts: « six mois ».
    pub duration: Option<Fact>,
    /// Diploma being prepared, where the resume does not tell it.
    pub diploma: Option<Fact>,
    /// School where it is prepared.
    pub school: Option<Fact>,
}

/// The opening.
#[derive(Debug, Clone, Default)]
pub struct PostingFacts {
    /// Title, cleaned by [`Grammar::title_clean`](super::grammar::Grammar::title_clean).
    pub title: Option<Fact>,
    /// Reference.
    pub reference: Option<Fact>,
    /// Company.
    pub company: Option<Fact>,
    /// Words before an institution: « au », « à la », « à l' », « aux ».
    pub company_prep: Option<String>,
    /// Town of the post.
    pub city: Option<Fact>,
    /// « CDI », « alternance » …
    pub contract: Option<Fact>,
    /// Where the posting was seen: a name that follows « sur » or `on`.
    pub source: Option<Fact>,
    /// Who reads the letter.
    pub recipient: Recipient,
    /// Phrases of the posting that describe the work, as written, best first.
    pub missions: Vec<Fact>,
}

/// Who reads the letter.
#[derive(Debug, Clone, Default)]
pub struct Recipient {
    /// Madame or Monsieur, when the posting says it.
    pub civility: Option<Gender>,
    /// First and family name, as printed in the address.
    pub name: Option<Fact>,
    /// Family name alone, for English salutations.
    pub family_name: Option<Fact>,
    /// Function.
    pub function: Option<Fact>,
}

/// What an entry of a resume is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EntryKind {
    /// A job.
    Job,
    /// A project, open source or a voluntary work.
    Project,
    /// A training.
    Education,
}

/// A month or a year of a resume.
#[derive(Debug, Clone)]
pub struct When {
    /// Year.
    pub year: i32,
    /// Month, 1 to 12, where it is written.
    pub month: Option<u8>,
    /// Where it is written.
    pub span: Span,
}

/// A dated entry of the resume.
#[derive(Debug, Clone)]
pub struct Entry {
    /// What it is.
    pub kind: EntryKind,
    /// Title in the letter's language; none when it is not known in that language.
    pub title: Option<Fact>,
    /// Employer, school, or name of the project.
    pub organisation: Option<Fact>,
    /// Begin.
    pub start: Option<When>,
    /// End; none while current.
    pub end: Option<When>,
    /// True when it still runs at the reference date.
    pub current: bool,
    /// A job in the role sought, or in one near it: it is told even where it shows no requirement.
    pub family: bool,
    /// An internship: its title names no trade.
    pub internship: bool,
    /// Lines under the entry, as written, in order; none that denies a skill.
    pub lines: Vec<Fact>,
}

/// How a resume shows a skill.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Strength {
    /// Named in a list only.
    Declared,
    /// Named in studies, training or a certification.
    Learned,
    /// Used in a dated entry.
    Used,
}

/// A requirement of the posting with its evidence.
#[derive(Debug, Clone)]
pub struct LetterMatch {
    /// Id of the skill.
    pub id: String,
    /// Label in the letter's language; its traces name the resume, and the posting too.
    pub label: Fact,
    /// Kind of the skill (`language`, `database`, `practice` …), which decides the preposition.
    pub kind: String,
    /// How the resume shows it.
    pub strength: Strength,
    /// Index into [`LetterInput::entries`] of the entry that shows it.
    pub entry: Option<usize>,
    /// Points of the requirement; heavier ones are told first.
    pub weight: u32,
    /// The posting only wishes for it: it is named, never said to be asked for.
    pub wished: bool,
}
