//! The chores of Sartor: `cargo xtask test`, `cargo xtask eval`, `cargo xtask bench` and `cargo xtask fuzz`.
#![expect(clippy::print_stdout, reason = "a chore tells its steps to the person at the terminal")]

mod bench;
mod browser;
mod documents;
mod eval;
mod fuzz;
mod steps;

use std::{path::Path, process::ExitCode};

use steps::{Step, run};

const USAGE: &str = "usage: cargo xtask test | documents | eval | bench | fuzz [TARGET] [--seconds N]

  test       format, lints, build, browser (installed if missing), tests, documentation, documents: what a change must pass
  documents  only the last of these
  eval       how well skills and postings are read: --data DIR adds a folder of data, --misses lists the faults,
             --raise lifts the floors
  bench      the benches, and a table of their medians
  fuzz       all fuzz targets or one, two at a time, 600 seconds each; a table of what was found";

fn main() -> ExitCode {
    let chores: Vec<String> = std::env::args().skip(1).collect();
    let result = match chores.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["test"] => run(&test_steps()),
        ["documents"] => run(&[build(), documents()]),
        ["bench"] => bench::run(),
        ["eval", ref rest @ ..] => eval::run(rest),
        ["fuzz", ref rest @ ..] => fuzz::run(rest),
        _ => {
            println!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            println!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn test_steps() -> [Step; 8] {
    [
        Step::cargo("format", "fmt --all -- --check"),
        Step::cargo("lints", "clippy --workspace --all-targets -- -D warnings"),
        build(),
        Step::own("browser", browser::install),
        Step::cargo("tests", "test --workspace --quiet"),
        Step::cargo("documentation", "doc --workspace --no-deps").with("RUSTDOCFLAGS", "-D warnings"),
        documents(),
        Step::own("evaluation", eval::check),
    ]
}

fn build() -> Step {
    Step::cargo("build", "build --workspace")
}

fn documents() -> Step {
    Step::own("documents", documents::check)
}

/// The root of the repository.
fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}

/// Where cargo puts what it builds.
fn target() -> std::path::PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), Into::into)
}
