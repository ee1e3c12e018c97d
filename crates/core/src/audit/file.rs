//! The file itself: its size, its name, its format.

use minijinja::{Value, context};

use super::case::Case;
use crate::{document::Format, text::fold_key};

pub(super) fn check(case: &mut Case<'_>) {
    if case.file.bytes > case.rules.limits.file_bytes {
        let tenths = case.file.bytes * 10 / (1 << 20);
        let megabytes = format!("{}{}{}", tenths / 10, case.language.pick(',', '.'), tenths % 10);
        case.raise_whole("file.size", context! { megabytes });
    }
    name(case);
    // What is still to be filled in is no file to send.
    if !matches!(case.document.format, Format::Pdf | Format::Docx) && case.hints.is_empty() {
        case.raise_whole("file.format", Value::UNDEFINED);
    }
}

/// The name of the file holds at least one of the applicant's names, so that it can be told from the others in a folder.
fn name(case: &mut Case<'_>) {
    let Some(name) = &case.resume.contact.name else { return };
    let file = case.file.name.as_str();
    if file.is_empty() || file == "-" {
        return;
    }
    let letters = |text: &str| fold_key(text).chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let held = letters(file);
    let parts: Vec<String> =
        name.text.split([' ', '-', '\'', '’']).map(letters).filter(|part| part.len() > 2).collect();
    if parts.is_empty() || parts.iter().any(|part| held.contains(part.as_str())) {
        return;
    }
    let ending = match file.rsplit_once('.') {
        Some((_, ending)) if matches!(case.document.format, Format::Pdf | Format::Docx) => ending.to_owned(),
        _ => "pdf".to_owned(),
    };
    let words: Vec<String> = name
        .text
        .split_whitespace()
        .map(|word| word.chars().filter(|c| c.is_alphanumeric() || *c == '-').collect())
        .collect();
    let proposal = format!("{}-{}.{ending}", case.resume.language.pick("CV", "Resume"), words.join("-"));
    case.raise_whole("file.name", context! { proposal });
}
