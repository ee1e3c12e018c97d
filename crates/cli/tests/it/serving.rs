//! `sartor serve` as a program: options, log, the end, a worker that is killed.

use std::{
    fs,
    io::{Read, Write},
    net::TcpStream,
    path::Path,
    thread,
    time::Duration,
};

use serde_json::{Value, json};

use super::server::Server;

fn json_request(path: &str, body: &Value) -> Vec<u8> {
    let body = body.to_string();
    let head = format!(
        "POST {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    [head.as_bytes(), body.as_bytes()].concat()
}

fn form_request(path: &str, name: &str, file: &[u8], posting: &str) -> Vec<u8> {
    let mut body =
        format!("--e\r\nContent-Disposition: form-data; name=\"resume\"; filename=\"{name}\"\r\n\r\n")
            .into_bytes();
    body.extend(file);
    let posting = format!(
        "\r\n--e\r\nContent-Disposition: form-data; name=\"posting_text\"\r\n\r\n{posting}\r\n--e--\r\n"
    );
    body.extend(posting.into_bytes());
    let head = format!(
        "POST {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: multipart/form-data; boundary=e\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    [head.into_bytes(), body].concat()
}

fn pair() -> (String, String) {
    (sartor_testkit::text("resumes/worked-example.txt"), sartor_testkit::text("postings/worked-example.txt"))
}

/// A flag goes before the environment, the environment before the file.
#[test]
fn options_come_from_flags_environment_and_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("sartor.toml");
    fs::write(&file, "listen = \"127.0.0.2:0\"\nlog = \"none\"\nbody_bytes = 100\n").expect("a file");
    let path = file.to_str().expect("text");
    let server = Server::start(&["--config", path], &[]);
    assert_eq!(server.address.ip().to_string(), "127.0.0.2", "the file");
    let (resume, posting) = pair();
    let answer = server.exchange(&json_request(
        "/api/v1/matches",
        &json!({ "resume_text": resume, "posting_text": posting }),
    ));
    assert!(answer.starts_with("HTTP/1.1 413"), "{answer}");
    let (status, log) = server.end();
    assert_eq!((status, log.as_str()), (Some(0), ""), "no log is asked for");
    let server = Server::start(&[], &[("SARTOR_CONFIG", path), ("SARTOR_LISTEN", "127.0.0.3:0")]);
    assert_eq!(server.address.ip().to_string(), "127.0.0.3", "the environment");
    server.end();
    let server = Server::start(
        &["--listen", "127.0.0.4:0"],
        &[("SARTOR_CONFIG", path), ("SARTOR_LISTEN", "127.0.0.3:0")],
    );
    assert_eq!(server.address.ip().to_string(), "127.0.0.4", "the flag");
    server.end();
    fs::write(&file, "liste = \"127.0.0.2:0\"\n").expect("a file");
    let (status, _, error) = super::run(&["serve", "--config", path]);
    assert!(status == 2 && error.contains("serve.config") && error.contains("liste"), "{error}");
}

/// The file that comes with the program holds what is built in.
#[test]
fn the_file_for_systemd_reads_and_says_what_is_built_in() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../http/deploy/sartor.toml");
    let own: toml::Table = toml::from_str(&fs::read_to_string(file).expect("a file")).expect("TOML");
    let (_, help, _) = super::run(&["serve", "--help"]);
    let help = help.split_whitespace().collect::<Vec<_>>().join(" ");
    for (key, value) in &own {
        let flag = format!("--{}", key.replace('_', "-"));
        let told = help.split(&format!("{flag} <")).nth(1).unwrap_or_default();
        let value = match value {
            toml::Value::String(text) => text.clone(),
            toml::Value::Integer(number) => number.to_string(),
            other => panic!("{key}: {other:?}"),
        };
        let wanted = format!("[default: {value}]");
        assert!(told.split(" --").next().unwrap_or_default().contains(&wanted), "{flag}: {wanted}");
    }
}

/// Attack 14: at full load, what was accepted is answered, and the status is 0.
#[test]
fn the_end_at_full_load_loses_no_answer() {
    let server = Server::start(&["--listen", "127.0.0.1:0", "--per-client", "16"], &[]);
    let (resume, posting) = pair();
    let request = json_request(
        "/api/v1/tailored-resumes",
        &json!({ "resume_text": resume, "posting_text": posting, "format": "pdf" }),
    );
    let address = server.address;
    let asked: Vec<_> = (0..24)
        .map(|_| {
            let request = request.clone();
            thread::spawn(move || {
                let mut stream = TcpStream::connect(address).ok()?;
                stream.write_all(&request).ok()?;
                let mut answer = Vec::new();
                stream.read_to_end(&mut answer).ok()?;
                Some(answer)
            })
        })
        .collect();
    thread::sleep(Duration::from_millis(500));
    let (status, log) = server.end();
    assert_eq!(status, Some(0), "{log}");
    let answers: Vec<Vec<u8>> = asked.into_iter().filter_map(|one| one.join().expect("no panic")).collect();
    for answer in answers.iter().filter(|answer| !answer.is_empty()) {
        let text = String::from_utf8_lossy(answer);
        let head = text.split("\r\n\r\n").next().unwrap_or_default();
        let length = head
            .lines()
            .find_map(|line| line.to_lowercase().strip_prefix("content-length: ").map(str::to_owned));
        let length: usize = length.and_then(|length| length.parse().ok()).unwrap_or_else(|| panic!("{head}"));
        let body = answer.len() - answer.windows(4).position(|four| four == b"\r\n\r\n").expect("a head") - 4;
        assert_eq!(body, length, "whole: {head}");
        assert!(head.starts_with("HTTP/1.1 200") || head.starts_with("HTTP/1.1 503"), "{head}");
    }
    assert!(answers.iter().any(|answer| answer.starts_with(b"HTTP/1.1 200")), "some were accepted");
}

