//! Who may come to the openings: accounts, roles, tokens of forms, and this machine where no one has an account.

use axum::{
    body::Body,
    http::{Request, Response, StatusCode, header},
};
use jiff::Timestamp;
use sartor_store::Role;

use crate::{
    kit::{self, ask, get, problem},
    office::{Office, filled, refused, with},
};

const PHRASE: &str = "une phrase bien assez longue";
const POSTING: &str = "Développeur back-end (H/F)\n\nPROFIL RECHERCHÉ\n- Python exigé\n- PostgreSQL exigé\n";
const RESUME: &[u8] = b"Anne Tout\nanne@example.org\n\nCOMP\xc3\x89TENCES\nPython, PostgreSQL\n";

/// An office with an opening, one who applied, and the accounts `anne` (recruiter) and `victor` (viewer).
async fn office() -> (Office, String, String) {
    let office = Office::open().await;
    let id = office.opening_with(POSTING, &[("anne.txt".to_owned(), RESUME.to_vec())]).await;
    let applicant = office.ids(&id).await[0].clone();
    for (name, role) in [("anne", Role::Recruiter), ("victor", Role::Viewer)] {
        office.store.add_user(name, PHRASE, role, Timestamp::now()).await.expect("a new account");
    }
    (office, id, applicant)
}

async fn enter(office: &Office, name: &str, next: &str) -> (Response<()>, String) {
    let form = filled("/sign-in?lang=en", &[("name", name), ("password", PHRASE), ("next", next)]);
    ask(office.server.clone(), form).await
}

/// The cookie of a session that begins now.
async fn cookie(office: &Office, name: &str) -> String {
    let (head, body) = enter(office, name, "").await;
    assert_eq!(head.status(), StatusCode::SEE_OTHER, "{body}");
    let cookie = kit::header(&head, "set-cookie");
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"), "{cookie}");
    cookie.split(';').next().expect("a pair").to_owned()
}

/// All that changes, exports or erases something, as a page's forms and as the API has it.
fn changes(id: &str, applicant: &str, token: &str) -> Vec<Request<Body>> {
    let base = format!("/openings/{id}");
    let one = format!("{base}/applicants/{applicant}");
    let mut all: Vec<_> = ["weights", "retention", "again", "erase", "uploads"]
        .iter()
        .map(|rest| format!("{base}/{rest}"))
        .chain(["reveal", "notes", "notes/remove", "erase"].iter().map(|rest| format!("{one}/{rest}")))
        .map(|path| filled(&path, &[("csrf", token), ("months", "3"), ("text", "x"), ("expected", "1")]))
        .collect();
    let resume = ("resumes", Some("b.txt"), b"Bela\nPython\n".to_vec());
    all.push(kit::form(&format!("{base}/applicants"), &[kit::value("csrf", token), resume.clone()]));
    all.push(kit::form("/openings", &[kit::value("csrf", token), kit::value("posting_text", POSTING)]));
    let api = vec![
        kit::form(&format!("/api/v1{base}/applicants"), &[resume]),
        kit::json("/api/v1/openings", &serde_json::json!({ "posting_text": POSTING })),
        Request::delete(format!("/api/v1{base}")).body(Body::empty()).expect("a request"),
        Request::delete(format!("/api/v1{one}")).body(Body::empty()).expect("a request"),
        Request::put(format!("/api/v1{base}/weights"))
            .header(header::CONTENT_TYPE, "application/json")
            .body(Body::from("{\"title\":3}"))
            .expect("a request"),
    ];
    all.extend(api.into_iter().map(|request| with(request, "x-csrf-token", token)));
    all
}

