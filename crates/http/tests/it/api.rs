use axum::http::{StatusCode, header};
use sartor_core::{
    Language,
    apply::{Brief, ReadResume},
};
use sartor_extract::Kind;
use sartor_http::DocumentReader;
use serde_json::{Value, json as value_of};

use crate::kit::{self, InProcess, ask, file, form, json, server, value};

/// What the core says of two fixtures, as the command line prints it.
fn expected(resume: &str, posting: &str, language: Language) -> String {
    let engine = kit::engine();
    let read = |path: &str| InProcess.read(&sartor_testkit::bytes(path), Kind::Layout).expect("readable");
    let brief = Brief::posting(&engine, &read(posting));
    let name = resume.rsplit('/').next().unwrap_or(resume);
    let report = brief.report(&engine, name, &ReadResume::new(&engine, read(resume)), kit::today(), language);
    serde_json::to_string_pretty(&report).expect("serialises") + "\n"
}

#[tokio::test]
async fn a_form_gets_the_report_of_the_core() {
    for (resume, posting) in [
        ("resumes/worked-example.txt", "postings/worked-example.txt"),
        ("resumes/fr-backend-python.pdf", "postings/fr-backend-python-nantes.md"),
    ] {
        let fields = [file("resume", resume), file("posting", posting), value("lang", "fr")];
        let (head, body) = ask(server(), form("/api/v1/matches", &fields)).await;
        assert_eq!(head.status(), StatusCode::OK, "{body}");
        assert_eq!(head.headers()[header::CONTENT_TYPE], "application/json");
        assert_eq!(body, expected(resume, posting, Language::Fr));
    }
}

#[tokio::test]
async fn pasted_texts_get_the_same_score_as_files() {
    let body = value_of!({
        "resume_text": sartor_testkit::text("resumes/worked-example.txt"),
        "posting_text": sartor_testkit::text("postings/worked-example.txt"),
        "as_of": "2026-11-21",
        "lang": "en",
    });
    let (head, body) = ask(server(), json("/api/v1/matches", &body)).await;
    assert_eq!(head.status(), StatusCode::OK, "{body}");
    let report: Value = serde_json::from_str(&body).expect("JSON");
    assert_eq!(report["fit"]["total"], 7470);
    assert_eq!(report["resume"]["document"], "resume");
    assert_eq!(report["as_of"], "2026-11-21");
}

#[tokio::test]
async fn a_role_stands_in_for_a_posting() {
    let engine = kit::engine();
    let role = &engine.lexicon().roles.first().expect("a role").id;
    let body = value_of!({ "resume_text": sartor_testkit::text("resumes/worked-example.txt"), "role": role });
    let (head, body) = ask(server(), json("/api/v1/matches", &body)).await;
    assert_eq!(head.status(), StatusCode::OK, "{body}");
    let report: Value = serde_json::from_str(&body).expect("JSON");
    assert_eq!(report["role"]["id"], role.as_str());
}

#[tokio::test]
async fn a_letter_comes_with_its_claims() {
    let pair = sartor_testkit::pairs().into_iter().find(|pair| pair.name == "worked-example").expect("there");
    let mut fields = vec![file("resume", &pair.resume), file("posting", &pair.posting)];
    fields.push(value("letter_lang", &pair.letter_language));
    let set: Vec<String> = pair.set.iter().map(|(key, value)| format!("{key}={value}")).collect();
    fields.extend(set.iter().map(|set| value("set", set)));
    let (head, body) = ask(server(), form("/api/v1/letters", &fields)).await;
    assert_eq!(head.status(), StatusCode::OK, "{body}");
    let answer: Value = serde_json::from_str(&body).expect("JSON");
    assert!(answer["text"].as_str().expect("a text").contains("PostgreSQL"), "{body}");
    assert!(answer["claims"].as_array().is_some_and(|claims| !claims.is_empty()));
    assert!(answer["markdown"].is_string() && answer["letter"].is_object() && answer["weak"].is_array());
}

#[tokio::test]
async fn a_letter_is_as_long_as_asked() {
    let pair = sartor_testkit::pairs().into_iter().find(|pair| pair.name == "us-go").expect("there");
    let mut words = Vec::new();
    for length in ["short", "full"] {
        let set: Vec<String> = pair.set.iter().map(|(key, value)| format!("{key}={value}")).collect();
        let mut fields = vec![file("resume", &pair.resume), file("posting", &pair.posting)];
        fields.push(value("letter_lang", &pair.letter_language));
        fields.push(value("length", length));
        fields.extend(set.iter().map(|set| value("set", set)));
        let (head, body) = ask(server(), form("/api/v1/letters", &fields)).await;
        assert_eq!(head.status(), StatusCode::OK, "{body}");
        let answer: Value = serde_json::from_str(&body).expect("JSON");
        words.push(answer["text"].as_str().expect("a text").split_whitespace().count());
    }
    assert!(words[0] < words[1], "{words:?}");
    let body = value_of!({ "resume_text": "Zoé Martin", "posting_text": "Rust", "length": "long" });
    let answer = ask(server(), json("/api/v1/letters", &body)).await;
    let sentence = kit::problem(&answer, StatusCode::BAD_REQUEST, "request.field");
    assert!(sentence.contains("length") && sentence.contains("standard"), "{sentence}");
}

#[tokio::test]
async fn a_field_that_no_letter_takes_is_refused() {
    let body = value_of!({ "resume_text": "Zoé Martin", "posting_text": "Rust", "fields": { "age": "30" } });
    let answer = ask(server(), json("/api/v1/letters", &body)).await;
    let sentence = kit::problem(&answer, StatusCode::BAD_REQUEST, "request.field");
    assert!(sentence.contains("age") && sentence.contains("availability"), "{sentence}");
}
