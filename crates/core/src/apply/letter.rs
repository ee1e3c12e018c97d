//! From a resume and a posting to what a letter may say.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::{
    Brief, Engine, ReadResume,
    people::{applicant, fact, recipient},
    similar::alike,
    variant::{self, Circumstances},
};
use crate::{
    Language, Span, Spanned,
    letter::{
        Entry, EntryKind, Fact, Length, Letter, LetterError, LetterInput, LetterMatch, Locale, Plan,
        PostingFacts, Source, Strength, Trace, When, Writer,
        grammar::{Apostrophe, Grammar, Nbsp},
    },
    lexicon::{Kind, raw::Skill},
    matching::{Mention, Polarity},
    posting::{Modality, Posting},
    report::{self, Report},
    resume::{self, Period, PeriodEnd},
};

/// What the applicant asks of a letter.
#[derive(Debug, Clone, Default)]
pub struct LetterRequest {
    /// Language and country; those of the posting by default.
    pub locale: Option<Locale>,
    /// Variant of letter; by default the one that the facts call for.
    pub template: Option<String>,
    /// How long it is to be.
    pub length: Length,
    /// What the files do not hold, by key: `availability`, `reason`, `source`, `gender` …; see [`LetterRequest::key`].
    pub fields: BTreeMap<String, String>,
}

impl LetterRequest {
    /// The keys that a letter takes.
    pub const KEYS: &'static [&'static str] = &[
        "availability",
        "city",
        "company",
        "company.prep",
        "diploma",
        "duration",
        "email",
        "first",
        "gender",
        "last",
        "link",
        "nbsp",
        "phone",
        "reason",
        "recipient.civility",
        "recipient.function",
        "recipient.name",
        "reference",
        "rhythm",
        "salary",
        "school",
        "source",
        "title",
        "tutoiement",
    ];

    /// The plain key of a field: `cand.city` is `city`, `job.source` is `source`, `reason_company` is `reason`; `None` for an unknown one.
    ///
    /// ```
    /// use sartor_core::apply::LetterRequest;
    /// assert_eq!(LetterRequest::key("cand.first"), Some("first"));
    /// assert_eq!(LetterRequest::key("age"), None);
    /// ```
    pub fn key(key: &str) -> Option<&'static str> {
        let plain = key.strip_prefix("cand.").or_else(|| key.strip_prefix("job.")).unwrap_or(key);
        let plain = match plain {
            "reason_company" => "reason",
            "company.name" => "company",
            "ref" => "reference",
            "url" => "source",
            other => other,
        };
        Self::KEYS.iter().find(|known| **known == plain).copied()
    }

    pub(super) fn get(&self, key: &str) -> Option<&str> {
        let found = self.fields.iter().find(|(own, _)| Self::key(own) == Some(key))?;
        Some(found.1.trim()).filter(|value| !value.is_empty())
    }

    /// The applicant's own word on a fact, or the file's.
    pub(super) fn fact(&self, key: &str, file: Option<Fact>) -> Option<Fact> {
        self.get(key).map(|value| Fact::applicant(value, key)).or(file)
    }
}

/// The letter writer over template files, by their names under `templates/`: `grammar.toml`, `letters/offer.fr.txt.j2` …
///
/// # Errors
///
/// A grammar or a template that does not read.
pub fn writer<'t>(files: &[(&'t str, &'t str)]) -> Result<Writer<'t>, LetterError> {
    let grammar = files.iter().find(|(name, _)| *name == "grammar.toml").map_or("", |(_, text)| *text);
    let templates = files
        .iter()
        .filter_map(|&(name, text)| Some((name.strip_prefix("letters/")?.strip_suffix(".txt.j2")?, text)));
    let plan = files.iter().find(|(name, _)| *name == "letters/plan.toml").map_or("", |(_, text)| *text);
    Writer::new(Grammar::parse(grammar)?, Plan::parse(plan)?, templates)
}

