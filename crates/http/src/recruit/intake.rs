//! Resumes arrive: read, held against the posting and kept one by one, a few at a time.

use std::{
    fs::File,
    io::{Read, Seek, Write},
    sync::Arc,
};

use axum::extract::multipart::{Field, MultipartError};
use sartor_core::{Language, apply::Brief};
use sartor_store::{Arrival, NewApplicant, Opening, UploadId};
use tokio::{sync::mpsc, task::JoinSet};

use super::uploads::{Failure, Pen, Tally};
use crate::{
    ask::Upload,
    fault::{Fault, Part},
    gate::State,
    work::opening::{Assessed, assess, posting},
};

/// How many resumes of one upload are read at once.
const WIDTH: usize = 2;

/// An upload to an opening. Each file is acknowledged when the store has it; dropped halfway, the rest can be sent again.
pub(super) struct Intake {
    state: Arc<State>,
    language: Language,
    upload: UploadId,
    pen: Arc<Pen>,
    target: Arc<(Opening, Brief)>,
    under_way: JoinSet<Result<(), Fault>>,
    files: usize,
}

impl Intake {
    /// Begins, or goes on with an upload that was announced.
    pub(super) fn new(
        state: &Arc<State>,
        opening: Opening,
        upload: UploadId,
        language: Language,
    ) -> Result<Self, Fault> {
        let brief = Brief::posting(&state.services.engine, &posting(&opening)?);
        Ok(Self {
            state: Arc::clone(state),
            language,
            pen: Arc::new(state.uploads.pen(&upload)),
            upload,
            target: Arc::new((opening, brief)),
            under_way: JoinSet::new(),
            files: 0,
        })
    }

    /// Takes a file of a form: a resume, or an archive of resumes.
    pub(super) async fn take(&mut self, field: Field<'_>) -> Result<(), Fault> {
        let name = field.file_name().unwrap_or_default().to_owned();
        match self.received(field).await? {
            Received::Nothing => Ok(()),
            Received::TooLarge => {
                self.count()?;
                let error = sartor_extract::ReadError::TooLarge { limit: self.limit() as u64 };
                self.failed(&name, &Fault::Read(Part::Resume, error));
                Ok(())
            }
            Received::Bytes(bytes) => self.start(Upload::file(Some(&name), bytes)).await,
            Received::Archive(file) => self.unpack(&name, file).await,
        }
    }

    /// Waits for the last, and tells how it went.
    pub(super) async fn finish(mut self) -> Result<Tally, Fault> {
        while self.joined().await? {}
        let (store, now) = (self.state.store()?, (self.state.services.clock)());
        store.end_upload(&self.upload, now).await?;
        Ok(Tally { ended: true, ..self.pen.tally() })
    }

    fn limit(&self) -> usize {
        self.state.config.limits.body_bytes
    }

    /// What there is of a file: an archive in a file without a name, anything else in memory.
    async fn received(&self, mut field: Field<'_>) -> Result<Received, Fault> {
        let (limit, mut bytes, mut archive) = (self.limit(), Vec::new(), None::<File>);
        let mut over = false;
        while let Some(chunk) = self.chunk(&mut field).await? {
            if bytes.is_empty() && archive.is_none() && chunk.starts_with(b"PK") {
                archive = Some(tempfile::tempfile().map_err(|_| Fault::Internal)?);
            }
            match &mut archive {
                Some(file) => file.write_all(&chunk).map_err(|_| Fault::Internal)?,
                None if bytes.len() + chunk.len() > limit => over = true,
                None if over => {}
                None => bytes.extend(chunk),
            }
        }
        Ok(match archive {
            Some(file) => Received::Archive(file),
            None if over => Received::TooLarge,
            None if bytes.is_empty() && field.file_name().is_none_or(str::is_empty) => Received::Nothing,
            None => Received::Bytes(bytes),
        })
    }

    async fn chunk(&self, field: &mut Field<'_>) -> Result<Option<axum::body::Bytes>, Fault> {
        let limits = &self.state.config.limits;
        let broken = |error: MultipartError| broken(&error, limits.upload_bytes);
        let next = tokio::time::timeout(limits.body_time, field.chunk()).await;
        next.map_err(|_| Fault::SlowBody)?.map_err(broken)
    }

