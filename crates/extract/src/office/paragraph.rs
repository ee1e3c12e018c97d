//! A paragraph while it is read.

use sartor_core::document::FrameKind;

use super::styles::{Ground, Style, Styles};

/// What the walker hands to the writer.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Block {
    /// A paragraph with something in it.
    Paragraph(Paragraph),
    /// An empty paragraph.
    Gap,
    /// The edge of a table, of a cell, of a text box.
    Edge,
}

/// A paragraph that was read.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Paragraph {
    /// What one sees.
    pub(crate) text: String,
    /// What one does not see, and how it hides.
    pub(crate) hidden: Vec<(String, &'static str)>,
    /// Targets with the bytes of `text` they lie on.
    pub(crate) links: Vec<(String, usize, usize)>,
    pub(crate) size: f32,
    pub(crate) bold: bool,
    pub(crate) heading: Option<u8>,
    pub(crate) list: bool,
    /// Where it stands, if not in the plain flow.
    pub(crate) frame: Option<FrameKind>,
    /// Words with zero-width characters in them.
    pub(crate) split: Vec<String>,
}

/// A paragraph that is being read.
#[derive(Debug, Default)]
pub(crate) struct Draft {
    pub(crate) done: Paragraph,
    pub(crate) style: Style,
    /// Paragraphs of text boxes anchored here; they follow it.
    pub(crate) after: Vec<Block>,
    pub(crate) run: Run,
    /// Everything with letters so far is bold.
    all_bold: bool,
    lettered: bool,
    /// Where the open links began.
    pub(crate) open_links: Vec<(String, usize)>,
    /// What the paragraph paints under its words.
    pub(crate) ground: Option<Ground>,
    /// Bytes of the text where zero-width characters were told apart from it.
    pub(crate) seams: Vec<usize>,
}

/// The looks of a run.
#[derive(Debug, Clone, Default)]
pub(crate) struct Run {
    pub(crate) open: bool,
    pub(crate) bold: Option<bool>,
    pub(crate) size: Option<f32>,
    pub(crate) vanish: Option<bool>,
    pub(crate) colour: Option<[u8; 3]>,
    pub(crate) ground: Option<Ground>,
    /// Its letters are drawn narrower than anyone reads, by a factor of their width.
    pub(crate) narrow: bool,
    /// A character style.
    pub(crate) style: Style,
}

impl Draft {
    pub(crate) fn new() -> Self {
        Self { all_bold: true, ..Self::default() }
    }

    /// Adds text of the open run, on what lies under the paragraph.
    pub(crate) fn push(&mut self, text: &str, styles: &Styles, paper: Ground) {
        let run = &self.run;
        let size = run.size.or(run.style.size).or(self.style.size).unwrap_or(styles.size);
        let vanish = run.vanish.or(run.style.vanish).or(self.style.vanish) == Some(true);
        let colour = run.colour.or(run.style.colour).or(self.style.colour);
        let own = run.ground.or(run.style.ground).or(self.ground).or(self.style.ground);
        let way = if vanish {
            Some("vanish")
        } else if colour.is_some_and(|colour| own.unwrap_or(paper).swallows(colour)) {
            Some("colour")
        } else if size < 2.0 || run.narrow {
            Some("tiny")
        } else {
            None
        };
        if let Some(way) = way {
            match self.done.hidden.last_mut() {
                Some(last) if last.1 == way => last.0.push_str(text),
                _ => self.done.hidden.push((text.to_owned(), way)),
            }
            return;
        }
        if text.chars().any(char::is_alphanumeric) {
            self.lettered = true;
            self.all_bold &= run.bold.or(run.style.bold).or(self.style.bold) == Some(true);
            self.done.size = self.done.size.max(size);
        }
        self.done.text.push_str(text);
    }

    pub(crate) fn close_link(&mut self) {
        if let Some((target, start)) = self.open_links.pop() {
            self.done.links.push((target, start, self.done.text.len()));
        }
    }

    /// The paragraph, then what is anchored in it.
    pub(crate) fn finish(mut self) -> Vec<Block> {
        while !self.open_links.is_empty() {
            self.close_link();
        }
        let mut done = self.done;
        done.split.extend(words_across(&done.text, &self.seams));
        done.bold = self.lettered && self.all_bold;
        done.heading = done.heading.or(self.style.heading);
        done.list = (done.list || self.style.list == Some(true)) && done.heading.is_none();
        let empty = done.text.trim().is_empty() && done.hidden.is_empty();
        let mut out = vec![if empty { Block::Gap } else { Block::Paragraph(done) }];
        out.append(&mut self.after);
        out
    }
}

/// The words that go on across these bytes.
fn words_across(text: &str, seams: &[usize]) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut last = 0;
    for seam in seams.iter().filter(|seam| **seam > 0) {
        let (Some(before), Some(after)) = (text.get(..*seam), text.get(*seam..)) else { continue };
        let word = |c: char| c.is_alphanumeric();
        let from = before.trim_end_matches(word).len();
        let to = text.len() - after.trim_start_matches(word).len();
        if from < *seam && *seam < to && to > last {
            last = to;
            words.push(text[from..to].to_owned());
        }
    }
    words
}