#[tokio::test]
async fn a_viewer_looks_and_changes_nothing() {
    let (office, id, applicant) = office().await;
    let (cookie, token) = session_token(&office, "victor").await;
    let (base, one) = (format!("/openings/{id}"), format!("/openings/{id}/applicants/{applicant}"));
    let pages = [
        "/openings".to_owned(),
        base.clone(),
        format!("{base}?view=blind"),
        one.clone(),
        format!("{base}/log"),
    ];
    for path in pages.iter().chain([&format!("/api/v1{base}/applicants")]) {
        let (head, body) = ask(office.server.clone(), with(get(path), "cookie", &cookie)).await;
        assert_eq!(head.status(), StatusCode::OK, "{path}: {body}");
        for form in ["/reveal", "/notes\"", "/weights", "/files/matrix", "/export", "/erase", "type=\"file\""]
        {
            assert!(!body.contains(form), "{path} offers {form} to who may not");
        }
    }
    let before = office.store.opening(&Office::id(&id)).await.expect("there");
    let mut requests = changes(&id, &applicant, &token);
    requests.extend([
        get(&format!("{one}/export")),
        get(&format!("{base}/files/matrix.csv?view=blind")),
        get(&format!("/api/v1{one}")),
    ]);
    for request in requests {
        let path = format!("{} {}", request.method(), request.uri());
        let answer = ask(office.server.clone(), with(request, "cookie", &cookie)).await;
        assert!(answer.1.contains("request.role"), "{path}: {}", answer.1);
        refused(&answer, StatusCode::FORBIDDEN, "request.role");
    }
    let opening = Office::id(&id);
    assert_eq!(office.store.opening(&opening).await.expect("there"), before);
    assert_eq!(office.store.applicants(&opening).await.expect("there").len(), 1);
    assert_eq!(office.store.openings().await.expect("there").len(), 1);
}

/// A cookie, and the token that goes with it, as a program gets them.
async fn session_token(office: &Office, name: &str) -> (String, String) {
    let body = serde_json::json!({ "name": name, "password": PHRASE });
    let (head, body) = ask(office.server.clone(), kit::json("/api/v1/session", &body)).await;
    assert_eq!(head.status(), StatusCode::OK, "{body}");
    let answer: serde_json::Value = serde_json::from_str(&body).expect("JSON");
    let cookie = kit::header(&head, "set-cookie").split(';').next().expect("a pair").to_owned();
    (cookie, answer["csrf"].as_str().expect("a token").to_owned())
}

#[tokio::test]
async fn a_form_of_no_page_of_ours_is_refused() {
    // Without accounts.
    let local = Office::open().await;
    let id = local.opening_with(POSTING, &[("anne.txt".to_owned(), RESUME.to_vec())]).await;
    let applicant = local.ids(&id).await[0].clone();
    for token in ["", "x", &"0".repeat(64)] {
        for request in changes(&id, &applicant, token)
            .into_iter()
            .filter(|request| !request.uri().path().starts_with("/api/"))
        {
            let path = request.uri().to_string();
            let answer = ask(local.server.clone(), request).await;
            assert!(answer.1.contains("request.stale_form"), "{path}: {}", answer.1);
            refused(&answer, StatusCode::FORBIDDEN, "request.stale_form");
        }
    }
    assert_eq!(local.ids(&id).await.len(), 1);
    // With accounts, the token of another session is as wrong; the API asks for it too.
    let (office, id, applicant) = office().await;
    let (_, strange) = session_token(&office, "anne").await;
    let cookie = cookie(&office, "anne").await;
    for token in ["", strange.as_str()] {
        for request in changes(&id, &applicant, token) {
            let path = request.uri().to_string();
            let answer = ask(office.server.clone(), with(request, "cookie", &cookie)).await;
            assert!(answer.1.contains("request.stale_form"), "{path}: {}", answer.1);
            refused(&answer, StatusCode::FORBIDDEN, "request.stale_form");
        }
    }
    assert_eq!(office.store.applicants(&Office::id(&id)).await.expect("there").len(), 1);
}

