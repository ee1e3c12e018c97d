//! Invisible marks around facts, so that every printed fact is found again in the finished letter.

use serde::{Deserialize, Serialize};

use super::facts::{Fact, Trace};
use super::grammar::is_mark;
use crate::Span;

const OPEN: char = '\u{E000}';
const CLOSE: char = '\u{E001}';
const FIRST: u32 = 0xE100;
const LAST: u32 = 0xF8FF;

/// What a fact is, which decides where it may stand.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum FactKind {
    /// A skill: never in a sentence about the applicant when only the posting names it.
    Skill,
    /// A phrase of the posting; never in a sentence about the applicant.
    Mission,
    /// A line of the resume.
    Line,
    /// The employer written to.
    Company,
    /// An employer of the past, a school, a project.
    Organisation,
    /// A date.
    Date,
    /// A number of years.
    Number,
    /// Anything else: names, addresses, titles, words of the applicant.
    Other,
}

/// The facts handed to a template, by index.
#[derive(Debug, Default)]
pub(super) struct Marks {
    facts: Vec<(FactKind, Vec<Trace>)>,
    /// Only for the test that marks change nothing.
    silent: bool,
}

/// A fact found in a rendered text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) kind: FactKind,
    pub(super) span: Span,
    pub(super) traces: Vec<Trace>,
}

impl Marks {
    #[cfg(test)]
    pub(super) fn silent() -> Self {
        Self { silent: true, ..Self::default() }
    }

    /// The text of the fact between marks; its own private-use characters and line ends are taken out.
    pub(super) fn wrap(&mut self, kind: FactKind, fact: &Fact) -> String {
        let text = clean(&fact.text);
        let index = u32::try_from(self.facts.len()).unwrap_or(u32::MAX).saturating_add(FIRST);
        match char::from_u32(index) {
            Some(sign) if index <= LAST && !self.silent && !text.is_empty() => {
                self.facts.push((kind, fact.traces.clone()));
                format!("{OPEN}{sign}{text}{CLOSE}")
            }
            _ => text,
        }
    }

    /// The text without marks, and where each fact stands in it.
    pub(super) fn strip(&self, marked: &str) -> (String, Vec<Found>) {
        let mut text = String::with_capacity(marked.len());
        let mut open: Vec<(usize, usize)> = Vec::new();
        let mut found = Vec::new();
        for c in marked.chars() {
            match c {
                OPEN => {}
                CLOSE => {
                    if let Some((index, start)) = open.pop()
                        && let Some((kind, traces)) = self.facts.get(index)
                    {
                        found.push(Found {
                            kind: *kind,
                            span: Span::new(start, text.len()),
                            traces: traces.clone(),
                        });
                    }
                }
                c if is_mark(c) => open.push((
                    usize::try_from(u32::from(c).saturating_sub(FIRST)).unwrap_or(usize::MAX),
                    text.len(),
                )),
                c => text.push(c),
            }
        }
        found.sort_by_key(|found| found.span);
        (text, found)
    }
}

/// One line, single spaces, no private-use and no control characters.
pub(super) fn clean(text: &str) -> String {
    let text: String =
        text.chars().map(|c| if c.is_control() { ' ' } else { c }).filter(|c| !is_mark(*c)).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_come_off() {
        let mut marks = Marks::default();
        let fact = Fact::resume("Py\u{E000}thon\n3", Span::new(4, 10));
        let marked = format!("en {} !", marks.wrap(FactKind::Skill, &fact));
        let (text, found) = marks.strip(&marked);
        assert_eq!(text, "en Python 3 !");
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].span.of(&text), "Python 3");
        assert_eq!(found[0].traces, fact.traces);
    }
}
