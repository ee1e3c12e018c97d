//! HTML pages and JSON files.

mod depth;
mod html;
mod json;
mod posting;
mod resume;

use sartor_core::document::{Document, Format};
use serde_json::Value;

use crate::builder::Builder;
use crate::{Limits, ReadError};

/// The document of an HTML page: what it shows; its JSON-LD blocks as data.
pub(crate) fn read_html(text: &str, limits: &Limits) -> Result<Document, ReadError> {
    let page = html::Page::parse(text, limits)?;
    let posting = page.data.iter().find_map(posting::find);
    if let Some(posting) = posting {
        let mut builder = Builder::default();
        posting::write(&mut builder, posting, limits)?;
        let told = builder.finish(Format::Html, 1);
        // A page that draws itself by script shows nothing of the posting that it describes.
        if !posting::is_shown(&told.text, &page.document.text) {
            let Document { links, hidden, .. } = page.document;
            return Ok(Document { links, hidden, data: Some(Value::Array(page.data)), ..told });
        }
    }
    let data = (!page.data.is_empty()).then_some(Value::Array(page.data));
    Ok(Document { data, ..page.document })
}

/// The document of a JSON file: a JSON Resume, a `JobPosting`, or whatever text it holds.
pub(crate) fn read_json(text: &str, limits: &Limits) -> Result<Document, ReadError> {
    let text = text.trim_start_matches('\u{feff}');
    let value: Value = serde_json::from_str(text).map_err(|_| ReadError::Damaged { format: Format::Json })?;
    let mut builder = Builder::default();
    if let Some(posting) = posting::find(&value) {
        posting::write(&mut builder, posting, limits)?;
    } else if resume::is_resume(&value) {
        resume::write(&mut builder, &value);
    } else {
        json::write(&mut builder, &value);
    }
    Ok(Document { data: Some(value), ..builder.finish(Format::Json, 1) })
}
