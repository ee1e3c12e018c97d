//! A change of trade: what the former jobs prove of what is asked, each skill with its job.

use super::super::{
    Block, TailoredSection, Text,
    case::{Ask, Case, Draft, Shown},
    change::Change,
    plan::Edit,
};
use crate::{
    Span,
    letter::grammar::upper_first,
    lexicon::Category,
    matching::Polarity,
    report::Strength,
    resume::{Entry, SectionKind, months_union},
};

pub(super) fn propose(case: &Case<'_>) -> Option<Edit> {
    let limits = case.words.limits;
    let family: &[Span] = case.relevant.as_ref().map_or(&[], |(_, periods)| periods);
    let other = |job: &Entry| job.period.is_some_and(|period| !family.contains(&period.span));
    let months = months_union(
        case.jobs()
            .filter(|(_, job)| other(job))
            .filter_map(|(_, job)| job.period?.months(case.standing.today())),
    );
    let own_months = case.relevant.as_ref().map_or(0, |(months, _)| *months);
    if case.posting.roles.is_empty() || months <= own_months {
        return None;
    }
    let mut proved: Vec<(&Ask, &Shown, &Entry)> = Vec::new();
    for ask in &case.asks {
        let certified = case.lexicon.get(ask.skill).kind.category() == Category::Certification;
        let shown = ask.own.iter().filter(|own| {
            !certified && own.strength == Strength::Job && own.mention.polarity == Polarity::Affirmed
        });
        let found = shown
            .filter_map(|own| Some((own, case.read.resume.entries.get(own.entry?)?)))
            .filter(|(own, job)| {
                other(job) && job.title.as_ref().is_none_or(|title| !title.span.contains(own.mention.span))
            })
            .min_by_key(|(_, job)| job.period.map(|period| period.ended_before(case.standing.today())));
        proved.extend(found.map(|(own, job)| (ask, own, job)));
    }
    proved.sort_by_key(|(ask, ..)| (std::cmp::Reverse(ask.weight), ask.rank));
    proved.truncate(limits.transferable_most);
    if proved.len() < limits.transferable_least {
        return None;
    }
    let mut jobs: Vec<(&Entry, Vec<(&Ask, &Shown)>)> = Vec::new();
    for (ask, own, job) in &proved {
        match jobs.iter_mut().find(|(known, _)| known.span == job.span) {
            Some((_, list)) => list.push((ask, own)),
            None => jobs.push((job, vec![(ask, own)])),
        }
    }
    let items: Vec<Text> = jobs.iter().map(|(job, proved)| item(case, job, proved)).collect();
    let heading = case.heading(&case.words.phrase("transferable", case.locale, &[]));
    let written: Vec<&str> = items.iter().map(|item| item.text.as_str()).collect();
    let mut evidence: Vec<_> = proved.iter().map(|(_, own, _)| case.of_resume(own.mention.span)).collect();
    evidence.extend(proved.iter().map(|(ask, ..)| case.of_posting(ask.source)));
    case.edit(Draft {
        rule: "career.transferable",
        section: Some(SectionKind::Skills),
        entry: None,
        before: String::new(),
        after: format!("{heading}\n{}", written.join("\n")),
        evidence,
        declared: proved.iter().map(|(ask, ..)| ask.skill).collect(),
        removed: Vec::new(),
        values: &[],
        change: Change::Transferable(TailoredSection {
            kind: SectionKind::Skills,
            heading,
            blocks: items.into_iter().map(Block::Bullet).collect(),
        }),
    })
}

/// « Gestion d’équipe, plannings – Responsable de magasin, Jardinerie Les Trois Buis (09/2015 – 08/2023) »
fn item(case: &Case<'_>, job: &Entry, proved: &[(&Ask, &Shown)]) -> Text {
    let mut spans: Vec<Span> = proved.iter().map(|(_, own)| own.mention.span).collect();
    let names: Vec<String> = proved.iter().map(|(ask, _)| case.in_line(ask)).collect();
    let mut text = upper_first(&names.join(", "));
    let mut between = " – ";
    for field in [&job.title, &job.organisation].into_iter().flatten() {
        text.push_str(between);
        text.push_str(&super::super::plain::joined(&field.text));
        spans.push(field.span);
        between = ", ";
    }
    if let Some(period) = &job.period {
        text.push_str(&format!(" ({})", super::language::period(case, period)));
        spans.push(period.span);
    }
    Text { text, spans }
}
