//! What is checked, and what vouches for it.

use std::collections::BTreeSet;

use super::{
    Checked, Finding, Nearest, Source, VerifyWords,
    sentences::{Word, sentences, words},
};
use crate::{
    Span, Spanned,
    apply::{Brief, Engine, ReadResume},
    posting::Posting,
    text::fold_key,
};

/// One check.
pub(super) struct Case<'a> {
    pub(super) engine: &'a Engine,
    pub(super) words: &'a VerifyWords,
    pub(super) source: Source<'a>,
    pub(super) edited: &'a ReadResume,
    pub(super) kind: Checked,
    /// Sentences of a letter, lines of a resume.
    pub(super) sentences: Vec<Sentence>,
    /// Folded words of the source resume.
    pub(super) own: BTreeSet<String>,
    /// Folded words of the posting and of what the applicant vouches for.
    pub(super) others: BTreeSet<String>,
}

/// A sentence and what it is about.
pub(super) struct Sentence {
    pub(super) span: Span,
    pub(super) words: Vec<Word>,
    /// It may tell of the applicant: in a letter, it speaks in the first person, or not to the employer.
    pub(super) claims: bool,
}

impl<'a> Case<'a> {
    pub(super) fn new(
        engine: &'a Engine,
        lists: &'a VerifyWords,
        source: Source<'a>,
        edited: &'a ReadResume,
    ) -> Self {
        let text = &edited.resume.text;
        let headed = edited.resume.sections.iter().filter(|section| section.heading.is_some()).count();
        let kind = if headed >= 2 { Checked::Resume } else { Checked::Letter };
        let cut = sentences(text, kind == Checked::Resume).into_iter().map(|span| {
            let own = words(text, span);
            let says = |set: &BTreeSet<String>| own.iter().any(|word| set.contains(&word.key));
            let elided = own.windows(2).any(|pair| {
                matches!(pair[0].key.as_str(), "j" | "m") && pair[0].span.end + 3 >= pair[1].span.start
            });
            let first = says(&lists.own_words) || elided;
            let claims = kind == Checked::Resume || first || !says(&lists.other_words);
            Sentence { span, words: own, claims }
        });
        let mut others: BTreeSet<String> = source.vouched.iter().flat_map(|value| keys(value)).collect();
        if let Brief::Posting(posting, _) = source.brief {
            others.extend(keys(&posting.text));
        }
        let mut own = keys(&source.resume.resume.text);
        let contact = &source.resume.resume.contact;
        own.extend(contact.email.iter().chain(&contact.links).flat_map(|place| keys(&place.text)));
        Self { engine, words: lists, source, edited, kind, sentences: cut.collect(), own, others }
    }

