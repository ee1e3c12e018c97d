//! The card of a role: all that the lexicon knows of it, in the words of one language.

use super::{
    SkillGroup,
    model::{
        Advised, Card, CardLevel, CardMission, CardOrigin, CardSalary, CardSection, Fact, Grouped, Named,
        RoleCard, Standing, Transferable,
    },
};
use crate::{
    Language,
    lexicon::{
        Lexicon,
        raw::{Role, Title},
    },
    report::SCHEMA_VERSION,
};

/// The card of `role` in `language`.
///
/// ```
/// use sartor_core::{Language, lexicon::{Lexicon, SourceFile}, role::card};
/// let text = "id = \"x\"\nfr = \"Veilleur\"\nen = \"Watchman\"\nsummary_fr = \"Veille.\"\nsummary_en = \"Watches.\"\nessential = []\n";
/// let lexicon = Lexicon::load_trusted(&[SourceFile { name: "roles/x.toml", text }]);
/// let card = card(&lexicon, lexicon.role("x").unwrap(), Language::En);
/// assert_eq!(card.card.name, "Watchman");
/// ```
pub fn card(lexicon: &Lexicon, role: &Role, language: Language) -> RoleCard {
    let teller = Teller { lexicon, role, language };
    RoleCard {
        schema_version: SCHEMA_VERSION,
        lexicon_digest: lexicon.digest.clone(),
        language,
        role: role.clone(),
        card: teller.card(),
    }
}

struct Teller<'a> {
    lexicon: &'a Lexicon,
    role: &'a Role,
    language: Language,
}

