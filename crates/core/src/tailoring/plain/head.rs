//! The head of a resume: name, headline, contact, and whatever else stands there.

use super::{
    Source, entry,
    lines::{bare, has_words, joined, text_of},
    text_at,
};
use crate::{
    Span,
    resume::{
        Section, SectionKind,
        pieces::{is_icon, pieces},
        rows::{Row, trimmed_of},
    },
    tailoring::{Block, ContactKind, ContactLine, TailoredResume, Text, Wording},
};

/// Words from which a line of the head is a sentence of the profile.
const PROFILE: usize = 9;
/// Most words of a title that no lexicon knows.
const TITLE: usize = 8;
/// Most words of a label: « Tél. portable : ».
const LABEL: usize = 3;

/// A section that holds the head or the contact, and nothing else.
pub(super) fn is_head(section: &Section) -> bool {
    matches!(section.kinds[..], [SectionKind::Header | SectionKind::Contact])
}

/// Fills name, headline and contact; gives the sentences that stand among them.
pub(super) fn read(source: &Source<'_>, words: &Wording, resume: &mut TailoredResume) -> Vec<Block> {
    let own = &source.read.resume;
    let sections = own.sections.iter().filter(|section| is_head(section));
    let rows: Vec<Row> = sections.flat_map(|section| source.rows_of(section)).collect();
    let mut head = Head {
        source,
        contact: Vec::new(),
        headline: own.headline.as_ref().map(text_of),
        taken: own.contact.name.iter().map(|name| name.span).collect(),
    };
    let mut profile = Vec::new();
    let mut told: Vec<Row> = Vec::new();
    let mut done = 0;
    let mut others: Vec<(Row, Text)> = Vec::new();
    for row in &rows {
        if row.line.end <= done {
            continue;
        }
        let entries: Vec<_> = own.entries.iter().filter(|entry| entry.span.overlaps(row.line)).collect();
        if !entries.is_empty() {
            close(source, &mut told, &mut profile);
            for entry in entries {
                if entry.span.end > done {
                    let (blocks, end) = entry::blocks(source, entry, &rows);
                    profile.extend(blocks);
                    done = end;
                }
            }
        } else if head.is_told(row) {
            told.push(*row);
        } else {
            for other in head.row(row) {
                let goes_on = others
                    .last()
                    .is_some_and(|(last, _)| source.goes_on(last, row, false) && last.line != row.line);
                match others.last_mut().filter(|_| goes_on) {
                    Some((last, known)) => {
                        known.text = format!("{} {}", known.text, other.text);
                        known.spans.extend(other.spans);
                        *last = *row;
                    }
                    None => others.push((*row, other)),
                }
            }
        }
    }
    close(source, &mut told, &mut profile);
    head.hidden();
    let name = fold(&resume.name.text);
    let others = others.into_iter().map(|(_, text)| text).filter(|text| fold(&text.text) != name);
    let (honours, others): (Vec<Text>, Vec<Text>) = others.partition(|text| words.is_honorific(&text.text));
    if let Some(honour) = honours.into_iter().next() {
        resume.name.text = format!("{} {}", honour.text, resume.name.text);
        resume.name.spans.splice(0..0, honour.spans);
    }
    let mut others: Vec<Text> = others;
    // A headline that its line breaks goes on in the next.
    if let (Some(headline), Some(first)) = (&mut head.headline, others.first()) {
        let ends = headline.spans.last().map_or(0, |span| span.end);
        let between = first.spans.first().and_then(|span| source.text().get(ends..span.start));
        let goes_on = between.is_some_and(|between| between.trim().is_empty());
        if goes_on && first.text.starts_with(char::is_lowercase) {
            headline.text = format!("{} {}", headline.text, first.text);
            headline.spans.extend(first.spans.iter().copied());
            others.remove(0);
        }
    }
    // A title that no lexicon knows stands under the name all the same.
    let under = own.contact.name.as_ref().map(|name| name.span.end);
    if head.headline.is_none()
        && let Some(at) = others.iter().position(|text| is_title(source, text, under))
    {
        head.headline = Some(others.remove(at));
    }
    head.contact.extend(others.into_iter().map(|text| ContactLine {
        kind: ContactKind::Other,
        text,
        target: None,
    }));
    head.contact.sort_by_key(|line| line.kind);
    resume.headline = head.headline;
    resume.contact = head.contact;
    profile
}

