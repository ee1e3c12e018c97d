//! Text, HTML, Markdown, JSON and RTF, and files that are two things at once.

use super::Hostile;

/// Depth and polyglots in the formats of text.
pub fn markup() -> Vec<Hostile> {
    let nested = |open: &str, close: &str| format!("{}Zoé{}", open.repeat(100_000), close.repeat(100_000));
    let mut late = b"<html><body>".to_vec();
    late.resize(900, b' ');
    late.extend(b"%PDF-1.7 ");
    let page = nested("<div>", "</div>");
    vec![
        Hostile::new("nothing", "", &["input.empty"]),
        Hostile::new("blanks", " \n\t ", &["input.empty"]),
        Hostile::new("a PDF that begins at byte 900 of a page", late, &["input.type_mismatch"]),
        Hostile::new("100,000 nested elements of HTML", page, &["input.limit"]),
        Hostile::new("100,000 nested tables", nested("<table><tr><td>", ""), &["input.limit"]),
        Hostile::new("100,000 nested quotes", nested("> ", ""), &["ok"]),
        Hostile::new("10,000 nested lists", format!("# Zoé\n\n{}Zoé", "- ".repeat(10_000)), &["ok"]),
        Hostile::new(
            "20,000 open brackets",
            format!("# Zoé\n\n{}Zoé{}", "[".repeat(20_000), "](".repeat(20_000)),
            &["ok"],
        ),
        Hostile::new("100,000 nested arrays of JSON", nested("[", "]"), &["input.limit"]),
        Hostile::new("a picture", b"\x89PNG\r\n\x1a\n".as_slice(), &["input.unknown_type"]),
        Hostile::new("bytes of nothing", (0..=255).collect::<Vec<u8>>(), &["input.unknown_type"]),
    ]
}
