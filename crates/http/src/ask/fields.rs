//! The fields of a request, as they came and as they are meant.

use std::collections::BTreeMap;

use jiff::civil::Date;
use sartor_core::{
    Language,
    letter::{Length, Locale},
    tailoring::Decisions,
};
use sartor_store::Retention;
use schemars::JsonSchema;
use serde::Deserialize;

use super::{Ask, Files, Upload};
use crate::{Limits, fault::Fault, gate::Seat, language};

/// The terms of keeping.
const TERM: &str = "1 … 24";

/// Fields that are files of a form.
pub(crate) const FILES: [&str; 4] = ["resume", "posting", "edited", "document"];

/// The fields that an address takes, by its path; files are fields of forms only.
pub(crate) fn takes(path: &str) -> &'static [&'static str] {
    match path {
        "/api/v1/matches" => &["resume", "resume_text", "posting", "posting_text", "role", "lang", "as_of"],
        "/api/v1/audits" => {
            &["resume", "resume_text", "posting", "posting_text", "role", "ignore", "lang", "as_of"]
        }
        "/api/v1/letters" => &[
            "resume",
            "resume_text",
            "posting",
            "posting_text",
            "role",
            "letter_lang",
            "template",
            "length",
            "fields",
            "format",
            "lang",
            "as_of",
        ],
        "/api/v1/tailored-resumes" => &[
            "resume",
            "resume_text",
            "posting",
            "posting_text",
            "accept",
            "refuse",
            "format",
            "lang",
            "as_of",
        ],
        "/api/v1/verifications" => &[
            "resume",
            "resume_text",
            "posting",
            "posting_text",
            "role",
            "edited",
            "edited_text",
            "fields",
            "lang",
            "as_of",
        ],
        "/api/v1/extractions" => &["document", "document_text", "reader", "lang"],
        "/api/v1/skills" => &["document", "document_text", "lang"],
        "/api/v1/postings" => &["posting", "posting_text", "lang"],
        "/api/v1/openings" => &["posting", "posting_text", "title", "retention_months", "lang", "as_of"],
        "/openings" => &["posting", "posting_text", "title", "retention_months", "csrf", "lang", "as_of"],
        "/reports" => &["resume", "resume_text", "posting", "posting_text", "role", "lang", "as_of"],
        _ => &[],
    }
}

/// The fields of either form of request, as they came.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub(crate) struct Fields {
    #[serde(skip)]
    files: Files,
    /// The resume as text.
    resume_text: Option<String>,
    /// The posting as text.
    posting_text: Option<String>,
    /// The edited letter or resume as text.
    edited_text: Option<String>,
    /// The document as text.
    document_text: Option<String>,
    /// Id of a role, in the place of a posting.
    role: Option<String>,
    /// Language of the answer: `fr` or `en`.
    lang: Option<String>,
    /// The date that stands for today, `YYYY-MM-DD`.
    as_of: Option<String>,
    /// Language of the letter: `fr`, `en-US` or `en-GB`; that of the posting by default.
    letter_lang: Option<String>,
    /// Variant of letter; the one that the facts call for by default.
    template: Option<String>,
    /// How much the letter tells: `short`, `standard` or `full`.
    length: Option<String>,
    /// Form of the answer: `json`, `text`, `markdown`, `html`, `pdf`, `docx`; else what `Accept` asks.
    format: Option<String>,
    /// Who reads: `layout` or `naive`.
    reader: Option<String>,
    /// Title of an opening; else that of its posting.
    title: Option<String>,
    /// Months that applicants of an opening are kept after the last contact; else 6.
    #[serde(deserialize_with = "crate::whole::option")]
    #[schemars(with = "Option<u32>", range(min = 1, max = 24))]
    retention_months: Option<u32>,
    /// The token of a page.
    #[schemars(skip)]
    csrf: Option<String>,
    /// What a letter needs and the files do not hold, by key.
    fields: BTreeMap<String, String>,
    /// Ids of edits to accept; then only these are done.
    accept: Vec<String>,
    /// Ids of edits to refuse.
    refuse: Vec<String>,
    /// Codes of findings to set aside.
    ignore: Vec<String>,
}

impl Fields {
    /// Sets a file of a form.
    pub(super) fn file(&mut self, name: &str, upload: Upload) {
        let place = match name {
            "resume" => &mut self.files.resume,
            "posting" => &mut self.files.posting,
            "edited" => &mut self.files.edited,
            _ => &mut self.files.document,
        };
        *place = Some(upload);
    }

