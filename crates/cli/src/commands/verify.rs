//! `sartor verify`: what an edited letter or resume claims and the source resume does not hold.

use sartor_core::{
    apply::Brief,
    verify::{Source, VerifyWords, verify},
};
use sartor_extract::Kind;

use super::{Done, letter, pretty};
use crate::{
    args::{Plain, Verify},
    failure::Failure,
    input, output,
    session::Session,
};

pub(crate) fn run(args: &Verify, session: &Session) -> Result<Done, Failure> {
    let language = session.language;
    input::check_names(&[&args.resume, &args.posting, &args.edited], language)?;
    let vouched = letter::vouched(&args.set, args.profile.as_deref(), language)?;
    let words = VerifyWords::of_files(sartor_lexicon::template_files())
        .map_err(|error| Failure::usage(error.code(), error.to_string()))?;
    let engine = session.engine()?;
    let reader = session.reader()?;
    let brief = Brief::posting(&engine, &session.document(&reader, &args.posting, Kind::Layout)?);
    let read = session.resume(&engine, &reader, &args.resume)?;
    let edited = session.document(&reader, &args.edited, Kind::Layout)?;
    let text = edited.text.clone();
    let source = Source { resume: &read, brief: &brief, vouched: &vouched, as_of: session.as_of };
    let found = verify(&engine, &words, source, edited);
    let answer = match args.format {
        Plain::Json => pretty(&found)?,
        Plain::Text => sartor_render::verification(&found, &text, &read.document.text, language),
    };
    output::print(&answer, language)?;
    Ok(if args.strict && !found.findings.is_empty() { Done::Below } else { Done::Well })
}
