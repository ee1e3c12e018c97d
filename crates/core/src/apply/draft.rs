//! The facts of a resume and of a posting, as a letter takes them.

use std::collections::BTreeMap;

use super::{
    Brief, Engine, LetterRequest, ReadResume,
    in_full::in_full,
    people::{fact, recipient},
};
use crate::{
    Language, Span, Spanned,
    letter::{
        Entry, EntryKind, Fact, PostingFacts, When,
        grammar::{Gender, Grammar},
    },
    posting::Posting,
    report::{self, Report},
    resume::{self, Period, PeriodEnd},
};

/// What the facts are drawn from.
pub(super) struct Draft<'a> {
    pub(super) engine: &'a Engine,
    pub(super) grammar: &'a Grammar,
    pub(super) read: &'a ReadResume,
    pub(super) language: Language,
    /// The applicant's, where it is known.
    pub(super) gender: Option<Gender>,
    pub(super) report: &'a Report,
}

impl Draft<'_> {
    pub(super) fn posting(&self, posting: &Posting, request: &LetterRequest) -> PostingFacts {
        let quoted = |place: &Spanned| Fact::posting(&place.text, place.span);
        let title = posting.title.as_ref().map(|title| {
            let clean = posting.title_clean.as_deref().unwrap_or(&title.text);
            Fact::posting(&self.in_full(clean, true), title.span)
        });
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

    /// The name of the role that a letter without a posting asks for.
    pub(super) fn role_title(&self, brief: &Brief) -> Option<Fact> {
        match brief {
            Brief::Role(role) => Some(Fact::applicant(self.language.pick(&role.fr, &role.en), "role")),
            Brief::Posting(..) => None,
        }
    }

    fn in_full(&self, title: &str, for_both: bool) -> String {
        in_full((self.engine.lexicon(), self.grammar), title, self.language, (self.gender, for_both))
    }

    /// A title in the language of the letter: as written but for capitals, or by its id; `None` where it is known in the other language
    /// only, or names an internship, which is no trade.
    fn title(&self, title: &Spanned) -> Option<Fact> {
        if is_internship(&title.text) {
            return None;
        }
        if self.read.resume.language == self.language {
            let clean = self.grammar.accented(&self.grammar.title_clean(&title.text, None));
            return Some(Fact::resume(&self.in_full(&clean, false), title.span));
        }
        let found = self.read.found.titles.iter().find(|found| title.span.contains(found.span))?;
        let known = &self.engine.lexicon().titles[found.index as usize];
        let name = match (self.language, &known.fr_f, self.gender) {
            (Language::En, ..) => &known.en,
            (Language::Fr, Some(feminine), Some(Gender::F)) => feminine,
            (Language::Fr, ..) => &known.fr,
        };
        Some(Fact::resume(name, title.span))
    }
}

/// « Stage de développement », « Stagiaire », `Software Engineer Intern`: no trade.
fn is_internship(title: &str) -> bool {
    let plain = crate::text::fold_key(title);
    let mut words = plain.split(|c: char| !c.is_alphanumeric());
    plain.split(' ').next() == Some("stage")
        || words.any(|word| matches!(word, "stagiaire" | "intern" | "internship"))
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
