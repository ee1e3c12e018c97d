//! OpenDocument text.

use std::collections::BTreeMap;

use sartor_core::document::{Document, Format, FrameKind};

use super::archive::{Archive, damaged};
use super::paragraph::{Block, Draft};
use super::styles::{Ground, Styles};
use super::walk::{framed, joined};
use super::write;
use super::xml::{Element, Node, walk};
use crate::builder::Builder;
use crate::clean::clean;
use crate::{Limits, ReadError};

pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Document, ReadError> {
    let mut archive = Archive::open(bytes, limits)?;
    let body = archive.text("content.xml")?.ok_or_else(damaged)?;
    let outer = archive.text("styles.xml")?.unwrap_or_default();
    let mut looks = Looks::new();
    read_looks(&outer, &mut looks, limits)?;
    read_looks(&body, &mut looks, limits)?;
    let mut builder = Builder::default();
    // Headers and footers stand with the styles, in the master page.
    let parts = [("header", &outer), ("text", &body), ("footer", &outer)];
    for (root, xml) in parts {
        let mut walker = Walker::new(root, &looks);
        walk(xml, limits, |node| walker.see(node))?;
        write::write(&mut builder, &walker.finish());
        builder.blank();
    }
    Ok(builder.finish(Format::Odt, 1))
}

/// Looks by the name of their style.
type Looks = BTreeMap<String, Look>;

#[derive(Debug, Clone, Default)]
struct Look {
    bold: Option<bool>,
    size: Option<f32>,
    hidden: Option<bool>,
    parent: Option<String>,
}

fn read_looks(xml: &str, looks: &mut Looks, limits: &Limits) -> Result<(), ReadError> {
    let mut open: Option<String> = None;
    walk(xml, limits, |node| match node {
        Node::Start(element) if element.name == "style" => {
            open = element.get("name");
            if let Some(name) = &open {
                looks.entry(name.clone()).or_default().parent = element.get("parent-style-name");
            }
        }
        Node::Start(element) if element.name == "text-properties" => {
            let Some(look) = open.as_ref().and_then(|name| looks.get_mut(name)) else { return };
            let weight = element.get("font-weight");
            look.bold = weight
                .map(|weight| weight == "bold" || weight.parse().is_ok_and(|weight: u32| weight >= 600));
            look.size = element.get("font-size").and_then(|size| size.strip_suffix("pt")?.parse().ok());
            look.hidden = element.get("display").map(|display| display == "none");
        }
        Node::End(_, name) if name == "style" => open = None,
        _ => {}
    })
}

struct Walker<'a> {
    root: &'static str,
    looks: &'a Looks,
    styles: Styles,
    inside: bool,
    skipping: u32,
    lists: u32,
    sinks: Vec<Vec<Block>>,
    rows: Vec<Vec<Vec<Block>>>,
    drafts: Vec<Draft>,
    /// Style names of the open spans, after that of the paragraph.
    spans: Vec<Vec<String>>,
}

impl<'a> Walker<'a> {
    fn new(root: &'static str, looks: &'a Looks) -> Self {
        Self {
            root,
            looks,
            styles: Styles::default(),
            inside: false,
            skipping: 0,
            lists: 0,
            sinks: vec![Vec::new()],
            rows: Vec::new(),
            drafts: Vec::new(),
            spans: Vec::new(),
        }
    }

    fn see(&mut self, node: Node<'_>) {
        match node {
            Node::Start(element) if element.name == self.root => self.inside = true,
            Node::End(_, name) if name == self.root => self.inside = false,
            _ if !self.inside => {}
            Node::Start(element) if is_skipped(&element.name) => self.skipping += 1,
            Node::End(_, name) if is_skipped(&name) => self.skipping = self.skipping.saturating_sub(1),
            _ if self.skipping > 0 => {}
            Node::Start(element) => self.start(&element),
            Node::End(_, name) => self.end(&name),
            Node::Text(text) => self.text(&text),
        }
    }

