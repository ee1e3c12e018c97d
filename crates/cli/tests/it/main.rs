//! The binary, as its users meet it.

mod audit;
mod batch;
mod commands;
mod fixtures;
mod help;
mod hiding;
mod keywords;
mod killed_upload;
mod letters;
mod matching;
mod paper;
mod roles;
mod server;
mod serving;
mod statuses;
mod structure;
mod tailor;
mod verify;

use std::path::PathBuf;

use assert_cmd::Command;

/// The reference date of every test.
const AS_OF: &str = "2026-11-21";

/// The binary in the folder of fixtures, with no locale but English.
fn sartor() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sartor"));
    command.current_dir(fixtures()).env_remove("LC_ALL").env_remove("LC_MESSAGES").env("LANG", "en_GB.UTF-8");
    command
}

fn fixtures() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../fixtures")
}

/// Status, standard output, standard error.
fn run(arguments: &[&str]) -> (i32, String, String) {
    told(&mut sartor(), arguments)
}

fn told(command: &mut Command, arguments: &[&str]) -> (i32, String, String) {
    let output = command.args(arguments).output().expect("the binary runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    (output.status.code().expect("no signal"), text(output.stdout), text(output.stderr))
}

/// Hides what changes with every edit of the keywords.
fn stable(text: &str) -> String {
    let mut out = String::new();
    for line in text.split_inclusive('\n') {
        match ["lexicon `", "lexique `", "lexicon ", "lexique ", "lexicon_digest\": \""]
            .iter()
            .find_map(|head| Some((line.find(head)?, *head)))
        {
            Some((at, head)) => {
                let from = at + head.len();
                let digest: usize = line[from..].chars().take_while(char::is_ascii_hexdigit).count();
                let digest = if digest == 16 { digest } else { 0 };
                out += &line[..from];
                out += if digest == 0 { "" } else { "DIGEST" };
                out += &line[from + digest..];
            }
            None => out += line,
        }
    }
    out
}