fn close(source: &Source<'_>, told: &mut Vec<Row>, profile: &mut Vec<Block>) {
    let rows = std::mem::take(told);
    profile.extend(source.paragraphs(&rows, true).into_iter().map(super::block));
}

fn fold(text: &str) -> String {
    crate::text::fold_key(text)
}

struct Head<'a> {
    source: &'a Source<'a>,
    contact: Vec<ContactLine>,
    headline: Option<Text>,
    /// What was told already.
    taken: Vec<Span>,
}

impl Head<'_> {
    /// A sentence, or the line that one goes on in.
    fn is_told(&self, row: &Row) -> bool {
        let own = &self.source.read.resume;
        let content = row.text.of(self.source.text());
        let summary = own.summary.as_ref().is_some_and(|summary| summary.span.contains(row.text));
        let headline = own.headline.as_ref().is_some_and(|headline| headline.span.overlaps(row.text));
        let long = content.split_whitespace().count() >= PROFILE && content.ends_with('.');
        !headline && (summary || long && !content.contains('@') && !content.contains('|'))
    }

    /// Takes what the row tells of name, headline and contact; gives the rest.
    fn row(&mut self, row: &Row) -> Vec<Text> {
        let text = self.source.text();
        let own = &self.source.read.resume;
        let mut rest = Vec::new();
        if let Some(headline) = own.headline.as_ref().filter(|headline| headline.span.overlaps(row.text)) {
            // What follows the title on its line is of it: « – en reconversion ».
            let aside = row.line.end.max(headline.span.end);
            let whole = Span::new(headline.span.start, aside);
            let span = if row.text.of(text).contains(['@', '|']) { headline.span } else { bare(text, whole) };
            self.headline = Some(text_at(text, span));
            self.taken.push(span);
        }
        let fields = [
            (ContactKind::Email, own.contact.email.as_ref()),
            (ContactKind::Phone, own.contact.phone.as_ref()),
            (ContactKind::City, own.contact.city.as_ref()),
        ];
        let links = own.contact.links.iter().map(|link| (ContactKind::Link, Some(link)));
        let fields: Vec<_> =
            fields.into_iter().chain(links).filter_map(|(kind, field)| Some((kind, field?))).collect();
        // A link may hold signs that part pieces.
        let mut cut = pieces(text, row.text);
        for (_, field) in fields.iter().filter(|(_, field)| row.text.contains(field.span)) {
            if !cut.iter().any(|piece| piece.contains(field.span)) {
                cut.retain(|piece| !piece.overlaps(field.span));
                cut.push(field.span);
            }
        }
        cut.sort_unstable();
        for piece in cut {
            let mut own_fields =
                fields.iter().filter(|(_, field)| !field.span.is_empty() && piece.contains(field.span));
            match own_fields.next() {
                Some((kind, field)) => {
                    let mut spans = vec![(*kind, field.span)];
                    spans.extend(own_fields.map(|(kind, field)| (*kind, field.span)));
                    let lone = spans.len() == 1;
                    for (kind, span) in spans {
                        let span = if lone { self.with_beside(kind, piece, span) } else { span };
                        let mut told = text_at(text, span);
                        if let Some(more) = self.rest_of_link(kind, span, row) {
                            told.text.push_str(more.of(text));
                            told.spans.push(more);
                            self.taken.push(more);
                        }
                        self.add(kind, told);
                        self.taken.push(span);
                    }
                    let labels = self
                        .source
                        .rest(piece, &self.taken)
                        .into_iter()
                        .filter(|span| !self.is_label(*span, piece));
                    rest.extend(labels.map(|span| text_at(text, span)));
                }
                None => {
                    let left = self
                        .source
                        .rest(piece, &self.taken)
                        .into_iter()
                        .filter(|span| !self.is_label(*span, piece));
                    rest.extend(
                        left.filter(|span| !row.running || !is_number(span.of(text)))
                            .map(|span| text_at(text, span)),
                    );
                }
            }
        }
        rest
    }

    /// A link that its line breaks goes on in the next one.
    fn rest_of_link(&self, kind: ContactKind, span: Span, row: &Row) -> Option<Span> {
        let text = self.source.text();
        let broken = kind == ContactKind::Link
            && span.end == row.text.end
            && span.of(text).ends_with(['-', '/', '_', '.']);
        let next = self.source.rows.iter().find(|next| next.line.start >= row.line.end).filter(|_| broken)?;
        let word = next.text.of(text).split_whitespace().next()?;
        word.starts_with(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit())
            .then(|| Span::new(next.text.start, next.text.start + word.len()))
    }

    /// The whole piece for a town (« 44000 Nantes »), the value alone for what has its own form.
    fn with_beside(&self, kind: ContactKind, piece: Span, span: Span) -> Span {
        match kind {
            ContactKind::City => {
                let text = self.source.text();
                let label = piece.of(text).find(':').filter(|at| piece.start + at < span.start);
                let start = label.map_or(piece.start, |at| piece.start + at + 1);
                trimmed_of(text, Span::new(start, piece.end), |c| c.is_whitespace() || is_icon(c))
            }
            _ => span,
        }
    }

    /// « Tél. », « E-mail : »: a word or two before a value, or before a colon.
    fn is_label(&self, span: Span, piece: Span) -> bool {
        let text = self.source.text();
        let content = span.of(text);
        let bracket = content.starts_with('(') && content.ends_with(')') && !content.contains(' ');
        if bracket && span.start > piece.start {
            return true;
        }
        let after = text.get(span.end..).unwrap_or_default();
        let before_value = span.end < piece.end && after.starts_with([':', '.', ' ', '\u{a0}']);
        let short =
            content.split_whitespace().count() <= LABEL && !content.bytes().any(|b| b.is_ascii_digit());
        short && before_value && after.trim_start().starts_with([':', '.'])
            || !content.chars().any(|c| c.is_alphanumeric() && !is_icon(c))
    }

    fn add(&mut self, kind: ContactKind, text: Text) {
        if self.contact.iter().any(|known| known.kind == kind && fold(&known.text.text) == fold(&text.text)) {
            return;
        }
        let target = match kind {
            ContactKind::Email => Some(format!("mailto:{}", text.text)),
            ContactKind::Phone => {
                self.source.read.resume.contact.phone_e164.as_ref().map(|number| format!("tel:{number}"))
            }
            ContactKind::Link => Some(address(&text.text)),
            ContactKind::City | ContactKind::Other => None,
        };
        self.contact.push(ContactLine { kind, text, target });
    }

    /// What links tell without showing it, and what was found outside the head.
    fn hidden(&mut self) {
        let contact = &self.source.read.resume.contact;
        let fields = [
            (ContactKind::Email, contact.email.as_ref()),
            (ContactKind::Phone, contact.phone.as_ref()),
            (ContactKind::City, contact.city.as_ref()),
        ];
        for (kind, field) in fields {
            if let Some(field) = field.filter(|_| !self.contact.iter().any(|known| known.kind == kind)) {
                self.add(kind, text_of(field));
            }
        }
        for link in &contact.links {
            let known = self
                .contact
                .iter()
                .any(|known| known.text.spans.contains(&link.span) && !link.span.is_empty());
            if !known && has_words(&link.text) {
                self.add(ContactKind::Link, text_of(link));
            }
        }
    }
}

/// The line right under the name, of a few words and no figures.
fn is_title(source: &Source<'_>, text: &Text, name: Option<usize>) -> bool {
    let (Some(name), Some(place)) = (name, text.spans.first()) else { return false };
    let between = source.text().get(name..place.start);
    between.is_some_and(|between| between.trim().is_empty() && between.matches('\n').count() == 1)
        && (1..=TITLE).contains(&text.text.split_whitespace().count())
        && !text.text.bytes().any(|b| b.is_ascii_digit())
        && text.text.starts_with(char::is_uppercase)
}

/// A page number.
fn is_number(content: &str) -> bool {
    content.split_whitespace().all(|word| {
        word.chars().all(|c| c.is_ascii_digit() || "/-".contains(c))
            || fold(word) == "page"
            || word == "sur"
            || word == "of"
    })
}

fn address(link: &str) -> String {
    let link = joined(link).replace(' ', "");
    if link.contains("://") { link } else { format!("https://{link}") }
}
