//! A JSON Resume is taken at its word: its fields are the resume; spans are found in the flattened text.

use serde_json::Value;

use super::{
    ResumeParser,
    model::{Contact, Entry, EntryKind, Period, PeriodEnd, Resume, Section, SectionKind, SpokenLanguage},
    phone,
};
use crate::{Month, Span, Spanned, document::Document, matching::Analysis};

/// Lists of JSON Resume, in the order of its schema.
const LISTS: &[(&str, SectionKind)] = &[
    ("work", SectionKind::Experience),
    ("volunteer", SectionKind::Volunteering),
    ("education", SectionKind::Education),
    ("awards", SectionKind::Awards),
    ("certificates", SectionKind::Certifications),
    ("publications", SectionKind::Publications),
    ("skills", SectionKind::Skills),
    ("languages", SectionKind::Languages),
    ("interests", SectionKind::Interests),
    ("references", SectionKind::References),
    ("projects", SectionKind::Projects),
];

/// Most bytes after the first date of a range.
const RANGE: usize = 24;

/// The resume of a document that holds a JSON Resume; `None` for any other.
pub(super) fn read(document: &Document, analysis: &Analysis, parser: &ResumeParser) -> Option<Resume> {
    let data = document.data.as_ref()?.as_object()?;
    let basics = data.get("basics").and_then(Value::as_object);
    if basics.is_none() && !data.contains_key("work") {
        return None;
    }
    let mut place = Places { text: &document.text, at: 0 };
    let mut sections: Vec<(usize, SectionKind)> = Vec::new();
    let mut entries = Vec::new();
    let mut languages = Vec::new();
    let mut contact = Contact::default();
    let (mut headline, mut summary) = (None, None);
    let headings = headings(document, parser);
    for (key, value) in data {
        if key == "basics" {
            sections.push((place.at, SectionKind::Header));
            for (key, value) in value.as_object().into_iter().flatten() {
                // The head is written in the order of a letterhead, not in that of the file.
                let reached = std::mem::take(&mut place.at);
                match (key.as_str(), value) {
                    ("name", Value::String(text)) => contact.name = Some(place.find(text)),
                    ("label", Value::String(text)) => headline = Some(place.find(text)),
                    ("email", Value::String(text)) => contact.email = Some(place.find(text)),
                    ("phone", Value::String(text)) => {
                        contact.phone_e164 = phone::e164(text, analysis.language);
                        contact.phone = Some(place.find(text));
                    }
                    ("url", Value::String(text)) => contact.links.push(place.find(text)),
                    ("summary", Value::String(text)) => summary = Some(place.find(text)),
                    ("location", Value::Object(location)) => {
                        contact.city = string(location, "city").map(|city| place.find(city));
                    }
                    ("profiles", Value::Array(profiles)) => {
                        let urls =
                            profiles.iter().filter_map(|profile| profile.get("url").and_then(Value::as_str));
                        contact.links.extend(urls.map(|url| place.find(url)));
                    }
                    _ => {}
                }
                place.at = place.at.max(reached);
            }
            continue;
        }
        let Some(&(_, kind)) = LISTS.iter().find(|(name, _)| name == key) else { continue };
        // Lists are written under their headings, in an order of their own.
        if let Some(heading) = headings.iter().find(|(known, _)| *known == kind) {
            place.at = heading.1;
        }
        let start = place.at;
        let mut first = None;
        for item in value.as_array().into_iter().flatten().filter_map(Value::as_object) {
            if kind == SectionKind::Languages {
                languages.extend(language(item, parser, &mut place));
            } else if let Some(entry) = entry(item, kind, parser, &mut place) {
                first.get_or_insert(entry.span.start);
                entries.push(entry);
            } else {
                let name = item.values().find_map(Value::as_str);
                let at = name.map(|name| place.find(name).span);
                first = first.or(at.filter(|span| !span.is_empty()).map(|span| span.start));
                place.pass(&Value::Object(item.clone()));
            }
        }
        sections.push((first.map_or(start, |first| line_start(&document.text, first)), kind));
    }
    Some(Resume {
        text: document.text.clone(),
        language: analysis.language,
        contact,
        headline,
        summary,
        sections: covering(sections, parser, &document.text),
        entries,
        languages,
    })
}

