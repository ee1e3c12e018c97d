//! What the resume and the posting give a letter: its entries, the time in the work sought, and the skills that both name.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::{
    Brief, Engine, LetterRequest, ReadResume,
    people::{fact, recipient},
    similar::alike,
};
use crate::{
    Language, Span, Spanned,
    letter::{
        Entry, EntryKind, Fact, LetterMatch, PostingFacts, Source, Strength, Trace, When, grammar::Grammar,
    },
    lexicon::{Kind, raw::Skill},
    matching::{Mention, Polarity},
    posting::{Modality, Posting},
    report::{self, Report},
    resume::{self, Period, PeriodEnd},
};

/// The applicant's time in the work sought, and outside it.
pub(super) struct Family {
    /// Months in the work sought; none where the resume does not tell.
    pub(super) months: Option<u32>,
    /// The periods that make them.
    periods: Vec<Span>,
    /// Months in other jobs.
    pub(super) other: u32,
}

impl Family {
    /// Whole years in the work sought, with the periods that make them.
    pub(super) fn years(&self, resume: &str) -> Option<Fact> {
        let years = self.months? / 12;
        let traces = self.periods.iter().map(|span| Trace {
            source: Source::Resume,
            span: Some(*span),
            value: span.of(resume).to_owned(),
        });
        (years > 0).then(|| Fact { text: years.to_string(), traces: traces.collect() })
    }
}

pub(super) struct Draft<'a> {
    pub(super) engine: &'a Engine,
    pub(super) grammar: &'a Grammar,
    pub(super) read: &'a ReadResume,
    pub(super) language: Language,
    pub(super) report: &'a Report,
}

