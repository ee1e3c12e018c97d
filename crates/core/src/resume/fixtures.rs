//! The fixtures against what must come out of them, written from the intended content.

use std::path::Path;

use serde_json::Value;

use super::*;
use crate::{Month, document::Format, testing::matcher, text::fold_key};

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures")
}

/// Markdown as a reader hands it over: headings and items told, links without their targets.
fn document(path: &Path) -> Document {
    let raw = std::fs::read_to_string(path).unwrap();
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("json") => {
            let data: Value = serde_json::from_str(&raw).unwrap();
            let mut text = String::new();
            flatten(&data, &mut text);
            Document { format: Format::Json, data: Some(data), ..Document::plain(&text) }
        }
        Some("md") => {
            let links = regex::Regex::new(r"\[([^\]]*)\]\(([^)]*)\)").unwrap();
            let plain = links.replace_all(&raw, "$1");
            Document { format: Format::Markdown, ..Document::plain(&plain) }
        }
        _ => Document::plain(&raw),
    }
}

fn flatten(value: &Value, out: &mut String) {
    match value {
        Value::String(text) => {
            out.push_str(text);
            out.push('\n');
        }
        Value::Array(list) => list.iter().for_each(|value| flatten(value, out)),
        Value::Object(map) => map.values().for_each(|value| flatten(value, out)),
        _ => {}
    }
}

/// Equal but for case, accents' kinds, spaces and dashes.
fn same(a: &str, b: &str) -> bool {
    let key = |text: &str| fold_key(text).chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let sorted = |text: &str| {
        let mut words: Vec<String> = fold_key(text).split([' ', '-']).map(str::to_owned).collect();
        words.sort();
        words
    };
    key(a) == key(b) || sorted(a) == sorted(b)
}

/// What was asked, found and wrong.
#[derive(Default)]
struct Table {
    right: std::collections::BTreeMap<&'static str, (u32, u32)>,
    wrong: Vec<String>,
}

impl Table {
    fn check(&mut self, file: &str, field: &'static str, expected: &Value, found: Option<String>) {
        let ok = match (expected.as_str(), &found) {
            (Some(expected), Some(found)) => same(expected, found),
            (None, None) => true,
            _ => false,
        };
        let entry = self.right.entry(field).or_default();
        entry.1 += 1;
        entry.0 += u32::from(ok);
        if !ok {
            self.wrong.push(format!("{file} {field}: expected {expected}, found {found:?}"));
        }
    }
}

fn kind(kind: EntryKind) -> &'static str {
    match kind {
        EntryKind::Job => "job",
        EntryKind::Project => "project",
        EntryKind::Volunteering => "volunteering",
        EntryKind::Education => "education",
        EntryKind::Certification => "certification",
    }
}

fn level(language: &SpokenLanguage) -> Option<String> {
    if language.native {
        return Some("native".to_owned());
    }
    let levels = ["A1", "A2", "B1", "B2", "C1", "C2"];
    language.level.map(|level| levels[usize::from(level) - 1].to_owned())
}

fn compare(file: &str, expected: &Value, resume: &Resume, table: &mut Table) {
    let text = |value: &Option<Spanned>| value.as_ref().map(|value| value.text.clone());
    table.check(file, "name", &expected["name"], text(&resume.contact.name));
    table.check(file, "email", &expected["email"], text(&resume.contact.email));
    table.check(file, "phone", &expected["phone"], resume.contact.phone_e164.clone());
    table.check(file, "city", &expected["city"], text(&resume.contact.city));
    table.check(file, "headline", &expected["headline"], text(&resume.headline));
    let language = resume.language.pick("fr", "en").to_owned();
    table.check(file, "language", &expected["language"], Some(language));
    let mut left: Vec<&Entry> = resume.entries.iter().collect();
    for entry in expected["entries"].as_array().unwrap() {
        let wanted = entry["title"].as_str().unwrap_or_default();
        let at = left.iter().position(|found| {
            kind(found.kind) == entry["kind"]
                && (found.title.as_ref().is_some_and(|title| same(&title.text, wanted))
                    || start(found).is_some_and(|start| entry["start"] == start.as_str()))
        });
        let found = at.map(|at| left.remove(at));
        table.check(file, "entry", &entry["kind"], found.map(|found| kind(found.kind).to_owned()));
        let Some(found) = found else {
            table.wrong.push(format!("{file}: no entry {wanted}"));
            continue;
        };
        table.check(file, "title", &entry["title"], text(&found.title));
        table.check(file, "organisation", &entry["organisation"], text(&found.organisation));
        table.check(file, "start", &entry["start"], start(found));
        table.check(file, "end", &entry["end"], end(found));
        let current = found.period.is_some_and(|period| period.end == PeriodEnd::Present);
        table.check(file, "current", &Value::from(entry["current"].to_string()), Some(current.to_string()));
    }
    for extra in left {
        table.wrong.push(format!(
            "{file}: also {:?} {:?} {:?}",
            extra.kind,
            text(&extra.title),
            start(extra)
        ));
    }
    for language in expected["languages"].as_array().unwrap() {
        let found = resume.languages.iter().find(|found| language["language"] == found.id.as_str());
        table.check(file, "spoken", &language["language"], found.map(|found| found.id.clone()));
        table.check(file, "level", &language["level"], found.and_then(level));
    }
    let known = expected["languages"].as_array().unwrap().len();
    if resume.languages.len() > known {
        table.wrong.push(format!("{file}: also languages {:?}", resume.languages));
    }
}

fn write(month: Month, year_only: bool) -> String {
    if year_only { format!("{:04}", month.year()) } else { month.to_string() }
}

fn start(entry: &Entry) -> Option<String> {
    let period = entry.period?;
    period.start.map(|month| write(month, period.year_only))
}

fn end(entry: &Entry) -> Option<String> {
    let period = entry.period?;
    match period.end {
        PeriodEnd::Month(month) => Some(write(month, period.year_only)),
        PeriodEnd::Present => None,
    }
}

/// Files whose readers stand in other crates; their text comes from `SARTOR_TEXTS`, a folder, in trials by hand.
fn table(extensions: &[&str]) -> Option<Table> {
    let mut paths: Vec<_> =
        std::fs::read_dir(folder().join("resumes")).ok()?.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let parser = ResumeParser::new(matcher().lexicon());
    let mut table = Table::default();
    for path in paths {
        let name = path.file_stem().unwrap().to_str().unwrap();
        let extension = path.extension().unwrap().to_str().unwrap();
        let expected = folder().join("expected/resumes").join(format!("{name}.json"));
        if extensions.contains(&extension) {
            let expected: Value = serde_json::from_str(&std::fs::read_to_string(expected).unwrap()).unwrap();
            let resume = parser.parse(&document(&path), matcher());
            super::tests::sound(&resume);
            compare(name, &expected, &resume, &mut table);
        }
    }
    Some(table)
}

#[test]
fn fixtures_of_text_markdown_and_json_come_out_right() {
    let Some(table) = table(&["txt", "md", "json"]) else { return };
    let lines: Vec<String> =
        table.right.iter().map(|(field, (right, all))| format!("{field}: {right}/{all}")).collect();
    assert!(table.wrong.is_empty(), "{}\n{}", lines.join("\n"), table.wrong.join("\n"));
}