/// The kinds that lines of the text head, and where these lines end.
fn headings(document: &Document, parser: &ResumeParser) -> Vec<(SectionKind, usize)> {
    let lines = document.lines.iter().filter(|line| line.heading.is_some());
    lines
        .filter_map(|line| {
            let hit = parser.headings.look(line.span.of(&document.text))?;
            Some((*hit.kinds.first()?, line.span.end))
        })
        .collect()
}

fn line_start(text: &str, at: usize) -> usize {
    text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |line| line + 1)
}

/// Sections from their starts: in order, from the first byte to the last; the line of a heading above belongs to its section.
fn covering(mut starts: Vec<(usize, SectionKind)>, parser: &ResumeParser, text: &str) -> Vec<Section> {
    let length = text.len();
    starts.sort_by_key(|(start, _)| *start);
    let mut sections: Vec<Section> = Vec::new();
    for (start, kind) in starts {
        let above = text.get(..start).unwrap_or_default().trim_end();
        let line = Span::new(line_start(text, above.len()), above.len());
        let heads = parser.headings.look(line.of(text)).is_some_and(|hit| hit.kinds.contains(&kind));
        let heading = (heads && kind != SectionKind::Header).then(|| Spanned::at(text, line));
        let start = heading.as_ref().map_or(start, |heading| heading.span.start);
        match sections.last_mut() {
            Some(last) if last.span.start == start => last.kinds = vec![kind],
            Some(last) => {
                last.span.end = start;
                sections.push(Section { kinds: vec![kind], heading, span: Span::new(start, length) });
            }
            None => sections.push(Section { kinds: vec![kind], heading: None, span: Span::new(0, length) }),
        }
    }
    sections
}

fn string<'v>(map: &'v serde_json::Map<String, Value>, key: &str) -> Option<&'v str> {
    map.get(key).and_then(Value::as_str).filter(|text| !text.trim().is_empty())
}

fn entry(
    item: &serde_json::Map<String, Value>,
    kind: SectionKind,
    parser: &ResumeParser,
    place: &mut Places<'_>,
) -> Option<Entry> {
    let (kind, title, organisation) = match kind {
        SectionKind::Experience => (EntryKind::Job, "position", "name"),
        SectionKind::Volunteering => (EntryKind::Volunteering, "position", "organization"),
        SectionKind::Education => (EntryKind::Education, "studyType", "institution"),
        SectionKind::Certifications => (EntryKind::Certification, "name", "issuer"),
        SectionKind::Projects => (EntryKind::Project, "name", "entity"),
        _ => return None,
    };
    let start = place.at;
    let mut entry = Entry {
        kind,
        span: Span::new(start, start),
        title: None,
        organisation: None,
        location: None,
        period: None,
        bullets: Vec::new(),
    };
    let mut spans: Vec<Span> = Vec::new();
    let mut reached = start;
    for (key, value) in item {
        // The fields of an entry stand in the order of its lines, not in that of the file.
        reached = reached.max(place.at);
        place.at = start;
        match value {
            Value::String(text) if !text.trim().is_empty() => {
                let found = place.find(text);
                spans.push(found.span);
                if key == title {
                    entry.title = Some(found);
                } else if key == organisation || key == "company" {
                    entry.organisation = Some(found);
                } else if key == "location" {
                    entry.location = Some(found);
                }
            }
            Value::Array(list) => {
                for text in list.iter().filter_map(Value::as_str) {
                    let found = place.find(text);
                    spans.push(found.span);
                    if key == "highlights" {
                        entry.bullets.push(found);
                    }
                }
            }
            _ => {}
        }
    }
    place.at = place.at.max(reached);
    let told = |key: &str| string(item, key).and_then(|text| parser.dates.periods(text).first().copied());
    let (from, to, date) = (told("startDate"), told("endDate"), told("date"));
    let spot = ["startDate", "date", "endDate"]
        .iter()
        .find_map(|key| string(item, key))
        .and_then(|text| place.within(text, start))
        .map(|spot| place.to_line_end(spot))
        .unwrap_or(Span::new(start, start));
    let year_only =
        |periods: [Option<Period>; 2]| periods.into_iter().flatten().all(|period| period.year_only);
    entry.period = match (from, to, date) {
        (None, None, None) => None,
        (None, None, Some(date)) => Some(Period { span: spot, ..date }),
        (from, None, _) => Some(Period {
            start: from.and_then(|from| from.start),
            end: PeriodEnd::Present,
            year_only: year_only([from, None]),
            reversed: false,
            span: spot,
        }),
        (from, Some(to), _) => {
            let end = match to.end {
                PeriodEnd::Month(end) => end,
                PeriodEnd::Present => to.start.unwrap_or(Month::new(0, 1)),
            };
            let start = from.and_then(|from| from.start);
            let reversed = start.is_some_and(|start| start > end);
            let (start, end) = if reversed { (Some(end), start.unwrap_or(end)) } else { (start, end) };
            Some(Period {
                start,
                reversed,
                end: PeriodEnd::Month(end),
                year_only: year_only([from, Some(to)]),
                span: spot,
            })
        }
    };
    let real = spans.iter().filter(|span| !span.is_empty());
    let first = real.clone().map(|span| span.start).min().unwrap_or(start);
    let last = real.map(|span| span.end).max().unwrap_or(first);
    entry.span = Span::new(first, last.max(first));
    Some(entry)
}

