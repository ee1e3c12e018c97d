//! `sartor new`: a resume to fill in for a role.

use sartor_core::role::{self, BlankError, BlankWords};
use sartor_render::role::blank;

use super::{Done, pretty};
use crate::{
    args::{BlankFormat, New},
    failure::Failure,
    output,
    session::{Session, template},
};

pub(crate) fn run(args: &New, session: &Session) -> Result<Done, Failure> {
    output::check(&args.target, session.language)?;
    let lexicon = session.lexicon()?;
    let role = lexicon.role(&args.role).ok_or_else(|| session.unknown_role(&lexicon, &args.role))?;
    let failed = |error: BlankError| Failure::usage(error.code(), error.to_string());
    let words = BlankWords::parse(template("resumes/blank.toml")).map_err(failed)?;
    let resume = role::blank(&lexicon, role, &words, session.language).map_err(failed)?;
    let text = match args.format {
        BlankFormat::Markdown => blank::markdown(&resume),
        BlankFormat::Json => pretty(&blank::json(&resume))?,
    };
    output::deliver(&text, &args.target, session.language)?;
    Ok(Done::Well)
}
