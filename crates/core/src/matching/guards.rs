//! Guards: when an ordinary word is the name of a thing.

use super::automaton::{Candidate, Class, span_of};
use crate::{
    Span,
    lexicon::{
        Lexicon,
        raw::{self, Case},
    },
    text::{Gap, Token, Tokens},
};

/// How far a technical mention lends its sense to an ambiguous word, in tokens.
const NEAR: u32 = 12;
/// How far a cue does.
const CUE: usize = 8;

/// A guard of one form, ready to be asked.
#[derive(Debug, Clone)]
pub(super) struct Guard {
    form: String,
    case: Option<Case>,
    context: bool,
    /// Sorted, none empty.
    cues: Vec<Vec<String>>,
    not_after: Vec<Vec<String>>,
    not_before: Vec<Vec<String>>,
}

impl Guard {
    pub(super) fn new(guard: &raw::Guard, form: &str) -> Self {
        let words = |list: &[String]| -> Vec<Vec<String>> {
            let mut phrases: Vec<Vec<String>> = list
                .iter()
                .map(|phrase| Tokens::of_form(phrase).words().map(str::to_owned).collect())
                .collect();
            phrases.retain(|phrase| !phrase.is_empty());
            phrases.sort();
            phrases
        };
        Self {
            form: form.to_owned(),
            case: guard.case,
            context: guard.context,
            cues: words(&guard.cues),
            not_after: words(&guard.not_after),
            not_before: words(&guard.not_before),
        }
    }

    /// What the word itself and its direct neighbours tell.
    fn spelling_fits(&self, candidate: &Candidate<'_>, text: &str, tokens: &Tokens) -> bool {
        let list = tokens.list();
        let written = span_of(list, candidate.first, candidate.last).of(text);
        let case = match self.case {
            None => true,
            Some(Case::Exact) => same_letters(written, &self.form),
            Some(Case::Capital) => written.chars().next().is_some_and(char::is_uppercase),
            Some(Case::Upper) => !written.chars().any(char::is_lowercase),
        };
        let (first, last) = (candidate.first as usize, candidate.last as usize);
        case && !self
            .not_after
            .iter()
            .any(|words| first >= words.len() && stands(words, &list[first - words.len()..first], tokens))
            && !self.not_before.iter().any(|words| {
                list.get(last..last + words.len()).is_some_and(|after| stands(words, after, tokens))
            })
    }

    /// One of the cues stands near, in the same sentence or on the same line.
    fn has_cue(&self, candidate: &Candidate<'_>, tokens: &Tokens) -> bool {
        let list = tokens.list();
        let (first, last) = (candidate.first as usize, candidate.last as usize);
        let near = (first.saturating_sub(CUE)..first).chain(last..(last + CUE).min(list.len()));
        let own = &list[first];
        near.filter(|&at| together(own, &list[at])).any(|at| {
            let word = tokens.word(&list[at]);
            let from = self.cues.partition_point(|cue| cue[0].as_str() < word);
            let alike = self.cues[from..].iter().take_while(|cue| cue[0] == word);
            let mut fitting = alike.filter(|cue| at >= last || at + cue.len() <= first);
            fitting.any(|cue| list.get(at..at + cue.len()).is_some_and(|run| stands(cue, run, tokens)))
        })
    }
}

/// The candidates whose guards admit them, and the places of those that only want a context.
///
/// Unguarded ones are admitted; guarded ones then find their context among those admitted before, until nothing changes.
pub(super) fn admitted<'e>(
    candidates: &[Candidate<'e>],
    text: &str,
    tokens: &Tokens,
    zones: &[Span],
    lexicon: &Lexicon,
) -> (Vec<Candidate<'e>>, Vec<Span>) {
    let list = tokens.list();
    let technical = |candidate: &Candidate<'_>| {
        candidate.target.class == Class::Skill
            && lexicon.skills[candidate.target.index as usize].kind.is_technical_name()
    };
    let (mut kept, mut open): (Vec<Candidate<'e>>, Vec<Candidate<'e>>) =
        candidates.iter().copied().partition(|candidate| candidate.target.guard.is_none());
    open.retain(|candidate| {
        guard(candidate).is_none_or(|guard| guard.spelling_fits(candidate, text, tokens))
    });
    let mut names: Vec<(u32, u32)> =
        kept.iter().filter(|candidate| technical(candidate)).map(|c| (c.first, c.last)).collect();
    loop {
        let listed: Vec<(u32, u32)> =
            open.iter().filter(|c| technical(c) && is_item(c, list)).map(|c| (c.first, c.last)).collect();
        let (admitted, left): (Vec<_>, Vec<_>) = open.into_iter().partition(|candidate| {
            guard(candidate).is_none_or(|guard| {
                let free = !guard.context && guard.cues.is_empty();
                let near = |others: &[(u32, u32)]| {
                    others.iter().filter(|other| is_near(candidate, **other, list)).count()
                };
                let span = span_of(list, candidate.first, candidate.last);
                let known_place = || zones.iter().any(|zone| zone.contains(span)) || near(&names) > 0;
                let in_list = || is_item(candidate, list) && near(&listed) > 1;
                free || guard.context && (known_place() || in_list()) || guard.has_cue(candidate, tokens)
            })
        });
        open = left;
        if admitted.is_empty() {
            let doubtful =
                open.iter().filter(|candidate| guard(candidate).is_some_and(|guard| guard.context));
            let doubtful = doubtful.map(|candidate| span_of(list, candidate.first, candidate.last)).collect();
            return (kept, doubtful);
        }
        names.extend(admitted.iter().filter(|candidate| technical(candidate)).map(|c| (c.first, c.last)));
        kept.extend(admitted);
    }
}

fn guard<'e>(candidate: &Candidate<'e>) -> Option<&'e Guard> {
    candidate.target.guard.as_ref()
}

/// On one line, or in one sentence.
fn together(a: &Token, b: &Token) -> bool {
    a.line == b.line || a.sentence == b.sentence
}

fn is_near(candidate: &Candidate<'_>, (first, last): (u32, u32), list: &[Token]) -> bool {
    let apart = if last <= candidate.first {
        candidate.first - last
    } else if first >= candidate.last {
        first - candidate.last
    } else {
        return false;
    };
    apart <= NEAR && together(&list[candidate.first as usize], &list[first as usize])
}

/// Set off by a comma, a slash or the like on one side at least.
fn is_item(candidate: &Candidate<'_>, list: &[Token]) -> bool {
    list[candidate.first as usize].gap != Gap::Join
        || list.get(candidate.last as usize).is_none_or(|next| next.gap != Gap::Join)
}

fn stands(words: &[String], run: &[Token], tokens: &Tokens) -> bool {
    !words.is_empty()
        && words.len() == run.len()
        && words.iter().zip(run).all(|(word, token)| word == tokens.word(token))
}

/// Letter by letter the same, whatever stands between.
fn same_letters(a: &str, b: &str) -> bool {
    letters(a).eq(letters(b))
}

fn letters(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|c| c.is_alphanumeric())
}
