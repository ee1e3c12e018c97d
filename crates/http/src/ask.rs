//! A request, decoded from multipart or JSON.

use std::{collections::BTreeMap, sync::Arc};

use axum::{
    body::Bytes,
    extract::{
        FromRequest, Multipart, Request,
        multipart::{Field, MultipartError},
    },
    http::{StatusCode, header::CONTENT_TYPE},
};
use jiff::civil::Date;
use sartor_core::{
    Language,
    letter::{Length, Locale},
};
use serde::Deserialize;

use crate::{
    fault::Fault,
    gate::{Seat, State},
    language,
    problem::Problem,
    upload::Upload,
};

/// Most fields of a form.
const FIELDS: usize = 64;
/// Longest value of a short field, in bytes.
const SHORT: usize = 4096;

/// What is asked.
#[derive(Debug)]
pub(crate) struct Ask {
    pub(crate) resume: Upload,
    pub(crate) target: Target,
    pub(crate) language: Language,
    pub(crate) as_of: Option<Date>,
    pub(crate) locale: Option<Locale>,
    pub(crate) template: Option<String>,
    pub(crate) length: Length,
    /// What the applicant adds for a letter.
    pub(crate) fields: BTreeMap<String, String>,
    /// Held until the work is done.
    _seat: Option<Seat>,
}

/// What the resume is compared with.
#[derive(Debug)]
pub(crate) enum Target {
    Posting(Upload),
    Role(String),
}

/// The fields of either form of request, as they came.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Fields {
    #[serde(skip)]
    resume: Option<Upload>,
    #[serde(skip)]
    posting: Option<Upload>,
    resume_text: Option<String>,
    posting_text: Option<String>,
    role: Option<String>,
    lang: Option<String>,
    as_of: Option<String>,
    letter_lang: Option<String>,
    template: Option<String>,
    length: Option<String>,
    fields: BTreeMap<String, String>,
}

impl FromRequest<Arc<State>> for Ask {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &Arc<State>) -> Result<Self, Problem> {
        let language = language::asked(request.uri(), request.headers());
        let seat = request.extensions().get::<Seat>().cloned();
        let limit = state.config.body_bytes;
        let fields = match tokio::time::timeout(state.config.deadline, decode(request, limit)).await {
            Ok(fields) => fields.map_err(|fault| fault.told(language))?,
            Err(_) => return Err(Fault::SlowBody.told(language)),
        };
        fields.understood(language, seat).map_err(|fault| fault.told(language))
    }
}

async fn decode(request: Request, limit: usize) -> Result<Fields, Fault> {
    let kind = request.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if kind.starts_with("multipart/form-data") {
        let form = Multipart::from_request(request, &()).await.map_err(|_| Fault::Malformed)?;
        return multipart(form, limit).await;
    }
    if kind.split(';').next().is_some_and(|kind| kind.trim() == "application/json") {
        let body = Bytes::from_request(request, &()).await.map_err(|refused| {
            body_fault(axum::response::IntoResponse::into_response(refused).status(), limit)
        })?;
        return serde_json::from_slice(&body).map_err(|_| Fault::Malformed);
    }
    Err(Fault::MediaType)
}

async fn multipart(mut form: Multipart, limit: usize) -> Result<Fields, Fault> {
    let broken = |error: MultipartError| body_fault(error.status(), limit);
    let mut fields = Fields::default();
    let mut count = 0;
    while let Some(field) = form.next_field().await.map_err(broken)? {
        count += 1;
        if count > FIELDS {
            return Err(Fault::Malformed);
        }
        let name = field.name().unwrap_or_default().to_owned();
        match name.as_str() {
            "resume" => fields.resume = Some(file(field).await.map_err(broken)?),
            "posting" => fields.posting = Some(file(field).await.map_err(broken)?),
            _ => {
                let value = field.text().await.map_err(broken)?;
                fields.set(&name, value)?;
            }
        }
    }
    Ok(fields)
}

async fn file(field: Field<'_>) -> Result<Upload, MultipartError> {
    let name = field.file_name().map(str::to_owned);
    Ok(Upload::file(name.as_deref(), field.bytes().await?.to_vec()))
}

fn body_fault(status: StatusCode, limit: usize) -> Fault {
    if status == StatusCode::PAYLOAD_TOO_LARGE { Fault::TooLarge { limit } } else { Fault::Malformed }
}

