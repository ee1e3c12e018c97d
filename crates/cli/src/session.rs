//! What a command works with: language, date, lexicon, reader.

use std::{
    env, fs, io,
    mem::ManuallyDrop,
    path::{Path, PathBuf},
    sync::Arc,
    thread,
};

use jiff::{Zoned, civil::Date};
use sartor_core::{
    Language,
    apply::Engine,
    apply::{Brief, ReadResume},
    document::Document,
    lexicon::{Lexicon, SourceFile},
    posting,
};
use sartor_extract::{Kind, Reader, WorkerCommand};
use sartor_render::ReportContext;

use crate::{
    args::{Against, Global},
    commands::WORKER,
    failure::Failure,
    input, messages,
    reading::Reading,
};

/// The circumstances of a command.
#[derive(Debug)]
pub(crate) struct Session {
    /// Language of messages and reports.
    pub(crate) language: Language,
    /// The reference date.
    pub(crate) as_of: Date,
    /// The same, where it was given.
    pub(crate) fixed: Option<Date>,
    keywords: Option<PathBuf>,
}

impl Session {
    /// Reads the environment once: locale and date.
    pub(crate) fn new(global: &Global) -> Self {
        Self {
            language: global.lang.map_or_else(of_locale, Language::from),
            as_of: global.as_of.unwrap_or_else(|| Zoned::now().date()),
            fixed: global.as_of,
            keywords: global.keywords.clone(),
        }
    }

    /// The folder of keyword files laid over the built-in ones.
    pub(crate) fn keywords(&self) -> Option<&Path> {
        self.keywords.as_deref()
    }

    /// The built-in lexicon, or that with the user's files laid over it.
    pub(crate) fn lexicon(&self) -> Result<Lexicon, Failure> {
        self.lexicon_with(self.keywords())
    }

    /// The built-in lexicon, or that with the files of a folder laid over it.
    pub(crate) fn lexicon_with(&self, dir: Option<&Path>) -> Result<Lexicon, Failure> {
        let Some(dir) = dir else { return Ok(sartor_lexicon::embedded()) };
        let files = keyword_files(dir, self.language)?;
        let overlay: Vec<SourceFile<'_>> =
            files.iter().map(|(name, text)| SourceFile { name, text }).collect();
        sartor_lexicon::with_overlay(&overlay).map_err(|error| {
            let details: Vec<String> = error.0.iter().map(ToString::to_string).collect();
            let message = messages::keywords(details.len(), dir, self.language);
            Failure { details, ..Failure::usage(error.code(), message) }
        })
    }

    /// The lexicon, ready to read texts.
    ///
    /// It ends with the process: to take its many small parts down first would cost milliseconds.
    pub(crate) fn engine(&self) -> Result<ManuallyDrop<Engine>, Failure> {
        Ok(ManuallyDrop::new(match self.keywords {
            None => sartor_lexicon::engine(),
            Some(_) => Engine::new(self.lexicon()?),
        }))
    }

    /// Reads files in children of this very program.
    pub(crate) fn reader(&self) -> Result<Arc<Reader>, Failure> {
        let program = env::current_exe().map_err(|error| {
            let error = sartor_extract::ReadError::Worker { reason: error.to_string() };
            Failure::usage(error.code(), error.message(self.language))
        })?;
        Ok(Arc::new(Reader::new(WorkerCommand { program, args: vec![WORKER.to_owned()] })))
    }

    /// Begins to read a document; meanwhile there are other things to do, such as [`engine`](Self::engine).
    pub(crate) fn begin(&self, reader: &Arc<Reader>, name: &str) -> Reading {
        let [reading] = Reading::begin(reader, [name], self.language);
        reading
    }

    /// Begins to read a posting, and to make ready what postings are read with.
    pub(crate) fn begin_posting(&self, reader: &Arc<Reader>, name: &str) -> Reading {
        thread::spawn(posting::make_ready);
        self.begin(reader, name)
    }

    /// The same, and the resume after it.
    pub(crate) fn begin_pair(&self, reader: &Arc<Reader>, posting: &str, resume: &str) -> (Reading, Reading) {
        thread::spawn(posting::make_ready);
        let [posting, resume] = Reading::begin(reader, [posting, resume], self.language);
        (posting, resume)
    }

