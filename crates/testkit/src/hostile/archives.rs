//! DOCX and ODT.

use std::io::{Cursor, Write};

use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

use super::Hostile;

const TYPES: &[u8] = br#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#;
const ODT: &[u8] = b"application/vnd.oasis.opendocument.text";
const LIMIT: &[&str] = &["input.limit"];
const REFUSED: &[&str] = &["input.damaged"];

/// Bombs and traps in the packing and in the XML of office files.
pub fn archives() -> Vec<Hostile> {
    let mut all = packing();
    all.extend(xml());
    all
}

fn packing() -> Vec<Hostile> {
    let blank = " ".repeat(4 << 20);
    let small = docx(&body("Zoé Martin"), &[]);
    let mut cut = small.clone();
    cut.truncate(small.len() * 2 / 3);
    vec![
        Hostile::new("a part of 1000 to 1", docx(&body(&blank), &[]), LIMIT),
        Hostile::new("an ODT part of 1000 to 1", odt(&format!("<office:text>{blank}</office:text>")), LIMIT),
        Hostile::new("many names for one part", overlapping(), REFUSED),
        Hostile::new("sizes that are not true", false_sizes(), REFUSED),
        Hostile::new("100,000 entries", crowd(), LIMIT),
        Hostile::new("a bomb in a document in it", nested(), &["ok"]),
        Hostile::new("a number of entries that is not true", false_count(&small), REFUSED),
        Hostile::new("a document cut short", cut, REFUSED),
        Hostile::new("a document under a password", under_password(), &["input.encrypted"]),
        Hostile::new("an archive in an archive", archive(&[("a.zip", &small)]), &["input.unknown_type"]),
        Hostile::new("a document that says it is a PDF as well", two_in_one(), &["input.type_mismatch"]),
    ]
}

fn xml() -> Vec<Hostile> {
    let entities = r#"<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>"#;
    let outside = r#"<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/hostname">]>"#;
    let mixed = r#"<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/hostname"><!ENTITY y "&x;">]>"#;
    let parameter = r#"<!DOCTYPE w [<!ENTITY % p SYSTEM "file:///etc/hostname"> %p;]>"#;
    let definition = r#"<!DOCTYPE w SYSTEM "http://127.0.0.1:9/w.dtd">"#;
    let default = r#"<!DOCTYPE w [<!ATTLIST w x CDATA "ha">]>"#;
    let declared = |doctype: &str, text: &str| part(&format!("{doctype}{}", document(&body(text))), &[]);
    let deep = "<w:sdt>".repeat(100_000);
    let blanks = r#"<office:text><text:p>Zoé<text:s text:c="2147483647"/>Martin</text:p></office:text>"#;
    let columns = r#"<office:text xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"><table:table><table:table-row table:number-rows-repeated="2147483647"><table:table-cell table:number-columns-repeated="2147483647"><text:p>Zoé</text:p></table:table-cell></table:table-row></table:table></office:text>"#;
    let attributes: String = (0..200_000).map(|at| format!(" a{at}='x'")).collect();
    vec![
        Hostile::new("entities of entities", declared(entities, "&c;"), REFUSED),
        Hostile::new("an entity that is a file", declared(outside, "Zoé &x;"), &["ok"]),
        Hostile::new("an entity of an entity that is a file", declared(mixed, "&y;"), REFUSED),
        Hostile::new("a parameter that is a file", declared(parameter, "Zoé"), REFUSED),
        Hostile::new("a definition of the type elsewhere", declared(definition, "Zoé"), REFUSED),
        Hostile::new("an attribute by default", declared(default, "Zoé"), REFUSED),
        Hostile::new("100,000 nested elements", docx(&deep, &[]), LIMIT),
        Hostile::new("100,000 nested elements of an ODT", odt(&"<text:section>".repeat(100_000)), LIMIT),
        Hostile::new("200,000 attributes", docx(&format!("<w:p{attributes}/>{}", body("Zoé")), &[]), &["ok"]),
        Hostile::new("a million empty paragraphs", docx(&"<w:p/>".repeat(1_000_000), &[]), LIMIT),
        Hostile::new("2^31 blanks of an ODT", odt(blanks), &["ok"]),
        Hostile::new("2^31 columns of an ODT", odt(columns), &["ok"]),
        Hostile::new("a footnote in itself", footnotes(), &["ok"]),
    ]
}

