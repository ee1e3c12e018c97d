//! Which of the admitted matches stand.

use super::{
    Found, Mention, Polarity,
    matcher::{Candidate, span_of},
};
use crate::{Span, lexicon::SkillIx, text::Tokens};

/// The skills that stand: among names the longest wins and consumes its tokens.
///
/// A phrase found by stems is said, not named: it yields to a name that covers it, and leaves the names within it standing
/// (« concevoir une architecture distribuée » says design, and names distributed systems). Responsibilities are whole sentences and
/// compete only among themselves.
pub(super) fn skills(candidates: Vec<Candidate<'_>>, tokens: &Tokens) -> Vec<Mention> {
    let mut layers: [Vec<Candidate<'_>>; 3] = Default::default();
    layers[0].reserve(candidates.len());
    for candidate in candidates {
        let layer = if candidate.target.duty { 2 } else { usize::from(candidate.target.stemmed) };
        layers[layer].push(candidate);
    }
    let joined = joins_two(&layers[0], tokens);
    layers[0].retain(|candidate| !joined.contains(&(candidate.first, candidate.last)));
    let [mut all, mut phrases, duties] = layers.map(|layer| greedy(layer, tokens));
    let reach = Reach::of(&all);
    phrases.retain(|phrase| !reach.covers(phrase.first, phrase.last));
    all.extend(phrases);
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
    let longer: Vec<(Span, SkillIx)> = mentions
        .iter()
        .filter(|mention| mention.last > mention.first + 1)
        .map(|mention| (mention.span, mention.skill))
        .collect();
    let longest = longer.iter().map(|(span, _)| span.len()).max().unwrap_or(0);
    let mut rest = &longer[..];
    mentions.retain(|inner| {
        // Both are in order: what ends before this one begins is done with.
        while let [(first, _), later @ ..] = rest
            && first.start + longest < inner.span.start
        {
            rest = later;
        }
        let mut begun = rest.iter().take_while(|(outer, _)| outer.start <= inner.span.start);
        !begun
            .any(|(outer, skill)| *skill == inner.skill && *outer != inner.span && outer.contains(inner.span))
    });
    mentions
}

/// Places where a slash between spaces stands between two names, so that no one name spans it: « Grafana / Loki » is not Grafana Loki.
fn joins_two(names: &[Candidate<'_>], tokens: &Tokens) -> Vec<(u32, u32)> {
    let (list, text) = (tokens.list(), tokens.folded().text());
    let slash = |at: u32| {
        let (before, after) = (list[at as usize - 1].folded(), list[at as usize].folded());
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

/// The longest of the matches, none within others.
pub(super) fn longest(candidates: Vec<Candidate<'_>>, tokens: &Tokens) -> Vec<Found> {
    found(greedy(candidates, tokens), tokens)
}

/// Every match.
pub(super) fn all(candidates: Vec<Candidate<'_>>, tokens: &Tokens) -> Vec<Found> {
    found(candidates, tokens)
}

fn found(candidates: Vec<Candidate<'_>>, tokens: &Tokens) -> Vec<Found> {
    let place = |candidate: Candidate<'_>| Found {
        span: span_of(tokens.list(), candidate.first, candidate.last),
        index: candidate.target.index,
        first: candidate.first,
        last: candidate.last,
    };
    let mut list: Vec<Found> = candidates.into_iter().map(place).collect();
    list.sort();
    list.dedup();
    list
}

/// Longest first; of equal ones the earlier, then the smaller id. A match whose tokens are all taken is consumed; one that reaches
/// beyond stands too: « modélisation de bases de données relationnelles » names two things that share words.
fn greedy<'e>(mut candidates: Vec<Candidate<'e>>, tokens: &Tokens) -> Vec<Candidate<'e>> {
    candidates.sort_by_key(|candidate| candidate.first);
    let mut kept = Vec::with_capacity(candidates.len());
    let mut taken = Vec::new();
    let mut rest = &mut candidates[..];
    while let Some(first) = rest.first() {
        // Only those that share tokens, one with the next, compete.
        let (mut count, mut last) = (1, first.last);
        while let Some(next) = rest.get(count).filter(|next| next.first < last) {
            last = last.max(next.last);
            count += 1;
        }
        let (rivals, others) = rest.split_at_mut(count);
        if let [only] = rivals {
            kept.push(*only);
        } else {
            compete(rivals, last, tokens, &mut taken, &mut kept);
        }
        rest = others;
    }
    kept
}

/// Adds to `kept` those of `rivals`, whose tokens end at `last`, that take a token of their own.
fn compete<'e>(
    rivals: &mut [Candidate<'e>],
    last: u32,
    tokens: &Tokens,
    taken: &mut Vec<bool>,
    kept: &mut Vec<Candidate<'e>>,
) {
    let start = rivals[0].first;
    let bytes = |candidate: &Candidate<'_>| span_of(tokens.list(), candidate.first, candidate.last).len();
    rivals.sort_by_key(|candidate| {
        let length = (candidate.last - candidate.first, bytes(candidate));
        (std::cmp::Reverse(length), candidate.first, candidate.target.index)
    });
    taken.clear();
    taken.resize((last - start) as usize, false);
    for candidate in rivals {
        let run = &mut taken[(candidate.first - start) as usize..(candidate.last - start) as usize];
        if run.iter().any(|taken| !taken) {
            kept.push(*candidate);
        }
        run.fill(true);
    }
}

/// How far names reach: a name covers what ends within.
struct Reach(Vec<(u32, u32)>);

impl Reach {
    fn of(names: &[Candidate<'_>]) -> Self {
        let mut places: Vec<(u32, u32)> = names.iter().map(|name| (name.first, name.last)).collect();
        places.sort_unstable();
        let mut far = 0;
        for (_, last) in &mut places {
            far = far.max(*last);
            *last = far;
        }
        Self(places)
    }

    /// A name that begins at `first` or before ends at `last` or behind.
    fn covers(&self, first: u32, last: u32) -> bool {
        let behind = self.0.partition_point(|name| name.0 <= first);
        behind.checked_sub(1).is_some_and(|at| self.0[at].1 >= last)
    }
}
