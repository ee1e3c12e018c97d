//! Applicants by requirements.

use std::{borrow::Cow, cmp::Reverse, collections::BTreeMap};

use schemars::JsonSchema;
use serde::Serialize;

use super::Weights;
use crate::{
    Language,
    lexicon::{Category, Lexicon},
    posting::Modality,
    report::{Constraint, Met, Report, RequirementReport, SCHEMA_VERSION, Share, Status, Strength},
};

/// What of a person a matrix holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum View {
    /// Names, files and words of the resume.
    Named,
    /// Labels only, and of the evidence its kind and its line: words may tell a gender, a place or an age.
    Blind,
}

/// An applicant, as the matrix is given one.
#[derive(Debug, Clone, Copy)]
pub struct Entrant<'a> {
    /// Id, for links; it is in no JSON of a blind matrix.
    pub id: &'a str,
    /// What stands for the person in a blind view.
    pub label: &'a str,
    /// The name of the person.
    pub name: Option<&'a str>,
    /// The name of the file.
    pub document: &'a str,
    /// The report, or the code of why there is none.
    pub report: Result<&'a Report, &'a str>,
}

/// Applicants to one opening by what it asks, ranked.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Matrix {
    /// [`SCHEMA_VERSION`].
    pub schema_version: u32,
    /// What of persons it holds.
    pub view: View,
    /// The reference date, `YYYY-MM-DD`.
    pub as_of: String,
    /// Digest of the lexicon.
    pub lexicon_digest: String,
    /// The requirements, in the order of the posting.
    pub requirements: Vec<RequirementHead>,
    /// Title, years, diploma, languages: told apart from the keywords.
    pub conditions: Vec<ConditionHead>,
    /// Those whose resume was read, the best first.
    pub applicants: Vec<Standing>,
    /// Those whose file could not be read.
    pub unread: Vec<Unread>,
}

/// A requirement at the head of a column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RequirementHead {
    /// Id of the skill, or those of an any-of group joined by `|`.
    pub id: String,
    /// Label in the language asked.
    pub label: String,
    /// Class of weight.
    pub kind: Category,
    /// How strongly it is asked.
    pub modality: Modality,
    /// The factor that a person gave it.
    pub weight: u32,
}

/// A condition at the head of a column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ConditionHead {
    /// `title`, `years`, `diploma` or `language`.
    pub kind: String,
    /// What is asked.
    pub asked: String,
    /// The factor that a person gave it.
    pub weight: u32,
}

/// An applicant in the matrix.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Standing {
    /// Place by fit, from 1; equals share one; `null` without a score.
    pub rank: Option<u32>,
    /// What stands for the person in a blind view.
    pub applicant: String,
    /// Id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Name of the file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub document: Option<String>,
    /// Under the weights of the opening, hundredths of a point.
    pub fit: Option<u32>,
    /// Of the required; of all, where nothing is required.
    pub coverage: Share,
    /// Ids of the required that are not covered.
    pub missing_required: Vec<String>,
    /// One mark for each requirement of the head.
    pub marks: Vec<Mark>,
    /// One for each condition of the head.
    pub conditions: Vec<Condition>,
    /// The address of the applicant's page, for those who make a page of the matrix.
    #[serde(skip)]
    pub key: String,
}

/// What a resume shows of one requirement.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Mark {
    /// Whether it is covered.
    pub status: Status,
    /// The best of its evidence.
    pub strength: Option<Strength>,
    /// Points, hundredths; `null` for what has no part of the score.
    pub points: Option<u32>,
    /// The most it could bring.
    pub of: Option<u32>,
    /// Labels of what is near, where it is not covered.
    pub near: Vec<String>,
    /// Where it is shown.
    pub evidence: Vec<Proof>,
}

/// One place that shows a requirement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Proof {
    /// What it counts as.
    pub strength: Strength,
    /// Kind of the section.
    pub section: Cow<'static, str>,
    /// Line of the resume's text, from 1.
    pub line: u32,
    /// The words; not in a blind matrix.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// Whether a condition is met.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Condition {
    /// As in the head.
    pub kind: String,
    /// Met, not met, or unknown.
    pub status: Met,
    /// What the resume tells; of a blind matrix only what is counted, such as years.
    pub found: Option<String>,
}

/// An applicant whose file could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Unread {
    /// What stands for the person in a blind view.
    pub applicant: String,
    /// Id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Name of the file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub document: Option<String>,
    /// Stable code.
    pub code: String,
    /// As of a [`Standing`].
    #[serde(skip)]
    pub key: String,
}

