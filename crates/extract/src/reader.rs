//! The parent's side: workers that live on, lent to one file at a time.

use std::fs::File;
use std::path::PathBuf;
use std::process::Command;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use sartor_core::document::Document;

use crate::hand::Hand;
use crate::{Kind, Limits, Pool, ReadError};

/// The command that starts a worker: a program whose `main` calls [`worker_main`](crate::worker_main).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkerCommand {
    /// The program; it is started with an environment that says nothing but how its allocator is to take memory, so give its full path.
    pub program: PathBuf,
    /// Its arguments; the kind and the limits follow them.
    pub args: Vec<String>,
}

impl WorkerCommand {
    /// mimalloc, where the worker has it, would set a GiB of addresses aside at once: all that [`Limits::memory_bytes`] leaves it. This many KiB at a time
    /// leave room for all else; taken only as they are written to, they make it a third smaller.
    const ALLOCATOR: [(&str, &str); 2] =
        [("MIMALLOC_ARENA_RESERVE", "16384"), ("MIMALLOC_ARENA_EAGER_COMMIT", "0")];

    /// The command with further arguments, and nothing of our environment.
    pub(crate) fn with(&self, further: [&str; 2]) -> Command {
        let mut command = Command::new(&self.program);
        command.args(&self.args).args(further).env_clear().envs(Self::ALLOCATOR);
        command
    }
}

/// Reads files of others in child processes.
///
/// It is `Send` and `Sync`: share one among all threads. As many workers as the machine has cores run at once, further calls wait for their turn.
/// A worker reads one file after the other, each under its own limit of processor time, until [`Limits::worker_files`] or
/// [`Limits::worker_resident_bytes`] end its service. One that dies or is too slow is replaced, and only its file fails.
/// What [`Kind::Naive`] reads has a worker of its own, for one file.
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
    crew: Mutex<Crew>,
    freed: Condvar,
}

/// The workers.
#[derive(Debug)]
struct Crew {
    /// How many more may work at once.
    places: usize,
    /// Those that have no file.
    idle: Vec<Hand>,
    started: u64,
}

impl Reader {
    /// A reader with the default [`Limits`].
    pub fn new(worker: WorkerCommand) -> Self {
        Self::with_limits(worker, Limits::default())
    }

    /// A reader with limits of its own.
    pub fn with_limits(worker: WorkerCommand, limits: Limits) -> Self {
        let places = thread::available_parallelism().map_or(1, usize::from);
        let crew = Mutex::new(Crew { places, idle: Vec::new(), started: 0 });
        Self { worker, limits, crew, freed: Condvar::new() }
    }

    /// The limits of a file.
    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    /// How many workers were started so far: the first ones, and one for each that was replaced.
    pub fn workers_started(&self) -> u64 {
        self.crew().started
    }

    /// Reads one file; waits while all workers are busy, then at most [`Limits::wall_seconds`].
    ///
    /// # Errors
    ///
    /// Every [`ReadError`]; a worker that dies is [`ReadError::Crashed`], one that does not end is [`ReadError::Timeout`].
    pub fn read(&self, bytes: &[u8], kind: Kind) -> Result<Document, ReadError> {
        if bytes.is_empty() {
            return Err(ReadError::Empty);
        }
        if bytes.len() as u64 > self.limits.file_bytes {
            return Err(ReadError::TooLarge { limit: self.limits.file_bytes });
        }
        let _turn = self.turn();
        let deadline = Instant::now() + Duration::from_secs(u64::from(self.limits.wall_seconds));
        if let Some(hand) = self.idle(kind) {
            match self.ask(hand, bytes, kind, deadline) {
                // Perhaps it died of old age and not of this file, which gets a worker without a past.
                Err(ReadError::Crashed) => {}
                outcome => return outcome,
            }
        }
        let hand = Hand::start(&self.worker, &self.limits, kind)
            .map_err(|error| ReadError::Worker { reason: error.to_string() })?;
        self.crew().started += 1;
        self.ask(hand, bytes, kind, deadline)
    }

    /// Opens an archive of many files; `None` where the file is a document itself.
    ///
    /// # Errors
    ///
    /// Every [`ReadError`] of an archive that does not open.
    pub fn pool(&self, file: File) -> Result<Option<Pool>, ReadError> {
        Pool::open(&self.worker, file, &self.limits)
    }

    fn ask(
        &self,
        mut hand: Hand,
        bytes: &[u8],
        kind: Kind,
        deadline: Instant,
    ) -> Result<Document, ReadError> {
        let (outcome, again) = hand.read(bytes, &self.limits, deadline);
        if again && kind == Kind::Layout {
            self.crew().idle.push(hand);
        }
        outcome
    }

    fn idle(&self, kind: Kind) -> Option<Hand> {
        if kind == Kind::Layout { self.crew().idle.pop() } else { None }
    }

    fn turn(&self) -> Turn<'_> {
        let mut crew = self.crew();
        while crew.places == 0 {
            crew = self.freed.wait(crew).unwrap_or_else(PoisonError::into_inner);
        }
        crew.places -= 1;
        Turn(self)
    }

    fn crew(&self) -> MutexGuard<'_, Crew> {
        self.crew.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A place among the workers, given back when dropped.
struct Turn<'a>(&'a Reader);

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        self.0.crew().places += 1;
        self.0.freed.notify_one();
    }
}
