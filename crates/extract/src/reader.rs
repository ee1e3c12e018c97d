//! The parent's side: a child per file, watched.

use std::io::{Read, Write};
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Condvar, Mutex, PoisonError, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use sartor_core::document::Document;

use crate::worker::Answer;
use crate::{Kind, LimitKind, Limits, ReadError};

/// The command that starts a worker: a program whose `main` calls [`worker_main`](crate::worker_main).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkerCommand {
    /// The program; it is started with an empty environment, so give its full path.
    pub program: PathBuf,
    /// Its arguments; the kind and the limits follow them.
    pub args: Vec<String>,
}

/// Reads files of others, each in a child process of its own.
///
/// It is `Send` and `Sync`; as many children as the machine has cores run at once, further calls wait for their turn.
///
/// ```no_run
/// use sartor_extract::{Kind, Reader, WorkerCommand};
/// let program = std::env::current_exe()?;
/// let reader = Reader::new(WorkerCommand { program, args: vec!["worker".into()] });
/// let document = reader.read(&std::fs::read("resume.pdf")?, Kind::Layout)?;
/// assert!(!document.lines.is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Reader {
    worker: WorkerCommand,
    limits: Limits,
    free: Mutex<usize>,
    freed: Condvar,
}

impl Reader {
    /// A reader with the default [`Limits`].
    pub fn new(worker: WorkerCommand) -> Self {
        Self::with_limits(worker, Limits::default())
    }

    /// A reader with limits of its own.
    pub fn with_limits(worker: WorkerCommand, limits: Limits) -> Self {
        let cores = thread::available_parallelism().map_or(1, usize::from);
        Self { worker, limits, free: Mutex::new(cores), freed: Condvar::new() }
    }

    /// The limits of a file.
    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    /// Reads one file in a new child; waits while all children are busy, then at most [`Limits::wall_seconds`].
    ///
    /// # Errors
    ///
    /// Every [`ReadError`]; a child that dies is [`ReadError::Crashed`], one that does not end is [`ReadError::Timeout`].
    pub fn read(&self, bytes: &[u8], kind: Kind) -> Result<Document, ReadError> {
        if bytes.is_empty() {
            return Err(ReadError::Empty);
        }
        if bytes.len() as u64 > self.limits.file_bytes {
            return Err(ReadError::TooLarge { limit: self.limits.file_bytes });
        }
        let _turn = self.turn();
        let mut child = self.spawn(kind).map_err(|error| ReadError::Worker { reason: error.to_string() })?;
        let deadline = Instant::now() + Duration::from_secs(u64::from(self.limits.wall_seconds));
        let outcome = self.converse(&mut child, bytes, deadline);
        // Whatever happened, no child outlives its file.
        let _ = child.kill();
        let _ = child.wait();
        outcome
    }

    fn spawn(&self, kind: Kind) -> std::io::Result<Child> {
        let limits = serde_json::to_string(&self.limits)?;
        Command::new(&self.worker.program)
            .args(&self.worker.args)
            .arg(kind.name())
            .arg(limits)
            .env_clear()
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
    }

    fn converse(&self, child: &mut Child, bytes: &[u8], deadline: Instant) -> Result<Document, ReadError> {
        let (Some(mut input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(ReadError::Crashed);
        };
        let cap = self.limits.answer_bytes;
        let (sender, receiver) = mpsc::channel();
        thread::scope(|scope| {
            // Both ends in threads of their own: a child that never reads, or never ends, must not hold us. A failed write
            // means that the child has ended early, and its answer says why.
            scope.spawn(move || {
                let _ = input.write_all(bytes);
            });
            scope.spawn(move || {
                let mut answer = Vec::new();
                let read = output.take(cap + 1).read_to_end(&mut answer);
                let _ = sender.send(read.map(|_| answer));
            });
            let received = receiver.recv_timeout(deadline.saturating_duration_since(Instant::now()));
            let answer = match received {
                Ok(Ok(answer)) => answer,
                Ok(Err(_)) => return finish(child, Err(ReadError::Crashed)),
                Err(_) => return finish(child, Err(ReadError::Timeout)),
            };
            if answer.len() as u64 > cap {
                return finish(child, Err(ReadError::Limit { what: LimitKind::AnswerBytes, limit: cap }));
            }
            match parse(&answer) {
                Some(Answer::Ok(document)) => Ok(*document),
                Some(Answer::Error(error)) => Err(error),
                None => Err(cause_of_death(child, deadline)),
            }
        })
    }

    fn turn(&self) -> Turn<'_> {
        let mut free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
        while *free == 0 {
            free = self.freed.wait(free).unwrap_or_else(PoisonError::into_inner);
        }
        *free -= 1;
        Turn(self)
    }
}

/// A place among the children, given back when dropped.
struct Turn<'a>(&'a Reader);

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        *self.0.free.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        self.0.freed.notify_one();
    }
}

/// Ends the child, so that the threads at its pipes end too.
fn finish(child: &mut Child, outcome: Result<Document, ReadError>) -> Result<Document, ReadError> {
    let _ = child.kill();
    outcome
}

/// The answer is the last line; a parser may have written before it.
fn parse(output: &[u8]) -> Option<Answer> {
    let line = output.trim_ascii_end().rsplit(|byte| *byte == b'\n').next()?;
    serde_json::from_slice(line).ok()
}

fn cause_of_death(child: &mut Child, deadline: Instant) -> ReadError {
    while Instant::now() < deadline {
        match child.try_wait() {
            Ok(Some(status)) if out_of_time(status) => return ReadError::Timeout,
            Ok(Some(status)) if status.code() == Some(2) => {
                return ReadError::Worker { reason: "wrong arguments".to_owned() };
            }
            Ok(Some(_)) | Err(_) => return ReadError::Crashed,
            Ok(None) => thread::sleep(Duration::from_millis(2)),
        }
    }
    let _ = child.kill();
    ReadError::Timeout
}

#[cfg(unix)]
fn out_of_time(status: ExitStatus) -> bool {
    use std::os::unix::process::ExitStatusExt;
    // With equal soft and hard limits of processor time Linux sends SIGKILL, other systems SIGXCPU; memory gives SIGABRT.
    matches!(status.signal(), Some(9 | 24))
}

#[cfg(not(unix))]
fn out_of_time(_: ExitStatus) -> bool {
    false
}
