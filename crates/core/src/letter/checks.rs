//! What a reader would hold against a letter.

use std::collections::BTreeSet;

use super::LetterError;
use super::facts::{LetterInput, Source};
use super::grammar::{Grammar, plain};
use super::marks::{FactKind, Found};
use super::page::{Letter, Weakness};
use crate::Language;

/// Words of the body at least and at most.
pub(super) const fn limits(language: Language) -> (usize, usize) {
    match language {
        Language::Fr => (180, 330),
        Language::En => (220, 400),
    }
}

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

/// The weaknesses of the letter, in a fixed order.
pub(super) fn weaknesses(grammar: &Grammar, input: &LetterInput, letter: &Letter) -> Vec<Weakness> {
    let language = letter.locale.language();
    let mut weak = Vec::new();
    let mut say = |code: &'static str, fr: String, en: String| {
        weak.push(Weakness { code, message_fr: fr, message_en: en })
    };
    let sentences: Vec<&str> =
        letter.paragraphs.iter().flatten().map(|sentence| sentence.text.as_str()).collect();
    let body = sentences.join("\n");
    let text = letter.text();

    let own: BTreeSet<&str> = letter
        .claims
        .iter()
        .filter(|claim| matches!(claim.kind, FactKind::Company | FactKind::Skill | FactKind::Mission))
        .filter(|claim| {
            claim.kind == FactKind::Company
                || claim.traces.iter().any(|trace| trace.source == Source::Posting)
        })
        .map(|claim| claim.text.as_str())
        .collect();
    if own.len() + usize::from(input.applicant.reason.is_some()) < 2 {
        say("letter.generic", "La lettre pourrait partir à n'importe quel employeur : moins de deux de ses éléments lui sont propres.".into(), "The letter would fit any employer: fewer than two of its facts are proper to this one.".into());
    }
    if input.applicant.reason.is_none() {
        say(
            "letter.no_reason",
            "Aucune raison propre à cet employeur : donnez-la avec --set reason=….".into(),
            "No reason for this employer: give one with --set reason=….".into(),
        );
    }
    if let Some(share) = copied(&body, &input.resume_text).filter(|share| *share > 40) {
        say(
            "letter.copied",
            format!("{share} % des suites de cinq mots se trouvent déjà dans le CV."),
            format!("{share}% of its runs of five words already stand in the resume."),
        );
    }
    let lines: usize = text.lines().map(|line| line.chars().count().div_ceil(95).max(1)).sum();
    if lines > 45 {
        say(
            "letter.long",
            format!("La lettre fait {lines} lignes : plus d'une page."),
            format!("The letter has {lines} lines: more than a page."),
        );
    }
    let (least, _) = limits(language);
    if letter.words() < least {
        let words = letter.words();
        say(
            "letter.short",
            format!("Le corps ne compte que {words} mots : le CV montre peu de ce que l'annonce demande."),
            format!("The body has only {words} words: the resume shows little of what the posting asks."),
        );
    }
    let starts = sentences.iter().filter(|sentence| begins_with_self(sentence, language)).count();
    if sentences.len() >= 4 && starts * 2 > sentences.len() {
        say(
            "letter.self_starts",
            format!("{starts} phrases sur {} commencent par « je ».", sentences.len()),
            format!("{starts} of {} sentences begin with “I”.", sentences.len()),
        );
    }
    if let Some(word) = alike(&sentences) {
        say(
            "letter.alike",
            format!("Deux phrases voisines commencent par « {word} »."),
            format!("Two neighbouring sentences begin with “{word}”."),
        );
    }
    let stop = language.pick(&grammar.stop.fr, &grammar.stop.en);
    let folded = format!(
        " {} ",
        plain(&body)
            .split(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '°' | '-'))
            .collect::<Vec<_>>()
            .join(" ")
    );
    for word in stop.iter().filter(|word| folded.contains(&format!(" {word} "))) {
        say("letter.praise", format!("« {word} » ne prouve rien."), format!("“{word}” proves nothing."));
    }
    if letter.closing.is_empty() || letter.salutation.is_empty() {
        say(
            "letter.no_formula",
            "L'appel ou la formule de politesse manque.".into(),
            "The salutation or the close is missing.".into(),
        );
    }
    if let Some(reference) = &input.posting.reference
        && !plain(&format!("{} {body}", letter.subject))
            .contains(&plain(&super::marks::clean(&reference.text)))
    {
        say(
            "letter.no_reference",
            "La référence de l'annonce n'est pas citée.".into(),
            "The reference of the posting is not quoted.".into(),
        );
    }
    for fault in grammar.scan(&text, language) {
        say(
            "letter.fault",
            format!("À relire : « {} ».", fault.text),
            format!("To reread: “{}”.", fault.text),
        );
    }
    weak
}

/// The optional fields that are absent, as the keys of `--set`.
pub(super) fn asked(input: &LetterInput) -> Vec<String> {
    let (applicant, posting) = (&input.applicant, &input.posting);
    let of_posting =
        posting.title.iter().flat_map(|title| &title.traces).any(|trace| trace.source == Source::Posting);
    [
        ("company", posting.company.is_none()),
        ("source", posting.source.is_none() && of_posting),
        ("reason", applicant.reason.is_none()),
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

fn begins_with_self(sentence: &str, language: Language) -> bool {
    let first = first_word(sentence);
    language.pick(matches!(first.as_str(), "je" | "j"), first == "i")
}

fn first_word(sentence: &str) -> String {
    plain(
        sentence
            .trim_start_matches(|c: char| !c.is_alphanumeric())
            .split(|c: char| !c.is_alphanumeric())
            .next()
            .unwrap_or_default(),
    )
}

fn alike(sentences: &[&str]) -> Option<String> {
    sentences.windows(2).find_map(|pair| match pair {
        [left, right] if first_word(left) == first_word(right) => Some(first_word(left)),
        _ => None,
    })
}

/// Share, in hundredths, of the runs of five words of the letter that the resume holds too.
fn copied(body: &str, resume: &str) -> Option<usize> {
    let runs = |text: &str| -> Vec<String> {
        let folded = plain(text);
        let words: Vec<&str> =
            folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        words.windows(5).map(|run| run.join(" ")).collect()
    };
    let known: BTreeSet<String> = runs(resume).into_iter().collect();
    let own = runs(body);
    let both = own.iter().filter(|run| known.contains(*run)).count();
    (both * 100).checked_div(own.len())
}
