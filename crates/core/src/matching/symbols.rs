//! Symbols: each word and each stem of the lexicon as a number, so that forms are compared by words, not by letters.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use foldhash::fast::FixedState;
use serde::{Deserialize, Serialize};

use super::haystack::Haystack;
use crate::{Language, Span, text::with_stem};

/// A word or a stem.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub(super) struct Symbol(u32);

impl Symbol {
    /// Between symbols where no term goes on, and for what the lexicon does not know; no form holds it.
    pub(super) const STOP: Self = Self(0);

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

/// What a word of a text stands for; [`Symbol::STOP`] where the lexicon knows it not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Known {
    /// The word itself.
    pub(super) word: Symbol,
    /// Its stem in French and in English.
    stems: [Symbol; 2],
}

impl Known {
    /// Its stem in a language.
    pub(super) const fn stem(self, language: Language) -> Symbol {
        self.stems[language as usize]
    }
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

    /// What a folded word stands for.
    pub(super) fn known(&self, word: &str) -> Known {
        Known {
            word: self.words.get(word).copied().unwrap_or_default(),
            stems: [Language::Fr, Language::En].map(|language| self.stem(word, language)),
        }
    }

    fn stem(&self, word: &str, language: Language) -> Symbol {
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

/// What the words of texts stand for, remembered from text to text: most words of a text stood in one before.
#[derive(Debug, Default)]
pub(super) struct Memory {
    /// Only looked up, never walked: its order cannot reach an answer.
    short: HashMap<u128, Known, FixedState>,
    long: HashMap<Box<str>, Known, FixedState>,
    /// The last text, for the room it takes.
    haystack: Haystack,
}

impl Memory {
    /// Words remembered before memory starts anew; most symbols of a text whose room is kept.
    const MOST: usize = 1 << 16;

    /// The room of the last text.
    pub(super) fn room(&mut self) -> Haystack {
        std::mem::take(&mut self.haystack)
    }

    /// Keeps the room of a text for the next one, unless it is very large.
    pub(super) fn keep(&mut self, haystack: Haystack) {
        if haystack.symbols().len() <= Self::MOST {
            self.haystack = haystack;
        }
    }

    /// What a folded word of `text` stands for by `symbols`, which are the same at every call.
    pub(super) fn known(&mut self, text: &str, word: Span, symbols: &Symbols) -> Known {
        if let Some(key) = packed(text.as_bytes(), word) {
            if let Some(known) = self.short.get(&key) {
                return *known;
            }
            self.forget();
            *self.short.entry(key).or_insert(symbols.known(word.of(text)))
        } else {
            let word = word.of(text);
            if let Some(known) = self.long.get(word) {
                return *known;
            }
            self.forget();
            *self.long.entry(word.into()).or_insert(symbols.known(word))
        }
    }

    fn forget(&mut self) {
        if self.short.len() + self.long.len() >= Self::MOST {
            self.short.clear();
            self.long.clear();
        }
    }
}

/// A word of up to fifteen bytes and its length as one number; compared without going to where it is kept.
fn packed(text: &[u8], word: Span) -> Option<u128> {
    const SIZE: usize = size_of::<u128>();
    let length = word.len();
    if length >= SIZE {
        return None;
    }
    let mut bytes = [0; SIZE];
    match text[word.start..].first_chunk::<SIZE>() {
        Some(chunk) => bytes = *chunk,
        None => bytes[..length].copy_from_slice(&text[word.start..word.end]),
    }
    let own = u128::from_le_bytes(bytes) & ((1 << (8 * length)) - 1);
    Some(own | (length as u128) << (8 * (SIZE - 1)))
}

/// The memories of a matcher: each reading takes one and gives it back, so that threads do not wait for one another.
#[derive(Debug, Default)]
pub(super) struct Memories(Mutex<Vec<Memory>>);

impl Memories {
    pub(super) fn lend<R>(&self, read: impl FnOnce(&mut Memory) -> R) -> R {
        let free = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut memory = free().pop().unwrap_or_default();
        let answer = read(&mut memory);
        free().push(memory);
        answer
    }
}

impl Clone for Memories {
    /// A copy remembers nothing yet.
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl PartialEq for Memories {
    /// What is remembered makes no difference.
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Memories {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_word_has_a_symbol_of_its_own() {
        let mut symbols = Symbols::default();
        let list: Vec<Symbol> = (0..40_000).map(|n| symbols.add(&format!("w{n}"), Tongue::Any)).collect();
        let distinct: std::collections::BTreeSet<Symbol> = list.iter().copied().collect();
        assert_eq!(distinct.len(), 40_000);
        assert!(!distinct.contains(&Symbol::STOP));
        assert_eq!(symbols.known("w77").word, list[77]);
        assert_eq!(symbols.known("x").word, Symbol::STOP);
    }

    #[test]
    fn stems_stand_apart_from_words() {
        let mut symbols = Symbols::default();
        let stem = symbols.add("distribues", Tongue::Of(Language::Fr));
        assert_eq!(symbols.known("distribue").stem(Language::Fr), stem);
        assert_eq!(symbols.known("docker").stem(Language::Fr), Symbol::STOP);
        assert_ne!(symbols.add("distribue", Tongue::Any), stem);
        assert!(symbols.has_stems(Language::Fr) && !symbols.has_stems(Language::En));
    }

    #[test]
    fn what_is_remembered_is_what_is_known() {
        let mut symbols = Symbols::default();
        symbols.add("distribues", Tongue::Of(Language::Fr));
        symbols.add("docker", Tongue::Any);
        let memories = Memories::default();
        let text = "docker distribue docker x internationalisation distribue internationalisations x docker";
        let mut start = 0;
        for word in text.split(' ') {
            let span = Span::new(start, start + word.len());
            start = span.end + 1;
            assert_eq!(
                memories.lend(|memory| memory.known(text, span, &symbols)),
                symbols.known(word),
                "{word}"
            );
        }
    }

    #[test]
    fn words_are_packed_each_as_a_number_of_its_own() {
        let all = |text: &str| packed(text.as_bytes(), Span::new(0, text.len()));
        assert_eq!(all("docker"), packed(b"docker compose and more", Span::new(0, 6)));
        assert_eq!(all("docker"), packed(b"a docker", Span::new(2, 8)));
        assert_ne!(all("a"), all("a\0"));
        assert!(all("fifteen letters").is_some() && all("sixteen letters.").is_none());
    }
}
