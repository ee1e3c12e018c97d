//! Unlisted terms: postings of trades that the lexicon does not know, against what a person underlined.
//!
//! A term meets a label where they share half of all their content words at least. Labels that the lexicon knows after all are asked of the
//! requirements, not of the unlisted terms, and count neither way; nor do terms of the title, which the labels leave out.

use std::collections::BTreeSet;

use sartor_core::{
    Span,
    document::Document,
    matching::{Analysis, Matcher},
    posting::{Posting, parse},
};

use super::{
    Figures,
    labelled::{Label, Text},
    measure::Counts,
};

/// Measures the postings under `name`; prints both lists of each where `lists` asks for it.
pub(super) fn measure(name: &str, texts: &[Text], matcher: &Matcher, lists: bool, figures: &mut Figures) {
    let mut counts = Counts::default();
    for text in texts {
        let posting = parse(&Document::plain(&text.text), matcher);
        let judged = judge(text, &posting, &matcher.analyse(&text.text));
        counts.add(judged.hits.len(), judged.wrong.len(), judged.missed.len());
        if lists {
            let show = |what: &str, list: &[&str]| println!("  {:9} {what:8} {}", text.id, list.join(" · "));
            let marked: Vec<&str> = text.labels.iter().map(|label| label.span.of(&text.text)).collect();
            show("marked", &marked);
            show("shown", &posting.unlisted.terms.iter().map(|term| term.text.as_str()).collect::<Vec<_>>());
            show("+", &judged.wrong);
            show("-", &judged.missed);
        }
    }
    println!("{:18}{}", format!("{name} unlisted"), counts.show());
    figures.set(&format!("{name}.recall"), counts.recall());
    figures.set(&format!("{name}.precision"), counts.precision());
}

#[derive(Debug, Default)]
struct Judged<'t> {
    hits: Vec<&'t str>,
    wrong: Vec<&'t str>,
    missed: Vec<&'t str>,
}

fn judge<'t>(text: &'t Text, posting: &Posting, found: &Analysis) -> Judged<'t> {
    let mut judged = Judged::default();
    let meets = |span: Span, label: &Label| span.overlaps(label.span) && share(span, label.span, found);
    let mut seen = BTreeSet::new();
    for label in &text.labels {
        let written = label.span.of(&text.text);
        let known = found.skills.iter().map(|mention| mention.span);
        let titles = found.diplomas.iter().chain(&found.titles).map(|named| named.span);
        let free = known.chain(titles).any(|span| meets(span, label)) || !seen.insert(written.to_lowercase());
        if free {
            continue;
        }
        let shown =
            posting.unlisted.terms.iter().any(|term| term.spans.iter().any(|span| meets(*span, label)));
        if shown { judged.hits.push(written) } else { judged.missed.push(written) }
    }
    for term in &posting.unlisted.terms {
        let Some(first) = term.spans.first() else { continue };
        let titled = posting.title.as_ref().is_some_and(|title| title.span.overlaps(*first));
        let marked = term.spans.iter().any(|span| text.labels.iter().any(|label| meets(*span, label)));
        if !titled && !marked {
            judged.wrong.push(first.of(&text.text));
        }
    }
    judged
}

/// Half of all content words of both stand in both.
fn share(a: Span, b: Span, found: &Analysis) -> bool {
    let words = |span: Span| -> BTreeSet<usize> {
        let range = found.tokens.within(span);
        range.filter(|at| !found.tokens.list()[*at].function.is(found.language)).collect()
    };
    let (a, b) = (words(a), words(b));
    let both = a.intersection(&b).count();
    both > 0 && 2 * both >= a.union(&b).count()
}
