//! A letter as its templates see it: texts only, in the order in which they stand on the page.

use sartor_core::{Language, letter::Letter};
use serde::Serialize;

use crate::paper::{Line, region, sheet};

/// The values of a letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct LetterShape {
    pub(crate) title: String,
    pub(crate) author: String,
    pub(crate) lang: &'static str,
    pub(crate) region: &'static str,
    pub(crate) paper: &'static str,
    pub(crate) french: bool,
    pub(crate) name: String,
    pub(crate) contact: Vec<Line>,
    pub(crate) recipient: Vec<Line>,
    pub(crate) place_date: String,
    pub(crate) subject_label: Option<&'static str>,
    pub(crate) subject: String,
    pub(crate) salutation: String,
    pub(crate) paragraphs: Vec<String>,
    pub(crate) closing: String,
    pub(crate) signature: String,
    pub(crate) enclosure: Option<String>,
}

/// The values of a letter: its first line names the sender.
pub(crate) fn of(letter: &Letter) -> LetterShape {
    let language = letter.locale.language();
    let (name, contact) = match letter.sender.split_first() {
        Some((name, contact)) => (name.clone(), contact),
        None => (letter.signature.clone(), [].as_slice()),
    };
    let kind = language.pick("Lettre de motivation", "Cover letter");
    LetterShape {
        title: format!("{kind} – {}", letter.signature),
        author: letter.signature.clone(),
        lang: language.code(),
        region: region(letter.locale),
        paper: sheet(letter.locale),
        french: language == Language::Fr,
        name,
        contact: contact.iter().map(|line| Line::told(line)).collect(),
        recipient: letter.recipient.iter().map(|line| Line::plain(line)).collect(),
        place_date: letter.place_date.clone(),
        subject_label: letter.subject_label(),
        subject: letter.subject.clone(),
        salutation: letter.salutation.clone(),
        paragraphs: letter
            .paragraphs
            .iter()
            .map(|paragraph| {
                paragraph.iter().map(|sentence| sentence.text.as_str()).collect::<Vec<_>>().join(" ")
            })
            .collect(),
        closing: letter.closing.clone(),
        signature: letter.signature.clone(),
        enclosure: letter.enclosure.clone(),
    }
}
