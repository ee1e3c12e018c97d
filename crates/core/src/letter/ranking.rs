//! Which entries of a resume a letter tells.

use std::collections::BTreeSet;

use super::context::said;
use super::facts::{Entry, EntryKind, LetterInput, LetterMatch, Strength};
use super::periods::{earliest, latest};
use super::plan::{Step, VariantPlan};
use crate::Month;

/// The entries to tell, as indexes, the heaviest first.
pub(super) fn ranked(
    input: &LetterInput,
    plan: &VariantPlan,
    step: Step,
    former: Option<usize>,
) -> Vec<usize> {
    let present = bare_present(input);
    let student = plan.one_of_each;
    let mut ranked: Vec<usize> = (0..input.entries.len())
        .filter(|index| former != Some(*index))
        .filter(|index| {
            input.entries[*index].organisation.iter().chain(&input.entries[*index].title).any(said)
        })
        .filter(|index| {
            let entry = &input.entries[*index];
            weight(input, *index) > 0
                || present == Some(*index)
                || entry.family
                || student
                    && (entry.kind == EntryKind::Education
                        && latest(entry).is_some_and(|end| end >= Month::of(input.date))
                        || entry.internship)
        })
        .collect();
    ranked.sort_by_key(|index| {
        let entry = &input.entries[*index];
        let job = entry.kind != EntryKind::Job && !student;
        // In a change of career the new work is told before what was near it.
        let other = plan.former && !entry.family;
        (job, other, std::cmp::Reverse((weight(input, *index), latest(entry))), *index)
    });
    if student {
        let mut seen = BTreeSet::new();
        let (first, rest): (Vec<usize>, Vec<usize>) =
            ranked.iter().partition(|index| seen.insert(input.entries[**index].kind as u8));
        ranked = first.into_iter().chain(rest).collect();
    }
    let bare = ranked.iter().position(|index| present == Some(*index)).filter(|place| *place >= step.proofs);
    if let (Some(place), Some(last)) = (bare, step.proofs.checked_sub(1)) {
        ranked.swap(last, place);
    }
    ranked.truncate(step.proofs);
    ranked
}

/// The longest job outside the role sought: the work that is left in a change of career.
pub(super) fn former(input: &LetterInput) -> Option<usize> {
    let months = |entry: &Entry| match (earliest(entry), latest(entry)) {
        (Some(start), Some(_)) if entry.current => Month::of(input.date).since(start),
        (Some(start), Some(end)) => end.since(start),
        _ => 0,
    };
    input
        .entries
        .iter()
        .enumerate()
        .filter(|(_, entry)| entry.kind == EntryKind::Job && !entry.family && !entry.internship)
        .filter(|(_, entry)| entry.title.as_ref().is_some_and(said))
        .max_by_key(|(index, entry)| (months(entry), std::cmp::Reverse(*index)))
        .map(|(index, _)| index)
}

/// The present job, where no present job shows anything that is asked: a letter that leaves it out would hide it.
fn bare_present(input: &LetterInput) -> Option<usize> {
    let present = |entry: &Entry| entry.kind == EntryKind::Job && entry.current;
    let shows = |index: usize| present(&input.entries[index]) && weight(input, index) > 0;
    let told =
        |entry: &Entry| present(entry) && entry.title.as_ref().is_some_and(said) && entry.start.is_some();
    if (0..input.entries.len()).any(shows) { None } else { input.entries.iter().position(told) }
}

/// Points of the requirements that the entry shows.
pub(super) fn weight(input: &LetterInput, entry: usize) -> u32 {
    shown_in(input, entry).iter().map(|found| found.weight).sum()
}

/// The requirements that the entry shows, heaviest first: in use, or, of studies, as learned.
pub(super) fn shown_in(input: &LetterInput, entry: usize) -> Vec<&LetterMatch> {
    let education = input.entries.get(entry).is_some_and(|entry| entry.kind == EntryKind::Education);
    let counts = |found: &LetterMatch| match found.strength {
        Strength::Used => true,
        Strength::Learned => education,
        Strength::Declared => false,
    };
    let mut shown: Vec<&LetterMatch> =
        input.matches.iter().filter(|found| found.entry == Some(entry) && counts(found)).collect();
    shown.sort_by_key(|found| (std::cmp::Reverse(found.weight), found.id.as_str()));
    once(&mut shown);
    shown
}

/// Keeps the first match of each skill, and only those with a label.
pub(super) fn once(matches: &mut Vec<&LetterMatch>) {
    let mut seen = BTreeSet::new();
    matches.retain(|found| said(&found.label) && seen.insert(found.id.as_str()));
}
