//! Phrases of the lexicon, looked up token by token.

use std::collections::BTreeMap;

use crate::text::{Tokens, fold_key};

/// What phrases tell, by their first word: the words after it, and what is told; the longest first.
pub(super) type Phrases<T> = BTreeMap<String, Vec<(Vec<String>, T)>>;

/// Adds a phrase as a person writes it.
pub(super) fn add<T>(map: &mut Phrases<T>, phrase: &str, value: T) {
    let tokens = Tokens::of(&fold_key(phrase));
    let words: Vec<String> = tokens.words().map(str::to_owned).collect();
    if let Some((first, rest)) = words.split_first() {
        let list = map.entry(first.clone()).or_default();
        list.push((rest.to_vec(), value));
        list.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
    }
}

/// The longest phrase at token `at`, and the token after it.
pub(super) fn find<'m, T>(
    map: &'m Phrases<T>,
    tokens: &Tokens,
    at: usize,
    end: usize,
) -> Option<(&'m T, usize)> {
    let list = tokens.list();
    let first = list.get(at).filter(|_| at < end)?;
    map.get(tokens.word(first))?.iter().find_map(|(rest, value)| {
        let next = at + 1 + rest.len();
        let run = list.get(at + 1..next).filter(|_| next <= end)?;
        rest.iter().zip(run).all(|(word, token)| word == tokens.word(token)).then_some((value, next))
    })
}
