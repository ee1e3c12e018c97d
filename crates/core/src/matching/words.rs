//! Words by their symbols, in few pieces of memory: at start there are tens of thousands of them.

use std::hash::{BuildHasher, Hasher};

use foldhash::fast::FixedState;
use serde::{Deserialize, Serialize};

use super::symbols::Symbol;

/// Words and their symbols; only looked up, never walked.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "List", into = "List")]
pub(super) struct Words {
    list: List,
    /// Open addressing: a power of two of them, at most half in use.
    slots: Vec<Slot>,
}

/// The words, one behind the other.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct List {
    text: String,
    /// Where each word ends.
    ends: Vec<u32>,
    symbols: Vec<Symbol>,
}

/// The place of one word.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Slot {
    /// The upper half of its hash: most other words are told by it.
    hash: u32,
    /// One more than its place in the list; 0 in an empty slot.
    word: u32,
}

impl From<List> for Words {
    fn from(list: List) -> Self {
        let mut words = Self { list, slots: Vec::new() };
        words.spread();
        words
    }
}

impl From<Words> for List {
    fn from(words: Words) -> Self {
        words.list
    }
}

impl Words {
    /// How many words there are.
    pub(super) fn len(&self) -> usize {
        self.list.ends.len()
    }

    /// The symbol of a word.
    pub(super) fn get(&self, word: &str) -> Option<Symbol> {
        let at = self.seek(word).ok()?;
        self.list.symbols.get(at).copied()
    }

    /// The symbol of a word; `symbol` where it had none.
    pub(super) fn get_or_insert(&mut self, word: &str, symbol: Symbol) -> Symbol {
        if self.slots.len() < 2 * (self.len() + 1) {
            self.spread();
        }
        match self.seek(word) {
            Ok(at) => self.list.symbols[at],
            Err(slot) => {
                self.list.text.push_str(word);
                self.list.ends.push(self.list.text.len() as u32);
                self.list.symbols.push(symbol);
                self.slots[slot] = Slot { hash: upper(hash(word)), word: self.len() as u32 };
                symbol
            }
        }
    }

    /// Makes the slots anew, with room for half as many words again.
    fn spread(&mut self) {
        let room = (3 * (self.len() + 1)).next_power_of_two();
        self.slots = vec![Slot::default(); room];
        for at in 0..self.len() {
            let hash = hash(self.list.word(at));
            let free = (0..room).map(|step| (hash as usize).wrapping_add(step) & (room - 1));
            if let Some(slot) = free.into_iter().find(|slot| self.slots[*slot].word == 0) {
                self.slots[slot] = Slot { hash: upper(hash), word: at as u32 + 1 };
            }
        }
    }

    /// The place of a word in the list, else the slot that it would take.
    fn seek(&self, word: &str) -> Result<usize, usize> {
        let Some(mask) = self.slots.len().checked_sub(1) else { return Err(0) };
        let hash = hash(word);
        let mut slot = hash as usize & mask;
        loop {
            let Slot { hash: known, word: at } = self.slots[slot];
            let Some(at) = (at as usize).checked_sub(1) else { return Err(slot) };
            if known == upper(hash) && self.list.word(at) == word {
                return Ok(at);
            }
            slot = (slot + 1) & mask;
        }
    }
}

impl List {
    fn word(&self, at: usize) -> &str {
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        &self.text[start..self.ends[at] as usize]
    }
}

fn hash(word: &str) -> u64 {
    let mut hasher = FixedState::default().build_hasher();
    hasher.write(word.as_bytes());
    hasher.finish()
}

const fn upper(hash: u64) -> u32 {
    (hash >> 32) as u32
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn words_are_found_as_in_a_map(added in prop::collection::vec("[a-cé]{0,3}", 0..200), asked in "[a-cé]{0,3}") {
            let mut words = Words::default();
            let mut map = BTreeMap::new();
            for (number, word) in (1..).zip(&added) {
                let symbol = Symbol::numbered(number);
                prop_assert_eq!(words.get_or_insert(word, symbol), *map.entry(word.as_str()).or_insert(symbol));
            }
            prop_assert_eq!(words.len(), map.len());
            let again: Words = List::from(words.clone()).into();
            for word in added.iter().chain([&asked]) {
                prop_assert_eq!(words.get(word), map.get(word.as_str()).copied());
                prop_assert_eq!(again.get(word), words.get(word));
            }
        }
    }
}