    pub(super) fn text(&self) -> &'a str {
        &self.edited.resume.text
    }

    pub(super) fn own_text(&self) -> &'a str {
        &self.source.resume.resume.text
    }

    pub(super) fn posting(&self) -> Option<&'a Posting> {
        match self.source.brief {
            Brief::Posting(posting, _) => Some(posting),
            Brief::Role(_) => None,
        }
    }

    pub(super) fn finding(&self, code: &str, span: Span, nearest: Option<Span>) -> Finding {
        let text = one_line(span.of(self.text()));
        Finding {
            code: code.to_owned(),
            span,
            message: self.words.message(code, &text),
            text,
            nearest: nearest.map(|span| Nearest { span, text: one_line(span.of(self.own_text())) }),
        }
    }

    /// It stands within quotation marks, and all of the quotation in the posting; or it is part of a name that a source writes just so.
    pub(super) fn is_quoted(&self, span: Span) -> bool {
        let text = self.text();
        let posting = self.posting().map(|posting| posting.text.as_str()).unwrap_or_default();
        let in_order = |part: &str, whole: &str| {
            let part = plain(part);
            !part.is_empty() && format!(" {} ", plain(whole)).contains(&format!(" {part} "))
        };
        for (open, close) in [('«', '»'), ('“', '”')] {
            let from = text[..span.start].rfind(open).map(|at| at + open.len_utf8());
            let closed = |from: usize| text[from..span.start].contains(close);
            let to = text[span.end..].find(close).map(|at| span.end + at);
            if let Some((from, to)) = from.filter(|from| !closed(*from)).zip(to)
                && in_order(&text[from..to], posting)
            {
                return true;
            }
        }
        let Some(sentence) = self.sentences.iter().find(|sentence| sentence.span.contains(span)) else {
            return false;
        };
        let first = sentence.words.iter().position(|word| word.span.end > span.start).unwrap_or(0);
        let last = sentence.words.iter().rposition(|word| word.span.start < span.end).unwrap_or(first);
        let around = |from: usize, to: usize| {
            let (from, to) = (sentence.words.get(from), sentence.words.get(to));
            from.zip(to).map(|(from, to)| &text[from.span.start..to.span.end])
        };
        // The title of the opening, or three of its words and more.
        let title = self.posting().and_then(|posting| posting.title_clean.as_deref()).unwrap_or_default();
        let of_title = |from: usize, to: usize| around(from, to).is_some_and(|part| in_order(part, title));
        if self.kind == Checked::Letter && of_title(first, last) {
            let from = (0..first).rev().take_while(|from| of_title(*from, last)).last().unwrap_or(first);
            let to =
                (last + 1..sentence.words.len()).take_while(|to| of_title(from, *to)).last().unwrap_or(last);
            let whole = || around(from, to).is_some_and(|part| plain(part) == plain(title));
            if to - from >= 2 || to > from && whole() {
                return true;
            }
        }
        // With a word on both sides, as a reference or the name of a firm is written.
        first > 0 && around(first - 1, last + 1).is_some_and(|part| in_order(part, posting))
            || self.names().any(|name| {
                first > 0 && around(first - 1, last).is_some_and(|part| in_order(part, &name.text))
                    || around(first, last + 1).is_some_and(|part| in_order(part, &name.text))
            })
    }

    /// Employers and schools of the source, and the company written to.
    fn names(&self) -> impl Iterator<Item = &Spanned> {
        let own = self.source.resume.resume.entries.iter().filter_map(|entry| entry.organisation.as_ref());
        own.chain(self.posting().and_then(|posting| posting.company.as_ref()))
    }

    /// A reference in which letters and figures are joined (« HAL-2026-117 »), as a source writes it.
    pub(super) fn is_identifier(&self, span: Span) -> bool {
        let text = self.text();
        let is_part = |c: char| c.is_alphanumeric() || matches!(c, '-' | '/' | '_' | '.');
        let before = text[..span.start].char_indices().rev().find(|(_, c)| !is_part(*c));
        let start = before.map_or(0, |(at, c)| at + c.len_utf8());
        let end = text[span.end..].find(|c| !is_part(c)).map_or(text.len(), |at| span.end + at);
        let whole = text[start..end].trim_end_matches('.');
        let joined = whole.contains(['-', '/', '_']) && whole.chars().any(char::is_alphabetic);
        let of_posting = || self.posting().is_some_and(|posting| posting.text.contains(whole));
        joined && (self.own_text().contains(whole) || of_posting())
    }

    /// The applicant vouches for it in a field.
    pub(super) fn is_vouched(&self, text: &str) -> bool {
        let key = format!(" {} ", plain(text));
        key.len() > 2 && self.source.vouched.iter().any(|value| format!(" {} ", plain(value)).contains(&key))
    }
}

fn keys(text: &str) -> BTreeSet<String> {
    words(text, Span::new(0, text.len())).into_iter().map(|word| word.key).collect()
}

/// Folded words with single spaces between.
pub(super) fn plain(text: &str) -> String {
    let folded = fold_key(text);
    folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
