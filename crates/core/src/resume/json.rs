//! The resume as JSON Resume 1.2.1.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::model::{Entry, EntryKind, Period, PeriodEnd, Resume};
use crate::{Month, Span, Spanned, matching::Matcher};

/// Writes a resume as JSON Resume 1.2.1; `meta.sartor.spans` maps JSON pointers to `[start, end]` in the text.
///
/// Dates are as precise as they were told: `YYYY` or `YYYY-MM`; what goes on has no end date.
pub fn to_json_resume(resume: &Resume, matcher: &Matcher) -> Value {
    let mut out = Writer { root: Map::new(), spans: resume.pointers() };
    out.root.insert(
        "$schema".to_owned(),
        json!("https://raw.githubusercontent.com/jsonresume/resume-schema/v1.2.1/schema.json"),
    );
    out.basics(resume);
    for (list, kind) in [
        ("work", EntryKind::Job),
        ("volunteer", EntryKind::Volunteering),
        ("education", EntryKind::Education),
        ("certificates", EntryKind::Certification),
    ] {
        out.entries(resume, list, kind);
    }
    out.skills(resume, matcher);
    out.languages(resume, matcher);
    out.entries(resume, "projects", EntryKind::Project);
    let spans: Map<String, Value> =
        out.spans.iter().map(|(pointer, span)| (pointer.clone(), json!([span.start, span.end]))).collect();
    let mut own = Map::new();
    own.insert("language".to_owned(), json!(resume.language.code()));
    if let Some(phone) = &resume.contact.phone_e164 {
        own.insert("phone_e164".to_owned(), json!(phone));
    }
    own.insert("spans".to_owned(), Value::Object(spans));
    out.root.insert("meta".to_owned(), json!({ "version": "v1.2.1", "sartor": own }));
    Value::Object(out.root)
}

struct Writer {
    root: Map<String, Value>,
    spans: BTreeMap<String, Span>,
}

impl Writer {
    fn put(&mut self, map: &mut Map<String, Value>, base: &str, key: &str, value: Option<&Spanned>) {
        if let Some(value) = value {
            map.insert(key.to_owned(), json!(one_line(&value.text)));
            self.spans.insert(format!("{base}/{key}"), value.span);
        }
    }

    fn basics(&mut self, resume: &Resume) {
        let mut basics = Map::new();
        let contact = &resume.contact;
        for (key, value) in [
            ("name", &contact.name),
            ("label", &resume.headline),
            ("email", &contact.email),
            ("phone", &contact.phone),
            ("summary", &resume.summary),
        ] {
            self.put(&mut basics, "/basics", key, value.as_ref());
        }
        if let Some(city) = &contact.city {
            basics.insert("location".to_owned(), json!({ "city": city.text }));
            self.spans.insert("/basics/location/city".to_owned(), city.span);
        }
        let mut profiles = Vec::new();
        for link in &contact.links {
            let network = network(&link.text);
            if network.is_none() && !basics.contains_key("url") {
                self.put(&mut basics, "/basics", "url", Some(link));
                continue;
            }
            let mut profile = Map::new();
            if let Some(network) = network {
                profile.insert("network".to_owned(), json!(network));
            }
            self.put(&mut profile, &format!("/basics/profiles/{}", profiles.len()), "url", Some(link));
            profiles.push(Value::Object(profile));
        }
        if !profiles.is_empty() {
            basics.insert("profiles".to_owned(), Value::Array(profiles));
        }
        self.root.insert("basics".to_owned(), Value::Object(basics));
    }

    fn entries(&mut self, resume: &Resume, list: &str, kind: EntryKind) {
        let mut values = Vec::new();
        for entry in resume.entries.iter().filter(|entry| entry.kind == kind) {
            let base = format!("/{list}/{}", values.len());
            values.push(self.entry(entry, &base));
        }
        if !values.is_empty() {
            self.root.insert(list.to_owned(), Value::Array(values));
        }
    }

