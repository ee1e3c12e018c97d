//! The tailored resume as plain text, in the layout that every reader reads.

use super::{Block, ContactKind, ContactLine, TailoredEntry, TailoredResume, Text};
use crate::resume::SectionKind;

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
    if resume.headline.is_some() {
        // Apart from the contact, so that no word of the one lends its sense to the other.
        line(&mut out, &[resume.headline.as_ref()], "");
        out.push('\n');
    }
    let (ways, others): (Vec<&ContactLine>, Vec<&ContactLine>) =
        resume.contact.iter().partition(|line| line.kind != ContactKind::Other);
    line(&mut out, &ways.into_iter().map(|line| Some(&line.text)).collect::<Vec<_>>(), " · ");
    for other in others {
        line(&mut out, &[Some(&other.text)], "");
    }
    for section in &resume.sections {
        // Under an employer over several jobs, and for certifications, an entry has its head on one line.
        let short = section.kind == SectionKind::Certifications
            || section.blocks.iter().any(|block| matches!(block, Block::Entry(entry) if is_employer(entry)));
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
                Block::Entry(own) => entry(&mut out, own, short),
            }
            before = Some(block);
        }
    }
    // Forms and terminals want ordinary spaces.
    out.replace(['\u{a0}', '\u{202f}'], " ")
}

/// An entry stands apart from what comes before it, but for the employer of several.
fn parted(before: Option<&Block>, block: &Block) -> bool {
    let entry = |block: &Block| matches!(block, Block::Entry(_));
    match before {
        None => false,
        Some(before) if entry(before) || entry(block) => {
            !matches!(before, Block::Entry(entry) if is_employer(entry))
        }
        Some(_) => false,
    }
}

/// An employer over the jobs that follow it.
fn is_employer(entry: &TailoredEntry) -> bool {
    entry.title.is_none() && entry.start.is_none() && entry.bullets.is_empty() && entry.organisation.is_some()
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

fn entry(out: &mut String, entry: &TailoredEntry, short: bool) {
    let is_there = |text: &&Text| !text.text.is_empty();
    let title = entry.title.as_ref().filter(is_there);
    let organisation = entry.organisation.as_ref().filter(is_there);
    let location = entry.location.as_ref().filter(is_there);
    let mut head = Head { out, begun: false };
    head.put("", title);
    if organisation.is_none() && title.is_some() {
        // A place alone on a line would be taken for an employer.
        if let Some(place) = location {
            head.out.push_str(&format!(" ({})", place.text));
        }
    }
    if !short {
        head.end();
    }
    head.put(" – ", organisation);
    if organisation.is_some() || title.is_none() {
        head.put(", ", location);
    }
    head.put(" | ", entry.period.as_ref());
    head.end();
    for own in &entry.lines {
        line(out, &[Some(own)], "");
    }
    for own in &entry.bullets {
        item(out, own);
    }
}

/// A line as it grows; what parts its fields is written between them only.
struct Head<'o> {
    out: &'o mut String,
    begun: bool,
}

impl Head<'_> {
    fn put(&mut self, between: &str, text: Option<&Text>) {
        if let Some(text) = text {
            if self.begun {
                self.out.push_str(between);
            }
            self.out.push_str(&text.text);
            self.begun = true;
        }
    }

    fn end(&mut self) {
        if self.begun {
            self.out.push('\n');
        }
        self.begun = false;
    }
}
