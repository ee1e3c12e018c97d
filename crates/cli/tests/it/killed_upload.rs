//! A server that is killed while resumes arrive: what it acknowledged is there, once, and the same files sent again complete it.

use std::{
    collections::BTreeSet,
    io::{BufRead, BufReader, Read, Write},
    net::{SocketAddr, TcpStream},
    sync::mpsc,
    thread,
    time::Duration,
};

use sartor_testkit::{Generator, Tongue};
use serde_json::{Value, json};

use super::server::Server;

const FILES: usize = 200;
const ROUNDS: u64 = 4;
const POSTING: &str =
    "Développeur back-end (H/F)\n\nPROFIL RECHERCHÉ\n- Python exigé\n- PostgreSQL exigé\n- Docker exigé\n";

#[test]
fn what_was_acknowledged_is_there_once_however_often_the_server_is_killed() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("data");
    let data = data.to_str().expect("text");
    let start = || Server::start(&["--listen", "127.0.0.1:0", "--log", "none", "--data", data], &[]);
    let files = resumes();
    let mut server = start();
    let opening = sent(
        server.address,
        &post(
            "/api/v1/openings",
            "application/json",
            json!({ "posting_text": POSTING }).to_string().as_bytes(),
        ),
    );
    let opening = opening["id"].as_str().expect("an id").to_owned();
    let mut moment = Generator::new(2026);
    let (mut there, mut cut_short) = (BTreeSet::new(), 0);
    for round in 0..ROUNDS {
        // A moment that depends on the seed: so many files, then some milliseconds.
        let (wanted, pause) = (1 + moment.below(FILES * 3 / 4), moment.below(60) as u64);
        let last = killed_while_sending(server, &opening, &files, wanted, Duration::from_millis(pause));
        let (done, known) = (count(&last, "done"), count(&last, "known"));
        assert!(done >= wanted && known <= there.len(), "round {round}: {last}");
        cut_short += usize::from(done < FILES);
        server = start();
        let now = applicants(server.address, &opening, &files);
        assert!(now.is_superset(&there), "round {round}: what was there is there");
        // Of what was kept and whose acknowledgement was lost there can be no more than is worked on at once.
        let least = there.len().max(there.len() + done - known);
        assert!(
            now.len() >= least && now.len() >= done,
            "round {round}: {} of {least} acknowledged: {last}",
            now.len()
        );
        assert!(now.len() <= least + 2, "round {round}: {} of {least} acknowledged", now.len());
        there = now;
    }
    assert!(cut_short >= 3, "most uploads were cut short: {cut_short}");
    assert!(there.len() < FILES, "something is left to send");
    let page = server.get_here(&format!("/openings/{opening}?lang=en"));
    assert!(page.contains("did not come to an end"), "the page tells of uploads that were cut short");
    for known in [there.len(), FILES] {
        let (kind, body) = form(&files);
        let tally =
            sent(server.address, &post(&format!("/api/v1/openings/{opening}/applicants"), &kind, &body));
        assert_eq!((count(&tally, "done"), count(&tally, "known")), (FILES, known), "{tally}");
        assert_eq!((&tally["ended"], &tally["failures"]), (&json!(true), &json!([])), "{tally}");
        assert_eq!(applicants(server.address, &opening, &files).len(), FILES, "each once");
    }
    assert_eq!(server.end().0, Some(0));
}

/// Names and bytes of made resumes; no two are alike.
fn resumes() -> Vec<(String, String)> {
    let skills = ["Python", "PostgreSQL", "Docker", "Redis", "Java", "Go", "Kafka"];
    let one = |at: usize| {
        let own: Vec<&str> =
            skills.iter().cycle().skip(at % skills.len()).take(1 + at % 5).copied().collect();
        let text = Generator::new(at as u64).resume(Tongue::Fr, &own, 1_200);
        (format!("cv-{at:03}.txt"), text)
    };
    let files: Vec<_> = (0..FILES).map(one).collect();
    assert_eq!(files.iter().map(|(_, text)| text).collect::<BTreeSet<_>>().len(), FILES, "no two are alike");
    files
}

