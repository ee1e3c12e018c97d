//! One file a command.

mod apply;
mod audit;
mod batch;
mod completions;
mod export;
mod extract;
mod keywords;
mod letter;
mod r#match;
mod new;
mod parse;
mod posting;
mod rank;
mod roles;
mod serve;
mod skills;
mod store;
mod tailor;
mod templates;
mod verify;

use std::{
    panic::{self, AssertUnwindSafe},
    process::ExitCode,
};

use clap::Parser;

use crate::{
    args::{Cli, Command},
    failure::Failure,
    output,
    session::Session,
};

/// First argument of a process that `sartor` starts of itself to read files; no command for people.
pub(crate) const WORKER: &str = "worker";

/// How a command that did its work ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Done {
    /// All is well.
    Well,
    /// Below a threshold asked for, or with faults.
    Below,
    /// The input could not be read, and the answer says so.
    Unread,
    /// Some inputs could not be read.
    Partial,
}

/// Runs the command of the arguments.
pub(crate) fn main() -> ExitCode {
    // A worker starts once for each file or so: it does not pay for the table of commands.
    if std::env::args_os().nth(1).is_some_and(|first| first == WORKER) {
        return sartor_extract::worker_main();
    }
    let cli = Cli::parse();
    let session = Session::new(&cli.global);
    let json = cli.command.speaks_json();
    // A fault of ours ends in a sentence too; whoever asks for the trace gets it.
    if std::env::var_os("RUST_BACKTRACE").is_none() {
        panic::set_hook(Box::new(|_| {}));
    }
    let ended = panic::catch_unwind(AssertUnwindSafe(|| run(cli.command, &session)));
    match ended.unwrap_or_else(|_| Err(Failure::internal(session.language))) {
        Ok(Done::Well) => ExitCode::SUCCESS,
        Ok(Done::Below) => ExitCode::from(1),
        Ok(Done::Unread) => ExitCode::from(3),
        Ok(Done::Partial) => ExitCode::from(4),
        Err(failure) => {
            report(&failure, json, &session);
            ExitCode::from(failure.status)
        }
    }
}

fn run(command: Command, session: &Session) -> Result<Done, Failure> {
    match command {
        Command::Apply(args) => apply::run(&args, session),
        Command::Audit(args) => audit::run(&args, session),
        Command::Match(args) => r#match::run(&args, session),
        Command::Letter(args) => letter::run(&args, session),
        Command::Tailor(args) => tailor::run(&args, session),
        Command::Verify(args) => verify::run(&args, session),
        Command::Parse(args) => parse::run(&args, session),
        Command::Posting(args) => posting::run(&args, session),
        Command::Skills(args) => skills::run(&args, session),
        Command::Extract(args) => extract::run(&args, session),
        Command::Roles(args) => roles::run(&args, session),
        Command::New(args) => new::run(&args, session),
        Command::Keywords { action } => keywords::run(&action, session),
        Command::Templates { action } => templates::run(&action, session),
        Command::Batch(args) => batch::run(&args, session),
        Command::Rank(args) => rank::run(&args, session),
        Command::Serve(args) => serve::run(args, session),
        Command::User(args) => store::user(args, session),
        Command::Store(args) => store::care(args, session),
        Command::Completions { shell } => completions::run(shell, session),
    }
}

/// Tells a failure on standard error, as a sentence or as problem+json.
pub(crate) fn report(failure: &Failure, json: bool, session: &Session) {
    output::complain(&if json { failure.json() } else { failure.text(session.language) });
}

/// A value as indented JSON with a line end.
pub(crate) fn pretty<T: serde::Serialize>(value: &T) -> Result<String, Failure> {
    serde_json::to_string_pretty(value).map(|text| text + "\n").map_err(|error| not_json(&error))
}

/// A value as one line of JSON.
pub(crate) fn one_line<T: serde::Serialize>(value: &T) -> Result<String, Failure> {
    serde_json::to_string(value).map(|text| text + "\n").map_err(|error| not_json(&error))
}

fn not_json(error: &serde_json::Error) -> Failure {
    Failure::usage("output.json", error.to_string())
}
