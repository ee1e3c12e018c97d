//! What an HTML page shows.

use sartor_core::Span;
use sartor_core::document::{Document, Format};
use scraper::{Html, Node};
use serde_json::Value;

use crate::builder::{Builder, Looks, is_bulleted};
use crate::clean::{clean, squeeze};
use crate::{LimitKind, Limits, ReadError};

/// A page: what it shows, and its JSON-LD blocks.
pub(crate) struct Page {
    pub(crate) document: Document,
    pub(crate) data: Vec<Value>,
}

impl Page {
    /// Parses a whole page or a piece of one.
    pub(crate) fn parse(text: &str, limits: &Limits) -> Result<Self, ReadError> {
        super::depth::check(text, limits)?;
        let html = Html::parse_document(text);
        let mut writer = Writer::default();
        // A stack of our own: pages nest deeper than a thread's stack is long.
        let mut stack = vec![(html.tree.root(), false, 0_u32)];
        while let Some((node, leaving, depth)) = stack.pop() {
            match node.value() {
                Node::Text(text) => writer.text(text),
                Node::Element(element) if leaving => writer.leave(element.name()),
                Node::Element(element) => {
                    if depth > limits.xml_depth {
                        return Err(ReadError::Limit {
                            what: LimitKind::XmlDepth,
                            limit: u64::from(limits.xml_depth),
                        });
                    }
                    if element.name() == "script" {
                        let json = element
                            .attr("type")
                            .is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/ld+json"));
                        if json {
                            let code: String = node
                                .children()
                                .filter_map(|child| Some(child.value().as_text()?.to_string()))
                                .collect();
                            writer.data.extend(serde_json::from_str::<Value>(code.trim()));
                        }
                        continue;
                    }
                    if is_unseen(element.name()) {
                        continue;
                    }
                    if let Some(way) = hides(element) {
                        let text: String = node
                            .descendants()
                            .filter_map(|inner| inner.value().as_text().map(|text| format!("{} ", &**text)))
                            .collect();
                        writer.builder.hide(&squeeze(&clean(&text)), way, 1);
                        continue;
                    }
                    writer.enter(element.name(), element.attr("href"));
                    stack.push((node, true, depth));
                    stack.extend(node.children().rev().map(|child| (child, false, depth + 1)));
                }
                _ => stack.extend(node.children().rev().map(|child| (child, false, depth + 1))),
            }
        }
        writer.flush();
        Ok(Self { document: writer.builder.finish(Format::Html, 1), data: writer.data })
    }
}

#[derive(Default)]
struct Writer {
    builder: Builder,
    data: Vec<Value>,
    line: String,
    heading: Option<u8>,
    item: bool,
    strong: u32,
    plain: bool,
    pre: u32,
    cells: u32,
    open_links: Vec<(Option<String>, usize)>,
    links: Vec<(String, String)>,
}

impl Writer {
    fn enter(&mut self, name: &str, href: Option<&str>) {
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.part();
                self.heading = name[1..].parse().ok();
            }
            "li" => {
                self.flush();
                self.item = true;
            }
            "br" => self.flush(),
            "td" | "th" => {
                if self.cells > 0 && !self.line.is_empty() {
                    self.line.push('\t');
                }
                self.cells += 1;
            }
            "tr" => {
                self.flush();
                self.cells = 0;
            }
            "b" | "strong" => self.strong += 1,
            "pre" | "textarea" => {
                self.part();
                self.pre += 1;
            }
            "a" => self.open_links.push((href.map(str::to_owned), self.line.len())),
            _ if parts(name) => self.part(),
            // A block in a cell of a table does not end the row.
            _ if is_block(name) && self.cells == 0 => self.flush(),
            _ if is_block(name) => self.gap(),
            _ => {}
        }
    }

    fn leave(&mut self, name: &str) {
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.flush();
                self.heading = None;
                self.builder.blank();
            }
            "li" => {
                self.flush();
                self.item = false;
            }
            "tr" => {
                self.flush();
                self.cells = 0;
            }
            "b" | "strong" => self.strong = self.strong.saturating_sub(1),
            "pre" | "textarea" => {
                self.part();
                self.pre = self.pre.saturating_sub(1);
            }
            "a" => {
                if let Some((Some(target), start)) = self.open_links.pop() {
                    let shown = self.line.get(start..).unwrap_or_default().trim().to_owned();
                    self.links.push((target, shown));
                }
            }
            _ if parts(name) => self.part(),
            _ if is_block(name) && self.cells == 0 => self.flush(),
            _ if is_block(name) => self.gap(),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        let text = clean(text);
        self.plain |= self.strong == 0 && text.chars().any(char::is_alphanumeric);
        if self.pre > 0 {
            let mut lines = text.split('\n');
            self.line.push_str(lines.next().unwrap_or_default());
            for line in lines {
                self.flush();
                self.line.push_str(line);
            }
            return;
        }
        if text.starts_with(char::is_whitespace) {
            self.gap();
        }
        self.line.push_str(&squeeze(&text));
        if text.ends_with(char::is_whitespace) {
            self.gap();
        }
    }

    fn gap(&mut self) {
        if !self.line.is_empty() && !self.line.ends_with([' ', '\t']) {
            self.line.push(' ');
        }
    }

    fn part(&mut self) {
        if self.cells > 0 {
            self.gap();
            return;
        }
        self.flush();
        if !self.item {
            self.builder.blank();
        }
    }

    fn flush(&mut self) {
        let line = std::mem::take(&mut self.line).replace(" \t", "\t");
        if line.trim().is_empty() {
            return;
        }
        let bold = !self.plain && line.chars().any(char::is_alphanumeric);
        let bullet = std::mem::take(&mut self.item);
        let text = if bullet && !is_bulleted(&line) { format!("- {}", line.trim_start()) } else { line };
        let looks = Looks {
            heading: self.heading,
            bullet: bullet || is_bulleted(&text),
            bold: bold || self.heading.is_some(),
            ..Looks::default()
        };
        self.plain = false;
        let span = self.builder.line(&text, looks);
        for (target, shown) in self.links.drain(..) {
            let place = span.and_then(|span| {
                let at = span.start + span.of(self.builder.text()).find(&shown)?;
                (!shown.is_empty()).then(|| Span::new(at, at + shown.len()))
            });
            self.builder.link(&target, place);
        }
    }
}

