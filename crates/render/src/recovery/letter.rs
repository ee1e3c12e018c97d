//! A letter read back.

use std::collections::BTreeSet;

use sartor_core::{
    document::Document,
    letter::{FactKind, Letter},
};

use super::{FieldKind, Haystack, Recovery};

/// Looks for every line, sentence and named skill of a letter in what the readers make of its file.
pub fn letter_recovery(letter: &Letter, ours: &Document, naive: Option<&Document>) -> Recovery {
    let (ours, naive) = (Haystack::new(&ours.text), Haystack::of(naive));
    let mut recovery = Recovery::default();
    let mut look = |kind, text: &str| {
        if !text.is_empty() {
            recovery.add(kind, text, ours.find(text), naive.as_ref().map(|naive| naive.has(text)));
        }
    };
    for line in &letter.sender {
        look(kind_of(line, &letter.signature), line);
    }
    for line in &letter.recipient {
        look(FieldKind::Employer, line);
    }
    look(FieldKind::Date, &letter.place_date);
    if letter.subject_label().is_some() {
        look(FieldKind::Title, &letter.subject);
    }
    look(FieldKind::Text, &letter.salutation);
    for sentence in letter.paragraphs.iter().flatten() {
        look(FieldKind::Text, &sentence.text);
    }
    look(FieldKind::Text, &letter.closing);
    look(FieldKind::Name, &letter.signature);
    look(FieldKind::Text, letter.enclosure.as_deref().unwrap_or_default());
    let skills = letter.claims.iter().filter(|claim| claim.kind == FactKind::Skill);
    for skill in skills.map(|claim| claim.text.as_str()).collect::<BTreeSet<_>>() {
        look(FieldKind::Skill, skill);
    }
    recovery.undrawn = ours.undrawn(&recovery.fields);
    recovery
}

/// What a line of the sender tells.
fn kind_of(line: &str, signature: &str) -> FieldKind {
    let digits = line.chars().filter(char::is_ascii_digit).count();
    if line == signature {
        FieldKind::Name
    } else if line.contains('@') {
        FieldKind::Email
    } else if digits >= 7 && !line.contains("://") {
        FieldKind::Phone
    } else {
        FieldKind::Text
    }
}
