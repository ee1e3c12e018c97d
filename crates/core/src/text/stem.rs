//! Stems, one stemmer a language.

use std::collections::BTreeMap;

use rust_stemmers::{Algorithm, Stemmer};

use crate::Language;

/// The Snowball stemmers of both languages, remembering what they stemmed.
///
/// Snowball's French works on accented letters, the tokens are folded: both sides of a comparison are stemmed from folded words,
/// so that they agree.
pub struct Stemmers {
    fr: Stemmer,
    en: Stemmer,
    known: BTreeMap<(Language, Box<str>), Box<str>>,
}

impl Default for Stemmers {
    fn default() -> Self {
        Self {
            fr: Stemmer::create(Algorithm::French),
            en: Stemmer::create(Algorithm::English),
            known: BTreeMap::new(),
        }
    }
}

impl Stemmers {
    /// The stem of a folded word.
    pub fn stem(&mut self, word: &str, language: Language) -> &str {
        let stemmer = language.pick(&self.fr, &self.en);
        self.known.entry((language, word.into())).or_insert_with(|| stemmer.stem(word).into())
    }
}