/// Elements that a browser does not show.
fn is_unseen(name: &str) -> bool {
    matches!(
        name,
        "title"
            | "style"
            | "noscript"
            | "template"
            | "svg"
            | "iframe"
            | "object"
            | "select"
            | "math"
            | "canvas"
            | "audio"
            | "video"
    )
}

fn hides(element: &scraper::node::Element) -> Option<&'static str> {
    let style: String =
        element.attr("style").unwrap_or_default().to_ascii_lowercase().split_whitespace().collect();
    if element.attr("hidden").is_some()
        || style.contains("display:none")
        || style.contains("visibility:hidden")
    {
        Some("vanish")
    } else if style.contains("font-size:0") && !style.contains("font-size:0.")
        || style.contains("font-size:1px")
    {
        Some("tiny")
    } else {
        None
    }
}

fn parts(name: &str) -> bool {
    matches!(
        name,
        "p" | "ul"
            | "ol"
            | "dl"
            | "table"
            | "section"
            | "article"
            | "header"
            | "footer"
            | "main"
            | "aside"
            | "nav"
            | "blockquote"
            | "hr"
            | "form"
            | "fieldset"
    )
}

fn is_block(name: &str) -> bool {
    matches!(
        name,
        "div"
            | "dt"
            | "dd"
            | "address"
            | "figure"
            | "figcaption"
            | "details"
            | "summary"
            | "caption"
            | "body"
            | "html"
            | "legend"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(text: &str) -> Page {
        Page::parse(text, &Limits::default()).unwrap()
    }

    #[test]
    fn what_a_person_sees() {
        let html =
            "<!doctype html><head><title>t</title><style>x{}</style></head><body><h1>R&amp;D <b>Rust</b></h1>
            <script>alert(1)</script><p>Votre   mission :</p><ul><li>coder<li><p>tester</p></ul>
            <table><tr><td>Lieu<td><div>Lyon</div></tr></table><p style='display: none'>rust rust</p>
            <a href='mailto:rh@example.org'>écrire</a></body>";
        let document = page(html).document;
        assert_eq!(
            document.text,
            "R&D Rust\n\nVotre mission :\n\n- coder\n- tester\n\nLieu\tLyon\n\nécrire\n"
        );
        assert_eq!(document.lines[0].heading, Some(1));
        assert!(document.lines[2].bullet && document.lines[3].bullet);
        assert_eq!(
            (document.hidden[0].text.as_str(), document.hidden[0].way.as_str()),
            ("rust rust", "vanish")
        );
        assert_eq!(document.links[0].span.unwrap().of(&document.text), "écrire");
    }

    #[test]
    fn depth_is_limited() {
        let deep = format!("<html>{}x", "<div>".repeat(400));
        assert!(matches!(
            Page::parse(&deep, &Limits::default()),
            Err(ReadError::Limit { what: LimitKind::XmlDepth, .. })
        ));
    }
}
