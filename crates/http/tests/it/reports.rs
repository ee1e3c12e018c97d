//! The way of an applicant without scripts: give, read, decide, take along, forget.

use std::{
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use axum::{
    Router,
    body::Body,
    http::{Request, StatusCode, header},
};
use sartor_http::{Config, Limits, router};

use crate::kit::{
    InProcess, ask, ask_bytes, file, form, get, header as told, limited, server, server_with, services, value,
};

/// Gives the worked example and tells the address of its report.
async fn given(server: &Router, language: &str) -> String {
    // As a browser sends it: the fields left alone come empty.
    let fields = [
        value("lang", language),
        file("resume", "resumes/worked-example.txt"),
        value("resume_text", ""),
        ("posting", Some(""), Vec::new()),
        ("posting_text", None, sartor_testkit::bytes("postings/worked-example.txt")),
        value("role", ""),
        value("as_of", "2026-11-21"),
    ];
    let (head, page) = ask(server.clone(), form("/reports", &fields)).await;
    assert_eq!(head.status(), StatusCode::SEE_OTHER, "{page}");
    let place = told(&head, "location");
    let id = place.strip_prefix("/reports/").and_then(|rest| rest.split('?').next()).expect("an id");
    assert!(id.len() == 32 && id.bytes().all(|byte| byte.is_ascii_hexdigit()), "{id}");
    assert!(place.ends_with(&format!("?lang={language}")), "{place}");
    format!("/reports/{id}")
}

fn post(path: &str, body: &str) -> Request<Body> {
    Request::post(path)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(body.to_owned()))
        .expect("a request")
}

fn between<'a>(page: &'a str, from: &str, to: &str) -> &'a str {
    let rest = page.split_once(from).map_or("", |(_, rest)| rest);
    rest.split_once(to).map_or("", |(own, _)| own)
}

#[tokio::test]
async fn the_report_shows_all_that_an_applicant_needs() {
    let server = server();
    let place = given(&server, "fr").await;
    let (head, page) = ask(server.clone(), get(&format!("{place}?lang=fr"))).await;
    assert_eq!(head.status(), StatusCode::OK, "{page}");
    assert_eq!(told(&head, "cache-control"), "no-store");
    for part in [
        "74,70",
        "PostgreSQL",
        "id=\"reading\"",
        "id=\"texts\"",
        "id=\"missing\"",
        "id=\"audit\"",
        "id=\"edits\"",
        "id=\"letter\"",
        "id=\"downloads\"",
        "<textarea id=\"body\"",
        "Oublier maintenant",
    ] {
        assert!(page.contains(part), "{part}\n{page}");
    }
    assert!(!page.contains("<style") && !page.contains(" style=") && !page.contains("undefined"));
    let (_, english) = ask(server, get(&format!("{place}?lang=en"))).await;
    assert!(
        english.contains("74.70") && english.contains("Forget now") && english.contains("<html lang=\"en\">")
    );
}

#[tokio::test]
async fn edits_are_accepted_and_refused_and_the_score_follows() {
    let server = server();
    let place = given(&server, "en").await;
    let (_, page) = ask(server.clone(), get(&place)).await;
    let before = between(&page, "Fit <span class=\"was\">", "</p>").to_owned();
    assert!(page.contains(" checked"), "{page}");
    let (head, _) = ask(server.clone(), post(&format!("{place}/edits?lang=en"), "")).await;
    assert_eq!(head.status(), StatusCode::SEE_OTHER);
    assert_eq!(told(&head, "location"), format!("{place}?lang=en#edits"));
    let (_, none) = ask(server.clone(), get(&place)).await;
    assert!(!none.contains(" checked"));
    assert_ne!(between(&none, "Fit <span class=\"was\">", "</p>"), before, "the score follows");
    // A script gets the part that moved.
    let id = between(&page, "name=\"accept\" value=\"", "\"");
    let mut request = post(&format!("{place}/edits?lang=en"), &format!("accept={id}"));
    request.headers_mut().insert("hx-request", "true".parse().expect("a header"));
    let (head, part) = ask(server, request).await;
    assert_eq!(head.status(), StatusCode::OK);
    assert!(part.starts_with("<div id=\"outcome\"") && !part.contains("<html"), "{part}");
}

#[tokio::test]
async fn the_letter_is_checked_and_kept() {
    let server = server();
    let place = given(&server, "fr").await;
    let facts = "reason=J%27utilise+vos+cartes.&availability=en+mars&length=short";
    let (head, _) = ask(server.clone(), post(&format!("{place}/letter/facts?lang=fr"), facts)).await;
    assert_eq!(head.status(), StatusCode::SEE_OTHER);
    let (_, page) = ask(server.clone(), get(&format!("{place}?lang=fr"))).await;
    assert!(page.contains("utilise vos cartes"), "{page}");
    let mut request =
        post(&format!("{place}/letter?lang=fr"), "body=Je+ma%C3%AEtrise+Kubernetes+et+COBOL+depuis+30+ans.");
    request.headers_mut().insert("hx-request", "true".parse().expect("a header"));
    let (_, part) = ask(server.clone(), request).await;
    assert!(part.contains("verify.") && part.contains("COBOL"), "{part}");
    let (head, text) = ask(server, get(&format!("{place}/files/letter.txt"))).await;
    assert!(text.contains("COBOL"), "the edited letter is the one that is taken along: {text}");
    assert!(told(&head, "content-disposition").starts_with("attachment; filename=\""));
}

