//! A server to ask, and requests to ask it.

use std::{
    sync::{Arc, OnceLock},
    time::Duration,
};

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Request, Response, StatusCode, header},
};
use jiff::civil::{Date, date};
use sartor_core::{apply::Engine, document::Document};
use sartor_extract::{Kind, Limits as ReadLimits, ReadError, read_in_process};
use sartor_http::{Config, DocumentReader, Limits, Services, router};
use sartor_store::{Place, Store};
use serde_json::Value;
use tower::ServiceExt;

/// Reads our own fixtures, which are trusted, without a child process.
pub(crate) struct InProcess;

impl DocumentReader for InProcess {
    fn read(&self, bytes: &[u8], kind: Kind) -> Result<Document, ReadError> {
        read_in_process(bytes, &ReadLimits::default(), kind)
    }
}

/// Takes its time.
pub(crate) struct Slow(pub(crate) Duration);

impl DocumentReader for Slow {
    fn read(&self, bytes: &[u8], kind: Kind) -> Result<Document, ReadError> {
        std::thread::sleep(self.0);
        InProcess.read(bytes, kind)
    }
}

pub(crate) fn today() -> Date {
    date(2026, 11, 21)
}

pub(crate) fn engine() -> Arc<Engine> {
    static ENGINE: OnceLock<Arc<Engine>> = OnceLock::new();
    Arc::clone(ENGINE.get_or_init(|| Arc::new(sartor_lexicon::engine())))
}

pub(crate) fn services(reader: impl DocumentReader) -> Services {
    Services::new(engine(), Arc::new(reader), Arc::new(today)).expect("the rules and words read")
}

/// A configuration with other limits.
pub(crate) fn limited(limits: Limits) -> Config {
    Config { limits, ..Config::default() }
}

pub(crate) fn server_with(config: Config, reader: impl DocumentReader) -> Router {
    router(config, services(reader)).expect("the pages parse")
}

/// A store of its own in memory, and a server on it; the store is for looking behind the pages.
pub(crate) async fn recruiting() -> (Router, Store) {
    let store = Store::open(&Place::Memory).await.expect("memory is there");
    let services = services(InProcess).with_store(store.clone());
    (router(Config::default(), services).expect("the pages parse"), store)
}

pub(crate) fn server() -> Router {
    server_with(Config::default(), InProcess)
}

pub(crate) async fn ask(server: Router, request: Request<Body>) -> (Response<()>, String) {
    let (head, bytes) = ask_bytes(server, request).await;
    (head, String::from_utf8(bytes).expect("UTF-8"))
}

pub(crate) async fn ask_bytes(server: Router, request: Request<Body>) -> (Response<()>, Vec<u8>) {
    let (head, body) = server.oneshot(request).await.expect("the router does not fail").into_parts();
    let bytes = to_bytes(body, usize::MAX).await.expect("the body is whole");
    (Response::from_parts(head, ()), bytes.to_vec())
}

/// A header as text; empty where there is none.
pub(crate) fn header<'a>(head: &'a Response<()>, name: &str) -> &'a str {
    head.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

pub(crate) fn get(path: &str) -> Request<Body> {
    Request::get(path).body(Body::empty()).expect("a request")
}

pub(crate) fn json(path: &str, body: &Value) -> Request<Body> {
    Request::post(path)
        .header(header::CONTENT_TYPE, "application/json")
        .body(Body::from(body.to_string()))
        .expect("a request")
}

/// A field of a form: name, file name, bytes.
pub(crate) type Field<'a> = (&'a str, Option<&'a str>, Vec<u8>);

pub(crate) fn form(path: &str, fields: &[Field<'_>]) -> Request<Body> {
    let mut body = Vec::new();
    for (name, file, bytes) in fields {
        let file = file.map_or_else(String::new, |file| format!("; filename=\"{file}\""));
        let head = format!("--edge\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\r\n");
        body.extend(head.into_bytes());
        body.extend(bytes);
        body.extend(b"\r\n");
    }
    body.extend(b"--edge--\r\n");
    Request::post(path)
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=edge")
        .body(Body::from(body))
        .expect("a request")
}

/// A short value of a form.
pub(crate) fn value<'a>(name: &'a str, value: &str) -> Field<'a> {
    (name, None, value.as_bytes().to_vec())
}

/// A fixture as a file of a form.
pub(crate) fn file<'a>(name: &'a str, path: &'a str) -> Field<'a> {
    (name, Some(path.rsplit('/').next().unwrap_or(path)), sartor_testkit::bytes(path))
}

/// Checks a problem and gives its sentence.
pub(crate) fn problem(answer: &(Response<()>, String), status: StatusCode, code: &str) -> String {
    let (head, body) = answer;
    assert_eq!(head.status(), status, "{body}");
    assert_eq!(head.headers()[header::CONTENT_TYPE], "application/problem+json");
    let problem: Value = serde_json::from_str(body).expect("JSON");
    assert_eq!(problem["code"], code);
    assert_eq!(problem["status"], status.as_u16());
    assert!(problem["title"].is_string() && problem["type"].is_string());
    problem["detail"].as_str().expect("a sentence").to_owned()
}
