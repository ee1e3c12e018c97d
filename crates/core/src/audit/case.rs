//! A resume under audit: what the rules look at, and where they put what they find.

use jiff::civil::Date;
use minijinja::Value;

use super::{
    model::{Evidence, Finding},
    naive::Comparison,
    rules::Rules,
};
use crate::{
    Language, Month, Span,
    apply::{Brief, Engine},
    document::Document,
    lexicon::Lexicon,
    matching::Analysis,
    resume::{Entry, EntryKind, Resume, SectionKind},
    text::{Gap, Token, Tokens},
};

/// What is known of the file besides its text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FileFacts {
    /// Its name, without its folder; `-` or nothing where it has none.
    pub name: String,
    /// Its bytes; 0 where not known.
    pub bytes: u64,
}

/// What the rules look at.
pub(super) struct Case<'a> {
    pub(super) engine: &'a Engine,
    pub(super) document: &'a Document,
    pub(super) resume: &'a Resume,
    pub(super) found: &'a Analysis,
    /// What is still to be filled in.
    pub(super) hints: &'a [Span],
    pub(super) file: &'a FileFacts,
    pub(super) brief: Option<&'a Brief>,
    /// The comparison, or the code of the naive reader's failure.
    pub(super) naive: Option<Result<&'a Comparison, &'a str>>,
    pub(super) as_of: Date,
    pub(super) language: Language,
    pub(super) rules: &'a Rules,
    pub(super) findings: Vec<Finding>,
}

impl<'a> Case<'a> {
    pub(super) fn lexicon(&self) -> &'a Lexicon {
        self.engine.lexicon()
    }

    pub(super) fn text(&self) -> &'a str {
        &self.document.text
    }

    pub(super) fn today(&self) -> Month {
        Month::of(self.as_of)
    }

    /// Notes a finding; `values` fill its texts, to which the number of places is added as `n`.
    pub(super) fn raise(&mut self, code: &str, evidence: Vec<Evidence>, values: Value) {
        let Some(rule) = self.rules.get(code) else { return };
        let values = minijinja::context! { n => evidence.len(), ..values };
        let (message, remedy) = rule.tell(self.language, &values);
        let mut evidence = evidence;
        evidence.truncate(self.rules.limits.evidence);
        self.findings.push(Finding {
            code: code.to_owned(),
            severity: rule.severity,
            message,
            remedy,
            evidence,
        });
    }

    /// Notes a finding at places of the text, if there are any.
    pub(super) fn raise_at(&mut self, code: &str, spans: &[Span]) {
        if !spans.is_empty() {
            let evidence = spans.iter().map(|span| self.at(*span)).collect();
            self.raise(code, evidence, Value::UNDEFINED);
        }
    }

    /// Notes a finding of the file as a whole.
    pub(super) fn raise_whole(&mut self, code: &str, values: Value) {
        self.raise(code, Vec::new(), values);
    }

    /// A place of the text as evidence.
    pub(super) fn at(&self, span: Span) -> Evidence {
        let text = self.text();
        // What JSON tells by a field has no words of its own.
        let span =
            if span.is_empty() { trimmed(text, self.line_of(span.start.min(text.len()))) } else { span };
        let line = 1 + text.get(..span.start).unwrap_or_default().matches('\n').count();
        let row = self.document.lines.iter().rev().find(|row| row.span.start <= span.start);
        Evidence {
            page: row.map(|row| row.page),
            line: u32::try_from(line).ok(),
            span: Some(span),
            text: span.of(text).split_whitespace().collect::<Vec<_>>().join(" "),
        }
    }

    /// Words that do not stand in the text, as evidence.
    pub(super) fn beside(&self, text: &str, page: Option<u32>) -> Evidence {
        Evidence { page, line: None, span: None, text: text.to_owned() }
    }

    /// The tokens within a span.
    pub(super) fn tokens(&self, span: Span) -> &'a [Token] {
        let tokens: &'a Tokens = &self.found.tokens;
        &tokens.list()[tokens.within(span)]
    }

    /// Where the words of an id of the table `audit` stand within a span.
    pub(super) fn phrases(&self, id: &str, within: Span) -> Vec<Span> {
        phrases(self.lexicon(), &self.found.tokens, id, within)
    }

    /// The lines of the text.
    pub(super) fn lines(&self) -> impl Iterator<Item = Span> + use<'a> {
        crate::document::lines_of(self.text())
    }

    /// The line that a place stands on.
    pub(super) fn line_of(&self, at: usize) -> Span {
        let text = self.text();
        let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
        Span::new(start, text[at..].find('\n').map_or(text.len(), |end| at + end))
    }

    /// The parts where the applicant tells who they are.
    pub(super) fn personal(&self) -> Vec<Span> {
        let told = |kind: &SectionKind| {
            matches!(
                kind,
                SectionKind::Header | SectionKind::Contact | SectionKind::Misc | SectionKind::Interests
            )
        };
        self.resume
            .sections
            .iter()
            .filter(|section| section.kinds.iter().any(told))
            .map(|section| section.span)
            .collect()
    }

    /// The jobs.
    pub(super) fn jobs(&self) -> impl Iterator<Item = &'a Entry> + use<'a> {
        self.resume.entries.iter().filter(|entry| entry.kind == EntryKind::Job)
    }

    /// Words of the text, as a person counts them.
    pub(super) fn words(&self) -> u32 {
        let words =
            self.text().split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count();
        u32::try_from(words).unwrap_or(u32::MAX)
    }

    /// The first line of an entry.
    pub(super) fn head(&self, entry: &Entry) -> Span {
        let line = self.line_of(entry.span.start);
        let end = line.end.min(entry.span.end.max(entry.span.start));
        trimmed(self.text(), Span::new(entry.span.start, end))
    }
}

/// A span without the blanks at its edges.
pub(super) fn trimmed(text: &str, span: Span) -> Span {
    let inner = span.of(text);
    let start = span.start + inner.len() - inner.trim_start().len();
    Span::new(start, start + inner.trim().len())
}

/// Where the words of an id of the table `audit` stand within a span.
pub(super) fn phrases(lexicon: &Lexicon, tokens: &Tokens, id: &str, within: Span) -> Vec<Span> {
    let Some(entry) = lexicon.table("audit").iter().find(|entry| entry.id == id) else {
        return Vec::new();
    };
    let list = &tokens.list()[tokens.within(within)];
    let mut spans: Vec<Span> = Vec::new();
    for form in entry.fr.iter().chain(&entry.en) {
        let form = Tokens::of_form(form);
        let words: Vec<&str> = form.words().collect();
        if words.is_empty() {
            continue;
        }
        for window in list.windows(words.len()) {
            // A phrase does not go on from a heading or an item to the next.
            let whole = window[1..].iter().all(|token| token.gap != Gap::Sentence);
            if whole && window.iter().zip(&words).all(|(token, word)| tokens.word(token) == *word) {
                spans.push(Span::new(window[0].span().start, window[window.len() - 1].span().end));
            }
        }
    }
    spans.sort();
    let mut kept: Vec<Span> = Vec::new();
    for span in spans {
        match kept.last_mut() {
            Some(last) if last.overlaps(span) => last.end = last.end.max(span.end),
            _ => kept.push(span),
        }
    }
    kept
}
