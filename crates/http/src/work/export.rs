//! Letters and resumes as files: their form, and the proof that nothing was lost on paper.

use jiff::civil::Date;
use sartor_core::{document::Document, letter::Letter, tailoring::TailoredResume};
use sartor_extract::Kind;
use sartor_render::{Design, Format, RenderError};
use serde::Serialize;

use crate::{Services, config::template, fault::Fault};

/// Most fields that are told as lost.
const TOLD: usize = 8;

/// The form of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    Json,
    Text,
    Markdown,
    Html,
    Pdf,
    Docx,
}

impl Form {
    const ALL: [Self; 6] = [Self::Json, Self::Text, Self::Markdown, Self::Html, Self::Pdf, Self::Docx];

    /// Its name in a request.
    pub(crate) const fn id(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Text => "text",
            Self::Markdown => "markdown",
            Self::Html => "html",
            Self::Pdf => "pdf",
            Self::Docx => "docx",
        }
    }

    /// The form of this name.
    pub(crate) fn of(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|form| form.id() == id)
    }

    /// Its media type.
    pub(crate) const fn media(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::Text => "text/plain; charset=utf-8",
            Self::Markdown => "text/markdown; charset=utf-8",
            Self::Html => "text/html; charset=utf-8",
            Self::Pdf => "application/pdf",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        }
    }

    /// The ending of its files.
    pub(crate) const fn ending(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Text => "txt",
            Self::Markdown => "md",
            Self::Html => "html",
            Self::Pdf => "pdf",
            Self::Docx => "docx",
        }
    }

    /// The first form that an `Accept` header names; JSON where it names none of them.
    pub(crate) fn accepted(accept: &str) -> Self {
        let types = accept.split(',').map(|one| one.split(';').next().unwrap_or_default().trim());
        let known = types.filter_map(|kind| {
            Self::ALL.into_iter().find(|form| form.media().split(';').next() == Some(kind))
        });
        known.into_iter().next().unwrap_or(Self::Json)
    }
}

/// An answer in its form.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) form: Form,
    pub(crate) bytes: Vec<u8>,
    /// Name of the file, without its ending; nothing where it is no file.
    pub(crate) name: Option<String>,
}

impl Answer {
    /// The bytes that the command line prints for the same answer.
    pub(crate) fn json(value: &impl Serialize) -> Result<Self, Fault> {
        let text = serde_json::to_string_pretty(value).map_err(|_| Fault::Internal)?;
        Ok(Self { form: Form::Json, bytes: (text + "\n").into_bytes(), name: None })
    }
}

/// The letter in a form, as a file.
pub(crate) fn letter(letter: &Letter, form: Form, date: Date, services: &Services) -> Result<Answer, Fault> {
    let page = template("reports/letter.html.j2");
    let bytes = match form {
        Form::Json => return Answer::json(letter),
        Form::Text => text(sartor_render::letter(letter, Format::Text, page))?,
        Form::Markdown => text(sartor_render::letter(letter, Format::Markdown, page))?,
        Form::Html => text(sartor_render::letter(letter, Format::Html, page))?,
        Form::Pdf => proved(pdf::letter(letter, date)?, services, |ours| {
            sartor_render::letter_recovery(letter, &ours, None)
        })?,
        Form::Docx => {
            let bytes = sartor_render::letter_docx(letter, Design::Classic, date);
            proved(bytes.map_err(|_| Fault::Internal)?, services, |ours| {
                sartor_render::letter_recovery(letter, &ours, None)
            })?
        }
    };
    let language = letter.locale.language();
    let kind = language.pick("Lettre", "Letter");
    Ok(Answer { form, bytes, name: Some(format!("{kind} {}", letter.signature)) })
}

