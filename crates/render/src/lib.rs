//! Reports and letters of Sartor as text, Markdown and HTML.
//!
//! Every form is written from one [`View`]: the report in the words of a person, so that no form says more or less than another.
//! The same report gives the same bytes.
//!
//! | to change | go to |
//! | --- | --- |
//! | what is said, and in which order | `view/` |
//! | the words of both languages | `words.rs`, `view/advice.rs` |
//! | a form | `text.rs`, `markdown.rs`, `html.rs` with `templates/reports/` |
//! | the audit in every form, SARIF too | `audit/`, `templates/reports/audit.html.j2` |
//! | roles: cards, tables, resumes to fill in | `role/`, `templates/reports/role.html.j2` |
//! | the short form that `sartor apply` prints | `summary.rs` |
//! | the plan of edits that `sartor tailor` prints | `plan.rs` |
//! | what `sartor verify` prints | `verification.rs` |

pub mod audit;
mod html;
mod letter;
mod markdown;
mod plan;
mod quote;
mod ranking;
pub mod role;
pub mod rows;
mod summary;
mod text;
mod typography;
mod verification;
mod view;
mod words;

pub use html::RenderError;
pub use letter::letter;
pub use plan::plan;
pub use quote::safe;
pub use ranking::ranking;
use sartor_core::{Language, lexicon::Lexicon, report::Report};
pub use summary::summary;
pub use verification::verification;
pub use view::View;

/// The form of a report or a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For a terminal: aligned, at most 100 columns.
    Text,
    /// Markdown.
    Markdown,
    /// One self-contained file, for screen and paper.
    Html,
}

/// What a report refers to and does not hold.
#[derive(Debug, Clone, Copy)]
pub struct ReportContext<'a> {
    /// The text that the spans of evidence point into.
    pub resume_text: &'a str,
    /// The text that the sources of requirements point into; empty for a role.
    pub posting_text: &'a str,
    /// Names what the report has ids for.
    pub lexicon: &'a Lexicon,
    /// The source of `reports/report.html.j2`.
    pub template: &'a str,
}

/// Writes a report.
///
/// # Errors
///
/// Where the HTML template does not work; the other forms cannot fail.
pub fn report(
    report: &Report,
    format: Format,
    language: Language,
    context: &ReportContext<'_>,
) -> Result<String, RenderError> {
    let view = View::new(report, language, context);
    match format {
        Format::Text => Ok(text::write(&view)),
        Format::Markdown => Ok(markdown::write(&view)),
        Format::Html => html::write(&view, context.template),
    }
}
