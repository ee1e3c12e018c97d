//! What is checked, and what vouches for it.

use std::collections::BTreeSet;

use super::{
    Checked, Finding, Nearest, Source, VerifyWords,
    sentences::{Word, sentences, words},
};
use crate::{
    Span,
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
    pub(super) fn new(engine: &'a Engine, lists: &'a VerifyWords, source: Source<'a>, edited: &'a ReadResume) -> Self {
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
        let mut others: BTreeSet<String> =
            source.vouched.iter().flat_map(|value| keys(value)).collect();
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

    /// The applicant vouches for it in a field.
    pub(super) fn is_vouched(&self, text: &str) -> bool {
        let key = fold_key(text);
        self.source.vouched.iter().any(|value| fold_key(value).contains(&key))
    }
}

fn keys(text: &str) -> BTreeSet<String> {
    words(text, Span::new(0, text.len())).into_iter().map(|word| word.key).collect()
}

pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