impl Matrix {
    /// The matrix of these applicants, labels in `language`.
    ///
    /// ```
    /// use sartor_core::{Language, lexicon::Lexicon, opening::{Entrant, Matrix, View, Weights}};
    /// let one = Entrant { id: "1", label: "a1", name: Some("Zoé"), document: "zoe.pdf", report: Err("input.damaged") };
    /// let blind = Matrix::of(&[one], &Weights::default(), &Lexicon::default(), Language::Fr, View::Blind);
    /// assert_eq!((blind.unread[0].applicant.as_str(), &blind.unread[0].document), ("a1", &None));
    /// ```
    pub fn of(
        entrants: &[Entrant<'_>],
        weights: &Weights,
        lexicon: &Lexicon,
        language: Language,
        view: View,
    ) -> Self {
        let names = Names { lexicon, language };
        let first = entrants.iter().find_map(|entrant| entrant.report.ok());
        let requirements = first.map_or_else(Vec::new, |report| {
            let heads = report.requirements.iter();
            heads.map(|one| names.head(one, weights)).collect()
        });
        let conditions = first.map_or_else(Vec::new, |report| {
            let head = |one: &Constraint| ConditionHead {
                kind: one.kind.clone(),
                asked: one.asked.clone(),
                weight: weights.of(&one.kind),
            };
            report.constraints.iter().map(head).collect()
        });
        let mut applicants: Vec<Standing> = Vec::new();
        let mut unread: Vec<Unread> = Vec::new();
        for entrant in entrants {
            match entrant.report {
                Ok(report) => applicants.push(standing(entrant, report, weights, names, view)),
                Err(code) => unread.push(Unread {
                    applicant: entrant.label.to_owned(),
                    id: named(view, entrant.id),
                    document: named(view, entrant.document),
                    code: code.to_owned(),
                    key: entrant.id.to_owned(),
                }),
            }
        }
        rank(&mut applicants);
        unread.sort_by(|a, b| a.applicant.cmp(&b.applicant));
        Self {
            schema_version: SCHEMA_VERSION,
            view,
            as_of: first.map_or_else(String::new, |report| report.as_of.clone()),
            lexicon_digest: lexicon.digest.clone(),
            requirements,
            conditions,
            applicants,
            unread,
        }
    }

    /// The label of a requirement of the head, or its id.
    pub fn label<'m>(&'m self, id: &'m str) -> &'m str {
        self.requirements.iter().find(|head| head.id == id).map_or(id, |head| &head.label)
    }
}

/// Labels in a language.
#[derive(Debug, Clone, Copy)]
struct Names<'a> {
    lexicon: &'a Lexicon,
    language: Language,
}

impl Names<'_> {
    fn head(self, one: &RequirementReport, weights: &Weights) -> RequirementHead {
        RequirementHead {
            id: one.id.clone(),
            label: self.label(&one.id, &one.label),
            kind: one.kind,
            modality: one.modality,
            weight: weights.of(&one.id),
        }
    }

    /// The labels of the ids of a requirement; `told` where the lexicon has lost one.
    fn label(self, ids: &str, told: &str) -> String {
        let known = |id: &str| Some(self.lexicon.label(self.lexicon.skill(id)?, self.language));
        let labels: Option<Vec<&str>> = ids.split('|').map(known).collect();
        labels.map_or_else(|| told.to_owned(), |labels| labels.join(self.language.pick(" ou ", " or ")))
    }
}

fn named(view: View, text: &str) -> Option<String> {
    (view == View::Named).then(|| text.to_owned())
}

fn standing(
    entrant: &Entrant<'_>,
    report: &Report,
    weights: &Weights,
    names: Names<'_>,
    view: View,
) -> Standing {
    let parts: BTreeMap<&str, (u32, u32)> =
        report.fit.parts.iter().map(|part| (part.requirement.as_str(), (part.points, part.of))).collect();
    let missing =
        |one: &&RequirementReport| one.modality == Modality::Required && one.status != Status::Covered;
    Standing {
        rank: None,
        applicant: entrant.label.to_owned(),
        id: named(view, entrant.id),
        name: entrant.name.and_then(|name| named(view, name)),
        document: named(view, entrant.document),
        fit: weights.fit(&report.fit),
        coverage: report.coverage.decisive(),
        missing_required: report.requirements.iter().filter(missing).map(|one| one.id.clone()).collect(),
        marks: report
            .requirements
            .iter()
            .map(|one| mark(one, parts.get(one.id.as_str()).copied(), names, view))
            .collect(),
        conditions: report.constraints.iter().map(|one| condition(one, view)).collect(),
        key: entrant.id.to_owned(),
    }
}

fn mark(one: &RequirementReport, part: Option<(u32, u32)>, names: Names<'_>, view: View) -> Mark {
    let counted = one.evidence.iter().filter(|proof| proof.strength > Strength::None);
    let proofs = counted.map(|proof| Proof {
        strength: proof.strength,
        section: proof.section.clone(),
        line: proof.line,
        text: named(view, &proof.text),
    });
    let evidence: Vec<Proof> = proofs.collect();
    let near = if one.status == Status::Covered { &[][..] } else { &one.near };
    Mark {
        status: one.status,
        strength: evidence.iter().map(|proof| proof.strength).max(),
        points: part.map(|(points, _)| points),
        of: part.map(|(_, of)| of),
        near: near.iter().map(|id| names.label(id, id)).collect(),
        evidence,
    }
}

fn condition(one: &Constraint, view: View) -> Condition {
    // A title has a gender, a diploma a school; a number of years has neither.
    let shown = view == View::Named || one.kind == "years";
    Condition { kind: one.kind.clone(), status: one.status, found: one.found.clone().filter(|_| shown) }
}

/// Sorts by fit, then by coverage, then by label, so that no name decides a place; equals in fit share a rank.
fn rank(applicants: &mut [Standing]) {
    let key = |one: &Standing| {
        let (covered, total) = (u64::from(one.coverage.covered), u64::from(one.coverage.total.max(1)));
        (Reverse(one.fit), Reverse(covered * 10_000 / total))
    };
    applicants.sort_by(|a, b| key(a).cmp(&key(b)).then_with(|| a.applicant.cmp(&b.applicant)));
    let mut last: Option<(u32, u32)> = None;
    for (at, one) in (1..).zip(applicants) {
        one.rank = None;
        let Some(fit) = one.fit else { continue };
        let rank = last.filter(|(known, _)| *known == fit).map_or(at, |(_, rank)| rank);
        one.rank = Some(rank);
        last = Some((fit, rank));
    }
}
