//! Puts a document together line by line.

use sartor_core::Span;
use sartor_core::document::{
    Aside, AsideKind, Document, Format, Frame, FrameKind, Hidden, Line, Link, Picture, Signs,
};

/// Collects lines and their looks; every reader ends in one.
#[derive(Debug, Default)]
pub(crate) struct Builder {
    text: String,
    lines: Vec<Line>,
    hidden: Vec<Hidden>,
    asides: Vec<Aside>,
    frames: Vec<Frame>,
    signs: Signs,
    pictures: Vec<Picture>,
    links: Vec<Link>,
    block: u32,
}

/// Asides kept; more are no resume.
const MOST_ASIDES: usize = 200;

/// How a line looks; see [`Line`].
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Looks {
    pub(crate) page: u32,
    pub(crate) x: f32,
    pub(crate) right: f32,
    pub(crate) y: f32,
    pub(crate) size: f32,
    pub(crate) bold: bool,
    pub(crate) heading: Option<u8>,
    pub(crate) bullet: bool,
    pub(crate) running: bool,
}

impl Builder {
    /// Adds `text` as one line, or as several where it holds line ends; white space alone adds nothing.
    ///
    /// Gives the place of the whole.
    pub(crate) fn line(&mut self, text: &str, looks: Looks) -> Option<Span> {
        let mut whole: Option<Span> = None;
        for part in text.split('\n') {
            let part = part.trim_end();
            if part.trim_start().is_empty() {
                continue;
            }
            let start = self.text.len();
            self.text.push_str(part);
            let span = Span::new(start, self.text.len());
            self.text.push('\n');
            let Looks { page, x, right, y, size, bold, heading, bullet, running } = looks;
            let (page, block) = (page.max(1), self.block);
            self.lines.push(Line { span, page, x, right, y, size, bold, heading, bullet, block, running });
            whole = Some(Span::new(whole.map_or(start, |whole| whole.start), span.end));
        }
        whole
    }

    /// Ends the block: what follows is apart by one empty line.
    pub(crate) fn blank(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    /// Begins a column, cell, text box or part of a page, apart by one empty line; one without lines is not counted.
    pub(crate) fn block(&mut self) {
        self.blank();
        self.block += u32::from(self.lines.last().is_some_and(|last| last.block == self.block));
    }

    /// Notes text that is not to be seen; neighbours that hide the same way are joined.
    pub(crate) fn hide(&mut self, text: &str, way: &str, page: u32) {
        let text = text.trim();
        if text.is_empty() {
            return;
        }
        match self.hidden.last_mut() {
            Some(last) if last.way == way && last.page == page => {
                last.text.push(' ');
                last.text.push_str(text);
            }
            _ => self.hidden.push(Hidden { text: text.to_owned(), way: way.to_owned(), page }),
        }
    }

    /// Notes text that programs read beside the document.
    pub(crate) fn aside(&mut self, text: &str, kind: AsideKind) {
        let text = crate::clean::squeeze(&crate::clean::clean(text));
        let aside = Aside { text, kind };
        if !aside.text.is_empty() && self.asides.len() < MOST_ASIDES && !self.asides.contains(&aside) {
            self.asides.push(aside);
        }
    }

    /// Notes a part outside the flow; neighbours of one kind are joined.
    pub(crate) fn frame(&mut self, kind: FrameKind, span: Span) {
        match self.frames.last_mut() {
            Some(last) if last.kind == kind && span.start <= last.span.end + 2 => {
                last.span = Span::new(last.span.start.min(span.start), last.span.end.max(span.end));
            }
            _ if span.is_empty() => {}
            _ => self.frames.push(Frame { kind, span }),
        }
    }

    /// Notes a picture; of very many the first are kept.
    pub(crate) fn picture(&mut self, picture: Picture) {
        if self.pictures.len() < MOST_ASIDES {
            self.pictures.push(picture);
        }
    }

    /// Adds to what is no plain text.
    pub(crate) fn signs(&mut self, signs: Signs) {
        self.signs.unmapped += signs.unmapped;
        self.signs.private += signs.private;
        self.signs.split.extend(signs.split);
    }

    /// Notes the target of a link, once per target and place.
    pub(crate) fn link(&mut self, target: &str, span: Option<Span>) {
        let target = target.trim();
        let link = Link { target: target.to_owned(), span };
        if is_target(target) && !self.links.contains(&link) {
            self.links.push(link);
        }
    }

    /// Where the next line will start.
    pub(crate) fn here(&self) -> usize {
        self.text.len()
    }

    /// The text so far.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// The document; trailing empty lines are left out.
    pub(crate) fn finish(mut self, format: Format, pages: u32) -> Document {
        while self.text.ends_with("\n\n") {
            self.text.pop();
        }
        Document {
            format,
            text: self.text,
            lines: self.lines,
            hidden: self.hidden,
            asides: self.asides,
            frames: self.frames,
            signs: self.signs,
            pictures: self.pictures,
            links: self.links,
            pages: pages.max(1),
            data: None,
        }
    }
}

/// Signs that begin an item of a list.
pub(crate) const BULLETS: &[char] = &[
    '•', '◦', '▪', '▫', '●', '○', '■', '□', '‣', '⁃', '∙', '·', '➢', '➤', '►', '▶', '▸', '❖', '✓', '✔', '◆',
    '◇', '➔', '→',
];

/// True when the line begins with a bullet sign.
pub(crate) fn is_bulleted(line: &str) -> bool {
    let line = line.trim_start();
    let mut chars = line.chars();
    match chars.next() {
        Some(first) if BULLETS.contains(&first) => true,
        Some('-' | '–' | '—' | '*' | '+' | 'o' | '>') => {
            chars.next().is_some_and(char::is_whitespace) && chars.any(char::is_alphabetic)
        }
        _ => false,
    }
}

fn is_target(target: &str) -> bool {
    let target = target.to_ascii_lowercase();
    ["mailto:", "tel:", "https:", "http:"].iter().any(|scheme| target.starts_with(scheme))
        && target.len() <= 2_000
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_blocks() {
        let mut builder = Builder::default();
        builder.blank();
        builder.line("Zoé  \n\n Rust", Looks::default());
        builder.blank();
        builder.blank();
        let span = builder.line("fin", Looks::default());
        builder.blank();
        let document = builder.finish(Format::Text, 0);
        assert_eq!(document.text, "Zoé\n Rust\n\nfin\n");
        assert_eq!(span.unwrap().of(&document.text), "fin");
        assert_eq!(document.lines.len(), 3);
        assert_eq!(document.pages, 1);
    }

    #[test]
    fn bullets_are_told_from_dashes_and_words() {
        assert!(is_bulleted("• Rust") && is_bulleted("- Rust") && is_bulleted(" – gestion"));
        assert!(!is_bulleted("-5 %") && !is_bulleted("on call") && !is_bulleted("— "));
    }

    #[test]
    fn only_targets_of_known_schemes_are_links() {
        let mut builder = Builder::default();
        builder.link("javascript:alert(1)", None);
        builder.link("mailto:zoe@example.org", None);
        builder.link("mailto:zoe@example.org", None);
        assert_eq!(builder.links.len(), 1);
    }
}
