//! What is open while a document is walked: paragraphs, cells, rows, text boxes.

use sartor_core::document::FrameKind;

use super::paragraph::{Block, Draft, Paragraph};
use crate::clean::squeeze;

/// Cells with longer text, in characters, stand on lines of their own.
const SHORT_CELL: usize = 120;

/// The open parts of a document, each within the one before.
#[derive(Debug, Default)]
pub(super) struct Stack {
    /// Blocks of the body, of the open cell, of the open text box …
    parts: Vec<Vec<Block>>,
    /// Cells of the open rows.
    rows: Vec<Vec<Vec<Block>>>,
    drafts: Vec<Draft>,
}

impl Stack {
    /// The paragraph that is being read.
    pub(super) fn draft(&mut self) -> Option<&mut Draft> {
        self.drafts.last_mut()
    }

    pub(super) fn open_paragraph(&mut self) {
        self.drafts.push(Draft::new());
    }

    pub(super) fn close_paragraph(&mut self) {
        if let Some(draft) = self.drafts.pop() {
            let blocks = draft.finish();
            self.part().extend(blocks);
        }
    }

    /// Where a table begins or ends.
    pub(super) fn edge(&mut self) {
        self.part().push(Block::Edge);
    }

    pub(super) fn open_row(&mut self) {
        self.rows.push(Vec::new());
    }

    /// Adds the row to what holds its table.
    pub(super) fn close_row(&mut self) {
        let row = self.rows.pop().unwrap_or_default();
        self.part().extend(framed(joined(row), FrameKind::Table));
    }

    /// Opens a cell or a text box.
    pub(super) fn open_part(&mut self) {
        self.part();
        self.parts.push(Vec::new());
    }

    /// Adds the cell to its row; the document itself is never closed.
    pub(super) fn close_cell(&mut self) {
        let Some(cell) = self.inner() else { return };
        match self.rows.last_mut() {
            Some(row) => row.push(cell),
            None => self.part().extend(cell),
        }
    }

    pub(super) fn close_box(&mut self) {
        if let Some(blocks) = self.inner() {
            self.anchor(blocks);
        }
    }

    /// A text box follows the paragraph it is anchored in.
    pub(super) fn anchor(&mut self, blocks: Vec<Block>) {
        let mut blocks = framed(blocks, FrameKind::TextBox);
        blocks.insert(0, Block::Edge);
        blocks.push(Block::Edge);
        match self.drafts.last_mut() {
            Some(draft) => draft.after.extend(blocks),
            None => self.part().extend(blocks),
        }
    }

    /// All blocks; a part cut short leaves things open, and what they hold is kept.
    pub(super) fn finish(mut self) -> Vec<Block> {
        while !self.drafts.is_empty() {
            self.close_paragraph();
        }
        let cells = self.rows.into_iter().flatten().flatten();
        self.parts.into_iter().flatten().chain(cells).collect()
    }

    fn inner(&mut self) -> Option<Vec<Block>> {
        if self.parts.len() > 1 { self.parts.pop() } else { None }
    }

    fn part(&mut self) -> &mut Vec<Block> {
        if self.parts.is_empty() {
            self.parts.push(Vec::new());
        }
        let last = self.parts.len() - 1;
        &mut self.parts[last]
    }
}

/// Blocks that stand outside the plain flow; what stands in a deeper frame keeps it.
fn framed(mut blocks: Vec<Block>, kind: FrameKind) -> Vec<Block> {
    for block in &mut blocks {
        if let Block::Paragraph(paragraph) = block {
            paragraph.frame = paragraph.frame.or(Some(kind));
        }
    }
    blocks
}

/// A row of short cells is one line with tabs; otherwise its cells follow one another.
fn joined(row: Vec<Vec<Block>>) -> Vec<Block> {
    let paragraphs =
        |cell: &[Block]| cell.iter().filter(|block| matches!(block, Block::Paragraph(_))).count();
    let short = |cell: &Vec<Block>| {
        paragraphs(cell) <= 1
            && cell.iter().all(|block| match block {
                Block::Paragraph(paragraph) => {
                    !paragraph.text.contains('\n')
                        && paragraph.text.chars().count() <= SHORT_CELL
                        && paragraph.hidden.is_empty()
                }
                Block::Gap | Block::Edge => true,
            })
    };
    let filled = row.iter().filter(|cell| paragraphs(cell) > 0).count();
    if filled < 2 || !row.iter().all(short) {
        return row.into_iter().flat_map(|cell| cell.into_iter().chain([Block::Edge])).collect();
    }
    let mut line: Option<Paragraph> = None;
    for block in row.into_iter().flatten() {
        let Block::Paragraph(next) = block else { continue };
        match &mut line {
            None => line = Some(Paragraph { text: squeeze(&next.text), ..next }),
            Some(line) => {
                line.text.push('\t');
                let shift = line.text.len();
                line.text.push_str(&squeeze(&next.text));
                line.links.extend(
                    next.links.into_iter().map(|(target, start, end)| (target, start + shift, end + shift)),
                );
                line.split.extend(next.split);
                line.size = line.size.max(next.size);
                line.bold &= next.bold;
                line.list = false;
                line.heading = None;
            }
        }
    }
    line.map(Block::Paragraph).into_iter().collect()
}