/// Attack 14: a worker that is killed is replaced, and no request fails for it.
#[test]
fn a_worker_that_is_killed_is_replaced() {
    let server = Server::start(&["--listen", "127.0.0.1:0", "--log", "none"], &[]);
    let pdf = sartor_testkit::bytes("resumes/fr-backend-python.pdf");
    let request = form_request("/api/v1/matches", "cv.pdf", &pdf, "Python, PostgreSQL");
    assert!(server.exchange(&request).starts_with("HTTP/1.1 200"));
    let workers = server.children();
    assert!(!workers.is_empty(), "files are read in children");
    for worker in workers {
        server.signal("KILL", worker);
    }
    for _ in 0..3 {
        let answer = server.exchange(&request);
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    }
    assert_eq!(server.end().0, Some(0));
}

/// The way of a recruiter with the same person, on this machine.
fn recruit(server: &Server, resume: &str, posting: &str) {
    let own = |request: Vec<u8>| {
        let request = String::from_utf8(request).expect("UTF-8").replacen("Host: x", "Host: localhost", 1);
        server.exchange(request.as_bytes())
    };
    let get =
        |path: &str| own(format!("GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").into_bytes());
    let body = |answer: &str| -> Value {
        serde_json::from_str(answer.split("\r\n\r\n").nth(1).unwrap_or_default()).unwrap_or_default()
    };
    let title = "Perchoir, pour Canarine";
    let made = own(json_request("/api/v1/openings", &json!({ "posting_text": posting, "title": title })));
    let id = body(&made)["id"].as_str().unwrap_or_else(|| panic!("{made}")).to_owned();
    let applicants = format!("/api/v1/openings/{id}/applicants");
    for (name, text) in [
        ("Canarine Oiseau-Bleu.txt", resume),
        ("Oiseau-Bleu.pdf", resume),
        ("Canarine.pdf", "%PDF-1.7 volière"),
    ] {
        let part = format!(
            "--e\r\nContent-Disposition: form-data; name=\"resumes\"; filename=\"{name}\"\r\n\r\n{text}\r\n--e--\r\n"
        );
        let sent = format!(
            "POST {applicants} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: multipart/form-data; boundary=e\r\nContent-Length: {}\r\n\r\n{part}",
            part.len()
        );
        own(sent.into_bytes());
    }
    let matrix = body(&get(&applicants));
    let one = matrix["applicants"][0]["id"].as_str().expect("an applicant").to_owned();
    assert_eq!(matrix["applicants"][0]["name"], "Canarine Oiseau-Bleu", "{matrix}");
    for page in ["", "?view=blind", "/log", "/files/matrix.csv", "/compare"] {
        get(&format!("/openings/{id}{page}"));
    }
    get(&format!("/openings/{id}/applicants/{one}"));
    own(json_request("/api/v1/session", &json!({ "name": "Canarine", "password": "Oiseau-Bleu" })));
    own(format!("DELETE {applicants}/{one} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").into_bytes());
}

/// Attack 16: nothing of a person is in any line of log, whatever becomes of the request.
#[test]
fn the_log_holds_nothing_of_a_person() {
    let server = Server::start(&["--listen", "127.0.0.1:0"], &[]);
    let canaries = ["Canarine", "Oiseau-Bleu", "canarine@example.org", "Perchoir", "volière"];
    let resume = "Canarine Oiseau-Bleu\ncanarine@example.org\n12 rue du Perchoir, Lyon\nCompétences\nPython, volière\n";
    let posting = "Développeur Python chez Perchoir SA\nPython exigé. canarine@example.org";
    let page =
        server.exchange(&form_request("/reports", "Canarine Oiseau-Bleu.txt", resume.as_bytes(), posting));
    assert!(page.starts_with("HTTP/1.1 303"), "{page}");
    let place = page.lines().find_map(|line| line.strip_prefix("location: ")).expect("an address").to_owned();
    assert!(server.get(&place).starts_with("HTTP/1.1 200"));
    let id = place.split(['/', '?']).nth(2).expect("an id").to_owned();
    for file in ["letter.txt", "resume.pdf", "resume.docx", "report.json"] {
        server.get(&format!("/reports/{id}/files/{file}"));
    }
    let damaged = sartor_testkit::bytes("damaged/damaged.pdf");
    server.exchange(&form_request("/api/v1/matches", "Canarine.pdf", &damaged, posting));
    server.exchange(&form_request("/api/v1/audits", "Canarine.exe", resume.as_bytes(), posting));
    server.exchange(&json_request("/api/v1/letters", &json!({ "resume_text": resume, "role": "Canarine" })));
    server.exchange(&json_request("/api/v1/letters", &json!({ "Canarine": resume })));
    server.get("/Canarine?name=Oiseau-Bleu");
    server.exchange(b"GET /healthz HTTP/1.1\r\nHost: x\r\nX-Request-Id: Canarine-Oiseau-Bleu\r\nConnection: close\r\n\r\n");
    recruit(&server, resume, posting);
    let metrics = server.get("/metrics");
    let (status, log) = server.end();
    assert_eq!(status, Some(0));
    let lines: Vec<Value> =
        log.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|_| panic!("{line}"))).collect();
    assert!(
        lines.len() >= 12
            && ["/reports/{id}", "/openings/{id}", "/openings/{id}/applicants/{applicant}"]
                .iter()
                .all(|route| lines.iter().any(|line| line["route"] == *route && line["status"] == 200)),
        "{log}"
    );
    for canary in canaries.iter().copied().chain([id.as_str(), "127.0.0.1"]) {
        assert!(!log.contains(canary) && !metrics.contains(canary), "{canary}: {log}");
    }
}
