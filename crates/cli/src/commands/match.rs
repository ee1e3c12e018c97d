//! `sartor match`: what a resume evidences of a posting or a role.

use sartor_core::{apply::ReadResume, report::Report};
use sartor_render::{Format, RenderError, ReportContext};

use super::{Done, pretty};
use crate::{
    args::{Match, ReportFormat},
    failure::Failure,
    input, messages, output,
    session::{Session, report_context},
};

pub(crate) fn run(args: &Match, session: &Session) -> Result<Done, Failure> {
    let posting = args.against.posting.as_deref();
    input::check_names(
        &posting.into_iter().chain([args.resume.as_str()]).collect::<Vec<_>>(),
        session.language,
    )?;
    output::check(&args.target, session.language)?;
    let reader = session.reader()?;
    let (posting, resume) = session.begin_against(&reader, &args.against, &args.resume);
    let engine = session.engine()?;
    let brief = session.brief(&engine, posting, &args.against)?;
    let read = ReadResume::new(&engine, resume.document()?);
    let report =
        brief.report(&engine, input::last_name(&args.resume), &read, session.as_of, session.language);
    let context = report_context(&engine, &read, &brief);
    let text = write(&report, args.format, session, &context)?;
    output::deliver(&text, &args.target, session.language)?;
    Ok(match args.min_coverage {
        Some(least) if is_below(&report, least) => {
            let share = report.coverage.decisive();
            output::complain(&messages::below(share.covered, share.total, least, session.language));
            Done::Below
        }
        _ => Done::Well,
    })
}

/// A posting that asks nothing reaches no threshold.
fn is_below(report: &Report, least: f64) -> bool {
    let share = report.coverage.decisive();
    share.total == 0 || f64::from(share.covered) < least * f64::from(share.total) - 1e-9
}

/// The report in a form.
pub(crate) fn write(
    report: &Report,
    format: ReportFormat,
    session: &Session,
    context: &ReportContext<'_>,
) -> Result<String, Failure> {
    let format = match format {
        ReportFormat::Json => return pretty(report),
        ReportFormat::Text => Format::Text,
        ReportFormat::Markdown => Format::Markdown,
        ReportFormat::Html => Format::Html,
    };
    sartor_render::report(report, format, session.language, context).map_err(|error| template_failure(&error))
}

/// The failure of a template.
pub(crate) fn template_failure(error: &RenderError) -> Failure {
    Failure::usage(error.code(), format!("{error}: {}", error.source))
}
