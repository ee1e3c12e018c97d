//! The walk over a part of WordprocessingML.

use super::package::Relations;
use super::paragraph::{Block, Run};
use super::stack::Stack;
use super::styles::{Ground, Styles, colour, half_points, outline};
use super::xml::{Element, Node, Space, walk};
use crate::clean::{clean, split_words};
use crate::{Limits, ReadError};

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
    let Walker { stack, alternatives, columns, pictures, .. } = walker;
    Ok(Walked { blocks: stack.finish(), alternatives, columns, pictures })
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
    stack: Stack,
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
            stack: Stack::default(),
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
                    if let Some(draft) = self.stack.draft() {
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
            "p" => self.stack.open_paragraph(),
            "tbl" => {
                self.stack.edge();
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
            "tr" => self.stack.open_row(),
            "tc" => {
                self.stack.open_part();
                self.grounds.push(self.under());
            }
            "txbxContent" => {
                self.boxes += 1;
                self.grounds.push(Ground::Unknown);
                self.stack.open_part();
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
                if let Some(draft) = self.stack.draft() {
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
        let Some(draft) = self.stack.draft() else { return };
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
                if let Some(draft) = self.stack.draft() {
                    draft.run = Run::default();
                }
            }
            "hyperlink" => {
                if let Some(draft) = self.stack.draft() {
                    draft.close_link();
                }
            }
            "p" => self.stack.close_paragraph(),
            "txbxContent" => {
                self.boxes = self.boxes.saturating_sub(1);
                self.grounds.pop();
                self.stack.close_box();
            }
            "tc" => {
                self.grounds.pop();
                self.stack.close_cell();
            }
            "tr" => self.stack.close_row(),
            "tbl" => {
                self.grounds.pop();
                self.stack.edge();
            }
            _ => {}
        }
    }

    /// A field's code may hold the target of a link.
    fn field(&mut self) {
        let code = self.code.take().unwrap_or_default();
        let Some((_, rest)) = code.split_once("HYPERLINK") else { return };
        if let (Some(target), Some(draft)) = (rest.split('"').nth(1), self.stack.draft()) {
            let here = draft.done.text.len();
            draft.done.links.push((target.to_owned(), here, here));
        }
    }

    fn push(&mut self, text: &str) {
        let (styles, paper) = (self.styles, self.under());
        if let Some(draft) = self.stack.draft() {
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