    /// Sets a text field of a form.
    pub(super) fn set(&mut self, name: &str, value: String, limits: &Limits) -> Result<(), Fault> {
        let place = match name {
            "resume_text" => &mut self.resume_text,
            "posting_text" => &mut self.posting_text,
            "edited_text" => &mut self.edited_text,
            "document_text" => &mut self.document_text,
            _ => return self.set_short(name, value, limits),
        };
        *place = Some(value);
        Ok(())
    }

    fn set_short(&mut self, name: &str, value: String, limits: &Limits) -> Result<(), Fault> {
        short(name, &value, limits)?;
        let place = match name {
            "role" => &mut self.role,
            "lang" => &mut self.lang,
            "as_of" => &mut self.as_of,
            "letter_lang" => &mut self.letter_lang,
            "template" => &mut self.template,
            "length" => &mut self.length,
            "format" => &mut self.format,
            "reader" => &mut self.reader,
            "title" => &mut self.title,
            "csrf" => &mut self.csrf,
            "retention_months" => {
                self.retention_months = given(Some(value))
                    .map(|months| months.parse().map_err(|_| wrong(name, TERM)))
                    .transpose()?;
                return Ok(());
            }
            "accept" | "refuse" | "ignore" => {
                let list = match name {
                    "accept" => &mut self.accept,
                    "refuse" => &mut self.refuse,
                    _ => &mut self.ignore,
                };
                list.push(value);
                return Ok(());
            }
            _ => {
                let (key, value) = value.split_once('=').ok_or_else(|| wrong(name, "KEY=VALUE"))?;
                self.fields.insert(key.trim().to_owned(), value.trim().to_owned());
                return Ok(());
            }
        };
        *place = Some(value);
        Ok(())
    }

    /// Holds the fields of JSON against the limits that those of a form have.
    pub(super) fn check_lengths(&self, limits: &Limits) -> Result<(), Fault> {
        let count = self.fields.len().max(self.accept.len()).max(self.refuse.len()).max(self.ignore.len());
        if count > limits.fields {
            return Err(Fault::TooManyFields { limit: limits.fields });
        }
        let one = [
            ("role", &self.role),
            ("lang", &self.lang),
            ("as_of", &self.as_of),
            ("letter_lang", &self.letter_lang),
            ("template", &self.template),
            ("length", &self.length),
            ("format", &self.format),
            ("reader", &self.reader),
            ("title", &self.title),
        ];
        one.iter().try_for_each(|(name, value)| short(name, value.as_deref().unwrap_or_default(), limits))?;
        let listed = self.accept.iter().chain(&self.refuse).chain(&self.ignore);
        listed.chain(self.fields.values()).try_for_each(|value| short("fields", value, limits))
    }

    /// Checks the fields together; empty ones of a form count as left out.
    pub(super) fn understood(self, asked: Language, seat: Option<Seat>) -> Result<Ask, Fault> {
        let files = Files {
            resume: one("resume", self.files.resume, self.resume_text)?,
            posting: either(self.files.posting, self.posting_text)?,
            edited: one("edited", self.files.edited, self.edited_text)?,
            document: one("document", self.files.document, self.document_text)?,
        };
        let as_of = given(self.as_of).map(|date| date.parse::<Date>());
        let own = parsed("lang", self.lang, "fr, en", language::code)?;
        let length = parsed("length", self.length, "short, standard, full", length)?;
        let naive = parsed("reader", self.reader, "layout, naive", |word| {
            matches!(word, "layout" | "naive").then_some(word == "naive")
        })?;
        let retention = self.retention_months.map(Retention::new).transpose();
        Ok(Ask {
            files,
            title: given(self.title),
            retention: retention.map_err(|_| wrong("retention_months", TERM))?,
            csrf: self.csrf,
            role: given(self.role),
            language: own.unwrap_or(asked),
            as_of: as_of.transpose().map_err(|_| wrong("as_of", "YYYY-MM-DD"))?,
            locale: parsed("letter_lang", self.letter_lang, "fr, en-US, en-GB", locale)?,
            template: given(self.template),
            length: length.unwrap_or_default(),
            format: given(self.format),
            naive: naive.unwrap_or_default(),
            fields: self.fields,
            decisions: Decisions {
                accept: self.accept.into_iter().collect(),
                refuse: self.refuse.into_iter().collect(),
            },
            ignore: self.ignore,
            _seat: seat,
        })
    }
}

