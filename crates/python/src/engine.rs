//! The engine as a Python object; its methods answer in JSON.

use std::{collections::BTreeMap, path::PathBuf};

use jiff::civil::Date;
use pyo3::prelude::*;
use pyo3_arrow::PyRecordBatch;
use sartor_core::{
    Language,
    apply::{self, Brief, LetterRequest, ReadResume},
    audit::{self, FileFacts, Naive, Rules, Subject},
    document::{Document, Format},
    letter::Locale,
    lexicon::SourceFile,
};
use sartor_extract::{Kind, Reader, WorkerCommand};
use serde::Serialize;

use crate::{
    Failure,
    batch::{self, Job},
    source::{Read, Source},
};

/// Everything that is made once and reads any number of documents.
#[pyclass(frozen, module = "sartor._native")]
pub(crate) struct Engine {
    engine: apply::Engine,
    reader: Reader,
}

#[pymethods]
impl Engine {
    /// `worker` is the command that starts a child; `keywords` are (name, text) of keyword files laid over the built-in ones.
    #[new]
    fn new(py: Python<'_>, worker: Vec<String>, keywords: Vec<(String, String)>) -> PyResult<Self> {
        let mut worker = worker.into_iter();
        let program = PathBuf::from(worker.next().unwrap_or_default());
        let reader = Reader::new(WorkerCommand { program, args: worker.collect() });
        let engine = py.detach(|| {
            if keywords.is_empty() {
                return Ok(sartor_lexicon::engine());
            }
            let files: Vec<SourceFile<'_>> =
                keywords.iter().map(|(name, text)| SourceFile { name, text }).collect();
            sartor_lexicon::with_overlay(&files)
                .map(apply::Engine::new)
                .map_err(|error| Failure::new(error.code(), error.to_string()))
        })?;
        Ok(Self { engine, reader })
    }

    /// Digest of the lexicon.
    #[getter]
    fn lexicon_digest(&self) -> &str {
        &self.engine.lexicon().digest
    }

    /// The report of a resume against a posting or a role.
    #[pyo3(name = "match")]
    fn match_(
        &self,
        py: Python<'_>,
        resume: Source,
        against: Against,
        as_of: &str,
        lang: &str,
    ) -> PyResult<String> {
        let (date, language) = (date(as_of)?, language(lang)?);
        Ok(py.detach(|| {
            let brief = self.brief(against, language)?;
            let read = resume.read(&self.reader, language)?;
            let name = read.name.clone();
            let resume = ReadResume::new(&self.engine, read.document);
            json(&brief.report(&self.engine, &name, &resume, date, language))
        })?)
    }

    /// The resume as JSON Resume.
    fn parse(&self, py: Python<'_>, resume: Source, lang: &str) -> PyResult<String> {
        let language = language(lang)?;
        Ok(py.detach(|| {
            let read = resume.read(&self.reader, language)?;
            json(&ReadResume::new(&self.engine, read.document).to_json(&self.engine))
        })?)
    }

    /// The text that all spans point into.
    fn text(&self, py: Python<'_>, document: Source, lang: &str) -> PyResult<String> {
        let language = language(lang)?;
        Ok(py.detach(|| document.read(&self.reader, language).map(|read| read.document.text))?)
    }

    /// The skills that a document names, with their places.
    fn skills(&self, py: Python<'_>, document: Source, lang: &str) -> PyResult<String> {
        let language = language(lang)?;
        Ok(py.detach(|| {
            let read = document.read(&self.reader, language)?;
            let read = ReadResume::new(&self.engine, read.document);
            json(&read.named(&self.engine, language))
        })?)
    }

    /// What an applicant tracking system would stumble on.
    fn audit(
        &self,
        py: Python<'_>,
        resume: Source,
        against: Option<Against>,
        ignore: Vec<String>,
        as_of: &str,
        lang: &str,
    ) -> PyResult<String> {
        let (date, language) = (date(as_of)?, language(lang)?);
        Ok(py.detach(|| {
            let brief = against.map(|against| self.brief(against, language)).transpose()?;
            let read = resume.read(&self.reader, language)?;
            self.audited(read, brief.as_ref(), &ignore, date, language)
        })?)
    }

    /// The letter and what stands behind it.
    #[expect(clippy::too_many_arguments, reason = "the arguments are those of the Python function")]
    fn letter(
        &self,
        py: Python<'_>,
        resume: Source,
        posting: Source,
        fields: BTreeMap<String, String>,
        template: Option<String>,
        letter_lang: Option<&str>,
        as_of: &str,
        lang: &str,
    ) -> PyResult<String> {
        let (date, language) = (date(as_of)?, language(lang)?);
        let locale = letter_lang.map(locale).transpose()?;
        Ok(py.detach(|| {
            let brief = self.brief(Against::Posting(posting), language)?;
            let read = ReadResume::new(&self.engine, resume.read(&self.reader, language)?.document);
            if let Some(unknown) = fields.keys().find(|key| LetterRequest::key(key).is_none()) {
                let message =
                    format!("a letter knows no field {unknown}; it knows {}", LetterRequest::KEYS.join(", "));
                return Err(Failure::new("letter.unknown_field", message));
            }
            let request = LetterRequest { locale, template, fields, ..LetterRequest::default() };
            let failed =
                |error: sartor_core::letter::LetterError| Failure::new(error.code(), error.to_string());
            let writer = apply::writer(sartor_lexicon::template_files()).map_err(failed)?;
            let letter =
                apply::letter(&self.engine, &writer, &read, &brief, &request, date).map_err(failed)?;
            let mut value = serde_json::to_value(&letter)
                .map_err(|error| Failure::new("output.json", error.to_string()))?;
            value["text"] = letter.text().into();
            json(&value)
        })?)
    }