impl Fields {
    /// Sets a text field of a form.
    fn set(&mut self, name: &str, value: String) -> Result<(), Fault> {
        let wrong = |wanted: &'static str| Fault::Field {
            name: name.chars().take(40).collect(),
            wanted: wanted.into(),
        };
        let place = match name {
            "resume_text" => &mut self.resume_text,
            "posting_text" => &mut self.posting_text,
            _ if value.len() > SHORT => return Err(wrong("at most 4096 bytes")),
            "role" => &mut self.role,
            "lang" => &mut self.lang,
            "as_of" => &mut self.as_of,
            "letter_lang" => &mut self.letter_lang,
            "template" => &mut self.template,
            "length" => &mut self.length,
            "set" => {
                let (key, value) = value.split_once('=').ok_or_else(|| wrong("KEY=VALUE"))?;
                self.fields.insert(key.trim().to_owned(), value.trim().to_owned());
                return Ok(());
            }
            _ => {
                return Err(wrong(
                    "resume, posting, resume_text, posting_text, role, lang, as_of, letter_lang, template, length, set",
                ));
            }
        };
        *place = Some(value);
        Ok(())
    }

    /// Checks the fields together; empty ones of a form count as left out.
    fn understood(self, asked: Language, seat: Option<Seat>) -> Result<Ask, Fault> {
        let either = |file: Option<Upload>, text: Option<String>| {
            file.into_iter()
                .chain(text.map(Upload::text))
                .filter(|upload| !upload.is_blank())
                .collect::<Vec<_>>()
        };
        let given = |value: Option<String>| {
            value.map(|value| value.trim().to_owned()).filter(|value| !value.is_empty())
        };
        let mut resumes = either(self.resume, self.resume_text);
        let mut postings = either(self.posting, self.posting_text);
        let target = match (postings.pop(), given(self.role)) {
            (Some(posting), None) if postings.is_empty() => Target::Posting(posting),
            (None, Some(role)) => Target::Role(role),
            (None, None) => return Err(Fault::MissingField("posting")),
            _ => return Err(Fault::TwoTargets),
        };
        let wrong =
            |name: &str, wanted: &'static str| Fault::Field { name: name.to_owned(), wanted: wanted.into() };
        let as_of = given(self.as_of).map(|date| date.parse::<Date>());
        let own = given(self.lang).map(|code| language::code(&code).ok_or_else(|| wrong("lang", "fr, en")));
        let locale = given(self.letter_lang)
            .map(|tag| locale(&tag).ok_or_else(|| wrong("letter_lang", "fr, en-US, en-GB")));
        let length = given(self.length)
            .map(|name| length(&name).ok_or_else(|| wrong("length", "short, standard, full")));
        Ok(Ask {
            resume: resumes.pop().filter(|_| resumes.is_empty()).ok_or(Fault::MissingField("resume"))?,
            target,
            language: own.transpose()?.unwrap_or(asked),
            as_of: as_of.transpose().map_err(|_| wrong("as_of", "YYYY-MM-DD"))?,
            locale: locale.transpose()?,
            template: given(self.template),
            length: length.transpose()?.unwrap_or_default(),
            fields: self.fields,
            _seat: seat,
        })
    }
}

fn locale(tag: &str) -> Option<Locale> {
    [Locale::Fr, Locale::EnUs, Locale::EnGb].into_iter().find(|locale| locale.tag() == tag)
}

fn length(name: &str) -> Option<Length> {
    match name {
        "short" => Some(Length::Short),
        "standard" => Some(Length::Standard),
        "full" => Some(Length::Full),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(list: &[(&str, &str)]) -> Result<Ask, Fault> {
        let mut fields = Fields::default();
        for (name, value) in list {
            fields.set(name, (*value).to_owned())?;
        }
        fields.understood(Language::En, None)
    }

    #[test]
    fn a_form_is_understood() {
        let ask = fields(&[
            ("resume_text", "Zoé"),
            ("posting_text", ""),
            ("role", "backend"),
            ("lang", "fr"),
            ("as_of", "2026-11-22"),
            ("letter_lang", "en-GB"),
            ("length", "full"),
            ("set", "city = Lyon=1"),
        ])
        .expect("fine");
        assert!(matches!(&ask.target, Target::Role(role) if role == "backend"));
        assert_eq!(ask.language, Language::Fr);
        assert_eq!(ask.locale, Some(Locale::EnGb));
        assert_eq!(ask.length, Length::Full);
        assert_eq!(ask.fields["city"], "Lyon=1");
    }

    #[test]
    fn what_is_wrong_is_named() {
        let code = |list: &[(&str, &str)]| fields(list).map_or_else(|fault| fault.code(), |_| "fine");
        let both = [("resume_text", "Zoé"), ("posting_text", "Rust")];
        assert_eq!(code(&both), "fine");
        assert_eq!(code(&both[..1]), "request.missing_field");
        assert_eq!(code(&both[1..]), "request.missing_field");
        assert_eq!(code(&[both[0], both[1], ("role", "x")]), "request.two_targets");
        assert_eq!(code(&[both[0], both[1], ("as_of", "22/11/2026")]), "request.field");
        assert_eq!(code(&[both[0], both[1], ("lang", "de")]), "request.field");
        assert_eq!(code(&[both[0], both[1], ("set", "city")]), "request.field");
        assert_eq!(code(&[both[0], both[1], ("length", "long")]), "request.field");
        assert_eq!(fields(&both).expect("fine").length, Length::Standard);
        assert_eq!(code(&[("colour", "red")]), "request.field");
    }
}
