//! Rows of the source, and what is left of them when their fields are taken out.

use crate::{
    Language, Span, Spanned,
    apply::ReadResume,
    resume::{
        EntryKind, Section, SectionKind,
        rows::{Row, rows, trimmed_of},
    },
    tailoring::{TailoredEntry, Text},
};

/// What the plain resume is made of.
pub(super) struct Source<'a> {
    pub(super) read: &'a ReadResume,
    pub(super) rows: Vec<Row>,
    /// The document knows where its lines end on the page.
    geometry: bool,
}

impl<'a> Source<'a> {
    pub(super) fn new(read: &'a ReadResume) -> Self {
        let geometry = read.document.lines.iter().any(|line| line.right > 0.0);
        Self { read, rows: rows(&read.document), geometry }
    }

    pub(super) fn text(&self) -> &'a str {
        &self.read.resume.text
    }

    /// The rows of a section without its heading; of « Langues : anglais » what follows the colon.
    pub(super) fn rows_of(&self, section: &Section) -> Vec<Row> {
        let within = self.rows.iter().filter(|row| section.span.contains(row.line));
        let mut list: Vec<Row> = within.copied().collect();
        let heading = section.heading.as_ref().map(|heading| heading.span);
        if let Some((heading, first)) = heading
            .zip(list.first_mut())
            .filter(|(heading, row)| row.line.contains(*heading) || row.line.overlaps(*heading))
        {
            let rest = bare(
                self.text(),
                Span::new(heading.end.max(first.text.start), first.text.end.max(heading.end)),
            );
            first.text = rest;
            if !has_words(rest.of(self.text())) {
                list.remove(0);
            }
        }
        list
    }

    /// An entry begins in this row.
    pub(super) fn opens_entry(&self, row: &Row) -> bool {
        self.read.resume.entries.iter().any(|entry| entry.span.start == row.line.start)
    }

    /// The section that an entry of the resume belongs to by its kind.
    pub(super) fn kind_of(&self, own: &TailoredEntry) -> Option<SectionKind> {
        let place = own.title.as_ref().or(own.organisation.as_ref())?.spans.first()?.start;
        let (_, entry) = self.read.resume.entry_at(place)?;
        Some(match entry.kind {
            EntryKind::Job => SectionKind::Experience,
            EntryKind::Project => SectionKind::Projects,
            EntryKind::Volunteering => SectionKind::Volunteering,
            EntryKind::Education => SectionKind::Education,
            EntryKind::Certification => SectionKind::Certifications,
        })
    }

    /// Rows joined where a line goes on in the next, each told as an item or not. In `prose` a line ends where its paragraph does, else
    /// where the line does.
    pub(super) fn paragraphs(&self, rows: &[Row], prose: bool) -> Vec<(bool, Text)> {
        let mut list: Vec<(bool, Span)> = Vec::new();
        let mut last: Option<&Row> = None;
        for row in rows {
            let goes_on = last.is_some_and(|last| self.goes_on(last, row, prose));
            match list.last_mut().filter(|_| goes_on) {
                Some((_, span)) => span.end = row.text.end,
                None => list.push((row.bullet, row.text)),
            }
            last = Some(row);
        }
        let text = |(bullet, span)| {
            (bullet, Text { text: joined(bare(self.text(), span).of(self.text())), spans: vec![span] })
        };
        list.into_iter().map(text).filter(|(_, text)| has_words(&text.text)).collect()
    }

    /// Of a list: without a page to tell, a line goes on only where it stands open.
    pub(super) fn wraps(&self, row: Option<&Row>, next: &Row) -> bool {
        let content = row.map_or("", |row| row.text.of(self.text()));
        let indented = row.is_some_and(|row| next.indent > row.indent);
        self.geometry || indented || content.ends_with([',', ';', '(', '/', '&']) || unclosed(content)
    }

    /// The line of `row` goes on in `next`.
    pub(super) fn goes_on(&self, row: &Row, next: &Row, prose: bool) -> bool {
        let (content, after) = (row.text.of(self.text()), next.text.of(self.text()));
        if next.bullet || next.blank_before || next.level.is_some() || next.bold && !row.bold {
            return false;
        }
        let spoken = &self.read.resume.languages;
        if spoken.iter().any(|own| own.span.overlaps(row.text) && own.span.overlaps(next.text)) {
            return true;
        }
        if self.geometry && row.ended_before(next, self.text()) {
            return false;
        }
        let open = content.ends_with([',', '(', '–', '—', '&', '/']) || unclosed(content);
        let lower = after.starts_with(|c: char| c.is_lowercase() || c == '(');
        match (self.geometry, prose) {
            (true, _) => prose || open || lower,
            (false, true) => !row.bullet || lower || open,
            (false, false) => open || lower && !content.ends_with(['.', ';']),
        }
    }

    /// How many function words stand in `span` outside `taken`: a sentence has some.
    pub(super) fn small_words(&self, span: Span, taken: &[Span]) -> usize {
        let tokens = self.read.found.tokens.list();
        let from = tokens.partition_point(|token| token.span().start < span.start);
        let within = tokens[from..].iter().take_while(|token| token.span().end <= span.end);
        within
            .filter(|token| token.function.is(self.read.resume.language))
            .filter(|token| !taken.iter().any(|taken| taken.overlaps(token.span())))
            .count()
    }

    /// The parts of `span` outside `taken`, without the signs that parted them; what says nothing by itself (« chez ») is left out.
    pub(super) fn rest(&self, span: Span, taken: &[Span]) -> Vec<Span> {
        let mut cuts: Vec<Span> = taken.iter().copied().filter(|cut| cut.overlaps(span)).collect();
        cuts.sort_unstable();
        let mut list = Vec::new();
        let mut start = span.start;
        for cut in cuts.into_iter().chain([Span::new(span.end, span.end)]) {
            if cut.start > start {
                let part = bare(self.text(), Span::new(start, cut.start));
                if has_words(part.of(self.text())) && !self.says_nothing(part) {
                    list.push(part);
                }
            }
            start = start.max(cut.end);
        }
        list
    }

    /// Only function words: « chez », "at", « de … à ».
    fn says_nothing(&self, span: Span) -> bool {
        let tokens = self.read.found.tokens.list();
        let from = tokens.partition_point(|token| token.span().end <= span.start);
        let mut within = tokens[from..].iter().take_while(|token| token.span().start < span.end).peekable();
        within.peek().is_some()
            && within.all(|token| token.function.is(Language::Fr) || token.function.is(Language::En))
    }
}

