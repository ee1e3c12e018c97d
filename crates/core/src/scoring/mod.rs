//! Scoring: coverage and fit, each point traced to a requirement and to its lines.
//!
//! Coverage is what a literal keyword search would see. Fit is the evidence-weighted score, 0 to 100, exactly the sum of its parts.
//! Both follow the rules of `crates/README.md`, "The score"; nothing of a person but what was done, when, is read.

mod arithmetic;
mod constraints;
mod evidence;
mod standing;

pub use arithmetic::{Item, Points, recency, satisfaction, total};
use evidence::Evidence;
pub(crate) use standing::{Count, Standing};

use crate::{
    Language, Month, Span,
    document::Document,
    lexicon::{
        Category, Lexicon, SkillIx,
        raw::{Alternatives, Role},
    },
    matching::Analysis,
    posting::{Member, Modality, Posting, Requirement, Target},
    report::{
        Advice, Coverage, EvidenceReport, Finding, Fit, Part, PostingHead, Quote, Report, RequirementReport,
        ResumeHead, RoleHead, SCHEMA_VERSION, Share, Status, Strength, Unlisted,
    },
    resume::{Resume, months_union},
    text::{LineEnds, fold_key},
};

/// A resume with what was found in it.
#[derive(Debug, Clone, Copy)]
pub struct Applicant<'a> {
    /// Name of the document, for the report.
    pub document: &'a str,
    /// The resume.
    pub resume: &'a Resume,
    /// The skills and titles of its text.
    pub found: &'a Analysis,
    /// How many hidden passages its file holds.
    pub hidden: usize,
}

impl<'a> Applicant<'a> {
    /// Puts the parts together.
    pub fn new(document: &'a str, file: &'a Document, resume: &'a Resume, found: &'a Analysis) -> Self {
        Self { document, resume, found, hidden: file.hidden.len() }
    }
}

/// What a resume is scored against.
#[derive(Debug, Clone, Copy)]
pub enum Asked<'a> {
    /// A posting, and what was found in its text.
    Posting(&'a Posting, &'a Analysis),
    /// A role: its essential skills count as required, its optional ones as preferred.
    Role(&'a Role),
}

impl<'a> Asked<'a> {
    fn text(&self) -> &'a str {
        match self {
            Self::Posting(posting, _) => &posting.text,
            Self::Role(_) => "",
        }
    }

    fn requirements(&self, lexicon: &Lexicon) -> Vec<Requirement> {
        let role = match self {
            Self::Posting(posting, _) => return posting.requirements.clone(),
            Self::Role(role) => role,
        };
        let asked = |target, modality| Requirement {
            target,
            modality,
            sources: Vec::new(),
            why: None,
            in_title: false,
            months: None,
            softened: None,
        };
        let list = |ids: &[String], modality| {
            let mut seen: Vec<&Alternatives> = Vec::new();
            let mut all = Vec::new();
            for id in ids {
                // Skills that stand in for each other are one requirement, at the place of the first.
                let group = role.alternatives.iter().find(|group| group.skills.contains(id));
                let members = group.map_or(std::slice::from_ref(id), |group| &group.skills);
                if let Some(group) = group {
                    if seen.contains(&group) {
                        continue;
                    }
                    seen.push(group);
                }
                let known = members.iter().filter(|id| ids.contains(id));
                let skills: Vec<SkillIx> = known.filter_map(|id| lexicon.skill(id)).collect();
                let target = match skills[..] {
                    [] => continue,
                    [skill] => Target::Skill(skill),
                    _ => Target::AnyOf(skills.into_iter().map(Member::of).collect()),
                };
                all.push(asked(target, modality));
            }
            all
        };
        let mut all = list(&role.essential, Modality::Required);
        all.extend(list(&role.optional, Modality::Preferred));
        all.extend(list(&role.certifications, Modality::Preferred));
        all
    }

    /// The roles that are sought, by id.
    fn roles(&self) -> Vec<&'a str> {
        match self {
            Self::Posting(posting, _) => posting.roles.iter().map(String::as_str).collect(),
            Self::Role(role) => vec![role.id.as_str()],
        }
    }
}

