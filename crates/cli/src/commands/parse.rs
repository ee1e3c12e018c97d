//! `sartor parse`: what was understood of a resume.

use std::fmt::Write;

use sartor_core::{
    Language,
    apply::ReadResume,
    resume::{Entry, EntryKind, PeriodEnd, Resume},
};
use sartor_render::safe;

use super::{Done, pretty};
use crate::{
    args::{Parse, Plain},
    failure::Failure,
    output,
    session::Session,
};

pub(crate) fn run(args: &Parse, session: &Session) -> Result<Done, Failure> {
    let resume = session.begin(&session.reader()?, &args.resume);
    let engine = session.engine()?;
    let read = ReadResume::new(&engine, resume.document()?);
    let text = match args.format {
        Plain::Json => pretty(&read.to_json(&engine))?,
        Plain::Text => text(&read.resume, session.language),
    };
    output::print(&text, session.language)?;
    Ok(Done::Well)
}

fn text(resume: &Resume, language: Language) -> String {
    let mut out = String::new();
    let none = language.pick("(non trouvé)", "(not found)");
    let contact = &resume.contact;
    let mut tell = |label: &str, value: Option<&str>| {
        let gap = " ".repeat(14usize.saturating_sub(label.chars().count()));
        let _ = writeln!(out, "{label}{gap}{}", value.map_or_else(|| none.to_owned(), one_line));
    };
    tell(language.pick("Nom", "Name"), contact.name.as_ref().map(|name| name.text.as_str()));
    tell(language.pick("Titre", "Headline"), resume.headline.as_ref().map(|headline| headline.text.as_str()));
    tell(language.pick("Courriel", "E-mail"), contact.email.as_ref().map(|email| email.text.as_str()));
    let phone = match (&contact.phone, &contact.phone_e164) {
        (Some(phone), Some(full)) => Some(format!("{} ({full})", phone.text)),
        (Some(phone), None) => Some(phone.text.clone()),
        _ => None,
    };
    tell(language.pick("Téléphone", "Phone"), phone.as_deref());
    tell(language.pick("Ville", "Town"), contact.city.as_ref().map(|city| city.text.as_str()));
    for link in &contact.links {
        tell(language.pick("Lien", "Link"), Some(&link.text));
    }
    for spoken in &resume.languages {
        tell(language.pick("Langue", "Language"), Some(spoken.span.of(&resume.text)));
    }
    for (kind, title) in [
        (EntryKind::Job, language.pick("Emplois", "Jobs")),
        (EntryKind::Project, language.pick("Projets", "Projects")),
        (EntryKind::Volunteering, language.pick("Bénévolat", "Volunteering")),
        (EntryKind::Education, language.pick("Formation", "Education")),
        (EntryKind::Certification, "Certifications"),
    ] {
        let entries: Vec<&Entry> = resume.entries.iter().filter(|entry| entry.kind == kind).collect();
        if entries.is_empty() {
            continue;
        }
        let _ = writeln!(out, "\n{title}");
        for one in entries {
            let _ = writeln!(out, "  {}  {}", period(one, language), entry(one, language));
        }
    }
    let headings: Vec<String> = resume
        .sections
        .iter()
        .filter_map(|section| section.heading.as_ref().map(|heading| one_line(&heading.text)))
        .collect();
    let _ = writeln!(out, "\n{} {}", language.pick("Rubriques\u{a0}:", "Sections:"), headings.join(" · "));
    out
}

fn entry(entry: &Entry, language: Language) -> String {
    let parts: Vec<String> = [&entry.title, &entry.organisation, &entry.location]
        .into_iter()
        .flatten()
        .map(|part| one_line(&part.text))
        .collect();
    let bullets = match entry.bullets.len() {
        0 => String::new(),
        1 => language.pick(" (1 élément)", " (1 item)").to_owned(),
        n => format!(" ({n} {})", language.pick("éléments", "items")),
    };
    format!("{}{bullets}", parts.join(", "))
}

fn period(entry: &Entry, language: Language) -> String {
    let Some(period) = &entry.period else { return format!("{:<17}", language.pick("sans date", "no date")) };
    let month = |month: sartor_core::Month| {
        if period.year_only { month.year().to_string() } else { month.to_string() }
    };
    let end = match period.end {
        PeriodEnd::Month(end) => month(end),
        PeriodEnd::Present => language.pick("présent", "present").to_owned(),
    };
    let text = match period.start.map(month) {
        Some(start) if start == end => end,
        Some(start) => format!("{start} – {end}"),
        None => format!("– {end}"),
    };
    format!("{text:<17}")
}

fn one_line(text: &str) -> String {
    safe(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}
