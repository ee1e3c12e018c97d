//! `sartor templates lint`: what is wrong with the templates of letters and of typesetting.

use std::fmt::Write;

use sartor_core::{
    Language,
    apply::{self, Brief, Engine, LetterRequest, ReadResume},
    document::Document,
    letter::{self, Letter, LetterError, Locale, TemplateFaultKind},
    tailoring::{TailoredResume, Wording},
};
#[cfg(feature = "pdf")]
use sartor_render::{Design, Paper, PdfError, SourceFaultKind};
use serde::Serialize;

use super::{Done, pretty};
use crate::{
    args::{Plain, TemplatesAction},
    failure::Failure,
    messages, output,
    session::{Session, template},
    templates::Templates,
};

/// A fault of a template, in the language of the session.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
struct Fault {
    /// The file, below the folder of templates.
    file: String,
    /// Line, from 1; 0 where none is to blame.
    line: usize,
    /// Stable code.
    code: &'static str,
    /// What is wrong.
    message: String,
    /// What to do.
    remedy: &'static str,
}

pub(crate) fn run(action: &TemplatesAction, session: &Session) -> Result<Done, Failure> {
    let TemplatesAction::Lint { dir, format } = action;
    let language = session.language;
    let templates = Templates::load(dir.as_deref(), language)?;
    let mut faults = letters(&templates, language);
    faults.extend(sources(&templates, language));
    // A trial shows what no reading of the text does; it is worth its time only on what parses.
    if faults.is_empty() {
        faults = trial(&templates, session);
    }
    faults.sort();
    faults.dedup();
    let text = match format {
        Plain::Json => pretty(&faults)?,
        Plain::Text => told(&faults, templates.files().len(), language),
    };
    output::print(&text, language)?;
    Ok(if faults.is_empty() { Done::Well } else { Done::Below })
}

fn letters(templates: &Templates, language: Language) -> Vec<Fault> {
    let files = templates.under("letters/");
    let files: Vec<(&str, &str)> =
        files.into_iter().filter_map(|(name, text)| Some((name.strip_suffix(".txt.j2")?, text))).collect();
    let faults = letter::lint(&files).into_iter().map(|fault| {
        let code = match fault.kind {
            TemplateFaultKind::Syntax => "templates.syntax",
            TemplateFaultKind::UnknownValue => "templates.unknown_value",
            TemplateFaultKind::UnknownTemplate => "templates.unknown_file",
            TemplateFaultKind::UnknownPart => "templates.unknown_part",
            TemplateFaultKind::MissingPart => "templates.missing_part",
        };
        Fault::new(format!("letters/{}.txt.j2", fault.name), fault.line, code, &fault.what, language)
    });
    faults.collect()
}

#[cfg(not(feature = "pdf"))]
fn sources(_: &Templates, _: Language) -> Vec<Fault> {
    Vec::new()
}

#[cfg(feature = "pdf")]
fn sources(templates: &Templates, language: Language) -> Vec<Fault> {
    let faults = sartor_render::lint_sources(&templates.under("typeset/")).into_iter().map(|fault| {
        let code = match fault.kind {
            SourceFaultKind::Package => "templates.package",
            SourceFaultKind::UnknownSource => "templates.unknown_file",
            SourceFaultKind::Reads => "templates.reads",
        };
        Fault::new(format!("typeset/{}", fault.name), fault.line, code, &fault.what, language)
    });
    faults.collect()
}

