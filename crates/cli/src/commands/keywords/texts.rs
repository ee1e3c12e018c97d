//! `sartor keywords suggest|coverage`: what texts say that the lexicon lacks, and what it holds that no text says.

use std::{fmt::Write, path::PathBuf};

use sartor_core::{
    Language,
    document::Document,
    lexicon::{Usage, usage},
    matching::Analysis,
    terms::{Suggestion, skeleton, suggest},
};
use sartor_extract::Kind;
use sartor_render::safe;
use serde::Serialize;

use super::super::{Done, pretty, report};
use crate::{
    args::{Coverage, Plain, Suggest, SuggestFormat},
    batch::Sources,
    failure::Failure,
    messages, output,
    session::Session,
};

/// Most rows of one list of the text; JSON has them all.
const ROWS: usize = 40;

pub(super) fn suggestions(args: &Suggest, session: &Session) -> Result<Done, Failure> {
    let engine = session.engine()?;
    let (documents, done) = read(&args.files, args.format == SuggestFormat::Json, session)?;
    let mut list = suggest(&documents, engine.matcher());
    list.retain(|one| one.count >= usize::from(args.min));
    let text = match args.format {
        SuggestFormat::Json => pretty(&list)?,
        SuggestFormat::Toml => skeleton(&list),
        SuggestFormat::Text => told(&list, session.language),
    };
    output::print(&text, session.language)?;
    Ok(done)
}

fn told(list: &[Suggestion], language: Language) -> String {
    let mut out = String::new();
    for one in list {
        let files = one.documents;
        let _ = writeln!(
            out,
            "{}  {}",
            safe(&one.text),
            language.pick(
                format!("{} fois, {files} fichier(s)", one.count),
                format!("{} time(s), {files} file(s)", one.count)
            )
        );
        for context in &one.contexts {
            let _ = writeln!(out, "    {}: {}", safe(&context.document), safe(&context.line));
        }
    }
    out += &language.pick(
        format!("{} terme(s) que le lexique ne connaît pas.\n", list.len()),
        format!("{} term(s) that the lexicon does not know.\n", list.len()),
    );
    out
}

/// The answer of `coverage`.
#[derive(Debug, Serialize)]
struct Answer {
    documents: usize,
    #[serde(flatten)]
    usage: Usage,
    unknown: Vec<Suggestion>,
}

pub(super) fn coverage(args: &Coverage, session: &Session) -> Result<Done, Failure> {
    let engine = session.engine()?;
    let (documents, done) = read(&args.paths, args.format == Plain::Json, session)?;
    let found: Vec<Analysis> = documents.iter().map(|(_, document)| engine.analyse(&document.text)).collect();
    let texts = documents.iter().map(|(_, document)| document.text.as_str());
    let mut unknown = suggest(&documents, engine.matcher());
    unknown.retain(|one| one.count >= usize::from(args.min));
    let answer =
        Answer { documents: documents.len(), usage: usage(texts.zip(&found), engine.matcher()), unknown };
    let text = match args.format {
        Plain::Json => pretty(&answer)?,
        Plain::Text => covered(&answer, session.language),
    };
    output::print(&text, session.language)?;
    Ok(done)
}

fn covered(answer: &Answer, language: Language) -> String {
    let usage = &answer.usage;
    let used = usage.skills - usage.unused_skills.len();
    let (texts, skills) = (answer.documents, usage.skills);
    let mut out = language.pick(
        format!("{texts} texte(s)\u{202f}; {used} compétences sur {skills} y sont nommées.\n"),
        format!("{texts} text(s); they name {used} of {skills} skills.\n"),
    );
    let mut section = |title: &str, rows: Vec<String>| {
        let _ = writeln!(out, "\n{title} ({})", rows.len());
        for row in rows.iter().take(ROWS) {
            let _ = writeln!(out, "  {}", safe(row));
        }
        if rows.len() > ROWS {
            let more = rows.len() - ROWS;
            let _ = writeln!(
                out,
                "  {}",
                language.pick(
                    format!("… et {more} autres\u{202f}; --format json les dit toutes"),
                    format!("… and {more} more; --format json tells them all")
                )
            );
        }
    };
    let unknown = answer.unknown.iter().map(|one| format!("{} ×{}", one.text, one.count)).collect();
    section(
        language.pick(
            "Termes fréquents que le lexique ne connaît pas",
            "Frequent terms that the lexicon does not know",
        ),
        unknown,
    );
    let forms = usage.unused_forms.iter().map(|(id, forms)| format!("{id}: {}", forms.join(", "))).collect();
    section(
        language.pick(
            "Formes qu’aucun texte n’a, de compétences nommées autrement",
            "Forms that no text has, of skills named otherwise",
        ),
        forms,
    );
    section(
        language.pick("Compétences qu’aucun texte ne nomme", "Skills that no text names"),
        usage.unused_skills.clone(),
    );
    out
}

/// The documents of files and folders, by name; what cannot be read is told, and the rest goes on.
fn read(
    paths: &[PathBuf],
    json: bool,
    session: &Session,
) -> Result<(Vec<(String, Document)>, Done), Failure> {
    let reader = session.reader()?;
    let (mut documents, mut done) = (Vec::new(), Done::Well);
    let mut last = None;
    for path in Sources::of(paths).paths() {
        let name = path.display().to_string();
        match session.document(&reader, &name, Kind::Layout) {
            Ok(document) => documents.push((name, document)),
            Err(failure) => {
                report(&failure, json, session);
                done = Done::Partial;
                last = Some(failure);
            }
        }
    }
    match (documents.is_empty(), last) {
        (true, Some(failure)) => Err(failure),
        (true, None) => {
            Err(Failure::usage("usage.nothing_to_read", messages::nothing_to_read(session.language)))
        }
        _ => Ok((documents, done)),
    }
}
