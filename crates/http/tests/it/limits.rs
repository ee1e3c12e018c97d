//! Each limit under, at and over its value; what stands here by name stands in `Limits` and in README.

use std::time::Duration;

use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use sartor_http::{Config, Limits};
use serde_json::json as value_of;

use crate::kit::{Field, InProcess, Slow, ask, form, json, limited, problem, server_with, value};

const MATCHES: &str = "/api/v1/matches";
const TOO_LARGE: StatusCode = StatusCode::PAYLOAD_TOO_LARGE;

/// Two files for the reader: a text that is pasted goes past it.
fn files() -> [Field<'static>; 2] {
    [("resume", Some("a.txt"), "Zoé Martin".into()), ("posting", Some("b.txt"), "Python".into())]
}

#[tokio::test]
async fn fields_of_a_form() {
    let server = server_with(limited(Limits { fields: 5, ..Limits::default() }), InProcess);
    for (count, fits) in [(4, true), (5, true), (6, false)] {
        let mut fields = vec![value("resume_text", "Zoé Martin"), value("posting_text", "Python")];
        fields.extend((2..count).map(|_| value("ignore", "dates.gap")));
        let answer = ask(server.clone(), form("/api/v1/audits", &fields)).await;
        if fits {
            assert_eq!(answer.0.status(), StatusCode::OK, "{count}: {}", answer.1);
        } else {
            problem(&answer, TOO_LARGE, "request.too_many_fields");
        }
    }
}

#[tokio::test]
async fn bytes_of_a_short_field() {
    let server = server_with(limited(Limits { short_bytes: 16, ..Limits::default() }), InProcess);
    for (length, code) in [(15, "request.unknown_role"), (16, "request.unknown_role"), (17, "request.field")]
    {
        let role = "r".repeat(length);
        let status = if length > 16 { StatusCode::BAD_REQUEST } else { StatusCode::NOT_FOUND };
        let fields = [value("resume_text", "Zoé Martin"), value("role", &role)];
        problem(&ask(server.clone(), form(MATCHES, &fields)).await, status, code);
        let body = value_of!({ "resume_text": "Zoé Martin", "role": role });
        problem(&ask(server.clone(), json(MATCHES, &body)).await, status, code);
    }
}

#[tokio::test]
async fn bytes_of_an_edited_letter() {
    let server = server_with(limited(Limits { letter_bytes: 64, ..Limits::default() }), InProcess);
    let fields = [
        value("resume_text", &sartor_testkit::text("resumes/worked-example.txt")),
        value("posting_text", &sartor_testkit::text("postings/worked-example.txt")),
    ];
    let (head, _) = ask(server.clone(), form("/reports", &fields)).await;
    let place = crate::kit::header(&head, "location").split('?').next().unwrap_or_default().to_owned();
    for (length, status) in [(63, StatusCode::OK), (64, StatusCode::OK), (65, TOO_LARGE), (10_000, TOO_LARGE)]
    {
        let request = Request::post(format!("{place}/letter"))
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("hx-request", "true")
            .body(Body::from(format!("body={}", "a".repeat(length))));
        let (head, text) = ask(server.clone(), request.expect("a request")).await;
        assert_eq!(head.status(), status, "{length}: {text}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn requests_worked_on_at_once() {
    let limits = Limits { concurrent: 2, ..Limits::default() };
    let server = server_with(limited(limits), Slow(Duration::from_millis(400)));
    for (count, told) in [(1, 0), (2, 0), (3, 1)] {
        let asked: Vec<_> =
            (0..count).map(|_| tokio::spawn(ask(server.clone(), form(MATCHES, &files())))).collect();
        let mut full = 0;
        for answer in asked {
            let answer = answer.await.expect("no panic");
            if answer.0.status() != StatusCode::OK {
                problem(&answer, StatusCode::SERVICE_UNAVAILABLE, "request.full");
                assert_eq!(crate::kit::header(&answer.0, "retry-after"), "2");
                full += 1;
            }
        }
        assert_eq!(full, told, "{count} at once");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn requests_of_one_client() {
    let limits = Limits { per_client: 1, ..Limits::default() };
    let config = Config { client_header: Some(header::FORWARDED), ..limited(limits) };
    let server = server_with(config, Slow(Duration::from_millis(400)));
    let ask_as = |client: &'static str| {
        let mut request = form(MATCHES, &files());
        request.headers_mut().insert(header::FORWARDED, client.parse().expect("a header"));
        tokio::spawn(ask(server.clone(), request))
    };
    let all = [ask_as("10.0.0.1"), ask_as("10.0.0.2"), ask_as("9.9.9.9, 10.0.0.1")];
    let mut statuses = Vec::new();
    for answer in all {
        statuses.push(answer.await.expect("no panic"));
    }
    let full: Vec<_> = statuses.iter().filter(|answer| answer.0.status() != StatusCode::OK).collect();
    assert_eq!(full.len(), 1, "the second of the same client");
    problem(full[0], StatusCode::TOO_MANY_REQUESTS, "request.client_full");
    assert_eq!(crate::kit::header(&full[0].0, "retry-after"), "2");
    assert_eq!(
        ask_as("10.0.0.1").await.expect("no panic").0.status(),
        StatusCode::OK,
        "its place is free again"
    );
}

#[tokio::test]
async fn the_time_for_an_answer() {
    for (work, fits) in [(10, true), (2_500, false)] {
        let limits = Limits { work_time: Duration::from_millis(3_000), ..Limits::default() };
        let server = server_with(limited(limits), Slow(Duration::from_millis(work)));
        let answer = ask(server, form(MATCHES, &files())).await;
        if fits {
            assert_eq!(answer.0.status(), StatusCode::OK);
        } else {
            problem(&answer, StatusCode::GATEWAY_TIMEOUT, "request.deadline");
        }
    }
}
