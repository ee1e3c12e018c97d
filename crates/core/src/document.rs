//! What a reader hands over: the text of a document, and how it looked.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::Span;

/// The type of a document, told by its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
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
    /// Text that programs read and people do not: properties of the file, alternative text; it never stands in `text`.
    #[serde(default)]
    pub asides: Vec<Aside>,
    /// Parts of `text` that stand outside the plain flow of the body, where many parsers do not look.
    #[serde(default)]
    pub frames: Vec<Frame>,
    /// What of the drawn text is no plain text.
    #[serde(default)]
    pub signs: Signs,
    /// The pictures that are shown, where the format tells their size.
    #[serde(default)]
    pub pictures: Vec<Picture>,
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
    /// How it hides: `colour`, `render_mode`, `tiny`, `off_page`, `covered`, `clipped`, `vanish` …
    pub way: String,
    /// Page, from 1.
    pub page: u32,
}

/// Text beside the document itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Aside {
    /// The text.
    pub text: String,
    /// Where it stands.
    pub kind: AsideKind,
}

/// Where an [`Aside`] stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AsideKind {
    /// The properties of the file: title, author, subject, keywords.
    Metadata,
    /// The text that stands in for a picture, or for what is drawn.
    AltText,
}

/// A part of the text outside the plain flow of the body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Frame {
    /// What it is.
    pub kind: FrameKind,
    /// Where it stands in the text.
    pub span: Span,
}

/// What a [`Frame`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FrameKind {
    /// The header of every page.
    Header,
    /// The footer of every page.
    Footer,
    /// A text box or a shape.
    TextBox,
    /// A row of a table.
    Table,
    /// A section set in several columns.
    Columns,
}

/// What of the drawn text is no plain text; it does not stand in [`Document::text`].
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signs {
    /// Letters drawn in a font that does not say which they are.
    pub unmapped: u32,
    /// Signs of the private-use areas: icons, or text of a font with an order of its own.
    pub private: u32,
    /// Words that held zero-width characters between their letters, as they are read without them.
    pub split: Vec<String>,
}

/// A picture that is shown.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Picture {
    /// Page, from 1.
    pub page: u32,
    /// Width in points.
    pub width: f32,
    /// Height in points.
    pub height: f32,
}

impl Picture {
    /// True on the first page at the size and in the shape of a portrait: 2 to 7 cm, upright or square.
    pub fn is_portrait(&self) -> bool {
        let side = 55.0..=200.0;
        self.page == 1
            && side.contains(&self.width)
            && side.contains(&(self.height * 0.9))
            && (0.62..=1.1).contains(&(self.width / self.height))
    }
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
        let mut lines = Vec::with_capacity(1 + memchr::memchr_iter(b'\n', text.as_bytes()).count());
        lines.extend(lines_of(text).map(|span| Line {
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
        }));
        Self {
            format: Format::Text,
            text: text.to_owned(),
            lines,
            hidden: Vec::new(),
            asides: Vec::new(),
            frames: Vec::new(),
            signs: Signs::default(),
            pictures: Vec::new(),
            links: Vec::new(),
            pages: 1,
            data: None,
        }
    }
}

/// The spans of the lines of `text` that hold more than white space, without their line ends.
pub fn lines_of(text: &str) -> impl Iterator<Item = Span> + '_ {
    let ends = memchr::memchr_iter(b'\n', text.as_bytes()).chain([text.len()]);
    ends.scan(0, |next, end| {
        let start = std::mem::replace(next, end + 1);
        Some(Span::new(start, start + text[start..end].trim_end_matches('\r').len()))
    })
    .filter(|span| !span.of(text).trim().is_empty())
}
