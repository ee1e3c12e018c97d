//! `sartor keywords import-esco`: a release of ESCO as keyword files laid over the built-in ones.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use sartor_core::{
    Language,
    lexicon::{EscoConcept, EscoImport, SourceFile, import_esco},
};
use sartor_render::safe;

use super::super::{Done, pretty};
use crate::{
    args::{ImportEsco, Plain, Target},
    failure::Failure,
    messages, output,
    session::{Session, keyword_files},
};

pub(super) fn run(args: &ImportEsco, session: &Session) -> Result<Done, Failure> {
    let language = session.language;
    let target = Target { output: Some(args.out.clone()), force: args.force };
    output::check(&target, language)?;
    let mut concepts = Vec::new();
    for path in files(&args.paths, language)? {
        concepts.extend(read(&path, language)?);
    }
    if concepts.is_empty() {
        return Err(Failure::usage("esco.empty", messages::no_esco(language)));
    }
    let own = session.keywords().map_or_else(|| Ok(Vec::new()), |dir| keyword_files(dir, language))?;
    let mut known: Vec<SourceFile<'_>> = sartor_lexicon::keyword_files();
    known.extend(own.iter().map(|(name, text)| SourceFile { name, text }));
    let import = import_esco(&concepts, &known);
    output::deliver(&import.overlay, &target, language)?;
    let text = match args.format {
        Plain::Json => pretty(&import)?,
        Plain::Text => told(&import, language),
    };
    // Where the keyword file itself goes to standard output, nothing else does.
    if args.out == Path::new("-") {
        output::complain(&text)
    } else {
        output::print(&text, language)?
    }
    Ok(Done::Well)
}

fn told(import: &EscoImport, language: Language) -> String {
    let (added, mapped, left) = (import.added, import.mapped.len(), import.left.len());
    let mut out = language.pick(
        format!("{added} entrée(s) ajoutée(s), {mapped} concept(s) rattaché(s) à une entrée connue, {left} forme(s) laissée(s) de côté.\n"),
        format!("{added} entries added, {mapped} concepts mapped onto a known entry, {left} forms left out.\n"),
    );
    for (uri, id) in &import.mapped {
        out += &format!("  = {} {}\n", safe(id), safe(uri));
    }
    for one in &import.left {
        let why = match (one.reason, language) {
            ("known", Language::Fr) => "forme déjà connue de",
            ("known", Language::En) => "form known already of",
            ("hides", Language::Fr) => "cacherait",
            ("hides", Language::En) => "would hide",
            ("common", Language::Fr) => "mot courant",
            ("common", Language::En) => "common word",
            (_, Language::Fr) => "ses libellés appartiennent à",
            (_, Language::En) => "its labels belong to",
        };
        out += &format!("  - {}: {why} {}\n", safe(&one.form), safe(&one.id));
    }
    out
}

/// The CSV files of the paths, folders walked one level deep, by name.
fn files(paths: &[PathBuf], language: Language) -> Result<Vec<PathBuf>, Failure> {
    let mut files = Vec::new();
    for path in paths {
        if path.is_dir() {
            let entries =
                fs::read_dir(path).map_err(|error| unreadable(path, &error.to_string(), language))?;
            let inner = entries.filter_map(|entry| Some(entry.ok()?.path()));
            files.extend(inner.filter(|path| path.extension().is_some_and(|ending| ending == "csv")));
        } else {
            files.push(path.clone());
        }
    }
    files.sort();
    Ok(files)
}

fn unreadable(path: &Path, reason: &str, language: Language) -> Failure {
    Failure::input(
        &path.display().to_string(),
        "esco.unreadable",
        messages::esco_unreadable(reason, language),
    )
}

/// The concepts of one file; its language is the part of its name behind the last `_`: `skills_fr.csv`.
fn read(path: &Path, language: Language) -> Result<Vec<EscoConcept>, Failure> {
    let failed = |reason: String| unreadable(path, &reason, language);
    let text = fs::read_to_string(path).map_err(|error| failed(error.to_string()))?;
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().to_lowercase()).unwrap_or_default();
    let tongue = stem.rsplit_once('_').map_or("en", |(_, code)| code).to_owned();
    let mut reader =
        csv::ReaderBuilder::new().flexible(true).from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let columns: BTreeMap<String, usize> = reader
        .headers()
        .map_err(|error| failed(error.to_string()))?
        .iter()
        .enumerate()
        .map(|(at, name)| (name.trim().to_owned(), at))
        .collect();
    let mut concepts = Vec::new();
    // Hierarchies and relations of a release have no labels of skills.
    if !columns.contains_key("conceptUri") || !columns.contains_key("preferredLabel") {
        return Ok(concepts);
    }
    for row in reader.records() {
        let row = row.map_err(|error| failed(error.to_string()))?;
        let cell = |name: &str| columns.get(name).and_then(|at| row.get(*at)).unwrap_or_default().trim();
        let kind = cell("conceptType");
        if !matches!(kind, "" | "KnowledgeSkillCompetence" | "Occupation") {
            continue;
        }
        let lines = cell("altLabels").lines().chain(cell("hiddenLabels").lines());
        concepts.push(EscoConcept {
            uri: cell("conceptUri").to_owned(),
            occupation: kind == "Occupation" || kind.is_empty() && stem.starts_with("occupations"),
            language: tongue.clone(),
            preferred: cell("preferredLabel").to_owned(),
            others: lines.map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect(),
            knowledge: cell("skillType") == "knowledge",
            transversal: cell("reuseLevel") == "transversal",
        });
    }
    Ok(concepts)
}
