//! The walk over a part of WordprocessingML.

use sartor_core::document::FrameKind;

use super::package::Relations;
use super::paragraph::{Block, Draft, Paragraph, Run};
use super::styles::{Ground, Styles, colour, half_points, outline};
use super::xml::{Element, Node, Space, walk};
use crate::clean::{clean, split_words, squeeze};
use crate::{Limits, ReadError};

/// Cells with longer text, in characters, stand on lines of their own.
const SHORT_CELL: usize = 120;

/// What a part holds.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Walked {
    /// Its blocks in reading order.
    pub(crate) blocks: Vec<Block>,
    /// The alternative texts of its pictures and shapes.
    pub(crate) alternatives: Vec<String>,
    /// A section is set in columns.
    pub(crate) columns: bool,
    /// Width and height of its pictures, in points.
    pub(crate) pictures: Vec<(f32, f32)>,
}

/// What a part holds.
pub(crate) fn read(
    xml: &str,
    styles: &Styles,
    relations: &Relations,
    limits: &Limits,
) -> Result<Walked, ReadError> {
    let mut walker = Walker::new(styles, relations);
    walk(xml, limits, |node| walker.see(node))?;
    let (alternatives, pictures) =
        (std::mem::take(&mut walker.alternatives), std::mem::take(&mut walker.pictures));
    let columns = walker.columns;
    Ok(Walked { blocks: walker.finish(), alternatives, columns, pictures })
}

/// The texts of the paragraphs of the body itself, then those of its tables: the walk of a simple parser.
pub(crate) fn paragraphs_only(xml: &str, limits: &Limits) -> Result<Vec<String>, ReadError> {
    let (mut body, mut cells) = (Vec::new(), Vec::new());
    let (mut tables, mut boxes, mut reading) = (0_u32, 0_u32, false);
    let mut line = String::new();
    walk(xml, limits, |node| match node {
        Node::Start(element) if element.space == Space::Word => match element.name.as_str() {
            "tbl" => tables += 1,
            "txbxContent" => boxes += 1,
            "t" => reading = boxes == 0,
            "tab" | "br" if boxes == 0 && !line.is_empty() => line.push(' '),
            _ => {}
        },
        Node::End(Space::Word, name) => match name.as_str() {
            "tbl" => tables = tables.saturating_sub(1),
            "txbxContent" => boxes = boxes.saturating_sub(1),
            "t" => reading = false,
            "p" if boxes == 0 => {
                let line = std::mem::take(&mut line);
                if tables > 0 { cells.push(line) } else { body.push(line) }
            }
            _ => {}
        },
        Node::Text(text) if reading => line.push_str(&text),
        _ => {}
    })?;
    body.append(&mut cells);
    Ok(body)
}

struct Walker<'a> {
    styles: &'a Styles,
    relations: &'a Relations,
    /// Blocks of the body, of the open cell, of the open text box …
    sinks: Vec<Vec<Block>>,
    /// Cells of the open rows.
    rows: Vec<Vec<Vec<Block>>>,
    drafts: Vec<Draft>,
    /// Depth of elements whose content is not read.
    skipping: u32,
    /// Reading the content of `t`, or of a field's code.
    reading: bool,
    code: Option<String>,
    boxes: u32,
    in_properties: bool,
    /// What the open tables and their cells paint; nothing where that is not told.
    grounds: Vec<Ground>,
    /// What lies under the page.
    paper: Ground,
    /// Within the properties of a table or a cell.
    painting: bool,
    alternatives: Vec<String>,
    columns: bool,
    /// The size of the open drawing.
    extent: (f32, f32),
    pictures: Vec<(f32, f32)>,
}

impl<'a> Walker<'a> {
    fn new(styles: &'a Styles, relations: &'a Relations) -> Self {
        Self {
            styles,
            relations,
            sinks: Vec::new(),
            rows: Vec::new(),
            drafts: Vec::new(),
            skipping: 0,
            reading: false,
            code: None,
            boxes: 0,
            in_properties: false,
            grounds: Vec::new(),
            paper: Ground::PAPER,
            painting: false,
            alternatives: Vec::new(),
            columns: false,
            extent: (0.0, 0.0),
            pictures: Vec::new(),
        }
    }

