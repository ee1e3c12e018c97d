//! `sartor`: the command line.

mod args;
mod batch;
mod commands;
mod failure;
mod input;
mod messages;
mod output;
mod reading;
mod session;
mod templates;

use std::process::ExitCode;

use mimalloc::MiMalloc;

/// A resume takes hundreds of small pieces of memory, and what is found in it goes from thread to thread.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    commands::main()
}
