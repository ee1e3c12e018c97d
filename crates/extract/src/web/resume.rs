//! JSON Resume as a resume that a person could have written.

use serde_json::Value;

use super::json::{self, text_of};
use crate::builder::{Builder, Looks};

/// Sections in their usual order: name in the file, heading, fields of the title line, fields of lines under it.
const SECTIONS: &[(&str, &str, &[&str], &[&str])] = &[
    ("work", "Experience", &["position", "name", "company", "location"], &["url", "description", "summary"]),
    ("volunteer", "Volunteering", &["position", "organization"], &["url", "summary"]),
    ("projects", "Projects", &["name", "entity", "type"], &["url", "description"]),
    ("education", "Education", &["studyType", "area", "institution", "score"], &["url"]),
    ("certificates", "Certifications", &["name", "issuer", "date"], &["url"]),
    ("awards", "Awards", &["title", "awarder", "date"], &["summary"]),
    ("publications", "Publications", &["name", "publisher", "releaseDate"], &["url", "summary"]),
    ("skills", "Skills", &["name", "level"], &[]),
    ("languages", "Languages", &["language", "fluency"], &[]),
    ("interests", "Interests", &["name"], &[]),
    ("references", "References", &["name"], &["reference"]),
];

/// True for a JSON Resume.
pub(crate) fn is_resume(value: &Value) -> bool {
    value.get("basics").is_some_and(Value::is_object)
        || ["work", "education", "skills"]
            .iter()
            .filter(|name| value.get(name).is_some_and(Value::is_array))
            .count()
            >= 2
}

/// Adds name, label, contact, summary and the sections.
pub(crate) fn write(builder: &mut Builder, resume: &Value) {
    if let Some(basics) = resume.get("basics") {
        write_basics(builder, basics);
    }
    for (name, heading, title, under) in SECTIONS {
        let Some(entries) = resume.get(name).and_then(Value::as_array).filter(|entries| !entries.is_empty())
        else {
            continue;
        };
        builder.blank();
        builder.line(heading, Looks { heading: Some(2), ..Looks::default() });
        builder.blank();
        let short = under.is_empty();
        for entry in entries {
            write_entry(builder, entry, title, under);
            if !short {
                builder.blank();
            }
        }
    }
    // What the standard does not know is still the applicant's text.
    if let Some(fields) = resume.as_object() {
        for (name, value) in fields {
            let known = SECTIONS.iter().any(|section| section.0 == name)
                || matches!(name.as_str(), "basics" | "meta" | "$schema");
            if !known {
                builder.blank();
                builder.line(name, Looks { heading: Some(2), ..Looks::default() });
                json::write(builder, value);
            }
        }
    }
}

fn write_basics(builder: &mut Builder, basics: &Value) {
    let mut line = |text: Option<String>, heading| {
        if let Some(text) = text {
            builder.line(&text, Looks { heading, ..Looks::default() });
        }
    };
    line(text_of(basics, "name"), Some(1));
    line(text_of(basics, "label"), None);
    for name in ["email", "phone", "url", "website"] {
        line(text_of(basics, name), None);
    }
    if let Some(place) = basics.get("location") {
        let street = ["address", "postalCode", "city", "region", "countryCode"];
        line(joined(place, &street, ", "), None);
    }
    for profile in basics.get("profiles").and_then(Value::as_array).into_iter().flatten() {
        let name = text_of(profile, "network");
        let target = text_of(profile, "url").or_else(|| text_of(profile, "username"));
        line(
            target.map(|target| name.map_or_else(|| target.clone(), |name| format!("{name}: {target}"))),
            None,
        );
    }
    if let Some(summary) = text_of(basics, "summary") {
        builder.blank();
        builder.line(&summary, Looks::default());
    }
}

fn write_entry(builder: &mut Builder, entry: &Value, title: &[&str], under: &[&str]) {
    if let Some(text) = entry.as_str() {
        builder.line(text, Looks::default());
        return;
    }
    let mut line = joined(entry, title, ", ").unwrap_or_default();
    for list in ["keywords", "roles"] {
        let words: Vec<&str> = entry
            .get(list)
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .collect();
        if !words.is_empty() {
            let lead = if line.is_empty() { "" } else { ": " };
            line = format!("{line}{lead}{}", words.join(", "));
        }
    }
    if let Some(dates) = dates(entry) {
        line = if line.is_empty() { dates } else { format!("{line}\t{dates}") };
    }
    builder.line(&line, Looks::default());
    for name in under {
        if let Some(text) = text_of(entry, name) {
            builder.line(&text, Looks::default());
        }
    }
    for list in ["highlights", "courses"] {
        for item in entry.get(list).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str)
        {
            builder.line(
                &format!("- {}", crate::clean::squeeze(&crate::clean::clean(item))),
                Looks { bullet: true, ..Looks::default() },
            );
        }
    }
}

/// `2019-03 – 2021-05`; an entry without an end goes on.
fn dates(entry: &Value) -> Option<String> {
    let (start, end) = (text_of(entry, "startDate"), text_of(entry, "endDate"));
    match (start, end) {
        (Some(start), Some(end)) => Some(format!("{start} – {end}")),
        (Some(start), None) => Some(format!("{start} – Present")),
        (None, end) => end,
    }
}

fn joined(value: &Value, names: &[&str], between: &str) -> Option<String> {
    let parts: Vec<String> = names.iter().filter_map(|name| text_of(value, name)).collect();
    (!parts.is_empty()).then(|| parts.join(between))
}
