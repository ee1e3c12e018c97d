//! Stems, one stemmer a language.

use std::collections::HashMap;

use rust_stemmers::{Algorithm, Stemmer};

use crate::Language;

/// The Snowball stemmers of both languages, remembering what they stemmed.
///
/// Snowball's French expects accents, the tokens are folded: both sides of a comparison are stemmed from folded words, so that
/// they agree.
///
/// ```
/// use sartor_core::{Language, text::Stemmers};
/// let mut stemmers = Stemmers::default();
/// let (a, b) = (stemmers.stem("distribue", Language::Fr).to_owned(), stemmers.stem("distribues", Language::Fr).to_owned());
/// assert_eq!(a, b);
/// ```
pub struct Stemmers {
    stemmers: [Stemmer; 2],
    /// Only looked up, never walked: its order cannot reach an answer.
    known: [HashMap<Box<str>, Box<str>>; 2],
}

impl Default for Stemmers {
    fn default() -> Self {
        let stemmers = [Stemmer::create(Algorithm::French), Stemmer::create(Algorithm::English)];
        Self { stemmers, known: Default::default() }
    }
}

impl Stemmers {
    /// The stem of a folded word.
    pub fn stem(&mut self, word: &str, language: Language) -> &str {
        let known = &mut self.known[language as usize];
        if !known.contains_key(word) {
            let stem = self.stemmers[language as usize].stem(word);
            known.insert(word.into(), stem.into());
        }
        &known[word]
    }
}
