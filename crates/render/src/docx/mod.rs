//! Letters and resumes as DOCX: one column, real styles and headings, the contact in the body, no tables and no text boxes.
//!
//! Written here and not by a library: those at hand set neither language nor title nor author, and stamp what should stay the same.

mod body;
mod package;
mod styles;

use jiff::civil::Date;
use sartor_core::{Language, letter::Letter, tailoring::TailoredResume};

use crate::{
    letter::{self, shape::LetterShape},
    paper::{Design, Line},
    resume::{
        self,
        shape::{BlockShape, EntryShape},
    },
};
use body::{Body, Run};
use package::Properties;

/// Why there is no DOCX: the archive could not be written.
#[derive(Debug, thiserror::Error)]
#[error("the DOCX could not be put together")]
pub struct DocxError(#[source] std::io::Error);

impl DocxError {
    /// Stable code.
    pub const fn code(&self) -> &'static str {
        "docx.failed"
    }
}

/// Writes a letter as DOCX; the same letter and date give the same bytes.
///
/// # Errors
///
/// Where memory does not take the archive.
pub fn letter_docx(letter: &Letter, design: Design, date: Date) -> Result<Vec<u8>, DocxError> {
    let shape = letter::shape::of(letter);
    let mut body = Body::new(shape.paper);
    letter_body(&mut body, &shape, design);
    finish(body, &shape.title, &shape.author, (shape.lang, shape.region), design, date)
}

/// Writes a resume as DOCX; the same resume and date give the same bytes.
///
/// # Errors
///
/// Where memory does not take the archive.
pub fn resume_docx(resume: &TailoredResume, design: Design, date: Date) -> Result<Vec<u8>, DocxError> {
    let shape = resume::shape::of(resume);
    let mut body = Body::new(shape.paper);
    if !shape.name.is_empty() {
        body.paragraph("Title", &[Run::plain(shape.name)]);
    }
    if let Some(headline) = shape.headline {
        body.paragraph("Subtitle", &[Run::plain(headline)]);
    }
    ways(&mut body, &shape.contact);
    for section in &shape.sections {
        if !section.heading.is_empty() {
            body.paragraph("Heading1", &[Run::plain(section.heading)]);
        }
        for block in &section.blocks {
            match block {
                BlockShape::Paragraph { text } => body.paragraph("Normal", &[Run::plain(text)]),
                BlockShape::List { items } => {
                    items.iter().for_each(|item| body.paragraph("ListBullet", &[Run::plain(item)]));
                }
                BlockShape::Group { label, items } => {
                    let label = label.map(|label| format!("{label}{}", shape.colon));
                    let items = items.join(", ");
                    let mut runs: Vec<Run<'_>> = label.iter().map(|label| Run::bold(label)).collect();
                    runs.push(Run::plain(&items));
                    body.paragraph("Normal", &runs);
                }
                BlockShape::Entry(one) => entry(&mut body, one),
            }
        }
    }
    finish(body, &shape.title, shape.author, (shape.lang, shape.region), design, date)
}

fn entry(body: &mut Body, entry: &EntryShape<'_>) {
    let mut runs: Vec<Run<'_>> = entry.first.map(Run::plain).into_iter().collect();
    if let Some(period) = entry.period {
        if !runs.is_empty() {
            runs.push(Run::Tab);
        }
        runs.push(Run::styled(period, "Period"));
    }
    if !runs.is_empty() {
        body.paragraph("Heading2", &runs);
    }
    if !entry.under.is_empty() {
        let alone = entry.lines.is_empty() && entry.bullets.is_empty();
        let style = if alone { "Employer" } else { "EmployerKept" };
        body.paragraph(style, &[Run::plain(&entry.under.join(", "))]);
    }
    for line in &entry.lines {
        body.paragraph("Normal", &[Run::plain(line)]);
    }
    for bullet in &entry.bullets {
        body.paragraph("ListBullet", &[Run::plain(bullet)]);
    }
}

/// The ways to reach the applicant, in one paragraph.
fn ways(body: &mut Body, contact: &[Line]) {
    let mut runs = Vec::new();
    for (at, way) in contact.iter().enumerate() {
        if at > 0 {
            runs.push(Run::plain("  ·  "));
        }
        runs.push(Run::linked(way));
    }
    if !runs.is_empty() {
        body.paragraph("Contact", &runs);
    }
}

fn letter_body(body: &mut Body, letter: &LetterShape, design: Design) {
    if letter.french && design == Design::Classic {
        body.paragraph("Sender", &[Run::bold(&letter.name)]);
        for line in &letter.contact {
            body.paragraph("Sender", &[Run::linked(line)]);
        }
    } else {
        body.paragraph("Title", &[Run::plain(&letter.name)]);
        ways(body, &letter.contact);
    }
    let recipient = |body: &mut Body, style: &str| {
        for (at, line) in letter.recipient.iter().enumerate() {
            let style = if at == 0 { format!("{style}First") } else { style.to_owned() };
            body.paragraph(&style, &[Run::plain(&line.text)]);
        }
    };
    if letter.french {
        recipient(body, "Recipient");
        body.paragraph("PlaceDate", &[Run::plain(&letter.place_date)]);
    } else {
        body.paragraph("Date", &[Run::plain(&letter.place_date)]);
        recipient(body, "Address");
    }
    if let Some(label) = letter.subject_label {
        body.paragraph("Subject", &[Run::plain(&format!("{label}{}", letter.subject))]);
    }
    body.paragraph("Salutation", &[Run::plain(&letter.salutation)]);
    for paragraph in &letter.paragraphs {
        body.paragraph("BodyText", &[Run::plain(paragraph)]);
    }
    body.paragraph("BodyText", &[Run::plain(&letter.closing)]);
    body.paragraph("Signature", &[Run::plain(&letter.signature)]);
    if let Some(enclosure) = &letter.enclosure {
        body.paragraph("Enclosure", &[Run::plain(enclosure)]);
    }
}

fn finish(
    body: Body,
    title: &str,
    author: &str,
    (language, region): (&str, &str),
    design: Design,
    date: Date,
) -> Result<Vec<u8>, DocxError> {
    let french = language == Language::Fr.code();
    let properties = Properties { title, author, locale: &format!("{language}-{region}"), date };
    let styles = styles::sheet(design, properties.locale, french, body.text_width());
    package::pack(body, &styles, &properties).map_err(DocxError)
}
