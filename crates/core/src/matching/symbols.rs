//! Symbols: each word and each stem of the lexicon as three bytes, so that the automaton reads words, not letters.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use crate::{Language, text::with_stem};

/// A word or a stem.
///
/// The first byte has its high bit set, the others not: a match can begin at a symbol only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Symbol(pub(super) [u8; Self::LEN]);

impl Symbol {
    /// Bytes of a symbol.
    pub(super) const LEN: usize = 3;
    /// What no form holds.
    pub(super) const NONE: Self = Self([0x80, 0, 0]);

    /// The symbol of a number; those beyond two millions are none, and no lexicon comes near.
    fn numbered(number: usize) -> Self {
        let bits = |shift: usize| (number >> shift & 0x7f) as u8;
        if number < 1 << 21 { Self([0x80 | bits(14), bits(7), bits(0)]) } else { Self::NONE }
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
#[derive(Debug, Clone, Default)]
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

    /// The symbol of a folded word.
    pub(super) fn get(&self, word: &str) -> Symbol {
        self.words.get(word).copied().unwrap_or(Symbol::NONE)
    }

    /// The symbol of the stem of a folded word.
    pub(super) fn stem(&self, word: &str, language: Language) -> Symbol {
        if !self.starts[language as usize].admits(word) {
            return Symbol::NONE;
        }
        let known = &self.stems[language as usize];
        with_stem(word, language, |stem| known.get(stem).copied().unwrap_or(Symbol::NONE))
    }

    /// Some form is found by stems of `language`.
    pub(super) fn has_stems(&self, language: Language) -> bool {
        !self.stems[language as usize].is_empty()
    }
}

/// The first three letters of all stems of a language, five bits each: a word that begins otherwise need not be stemmed.
#[derive(Debug, Clone)]
struct Starts(Box<[u64; 512]>);

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
        let distinct: std::collections::BTreeSet<[u8; 3]> = list.iter().map(|symbol| symbol.0).collect();
        assert_eq!(distinct.len(), 40_000);
        assert!(distinct.iter().all(|[a, b, c]| *a >= 0x80 && *b < 0x80 && *c < 0x80));
        assert!(!distinct.contains(&Symbol::NONE.0));
        assert_eq!(symbols.get("w77"), list[77]);
        assert_eq!(symbols.get("x"), Symbol::NONE);
    }

    #[test]
    fn stems_stand_apart_from_words() {
        let mut symbols = Symbols::default();
        let stem = symbols.add("distribues", Tongue::Of(Language::Fr));
        assert_eq!(symbols.stem("distribue", Language::Fr), stem);
        assert_eq!(symbols.stem("docker", Language::Fr), Symbol::NONE);
        assert_ne!(symbols.add("distribue", Tongue::Any), stem);
        assert!(symbols.has_stems(Language::Fr) && !symbols.has_stems(Language::En));
    }
}
