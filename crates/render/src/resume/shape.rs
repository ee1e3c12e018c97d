//! A tailored resume as its templates see it: texts only, without the places that vouch for them.

use sartor_core::{
    Language,
    tailoring::{Block, TailoredEntry, TailoredResume, Text},
};
use serde::Serialize;

use crate::paper::{Line, region, sheet};

/// The values of a resume.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct ResumeShape<'r> {
    pub(crate) title: String,
    pub(crate) author: &'r str,
    pub(crate) lang: &'static str,
    pub(crate) region: &'static str,
    pub(crate) paper: &'static str,
    /// What stands after a label.
    pub(crate) colon: &'static str,
    pub(crate) name: &'r str,
    pub(crate) headline: Option<&'r str>,
    pub(crate) contact: Vec<Line>,
    pub(crate) sections: Vec<SectionShape<'r>>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct SectionShape<'r> {
    pub(crate) kind: &'static str,
    pub(crate) heading: &'r str,
    pub(crate) blocks: Vec<BlockShape<'r>>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "block")]
pub(crate) enum BlockShape<'r> {
    Paragraph { text: &'r str },
    List { items: Vec<&'r str> },
    Group { label: Option<&'r str>, items: Vec<&'r str> },
    Entry(EntryShape<'r>),
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct EntryShape<'r> {
    /// What stands first: the title, else the organisation.
    pub(crate) first: Option<&'r str>,
    /// Organisation and place, as far as they do not stand first.
    pub(crate) under: Vec<&'r str>,
    pub(crate) period: Option<&'r str>,
    pub(crate) lines: Vec<&'r str>,
    pub(crate) bullets: Vec<&'r str>,
}

/// The values of a resume.
pub(crate) fn of(resume: &TailoredResume) -> ResumeShape<'_> {
    let language = resume.locale.language();
    let kind = language.pick("CV", "Resume");
    let kind = if region(resume.locale) == "GB" { "CV" } else { kind };
    ResumeShape {
        title: if resume.name.text.is_empty() {
            kind.to_owned()
        } else {
            format!("{kind} – {}", resume.name.text)
        },
        author: &resume.name.text,
        lang: language.code(),
        region: region(resume.locale),
        paper: sheet(resume.locale),
        colon: colon(language),
        name: &resume.name.text,
        headline: resume.headline.as_ref().map(told),
        contact: resume
            .contact
            .iter()
            .map(|line| Line { text: line.text.text.clone(), target: line.target.clone() })
            .collect(),
        sections: resume
            .sections
            .iter()
            .map(|section| SectionShape {
                kind: section.kind.id(),
                heading: &section.heading,
                blocks: blocks(&section.blocks),
            })
            .collect(),
    }
}

/// What stands between a label and what it is for.
pub(crate) const fn colon(language: Language) -> &'static str {
    match language {
        Language::Fr => "\u{a0}: ",
        Language::En => ": ",
    }
}

pub(crate) fn entry(entry: &TailoredEntry) -> EntryShape<'_> {
    let organisation = entry.organisation.as_ref().map(told);
    let title = entry.title.as_ref().map(told);
    let under = if title.is_some() { organisation } else { None };
    EntryShape {
        first: title.or(organisation),
        under: under.into_iter().chain(entry.location.as_ref().map(told)).collect(),
        period: entry.period.as_ref().map(told),
        lines: entry.lines.iter().map(told).collect(),
        bullets: entry.bullets.iter().map(told).collect(),
    }
}

/// Items that follow each other are one list.
fn blocks(list: &[Block]) -> Vec<BlockShape<'_>> {
    let mut out: Vec<BlockShape<'_>> = Vec::new();
    for block in list {
        match (block, out.last_mut()) {
            (Block::Bullet(text), Some(BlockShape::List { items })) => items.push(told(text)),
            (Block::Bullet(text), _) => out.push(BlockShape::List { items: vec![told(text)] }),
            (Block::Paragraph(text), _) => out.push(BlockShape::Paragraph { text: told(text) }),
            (Block::Group { label, items }, _) => out.push(BlockShape::Group {
                label: label.as_ref().map(told),
                items: items.iter().map(told).collect(),
            }),
            (Block::Entry(one), _) => out.push(BlockShape::Entry(entry(one))),
        }
    }
    out
}

fn told(text: &Text) -> &str {
    &text.text
}
