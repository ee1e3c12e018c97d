//! Phrases beside a word, compared by the symbols of their words.

use serde::{Deserialize, Serialize};

use super::symbols::{Symbol, Symbols, Tongue};
use crate::text::Tokens;

/// Phrases that stand beside a word; none is empty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Phrases {
    /// Sorted.
    list: Vec<Vec<Symbol>>,
    /// Of their first words.
    firsts: Marks,
    /// Of their last words.
    lasts: Marks,
}

impl Phrases {
    /// The phrases of a list; their words get symbols.
    pub(super) fn new(list: &[String], symbols: &mut Symbols) -> Self {
        let mut words = |phrase: &String| -> Vec<Symbol> {
            Tokens::of_form(phrase).words().map(|word| symbols.add(word, Tongue::Any)).collect()
        };
        let mut list: Vec<Vec<Symbol>> = list.iter().map(&mut words).collect();
        list.retain(|phrase| !phrase.is_empty());
        list.sort();
        let firsts = Marks::of(list.iter().filter_map(|phrase| phrase.first()));
        let lasts = Marks::of(list.iter().filter_map(|phrase| phrase.last()));
        Self { list, firsts, lasts }
    }

    /// There is none.
    pub(super) fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// One of them that has a fitting length begins `words`.
    pub(super) fn begin(&self, words: &[Symbol], fits: impl Fn(usize) -> bool) -> bool {
        let Some(first) = words.first().filter(|first| self.firsts.has(**first)) else { return false };
        let from = self.list.partition_point(|phrase| phrase[0] < *first);
        let mut alike = self.list[from..].iter().take_while(|phrase| phrase[0] == *first);
        alike.any(|phrase| fits(phrase.len()) && words.starts_with(phrase))
    }

    /// One of them ends `words`.
    pub(super) fn end(&self, words: &[Symbol]) -> bool {
        words.last().is_some_and(|last| self.lasts.has(*last))
            && self.list.iter().any(|phrase| words.ends_with(phrase))
    }
}

/// Some symbols, a bit each: most others have none of these bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct Marks(u64);

impl Marks {
    fn of<'s>(symbols: impl Iterator<Item = &'s Symbol>) -> Self {
        Self(symbols.fold(0, |all, symbol| all | 1 << (symbol.number() % 64)))
    }

    fn has(self, symbol: Symbol) -> bool {
        // What the lexicon does not know stands in no phrase.
        symbol != Symbol::default() && self.0 >> (symbol.number() % 64) & 1 == 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_begin_and_end_runs_of_words() {
        let mut symbols = Symbols::default();
        let list = ["base de", "base", "outil"].map(str::to_owned);
        let phrases = Phrases::new(&list, &mut symbols);
        let words = |text: &str| text.split(' ').map(|word| symbols.word(word)).collect::<Vec<_>>();
        assert!(phrases.begin(&words("base de x"), |length| length == 2));
        assert!(!phrases.begin(&words("base x"), |length| length == 2));
        assert!(phrases.begin(&words("base x"), |_| true) && !phrases.begin(&words("x base"), |_| true));
        assert!(phrases.end(&words("x base de")) && phrases.end(&words("outil")));
        assert!(!phrases.end(&words("base x")) && !phrases.end(&[]) && !phrases.begin(&[], |_| true));
    }
}
