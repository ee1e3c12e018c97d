//! `sartor keywords`: check, show, describe and extend the keyword files.

mod esco;
mod texts;

use std::{fmt::Write, path::Path};

use sartor_core::{
    Language,
    lexicon::{Fault, Lexicon, SkillIx, SourceFile, canonical, lint, schema, thin_roles},
};

use super::{Done, pretty};
use crate::{
    args::{Keywords, Plain},
    failure::Failure,
    messages, output,
    session::{Session, keyword_files},
};

pub(crate) fn run(action: &Keywords, session: &Session) -> Result<Done, Failure> {
    match action {
        Keywords::Lint { dir, fix, format } => check(dir.as_deref(), *fix, *format, session),
        Keywords::Show { id, dir, format } => show(id.as_deref(), dir.as_deref(), *format, session),
        Keywords::Schema { dir } => {
            let schema = match dir {
                Some(dir) => schema_with_ids(&session.lexicon_with(Some(dir))?),
                None => schema(),
            };
            output::print(&pretty(&schema)?, session.language)?;
            Ok(Done::Well)
        }
        Keywords::Suggest(args) => texts::suggestions(args, session),
        Keywords::Coverage(args) => texts::coverage(args, session),
        Keywords::ImportEsco(args) => esco::run(args, session),
    }
}

/// Lints the built-in files, with those of a folder in place of or laid over them.
fn check(dir: Option<&Path>, fix: bool, format: Plain, session: &Session) -> Result<Done, Failure> {
    let own = dir.map_or_else(|| Ok(Vec::new()), |dir| keyword_files(dir, session.language))?;
    let mut faults = Vec::new();
    let mut fixed = 0;
    for (name, text) in &own {
        // What cannot be written in order, the lint tells.
        let Ok(wanted) = canonical(text) else { continue };
        if wanted == *text || has_other_keys(name, text) {
            continue;
        }
        if fix {
            let path = dir.unwrap_or(Path::new(".")).join(name);
            output::write_file(&path, wanted.as_bytes(), true, session.language)?;
            fixed += 1;
        } else {
            faults.push(not_canonical(name, text, &wanted));
        }
    }
    let mut files: Vec<SourceFile<'_>> = sartor_lexicon::keyword_files();
    let same = |file: &SourceFile<'_>| own.iter().any(|(name, _)| name == file.name);
    let shared: Vec<&str> = files.iter().filter(|file| same(file)).map(|file| file.name).collect();
    // A folder with most of the names is a copy of the built-in one, and stands in its place; any other is laid over it.
    let note = if shared.len() * 2 > files.len() {
        files.retain(|file| !same(file));
        String::new()
    } else if shared.is_empty() {
        String::new()
    } else {
        messages::laid_over(&shared.join(", "), session.language)
    };
    files.extend(own.iter().map(|(name, text)| SourceFile { name, text }));
    faults.extend(lint(&files));
    faults.extend(thin_roles(&files));
    faults.sort();
    let text = match format {
        Plain::Json => pretty(&faults)?,
        Plain::Text => note + &told(&faults, files.len(), fixed, session.language),
    };
    output::print(&text, session.language)?;
    Ok(if faults.is_empty() { Done::Well } else { Done::Below })
}

/// Whether a file holds what no file of keywords does: its canonical form would lose it.
fn has_other_keys(name: &str, text: &str) -> bool {
    lint(&[SourceFile { name, text }]).iter().any(|fault| fault.code == "lexicon.syntax")
}

fn not_canonical(name: &str, text: &str, wanted: &str) -> Fault {
    let same = text.lines().zip(wanted.lines()).take_while(|(a, b)| a == b).count();
    Fault {
        file: name.to_owned(),
        line: same + 1,
        code: "lexicon.not_canonical",
        message: "from this line on the file is not in its canonical form".to_owned(),
        remedy: "run `sartor keywords lint --fix` on its folder".to_owned(),
    }
}

fn told(faults: &[Fault], files: usize, fixed: usize, language: Language) -> String {
    let mut out = String::new();
    if fixed > 0 {
        out += &language.pick(
            format!("{fixed} fichier(s) réécrit(s) sous leur forme canonique.\n"),
            format!("{fixed} file(s) rewritten in their canonical form.\n"),
        );
    }
    for fault in faults {
        let _ = writeln!(out, "{}", sartor_render::safe(&fault.to_string()));
    }
    out += &match faults.len() {
        0 => {
            language.pick(format!("{files} fichiers, aucune faute.\n"), format!("{files} files, no fault.\n"))
        }
        n => language
            .pick(format!("{files} fichiers, {n} faute(s).\n"), format!("{files} files, {n} fault(s).\n")),
    };
    out
}