#[tokio::test]
async fn files_are_attachments_that_no_browser_guesses() {
    let server = server();
    let place = given(&server, "en").await;
    for (name, kind, begins) in [
        ("letter.pdf", "application/pdf", "%PDF-"),
        ("letter.docx", "application/vnd.openxml", "PK"),
        ("letter.txt", "text/plain", ""),
        ("resume.pdf", "application/pdf", "%PDF-"),
        ("resume.docx", "application/vnd.openxml", "PK"),
        ("resume.txt", "text/plain", ""),
        ("resume.json", "application/json", "{"),
        ("report.html", "text/html", "<!doctype"),
        ("report.json", "application/json", "{"),
    ] {
        let (head, bytes) = ask_bytes(server.clone(), get(&format!("{place}/files/{name}"))).await;
        assert_eq!(head.status(), StatusCode::OK, "{name}: {}", String::from_utf8_lossy(&bytes));
        assert!(told(&head, "content-type").starts_with(kind), "{name}");
        let text = String::from_utf8_lossy(&bytes);
        assert!(text.trim_start().starts_with(begins), "{name}: {}", &text[..text.len().min(80)]);
        let ending = name.rsplit('.').next().expect("an ending");
        let disposition = told(&head, "content-disposition");
        assert!(
            disposition.starts_with("attachment; ") && disposition.contains(&format!(".{ending}\"")),
            "{disposition}"
        );
        assert!(disposition.contains("filename*=UTF-8''"));
        assert_eq!(told(&head, "x-content-type-options"), "nosniff");
    }
    for name in ["letter.exe", "../secret", "letter", "passwd.txt"] {
        let (head, _) = ask(server.clone(), get(&format!("{place}/files/{name}"))).await;
        assert_eq!(head.status(), StatusCode::NOT_FOUND, "{name}");
    }
}

#[tokio::test]
async fn a_role_stands_in_for_a_posting() {
    let server = server();
    let fields = [
        file("resume", "resumes/worked-example.txt"),
        value("role", "backend_developer"),
        value("as_of", "2026-11-21"),
    ];
    let (head, page) = ask(server.clone(), form("/reports", &fields)).await;
    assert_eq!(head.status(), StatusCode::SEE_OTHER, "{page}");
    let (head, page) = ask(server, get(told(&head, "location"))).await;
    assert_eq!(head.status(), StatusCode::OK, "{page}");
    assert!(
        !page.contains("id=\"edits\"") && page.contains("id=\"letter\""),
        "a role has no words to follow"
    );
}

#[tokio::test]
async fn a_report_is_forgotten_at_once_by_its_button() {
    let server = server();
    let place = given(&server, "en").await;
    let (head, _) = ask(server.clone(), post(&format!("{place}/forget?lang=en"), "")).await;
    assert_eq!(told(&head, "location"), "/?lang=en&forgotten=1");
    for path in [place.clone(), format!("{place}/files/letter.txt")] {
        let (head, page) = ask(server.clone(), get(&path)).await;
        assert_eq!(head.status(), StatusCode::NOT_FOUND);
        assert!(page.contains("request.unknown_report"));
    }
    let (_, page) = ask(server, get("/?lang=en&forgotten=1")).await;
    assert!(page.contains("nothing of it is left"));
}

#[tokio::test]
async fn a_report_is_forgotten_after_its_time() {
    let (start, after) = (Instant::now(), Arc::new(Mutex::new(Duration::ZERO)));
    let clock = Arc::clone(&after);
    let mut services = services(InProcess);
    services.now = Arc::new(move || start + *clock.lock().expect("no panic"));
    let server = router(Config::default(), services).expect("the pages parse");
    let place = given(&server, "en").await;
    let time = Limits::default().report_time;
    let second = Duration::from_secs(1);
    for (at, status) in [
        (time - second, StatusCode::OK),
        (time, StatusCode::NOT_FOUND),
        (time + second, StatusCode::NOT_FOUND),
    ] {
        *after.lock().expect("no panic") = at;
        assert_eq!(ask(server.clone(), get(&place)).await.0.status(), status, "{at:?}");
    }
}

#[tokio::test]
async fn the_oldest_report_makes_room() {
    let server = server_with(limited(Limits { reports: 2, ..Limits::default() }), InProcess);
    let mut places = Vec::new();
    for _ in 0..3 {
        places.push(given(&server, "en").await);
    }
    for (place, status) in places.iter().zip([StatusCode::NOT_FOUND, StatusCode::OK, StatusCode::OK]) {
        assert_eq!(ask(server.clone(), get(place)).await.0.status(), status);
    }
}
