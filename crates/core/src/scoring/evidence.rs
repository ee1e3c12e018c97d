//! Which places of a resume show a skill, and what they count.

use super::{recency, satisfaction};
use crate::{
    Month, Span,
    lexicon::{Lexicon, SkillIx},
    matching::{Analysis, Mention, Polarity},
    report::Strength,
    resume::{EntryKind, Resume},
};

/// A context of evidence: all undated declarations are one, each entry is its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Context {
    Declared,
    Entry(usize),
}

/// One mention of a skill, or of one that implies it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shown {
    pub(super) mention: Mention,
    pub(super) entry: Option<usize>,
    pub(super) strength: Strength,
    /// What it counts, thousandths.
    value: u32,
}

/// All that shows one skill.
#[derive(Debug, Clone, Default)]
pub(super) struct Evidence {
    pub(super) shown: Vec<Shown>,
}

impl Evidence {
    /// Gathers the mentions of `asked` and of what implies it.
    pub(super) fn of(
        asked: SkillIx,
        resume: &Resume,
        found: &Analysis,
        lexicon: &Lexicon,
        today: Month,
    ) -> Self {
        let shown = found.skills.iter().filter(|mention| lexicon.satisfies(mention.skill, asked));
        Self { shown: shown.map(|mention| show(*mention, resume, today)).collect() }
    }

    /// Evidence mass, thousandths: the best of each context, summed.
    pub(super) fn mass(&self) -> u32 {
        let mut best: Vec<(Context, u32)> = Vec::with_capacity(self.shown.len());
        for shown in &self.shown {
            let context = match (shown.strength, shown.entry) {
                (Strength::None, _) => continue,
                (Strength::Declared, _) | (_, None) => Context::Declared,
                (_, Some(entry)) => Context::Entry(entry),
            };
            match best.iter_mut().find(|(known, _)| *known == context) {
                Some((_, value)) => *value = shown.value.max(*value),
                None => best.push((context, shown.value)),
            }
        }
        best.iter().map(|(_, value)| value).sum()
    }

    /// The same without the mentions in `removed`, and with one more declaration of `declared` where that shows `asked`.
    pub(super) fn changed(
        mut self,
        asked: SkillIx,
        declared: &[SkillIx],
        removed: &[Span],
        lexicon: &Lexicon,
    ) -> Self {
        self.shown.retain(|shown| !removed.iter().any(|span| span.contains(shown.mention.span)));
        if let Some(skill) = declared.iter().find(|skill| lexicon.satisfies(**skill, asked)) {
            let span = Span::new(0, 0);
            let mention = Mention { span, skill: *skill, polarity: Polarity::Affirmed, first: 0, last: 0 };
            self.shown.push(Shown { mention, entry: None, strength: Strength::Declared, value: 400 });
        }
        self
    }

    /// Satisfaction, thousandths.
    pub(super) fn satisfaction(&self) -> u32 {
        satisfaction(self.mass())
    }

    /// Satisfaction if one current job showed it and the skills named it.
    pub(super) fn satisfaction_if_used(&self) -> u32 {
        satisfaction(self.mass() + 1000 + if self.has(Strength::Declared) { 0 } else { 400 })
    }

    pub(super) fn has(&self, strength: Strength) -> bool {
        self.shown.iter().any(|shown| shown.strength == strength)
    }

    /// True when something is more than denied.
    pub(super) fn any(&self) -> bool {
        self.shown.iter().any(|shown| shown.strength != Strength::None)
    }

    /// Entries whose dates count as experience of it.
    pub(super) fn dated_entries(&self) -> impl Iterator<Item = usize> + '_ {
        self.shown
            .iter()
            .filter(|shown| matches!(shown.strength, Strength::Job | Strength::Project))
            .filter_map(|shown| shown.entry)
    }
}

/// What a mention counts as in its place.
pub(super) fn show(mention: Mention, resume: &Resume, today: Month) -> Shown {
    let entry = resume.entry_at(mention.span.start);
    let declared =
        Shown { mention, entry: entry.map(|(index, _)| index), strength: Strength::Declared, value: 400 };
    match mention.polarity {
        Polarity::Negated => return Shown { strength: Strength::None, value: 0, ..declared },
        // The name of an employer or of a school is no skill: « Agence Communication », Docker Inc.
        _ if entry.is_some_and(|(_, entry)| {
            entry.organisation.as_ref().is_some_and(|name| name.span.contains(mention.span))
        }) =>
        {
            return Shown { strength: Strength::None, value: 0, ..declared };
        }
        Polarity::Low => return declared,
        Polarity::Affirmed => {}
    }
    let Some((_, entry)) = entry else { return declared };
    let recency = recency(entry.period.map(|period| period.ended_before(today)));
    let (strength, value) = match entry.kind {
        EntryKind::Job => (Strength::Job, recency),
        EntryKind::Project | EntryKind::Volunteering => (Strength::Project, 700 * recency / 1000),
        EntryKind::Certification => (Strength::Certification, 700),
        EntryKind::Education => (Strength::Education, 400),
    };
    Shown { strength, value, ..declared }
}
