//! OpenDocument text.

use std::collections::BTreeMap;

use sartor_core::document::{AsideKind, Document, Format, FrameKind};

use super::archive::{Archive, damaged};
use super::stack::Stack;
use super::styles::{Ground, Styles, colour};
use super::write;
use super::xml::{Element, Node, walk};
use crate::builder::Builder;
use crate::clean::{clean, split_words};
use crate::{Limits, ReadError};

pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Document, ReadError> {
    let mut archive = Archive::open(bytes, limits)?;
    let body = archive.text("content.xml")?.ok_or_else(damaged)?;
    let outer = archive.text("styles.xml")?.unwrap_or_default();
    let mut looks = Looks::new();
    read_looks(&outer, &mut looks, limits)?;
    read_looks(&body, &mut looks, limits)?;
    let mut builder = Builder::default();
    let paper = if is_painted(&outer, limits)? { Ground::Unknown } else { Ground::PAPER };
    // Headers and footers stand with the styles, in the master page.
    let parts = [
        ("header", &outer, Some(FrameKind::Header)),
        ("text", &body, None),
        ("footer", &outer, Some(FrameKind::Footer)),
    ];
    for (root, xml, kind) in parts {
        let mut walker = Walker::new(root, &looks, paper);
        walk(xml, limits, |node| walker.see(node))?;
        write::write_part(&mut builder, &walker.stack.finish(), kind);
        for text in &walker.alternatives {
            builder.aside(text, AsideKind::AltText);
        }
    }
    if let Some(xml) = archive.text("meta.xml")? {
        super::properties(&xml, &mut builder, limits)?;
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
    colour: Option<[u8; 3]>,
    /// What is painted under the words.
    ground: Option<Ground>,
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
            look.colour = element.get("color").and_then(|told| colour(told.strip_prefix('#')));
            look.ground = painted(&element).or(look.ground);
        }
        Node::Start(element) if element.name == "paragraph-properties" => {
            let Some(look) = open.as_ref().and_then(|name| looks.get_mut(name)) else { return };
            look.ground = look.ground.or(painted(&element));
        }
        Node::End(_, name) if name == "style" => open = None,
        _ => {}
    })
}

/// The colour that is painted under words, where one is.
fn painted(element: &Element<'_>) -> Option<Ground> {
    let told = element.get("background-color").filter(|told| told != "transparent")?;
    Some(colour(told.strip_prefix('#')).map_or(Ground::Unknown, Ground::Colour))
}

/// True when the page itself is painted, or holds something that it lies on.
fn is_painted(xml: &str, limits: &Limits) -> Result<bool, ReadError> {
    let mut found = false;
    walk(xml, limits, |node| {
        if let Node::Start(element) = node {
            let page =
                element.name.ends_with("page-layout-properties") || element.name == "drawing-page-properties";
            found |= page
                && (painted(&element).is_some() || element.get("fill").is_some_and(|fill| fill != "none"));
        }
    })?;
    Ok(found)
}

struct Walker<'a> {
    root: &'static str,
    looks: &'a Looks,
    styles: Styles,
    inside: bool,
    skipping: u32,
    lists: u32,
    stack: Stack,
    /// Style names of the open spans, after that of the paragraph.
    spans: Vec<Vec<String>>,
    /// Open tables, text boxes and sections, which may paint what lies under them.
    frames: u32,
    /// What lies under the page.
    paper: Ground,
    /// The open alternative text, and those that were read.
    alternative: Option<String>,
    alternatives: Vec<String>,
}

impl<'a> Walker<'a> {
    fn new(root: &'static str, looks: &'a Looks, paper: Ground) -> Self {
        Self {
            root,
            looks,
            styles: Styles::default(),
            inside: false,
            skipping: 0,
            lists: 0,
            stack: Stack::default(),
            spans: Vec::new(),
            frames: 0,
            paper,
            alternative: None,
            alternatives: Vec::new(),
        }
    }