impl Teller<'_> {
    fn card(&self) -> Card {
        let role = self.role;
        let feminine = role.fr_f.clone().filter(|_| self.language == Language::Fr);
        Card {
            name: self.say(&role.fr, &role.en),
            feminine: feminine.filter(|feminine| *feminine != role.fr),
            summary: self.say(&role.summary_fr, &role.summary_en),
            missions: self.missions(),
            skills: self.groups(),
            alternatives: role
                .alternatives
                .iter()
                .map(|group| group.skills.iter().map(|id| self.skill(id)).collect())
                .collect(),
            search: role.search.iter().map(|id| self.title(id).label).collect(),
            hides: self.language.pick(&role.hides_fr, &role.hides_en).clone(),
            levels: self.levels(),
            salaries: self.salaries(),
            pay_is_known: !role.salary.is_empty()
                || role.level.iter().any(|level| level.salary_min.or(level.salary_max).is_some()),
            diplomas: role.diplomas.iter().map(|id| self.diploma(id)).collect(),
            contexts: role.contexts.iter().map(|id| self.context(id)).collect(),
            facts: self.facts(),
            origins: self.origins(),
            next: role.next.iter().map(|id| self.title(id)).collect(),
            neighbours: role.neighbours.iter().map(|id| self.role(id)).collect(),
            advice: self.advice(),
            structure: role
                .structure
                .iter()
                .map(|part| CardSection { section: part.section.clone(), text: self.say(&part.fr, &part.en) })
                .collect(),
            keywords: role.keywords.iter().map(|id| self.skill(id)).collect(),
        }
    }

    fn say(&self, fr: &str, en: &str) -> String {
        self.language.pick(fr, en).to_owned()
    }

    fn source(&self, id: &str) -> String {
        let source = self.role.source.iter().find(|source| source.id == id);
        source.map_or_else(|| id.to_owned(), |source| self.say(&source.fr, &source.en))
    }

    fn skill(&self, id: &str) -> Named {
        let label = self.lexicon.skill(id).map(|skill| self.lexicon.label(skill, self.language));
        named(id, label)
    }

    fn title(&self, id: &str) -> Named {
        let title: Option<&Title> = self.lexicon.titles.iter().find(|title| title.id == id);
        named(id, title.map(|title| self.language.pick(title.fr.as_str(), &title.en)))
    }

    fn diploma(&self, id: &str) -> Named {
        let diploma = self.lexicon.diplomas.iter().find(|diploma| diploma.id == id);
        named(id, diploma.map(|diploma| self.language.pick(diploma.fr.as_str(), &diploma.en)))
    }

    fn context(&self, id: &str) -> Named {
        let context = self.lexicon.contexts.iter().find(|context| context.id == id);
        named(id, context.map(|context| self.language.pick(context.fr.as_str(), &context.en)))
    }

    fn role(&self, id: &str) -> Named {
        named(id, self.lexicon.role(id).map(|role| self.language.pick(role.fr.as_str(), &role.en)))
    }

    fn missions(&self) -> Vec<CardMission> {
        let missions = self.role.mission.iter();
        missions
            .map(|mission| CardMission {
                text: self.say(&mission.fr, &mission.en),
                skills: mission.skills.iter().map(|id| self.skill(id)).collect(),
                source: self.source(&mission.source),
            })
            .collect()
    }

    /// Groups in their order, each with its skills in the order of the role; certifications of the role close the list.
    fn groups(&self) -> Vec<Grouped> {
        let role = self.role;
        let of = |ids: &[String], group: SkillGroup| -> Vec<Named> {
            let is_of = |id: &&String| {
                self.lexicon
                    .skill(id)
                    .is_some_and(|skill| SkillGroup::of(self.lexicon.get(skill).kind) == group)
            };
            ids.iter().filter(is_of).map(|id| self.skill(id)).collect()
        };
        let mut optional = role.optional.clone();
        let known = |id: &String| role.optional.contains(id) || role.essential.contains(id);
        optional.extend(role.certifications.iter().filter(|id| !known(id)).cloned());
        SkillGroup::ALL
            .into_iter()
            .map(|group| Grouped {
                group,
                essential: of(&role.essential, group),
                optional: of(&optional, group),
            })
            .filter(|grouped| !grouped.essential.is_empty() || !grouped.optional.is_empty())
            .collect()
    }

    /// From the first level to the last, each by source.
    fn levels(&self) -> Vec<CardLevel> {
        let order = |id: &str| ["junior", "mid", "senior", "lead"].iter().position(|known| *known == id);
        let mut levels: Vec<_> = self.role.level.iter().collect();
        levels.sort_by_key(|level| (order(&level.id), level.source.clone()));
        levels
            .into_iter()
            .map(|level| CardLevel {
                id: level.id.clone(),
                name: self.say(&level.fr, &level.en),
                years_min: level.years_min,
                years_max: level.years_max,
                salary_min: level.salary_min,
                salary_max: level.salary_max,
                note: self.language.pick(&level.note_fr, &level.note_en).clone(),
                source: self.source(&level.source),
            })
            .collect()
    }

    fn salaries(&self) -> Vec<CardSalary> {
        let salaries = self.role.salary.iter();
        salaries
            .map(|salary| CardSalary {
                min: salary.min,
                max: salary.max,
                per: salary.per.clone(),
                note: self.language.pick(&salary.note_fr, &salary.note_en).clone(),
                source: self.source(&salary.source),
            })
            .collect()
    }

    fn facts(&self) -> Vec<Fact> {
        let facts = self.role.fact.iter();
        facts
            .map(|fact| Fact {
                kind: fact.kind.clone(),
                text: self.say(&fact.fr, &fact.en),
                source: self.source(&fact.source),
            })
            .collect()
    }

    fn advice(&self) -> Vec<Advised> {
        let advice = self.role.advice.iter();
        advice
            .map(|advice| Advised {
                kind: advice.kind.clone(),
                text: self.say(&advice.fr, &advice.en),
                source: self.source(&advice.source),
            })
            .collect()
    }

    fn origins(&self) -> Vec<CardOrigin> {
        let origins = self.role.origin.iter();
        origins
            .map(|origin| CardOrigin {
                title: self.title(&origin.title),
                text: self.say(&origin.fr, &origin.en),
                transferable: origin.skills.iter().map(|id| self.transferable(id)).collect(),
            })
            .collect()
    }

    fn transferable(&self, id: &str) -> Transferable {
        let Named { id, label } = self.skill(id);
        let skill = self.lexicon.skill(&id);
        let among = |ids: &[String]| {
            let asked = ids.iter().filter_map(|id| self.lexicon.skill(id));
            skill.is_some_and(|skill| asked.into_iter().any(|asked| self.lexicon.satisfies(skill, asked)))
        };
        let standing = match () {
            () if among(&self.role.essential) => Standing::Essential,
            () if among(&self.role.optional) || among(&self.role.certifications) => Standing::Optional,
            () => Standing::Beside,
        };
        Transferable { id, label, standing }
    }
}