#[tokio::test]
async fn with_accounts_one_signs_in_first() {
    let (office, id, applicant) = office().await;
    let base = format!("/openings/{id}");
    let pages = [
        "/openings".to_owned(),
        format!("{base}?view=blind"),
        format!("{base}/log"),
        format!("{base}/files/matrix.csv"),
        format!("{base}/applicants/{applicant}"),
    ];
    let mut requests: Vec<_> = pages.iter().map(|path| get(path)).collect();
    requests.extend(changes(&id, &applicant, ""));
    requests.push(get(&format!("/api/v1{base}/applicants?view=blind")));
    for cookie in [None, Some("sartor=0"), Some("sartor=../../x; other=1")] {
        for request in &requests {
            let path = request.uri().to_string();
            let mut again = Request::builder().method(request.method()).uri(&path);
            if let Some(cookie) = cookie {
                again = again.header(header::COOKIE, cookie);
            }
            let answer = ask(office.server.clone(), again.body(Body::empty()).expect("a request")).await;
            if path.starts_with("/api/") {
                problem(&answer, StatusCode::UNAUTHORIZED, "request.sign_in");
            } else {
                assert_eq!(answer.0.status(), StatusCode::SEE_OTHER, "{path}: {}", answer.1);
                let to = kit::header(&answer.0, "location");
                assert!(to.starts_with("/sign-in?"), "{path} leads to {to}");
            }
        }
    }
    // A session that was left opens nothing more.
    let cookie = cookie(&office, "anne").await;
    let (head, _) = ask(office.server.clone(), with(get(&base), "cookie", &cookie)).await;
    assert_eq!(head.status(), StatusCode::OK);
    ask(office.server.clone(), with(filled("/sign-out", &[]), "cookie", &cookie)).await;
    let (head, _) = ask(office.server.clone(), with(get(&base), "cookie", &cookie)).await;
    assert_eq!(head.status(), StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn signing_in_leads_nowhere_else() {
    let (office, id, _) = office().await;
    let own = format!("/openings/{id}?view=blind");
    let (head, _) = enter(&office, "anne", &own).await;
    assert_eq!(kit::header(&head, "location"), own);
    for evil in [
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "/openings/\\evil.example",
        "\t//evil.example",
        "javascript:alert(1)",
        "/reports/1",
        "/openings/%2f%2fevil.example",
        "/openings/x\r\nSet-Cookie: a=b",
        "@evil.example",
    ] {
        let (head, _) = enter(&office, "anne", evil).await;
        assert_eq!(head.status(), StatusCode::SEE_OTHER);
        assert_eq!(kit::header(&head, "location"), "/openings?lang=en", "{evil:?}");
        assert_eq!(head.headers().get_all("set-cookie").iter().count(), 1, "{evil:?}");
    }
    let (head, body) = ask(
        office.server.clone(),
        filled("/sign-in?lang=en", &[("name", "anne"), ("password", "x"), ("next", "//evil.example")]),
    )
    .await;
    assert_eq!(head.status(), StatusCode::UNAUTHORIZED);
    assert!(!body.contains("evil.example"), "the form does not keep it either");
}

#[tokio::test]
async fn without_accounts_only_this_machine_is_let_in() {
    let office = Office::open().await;
    let id = office.opening(POSTING).await;
    for (host, in_) in [
        ("localhost:8080", true),
        ("127.0.0.1", true),
        ("[::1]:8080", true),
        ("sartor.example", false),
        ("127.0.0.1.evil.example", false),
        ("10.0.0.7:8080", false),
    ] {
        for path in ["/openings".to_owned(), format!("/openings/{id}"), format!("/openings/{id}/log")] {
            let answer = ask(office.server.clone(), with(get(&path), "host", host)).await;
            if in_ {
                assert_eq!(answer.0.status(), StatusCode::OK, "{host}");
            } else {
                refused(&answer, StatusCode::FORBIDDEN, "request.no_accounts");
            }
        }
        let answer = ask(office.server.clone(), with(get("/api/v1/openings"), "host", host)).await;
        if in_ {
            assert_eq!(answer.0.status(), StatusCode::OK, "{host}");
        } else {
            problem(&answer, StatusCode::FORBIDDEN, "request.no_accounts");
        }
    }
}
