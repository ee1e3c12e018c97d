//! The parts of the score, and why each is what it is.

use std::collections::BTreeSet;

use sartor_core::{
    Language,
    report::{Constraint, Met, Part, Report, RequirementReport, Status, Strength},
};

use super::{ConstraintRow, PartRow};
use crate::{
    ReportContext,
    quote::safe,
    typography::{list, points, quoted},
    words,
};

/// Constraints first, then the requirements in their order.
pub(super) fn parts(
    report: &Report,
    ordered: &[&RequirementReport],
    language: Language,
    context: &ReportContext<'_>,
) -> Vec<PartRow> {
    let row = |part: &Part, label: String, modality: &str, why: String| PartRow {
        label,
        modality: modality.to_owned(),
        points: points(part.points, language),
        of: points(part.of, language),
        from: 0,
        width: part.points,
        room: part.of,
        why,
    };
    let mut rows = Vec::new();
    let mut parts: Vec<&Part> = report.fit.parts.iter().collect();
    parts.sort_by_key(|part| (rank(&part.requirement), part.requirement.as_str()));
    let mut languages = report.constraints.iter().filter(|constraint| constraint.kind == "language");
    for part in parts {
        let constraint = if part.requirement.starts_with("language.") {
            languages.next()
        } else {
            report.constraints.iter().find(|constraint| constraint.kind == part.requirement)
        };
        if let Some(constraint) = constraint {
            let label = constraint_label(&constraint.kind, Some(part), language, context);
            rows.push(row(part, label, "", because(constraint, part, language)));
        }
    }
    for one in ordered {
        if let Some(part) = report.fit.parts.iter().find(|part| part.requirement == one.id) {
            let modality = words::modality(one.modality, language);
            rows.push(row(part, super::advice::shown(one), modality, why(one, language, context)));
        }
    }
    let mut from = 0;
    for row in &mut rows {
        row.from = from;
        from += row.width;
    }
    rows
}

/// Constraints in the order in which a person looks for them.
fn rank(id: &str) -> usize {
    ["title", "years", "diploma"].iter().position(|known| *known == id).unwrap_or(3)
}

/// « Langue (anglais) » where the part tells which.
fn constraint_label(
    kind: &str,
    part: Option<&Part>,
    language: Language,
    context: &ReportContext<'_>,
) -> String {
    let label = words::constraint(kind, language);
    let spoken = part.and_then(|part| part.requirement.strip_prefix("language."));
    let words = spoken.and_then(|id| context.lexicon.table("spoken").iter().find(|words| words.id == id));
    match words.and_then(|words| language.pick(&words.fr, &words.en).first()) {
        Some(name) => format!("{label} ({name})"),
        None => label.to_owned(),
    }
}

fn because(constraint: &Constraint, part: &Part, language: Language) -> String {
    let asked = one_line(&constraint.asked);
    let Some(found) = constraint.found.as_deref().map(one_line) else {
        return match (constraint.status, constraint.kind.as_str()) {
            (Met::Met, "language") => {
                language.pick("le CV est écrit dans cette langue", "the resume is written in it").to_owned()
            }
            (Met::Met, "diploma") => {
                language.pick("l’expérience en tient lieu", "experience stands for it").to_owned()
            }
            (_, "title") => {
                let title = quoted(&asked, language);
                language.pick(format!("aucun titre proche de {title}"), format!("no title near {title}"))
            }
            _ => language.pick("le CV ne le dit pas", "the resume does not tell").to_owned(),
        };
    };
    match constraint.kind.as_str() {
        "title" => {
            let kin = if part.points == part.of {
                language.pick("même métier", "same role")
            } else {
                language.pick("métier voisin", "related role")
            };
            format!("{kin}{} {}", language.pick("\u{a0}:", ":"), quoted(&found, language))
        }
        _ => language.pick(format!("{found} (demandé\u{a0}: {asked})"), format!("{found} (asked: {asked})")),
    }
}

/// What counts for a requirement, or what is missing.
pub(super) fn why(one: &RequirementReport, language: Language, context: &ReportContext<'_>) -> String {
    match one.status {
        Status::Missing => return language.pick("absent du CV", "not in the resume").to_owned(),
        Status::Near => {
            let near: Vec<String> =
                one.near.iter().map(|id| super::advice::label(id, language, context)).collect();
            let near = list(&near, language);
            return language.pick(
                format!("absent\u{202f}; voisin\u{a0}: {near}"),
                format!("not in the resume; near: {near}"),
            );
        }
        Status::Covered => {}
    }
    let entries = |strength: Strength| {
        let of: Vec<_> = one.evidence.iter().filter(|quote| quote.strength == strength).collect();
        let distinct: BTreeSet<usize> = of.iter().filter_map(|quote| quote.entry).collect();
        distinct.len().max(usize::from(!of.is_empty()))
    };
    let jobs = entries(Strength::Job);
    let projects = entries(Strength::Project);
    let mut places = Vec::new();
    let mut count = |n: usize, one: &str, many: &str| match n {
        0 => {}
        1 => places.push(format!("1 {one}")),
        n => places.push(format!("{n} {many}")),
    };
    count(jobs, language.pick("emploi", "job"), language.pick("emplois", "jobs"));
    count(projects, language.pick("projet", "project"), language.pick("projets", "projects"));
    if entries(Strength::Certification) > 0 {
        places.push("certification".to_owned());
    }
    if entries(Strength::Education) > 0 {
        places.push(language.pick("formation", "studies").to_owned());
    }
    let declared: BTreeSet<&str> = one
        .evidence
        .iter()
        .filter(|quote| quote.strength == Strength::Declared)
        .map(|quote| words::section(&quote.section, language))
        .collect();
    if places.is_empty() && declared.is_empty() {
        return language
            .pick(
                "nié ou seulement souhaité\u{a0}: ne compte pas",
                "denied or only wished for: does not count",
            )
            .to_owned();
    }
    if places.is_empty() {
        return language
            .pick("cité, sans emploi daté à l’appui", "listed, not used in a dated job")
            .to_owned();
    }
    places.extend(declared.into_iter().map(str::to_owned));
    places.join(" + ")
}

/// Title, years, diploma, languages as rows of a table.
pub(super) fn constraints(
    report: &Report,
    language: Language,
    context: &ReportContext<'_>,
) -> Vec<ConstraintRow> {
    let mut rows = Vec::new();
    let mut spoken = report.fit.parts.iter().filter(|part| part.requirement.starts_with("language."));
    for constraint in &report.constraints {
        let part = match constraint.kind.as_str() {
            "language" => spoken.next(),
            kind => report.fit.parts.iter().find(|part| part.requirement == kind),
        };
        let partly = constraint.status == Met::NotMet && part.is_some_and(|part| part.points > 0);
        let (status, word) = match constraint.status {
            Met::Met => ("met", words::met(Met::Met, language)),
            Met::NotMet if partly => ("unknown", language.pick("rempli en partie", "partly met")),
            Met::NotMet => ("not_met", words::met(Met::NotMet, language)),
            Met::Unknown => ("unknown", words::met(Met::Unknown, language)),
        };
        rows.push(ConstraintRow {
            label: constraint_label(&constraint.kind, part, language, context),
            asked: one_line(&constraint.asked),
            found: constraint.found.as_deref().map_or_else(|| "–".to_owned(), one_line),
            status,
            status_word: word.to_owned(),
        });
    }
    rows
}

fn one_line(text: &str) -> String {
    safe(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}
