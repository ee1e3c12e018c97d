//! A text as symbols, laid out so that every form in it is a run of them.

use std::ops::Range;

use super::{
    abbreviations::{Abbreviations, is_cut},
    symbols::{Known, Memory, Symbol, Symbols},
};
use crate::{
    Language,
    text::{Gap, Tokens},
};

/// The tokens of a paragraph, and its language where it tells.
pub(super) type Block = (Range<usize>, Option<Language>);

/// The text as symbols, and for each of them its tokens.
///
/// All words come first, then those that a hyphen cuts at a line end, then the stems of the French blocks and those of the English ones, and
/// last the titles with words cut short.
#[derive(Debug, Default)]
pub(super) struct Haystack {
    symbols: Vec<Symbol>,
    /// First token of a symbol, and one past its last.
    places: Vec<(u32, u32)>,
    /// Where the titles with words cut short begin.
    cut_short: usize,
}

/// What texts are read by.
#[derive(Debug, Clone, Copy)]
pub(super) struct Words<'a> {
    pub(super) symbols: &'a Symbols,
    pub(super) abbreviations: &'a Abbreviations,
}

impl Haystack {
    /// Lays the text out in the room of the last one that `memory` was lent for.
    pub(super) fn new(
        (text, tokens): (&str, &Tokens),
        blocks: &[Block],
        Words { symbols, abbreviations }: Words<'_>,
        memory: &mut Memory,
    ) -> Self {
        let mut haystack = memory.room();
        haystack.symbols.clear();
        haystack.places.clear();
        let (list, folded) = (tokens.list(), tokens.folded().text());
        let known: Vec<Known> =
            list.iter().map(|token| memory.known(folded, token.folded, symbols)).collect();
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
        haystack.cut_short = haystack.symbols.len();
        haystack.unabbreviated(text, tokens, &known, abbreviations);
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

    /// True for the place of a symbol of a title with words cut short; nothing else is looked for there.
    pub(super) const fn is_cut_short(&self, start: usize) -> bool {
        start >= self.cut_short
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

    /// A title that a stop cuts behind a short word is read once more as one, by each word that this may stand for.
    fn unabbreviated(&mut self, text: &str, tokens: &Tokens, known: &[Known], all: &Abbreviations) {
        /// Words of a title before its first short word, and behind its last.
        const AROUND: usize = 4;
        let list = tokens.list();
        let goes_on = |at: usize| {
            list[at].gap == Gap::Join
                || !all.of(known[at - 1].word).is_empty() && is_cut(text, tokens, list, at)
        };
        let mut at = 1;
        while at < list.len() {
            if list[at].gap == Gap::Join || !goes_on(at) {
                at += 1;
                continue;
            }
            let is_joined = |at: &usize| list[*at].gap == Gap::Join;
            let start = (1..at).rev().take(AROUND).take_while(is_joined).last().unwrap_or(at) - 1;
            let (mut end, mut last) = (at + 1, at);
            while end < list.len() && end <= last + AROUND && goes_on(end) {
                if !is_joined(&end) {
                    last = end;
                }
                end += 1;
            }
            let is_short = |index: usize| index + 1 < end && !is_joined(&(index + 1));
            let words = || (start..end).filter(|index| is_short(*index)).map(|index| known[index].word);
            for reading in 0..all.readings(words()) {
                self.stop();
                for (index, known) in (start..end).zip(&known[start..end]) {
                    let own = known.word;
                    let wholes = if is_short(index) { all.of(own) } else { &[] };
                    self.push(
                        index..index + 1,
                        wholes.get(reading).or(wholes.last()).copied().unwrap_or(own),
                    );
                }
            }
            self.stop();
            at = end;
        }
    }
}
