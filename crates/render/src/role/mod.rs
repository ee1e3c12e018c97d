//! The card of a role, the table of all roles, and the ranking of a resume; each is a [`Sheet`], which is written in every form.
//! Resumes to fill in are written in [`blank`].

pub mod blank;
mod card;
mod forms;
mod tables;
mod words;

use sartor_core::{
    Language,
    letter::grammar::{Apostrophe, Nbsp, Typography, typo},
    lexicon::Lexicon,
    role::{Ranking, RoleCard},
};
use serde::Serialize;

use crate::{Format, RenderError};

/// A page of titled sections, in the words of a person.
#[derive(Debug, Clone, Serialize)]
pub struct Sheet {
    /// `fr` or `en`.
    pub language: &'static str,
    #[serde(skip)]
    pub(crate) lang: Language,
    /// One line.
    pub title: String,
    /// Paragraphs under the title.
    pub lead: Vec<String>,
    /// The sections.
    pub parts: Vec<Part>,
    /// Where the facts come from, one line.
    pub foot: String,
}

/// A section of a [`Sheet`].
#[derive(Debug, Clone, Default, Serialize)]
pub struct Part {
    /// Its id, for links.
    pub id: &'static str,
    /// Its heading; nothing for a table that is the whole sheet.
    pub heading: String,
    /// What it holds.
    pub rows: Vec<Row>,
    /// A table after the rows.
    pub table: Option<Table>,
}

/// One thing a [`Part`] says.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Row {
    /// What it is about.
    pub label: Option<String>,
    /// What it says.
    pub text: String,
    /// What stands under it: skills, pay, the source.
    pub notes: Vec<String>,
}

/// A table; cells of columns marked as numbers stand to the right.
#[derive(Debug, Clone, Serialize)]
pub struct Table {
    /// The head of each column, and whether it holds numbers.
    pub heads: Vec<(String, bool)>,
    /// The rows.
    pub rows: Vec<Vec<String>>,
}

/// Writes the card of a role; `template` is the source of `reports/role.html.j2`.
///
/// # Errors
///
/// Where the HTML template does not work; the other forms cannot fail.
pub fn card(card: &RoleCard, format: Format, template: &str) -> Result<String, RenderError> {
    write(&card::sheet(card), format, template)
}

/// Writes the table of all roles; `template` as for [`card`].
///
/// # Errors
///
/// As for [`card`].
pub fn roles(
    lexicon: &Lexicon,
    format: Format,
    language: Language,
    template: &str,
) -> Result<String, RenderError> {
    write(&tables::roles(lexicon, language), format, template)
}

/// Writes a ranking of roles; `template` as for [`card`].
///
/// # Errors
///
/// As for [`card`].
pub fn ranking(
    ranking: &Ranking,
    format: Format,
    language: Language,
    template: &str,
) -> Result<String, RenderError> {
    write(&tables::ranking(ranking, language), format, template)
}

fn write(sheet: &Sheet, format: Format, template: &str) -> Result<String, RenderError> {
    match format {
        Format::Text => Ok(forms::text(sheet)),
        Format::Markdown => Ok(forms::markdown(sheet)),
        Format::Html => forms::html(sheet, template),
    }
}

/// A text of the lexicon as the language sets it, fit for one line.
fn set(text: &str, language: Language) -> String {
    let how = Typography { language, nbsp: Nbsp::Fine, apostrophe: Apostrophe::Typeset };
    typo(&crate::safe(text), how)
}
