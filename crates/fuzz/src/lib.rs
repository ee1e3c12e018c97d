//! What the fuzz targets share: bytes to a call of what the product itself calls.
//!
//! A target reads the bytes as a file. Those of packed formats also take a bare part: mutations seldom survive a checksum, so the part is
//! packed here.

use std::io::{Cursor, Write};
use std::sync::OnceLock;

use sartor_core::apply::{Brief, Engine};
use sartor_core::document::Document;
use sartor_core::lexicon::{Lexicon, SourceFile};
use sartor_extract::{Kind, Limits, read_in_process};

const TYPES: &[u8] = br#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#;
const ODT: &[u8] = b"application/vnd.oasis.opendocument.text";

/// Reads a PDF, whose first bytes are given back to it where they were lost.
pub fn pdf(bytes: &[u8]) {
    read(&begun(b"%PDF-1.7\n", b"%PDF-", bytes));
}

/// Reads a DOCX, or a bare `word/document.xml` in one.
pub fn docx(bytes: &[u8]) {
    if bytes.starts_with(b"PK") {
        return read(bytes);
    }
    read(&package(&[("[Content_Types].xml", TYPES), ("word/document.xml", bytes)]));
}

/// Reads an ODT, or a bare `content.xml` in one.
pub fn odt(bytes: &[u8]) {
    if bytes.starts_with(b"PK") {
        return read(bytes);
    }
    read(&package(&[("mimetype", ODT), ("content.xml", bytes)]));
}

/// Reads an RTF.
pub fn rtf(bytes: &[u8]) {
    read(&begun(b"{\\rtf1 ", b"{\\rtf", bytes));
}

/// Reads a page, and understands it as a posting.
pub fn posting_html(bytes: &[u8]) {
    static ENGINE: OnceLock<Engine> = OnceLock::new();
    let engine = ENGINE.get_or_init(sartor_lexicon::engine);
    if let Some(document) = document(&begun(b"<html>", b"<", bytes)) {
        let _ = Brief::posting(engine, &document);
    }
}

/// Checks a file of keywords, orders it, and loads it.
pub fn lexicon(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    // The name says what a file may hold; a role has its own keys, the other files hold tables only.
    let is_role = text.split("[[").next().is_some_and(|head| head.contains('='));
    let files = [SourceFile { name: if is_role { "roles/fuzz.toml" } else { "skills/fuzz.toml" }, text }];
    let faults = sartor_core::lexicon::lint(&files);
    let _ = Lexicon::load(&files);
    let Ok(ordered) = sartor_core::lexicon::canonical(text) else { return };
    // What holds other keys and values than a file of keywords is never written in order.
    if faults.iter().all(|fault| fault.code != "lexicon.syntax") {
        assert_eq!(sartor_core::lexicon::canonical(&ordered).as_ref(), Ok(&ordered), "in order is in order");
    }
}

fn read(bytes: &[u8]) {
    let _ = document(bytes);
}

/// The document, whose lines lie one after the other within its text.
fn document(bytes: &[u8]) -> Option<Document> {
    let document = read_in_process(bytes, &Limits::default(), Kind::Layout).ok()?;
    let mut from = 0;
    for line in &document.lines {
        assert!(from <= line.span.start && line.span.start <= line.span.end, "lines follow one another");
        assert!(document.text.get(line.span.start..line.span.end).is_some(), "a line is a piece of the text");
        from = line.span.end;
    }
    Some(document)
}

fn begun(start: &[u8], known: &[u8], bytes: &[u8]) -> Vec<u8> {
    if bytes.starts_with(known) { bytes.to_vec() } else { [start, bytes].concat() }
}

/// An archive of these entries, not compressed.
fn package(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        archive.start_file(*name, stored).expect("the entry is small");
        archive.write_all(bytes).expect("memory takes it");
    }
    archive.finish().expect("memory takes it").into_inner()
}