/// Writes the letter of an applicant to a posting, dated `as_of`.
///
/// Only what the resume shows is claimed; each fact keeps its trace.
///
/// # Errors
///
/// Those of [`Writer::write`]. A role is no posting: the letter is then speculative, for the title of the role unless
/// another is given.
pub fn letter(
    engine: &Engine,
    writer: &Writer<'_>,
    read: &ReadResume,
    brief: &Brief,
    request: &LetterRequest,
    as_of: Date,
) -> Result<Letter, LetterError> {
    let posting_language = match brief {
        Brief::Posting(posting, _) => posting.language,
        Brief::Role(_) => read.resume.language,
    };
    let locale = request.locale.unwrap_or_else(|| locale_of(brief, posting_language));
    let report = brief.report(engine, "", read, as_of, locale.language());
    let draft =
        Draft { engine, grammar: writer.grammar(), read, language: locale.language(), report: &report };
    let (mut entries, places) = draft.entries();
    let family = draft.family(brief, as_of, &mut entries, &places);
    let mut input = LetterInput {
        locale,
        resume_language: read.resume.language,
        posting_language,
        resume_text: read.resume.text.clone(),
        date: as_of,
        nbsp: match request.get("nbsp") {
            Some("none") => Nbsp::None,
            Some("plain") => Nbsp::Plain,
            Some("fine") => Nbsp::Fine,
            _ => Nbsp::default(),
        },
        apostrophe: Apostrophe::Typeset,
        applicant: applicant(&read.resume, request),
        posting: match brief {
            Brief::Posting(posting, _) => draft.posting(posting, request),
            Brief::Role(_) => PostingFacts {
                title: request.fact("title", draft.role_title(brief)),
                company: request.fact("company", None).map(without_stop),
                company_prep: request.get("company.prep").map(str::to_owned),
                recipient: recipient(None, request),
                ..PostingFacts::default()
            },
        },
        matches: draft.matches(&places),
        entries,
        years_relevant: family.years(&read.resume.text),
        posting_skills: match brief {
            Brief::Posting(_, found) => found.skills.iter().map(|mention| mention.span).collect(),
            Brief::Role(_) => Vec::new(),
        },
        length: request.length,
        familiar: request.get("tutoiement").is_some_and(is_yes),
        why: None,
    };
    let kind = match &request.template {
        Some(kind) => kind.clone(),
        None => {
            let posting = match brief {
                Brief::Posting(posting, _) => Some(&**posting),
                Brief::Role(_) => None,
            };
            let at = Circumstances { posting, months: family.months, other_months: family.other };
            let (kind, why) = variant::choose(writer.plan(), &input, &at);
            input.why = Some(why);
            kind
        }
    };
    writer.write(&kind, &input)
}

/// French, or the English of the posting's country: British where it pays in pounds or euros or asks for a CV.
pub(crate) fn locale_of(brief: &Brief, language: Language) -> Locale {
    let british = match brief {
        Brief::Posting(posting, found) => {
            posting.text.contains(['£', '€']) || found.tokens.words().any(|word| word == "cv")
        }
        Brief::Role(_) => false,
    };
    match language {
        Language::Fr => Locale::Fr,
        Language::En if british => Locale::EnGb,
        Language::En => Locale::EnUs,
    }
}

/// True for the words with which people say yes in a field.
fn is_yes(word: &str) -> bool {
    matches!(crate::text::fold_key(word).as_str(), "true" | "yes" | "oui" | "1" | "vrai")
}

/// The applicant's time in the work sought, and outside it.
struct Family {
    /// Months in the work sought; none where the resume does not tell.
    months: Option<u32>,
    /// The periods that make them.
    periods: Vec<Span>,
    /// Months in other jobs.
    other: u32,
}

impl Family {
    /// Whole years in the work sought, with the periods that make them.
    fn years(&self, resume: &str) -> Option<Fact> {
        let years = self.months? / 12;
        let traces = self.periods.iter().map(|span| Trace {
            source: Source::Resume,
            span: Some(*span),
            value: span.of(resume).to_owned(),
        });
        (years > 0).then(|| Fact { text: years.to_string(), traces: traces.collect() })
    }
}

struct Draft<'a> {
    engine: &'a Engine,
    grammar: &'a Grammar,
    read: &'a ReadResume,
    language: Language,
    report: &'a Report,
}

impl Draft<'_> {
    fn posting(&self, posting: &Posting, request: &LetterRequest) -> PostingFacts {
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
    fn entries(&self) -> (Vec<Entry>, BTreeMap<usize, usize>) {
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
    fn family(
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
    fn role_title(&self, brief: &Brief) -> Option<Fact> {
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
    fn matches(&self, places: &BTreeMap<usize, usize>) -> Vec<LetterMatch> {
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
fn without_stop(mut name: Fact) -> Fact {
    name.text.truncate(name.text.trim_end_matches('.').len());
    name
}
