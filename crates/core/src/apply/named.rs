//! Everything that a document names, one by one.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Engine, ReadResume};
use crate::{Language, matching::Polarity};

/// A skill or diploma that a document names, where it does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Named {
    /// Id of the skill or diploma.
    pub skill: String,
    /// Its label.
    pub label: String,
    /// Its kind, as the keyword files write it; `diploma` of a diploma.
    pub kind: String,
    /// First byte.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
    /// As it is written there.
    pub text: String,
    /// The section it stands in.
    pub section: &'static str,
}

impl ReadResume {
    /// Skills and diplomas by place; what is denied is left out. Labels are in `language`.
    pub fn named(&self, engine: &Engine, language: Language) -> Vec<Named> {
        let lexicon = engine.lexicon();
        let at = |skill: &str, label: &str, kind: String, span: crate::Span| Named {
            skill: skill.to_owned(),
            label: label.to_owned(),
            kind,
            start: span.start,
            end: span.end,
            text: span.of(&self.document.text).to_owned(),
            section: self.resume.kinds_at(span.start).first().map_or("header", |kind| kind.id()),
        };
        let said = self.found.skills.iter().filter(|mention| mention.polarity != Polarity::Negated);
        let skills = said.map(|mention| {
            let skill = lexicon.get(mention.skill);
            at(&skill.id, lexicon.label(mention.skill, language), written(skill.kind), mention.span)
        });
        let diplomas = self.found.diplomas.iter().filter_map(|found| {
            let diploma = lexicon.diplomas.get(found.index as usize)?;
            let label = language.pick(&diploma.fr, &diploma.en);
            Some(at(&diploma.id, label, "diploma".to_owned(), found.span))
        });
        let mut all: Vec<Named> = skills.chain(diplomas).collect();
        all.sort_by(|a, b| (a.start, a.end, &a.skill).cmp(&(b.start, b.end, &b.skill)));
        all
    }
}

/// The kind's name in data: `database`, `tool` …
fn written(kind: crate::lexicon::Kind) -> String {
    match serde_json::to_value(kind) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}