/// Scores a resume; `as_of` is the reference date, `language` that of labels and findings.
///
/// The same input gives the same report, to the byte.
pub fn report(
    applicant: Applicant<'_>,
    asked: Asked<'_>,
    lexicon: &Lexicon,
    as_of: jiff::civil::Date,
    language: Language,
) -> Report {
    let scorer = Scorer::new(applicant, asked, lexicon, as_of, language);
    let scored: Vec<Scored> =
        asked.requirements(lexicon).into_iter().map(|requirement| scorer.requirement(requirement)).collect();
    let mut items: Vec<Item> = scored.iter().map(|scored| scored.item.clone()).collect();
    let constraints = scorer.constraints();
    items.extend(constraints.iter().filter_map(|(item, _)| item.clone()));
    let weights: u64 = items.iter().map(|item| u64::from(item.weight)).sum();
    let fit = total(&items).map_or(Fit { total: None, parts: Vec::new() }, |(total, parts)| Fit {
        total: Some(total),
        parts: parts
            .into_iter()
            .map(|part| Part { requirement: part.id, points: part.points, of: part.of })
            .collect(),
    });
    let requirements = scored.into_iter().map(|scored| scorer.describe(scored, weights)).collect::<Vec<_>>();
    let (posting, role) = match asked {
        Asked::Posting(posting, _) => (Some(head(posting)), None),
        Asked::Role(role) => (None, Some(RoleHead { id: role.id.clone() })),
    };
    let unlisted = unlisted(asked, applicant.found);
    Report {
        schema_version: SCHEMA_VERSION,
        as_of: as_of.to_string(),
        lexicon_digest: lexicon.digest.clone(),
        resume: ResumeHead { document: applicant.document.to_owned(), language: applicant.resume.language },
        posting,
        role,
        coverage: coverage(&requirements, &unlisted),
        fit,
        requirements,
        constraints: constraints.into_iter().map(|(_, constraint)| constraint).collect(),
        findings: scorer.findings(),
        unlisted,
    }
}

/// Months of the jobs whose titles name the roles sought or their neighbours, as a union, and the periods that make them; `None` where no job has a
/// date.
pub fn relevant_months(
    applicant: Applicant<'_>,
    asked: Asked<'_>,
    lexicon: &Lexicon,
    as_of: jiff::civil::Date,
) -> Option<(u32, Vec<Span>)> {
    let scorer = Scorer::new(applicant, asked, lexicon, as_of, Language::En);
    scorer.family(|entry| scorer.is_titled_family(entry) == Some(true))
}

fn head(posting: &Posting) -> PostingHead {
    PostingHead {
        title: posting.title_clean.clone().or_else(|| posting.title.as_ref().map(|title| title.text.clone())),
        company: posting.company.as_ref().map(|company| company.text.clone()),
        language: posting.language,
    }
}

/// The terms of the posting that no dictionary knows, and how often the resume says them.
fn unlisted(asked: Asked<'_>, found: &Analysis) -> Vec<Unlisted> {
    let Asked::Posting(posting, _) = asked else { return Vec::new() };
    let counts = posting.unlisted.counts(found);
    let terms = posting.unlisted.terms.iter().zip(counts);
    terms
        .map(|(term, in_resume)| Unlisted {
            text: term.text.clone(),
            in_posting: u32::try_from(term.spans.len()).unwrap_or(u32::MAX),
            in_resume,
            source: term.spans.iter().map(|span| Quote::at(&posting.text, *span)).collect(),
        })
        .collect()
}

fn coverage(requirements: &[RequirementReport], unlisted: &[Unlisted]) -> Coverage {
    let share = |modality: Option<Modality>| {
        let all = requirements
            .iter()
            .filter(|requirement| modality.is_none_or(|modality| requirement.modality == modality));
        let (covered, total) = all.fold((0, 0), |(covered, total), requirement| {
            (covered + u32::from(requirement.status == Status::Covered), total + 1)
        });
        Share::of(covered, total)
    };
    Coverage {
        required: share(Some(Modality::Required)),
        stated: share(Some(Modality::Stated)),
        preferred: share(Some(Modality::Preferred)),
        all: share(None),
        unlisted: Share::of(
            u32::try_from(unlisted.iter().filter(|term| term.in_resume > 0).count()).unwrap_or(u32::MAX),
            u32::try_from(unlisted.len()).unwrap_or(u32::MAX),
        ),
    }
}

