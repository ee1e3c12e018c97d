//! A resume to fill in: the headings of a country in their order, and in each place a hint of what to write.

use std::collections::BTreeMap;

use minijinja::{AutoEscape, Environment, UndefinedBehavior, Value, context};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Card, Grouped, Named, SkillGroup, card};
use crate::{
    Language,
    letter::grammar::{Apostrophe, Nbsp, Typography, typo},
    lexicon::{Kind, Lexicon, raw::Role},
};

/// Missions that become hints of what a job may show.
const MISSIONS: usize = 4;
/// Names given as examples.
const EXAMPLES: usize = 3;

/// Why the words of a resume to fill in cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the words of resumes to fill in do not work ({reason}); correct templates/resumes/blank.toml")]
pub struct BlankError {
    /// What is wrong.
    pub reason: String,
}

impl BlankError {
    /// Stable code.
    pub const fn code(&self) -> &'static str {
        "role.blank"
    }
}

/// The words of resumes to fill in, as `templates/resumes/blank.toml` has them.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BlankWords {
    fr: Words,
    en: Words,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    /// Sections in the order of the country.
    order: Vec<String>,
    name: String,
    label: String,
    city: String,
    phone: String,
    email: String,
    url: String,
    /// Around the first mission, and around the others.
    first: String,
    also: String,
    result: String,
    /// Around the skills of a group.
    group: String,
    group_name: String,
    /// Behind a hint that has examples.
    example: String,
    headings: BTreeMap<String, String>,
    experience: BTreeMap<String, String>,
    projects: BTreeMap<String, String>,
    education: BTreeMap<String, String>,
    certifications: BTreeMap<String, String>,
    languages: BTreeMap<String, String>,
    groups: BTreeMap<SkillGroup, String>,
}

impl BlankWords {
    /// Reads the words from the text of `templates/resumes/blank.toml`.
    ///
    /// # Errors
    ///
    /// Where it is not of that form, or a section has no heading.
    pub fn parse(text: &str) -> Result<Self, BlankError> {
        let words: Self = toml::from_str(text).map_err(|error| BlankError { reason: error.to_string() })?;
        for words in [&words.fr, &words.en] {
            if let Some(section) = words.order.iter().find(|section| !words.headings.contains_key(*section)) {
                return Err(BlankError { reason: format!("the section {section} has no heading") });
            }
        }
        Ok(words)
    }
}

/// A resume to fill in. Every text but the headings is a hint, without its brackets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Blank {
    /// Its language.
    pub language: Language,
    /// Id of the role.
    pub role: String,
    /// The name.
    pub name: String,
    /// The title that is sought.
    pub label: String,
    /// How to reach the applicant: `city`, `phone`, `email`, `url`.
    pub contact: Vec<BlankLine>,
    /// Its sections, in order.
    pub sections: Vec<BlankSection>,
}

/// A section to fill in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct BlankSection {
    /// Id of the section.
    pub section: String,
    /// Its heading; no hint.
    pub heading: String,
    /// What to put there.
    pub hint: String,
    /// Entries, each of which shows how one is written.
    pub entries: Vec<BlankEntry>,
}

/// An entry to fill in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct BlankEntry {
    /// The parts of its first line, by their names in JSON Resume.
    pub title: Vec<BlankLine>,
    /// Its dates, by their names in JSON Resume.
    pub dates: Vec<BlankLine>,
    /// What is told of it.
    pub bullets: Vec<String>,
    /// Words of a group of skills.
    pub keywords: Vec<String>,
}

/// One field to fill in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct BlankLine {
    /// Its name in JSON Resume.
    pub field: String,
    /// What to write there.
    pub hint: String,
}

/// The resume to fill in for a role, in the language and the order of headings of France or of English-speaking countries.
///
/// # Errors
///
/// Where a text of `words` is no template.
pub fn blank(
    lexicon: &Lexicon,
    role: &Role,
    words: &BlankWords,
    language: Language,
) -> Result<Blank, BlankError> {
    let writer = Writer {
        lexicon,
        card: card(lexicon, role, language).card,
        words: language.pick(&words.fr, &words.en),
        engine: engine(),
        language,
    };
    writer.blank(&role.id)
}

