//! Where a resume stands, and where it would stand with one change: without reading it anew.

use super::{Applicant, Asked, Item, Modality, Scored, Scorer, members};
use crate::{
    Language, Span,
    lexicon::{Lexicon, SkillIx},
    posting::Requirement,
    report::{Share, Strength},
};

/// The score of a resume, ready to be asked what a change would bring.
pub(crate) struct Standing<'a> {
    scorer: Scorer<'a>,
    scored: Vec<Scored>,
    constraints: Vec<Item>,
}

/// What is counted of a resume.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Count {
    /// Covered and asked: of the required, or of all where nothing is required.
    pub(crate) covered: u32,
    /// See [`Count::covered`].
    pub(crate) total: u32,
    /// Covered of all.
    pub(crate) of_all: u32,
    /// Hundredths of a point; `None` where nothing can be scored.
    pub(crate) fit: Option<u32>,
}

impl<'a> Standing<'a> {
    /// Scores once.
    pub(crate) fn new(
        applicant: Applicant<'a>,
        asked: Asked<'a>,
        lexicon: &'a Lexicon,
        as_of: jiff::civil::Date,
    ) -> Self {
        let scorer = Scorer::new(applicant, asked, lexicon, as_of, Language::En);
        let scored = asked.requirements(lexicon).into_iter().map(|own| scorer.requirement(own)).collect();
        let constraints = scorer.constraints().into_iter().filter_map(|(item, _)| item).collect();
        Self { scorer, scored, constraints }
    }

    /// As the resume stands.
    pub(crate) fn count(&self) -> Count {
        self.with(&[], &[])
    }

    /// With each of `declared` named once more outside the entries, and without the mentions in `removed`.
    pub(crate) fn with(&self, declared: &[SkillIx], removed: &[Span]) -> Count {
        let (mut won, mut weights) = (0_u64, 0_u64);
        let mut add = |weight: u32, satisfaction: u32| {
            won += u64::from(weight) * u64::from(satisfaction);
            weights += u64::from(weight);
        };
        for item in &self.constraints {
            add(item.weight, item.satisfaction);
        }
        let (mut required, mut all) = (Share::default(), Share::default());
        for scored in &self.scored {
            let touched = self.is_touched(scored, declared, removed);
            let changed = touched.then(|| self.changed(scored, declared, removed));
            let (satisfaction, shown) = changed.unwrap_or((scored.item.satisfaction, scored.shown.any()));
            add(scored.item.weight, satisfaction);
            let shares =
                [(scored.requirement.modality == Modality::Required, &mut required), (true, &mut all)];
            for (_, share) in shares.into_iter().filter(|(counts, _)| *counts) {
                share.total += 1;
                share.covered += u32::from(shown);
            }
        }
        let decisive = if required.total > 0 { required } else { all };
        let fit = (weights > 0).then(|| u32::try_from(won * 10 / weights).unwrap_or(10_000));
        Count { covered: decisive.covered, total: decisive.total, of_all: all.covered, fit }
    }

    /// The requirements with the skills that satisfy them as asked, and their weights, in the order of the posting.
    pub(crate) fn requirements(&self) -> impl Iterator<Item = (&Requirement, u32)> {
        self.scored.iter().map(|scored| (&scored.requirement, scored.item.weight))
    }

    /// The month that stands for today.
    pub(crate) const fn today(&self) -> crate::Month {
        self.scorer.today
    }

    /// What a mention counts as; `None` for a denied one or the name of an employer.
    pub(crate) fn strength(&self, mention: &crate::matching::Mention) -> Option<(Strength, Option<usize>)> {
        let shown = super::evidence::show(*mention, self.scorer.applicant.resume, self.scorer.today);
        (shown.strength != Strength::None).then_some((shown.strength, shown.entry))
    }

    fn is_touched(&self, scored: &Scored, declared: &[SkillIx], removed: &[Span]) -> bool {
        let lexicon = self.scorer.lexicon;
        let asked = members(&scored.requirement);
        declared.iter().any(|skill| asked.iter().any(|asked| lexicon.satisfies(*skill, *asked)))
            || scored
                .shown
                .shown
                .iter()
                .any(|shown| removed.iter().any(|span| span.contains(shown.mention.span)))
    }

    fn changed(&self, scored: &Scored, declared: &[SkillIx], removed: &[Span]) -> (u32, bool) {
        let members = members(&scored.requirement);
        let all: Vec<_> = members
            .iter()
            .map(|skill| self.scorer.evidence(*skill).changed(*skill, declared, removed, self.scorer.lexicon))
            .collect();
        let shown = all.iter().any(super::Evidence::any);
        let evidence = all.into_iter().rev().max_by_key(super::Evidence::mass).unwrap_or_default();
        (self.scorer.satisfaction(&scored.requirement, scored.category, &evidence), shown)
    }
}
