//! Guards: when an ordinary word is the name of a thing.

use std::cell::LazyCell;

use serde::{Deserialize, Serialize};

use super::{
    matcher::{Candidate, Class, Scan, span_of},
    phrases::Phrases,
    polarity::Cues,
    symbols::Symbols,
};
use crate::{
    Span,
    lexicon::raw::{self, Case},
    text::{Gap, Token},
};

/// How far a technical mention lends its sense to an ambiguous word, in tokens.
const NEAR: u32 = 12;
/// How far a cue does.
const CUE: usize = 8;
/// How far the words that ask for something do: « Rust est un bonus », "exposure to Spark".
const ASK: u32 = 2;

/// A guard of one form, ready to be asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Guard {
    form: String,
    case: Option<Case>,
    context: bool,
    cues: Phrases,
    not_after: Phrases,
    not_before: Phrases,
}

impl Guard {
    pub(super) fn new(guard: &raw::Guard, form: &str, symbols: &mut Symbols) -> Self {
        Self {
            form: form.to_owned(),
            case: guard.case,
            context: guard.context,
            cues: Phrases::new(&guard.cues, symbols),
            not_after: Phrases::new(&guard.not_after, symbols),
            not_before: Phrases::new(&guard.not_before, symbols),
        }
    }

    /// What the word itself and its direct neighbours tell.
    fn spelling_fits(&self, candidate: &Candidate<'_>, text: &str, scan: &Scan<'_>) -> bool {
        let list = scan.tokens.list();
        let written = || span_of(list, candidate.first, candidate.last).of(text);
        let case = match self.case {
            None => true,
            Some(Case::Exact) => same_letters(written(), &self.form),
            Some(Case::Capital) => begins_upper(written()),
            Some(Case::Upper) => !written().chars().any(char::is_lowercase),
        };
        let (first, last) = (candidate.first as usize, candidate.last as usize);
        // A capital at the head of a line begins something new: the words before it are no neighbours.
        let on_line = |token: &Token| token.line == list[first].line;
        let wraps = || first > 0 && on_line(&list[first - 1]) || !begins_upper(written());
        let follows =
            || list.get(last).is_some_and(|next| on_line(next) || !begins_upper(next.span().of(text)));
        // Few have such a neighbour, so that is asked first.
        case && !(self.not_after.end(&scan.words[..first]) && wraps())
            && !(self.not_before.begin(&scan.words[last..], |_| true) && follows())
    }

    /// One of the cues stands near, in the same sentence or on the same line.
    fn has_cue(&self, candidate: &Candidate<'_>, scan: &Scan<'_>) -> bool {
        let list = scan.tokens.list();
        let (first, last) = (candidate.first as usize, candidate.last as usize);
        let mut near = (first.saturating_sub(CUE)..first).chain(last..(last + CUE).min(list.len()));
        let fits = |at: usize, length: usize| at >= last || at + length <= first;
        // Few words begin a cue, so that is asked first.
        near.any(|at| {
            self.cues.begin(&scan.words[at..], |length| fits(at, length)) && together(&list[first], &list[at])
        })
    }
}

/// The guarded candidates that their guards admit, and the places of those that only want a context.
///
/// They find their context among the unguarded ones and among those admitted before, until nothing changes. What did not admit one before does
/// not later, so each round asks only the names that the last one admitted.
pub(super) fn admitted<'e>(
    scan: &Scan<'e>,
    text: &str,
    zones: &[Span],
    cues: &Cues,
) -> (Vec<Candidate<'e>>, Vec<Span>) {
    let list = scan.tokens.list();
    let place = |candidate: &Candidate<'_>| (candidate.first, candidate.last);
    let technical = |candidate: &&Candidate<'_>| candidate.target.technical;
    let span = |candidate: &Candidate<'_>| span_of(list, candidate.first, candidate.last);
    let in_zone = |candidate: &Candidate<'_>| zones.iter().any(|zone| zone.contains(span(candidate)));
    let wants_context = |candidate: &Candidate<'e>| guard(candidate).is_some_and(|guard| guard.context);
    let as_written = |candidate: &Candidate<'e>| {
        guard(candidate).is_some_and(|guard| same_letters(span(candidate).of(text), &guard.form))
    };
    let as_a_name = |candidate: &Candidate<'e>| {
        candidate.target.technical && (begins_upper(span(candidate).of(text)) || as_written(candidate))
    };
    let fits = |candidate: &&Candidate<'e>| {
        guard(candidate).is_none_or(|guard| guard.spelling_fits(candidate, text, scan))
    };
    let mut open = Vec::with_capacity(scan.guarded.len());
    open.extend(scan.guarded.iter().filter(fits).copied());
    if open.is_empty() {
        return (open, Vec::new());
    }
    // Most texts never ask.
    let asking: LazyCell<Vec<(u32, u32)>, _> = LazyCell::new(|| {
        let said = scan.plain[Class::Cue as usize].iter();
        said.filter(|candidate| cues.asks(candidate.target.index)).map(place).collect()
    });
    let listed = Places::of(open.iter().filter(technical).filter(|c| is_item(c, list)).map(place));
    let by_place = |candidate: &Candidate<'e>| {
        let in_list = || {
            is_item(candidate, list) && listed.near(candidate, list).nth(enough(candidate, list)).is_some()
        };
        let asked = || {
            as_a_name(candidate)
                && (asking.iter().any(|cue| touches(candidate, *cue, list))
                    || is_alone(candidate, list) && on_next_line(candidate, &asking, list))
        };
        in_zone(candidate) || in_list() || asked()
    };
    let by_names = |candidate: &Candidate<'e>, names: &Places| {
        names.near(candidate, list).next().is_some()
            || as_a_name(candidate) && is_alone(candidate, list) && on_next_line(candidate, &names.list, list)
    };
    // What the section of skills lists is meant wherever it is written so.
    let vouched = |candidate: &Candidate<'e>, kept: &[Candidate<'e>]| {
        let same = |known: &Candidate<'e>| {
            known.target.class == candidate.target.class && known.target.index == candidate.target.index
        };
        !zones.is_empty()
            && candidate.target.technical
            && as_written(candidate)
            && kept.iter().any(|known| same(known) && in_zone(known))
    };
    let mut names = Places::of(scan.plain[Class::Skill as usize].iter().filter(technical).map(place));
    let (mut admitted, mut open): (Vec<_>, Vec<_>) = open.into_iter().partition(|candidate| {
        guard(candidate).is_none_or(|guard| match guard.context {
            true => by_names(candidate, &names) || by_place(candidate),
            false => guard.cues.is_empty(),
        } || guard.has_cue(candidate, scan))
    });
    let mut kept = Vec::new();
    while !admitted.is_empty() {
        names = Places::of(admitted.iter().filter(technical).map(place));
        kept.append(&mut admitted);
        (admitted, open) = open.into_iter().partition(|candidate| {
            wants_context(candidate) && (by_names(candidate, &names) || vouched(candidate, &kept))
        });
    }
    let doubtful = open.iter().filter(|candidate| wants_context(candidate)).map(span).collect();
    (kept, doubtful)
}

