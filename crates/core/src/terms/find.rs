//! Finds terms in a text, whatever their inflection.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use super::{Term, key::key};
use crate::{
    Language, Span,
    matching::Analysis,
    text::{Gap, Token},
};

/// Terms by their first words; a text is walked once for all of them.
#[derive(Debug, Clone, Default)]
pub struct Finder {
    /// Places in `terms` by the key of the first word; only looked up, never walked.
    first: HashMap<Box<str>, Vec<usize>, FixedState>,
    terms: Vec<Vec<String>>,
    /// The first two bytes of all first words: a word that begins otherwise is never stemmed.
    starts: Vec<[u8; 2]>,
    language: Option<Language>,
}

impl Finder {
    pub(super) fn new(terms: &[Term], language: Language) -> Self {
        let mut finder = Self { language: Some(language), ..Self::default() };
        for (at, term) in terms.iter().enumerate() {
            let Some(first) = term.key.first() else { continue };
            finder.first.entry(first.as_str().into()).or_default().push(at);
            finder.starts.push(start(first));
        }
        finder.starts.sort_unstable();
        finder.starts.dedup();
        finder.terms = terms.iter().map(|term| term.key.clone()).collect();
        finder
    }

    /// How often each term stands in the text of `found`.
    pub(super) fn counts(&self, found: &Analysis) -> Vec<u32> {
        let mut counts = vec![0; self.terms.len()];
        self.walk(found, |term, _| counts[term] += 1);
        counts
    }

    /// Where each term stands in the text of `found`, in order.
    pub(super) fn places(&self, found: &Analysis) -> Vec<Vec<Span>> {
        let mut places = vec![Vec::new(); self.terms.len()];
        self.walk(found, |term, span| places[term].push(span));
        places
    }

    fn walk(&self, found: &Analysis, mut hit: impl FnMut(usize, Span)) {
        let Some(language) = self.language.filter(|_| !self.starts.is_empty()) else { return };
        let (tokens, list) = (&found.tokens, found.tokens.list());
        for (at, token) in list.iter().enumerate() {
            let word = tokens.word(token);
            if self.starts.binary_search(&start(word)).is_err() {
                continue;
            }
            let Some(terms) = self.first.get(key(word, language).as_str()) else { continue };
            for &term in terms {
                let mut end = at + 1;
                let rest = self.terms[term][1..].iter().all(|wanted| {
                    let grammar = |t: &Token| t.function.is(language) || tokens.word(t) == "'s";
                    while list.get(end).is_some_and(|t| t.gap != Gap::Sentence && grammar(t)) {
                        end += 1;
                    }
                    let next = list.get(end).filter(|next| next.gap == Gap::Join);
                    end += 1;
                    next.is_some_and(|next| key(tokens.word(next), language) == *wanted)
                });
                if rest {
                    hit(term, Span::new(token.span().start, list[end - 1].span().end));
                }
            }
        }
    }
}

/// The first two bytes of a word; stems keep those of the words.
fn start(word: &str) -> [u8; 2] {
    let bytes = word.as_bytes();
    [bytes.first().copied().unwrap_or(0), bytes.get(1).copied().unwrap_or(0)]
}
