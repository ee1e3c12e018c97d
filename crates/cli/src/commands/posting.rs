//! `sartor posting`: what was understood of a posting.

use std::fmt::Write;

use sartor_core::{
    Language, Span,
    apply::Engine,
    audit::{PostingRules, Severity, lint_posting},
    document::Document,
    lexicon::Lexicon,
    posting::{Modality, Posting, Requirement, Target, parse, to_json},
    text::LineEnds,
};
use sartor_render::safe;

use super::{Done, pretty};
use crate::{
    args::{Plain, PostingArgs},
    failure::Failure,
    input, messages, output,
    session::{Session, template},
};

pub(crate) fn run(args: &PostingArgs, session: &Session) -> Result<Done, Failure> {
    let posting = session.begin_posting(&session.reader()?, &args.file);
    let engine = session.engine()?;
    let document = posting.document()?;
    if args.lint {
        return lint(args, &document, &engine, session);
    }
    let posting = parse(&document, engine.matcher());
    let text = match args.format {
        Plain::Json => pretty(&to_json(&posting, engine.lexicon()))?,
        Plain::Text => text(&posting, engine.lexicon(), session.language),
    };
    output::print(&text, session.language)?;
    Ok(Done::Well)
}

/// The findings for whoever wrote the posting.
fn lint(
    args: &PostingArgs,
    document: &Document,
    engine: &Engine,
    session: &Session,
) -> Result<Done, Failure> {
    let language = session.language;
    let rules = PostingRules::parse(template("posting-lint.toml"))
        .map_err(|error| Failure::usage(error.code(), error.to_string()))?;
    let name = input::last_name(&args.file);
    let audit = lint_posting(name, document, engine.matcher(), &rules, language);
    let text = match args.format {
        Plain::Json => pretty(&audit)?,
        Plain::Text => sartor_render::audit::posting(&audit, language),
    };
    output::print(&text, language)?;
    match args.fail_on.map(Severity::from) {
        Some(least) if audit.reaches(least) => {
            output::complain(&messages::at_severity(least.id(), language));
            Ok(Done::Below)
        }
        _ => Ok(Done::Well),
    }
}

fn text(posting: &Posting, lexicon: &Lexicon, language: Language) -> String {
    let mut out = String::new();
    let say = |fr: &'static str, en: &'static str| language.pick(fr, en);
    if !posting.is_posting {
        out += say(
            "Ceci n’est pas une annonce\u{a0}: une fiche métier, ou un CV.\n\n",
            "This is not a posting: a role profile, or a resume.\n\n",
        );
    }
    let mut tell = |label: &str, value: Option<String>| {
        if let Some(value) = value {
            let gap = " ".repeat(14usize.saturating_sub(label.chars().count()));
            let _ = writeln!(
                out,
                "{label}{gap}{}",
                safe(&value.split_whitespace().collect::<Vec<_>>().join(" "))
            );
        }
    };
    let of = |span: Span| span.of(&posting.text).to_owned();
    // What only the data of a page tells stands nowhere in its text.
    let seen = |span: Span, told: &str| if span.is_empty() { told.to_owned() } else { of(span) };
    let months = |count: u32| format!("{count} {}", say("mois", "months"));
    let level = |level: u8| format!("{} {level}", say("niveau CEC", "EQF level"));
    let title =
        posting.title_clean.clone().or_else(|| posting.title.as_ref().map(|title| title.text.clone()));
    let none = say("(non trouvé)", "(not found)").to_owned();
    tell(say("Intitulé", "Title"), title.or(Some(none)));
    tell(say("Métiers", "Roles"), (!posting.roles.is_empty()).then(|| posting.roles.join(", ")));
    tell(say("Entreprise", "Company"), posting.company.as_ref().map(|company| company.text.clone()));
    tell(say("Ville", "Town"), posting.city.as_ref().map(|city| city.text.clone()));
    tell(say("Contrat", "Contract"), posting.contract.as_ref().map(|(id, span)| seen(*span, id)));
    tell(say("Télétravail", "Remote"), posting.remote.as_ref().map(|(id, span)| seen(*span, id)));
    tell(say("Référence", "Reference"), posting.reference.as_ref().map(|reference| reference.text.clone()));
    tell(say("Salaire", "Salary"), posting.salary.as_ref().map(|salary| salary.text.clone()));
    tell(say("Années", "Years"), posting.years.as_ref().map(|years| seen(years.span, &months(years.months))));
    tell(
        say("Diplôme", "Diploma"),
        posting.diploma.as_ref().map(|diploma| seen(diploma.span, &level(diploma.level))),
    );
    for spoken in &posting.languages {
        tell(say("Langue", "Language"), Some(of(spoken.span)));
    }
    let lines = LineEnds::of(&posting.text);
    for (modality, title) in [
        (Modality::Required, say("Indispensable", "Required")),
        (Modality::Stated, say("Demandé", "Stated")),
        (Modality::Preferred, say("Atout", "Preferred")),
    ] {
        let asked: Vec<&Requirement> =
            posting.requirements.iter().filter(|requirement| requirement.modality == modality).collect();
        if asked.is_empty() {
            continue;
        }
        let _ = writeln!(out, "\n{title}");
        for requirement in asked {
            let _ = writeln!(out, "  {}", requirement_line(requirement, &lines, lexicon, language));
        }
    }
    if !posting.unlisted.terms.is_empty() {
        let title = say(
            "Hors lexique (une recherche littérale peut les chercher)",
            "Not in our dictionary (a literal search may look for them)",
        );
        let _ = writeln!(out, "\n{title}");
        for term in &posting.unlisted.terms {
            let line = term.spans.first().map_or(1, |span| lines.line(span.start));
            let _ = writeln!(out, "  {} — {} {line}", safe(&term.text), say("ligne", "line"));
        }
    }
    out
}

fn requirement_line(one: &Requirement, lines: &LineEnds, lexicon: &Lexicon, language: Language) -> String {
    let label = match &one.target {
        Target::Skill(skill) => lexicon.label(*skill, language).to_owned(),
        Target::AnyOf(members) => {
            let labels: Vec<&str> =
                members.iter().map(|member| lexicon.label(member.skill, language)).collect();
            labels.join(language.pick(" ou ", " or "))
        }
    };
    let line = one.sources.first().map_or(1, |span| lines.line(span.start));
    // Where no word says how much it matters, that is said.
    let default = language.pick(" (rien ne dit à quel point)", " (nothing says how much)");
    let why = one.why.as_ref().map_or(default.to_owned(), |why| {
        let words = safe(&why.text.split_whitespace().collect::<Vec<_>>().join(" "));
        language.pick(format!(" («\u{a0}{words}\u{a0}»)"), format!(" (“{words}”)"))
    });
    format!("{label} — {} {line}{why}", language.pick("ligne", "line"))
}