/// The resume in a form, as a file.
pub(crate) fn resume(
    resume: &TailoredResume,
    form: Form,
    date: Date,
    services: &Services,
) -> Result<Answer, Fault> {
    let page = template("reports/resume.html.j2");
    let read_back = |ours| sartor_render::resume_recovery(&services.engine, resume, ours, None);
    let bytes = match form {
        Form::Json => Answer::json(&sartor_render::json_resume(resume))?.bytes,
        Form::Text => text(sartor_render::resume(resume, Format::Text, page))?,
        Form::Markdown => text(sartor_render::resume(resume, Format::Markdown, page))?,
        Form::Html => text(sartor_render::resume(resume, Format::Html, page))?,
        Form::Pdf => proved(pdf::resume(resume, date)?, services, read_back)?,
        Form::Docx => {
            let bytes = sartor_render::resume_docx(resume, Design::Classic, date);
            proved(bytes.map_err(|_| Fault::Internal)?, services, read_back)?
        }
    };
    let kind = resume.locale.language().pick("CV", "Resume");
    Ok(Answer { form, bytes, name: Some(format!("{kind} {}", resume.name.text)) })
}

fn text(text: Result<String, RenderError>) -> Result<Vec<u8>, Fault> {
    text.map(String::into_bytes).map_err(|_| Fault::Internal)
}

/// Reads a file back, in a child process like any other, and refuses one that would lack a word.
fn proved(
    bytes: Vec<u8>,
    services: &Services,
    compare: impl FnOnce(Document) -> sartor_render::Recovery,
) -> Result<Vec<u8>, Fault> {
    let ours = services.reader.read(&bytes, Kind::Layout);
    let recovery = compare(ours.map_err(|_| Fault::Lost { fields: Vec::new() })?);
    let lost = recovery.lost();
    if lost.is_empty() {
        return Ok(bytes);
    }
    let fields = lost.iter().take(TOLD).map(|field| sartor_render::safe(&field.text));
    Err(Fault::Lost { fields: fields.collect() })
}

#[cfg(feature = "pdf")]
mod pdf {
    use super::{Date, Design, Fault, Letter, TailoredResume};
    use sartor_render::{Paper, PdfError};

    pub(super) fn letter(letter: &Letter, date: Date) -> Result<Vec<u8>, Fault> {
        set(date, |paper| sartor_render::letter_pdf(letter, paper))
    }

    pub(super) fn resume(resume: &TailoredResume, date: Date) -> Result<Vec<u8>, Fault> {
        set(date, |paper| sartor_render::resume_pdf(resume, paper))
    }

    fn set(
        date: Date,
        write: impl FnOnce(&Paper<'_>) -> Result<Vec<u8>, PdfError>,
    ) -> Result<Vec<u8>, Fault> {
        let files = sartor_lexicon::template_files().iter();
        let sources: Vec<(&str, &str)> =
            files.filter_map(|(name, text)| Some((name.strip_prefix("typeset/")?, *text))).collect();
        let paper = Paper { design: Design::Classic, date, sources: &sources };
        write(&paper).map_err(|error| match error {
            PdfError::TooLong { .. } => Fault::Pages,
            _ => Fault::Internal,
        })
    }
}

#[cfg(not(feature = "pdf"))]
mod pdf {
    use super::{Date, Fault, Letter, TailoredResume};

    pub(super) fn letter(_: &Letter, _: Date) -> Result<Vec<u8>, Fault> {
        Err(Fault::NoPdf)
    }

    pub(super) fn resume(_: &TailoredResume, _: Date) -> Result<Vec<u8>, Fault> {
        Err(Fault::NoPdf)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accept_names_the_form() {
        for (accept, form) in [
            ("application/pdf", Form::Pdf),
            ("text/plain;q=0.9, application/json", Form::Text),
            ("*/*", Form::Json),
            ("", Form::Json),
            ("image/png, text/html", Form::Html),
            (Form::Docx.media(), Form::Docx),
        ] {
            assert_eq!(Form::accepted(accept), form, "{accept}");
        }
    }
}
