//! The chores of Sartor: `cargo xtask` lists them.
#![expect(clippy::print_stdout, reason = "a chore tells its steps to the person at the terminal")]

mod api;
mod bench;
mod browser;
mod documents;
mod eval;
mod fuzz;
mod pool;
mod python;
mod steps;

use std::{path::Path, process::ExitCode};

use steps::{Step, run};

const USAGE: &str = "usage: cargo xtask test [--full] | documents | python | api | load | pool | eval | bench [--batch | --peers] | fuzz [TARGET] [--seconds N]

  test       format, lints, build, browser (installed if missing), tests, documentation, documents: what a change must pass;
             --full adds api and python
  documents  only the last of these
  eval       how well skills and postings are read: --data DIR adds a folder of data, --misses lists the faults,
             --raise lifts the floors
  python     what needs Python and Java: the wheel, its tests and examples, a Spark cluster of two executors
  api        the API of a server against its own document, by schemathesis; needs Python
  load       a server under load, on one core with its clients on the other: writes benches/results.md; needs wrk and hey
  pool       made resumes in a folder: FOLDER [--texts N] [--poison N] [--files N] [--hostile N] [--seed N] [--txt] [--slow]
             [--only pdf]
  bench      the benches, and a table of their medians; --batch measures pools of resumes, --peers what one would pick instead:
             both write benches/results.md
  fuzz       all fuzz targets or one, two at a time, 600 seconds each; a table of what was found";

fn main() -> ExitCode {
    let chores: Vec<String> = std::env::args().skip(1).collect();
    let result = match chores.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["test"] => run(&test_steps()),
        ["test", "--full"] => {
            let more = [Step::own("api", api::check), Step::own("python", python::check)];
            run(&test_steps().into_iter().chain(more).collect::<Vec<_>>())
        }
        ["api"] => api::check(),
        ["load"] => bench::load(),
        ["pool", ref rest @ ..] => pool::run(rest),
        ["python"] => python::check(),
        ["documents"] => run(&[build(), documents()]),
        ["bench"] => bench::run(),
        ["bench", "--batch"] => bench::batch(),
        ["bench", "--peers"] => bench::peers(),
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
        Step::cargo("documentation", "doc --workspace --no-deps --lib --bins --examples")
            .with("RUSTDOCFLAGS", "-D warnings"),
        documents(),
        Step::own("evaluation", eval::check),
    ]
}

fn build() -> Step {
    Step::cargo("build", "test --workspace --no-run --quiet")
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
