//! The automaton of all forms.
//!
//! It reads symbols, three bytes each, so that a form begins and ends at a token. A form of one symbol is looked up; for the others the automaton is
//! asked, anchored, only where the first two symbols of one stand, and then finds every form that begins there.

use aho_corasick::{
    Anchored,
    automaton::{Automaton as _, StateID},
    nfa::contiguous::{Builder, NFA},
};
use serde::{Deserialize, Serialize};

use super::{made::Made, symbols::Symbol};

/// The forms, and the automaton that finds them.
///
/// The forms are packed; the automaton, which has no form that could be, is made of them at start.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Automaton {
    /// The symbols of all forms, one form after the other.
    forms: Vec<Symbol>,
    /// Where each form ends.
    ends: Vec<u32>,
    #[serde(skip)]
    ready: Made<Ready>,
}

/// What is made at start.
#[derive(Debug, Clone)]
struct Ready {
    alone: Alone,
    longer: Longer,
}

impl Automaton {
    /// The automaton of `forms`, which are distinct and not empty; they are numbered as they come.
    pub(super) fn new<'f>(forms: impl Iterator<Item = &'f [Symbol]>) -> Self {
        let mut automaton = Self::default();
        for form in forms {
            automaton.forms.extend_from_slice(form);
            automaton.ends.push(automaton.forms.len() as u32);
        }
        automaton
    }

    /// Makes it ready, where that was not done.
    pub(super) fn make_ready(&self) {
        self.ready();
    }

    /// Hands every form that stands in `text` to `found`: where it begins, one past its end, its number.
    pub(super) fn find(&self, text: &[Symbol], mut found: impl FnMut(usize, usize, usize)) {
        let Ready { alone, longer } = self.ready();
        for (start, symbol) in text.iter().enumerate() {
            if let Some(form) = alone.form(*symbol) {
                found(start, start + 1, form);
            }
            if text.get(start + 1).is_some_and(|next| longer.pairs.has(*symbol, *next)) {
                longer.find(&text[start..], |length, form| found(start, start + length, form));
            }
        }
    }

    fn ready(&self) -> &Ready {
        self.ready.get(|| {
            let begins = std::iter::once(0).chain(self.ends.iter().map(|end| *end as usize));
            let forms = begins.zip(&self.ends).map(|(begin, end)| &self.forms[begin..*end as usize]);
            Ready::new(forms.enumerate())
        })
    }
}

impl Ready {
    fn new<'f>(forms: impl Iterator<Item = (usize, &'f [Symbol])>) -> Self {
        let mut alone = Alone::default();
        let mut longer = Vec::new();
        for (number, form) in forms {
            match form {
                [symbol] => alone.insert(*symbol, number),
                _ => longer.push((number, form)),
            }
        }
        Self { alone, longer: Longer::new(&longer) }
    }
}

/// The forms of one symbol.
#[derive(Debug, Clone, Default)]
struct Alone(Vec<u32>);

impl Alone {
    const NONE: u32 = u32::MAX;

    fn insert(&mut self, symbol: Symbol, form: usize) {
        let number = symbol.number();
        self.0.resize(self.0.len().max(number + 1), Self::NONE);
        self.0[number] = form as u32;
    }

    fn form(&self, symbol: Symbol) -> Option<usize> {
        self.0.get(symbol.number()).filter(|form| **form != Self::NONE).map(|form| *form as usize)
    }
}

/// The forms of several symbols.
#[derive(Debug, Clone)]
struct Longer {
    nfa: NFA,
    start: StateID,
    pairs: Pairs,
    /// The number of each pattern of the automaton.
    numbers: Vec<u32>,
}

impl Longer {
    fn new(forms: &[(usize, &[Symbol])]) -> Self {
        let bytes = |(_, form): &(usize, &[Symbol])| {
            form.iter().flat_map(|symbol| symbol.bytes()).collect::<Vec<u8>>()
        };
        let nfa = Builder::new()
            .prefilter(false)
            .build(forms.iter().map(bytes))
            .expect("the forms of a lexicon are far fewer than the automaton can hold");
        let start = nfa.start_state(Anchored::Yes).expect("every automaton can be asked anchored");
        let mut pairs = Pairs::default();
        for (_, form) in forms {
            pairs.insert(form[0], form[1]);
        }
        Self { nfa, start, pairs, numbers: forms.iter().map(|(number, _)| *number as u32).collect() }
    }

    /// Hands every form that `text` begins with to `found`: its length and its number.
    fn find(&self, text: &[Symbol], mut found: impl FnMut(usize, usize)) {
        let mut state = self.start;
        for (length, symbol) in (1..).zip(text) {
            state = symbol
                .bytes()
                .into_iter()
                .fold(state, |state, byte| self.nfa.next_state(Anchored::Yes, state, byte));
            if self.nfa.is_dead(state) {
                return;
            }
            // A form that ends here and begins later comes behind, and is found from where it begins.
            let own = self.nfa.is_match(state).then(|| self.nfa.match_pattern(state, 0));
            if let Some(form) = own.filter(|form| self.nfa.pattern_len(*form) == length * Symbol::LEN) {
                found(length, self.numbers[form.as_usize()] as usize);
            }
        }
    }
}

/// The first two symbols of forms, by a few bits: others may share them.
#[derive(Debug, Clone)]
struct Pairs(Vec<u64>);

impl Default for Pairs {
    fn default() -> Self {
        Self(vec![0; 1 << (Self::BITS - 6)])
    }
}

impl Pairs {
    /// One bit in some twenty is set by a lexicon of 20,000 forms.
    const BITS: u32 = 18;

    fn insert(&mut self, first: Symbol, second: Symbol) {
        let bit = Self::bit(first, second);
        self.0[bit / 64] |= 1 << (bit % 64);
    }

    fn has(&self, first: Symbol, second: Symbol) -> bool {
        let bit = Self::bit(first, second);
        self.0[bit / 64] >> (bit % 64) & 1 == 1
    }

    const fn bit(first: Symbol, second: Symbol) -> usize {
        let both = (first.number() as u64) << 32 | second.number() as u64;
        (both.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (u64::BITS - Self::BITS)) as usize
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn symbols(numbers: &[usize]) -> Vec<Symbol> {
        numbers.iter().map(|number| Symbol::numbered(*number)).collect()
    }

    proptest! {
        #[test]
        fn every_form_is_found_wherever_it_stands(
            forms in prop::collection::btree_set(prop::collection::vec(1_usize..5, 1..4), 0..12),
            text in prop::collection::vec(0_usize..6, 0..40),
        ) {
            let forms: Vec<Vec<Symbol>> = forms.iter().map(|form| symbols(form)).collect();
            let text = symbols(&text);
            let automaton = Automaton::new(forms.iter().map(Vec::as_slice));
            let mut found = Vec::new();
            automaton.find(&text, |start, end, form| found.push((start, end, form)));
            let mut wanted = Vec::new();
            for start in 0..text.len() {
                for (number, form) in forms.iter().enumerate() {
                    if text[start..].starts_with(form) {
                        wanted.push((start, start + form.len(), number));
                    }
                }
            }
            found.sort_unstable();
            wanted.sort_unstable();
            prop_assert_eq!(found, wanted);
        }
    }
}
