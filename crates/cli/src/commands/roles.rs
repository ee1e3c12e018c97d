//! `sartor roles`: the roles of the lexicon.

use std::fmt::Write;

use sartor_core::{
    Language,
    lexicon::{Lexicon, raw::Role},
};

use super::{Done, pretty};
use crate::{
    args::{Plain, Roles},
    failure::Failure,
    output,
    session::Session,
};

pub(crate) fn run(args: &Roles, session: &Session) -> Result<Done, Failure> {
    let lexicon = session.lexicon()?;
    let language = session.language;
    let text = match (&args.id, args.format) {
        (None, Plain::Json) => pretty(&lexicon.roles)?,
        (None, Plain::Text) => list(&lexicon, language),
        (Some(id), format) => {
            let role = lexicon.role(id).ok_or_else(|| session.unknown_role(&lexicon, id))?;
            if format == Plain::Json { pretty(role)? } else { show(role, &lexicon, language) }
        }
    };
    output::print(&text, language)?;
    Ok(Done::Well)
}

fn list(lexicon: &Lexicon, language: Language) -> String {
    let width = lexicon.roles.iter().map(|role| role.id.chars().count()).max().unwrap_or(0);
    let mut out = String::new();
    for role in &lexicon.roles {
        let _ = writeln!(out, "{:<width$}  {}", role.id, language.pick(&role.fr, &role.en));
    }
    out
}

fn show(role: &Role, lexicon: &Lexicon, language: Language) -> String {
    let mut out = String::new();
    let say = |fr: &'static str, en: &'static str| language.pick(fr, en);
    let name = match &role.fr_f {
        Some(feminine) if language == Language::Fr => format!("{} / {feminine}", role.fr),
        _ => language.pick(&role.fr, &role.en).clone(),
    };
    let _ = writeln!(out, "{name} ({})\n{}", role.id, language.pick(&role.summary_fr, &role.summary_en));
    skills(&mut out, say("Indispensables", "Essential"), &role.essential, lexicon, language);
    skills(&mut out, say("Atouts", "Optional"), &role.optional, lexicon, language);
    skills(&mut out, "Certifications", &role.certifications, lexicon, language);
    if !role.mission.is_empty() {
        let _ = writeln!(out, "\n{}", say("Missions", "What one does"));
        for mission in &role.mission {
            let _ = writeln!(out, "  • {}", language.pick(&mission.fr, &mission.en));
        }
    }
    if !role.level.is_empty() {
        let _ = writeln!(
            out,
            "\n{}",
            say("Niveaux et salaires, selon chaque source", "Levels and pay, as each source tells")
        );
        for level in &role.level {
            let source = role.source.iter().find(|source| source.id == level.source);
            let source =
                source.map_or(level.source.as_str(), |source| language.pick(&source.fr, &source.en).as_str());
            let years =
                range(level.years_min.map(u32::from), level.years_max.map(u32::from), say("ans", "years"));
            let pay = range(level.salary_min, level.salary_max, "€");
            let facts: Vec<String> = [years, pay].into_iter().flatten().collect();
            let _ = writeln!(
                out,
                "  {}{} {} — {source}",
                language.pick(&level.fr, &level.en),
                say("\u{a0}:", ":"),
                facts.join(", ")
            );
        }
    }
    if !role.origin.is_empty() {
        let _ = writeln!(out, "\n{}", say("Pour qui change de métier", "For a career change"));
        for origin in &role.origin {
            let from = lexicon.titles.iter().find(|title| title.id == origin.title);
            let from = from
                .map_or(origin.title.as_str(), |title| language.pick(title.fr.as_str(), title.en.as_str()));
            let _ =
                writeln!(out, "  {from}{} {}", say("\u{a0}:", ":"), language.pick(&origin.fr, &origin.en));
        }
    }
    out
}

fn skills(out: &mut String, title: &str, ids: &[String], lexicon: &Lexicon, language: Language) {
    if ids.is_empty() {
        return;
    }
    let labels: Vec<&str> = ids
        .iter()
        .map(|id| lexicon.skill(id).map_or(id.as_str(), |skill| lexicon.label(skill, language)))
        .collect();
    let _ = writeln!(out, "\n{title} ({})", ids.len());
    let mut line = String::from(" ");
    for (at, label) in labels.iter().enumerate() {
        let end = if at + 1 < labels.len() { "," } else { "" };
        if line.chars().count() + label.chars().count() + 2 > 98 {
            let _ = writeln!(out, "{line}");
            line = String::from(" ");
        }
        let _ = write!(line, " {label}{end}");
    }
    let _ = writeln!(out, "{line}");
}

fn range(least: Option<u32>, most: Option<u32>, unit: &str) -> Option<String> {
    match (least, most) {
        (Some(least), Some(most)) => Some(format!("{least}–{most} {unit}")),
        (Some(least), None) => Some(format!("≥ {least} {unit}")),
        (None, Some(most)) => Some(format!("≤ {most} {unit}")),
        (None, None) => None,
    }
}
