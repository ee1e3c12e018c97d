//! What the posting asks and the resume shows: the skills that a letter may claim.

use std::collections::{BTreeMap, BTreeSet};

use super::draft::Draft;
use crate::{
    Span,
    letter::{Fact, LetterMatch, Source, Strength, Trace},
    lexicon::{Kind, raw::Skill},
    matching::{Mention, Polarity},
    posting::Modality,
    report,
};

impl Draft<'_> {
    /// What the posting asks and the resume shows, one for each entry that shows it.
    pub(super) fn matches(&self, places: &BTreeMap<usize, usize>) -> Vec<LetterMatch> {
        let mut list = Vec::new();
        let mut seen = BTreeSet::new();
        for asked in &self.report.requirements {
            let weight = self
                .report
                .fit
                .parts
                .iter()
                .find(|part| part.requirement == asked.id)
                .map_or(0, |part| part.of);
            for shown in &asked.evidence {
                let strength = match shown.strength {
                    report::Strength::None => continue,
                    // A hobby may share its word with a tool.
                    report::Strength::Declared if shown.section == "interests" => continue,
                    report::Strength::Job | report::Strength::Project => Strength::Used,
                    report::Strength::Education => Strength::Learned,
                    _ => Strength::Declared,
                };
                let span = Span::new(shown.start, shown.end);
                let Some(mention) = self.mention(span, &asked.id) else { continue };
                let entry = shown
                    .entry
                    .filter(|_| strength != Strength::Declared)
                    .and_then(|entry| places.get(&entry).copied());
                let skill = self.engine.lexicon().get(mention.skill);
                let place = Trace { source: Source::Resume, span: Some(span), value: shown.text.clone() };
                if !seen.insert((skill.id.clone(), entry)) {
                    let known = list
                        .iter_mut()
                        .find(|found: &&mut LetterMatch| found.id == skill.id && found.entry == entry);
                    known.into_iter().for_each(|found| found.label.traces.push(place.clone()));
                    continue;
                }
                let text =
                    self.wording(skill, &shown.text, asked.source.iter().map(|source| source.text.as_str()));
                let mut label = Fact { text, traces: vec![place] };
                label.traces.extend(asked.source.iter().map(|source| Trace {
                    source: Source::Posting,
                    span: Some(Span::new(source.start, source.end)),
                    value: source.text.clone(),
                }));
                list.push(LetterMatch {
                    id: skill.id.clone(),
                    label,
                    kind: kind_name(skill.kind),
                    strength,
                    entry,
                    weight,
                    wished: asked.modality == Modality::Preferred,
                });
            }
        }
        list
    }

    /// The name of a skill in the letter: of a product its own; of anything else the word that both documents use, where
    /// they use the same.
    fn wording<'s>(&self, skill: &Skill, own: &str, mut asked: impl Iterator<Item = &'s str>) -> String {
        let label = self.language.pick(&skill.fr, &skill.en).clone();
        let product = self.grammar.preposition(&label, &kind_name(skill.kind)).is_some();
        let key = crate::text::fold_key(own);
        let same = asked.find(|asked| crate::text::fold_key(asked) == key);
        match same {
            Some(same) if !product && self.read.resume.language == self.language => same.to_owned(),
            _ => label,
        }
    }

    /// The mention behind a piece of evidence, where the posting asks for just that skill: having PostgreSQL is having SQL, but an
    /// employer who asks for SQL did not ask for PostgreSQL. One of a low level is not claimed, and soft skills are shown, not claimed.
    fn mention(&self, span: Span, asked: &str) -> Option<&Mention> {
        let lexicon = self.engine.lexicon();
        self.read.found.skills.iter().find(|mention| {
            let skill = lexicon.get(mention.skill);
            mention.span == span
                && mention.polarity == Polarity::Affirmed
                && is_claimable(skill)
                && asked.split('|').any(|id| id == skill.id)
        })
    }
}

/// Soft skills are shown, not claimed; of methods only those with a name of their own (Scrum) are used as a tool is.
fn is_claimable(skill: &Skill) -> bool {
    match skill.kind {
        Kind::Soft | Kind::Responsibility => false,
        // A label that is a phrase of its own does not stand among others.
        _ if skill.en.split(' ').count() > 3 || skill.fr.contains(" ou ") => false,
        Kind::Method => skill.en.starts_with(char::is_uppercase),
        _ => true,
    }
}

/// The name of a kind, as keyword files write it.
fn kind_name(kind: Kind) -> String {
    serde_json::to_value(kind).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}
