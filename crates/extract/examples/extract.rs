//! Prints the text of a file as the worker reads it: `extract FILE [naive|json]`; status 3 with the reason when it cannot.

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use sartor_core::Language;
use sartor_extract::{Kind, Reader, WorkerCommand, worker_main};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().collect();
    if arguments.get(1).is_some_and(|first| first == "worker") {
        return worker_main();
    }
    match run(&arguments) {
        Ok(text) => {
            let written = std::io::stdout().write_all(text.as_bytes());
            if written.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
        }
        Err(message) => {
            let _ = writeln!(std::io::stderr(), "{message}");
            ExitCode::from(3)
        }
    }
}

fn run(arguments: &[String]) -> Result<String, String> {
    let path = arguments.get(1).ok_or("extract FILE [naive|json]")?;
    let mode = arguments.get(2).map(String::as_str);
    let program = std::env::current_exe().map_err(|error| error.to_string())?;
    let reader = Reader::new(WorkerCommand { program, args: vec!["worker".to_owned()] });
    let bytes = std::fs::read(Path::new(path)).map_err(|error| error.to_string())?;
    let kind = if mode == Some("naive") { Kind::Naive } else { Kind::Layout };
    let document = reader
        .read(&bytes, kind)
        .map_err(|error| format!("{} [{}]", error.message(Language::En), error.code()))?;
    if mode == Some("json") {
        return serde_json::to_string_pretty(&document).map_err(|error| error.to_string());
    }
    Ok(document.text)
}
