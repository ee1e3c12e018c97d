//! `sartor keywords`: check, show and describe the keyword files.

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
        Keywords::Show { id, format } => show(id.as_deref(), *format, session),
        Keywords::Schema => {
            output::print(&pretty(&schema())?, session.language)?;
            Ok(Done::Well)
        }
    }
}

/// Lints the built-in files, with those of a folder in place of or beside them.
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
    files.retain(|file| !own.iter().any(|(name, _)| name == file.name));
    files.extend(own.iter().map(|(name, text)| SourceFile { name, text }));
    faults.extend(lint(&files));
    faults.extend(thin_roles(&files));
    faults.sort();
    let text = match format {
        Plain::Json => pretty(&faults)?,
        Plain::Text => told(&faults, files.len(), fixed, session.language),
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

fn show(id: Option<&str>, format: Plain, session: &Session) -> Result<Done, Failure> {
    let lexicon = session.lexicon()?;
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
