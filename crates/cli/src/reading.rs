//! Files that are read while the command does something else.

use std::{
    rc::Rc,
    sync::{
        Arc,
        mpsc::{self, Receiver},
    },
    thread::{self, JoinHandle},
};

use sartor_core::{Language, document::Document};
use sartor_extract::{Kind, Reader};

use crate::{failure::Failure, input};

/// A document that is being read.
#[derive(Debug)]
pub(crate) struct Reading {
    document: Receiver<Result<Document, Failure>>,
    _thread: Rc<Waited>,
    language: Language,
}

impl Reading {
    /// Begins to read the files of these names, one after the other: to start a second child would take longer than most documents do.
    pub(crate) fn begin<const N: usize>(
        reader: &Arc<Reader>,
        names: [&str; N],
        language: Language,
    ) -> [Self; N] {
        let (mut senders, receivers) = (Vec::with_capacity(N), names.map(str::to_owned));
        let receivers = receivers.map(|name| {
            let (sender, receiver) = mpsc::channel();
            senders.push((name, sender));
            receiver
        });
        let reader = Arc::clone(reader);
        let read = move |name: &str| {
            let bytes = input::bytes(name, reader.limits().file_bytes, language)?;
            input::document(&reader, name, &bytes, Kind::Layout, language)
        };
        let all = move || {
            for (name, sender) in senders {
                // Nobody waits for this one where the one before has failed.
                if sender.send(read(&name)).is_err() {
                    return;
                }
            }
        };
        let thread = Rc::new(Waited(Some(thread::spawn(all))));
        receivers.map(|document| Self { document, _thread: Rc::clone(&thread), language })
    }

    /// The document, once it is read.
    pub(crate) fn document(self) -> Result<Document, Failure> {
        self.document.recv().unwrap_or_else(|_| Err(Failure::internal(self.language)))
    }
}

/// A thread that is waited for when the last of its documents is done with, so that no child outlives the command.
#[derive(Debug)]
struct Waited(Option<JoinHandle<()>>);

impl Drop for Waited {
    fn drop(&mut self) {
        if let Some(thread) = self.0.take() {
            let _ = thread.join();
        }
    }
}
