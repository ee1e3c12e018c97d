//! What a letter may not claim, and what it would be better for.

use super::LetterError;
use super::facts::{Fact, LetterInput, Locale, Source};
use super::grammar::{Gender, Grammar};
use super::marks::{FactKind, Found};
use super::page::Letter;
use crate::Language;

/// Fails when a sentence about the applicant holds a skill, or a phrase, that only the posting says.
pub(super) fn honest(letter: &Letter, by_piece: &[Vec<Found>], texts: &[String]) -> Result<(), LetterError> {
    let language = letter.locale.language();
    for (text, found) in texts.iter().zip(by_piece) {
        let (subject, owner) = persons(text, language);
        for fact in
            found.iter().filter(|fact| fact.traces.iter().all(|trace| trace.source == Source::Posting))
        {
            let claimed = match fact.kind {
                FactKind::Skill => subject || owner,
                FactKind::Mission => subject,
                _ => false,
            };
            if claimed {
                return Err(LetterError::Unproved {
                    skill: fact.span.of(text).to_owned(),
                    sentence: text.clone(),
                });
            }
        }
    }
    Ok(())
}

/// Whether the sentence has the applicant as a subject, and whether it says « mon » or `my`.
fn persons(text: &str, language: Language) -> (bool, bool) {
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).collect();
    let has = |list: &[&str]| words.iter().any(|word| list.contains(&word.to_lowercase().as_str()));
    match language {
        Language::Fr => (has(&["je", "j"]), has(&["mon", "ma", "mes", "m", "moi"])),
        Language::En => (words.contains(&"I"), has(&["my", "me", "mine"])),
    }
}

/// The optional fields that are absent, as the keys of `--set`.
pub(super) fn asked(grammar: &Grammar, input: &LetterInput) -> Vec<String> {
    let (applicant, posting) = (&input.applicant, &input.posting);
    let has_two_forms = |title: &Fact| {
        let [m, f] = [Gender::M, Gender::F].map(|of| grammar.title_in(&title.text, Some(of)));
        m != f
    };
    // Only the title in a French letter agrees with the applicant.
    let gender_is_open = input.locale == Locale::Fr
        && applicant.gender.is_none()
        && !applicant.no_gender
        && posting.title.as_ref().is_some_and(has_two_forms);
    let of_posting =
        posting.title.iter().flat_map(|title| &title.traces).any(|trace| trace.source == Source::Posting);
    [
        ("company", posting.company.is_none()),
        ("source", posting.source.is_none() && of_posting),
        ("reason", applicant.reason.is_none()),
        ("gender", gender_is_open),
        ("availability", applicant.availability.is_none()),
        ("city", applicant.city.is_none()),
        ("email", applicant.email.is_none()),
        ("phone", applicant.phone.is_none()),
    ]
    .into_iter()
    .filter(|(_, absent)| *absent)
    .map(|(key, _)| key.to_owned())
    .collect()
}
