//! The forms as a tree of words.
//!
//! A match begins at a word, so every word of a text is tried as the first of a form: most are none, and few forms have more than three
//! words. Unlike an automaton with failure links the tree is a handful of flat lists, which are written at build time and read at start.

use serde::{Deserialize, Serialize};

use super::symbols::Symbol;

/// The forms, each a path of symbols from the root.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Tree {
    /// The node of each symbol that begins a form, by its number; 0 where it begins none.
    roots: Vec<u32>,
    /// Where the branches of each node begin; the last is where those of the last node end.
    starts: Vec<u32>,
    /// Symbol and node, sorted by symbol within each node.
    branches: Vec<(Symbol, u32)>,
    /// One more than the number of the form that ends at each node; 0 where none does.
    ends: Vec<u32>,
}

impl Tree {
    /// The tree of `forms`, which are sorted, distinct and not empty; they are numbered as they come.
    pub(super) fn new<'f>(forms: impl Iterator<Item = &'f [Symbol]>) -> Self {
        let mut tree = Self { ends: vec![0], ..Self::default() };
        let mut branches: Vec<(u32, Symbol, u32)> = Vec::new();
        // The nodes along the form before: what two neighbours share is the same path.
        let mut path: Vec<(Symbol, u32)> = Vec::new();
        for (number, form) in (1..).zip(forms) {
            let shared = path.iter().zip(form).take_while(|((known, _), symbol)| known == *symbol).count();
            path.truncate(shared);
            for symbol in &form[shared..] {
                let node = tree.ends.len() as u32;
                tree.ends.push(0);
                match path.last() {
                    Some((_, parent)) => branches.push((*parent, *symbol, node)),
                    None => tree.root(*symbol, node),
                }
                path.push((*symbol, node));
            }
            if let Some((_, node)) = path.last() {
                tree.ends[*node as usize] = number;
            }
        }
        branches.sort();
        tree.starts = (0..=tree.ends.len() as u32)
            .map(|node| branches.partition_point(|(parent, ..)| *parent < node) as u32)
            .collect();
        tree.branches = branches.into_iter().map(|(_, symbol, node)| (symbol, node)).collect();
        tree
    }

    fn root(&mut self, symbol: Symbol, node: u32) {
        let at = symbol.number();
        self.roots.resize(self.roots.len().max(at + 1), 0);
        self.roots[at] = node;
    }

    /// Hands every form that stands in `text` to `found`: where it begins, one past its end, its number.
    pub(super) fn find(&self, text: &[Symbol], mut found: impl FnMut(usize, usize, usize)) {
        for (start, first) in text.iter().enumerate() {
            let mut node = self.roots.get(first.number()).map_or(0, |node| *node as usize);
            let mut end = start + 1;
            while node != 0 {
                if let Some(form) = (self.ends[node] as usize).checked_sub(1) {
                    found(start, end, form);
                }
                let branches = &self.branches[self.starts[node] as usize..self.starts[node + 1] as usize];
                let next = text.get(end).filter(|_| !branches.is_empty());
                let branch =
                    next.and_then(|next| branches.binary_search_by_key(next, |(symbol, _)| *symbol).ok());
                node = branch.map_or(0, |branch| branches[branch].1 as usize);
                end += 1;
            }
        }
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
            let tree = Tree::new(forms.iter().map(Vec::as_slice));
            let mut found = Vec::new();
            tree.find(&text, |start, end, form| found.push((start, end, form)));
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
