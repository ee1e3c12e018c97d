//! Every posting in its own format, through the readers, against what must come out of it.

use std::fs;

use serde_json::Value;

use super::{fixtures, run};

/// The files of a folder of fixtures, with what is expected of each.
pub(super) fn pairs(folder: &str) -> Vec<(String, Value)> {
    let mut files: Vec<String> = fs::read_dir(fixtures().join(folder))
        .expect("the folder stands")
        .map(|entry| entry.expect("reads").file_name().into_string().expect("UTF-8"))
        .collect();
    files.sort();
    let expected = |file: &String| {
        let stem = file.rsplit_once('.').map_or(file.as_str(), |(stem, _)| stem);
        let text = fs::read_to_string(fixtures().join(format!("expected/{folder}/{stem}.json"))).ok()?;
        Some((format!("{folder}/{file}"), serde_json::from_str(&text).expect("is JSON")))
    };
    files.iter().filter_map(expected).collect()
}

/// Case, apostrophes, dashes and spaces do not count.
pub(super) fn plain(value: &Value) -> String {
    value
        .as_str()
        .unwrap_or_default()
        .to_lowercase()
        .replace('’', "'")
        .replace(['–', '—', '-', '\u{a0}'], " ")
}

#[test]
fn every_posting_gives_its_facts() {
    let mut wrong = Vec::new();
    let pairs = pairs("postings");
    assert!(pairs.len() >= 12);
    for (file, wanted) in &pairs {
        let (status, text, problem) = run(&["posting", file, "--format", "json"]);
        assert_eq!(status, 0, "{file}: {problem}");
        let found: Value = serde_json::from_str(&text).expect("is JSON");
        for key in ["title", "company", "city", "reference"] {
            if wanted.get(key).is_some_and(|wanted| plain(wanted) != plain(&found[key])) {
                wrong.push(format!("{file}: {key} is {}, not {}", found[key], wanted[key]));
            }
        }
        // « Débutant accepté » asks for no years.
        let years = |value: &Value| value.as_u64().unwrap_or(0);
        if wanted.get("years_min").is_some_and(|wanted| years(wanted) != years(&found["years_min"])) {
            wrong.push(format!("{file}: years_min is {}, not {}", found["years_min"], wanted["years_min"]));
        }
        for key in ["is_posting", "language", "diploma_level"] {
            if wanted.get(key).is_some_and(|wanted| *wanted != found[key]) {
                wrong.push(format!("{file}: {key} is {}, not {}", found[key], wanted[key]));
            }
        }
        let forms = |modality: &str| -> Vec<String> {
            let asked = found["requirements"].as_array().into_iter().flatten();
            asked
                .filter(|asked| asked["modality"] == modality && asked["any_of"].is_null())
                .map(|asked| plain(&asked["text"]))
                .collect()
        };
        for modality in ["required", "stated", "preferred"] {
            let forms = forms(modality);
            for wanted in wanted[modality].as_array().into_iter().flatten() {
                let wanted = plain(wanted);
                if !forms.iter().any(|form| form.contains(&wanted) || wanted.contains(form.as_str())) {
                    wrong.push(format!("{file}: {wanted} is not {modality} (which are {forms:?})"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} facts:\n{}", wrong.len(), wrong.join("\n"));
}
