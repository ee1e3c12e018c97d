//! Brackets: what stands in one says nothing of what stands outside, and takes its strength from there.
//!
//! « WordPress exigé (PHP, MySQL) » asks for all three alike; "relational databases (SQL Server preferred, or PostgreSQL) are
//! required" prefers one member and requires the rest. A bracket that names nothing, « (un plus) », is a label of what it follows.

use super::{
    cues::{Cue, Say},
    modality::Sentence,
};
use crate::Span;

/// Where the words stand that decide about one place.
pub(super) enum Scope {
    /// Anywhere in the sentence.
    Whole,
    /// Among these.
    Cues(Vec<Cue>),
    /// Wherever they decide about what stands before the bracket.
    Head(Span),
}

/// The scope of the thing at `span`.
pub(super) fn scope(sentence: &Sentence, span: Span, text: &str) -> Scope {
    let naming: Vec<Span> = brackets(sentence.span, text)
        .into_iter()
        .filter(|bracket| {
            sentence.mentions.iter().any(|mention| bracket.contains(mention.span))
                && !sentence.mentions.iter().any(|mention| mention.span.contains(*bracket))
        })
        .collect();
    if naming.is_empty() {
        return Scope::Whole;
    }
    let within = |cue: &&Cue| naming.iter().any(|bracket| bracket.contains(cue.span));
    let Some(home) = naming.iter().find(|bracket| bracket.contains(span)) else {
        return Scope::Cues(sentence.cues.iter().filter(|cue| !within(cue)).copied().collect());
    };
    let decides = |cue: &&Cue| {
        home.contains(cue.span) && (cue.say.is_modal() && cue.say != Say::Stated || cue.say == Say::Contrast)
    };
    let own: Vec<Cue> = sentence.cues.iter().filter(decides).copied().collect();
    let clause = sentence.clauses.iter().find(|clause| clause.overlaps(span));
    let concerns = |cue: &Cue| {
        // What follows « idéalement » follows it to the end of the bracket.
        let onward = matches!(cue.say, Say::PreferredPhrase | Say::RequiredPhrase | Say::Low | Say::Wish);
        clause.is_some_and(|clause| clause.overlaps(cue.span)) || onward && cue.span.end <= span.start
    };
    if own.iter().any(concerns) {
        return Scope::Cues(own);
    }
    let head = sentence.mentions.iter().rfind(|mention| {
        mention.span.end <= home.start
            && text.get(mention.span.end..home.start).is_some_and(|gap| gap.chars().count() <= 24)
            && !naming.iter().any(|bracket| bracket.contains(mention.span))
    });
    match head {
        Some(head) => Scope::Head(head.span),
        None => Scope::Whole,
    }
}

/// What the round brackets of a sentence hold.
fn brackets(sentence: Span, text: &str) -> Vec<Span> {
    let mut list = Vec::new();
    let mut open = None;
    for (at, c) in sentence.of(text).char_indices() {
        match c {
            '(' => open = open.or(Some(sentence.start + at + 1)),
            ')' => list.extend(open.take().map(|start| Span::new(start, sentence.start + at))),
            _ => {}
        }
    }
    list
}
