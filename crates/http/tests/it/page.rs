use axum::http::{StatusCode, header};

use crate::kit::{ask, file, form, get, server, value};

#[tokio::test]
async fn the_page_speaks_both_languages() {
    let (head, french) = ask(server(), get("/?lang=fr")).await;
    assert_eq!(head.status(), StatusCode::OK);
    assert_eq!(head.headers()[header::CONTENT_LANGUAGE], "fr");
    assert!(french.contains("<html lang=\"fr\">") && french.contains("Un CV face à une annonce"), "{french}");
    let (_, english) = ask(server(), get("/")).await;
    assert!(english.contains("<html lang=\"en\">") && english.contains("A resume against a posting"));
    for page in [french, english] {
        assert!(!page.contains("<script") && !page.contains("<style") && !page.contains(" style="));
    }
}

#[tokio::test]
async fn every_answer_is_under_a_strict_policy() {
    for path in ["/", "/assets/style.css", "/healthz", "/nowhere"] {
        let (head, _) = ask(server(), get(path)).await;
        let policy = head.headers()[header::CONTENT_SECURITY_POLICY].to_str().expect("text");
        assert!(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"));
        assert!(!policy.contains("unsafe"));
        assert_eq!(head.headers()[header::X_CONTENT_TYPE_OPTIONS], "nosniff");
        assert_eq!(head.headers()[header::REFERRER_POLICY], "no-referrer");
    }
    let (head, style) = ask(server(), get("/assets/style.css")).await;
    assert!(head.headers()[header::CONTENT_TYPE].to_str().expect("text").starts_with("text/css"));
    assert!(style.contains("body"));
}

#[tokio::test]
async fn the_form_of_the_page_gets_the_report_as_a_page() {
    // As a browser sends it: the fields left alone come empty.
    let fields = [
        value("lang", "fr"),
        file("resume", "resumes/worked-example.txt"),
        ("posting", Some(""), Vec::new()),
        ("posting_text", None, sartor_testkit::bytes("postings/worked-example.txt")),
        value("role", ""),
        value("as_of", "2026-11-21"),
    ];
    let (head, page) = ask(server(), form("/report", &fields)).await;
    assert_eq!(head.status(), StatusCode::OK, "{page}");
    assert!(page.contains("74,70") && page.contains("PostgreSQL"), "{page}");
    assert!(page.contains("href=\"/assets/report.css\"") && !page.contains("<style"));
    let (_, style) = ask(server(), get("/assets/report.css")).await;
    assert!(style.contains("body {"));
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
}

#[tokio::test]
async fn what_went_wrong_is_told_on_the_page() {
    let fields = [value("lang", "fr"), file("resume", "damaged/damaged.pdf"), value("posting_text", "Rust")];
    let (head, page) = ask(server(), form("/report", &fields)).await;
    assert_eq!(head.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.contains("input.damaged") && page.contains("role=\"alert\"") && page.contains("<form"));
}

#[tokio::test]
async fn markup_in_a_resume_is_text() {
    let resume = "Zoé <script>alert(1)</script>\nCompétences\nPython <img src=x onerror=alert(1)>\n";
    let fields = [
        ("resume", Some("<b>cv</b>.txt"), resume.as_bytes().to_vec()),
        file("posting", "postings/worked-example.txt"),
    ];
    let (_, page) = ask(server(), form("/report", &fields)).await;
    assert!(!page.contains("<script") && !page.contains("<img") && !page.contains("<b>cv"), "{page}");
}
