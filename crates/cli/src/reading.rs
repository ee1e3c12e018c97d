//! Files that are read while the command does something else.

use std::{
    sync::Arc,
    thread::{self, JoinHandle},
};

use sartor_core::{Language, document::Document};
use sartor_extract::{Kind, Reader};

use crate::{failure::Failure, input};

/// A document that is being read; dropped, it is waited for, so that no child outlives the command.
#[derive(Debug)]
pub(crate) struct Reading {
    thread: Option<JoinHandle<Result<Document, Failure>>>,
    language: Language,
}

impl Reading {
    /// Begins to read the file of this name.
    pub(crate) fn begin(reader: Arc<Reader>, name: String, language: Language) -> Self {
        let read = move || {
            let bytes = input::bytes(&name, reader.limits().file_bytes, language)?;
            input::document(&reader, &name, &bytes, Kind::Layout, language)
        };
        Self { thread: Some(thread::spawn(read)), language }
    }

    /// The document, once it is read.
    pub(crate) fn document(mut self) -> Result<Document, Failure> {
        let read = self.thread.take().and_then(|thread| thread.join().ok());
        read.unwrap_or_else(|| Err(Failure::internal(self.language)))
    }
}

impl Drop for Reading {
    fn drop(&mut self) {
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}
