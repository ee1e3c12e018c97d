//! Letters and resumes as files: their form, their design, and the proof that nothing was lost on paper.

use std::path::Path;

use sartor_core::{Language, apply::Engine, document::Document, letter::Letter, tailoring::TailoredResume};
use sartor_extract::{Kind, ReadError, Reader};
#[cfg(feature = "pdf")]
use sartor_render::Paper;
use sartor_render::{Design, Format, Recovered, Recovery, safe};

use super::r#match::template_failure;
use crate::{
    args::{DesignName, Form, Looks},
    failure::Failure,
    messages, output,
    session::{Session, template},
    templates::Templates,
};

/// Most losses that are told one by one.
const TOLD: usize = 8;

/// Writes letters and resumes in every form.
pub(crate) struct Exporter<'a> {
    session: &'a Session,
    engine: &'a Engine,
    reader: &'a Reader,
    #[cfg_attr(not(feature = "pdf"), expect(dead_code, reason = "DOCX has no templates"))]
    templates: &'a Templates,
    design: Design,
    verify: bool,
}

/// A file in memory.
pub(crate) struct Export {
    /// Its content.
    pub(crate) bytes: Vec<u8>,
    /// What reading it back has shown; nothing where it was not read back.
    pub(crate) remark: String,
}

impl<'a> Exporter<'a> {
    pub(crate) fn new(
        session: &'a Session,
        engine: &'a Engine,
        reader: &'a Reader,
        templates: &'a Templates,
        looks: &Looks,
    ) -> Self {
        let design = match looks.design {
            DesignName::Classic => Design::Classic,
            DesignName::Modern => Design::Modern,
        };
        Self { session, engine, reader, templates, design, verify: !looks.no_verify }
    }

    /// The letter in a form.
    pub(crate) fn letter(&self, letter: &Letter, form: Form) -> Result<Export, Failure> {
        let text = |format| {
            sartor_render::letter(letter, format, template("reports/letter.html.j2"))
                .map(|text| Export::plain(text.into_bytes()))
                .map_err(|error| template_failure(&error))
        };
        let bytes = match form {
            Form::Text | Form::Fields => return text(Format::Text),
            Form::Markdown => return text(Format::Markdown),
            Form::Html => return text(Format::Html),
            Form::Json => return super::pretty(letter).map(|text| Export::plain(text.into_bytes())),
            Form::Pdf => self.letter_pdf(letter)?,
            Form::Docx => sartor_render::letter_docx(letter, self.design, self.session.as_of)
                .map_err(|error| Failure::usage(error.code(), error.to_string()))?,
        };
        self.proved("letter", bytes, |ours, naive| sartor_render::letter_recovery(letter, &ours, naive))
    }

    /// The resume in a form.
    pub(crate) fn resume(&self, resume: &TailoredResume, form: Form) -> Result<Export, Failure> {
        let text = |format| {
            sartor_render::resume(resume, format, template("reports/resume.html.j2"))
                .map(|text| Export::plain(text.into_bytes()))
                .map_err(|error| template_failure(&error))
        };
        let bytes = match form {
            Form::Text => return text(Format::Text),
            Form::Markdown => return text(Format::Markdown),
            Form::Html => return text(Format::Html),
            Form::Json => {
                let json = super::pretty(&sartor_render::json_resume(resume))?;
                return Ok(Export::plain(json.into_bytes()));
            }
            Form::Fields => return Ok(Export::plain(sartor_render::form_pack(resume).into_bytes())),
            Form::Pdf => self.resume_pdf(resume)?,
            Form::Docx => sartor_render::resume_docx(resume, self.design, self.session.as_of)
                .map_err(|error| Failure::usage(error.code(), error.to_string()))?,
        };
        self.proved("resume", bytes, |ours, naive| {
            sartor_render::resume_recovery(self.engine, resume, ours, naive)
        })
    }

    #[cfg(feature = "pdf")]
    fn letter_pdf(&self, letter: &Letter) -> Result<Vec<u8>, Failure> {
        self.pdf(|paper| sartor_render::letter_pdf(letter, paper))
    }

    #[cfg(feature = "pdf")]
    fn resume_pdf(&self, resume: &TailoredResume) -> Result<Vec<u8>, Failure> {
        self.pdf(|paper| sartor_render::resume_pdf(resume, paper))
    }

    #[cfg(not(feature = "pdf"))]
    fn letter_pdf(&self, _: &Letter) -> Result<Vec<u8>, Failure> {
        Err(self.no_pdf())
    }

