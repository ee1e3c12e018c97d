//! Candidates: what stands between the words that cut, trimmed to what a person would underline.

use super::{
    Stretch,
    units::{Unit, units},
    vocabulary::{Traits, Vocabulary},
};
use crate::{
    Language, Span,
    matching::{Analysis, Matcher},
};

/// Most words of a term, grammar apart.
const WORDS: usize = 4;
/// Zipf value, in tenths, under which a single word stands out in running text, within an item of a list, and as one.
const SINGLE: [u8; 3] = [40, 46, 50];
/// The same of the rarest word of several.
const SEVERAL: [u8; 3] = [50, 55, 60];
/// Both, where the lexicon knows the trade.
const STRICT: u8 = 40;

/// A candidate that stands out.
#[derive(Debug, Clone)]
pub(super) struct Phrase {
    pub(super) span: Span,
    pub(super) key: Vec<String>,
    pub(super) weight: u32,
}

/// The phrases of a stretch that stand out and that the lexicon does not know.
pub(super) fn phrases(text: &str, found: &Analysis, stretch: Stretch, matcher: &Matcher) -> Vec<Phrase> {
    let units = units(text, found, stretch.span, matcher);
    let vocabulary = matcher.vocabulary();
    let mut phrases = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while at <= units.len() {
        let cut = units.get(at).is_none_or(|unit| cuts(unit, &units[start..at], stretch.strict));
        let apart = units.get(at).is_some_and(|unit| unit.apart);
        if cut || apart && at > start {
            pieces(&units, start..at, text, found, stretch, vocabulary, &mut phrases);
            start = if cut { at + 1 } else { at };
        }
        at += 1;
    }
    phrases
}

/// Whether a unit ends the run of units before it.
fn cuts(unit: &Unit, run: &[Unit], strict: bool) -> bool {
    let joined = unit.key.len() > 1;
    let last = run.last();
    let link = unit.traits.has(Traits::LINK);
    let after_link = last.is_some_and(|last| last.traits.has(Traits::LINK));
    let article = unit.traits.has(Traits::ARTICLE) && after_link;
    unit.known
        || unit.familiar && strict
        || unit.verbal
        || !joined && unit.traits.has(Traits::STOP)
        || unit.grammar && !link && !article && !is_possessive(unit)
        || link && run.is_empty()
        || unit.number && !last.is_some_and(|last| last.name || last.traits.has(Traits::GENERIC))
}

fn is_possessive(unit: &Unit) -> bool {
    unit.grammar && unit.key.iter().any(|key| key.contains('\''))
}

/// The candidate of a run of units, or of its parts where it is long.
fn pieces(
    units: &[Unit],
    range: std::ops::Range<usize>,
    text: &str,
    found: &Analysis,
    stretch: Stretch,
    vocabulary: &Vocabulary,
    phrases: &mut Vec<Phrase>,
) {
    let Some(range) = trimmed(units, range) else { return };
    let own = &units[range.clone()];
    if content(own).count() > WORDS {
        // A long chain is cut at its last link, else before a name: « habilitations électriques | B1V BR BC ».
        let link = own.iter().rposition(|unit| unit.traits.has(Traits::LINK)).filter(|at| *at > 0);
        let name = own.windows(2).position(|pair| !pair[0].name && pair[1].name).map(|at| at + 1);
        if let Some(at) = link.or(name) {
            pieces(units, range.start..range.start + at, text, found, stretch, vocabulary, phrases);
            pieces(units, range.start + at..range.end, text, found, stretch, vocabulary, phrases);
        }
        return;
    }
    let opens = own[0].apart || range.start == 0 || is_conjunction(&units[range.start - 1], text);
    let ends = units.get(range.end).is_none_or(|next| next.apart || is_conjunction(next, text));
    let listed = opens && ends || stretch.item && (opens || ends);
    let place = if listed { 2 } else { usize::from(stretch.item) };
    let span = Span::new(own[0].span.start, own[own.len() - 1].span.end);
    if stands_out(own, place, stretch.strict, found.language, vocabulary) && !is_listed(span, found) {
        let key = content(own).flat_map(|unit| unit.key.iter().cloned()).collect();
        let weight = content(own).map(|unit| u32::from(75_u8.saturating_sub(unit.zipf))).sum();
        phrases.push(Phrase { span, key, weight });
    }
}

fn content(units: &[Unit]) -> impl Iterator<Item = &Unit> {
    units.iter().filter(|unit| !unit.grammar && !unit.traits.has(Traits::LINK))
}

fn is_conjunction(unit: &Unit, text: &str) -> bool {
    matches!(unit.span.of(text).to_lowercase().as_str(), "et" | "ou" | "and" | "or")
}

/// Without links, articles, numbers and empty words at the ends, and without a light word before what it is of.
fn trimmed(units: &[Unit], range: std::ops::Range<usize>) -> Option<std::ops::Range<usize>> {
    let (mut start, mut end) = (range.start, range.end);
    loop {
        let run = units.get(start..end)?;
        let (first, last) = (run.first()?, run.last()?);
        let loose = |unit: &Unit| unit.grammar || unit.traits.has(Traits::LINK);
        // "Qualified Teacher Status" is a name, « Bonne connaissance » is none.
        let named = first.capital && run.get(1).is_some_and(|next| next.capital && !next.apart);
        let linked = run.get(1).is_some_and(|unit| unit.traits.has(Traits::LINK));
        if loose(first)
            || first.number
            || first.traits.has(Traits::TRIM) && !named
            || first.traits.has(Traits::ADJECTIVE) && !named && !linked
            || first.traits.has(Traits::LIGHT) && linked
        {
            start += 1;
        } else if loose(last) || last.traits.has(Traits::TRIM) || last.traits.has(Traits::ADJECTIVE) {
            end -= 1;
        } else {
            return Some(start..end);
        }
    }
}

/// Rare enough, given how it stands.
fn stands_out(
    units: &[Unit],
    place: usize,
    strict: bool,
    language: Language,
    vocabulary: &Vocabulary,
) -> bool {
    let all: Vec<&Unit> = content(units).collect();
    let plain = all.iter().map(|unit| unit.plain.as_str()).collect::<Vec<_>>().join(" ");
    if vocabulary.traits("", &plain, "", language).is_empty_word() {
        return false;
    }
    let telling = all.iter().filter(|unit| !unit.traits.is_empty_word() && !unit.number && !unit.familiar);
    let Some(rarest) = telling.map(|unit| if unit.name { 0 } else { unit.zipf }).min() else { return false };
    let limits = if all.len() == 1 { SINGLE } else { SEVERAL };
    rarest < if strict { STRICT } else { limits[place] }
}

/// A diploma or a title that the lexicon knows covers it.
fn is_listed(span: Span, found: &Analysis) -> bool {
    found.diplomas.iter().chain(&found.titles).any(|known| known.span.contains(span))
}
