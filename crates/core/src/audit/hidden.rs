//! Hidden text. It earns nothing; it is shown to those who read the report, never a reason to reject anyone.

use std::collections::{BTreeMap, BTreeSet};

use minijinja::{Value, context};

use super::{case::Case, model::Evidence};
use crate::{Span, document::AsideKind, lexicon::SkillIx};

/// Letters under which a hidden piece is an accident of the layout: a bullet, a number.
const LETTERS: usize = 3;

pub(super) fn check(case: &mut Case<'_>) {
    unseen(case);
    let split: Vec<Evidence> = case.document.signs.split.iter().map(|word| of_word(case, word)).collect();
    if !split.is_empty() {
        case.raise("hidden.zero_width", split, Value::UNDEFINED);
    }
    homoglyphs(case);
    stuffed(case, AsideKind::Metadata, "hidden.metadata");
    stuffed(case, AsideKind::AltText, "hidden.alt_text");
}

fn unseen(case: &mut Case<'_>) {
    let mut ways: BTreeMap<String, Vec<Evidence>> = BTreeMap::new();
    for hidden in &case.document.hidden {
        if hidden.text.chars().filter(|c| c.is_alphabetic()).count() < LETTERS {
            continue;
        }
        let code = format!("hidden.{}", hidden.way);
        let code = if case.rules.get(&code).is_some() { code } else { "hidden.vanish".to_owned() };
        ways.entry(code).or_default().push(case.beside(&hidden.text, Some(hidden.page)));
    }
    for (code, evidence) in ways {
        case.raise(&code, evidence, Value::UNDEFINED);
    }
}

/// A word as it stands in the text, else as it was told.
fn of_word(case: &Case<'_>, word: &str) -> Evidence {
    match case.text().find(word) {
        Some(at) => case.at(Span::new(at, at + word.len())),
        None => case.beside(word, None),
    }
}

/// Words of Latin letters with some of another alphabet that look like them.
fn homoglyphs(case: &mut Case<'_>) {
    let text = case.text();
    // Who also writes Russian or Greek has words of such letters alone.
    let foreign =
        text.chars().any(|c| matches!(c, '\u{370}'..='\u{58f}') && c.is_alphabetic() && !looks_latin(c));
    let mut spans = Vec::new();
    let mut start = 0;
    for word in text.split_inclusive(|c: char| !c.is_alphanumeric()) {
        let letters = word.trim_end_matches(|c: char| !c.is_alphanumeric());
        let latin = letters.chars().any(|c| c.is_ascii_alphabetic() || matches!(c, '\u{c0}'..='\u{24f}'));
        let mixed = latin && letters.chars().any(looks_latin);
        let disguised = !foreign && letters.chars().count() > 2 && letters.chars().all(looks_latin);
        if mixed || disguised {
            spans.push(Span::new(start, start + letters.len()));
        }
        start += word.len();
    }
    case.raise_at("hidden.homoglyphs", &spans);
}

/// A letter of Cyrillic, Greek or Armenian that one takes for a Latin one.
fn looks_latin(c: char) -> bool {
    "АВЕЅІЈКМНОРСТУХаеѕіјорсухһԁԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧονιϲՕօոս".contains(c)
}

/// Skills that properties or alternative texts name and the visible text does not.
fn stuffed(case: &mut Case<'_>, kind: AsideKind, code: &str) {
    let visible: BTreeSet<SkillIx> = case.found.skills.iter().map(|mention| mention.skill).collect();
    let mut missing = BTreeSet::new();
    let mut evidence = Vec::new();
    for aside in case.document.asides.iter().filter(|aside| aside.kind == kind) {
        let named: BTreeSet<SkillIx> =
            case.engine.analyse(&aside.text).skills.iter().map(|mention| mention.skill).collect();
        let unseen: Vec<SkillIx> = named.difference(&visible).copied().collect();
        if !unseen.is_empty() {
            missing.extend(unseen);
            evidence.push(case.beside(&aside.text, None));
        }
    }
    if missing.len() >= case.rules.limits.stuffed_skills {
        case.raise(code, evidence, context! { n => missing.len() });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_that_only_look_latin() {
        assert!("Ру".chars().all(looks_latin) && !"Москва".chars().all(looks_latin));
        assert!(!"Développeuse œuvre naïf ß".chars().any(looks_latin));
    }
}
