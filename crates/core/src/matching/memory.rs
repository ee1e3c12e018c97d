//! What the words of texts stand for, remembered from text to text: most words of a text stood in one before.

use std::{cell::RefCell, collections::HashMap};

use foldhash::fast::FixedState;
use thread_local::ThreadLocal;

use super::{automaton::Begins, symbols::Symbol};
use crate::{Language, Span};

/// A symbol of a text, and the forms that begin with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Head {
    pub(super) symbol: Symbol,
    pub(super) begins: Begins,
}

/// What a word of a text stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Known {
    /// The word itself.
    pub(super) word: Head,
    /// Where the memory keeps its stems: most words share the first place, which holds none.
    stems: u32,
}

/// The words that one thread met.
#[derive(Debug)]
pub(super) struct Memory {
    /// Only looked up, never walked: its order cannot reach an answer.
    short: HashMap<u128, Known, FixedState>,
    long: HashMap<Box<str>, Known, FixedState>,
    /// Stems in French and in English.
    stems: Vec<[Head; 2]>,
}

impl Default for Memory {
    fn default() -> Self {
        Self { short: HashMap::default(), long: HashMap::default(), stems: vec![Default::default()] }
    }
}

impl Memory {
    /// Words remembered before memory starts anew.
    const MOST: usize = 1 << 16;

    /// What a folded word of `text` stands for, as `read` says of a word that was not met yet: the word itself, and its stems.
    pub(super) fn known(
        &mut self,
        text: &str,
        word: Span,
        read: impl FnOnce(&str) -> (Head, [Head; 2]),
    ) -> Known {
        let key = packed(text.as_bytes(), word);
        let known = match &key {
            Some(key) => self.short.get(key),
            None => self.long.get(word.of(text)),
        };
        if let Some(known) = known {
            return *known;
        }
        let (head, stems) = read(word.of(text));
        let known = Known { word: head, stems: self.place(stems) };
        match key {
            Some(key) => self.short.insert(key, known),
            None => self.long.insert(word.of(text).into(), known),
        };
        known
    }

    /// The stem of a word in a language.
    pub(super) fn stem(&self, known: Known, language: Language) -> Head {
        self.stems[known.stems as usize][language as usize]
    }

    fn place(&mut self, stems: [Head; 2]) -> u32 {
        if stems == self.stems[0] {
            return 0;
        }
        self.stems.push(stems);
        self.stems.len() as u32 - 1
    }

    /// Between two texts only: what was read of one keeps its places.
    fn forget(&mut self) {
        if self.short.len() + self.long.len() >= Self::MOST {
            *self = Self::default();
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
    /// Lends the memory of this thread for one text.
    pub(super) fn lend<R>(&self, read: impl FnOnce(&mut Memory) -> R) -> R {
        let mut memory = self.0.get_or_default().borrow_mut();
        memory.forget();
        read(&mut memory)
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
            let head = |number| Head { symbol: Symbol::numbered(number), begins: Begins::default() };
            // A word of one letter has no stems.
            let heads = |word: &str| (head(word.len()), [head(word.len() - 1), head((word.len() - 1) / 2)]);
            let met = memories.lend(|memory| {
                let known = memory.known(text, span, |word| {
                    read.push(word.to_owned());
                    heads(word)
                });
                (known.word, [Language::Fr, Language::En].map(|language| memory.stem(known, language)))
            });
            assert_eq!(met, heads(word), "{word}");
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
