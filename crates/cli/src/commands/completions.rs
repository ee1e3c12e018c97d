//! `sartor completions`: what a shell needs to complete our arguments.

use clap::CommandFactory;
use clap_complete::Shell;

use super::Done;
use crate::{args::Cli, failure::Failure, output, session::Session};

pub(crate) fn run(shell: Shell, session: &Session) -> Result<Done, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "sartor", &mut script);
    output::print(&String::from_utf8_lossy(&script), session.language)?;
    Ok(Done::Well)
}
