//! A worker without anything else around it, for the tests of this crate.

use std::process::ExitCode;

fn main() -> ExitCode {
    sartor_extract::worker_main()
}
