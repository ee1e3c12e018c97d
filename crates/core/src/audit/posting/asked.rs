//! What is asked: how much of it, and whether it agrees with itself.

use minijinja::{Value, context};

use super::PostingCase;
use crate::{
    Span,
    posting::{Modality, Requirement, Target, Years},
    text::fold_key,
};

pub(super) fn check(case: &mut PostingCase<'_>) {
    amount(case);
    years(case);
    levels(case);
    twice(case);
}

fn amount(case: &mut PostingCase<'_>) {
    let place = |one: &Requirement| one.sources.first().copied();
    let requirements = &case.posting.requirements;
    let required = requirements.iter().filter(|one| one.modality == Modality::Required);
    let required: Vec<Span> = required.filter_map(place).collect();
    let all: Vec<Span> = requirements.iter().filter_map(place).collect();
    let (most, in_all) = (case.rules.limits.required, case.rules.limits.asked);
    if required.len() > most {
        case.raise("posting.too_many_required", &required, Value::UNDEFINED);
    }
    if all.len() > in_all {
        case.raise("posting.too_many", &all, Value::UNDEFINED);
    }
}

/// Different lengths of experience for the job; one that is a mere plus contradicts none.
fn years(case: &mut PostingCase<'_>) {
    let strict: Vec<&Years> =
        case.posting.all_years.iter().filter(|years| years.modality == Modality::Required).collect();
    let mut lengths: Vec<u32> = strict.iter().map(|years| years.months).collect();
    lengths.sort_unstable();
    lengths.dedup();
    if lengths.len() > 1 {
        let spans: Vec<Span> = strict.iter().map(|years| years.span).collect();
        let list = case.list(&spans);
        case.raise("posting.years_contradict", &spans, context! { list });
    }
    let Some(asked) = case.posting.years.clone().filter(|years| !years.span.is_empty()) else { return };
    let of_skills: Vec<(Span, String, u32)> = case
        .posting
        .requirements
        .iter()
        .filter_map(|one| {
            let months = one.months.filter(|months| *months > asked.months)?;
            Some((*one.sources.first()?, label(case, one), months))
        })
        .collect();
    for (span, skill, months) in of_skills {
        let values = context! { skill, skill_asked => length(case, months), asked => case.words(asked.span) };
        case.raise("posting.skill_years", &[span, asked.span], values);
    }
}

/// Years against the level of the title, a welcome to beginners, and a contract of training.
fn levels(case: &mut PostingCase<'_>) {
    let Some(years) = case.posting.years.clone() else { return };
    if years.span.is_empty() || years.modality != Modality::Required {
        return;
    }
    let limits = &case.rules.limits;
    let asked = case.words(years.span);
    if let Some(title) = case.posting.title.clone() {
        let key = format!(" {} ", fold_key(&title.text));
        let word = |list: &[String]| {
            list.iter().find(|word| key.contains(&format!(" {} ", fold_key(word)))).cloned()
        };
        let (junior, senior) = (word(&limits.junior), word(&limits.senior));
        let too_much = junior.clone().filter(|_| years.months > limits.junior_months && senior.is_none());
        let too_little =
            senior.filter(|_| years.months < limits.senior_months && junior.is_none() && !years.interpreted);
        if let Some(level) = too_much.or(too_little) {
            case.raise(
                "posting.level_years",
                &[title.span, years.span],
                context! { level, asked => asked.clone() },
            );
        }
    }
    if let Some(span) = case.posting.beginners.filter(|_| !years.interpreted) {
        let words = case.words(span);
        case.raise("posting.beginner_years", &[span, years.span], context! { words, asked => asked.clone() });
    }
    if let Some((id, span)) = case.posting.contract.clone()
        && limits.training.contains(&id)
        && years.months > limits.training_months
    {
        let contract = if span.is_empty() { id } else { case.words(span) };
        let spans: Vec<Span> = [span, years.span].into_iter().filter(|span| !span.is_empty()).collect();
        case.raise("posting.training_years", &spans, context! { contract, asked });
    }
}

/// One thing that is a must here and a plus there.
fn twice(case: &mut PostingCase<'_>) {
    let both: Vec<(Span, Span, String)> = case
        .posting
        .requirements
        .iter()
        .filter_map(|one| Some((*one.sources.first()?, one.softened?, label(case, one))))
        .collect();
    for (must, plus, skill) in both {
        case.raise("posting.twice", &[must, plus], context! { skill });
    }
}

fn label(case: &PostingCase<'_>, one: &Requirement) -> String {
    let of = |skill| case.lexicon.label(skill, case.language).to_owned();
    match &one.target {
        Target::Skill(skill) => of(*skill),
        Target::AnyOf(members) => {
            members.iter().map(|member| of(member.skill)).collect::<Vec<_>>().join(" / ")
        }
    }
}

/// « 3 ans », "18 months".
fn length(case: &PostingCase<'_>, months: u32) -> String {
    let (count, unit) = if months.is_multiple_of(12) {
        (months / 12, case.language.pick("an", "year"))
    } else {
        (months, case.language.pick("mois", "month"))
    };
    let plural = if count > 1 && unit != "mois" { "s" } else { "" };
    format!("{count}\u{a0}{unit}{plural}")
}
