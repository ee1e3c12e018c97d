//! The letter, as it is written and as a person edits it.

use jiff::civil::Date;
use sartor_core::{
    Language,
    apply::{self, Brief, LetterRequest, ReadResume},
    letter::{Claim, Letter, Sentence},
};
use schemars::JsonSchema;
use serde::Serialize;

use super::{brief, date, export, resume};
use crate::{Services, ask::Ask, fault::Fault};

/// A letter and what stands behind it.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct LetterAnswer {
    letter: Letter,
    text: String,
    markdown: String,
    claims: Vec<Claim>,
    weak: Vec<Weak>,
}

/// What a reader would hold against a letter.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(crate) struct Weak {
    code: &'static str,
    message: String,
}

impl LetterAnswer {
    pub(crate) fn new(letter: Letter, language: Language) -> Self {
        Self {
            text: letter.text(),
            markdown: letter.markdown(),
            claims: letter.claims.clone(),
            weak: weak(&letter, language),
            letter,
        }
    }
}

/// Its weaknesses, in words.
pub(crate) fn weak(letter: &Letter, language: Language) -> Vec<Weak> {
    let told = letter.weak.iter();
    told.map(|weak| Weak {
        code: weak.code,
        message: language.pick(&weak.message_fr, &weak.message_en).clone(),
    })
    .collect()
}

/// What is asked of a letter; fields that no letter knows are refused.
pub(crate) fn request(ask: &Ask) -> Result<LetterRequest, Fault> {
    if let Some(unknown) = ask.fields.keys().find(|key| LetterRequest::key(key).is_none()) {
        let name = unknown.chars().take(40).collect();
        return Err(Fault::Field { name, wanted: LetterRequest::KEYS.join(", ").into() });
    }
    Ok(LetterRequest {
        locale: ask.locale,
        template: ask.template.clone(),
        length: ask.length,
        fields: ask.fields.clone(),
    })
}

/// The letter that is asked, in a form.
pub(crate) fn of_ask(ask: &Ask, form: export::Form, services: &Services) -> Result<export::Answer, Fault> {
    let request = request(ask)?;
    let brief = brief(ask, services)?;
    let as_of = date(ask, services);
    let letter = write(&resume(ask, services)?, &brief, &request, as_of, services)?;
    match form {
        export::Form::Json => export::Answer::json(&LetterAnswer::new(letter, ask.language)),
        form => export::letter(&letter, form, as_of, services),
    }
}

/// Writes a letter.
pub(crate) fn write(
    read: &ReadResume,
    brief: &Brief,
    request: &LetterRequest,
    as_of: Date,
    services: &Services,
) -> Result<Letter, Fault> {
    Ok(apply::letter(&services.engine, &services.books.writer, read, brief, request, as_of)?)
}

/// The body of a letter as a person edits it: paragraphs, an empty line between them.
pub(crate) fn body(letter: &Letter) -> String {
    let paragraphs = letter.paragraphs.iter().map(|sentences| {
        sentences.iter().map(|sentence| sentence.text.as_str()).collect::<Vec<_>>().join(" ")
    });
    paragraphs.collect::<Vec<_>>().join("\n\n")
}

/// The letter with another body.
pub(crate) fn with_body(letter: &Letter, body: &str) -> Letter {
    let body = body.replace("\r\n", "\n");
    let lines = |paragraph: &str| paragraph.split_whitespace().collect::<Vec<_>>().join(" ");
    let paragraphs = body.split("\n\n").map(lines).filter(|paragraph| !paragraph.is_empty());
    let mut edited = letter.clone();
    edited.paragraphs = paragraphs.map(|text| vec![Sentence { text }]).collect();
    edited.claims = Vec::new();
    edited.weak = Vec::new();
    edited
}
