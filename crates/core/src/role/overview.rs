//! The roles of a lexicon side by side, and how far its skills are named in French.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    Language,
    lexicon::{Kind, Lexicon, raw::Skill},
    report::Share,
    text::Tokens,
};

/// How much the lexicon holds of a role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RoleCounts {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Essential skills.
    pub essential: usize,
    /// Optional skills and certifications.
    pub optional: usize,
    /// Missions.
    pub missions: usize,
    /// Titles of the lexicon that name it.
    pub titles: usize,
    /// Levels; the same level of two sources counts once.
    pub levels: usize,
    /// Origins of a career change.
    pub origins: usize,
}

/// The counts of all roles, by id.
pub fn overview(lexicon: &Lexicon, language: Language) -> Vec<RoleCounts> {
    let roles = lexicon.roles.iter();
    roles
        .map(|role| RoleCounts {
            id: role.id.clone(),
            name: language.pick(&role.fr, &role.en).clone(),
            essential: role.essential.len(),
            optional: role.optional.iter().chain(&role.certifications).collect::<BTreeSet<_>>().len(),
            missions: role.mission.len(),
            titles: lexicon.titles.iter().filter(|title| title.role.as_ref() == Some(&role.id)).count(),
            levels: role.level.iter().map(|level| &level.id).collect::<BTreeSet<_>>().len(),
            origins: role.origin.len(),
        })
        .collect()
}

/// Of the skills of some kinds, how many have a French form that differs from every English one.
///
/// Forms are equal as the matcher sees them, so case, accents and hyphens make no difference; a form that is marked as of no language is
/// taken for English. A French phrase by stem counts.
pub fn french_share(lexicon: &Lexicon, of: impl Fn(Kind) -> bool) -> Share {
    let key = |form: &str| Tokens::of_form(form).words().collect::<Vec<_>>().join(" ");
    let asked: Vec<&Skill> = lexicon.skills.iter().filter(|skill| of(skill.kind)).collect();
    let differs = asked.iter().filter(|skill| {
        let english = std::iter::once(&skill.en).chain(&skill.alt_en).chain(&skill.alt).chain(&skill.stem_en);
        let english: BTreeSet<String> = english.map(|form| key(form)).collect();
        let mut french = std::iter::once(&skill.fr).chain(&skill.alt_fr).chain(&skill.stem_fr);
        french.any(|form| !english.contains(&key(form)))
    });
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    Share::of(count(differs.count()), count(asked.len()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::SourceFile;

    #[test]
    fn a_french_form_differs_by_its_words_only() {
        let skill = |id: &str, fr: &str, en: &str, more: &str| {
            format!("[[skill]]\nid = \"{id}\"\nkind = \"tool\"\nfr = \"{fr}\"\nen = \"{en}\"\n{more}\n")
        };
        let text = skill("a", "Python", "Python", "")
            + &skill("b", "réseau", "network", "")
            + &skill("c", "front end", "front-end", "alt = [\"frontal\"]")
            + &skill("d", "Redis", "Redis", "alt_fr = [\"cache Redis\"]");
        let lexicon = Lexicon::load_trusted(&[SourceFile { name: "skills/x.toml", text: &text }]);
        let share = french_share(&lexicon, |_| true);
        assert_eq!((share.covered, share.total), (2, 4));
        assert_eq!(french_share(&lexicon, |kind| kind == Kind::Soft).total, 0);
    }
}