fn language(
    item: &serde_json::Map<String, Value>,
    parser: &ResumeParser,
    place: &mut Places<'_>,
) -> Option<SpokenLanguage> {
    let name = string(item, "language")?;
    let fluency = string(item, "fluency").unwrap_or_default();
    let first = place.find(name).span;
    let last = if fluency.is_empty() { first } else { place.find(fluency).span };
    let (id, level, native) = parser.spoken.single(name, fluency)?;
    Some(SpokenLanguage {
        id,
        level,
        native,
        span: Span::new(first.start.min(last.start), last.end.max(first.end)),
    })
}

/// Finds the values of the JSON in the flattened text, one after the other.
struct Places<'t> {
    text: &'t str,
    at: usize,
}

impl Places<'_> {
    /// The next place of `value`; an empty span where the text does not hold it.
    fn find(&mut self, value: &str) -> Spanned {
        let value = value.trim();
        let ahead = self.text.get(self.at..).and_then(|rest| rest.find(value)).map(|at| self.at + at);
        match ahead.or_else(|| self.text.find(value)) {
            Some(start) => {
                let span = Span::new(start, start + value.len());
                // A value out of order does not throw the others back.
                if start >= self.at && start - self.at < 20_000 {
                    self.at = span.end;
                }
                Spanned { text: value.to_owned(), span }
            }
            None => Spanned { text: value.to_owned(), span: Span::new(self.at, self.at) },
        }
    }

    fn within(&self, value: &str, from: usize) -> Option<Span> {
        let at = from + self.text.get(from..)?.find(value)?;
        Some(Span::new(at, at + value.len()))
    }

    /// A date and what follows it on its line: « – présent ».
    fn to_line_end(&self, date: Span) -> Span {
        let rest = self.text.get(date.end..).unwrap_or_default();
        let line = rest.split('\n').next().unwrap_or_default().trim_end();
        Span::new(date.start, date.end + if line.len() <= RANGE { line.len() } else { 0 })
    }

    /// Moves past all texts of a value.
    fn pass(&mut self, value: &Value) {
        match value {
            Value::String(text) => {
                self.find(text);
            }
            Value::Array(list) => list.iter().for_each(|value| self.pass(value)),
            Value::Object(map) => map.values().for_each(|value| self.pass(value)),
            _ => {}
        }
    }
}
