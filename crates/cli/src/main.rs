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

use std::process::ExitCode;

fn main() -> ExitCode {
    commands::main()
}
