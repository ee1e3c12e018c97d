//! Letters and resumes as PDF.

use sartor_core::{letter::Letter, tailoring::TailoredResume};
use sartor_typeset::{Pages, Sheet, TypesetError, uncovered};
use serde::Serialize;
use serde_json::Value;
use thiserror::Error;

use crate::{letter, paper::Paper, resume, typography::is_picture};

/// Tightest step of a letter, see `templates/typeset/letter.typ`.
const LETTER_STEPS: u8 = 4;
/// Tightest step of a resume, see `templates/typeset/resume.typ`.
const RESUME_STEPS: u8 = 3;

/// Why there is no PDF.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum PdfError {
    /// The source of the typesetting does not work.
    #[error(transparent)]
    Typeset(#[from] TypesetError),
    /// A letter that the tightest setting does not bring to one page.
    #[error(
        "the letter takes {pages} pages and may take one: shorten the reason, or ask for a shorter letter"
    )]
    TooLong {
        /// Pages at the tightest setting.
        pages: usize,
    },
}

impl PdfError {
    /// Stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Typeset(error) => error.code(),
            Self::TooLong { .. } => "letter.too_long",
        }
    }
}

/// Writes a letter as PDF of one page: the spaces shrink step by step until it fits.
///
/// # Errors
///
/// [`PdfError::TooLong`] where they cannot shrink enough; a source that does not work.
pub fn letter_pdf(letter: &Letter, paper: &Paper<'_>) -> Result<Vec<u8>, PdfError> {
    let shape = letter::shape::of(letter);
    let mut pages = 0;
    for step in 0..=LETTER_STEPS {
        let set = set("letter.typ", &shape, step, paper)?;
        pages = set.count();
        if pages == 1 {
            return Ok(set.pdf()?);
        }
    }
    Err(PdfError::TooLong { pages })
}

/// Writes a resume as PDF: as airy as the number of its pages allows.
///
/// # Errors
///
/// A source that does not work.
pub fn resume_pdf(resume: &TailoredResume, paper: &Paper<'_>) -> Result<Vec<u8>, PdfError> {
    let shape = resume::shape::of(resume);
    let set = |step| set("resume.typ", &shape, step, paper);
    let airy = set(0)?;
    if airy.count() == 1 {
        return Ok(airy.pdf()?);
    }
    let fewest = set(RESUME_STEPS)?;
    if fewest.count() == airy.count() {
        return Ok(airy.pdf()?);
    }
    for step in 1..RESUME_STEPS {
        let pages = set(step)?;
        if pages.count() == fewest.count() {
            return Ok(pages.pdf()?);
        }
    }
    Ok(fewest.pdf()?)
}

fn set(main: &str, shape: &impl Serialize, step: u8, paper: &Paper<'_>) -> Result<Pages, TypesetError> {
    let failed = |reason: String| TypesetError::Values { name: main.to_owned(), reason };
    let mut values = serde_json::to_value(shape).map_err(|error| failed(error.to_string()))?;
    leave_out_undrawn(&mut values);
    if let Value::Object(values) = &mut values {
        values.insert("design".to_owned(), paper.design.name().into());
        values.insert("step".to_owned(), step.into());
    }
    let (year, month, day) = (paper.date.year(), paper.date.month(), paper.date.day());
    sartor_typeset::typeset(&Sheet {
        main,
        sources: paper.sources,
        values: &values,
        date: (i32::from(year), month.unsigned_abs(), day.unsigned_abs()),
    })
}

/// Takes out the pictures that no font draws: they would stand as empty boxes.
fn leave_out_undrawn(value: &mut Value) {
    match value {
        Value::String(text) => {
            let undrawn: Vec<char> = uncovered(text).into_iter().filter(|sign| is_picture(*sign)).collect();
            if !undrawn.is_empty() {
                text.retain(|sign| !undrawn.contains(&sign));
                *text = text.trim().to_owned();
            }
        }
        Value::Array(all) => all.iter_mut().for_each(leave_out_undrawn),
        Value::Object(all) => all.values_mut().for_each(leave_out_undrawn),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