struct Writer<'a> {
    lexicon: &'a Lexicon,
    card: Card,
    words: &'a Words,
    engine: Environment<'static>,
    language: Language,
}

impl Writer<'_> {
    fn blank(&self, role: &str) -> Result<Blank, BlankError> {
        let words = self.words;
        let title = match &self.card.feminine {
            Some(feminine) => format!("{} / {feminine}", self.card.name),
            None => self.card.name.clone(),
        };
        let contact =
            [("city", &words.city), ("phone", &words.phone), ("email", &words.email), ("url", &words.url)];
        let sections = words.order.iter().filter_map(|id| {
            let told = self.card.structure.iter().find(|part| part.section == *id)?;
            Some(self.section(id, &told.text))
        });
        Ok(Blank {
            language: self.language,
            role: role.to_owned(),
            name: self.set(&words.name),
            label: self.fill(&words.label, &context! { title })?,
            contact: contact.into_iter().map(|(field, hint)| self.line(field, hint)).collect(),
            sections: sections.collect::<Result<_, _>>()?,
        })
    }

    fn section(&self, id: &str, told: &str) -> Result<BlankSection, BlankError> {
        let entries = match id {
            "experience" => vec![self.job()?],
            "projects" => vec![self.project()],
            "education" => vec![self.studies()?],
            "certifications" => vec![self.certification()?],
            "languages" => vec![self.entry(&self.words.languages, &["language", "fluency"], &[])],
            "skills" => self.skills()?,
            _ => Vec::new(),
        };
        let heading = self.words.headings.get(id).cloned().unwrap_or_default();
        Ok(BlankSection { section: id.to_owned(), heading, hint: self.set(told), entries })
    }

    fn job(&self) -> Result<BlankEntry, BlankError> {
        let mut entry =
            self.entry(&self.words.experience, &["position", "name", "location"], &["startDate", "endDate"]);
        for (at, mission) in self.card.missions.iter().take(MISSIONS).enumerate() {
            let around = if at == 0 { &self.words.first } else { &self.words.also };
            entry.bullets.push(self.fill(around, &context! { text => mission.text.as_str() })?);
        }
        entry.bullets.push(self.set(&self.words.result));
        Ok(entry)
    }

    fn project(&self) -> BlankEntry {
        let mut entry = self.entry(&self.words.projects, &["name", "url"], &["startDate"]);
        entry.bullets.extend(self.words.projects.get("highlights").map(|hint| self.set(hint)));
        entry
    }

    fn studies(&self) -> Result<BlankEntry, BlankError> {
        let mut entry = self.entry(&self.words.education, &["studyType", "institution"], &["endDate"]);
        self.exemplify(&mut entry, &self.card.diplomas)?;
        Ok(entry)
    }

    fn certification(&self) -> Result<BlankEntry, BlankError> {
        let mut entry = self.entry(&self.words.certifications, &["name", "issuer"], &["date"]);
        let held = self.card.skills.iter().find(|group| group.group == SkillGroup::Certifications);
        let held: Vec<Named> = held.into_iter().flat_map(|group| group.optional.iter().cloned()).collect();
        self.exemplify(&mut entry, &held)?;
        Ok(entry)
    }

    /// Adds examples to the first hint of an entry.
    fn exemplify(&self, entry: &mut BlankEntry, examples: &[Named]) -> Result<(), BlankError> {
        let names: Vec<&str> = examples.iter().take(EXAMPLES).map(|one| one.label.as_str()).collect();
        if let Some(first) = entry.title.first_mut().filter(|_| !names.is_empty()) {
            let names = names.join(self.language.pick(" ou ", " or "));
            first.hint += &self.fill(&self.words.example, &context! { names })?;
        }
        Ok(())
    }

    /// A line for each group of the keywords that may be shown, named as the group is; the weightiest keep their order.
    fn skills(&self) -> Result<Vec<BlankEntry>, BlankError> {
        let mut groups: BTreeMap<usize, Grouped> = BTreeMap::new();
        for word in &self.card.keywords {
            let Some(skill) = self.lexicon.skill(&word.id) else { continue };
            let kind: Kind = self.lexicon.get(skill).kind;
            let group = SkillGroup::of(kind);
            // They have a section of their own.
            if group == SkillGroup::Certifications {
                continue;
            }
            let place = SkillGroup::ALL.iter().position(|one| *one == group).unwrap_or_default();
            let empty = || Grouped { group, essential: Vec::new(), optional: Vec::new() };
            groups.entry(place).or_insert_with(empty).essential.push(word.clone());
        }
        groups.into_values().map(|group| self.group(&group)).collect()
    }

    fn group(&self, group: &Grouped) -> Result<BlankEntry, BlankError> {
        let names: Vec<&str> = group.essential.iter().map(|one| one.label.as_str()).collect();
        let of = self.words.groups.get(&group.group).map_or("", String::as_str);
        Ok(BlankEntry {
            title: vec![BlankLine {
                field: "name".to_owned(),
                hint: self.fill(&self.words.group_name, &context! { group => of })?,
            }],
            dates: Vec::new(),
            bullets: Vec::new(),
            keywords: vec![self.fill(&self.words.group, &context! { skills => names.join(", ") })?],
        })
    }

    fn entry(&self, words: &BTreeMap<String, String>, title: &[&str], dates: &[&str]) -> BlankEntry {
        let lines = |fields: &[&str]| -> Vec<BlankLine> {
            fields.iter().filter_map(|field| Some(self.line(field, words.get(*field)?))).collect()
        };
        BlankEntry { title: lines(title), dates: lines(dates), bullets: Vec::new(), keywords: Vec::new() }
    }

    fn line(&self, field: &str, hint: &str) -> BlankLine {
        BlankLine { field: field.to_owned(), hint: self.set(hint) }
    }

    fn fill(&self, text: &str, values: &Value) -> Result<String, BlankError> {
        let filled = self.engine.render_str(text, values);
        filled.map(|text| self.set(&text)).map_err(|error| BlankError { reason: error.to_string() })
    }

    /// A text of the lexicon as it is set; a bracket would end its hint.
    fn set(&self, text: &str) -> String {
        let how = Typography { language: self.language, nbsp: Nbsp::Fine, apostrophe: Apostrophe::Typeset };
        typo(&text.replace('[', "(").replace(']', ")"), how)
    }
}

