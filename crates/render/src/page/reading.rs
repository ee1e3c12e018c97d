//! What a machine reads from a resume: the fields that a form would be filled with.

use sartor_core::{
    Language, Spanned,
    apply::ReadResume,
    lexicon::{Kind, Lexicon},
    matching::{Mention, Polarity},
    resume::{Entry, EntryKind},
};
use serde::Serialize;

use crate::{safe, words};

/// What was read.
#[derive(Debug, Clone, Serialize)]
pub struct ReadingView {
    /// Name, e-mail and the like.
    pub fields: Vec<ReadField>,
    /// Jobs, projects, studies, in the order of the text.
    pub entries: Vec<ReadEntry>,
    /// Labels of the skills that the resume names.
    pub skills: Vec<String>,
    /// Pages of the file.
    pub pages: u32,
    /// Words of its text.
    pub words: usize,
}

/// One field.
#[derive(Debug, Clone, Serialize)]
pub struct ReadField {
    /// What it is.
    pub label: &'static str,
    /// What stands there; nothing where it was not found.
    pub value: Option<String>,
}

/// One entry.
#[derive(Debug, Clone, Serialize)]
pub struct ReadEntry {
    /// What it is.
    pub kind: &'static str,
    /// Title or degree.
    pub title: Option<String>,
    /// Employer or school.
    pub organisation: Option<String>,
    /// The period as written.
    pub period: Option<String>,
}

/// What a machine reads.
pub fn reading(read: &ReadResume, lexicon: &Lexicon, language: Language) -> ReadingView {
    let text = &read.document.text;
    // A duty is a phrase, no name that a form would list.
    let is_duty = |mention: &Mention| lexicon.get(mention.skill).kind == Kind::Responsibility;
    let mentions = read.found.skills.iter();
    let mentions = mentions.filter(|one| one.polarity != Polarity::Negated && !is_duty(one));
    let mut skills = Vec::new();
    for mention in mentions {
        let label = lexicon.label(mention.skill, language).to_owned();
        if !skills.contains(&label) {
            skills.push(label);
        }
    }
    ReadingView {
        fields: fields(read, language),
        entries: read.resume.entries.iter().map(|own| entry(own, text, language)).collect(),
        skills,
        pages: read.document.pages,
        words: text.split_whitespace().count(),
    }
}

fn fields(read: &ReadResume, language: Language) -> Vec<ReadField> {
    let contact = &read.resume.contact;
    let field = |fr, en, value: Option<String>| ReadField { label: language.pick(fr, en), value };
    let links: Vec<String> = contact.links.iter().map(|link| safe(&link.text)).collect();
    let spoken = read.resume.languages.iter();
    let spoken: Vec<String> = spoken.map(|one| one_line(one.span.of(&read.document.text))).collect();
    vec![
        field("Nom", "Name", told(contact.name.as_ref())),
        field("Titre", "Headline", told(read.resume.headline.as_ref())),
        field("Courriel", "E-mail", told(contact.email.as_ref())),
        field("Téléphone", "Phone", told(contact.phone.as_ref())),
        field("Ville", "Town", told(contact.city.as_ref())),
        field("Liens", "Links", (!links.is_empty()).then(|| links.join(", "))),
        field("Langues", "Languages", (!spoken.is_empty()).then(|| spoken.join(", "))),
        field("Langue du CV", "Written in", Some(words::name(language, read.resume.language).to_owned())),
    ]
}

fn entry(entry: &Entry, text: &str, language: Language) -> ReadEntry {
    let kind = match entry.kind {
        EntryKind::Job => language.pick("Poste", "Job"),
        EntryKind::Project => language.pick("Projet", "Project"),
        EntryKind::Volunteering => language.pick("Bénévolat", "Volunteering"),
        EntryKind::Education => language.pick("Études", "Studies"),
        EntryKind::Certification => language.pick("Certification", "Certification"),
    };
    ReadEntry {
        kind,
        title: told(entry.title.as_ref()),
        organisation: told(entry.organisation.as_ref()),
        period: entry.period.map(|period| one_line(period.span.of(text))),
    }
}

fn told(part: Option<&Spanned>) -> Option<String> {
    part.map(|part| one_line(&part.text)).filter(|text| !text.is_empty())
}

fn one_line(text: &str) -> String {
    safe(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}