impl Draft<'_> {
    pub(super) fn posting(&self, posting: &Posting, request: &LetterRequest) -> PostingFacts {
        let quoted = |place: &Spanned| Fact::posting(&place.text, place.span);
        let title = posting
            .title
            .as_ref()
            .map(|title| Fact::posting(posting.title_clean.as_deref().unwrap_or(&title.text), title.span));
        let contract = posting.contract.as_ref().and_then(|(id, span)| {
            let words = self.engine.lexicon().table("contract").iter().find(|words| words.id == *id)?;
            Some(Fact::posting(self.language.pick(&words.fr, &words.en).first()?, *span))
        });
        PostingFacts {
            title: request.fact("title", title),
            reference: request.fact("reference", posting.reference.as_ref().map(quoted)),
            company: request.fact("company", posting.company.as_ref().map(quoted)).map(without_stop),
            company_prep: request.get("company.prep").map(str::to_owned),
            city: posting.city.as_ref().map(quoted),
            contract,
            source: request.fact("source", None),
            recipient: recipient(Some(posting), request),
            missions: posting.missions.iter().map(quoted).collect(),
        }
    }

    /// The entries a letter may tell, and for each entry of the resume its place among them.
    pub(super) fn entries(&self) -> (Vec<Entry>, BTreeMap<usize, usize>) {
        let mut entries = Vec::new();
        let mut places = BTreeMap::new();
        let evidence = self.report.requirements.iter().flat_map(|asked| &asked.evidence);
        let denied: Vec<Span> = evidence
            .filter(|e| e.strength == report::Strength::None)
            .map(|e| Span::new(e.start, e.end))
            .collect();
        for (index, entry) in self.read.resume.entries.iter().enumerate() {
            let kind = match entry.kind {
                resume::EntryKind::Job => EntryKind::Job,
                resume::EntryKind::Project | resume::EntryKind::Volunteering => EntryKind::Project,
                resume::EntryKind::Education => EntryKind::Education,
                resume::EntryKind::Certification => continue,
            };
            let holds =
                |bullet: &Spanned, spans: &[Span]| spans.iter().any(|span| bullet.span.contains(*span));
            let telling = entry.bullets.iter().filter(|bullet| !holds(bullet, &denied));
            let current = entry.period.is_some_and(|period| period.end == PeriodEnd::Present);
            places.insert(index, entries.len());
            entries.push(Entry {
                kind,
                title: entry.title.as_ref().and_then(|title| self.title(title)),
                organisation: entry
                    .organisation
                    .as_ref()
                    .filter(|name| !is_own_account(&name.text))
                    .map(fact)
                    .map(without_stop),
                start: entry.period.and_then(|period| period.start.map(|month| when(&period, month))),
                end: entry.period.and_then(|period| match period.end {
                    PeriodEnd::Month(month) => Some(when(&period, month)),
                    PeriodEnd::Present => None,
                }),
                current,
                family: false,
                internship: entry.title.as_ref().is_some_and(|title| is_internship(&title.text)),
                lines: telling.map(fact).collect(),
            });
        }
        (entries, places)
    }

    /// Marks the entries in the work sought: by the roles that their titles name, or where the lexicon knows no role of
    /// the posting, by a title like its own.
    pub(super) fn family(
        &self,
        brief: &Brief,
        as_of: Date,
        entries: &mut [Entry],
        places: &BTreeMap<usize, usize>,
    ) -> Family {
        let known = brief.relevant_months(self.engine, self.read, as_of);
        let sought = match brief {
            Brief::Posting(posting, _) if posting.roles.is_empty() => posting.title_clean.as_deref(),
            _ => None,
        };
        let today = crate::Month::of(as_of);
        let (mut own, mut other, mut periods) = (Vec::new(), Vec::new(), Vec::new());
        for (index, entry) in self.read.resume.entries.iter().enumerate() {
            let Some(place) = places.get(&index).and_then(|place| entries.get_mut(*place)) else { continue };
            let by_role = entry
                .period
                .is_some_and(|period| known.as_ref().is_some_and(|(_, spans)| spans.contains(&period.span)));
            let by_title = sought
                .zip(entry.title.as_ref())
                .is_some_and(|(sought, title)| alike(self.grammar, sought, &title.text));
            place.family = entry.kind == resume::EntryKind::Job && (by_role || by_title);
            let months =
                entry.period.and_then(|period| period.months(today).map(|months| (months, period.span)));
            if let Some((months, span)) = months.filter(|_| entry.kind == resume::EntryKind::Job) {
                if place.family {
                    own.push(months);
                    periods.push(span);
                } else if !place.internship {
                    other.push(months);
                }
            }
        }
        let told = !own.is_empty() || sought.is_none();
        let months = match &known {
            Some((months, _)) if sought.is_none() => Some(*months),
            _ => told.then(|| resume::months_union(own.into_iter())),
        };
        let roles = match brief {
            Brief::Posting(posting, _) => !posting.roles.is_empty(),
            Brief::Role(_) => true,
        };
        Family {
            months: months.filter(|months| roles || *months > 0),
            periods,
            other: resume::months_union(other.into_iter()),
        }
    }

    /// The name of the role that a letter without a posting asks for.
    pub(super) fn role_title(&self, brief: &Brief) -> Option<Fact> {
        match brief {
            Brief::Role(role) => Some(Fact::applicant(self.language.pick(&role.fr, &role.en), "role")),
            Brief::Posting(..) => None,
        }
    }

    /// A title in the language of the letter: as written but for capitals, or by its id; `None` where it is known in the other language
    /// only, or names an internship, which is no trade.
    fn title(&self, title: &Spanned) -> Option<Fact> {
        if is_internship(&title.text) {
            return None;
        }
        if self.read.resume.language == self.language {
            let clean = self.grammar.accented(&self.grammar.title_clean(&title.text, None));
            return Some(Fact::resume(&clean, title.span));
        }
        let found = self.read.found.titles.iter().find(|found| title.span.contains(found.span))?;
        let known = &self.engine.lexicon().titles[found.index as usize];
        Some(Fact::resume(self.language.pick(&known.fr, &known.en), title.span))
    }

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

/// « Stage de développement », « Stagiaire », `Software Engineer Intern`: no trade.
fn is_internship(title: &str) -> bool {
    let plain = crate::text::fold_key(title);
    let mut words = plain.split(|c: char| !c.is_alphanumeric());
    plain.split(' ').next() == Some("stage")
        || words.any(|word| matches!(word, "stagiaire" | "intern" | "internship"))
}

/// The name of a kind, as keyword files write it.
fn kind_name(kind: Kind) -> String {
    serde_json::to_value(kind).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

fn when(period: &Period, month: crate::Month) -> When {
    When { year: month.year(), month: (!period.year_only).then(|| month.month()), span: period.span }
}

/// « Freelance » in the place of an employer is a way of working.
fn is_own_account(organisation: &str) -> bool {
    matches!(
        crate::text::fold_key(organisation).as_str(),
        "freelance"
            | "independant"
            | "independante"
            | "self-employed"
            | "auto-entrepreneur"
            | "auto-entrepreneuse"
    )
}

/// A name without the full stop of its abbreviation, which would stand beside that of a sentence: « Inc. ».
pub(super) fn without_stop(mut name: Fact) -> Fact {
    name.text.truncate(name.text.trim_end_matches('.').len());
    name
}
