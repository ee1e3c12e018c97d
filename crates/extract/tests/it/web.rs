//! HTML and JSON through the child.

use sartor_core::document::Format;

use crate::read;

const POSTING: &str = r#"{"@context": "https://schema.org", "@type": "JobPosting", "title": "Développeuse Rust", "hiringOrganization": {"name": "Exemple SA"},
    "jobLocation": {"address": {"addressLocality": "Lyon", "addressCountry": "FR"}}, "employmentType": "FULL_TIME",
    "description": "&lt;p&gt;Vous rejoignez l'équipe R&amp;amp;D.&lt;/p&gt;&lt;ul&gt;&lt;li&gt;Concevoir des services&lt;/li&gt;&lt;/ul&gt;"}"#;
const POSTING_TEXT: &str = "Développeuse Rust\nExemple SA\nLyon, FR\nFULL_TIME\n\nVous rejoignez l'équipe R&D.\n\n- Concevoir des services\n";

#[test]
fn a_posting_in_json() {
    let document = read(POSTING.as_bytes());
    assert_eq!(document.text, POSTING_TEXT);
    assert_eq!(document.data.unwrap()["title"], "Développeuse Rust");
    assert!(document.lines.last().unwrap().bullet);
}

#[test]
fn a_page_that_shows_nothing_tells_its_posting() {
    let page = |body: &str| {
        format!("<!doctype html><script type='application/ld+json'>{POSTING}</script><body>{body}</body>")
    };
    let document = read(page("<div id=root></div>").as_bytes());
    assert_eq!((document.format, document.text.as_str()), (Format::Html, POSTING_TEXT));
    assert_eq!(document.data.unwrap()[0]["@type"], "JobPosting");
    let shown = "<h1>Développeuse Rust</h1><p>Exemple SA, Lyon. Vous rejoignez l'équipe R&amp;D. Concevoir des services. FULL_TIME</p>";
    let document = read(page(shown).as_bytes());
    assert!(document.text.starts_with("Développeuse Rust\n\nExemple SA, Lyon."), "{}", document.text);
    assert!(document.data.is_some());
}

#[test]
fn a_json_resume_reads_as_a_resume() {
    let json = r#"{"basics": {"name": "Zoé Martin", "label": "Développeuse", "email": "zoe@example.org", "location": {"city": "Lyon"}, "summary": "Dix ans de Rust."},
        "work": [{"name": "Exemple SA", "position": "Cheffe", "startDate": "2019-03", "highlights": ["Moins 30 % de temps"]}, {"name": "Modèle", "position": "Dév", "startDate": "2014", "endDate": "2019"}],
        "skills": [{"name": "Langages", "keywords": ["Rust", "SQL"]}]}"#;
    let document = read(json.as_bytes());
    let expected = "Zoé Martin\nDéveloppeuse\nzoe@example.org\nLyon\n\nDix ans de Rust.\n\nExperience\n\nCheffe, Exemple SA\t2019-03 – Present\n- Moins 30 % de temps\n\nDév, Modèle\t2014 – 2019\n\nSkills\n\nLangages: Rust, SQL\n";
    assert_eq!(document.text, expected);
    assert_eq!(document.lines[0].heading, Some(1));
}

#[test]
fn other_json_is_its_texts() {
    assert_eq!(read(br#"{"a": "un", "b": [1, {"c": "deux"}], "d": null}"#).text, "a: un\nb: 1\n\nc: deux\n");
}
