//! The tailored resume as plain text, in the layout that every reader reads.

use super::{Block, TailoredEntry, TailoredResume, Text};

/// Writes a resume as plain text: one column, a heading a section, employer and period under the title, a dash before each item.
///
/// ```
/// use sartor_core::{letter::Locale, tailoring::{TailoredResume, Text, compose}};
/// let name = Text { text: "Zoé Martin".to_owned(), spans: Vec::new() };
/// let resume = TailoredResume { locale: Locale::Fr, name, headline: None, contact: Vec::new(), sections: Vec::new() };
/// assert_eq!(compose(&resume), "Zoé Martin\n");
/// ```
pub fn compose(resume: &TailoredResume) -> String {
    let mut out = String::with_capacity(4096);
    line(&mut out, &[Some(&resume.name)], "");
    line(&mut out, &[resume.headline.as_ref()], "");
    for contact in &resume.contact {
        line(&mut out, &[Some(&contact.text)], "");
    }
    for section in &resume.sections {
        out.push('\n');
        if !section.heading.is_empty() {
            out.push_str(&section.heading);
            out.push('\n');
        }
        let mut before: Option<&Block> = None;
        for block in &section.blocks {
            if parted(before, block) {
                out.push('\n');
            }
            match block {
                Block::Paragraph(text) => line(&mut out, &[Some(text)], ""),
                Block::Bullet(text) => item(&mut out, text),
                Block::Group { label, items } => group(&mut out, label.as_ref(), items),
                Block::Entry(own) => entry(&mut out, own),
            }
            before = Some(block);
        }
    }
    out
}

/// An entry stands apart from what comes before it, but for the employer of several.
fn parted(before: Option<&Block>, block: &Block) -> bool {
    let entry = |block: &Block| matches!(block, Block::Entry(_));
    match before {
        None => false,
        Some(before) if entry(before) || entry(block) => {
            !matches!(before, Block::Entry(employer) if employer.title.is_none() && employer.start.is_none() && employer.bullets.is_empty())
        }
        Some(_) => false,
    }
}

fn line(out: &mut String, parts: &[Option<&Text>], between: &str) {
    let mut first = true;
    for part in parts.iter().copied().flatten().filter(|part| !part.text.is_empty()) {
        if !first {
            out.push_str(between);
        }
        out.push_str(&part.text);
        first = false;
    }
    if !first {
        out.push('\n');
    }
}

fn item(out: &mut String, text: &Text) {
    out.push_str("- ");
    out.push_str(&text.text);
    out.push('\n');
}

fn group(out: &mut String, label: Option<&Text>, items: &[Text]) {
    if let Some(label) = label {
        out.push_str(&label.text);
        out.push_str(" : ");
    }
    for (at, own) in items.iter().enumerate() {
        if at > 0 {
            out.push_str(", ");
        }
        out.push_str(&own.text);
    }
    out.push('\n');
}

fn entry(out: &mut String, entry: &TailoredEntry) {
    line(out, &[entry.title.as_ref()], "");
    let place = [entry.organisation.as_ref(), entry.location.as_ref()];
    let named = place.iter().flatten().any(|part| !part.text.is_empty());
    for (at, part) in place.into_iter().flatten().filter(|part| !part.text.is_empty()).enumerate() {
        if at > 0 {
            out.push_str(", ");
        }
        out.push_str(&part.text);
    }
    if let Some(period) = &entry.period {
        if named {
            out.push_str(" | ");
        }
        out.push_str(&period.text);
    }
    if named || entry.period.is_some() {
        out.push('\n');
    }
    for own in &entry.lines {
        line(out, &[Some(own)], "");
    }
    for own in &entry.bullets {
        item(out, own);
    }
}
