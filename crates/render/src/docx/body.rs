//! The body of a DOCX, paragraph by paragraph.

use std::fmt::Write;

use quick_xml::escape::escape;

use crate::paper::Line;

/// Margins, in twentieths of a point: 2 cm.
pub(super) const MARGIN: u32 = 1_134;

/// A body under construction.
#[derive(Debug, Clone)]
pub(super) struct Body {
    xml: String,
    /// What the links lead to, in order.
    pub(super) targets: Vec<String>,
    size: (u32, u32),
}

/// A part of a paragraph.
#[derive(Debug, Clone, Copy)]
pub(super) enum Run<'t> {
    /// To the next tab stop.
    Tab,
    /// A text, with a character style, and what it leads to.
    Text { text: &'t str, style: Option<&'static str>, target: Option<&'t str> },
}

impl<'t> Run<'t> {
    pub(super) const fn plain(text: &'t str) -> Self {
        Self::Text { text, style: None, target: None }
    }

    pub(super) const fn bold(text: &'t str) -> Self {
        Self::styled(text, "Strong")
    }

    pub(super) const fn styled(text: &'t str, style: &'static str) -> Self {
        Self::Text { text, style: Some(style), target: None }
    }

    pub(super) fn linked(line: &'t Line) -> Self {
        Self::Text { text: &line.text, style: None, target: line.target.as_deref() }
    }
}

impl Body {
    /// A body on `a4` or `us-letter`.
    pub(super) fn new(paper: &str) -> Self {
        let size = if paper == "us-letter" { (12_240, 15_840) } else { (11_906, 16_838) };
        Self { xml: String::new(), targets: Vec::new(), size }
    }

    /// Width of the text, in twentieths of a point.
    pub(super) const fn text_width(&self) -> u32 {
        self.size.0 - 2 * MARGIN
    }

    /// Adds a paragraph of a style.
    pub(super) fn paragraph(&mut self, style: &str, runs: &[Run<'_>]) {
        self.xml.push_str("<w:p>");
        if style != "Normal" {
            let _ = write!(self.xml, "<w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>");
        }
        for run in runs {
            self.run(run);
        }
        self.xml.push_str("</w:p>");
    }

    fn run(&mut self, run: &Run<'_>) {
        let Run::Text { text, style, target } = run else {
            self.xml.push_str("<w:r><w:tab/></w:r>");
            return;
        };
        if let Some(target) = target {
            self.targets.push((*target).to_owned());
            let _ = write!(self.xml, "<w:hyperlink r:id=\"link{}\" w:history=\"1\">", self.targets.len());
        }
        self.xml.push_str("<w:r>");
        if let Some(style) = style {
            let _ = write!(self.xml, "<w:rPr><w:rStyle w:val=\"{style}\"/></w:rPr>");
        }
        let _ = write!(self.xml, "<w:t xml:space=\"preserve\">{}</w:t></w:r>", written(text));
        if target.is_some() {
            self.xml.push_str("</w:hyperlink>");
        }
    }

    /// The part `word/document.xml`.
    pub(super) fn document(&self) -> String {
        let (width, height) = self.size;
        format!(
            "<w:document xmlns:w=\"{}\" xmlns:r=\"{}\"><w:body>{}<w:sectPr><w:pgSz w:w=\"{width}\" w:h=\"{height}\"/>\
             <w:pgMar w:top=\"{MARGIN}\" w:right=\"{MARGIN}\" w:bottom=\"{MARGIN}\" w:left=\"{MARGIN}\" w:header=\"567\" \
             w:footer=\"567\" w:gutter=\"0\"/></w:sectPr></w:body></w:document>",
            super::package::WORD,
            super::package::OFFICE,
            self.xml,
        )
    }
}

/// A text as XML takes it: signs that it forbids are left out.
pub(super) fn written(text: &str) -> String {
    let allowed: String =
        text.chars().filter(|sign| !sign.is_control() && !matches!(sign, '\u{fffe}' | '\u{ffff}')).collect();
    escape(allowed.as_str()).into_owned()
}
