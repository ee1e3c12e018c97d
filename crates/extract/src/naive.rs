//! The second opinion: what a simple parser gets from a file.

use sartor_core::document::{Document, Format};

use crate::ReadError;
use crate::builder::{Builder, Looks};

/// The text of a PDF in the order in which it is drawn, with the faults of that way left in.
pub(crate) fn pdf(bytes: &[u8]) -> Result<Document, ReadError> {
    let pages = pdf_extract::extract_text_from_mem_by_pages(bytes).map_err(|error| match error {
        pdf_extract::OutputError::PdfError(_) if contains_encrypt(bytes) => ReadError::Encrypted,
        _ => ReadError::Damaged { format: Format::Pdf },
    })?;
    let mut builder = Builder::default();
    for (at, page) in pages.iter().enumerate() {
        for line in page.lines() {
            if line.trim().is_empty() {
                builder.blank();
            } else {
                builder.line(line, Looks { page: at as u32 + 1, ..Looks::default() });
            }
        }
        builder.blank();
    }
    Ok(builder.finish(Format::Pdf, pages.len() as u32))
}

fn contains_encrypt(bytes: &[u8]) -> bool {
    bytes.windows(8).any(|window| window == b"/Encrypt")
}
