//! The automaton of all forms.
//!
//! It reads symbols, three bytes each, so that a form begins and ends at a token. Most words of a text begin no form: the automaton is asked, anchored,
//! only where one may begin, and then finds every form that begins there.

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
    nfa: NFA,
    start: StateID,
    /// A bit for each symbol that begins a form, by its number.
    begins: Vec<u64>,
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
        let Ready { nfa, start: root, .. } = self.ready();
        for start in (0..text.len()).filter(|start| self.ready().begins(text[*start])) {
            let mut state = *root;
            for (end, symbol) in (start + 1..).zip(&text[start..]) {
                state = symbol
                    .bytes()
                    .into_iter()
                    .fold(state, |state, byte| nfa.next_state(Anchored::Yes, state, byte));
                if nfa.is_dead(state) {
                    break;
                }
                // A form that ends here and begins later comes behind, and is found from where it begins.
                let own = nfa.is_match(state).then(|| nfa.match_pattern(state, 0));
                if let Some(form) = own.filter(|form| nfa.pattern_len(*form) == (end - start) * Symbol::LEN) {
                    found(start, end, form.as_usize());
                }
            }
        }
    }

    fn ready(&self) -> &Ready {
        self.ready.get(|| {
            let mut begin = 0;
            let forms = self.ends.iter().map(|end| {
                let form = &self.forms[std::mem::replace(&mut begin, *end as usize)..*end as usize];
                form.iter().flat_map(|symbol| symbol.bytes()).collect::<Vec<u8>>()
            });
            Ready::new(&forms.collect::<Vec<_>>(), self.firsts())
        })
    }

    /// The first symbol of each form.
    fn firsts(&self) -> impl Iterator<Item = Symbol> {
        let begins = std::iter::once(&0).chain(&self.ends).take(self.ends.len());
        begins.map(|begin| self.forms[*begin as usize])
    }
}

impl Ready {
    fn new(forms: &[Vec<u8>], firsts: impl Iterator<Item = Symbol>) -> Self {
        let nfa = Builder::new()
            .prefilter(false)
            .build(forms)
            .expect("the forms of a lexicon are far fewer than the automaton can hold");
        let start = nfa.start_state(Anchored::Yes).expect("every automaton can be asked anchored");
        let mut begins = Vec::new();
        for number in firsts.map(Symbol::number) {
            begins.resize(begins.len().max(number / 64 + 1), 0);
            begins[number / 64] |= 1 << (number % 64);
        }
        Self { nfa, start, begins }
    }

    fn begins(&self, symbol: Symbol) -> bool {
        let number = symbol.number();
        self.begins.get(number / 64).is_some_and(|bits| bits >> (number % 64) & 1 == 1)
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
