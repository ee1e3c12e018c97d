//! The child's side: limits on itself, then one file after the other.

use std::fs::File;
use std::io::{self, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;
use std::thread;

use sartor_core::document::Document;
use serde::{Deserialize, Serialize};

use crate::confine::{allow_cpu, confine};
use crate::frame;
use crate::{Kind, LimitKind, Limits, ReadError, pool, read_in_process};

/// Stack of the thread that parses; a part of the address space, so well under [`Limits::memory_bytes`].
const STACK_BYTES: usize = 128 << 20;

/// What the worker answers to a file.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Answer {
    /// The document.
    Ok(Box<Document>),
    /// Why there is none.
    Error(ReadError),
}

/// The whole life of a worker: confines itself, then answers every file that comes on its standard input until that is closed.
///
/// Its last two arguments are the kind (`layout` or `naive`; `unpack` for an archive, which is its standard input) and the [`Limits`] as JSON, as [`Reader`](crate::Reader) gives them.
/// A file, and an answer, is a frame: its length as four bytes, lowest first, then that many bytes. The answer is JSON, `{"ok": Document}` or
/// `{"error": {"code": …}}`; nothing is written elsewhere. The status is 2 when the arguments are wrong.
pub fn worker_main() -> ExitCode {
    std::panic::set_hook(Box::new(|_| {}));
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let limits = arguments.pop().and_then(|json| serde_json::from_str::<Limits>(&json).ok());
    let kind = match arguments.pop().as_deref() {
        Some("layout") => Some(Kind::Layout),
        Some("naive") => Some(Kind::Naive),
        Some(pool::UNPACK) => None,
        _ => return ExitCode::from(2),
    };
    let Some(limits) = limits else { return ExitCode::from(2) };
    let Ok(mut output) = private_output() else { return ExitCode::FAILURE };
    let ended = match kind {
        Some(kind) => begin(kind, &limits, output),
        None => confine(&limits).and_then(|_| pool::unpack(&limits, &mut output)),
    };
    match ended {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

/// The standard output under another number; what parsers print goes where errors go.
fn private_output() -> io::Result<File> {
    let output = rustix::io::fcntl_dupfd_cloexec(rustix::stdio::stdout(), 3)?;
    rustix::stdio::dup2_stdout(rustix::stdio::stderr())?;
    Ok(output.into())
}

fn begin(kind: Kind, limits: &Limits, mut output: File) -> io::Result<()> {
    let second = output.try_clone()?;
    let own = limits.clone();
    let started = confine(limits).and_then(|_| {
        thread::Builder::new().stack_size(STACK_BYTES).spawn(move || serve(kind, &own, second))
    });
    match started {
        Ok(thread) => thread.join().unwrap_or_else(|_| Err(io::ErrorKind::Other.into())),
        Err(error) => {
            frame::receive(&mut io::stdin().lock(), limits.file_bytes)?;
            write(&Answer::Error(ReadError::Worker { reason: error.to_string() }), limits, &mut output)
        }
    }
}

fn serve(kind: Kind, limits: &Limits, mut output: File) -> io::Result<()> {
    let mut input = io::stdin().lock();
    while let Some(bytes) = frame::receive(&mut input, limits.file_bytes)? {
        allow_cpu(limits.cpu_seconds)?;
        let result = catch_unwind(AssertUnwindSafe(|| read_in_process(&bytes, limits, kind)));
        let answer = match result.unwrap_or(Err(ReadError::Crashed)) {
            Ok(document) => Answer::Ok(Box::new(document)),
            Err(error) => Answer::Error(error),
        };
        write(&answer, limits, &mut output)?;
    }
    Ok(())
}

fn write(answer: &Answer, limits: &Limits, output: &mut impl Write) -> io::Result<()> {
    let limit = limits.answer_bytes;
    let mut bytes = serde_json::to_vec(answer)?;
    if bytes.len() as u64 > limit {
        bytes = serde_json::to_vec(&Answer::Error(ReadError::Limit { what: LimitKind::AnswerBytes, limit }))?;
    }
    frame::send(output, &bytes)
}
