//! The other addresses of the API: each gives what the core says.

use axum::http::{StatusCode, header};
use serde_json::{Value, json as value_of};

use crate::kit::{ask, ask_bytes, file, form, get, header as told, json, problem, server, value};

const RESUME: &str = "resumes/worked-example.txt";
const POSTING: &str = "postings/worked-example.txt";

fn texts() -> Value {
    value_of!({
        "resume_text": sartor_testkit::text(RESUME),
        "posting_text": sartor_testkit::text(POSTING),
        "as_of": "2026-11-21",
        "lang": "en",
    })
}

fn with(more: &Value) -> Value {
    let mut body = texts();
    for (name, value) in more.as_object().expect("an object") {
        body[name] = value.clone();
    }
    body
}

async fn answer(path: &str, body: &Value) -> Value {
    let (head, text) = ask(server(), json(path, body)).await;
    assert_eq!(head.status(), StatusCode::OK, "{path}: {text}");
    assert_eq!(told(&head, "content-type"), "application/json");
    serde_json::from_str(&text).expect("JSON")
}

#[tokio::test]
async fn a_resume_is_tailored_by_what_is_decided() {
    let path = "/api/v1/tailored-resumes";
    let whole = answer(path, &texts()).await;
    let edits = whole["plan"]["edits"].as_array().expect("edits");
    assert!(!edits.is_empty() && whole["done"].as_array().expect("ids").len() == edits.len(), "{whole}");
    assert_eq!(whole["after"], whole["plan"]["after"]);
    assert!(whole["resume"]["basics"]["name"].is_string() && whole["text"].is_string());
    let id = edits[0]["id"].as_str().expect("an id");
    let refused = answer(path, &with(&value_of!({ "refuse": [id] }))).await;
    assert!(!refused["done"].as_array().expect("ids").contains(&value_of!(id)));
    let only = answer(path, &with(&value_of!({ "accept": [id] }))).await;
    assert_eq!(only["done"], value_of!([id]));
    let unknown = ask(server(), json(path, &with(&value_of!({ "accept": ["no.such"] })))).await;
    problem(&unknown, StatusCode::UNPROCESSABLE_ENTITY, "tailoring.unknown_edit");
    let role = value_of!({ "resume_text": "Zoé Martin", "posting_text": "", "role": "backend_developer" });
    let refused = ask(server(), json(path, &role)).await;
    problem(&refused, StatusCode::BAD_REQUEST, "request.field");
}

#[tokio::test]
async fn letters_and_resumes_come_as_files() {
    for path in ["/api/v1/letters", "/api/v1/tailored-resumes"] {
        for (format, kind, begins) in [
            ("pdf", "application/pdf", "%PDF"),
            ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "PK"),
            ("text", "text/plain; charset=utf-8", ""),
            ("markdown", "text/markdown; charset=utf-8", ""),
            ("html", "text/html; charset=utf-8", "<!doctype"),
        ] {
            let (head, bytes) =
                ask_bytes(server(), json(path, &with(&value_of!({ "format": format })))).await;
            let text = String::from_utf8_lossy(&bytes);
            assert_eq!(head.status(), StatusCode::OK, "{path} {format}: {text}");
            assert_eq!(told(&head, "content-type"), kind);
            assert!(text.trim_start().starts_with(begins), "{path} {format}");
            assert!(told(&head, "content-disposition").starts_with("attachment; filename="));
            let mut request = json(path, &texts());
            request.headers_mut().insert(header::ACCEPT, kind.parse().expect("a header"));
            let (_, accepted) = ask_bytes(server(), request).await;
            assert_eq!(accepted, bytes, "{path} {format}: `Accept` asks for the same");
        }
        let wrong = ask(server(), json(path, &with(&value_of!({ "format": "odt" })))).await;
        problem(&wrong, StatusCode::BAD_REQUEST, "request.field");
    }
}

#[tokio::test]
async fn a_letter_is_as_long_as_asked() {
    let words = |letter: &Value| letter["text"].as_str().expect("a text").split_whitespace().count();
    let short = answer("/api/v1/letters", &with(&value_of!({ "length": "short" }))).await;
    let full = answer("/api/v1/letters", &with(&value_of!({ "length": "full" }))).await;
    assert!(words(&short) < words(&full), "{} {}", words(&short), words(&full));
}

