//! Text, HTML, Markdown, JSON and RTF, and files that are two things at once.

use super::Hostile;

const LIMIT: &[&str] = &["input.limit"];

/// Depth, length and polyglots in the formats of text.
pub fn markup() -> Vec<Hostile> {
    let mut all = texts();
    all.extend(rtf());
    // Each is compared with all before it.
    let attributes: String = (0..400_000).map(|at| format!(" a{at}")).collect();
    all.push(Hostile::new(
        "400,000 attributes of HTML",
        format!("<html><p{attributes}>Zoé"),
        &["input.timeout"],
    ));
    all
}

fn texts() -> Vec<Hostile> {
    let nested = |open: &str, close: &str| format!("{}Zoé{}", open.repeat(100_000), close.repeat(100_000));
    let mut late = b"<html><body>".to_vec();
    late.resize(900, b' ');
    late.extend(b"%PDF-1.7 ");
    let page = nested("<div>", "</div>");
    vec![
        Hostile::new("nothing", "", &["input.empty"]),
        Hostile::new("blanks", " \n\t ", &["input.empty"]),
        Hostile::new("a PDF that begins at byte 900 of a page", late, &["input.type_mismatch"]),
        Hostile::new("100,000 nested elements of HTML", page, LIMIT),
        Hostile::new("100,000 nested tables", nested("<table><tr><td>", ""), LIMIT),
        Hostile::new(
            "100,000 comments that do not end",
            format!("<html>Zoé{}", "<!--".repeat(100_000)),
            &["ok"],
        ),
        Hostile::new("a word of a million letters", "a".repeat(1 << 20), LIMIT),
        Hostile::new("100,000 nested quotes", nested("> ", ""), &["ok"]),
        Hostile::new("10,000 nested lists", format!("# Zoé\n\n{}Zoé", "- ".repeat(10_000)), &["ok"]),
        Hostile::new(
            "20,000 open brackets",
            format!("# Zoé\n\n{}Zoé{}", "[".repeat(20_000), "](".repeat(20_000)),
            &["ok"],
        ),
        Hostile::new("100,000 nested arrays of JSON", nested("[", "]"), LIMIT),
        Hostile::new("a picture", b"\x89PNG\r\n\x1a\n".as_slice(), &["input.unknown_type"]),
        Hostile::new("bytes of nothing", (0..=255).collect::<Vec<u8>>(), &["input.unknown_type"]),
    ]
}

fn rtf() -> Vec<Hostile> {
    let file = |body: &str| format!("{{\\rtf1\\ansi {body}");
    let nested = "{".repeat(100_000);
    let fonts: String = (0..100_000).map(|at| format!("{{\\f{at} A;}}")).collect();
    vec![
        Hostile::new("100,000 nested groups of RTF", file(&nested), LIMIT),
        Hostile::new("100,000 fonts of RTF", file(&format!("{{\\fonttbl{fonts}}}\\f99999 Zoé}}")), &["ok"]),
        Hostile::new("an RTF that passes over 4 GB", file("\\pard Zo\\'e9 \\bin4294967295 Martin}"), &["ok"]),
        Hostile::new("an RTF whose picture does not end", file("{\\pict 00"), &["input.damaged"]),
        Hostile::new(
            "30,000 tables in tables of RTF",
            file(&"\\trowd\\intbl\\itap9 a\\nestcell".repeat(30_000)),
            &["ok"],
        ),
    ]
}
