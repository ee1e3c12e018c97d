//! The main job in single calls: what the doors (command line, server) ask of the core.
//!
//! A [`Brief`] is what is asked, understood once; any number of resumes are then scored against it.

mod draft;
mod family;
mod gender;
mod in_full;
mod letter;
mod matches;
mod named;
mod people;
mod person;
mod request;
mod similar;
mod variant;

use jiff::civil::Date;

pub(crate) use gender::told_genders;
pub(crate) use letter::locale_of;
pub use letter::{letter, writer};
pub use named::Named;
pub use request::LetterRequest;

use crate::{
    Language, Span,
    document::Document,
    lexicon::{Lexicon, raw::Role},
    matching::{Analysis, Matcher, Mentions},
    posting::{self, Posting},
    report::Report,
    resume::{self, Resume, ResumeParser},
    scoring::{Applicant, Asked, Standing, relevant_months, report},
};

/// Everything that is made once of a lexicon and then reads any number of documents; share one between threads.
#[derive(Debug, Clone)]
pub struct Engine {
    matcher: Matcher,
    resumes: ResumeParser,
}

impl Engine {
    /// Makes everything ready; takes some ten milliseconds.
    pub fn new(lexicon: Lexicon) -> Self {
        Self::with_matcher(Matcher::new(lexicon))
    }

    /// The same with a matcher that stands already.
    pub fn with_matcher(matcher: Matcher) -> Self {
        let resumes = ResumeParser::new(matcher.lexicon());
        matcher.make_ready();
        Self { matcher, resumes }
    }

    /// The lexicon.
    pub const fn lexicon(&self) -> &Lexicon {
        self.matcher.lexicon()
    }

    /// The matcher.
    pub const fn matcher(&self) -> &Matcher {
        &self.matcher
    }

    /// The reader of resumes.
    pub(crate) const fn resumes(&self) -> &ResumeParser {
        &self.resumes
    }

    /// Finds everything the lexicon knows in `text`.
    pub fn analyse(&self, text: &str) -> Analysis {
        self.matcher.analyse(text)
    }

    /// Finds the skills and diplomas of `text`, and nothing else.
    pub fn mentions(&self, text: &str) -> Mentions {
        self.matcher.mentions(text)
    }
}

/// A resume, read and understood.
#[derive(Debug, Clone)]
pub struct ReadResume {
    /// Its document.
    pub document: Document,
    /// What in its text only says what is still to be written, `[… like this]`; nothing of it was read.
    pub hints: Vec<Span>,
    /// Its parts.
    pub resume: Resume,
    /// Skills, titles, diplomas in it.
    pub found: Analysis,
}

impl ReadResume {
    /// Understands a resume: its sections are told from what its text holds, and what its sections of skills hold is then taken for
    /// technical.
    pub fn new(engine: &Engine, document: Document) -> Self {
        let hints = resume::hints(&document.text);
        let bare = (!hints.is_empty()).then(|| resume::without_hints(&document, &hints));
        let understood = bare.as_ref().unwrap_or(&document);
        let scan = engine.matcher.scan(&understood.text);
        let mut found = engine.matcher.resolve(&scan, &understood.text, &[]);
        if bare.is_some() {
            // Hints are written in the language of the resume, of which little else may be there.
            found.language = engine.matcher.scan(&document.text).language();
        }
        // The fields of JSON stand in its values, hints and all; they are taken out after.
        let source = if document.data.is_some() { &document } else { understood };
        let mut resume = engine.resumes.parse_analysed(source, &found, engine.lexicon());
        if document.data.is_some() && bare.is_some() {
            resume::forget(&mut resume, &hints, &understood.text);
        }
        let zones = resume.skill_zones();
        let in_zone = |span: Span| zones.iter().any(|zone| zone.contains(span));
        let listed = |word: &str| {
            let mut listed = found.skills.iter().filter(|mention| in_zone(mention.span));
            listed.any(|mention| mention.span.of(&understood.text) == word)
        };
        // A doubtful word is meant where the section of skills holds it, or lists the same word.
        let meant = |span: &Span| in_zone(*span) || listed(span.of(&understood.text));
        let mut found = match found.doubtful.iter().any(meant) {
            true => engine.matcher.resolve(&scan, &understood.text, &zones),
            false => found,
        };
        person::set_aside(&mut found, &resume.contact);
        Self { document, hints, resume, found }
    }

    /// The resume as JSON Resume 1.2.1.
    pub fn to_json(&self, engine: &Engine) -> serde_json::Value {
        resume::to_json_resume(&self.resume, &engine.matcher)
    }
}

/// What is asked: a posting or a role.
#[derive(Debug, Clone)]
pub enum Brief {
    /// A posting, understood, and what was found in its text.
    Posting(Box<Posting>, Box<Analysis>),
    /// A role of the lexicon.
    Role(Box<Role>),
}

impl Brief {
    /// Understands a posting.
    pub fn posting(engine: &Engine, document: &Document) -> Self {
        let posting = posting::parse(document, &engine.matcher);
        Self::Posting(Box::new(posting), Box::new(engine.analyse(&document.text)))
    }

    /// The role of this id, if the lexicon knows it.
    pub fn role(engine: &Engine, id: &str) -> Option<Self> {
        engine.lexicon().role(id).map(|role| Self::Role(Box::new(role.clone())))
    }

    /// Scores a resume; `name` is shown as its document, `as_of` stands for today, `language` is that of the report.
    pub fn report(
        &self,
        engine: &Engine,
        name: &str,
        read: &ReadResume,
        as_of: Date,
        language: Language,
    ) -> Report {
        report(applicant(name, read), self.asked(), engine.lexicon(), as_of, language)
    }

    /// Months of the applicant's jobs in the roles sought and their neighbours, as a union, and the periods that make them; `None` where
    /// no job has a date.
    pub fn relevant_months(
        &self,
        engine: &Engine,
        read: &ReadResume,
        as_of: Date,
    ) -> Option<(u32, Vec<Span>)> {
        relevant_months(applicant("", read), self.asked(), engine.lexicon(), as_of)
    }

    /// The score, ready to be asked what a change would bring.
    pub(crate) fn standing<'a>(
        &'a self,
        engine: &'a Engine,
        read: &'a ReadResume,
        as_of: Date,
    ) -> Standing<'a> {
        Standing::new(applicant("", read), self.asked(), engine.lexicon(), as_of)
    }

    fn asked(&self) -> Asked<'_> {
        match self {
            Self::Posting(posting, found) => Asked::Posting(posting, found),
            Self::Role(role) => Asked::Role(role),
        }
    }
}

fn applicant<'a>(name: &'a str, read: &'a ReadResume) -> Applicant<'a> {
    Applicant::new(name, &read.document, &read.resume, &read.found)
}