    /// Starts on a resume as soon as there is a place.
    async fn start(&mut self, upload: Upload) -> Result<(), Fault> {
        self.count()?;
        while self.under_way.len() >= WIDTH {
            self.joined().await?;
        }
        let (state, pen, target) = (Arc::clone(&self.state), Arc::clone(&self.pen), Arc::clone(&self.target));
        let (id, language) = (self.upload.clone(), self.language);
        self.under_way.spawn(async move {
            let name = upload.name.clone().unwrap_or_default();
            let work = (Arc::clone(&state), Arc::clone(&target));
            let assessed = tokio::task::spawn_blocking(move || {
                let (state, target) = work;
                assess(&upload, &target.0, &target.1, &state.services)
            });
            let assessed = assessed.await.map_err(|_| Fault::Internal)?;
            keep(&state, &target.0, &id, &name, assessed, &pen, language).await
        });
        Ok(())
    }

    /// Starts on the files of an archive as they are unpacked; what only looks like one is a document.
    async fn unpack(&mut self, name: &str, mut file: File) -> Result<(), Fault> {
        file.rewind().map_err(|_| Fault::Internal)?;
        let reader = Arc::clone(&self.state.services.reader);
        let (out, mut files) = mpsc::channel(1);
        let limit = self.limit() as u64;
        let unpacked = tokio::task::spawn_blocking(move || {
            let pool = file
                .try_clone()
                .map_err(|_| Fault::Internal)
                .and_then(|file| reader.unpack(file).map_err(|error| Fault::Read(Part::Resume, error)))?;
            let Some(pool) = pool else {
                let mut bytes = Vec::new();
                file.rewind().map_err(|_| Fault::Internal)?;
                file.take(limit + 1).read_to_end(&mut bytes).map_err(|_| Fault::Internal)?;
                return Ok(Some(bytes));
            };
            for entry in pool {
                // Whoever took them has gone.
                if out.blocking_send(entry).is_err() {
                    break;
                }
            }
            Ok(None)
        });
        while let Some((entry, bytes)) = files.recv().await {
            let entry = if entry.is_empty() { name } else { &entry };
            match bytes {
                Ok(bytes) => self.start(Upload::file(Some(entry), bytes)).await?,
                Err(error) => {
                    self.count()?;
                    self.failed(entry, &Fault::Read(Part::Resume, error));
                }
            }
        }
        match unpacked.await.map_err(|_| Fault::Internal)? {
            Ok(None) => Ok(()),
            Ok(Some(bytes)) => self.start(Upload::file(Some(name), bytes)).await,
            Err(fault) => {
                self.count()?;
                self.failed(name, &fault);
                Ok(())
            }
        }
    }

    /// Waits for one that is under way; false where none is.
    async fn joined(&mut self) -> Result<bool, Fault> {
        match self.under_way.join_next().await {
            None => Ok(false),
            Some(Ok(done)) => done.map(|()| true),
            Some(Err(_)) => Err(Fault::Internal),
        }
    }

    fn count(&mut self) -> Result<(), Fault> {
        self.files += 1;
        let limit = self.state.config.limits.upload_files;
        if self.files > limit { Err(Fault::TooManyFiles { limit }) } else { Ok(()) }
    }

    /// Tells of a file of which nothing can be kept.
    fn failed(&self, name: &str, fault: &Fault) {
        let failure = failure(name, fault, self.language);
        self.pen.write(|tally| tally.failures.push(failure));
    }
}

/// What came as a file of a form.
enum Received {
    /// A field that was left alone.
    Nothing,
    TooLarge,
    Bytes(Vec<u8>),
    Archive(File),
}

/// Keeps what came of a file, and tells of it once it is kept.
async fn keep(
    state: &State,
    opening: &Opening,
    upload: &UploadId,
    name: &str,
    assessed: Assessed,
    pen: &Pen,
    language: Language,
) -> Result<(), Fault> {
    let Assessed { digest, name: person, outcome, fault } = assessed;
    let new = NewApplicant { digest: &digest, file_name: name, name: person.as_deref(), outcome };
    let now = (state.services.clock)();
    let receipt = state.store()?.add_applicant(&opening.id, &new, Some(upload), now).await?;
    pen.write(|tally| {
        tally.done += 1;
        tally.known += u64::from(receipt.arrival == Arrival::Known);
        tally.failures.extend(fault.map(|fault| failure(name, &fault, language)));
    });
    Ok(())
}

fn failure(name: &str, fault: &Fault, language: Language) -> Failure {
    Failure {
        file: sartor_render::safe(name),
        code: fault.code().to_owned(),
        message: fault.message(language),
    }
}

/// What a broken form means.
pub(super) fn broken(error: &MultipartError, limit: usize) -> Fault {
    if error.status() == axum::http::StatusCode::PAYLOAD_TOO_LARGE {
        Fault::TooLarge { limit }
    } else {
        Fault::Malformed
    }
}
