//! The type of a file, told by its content and never by its name.

use std::io::{Cursor, Read};

use sartor_core::document::Format;

use crate::{ReadError, Unreadable, markdown, plain};

/// The type of a document, told by its content.
///
/// Nothing is unpacked beyond the directory and the list of types of an archive.
///
/// # Errors
///
/// [`ReadError::Empty`]; [`ReadError::UnknownType`] for what is not read (pictures, `.doc`, archives …); [`ReadError::TypeMismatch`] for a
/// file that is two things at once; [`ReadError::Encrypted`] for a Word file under a password.
///
/// ```
/// use sartor_core::document::Format;
/// assert_eq!(sartor_extract::detect(b"%PDF-1.7\n")?, Format::Pdf);
/// assert_eq!(sartor_extract::detect(b"{\"basics\": {}}")?, Format::Json);
/// assert!(sartor_extract::detect(b"\x89PNG\r\n\x1a\n").is_err());
/// # Ok::<(), sartor_extract::ReadError>(())
/// ```
pub fn detect(bytes: &[u8]) -> Result<Format, ReadError> {
    let body = trim_start(bytes);
    if body.is_empty() {
        return Err(ReadError::Empty);
    }
    if body.starts_with(b"%PDF-") {
        return Ok(Format::Pdf);
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return detect_archive(bytes);
    }
    if let Some(error) = refused(bytes) {
        return Err(error);
    }
    if contains(&bytes[..bytes.len().min(1024)], b"%PDF-") {
        return Err(ReadError::TypeMismatch);
    }
    if body.starts_with(b"{\\rtf") {
        return Ok(Format::Rtf);
    }
    if !plain::is_text(bytes) {
        return Err(ReadError::UnknownType { found: Unreadable::Other });
    }
    let text = plain::decode(bytes);
    let text = text.trim();
    Ok(if text.is_empty() {
        return Err(ReadError::Empty);
    } else if text.starts_with(['{', '[']) && serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok() {
        Format::Json
    } else if is_html(text) {
        Format::Html
    } else if markdown::is_markdown(text) {
        Format::Markdown
    } else {
        Format::Text
    })
}

/// Checks that a file's name does not claim another type than its content has.
///
/// A name without a known extension claims nothing; text, Markdown, HTML and JSON may stand for one another only as text.
///
/// # Errors
///
/// [`ReadError::TypeMismatch`] when they disagree.
///
/// ```
/// use sartor_core::document::Format;
/// assert!(sartor_extract::check_name("zoe.pdf", Format::Pdf).is_ok());
/// assert!(sartor_extract::check_name("zoe.pdf", Format::Html).is_err());
/// ```
pub fn check_name(name: &str, format: Format) -> Result<(), ReadError> {
    let Some((_, extension)) = name.rsplit_once('.') else { return Ok(()) };
    let text = matches!(format, Format::Text | Format::Markdown | Format::Html | Format::Json);
    let agrees = match extension.to_ascii_lowercase().as_str() {
        "pdf" => format == Format::Pdf,
        "docx" | "docm" | "dotx" => format == Format::Docx,
        "odt" => format == Format::Odt,
        "rtf" => format == Format::Rtf,
        "htm" | "html" | "xhtml" => format == Format::Html,
        "json" => format == Format::Json,
        "txt" | "text" | "md" | "markdown" => text,
        _ => true,
    };
    if agrees { Ok(()) } else { Err(ReadError::TypeMismatch) }
}

fn detect_archive(bytes: &[u8]) -> Result<Format, ReadError> {
    let unknown = |found| Err(ReadError::UnknownType { found });
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| {
        // A cut DOCX has lost its directory, but its first entries still tell what it was.
        let docx = contains(bytes, b"word/") || contains(bytes, b"[Content_Types].xml");
        if docx {
            ReadError::Damaged { format: Format::Docx }
        } else {
            ReadError::UnknownType { found: Unreadable::Archive }
        }
    })?;
    let has = |name: &str| archive.index_for_name(name).is_some();
    let starts = |prefix: &str| archive.file_names().flatten().any(|name| name.starts_with(prefix));
    if has("[Content_Types].xml") {
        return if starts("word/")
            && archive
                .file_names()
                .flatten()
                .any(|name| name.starts_with("word/document") && name.ends_with(".xml"))
        {
            if contains(&bytes[..bytes.len().min(4096)], b"%PDF-") {
                Err(ReadError::TypeMismatch)
            } else {
                Ok(Format::Docx)
            }
        } else if starts("xl/") || starts("ppt/") {
            unknown(Unreadable::OtherOffice)
        } else {
            Err(ReadError::TypeMismatch)
        };
    }
    if starts("Index/") || has("Index.zip") {
        return unknown(Unreadable::Pages);
    }
    if has("mimetype") && has("content.xml") {
        let mut kind = String::new();
        let entry = archive.by_name("mimetype").map_err(|_| ReadError::Damaged { format: Format::Odt })?;
        // An unreadable type is an unknown type.
        let _ = entry.take(100).read_to_string(&mut kind);
        let text = kind.starts_with("application/vnd.oasis.opendocument.text");
        return if text { Ok(Format::Odt) } else { unknown(Unreadable::OtherOffice) };
    }
    unknown(Unreadable::Archive)
}

