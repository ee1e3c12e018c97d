//! The API held against its own document: a server of the release build, and requests that schemathesis makes of what it serves.

use std::{
    fs,
    io::{BufRead, BufReader},
    process::{Child, Command, Stdio},
    thread::JoinHandle,
};

use anyhow::{Context, bail};

use crate::{python, steps::cargo};

const REQUIREMENTS: &str = "crates/http/conformance/requirements.txt";
const CONFIG: &str = "crates/http/conformance/schemathesis.toml";
const PREPARE: &str = "crates/http/conformance/prepare.py";
/// A resume and a posting for it.
const FILES: [&str; 2] = ["fixtures/resumes/worked-example.txt", "fixtures/postings/worked-example.txt"];
/// So many requests at once that none is sent away.
const PLACES: &str = "256";

/// Runs all cases and prints how many there were; fails where the server does other than its document says.
pub(crate) fn check() -> anyhow::Result<()> {
    let python = python::interpreter()?;
    cargo("build --release -p sartor", None)?;
    let tools = python::environment(&python, &python::home().join("api"), REQUIREMENTS)?;
    let server = Server::start()?;
    let told = python::answer(
        Command::new(&tools).arg(PREPARE).arg(&server.address).args(FILES).current_dir(crate::root()),
    )?;
    let [opening, applicant, erased] = told.split_whitespace().collect::<Vec<_>>()[..] else {
        bail!("no opening was made: {told}");
    };
    let asked = Command::new(tools.with_file_name("schemathesis"))
        .args(["--no-color", "--config-file", CONFIG, "run"])
        .arg(format!("{}/api/v1/openapi.json", server.address))
        .envs([("SARTOR_OPENING", opening), ("SARTOR_APPLICANT", applicant), ("SARTOR_ERASED", erased)])
        .current_dir(crate::root())
        .output()
        .context("schemathesis does not start")?;
    let faults = server.end()?;
    let told = String::from_utf8_lossy(&asked.stdout);
    if !asked.status.success() || !faults.is_empty() {
        println!("{told}{}{faults}", String::from_utf8_lossy(&asked.stderr));
        bail!("the API and its document do not agree");
    }
    let cases = cases(&told).context("schemathesis told no number of cases")?;
    println!("{cases} requests, each answered as the document says");
    Ok(())
}

/// A server with a folder of its own.
struct Server {
    process: Child,
    address: String,
    /// What it says after its first line: where a fault of its own was.
    said: JoinHandle<String>,
}

impl Server {
    fn start() -> anyhow::Result<Self> {
        let data = python::home().join("api-data");
        if data.exists() {
            fs::remove_dir_all(&data)?;
        }
        let mut process = Command::new(python::program())
            .args(["serve", "--listen", "127.0.0.1:0", "--log", "none", "--lang", "en"])
            .args(["--concurrent", PLACES, "--per-client", PLACES, "--data"])
            .arg(data)
            .stderr(Stdio::piped())
            .spawn()
            .context("the server does not start")?;
        let mut lines = BufReader::new(process.stderr.take().context("no standard error")?);
        let mut first = String::new();
        lines.read_line(&mut first)?;
        let Some(address) = address(&first) else {
            process.kill()?;
            bail!("the server does not say where it listens: {first}");
        };
        let said =
            std::thread::spawn(move || lines.lines().map_while(Result::ok).collect::<Vec<_>>().join("\n"));
        Ok(Self { process, address, said })
    }

    /// Ends it, and gives what it said.
    fn end(mut self) -> anyhow::Result<String> {
        self.process.kill()?;
        self.process.wait()?;
        self.said.join().map_err(|_| anyhow::anyhow!("the server's words were lost"))
    }
}

/// The address in the line that a server begins with.
fn address(line: &str) -> Option<String> {
    let rest = &line[line.find("http://")?..];
    let end = rest.find(|c: char| c.is_whitespace()).unwrap_or(rest.len());
    Some(rest[..end].trim_end_matches(['/', '.']).to_owned())
}

/// The number of cases that schemathesis tells.
fn cases(told: &str) -> Option<u32> {
    let line = told.lines().map(str::trim).find(|line| line.contains(" generated"))?;
    line.split_whitespace().next()?.replace(',', "").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_and_the_number_of_cases_are_read() {
        let line = "Listening at http://127.0.0.1:4321. Ctrl-C ends it.\n";
        assert_eq!(address(line).as_deref(), Some("http://127.0.0.1:4321"));
        assert_eq!(address("error: no"), None);
        assert_eq!(cases("Test cases:\n  4712 generated, 4712 passed\n"), Some(4712));
        assert_eq!(cases("nothing"), None);
    }
}
