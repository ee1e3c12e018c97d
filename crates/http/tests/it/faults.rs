use std::time::Duration;

use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use sartor_http::Limits;
use serde_json::json as value_of;

use crate::kit::{self, InProcess, Slow, ask, file, form, get, json, problem, server, server_with, value};

const MATCHES: &str = "/api/v1/matches";

#[tokio::test]
async fn unreadable_files_are_refused_with_their_code() {
    for (path, status, code) in [
        ("damaged/damaged.pdf", StatusCode::UNPROCESSABLE_ENTITY, "input.damaged"),
        ("damaged/encrypted.pdf", StatusCode::UNPROCESSABLE_ENTITY, "input.encrypted"),
        ("damaged/scanned.pdf", StatusCode::UNPROCESSABLE_ENTITY, "input.scanned"),
        ("damaged/empty.pdf", StatusCode::UNPROCESSABLE_ENTITY, "input.empty"),
        ("damaged/photo.png", StatusCode::UNSUPPORTED_MEDIA_TYPE, "input.unknown_type"),
        ("damaged/old.doc", StatusCode::UNSUPPORTED_MEDIA_TYPE, "input.unknown_type"),
    ] {
        let fields = [file("resume", path), value("posting_text", "Rust"), value("lang", "fr")];
        let answer = ask(server(), form(MATCHES, &fields)).await;
        let sentence = problem(&answer, status, code);
        assert!(sentence.starts_with("CV : "), "{path}: {sentence}");
    }
}

#[tokio::test]
async fn a_name_that_lies_is_refused() {
    let fields = [("resume", Some("cv.pdf"), b"Zo\xc3\xa9 Martin".to_vec()), value("posting_text", "Rust")];
    let answer = ask(server(), form(MATCHES, &fields)).await;
    problem(&answer, StatusCode::UNSUPPORTED_MEDIA_TYPE, "input.type_mismatch");
}

#[tokio::test]
async fn wrong_fields_are_named_in_the_language_asked() {
    let french = |body: Body| {
        Request::post(MATCHES)
            .header(header::CONTENT_TYPE, "application/json")
            .header(header::ACCEPT_LANGUAGE, "fr-FR,fr;q=0.9,en;q=0.5")
            .body(body)
            .expect("a request")
    };
    let answer = ask(server(), french(Body::from("{\"resume_text\": \"Zoé\"}"))).await;
    let sentence = problem(&answer, StatusCode::BAD_REQUEST, "request.missing_field");
    assert_eq!(sentence, "Le champ « posting » manque ; ajoutez-le.");
    let answer = ask(server(), french(Body::from("{"))).await;
    problem(&answer, StatusCode::BAD_REQUEST, "request.malformed");
    let body = value_of!({ "resume_text": "Zoé", "posting_text": "Rust", "as_of": "tomorrow" });
    let answer = ask(server(), json(MATCHES, &body)).await;
    assert!(problem(&answer, StatusCode::BAD_REQUEST, "request.field").contains("YYYY-MM-DD"));
    let body = value_of!({ "resume_text": "Zoé", "role": "astronaut" });
    let answer = ask(server(), json(MATCHES, &body)).await;
    problem(&answer, StatusCode::NOT_FOUND, "request.unknown_role");
}

#[tokio::test]
async fn a_body_over_the_limit_is_refused_and_one_at_it_is_not() {
    let body = value_of!({ "resume_text": "Zoé Martin", "posting_text": "Rust" }).to_string();
    let request = || {
        Request::post(MATCHES)
            .header(header::CONTENT_TYPE, "application/json")
            .body(Body::from(body.clone()))
            .expect("a request")
    };
    let limited =
        |body_bytes| server_with(kit::limited(Limits { body_bytes, ..Limits::default() }), InProcess);
    let answer = ask(limited(body.len() - 1), request()).await;
    problem(&answer, StatusCode::PAYLOAD_TOO_LARGE, "request.too_large");
    let (head, _) = ask(limited(body.len()), request()).await;
    assert_eq!(head.status(), StatusCode::OK);
    let fields = [("resume", Some("cv.txt"), vec![b'a'; 4096]), value("posting_text", "Rust")];
    let answer = ask(limited(2048), form(MATCHES, &fields)).await;
    problem(&answer, StatusCode::PAYLOAD_TOO_LARGE, "request.too_large");
}

#[tokio::test]
async fn other_types_of_body_are_refused() {
    let request = Request::post(MATCHES).header(header::CONTENT_TYPE, "text/plain").body(Body::from("Zoé"));
    let answer = ask(server(), request.expect("a request")).await;
    problem(&answer, StatusCode::UNSUPPORTED_MEDIA_TYPE, "request.media_type");
    let fields: Vec<_> = (0..100).map(|_| value("set", "city=Lyon")).collect();
    let answer = ask(server(), form("/api/v1/letters", &fields)).await;
    problem(&answer, StatusCode::PAYLOAD_TOO_LARGE, "request.too_many_fields");
}

#[tokio::test]
async fn slow_work_is_cut_and_holds_its_place() {
    let limits = Limits { work_time: Duration::from_millis(50), concurrent: 1, ..Limits::default() };
    let server = server_with(kit::limited(limits), Slow(Duration::from_millis(600)));
    let body = value_of!({ "resume_text": "<html><p>Zoé Martin</p></html>", "posting_text": "Rust" });
    let answer = ask(server.clone(), json(MATCHES, &body)).await;
    problem(&answer, StatusCode::GATEWAY_TIMEOUT, "request.deadline");
    let answer = ask(server.clone(), json(MATCHES, &body)).await;
    problem(&answer, StatusCode::SERVICE_UNAVAILABLE, "request.full");
    assert!(answer.0.headers().contains_key(header::RETRY_AFTER));
    // What needs no place is still answered.
    assert_eq!(ask(server, get("/healthz")).await.0.status(), StatusCode::OK);
}

#[tokio::test]
async fn unknown_addresses_and_methods_are_problems_too() {
    problem(&ask(server(), get("/nowhere?lang=fr")).await, StatusCode::NOT_FOUND, "request.not_found");
    problem(&ask(server(), get(MATCHES)).await, StatusCode::METHOD_NOT_ALLOWED, "request.method");
}
