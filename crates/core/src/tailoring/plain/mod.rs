//! A resume as it stands, in one column: nothing added, nothing lost.

mod entry;
mod head;
mod lines;
mod skills;

use lines::{Source, text_of};

pub(super) use entry::is_labelled;
pub(super) use lines::joined;

use super::{Block, TailoredResume, TailoredSection, Text, Wording};
use crate::{
    Language, Span,
    apply::ReadResume,
    letter::Locale,
    resume::{Resume, Section, SectionKind, rows::Row},
};

impl TailoredResume {
    /// The resume without any edit: every line of the source that tells something, in the order of the source, what stands at its head
    /// and its contact first.
    ///
    /// ```
    /// use sartor_core::{apply::{Engine, ReadResume}, document::Document, lexicon::Lexicon};
    /// use sartor_core::tailoring::{TailoredResume, Wording};
    /// let words = Wording::parse(include_str!("../../../../../templates/tailoring.toml"))?;
    /// let engine = Engine::new(Lexicon::load(&[]).unwrap());
    /// let read = ReadResume::new(&engine, Document::plain("Zoé Martin\nzoe.martin@example.fr"));
    /// assert_eq!(TailoredResume::plain(&read, &words).name.text, "Zoé Martin");
    /// # Ok::<(), sartor_core::tailoring::TailoringError>(())
    /// ```
    pub fn plain(read: &ReadResume, words: &Wording) -> Self {
        let source = Source::new(read);
        let locale = locale_of(&read.resume);
        let mut resume = Self {
            locale,
            name: read.resume.contact.name.as_ref().map(text_of).unwrap_or_default(),
            headline: None,
            contact: Vec::new(),
            sections: Vec::new(),
        };
        let profile = head::read(&source, words, &mut resume);
        let mut bodies: Vec<(&Section, TailoredSection)> = Vec::new();
        for section in read.resume.sections.iter().filter(|section| !head::is_head(section)) {
            for (kind, blocks) in parted(&source, section) {
                let goes_on = bodies
                    .iter_mut()
                    .find(|(known, body)| {
                        section.heading.is_none() && known.kinds == section.kinds && body.kind == kind
                    })
                    .map(|(_, body)| body);
                match goes_on {
                    _ if blocks.is_empty() => {}
                    Some(body) => body.blocks.extend(blocks),
                    None => {
                        let own = section.heading.as_ref().map(|heading| joined(&heading.text));
                        let heading = own.unwrap_or_else(|| words.heading(kind, locale).to_owned());
                        bodies.push((section, TailoredSection { kind, heading, blocks }));
                    }
                }
            }
        }
        // A side column that was read first stands after the main one.
        let name = read.resume.contact.name.as_ref().map_or(0, |name| name.span.start);
        bodies.sort_by_key(|(section, _)| section.span.end <= name);
        resume.sections = bodies.into_iter().map(|(_, section)| section).collect();
        if !profile.is_empty() {
            let heading = words.heading(SectionKind::Summary, locale).to_owned();
            let first = TailoredSection { kind: SectionKind::Summary, heading, blocks: profile };
            resume.sections.insert(0, first);
        }
        resume
    }
}

/// French, or the English of the applicant's telephone.
fn locale_of(resume: &Resume) -> Locale {
    let american = resume.contact.phone_e164.as_ref().is_some_and(|phone| phone.starts_with("+1"));
    match resume.language {
        Language::Fr => Locale::Fr,
        Language::En if american => Locale::EnUs,
        Language::En => Locale::EnGb,
    }
}

/// What a section with merged headings is first of all: what has entries, else what it names first.
fn kind_of(section: &Section) -> SectionKind {
    let entries = [SectionKind::Experience, SectionKind::Education, SectionKind::Certifications];
    let found = entries.into_iter().find(|kind| section.kinds.contains(kind));
    found.or(section.kinds.first().copied()).unwrap_or(SectionKind::Misc)
}

/// The blocks of a section; where no heading parts jobs from studies, each kind under its own.
fn parted(source: &Source<'_>, section: &Section) -> Vec<(SectionKind, Vec<Block>)> {
    let kind = kind_of(section);
    let blocks = body(source, section, kind);
    if section.heading.is_some() || kind != SectionKind::Experience {
        return vec![(kind, blocks)];
    }
    let mut list: Vec<(SectionKind, Vec<Block>)> = Vec::new();
    let mut current = kind;
    for block in blocks {
        if let Block::Entry(entry) = &block {
            current = source.kind_of(entry).unwrap_or(kind);
        }
        match list.iter_mut().find(|(known, _)| *known == current) {
            Some((_, blocks)) => blocks.push(block),
            None => list.push((current, vec![block])),
        }
    }
    list
}

fn body(source: &Source<'_>, section: &Section, kind: SectionKind) -> Vec<Block> {
    let rows = source.rows_of(section);
    let mut blocks = Vec::new();
    let mut loose: Vec<Row> = Vec::new();
    let mut done = section.span.start;
    for (at, row) in rows.iter().enumerate() {
        if row.line.end <= done {
            continue;
        }
        let within: Vec<_> =
            source.read.resume.entries.iter().filter(|entry| entry.span.overlaps(row.line)).collect();
        if within.is_empty() {
            match rows.get(at + 1).filter(|next| source.opens_entry(next)) {
                Some(_) if !row.bullet => {
                    flush(source, kind, &mut loose, &mut blocks);
                    blocks.extend(entry::employer(source, row));
                }
                _ => loose.push(*row),
            }
            continue;
        }
        flush(source, kind, &mut loose, &mut blocks);
        // Of several entries in one row, one may have begun in the row before.
        for entry in within {
            if entry.span.start >= done {
                let (own, end) = entry::blocks(source, entry, &rows);
                blocks.extend(own);
                done = end;
            }
        }
    }
    flush(source, kind, &mut loose, &mut blocks);
    blocks
}

/// Rows outside entries, by the custom of their section.
fn flush(source: &Source<'_>, kind: SectionKind, loose: &mut Vec<Row>, blocks: &mut Vec<Block>) {
    let rows = std::mem::take(loose);
    match kind {
        _ if rows.is_empty() => {}
        SectionKind::Skills => blocks.extend(skills::blocks(source, &rows)),
        SectionKind::Summary | SectionKind::Experience => {
            blocks.extend(source.paragraphs(&rows, true).into_iter().map(block))
        }
        _ => {
            let lines = source.paragraphs(&rows, false);
            match lines.len() {
                1 => blocks.extend(lines.into_iter().map(|(_, text)| Block::Paragraph(text))),
                _ => blocks.extend(lines.into_iter().map(|(_, text)| Block::Bullet(text))),
            }
        }
    }
}

fn block((bullet, text): (bool, Text)) -> Block {
    if bullet { Block::Bullet(text) } else { Block::Paragraph(text) }
}

/// A text that stands under one span.
fn text_at(source: &str, span: Span) -> Text {
    Text { text: joined(span.of(source)), spans: vec![span] }
}
