//! The letter on its page, and the facts that a person adds to it.

use minijinja::{Value, context};
use sartor_core::{
    Language,
    apply::LetterRequest,
    letter::{Length, LetterError},
};

use super::case::Desk;
use crate::{fault::Fault, work::letter};

/// The fields that the page offers: key, label in French, in English.
const FIELDS: [(&str, &str, &str); 11] = [
    ("reason", "Pourquoi cet employeur", "Why this employer"),
    ("availability", "Disponibilité", "Availability"),
    ("city", "Votre ville", "Your town"),
    ("company", "Entreprise", "Company"),
    ("title", "Intitulé du poste", "Title of the job"),
    ("reference", "Référence de l’annonce", "Reference of the posting"),
    ("source", "Où vous avez lu l’annonce", "Where you found the posting"),
    ("recipient.name", "Nom du destinataire", "Name of the recipient"),
    ("recipient.civility", "Civilité du destinataire", "Title of the recipient"),
    ("gender", "Votre genre, f, m ou n (accords)", "Your gender, f, m or n (French letters)"),
    ("salary", "Salaire souhaité", "Salary sought"),
];

/// The letter as its page shows it.
pub(super) fn letter(desk: &Desk, language: Language) -> Value {
    let fields: Vec<Value> = wanted(desk).into_iter().map(|key| field(key, desk, language)).collect();
    let length = match desk.request.length {
        Length::Short => "short",
        Length::Standard => "standard",
        Length::Full => "full",
    };
    let lengths = [
        ("short", language.pick("Courte", "Short")),
        ("standard", language.pick("Habituelle", "Standard")),
        ("full", language.pick("Toute la page", "The whole page")),
    ];
    let common = context! { fields, length, lengths => lengths.to_vec() };
    match &desk.letter {
        Err(fault) => context! { problem => fault.message(language), ..common },
        Ok(own) => context! {
            problem => (),
            why => own.why.as_ref().map(|why| language.pick(&why.fr, &why.en)),
            lang => own.locale.tag(),
            sender => safe(&own.sender),
            recipient => safe(&own.recipient),
            place_date => sartor_render::safe(&own.place_date),
            subject => sartor_render::safe(&own.subject),
            salutation => sartor_render::safe(&own.salutation),
            body => letter::body(own),
            closing => sartor_render::safe(&own.closing),
            signature => sartor_render::safe(&own.signature),
            ..common
        },
    }
}

/// Keys of the fields offered: those that the letter misses first, then the usual ones, then those given.
fn wanted(desk: &Desk) -> Vec<&'static str> {
    let missing: Vec<String> = match &desk.letter {
        Ok(letter) => letter.asked.clone(),
        Err(fault) => match &**fault {
            Fault::Letter(LetterError::Missing { fields }) => fields.clone(),
            _ => Vec::new(),
        },
    };
    let mut keys: Vec<&'static str> = missing.iter().filter_map(|key| LetterRequest::key(key)).collect();
    keys.extend(FIELDS.iter().map(|(key, ..)| *key));
    keys.extend(desk.request.fields.keys().filter_map(|key| LetterRequest::key(key)));
    let mut seen = std::collections::BTreeSet::new();
    keys.retain(|key| seen.insert(*key));
    keys
}

fn field(key: &'static str, desk: &Desk, language: Language) -> Value {
    let known = FIELDS.iter().find(|(own, ..)| *own == key);
    let label = known.map_or(key, |(_, fr, en)| language.pick(*fr, *en));
    context! { key, label, value => desk.request.fields.get(key).cloned().unwrap_or_default() }
}

fn safe(lines: &[String]) -> Vec<String> {
    lines.iter().map(|line| sartor_render::safe(line)).collect()
}
