//! Blocks of a DOCX to lines.

use sartor_core::Span;
use sartor_core::document::{FrameKind, Signs};

use super::paragraph::{Block, Paragraph};
use crate::builder::{Builder, Looks, is_bulleted};

/// Adds the blocks; empty paragraphs, headings and the edges of tables and text boxes part them.
pub(crate) fn write(builder: &mut Builder, blocks: &[Block]) {
    for block in blocks {
        match block {
            Block::Gap => builder.blank(),
            Block::Edge => builder.block(),
            Block::Paragraph(paragraph) => write_paragraph(builder, paragraph),
        }
    }
}

/// Adds a part, as a block of its own and, if it is none of the body, as a frame.
pub(crate) fn write_part(builder: &mut Builder, blocks: &[Block], kind: Option<FrameKind>) {
    let from = builder.here();
    write(builder, blocks);
    if let Some(kind) = kind {
        builder.frame(kind, Span::new(from, builder.here()));
    }
    builder.block();
}

fn write_paragraph(builder: &mut Builder, paragraph: &Paragraph) {
    for (text, way) in &paragraph.hidden {
        builder.hide(text, way, 1);
    }
    if paragraph.heading.is_some() {
        builder.blank();
    }
    let looks = Looks {
        size: paragraph.size,
        bold: paragraph.bold,
        heading: paragraph.heading,
        bullet: paragraph.list || is_bulleted(&paragraph.text),
        ..Looks::default()
    };
    let from = builder.here();
    let place = builder.line(&paragraph.text, looks);
    if let (Some(kind), Some(span)) = (paragraph.frame, place) {
        builder.frame(kind, span);
    }
    builder.signs(Signs { split: paragraph.split.clone(), ..Signs::default() });
    for (target, start, end) in &paragraph.links {
        let shown = paragraph.text.get(*start..*end).unwrap_or_default().trim();
        // Line ends and blanks at the edges were tidied, so the words are looked for again.
        let written = builder.text().get(from..).unwrap_or_default();
        let span = (!shown.is_empty()).then(|| written.find(shown)).flatten();
        builder.link(target, span.map(|at| Span::new(from + at, from + at + shown.len())));
    }
}