/// The schema, with the ids of a lexicon as those that may be referred to, for editors to complete.
fn schema_with_ids(lexicon: &Lexicon) -> serde_json::Value {
    let mut schema = schema();
    let skills: Vec<&str> = lexicon.skills.iter().map(|skill| skill.id.as_str()).collect();
    let roles: Vec<&str> = lexicon.roles.iter().map(|role| role.id.as_str()).collect();
    for (table, key, ids) in [
        ("Skill", "broader", &skills),
        ("Skill", "related", &skills),
        ("Role", "essential", &skills),
        ("Role", "optional", &skills),
        ("Role", "certifications", &skills),
        ("Role", "neighbours", &roles),
    ] {
        if let Some(items) = schema.pointer_mut(&format!("/$defs/{table}/properties/{key}/items")) {
            items["enum"] = serde_json::json!(ids);
        }
    }
    schema
}

fn show(id: Option<&str>, dir: Option<&Path>, format: Plain, session: &Session) -> Result<Done, Failure> {
    // `show DIR` lists all.
    let (id, dir) = match (id, dir) {
        (Some(only), None) if Path::new(only).is_dir() => (None, Some(Path::new(only))),
        both => both,
    };
    let lexicon = session.lexicon_with(dir.or_else(|| session.keywords()))?;
    let text = match (id, format) {
        (None, Plain::Json) => pretty(&lexicon.skills)?,
        (None, Plain::Text) => list(&lexicon, session.language),
        (Some(id), format) => {
            let skill = lexicon.skill(id).ok_or_else(|| {
                Failure::usage("skill.unknown", messages::unknown_skill(id, session.language))
            })?;
            match format {
                Plain::Json => pretty(lexicon.get(skill))?,
                Plain::Text => one(skill, &lexicon, session.language),
            }
        }
    };
    output::print(&text, session.language)?;
    Ok(Done::Well)
}

fn list(lexicon: &Lexicon, language: Language) -> String {
    let width = lexicon.skills.iter().map(|skill| skill.id.chars().count()).max().unwrap_or(0);
    let mut out = String::new();
    for skill in &lexicon.skills {
        let _ = writeln!(out, "{:<width$}  {}", skill.id, language.pick(&skill.fr, &skill.en));
    }
    let skills = lexicon.skills.len();
    let _ = writeln!(
        out,
        "{}",
        language.pick(
            format!(
                "{skills} compétences, {} titres, {} diplômes, {} métiers\u{202f}; lexique {}",
                lexicon.titles.len(),
                lexicon.diplomas.len(),
                lexicon.roles.len(),
                lexicon.digest
            ),
            format!(
                "{skills} skills, {} titles, {} diplomas, {} roles; lexicon {}",
                lexicon.titles.len(),
                lexicon.diplomas.len(),
                lexicon.roles.len(),
                lexicon.digest
            ),
        )
    );
    out
}

fn one(skill: SkillIx, lexicon: &Lexicon, language: Language) -> String {
    let data = lexicon.get(skill);
    let mut out = format!("{} ({})\n", language.pick(&data.fr, &data.en), data.id);
    let labels = |ids: &[String]| {
        let labels: Vec<String> = ids
            .iter()
            .map(|id| {
                lexicon
                    .skill(id)
                    .map_or_else(|| id.clone(), |skill| lexicon.label(skill, language).to_owned())
            })
            .collect();
        labels.join(", ")
    };
    let mut forms: Vec<&str> = vec![&data.fr, &data.en];
    forms.extend(data.alt.iter().chain(&data.alt_fr).chain(&data.alt_en).map(String::as_str));
    let mut seen = std::collections::BTreeSet::new();
    forms.retain(|form| seen.insert(*form));
    let colon = language.pick("\u{a0}:", ":");
    let mut tell = |label: &str, value: String| {
        if !value.is_empty() {
            let _ = writeln!(out, "  {label}{colon} {value}");
        }
    };
    tell(language.pick("formes", "forms"), forms.join(", "));
    tell(language.pick("implique", "implies"), labels(&data.broader));
    tell(language.pick("voisins", "near"), labels(&data.related));
    out
}