/// Announces an upload, sends it, and kills the server once so many files were acknowledged; the last that was heard.
fn killed_while_sending(
    server: Server,
    opening: &str,
    files: &[(String, String)],
    wanted: usize,
    pause: Duration,
) -> Value {
    let address = server.address;
    let page = server.get_here(&format!("/openings/{opening}"));
    let csrf =
        page.split("name=\"csrf\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a form");
    let announced = format!("csrf={csrf}&expected={FILES}");
    let path = format!("/openings/{opening}/uploads");
    let announced = sent(address, &post(&path, "application/x-www-form-urlencoded", announced.as_bytes()));
    let upload = announced["upload"].as_str().expect("an id");
    let (told, heard) = mpsc::channel();
    let events = announced["events"].as_str().expect("an address").to_owned();
    let listening = thread::spawn(move || listen(address, &events, &told));
    let (kind, body) = form(files);
    let request = post(&format!("/api/v1/openings/{opening}/applicants?upload={upload}"), &kind, &body);
    let sending = thread::spawn(move || {
        // It is cut off halfway: what it hears does not matter.
        let mut stream = TcpStream::connect(address).expect("it listens");
        let _ = stream.write_all(&request).and_then(|()| stream.read_to_end(&mut Vec::new()));
    });
    let mut last = Value::Null;
    while count(&last, "done") < wanted {
        last = heard.recv_timeout(Duration::from_secs(60)).expect("files are acknowledged");
        assert_eq!(count(&last, "expected"), FILES, "{last}");
    }
    thread::sleep(pause);
    server.kill();
    listening.join().expect("no panic");
    sending.join().expect("no panic");
    // What was said before the end counts, though it was heard after.
    heard.try_iter().last().unwrap_or(last)
}

/// Tells each event until the server is gone.
fn listen(address: SocketAddr, path: &str, told: &mpsc::Sender<Value>) {
    let mut stream = TcpStream::connect(address).expect("it listens");
    let head = format!("GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n");
    stream.write_all(head.as_bytes()).expect("it reads");
    for line in BufReader::new(stream).lines().map_while(Result::ok) {
        // The last line may be cut.
        let event = line.strip_prefix("data: ").and_then(|event| serde_json::from_str(event).ok());
        if event.is_some_and(|event| told.send(event).is_err()) {
            return;
        }
    }
}

/// The files that applied; each once, each known, and all of them read.
fn applicants(address: SocketAddr, opening: &str, files: &[(String, String)]) -> BTreeSet<String> {
    let head = format!(
        "GET /api/v1/openings/{opening}/applicants HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    );
    let matrix = sent(address, head.as_bytes());
    assert_eq!(matrix["unread"], json!([]));
    let rows = matrix["applicants"].as_array().expect("a list");
    let text = |row: &Value, key: &str| row[key].as_str().expect("a text").to_owned();
    let names: BTreeSet<String> = rows.iter().map(|row| text(row, "document")).collect();
    let ids: BTreeSet<String> = rows.iter().map(|row| text(row, "id")).collect();
    assert_eq!((names.len(), ids.len()), (rows.len(), rows.len()), "nothing stands twice");
    assert!(
        names.iter().all(|name| files.iter().any(|(own, _)| own == name)),
        "and nothing that was not sent"
    );
    names
}

fn count(tally: &Value, key: &str) -> usize {
    usize::try_from(tally[key].as_u64().unwrap_or(0)).expect("small")
}

/// The type and the body of a form with all files.
fn form(files: &[(String, String)]) -> (String, Vec<u8>) {
    let mut body = String::new();
    for (name, text) in files {
        body += &format!(
            "--e\r\nContent-Disposition: form-data; name=\"resumes\"; filename=\"{name}\"\r\n\r\n{text}\r\n"
        );
    }
    ("multipart/form-data; boundary=e".to_owned(), (body + "--e--\r\n").into_bytes())
}

fn post(path: &str, kind: &str, body: &[u8]) -> Vec<u8> {
    let head = format!(
        "POST {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    [head.as_bytes(), body].concat()
}

/// Sends a request, which must succeed: the JSON of the answer.
fn sent(address: SocketAddr, request: &[u8]) -> Value {
    let mut stream = TcpStream::connect(address).expect("it listens");
    stream.set_read_timeout(Some(Duration::from_secs(120))).expect("a limit of the test");
    stream.write_all(request).expect("it reads");
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).expect("it answers");
    let answer = String::from_utf8(answer).expect("UTF-8");
    let (head, body) = answer.split_once("\r\n\r\n").expect("a head");
    assert!(head.starts_with("HTTP/1.1 2"), "{answer}");
    serde_json::from_str(body).unwrap_or_else(|error| panic!("{error}: {body}"))
}
