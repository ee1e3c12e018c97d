//! The worked example, in every form.

use super::{AS_OF, run, sartor, stable};

const RESUME: &str = "resumes/worked-example.txt";
const POSTING: &str = "postings/worked-example.txt";

fn example(more: &[&str]) -> String {
    let mut arguments = vec!["match", RESUME, "--posting", POSTING, "--as-of", AS_OF];
    arguments.extend_from_slice(more);
    let (status, text, error) = run(&arguments);
    assert_eq!((status, error.as_str()), (0, ""));
    text
}

#[test]
fn the_worked_example_gives_its_total() {
    let json = example(&["--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(report["fit"]["total"], 7470);
    let parts = report["fit"]["parts"].as_array().expect("a list");
    assert_eq!(parts.iter().filter_map(|part| part["points"].as_u64()).sum::<u64>(), 7470);
    assert_eq!(parts.iter().filter_map(|part| part["of"].as_u64()).sum::<u64>(), 10_000);
    insta::assert_snapshot!(stable(&json));
}

#[test]
fn the_worked_example_for_people() {
    insta::assert_snapshot!("text_en", stable(&example(&[])));
    insta::assert_snapshot!("text_fr", stable(&example(&["--lang", "fr"])));
    insta::assert_snapshot!("markdown_fr", stable(&example(&["--lang", "fr", "--format", "markdown"])));
    for text in [example(&[]), example(&["--lang", "fr"])] {
        for line in text.lines() {
            assert!(line.chars().count() <= 100, "{line}");
        }
    }
}

#[test]
fn the_page_stands_alone() {
    let page = example(&["--format", "html", "--lang", "fr"]);
    assert!(page.starts_with("<!doctype html>") && page.contains("74,70"));
    for alien in ["<script", "http:", "https:", "src=", "url("] {
        assert!(!page.contains(alien), "{alien}");
    }
}

#[test]
fn the_locale_chooses_the_language() {
    let mut command = sartor();
    let arguments = ["match", RESUME, "--posting", POSTING, "--as-of", AS_OF];
    let (_, text, _) = super::told(command.env("LC_ALL", "fr_FR.UTF-8"), &arguments);
    assert_eq!(text, example(&["--lang", "fr"]));
}

#[test]
fn standard_input_may_be_either() {
    let resume = std::fs::read(super::fixtures().join(RESUME)).expect("a fixture");
    let posting = std::fs::read(super::fixtures().join(POSTING)).expect("a fixture");
    let wanted = example(&["--format", "json"]);
    for (arguments, bytes) in [(["-", "--posting", POSTING], resume), ([RESUME, "--posting", "-"], posting)] {
        let mut command = sartor();
        command.write_stdin(bytes);
        let mut all = vec!["match"];
        all.extend_from_slice(&arguments);
        all.extend_from_slice(&["--as-of", AS_OF, "--format", "json"]);
        let (status, text, _) = super::told(&mut command, &all);
        assert_eq!(status, 0);
        assert_eq!(text.replace("\"document\": \"-\"", "\"document\": \"worked-example.txt\""), wanted);
    }
}

#[test]
fn a_role_is_matched_too() {
    let arguments = ["match", RESUME, "--role", "backend_developer", "--as-of", AS_OF, "--format", "json"];
    let (status, text, _) = run(&arguments);
    let report: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!((status, &report["role"]["id"]), (0, &serde_json::json!("backend_developer")));
    assert!(
        report.get("posting").is_none() && report["fit"]["total"].as_u64().is_some_and(|total| total > 0)
    );
}
