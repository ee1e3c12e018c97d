//! Every limit at one under, at, and one over.

use std::io::Write;

use sartor_core::document::Format;
use sartor_extract::{Kind, LimitKind, Limits, ReadError, read_in_process};

use crate::{archive, docx, reader, refuse};

/// Reads with a limit one above, at, and one below what the file needs.
fn edges(bytes: &[u8], need: u32, over: LimitKind, set: impl Fn(&mut Limits, u32)) {
    for spare in [1, 0] {
        let mut limits = Limits::default();
        set(&mut limits, need + spare);
        assert!(read_in_process(bytes, &limits, Kind::Layout).is_ok(), "{over:?} with {spare} to spare");
    }
    let mut limits = Limits::default();
    set(&mut limits, need - 1);
    match refuse(bytes, &limits) {
        ReadError::Limit { what, .. } => assert_eq!(what, over),
        other => panic!("{other:?}"),
    }
}

#[test]
fn bytes_of_the_file() {
    let limits = Limits { file_bytes: 10, ..Limits::default() };
    for length in [9, 10] {
        assert!(read_in_process(&vec![b'a'; length], &limits, Kind::Layout).is_ok());
    }
    assert_eq!(refuse(&[b'a'; 11], &limits), ReadError::TooLarge { limit: 10 });
    let error = reader().read(&vec![b'a'; (10 << 20) + 1], Kind::Layout).unwrap_err();
    assert_eq!(error.code(), "input.too_large");
}

#[test]
fn nothing_is_empty() {
    assert_eq!(reader().read(b"", Kind::Layout).unwrap_err(), ReadError::Empty);
    assert_eq!(refuse(b" \n\t ", &Limits::default()), ReadError::Empty);
}

#[test]
fn pages() {
    edges(include_bytes!("../data/three_pages.pdf"), 3, LimitKind::Pages, |limits, value| {
        limits.pages = value
    });
}

#[test]
fn glyphs() {
    edges(b"abc d", 4, LimitKind::Glyphs, |limits, value| limits.glyphs = value);
    // Three times the 34 characters of a line, blanks included.
    edges(include_bytes!("../data/three_pages.pdf"), 102, LimitKind::Glyphs, |limits, value| {
        limits.glyphs = value
    });
}

#[test]
fn entries_of_an_archive() {
    let bytes = docx("<w:p><w:r><w:t>Zoé</w:t></w:r></w:p>", &[("a", b"a"), ("b", b"b")]);
    edges(&bytes, 4, LimitKind::ArchiveEntries, |limits, value| limits.archive_entries = value);
}

#[test]
fn depth_of_elements() {
    // document, body, p, r, t
    let bytes = docx("<w:p><w:r><w:t>Zoé</w:t></w:r></w:p>", &[]);
    edges(&bytes, 5, LimitKind::XmlDepth, |limits, value| limits.xml_depth = value);
    let deep = docx(&"<w:sdt>".repeat(100_000), &[]);
    assert!(matches!(refuse(&deep, &Limits::default()), ReadError::Limit { what: LimitKind::XmlDepth, .. }));
}

#[test]
fn a_bomb_is_counted_as_it_comes() {
    let blank = vec![b' '; 80 << 20];
    let body = String::from_utf8(blank).unwrap();
    let bytes = docx(&body, &[]);
    assert!(bytes.len() < 200 << 10);
    assert!(matches!(
        refuse(&bytes, &Limits::default()),
        ReadError::Limit { what: LimitKind::ArchiveRatio, .. }
    ));
    let loose = Limits { archive_ratio: 100_000, ..Limits::default() };
    assert!(matches!(refuse(&bytes, &loose), ReadError::Limit { what: LimitKind::InflatedBytes, .. }));
}

#[test]
fn the_sizes_in_the_headers_are_not_believed() {
    let mut bytes = docx(&" ".repeat(3 << 20), &[]);
    // Every length of three mebibytes in a header is made to say one byte.
    let told = (0..bytes.len() - 3).filter(|at| {
        (3 << 20..(3 << 20) + 400).contains(&u32::from_le_bytes(bytes[*at..at + 4].try_into().unwrap()))
    });
    let told: Vec<usize> = told.collect();
    assert!(!told.is_empty());
    for at in told {
        bytes[at..at + 4].copy_from_slice(&1_u32.to_le_bytes());
    }
    let limits = Limits { archive_ratio: 1, ..Limits::default() };
    let error = refuse(&bytes, &limits);
    assert!(matches!(error.code(), "input.limit" | "input.damaged"), "{error:?}");
}

#[test]
fn archives_that_are_no_documents() {
    assert_eq!(refuse(&archive(&[("a.txt", b"a")]), &Limits::default()).code(), "input.unknown_type");
    let pages = archive(&[("Index/Document.iwa", b"a")]);
    assert!(refuse(&pages, &Limits::default()).message(sartor_core::Language::Fr).contains("Pages"));
    let mut cut = docx("<w:p><w:r><w:t>Zoé</w:t></w:r></w:p>", &[]);
    cut.truncate(cut.len() / 2);
    cut.flush().unwrap();
    assert_eq!(refuse(&cut, &Limits::default()), ReadError::Damaged { format: Format::Docx });
}
