//! The automaton of all forms.
//!
//! It reads symbols, three bytes each, so that a form begins and ends at a token. A form of one symbol is looked up; for the others the automaton is
//! asked, anchored, only where the first two symbols of one stand, and then finds every form that begins there.

use std::{collections::HashMap, num::NonZeroU32};

use aho_corasick::{
    Anchored,
    automaton::{Automaton as _, StateID},
    nfa::contiguous::{Builder, NFA},
};
use foldhash::fast::FixedState;
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
    /// By the number of the symbol.
    begins: Vec<Begins>,
    longer: Longer,
}

/// Which forms begin with a symbol: the one that is the symbol alone, by its number, and whether there are longer ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Begins(u32);

impl Begins {
    const LONGER: u32 = 1 << 31;

    /// Some form begins with it.
    pub(super) const fn any(self) -> bool {
        self.0 != 0
    }

    /// The form that it is by itself.
    pub(super) fn alone(self) -> Option<usize> {
        (self.0 & !Self::LONGER).checked_sub(1).map(|form| form as usize)
    }

    /// Forms of several symbols begin with it.
    pub(super) const fn longer(self) -> bool {
        self.0 & Self::LONGER != 0
    }
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

    /// The forms that begin with a symbol.
    pub(super) fn begins(&self, symbol: Symbol) -> Begins {
        self.ready().begins.get(symbol.number()).copied().unwrap_or_default()
    }

    /// Hands every form that `first` and some of `rest` are to `found`: what stands beside its last symbol, and its number.
    pub(super) fn find_longer<T>(
        &self,
        first: Symbol,
        mut rest: impl Iterator<Item = (Symbol, T)>,
        found: impl FnMut(T, usize),
    ) {
        let longer = &self.ready().longer;
        if let Some(second) = rest.next().filter(|(second, _)| longer.starts.has(&[first, *second])) {
            longer.find(first, second, rest, found);
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
        let mut begins = Vec::new();
        let mut longer = Vec::new();
        for (number, form) in forms {
            let first = form[0].number();
            begins.resize(begins.len().max(first + 1), Begins::default());
            match form {
                [_] => begins[first].0 |= number as u32 + 1,
                _ => {
                    begins[first].0 |= Begins::LONGER;
                    longer.push((number, form));
                }
            }
        }
        Self { begins, longer: Longer::new(&longer) }
    }
}

/// The forms of several symbols.
#[derive(Debug, Clone)]
struct Longer {
    nfa: NFA,
    /// The first two and the first three symbols of forms.
    starts: Starts,
    /// Only looked up, never walked.
    begun: HashMap<(Symbol, Symbol), Begun, FixedState>,
    /// The number of each pattern of the automaton.
    numbers: Vec<u32>,
}

/// What begins with two symbols.
#[derive(Debug, Clone, Copy)]
struct Begun {
    state: StateID,
    /// One more than the number of the form that they are.
    form: Option<NonZeroU32>,
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
        let numbers = forms.iter().map(|(number, _)| *number as u32).collect();
        let mut longer = Self { nfa, starts: Starts::default(), begun: HashMap::default(), numbers };
        for (number, form) in forms {
            longer.starts.insert(&form[..2]);
            longer.starts.insert(&form[..form.len().min(3)]);
            let state = longer.step(longer.step(start, form[0]), form[1]);
            let begun = longer.begun.entry((form[0], form[1])).or_insert(Begun { state, form: None });
            if form.len() == 2 {
                begun.form = NonZeroU32::new(*number as u32 + 1);
            }
        }
        longer
    }

    /// Hands every form that begins with two symbols and goes on with some of `rest` to `found`, with the mark of its last symbol.
    ///
    /// Most end with these two, or do not go on: the automaton is not asked for them.
    fn find<T>(
        &self,
        first: Symbol,
        (second, mark): (Symbol, T),
        mut rest: impl Iterator<Item = (Symbol, T)>,
        mut found: impl FnMut(T, usize),
    ) {
        let Some(begun) = self.begun.get(&(first, second)) else { return };
        if let Some(form) = begun.form {
            found(mark, form.get() as usize - 1);
        }
        let Some((mut symbol, mut mark)) = rest.next() else { return };
        if !self.starts.has(&[first, second, symbol]) {
            return;
        }
        let (mut state, mut length) = (begun.state, 2);
        loop {
            state = self.step(state, symbol);
            if self.nfa.is_dead(state) {
                return;
            }
            length += 1;
            // A form that ends here and begins later comes behind, and is found from where it begins.
            let own = self.nfa.is_match(state).then(|| self.nfa.match_pattern(state, 0));
            if let Some(form) = own.filter(|form| self.nfa.pattern_len(*form) == length * Symbol::LEN) {
                found(mark, self.numbers[form.as_usize()] as usize);
            }
            let Some(next) = rest.next() else { return };
            (symbol, mark) = next;
        }
    }

    fn step(&self, state: StateID, symbol: Symbol) -> StateID {
        let next = |state, byte| self.nfa.next_state(Anchored::Yes, state, byte);
        symbol.bytes().into_iter().fold(state, next)
    }
}

/// Runs of symbols that forms begin with, by two bits of a word each: few others share both.
#[derive(Debug, Clone)]
struct Starts(Vec<u64>);

impl Default for Starts {
    fn default() -> Self {
        Self(vec![0; 1 << Self::BITS])
    }
}

impl Starts {
    /// Of the number of a word: a lexicon of 20,000 forms sets one bit in six.
    const BITS: u32 = 12;

    fn insert(&mut self, symbols: &[Symbol]) {
        let (word, bits) = Self::place(symbols);
        self.0[word] |= bits;
    }

    fn has(&self, symbols: &[Symbol]) -> bool {
        let (word, bits) = Self::place(symbols);
        self.0[word] & bits == bits
    }

    /// A word, and the bits in it.
    #[inline]
    fn place(symbols: &[Symbol]) -> (usize, u64) {
        let add = |all: u64, symbol: &Symbol| {
            (all.rotate_left(32) ^ symbol.number() as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15)
        };
        let all = symbols.iter().fold(0, add);
        let bit = |rest: u32| 1 << (all >> rest & 63);
        ((all >> (u64::BITS - Self::BITS)) as usize, bit(46) | bit(40))
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
            for (start, symbol) in text.iter().enumerate() {
                let begins = automaton.begins(*symbol);
                found.extend(begins.alone().map(|form| (start, start + 1, form)));
                if begins.longer() {
                    let rest = text.iter().copied().zip(1..).skip(start + 1);
                    automaton.find_longer(*symbol, rest, |end, form| found.push((start, end, form)));
                }
            }
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