/// A place of the resume as a text of the model.
pub(super) fn text_of(place: &Spanned) -> Text {
    let spans = if place.span.is_empty() { Vec::new() } else { vec![place.span] };
    Text { text: joined(&place.text), spans }
}

/// On one line, with single spaces, without marks of emphasis and without levels that are drawn.
pub(in crate::tailoring) fn joined(text: &str) -> String {
    // A sign within a word is of it: « D*DD ».
    let plain = |word: &str| word.trim_matches(['*', '`']).replace("**", "").replace("__", "");
    let mut out = String::with_capacity(text.len());
    let mut level = false;
    for word in text.split_whitespace().map(plain).filter(|word| !word.is_empty()) {
        let (name, after) = without_level(&word);
        // What stands behind a level is another thing: « Français ★★★ Arabe ★★ ».
        let open = out.ends_with(|c: char| c.is_alphanumeric() || c == ')');
        if level && open && name.starts_with(char::is_alphanumeric) {
            out.push(',');
        }
        if !name.is_empty() && !out.is_empty() {
            out.push(' ');
        }
        out.push_str(name);
        out.push_str(after);
        level = name.len() + after.len() < word.len();
    }
    out
}

/// A word before the level that is drawn at its end, and the sign behind that: « Docker●●●○○, ».
fn without_level(word: &str) -> (&str, &str) {
    let body = word.trim_end_matches([',', ';']);
    let name = body.trim_end_matches(is_level_mark);
    let drawn = body[name.len()..].chars().count() >= LEVEL;
    if drawn { (name, &word[body.len()..]) } else { (word, "") }
}

/// Least marks that draw a level.
const LEVEL: usize = 3;

/// One of the marks that draw a level: « ●●●○○ ».
fn is_level_mark(c: char) -> bool {
    "●○◉◌◯⬤⚫⚪★☆✩✭⭐■□▪▫◼◻▰▱█░▮▯".contains(c)
}

/// Where a level that is drawn begins and ends.
pub(super) fn level_in(text: &str) -> Option<Span> {
    let mut from = 0;
    loop {
        let start = from + text[from..].find(is_level_mark)?;
        let marks = text[start..].chars().take_while(|c| is_level_mark(*c));
        let (count, length) = marks.fold((0, 0), |(count, length), c| (count + 1, length + c.len_utf8()));
        from = start + length;
        if count >= LEVEL {
            return Some(Span::new(start, from));
        }
    }
}

pub(super) fn has_words(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}

/// Without the signs that part fields, brackets only where they close nothing.
pub(super) fn bare(text: &str, span: Span) -> Span {
    let sign = |c: char| {
        c.is_whitespace()
            || matches!(
                c,
                ',' | ';'
                    | ':'
                    | '-'
                    | '–'
                    | '—'
                    | '|'
                    | '/'
                    | '•'
                    | '·'
                    | '*'
                    | '_'
                    | '`'
                    | '\u{200b}'
                    | '\u{feff}'
            )
    };
    let span = trimmed_of(text, span, sign);
    let content = span.of(text);
    let lone_open = content.ends_with(['(', '[']);
    let lone_close = content.starts_with([')', ']']);
    let start = span.start + usize::from(lone_close);
    let end = span.end - usize::from(lone_open);
    if (start, end) == (span.start, span.end) || start >= end {
        return span;
    }
    bare(text, Span::new(start, end))
}

fn unclosed(content: &str) -> bool {
    content.matches('(').count() > content.matches(')').count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_level_leaves_one_sign_between_things() {
        for (text, want) in [
            ("Français ★★★★★, anglais ★★★☆☆", "Français, anglais"),
            ("Français ★★★★★ anglais★★☆☆☆ (technique)", "Français, anglais (technique)"),
            ("★★★ Docker ; ●●●○○ Go", "Docker ; Go"),
            ("■ Docker D*DD **Go**", "■ Docker D*DD Go"),
        ] {
            assert_eq!(joined(text), want, "{text}");
        }
    }
}
