//! A tailored resume as JSON Resume 1.2.1.

use sartor_core::{
    Month,
    resume::SectionKind,
    tailoring::{Block, ContactKind, TailoredEntry, TailoredResume, TailoredSection, Text},
};
use serde_json::{Map, Value, json};

const SCHEMA: &str = "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.2.1/schema.json";

/// Writes a resume as JSON Resume 1.2.1; dates as precise as they were told, no `endDate` while something goes on.
pub fn json_resume(resume: &TailoredResume) -> Value {
    let mut root = Map::new();
    root.insert("$schema".to_owned(), json!(SCHEMA));
    root.insert("basics".to_owned(), basics(resume));
    for section in &resume.sections {
        let (list, values) = match section.kind {
            SectionKind::Experience | SectionKind::Teaching => ("work", entries(section, "position", "name")),
            SectionKind::Volunteering => ("volunteer", entries(section, "position", "organization")),
            SectionKind::Education => ("education", entries(section, "studyType", "institution")),
            SectionKind::Certifications => ("certificates", certificates(section)),
            SectionKind::Projects => ("projects", entries(section, "name", "entity")),
            SectionKind::Skills | SectionKind::SoftSkills => ("skills", skills(section)),
            SectionKind::Languages => ("languages", told(section, spoken)),
            SectionKind::Interests => ("interests", told(section, |text| json!({ "name": text }))),
            SectionKind::Publications => ("publications", told(section, |text| json!({ "name": text }))),
            SectionKind::Awards => ("awards", told(section, |text| json!({ "title": text }))),
            SectionKind::References => ("references", told(section, |text| json!({ "reference": text }))),
            // The summary stands with the basics; what is left over has no place in the schema.
            SectionKind::Header | SectionKind::Contact | SectionKind::Summary | SectionKind::Misc => continue,
        };
        if values.is_empty() {
            continue;
        }
        if let Some(Value::Array(list)) = root.get_mut(list) {
            list.extend(values);
        } else {
            root.insert(list.to_owned(), Value::Array(values));
        }
    }
    root.insert(
        "meta".to_owned(),
        json!({ "version": "v1.2.1", "sartor": { "language": resume.locale.language().code() } }),
    );
    Value::Object(root)
}

fn basics(resume: &TailoredResume) -> Value {
    let mut basics = Map::new();
    let mut put = |key: &str, value: &str| {
        basics.entry(key.to_owned()).or_insert_with(|| json!(value));
    };
    if !resume.name.text.is_empty() {
        put("name", &resume.name.text);
    }
    if let Some(headline) = &resume.headline {
        put("label", &headline.text);
    }
    let mut profiles = Vec::new();
    for way in &resume.contact {
        match way.kind {
            ContactKind::Email => put("email", &way.text.text),
            ContactKind::Phone => put("phone", &way.text.text),
            ContactKind::Link => {
                profiles.push(json!({ "url": way.target.as_ref().unwrap_or(&way.text.text) }));
            }
            ContactKind::City | ContactKind::Other => {}
        }
    }
    let summary: Vec<&str> = resume
        .sections
        .iter()
        .filter(|section| section.kind == SectionKind::Summary)
        .flat_map(texts)
        .collect();
    if !summary.is_empty() {
        put("summary", &summary.join("\n"));
    }
    if let Some(city) = resume.contact.iter().find(|way| way.kind == ContactKind::City) {
        basics.insert("location".to_owned(), json!({ "city": city.text.text }));
    }
    if !profiles.is_empty() {
        basics.insert("profiles".to_owned(), Value::Array(profiles));
    }
    Value::Object(basics)
}

fn entries(section: &TailoredSection, title: &str, organisation: &str) -> Vec<Value> {
    section
        .blocks
        .iter()
        .filter_map(entry_of)
        .map(|one| entry(one, title, organisation, section.kind))
        .collect()
}

