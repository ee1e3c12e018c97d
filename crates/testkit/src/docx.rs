//! A DOCX written by hand.

use std::io::{Cursor, Write};

use zip::{ZipWriter, write::SimpleFileOptions};

use crate::pdf::LINES;

/// A document under construction.
///
/// ```
/// let bytes = sartor_testkit::Docx::resume().body("<w:p><w:r><w:t>Permis B</w:t></w:r></w:p>").finish();
/// assert!(bytes.starts_with(b"PK"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Docx {
    body: String,
    styles: String,
    keywords: String,
    header: Option<String>,
}

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";

impl Docx {
    /// A document without a paragraph.
    pub fn new() -> Self {
        Self { body: String::new(), styles: String::new(), keywords: String::new(), header: None }
    }

    /// A short resume of an invented person.
    pub fn resume() -> Self {
        let lines = LINES.iter().filter(|line| !line.is_empty());
        let body = lines.map(|line| format!("<w:p><w:r><w:t>{line}</w:t></w:r></w:p>")).collect();
        Self { body, ..Self::new() }
    }

    /// Adds blocks of WordprocessingML to the body.
    #[must_use]
    pub fn body(mut self, blocks: &str) -> Self {
        self.body.push_str(blocks);
        self
    }

    /// Defines the paragraph style `Note` by properties of its runs and of its paragraphs.
    #[must_use]
    pub fn style(mut self, runs: &str, paragraphs: &str) -> Self {
        self.styles = format!(
            "<w:style w:type=\"paragraph\" w:styleId=\"Note\"><w:name w:val=\"Note\"/><w:pPr>{paragraphs}</w:pPr><w:rPr>{runs}</w:rPr></w:style>"
        );
        self
    }

    /// Sets the keywords of the properties.
    #[must_use]
    pub fn keywords(mut self, keywords: &str) -> Self {
        self.keywords = keywords.to_owned();
        self
    }

    /// Sets the header of the pages, in blocks of WordprocessingML.
    #[must_use]
    pub fn header(mut self, blocks: &str) -> Self {
        self.header = Some(blocks.to_owned());
        self
    }

    /// The file.
    ///
    /// # Panics
    ///
    /// Never: the archive is written to memory.
    pub fn finish(self) -> Vec<u8> {
        let relation = |id: &str, kind: &str, target: &str| {
            format!("<Relationship Id=\"{id}\" Type=\"{kind}\" Target=\"{target}\"/>")
        };
        let relations = |inner: String| {
            format!("<Relationships xmlns=\"{PACKAGE}/relationships\">{inner}</Relationships>")
        };
        let root = relations(
            relation("d", &format!("{OFFICE}/officeDocument"), "word/document.xml")
                + &relation(
                    "p",
                    &format!("{PACKAGE}/relationships/metadata/core-properties"),
                    "docProps/core.xml",
                ),
        );
        let header = self.header.as_ref().map(|_| relation("h", &format!("{OFFICE}/header"), "header1.xml"));
        let inner =
            relations(relation("s", &format!("{OFFICE}/styles"), "styles.xml") + &header.unwrap_or_default());
        let mut entries = vec![
            ("[Content_Types].xml", format!("<Types xmlns=\"{PACKAGE}/content-types\"/>")),
            ("_rels/.rels", root),
            (
                "word/document.xml",
                format!("<w:document xmlns:w=\"{WORD}\"><w:body>{}</w:body></w:document>", self.body),
            ),
            ("word/_rels/document.xml.rels", inner),
            ("word/styles.xml", format!("<w:styles xmlns:w=\"{WORD}\">{}</w:styles>", self.styles)),
            (
                "docProps/core.xml",
                format!(
                    "<cp:coreProperties xmlns:cp=\"{PACKAGE}/metadata/core-properties\"><cp:keywords>{}</cp:keywords></cp:coreProperties>",
                    self.keywords
                ),
            ),
        ];
        if let Some(header) = &self.header {
            entries.push(("word/header1.xml", format!("<w:hdr xmlns:w=\"{WORD}\">{header}</w:hdr>")));
        }
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in entries {
            zip.start_file(name, SimpleFileOptions::default()).expect("a new entry");
            zip.write_all(text.as_bytes()).expect("memory takes it");
        }
        zip.finish().expect("memory takes it").into_inner()
    }
}

impl Default for Docx {
    fn default() -> Self {
        Self::new()
    }
}
