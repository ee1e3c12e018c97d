//! `sartor roles`: the roles of the lexicon, the card of one, and those that a resume fits best.

use sartor_core::{apply::ReadResume, role};
use sartor_render::Format;

use super::{Done, r#match::template_failure, pretty};
use crate::{
    args::{ReportFormat, Roles},
    failure::Failure,
    input, output,
    session::{Session, template},
};

pub(crate) fn run(args: &Roles, session: &Session) -> Result<Done, Failure> {
    output::check(&args.target, session.language)?;
    let text = match (&args.rank, &args.id) {
        (Some(resume), _) => rank(resume, args.format, session)?,
        (None, Some(id)) => card(id, args.format, session)?,
        (None, None) => list(args.format, session)?,
    };
    output::deliver(&text, &args.target, session.language)?;
    Ok(Done::Well)
}

fn list(format: ReportFormat, session: &Session) -> Result<String, Failure> {
    let lexicon = session.lexicon()?;
    match form(format) {
        None => pretty(&lexicon.roles),
        Some(format) => sartor_render::role::roles(&lexicon, format, session.language, page())
            .map_err(|error| template_failure(&error)),
    }
}

fn card(id: &str, format: ReportFormat, session: &Session) -> Result<String, Failure> {
    let lexicon = session.lexicon()?;
    let role = lexicon.role(id).ok_or_else(|| session.unknown_role(&lexicon, id))?;
    let card = role::card(&lexicon, role, session.language);
    match form(format) {
        None => pretty(&card),
        Some(format) => {
            sartor_render::role::card(&card, format, page()).map_err(|error| template_failure(&error))
        }
    }
}

fn rank(resume: &str, format: ReportFormat, session: &Session) -> Result<String, Failure> {
    input::check_names(&[resume], session.language)?;
    let reading = session.begin(&session.reader()?, resume);
    let engine = session.engine()?;
    let read = ReadResume::new(&engine, reading.document()?);
    let name = input::last_name(resume);
    let ranking = role::rank(&engine, name, &read, session.as_of, session.language);
    match form(format) {
        None => pretty(&ranking),
        Some(format) => sartor_render::role::ranking(&ranking, format, session.language, page())
            .map_err(|error| template_failure(&error)),
    }
}

/// The form for people; none for JSON.
const fn form(format: ReportFormat) -> Option<Format> {
    match format {
        ReportFormat::Json => None,
        ReportFormat::Text => Some(Format::Text),
        ReportFormat::Markdown => Some(Format::Markdown),
        ReportFormat::Html => Some(Format::Html),
    }
}

fn page() -> &'static str {
    template("reports/role.html.j2")
}