    fn entry(&mut self, entry: &Entry, base: &str) -> Value {
        let (title, organisation) = match entry.kind {
            EntryKind::Job => ("position", "name"),
            EntryKind::Volunteering => ("position", "organization"),
            EntryKind::Education => ("studyType", "institution"),
            EntryKind::Certification => ("name", "issuer"),
            EntryKind::Project => ("name", "entity"),
        };
        let mut map = Map::new();
        self.spans.insert(base.to_owned(), entry.span);
        self.put(&mut map, base, organisation, entry.organisation.as_ref());
        self.put(&mut map, base, title, entry.title.as_ref());
        if entry.kind == EntryKind::Job {
            self.put(&mut map, base, "location", entry.location.as_ref());
        }
        if let Some(period) = &entry.period {
            let (start, end) = dates(period);
            let single = entry.kind == EntryKind::Certification;
            let pairs = if single {
                [("date", end.or(start)), ("", None)]
            } else {
                [("startDate", start), ("endDate", end)]
            };
            for (key, value) in pairs {
                if let Some(value) = value {
                    map.insert(key.to_owned(), json!(value));
                    self.spans.insert(format!("{base}/{key}"), period.span);
                }
            }
        }
        if !entry.bullets.is_empty() && entry.kind != EntryKind::Certification {
            let key = if entry.kind == EntryKind::Education { "courses" } else { "highlights" };
            for (at, bullet) in entry.bullets.iter().enumerate() {
                self.spans.insert(format!("{base}/{key}/{at}"), bullet.span);
            }
            let texts: Vec<&str> = entry.bullets.iter().map(|bullet| bullet.text.as_str()).collect();
            map.insert(key.to_owned(), json!(texts));
        }
        Value::Object(map)
    }

    /// The skills that the sections of skills mention, by label, once each.
    fn skills(&mut self, resume: &Resume, matcher: &Matcher) {
        let zones = resume.skill_zones();
        if zones.is_empty() {
            return;
        }
        let analysis = matcher.analyse_with(&resume.text, &zones);
        let mut seen = Vec::new();
        let mut values = Vec::new();
        for mention in &analysis.skills {
            let affirmed = mention.polarity != crate::matching::Polarity::Negated;
            if !affirmed
                || seen.contains(&mention.skill)
                || !zones.iter().any(|zone| zone.contains(mention.span))
            {
                continue;
            }
            seen.push(mention.skill);
            let base = format!("/skills/{}", values.len());
            self.spans.insert(format!("{base}/name"), mention.span);
            values.push(json!({ "name": matcher.lexicon().label(mention.skill, resume.language) }));
        }
        if !values.is_empty() {
            self.root.insert("skills".to_owned(), Value::Array(values));
        }
    }

    fn languages(&mut self, resume: &Resume, matcher: &Matcher) {
        let mut values = Vec::new();
        for language in &resume.languages {
            let entry = matcher.lexicon().table("spoken").iter().find(|entry| entry.id == language.id);
            let label = entry.and_then(|entry| resume.language.pick(&entry.fr, &entry.en).first());
            let mut map = Map::new();
            map.insert("language".to_owned(), json!(label.map_or(language.id.as_str(), String::as_str)));
            let level = match (language.native, language.level) {
                (true, _) => Some(resume.language.pick("langue maternelle", "native")),
                (false, Some(level)) => LEVELS.get(usize::from(level).wrapping_sub(1)).copied(),
                (false, None) => None,
            };
            if let Some(level) = level {
                map.insert("fluency".to_owned(), json!(level));
            }
            self.spans.insert(format!("/languages/{}", values.len()), language.span);
            values.push(Value::Object(map));
        }
        if !values.is_empty() {
            self.root.insert("languages".to_owned(), Value::Array(values));
        }
    }
}

const LEVELS: [&str; 6] = ["A1", "A2", "B1", "B2", "C1", "C2"];

/// A value that wraps in its document, on one line.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The network whose address a link is.
fn network(link: &str) -> Option<&'static str> {
    [
        ("linkedin.", "LinkedIn"),
        ("github.com", "GitHub"),
        ("gitlab.", "GitLab"),
        ("stackoverflow.", "Stack Overflow"),
    ]
    .into_iter()
    .find_map(|(host, name)| link.contains(host).then_some(name))
}

/// Start and end as told.
fn dates(period: &Period) -> (Option<String>, Option<String>) {
    let write = |month: Month| {
        if period.year_only { format!("{:04}", month.year()) } else { month.to_string() }
    };
    let end = match period.end {
        PeriodEnd::Month(end) => Some(write(end)),
        PeriodEnd::Present => None,
    };
    (period.start.map(write), end)
}