/// Known types that are not read.
fn refused(bytes: &[u8]) -> Option<ReadError> {
    const OLE: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    const PICTURES: &[&[u8]] = &[b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"II*\0", b"MM\0*"];
    if bytes.starts_with(OLE) {
        // Word keeps a document under a password in an OLE file with this stream.
        let package: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
        return Some(if contains(bytes, &package) {
            ReadError::Encrypted
        } else {
            ReadError::UnknownType { found: Unreadable::LegacyWord }
        });
    }
    let webp = bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP");
    if webp || PICTURES.iter().any(|magic| bytes.starts_with(magic)) {
        return Some(ReadError::UnknownType { found: Unreadable::Picture });
    }
    const ARCHIVES: &[&[u8]] =
        &[b"PK\x05\x06", b"PK\x07\x08", b"\x1f\x8b", b"7z\xbc\xaf\x27\x1c", b"Rar!", b"BZh"];
    ARCHIVES
        .iter()
        .any(|magic| bytes.starts_with(magic))
        .then_some(ReadError::UnknownType { found: Unreadable::Archive })
}

fn is_html(text: &str) -> bool {
    let mut start: String = text.chars().take(4096).collect();
    start.make_ascii_lowercase();
    const TAGS: &[&str] = &["html", "head", "body", "script"];
    const FRAGMENTS: &[&str] =
        &["div", "p", "h1", "h2", "h3", "article", "section", "main", "ul", "table", "span", "meta", "title"];
    let tag = |rest: &str, name: &str| {
        rest.strip_prefix(name)
            .is_some_and(|rest| rest.starts_with(['>', '/']) || rest.starts_with(char::is_whitespace))
    };
    start.contains("<!doctype html")
        || start.match_indices('<').any(|(at, _)| TAGS.iter().any(|name| tag(&start[at + 1..], name)))
        || start.strip_prefix('<').is_some_and(|rest| FRAGMENTS.iter().any(|name| tag(rest, name)))
}

/// The bytes without a byte order mark and white space at the start.
fn trim_start(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start()
}

fn contains(bytes: &[u8], needle: &[u8]) -> bool {
    bytes.windows(needle.len()).any(|window| window == needle)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_told_by_content() {
        let of = |text: &str| detect(text.as_bytes()).unwrap();
        assert_eq!(of("Zoé Martin\nDéveloppeuse\n- Rust\n- SQL"), Format::Text);
        assert_eq!(of("# Zoé\n\n- Rust"), Format::Markdown);
        assert_eq!(of("<!DOCTYPE html><p>x"), Format::Html);
        assert_eq!(of("<div class=a>Offre</div>"), Format::Html);
        assert_eq!(of("{not json}"), Format::Text);
        assert_eq!(of("[1]"), Format::Json);
        assert_eq!(of("{\\rtf1 x}"), Format::Rtf);
        assert_eq!(of("\u{feff}  %PDF-1.4"), Format::Pdf);
    }

    #[test]
    fn two_things_at_once_are_refused() {
        let mut polyglot = b"<html><body>".to_vec();
        polyglot.resize(900, b' ');
        polyglot.extend(b"%PDF-1.4 ");
        assert_eq!(detect(&polyglot).unwrap_err(), ReadError::TypeMismatch);
    }

    #[test]
    fn what_is_not_read_is_named() {
        let found = |bytes: &[u8]| match detect(bytes).unwrap_err() {
            ReadError::UnknownType { found } => found,
            other => panic!("{other:?}"),
        };
        assert_eq!(found(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest"), Unreadable::LegacyWord);
        assert_eq!(found(b"RIFF\0\0\0\0WEBPVP8 "), Unreadable::Picture);
        assert_eq!(found(b"\x00\x01\x02\x03\xff\xfe\x00binary\0"), Unreadable::Other);
        assert_eq!(found(b"PK\x05\x06"), Unreadable::Archive);
        assert_eq!(detect(b" \n ").unwrap_err(), ReadError::Empty);
    }
}
