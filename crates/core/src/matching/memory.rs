//! What the words of texts stand for, remembered from text to text: most words of a text stood in one before.

use std::{cell::RefCell, collections::HashMap};

use foldhash::fast::FixedState;
use thread_local::ThreadLocal;

use super::{automaton::Begins, symbols::Symbol};
use crate::{Language, Span};

/// A symbol of a text, and the forms that begin with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Head {
    pub(super) symbol: Symbol,
    pub(super) begins: Begins,
}

/// What a word of a text stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Known {
    /// The word itself.
    pub(super) word: Head,
    /// Its stem in French and in English.
    pub(super) stems: [Head; 2],
}

impl Known {
    /// Its stem in a language.
    pub(super) const fn stem(self, language: Language) -> Head {
        self.stems[language as usize]
    }
}

/// The words that one thread met.
#[derive(Debug, Default)]
pub(super) struct Memory {
    /// Only looked up, never walked: its order cannot reach an answer.
    short: HashMap<u128, Known, FixedState>,
    long: HashMap<Box<str>, Known, FixedState>,
}

impl Memory {
    /// Words remembered before memory starts anew.
    const MOST: usize = 1 << 16;

    /// What a folded word of `text` stands for, as `read` says of a word that was not met yet.
    pub(super) fn known(&mut self, text: &str, word: Span, read: impl FnOnce(&str) -> Known) -> Known {
        if let Some(key) = packed(text.as_bytes(), word) {
            if let Some(known) = self.short.get(&key) {
                return *known;
            }
            self.forget();
            *self.short.entry(key).or_insert(read(word.of(text)))
        } else {
            let word = word.of(text);
            if let Some(known) = self.long.get(word) {
                return *known;
            }
            self.forget();
            *self.long.entry(word.into()).or_insert(read(word))
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
    let length = word.len();
    let mask = MASKS.get(length)?;
    let own = match text[word.start..].first_chunk() {
        Some(chunk) => u128::from_le_bytes(*chunk) & mask,
        None => {
            let mut bytes = [0; size_of::<u128>()];
            bytes[..length].copy_from_slice(&text[word.start..word.end]);
            u128::from_le_bytes(bytes)
        }
    };
    Some(own | (length as u128) << (u128::BITS - u8::BITS))
}

/// By its length, the bits of a word; its length takes the last byte.
static MASKS: [u128; size_of::<u128>()] = {
    let mut masks = [0; size_of::<u128>()];
    let mut length = 0;
    while length < masks.len() {
        masks[length] = (1 << (8 * length)) - 1;
        length += 1;
    }
    masks
};

/// The memories of a matcher, one for each thread: none waits for another, and each finds its own where its processor keeps it.
#[derive(Debug, Default)]
pub(super) struct Memories(ThreadLocal<RefCell<Memory>>);

impl Memories {
    pub(super) fn lend<R>(&self, read: impl FnOnce(&mut Memory) -> R) -> R {
        read(&mut self.0.get_or_default().borrow_mut())
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
    fn a_word_is_read_once() {
        let memories = Memories::default();
        let text = "docker distribue docker x internationalisation distribue internationalisations x docker \
                    internationalisation";
        let mut read = Vec::new();
        let mut start = 0;
        for word in text.split(' ') {
            let span = Span::new(start, start + word.len());
            start = span.end + 1;
            let head = |symbol| Head { symbol, begins: Begins::default() };
            let known = |word: &str| {
                let symbol = head(Symbol::numbered(word.len()));
                Known { word: symbol, stems: [symbol; 2] }
            };
            let met = memories.lend(|memory| {
                memory.known(text, span, |word| {
                    read.push(word.to_owned());
                    known(word)
                })
            });
            assert_eq!(met, known(word), "{word}");
        }
        assert_eq!(read, ["docker", "distribue", "x", "internationalisation", "internationalisations"]);
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
