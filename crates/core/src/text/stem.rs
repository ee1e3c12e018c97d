//! Stems, remembered from text to text.

use std::{cell::RefCell, collections::HashMap};

use foldhash::fast::FixedState;
use rust_stemmers::{Algorithm, Stemmer};

use crate::Language;

/// Words remembered for each language and thread before memory starts anew.
const KNOWN: usize = 1 << 16;

struct Memory {
    stemmer: Stemmer,
    /// Only looked up, never walked: its order cannot reach an answer.
    known: HashMap<Box<str>, Box<str>, FixedState>,
}

impl Memory {
    fn new(algorithm: Algorithm) -> RefCell<Self> {
        RefCell::new(Self { stemmer: Stemmer::create(algorithm), known: HashMap::default() })
    }
}

thread_local! {
    static FR: RefCell<Memory> = Memory::new(Algorithm::French);
    static EN: RefCell<Memory> = Memory::new(Algorithm::English);
}

/// Hands the Snowball stem of a folded word to `use_stem`.
///
/// Snowball's French expects accents, the words are folded: both sides of a comparison are stemmed from folded words, so that they
/// agree. Each thread remembers what it stemmed; the answer depends on the word and the language alone.
///
/// ```
/// use sartor_core::{Language, text::with_stem};
/// let stem = |word| with_stem(word, Language::Fr, str::to_owned);
/// assert_eq!(stem("distribue"), stem("distribues"));
/// ```
pub fn with_stem<R>(word: &str, language: Language, use_stem: impl FnOnce(&str) -> R) -> R {
    language.pick(&FR, &EN).with_borrow_mut(|memory| {
        if let Some(stem) = memory.known.get(word) {
            return use_stem(stem);
        }
        if memory.known.len() >= KNOWN {
            memory.known.clear();
        }
        let stem: Box<str> = memory.stemmer.stem(word).into();
        let answer = use_stem(&stem);
        memory.known.insert(word.into(), stem);
        answer
    })
}
