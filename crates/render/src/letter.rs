//! A letter as text, Markdown, or an HTML page.

use minijinja::{
    context,
    value::{Serde, Value},
};
use sartor_core::letter::{Letter, Sentence};

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
            let paragraphs: Vec<String> =
                letter.paragraphs.iter().map(|sentences| joined(sentences)).collect();
            let values = context! {
                letter => Value::from(Serde(letter)),
                language => letter.locale.tag(),
                label => letter.subject_label(),
                paragraphs => paragraphs,
            };
            html::render("reports/letter.html.j2", template, &values)
        }
    }
}

fn joined(sentences: &[Sentence]) -> String {
    sentences.iter().map(|sentence| sentence.text.as_str()).collect::<Vec<_>>().join(" ")
}