fn guard<'e>(candidate: &Candidate<'e>) -> Option<&'e Guard> {
    candidate.target.guard.as_deref()
}

/// Runs of tokens, by their first.
#[derive(Debug)]
struct Places {
    list: Vec<(u32, u32)>,
    /// Tokens of the longest.
    longest: u32,
}

impl Places {
    fn of(places: impl Iterator<Item = (u32, u32)>) -> Self {
        let mut list = Vec::with_capacity(places.size_hint().1.unwrap_or(0));
        list.extend(places);
        list.sort_unstable();
        let longest = list.iter().map(|(first, last)| last - first).max().unwrap_or(0);
        Self { list, longest }
    }

    /// Those that are near.
    fn near<'n>(
        &'n self,
        candidate: &'n Candidate<'_>,
        list: &'n [Token],
    ) -> impl Iterator<Item = (u32, u32)> {
        let from = self.list.partition_point(|(first, _)| first + self.longest + NEAR < candidate.first);
        let reach = self.list[from..].iter().take_while(|(first, _)| *first <= candidate.last + NEAR);
        reach.copied().filter(|place| is_near(candidate, *place, list))
    }
}

/// On one line, or in one sentence.
fn together(a: &Token, b: &Token) -> bool {
    a.line == b.line || a.sentence == b.sentence
}

fn is_near(candidate: &Candidate<'_>, other: (u32, u32), list: &[Token]) -> bool {
    apart(candidate, other).is_some_and(|apart| apart <= NEAR)
        && together(&list[candidate.first as usize], &list[other.0 as usize])
}

/// Tokens between the two; `None` where they overlap.
const fn apart(candidate: &Candidate<'_>, (first, last): (u32, u32)) -> Option<u32> {
    if last <= candidate.first { Some(candidate.first - last) } else { first.checked_sub(candidate.last) }
}

/// Set off by a comma, a slash or the like on one side at least.
fn is_item(candidate: &Candidate<'_>, list: &[Token]) -> bool {
    list[candidate.first as usize].gap != Gap::Join
        || list.get(candidate.last as usize).is_none_or(|next| next.gap != Gap::Join)
}

/// Within a word or two of one another, in one sentence.
fn touches(candidate: &Candidate<'_>, other: (u32, u32), list: &[Token]) -> bool {
    apart(candidate, other).is_some_and(|apart| apart <= ASK)
        && list[candidate.first as usize].sentence == list[other.0 as usize].sentence
}

/// How many other ambiguous items a list needs, less one: the head of a line needs but one.
fn enough(candidate: &Candidate<'_>, list: &[Token]) -> usize {
    usize::from(!heads_line(candidate, list))
}

fn heads_line(candidate: &Candidate<'_>, list: &[Token]) -> bool {
    let first = candidate.first as usize;
    first == 0 || list[first - 1].line != list[first].line
}

/// Nothing else stands on its line.
fn is_alone(candidate: &Candidate<'_>, list: &[Token]) -> bool {
    let line = list[candidate.first as usize].line;
    heads_line(candidate, list) && list.get(candidate.last as usize).is_none_or(|next| next.line != line)
}

/// A technical name stands on the line before or after.
fn on_next_line(candidate: &Candidate<'_>, names: &[(u32, u32)], list: &[Token]) -> bool {
    let line = list[candidate.first as usize].line;
    names.iter().any(|(first, _)| list[*first as usize].line.abs_diff(line) == 1)
}

fn begins_upper(written: &str) -> bool {
    written.chars().next().is_some_and(char::is_uppercase)
}

/// Letter by letter the same, whatever stands between.
fn same_letters(a: &str, b: &str) -> bool {
    letters(a).eq(letters(b))
}

fn letters(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|c| c.is_alphanumeric())
}
