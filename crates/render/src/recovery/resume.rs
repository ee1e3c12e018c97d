//! A resume read back.

use std::collections::{BTreeMap, BTreeSet};

use sartor_core::{
    apply::{Engine, ReadResume},
    document::Document,
    resume::{Entry, PeriodEnd},
    tailoring::{Block, ContactKind, TailoredEntry, TailoredResume, compose},
};

use super::{FieldKind, Haystack, Recovery, plain};

/// Looks for every field of a resume in what the readers make of its file.
///
/// Ours must find fields as fields: the name as the name, a title as the title of an entry, a skill as a mention.
pub fn resume_recovery(
    engine: &Engine,
    resume: &TailoredResume,
    ours: Document,
    naive: Option<&Document>,
) -> Recovery {
    let wanted = ReadResume::new(engine, Document::plain(&compose(resume)));
    let hay = Haystack::new(&ours.text);
    let simple = Haystack::of(naive);
    let read = ReadResume::new(engine, ours);
    let mut recovery = Recovery::default();
    let seen = |text: &str| simple.as_ref().map(|simple| simple.has(text));
    let contact = &read.resume.contact;
    if !resume.name.text.is_empty() {
        let name = &resume.name.text;
        let is_field = contact.name.as_ref().is_some_and(|found| is_name(&found.text, name));
        recovery.add(FieldKind::Name, name, hay.place(name, is_field), seen(name));
    }
    for way in &resume.contact {
        let text = &way.text.text;
        // Of two numbers or addresses, a reader keeps the first.
        let first = resume.contact.iter().find(|own| own.kind == way.kind).is_some_and(|own| own == way);
        let (kind, is_field) = match way.kind {
            ContactKind::Email => {
                (FieldKind::Email, contact.email.as_ref().is_some_and(|email| alike(&email.text, text)))
            }
            ContactKind::Phone => (
                FieldKind::Phone,
                contact.phone.as_ref().is_some_and(|phone| digits(&phone.text) == digits(text)),
            ),
            ContactKind::City | ContactKind::Link | ContactKind::Other => (FieldKind::Text, hay.has(text)),
        };
        let is_field = is_field || (!first && hay.has(text));
        recovery.add(kind, text, hay.place(text, is_field), seen(text));
    }
    for block in resume.sections.iter().flat_map(|section| &section.blocks) {
        match block {
            Block::Entry(one) => entry(&mut recovery, one, &read.resume.entries, &hay, &seen),
            Block::Paragraph(text) | Block::Bullet(text) => {
                recovery.add(FieldKind::Text, &text.text, hay.find(&text.text), seen(&text.text));
            }
            Block::Group { items, .. } => {
                for item in items {
                    recovery.add(FieldKind::Text, &item.text, hay.find(&item.text), seen(&item.text));
                }
            }
        }
    }
    let found: BTreeSet<&str> =
        read.found.skills.iter().map(|mention| engine.lexicon().get(mention.skill).id.as_str()).collect();
    for (skill, words) in skills(engine, &wanted, resume) {
        recovery.add(FieldKind::Skill, words, hay.place(words, found.contains(skill)), seen(words));
    }
    recovery.undrawn = hay.undrawn(&recovery.fields);
    recovery
}

fn entry(
    recovery: &mut Recovery,
    wanted: &TailoredEntry,
    entries: &[Entry],
    hay: &Haystack,
    seen: &impl Fn(&str) -> Option<bool>,
) {
    // What has no period and no employer is a line of its section, and need not be read as an entry.
    let is_entry = wanted.organisation.is_some() || wanted.start.is_some() || wanted.end.is_some();
    if let Some(title) = &wanted.title {
        let found =
            entries.iter().filter_map(|entry| entry.title.as_ref()).any(|own| names(&own.text, &title.text));
        let found = found || (!is_entry && hay.has(&title.text));
        recovery.add(FieldKind::Title, &title.text, hay.place(&title.text, found), seen(&title.text));
    }
    if let Some(organisation) = &wanted.organisation {
        let name = &organisation.text;
        let found =
            entries.iter().filter_map(|entry| entry.organisation.as_ref()).any(|own| names(&own.text, name));
        recovery.add(FieldKind::Employer, name, hay.place(name, found), seen(name));
    }
    if let Some(period) = &wanted.period {
        let told = wanted.start.is_some() || wanted.end.is_some();
        let found =
            if told { entries.iter().any(|own| same_period(own, wanted)) } else { hay.has(&period.text) };
        recovery.add(FieldKind::Date, &period.text, hay.place(&period.text, found), seen(&period.text));
    }
    for text in wanted.location.iter().chain(&wanted.lines).chain(&wanted.bullets) {
        recovery.add(FieldKind::Text, &text.text, hay.find(&text.text), seen(&text.text));
    }
}

fn same_period(own: &Entry, wanted: &TailoredEntry) -> bool {
    own.period.is_some_and(|period| {
        let end = match period.end {
            PeriodEnd::Month(month) => Some(month),
            PeriodEnd::Present => None,
        };
        period.start == wanted.start
            && (period.end == PeriodEnd::Present) == wanted.current
            && end == wanted.end
    })
}

/// The skills that a resume tells, each with the words of its first mention.
///
/// Left out are those of headings, of titles and of names (« Master Contrôle, comptabilité, audit »), and what only the end of a line
/// makes one with the next.
fn skills<'r>(
    engine: &'r Engine,
    read: &'r ReadResume,
    resume: &TailoredResume,
) -> BTreeMap<&'r str, &'r str> {
    let names: Vec<&str> = resume
        .sections
        .iter()
        .flat_map(|section| {
            let entries = section.blocks.iter().filter_map(|block| match block {
                Block::Entry(entry) => Some(entry),
                _ => None,
            });
            let names = entries.flat_map(|entry| entry.title.iter().chain(&entry.organisation));
            names.map(|name| name.text.as_str()).chain([section.heading.as_str()])
        })
        .filter(|name| !name.is_empty())
        .collect();
    let mut all = BTreeMap::new();
    for mention in &read.found.skills {
        let words = mention.span.of(&read.resume.text);
        let line = read.resume.text[..mention.span.start].rsplit('\n').next().map_or(0, str::len);
        let line = read.resume.text[mention.span.start - line..].lines().next().unwrap_or_default();
        if words.contains('\n') || names.iter().any(|name| line.starts_with(name)) {
            continue;
        }
        all.entry(engine.lexicon().get(mention.skill).id.as_str()).or_insert(words);
    }
    all
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// The same name, or one with a word after it: « Belledonne Conseil » and « Belledonne Conseil (ESN) ».
fn names(one: &str, other: &str) -> bool {
    let (one, other) = (plain(one).to_lowercase(), plain(other).to_lowercase());
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    long.strip_prefix(&short)
        .is_some_and(|rest| !short.is_empty() && !rest.starts_with(char::is_alphanumeric))
}

/// The same name, or one without the title before it: « Dr ».
fn is_name(one: &str, other: &str) -> bool {
    let (one, other) = (plain(one).to_lowercase(), plain(other).to_lowercase());
    other == one || one.contains(' ') && other.ends_with(&format!(" {one}"))
}

fn alike(one: &str, other: &str) -> bool {
    plain(one).to_lowercase() == plain(other).to_lowercase()
}
