//! A tailored resume in the forms of text; PDF and DOCX stand in their own folders.

mod form;
mod json;
mod markdown;
pub(crate) mod shape;

use minijinja::{
    context,
    value::{Serde, Value},
};
use sartor_core::tailoring::{TailoredResume, compose};

use crate::{Format, RenderError, html};
pub use form::form_pack;
pub use json::json_resume;

/// Writes a resume; `template` is the source of `reports/resume.html.j2`.
///
/// # Errors
///
/// Where the HTML template does not work; the other forms cannot fail.
pub fn resume(resume: &TailoredResume, format: Format, template: &str) -> Result<String, RenderError> {
    match format {
        Format::Text => Ok(compose(resume)),
        Format::Markdown => Ok(markdown::write(resume)),
        Format::Html => {
            let values = context! { resume => Value::from(Serde(shape::of(resume))) };
            html::render("reports/resume.html.j2", template, &values)
        }
    }
}
