//! The crate as its callers see it: bytes into a child, a document or a reason out.
#![expect(clippy::unwrap_used, reason = "the helpers of tests fail as tests do")]

mod child;
mod docx;
mod hostile;
mod layout;
mod limits;
mod odt;
mod outside;
mod pdf;
mod pool;
mod rtf;
mod web;

use std::io::Write;
use std::path::PathBuf;

use sartor_core::document::Document;
use sartor_extract::{Kind, Limits, ReadError, Reader, WorkerCommand, read_in_process};

/// A worker that gets `args` before those of the reader.
fn worker(args: &[&str]) -> WorkerCommand {
    let program = PathBuf::from(env!("CARGO_BIN_EXE_sartor-extract-worker"));
    WorkerCommand { program, args: args.iter().map(|arg| (*arg).to_owned()).collect() }
}

fn reader() -> Reader {
    Reader::new(worker(&[]))
}

fn read(bytes: &[u8]) -> Document {
    reader().read(bytes, Kind::Layout).unwrap()
}

fn refuse(bytes: &[u8], limits: &Limits) -> ReadError {
    read_in_process(bytes, limits, Kind::Layout).unwrap_err()
}

/// A ZIP archive of these entries.
fn archive(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

const TYPES: &[u8] = br#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#;

/// A DOCX whose body holds `body`, with further parts.
fn docx(body: &str, more: &[(&str, &[u8])]) -> Vec<u8> {
    let xml = format!(
        r#"<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:v="urn:v"
        xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:body>{body}</w:body></w:document>"#
    );
    let mut entries: Vec<(&str, &[u8])> =
        vec![("[Content_Types].xml", TYPES), ("word/document.xml", xml.as_bytes())];
    entries.extend_from_slice(more);
    archive(&entries)
}
