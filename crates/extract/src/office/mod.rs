//! Office documents: Office Open XML by package, styles and walk; OpenDocument by one walk; Rich Text by its tokens.

mod archive;
mod odt;
mod package;
mod paragraph;
mod rtf;
mod stack;
mod styles;
mod walk;
mod write;
mod xml;

use sartor_core::document::{Document, Format};

use crate::builder::{Builder, Looks};
use crate::{Limits, ReadError};
use archive::Archive;
pub(crate) use archive::check_count;
use package::Package;

/// The document of a DOCX: headers, body, notes, footers.
pub(crate) fn read_docx(bytes: &[u8], limits: &Limits) -> Result<Document, ReadError> {
    let mut archive = Archive::open(bytes, limits)?;
    let package = Package::open(&mut archive)?;
    let styles = match archive.text(&package.styles)? {
        Some(xml) => styles::read(&xml, limits)?,
        None => styles::Styles::default(),
    };
    let mut builder = Builder::default();
    let mut seen = Vec::new();
    for part in &package.parts {
        let Some(xml) = archive.text(&part.path)? else { continue };
        let links = package::relations(&mut archive, &part.path)?;
        let blocks = walk::read(&xml, &styles, &links, limits)?;
        // The same header for first, even and other pages is one header to a reader.
        if part.repeats && seen.contains(&blocks) {
            continue;
        }
        write::write(&mut builder, &blocks);
        builder.block();
        if part.repeats {
            seen.push(blocks);
        }
    }
    Ok(builder.finish(Format::Docx, 1))
}

/// The document of an ODT: header, body, footer.
pub(crate) fn read_odt(bytes: &[u8], limits: &Limits) -> Result<Document, ReadError> {
    odt::read(bytes, limits).map_err(|error| match error {
        ReadError::Damaged { .. } => ReadError::Damaged { format: Format::Odt },
        other => other,
    })
}

/// The document of an RTF: headers, body, notes, footers.
pub(crate) fn read_rtf(bytes: &[u8], limits: &Limits) -> Result<Document, ReadError> {
    rtf::read(bytes, limits)
}

/// What a plain walk over the paragraphs of the body gets: no headers, no text boxes, no notes, cells after all else.
pub(crate) fn read_docx_naively(bytes: &[u8], limits: &Limits) -> Result<Document, ReadError> {
    let mut archive = Archive::open(bytes, limits)?;
    let package = Package::open(&mut archive)?;
    let body = package.parts.iter().find(|part| part.body).map(|part| part.path.clone()).unwrap_or_default();
    let mut builder = Builder::default();
    if let Some(xml) = archive.text(&body)? {
        for line in walk::paragraphs_only(&xml, limits)? {
            if line.trim().is_empty() {
                builder.blank();
            } else {
                builder.line(&line, Looks::default());
            }
        }
    }
    Ok(builder.finish(Format::Docx, 1))
}
