//! Forms that hide another skill without need.

use std::collections::{BTreeMap, BTreeSet};

use super::{Kind, raw};
use crate::text::Tokens;

/// A form that takes the words of another skill, though its own skill is found without it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Hiding<'a> {
    /// The skill that has the form.
    pub(super) id: &'a str,
    /// The form.
    pub(super) form: &'a str,
    /// The skill that is hidden.
    pub(super) hidden: &'a str,
    /// Its form.
    pub(super) hidden_form: &'a str,
    /// The shorter form that finds the skill already.
    pub(super) instead: &'a str,
}

/// Who has a form.
struct Owner<'a> {
    id: &'a str,
    form: &'a str,
    guarded: bool,
}

/// Every other form that could go: it covers an unguarded form of a skill that its own does not imply, and an unguarded form of its
/// own skill stands in it that leaves that one uncovered. Without the form both are found, with it only one.
///
/// Labels are left alone, and so are responsibilities, which hide no name.
pub(super) fn hiding<'a>(skills: &BTreeMap<&'a str, &'a raw::Skill>) -> Vec<Hiding<'a>> {
    let owners = owners(skills);
    let mut found = Vec::new();
    for skill in names(skills) {
        let implied = implied(skill, skills);
        for form in skill.alt.iter().chain(&skill.alt_fr).chain(&skill.alt_en) {
            let runs = runs(form, &owners);
            let hidden = runs.iter().find_map(|(run, owner)| {
                if owner.guarded || owner.id == skill.id || implied.contains(owner.id) {
                    return None;
                }
                let covers = |own: &(usize, usize)| own.0 <= run.0 && run.1 <= own.1;
                let instead = runs
                    .iter()
                    .find(|(own, other)| other.id == skill.id && !other.guarded && !covers(own))?;
                Some((owner, instead.1.form))
            });
            if let Some((owner, instead)) = hidden {
                found.push(Hiding {
                    id: &skill.id,
                    form,
                    hidden: owner.id,
                    hidden_form: owner.form,
                    instead,
                });
            }
        }
    }
    found
}

fn names<'a>(skills: &BTreeMap<&'a str, &'a raw::Skill>) -> impl Iterator<Item = &'a raw::Skill> {
    skills.values().copied().filter(|skill| skill.kind != Kind::Responsibility)
}

fn owners<'a>(skills: &BTreeMap<&'a str, &'a raw::Skill>) -> BTreeMap<String, Owner<'a>> {
    let mut owners = BTreeMap::new();
    for skill in names(skills) {
        let guarded: BTreeSet<String> =
            skill.guard.iter().flat_map(|guard| &guard.forms).map(|form| words(form).join(" ")).collect();
        let labels = [&skill.fr, &skill.en].into_iter().filter(|_| !skill.hidden);
        for form in labels.chain(&skill.alt).chain(&skill.alt_fr).chain(&skill.alt_en) {
            let key = words(form).join(" ");
            let guarded = guarded.contains(&key);
            owners.insert(key, Owner { id: &skill.id, form, guarded });
        }
    }
    owners
}

/// The forms that stand within a form and are shorter than it, with their first word and one past their last.
fn runs<'o, 'a>(form: &str, owners: &'o BTreeMap<String, Owner<'a>>) -> Vec<((usize, usize), &'o Owner<'a>)> {
    let words = words(form);
    let mut runs = Vec::new();
    for first in 0..words.len() {
        for last in first + 1..=words.len() {
            if last - first < words.len()
                && let Some(owner) = owners.get(&words[first..last].join(" "))
            {
                runs.push(((first, last), owner));
            }
        }
    }
    runs
}

fn words(form: &str) -> Vec<String> {
    Tokens::of_form(form).words().map(str::to_owned).collect()
}

/// Every skill that this one implies, at any distance.
fn implied<'a>(skill: &'a raw::Skill, skills: &BTreeMap<&'a str, &'a raw::Skill>) -> BTreeSet<&'a str> {
    let mut found = BTreeSet::new();
    let mut open: Vec<&str> = skill.broader.iter().map(String::as_str).collect();
    while let Some(id) = open.pop() {
        if found.insert(id)
            && let Some(next) = skills.get(id)
        {
            open.extend(next.broader.iter().map(String::as_str));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    const DATA: &str = r#"
        [[skill]]
        id = "api.design"
        kind = "concept"
        fr = "conception d'API"
        en = "API design"
        alt_en = ["REST API design", "API contract"]
        [[skill]]
        id = "api.rest"
        kind = "concept"
        fr = "API REST"
        en = "REST API"
        [[skill]]
        id = "lib.room"
        kind = "library"
        fr = "Room (Android)"
        en = "Room (Android)"
        alt = ["Room", "Room database"]
        [[skill.guard]]
        forms = ["Room"]
        context = true
        [[skill]]
        id = "db.general"
        kind = "concept"
        fr = "base de données"
        en = "database"
    "#;

    fn found(data: &str) -> Vec<(String, String)> {
        let tables: raw::Tables = toml::from_str(data).unwrap();
        let skills = tables.skill.iter().map(|skill| (skill.id.as_str(), skill)).collect();
        hiding(&skills).iter().map(|fault| (fault.form.to_owned(), fault.hidden.to_owned())).collect()
    }

    #[test]
    fn a_form_that_could_go_is_told() {
        assert_eq!(found(DATA), [("REST API design".to_owned(), "api.rest".to_owned())]);
    }

    #[test]
    fn what_is_implied_is_not_hidden() {
        let data = DATA.replacen("alt_en", "broader = [\"api.rest\"]\nalt_en", 1);
        assert_eq!(found(&data), []);
    }
}
