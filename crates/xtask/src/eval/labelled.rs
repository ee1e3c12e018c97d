//! Texts with labels in them: `[[form|id]]`, as `fixtures/labelled/README.md` tells.

use std::{fs, path::Path};

use anyhow::{Context, bail};
use sartor_core::{Span, posting::Modality};

/// A text and what a person found in it.
#[derive(Debug)]
pub(super) struct Text {
    pub(super) id: String,
    /// The rest of its heading line: words, some of them `key=value`.
    pub(super) words: Vec<String>,
    /// Without the marks.
    pub(super) text: String,
    pub(super) labels: Vec<Label>,
}

/// One marked form.
#[derive(Debug)]
pub(super) struct Label {
    pub(super) span: Span,
    pub(super) kind: Kind,
    /// Ours, or a made-up name where no skill of ours is meant.
    pub(super) id: String,
    pub(super) asked: Option<Asked>,
}

/// What a label means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// The skill is there.
    Gold,
    /// A reader could say either; not counted.
    Neutral,
    /// A skill that the inventory does not know by this id.
    Unknown,
    /// Named, and denied.
    Denied,
}

/// How a posting asks for it.
#[derive(Debug, Clone)]
pub(super) struct Asked {
    /// `None`: named, not asked.
    pub(super) modality: Option<Modality>,
    /// The any-of group it stands in.
    pub(super) group: Option<char>,
    pub(super) months: Option<u32>,
}

impl Text {
    /// The value of `key=value` in the heading line.
    pub(super) fn value(&self, key: &str) -> Option<&str> {
        self.words.iter().find_map(|word| word.strip_prefix(key)?.strip_prefix('='))
    }
}

/// Reads a file of texts.
pub(super) fn read(path: &Path) -> anyhow::Result<Vec<Text>> {
    let all = fs::read_to_string(path).with_context(|| path.display().to_string())?;
    all.split("=== ")
        .filter(|part| !part.trim().is_empty())
        .map(|part| {
            let (head, body) = part.split_once('\n').context("a heading line, then the text")?;
            let mut words = head.split_whitespace().map(str::to_owned);
            let id = words.next().context("a text without a name")?;
            let (text, labels) = unmarked(body.trim_end()).with_context(|| id.clone())?;
            Ok(Text { id, words: words.collect(), text, labels })
        })
        .collect()
}

fn unmarked(body: &str) -> anyhow::Result<(String, Vec<Label>)> {
    let mut text = String::new();
    let mut labels = Vec::new();
    let mut rest = body;
    while let Some((before, after)) = rest.split_once("[[") {
        let (mark, after) = after.split_once("]]").context("`[[` without `]]`")?;
        let (form, label) = mark.split_once('|').unwrap_or((mark, "?"));
        text += before;
        let start = text.len();
        text += form;
        labels.push(read_label(Span::new(start, text.len()), label)?);
        rest = after;
    }
    text += rest;
    Ok((text, labels))
}

fn read_label(span: Span, label: &str) -> anyhow::Result<Label> {
    let (kind, rest) = match label.chars().next() {
        Some('~') => (Kind::Neutral, &label[1..]),
        Some('?') => (Kind::Unknown, &label[1..]),
        Some('!') => (Kind::Denied, &label[1..]),
        _ => (Kind::Gold, label),
    };
    let (id, asked) = match rest.split_once(':') {
        None => (rest, None),
        Some((id, how)) => (id, Some(read_asked(how)?)),
    };
    Ok(Label { span, kind, id: id.to_owned(), asked })
}

fn read_asked(how: &str) -> anyhow::Result<Asked> {
    let (how, months) = match how.split_once('#') {
        Some((how, months)) => (how, Some(months.parse()?)),
        None => (how, None),
    };
    let (modality, group) = match how.split_once('@') {
        Some((modality, group)) => (modality, group.chars().next()),
        None => (how, None),
    };
    Ok(Asked { modality: read_modality(modality)?, group, months })
}

/// `r`, `s`, `p`, or `-` for what is not asked.
pub(super) fn read_modality(letter: &str) -> anyhow::Result<Option<Modality>> {
    Ok(match letter {
        "r" => Some(Modality::Required),
        "s" => Some(Modality::Stated),
        "p" => Some(Modality::Preferred),
        "-" => None,
        other => bail!("{other} is no modality"),
    })
}
