//! Messages to and from Chromium: JSON, each ended by a zero byte.

use std::{
    collections::VecDeque,
    fs::{File, OpenOptions},
    io::{self, BufRead, BufReader, Write},
    path::Path,
    sync::mpsc::{Receiver, RecvTimeoutError, channel},
    thread,
    time::{Duration, Instant},
};

use serde_json::{Value, json};

/// The longest wait for an answer.
const PATIENCE: Duration = Duration::from_secs(60);

#[derive(Debug)]
pub(super) struct Pipe {
    to: File,
    from: Receiver<Value>,
    events: VecDeque<Value>,
    last: u64,
}

impl Pipe {
    /// Opens both ends, in the order in which the other side does.
    pub(super) fn open(to: &Path, from: &Path) -> io::Result<Self> {
        let to = OpenOptions::new().write(true).open(to)?;
        let mut answers = BufReader::new(File::open(from)?);
        let (sender, receiver) = channel();
        thread::spawn(move || {
            let mut bytes = Vec::new();
            while answers.read_until(0, &mut bytes).is_ok_and(|count| count > 0) {
                bytes.pop();
                let Ok(message) = serde_json::from_slice(&bytes) else { break };
                if sender.send(message).is_err() {
                    break;
                }
                bytes.clear();
            }
        });
        Ok(Self { to, from: receiver, events: VecDeque::new(), last: 0 })
    }

    /// Calls a method and waits for its result.
    pub(super) fn call(
        &mut self,
        session: Option<&str>,
        method: &str,
        params: Value,
    ) -> Result<Value, String> {
        self.last += 1;
        let id = self.last;
        let mut message = json!({ "id": id, "method": method });
        if !params.is_null() {
            message["params"] = params;
        }
        if let Some(session) = session {
            message["sessionId"] = json!(session);
        }
        let sent = self.to.write_all(message.to_string().as_bytes()).and_then(|()| self.to.write_all(&[0]));
        sent.map_err(|error| format!("{method}: {error}"))?;
        let until = Instant::now() + PATIENCE;
        loop {
            let answer = self.next(until).map_err(|error| format!("{method}: {error}"))?;
            if answer["id"] == id {
                return match answer.get("error") {
                    Some(error) => Err(format!("{method}: {error}")),
                    None => Ok(answer["result"].clone()),
                };
            }
            self.events.push_back(answer);
        }
    }

    /// What has happened so far and was not yet taken.
    pub(super) fn events(&mut self) -> Vec<Value> {
        self.events.extend(self.from.try_iter());
        self.events.drain(..).collect()
    }

    fn next(&self, until: Instant) -> Result<Value, &'static str> {
        self.from.recv_timeout(until.saturating_duration_since(Instant::now())).map_err(|error| match error {
            RecvTimeoutError::Timeout => "no answer in time",
            RecvTimeoutError::Disconnected => "the browser has ended",
        })
    }
}
