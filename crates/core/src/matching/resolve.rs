//! Which of the admitted matches stand.

use super::{
    Found, Mention, Polarity,
    automaton::{Candidate, Class, span_of},
};
use crate::{
    lexicon::{Kind, Lexicon, SkillIx},
    text::Tokens,
};

/// The skills that stand: among names the longest wins and consumes its tokens.
///
/// A phrase found by stems is said, not named: it yields to a name that covers it, and leaves the names within it standing
/// (« concevoir une architecture distribuée » says design, and names distributed systems). Responsibilities are whole sentences and
/// compete only among themselves.
pub(super) fn skills(candidates: &[Candidate<'_>], tokens: &Tokens, lexicon: &Lexicon) -> Vec<Mention> {
    let layer = |candidate: &Candidate<'_>| match lexicon.skills[candidate.target.index as usize].kind {
        Kind::Responsibility => 2,
        _ => usize::from(candidate.target.stemmed),
    };
    let mut layers: [Vec<Candidate<'_>>; 3] = Default::default();
    for candidate in candidates.iter().filter(|candidate| candidate.target.class == Class::Skill) {
        layers[layer(candidate)].push(*candidate);
    }
    let joined = joins_two(&layers[0], tokens);
    layers[0].retain(|candidate| !joined.contains(&(candidate.first, candidate.last)));
    let [names, phrases, duties] = layers.map(|layer| greedy(layer, tokens));
    let mut all = names.clone();
    all.extend(phrases.into_iter().filter(|phrase| !names.iter().any(|name| covers(name, phrase))));
    all.extend(duties);
    let mut mentions: Vec<Mention> = all
        .iter()
        .map(|candidate| Mention {
            span: span_of(tokens.list(), candidate.first, candidate.last),
            skill: SkillIx(candidate.target.index),
            polarity: Polarity::Affirmed,
            first: candidate.first,
            last: candidate.last,
        })
        .collect();
    mentions.sort();
    // One skill said and named at one place is one mention: the longer.
    let longest = mentions.iter().map(|mention| mention.span.len()).max().unwrap_or(0);
    let within = |inner: &Mention| {
        let from = mentions.partition_point(|outer| outer.span.start + longest < inner.span.end);
        let begun = mentions[from..].iter().take_while(|outer| outer.span.start <= inner.span.start);
        begun
            .filter(|outer| outer.skill == inner.skill && outer.span != inner.span)
            .any(|outer| outer.span.contains(inner.span))
    };
    mentions.iter().filter(|mention| !within(mention)).copied().collect()
}

/// Places where a slash between spaces stands between two names, so that no one name spans it: « Grafana / Loki » is not Grafana Loki.
fn joins_two(names: &[Candidate<'_>], tokens: &Tokens) -> Vec<(u32, u32)> {
    let (list, text) = (tokens.list(), tokens.folded().text());
    let slash = |at: u32| {
        let (before, after) = (list[at as usize - 1].folded, list[at as usize].folded);
        text.get(before.end..after.start) == Some(" / ")
    };
    let id = |first: u32, last: u32| {
        names.iter().find(|one| one.first == first && one.last == last).map(|one| one.target.index)
    };
    let spans_two = |one: &&Candidate<'_>| {
        (one.first + 1..one.last).filter(|at| slash(*at)).any(|at| {
            let (before, after) = (id(one.first, at), id(at, one.last));
            before.is_some() && after.is_some() && before != after
        })
    };
    names.iter().filter(spans_two).map(|one| (one.first, one.last)).collect()
}

/// The longest matches of a class, none within others.
pub(super) fn longest(candidates: &[Candidate<'_>], class: Class, tokens: &Tokens) -> Vec<Found> {
    let own = candidates.iter().filter(|candidate| candidate.target.class == class).copied().collect();
    found(greedy(own, tokens), tokens)
}

/// Every match of a class.
pub(super) fn all(candidates: &[Candidate<'_>], class: Class, tokens: &Tokens) -> Vec<Found> {
    found(candidates.iter().filter(|candidate| candidate.target.class == class).copied().collect(), tokens)
}

fn found(candidates: Vec<Candidate<'_>>, tokens: &Tokens) -> Vec<Found> {
    let mut list: Vec<Found> = candidates
        .iter()
        .map(|candidate| Found {
            span: span_of(tokens.list(), candidate.first, candidate.last),
            index: candidate.target.index,
            first: candidate.first,
            last: candidate.last,
        })
        .collect();
    list.sort();
    list.dedup();
    list
}

/// Longest first; of equal ones the earlier, then the smaller id. A match whose tokens are all taken is consumed; one that reaches
/// beyond stands too: « modélisation de bases de données relationnelles » names two things that share words.
fn greedy<'e>(mut candidates: Vec<Candidate<'e>>, tokens: &Tokens) -> Vec<Candidate<'e>> {
    let bytes = |candidate: &Candidate<'_>| span_of(tokens.list(), candidate.first, candidate.last).len();
    candidates.sort_by_cached_key(|candidate| {
        (
            std::cmp::Reverse((candidate.last - candidate.first, bytes(candidate))),
            candidate.first,
            candidate.target.index,
        )
    });
    let mut taken = vec![false; tokens.list().len()];
    candidates.retain(|candidate| {
        let run = &mut taken[candidate.first as usize..candidate.last as usize];
        let free = run.iter().any(|taken| !taken);
        run.fill(true);
        free
    });
    candidates
}

fn covers(name: &Candidate<'_>, phrase: &Candidate<'_>) -> bool {
    name.first <= phrase.first && phrase.last <= name.last
}
