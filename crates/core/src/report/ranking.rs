//! One resume against many postings: which to answer first, and what to learn next.

use std::{cmp::Reverse, collections::BTreeMap};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Met, Report, SCHEMA_VERSION, Share, Status};
use crate::posting::Modality;

/// Postings by what a resume evidences of them, the best first, and the gaps by how many they would close.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Ranking {
    /// [`SCHEMA_VERSION`].
    pub schema_version: u32,
    /// The reference date, `YYYY-MM-DD`.
    pub as_of: String,
    /// Digest of the lexicon.
    pub lexicon_digest: String,
    /// Name of the resume.
    pub resume: String,
    /// The postings; those without a score come last.
    pub postings: Vec<RankedPosting>,
    /// What is asked and not shown, by how many postings require it, then by the points it would bring in all.
    pub learn_next: Vec<NextSkill>,
}

/// A posting and what the resume evidences of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RankedPosting {
    /// Place by fit, from 1; equals share one; `null` without a score.
    pub rank: Option<u32>,
    /// Name of the document.
    pub document: String,
    /// Title.
    pub title: Option<String>,
    /// Company.
    pub company: Option<String>,
    /// Hundredths of a point.
    pub fit: Option<u32>,
    /// Of the required; of all, where nothing is required.
    pub coverage: Share,
    /// Labels of the required that are not covered.
    pub missing_required: Vec<String>,
    /// Kinds of the constraints that are not met.
    pub not_met: Vec<String>,
}

/// Something that postings ask and the resume does not show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NextSkill {
    /// Id of the skill, or those of an any-of group joined by `|`.
    pub id: String,
    /// Label in the language of the reports.
    pub label: String,
    /// How many of the postings ask it.
    pub postings: u32,
    /// How many of these require it.
    pub required: u32,
    /// For how many of the postings it is the only required thing that is missing.
    pub opens: u32,
    /// Hundredths of a point that it would add, over all postings.
    pub gain: u32,
}

impl Ranking {
    /// Ranks the reports of one resume, each by the name of its posting.
    ///
    /// ```
    /// use sartor_core::report::Ranking;
    /// let none = Ranking::of("cv.pdf", "2026-11-21", "0123456789abcdef", &[]);
    /// assert!(none.postings.is_empty() && none.learn_next.is_empty());
    /// ```
    pub fn of(resume: &str, as_of: &str, lexicon_digest: &str, reports: &[(String, Report)]) -> Self {
        let mut postings: Vec<RankedPosting> =
            reports.iter().map(|(document, report)| RankedPosting::of(document, report)).collect();
        postings.sort_by(|a, b| (Reverse(a.fit), &a.document).cmp(&(Reverse(b.fit), &b.document)));
        let mut last: Option<(u32, u32)> = None;
        for (at, posting) in (1..).zip(&mut postings) {
            let Some(fit) = posting.fit else { continue };
            let rank = last.filter(|(known, _)| *known == fit).map_or(at, |(_, rank)| rank);
            posting.rank = Some(rank);
            last = Some((fit, rank));
        }
        Self {
            schema_version: SCHEMA_VERSION,
            as_of: as_of.to_owned(),
            lexicon_digest: lexicon_digest.to_owned(),
            resume: resume.to_owned(),
            postings,
            learn_next: next(reports.iter().map(|(_, report)| report)),
        }
    }
}

impl RankedPosting {
    fn of(document: &str, report: &Report) -> Self {
        let not_met = report.constraints.iter().filter(|one| one.status == Met::NotMet);
        Self {
            rank: None,
            document: document.to_owned(),
            title: report.posting.as_ref().and_then(|posting| posting.title.clone()),
            company: report.posting.as_ref().and_then(|posting| posting.company.clone()),
            fit: report.fit.total,
            coverage: report.coverage.decisive(),
            missing_required: missing(report).map(|one| one.label.clone()).collect(),
            not_met: not_met.map(|one| one.kind.clone()).collect(),
        }
    }
}

fn missing(report: &Report) -> impl Iterator<Item = &super::RequirementReport> {
    report
        .requirements
        .iter()
        .filter(|one| one.modality == Modality::Required && one.status != Status::Covered)
}

fn next<'r>(reports: impl Iterator<Item = &'r Report>) -> Vec<NextSkill> {
    let mut skills: BTreeMap<&str, NextSkill> = BTreeMap::new();
    for report in reports {
        let alone = missing(report).count() == 1;
        for one in report.requirements.iter().filter(|one| one.status != Status::Covered) {
            let required = one.modality == Modality::Required;
            let skill = skills.entry(&one.id).or_insert_with(|| NextSkill {
                id: one.id.clone(),
                label: one.label.clone(),
                postings: 0,
                required: 0,
                opens: 0,
                gain: 0,
            });
            skill.postings += 1;
            skill.required += u32::from(required);
            skill.opens += u32::from(required && alone);
            skill.gain += one.gain;
        }
    }
    let mut skills: Vec<NextSkill> = skills.into_values().collect();
    skills.sort_by_key(|skill| Reverse((skill.opens, skill.required, skill.gain, skill.postings)));
    skills
}