#[tokio::test]
async fn an_audit_tells_findings_and_what_cannot_be_read_is_one() {
    let fields =
        [file("resume", "resumes/us-career-changer.pdf"), value("as_of", "2026-11-22"), value("lang", "fr")];
    let (head, text) = ask(server(), form("/api/v1/audits", &fields)).await;
    assert_eq!(head.status(), StatusCode::OK, "{text}");
    let audit: Value = serde_json::from_str(&text).expect("JSON");
    assert!(audit["findings"].is_array() && audit["readings"].is_object(), "both readers were asked: {text}");
    let fields = [file("resume", "damaged/scanned.pdf")];
    let (head, text) = ask(server(), form("/api/v1/audits", &fields)).await;
    assert_eq!(head.status(), StatusCode::OK);
    let audit: Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(audit["findings"][0]["code"], "readable.scanned");
    let fields = [file("resume", RESUME), value("ignore", "no.such")];
    problem(
        &ask(server(), form("/api/v1/audits", &fields)).await,
        StatusCode::UNPROCESSABLE_ENTITY,
        "audit.unknown_code",
    );
}

#[tokio::test]
async fn a_text_is_checked_against_its_resume() {
    let edited = "Je maîtrise COBOL depuis 27 ans.";
    let found = answer("/api/v1/verifications", &with(&value_of!({ "edited_text": edited }))).await;
    let findings = found["findings"].as_array().expect("findings");
    assert!(findings.iter().any(|finding| finding["text"] == "COBOL"), "{found}");
    let fields = [file("resume", RESUME), file("posting", POSTING)];
    let missing = ask(server(), form("/api/v1/verifications", &fields)).await;
    problem(&missing, StatusCode::BAD_REQUEST, "request.missing_field");
}

#[tokio::test]
async fn documents_are_extracted_and_their_skills_named() {
    let (_, text) = ask(server(), form("/api/v1/extractions", &[file("document", RESUME)])).await;
    let extracted: Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(extracted["format"], "text");
    let whole = extracted["text"].as_str().expect("a text").to_owned();
    let skills = answer("/api/v1/skills", &value_of!({ "document_text": whole })).await;
    let mentions = skills["mentions"].as_array().expect("mentions");
    assert!(!mentions.is_empty());
    for mention in mentions {
        let at = |name: &str| usize::try_from(mention[name].as_u64().expect("a place")).expect("small");
        assert_eq!(&whole[at("start")..at("end")], mention["text"].as_str().expect("a text"));
    }
    let pdf = [file("document", "resumes/fr-backend-python.pdf"), value("reader", "naive")];
    let (head, text) = ask(server(), form("/api/v1/extractions", &pdf)).await;
    assert_eq!(head.status(), StatusCode::OK, "{text}");
}

#[tokio::test]
async fn a_posting_is_understood_and_checked() {
    let (head, text) =
        ask(server(), form("/api/v1/postings", &[file("posting", "postings/us-go-backend.txt")])).await;
    assert_eq!(head.status(), StatusCode::OK, "{text}");
    let told: Value = serde_json::from_str(&text).expect("JSON");
    assert!(told["posting"]["title"].is_string() && told["lint"]["findings"].is_array(), "{text}");
}

#[tokio::test]
async fn roles_are_listed_and_told() {
    let (head, text) = ask(server(), get("/api/v1/roles?lang=fr")).await;
    assert_eq!(head.status(), StatusCode::OK);
    let roles: Value = serde_json::from_str(&text).expect("JSON");
    let backend = roles.as_array().expect("roles").iter().find(|role| role["id"] == "backend_developer");
    assert!(
        backend.is_some_and(|role| role["label"]
            .as_str()
            .is_some_and(|label| label.contains("ackend") || label.contains("back-end"))),
        "{text}"
    );
    let (head, text) = ask(server(), get("/api/v1/roles/backend_developer")).await;
    assert_eq!(head.status(), StatusCode::OK, "{text}");
    let none = ask(server(), get("/api/v1/roles/astronaut")).await;
    problem(&none, StatusCode::NOT_FOUND, "request.unknown_role");
}

#[tokio::test]
async fn a_letter_for_a_role_is_speculative() {
    let body = value_of!({
        "resume_text": sartor_testkit::text(RESUME), "role": "backend_developer", "fields": { "company": "Cartes du Sud" },
    });
    let letter = answer("/api/v1/letters", &body).await;
    assert_eq!(letter["letter"]["variant"], "speculative", "{letter}");
}

#[tokio::test]
async fn the_server_tells_how_it_is() {
    let server = server();
    let (head, body) = ask(server.clone(), get("/healthz")).await;
    assert_eq!((head.status(), body.as_str()), (StatusCode::OK, "ok\n"));
    let (head, body) = ask(server.clone(), get("/readyz")).await;
    assert_eq!((head.status(), body.as_str()), (StatusCode::OK, "ready\n"));
    let (head, body) = ask(server, get("/metrics")).await;
    assert_eq!(head.status(), StatusCode::OK);
    assert!(
        body.contains("sartor_requests_total{method=\"GET\",route=\"/healthz\",status=\"200\"} 1"),
        "{body}"
    );
}
