//! The matrix of an opening as a page to keep, or as a block of another page.

use minijinja::{
    context,
    value::{Serde, Value},
};
use sartor_core::{Language, opening::Matrix};

use crate::{RenderError, html, page, safe};

const NAME: &str = "reports/matrix.html.j2";

/// A matrix in one self-contained file.
///
/// # Errors
///
/// Where the template does not work.
pub fn matrix_page(
    matrix: &Matrix,
    title: &str,
    language: Language,
    template: &str,
) -> Result<String, RenderError> {
    html::render(NAME, template, &values(matrix, title, None, language))
}

/// The table of a matrix alone, for a page whose applicants stand under the address `base`.
///
/// # Errors
///
/// Where the template does not work.
pub fn matrix_block(
    matrix: &Matrix,
    base: &str,
    language: Language,
    template: &str,
) -> Result<String, RenderError> {
    let values = values(matrix, "", Some(base), language);
    let mut blocks = html::blocks(NAME, template, &values, &["table"])?;
    Ok(blocks.remove("table").unwrap_or_default())
}

fn values(matrix: &Matrix, title: &str, base: Option<&str>, language: Language) -> Value {
    let view = page::matrix(matrix, language);
    context! {
        lang => language.code(),
        title => safe(title),
        note => note(matrix, language),
        legend => page::legend(language),
        base,
        view => Value::from(Serde(&view)),
    }
}

/// What a reader of the table should know.
fn note(matrix: &Matrix, language: Language) -> String {
    let (date, digest) = (&matrix.as_of, &matrix.lexicon_digest);
    language.pick(
        format!(
            "Au {date}, lexique {digest}. Ces chiffres mesurent ce que les textes prouvent ; les ex æquo partagent leur rang ; une personne décide."
        ),
        format!(
            "As of {date}, lexicon {digest}. These figures measure what the texts evidence; equals share a rank; a person decides."
        ),
    )
}
