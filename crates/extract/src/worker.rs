//! The child's side: limits on itself, then the parse.

use std::io::{Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;
use std::thread;

use rustix::process::{Resource, Rlimit, setrlimit};
use sartor_core::document::Document;
use serde::{Deserialize, Serialize};

use crate::{Kind, LimitKind, Limits, ReadError, read_in_process};

/// Stack of the thread that parses; a part of the address space, so well under [`Limits::memory_bytes`].
const STACK_BYTES: usize = 128 << 20;

/// What the worker writes on its standard output: one line of JSON, the last one.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Answer {
    /// The document.
    Ok(Box<Document>),
    /// Why there is none.
    Error(ReadError),
}

/// The whole life of a worker: limits itself, reads a file on standard input, writes one JSON document on standard output.
///
/// Its last two arguments are the kind (`layout` or `naive`) and the [`Limits`] as JSON, as [`Reader`](crate::Reader) gives them.
/// The answer is `{"ok": Document}` or `{"error": {"code": …}}`; nothing is written elsewhere.
/// The status is a success whenever an answer was written; 2 when the arguments are wrong.
pub fn worker_main() -> ExitCode {
    std::panic::set_hook(Box::new(|_| {}));
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let limits = arguments.pop().and_then(|json| serde_json::from_str::<Limits>(&json).ok());
    let kind = match arguments.pop().as_deref() {
        Some("layout") => Kind::Layout,
        Some("naive") => Kind::Naive,
        _ => return ExitCode::from(2),
    };
    let Some(limits) = limits else { return ExitCode::from(2) };
    let answer = match restrain(&limits) {
        Ok(()) => answer(kind, limits),
        Err(error) => Answer::Error(ReadError::Worker { reason: error.to_string() }),
    };
    if write(&answer).is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Limits that no thread of this process can lift.
fn restrain(limits: &Limits) -> rustix::io::Result<()> {
    let set = |resource, value| {
        // An inherited limit may be lower than ours; it stays.
        let held = rustix::process::getrlimit(resource).maximum.unwrap_or(u64::MAX);
        let value = Some(held.min(value));
        setrlimit(resource, Rlimit { current: value, maximum: value })
    };
    set(Resource::As, limits.memory_bytes)?;
    set(Resource::Cpu, u64::from(limits.cpu_seconds))?;
    set(Resource::Nofile, 16)?;
    set(Resource::Fsize, 0)?;
    set(Resource::Core, 0)
}

fn answer(kind: Kind, limits: Limits) -> Answer {
    let bytes = match input(&limits) {
        Ok(bytes) => bytes,
        Err(error) => return Answer::Error(error),
    };
    let cap = limits.answer_bytes;
    let work = move || catch_unwind(AssertUnwindSafe(|| read_in_process(&bytes, &limits, kind)));
    let result =
        match thread::Builder::new().stack_size(STACK_BYTES).spawn(work).map(thread::JoinHandle::join) {
            Ok(Ok(Ok(result))) => result,
            Ok(_) => Err(ReadError::Crashed),
            Err(error) => Err(ReadError::Worker { reason: error.to_string() }),
        };
    match result {
        Ok(document) if document.text.len() as u64 > cap => {
            Answer::Error(ReadError::Limit { what: LimitKind::AnswerBytes, limit: cap })
        }
        Ok(document) => Answer::Ok(Box::new(document)),
        Err(error) => Answer::Error(error),
    }
}

fn input(limits: &Limits) -> Result<Vec<u8>, ReadError> {
    let mut bytes = Vec::new();
    match std::io::stdin().lock().take(limits.file_bytes + 1).read_to_end(&mut bytes) {
        Ok(_) if bytes.len() as u64 > limits.file_bytes => {
            Err(ReadError::TooLarge { limit: limits.file_bytes })
        }
        Ok(_) => Ok(bytes),
        Err(error) => Err(ReadError::Worker { reason: error.to_string() }),
    }
}

/// A parser may have written to the standard output; our answer is a line of its own, the last one.
fn write(answer: &Answer) -> std::io::Result<()> {
    let mut bytes = b"\n".to_vec();
    serde_json::to_writer(&mut bytes, answer)?;
    bytes.push(b'\n');
    let mut out = std::io::stdout().lock();
    out.write_all(&bytes)?;
    out.flush()
}