    #[cfg(not(feature = "pdf"))]
    fn resume_pdf(&self, _: &TailoredResume) -> Result<Vec<u8>, Failure> {
        Err(self.no_pdf())
    }

    #[cfg(not(feature = "pdf"))]
    fn no_pdf(&self) -> Failure {
        Failure::usage("pdf.not_built", messages::no_pdf(self.session.language))
    }

    #[cfg(feature = "pdf")]
    fn pdf(
        &self,
        write: impl FnOnce(&Paper<'_>) -> Result<Vec<u8>, sartor_render::PdfError>,
    ) -> Result<Vec<u8>, Failure> {
        let sources = self.templates.under("typeset/");
        let paper = Paper { design: self.design, date: self.session.as_of, sources: &sources };
        write(&paper).map_err(|error| {
            let message = match &error {
                sartor_render::PdfError::TooLong { pages } => {
                    messages::too_many_pages(*pages, self.session.language)
                }
                other => other.to_string(),
            };
            Failure::usage(error.code(), message)
        })
    }

    /// Reads the file back with both readers, in their child processes, and compares.
    fn proved(
        &self,
        what: &str,
        bytes: Vec<u8>,
        compare: impl FnOnce(Document, Option<&Document>) -> Recovery,
    ) -> Result<Export, Failure> {
        if !self.verify {
            return Ok(Export::plain(bytes));
        }
        let language = self.session.language;
        let unread = |error: &ReadError| Failure::usage("export.lost", error.message(language));
        let ours = self.reader.read(&bytes, Kind::Layout).map_err(|error| unread(&error))?;
        // A simple reader that gives up is told like one that loses words: the file is none the worse for others.
        let naive = self.reader.read(&bytes, Kind::Naive).ok();
        let recovery = compare(ours, naive.as_ref());
        let lost = recovery.lost();
        if !lost.is_empty() {
            let message = messages::lost(what, lost.len(), language);
            return Err(Failure {
                details: listed(&lost, language),
                ..Failure::usage("export.lost", message)
            });
        }
        let mut remark = messages::recovered(&recovery.told(language), language);
        let unplaced = recovery.unplaced();
        if !unplaced.is_empty() {
            remark += &messages::unplaced(&listed(&unplaced, language), language);
        }
        if !recovery.undrawn.is_empty() {
            remark += &messages::undrawn(&recovery.undrawn, language);
        }
        let overlooked = recovery.lost_to_naive();
        if naive.is_none() {
            remark += &messages::naive_failed(language);
        } else if !overlooked.is_empty() {
            remark += &messages::naive_lost(&listed(&overlooked, language), language);
        }
        Ok(Export { bytes, remark })
    }
}

impl Export {
    fn plain(bytes: Vec<u8>) -> Self {
        Self { bytes, remark: String::new() }
    }
}

/// The form that was asked, else the one that the ending of the file tells, else text.
pub(crate) fn form(asked: Option<Form>, output: Option<&Path>) -> Form {
    asked.or_else(|| output.and_then(ending)).unwrap_or(Form::Text)
}

/// The form that the ending of a file tells.
pub(crate) fn ending(path: &Path) -> Option<Form> {
    match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
        "pdf" => Some(Form::Pdf),
        "docx" => Some(Form::Docx),
        "html" | "htm" => Some(Form::Html),
        "md" | "markdown" => Some(Form::Markdown),
        "json" => Some(Form::Json),
        "txt" | "text" => Some(Form::Text),
        _ => None,
    }
}

/// Refuses to pour a PDF or a DOCX into a terminal.
pub(crate) fn check(form: Form, output: Option<&Path>, language: Language) -> Result<(), Failure> {
    let to_terminal = output.is_none() && output::is_terminal();
    if to_terminal && matches!(form, Form::Pdf | Form::Docx) {
        return Err(Failure::usage("usage.needs_output", messages::needs_output(language)));
    }
    Ok(())
}

fn listed(fields: &[&Recovered], language: Language) -> Vec<String> {
    let mut lines: Vec<String> = fields
        .iter()
        .take(TOLD)
        .map(|field| {
            format!("{}{} {}", field.kind.label(language), language.pick("\u{a0}:", ":"), safe(&field.text))
        })
        .collect();
    if fields.len() > TOLD {
        lines.push(format!("… +{}", fields.len() - TOLD));
    }
    lines
}
