//! Every limit at one under, at, and one over.

use std::io::Write;

use sartor_core::document::Format;
use sartor_extract::{Kind, LimitKind, Limits, ReadError, Reader, read_in_process};

use crate::{archive, docx, reader, refuse, worker};

/// The smallest value that holds, of those from which on all hold.
fn smallest(holds: impl Fn(u32) -> bool) -> u32 {
    let (mut low, mut high) = (0, 1 << 20);
    while low < high {
        let middle = (low + high) / 2;
        if holds(middle) { high = middle } else { low = middle + 1 }
    }
    low
}

fn packed_size(bytes: &[u8], name: &str) -> u64 {
    zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap().by_name(name).unwrap().compressed_size()
}

fn unpacked_size(bytes: &[u8], name: &str) -> u64 {
    zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap().by_name(name).unwrap().size()
}

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
fn growth_of_an_entry() {
    let bytes = docx(&format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", "a ".repeat(1 << 19)), &[]);
    let packed = packed_size(&bytes, "word/document.xml");
    let grown = unpacked_size(&bytes, "word/document.xml");
    let need = u32::try_from(grown.div_ceil(packed)).unwrap();
    assert!(need > 2, "it packs well");
    let set = |limits: &mut Limits, value| {
        limits.archive_ratio = value;
        limits.glyphs = u32::MAX;
    };
    edges(&bytes, need, LimitKind::ArchiveRatio, set);
}

#[test]
fn bytes_of_all_entries() {
    let bytes = docx("<w:p><w:r><w:t>Zoé</w:t></w:r></w:p>", &[]);
    let need = smallest(|value| {
        let limits = Limits { inflated_bytes: u64::from(value), ..Limits::default() };
        read_in_process(&bytes, &limits, Kind::Layout).is_ok()
    });
    assert!(need >= unpacked_size(&bytes, "word/document.xml") as u32);
    edges(&bytes, need, LimitKind::InflatedBytes, |limits, value| limits.inflated_bytes = u64::from(value));
}

#[test]
fn bytes_of_the_answer() {
    let text = "Zoé Martin".as_bytes();
    let document = read_in_process(text, &Limits::default(), Kind::Layout).unwrap();
    let need = serde_json::to_string(&document).unwrap().len() as u64 + r#"{"ok":}"#.len() as u64;
    for (limit, fits) in [(need + 1, true), (need, true), (need - 1, false)] {
        let limits = Limits { answer_bytes: limit, ..Limits::default() };
        match Reader::with_limits(worker(&[]), limits).read(text, Kind::Layout) {
            Ok(_) => assert!(fits),
            Err(error) => {
                assert!(!fits && error == ReadError::Limit { what: LimitKind::AnswerBytes, limit })
            }
        }
    }
}

#[test]
fn files_of_a_worker() {
    let limits = Limits { worker_files: 3, ..Limits::default() };
    let reader = Reader::with_limits(worker(&[]), limits);
    for started in [1, 1, 1, 2, 2, 2, 3] {
        reader.read(b"a", Kind::Layout).unwrap();
        assert_eq!(reader.workers_started(), started);
    }
}

#[test]
fn memory_that_a_worker_holds() {
    for (worker_resident_bytes, started) in [(u64::MAX, 1), (1 << 20, 2)] {
        let limits = Limits { worker_resident_bytes, ..Limits::default() };
        let reader = Reader::with_limits(worker(&[]), limits);
        for _ in 0..2 {
            reader.read(b"a", Kind::Layout).unwrap();
        }
        assert_eq!(reader.workers_started(), started);
    }
}

#[test]
fn every_limit_is_in_the_readme_with_its_value() {
    let readme = std::fs::read_to_string(sartor_testkit::root().join("README.md")).unwrap();
    let limits = serde_json::to_value(Limits::default()).unwrap();
    for (name, value) in limits.as_object().unwrap() {
        let row = readme.lines().find(|line| line.starts_with('|') && line.contains(&format!("`{name}`")));
        let row = row.unwrap_or_else(|| panic!("README misses `{name}`")).replace(',', "");
        let value = value.as_u64().unwrap();
        let told = [format!(" {value} "), format!(" {} MiB ", value >> 20), format!(" {} GiB ", value >> 30)];
        assert!(told.iter().any(|told| row.contains(told)), "{name} is {value}: {row}");
    }
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
