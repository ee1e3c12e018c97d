//! What was uploaded, read.

use sartor_core::{apply::ReadResume, document::Document};
use sartor_extract::Kind;

use crate::{
    Services,
    ask::{Ask, Upload},
    fault::{Fault, Part},
};

/// The name of a document that came without one.
const UNNAMED: &str = "resume";

/// Its name for a report.
pub(crate) fn name_of(upload: &Upload) -> &str {
    upload.name.as_deref().unwrap_or(UNNAMED)
}

/// The resume, understood.
pub(crate) fn resume(ask: &Ask, services: &Services) -> Result<ReadResume, Fault> {
    Ok(ReadResume::new(&services.engine, read(ask.resume()?, Part::Resume, services)?))
}

/// The document as our reader has it.
pub(crate) fn read(upload: &Upload, part: Part, services: &Services) -> Result<Document, Fault> {
    read_as(upload, Kind::Layout, part, services)
}

/// The document as a reader has it; a name that lies about the content is refused.
///
/// A plain text that was pasted holds nothing to parse, and goes to no child process: both readers have it alike.
pub(super) fn read_as(
    upload: &Upload,
    kind: Kind,
    part: Part,
    services: &Services,
) -> Result<Document, Fault> {
    if let Some(text) = upload.pasted() {
        let plain = sartor_extract::read_pasted(text, &services.reader.limits());
        if let Some(document) = plain.map_err(|error| Fault::Read(part, error))? {
            return Ok(document);
        }
    }
    let document = services.reader.read(&upload.bytes, kind).map_err(|error| Fault::Read(part, error))?;
    let name = upload.name.as_deref().unwrap_or_default();
    sartor_extract::check_name(name, document.format).map_err(|error| Fault::Read(part, error))?;
    Ok(document)
}
