//! `sartor skills`: what the lexicon knows in a text, with its places.

use std::fmt::Write;

use sartor_core::{
    Language,
    apply::{Named, ReadResume},
    text::LineEnds,
};
use sartor_render::safe;
use serde::Serialize;

use super::{Done, one_line, report};
use crate::{
    args::{Lines, Skills},
    failure::Failure,
    input, output,
    session::Session,
};

/// One file and what it names.
#[derive(Debug, Serialize)]
struct Row<'a> {
    document: &'a str,
    language: Language,
    mentions: Vec<Named>,
}

pub(crate) fn run(args: &Skills, session: &Session) -> Result<Done, Failure> {
    input::check_names(&args.files.iter().map(String::as_str).collect::<Vec<_>>(), session.language)?;
    let engine = session.engine()?;
    let reader = session.reader()?;
    let mut failures = Vec::new();
    let mut read_any = false;
    for file in &args.files {
        match session.resume(&engine, &reader, file) {
            Ok(read) => {
                let row = Row {
                    document: file,
                    language: read.found.language,
                    mentions: read.named(&engine, session.language),
                };
                let text = match args.format {
                    Lines::Text => text(&row, &read, session.language),
                    Lines::Json | Lines::Jsonl => one_line(&row)?,
                };
                let gap = if args.format == Lines::Text && read_any { "\n" } else { "" };
                read_any = true;
                output::print(&format!("{gap}{text}"), session.language)?;
            }
            Err(failure) => failures.push(failure),
        }
    }
    let Some(last) = failures.pop() else { return Ok(Done::Well) };
    let json = args.format != Lines::Text;
    failures.iter().for_each(|failure| report(failure, json, session));
    if !read_any {
        return Err(last);
    }
    report(&last, json, session);
    Ok(Done::Partial)
}

fn text(row: &Row<'_>, read: &ReadResume, language: Language) -> String {
    let mut out = String::new();
    let tongue = row.language.pick(language.pick("français", "French"), language.pick("anglais", "English"));
    let _ = writeln!(
        out,
        "{} ({tongue}, {} {})",
        safe(row.document),
        row.mentions.len(),
        language.pick("mentions", "mentions")
    );
    let lines = LineEnds::of(&read.document.text);
    let width = row.mentions.iter().map(|one| one.label.chars().count()).max().unwrap_or(0).min(40);
    for one in &row.mentions {
        let line = lines.line(one.start);
        let pad = " ".repeat(width.saturating_sub(one.label.chars().count()));
        let written = safe(&one.text.split_whitespace().collect::<Vec<_>>().join(" "));
        let form = if written == one.label {
            String::new()
        } else {
            language.pick(format!("  «\u{a0}{written}\u{a0}»"), format!("  “{written}”"))
        };
        let _ = writeln!(
            out,
            "  {} {line:>4}  {}{pad}  {:<14}  {:<14}{form}",
            language.pick("l.", "line"),
            one.label,
            one.kind,
            one.section
        );
    }
    out.lines().map(|line| format!("{}\n", line.trim_end())).collect()
}
