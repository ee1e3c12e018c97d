//! Forms that come too near to one another, or to plain words.

use std::collections::{BTreeMap, BTreeSet};

use super::{Kind, raw};
use crate::{
    Language,
    text::{Function, Tokens, with_stem},
};

/// Zipf value, in tenths, from which a word is too common to be a name unguarded.
const COMMON: u8 = 40;

/// Two skills that one wording would name.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Collision<'a> {
    /// The skill.
    pub(super) id: &'a str,
    /// Its form.
    pub(super) form: &'a str,
    /// The other skill.
    pub(super) other: &'a str,
    /// Its form.
    pub(super) other_form: &'a str,
}

/// Forms found by stems whose stems are those of another skill's form.
pub(super) fn stems<'a>(skills: &BTreeMap<&'a str, &'a raw::Skill>) -> Vec<Collision<'a>> {
    let mut found = Vec::new();
    for language in [Language::Fr, Language::En] {
        let mut owners: BTreeMap<Vec<String>, (&str, &str)> = BTreeMap::new();
        // Responsibilities are whole sentences: they are found beside the skills within them.
        let mut skills: Vec<&raw::Skill> = skills.values().copied().collect();
        skills.sort_by_key(|skill| skill.kind == Kind::Responsibility);
        let mut whole = false;
        for skill in skills {
            if !whole && skill.kind == Kind::Responsibility {
                whole = true;
                owners.clear();
            }
            for form in language.pick(&skill.stem_fr, &skill.stem_en) {
                let key = stemmed(form, language);
                let owner = owners.insert(key, (&skill.id, form));
                let (id, form) = (skill.id.as_str(), form.as_str());
                found.extend(owner.filter(|(other, _)| *other != id).map(|(other, other_form)| Collision {
                    id,
                    form,
                    other,
                    other_form,
                }));
            }
        }
    }
    found
}

/// Forms that a skill has twice: they differ in nothing that is compared.
pub(super) fn repeated<'a>(skills: &BTreeMap<&'a str, &'a raw::Skill>) -> Vec<(&'a str, &'a str)> {
    let mut found = Vec::new();
    for skill in skills.values() {
        let mut seen: BTreeSet<String> = BTreeSet::new();
        if !skill.hidden {
            seen.extend([exact(&skill.fr), exact(&skill.en)]);
        }
        for form in skill.alt.iter().chain(&skill.alt_fr).chain(&skill.alt_en) {
            if !seen.insert(exact(form)) {
                found.push((skill.id.as_str(), form.as_str()));
            }
        }
    }
    found
}

/// Names of things that are common words too, and carry no guard: id and form.
pub(super) fn ambiguous<'a>(
    skills: &BTreeMap<&'a str, &'a raw::Skill>,
    background: &[raw::Words],
) -> Vec<(&'a str, &'a str)> {
    let common: BTreeSet<&str> = background
        .iter()
        .filter(|band| band.zipf() >= Some(COMMON))
        .flat_map(|band| band.fr.iter().chain(&band.en))
        .flat_map(|line| line.split(' '))
        .collect();
    let mut found = Vec::new();
    for skill in skills.values().filter(|skill| skill.kind.is_technical_name()) {
        let guarded: BTreeSet<String> =
            skill.guard.iter().flat_map(|guard| &guard.forms).map(|form| exact(form)).collect();
        let labels = [&skill.fr, &skill.en].into_iter().filter(|_| !skill.hidden);
        let mut seen = BTreeSet::new();
        for form in labels.chain(&skill.alt).chain(&skill.alt_fr).chain(&skill.alt_en) {
            let key = exact(form);
            if common.contains(key.as_str()) && !guarded.contains(&key) && seen.insert(key) {
                found.push((skill.id.as_str(), form.as_str()));
            }
        }
    }
    found
}

/// The words by which forms are equal.
fn exact(form: &str) -> String {
    Tokens::of_form(form).words().collect::<Vec<_>>().join(" ")
}

fn stemmed(form: &str, language: Language) -> Vec<String> {
    let tokens = Tokens::of_form(form);
    let words = tokens.words().filter(|word| !Function::of(word).is(language));
    words.map(|word| with_stem(word, language, str::to_owned)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const DATA: &str = r#"
        [[skill]]
        id = "a.one"
        kind = "practice"
        fr = "accueil"
        en = "reception"
        stem_fr = ["accueillir patients"]
        [[skill]]
        id = "a.two"
        kind = "tool"
        fr = "Voile"
        en = "Voile"
        alt = ["voile"]
        stem_fr = ["accueillir les patientes"]
        [[background]]
        id = "zipf_4.5"
        fr = ["table voile"]
        [[background]]
        id = "zipf_3.5"
        fr = ["accueil voile"]
    "#;

    #[test]
    fn each_kind_of_collision_is_told() {
        let tables: raw::Tables = toml::from_str(DATA).unwrap();
        let skills: BTreeMap<&str, &raw::Skill> =
            tables.skill.iter().map(|skill| (skill.id.as_str(), skill)).collect();
        let stems: Vec<(&str, &str)> = stems(&skills).iter().map(|c| (c.id, c.other)).collect();
        assert_eq!(stems, [("a.two", "a.one")]);
        assert_eq!(repeated(&skills), [("a.two", "voile")]);
        assert_eq!(ambiguous(&skills, &tables.background), [("a.two", "Voile")]);
        let guarded = DATA.replace("[[background]]\n        id = \"zipf_4.5\"", "[[skill.guard]]\n        forms = [\"Voile\"]\n        case = \"capital\"\n        [[background]]\n        id = \"zipf_4.5\"");
        let tables: raw::Tables = toml::from_str(&guarded).unwrap();
        let skills = tables.skill.iter().map(|skill| (skill.id.as_str(), skill)).collect();
        assert_eq!(ambiguous(&skills, &tables.background), []);
    }
}