    /// Begins to read the resume, and the posting where a posting is asked for.
    pub(crate) fn begin_against(
        &self,
        reader: &Arc<Reader>,
        against: &Against,
        resume: &str,
    ) -> (Option<Reading>, Reading) {
        match &against.posting {
            Some(posting) => {
                let (posting, resume) = self.begin_pair(reader, posting, resume);
                (Some(posting), resume)
            }
            None => (None, self.begin(reader, resume)),
        }
    }

    /// Reads one document.
    pub(crate) fn document(&self, reader: &Reader, name: &str, kind: Kind) -> Result<Document, Failure> {
        let bytes = input::bytes(name, reader.limits().file_bytes, self.language)?;
        input::document(reader, name, &bytes, kind, self.language)
    }

    /// Reads and understands a resume.
    pub(crate) fn resume(&self, engine: &Engine, reader: &Reader, name: &str) -> Result<ReadResume, Failure> {
        Ok(ReadResume::new(engine, self.document(reader, name, Kind::Layout)?))
    }

    /// Understands what a resume is held against: the posting that is being read, else the role.
    pub(crate) fn brief(
        &self,
        engine: &Engine,
        posting: Option<Reading>,
        against: &Against,
    ) -> Result<Brief, Failure> {
        match (posting, &against.role) {
            (Some(posting), _) => Ok(Brief::posting(engine, &posting.document()?)),
            (None, Some(role)) => {
                Brief::role(engine, role).ok_or_else(|| self.unknown_role(engine.lexicon(), role))
            }
            (None, None) => Err(self.unknown_role(engine.lexicon(), "")),
        }
    }

    /// The failure for a role that is not there.
    pub(crate) fn unknown_role(&self, lexicon: &Lexicon, id: &str) -> Failure {
        let known: Vec<&str> = lexicon.roles.iter().map(|role| role.id.as_str()).collect();
        Failure::usage("role.unknown", messages::unknown_role(id, &known.join(", "), self.language))
    }
}

/// What a report needs beside itself.
pub(crate) fn report_context<'a>(
    engine: &'a Engine,
    read: &'a ReadResume,
    brief: &'a Brief,
) -> ReportContext<'a> {
    ReportContext {
        resume_text: &read.document.text,
        posting_text: match brief {
            Brief::Posting(posting, _) => &posting.text,
            Brief::Role(_) => "",
        },
        lexicon: engine.lexicon(),
        template: template("reports/report.html.j2"),
    }
}

/// An embedded template; the tests hold that those we name are there.
pub(crate) fn template(name: &str) -> &'static str {
    sartor_lexicon::template_files().iter().find(|(known, _)| *known == name).map_or("", |(_, text)| *text)
}

/// The `.toml` files of a folder, by path below it, with `/` between parts.
pub(crate) fn keyword_files(dir: &Path, language: Language) -> Result<Vec<(String, String)>, Failure> {
    let mut files = Vec::new();
    read_keywords(dir, "", &mut files).map_err(|error| {
        let message = messages::keywords_unreadable(dir, &error.to_string(), language);
        Failure::usage("lexicon.unreadable", message)
    })?;
    files.sort();
    Ok(files)
}

fn read_keywords(dir: &Path, prefix: &str, files: &mut Vec<(String, String)>) -> io::Result<()> {
    for entry in fs::read_dir(dir)? {
        let entry = entry?;
        let (path, name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
        if path.is_dir() {
            read_keywords(&path, &format!("{prefix}{name}/"), files)?;
        } else if name.ends_with(".toml") {
            files.push((format!("{prefix}{name}"), fs::read_to_string(&path)?));
        }
    }
    Ok(())
}

/// The language of the locale: `LC_ALL`, else `LC_MESSAGES`, else `LANG`.
fn of_locale() -> Language {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .filter_map(|name| env::var(name).ok())
        .find(|value| !value.is_empty());
    match locale {
        Some(locale) if locale.to_ascii_lowercase().starts_with("fr") => Language::Fr,
        _ => Language::En,
    }
}
