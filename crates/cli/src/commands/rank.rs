//! `sartor rank`: one resume against many postings.

use sartor_core::{
    apply::Brief,
    report::{Ranking, Report},
};

use super::{Done, pretty, report};
use crate::{
    args::{Plain, Rank},
    batch::{Sources, TextColumns},
    failure::Failure,
    input, messages, output,
    session::Session,
};

pub(crate) fn run(args: &Rank, session: &Session) -> Result<Done, Failure> {
    let language = session.language;
    input::check_names(&[&args.resume], language)?;
    output::check(&args.target, language)?;
    let sources = Sources::of(&args.postings);
    if sources.len() == 0 {
        return Err(Failure::usage("usage.nothing_to_read", messages::nothing_to_read(language)));
    }
    let (engine, reader) = (session.engine()?, session.reader()?);
    let read = session.resume(&engine, &reader, &args.resume)?;
    let name = input::last_name(&args.resume);
    let columns = TextColumns { text: args.text_column.clone(), id: args.id_column.clone() };
    let mut reports: Vec<(String, Report)> = Vec::new();
    let mut failures = Vec::new();
    for item in sources.items(&reader, &columns, language) {
        let opened = item.content.open(&item.name, &reader, language);
        let document = opened.and_then(|opened| opened.document(&item.name, &reader, language));
        match document {
            Ok(document) => {
                let brief = Brief::posting(&engine, &document);
                reports.push((item.name, brief.report(&engine, name, &read, session.as_of, language)));
            }
            Err(failure) => failures.push(failure),
        }
    }
    let json = args.format == Plain::Json;
    if reports.is_empty()
        && let Some(last) = failures.pop()
    {
        failures.iter().for_each(|failure| report(failure, json, session));
        return Err(last);
    }
    let ranking = Ranking::of(name, &session.as_of.to_string(), &engine.lexicon().digest, &reports);
    let text = if json { pretty(&ranking)? } else { sartor_render::ranking(&ranking, language) };
    output::deliver(&text, &args.target, language)?;
    failures.iter().for_each(|failure| report(failure, json, session));
    Ok(if failures.is_empty() { Done::Well } else { Done::Partial })
}
