//! A letter in the forms of text; PDF and DOCX stand in their own folders.

pub(crate) mod shape;

use minijinja::{
    context,
    value::{Serde, Value},
};
use sartor_core::letter::Letter;

use crate::{Format, RenderError, html};

/// Writes a letter; `template` is the source of `reports/letter.html.j2`.
///
/// # Errors
///
/// Where the HTML template does not work; the other forms cannot fail.
pub fn letter(letter: &Letter, format: Format, template: &str) -> Result<String, RenderError> {
    match format {
        Format::Text => Ok(letter.text()),
        Format::Markdown => Ok(letter.markdown()),
        Format::Html => {
            let values = context! { letter => Value::from(Serde(shape::of(letter))) };
            html::render("reports/letter.html.j2", template, &values)
        }
    }
}
