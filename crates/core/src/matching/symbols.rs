//! Symbols: each word and each stem of the lexicon as a number, so that forms are compared by words, not by letters.

use std::collections::HashMap;

use foldhash::fast::FixedState;
use serde::{Deserialize, Serialize};

use crate::{Language, text::with_stem};

/// A word or a stem; by default none that the lexicon knows, so that no form holds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub(super) struct Symbol(u32);

impl Symbol {
    /// The symbol of a number; those beyond two millions are one, and no lexicon comes near.
    pub(super) fn numbered(number: usize) -> Self {
        Self(number.min((1 << 21) - 1) as u32)
    }

    /// How many bytes it has for the automaton.
    pub(super) const LEN: usize = 3;

    /// It as bytes: the first has its high bit set and the others have not, so that no symbol begins within another.
    pub(super) const fn bytes(self) -> [u8; Self::LEN] {
        [0x80 | (self.0 >> 14) as u8, (self.0 >> 7 & 0x7f) as u8, (self.0 & 0x7f) as u8]
    }

    /// Its number; those of a lexicon follow one another from 1.
    pub(super) const fn number(self) -> usize {
        self.0 as usize
    }
}

/// What a form is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tongue {
    /// Words as they stand.
    Any,
    /// Stems of a language.
    Of(Language),
}

/// Words and stems by their symbols; only looked up, never walked.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Symbols {
    words: HashMap<Box<str>, Symbol, FixedState>,
    stems: [HashMap<Box<str>, Symbol, FixedState>; 2],
    starts: [Starts; 2],
}

impl Symbols {
    /// The symbol of a folded word or of its stem; a new one where it has none.
    pub(super) fn add(&mut self, word: &str, tongue: Tongue) -> Symbol {
        let next =
            Symbol::numbered(1 + self.words.len() + self.stems.iter().map(HashMap::len).sum::<usize>());
        match tongue {
            Tongue::Any => *self.words.entry(word.into()).or_insert(next),
            Tongue::Of(language) => with_stem(word, language, |stem| {
                self.starts[language as usize].insert(stem);
                *self.stems[language as usize].entry(stem.into()).or_insert(next)
            }),
        }
    }

    /// The symbol of a folded word; the default where it has none.
    pub(super) fn word(&self, word: &str) -> Symbol {
        self.words.get(word).copied().unwrap_or_default()
    }

    /// The symbol of the stem of a folded word; the default where it has none.
    pub(super) fn stem(&self, word: &str, language: Language) -> Symbol {
        let known = &self.stems[language as usize];
        let admitted = self.starts[language as usize].admits(word);
        let found = admitted.then(|| with_stem(word, language, |stem| known.get(stem).copied())).flatten();
        found.unwrap_or_default()
    }

    /// Some form is found by stems of `language`.
    pub(super) fn has_stems(&self, language: Language) -> bool {
        !self.stems[language as usize].is_empty()
    }
}

/// The first three letters of all stems of a language, five bits each: a word that begins otherwise need not be stemmed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<u64>", into = "Vec<u64>")]
struct Starts(Box<[u64; 512]>);

impl TryFrom<Vec<u64>> for Starts {
    type Error = String;

    fn try_from(bits: Vec<u64>) -> Result<Self, String> {
        let bits: Result<Box<[u64; 512]>, _> = bits.into_boxed_slice().try_into();
        bits.map(Self).map_err(|bits| format!("{} words of bits and not 512", bits.len()))
    }
}

impl From<Starts> for Vec<u64> {
    fn from(starts: Starts) -> Self {
        starts.0.to_vec()
    }
}

impl Default for Starts {
    fn default() -> Self {
        Self(Box::new([0; 512]))
    }
}

impl Starts {
    fn key(word: &str, letters: usize) -> usize {
        let letter = |at: usize| word.as_bytes().get(at).filter(|_| at < letters).map_or(0, |b| b & 31);
        (0..3).fold(0, |key, at| key << 5 | usize::from(letter(at)))
    }

    fn insert(&mut self, stem: &str) {
        let key = Self::key(stem, 3);
        self.0[key / 64] |= 1 << (key % 64);
    }

    fn admits(&self, word: &str) -> bool {
        (1..=3).any(|letters| {
            let key = Self::key(word, letters);
            self.0[key / 64] >> (key % 64) & 1 == 1
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_word_has_a_symbol_of_its_own() {
        let mut symbols = Symbols::default();
        let list: Vec<Symbol> = (0..40_000).map(|n| symbols.add(&format!("w{n}"), Tongue::Any)).collect();
        let distinct: std::collections::BTreeSet<Symbol> = list.iter().copied().collect();
        assert_eq!(distinct.len(), 40_000);
        assert!(!distinct.contains(&Symbol::default()));
        assert_eq!(symbols.word("w77"), list[77]);
        assert_eq!(symbols.word("x"), Symbol::default());
    }

    #[test]
    fn stems_stand_apart_from_words() {
        let mut symbols = Symbols::default();
        let stem = symbols.add("distribues", Tongue::Of(Language::Fr));
        assert_eq!(symbols.stem("distribue", Language::Fr), stem);
        assert_eq!(symbols.stem("docker", Language::Fr), Symbol::default());
        assert_ne!(symbols.add("distribue", Tongue::Any), stem);
        assert!(symbols.has_stems(Language::Fr) && !symbols.has_stems(Language::En));
    }
}
