//! Which parts of a document of RTF hold text: its body, headers, footers and notes.

use sartor_core::document::FrameKind;

use super::super::paragraph::Block;
use super::super::stack::Stack;
use super::super::styles::Ground;

/// The parts that are open, and those that were read.
#[derive(Debug, Default)]
pub(super) struct Pages {
    pub(super) body: Flow,
    /// Parts within the body that were left for another, with the depth of the group in which the other began.
    left: Vec<(Flow, Part, usize)>,
    headers: Vec<Vec<Block>>,
    notes: Vec<Vec<Block>>,
    footers: Vec<Vec<Block>>,
}

/// A part outside the body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Header,
    Note,
    Footer,
    /// A text box; it follows the paragraph it is anchored in.
    Box,
}

/// Paragraphs and tables that follow one another.
#[derive(Debug, Default)]
pub(super) struct Flow {
    pub(super) stack: Stack,
    pub(super) paragraph: Paragraph,
    pub(super) open: bool,
    /// Tables that are open, each within the one before.
    tables: usize,
    /// The last thing was a row, so that the next row goes on with its table.
    after_row: bool,
}

/// What is told of a paragraph before, within or after its text.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Paragraph {
    pub(super) heading: Option<u8>,
    pub(super) list: bool,
    /// What is painted under it.
    pub(super) ground: Option<Ground>,
    pub(super) in_table: bool,
    /// Depth of the table, where it is told.
    pub(super) depth: usize,
}

impl Flow {
    /// Opens a paragraph where none is open, in the table that it says.
    pub(super) fn begin(&mut self) {
        if self.open {
            return;
        }
        let depth = if self.paragraph.in_table { self.paragraph.depth.clamp(1, 8) } else { 0 };
        self.go_to(depth);
        self.stack.open_paragraph();
        self.open = true;
    }

    pub(super) fn end_paragraph(&mut self) {
        if !self.open {
            return;
        }
        if let Some(draft) = self.stack.draft() {
            draft.done.heading = self.paragraph.heading;
            draft.done.list = self.paragraph.list;
        }
        self.stack.close_paragraph();
        self.open = false;
    }

    pub(super) fn end_cell(&mut self, depth: usize) {
        self.end_paragraph();
        self.go_to(depth);
        self.stack.close_cell();
        self.stack.open_part();
    }

    pub(super) fn end_row(&mut self) {
        self.end_paragraph();
        if self.tables > 0 {
            self.stack.close_cell();
            self.stack.close_row();
            self.tables -= 1;
            self.after_row = true;
        }
    }

    /// Opens or closes tables.
    fn go_to(&mut self, depth: usize) {
        while self.tables > depth {
            self.end_row();
        }
        while self.tables < depth {
            if !self.after_row {
                self.stack.edge();
            }
            self.stack.open_row();
            self.stack.open_part();
            self.tables += 1;
            self.after_row = false;
        }
        if depth == 0 && std::mem::take(&mut self.after_row) {
            self.stack.edge();
        }
    }

    fn finish(mut self) -> Vec<Block> {
        self.end_paragraph();
        self.go_to(0);
        self.stack.finish()
    }
}

impl Pages {
    /// Reads what follows into a part of its own, until the group at `depth` closes.
    pub(super) fn enter(&mut self, part: Part, depth: usize) {
        let outer = std::mem::take(&mut self.body);
        self.left.push((outer, part, depth));
    }

    /// The group at `depth` closes.
    pub(super) fn leave(&mut self, depth: usize) {
        while self.left.last().is_some_and(|(.., at)| *at >= depth) {
            let Some((outer, part, _)) = self.left.pop() else { return };
            let blocks = std::mem::replace(&mut self.body, outer).finish();
            match part {
                Part::Header => self.headers.push(blocks),
                Part::Note => self.notes.push(blocks),
                Part::Footer => self.footers.push(blocks),
                Part::Box => {
                    self.body.begin();
                    self.body.stack.anchor(blocks);
                }
            }
        }
    }

    pub(super) fn is_in_box(&self) -> bool {
        self.left.iter().any(|(_, part, _)| *part == Part::Box)
    }

    /// All parts in reading order; the same header for first, even and other pages is one header to a reader.
    pub(super) fn finish(mut self) -> Vec<(Option<FrameKind>, Vec<Block>)> {
        self.leave(0);
        let Self { body, headers, notes, footers, .. } = self;
        let heads = once(headers).into_iter().map(|part| (Some(FrameKind::Header), part));
        let feet = once(footers).into_iter().map(|part| (Some(FrameKind::Footer), part));
        let flow = [body.finish()].into_iter().chain(notes).map(|part| (None, part));
        heads.chain(flow).chain(feet).collect()
    }
}

fn once(parts: Vec<Vec<Block>>) -> Vec<Vec<Block>> {
    let mut kept: Vec<Vec<Block>> = Vec::new();
    for part in parts {
        if !kept.iter().rev().take(16).any(|other| *other == part) {
            kept.push(part);
        }
    }
    kept
}
