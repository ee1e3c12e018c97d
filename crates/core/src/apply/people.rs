//! Who writes, and to whom.

use super::{LetterRequest, ReadResume, gender};
use crate::{
    Span, Spanned,
    letter::{Applicant, Fact, Recipient, grammar::Grammar},
    posting::Posting,
};

/// The applicant, by their own word first.
pub(super) fn applicant(read: &ReadResume, request: &LetterRequest, grammar: &Grammar) -> Applicant {
    let contact = &read.resume.contact;
    let (gender, no_gender) = gender::of_applicant(request, grammar, read);
    let (first, last) = contact.name.as_ref().map_or((None, None), names);
    let link =
        contact.links.iter().find(|link| !link.text.starts_with("mailto:") && !link.text.starts_with("tel:"));
    Applicant {
        first: request.fact("first", first),
        last: request.fact("last", last),
        phone: request.fact("phone", contact.phone.as_ref().map(fact)),
        email: request.fact("email", contact.email.as_ref().map(fact)),
        city: request.fact(
            "city",
            contact.city.as_ref().map(|city| Fact::resume(&in_title_case(&city.text), city.span)),
        ),
        link: request.fact("link", link.map(fact)),
        gender,
        no_gender,
        availability: request.fact("availability", None),
        salary: request.fact("salary", None),
        reason: request.fact("reason", None),
        rhythm: request.fact("rhythm", None),
        duration: request.fact("duration", None),
        diploma: request.fact("diploma", None),
        school: request.fact("school", None),
    }
}

/// First and family name: the family name is the part in capitals, else all after the first word. One name alone is both.
fn names(name: &Spanned) -> (Option<Fact>, Option<Fact>) {
    let mut words: Vec<(usize, &str)> = Vec::new();
    for word in name.text.split_whitespace() {
        words.push((word.as_ptr() as usize - name.text.as_ptr() as usize, word));
    }
    let part = |words: &[(usize, &str)]| -> Option<Fact> {
        let (first, last) = (words.first()?, words.last()?);
        let text = &name.text[first.0..last.0 + last.1.len()];
        let start = name.span.start + first.0;
        Some(Fact::resume(text, Span::new(start, start + text.len())))
    };
    let upper = |word: &str| {
        word.chars().any(char::is_alphabetic)
            && !word.chars().any(char::is_lowercase)
            && word.chars().count() > 1
    };
    let capitals = words.iter().filter(|(_, word)| upper(word)).count();
    if words.len() < 2 {
        return (part(&words), part(&words));
    }
    if capitals > 0 && capitals < words.len() {
        let at = words.iter().position(|(_, word)| upper(word)).unwrap_or(0);
        if at == 0 {
            return (part(&words[capitals..]), part(&words[..capitals]));
        }
        return (part(&words[..at]), part(&words[at..]));
    }
    let mut first = part(&words[..1]);
    // A name all in capitals is set so by its typography: the family name keeps them, as is the custom.
    if let Some(first) = &mut first {
        first.text = in_title_case(&first.text);
    }
    (first, part(&words[1..]))
}

/// « SAINT-DENIS » as « Saint-Denis »; what is not all in capitals stays.
fn in_title_case(name: &str) -> String {
    if name.chars().any(char::is_lowercase) {
        return name.to_owned();
    }
    let mut first = true;
    let mut out = String::with_capacity(name.len());
    for c in name.chars() {
        if first {
            out.push(c)
        } else {
            out.extend(c.to_lowercase())
        }
        first = !c.is_alphabetic();
    }
    out
}

/// « Madame Claire Petit » parted into civility and name.
pub(super) fn recipient(posting: Option<&Posting>, request: &LetterRequest) -> Recipient {
    let own = posting.and_then(|posting| posting.recipient.as_ref());
    let first_word = own.and_then(|place| place.text.split_whitespace().next());
    let civility = first_word.and_then(gender::named);
    let name = own.map(|place| {
        let text = first_word
            .filter(|_| civility.is_some())
            .map_or(place.text.as_str(), |word| place.text[word.len()..].trim_start());
        let start = place.span.start + place.text.len() - text.len();
        Fact::posting(text, Span::new(start, start + text.len()))
    });
    let name = request.fact("recipient.name", name.filter(|name| !name.text.is_empty()));
    let family_name = name.as_ref().and_then(|name| {
        let word = name.text.split_whitespace().last()?;
        Some(Fact { text: word.to_owned(), traces: name.traces.clone() })
    });
    Recipient {
        civility: request.get("recipient.civility").and_then(gender::named).or(civility),
        name,
        family_name,
        function: request.fact("recipient.function", None),
    }
}

/// A fact of the resume, as written.
pub(super) fn fact(place: &Spanned) -> Fact {
    Fact::resume(&place.text, place.span)
}