/// Writes every letter and sets every page of an invented applicant, with all that can be told and with little.
fn trial(templates: &Templates, session: &Session) -> Vec<Fault> {
    let language = session.language;
    let files = templates.files();
    let engine = Engine::new(sartor_lexicon::embedded());
    let broken = |file: &str, what: &str| Fault::new(file.to_owned(), 0, "templates.syntax", what, language);
    let writer = match apply::writer(&files) {
        Ok(writer) => writer,
        Err(error) => return vec![of_letter(&error, language)],
    };
    let words = match Wording::of_files(&files) {
        Ok(words) => words,
        Err(error) => return vec![broken("tailoring.toml", &error.to_string())],
    };
    let mut faults = Vec::new();
    let kinds = templates.under("letters/");
    for (tongue, locale) in [("fr", Locale::Fr), ("en", Locale::EnUs), ("en", Locale::EnGb)] {
        let sample = |name: &str| Document::plain(template(&format!("sample/{name}.{tongue}.txt")));
        let read = ReadResume::new(&engine, sample("resume"));
        let brief = Brief::posting(&engine, &sample("posting"));
        let mut written = None;
        for (kind, _) in &kinds {
            let Some(kind) = kind.strip_suffix(&format!(".{tongue}.txt.j2")) else { continue };
            for full in [true, false] {
                let request = request(kind, locale, full);
                match apply::letter(&engine, &writer, &read, &brief, &request, session.as_of) {
                    Ok(letter) => written = Some(letter),
                    Err(error @ (LetterError::Template { .. } | LetterError::Unproved { .. })) => {
                        faults.push(of_letter(&error, language));
                    }
                    // A letter may need more than the trial tells it.
                    Err(_) => {}
                }
            }
        }
        let resume = TailoredResume::plain(&read, &words);
        faults.extend(set(templates, written.as_ref(), &resume, session));
    }
    faults
}

fn request(kind: &str, locale: Locale, full: bool) -> LetterRequest {
    let told = [
        ("availability", "en mars"),
        ("reason", "Vos cartes sont les miennes."),
        ("source", "votre site"),
        ("salary", "42 000 €"),
        ("gender", "f"),
        ("rhythm", "3 semaines sur 4"),
        ("duration", "12 mois"),
        ("recipient.name", "Claire Morel"),
        ("recipient.civility", "f"),
    ];
    let fields = told.iter().filter(|_| full).map(|(key, value)| ((*key).to_owned(), (*value).to_owned()));
    LetterRequest {
        locale: Some(locale),
        template: Some(kind.to_owned()),
        fields: fields.collect(),
        ..LetterRequest::default()
    }
}

#[cfg(not(feature = "pdf"))]
fn set(_: &Templates, _: Option<&Letter>, _: &TailoredResume, _: &Session) -> Vec<Fault> {
    Vec::new()
}

#[cfg(feature = "pdf")]
fn set(
    templates: &Templates,
    letter: Option<&Letter>,
    resume: &TailoredResume,
    session: &Session,
) -> Vec<Fault> {
    let sources = templates.under("typeset/");
    let mut faults = Vec::new();
    for design in [Design::Classic, Design::Modern] {
        let paper = Paper { design, date: session.as_of, sources: &sources };
        let mut note = |result: Result<Vec<u8>, PdfError>| {
            if let Err(PdfError::Typeset(error)) = result {
                let (file, line) = error.place();
                let file = format!("typeset/{file}");
                faults.push(Fault::new(file, line, "templates.syntax", &error.reason(), session.language));
            }
        };
        note(sartor_render::resume_pdf(resume, &paper));
        if let Some(letter) = letter {
            note(sartor_render::letter_pdf(letter, &paper));
        }
    }
    faults
}

fn of_letter(error: &LetterError, language: Language) -> Fault {
    let (file, what) = match error {
        LetterError::Template { name, reason } => (format!("letters/{name}.txt.j2"), reason.clone()),
        LetterError::Grammar { .. } => ("grammar.toml".to_owned(), error.to_string()),
        other => ("letters".to_owned(), other.to_string()),
    };
    Fault::new(file, 0, "templates.syntax", &what, language)
}

impl Fault {
    fn new(file: String, line: usize, code: &'static str, what: &str, language: Language) -> Self {
        let what = sartor_render::safe(what.lines().next().unwrap_or_default());
        let (message, remedy) = messages::template_fault(code, &what, language);
        Self { file, line, code, message, remedy }
    }
}

fn told(faults: &[Fault], files: usize, language: Language) -> String {
    let mut out = String::new();
    for fault in faults {
        let place =
            if fault.line > 0 { format!("{}:{}", fault.file, fault.line) } else { fault.file.clone() };
        let _ = writeln!(
            out,
            "{place}{} {} — {} [{}]",
            language.pick("\u{a0}:", ":"),
            fault.message,
            fault.remedy,
            fault.code
        );
    }
    out += &messages::templates_checked(files, faults.len(), language);
    out
}
