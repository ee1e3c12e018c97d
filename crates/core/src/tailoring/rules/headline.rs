//! The line under the name: the posting's title where it is the applicant's own trade, else an application to it.

use std::collections::BTreeSet;

use super::super::{
    Text,
    case::{Case, Draft},
    change::Change,
    plan::Edit,
};
use crate::{
    Language, Span, Spanned,
    apply::told_genders,
    letter::grammar::Gender,
    lexicon::SkillIx,
    matching::{Found, Polarity},
    text::fold_key,
};

pub(super) fn propose(case: &Case<'_>) -> Option<Edit> {
    let place = case.posting.title.as_ref()?;
    let raw = case.posting.title_clean.as_deref().unwrap_or(&place.text);
    let title = case.grammar.title_in(raw, gender(case));
    // A field of work is no title: « Développement back-end ».
    if !case.asked.titles.iter().any(|found| place.span.contains(found.span)) {
        return None;
    }
    // A title in one of two genders, and nothing that tells the applicant's.
    let french = case.locale.language() == Language::Fr;
    if french && gender(case).is_none() && case.grammar.told_gender(&title).is_some() {
        return None;
    }
    let skills = skills_of(case, place.span)?;
    let own = case.read.resume.headline.as_ref();
    let before = case.plain.headline.as_ref().map(|headline| headline.text.clone()).unwrap_or_default();
    if fold_key(&before).contains(&fold_key(&title)) {
        return None;
    }
    let removed = own.map(|own| own.span).into_iter().collect();
    if let Some(held) = same_trade(case) {
        let levels = case.words.levels(&title);
        let own_levels = case.words.levels(if before.is_empty() { held.of(case.text()) } else { &before });
        if levels != own_levels || title.chars().count() > case.words.limits.headline {
            return None;
        }
        let held_text = super::super::plain::joined(held.of(case.text()));
        let evidence = vec![case.of_resume(held), case.of_posting(place.span)];
        return case.edit(Draft {
            rule: "headline.posting_title",
            section: None,
            entry: case.read.resume.entry_at(held.start).map(|(at, _)| at),
            before,
            after: title.clone(),
            evidence,
            declared: skills,
            removed,
            values: &[("own", &held_text)],
            change: Change::Headline(Text { text: title, spans: vec![held] }),
        });
    }
    let (own, span) = own_title(case)?;
    // Two languages in one line, or an aside after an aside.
    if case.crosses || own.contains(" – ") || own.contains(" - ") {
        return None;
    }
    let in_line = match case.locale.language() {
        Language::Fr => case.grammar.lower_first(&title),
        Language::En => title,
    };
    let after = case.words.phrase("application", case.locale, &[("own", &own), ("title", &in_line)]);
    if after.chars().count() > case.words.limits.headline {
        return None;
    }
    let evidence = vec![case.of_resume(span), case.of_posting(place.span)];
    case.edit(Draft {
        rule: "headline.application",
        section: None,
        entry: case.read.resume.entry_at(span.start).map(|(at, _)| at),
        before,
        after: after.clone(),
        evidence,
        declared: skills,
        removed: Vec::new(),
        values: &[("own", &own)],
        change: Change::Headline(Text { text: after, spans: vec![span] }),
    })
}

/// Titles that the applicant holds or held: the headline's and those of jobs.
pub(super) fn own_titles<'c>(case: &'c Case<'_>) -> impl Iterator<Item = &'c Found> {
    let places: Vec<&Spanned> = case.read.resume.own_titles().collect();
    case.read
        .found
        .titles
        .iter()
        .filter(move |found| places.iter().any(|place| place.span.overlaps(found.span)))
}

/// The gender that the first of the applicant's own titles that tells one does.
pub(super) fn gender(case: &Case<'_>) -> Option<Gender> {
    told_genders(case.grammar, case.read).next()
}

/// An own title of the role that the posting seeks: of a job, or the one that opens the headline (« Ingénieure, candidate à un poste de
/// développeuse » is an engineer).
fn same_trade(case: &Case<'_>) -> Option<Span> {
    let role = |found: &&Found| case.lexicon.titles[found.index as usize].role.as_ref();
    let headline = case.read.resume.headline.as_ref().map(|headline| headline.span);
    own_titles(case)
        .filter(|found| headline.is_none_or(|own| !own.contains(found.span) || own.start == found.span.start))
        .find(|found| role(found).is_some_and(|role| case.posting.roles.contains(role)))
        .map(|found| found.span)
}

/// The headline, else the title of the latest job.
fn own_title(case: &Case<'_>) -> Option<(String, Span)> {
    let known = case.plain.headline.as_ref().and_then(|own| Some((own.text.clone(), *own.spans.first()?)));
    known.or_else(|| {
        let latest = case.jobs().filter(|(_, job)| job.title.is_some()).max_by_key(|(at, job)| {
            (
                job.period
                    .map(|period| period.ended_before(crate::Month::new(9999, 1)))
                    .map(std::cmp::Reverse),
                std::cmp::Reverse(*at),
            )
        });
        let title = latest?.1.title.as_ref()?;
        Some((super::super::plain::joined(&title.text), title.span))
    })
}

/// The skills that the posting's title names; none where the resume does not show one of them: a headline must not name it.
fn skills_of(case: &Case<'_>, title: Span) -> Option<Vec<SkillIx>> {
    let named: BTreeSet<SkillIx> = case
        .asked
        .skills
        .iter()
        .filter(|mention| title.contains(mention.span))
        .map(|mention| mention.skill)
        .collect();
    let shown = |skill: &SkillIx| {
        case.read.found.skills.iter().any(|mention| {
            mention.polarity == Polarity::Affirmed
                && mention.skill == *skill
                && case.standing.strength(mention).is_some()
        })
    };
    named.iter().all(shown).then(|| named.into_iter().collect())
}