    fn see(&mut self, node: Node<'_>) {
        match node {
            Node::Start(element) if element.name == "cols" => {
                let several = element.get("num").and_then(|num| num.parse::<u32>().ok()).unwrap_or(1) > 1;
                self.columns |= several && element.space == Space::Word;
            }
            Node::Start(element) if self.skipping > 0 || is_skipped(element.space, &element.name) => {
                self.skipping += u32::from(is_skipped(element.space, &element.name));
            }
            Node::End(space, name) if self.skipping > 0 => {
                self.skipping -= u32::from(is_skipped(space, &name));
            }
            Node::Start(element) if element.space == Space::Word => self.start(&element),
            Node::Start(element) => self.drawing(&element),
            Node::End(Space::Word, name) => self.end(&name),
            Node::Text(text) if self.skipping == 0 => {
                if let Some(code) = &mut self.code {
                    code.push_str(&text);
                } else if self.reading {
                    if let Some(draft) = self.drafts.last_mut() {
                        draft.done.split.extend(split_words(&text));
                    }
                    self.push(&clean(&text.replace(['\n', '\r', '\t'], " ")));
                }
            }
            _ => {}
        }
    }

    fn start(&mut self, element: &Element<'_>) {
        match element.name.as_str() {
            "p" => self.drafts.push(Draft::new()),
            "tbl" => {
                self.sink().push(Block::Gap);
                self.grounds.push(self.under());
            }
            // A style of tables may paint rows and columns in ways that are not told here.
            "tblStyle" => self.repaint(Ground::Unknown),
            "tblPr" | "tcPr" => self.painting = true,
            "shd" if self.painting => {
                if let Some(ground) = Ground::of(element) {
                    self.repaint(ground);
                }
            }
            "background" => self.paper = Ground::Unknown,
            "tr" => self.rows.push(Vec::new()),
            "tc" => {
                self.sinks.push(Vec::new());
                self.grounds.push(self.under());
            }
            "txbxContent" => {
                self.boxes += 1;
                self.grounds.push(Ground::Unknown);
                self.sinks.push(Vec::new());
            }
            "t" => self.reading = true,
            "instrText" => self.code = Some(String::new()),
            "pPr" => self.in_properties = true,
            "tab" | "ptab" if !self.in_properties => self.push("\t"),
            "br" | "cr" => self.push("\n"),
            "noBreakHyphen" => self.push("-"),
            "hyperlink" => {
                let target =
                    element.get("id").and_then(|id| self.relations.get(&id)).map(|link| link.target.clone());
                if let Some(draft) = self.drafts.last_mut() {
                    let start = draft.done.text.len();
                    draft.open_links.push((target.unwrap_or_default(), start));
                }
            }
            _ => self.looks(element),
        }
    }

    /// Pictures and shapes: their alternative text and their size.
    fn drawing(&mut self, element: &Element<'_>) {
        match element.name.as_str() {
            "docPr" => self.alternatives.extend(["title", "descr"].iter().filter_map(|key| element.get(key))),
            "extent" => {
                // Told in 12,700ths of a point.
                let side = |key| {
                    element.get(key).and_then(|side| side.parse::<f32>().ok()).unwrap_or(0.0) / 12_700.0
                };
                self.extent = (side("cx"), side("cy"));
            }
            "blip" => self.pictures.push(self.extent),
            _ => {}
        }
    }

