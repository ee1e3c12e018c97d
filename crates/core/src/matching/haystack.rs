//! A text as symbols, laid out so that every form in it is a run of them.

use std::ops::Range;

use super::symbols::{Known, Memory, Symbol, Symbols};
use crate::{
    Language,
    text::{Gap, Tokens},
};

/// The tokens of a paragraph, and its language where it tells.
pub(super) type Block = (Range<usize>, Option<Language>);

/// The text as symbols, and for each of them its tokens.
///
/// All words come first, then those that a hyphen cuts at a line end, then the stems of the French blocks and those of the English ones.
#[derive(Debug, Default)]
pub(super) struct Haystack {
    symbols: Vec<Symbol>,
    /// First token of a symbol, and one past its last.
    places: Vec<(u32, u32)>,
}

impl Haystack {
    /// Lays the text out in the room of the last one that `memory` was lent for.
    pub(super) fn new(tokens: &Tokens, blocks: &[Block], symbols: &Symbols, memory: &mut Memory) -> Self {
        let mut haystack = memory.room();
        haystack.symbols.clear();
        haystack.places.clear();
        let (list, text) = (tokens.list(), tokens.folded().text());
        let known: Vec<Known> = list.iter().map(|token| memory.known(text, token.folded, symbols)).collect();
        for (index, (token, known)) in list.iter().zip(&known).enumerate() {
            if token.gap != Gap::Join {
                haystack.stop();
            }
            haystack.push(index..index + 1, known.word);
        }
        haystack.stop();
        haystack.unhyphenated(tokens, &known, symbols);
        for language in [Language::Fr, Language::En] {
            if !symbols.has_stems(language) {
                continue;
            }
            for (range, _) in blocks.iter().filter(|(_, told)| told.is_none_or(|told| told == language)) {
                haystack.stop();
                for index in range.clone() {
                    let token = &list[index];
                    if token.gap == Gap::Sentence {
                        haystack.stop();
                    }
                    if !token.function.is(language) {
                        haystack.push(index..index + 1, known[index].stem(language));
                    }
                }
            }
            haystack.stop();
        }
        haystack
    }

    /// All symbols.
    pub(super) fn symbols(&self) -> &[Symbol] {
        &self.symbols
    }

    /// The tokens of the symbols from `start` up to `end`: the first, and one past the last.
    pub(super) fn tokens(&self, start: usize, end: usize) -> (u32, u32) {
        (self.places[start].0, self.places[end - 1].1)
    }

    /// No term goes on here.
    fn stop(&mut self) {
        self.push(0..0, Symbol::STOP);
    }

    fn push(&mut self, tokens: Range<usize>, symbol: Symbol) {
        // No form holds what the lexicon does not know, so that one of many is enough.
        if symbol != Symbol::STOP || self.symbols.last() != Some(&Symbol::STOP) {
            self.symbols.push(symbol);
            self.places.push((tokens.start as u32, tokens.end as u32));
        }
    }

    /// A word cut by a hyphen at a line end is read a second time as one word, among its neighbours.
    fn unhyphenated(&mut self, tokens: &Tokens, known: &[Known], symbols: &Symbols) {
        let list = tokens.list();
        for (index, pair) in list.windows(2).enumerate() {
            let [before, after] = pair else { continue };
            if after.gap != Gap::Join || before.line == after.line {
                continue;
            }
            let between = &tokens.folded().text()[before.folded.end..after.folded.start];
            if !between.starts_with('-') {
                continue;
            }
            let from = (index.saturating_sub(3)..=index)
                .rev()
                .take_while(|&at| at == index || list[at + 1].gap == Gap::Join)
                .last()
                .unwrap_or(index);
            for (at, known) in (from..index).zip(&known[from..index]) {
                self.push(at..at + 1, known.word);
            }
            let joined = format!("{}{}", tokens.word(before), tokens.word(after));
            self.push(index..index + 2, symbols.known(&joined).word);
            let rest = (index + 2..list.len()).take(3).take_while(|&at| list[at].gap == Gap::Join);
            for at in rest {
                self.push(at..at + 1, known[at].word);
            }
            self.stop();
        }
    }
}
