//! The book of all forms: which of them begin at a word.

use std::ops::Range;

use super::symbols::Symbol;

/// All forms as runs of symbols, in order, so that forms that begin alike stand together.
///
/// Few words of a text begin a form, and fewer are followed by its second word: a look at each word is faster than an automaton over all
/// of them, and nothing has to be built but the order.
#[derive(Debug, Clone, Default)]
pub(super) struct Book {
    /// The symbols of all forms, one form after the other.
    symbols: Vec<Symbol>,
    /// Where each form ends in `symbols`.
    ends: Vec<u32>,
    /// The second symbol of each form; that of a single word is [`Symbol::STOP`].
    seconds: Vec<Symbol>,
    /// By number of a symbol, the first form that does not begin with a smaller one.
    first: Vec<u32>,
}

impl Book {
    /// The book of `forms`, which are in order, differ, and hold symbols up to `count`.
    pub(super) fn new<'f>(forms: impl Iterator<Item = &'f [Symbol]>, count: usize) -> Self {
        let mut book = Self { first: Vec::with_capacity(count + 2), ..Self::default() };
        for form in forms {
            let Some(head) = form.first() else { continue };
            book.first.resize(book.first.len().max(head.number() + 1), book.ends.len() as u32);
            book.symbols.extend_from_slice(form);
            book.ends.push(book.symbols.len() as u32);
            book.seconds.push(form.get(1).copied().unwrap_or_default());
        }
        book.first.resize(count + 2, book.ends.len() as u32);
        book
    }

    /// Hands every form that `run` begins with to `found`, shortest first: its place in the order, and its number of symbols.
    pub(super) fn beginning(&self, run: &[Symbol], mut found: impl FnMut(usize, usize)) {
        let Some(head) = run.first().filter(|head| **head != Symbol::STOP) else { return };
        let mut range = self.first[head.number()] as usize..self.first[head.number() + 1] as usize;
        let mut length = 1;
        while !range.is_empty() {
            if self.form(range.start).len() == length {
                found(range.start, length);
                range.start += 1;
            }
            let Some(next) = run.get(length).filter(|next| **next != Symbol::STOP) else { return };
            range = match length {
                1 => narrowed(range, |at| self.seconds[at], *next),
                _ => narrowed(range, |at| self.form(at)[length], *next),
            };
            length += 1;
        }
    }

    fn form(&self, at: usize) -> &[Symbol] {
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.symbols[start as usize..self.ends[at] as usize]
    }
}

/// The part of `range` where `symbol`, which never falls in it, is `wanted`.
fn narrowed(range: Range<usize>, symbol: impl Fn(usize) -> Symbol, wanted: Symbol) -> Range<usize> {
    let reach = |from: usize, test: &dyn Fn(Symbol) -> bool| {
        let (mut low, mut high) = (from, range.end);
        while low < high {
            let middle = low.midpoint(high);
            if test(symbol(middle)) { low = middle + 1 } else { high = middle }
        }
        low
    };
    let start = reach(range.start, &|symbol| symbol < wanted);
    if start == range.end || symbol(start) != wanted {
        return start..start;
    }
    start..reach(start, &|symbol| symbol <= wanted)
}