/// A requirement with its evidence, before the points are known.
struct Scored {
    requirement: Requirement,
    id: String,
    category: Category,
    /// Of the member that satisfies best.
    evidence: Evidence,
    /// Of all members.
    shown: Evidence,
    item: Item,
}

struct Scorer<'a> {
    applicant: Applicant<'a>,
    asked: Asked<'a>,
    lexicon: &'a Lexicon,
    today: Month,
    language: Language,
    /// Of the resume.
    lines: LineEnds,
    /// The named things that the resume shows, each once.
    tools: Vec<SkillIx>,
}

impl<'a> Scorer<'a> {
    fn new(
        applicant: Applicant<'a>,
        asked: Asked<'a>,
        lexicon: &'a Lexicon,
        as_of: jiff::civil::Date,
        language: Language,
    ) -> Self {
        let lines = LineEnds::of(&applicant.resume.text);
        let is_tool = |skill: &SkillIx| lexicon.get(*skill).kind.category() == Category::Tool;
        let mut tools: Vec<SkillIx> =
            applicant.found.skills.iter().map(|mention| mention.skill).filter(is_tool).collect();
        tools.sort_unstable();
        tools.dedup();
        Self { applicant, asked, lexicon, today: Month::of(as_of), language, lines, tools }
    }

    fn evidence(&self, skill: SkillIx) -> Evidence {
        Evidence::of(skill, self.applicant.resume, self.applicant.found, self.lexicon, self.today)
    }

    fn requirement(&self, requirement: Requirement) -> Scored {
        let members = members(&requirement);
        let category = members
            .iter()
            .map(|skill| self.lexicon.get(*skill).kind.category())
            .max_by_key(|category| category.weight());
        let category = category.unwrap_or(Category::Hard);
        let id =
            members.iter().map(|skill| self.lexicon.get(*skill).id.as_str()).collect::<Vec<_>>().join("|");
        let all: Vec<Evidence> = members.iter().map(|skill| self.evidence(*skill)).collect();
        let shown =
            Evidence { shown: all.iter().flat_map(|evidence| evidence.shown.iter().copied()).collect() };
        let evidence = all.into_iter().rev().max_by_key(Evidence::mass).unwrap_or_default();
        let satisfaction = self.satisfaction(&requirement, category, &evidence);
        let weight =
            requirement.modality.weight() * category.weight() * if requirement.in_title { 3 } else { 2 };
        let item = Item { id: id.clone(), weight, satisfaction };
        Scored { requirement, id, category, evidence, shown, item }
    }

    /// How far the evidence satisfies a requirement, thousandths.
    fn satisfaction(&self, requirement: &Requirement, category: Category, evidence: &Evidence) -> u32 {
        let satisfaction = match category {
            Category::Certification if evidence.any() => 1000,
            Category::Certification => 0,
            _ => evidence.satisfaction(),
        };
        match requirement.months.filter(|months| *months > 0) {
            Some(asked) => satisfaction * self.months_of(evidence).min(asked) / asked,
            None => satisfaction,
        }
    }

    /// Months of the dated entries that show a skill, as a union.
    fn months_of(&self, evidence: &Evidence) -> u32 {
        let entries = &self.applicant.resume.entries;
        let periods =
            evidence.dated_entries().filter_map(|entry| entries.get(entry)?.period?.months(self.today));
        months_union(periods)
    }

    fn describe(&self, scored: Scored, weights: u64) -> RequirementReport {
        let Scored { requirement, id, category, evidence, shown, item } = scored;
        let members = members(&requirement);
        // A skill that is only denied is a gap: nothing shows it.
        let near = if shown.any() { Vec::new() } else { self.near(&members) };
        let status = match (shown.any(), near.is_empty()) {
            (true, _) => Status::Covered,
            (false, false) => Status::Near,
            (false, true) => Status::Missing,
        };
        let if_used =
            if category == Category::Certification { 1000 } else { evidence.satisfaction_if_used() };
        let gain = u64::from(item.weight) * u64::from(if_used.saturating_sub(item.satisfaction)) * 10
            / weights.max(1);
        let labels: Vec<&str> =
            members.iter().map(|skill| self.lexicon.label(*skill, self.language)).collect();
        RequirementReport {
            kind: category,
            label: labels.join(" / "),
            modality: requirement.modality,
            any_of: matches!(requirement.target, Target::AnyOf(_))
                .then(|| id.split('|').map(str::to_owned).collect()),
            source: requirement.sources.iter().map(|span| Quote::at(self.asked.text(), *span)).collect(),
            in_posting: self.count_in_posting(&members, &requirement),
            in_resume: u32::try_from(shown.shown.len()).unwrap_or(u32::MAX),
            status,
            evidence: self.quotes(&shown),
            gain: u32::try_from(gain).unwrap_or(10_000),
            near: near.iter().map(|skill| self.lexicon.get(*skill).id.clone()).collect(),
            write_as: self.write_as(&requirement, &shown),
            advice: advice(category, &evidence),
            id,
        }
    }