fn body(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn document(body: &str) -> String {
    format!(
        r#"<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{body}</w:body></w:document>"#
    )
}

fn docx(body: &str, more: &[(&str, &[u8])]) -> Vec<u8> {
    part(&document(body), more)
}

fn part(xml: &str, more: &[(&str, &[u8])]) -> Vec<u8> {
    let mut entries = vec![("[Content_Types].xml", TYPES), ("word/document.xml", xml.as_bytes())];
    entries.extend_from_slice(more);
    archive(&entries)
}

fn odt(body: &str) -> Vec<u8> {
    let xml = format!(
        r#"<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body>{body}</office:body></office:document-content>"#
    );
    archive(&[("mimetype", ODT), ("content.xml", xml.as_bytes())])
}

/// A ZIP archive of these entries.
///
/// # Panics
///
/// When a name is longer than a ZIP archive can hold.
pub fn archive(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        let method = if bytes.len() < 100 { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        zip.start_file(*name, SimpleFileOptions::default().compression_method(method)).expect("a short name");
        zip.write_all(bytes).expect("memory takes it");
    }
    zip.finish().expect("memory takes it").into_inner()
}

/// Headers, footers and notes that are all the bytes of one part, each within the ratio.
fn overlapping() -> Vec<u8> {
    let filler: String = (0..60_000).map(|at| format!("{at:x} ")).collect();
    let names: Vec<String> = (1..=200).map(|at| format!("word/header{at}.xml")).collect();
    let relations: String = (1..=200)
        .map(|at| format!(r#"<Relationship Id="r{at}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/header" Target="header{at}.xml"/>"#))
        .collect();
    let relations = format!(
        r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relations}</Relationships>"#
    );
    let references: String = (1..=200)
        .map(|at| format!(r#"<w:headerReference w:type="default" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="r{at}"/>"#))
        .collect();
    let header = format!(
        r#"<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{}</w:hdr>"#,
        body(&filler)
    );
    let mut entries: Vec<(&str, &[u8])> = vec![("word/_rels/document.xml.rels", relations.as_bytes())];
    entries.push(("word/header1.xml", header.as_bytes()));
    entries.extend(names[1..].iter().map(|name| (name.as_str(), b"x".as_slice())));
    let mut bytes = docx(&format!("{}<w:sectPr>{references}</w:sectPr>", body("Zoé")), &entries);
    point_all_at_one(&mut bytes, "word/header");
    bytes
}

/// Makes every entry of the directory with this beginning tell the place and the sizes of the first of them.
fn point_all_at_one(bytes: &mut [u8], beginning: &str) {
    const METHOD_TO_SIZES: std::ops::Range<usize> = 10..28;
    const PLACE: std::ops::Range<usize> = 42..46;
    const NAME: usize = 46;
    let starts: Vec<usize> = (0..bytes.len() - NAME)
        .filter(|at| {
            bytes[*at..].starts_with(b"PK\x01\x02") && bytes[at + NAME..].starts_with(beginning.as_bytes())
        })
        .collect();
    let first = starts[0];
    for start in &starts[1..] {
        for range in [METHOD_TO_SIZES, PLACE] {
            bytes.copy_within(first + range.start..first + range.end, start + range.start);
        }
    }
}

fn false_sizes() -> Vec<u8> {
    let size = 3 << 20;
    let mut bytes = docx(&" ".repeat(size), &[]);
    for at in 0..bytes.len() - 4 {
        let told = u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]]) as usize;
        if (size..size + 400).contains(&told) {
            bytes[at..at + 4].copy_from_slice(&1_u32.to_le_bytes());
        }
    }
    bytes
}

fn crowd() -> Vec<u8> {
    let names: Vec<String> = (0..100_000).map(|at| at.to_string()).collect();
    let entries: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), b"".as_slice())).collect();
    docx(&body("Zoé"), &entries)
}

fn nested() -> Vec<u8> {
    let bomb = archive(&[("bomb", &vec![b' '; 4 << 20])]);
    let bomb = archive(&[("1.zip", &bomb), ("2.zip", &bomb)]);
    docx(&body("Zoé Martin"), &[("word/embeddings/bomb.docx", &bomb)])
}

/// The directory's end says that there are 65,000 entries.
fn false_count(document: &[u8]) -> Vec<u8> {
    let mut bytes = document.to_vec();
    let end = bytes.len() - 22;
    for at in [end + 8, end + 10] {
        bytes[at..at + 2].copy_from_slice(&65_000_u16.to_le_bytes());
    }
    bytes
}

/// What Word puts around a document under a password: an OLE file with a stream of this name.
fn under_password() -> Vec<u8> {
    let mut bytes = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    bytes.resize(1024, 0);
    bytes.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    bytes.resize(4096, 0);
    bytes
}

fn two_in_one() -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let xml = document(&body("Zoé"));
    for (name, bytes) in [
        ("a", b"%PDF-1.7 ".as_slice()),
        ("[Content_Types].xml", TYPES),
        ("word/document.xml", xml.as_bytes()),
    ] {
        zip.start_file(name, stored).expect("a short name");
        zip.write_all(bytes).expect("memory takes it");
    }
    zip.finish().expect("memory takes it").into_inner()
}

/// A note that refers to itself.
fn footnotes() -> Vec<u8> {
    let notes = br#"<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:footnote w:id="2"><w:p><w:r><w:t>note</w:t><w:footnoteReference w:id="2"/></w:r></w:p></w:footnote></w:footnotes>"#;
    let text = r#"<w:p><w:r><w:t>Zoé</w:t><w:footnoteReference w:id="2"/></w:r></w:p>"#;
    docx(text, &[("word/footnotes.xml", notes)])
}