fn entry(entry: &TailoredEntry, title: &str, organisation: &str, kind: SectionKind) -> Value {
    let mut map = Map::new();
    for (key, value) in [(organisation, &entry.organisation), (title, &entry.title)] {
        if let Some(value) = value {
            map.insert(key.to_owned(), json!(value.text));
        }
    }
    if let (Some(place), SectionKind::Experience | SectionKind::Teaching) = (&entry.location, kind) {
        map.insert("location".to_owned(), json!(place.text));
    }
    if let Some(start) = entry.start {
        map.insert("startDate".to_owned(), json!(date(start, entry.year_only)));
    }
    if let Some(end) = entry.end.filter(|_| !entry.current) {
        map.insert("endDate".to_owned(), json!(date(end, entry.year_only)));
    }
    let lines: Vec<&str> = entry.lines.iter().map(|text| text.text.as_str()).collect();
    let items: Vec<&str> = entry.bullets.iter().map(|text| text.text.as_str()).collect();
    // Studies have courses where jobs have highlights.
    let (summary, list) = match kind {
        SectionKind::Education => (None, "courses"),
        SectionKind::Projects => (Some("description"), "highlights"),
        _ => (Some("summary"), "highlights"),
    };
    let items: Vec<&str> =
        if summary.is_none() { lines.iter().chain(&items).copied().collect() } else { items };
    if let Some(summary) = summary.filter(|_| !lines.is_empty()) {
        map.insert(summary.to_owned(), json!(lines.join("\n")));
    }
    if !items.is_empty() {
        map.insert(list.to_owned(), json!(items));
    }
    Value::Object(map)
}

fn certificates(section: &TailoredSection) -> Vec<Value> {
    let mut values = Vec::new();
    for one in section.blocks.iter().filter_map(entry_of) {
        let mut map = Map::new();
        for (key, value) in [("name", &one.title), ("issuer", &one.organisation)] {
            if let Some(value) = value {
                map.insert(key.to_owned(), json!(value.text));
            }
        }
        if let Some(month) = one.start.or(one.end) {
            map.insert("date".to_owned(), json!(date(month, one.year_only)));
        }
        values.push(Value::Object(map));
    }
    values.extend(told(section, |text| json!({ "name": text })));
    values
}

fn skills(section: &TailoredSection) -> Vec<Value> {
    let mut values = Vec::new();
    for block in &section.blocks {
        match block {
            Block::Group { label: Some(label), items } => {
                let keywords: Vec<&str> = items.iter().map(|item| item.text.as_str()).collect();
                values.push(json!({ "name": label.text, "keywords": keywords }));
            }
            Block::Group { label: None, items } => {
                values.extend(items.iter().map(|item| json!({ "name": item.text })));
            }
            Block::Paragraph(text) | Block::Bullet(text) => values.push(json!({ "name": text.text })),
            Block::Entry(_) => {}
        }
    }
    values
}

/// « Anglais (C1) », « Anglais : courant »: language and level.
fn spoken(text: &str) -> Value {
    let parted = text
        .split_once(" (")
        .map(|(name, level)| (name, level.trim_end_matches(')')))
        .or_else(|| text.split_once(':'))
        .or_else(|| text.split_once(" – "));
    match parted {
        Some((name, level)) => json!({ "language": name.trim(), "fluency": level.trim() }),
        None => json!({ "language": text }),
    }
}

fn told(section: &TailoredSection, value: impl Fn(&str) -> Value) -> Vec<Value> {
    texts(section).map(value).collect()
}

/// The texts of a section that stand outside its entries.
fn texts(section: &TailoredSection) -> impl Iterator<Item = &str> {
    section.blocks.iter().flat_map(|block| {
        let texts: &[Text] = match block {
            Block::Paragraph(text) | Block::Bullet(text) => std::slice::from_ref(text),
            Block::Group { items, .. } => items,
            Block::Entry(_) => &[],
        };
        texts.iter().map(|text| text.text.as_str())
    })
}

fn entry_of(block: &Block) -> Option<&TailoredEntry> {
    match block {
        Block::Entry(entry) => Some(entry),
        _ => None,
    }
}

fn date(month: Month, year_only: bool) -> String {
    if year_only { format!("{:04}", month.year()) } else { month.to_string() }
}
