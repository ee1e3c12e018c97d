//! What a hostile client sends: names, types, templates, markup, guesses, other sites.

use axum::http::{HeaderValue, StatusCode, header};
use serde_json::{Value, json as value_of};

use crate::kit::{ask, file, form, get, header as told, json, problem, server, value};

const MATCHES: &str = "/api/v1/matches";

/// Attack 5: a name becomes no path, shows what it is, and is cut.
#[tokio::test]
async fn names_of_files_are_only_shown() {
    let long = "x".repeat(10_000) + ".txt";
    for (name, shown) in [
        ("../../etc/passwd", "passwd"),
        ("CON", "CON"),
        ("cv%0d%0aSet-Cookie: x.txt", "cv%0d%0aSet-Cookie: x.txt"),
        ("\u{202e}txt.exe", "txt.exe"),
        (long.as_str(), &long[..120]),
    ] {
        let resume = ("resume", Some(name), sartor_testkit::bytes("resumes/worked-example.txt"));
        let fields = [resume, file("posting", "postings/worked-example.txt")];
        let (head, text) = ask(server(), form(MATCHES, &fields)).await;
        if name.ends_with("exe") {
            // An ending that says something else is refused or shown as it is; it is never hidden.
            assert!(!text.contains('\u{202e}'), "{text}");
        }
        if head.status() == StatusCode::OK {
            let report: Value = serde_json::from_str(&text).expect("JSON");
            assert_eq!(report["resume"]["document"], shown, "{name}");
        }
        assert!(head.headers().get("set-cookie").is_none());
    }
}

/// Attack 6: what looks like two things, or like another than its name says.
#[tokio::test]
async fn polyglots_are_refused() {
    let late = [vec![b' '; 900], sartor_testkit::bytes("resumes/fr-backend-python.pdf")].concat();
    let zip = [sartor_testkit::bytes("resumes/fr-backend-python.pdf"), b"PK\x03\x04".to_vec()].concat();
    for (name, bytes) in [
        (
            "cv.pdf",
            b"<html><body><p>Zoe Martin, Python developer</p><script>alert(1)</script></body></html>"
                .to_vec(),
        ),
        ("cv.txt", late),
        ("cv.docx", zip),
        ("cv.txt", b"GIF89a/*<script>alert(1)</script>*/".to_vec()),
    ] {
        let fields = [("resume", Some(name), bytes), value("posting_text", "Python")];
        let (head, text) = ask(server(), form(MATCHES, &fields)).await;
        assert_eq!(head.status(), StatusCode::UNSUPPORTED_MEDIA_TYPE, "{name}: {text}");
        assert_eq!(told(&head, "x-content-type-options"), "nosniff");
        assert_eq!(told(&head, "content-type"), "application/problem+json");
    }
}

/// Attack 8: text of users is data in every template and on paper.
#[tokio::test]
async fn templates_in_texts_are_texts() {
    let evil =
        "{{7*191}} {% include \"web/index.html.j2\" %} #read(\"/etc/passwd\") #while true {} $sum_1^2$";
    let resume = format!("Zoé {evil}\n{}", sartor_testkit::text("resumes/worked-example.txt"));
    let posting = format!("{}\n{evil}", sartor_testkit::text("postings/worked-example.txt"));
    let body = |format: &str| {
        value_of!({ "resume_text": resume, "posting_text": posting, "format": format,
            "fields": { "reason": evil, "availability": evil, "first": "Zoé", "last": evil } })
    };
    for format in ["text", "html", "json", "pdf"] {
        let (head, bytes) = crate::kit::ask_bytes(server(), json("/api/v1/letters", &body(format))).await;
        let text = String::from_utf8_lossy(&bytes);
        assert!(head.status() != StatusCode::INTERNAL_SERVER_ERROR, "{format}: {text}");
        assert!(!text.contains("1337") && !text.contains("root:"), "{format}: {text}");
        if format == "text" && head.status() == StatusCode::OK {
            assert!(text.contains("{{7*191}}"), "{text}");
        }
    }
}