fn named(id: &str, label: Option<&str>) -> Named {
    Named { id: id.to_owned(), label: label.unwrap_or(id).to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{lexicon::SourceFile, testing::matcher};

    #[test]
    fn a_card_tells_every_fact_of_its_role() {
        let lexicon = matcher().lexicon();
        for role in &lexicon.roles {
            for language in [Language::Fr, Language::En] {
                let RoleCard { card, .. } = card(lexicon, role, language);
                let skills: usize =
                    card.skills.iter().map(|group| group.essential.len() + group.optional.len()).sum();
                let mut ids: Vec<&String> =
                    role.essential.iter().chain(&role.optional).chain(&role.certifications).collect();
                ids.sort();
                ids.dedup();
                assert_eq!(skills, ids.len(), "{}", role.id);
                assert_eq!(card.levels.len(), role.level.len());
                assert_eq!(card.origins.len(), role.origin.len());
                assert!(card.hides.is_some_and(|text| text.len() > 40), "{}", role.id);
                let named =
                    card.next.iter().chain(&card.neighbours).chain(&card.keywords).chain(&card.diplomas);
                for one in named.chain(&card.contexts) {
                    assert_ne!(one.id, one.label, "{}: an id without a name", role.id);
                }
            }
        }
    }

    #[test]
    fn the_schema_names_every_key() {
        let lexicon = matcher().lexicon();
        let card = card(lexicon, &lexicon.roles[0], Language::Fr);
        let schema = schemars::schema_for!(RoleCard).to_value();
        let value = serde_json::to_value(&card).unwrap();
        for key in value.as_object().unwrap().keys() {
            assert!(schema["properties"].get(key).is_some(), "the schema lacks {key}");
        }
    }

    #[test]
    fn pay_is_known_only_where_a_source_tells_it() {
        let lexicon = matcher().lexicon();
        let known: Vec<&str> = lexicon
            .roles
            .iter()
            .filter(|role| card(lexicon, role, Language::En).card.pay_is_known)
            .map(|role| role.id.as_str())
            .collect();
        assert_eq!(known, ["backend_developer"]);
    }

    #[test]
    fn what_transfers_is_judged_by_the_new_role() {
        let skill = |id: &str, more: &str| {
            format!("[[skill]]\nid = \"{id}\"\nkind = \"tool\"\nfr = \"{id}\"\nen = \"{id}\"\n{more}\n")
        };
        let skills = skill("a", "broader = [\"b\"]") + &skill("b", "") + &skill("c", "") + &skill("d", "");
        let role = "id = \"r\"\nfr = \"R\"\nen = \"R\"\nsummary_fr = \"R.\"\nsummary_en = \"R.\"\nessential = [\"b\"]\n\
                    optional = [\"c\"]\n[[origin]]\ntitle = \"t\"\nfr = \"O\"\nen = \"O\"\nskills = [\"a\", \"c\", \"d\"]\n";
        let files = [
            SourceFile { name: "skills/x.toml", text: &skills },
            SourceFile { name: "roles/r.toml", text: role },
        ];
        let lexicon = Lexicon::load_trusted(&files);
        let card = card(&lexicon, lexicon.role("r").unwrap(), Language::Fr).card;
        let standings: Vec<Standing> = card.origins[0].transferable.iter().map(|one| one.standing).collect();
        assert_eq!(standings, [Standing::Essential, Standing::Optional, Standing::Beside]);
    }
}
