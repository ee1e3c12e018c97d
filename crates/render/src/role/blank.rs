//! A resume to fill in, as Markdown and as JSON Resume. Each hint stands in `[… ]`, which no part of Sartor reads as content.

use std::fmt::Write;

use sartor_core::role::{Blank, BlankEntry, BlankLine, BlankSection};
use serde_json::{Map, Value, json};

use crate::markdown::escape;

/// The schema of JSON Resume that the JSON follows.
const SCHEMA: &str = "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.2.1/schema.json";
/// The lists of JSON Resume, by section.
const LISTS: [(&str, &str); 6] = [
    ("experience", "work"),
    ("projects", "projects"),
    ("education", "education"),
    ("certifications", "certificates"),
    ("skills", "skills"),
    ("languages", "languages"),
];
/// Fields whose values have a form, which a hint would break.
const FORMED: [&str; 5] = ["email", "url", "startDate", "endDate", "date"];

/// The resume as Markdown.
pub fn markdown(blank: &Blank) -> String {
    let mut out = format!("# {}\n\n{}\n\n", bracketed(&blank.name), bracketed(&blank.label));
    let contact: Vec<String> = blank.contact.iter().map(|line| bracketed(&line.hint)).collect();
    let _ = writeln!(out, "{}", contact.join(" · "));
    for section in &blank.sections {
        let _ = writeln!(out, "\n## {}\n\n{}", section.heading, bracketed(&section.hint));
        for (at, entry) in section.entries.iter().enumerate() {
            if at == 0 || !listed(section) {
                out.push('\n');
            }
            write_entry(entry, listed(section), &mut out);
        }
    }
    out
}

/// Sections whose entries are lines of a list.
fn listed(section: &BlankSection) -> bool {
    matches!(section.section.as_str(), "skills" | "languages" | "certifications")
}

fn write_entry(entry: &BlankEntry, listed: bool, out: &mut String) {
    let line = |parts: &[BlankLine], between: &str| {
        parts.iter().map(|part| bracketed(&part.hint)).collect::<Vec<_>>().join(between)
    };
    let (title, dates) = (line(&entry.title, ", "), line(&entry.dates, " – "));
    if listed {
        let rest: Vec<String> = entry
            .keywords
            .iter()
            .map(|word| bracketed(word))
            .chain((!dates.is_empty()).then_some(dates))
            .collect();
        let between = if rest.is_empty() { "" } else { " — " };
        let _ = writeln!(out, "- {title}{between}{}", rest.join(", "));
        return;
    }
    let _ = writeln!(out, "### {title}\n\n{dates}");
    if !entry.bullets.is_empty() {
        out.push('\n');
    }
    for bullet in &entry.bullets {
        let _ = writeln!(out, "- {}", bracketed(bullet));
    }
}

/// The resume as JSON Resume 1.2.1. Hints of fields whose values have a form, such as dates, stand under `meta.sartor.hints`, by JSON
/// pointer.
pub fn json(blank: &Blank) -> Value {
    let mut hints = Map::new();
    let mut root = Map::new();
    root.insert("$schema".to_owned(), json!(SCHEMA));
    let mut basics = Map::new();
    basics.insert("name".to_owned(), hinted(&blank.name));
    basics.insert("label".to_owned(), hinted(&blank.label));
    put(&blank.contact, "/basics", &mut basics, &mut hints);
    if let Some(city) = basics.remove("city") {
        basics.insert("location".to_owned(), json!({ "city": city }));
    }
    let summary = blank.sections.iter().find(|section| section.section == "summary");
    basics.extend(summary.map(|section| ("summary".to_owned(), hinted(&section.hint))));
    root.insert("basics".to_owned(), Value::Object(basics));
    for section in &blank.sections {
        let Some((_, list)) = LISTS.iter().find(|(id, _)| *id == section.section) else { continue };
        let entries = section.entries.iter().enumerate();
        let entries = entries.map(|(at, entry)| object(entry, &format!("/{list}/{at}"), &mut hints));
        let entries: Vec<Value> = entries.collect();
        root.insert((*list).to_owned(), Value::Array(entries));
        hints.insert(format!("/{list}"), hinted(&section.hint));
    }
    let sartor = json!({ "role": blank.role, "language": blank.language.code(), "hints": hints });
    root.insert("meta".to_owned(), json!({ "version": "v1.2.1", "sartor": sartor }));
    Value::Object(root)
}

fn object(entry: &BlankEntry, path: &str, hints: &mut Map<String, Value>) -> Value {
    let mut out = Map::new();
    put(&entry.title, path, &mut out, hints);
    put(&entry.dates, path, &mut out, hints);
    let mut list = |name: &str, texts: &[String]| {
        if !texts.is_empty() {
            out.insert(name.to_owned(), texts.iter().map(|text| hinted(text)).collect());
        }
    };
    list("highlights", &entry.bullets);
    list("keywords", &entry.keywords);
    Value::Object(out)
}

fn put(lines: &[BlankLine], path: &str, out: &mut Map<String, Value>, hints: &mut Map<String, Value>) {
    for line in lines {
        if FORMED.contains(&line.field.as_str()) {
            hints.insert(format!("{path}/{}", line.field), hinted(&line.hint));
        } else {
            out.insert(line.field.clone(), hinted(&line.hint));
        }
    }
}

fn hinted(hint: &str) -> Value {
    Value::String(format!("[… {hint}]"))
}

fn bracketed(hint: &str) -> String {
    format!("[… {}]", escape(hint))
}