    /// Properties of paragraphs and runs.
    fn looks(&mut self, element: &Element<'_>) {
        let styles = self.styles;
        let Some(draft) = self.drafts.last_mut() else { return };
        let run = &mut draft.run;
        match element.name.as_str() {
            "r" => *run = Run { open: true, ..Run::default() },
            "pStyle" => draft.style = styles.get(&element.get("val").unwrap_or_default()),
            "outlineLvl" => draft.done.heading = outline(element),
            "numId" => draft.done.list = element.get("val").as_deref() != Some("0"),
            "rStyle" if run.open => run.style = styles.get(&element.get("val").unwrap_or_default()),
            "b" if run.open => run.bold = Some(element.is_on()),
            "vanish" if run.open => run.vanish = Some(element.is_on()),
            "sz" if run.open => run.size = half_points(element),
            "color" if run.open => run.colour = colour(element.get("val").as_deref()),
            "shd" | "highlight" if run.open => run.ground = Ground::of(element).or(run.ground),
            "shd" => draft.ground = Ground::of(element).or(draft.ground),
            "w" if run.open => {
                run.narrow = element
                    .get("val")
                    .and_then(|factor| factor.parse().ok())
                    .is_some_and(|factor: u32| factor < 10);
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "t" => self.reading = false,
            "instrText" => self.field(),
            "pPr" => self.in_properties = false,
            "tblPr" | "tcPr" => self.painting = false,
            "r" => {
                if let Some(draft) = self.drafts.last_mut() {
                    draft.run = Run::default();
                }
            }
            "hyperlink" => {
                if let Some(draft) = self.drafts.last_mut() {
                    draft.close_link();
                }
            }
            "p" => {
                if let Some(draft) = self.drafts.pop() {
                    self.sink().extend(draft.finish());
                }
            }
            "txbxContent" => {
                self.boxes = self.boxes.saturating_sub(1);
                self.grounds.pop();
                if self.sinks.len() > 1 {
                    let blocks = framed(self.sinks.pop().unwrap_or_default(), FrameKind::TextBox);
                    match self.drafts.last_mut() {
                        Some(draft) => draft.after.extend(blocks),
                        None => self.sink().extend(blocks),
                    }
                }
            }
            "tc" if self.sinks.len() > 1 => {
                self.grounds.pop();
                let cell = self.sinks.pop().unwrap_or_default();
                match self.rows.last_mut() {
                    Some(row) => row.push(cell),
                    None => self.sink().extend(cell),
                }
            }
            "tr" => {
                let row = self.rows.pop().unwrap_or_default();
                self.sink().extend(framed(joined(row), FrameKind::Table));
            }
            "tbl" => {
                self.grounds.pop();
                self.sink().push(Block::Gap);
            }
            _ => {}
        }
    }

    /// A field's code may hold the target of a link.
    fn field(&mut self) {
        let code = self.code.take().unwrap_or_default();
        let Some((_, rest)) = code.split_once("HYPERLINK") else { return };
        if let (Some(target), Some(draft)) = (rest.split('"').nth(1), self.drafts.last_mut()) {
            let here = draft.done.text.len();
            draft.done.links.push((target.to_owned(), here, here));
        }
    }

    fn push(&mut self, text: &str) {
        let (styles, paper) = (self.styles, self.under());
        if let Some(draft) = self.drafts.last_mut() {
            draft.push(text, styles, paper);
        }
    }

    /// What lies under the words of the innermost cell, box or page.
    fn under(&self) -> Ground {
        self.grounds.last().copied().unwrap_or(self.paper)
    }

    fn repaint(&mut self, ground: Ground) {
        if let Some(last) = self.grounds.last_mut() {
            *last = ground;
        }
    }

    fn sink(&mut self) -> &mut Vec<Block> {
        if self.sinks.is_empty() {
            self.sinks.push(Vec::new());
        }
        let last = self.sinks.len() - 1;
        &mut self.sinks[last]
    }

    /// A part cut short leaves things open; what they hold is kept.
    fn finish(mut self) -> Vec<Block> {
        while let Some(draft) = self.drafts.pop() {
            self.sink().extend(draft.finish());
        }
        let cells = self.rows.into_iter().flatten().flatten();
        self.sinks.into_iter().flatten().chain(cells).collect()
    }
}

/// Deleted and moved-away text, and the second form of what was already read.
fn is_skipped(space: Space, name: &str) -> bool {
    match space {
        Space::Word => matches!(
            name,
            "del" | "moveFrom" | "sectPr" | "rPrChange" | "pPrChange" | "tblPrChange" | "rubyPr" | "sdtPr"
        ),
        Space::Compatibility => name == "Fallback",
        Space::Other => false,
    }
}

/// Blocks that stand outside the plain flow; what stands in a deeper frame keeps it.
pub(super) fn framed(mut blocks: Vec<Block>, kind: FrameKind) -> Vec<Block> {
    for block in &mut blocks {
        if let Block::Paragraph(paragraph) = block {
            paragraph.frame = paragraph.frame.or(Some(kind));
        }
    }
    blocks
}

/// A row of short cells is one line with tabs; otherwise its cells follow one another.
pub(super) fn joined(row: Vec<Vec<Block>>) -> Vec<Block> {
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
                Block::Gap => true,
            })
    };
    let filled = row.iter().filter(|cell| paragraphs(cell) > 0).count();
    if filled < 2 || !row.iter().all(short) {
        return row.into_iter().flatten().collect();
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
