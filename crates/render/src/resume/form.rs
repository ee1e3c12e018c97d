//! The form pack: blocks of plain text to paste into the fields of an application form.

use std::fmt::Write;

use sartor_core::{
    Language, Month,
    resume::SectionKind,
    tailoring::{Block, ContactKind, TailoredEntry, TailoredResume, TailoredSection},
};

/// What parts two blocks.
const RULE: &str = "----------------------------------------";

/// Writes a resume as blocks for a form: months as MM/YYYY, ordinary spaces and apostrophes, a dash before each item.
///
/// The labels are in the language of the resume.
pub fn form_pack(resume: &TailoredResume) -> String {
    let language = resume.locale.language();
    let mut out = String::new();
    contact(&mut out, resume, language);
    for section in &resume.sections {
        let entries: Vec<&TailoredEntry> = section.blocks.iter().filter_map(entry_of).collect();
        if entries.is_empty() {
            whole(&mut out, section, language);
        }
        for (at, entry) in entries.iter().enumerate() {
            let heading = format!("{} {}/{}", section.heading, at + 1, entries.len());
            block(&mut out, &heading, entry, section.kind, language);
        }
    }
    plain(&out)
}

fn entry_of(block: &Block) -> Option<&TailoredEntry> {
    match block {
        Block::Entry(entry) => Some(entry),
        _ => None,
    }
}

fn contact(out: &mut String, resume: &TailoredResume, language: Language) {
    head(out, language.pick("Coordonnées", "Contact"));
    let mut tell = |label: &str, value: &str| line(out, label, value, language);
    tell(language.pick("Nom", "Name"), &resume.name.text);
    if let Some(headline) = &resume.headline {
        tell(language.pick("Titre", "Headline"), &headline.text);
    }
    for way in &resume.contact {
        let label = match way.kind {
            ContactKind::City => language.pick("Ville", "Town"),
            ContactKind::Phone => language.pick("Téléphone", "Phone"),
            ContactKind::Email => language.pick("Courriel", "E-mail"),
            ContactKind::Link => language.pick("Lien", "Link"),
            ContactKind::Other => language.pick("Autre", "Other"),
        };
        tell(label, &way.text.text);
    }
}

fn whole(out: &mut String, section: &TailoredSection, language: Language) {
    head(out, &section.heading);
    for block in &section.blocks {
        let _ = match block {
            Block::Paragraph(text) => writeln!(out, "{}", text.text),
            Block::Bullet(text) => writeln!(out, "- {}", text.text),
            Block::Group { label, items } => {
                let items: Vec<&str> = items.iter().map(|item| item.text.as_str()).collect();
                let label = label.as_ref().map_or_else(String::new, |label| {
                    format!("{}{}", label.text, super::shape::colon(language))
                });
                writeln!(out, "{label}{}", items.join(", "))
            }
            Block::Entry(_) => Ok(()),
        };
    }
}

fn block(out: &mut String, heading: &str, entry: &TailoredEntry, kind: SectionKind, language: Language) {
    head(out, heading);
    let (title, organisation) = match kind {
        SectionKind::Education => {
            (language.pick("Diplôme", "Degree"), language.pick("Établissement", "School"))
        }
        SectionKind::Certifications => {
            (language.pick("Intitulé", "Title"), language.pick("Organisme", "Issuer"))
        }
        SectionKind::Experience | SectionKind::Teaching => {
            (language.pick("Poste", "Job title"), language.pick("Employeur", "Employer"))
        }
        _ => (language.pick("Intitulé", "Title"), language.pick("Organisation", "Organisation")),
    };
    let parts = [
        (title, &entry.title),
        (organisation, &entry.organisation),
        (language.pick("Lieu", "Location"), &entry.location),
    ];
    for (label, text) in parts {
        if let Some(text) = text {
            line(out, label, &text.text, language);
        }
    }
    if let Some(start) = entry.start {
        line(out, language.pick("Du", "From"), &date(start, entry.year_only), language);
    }
    if entry.current {
        line(out, language.pick("Au", "To"), language.pick("en cours", "present"), language);
    } else if let Some(end) = entry.end {
        line(out, language.pick("Au", "To"), &date(end, entry.year_only), language);
    }
    if !entry.lines.is_empty() || !entry.bullets.is_empty() {
        let _ = writeln!(out, "Description{}", super::shape::colon(language).trim_end());
    }
    for text in &entry.lines {
        let _ = writeln!(out, "{}", text.text);
    }
    for text in &entry.bullets {
        let _ = writeln!(out, "- {}", text.text);
    }
}

/// `MM/YYYY`; the year alone where no month is told.
fn date(month: Month, year_only: bool) -> String {
    if year_only { month.year().to_string() } else { format!("{:02}/{}", month.month(), month.year()) }
}

fn head(out: &mut String, heading: &str) {
    if !out.is_empty() {
        out.push('\n');
    }
    let _ = writeln!(out, "{RULE}\n{heading}\n{RULE}");
}

fn line(out: &mut String, label: &str, value: &str, language: Language) {
    if !value.is_empty() {
        let _ = writeln!(out, "{label}{}{value}", super::shape::colon(language));
    }
}

/// Forms often refuse or show as signs what no keyboard has.
fn plain(text: &str) -> String {
    text.chars()
        .filter(|sign| !matches!(sign, '\u{200b}' | '\u{ad}' | '\u{2060}'))
        .map(|sign| match sign {
            '\u{a0}' | '\u{202f}' | '\u{2009}' => ' ',
            '’' | '‘' => '\'',
            '\u{2011}' => '-',
            other => other,
        })
        .collect()
}