    fn start(&mut self, element: &Element<'_>) {
        match element.name.as_str() {
            "p" | "h" => {
                let mut draft = Draft::new();
                if element.name == "h" {
                    let level = element.get("outline-level").and_then(|level| level.parse::<u8>().ok());
                    draft.done.heading = Some(level.unwrap_or(1).clamp(1, 6));
                }
                draft.done.list = self.lists > 0;
                self.drafts.push(draft);
                self.spans.push(vec![element.get("style-name").unwrap_or_default()]);
            }
            "span" => {
                if let Some(spans) = self.spans.last_mut() {
                    spans.push(element.get("style-name").unwrap_or_default());
                }
            }
            "list-item" => self.lists += 1,
            "table" => self.sink().push(Block::Gap),
            "table-row" => self.rows.push(Vec::new()),
            "table-cell" | "text-box" => self.sinks.push(Vec::new()),
            "tab" => self.push("\t"),
            "line-break" => self.push("\n"),
            "s" => {
                let count = element.get("c").and_then(|count| count.parse::<usize>().ok()).unwrap_or(1);
                self.push(&" ".repeat(count.min(40)));
            }
            "a" => {
                if let (Some(target), Some(draft)) = (element.get("href"), self.drafts.last_mut()) {
                    draft.open_links.push((target, draft.done.text.len()));
                }
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "p" | "h" => {
                self.spans.pop();
                if let Some(draft) = self.drafts.pop() {
                    self.sink().extend(draft.finish());
                }
            }
            "span" => {
                if let Some(spans) = self.spans.last_mut() {
                    spans.pop();
                }
            }
            "a" => {
                if let Some(draft) = self.drafts.last_mut() {
                    draft.close_link();
                }
            }
            "list-item" => self.lists = self.lists.saturating_sub(1),
            "table" => self.sink().push(Block::Gap),
            "table-row" => {
                let row = self.rows.pop().unwrap_or_default();
                self.sink().extend(framed(joined(row), FrameKind::Table));
            }
            "table-cell" if self.sinks.len() > 1 => {
                let cell = self.sinks.pop().unwrap_or_default();
                match self.rows.last_mut() {
                    Some(row) => row.push(cell),
                    None => self.sink().extend(cell),
                }
            }
            "text-box" if self.sinks.len() > 1 => {
                let blocks = framed(self.sinks.pop().unwrap_or_default(), FrameKind::TextBox);
                match self.drafts.last_mut() {
                    Some(draft) => draft.after.extend(blocks),
                    None => self.sink().extend(blocks),
                }
            }
            _ => {}
        }
    }

    /// White space runs are one space in OpenDocument.
    fn text(&mut self, text: &str) {
        let mut out = String::with_capacity(text.len());
        let mut blank = self
            .drafts
            .last()
            .is_none_or(|draft| draft.done.text.is_empty() || draft.done.text.ends_with([' ', '\n', '\t']));
        for c in clean(text).chars() {
            if !c.is_whitespace() {
                out.push(c);
            } else if !blank {
                out.push(' ');
            }
            blank = c.is_whitespace();
        }
        self.push(&out);
    }

    fn push(&mut self, text: &str) {
        let mut all = Look::default();
        for name in self.spans.last().into_iter().flatten().rev() {
            let mut name = Some(name.as_str());
            // A style may be its own parent by mistake.
            for _ in 0..12 {
                let Some(look) = name.and_then(|name| self.looks.get(name)) else { break };
                all.bold = all.bold.or(look.bold);
                all.size = all.size.or(look.size);
                all.hidden = all.hidden.or(look.hidden);
                name = look.parent.as_deref();
            }
        }
        if let Some(draft) = self.drafts.last_mut() {
            (draft.run.bold, draft.run.size, draft.run.vanish) = (all.bold, all.size, all.hidden);
            draft.push(text, &self.styles, Ground::Unknown);
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

/// Deleted text, comments, and marks that are not text.
fn is_skipped(name: &str) -> bool {
    matches!(
        name,
        "tracked-changes" | "annotation" | "note-citation" | "forms" | "title" | "desc" | "ruby-text"
    )
}
