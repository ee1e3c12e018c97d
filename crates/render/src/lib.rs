//! Reports, letters and resumes of Sartor, in every form.
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
//! | a letter or a resume as text, Markdown, HTML, JSON, form pack | `letter/`, `resume/` |
//! | the same on paper: PDF, DOCX | `pdf.rs` with `templates/typeset/`, `docx/` |
//! | what is found when they are read back | `recovery/` |
//! | roles: cards, tables, resumes to fill in | `role/`, `templates/reports/role.html.j2` |
//! | the short form that `sartor apply` prints | `summary.rs` |
//! | what the pages of the server show beside reports | `page/` |
//! | the matrix of an opening, as a page or a block of one | `matrix.rs`, `page/matrix.rs`, `templates/reports/matrix.html.j2` |
//! | the plan of edits that `sartor tailor` prints | `plan.rs` |
//! | what `sartor verify` prints | `verification.rs` |

pub mod audit;
mod docx;
mod html;
mod letter;
mod markdown;
mod matrix;
pub mod page;
mod paper;
#[cfg(feature = "pdf")]
mod pdf;
mod plan;
mod quote;
mod ranking;
mod recovery;
mod resume;
pub mod role;
pub mod rows;
mod summary;
mod text;
mod typography;
mod verification;
mod view;
mod words;

pub use docx::{DocxError, letter_docx, resume_docx};
pub use html::{Blocks, RenderError};
pub use letter::letter;
pub use matrix::{matrix_block, matrix_page};
pub use paper::{Design, Paper};
#[cfg(feature = "pdf")]
pub use pdf::{PdfError, letter_pdf, resume_pdf};
pub use plan::plan;
pub use quote::safe;
pub use ranking::ranking;
pub use recovery::{FieldKind, Found, Recovered, Recovery, letter_recovery, resume_recovery};
pub use resume::{form_pack, json_resume, resume};
use sartor_core::{Language, lexicon::Lexicon, report::Report};
#[cfg(feature = "pdf")]
pub use sartor_typeset::{SourceFault, SourceFaultKind, TypesetError, lint as lint_sources};
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

/// The parts of a report as blocks of markup, for a page that shows more beside them: `tops` (fit and coverage), `changes`, `texts`
/// (resume and posting side by side), `missing`, `details`.
///
/// # Errors
///
/// Where the HTML template does not work.
pub fn report_blocks(
    report: &Report,
    language: Language,
    context: &ReportContext<'_>,
) -> Result<Blocks, RenderError> {
    html::parts(&View::new(report, language, context), context.template)
}
