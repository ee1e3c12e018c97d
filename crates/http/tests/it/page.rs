use axum::http::{StatusCode, header};

use crate::kit::{ask, file, form, get, header as told, server, value};

#[tokio::test]
async fn the_page_speaks_both_languages() {
    let (head, french) = ask(server(), get("/?lang=fr")).await;
    assert_eq!(head.status(), StatusCode::OK);
    assert_eq!(told(&head, "content-language"), "fr");
    assert!(french.contains("<html lang=\"fr\">") && french.contains("Ce que votre CV prouve"), "{french}");
    let (_, english) = ask(server(), get("/")).await;
    assert!(english.contains("<html lang=\"en\">") && english.contains("What your resume proves"));
    for page in [french, english] {
        assert!(!page.contains("<style") && !page.contains(" style="));
        assert_eq!(page.matches("<script").count(), 1, "our own, from a file: {page}");
        assert!(page.contains("<script src=\"/assets/htmx.min.js\" defer></script>"));
        assert!(page.contains("\"allowEval\":false"));
    }
}

#[tokio::test]
async fn every_answer_is_under_a_strict_policy() {
    for path in ["/", "/api", "/assets/style.css", "/healthz", "/nowhere", "/reports/0"] {
        let (head, _) = ask(server(), get(path)).await;
        let policy = told(&head, "content-security-policy");
        assert!(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"), "{path}");
        assert!(!policy.contains("unsafe") && !policy.contains("http"), "{policy}");
        assert_eq!(told(&head, "x-content-type-options"), "nosniff");
        assert_eq!(told(&head, "referrer-policy"), "same-origin");
        assert_eq!(told(&head, "x-frame-options"), "DENY");
        assert_eq!(told(&head, "x-request-id").len(), 32);
    }
}

#[tokio::test]
async fn the_assets_are_of_this_server() {
    for (path, kind, holds) in [
        ("/assets/style.css", "text/css", "body"),
        ("/assets/report.css", "text/css", "body {"),
        ("/assets/htmx.min.js", "text/javascript", "htmx"),
        ("/assets/icon.svg", "image/svg+xml", "<svg"),
    ] {
        let (head, text) = ask(server(), get(path)).await;
        assert!(told(&head, "content-type").starts_with(kind), "{path}");
        assert!(text.contains(holds) && told(&head, "cache-control").contains("max-age"), "{path}");
    }
}

#[tokio::test]
async fn a_program_may_ask_for_the_page() {
    let fields =
        [file("resume", "resumes/worked-example.txt"), file("posting", "postings/worked-example.txt")];
    let mut request = form("/api/v1/matches", &fields);
    request.headers_mut().insert(header::ACCEPT, "text/html".parse().expect("a header"));
    let (head, page) = ask(server(), request).await;
    assert_eq!(head.status(), StatusCode::OK);
    assert!(page.contains("74.70") && page.contains("<html"), "{page}");
    assert!(page.contains("href=\"/assets/report.css\"") && !page.contains("<style"));
}

#[tokio::test]
async fn what_went_wrong_is_told_on_the_page() {
    let fields = [value("lang", "fr"), file("resume", "damaged/damaged.pdf"), value("posting_text", "Rust")];
    let (head, page) = ask(server(), form("/reports", &fields)).await;
    assert_eq!(head.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.contains("input.damaged") && page.contains("role=\"alert\"") && page.contains("<form"));
}