    /// One row for each row of a record batch.
    #[expect(clippy::too_many_arguments, reason = "the arguments are those of the Python function")]
    fn score_batch(
        &self,
        py: Python<'_>,
        batch: PyRecordBatch,
        against: Against,
        content: &str,
        id: Option<&str>,
        as_of: &str,
        lang: &str,
        threads: usize,
    ) -> PyResult<PyRecordBatch> {
        let (date, language) = (date(as_of)?, language(lang)?);
        let batch = batch.into_inner();
        let scored = py.detach(|| {
            let brief = self.brief(against, language)?;
            let job =
                Job { engine: &self.engine, reader: &self.reader, brief: &brief, date, language, content };
            batch::score(&batch, id, &job, threads)
        })?;
        Ok(PyRecordBatch::new(scored))
    }

    /// What each row of a record batch names.
    fn skills_batch(
        &self,
        py: Python<'_>,
        batch: PyRecordBatch,
        content: &str,
        threads: usize,
    ) -> PyResult<PyRecordBatch> {
        let batch = batch.into_inner();
        let found = py.detach(|| batch::skills(&batch, content, &self.engine, &self.reader, threads))?;
        Ok(PyRecordBatch::new(found))
    }
}

impl Engine {
    fn brief(&self, against: Against, language: Language) -> Result<Brief, Failure> {
        match against {
            Against::Role { role } => Brief::role(&self.engine, &role)
                .ok_or_else(|| Failure::new("role.unknown", format!("there is no role {role}"))),
            Against::Posting(posting) => {
                let read = posting.read(&self.reader, language)?;
                Ok(Brief::posting(&self.engine, &read.document))
            }
        }
    }

    fn audited(
        &self,
        read: Read,
        brief: Option<&Brief>,
        ignore: &[String],
        as_of: Date,
        language: Language,
    ) -> Result<String, Failure> {
        let failed = |error: audit::AuditError| Failure::new(error.code(), error.to_string());
        let rules = Rules::parse(template("audit.toml")).map_err(failed)?;
        rules.check(ignore).map_err(failed)?;
        let bytes = read.bytes.unwrap_or_default();
        let file = FileFacts { name: read.name, bytes: bytes.len() as u64 };
        let naive = naive(&self.reader, &read.document, &bytes);
        let read = ReadResume::new(&self.engine, read.document);
        let subject = Subject {
            read: &read,
            file: &file,
            naive: match &naive {
                None => Naive::NotAsked,
                Some(Ok(document)) => Naive::Read(document),
                Some(Err(code)) => Naive::Failed(code),
            },
            brief,
            as_of,
        };
        json(&audit::audit(&self.engine, &rules, subject, language, ignore))
    }
}

/// What a resume is held against.
#[derive(FromPyObject)]
pub(crate) enum Against {
    /// A role of the lexicon.
    Role {
        /// Its id.
        #[pyo3(item)]
        role: String,
    },
    /// A posting.
    #[pyo3(transparent)]
    Posting(Source),
}

/// What a simple reader gets, or the code of its failure; nothing for formats with but one reading.
fn naive(reader: &Reader, document: &Document, bytes: &[u8]) -> Option<Result<Document, &'static str>> {
    matches!(document.format, Format::Pdf | Format::Docx)
        .then(|| reader.read(bytes, Kind::Naive).map_err(|error| error.code()))
}

fn template(name: &str) -> &'static str {
    sartor_lexicon::template_files().iter().find(|(known, _)| *known == name).map_or("", |(_, text)| *text)
}

fn date(text: &str) -> Result<Date, Failure> {
    text.parse().map_err(|_| Failure::new("usage.date", format!("{text} is no date; write it as YYYY-MM-DD")))
}

fn language(code: &str) -> Result<Language, Failure> {
    match code {
        "fr" => Ok(Language::Fr),
        "en" => Ok(Language::En),
        other => {
            Err(Failure::new("usage.language", format!("{other} is no language of Sartor; write fr or en")))
        }
    }
}

fn locale(tag: &str) -> Result<Locale, Failure> {
    [Locale::Fr, Locale::EnUs, Locale::EnGb].into_iter().find(|locale| locale.tag() == tag).ok_or_else(|| {
        Failure::new("usage.language", format!("{tag} is no language of letters; write fr, en-US or en-GB"))
    })
}

fn json(value: &impl Serialize) -> Result<String, Failure> {
    serde_json::to_string(value).map_err(|error| Failure::new("output.json", error.to_string()))
}