    fn count_in_posting(&self, members: &[SkillIx], requirement: &Requirement) -> u32 {
        let count = match self.asked {
            Asked::Posting(_, found) => {
                found.skills.iter().filter(|mention| members.contains(&mention.skill)).count()
            }
            Asked::Role(_) => requirement.sources.len(),
        };
        u32::try_from(count).unwrap_or(u32::MAX)
    }

    fn quotes(&self, shown: &Evidence) -> Vec<EvidenceReport> {
        let resume = self.applicant.resume;
        let mut list: Vec<EvidenceReport> = shown
            .shown
            .iter()
            .map(|shown| {
                let span = shown.mention.span;
                EvidenceReport {
                    start: span.start,
                    end: span.end,
                    text: span.of(&resume.text).to_owned(),
                    section: resume.kinds_at(span.start).first().map_or("header", |kind| kind.id()).into(),
                    entry: shown.entry,
                    strength: shown.strength,
                    line: self.lines.line(span.start),
                }
            })
            .collect();
        list.sort_by_key(|quote| (quote.start, quote.end));
        list.dedup();
        list
    }

    /// Named things of the resume that are related to one of `members`, either way: MySQL for PostgreSQL. What is no name has no
    /// neighbour that one could take for it.
    fn near(&self, members: &[SkillIx]) -> Vec<SkillIx> {
        let related = |a: SkillIx, b: SkillIx| {
            self.lexicon.get(a).related.iter().any(|id| *id == self.lexicon.get(b).id)
        };
        let mut near = self.tools.clone();
        near.retain(|skill| members.iter().any(|asked| related(*skill, *asked) || related(*asked, *skill)));
        near
    }

    /// The posting's form, where the resume names the skill in other words only.
    fn write_as(&self, requirement: &Requirement, shown: &Evidence) -> Option<String> {
        let Target::Skill(skill) = requirement.target else { return None };
        if let Asked::Posting(posting, _) = self.asked
            && posting.language != self.applicant.resume.language
        {
            return None;
        }
        let form = requirement.sources.first()?.of(self.asked.text());
        if form.is_empty() {
            return None;
        }
        let text = &self.applicant.resume.text;
        let same = |written: &str| written == form || fold_key(written) == fold_key(form);
        let mut own = shown.shown.iter().filter(|shown| shown.mention.skill == skill).peekable();
        let other_words = own.peek().is_some() && own.all(|shown| !same(shown.mention.span.of(text)));
        other_words.then(|| form.to_owned())
    }

    fn findings(&self) -> Vec<Finding> {
        if self.applicant.hidden == 0 {
            return Vec::new();
        }
        let message = self.language.pick(
            "Ce fichier contient du texte caché ; il ne compte pas.",
            "This file holds hidden text; it counts for nothing.",
        );
        vec![Finding {
            code: "hidden_text".to_owned(),
            message: message.to_owned(),
            evidence: self.applicant.hidden.to_string(),
        }]
    }
}

fn members(requirement: &Requirement) -> Vec<SkillIx> {
    match &requirement.target {
        Target::Skill(skill) => vec![*skill],
        Target::AnyOf(members) => members.iter().map(|member| member.skill).collect(),
    }
}

fn advice(category: Category, evidence: &Evidence) -> Option<Advice> {
    let used = evidence.has(Strength::Job) || evidence.has(Strength::Project);
    match category {
        Category::Certification if evidence.any() => None,
        _ if !evidence.any() => Some(Advice::AddIfTrue),
        Category::Soft | Category::Method => None,
        _ if !used => Some(Advice::ShowInEntry),
        _ if !evidence.has(Strength::Declared) => Some(Advice::NameInSkills),
        _ => None,
    }
}
