//! The choice of proofs: which entries are told, in which order, and what a template sees of each.

use std::collections::BTreeSet;

use serde::Serialize;

use super::facts::{EntryKind, LetterInput};
use super::grammar::{Company, Grammar};
use super::marks::Marks;
use super::periods::{earliest, latest};
use super::plan::{Step, VariantPlan};
use super::ranking::{former, ranked, weight};
use super::teller::Teller;
use crate::Month;

/// What a template sees of any entry.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Head {
    pub(super) kind: EntryKind,
    pub(super) title: Option<String>,
    pub(super) organisation: Option<Company>,
    pub(super) period: Option<String>,
    pub(super) years: Option<String>,
    pub(super) since: Option<String>,
    pub(super) current: bool,
    pub(super) internship: bool,
}

/// An entry as a template sees it.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Proof {
    #[serde(flatten)]
    pub(super) head: Head,
    /// Its number among the proofs of its kind, from 1.
    pub(super) nth: usize,
    /// A job in the role sought, or near it.
    pub(super) family: bool,
    /// It ended before the proof told just before it began.
    pub(super) before: bool,
    /// The opening has named it already.
    pub(super) opened: bool,
    pub(super) verb: Vec<String>,
    pub(super) noun: Vec<String>,
    pub(super) base: Vec<String>,
    pub(super) gerund: Vec<String>,
    pub(super) thing: Vec<String>,
    /// The lines hold commas or many words: one sentence each.
    pub(super) apart: bool,
    /// Skills that take a preposition (languages, tools), not told before.
    pub(super) tools: Vec<String>,
    /// The same skills with their prepositions: « en Python avec Redis ».
    pub(super) with: String,
    /// Other skills, with their articles in French, not told before.
    pub(super) points: Vec<String>,
}

/// The strongest match, for the first lines.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Top {
    /// The heaviest skills of the entry: tools, or where it shows none, other skills.
    pub(super) skills: Vec<String>,
    /// What the skills are: `language`, `tool` or `point`.
    pub(super) sort: &'static str,
    #[serde(flatten)]
    pub(super) head: Head,
}

/// The proofs, the opening match and the skills that are only declared.
pub(super) struct Choice {
    pub(super) top: Option<Top>,
    pub(super) proofs: Vec<Proof>,
    pub(super) former: Option<Proof>,
    pub(super) declared: Vec<String>,
}

/// Chooses by weight: the entries that evidence most, the strongest told first.
pub(super) fn choose(
    grammar: &Grammar,
    input: &LetterInput,
    plan: &VariantPlan,
    step: Step,
    marks: &mut Marks,
) -> Choice {
    // Where the former work itself shows most of what is asked, it is no aside: the letter opens with it.
    let strongest = (0..input.entries.len()).map(|index| weight(input, index)).max().unwrap_or(0);
    let former =
        former(input).filter(|index| plan.former && (strongest == 0 || weight(input, *index) < strongest));
    let ranked = ranked(input, plan, step, former);
    let mut teller = Teller { grammar, input, told: BTreeSet::new() };
    // The opening speaks of a job; of a project or of studies only where there is no job that shows anything.
    let top_entry = ranked
        .iter()
        .max_by_key(|index| {
            let entry = &input.entries[**index];
            let names = !teller.strongest(**index).is_empty();
            let job = entry.kind == EntryKind::Job;
            let learned = entry.kind == EntryKind::Education;
            // Without a skill to name, the latest job in the work sought.
            let time = if names { None } else { latest(entry) };
            (
                names,
                job,
                !learned,
                if names { weight(input, **index) } else { 0 },
                entry.family,
                time,
                std::cmp::Reverse(**index),
            )
        })
        .copied();
    let top = top_entry.map(|index| teller.top(index, marks));

    let rank = |index: &usize| plan.order.iter().position(|kind| *kind == input.entries[*index].kind);
    let mut order = ranked;
    order.sort_by_key(|index| {
        let entry = &input.entries[*index];
        (rank(index), top_entry != Some(*index), std::cmp::Reverse(latest(entry)), *index)
    });
    let mut proofs: Vec<Proof> = Vec::new();
    let mut previous: Option<Month> = None;
    for (place, index) in order.iter().enumerate() {
        let most = step.lines.get(place).copied().unwrap_or_default();
        let mut proof = teller.proof(*index, most, top_entry == Some(*index), marks);
        let entry = &input.entries[*index];
        proof.nth = proofs.iter().filter(|proof| proof.head.kind == entry.kind).count() + 1;
        proof.before = previous.zip(latest(entry)).is_some_and(|(previous, end)| end <= previous);
        proofs.push(proof);
        previous = earliest(entry);
    }
    let former = former.map(|index| teller.proof(index, step.lines[0].min(2), false, marks));
    let declared = if step.extras { teller.declared(marks) } else { Vec::new() };
    Choice { top, proofs, former, declared }
}
