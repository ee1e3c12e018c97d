//! `sartor serve` on a port of its own.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{SocketAddr, TcpStream},
    process::{Child, Command, Stdio},
    sync::{Arc, Mutex},
    thread,
    time::Duration,
};

/// A server with its log.
pub(crate) struct Server {
    child: Child,
    pub(crate) address: SocketAddr,
    log: Arc<Mutex<String>>,
    reading: Option<thread::JoinHandle<()>>,
}

impl Server {
    pub(crate) fn start(arguments: &[&str], environment: &[(&str, &str)]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_sartor"))
            .args(["serve", "--lang", "en", "--as-of", "2026-11-22"])
            .args(arguments)
            .envs(environment.iter().copied())
            .stderr(Stdio::piped())
            .stdout(Stdio::null())
            .spawn()
            .expect("it starts");
        let mut lines = BufReader::new(child.stderr.take().expect("a pipe"));
        let mut first = String::new();
        lines.read_line(&mut first).expect("a line");
        let address = first.split("http://").nth(1).and_then(|rest| rest.split('/').next());
        let address = address.and_then(|address| address.parse().ok()).unwrap_or_else(|| panic!("{first}"));
        let log = Arc::new(Mutex::new(String::new()));
        let kept = Arc::clone(&log);
        let reading = thread::spawn(move || {
            for line in lines.lines().map_while(Result::ok) {
                let mut log = kept.lock().expect("no panic");
                log.push_str(&line);
                log.push('\n');
            }
        });
        Self { child, address, log, reading: Some(reading) }
    }

    pub(crate) fn exchange(&self, request: &[u8]) -> String {
        let mut stream = TcpStream::connect(self.address).expect("it listens");
        stream.set_read_timeout(Some(Duration::from_secs(60))).expect("a limit of the test");
        stream.write_all(request).expect("it reads");
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        String::from_utf8_lossy(&answer).into_owned()
    }

    pub(crate) fn get(&self, path: &str) -> String {
        self.exchange(format!("GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").as_bytes())
    }

    /// A page that only this machine may see.
    pub(crate) fn get_here(&self, path: &str) -> String {
        self.exchange(
            format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").as_bytes(),
        )
    }

    pub(crate) fn signal(&self, name: &str, process: u32) {
        let sent = Command::new("kill").args([format!("-{name}"), process.to_string()]).status();
        assert!(sent.expect("kill is there").success());
    }

    /// Tells it to end; its status and its whole log.
    pub(crate) fn end(mut self) -> (Option<i32>, String) {
        self.signal("TERM", self.child.id());
        let status = self.child.wait().expect("it ends");
        self.reading.take().expect("once").join().expect("no panic");
        let log = self.log.lock().expect("no panic").clone();
        (status.code(), log)
    }

    /// Ends it as a failing machine would: it is told nothing.
    pub(crate) fn kill(mut self) {
        self.child.kill().expect("it runs");
        self.child.wait().expect("it ends");
        self.reading.take().expect("once").join().expect("no panic");
    }

    /// The processes that it started.
    pub(crate) fn children(&self) -> Vec<u32> {
        let told = Command::new("ps").args(["-o", "pid=", "--ppid", &self.child.id().to_string()]).output();
        let told = String::from_utf8_lossy(&told.expect("ps is there").stdout).into_owned();
        told.split_whitespace().filter_map(|id| id.parse().ok()).collect()
    }
}
