//! The other commands.

use std::fs;

use super::{AS_OF, fixtures, run};

const RESUME: &str = "resumes/worked-example.txt";
const POSTING: &str = "postings/worked-example.txt";

#[test]
fn skills_stand_where_they_are_said_to() {
    let (status, text, _) = run(&["skills", RESUME, "--format", "json"]);
    assert_eq!((status, text.lines().count()), (0, 1));
    let row: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let resume = fs::read_to_string(fixtures().join(RESUME)).expect("a fixture");
    let mentions = row["mentions"].as_array().expect("a list");
    assert!(mentions.iter().any(|one| one["kind"] == "diploma"), "{text}");
    let mut found = Vec::new();
    for one in mentions {
        let at = |key: &str| one[key].as_u64().and_then(|at| usize::try_from(at).ok()).expect("an offset");
        assert_eq!(Some(&resume[at("start")..at("end")]), one["text"].as_str());
        found.push(format!(
            "{} {}",
            one["skill"].as_str().unwrap_or(""),
            one["section"].as_str().unwrap_or("")
        ));
    }
    for wanted in ["lang.python experience", "db.postgresql skills", "db.redis projects"] {
        assert!(found.iter().any(|one| one == wanted), "{wanted}: {found:?}");
    }
}

#[test]
fn one_bad_file_of_several_is_partial() {
    let (status, text, error) = run(&["skills", RESUME, "damaged/empty.pdf", "--format", "jsonl"]);
    assert_eq!((status, text.lines().count()), (4, 1));
    assert!(error.contains("input.empty"), "{error}");
    assert_eq!(run(&["skills", "damaged/empty.pdf"]).0, 3);
}

#[test]
fn extract_prints_the_text_that_spans_point_into() {
    let (status, text, _) = run(&["extract", RESUME]);
    assert_eq!((status, text), (0, fs::read_to_string(fixtures().join(RESUME)).expect("a fixture")));
    let (_, json, _) = run(&["extract", "resumes/us-backend-go.pdf", "--format", "json"]);
    let document: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let (_, text, _) = run(&["extract", "resumes/us-backend-go.pdf"]);
    assert_eq!(document["text"].as_str(), Some(text.as_str()));
}

#[test]
fn extract_of_several_files_is_one_row_each() {
    let (status, rows, _) = run(&["extract", "damaged/empty.pdf", RESUME, "resumes/us-backend-go.pdf"]);
    let rows: Vec<serde_json::Value> =
        rows.lines().map(|row| serde_json::from_str(row).expect("a row is JSON")).collect();
    assert_eq!((status, rows.len()), (4, 3));
    assert_eq!((&rows[0]["status"], &rows[0]["code"]), (&"error".into(), &"input.empty".into()));
    assert_eq!(rows[1]["text"].as_str(), Some(run(&["extract", RESUME]).1.as_str()));
    assert_eq!(
        (&rows[2]["format"], &rows[2]["document"]),
        (&"pdf".into(), &"resumes/us-backend-go.pdf".into())
    );
}

#[test]
fn a_resume_and_a_posting_are_told_to_people() {
    insta::assert_snapshot!("parse_fr", run(&["parse", RESUME, "--lang", "fr"]).1);
    insta::assert_snapshot!("posting_fr", run(&["posting", POSTING, "--lang", "fr"]).1);
    let (_, json, _) = run(&["parse", RESUME, "--format", "json"]);
    let resume: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(resume["basics"]["email"], "noe.vauclin@example.fr");
    let (_, json, _) = run(&["posting", POSTING, "--format", "json"]);
    let posting: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(
        (&posting["is_posting"], &posting["city"]),
        (&serde_json::json!(true), &serde_json::json!("Rennes"))
    );
}

#[test]
fn apply_writes_report_and_letter() {
    let dir = tempfile::tempdir().expect("a folder");
    let output = dir.path().join("out").display().to_string();
    let arguments = ["apply", RESUME, "--posting", POSTING, "--as-of", AS_OF, "--lang", "fr", "-o", &output];
    let (status, summary, error) = run(&arguments);
    assert_eq!((status, error.as_str()), (0, ""));
    assert!(summary.contains("74,70 sur 100") && summary.lines().count() <= 40, "{summary}");
    assert_eq!(summary.matches("Relu, rien n’est perdu").count(), 4, "{summary}");
    for (name, head) in
        [("letter.pdf", "%PDF-"), ("resume.pdf", "%PDF-"), ("letter.docx", "PK"), ("resume.docx", "PK")]
    {
        let bytes = fs::read(dir.path().join("out").join(name)).expect("written");
        assert!(bytes.starts_with(head.as_bytes()), "{name}");
    }
    let read = |name: &str| fs::read_to_string(dir.path().join("out").join(name)).expect("written");
    let letter = read("letter.txt");
    assert!(letter.contains("Verger Commun") && letter.contains("21 novembre 2026"), "{letter}");
    assert!(read("letter.md").contains("**Objet"));
    assert!(read("report.html").contains("74,70"));
    assert!(read("form.txt").contains("----\nCoordonnées\n") && read("resume.json").contains("\"basics\""));
    let (_, json, _) =
        run(&["match", RESUME, "--posting", POSTING, "--as-of", AS_OF, "--lang", "fr", "--format", "json"]);
    assert_eq!(read("report.json"), json);
    let (status, _, error) = run(&arguments);
    assert!(status == 2 && error.contains("[output.exists]"), "{error}");
}

#[test]
fn a_letter_takes_a_profile_and_fields_over_it() {
    let dir = tempfile::tempdir().expect("a folder");
    let profile = dir.path().join("me.toml");
    fs::write(&profile, "availability = \"en mars\"\n[cand]\ncity = \"Rennes\"\n").expect("written");
    let path = profile.display().to_string();
    let arguments = ["letter", RESUME, "--posting", POSTING, "--as-of", AS_OF, "--profile", &path];
    let (status, letter, error) = run(&arguments);
    assert_eq!(status, 0, "{error}");
    assert!(letter.contains("en mars"), "{letter}");
    let (_, letter, _) = run(&[&arguments[..], &["--set", "availability=en avril"]].concat());
    assert!(letter.contains("en avril") && !letter.contains("en mars"), "{letter}");
    for (language, words) in [("en-US", "November 21, 2026"), ("en-GB", "21 November 2026")] {
        let (status, letter, error) = run(&[&arguments[..], &["--letter-lang", language]].concat());
        assert!(status == 0 && letter.contains(words), "{language}: {error}{letter}");
    }
    let (_, page, _) = run(&[&arguments[..], &["--format", "html"]].concat());
    assert!(page.starts_with("<!doctype html>") && page.contains("Verger Commun"));
}

#[test]
fn roles_and_keywords_can_be_read() {
    let (status, list, _) = run(&["roles"]);
    assert!(status == 0 && list.contains("backend_developer"));
    let (_, role, _) = run(&["roles", "backend_developer", "--lang", "fr"]);
    assert!(role.contains("Indispensables"), "{role}");
    assert!(run(&["keywords", "show", "db.postgresql"]).1.starts_with("PostgreSQL (db.postgresql)"));
    let (_, schema, _) = run(&["keywords", "schema"]);
    assert!(serde_json::from_str::<serde_json::Value>(&schema).is_ok_and(|schema| schema.is_object()));
    assert_eq!(run(&["keywords", "lint"]).0, 0);
}
