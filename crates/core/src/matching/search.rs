//! The search: every form that stands in a text, by the words of its tokens and by their stems.

use std::ops::Range;

use super::{
    abbreviations::{Abbreviations, is_cut},
    automaton::Automaton,
    memory::{Head, Known, Memory},
    symbols::{Symbol, Symbols},
};
use crate::{
    Language,
    text::{Gap, Token, Tokens},
};

/// The tokens of a paragraph, and its language where it tells.
pub(super) type Block = (Range<usize>, Option<Language>);

/// What is searched for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Search<'m> {
    pub(super) symbols: &'m Symbols,
    pub(super) automaton: &'m Automaton,
}

impl Search<'_> {
    /// Hands every form that stands among `tokens` to `found`: its first token, one past its last, its number.
    ///
    /// First come the forms of words, then those with a word that a hyphen cuts at a line end, then those of stems, French ones in the blocks
    /// that may be French and English ones in those that may be English. Returns the symbols of the words.
    pub(super) fn run(
        self,
        tokens: &Tokens,
        blocks: &[Block],
        memory: &mut Memory,
        mut found: impl FnMut(u32, u32, usize),
    ) -> Vec<Symbol> {
        let (list, text) = (tokens.list(), tokens.folded().text());
        let known =
            |token: &Token| memory.known(text, token.folded(), |word| (self.word(word), self.stems(word)));
        let known: Vec<Known> = list.iter().map(known).collect();
        for (index, own) in known.iter().enumerate().filter(|(_, own)| own.word.begins.any()) {
            let joined = (index + 1..list.len()).take_while(|at| list[*at].gap == Gap::Join);
            let rest = joined.map(|at| (known[at].word, at + 1));
            self.forms(own.word, index + 1, rest, |last, form| found(index as u32, last as u32, form));
        }
        self.unhyphenated(tokens, &known, &mut found);
        for language in [Language::Fr, Language::En].into_iter().filter(|one| self.symbols.has_stems(*one)) {
            let function = |at: usize| list[at].function.is(language);
            let stem = |at: usize| memory.stem(known[at], language);
            for (range, _) in blocks.iter().filter(|(_, told)| told.is_none_or(|told| told == language)) {
                for index in range.clone().filter(|at| stem(*at).begins.any() && !function(*at)) {
                    let sentence = (index + 1..range.end).take_while(|at| list[*at].gap != Gap::Sentence);
                    let rest = sentence.filter(|at| !function(*at)).map(|at| (stem(at), at + 1));
                    let found = |last, form| found(index as u32, last as u32, form);
                    self.forms(stem(index), index + 1, rest, found);
                }
            }
        }
        known.iter().map(|known| known.word.symbol).collect()
    }

    /// What a folded word begins.
    fn word(self, word: &str) -> Head {
        self.head(self.symbols.word(word))
    }

    /// What its stems begin.
    fn stems(self, word: &str) -> [Head; 2] {
        [Language::Fr, Language::En].map(|language| self.head(self.symbols.stem(word, language)))
    }

    fn head(self, symbol: Symbol) -> Head {
        Head { symbol, begins: self.automaton.begins(symbol) }
    }

    /// A word cut by a hyphen at a line end is read a second time as one word, among its neighbours.
    fn unhyphenated(self, tokens: &Tokens, known: &[Known], found: &mut impl FnMut(u32, u32, usize)) {
        /// Words of a form before the one that is cut.
        const BEFORE: usize = 3;
        let list = tokens.list();
        for (index, pair) in list.windows(2).enumerate() {
            let [before, after] = pair else { continue };
            if before.line == after.line || after.gap != Gap::Join {
                continue;
            }
            let between = &tokens.folded().text()[before.folded().end..after.folded().start];
            if !between.starts_with('-') {
                continue;
            }
            let joined = format!("{}{}", tokens.word(before), tokens.word(after));
            let whole = self.word(&joined);
            let rest = (index + 2..list.len()).take_while(|at| list[*at].gap == Gap::Join);
            let rest = rest.map(|at| (known[at].word, at + 1));
            self.forms(whole, index + 2, rest.clone(), |last, form| {
                found(index as u32, last as u32, form);
            });
            // What began before the word goes on with it.
            let joined = (1..=index).rev().take_while(|at| list[*at].gap == Gap::Join);
            for first in joined.take(BEFORE).map(|at| at - 1) {
                let between = (first + 1..index).map(|at| (known[at].word, at + 1));
                let rest = between.chain([(whole, index + 2)]).chain(rest.clone());
                self.forms(known[first].word, first + 1, rest, |last, form| {
                    if last > index + 1 {
                        found(first as u32, last as u32, form);
                    }
                });
            }
        }
    }

    /// A title that a stop cuts behind a short word is read once more as one, by each word that this may stand for; `words` are the symbols of the tokens.
    pub(super) fn unabbreviated(
        self,
        (text, tokens): (&str, &Tokens),
        words: &[Symbol],
        all: &Abbreviations,
        mut found: impl FnMut(u32, u32, usize),
    ) {
        /// Words of a title before its first short word, and behind its last.
        const AROUND: usize = 4;
        let list = tokens.list();
        let is_joined = |at: &usize| list[*at].gap == Gap::Join;
        let is_cut = |at: usize| is_cut(text, tokens, list, at) && !all.of(words[at - 1]).is_empty();
        let mut at = 1;
        while at < list.len() {
            if !is_cut(at) {
                at += 1;
                continue;
            }
            let start = (1..at).rev().take(AROUND).take_while(is_joined).last().unwrap_or(at) - 1;
            let (mut end, mut last) = (at + 1, at);
            while end < list.len() && end <= last + AROUND && (is_joined(&end) || is_cut(end)) {
                if !is_joined(&end) {
                    last = end;
                }
                end += 1;
            }
            let is_short = |index: usize| index + 1 < end && !is_joined(&(index + 1));
            let short = (start..end).filter(|index| is_short(*index)).map(|index| words[index]);
            for reading in 0..all.readings(short) {
                let read = |index: usize| {
                    let wholes = if is_short(index) { all.of(words[index]) } else { &[] };
                    let symbol = wholes.get(reading).or(wholes.last()).copied().unwrap_or(words[index]);
                    (self.head(symbol), index + 1)
                };
                for first in start..end {
                    let (head, after) = read(first);
                    self.forms(head, after, (first + 1..end).map(read), |last, form| {
                        found(first as u32, last as u32, form);
                    });
                }
            }
            at = end;
        }
    }

    /// Hands every form that begins with `head`, whose token ends at `end`, and goes on with `rest` to `found`: where it ends and its number.
    fn forms(
        self,
        head: Head,
        end: usize,
        rest: impl Iterator<Item = (Head, usize)>,
        mut found: impl FnMut(usize, usize),
    ) {
        if let Some(form) = head.begins.alone() {
            found(end, form);
        }
        if head.begins.longer() {
            let rest = rest.map(|(head, end)| (head.symbol, end));
            self.automaton.find_longer(head.symbol, rest, found);
        }
    }
}
