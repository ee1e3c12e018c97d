//! Terms: what a text says in the words of a trade that no dictionary knows.
//!
//! A sentence is cut at the words that carry no trade (verbs, adverbs, grammar), and what is left between them is a candidate, as RAKE
//! does it; French prepositions join (« distribution des médicaments »). A candidate stands out where one of its words is rare, against
//! a background list of how common words are, or where it is an item of a list. The word lists are data: the tables `term` and
//! `background`.

mod find;
mod key;
mod phrases;
mod suggest;
mod units;
mod vocabulary;

pub use find::Finder;
pub use suggest::{Context, Suggestion, skeleton, suggest};
pub use vocabulary::Vocabulary;

use std::collections::BTreeMap;

use crate::{
    Span,
    matching::{Analysis, Matcher},
};

/// Most terms of one text; the best stay.
const MOST: usize = 32;

/// A salient term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// As it is written where it stands first.
    pub text: String,
    /// Every place where the text says it, in any inflection, in order.
    pub spans: Vec<Span>,
    /// The stems of its words, by which texts are searched for it.
    key: Vec<String>,
    /// How far it stands out: sums over its words how rare they are.
    weight: u32,
}

impl Term {
    /// The stems of its words; equal for all inflections of one term.
    pub fn key(&self) -> &[String] {
        &self.key
    }
}

/// The terms of a posting that no dictionary knows, and how to find them in other texts.
#[derive(Debug, Clone, Default)]
pub struct Unlisted {
    /// In the order in which the text says them.
    pub terms: Vec<Term>,
    finder: Finder,
}

impl Unlisted {
    /// How often each term stands in a text, in the order of [`Unlisted::terms`]; made to be asked for many texts.
    pub fn counts(&self, found: &Analysis) -> Vec<u32> {
        self.finder.counts(found)
    }
}

/// A stretch of text to read terms from.
#[derive(Debug, Clone, Copy)]
pub struct Stretch {
    /// Where.
    pub span: Span,
    /// An item of a list: it names things rather than tells of them.
    pub item: bool,
    /// The lexicon knows the trade: only what is rare, or a name, is news.
    pub strict: bool,
}

/// The salient terms of `stretches` that `found`, the analysis of the whole `text`, does not name; `aside` are names that are none, such as
/// the company and its town.
pub fn unlisted(
    text: &str,
    found: &Analysis,
    stretches: &[Stretch],
    aside: &[Span],
    matcher: &Matcher,
) -> Unlisted {
    let language = found.language;
    let mut by_key: BTreeMap<Vec<String>, Term> = BTreeMap::new();
    for stretch in stretches {
        for phrase in phrases::phrases(text, found, *stretch, matcher) {
            let named_aside = |name: &Span| {
                name.of(text).eq_ignore_ascii_case(phrase.span.of(text)) || name.overlaps(phrase.span)
            };
            if phrase.key.is_empty() || aside.iter().any(named_aside) {
                continue;
            }
            let written = phrase.span.of(text).split_whitespace().collect::<Vec<_>>().join(" ");
            let term =
                Term { text: written, spans: Vec::new(), key: phrase.key.clone(), weight: phrase.weight };
            by_key.entry(phrase.key).or_insert(term);
        }
    }
    let mut terms: Vec<Term> = by_key.into_values().collect();
    terms.sort_by(|a, b| (b.weight, &a.key).cmp(&(a.weight, &b.key)));
    terms.truncate(MOST);
    let places = Finder::new(&terms, language).places(found);
    for (term, spans) in terms.iter_mut().zip(places) {
        term.spans = spans;
    }
    terms.retain(|term| !term.spans.is_empty());
    terms.sort_by_key(|term| term.spans.first().map(|span| (span.start, span.end)));
    let finder = Finder::new(&terms, language);
    Unlisted { terms, finder }
}

#[cfg(test)]
mod tests {
    use crate::{document::Document, posting, testing::matcher};

    fn terms(text: &str) -> Vec<String> {
        let posting = posting::parse(&Document::plain(text), matcher());
        posting.unlisted.terms.iter().map(|term| term.text.clone()).collect()
    }

    #[test]
    fn a_french_item_gives_its_noun_phrases() {
        let text = "Infirmier H/F\n\nVos missions :\n- assurer les pansements et la distribution des médicaments\n- tenir à jour le dossier de soins\n";
        let terms = terms(text);
        for wanted in ["pansements", "distribution des médicaments", "dossier de soins"] {
            assert!(terms.iter().any(|term| term == wanted), "{wanted} in {terms:?}");
        }
        assert!(!terms.iter().any(|term| term.contains("tenir") || term.contains("assurer")), "{terms:?}");
    }

    #[test]
    fn what_the_lexicon_knows_is_no_unlisted_term() {
        let terms = terms("Baker\n\nWhat you will do\n- prepare sourdough and log batches in Excel\n");
        assert!(terms.iter().any(|term| term == "sourdough"), "{terms:?}");
        assert!(!terms.iter().any(|term| term.contains("Excel")), "{terms:?}");
    }

    #[test]
    fn places_are_spans_of_all_inflections() {
        let text = "Aide à domicile\n\nVos missions :\n- aide à la toilette et aux toilettes intimes, piluliers\n- préparer le pilulier\n";
        let posting = posting::parse(&Document::plain(text), matcher());
        let term = posting.unlisted.terms.iter().find(|term| term.text == "piluliers").unwrap();
        let said: Vec<&str> = term.spans.iter().map(|span| span.of(text)).collect();
        assert_eq!(said, ["piluliers", "pilulier"]);
    }

    #[test]
    fn gender_and_number_are_one_in_another_text() {
        let text =
            "Coiffeur H/F\n\nVotre profil :\n- vous êtes un barbier confirmé, à l'aise avec les balayages\n";
        let posting = posting::parse(&Document::plain(text), matcher());
        let at = posting.unlisted.terms.iter().position(|term| term.text.contains("balayage")).unwrap();
        let counts = posting.unlisted.counts(&matcher().analyse("Balayage, mèches\nun balayage réussi"));
        assert_eq!(counts[at], 2);
        assert_eq!(counts.len(), posting.unlisted.terms.len());
    }
}