/// Attack 10: markup in every place that is shown.
#[tokio::test]
async fn markup_is_escaped_wherever_it_is_shown() {
    let evil = "<script>alert(1)</script><img src=x onerror=alert(1)></textarea><svg onload=alert(1)>";
    let page_of = |path: &str| {
        // As a page the words of the markup are text like any other.
        let text =
            format!("{}\n{evil}", sartor_testkit::text(path)).replace('&', "&amp;").replace('<', "&lt;");
        let lines: String = text.lines().map(|line| format!("<p>{line}</p>\n")).collect();
        format!("<html><body>{lines}</body></html>").into_bytes()
    };
    let fields = [
        ("resume", Some("<img src=x>.html"), page_of("resumes/worked-example.txt")),
        ("posting", Some("<script>.html"), page_of("postings/worked-example.txt")),
    ];
    let server = server();
    let (head, text) = ask(server.clone(), form("/reports", &fields)).await;
    assert_eq!(head.status(), StatusCode::SEE_OTHER, "{text}");
    let (_, page) = ask(server.clone(), get(told(&head, "location"))).await;
    assert!(page.contains("&lt;script&gt;"), "it is shown: {page}");
    let own = page.matches("<script src=\"/assets/htmx.min.js\"").count();
    assert_eq!((page.matches("<script").count(), own), (1, 1), "our own only");
    assert!(!page.contains("<img") && !page.contains("<svg onload"), "{page}");
    let mut request = form(MATCHES, &fields);
    request.headers_mut().insert(header::ACCEPT, HeaderValue::from_static("text/html"));
    let (_, page) = ask(server, request).await;
    assert!(page.contains("&lt;script&gt;") && !page.contains("<script") && !page.contains("<img"), "{page}");
}

/// Attack 11: pages of other sites post nothing, and no report is found by guessing.
#[tokio::test]
async fn other_sites_post_nothing_and_guesses_find_nothing() {
    let fields = [value("resume_text", "Zoé Martin"), value("posting_text", "Python")];
    for (name, text) in [
        ("origin", "https://evil.example"),
        ("origin", "null"),
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "same-site"),
    ] {
        for path in ["/reports", MATCHES] {
            let mut request = form(path, &fields);
            request.headers_mut().insert("host", HeaderValue::from_static("sartor.example"));
            request.headers_mut().insert(name, text.parse().expect("a header"));
            problem(&ask(server(), request).await, StatusCode::FORBIDDEN, "request.cross_site");
        }
    }
    let mut request = form(MATCHES, &fields);
    request.headers_mut().insert("host", HeaderValue::from_static("sartor.example"));
    request.headers_mut().insert("origin", HeaderValue::from_static("https://sartor.example"));
    assert_eq!(ask(server(), request).await.0.status(), StatusCode::OK);
    for id in ["0", "00000000000000000000000000000000", "..", "%2e%2e", "%00", "a/b"] {
        let (head, _) = ask(server(), get(&format!("/reports/{id}"))).await;
        assert_eq!(head.status(), StatusCode::NOT_FOUND, "{id}");
    }
}

/// Attack 12, as far as bodies go: what is compressed, what never ends, what has too many parts.
#[tokio::test]
async fn compressed_bodies_are_refused_unread() {
    let mut request = json(MATCHES, &value_of!({}));
    request.headers_mut().insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    problem(&ask(server(), request).await, StatusCode::UNSUPPORTED_MEDIA_TYPE, "request.encoding");
    let fields: Vec<_> = (0..10_000).map(|_| value("ignore", "x")).collect();
    let answer = ask(server(), form("/api/v1/audits", &fields)).await;
    problem(&answer, StatusCode::PAYLOAD_TOO_LARGE, "request.too_many_fields");
}
