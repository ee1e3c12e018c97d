//! What a reader hands over: the text of a document, and how it looked.

use serde::{Deserialize, Serialize};

use crate::Span;

/// The type of a document, told by its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Format {
    /// Portable Document Format.
    Pdf,
    /// Office Open XML.
    Docx,
    /// OpenDocument text.
    Odt,
    /// Rich Text Format.
    Rtf,
    /// HTML, with or without a schema.org `JobPosting`.
    Html,
    /// Markdown.
    Markdown,
    /// Plain text.
    Text,
    /// JSON Resume or a schema.org `JobPosting`.
    Json,
}

/// A document as text in reading order, with its looks.
///
/// Every [`Span`] of Sartor points into [`Document::text`].
///
/// ```
/// use sartor_core::document::Document;
/// let document = Document::plain("Zoé Martin\nDéveloppeuse back-end");
/// assert_eq!(document.lines[1].span.of(&document.text), "Développeuse back-end");
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// The type of the file.
    pub format: Format,
    /// The visible text; lines end with `\n`, paragraphs of different blocks are apart by an empty line.
    pub text: String,
    /// The lines of `text`, without their line ends, in order; empty lines are left out.
    pub lines: Vec<Line>,
    /// Text that a person does not see; it never stands in `text`.
    pub hidden: Vec<Hidden>,
    /// Targets of links that the text does not show (`mailto:`, `https:` …).
    pub links: Vec<Link>,
    /// Number of pages; 1 where the format has none.
    pub pages: u32,
    /// The parsed JSON where the file is JSON, or the JSON-LD blocks of an HTML page, as an array.
    pub data: Option<serde_json::Value>,
}

/// One line and its looks.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Line {
    /// Where it stands in the text.
    pub span: Span,
    /// Page, from 1.
    pub page: u32,
    /// Left edge in points from the left of the page; 0 where unknown.
    pub x: f32,
    /// Right edge in points from the left of the page; 0 where unknown.
    pub right: f32,
    /// Baseline in points from the top of the page; 0 where unknown.
    pub y: f32,
    /// Size of the letters in points (the largest of the line); 0 where unknown.
    pub size: f32,
    /// All letters are bold.
    pub bold: bool,
    /// The line is a heading by its markup (a heading style of DOCX, `#` of Markdown, `h1` … of HTML); its level, 1 to 6.
    pub heading: Option<u8>,
    /// The line is an item of a list by its markup or its bullet sign.
    pub bullet: bool,
    /// The column, cell, text box or part of a page that the line stands in, counted from 0 in reading order; lines of one block were set one
    /// under the other.
    pub block: u32,
    /// The line stands at the head or foot of several pages. It is in the text once: a head before the pages, a foot after them.
    pub running: bool,
}

/// Text that is in the file but not to be seen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hidden {
    /// The text.
    pub text: String,
    /// How it hides: `colour`, `render_mode`, `tiny`, `off_page`, `vanish` …
    pub way: String,
    /// Page, from 1.
    pub page: u32,
}

/// The target of a link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// The target, as in the file.
    pub target: String,
    /// The text it lies on, where known.
    pub span: Option<Span>,
}

impl Document {
    /// A document of plain text, its lines without looks.
    pub fn plain(text: &str) -> Self {
        let lines = lines_of(text)
            .map(|span| Line {
                span,
                page: 1,
                x: 0.0,
                right: 0.0,
                y: 0.0,
                size: 0.0,
                bold: false,
                heading: None,
                bullet: false,
                block: 0,
                running: false,
            })
            .collect();
        Self {
            format: Format::Text,
            text: text.to_owned(),
            lines,
            hidden: Vec::new(),
            links: Vec::new(),
            pages: 1,
            data: None,
        }
    }
}

/// The spans of the lines of `text` that hold more than white space, without their line ends.
pub fn lines_of(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut start = 0;
    text.split('\n').filter_map(move |line| {
        let span = Span::new(start, start + line.trim_end_matches('\r').len());
        start += line.len() + 1;
        (!span.of(text).trim().is_empty()).then_some(span)
    })
}
