//! The matrix of an opening, in the words of a person.

use sartor_core::{
    Language,
    opening::{Condition, Mark, Matrix, Proof, Standing, View},
    report::{Met, Status, Strength},
};
use serde::Serialize;

use crate::{safe, words};

/// A matrix to show.
#[derive(Debug, Clone, Serialize)]
pub struct MatrixView {
    /// Without names.
    pub blind: bool,
    /// The conditions, before the requirements.
    pub conditions: Vec<HeadView>,
    /// The requirements.
    pub requirements: Vec<HeadView>,
    /// The applicants.
    pub rows: Vec<RowView>,
    /// Those whose file could not be read.
    pub unread: Vec<UnreadView>,
}

/// The head of a column.
#[derive(Debug, Clone, Serialize)]
pub struct HeadView {
    /// Id of the requirement, kind of the condition.
    pub id: String,
    /// Its label.
    pub label: String,
    /// How strongly it is asked; what is asked of a condition.
    pub note: String,
    /// The factor that a person gave it.
    pub weight: u32,
    /// A must.
    pub required: bool,
}

/// An applicant.
#[derive(Debug, Clone, Serialize)]
pub struct RowView {
    /// Id, for the links of a page.
    pub key: String,
    /// Place; nothing without a score.
    pub rank: Option<u32>,
    /// The name of the person, of the file where no name was read, or the label.
    pub shown: String,
    /// The label, where something else is shown.
    pub label: Option<String>,
    /// The fit, and its hundredths for a bar.
    pub fit: Option<String>,
    /// Hundredths of a point.
    pub points: u32,
    /// Covered of total.
    pub covered: u32,
    /// Of how many.
    pub total: u32,
    /// What of the required is missing, by label.
    pub missing: Vec<String>,
    /// The marks, conditions first.
    pub marks: Vec<MarkView>,
}

/// One mark.
#[derive(Debug, Clone, Serialize)]
pub struct MarkView {
    /// For the colour: `job`, `other`, `declared`, `near`, `missing`, `met`, `not_met`, `unknown`.
    pub class: &'static str,
    /// A sign, so that no one needs the colour.
    pub sign: &'static str,
    /// The sign in words.
    pub said: String,
    /// Where it is shown.
    pub proofs: Vec<String>,
}

/// An applicant whose file could not be read.
#[derive(Debug, Clone, Serialize)]
pub struct UnreadView {
    /// Id, for the links of a page.
    pub key: String,
    /// The name of the file, or the label.
    pub shown: String,
    /// Stable code.
    pub code: String,
}

/// Most places of evidence that a mark tells; the page of the applicant tells all.
const PROOFS: usize = 3;

/// What is shown of a matrix.
pub fn matrix(matrix: &Matrix, language: Language) -> MatrixView {
    let conditions = matrix.conditions.iter().map(|head| HeadView {
        id: head.kind.clone(),
        label: words::constraint(&head.kind, language).to_owned(),
        note: safe(&head.asked),
        weight: head.weight,
        required: false,
    });
    let requirements = matrix.requirements.iter().map(|head| HeadView {
        id: head.id.clone(),
        label: head.label.clone(),
        note: words::modality(head.modality, language).to_owned(),
        weight: head.weight,
        required: head.modality == sartor_core::posting::Modality::Required,
    });
    let unread = matrix.unread.iter().map(|one| UnreadView {
        key: one.key.clone(),
        shown: safe(one.document.as_deref().unwrap_or(&one.applicant)),
        code: one.code.clone(),
    });
    MatrixView {
        blind: matrix.view == View::Blind,
        conditions: conditions.collect(),
        requirements: requirements.collect(),
        rows: matrix.applicants.iter().map(|one| row(matrix, one, language)).collect(),
        unread: unread.collect(),
    }
}

/// The name of a kind of condition.
pub fn condition_name(kind: &str, language: Language) -> &'static str {
    words::constraint(kind, language)
}

/// The signs of marks: class, sign, and what it says.
pub fn legend(language: Language) -> [(&'static str, &'static str, &'static str); 5] {
    [
        ("job", "●", language.pick("utilisé dans un emploi", "used in a job")),
        (
            "other",
            "◐",
            language.pick("projet, formation ou certification", "project, training or certificate"),
        ),
        ("declared", "○", language.pick("déclaré seulement", "declared only")),
        ("near", "≈", words::status(Status::Near, language)),
        ("missing", "–", words::status(Status::Missing, language)),
    ]
}

fn row(matrix: &Matrix, one: &Standing, language: Language) -> RowView {
    let known = one.name.as_deref().or(one.document.as_deref());
    let conditions = one.conditions.iter().map(|own| condition(own, language));
    RowView {
        key: one.key.clone(),
        rank: one.rank,
        shown: safe(known.unwrap_or(&one.applicant)),
        label: known.is_some().then(|| one.applicant.clone()),
        fit: one.fit.map(|fit| points(fit, language)),
        points: one.fit.unwrap_or(0),
        covered: one.coverage.covered,
        total: one.coverage.total,
        missing: one.missing_required.iter().map(|id| matrix.label(id).to_owned()).collect(),
        marks: conditions.chain(one.marks.iter().map(|own| mark(own, language))).collect(),
    }
}

fn points(points: u32, language: Language) -> String {
    format!("{}{}{:02}", points / 100, language.pick(",", "."), points % 100)
}

fn condition(own: &Condition, language: Language) -> MarkView {
    let (class, sign) = match own.status {
        Met::Met => ("met", "✓"),
        Met::NotMet => ("not_met", "✗"),
        Met::Unknown => ("unknown", "?"),
    };
    MarkView {
        class,
        sign,
        said: words::met(own.status, language).to_owned(),
        proofs: own.found.iter().map(|found| safe(found)).collect(),
    }
}

fn mark(own: &Mark, language: Language) -> MarkView {
    let place = match (own.status, own.strength) {
        (Status::Covered, Some(Strength::Job)) => 0,
        (Status::Covered, Some(Strength::Project | Strength::Certification | Strength::Education)) => 1,
        (Status::Covered, _) => 2,
        (Status::Near, _) => 3,
        (Status::Missing, _) => 4,
    };
    let (class, sign, said) = legend(language)[place];
    let said =
        if own.near.is_empty() { said.to_owned() } else { format!("{said} : {}", own.near.join(", ")) };
    let said = if language == Language::En { said.replace(" : ", ": ") } else { said };
    MarkView {
        class,
        sign,
        said,
        proofs: own.evidence.iter().take(PROOFS).map(|own| proof(own, language)).collect(),
    }
}

fn proof(own: &Proof, language: Language) -> String {
    let place = format!(
        "{}, {} {}",
        words::section(&own.section, language),
        language.pick("ligne", "line"),
        own.line
    );
    match &own.text {
        Some(text) => {
            language.pick(format!("{place} : « {} »", safe(text)), format!("{place}: “{}”", safe(text)))
        }
        None => place,
    }
}