fn wrong(name: &str, wanted: &'static str) -> Fault {
    Fault::Field { name: name.chars().take(40).collect(), wanted: wanted.into() }
}

fn short(name: &str, value: &str, limits: &Limits) -> Result<(), Fault> {
    if value.len() <= limits.short_bytes {
        return Ok(());
    }
    let wanted = format!("≤ {} bytes", limits.short_bytes).into();
    Err(Fault::Field { name: name.to_owned(), wanted })
}

fn given(value: Option<String>) -> Option<String> {
    value.map(|value| value.trim().to_owned()).filter(|value| !value.is_empty())
}

fn parsed<T>(
    name: &str,
    value: Option<String>,
    wanted: &'static str,
    read: impl Fn(&str) -> Option<T>,
) -> Result<Option<T>, Fault> {
    given(value).map(|word| read(&word).ok_or_else(|| wrong(name, wanted))).transpose()
}

/// The file or the text, where one of them is given.
fn one(name: &'static str, file: Option<Upload>, text: Option<String>) -> Result<Option<Upload>, Fault> {
    either(file, text).map_err(|_| Fault::MissingField(name))
}

fn either(file: Option<Upload>, text: Option<String>) -> Result<Option<Upload>, Fault> {
    let all = file.into_iter().chain(text.map(Upload::text));
    let mut all = all.filter(|upload| !upload.is_blank());
    let first = all.next();
    if all.next().is_some() { Err(Fault::TwoTargets) } else { Ok(first) }
}

fn locale(tag: &str) -> Option<Locale> {
    [Locale::Fr, Locale::EnUs, Locale::EnGb].into_iter().find(|locale| locale.tag() == tag)
}

fn length(word: &str) -> Option<Length> {
    match word {
        "short" => Some(Length::Short),
        "standard" => Some(Length::Standard),
        "full" => Some(Length::Full),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{super::Target, *};

    fn fields(list: &[(&str, &str)]) -> Result<Ask, Fault> {
        let mut fields = Fields::default();
        for (name, value) in list {
            fields.set(name, (*value).to_owned(), &Limits::default())?;
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
            ("length", "short"),
            ("accept", "a"),
            ("accept", "b"),
            ("set", "city = Lyon=1"),
        ])
        .expect("fine");
        assert!(matches!(ask.target(), Ok(Target::Role("backend"))));
        assert_eq!(ask.language, Language::Fr);
        assert_eq!(ask.locale, Some(Locale::EnGb));
        assert_eq!(ask.length, Length::Short);
        assert_eq!(ask.decisions.accept.len(), 2);
        assert_eq!(ask.fields["city"], "Lyon=1");
    }

    #[test]
    fn what_is_wrong_is_named() {
        let code = |list: &[(&str, &str)]| {
            let asked =
                fields(list).and_then(|ask| ask.resume().map(|_| ()).and_then(|()| ask.target().map(|_| ())));
            asked.map_or_else(|fault| fault.code(), |()| "fine")
        };
        let both = [("resume_text", "Zoé"), ("posting_text", "Rust")];
        assert_eq!(code(&both), "fine");
        assert_eq!(code(&both[..1]), "request.missing_field");
        assert_eq!(code(&both[1..]), "request.missing_field");
        assert_eq!(code(&[both[0], both[1], ("role", "x")]), "request.two_targets");
        assert_eq!(code(&[both[0], both[1], ("as_of", "22/11/2026")]), "request.field");
        assert_eq!(code(&[both[0], both[1], ("lang", "de")]), "request.field");
        assert_eq!(code(&[both[0], both[1], ("length", "long")]), "request.field");
        assert_eq!(code(&[both[0], both[1], ("set", "city")]), "request.field");
    }

    #[test]
    fn a_short_field_is_short() {
        let limits = Limits { short_bytes: 4, ..Limits::default() };
        for (value, fits) in [("abc", true), ("abcd", true), ("abcde", false)] {
            assert_eq!(Fields::default().set("template", value.to_owned(), &limits).is_ok(), fits, "{value}");
            let json = Fields { template: Some(value.to_owned()), ..Fields::default() };
            assert_eq!(json.check_lengths(&limits).is_ok(), fits, "{value}");
        }
    }
}
