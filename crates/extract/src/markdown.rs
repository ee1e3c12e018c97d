//! Markdown to plain lines with their marks.

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};
use sartor_core::Span;
use sartor_core::document::{Document, Format};

use crate::builder::{Builder, Looks};
use crate::clean::clean;

/// True when a text is set in Markdown: headings, strong words or links; dashes alone are plain text.
pub(crate) fn is_markdown(text: &str) -> bool {
    let heading = |line: &str| {
        let rest = line.trim_start_matches('#');
        (1..=6).contains(&(line.len() - rest.len())) && rest.starts_with(' ') && !rest.trim().is_empty()
    };
    let pairs = |sign: &str| text.matches(sign).count() / 2;
    let links = text.matches("](").count();
    let rule = |line: &str| matches!(line.trim(), "---" | "***" | "___");
    let signs = text.lines().filter(|line| heading(line)).count() * 2
        + pairs("**") * 2
        + pairs("__")
        + links * 2
        + text.lines().filter(|line| rule(line)).count();
    signs >= 2
}

/// The document of a Markdown text.
pub(crate) fn read(text: &str) -> Document {
    let mut writer = Writer::default();
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    for event in Parser::new_ext(text, options) {
        writer.see(event);
    }
    writer.flush();
    writer.builder.finish(Format::Markdown, 1)
}

#[derive(Default)]
struct Writer {
    builder: Builder,
    line: String,
    heading: Option<u8>,
    /// Numbers of the open lists; nothing for one with bullets.
    lists: Vec<Option<u64>>,
    item: bool,
    strong: u32,
    /// Letters outside strong words were seen on this line.
    plain: bool,
    cells: usize,
    /// Not shown: metadata.
    aside: u32,
    open_links: Vec<(String, usize)>,
    links: Vec<(String, usize, usize)>,
}

impl Writer {
    fn see(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Code(text) => self.text(&text),
            Event::SoftBreak | Event::HardBreak => self.flush(),
            Event::Rule => {
                self.flush();
                self.builder.blank();
            }
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Heading { level, .. } => {
                self.flush();
                self.builder.blank();
                self.heading = Some(level as u8);
            }
            Tag::Paragraph | Tag::BlockQuote(_) | Tag::Table(_) if self.lists.is_empty() => {
                self.builder.blank()
            }
            Tag::CodeBlock(CodeBlockKind::Fenced(_) | CodeBlockKind::Indented) => {
                self.flush();
                self.builder.blank();
            }
            Tag::List(number) => {
                self.flush();
                if self.lists.is_empty() {
                    self.builder.blank();
                }
                self.lists.push(number);
            }
            Tag::Item => {
                self.flush();
                self.item = true;
                match self.lists.last_mut() {
                    Some(Some(number)) => {
                        self.line = format!("{number}. ");
                        *number += 1;
                    }
                    _ => self.line = "- ".to_owned(),
                }
            }
            Tag::TableHead | Tag::TableRow => self.cells = 0,
            Tag::TableCell => {
                if self.cells > 0 {
                    self.line.push('\t');
                }
                self.cells += 1;
            }
            Tag::Strong => self.strong += 1,
            Tag::Link { dest_url, .. } => self.open_links.push((dest_url.to_string(), self.line.len())),
            Tag::MetadataBlock(_) | Tag::HtmlBlock | Tag::Image { .. } => self.aside += 1,
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) => {
                self.flush();
                self.heading = None;
                self.builder.blank();
            }
            TagEnd::Paragraph | TagEnd::CodeBlock => {
                self.flush();
                if self.lists.is_empty() {
                    self.builder.blank();
                }
            }
            TagEnd::Item | TagEnd::TableHead | TagEnd::TableRow => {
                self.flush();
                self.item = false;
            }
            TagEnd::List(_) => {
                self.flush();
                self.lists.pop();
                if self.lists.is_empty() {
                    self.builder.blank();
                }
            }
            TagEnd::Table | TagEnd::BlockQuote(_) => self.builder.blank(),
            TagEnd::Strong => self.strong = self.strong.saturating_sub(1),
            TagEnd::Link => {
                if let Some((target, start)) = self.open_links.pop() {
                    self.links.push((target, start, self.line.len()));
                }
            }
            TagEnd::MetadataBlock(_) | TagEnd::HtmlBlock | TagEnd::Image => {
                self.aside = self.aside.saturating_sub(1)
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.aside > 0 {
            return;
        }
        let text = clean(text);
        self.plain |= self.strong == 0 && text.chars().any(char::is_alphanumeric);
        let mut lines = text.split('\n');
        self.line.push_str(lines.next().unwrap_or_default());
        for line in lines {
            self.flush();
            self.line.push_str(line);
        }
    }

    fn flush(&mut self) {
        let line = std::mem::take(&mut self.line);
        let bold = !self.plain && line.chars().any(char::is_alphanumeric);
        let looks = Looks {
            heading: self.heading,
            bullet: std::mem::take(&mut self.item),
            bold: bold || self.heading.is_some(),
            ..Looks::default()
        };
        self.plain = false;
        let span = self.builder.line(&line, looks);
        for (target, start, end) in self.links.drain(..) {
            let place = span
                .filter(|span| span.start + end <= span.end)
                .map(|span| Span::new(span.start + start, span.start + end));
            self.builder.link(&target, place);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_become_looks() {
        let text = "# Zoé Martin\n[écrire](mailto:zoe@example.org)\n\n## Expérience\n**Cheffe**\n- Rust & SQL\n- 3 ans\n  - tests\n\n1. un\n2. deux\n";
        let document = read(text);
        let expected = "Zoé Martin\n\nécrire\n\nExpérience\n\nCheffe\n\n- Rust & SQL\n- 3 ans\n- tests\n\n1. un\n2. deux\n";
        assert_eq!(document.text, expected);
        assert_eq!(document.lines[0].heading, Some(1));
        assert!(document.lines[3].bold && !document.lines[3].bullet && document.lines[4].bullet);
        assert_eq!(document.links[0].span.unwrap().of(&document.text), "écrire");
    }

    #[test]
    fn plain_text_is_not_markdown() {
        assert!(!is_markdown("Zoé\n- Rust\n* SQL\nC# et #hashtag\n2 * 3 * 4"));
        assert!(is_markdown("**Zoé**\n- Rust"));
    }

    #[test]
    fn lines_of_a_paragraph_stay_lines() {
        assert_eq!(
            read("**a**\nb & c &amp; d\n\n| x | y |\n|---|---|\n| 1 | 2 |\n").text,
            "a\nb & c & d\n\nx\ty\n1\t2\n"
        );
    }
}