    fn see(&mut self, node: Node<'_>) {
        match node {
            Node::Start(element) if element.name == self.root => self.inside = true,
            Node::End(_, name) if name == self.root => self.inside = false,
            _ if !self.inside => {}
            Node::Start(element) if is_skipped(&element.name) => {
                self.skipping += 1;
                self.alternative = matches!(element.name.as_str(), "title" | "desc").then(String::new);
            }
            Node::End(_, name) if is_skipped(&name) => {
                self.skipping = self.skipping.saturating_sub(1);
                self.alternatives.extend(self.alternative.take());
            }
            Node::Text(text) if self.skipping > 0 => {
                if let Some(alternative) = &mut self.alternative {
                    alternative.push_str(&text);
                }
            }
            _ if self.skipping > 0 => {}
            Node::Start(element) => self.start(&element),
            Node::End(_, name) => self.end(&name),
            Node::Text(text) => self.text(&text),
        }
    }

    fn start(&mut self, element: &Element<'_>) {
        match element.name.as_str() {
            "p" | "h" => {
                self.stack.open_paragraph();
                if let Some(draft) = self.stack.draft() {
                    if element.name == "h" {
                        let level = element.get("outline-level").and_then(|level| level.parse::<u8>().ok());
                        draft.done.heading = Some(level.unwrap_or(1).clamp(1, 6));
                    }
                    draft.done.list = self.lists > 0;
                }
                self.spans.push(vec![element.get("style-name").unwrap_or_default()]);
            }
            "span" => {
                if let Some(spans) = self.spans.last_mut() {
                    spans.push(element.get("style-name").unwrap_or_default());
                }
            }
            "list-item" => self.lists += 1,
            "table" => {
                self.frames += 1;
                self.stack.edge();
            }
            "section" => self.frames += 1,
            "table-row" => self.stack.open_row(),
            "table-cell" => self.stack.open_part(),
            "text-box" => {
                self.frames += 1;
                self.stack.open_part();
            }
            "tab" => self.push("\t"),
            "line-break" => self.push("\n"),
            "s" => {
                let count = element.get("c").and_then(|count| count.parse::<usize>().ok()).unwrap_or(1);
                self.push(&" ".repeat(count.min(40)));
            }
            "a" => {
                if let (Some(target), Some(draft)) = (element.get("href"), self.stack.draft()) {
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
                self.stack.close_paragraph();
            }
            "span" => {
                if let Some(spans) = self.spans.last_mut() {
                    spans.pop();
                }
            }
            "a" => {
                if let Some(draft) = self.stack.draft() {
                    draft.close_link();
                }
            }
            "list-item" => self.lists = self.lists.saturating_sub(1),
            "table" => {
                self.frames = self.frames.saturating_sub(1);
                self.stack.edge();
            }
            "section" => self.frames = self.frames.saturating_sub(1),
            "table-row" => self.stack.close_row(),
            "table-cell" => self.stack.close_cell(),
            "text-box" => {
                self.frames = self.frames.saturating_sub(1);
                self.stack.close_box();
            }
            _ => {}
        }
    }

    /// White space runs are one space in OpenDocument.
    fn text(&mut self, text: &str) {
        let mut out = String::with_capacity(text.len());
        let mut blank = self
            .stack
            .draft()
            .is_none_or(|draft| draft.done.text.is_empty() || draft.done.text.ends_with([' ', '\n', '\t']));
        for c in clean(text).chars() {
            if !c.is_whitespace() {
                out.push(c);
            } else if !blank {
                out.push(' ');
            }
            blank = c.is_whitespace();
        }
        if let Some(draft) = self.stack.draft() {
            draft.done.split.extend(split_words(text));
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
                all.colour = all.colour.or(look.colour);
                all.ground = all.ground.or(look.ground);
                name = look.parent.as_deref();
            }
        }
        if let Some(draft) = self.stack.draft() {
            (draft.run.bold, draft.run.size, draft.run.vanish) = (all.bold, all.size, all.hidden);
            (draft.run.colour, draft.run.ground) = (all.colour, all.ground);
            let paper = if self.frames == 0 { self.paper } else { Ground::Unknown };
            draft.push(text, &self.styles, paper);
        }
    }
}

/// Deleted text, comments, and marks that are not text.
fn is_skipped(name: &str) -> bool {
    matches!(
        name,
        "tracked-changes" | "annotation" | "note-citation" | "forms" | "title" | "desc" | "ruby-text"
    )
}
