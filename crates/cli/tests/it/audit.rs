//! `sartor audit` as its users meet it.

use std::{fs, sync::LazyLock};

use jiff::civil::date;
use sartor_core::{
    Language,
    apply::{Brief, ReadResume},
    audit::{FileFacts, Naive, Rules, Subject, audit},
    document::{Document, Format},
};
use sartor_extract::{Kind, Limits, read_in_process};
use serde_json::Value;

use super::{AS_OF, run, stable};

const RESUME: &str = "resumes/worked-example.txt";
const POSTING: &str = "postings/worked-example.txt";

fn audited(arguments: &[&str]) -> (i32, String, String) {
    run(&[&["audit"], arguments, &["--as-of", AS_OF]].concat())
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

/// What each of the fixtures is told, without and with a posting: all in one process, which loads the keywords once.
struct Told {
    file: String,
    text: String,
    alone: Value,
    beside: Value,
}

static TOLD: LazyLock<Vec<Told>> = LazyLock::new(|| {
    let engine = sartor_lexicon::engine();
    let (_, rules) =
        sartor_lexicon::template_files().iter().find(|(name, _)| *name == "audit.toml").expect("the rules");
    let rules = Rules::parse(rules).expect("the rules read");
    let brief = Brief::posting(&engine, &Document::plain(&sartor_testkit::text(POSTING)));
    let told = |file: String| {
        let bytes = fs::read(sartor_testkit::fixture(&file)).expect("a fixture");
        let document = |kind| read_in_process(&bytes, &Limits::default(), kind);
        let read = ReadResume::new(&engine, document(Kind::Layout).expect("it is read"));
        let twice = matches!(read.document.format, Format::Pdf | Format::Docx);
        let naive = twice.then(|| document(Kind::Naive).expect("it is read simply"));
        let name = file.rsplit('/').next().unwrap_or_default().to_owned();
        let facts = FileFacts { name, bytes: bytes.len() as u64 };
        let audited = |brief| {
            let naive = naive.as_ref().map_or(Naive::NotAsked, Naive::Read);
            let subject = Subject { read: &read, file: &facts, naive, brief, as_of: date(2026, 11, 21) };
            serde_json::to_value(audit(&engine, &rules, subject, Language::En, &[])).expect("a value")
        };
        let (alone, beside) = (audited(None), audited(Some(&brief)));
        Told { text: read.document.text.clone(), file, alone, beside }
    };
    sartor_testkit::files("resumes").into_iter().map(told).collect()
});

/// One line a finding: what each of the fixtures is told.
#[test]
fn what_ordinary_resumes_are_told() {
    let mut all = String::new();
    for Told { file, alone: audit, .. } in TOLD.iter() {
        let readings = &audit["readings"];
        all += &format!(
            "{file}: {} words, naive {}\n",
            audit["resume"]["words"],
            match readings {
                Value::Null => "not asked".to_owned(),
                seen => format!(
                    "lost {} moved {} mixed {} added {}",
                    seen["lost"], seen["moved"], seen["mixed"], seen["added"]
                ),
            }
        );
        for finding in audit["findings"].as_array().expect("a list") {
            let places: Vec<&str> = finding["evidence"]
                .as_array()
                .expect("a list")
                .iter()
                .filter_map(|one| one["text"].as_str())
                .collect();
            let code = |key: &str| finding[key].as_str().unwrap_or_default().to_owned();
            all += &format!("  {:<12} {:<22} {}\n", code("severity"), code("code"), places.join(" | "));
        }
    }
    insta::assert_snapshot!(all);
}

#[test]
fn an_audit_for_people_in_both_languages() {
    let file = "resumes/us-career-changer.pdf";
    insta::assert_snapshot!("audit_text_fr", stable(&audited(&[file, "--lang", "fr"]).1));
    insta::assert_snapshot!("audit_markdown_en", stable(&audited(&[RESUME, "--format", "markdown"]).1));
    let (_, page, _) = audited(&[file, "--format", "html", "--lang", "fr"]);
    assert!(page.starts_with("<!doctype html>") && page.contains("<mark>") && page.contains("order.columns"));
    assert!(page.lines().all(|line| !line.contains("{{")), "{page}");
    let (_, text, _) = audited(&[file]);
    assert!(text.lines().all(|line| line.chars().count() <= 100), "{text}");
}

#[test]
fn every_place_is_the_resume_s_own_text() {
    for Told { file, text, alone, beside } in TOLD.iter() {
        let findings = [alone, beside].into_iter().filter_map(|audit| audit["findings"].as_array());
        for finding in findings.flatten() {
            for place in finding["evidence"].as_array().expect("a list") {
                let Some(span) = place["span"].as_object() else { continue };
                let at = |key: &str| {
                    span[key].as_u64().and_then(|at| usize::try_from(at).ok()).expect("an offset")
                };
                let words: Vec<&str> = text[at("start")..at("end")].split_whitespace().collect();
                assert_eq!(
                    Some(words.join(" ").as_str()),
                    place["text"].as_str(),
                    "{file} {}",
                    finding["code"]
                );
            }
        }
    }
}

#[test]
fn a_threshold_and_what_is_ignored() {
    let (status, text, error) = audited(&[RESUME, "--fail-on", "suggestion"]);
    assert!(status == 1 && !text.is_empty() && error.contains("[below.fail_on]"), "{error}");
    assert_eq!(audited(&[RESUME, "--fail-on", "major"]).0, 0);
    let (_, all, _) = audited(&[RESUME, "--format", "json"]);
    let codes: Vec<String> = json(&all)["findings"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|finding| finding["code"].as_str().map(str::to_owned))
        .collect();
    let ignored: Vec<&str> = codes.iter().flat_map(|code| ["--ignore", code]).collect();
    let (status, text, error) = audited(&[&[RESUME, "--fail-on", "suggestion"][..], &ignored].concat());
    assert_eq!((status, error.as_str()), (0, ""));
    assert!(text.contains("Nothing to report.") && text.contains("Ignored: "), "{text}");
    let (status, _, error) = audited(&[RESUME, "--ignore", "dates.none"]);
    assert!(status == 2 && error.contains("[audit.unknown_code]"), "{error}");
}

#[test]
fn sarif_as_code_scanners_read_it() {
    let (status, text, _) =
        audited(&["resumes/fr-data-backend.docx", "--format", "sarif", "--ignore", "file.name"]);
    let log = json(&text);
    assert_eq!((status, log["version"].as_str()), (0, Some("2.1.0")));
    let run = &log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().expect("rules");
    let results = run["results"].as_array().expect("results");
    assert!(rules.len() > 60 && results.len() > 4);
    let mut fingerprints = Vec::new();
    for result in results {
        let rule =
            result["ruleIndex"].as_u64().and_then(|at| rules.get(usize::try_from(at).ok()?)).expect("a rule");
        assert_eq!(rule["id"], result["ruleId"]);
        assert_eq!(rule["defaultConfiguration"]["level"], result["level"]);
        assert!(["error", "warning", "note"].contains(&result["level"].as_str().expect("a level")));
        assert!(result["message"]["text"].as_str().is_some_and(|text| !text.is_empty()));
        for location in result["locations"].as_array().expect("locations") {
            let place = &location["physicalLocation"];
            assert_eq!(place["artifactLocation"]["uri"], "resumes/fr-data-backend.docx");
            if let Some(region) = place["region"].as_object() {
                assert!(region["startLine"].as_u64() >= Some(1) && region["startColumn"].as_u64() >= Some(1));
                let length = region["snippet"]["text"].as_str().map(|text| text.chars().count() as u64);
                assert_eq!(region["charLength"].as_u64(), length);
            }
        }
        let suppressed = result["suppressions"][0]["kind"].as_str();
        assert_eq!(suppressed, (result["ruleId"] == "file.name").then_some("external"));
        fingerprints
            .push(result["partialFingerprints"]["finding/v1"].as_str().expect("a fingerprint").to_owned());
    }
    let count = fingerprints.len();
    fingerprints.sort();
    fingerprints.dedup();
    assert_eq!(fingerprints.len(), count);
}

#[test]
fn a_file_that_cannot_be_read_is_a_fatal_finding() {
    for (file, code) in [
        ("scanned.pdf", "readable.scanned"),
        ("encrypted.pdf", "readable.encrypted"),
        ("damaged.pdf", "readable.damaged"),
        ("empty.pdf", "readable.no_text"),
        ("photo.png", "readable.refused"),
    ] {
        for language in ["fr", "en"] {
            let path = format!("damaged/{file}");
            let (status, text, error) = audited(&[&path, "--format", "json", "--lang", language]);
            let audit = json(&text);
            assert_eq!((status, audit["findings"][0]["code"].as_str()), (3, Some(code)), "{file}");
            assert_eq!(audit["findings"][0]["severity"], "fatal");
            assert!(json(&error)["code"].as_str().is_some_and(|code| code.starts_with("input.")));
        }
    }
    let (status, text, error) = audited(&["damaged/none.pdf"]);
    assert!(status == 3 && text.is_empty() && error.contains("[input.not_found]"), "{error}");
}

#[test]
fn a_simple_reader_that_fails_is_a_finding() {
    let dir = tempfile::tempdir().expect("a folder");
    let path = dir.path().join("zoe-martin.pdf");
    let good = sartor_testkit::Pdf::resume().finish();
    fs::write(&path, &good).expect("written");
    let path = path.display().to_string();
    let codes = |path: &str| audited(&[path, "--format", "json"]).1;
    assert!(!codes(&path).contains("order.naive_failed"));
    // An encoding that no one knows: the reader goes on, the simple one gives up.
    let text = String::from_utf8_lossy(&good).replace("/WinAnsiEncoding", "/FantasyEncoding");
    fs::write(&path, text.as_bytes()).expect("written");
    assert!(codes(&path).contains("order.naive_failed"), "{}", codes(&path));
}

#[test]
fn findings_do_not_move_the_score() {
    let (_, before, _) = run(&["match", RESUME, "--posting", POSTING, "--as-of", AS_OF, "--format", "json"]);
    let dir = tempfile::tempdir().expect("a folder");
    let path = dir.path().join("x.txt");
    let resume = sartor_testkit::text(RESUME)
        + "\nRéférences disponibles sur demande\n34 ans\nNationalité française\n";
    fs::write(&path, resume).expect("written");
    let path = path.display().to_string();
    let (_, after, _) = run(&["match", &path, "--posting", POSTING, "--as-of", AS_OF, "--format", "json"]);
    assert_eq!(json(&before)["fit"]["total"], json(&after)["fit"]["total"]);
    assert_eq!(json(&before)["coverage"], json(&after)["coverage"]);
}
