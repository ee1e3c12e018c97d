//! Office documents: Office Open XML by package, styles and walk; OpenDocument by one walk; Rich Text by its tokens.

mod archive;
mod doctype;
mod odt;
mod package;
mod paragraph;
mod rtf;
mod stack;
mod styles;
mod walk;
mod write;
mod xml;

use sartor_core::Span;
use sartor_core::document::{AsideKind, Document, Format, FrameKind, Picture};

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
        let walked = walk::read(&xml, &styles, &links, limits)?;
        // The same header for first, even and other pages is one header to a reader.
        if part.repeats.is_some() && seen.contains(&walked) {
            continue;
        }
        let from = builder.here();
        write::write(&mut builder, &walked.blocks);
        let whole = Span::new(from, builder.here());
        if let Some(kind) = part.repeats {
            builder.frame(kind, whole);
        }
        if walked.columns {
            builder.frame(FrameKind::Columns, whole);
        }
        for (width, height) in &walked.pictures {
            builder.picture(Picture { page: 1, width: *width, height: *height });
        }
        for text in &walked.alternatives {
            builder.aside(text, AsideKind::AltText);
        }
        builder.block();
        seen.push(walked);
    }
    for path in &package.properties {
        let Some(xml) = archive.text(path)? else { continue };
        properties(&xml, &mut builder, limits)?;
    }
    Ok(builder.finish(Format::Docx, 1))
}

/// Notes the properties that a writer may fill with words.
fn properties(xml: &str, builder: &mut Builder, limits: &Limits) -> Result<(), ReadError> {
    const TOLD: &[&str] = &[
        "title",
        "subject",
        "creator",
        "keywords",
        "description",
        "category",
        "lpwstr",
        "keyword",
        "user-defined",
    ];
    let mut open = false;
    let mut text = String::new();
    xml::walk(xml, limits, |node| match node {
        xml::Node::Start(element) => {
            open = TOLD.contains(&element.name.as_str());
            text.clear();
        }
        xml::Node::Text(part) if open => text.push_str(&part),
        xml::Node::Text(_) => {}
        xml::Node::End(..) => {
            builder.aside(&std::mem::take(&mut text), AsideKind::Metadata);
            open = false;
        }
    })
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
