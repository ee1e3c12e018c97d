//! The main job in single calls: what the doors (command line, server) ask of the core.
//!
//! A [`Brief`] is what is asked, understood once; any number of resumes are then scored against it.

mod letter;

use jiff::civil::Date;

pub use letter::{LetterRequest, letter, writer};

use crate::{
    Language, Span,
    document::Document,
    lexicon::raw::Role,
    matching::{Analysis, Engine},
    posting::{self, Posting},
    report::Report,
    resume::{self, Resume},
    scoring::{Applicant, Asked, relevant_months, report},
};

/// A resume, read and understood.
#[derive(Debug, Clone)]
pub struct ReadResume {
    /// Its document.
    pub document: Document,
    /// Its parts.
    pub resume: Resume,
    /// Skills, titles, diplomas in it.
    pub found: Analysis,
}

impl ReadResume {
    /// Understands a resume.
    pub fn new(engine: &Engine, document: Document) -> Self {
        let resume = resume::parse(&document, engine);
        let found = engine.analyse_with(&document.text, &resume.skill_zones());
        Self { document, resume, found }
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
        Self::Posting(Box::new(posting::parse(document, engine)), Box::new(engine.analyse(&document.text)))
    }

    /// The role of this id, if the lexicon knows it.
    pub fn role(engine: &Engine, id: &str) -> Option<Self> {
        engine.lexicon().role(id).map(|role| Self::Role(Box::new(role.clone())))
    }

    /// Scores a resume; `name` is shown as its document, `as_of` stands for today, `language` is that of the report.
    pub fn report(&self, engine: &Engine, name: &str, read: &ReadResume, as_of: Date, language: Language) -> Report {
        report(applicant(name, read), self.asked(), engine, as_of, language)
    }

    /// Months of the applicant's jobs in the roles sought and their neighbours, as a union, and the periods that make them; `None` where
    /// no job has a date.
    pub fn relevant_months(&self, engine: &Engine, read: &ReadResume, as_of: Date) -> Option<(u32, Vec<Span>)> {
        relevant_months(applicant("", read), self.asked(), engine, as_of)
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
