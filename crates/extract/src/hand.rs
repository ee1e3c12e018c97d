//! One worker, as its parent holds it.

use std::io;
use std::process::{Child, ChildStdin, ChildStdout, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use sartor_core::document::Document;

use crate::frame::{self, Broken};
use crate::reader::WorkerCommand;
use crate::worker::Answer;
use crate::{Kind, LimitKind, Limits, ReadError};

/// A worker that lives; dropped, it dies.
#[derive(Debug)]
pub(crate) struct Hand {
    child: Child,
    input: ChildStdin,
    output: ChildStdout,
    /// Files that it has read.
    pub(crate) files: u32,
}

impl Hand {
    /// Starts a worker for files of one kind.
    pub(crate) fn start(worker: &WorkerCommand, limits: &Limits, kind: Kind) -> io::Result<Self> {
        let limits = serde_json::to_string(limits)?;
        let mut child = worker
            .with([kind.name(), &limits])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        match (child.stdin.take(), child.stdout.take()) {
            (Some(input), Some(output)) => {
                let hand = Self { child, input, output, files: 0 };
                frame::unblock(&hand.input, &hand.output)?;
                Ok(hand)
            }
            _ => Err(io::ErrorKind::BrokenPipe.into()),
        }
    }

    /// Has a file read; after an error that the worker did not tell itself it is not to be asked again, and the second value says so.
    pub(crate) fn read(
        &mut self,
        bytes: &[u8],
        limits: &Limits,
        deadline: Instant,
    ) -> (Result<Document, ReadError>, bool) {
        let cap = limits.answer_bytes;
        let answer = match frame::exchange(&mut self.input, &mut self.output, bytes, cap, deadline) {
            Ok(answer) => answer,
            Err(Broken::Late) => return (Err(ReadError::Timeout), false),
            Err(Broken::TooLong) => {
                return (Err(ReadError::Limit { what: LimitKind::AnswerBytes, limit: cap }), false);
            }
            Err(Broken::Ended) => return (Err(self.cause_of_death(deadline)), false),
        };
        self.files += 1;
        match serde_json::from_slice(&answer) {
            Ok(Answer::Ok(document)) => (Ok(*document), self.is_fresh(limits)),
            Ok(Answer::Error(error @ (ReadError::Crashed | ReadError::Worker { .. }))) => (Err(error), false),
            Ok(Answer::Error(error)) => (Err(error), self.is_fresh(limits)),
            Err(_) => (Err(ReadError::Crashed), false),
        }
    }

    /// Whether it may read one more: memory that a large file took is given back by ending.
    fn is_fresh(&self, limits: &Limits) -> bool {
        self.files < limits.worker_files
            && resident(self.child.id()).is_none_or(|bytes| bytes <= limits.worker_resident_bytes)
    }

    fn cause_of_death(&mut self, deadline: Instant) -> ReadError {
        while Instant::now() < deadline {
            match self.child.try_wait() {
                Ok(Some(status)) if out_of_time(status) => return ReadError::Timeout,
                Ok(Some(status)) if status.code() == Some(2) => {
                    return ReadError::Worker { reason: "wrong arguments".to_owned() };
                }
                Ok(Some(_)) | Err(_) => return ReadError::Crashed,
                Ok(None) => thread::sleep(Duration::from_millis(1)),
            }
        }
        ReadError::Timeout
    }
}

impl Drop for Hand {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Bytes of memory that a process holds, where the system tells it.
fn resident(process: u32) -> Option<u64> {
    let text = std::fs::read_to_string(format!("/proc/{process}/statm")).ok()?;
    let pages: u64 = text.split(' ').nth(1)?.parse().ok()?;
    Some(pages * rustix::param::page_size() as u64)
}

fn out_of_time(status: ExitStatus) -> bool {
    use std::os::unix::process::ExitStatusExt;
    /// SIGXCPU: the limit of processor time. Memory ends in SIGABRT; SIGKILL came from someone else.
    const PROCESSOR_TIME: i32 = 24;
    status.signal() == Some(PROCESSOR_TIME)
}
