//! From a source to pages, and from pages to a file.

use typst::{
    diag::SourceDiagnostic,
    foundations::{Datetime, Smart},
};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::{TypesetError, world::Sealed};

/// A document that is laid out.
#[derive(Debug, Clone)]
pub struct Pages {
    name: String,
    date: (i32, u8, u8),
    document: PagedDocument,
}

pub(crate) fn lay(world: &Sealed, date: (i32, u8, u8)) -> Result<Pages, TypesetError> {
    match typst::compile::<PagedDocument>(world).output {
        Ok(document) => Ok(Pages { name: world.name().to_owned(), date, document }),
        Err(errors) => Err(told(world.name(), errors.first(), Some(world))),
    }
}

impl Pages {
    /// How many there are.
    pub fn count(&self) -> usize {
        self.document.pages().len()
    }

    /// The file: tagged, and accessible by PDF/UA-1 where the source allows it.
    ///
    /// # Errors
    ///
    /// What cannot be written as PDF.
    pub fn pdf(&self) -> Result<Vec<u8>, TypesetError> {
        // A source of a user may skip a level of headings; its file is then tagged all the same.
        match self.write(&[PdfStandard::Ua_1]) {
            Ok(bytes) => Ok(bytes),
            Err(_) => self.write(&[]),
        }
    }

    fn write(&self, standards: &[PdfStandard]) -> Result<Vec<u8>, TypesetError> {
        let (year, month, day) = self.date;
        let standards = PdfStandards::new(standards).map_err(|error| TypesetError::Source {
            name: self.name.clone(),
            line: 0,
            reason: error.message().to_string(),
        })?;
        let options = PdfOptions {
            // Of the title and the author; the same document has the same.
            ident: Smart::Auto,
            creator: Smart::Custom(Some("Sartor".to_owned())),
            timestamp: Datetime::from_ymd_hms(year, month, day, 0, 0, 0).map(Timestamp::new_utc),
            standards,
            ..PdfOptions::default()
        };
        typst_pdf::pdf(&self.document, &options).map_err(|errors| told(&self.name, errors.first(), None))
    }
}

fn told(name: &str, error: Option<&SourceDiagnostic>, world: Option<&Sealed>) -> TypesetError {
    let place = error.zip(world).and_then(|(error, world)| world.line(&error.span));
    let (name, line) = place.unwrap_or_else(|| (name.to_owned(), 0));
    TypesetError::Source {
        name,
        line,
        reason: error.map_or_else(String::new, |error| error.message.to_string()),
    }
}