fn engine() -> Environment<'static> {
    let mut engine = Environment::new();
    engine.set_auto_escape_callback(|_| AutoEscape::None);
    engine.set_undefined_behavior(UndefinedBehavior::Strict);
    engine
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{testing::lexicon, text::fold_key};

    const WORDS: &str = include_str!("../../../../templates/resumes/blank.toml");

    #[test]
    fn headings_are_known_and_stand_in_the_order_of_the_country() {
        let words = BlankWords::parse(WORDS).unwrap();
        for role in &lexicon().roles {
            for language in [Language::Fr, Language::En] {
                let blank = blank(lexicon(), role, &words, language).unwrap();
                assert!(blank.sections.len() >= 6, "{}", role.id);
                let ids: Vec<&str> = blank.sections.iter().map(|section| section.section.as_str()).collect();
                let at = |id: &str| ids.iter().position(|one| *one == id);
                assert!(at("experience") < at("education") && at("education") < at("skills"), "{ids:?}");
                for section in &blank.sections {
                    let table = lexicon().table("heading");
                    let known = table.iter().find(|heading| heading.id == section.section).unwrap();
                    let forms = language.pick(&known.fr, &known.en);
                    let key = fold_key(&section.heading);
                    assert!(forms.iter().any(|form| fold_key(form) == key), "{}", section.heading);
                    assert!(!section.hint.is_empty());
                }
            }
        }
    }

    #[test]
    fn words_without_a_heading_are_refused() {
        let broken = WORDS.replacen("summary = \"Profil\"", "", 1);
        let error = BlankWords::parse(&broken).unwrap_err();
        assert_eq!((error.code(), error.reason.contains("summary")), ("role.blank", true));
    }
}
