//! Who of the applicants is looked at, and in which order.

use super::{Matrix, Standing};
use crate::report::{Met, Status};

/// Which applicants are shown. What is not shown is not rejected: the count of it is told beside.
///
/// ```
/// use sartor_core::opening::{Selection, Sort};
/// let all = Selection::default();
/// assert!(all.has.is_empty() && all.sort == Sort::Rank);
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection {
    /// Ids of requirements that must be covered.
    pub has: Vec<String>,
    /// Only those who lack exactly one of the required.
    pub one_missing: bool,
    /// Kinds of conditions that must not be unmet; what a resume does not tell passes.
    pub not_failed: Vec<String>,
    /// The order.
    pub sort: Sort,
}

/// An order; equals stand by rank. None reads a name or a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Sort {
    /// By rank.
    #[default]
    Rank,
    /// By coverage, the highest first.
    Coverage,
    /// By the number of required that are missing, the fewest first.
    Missing,
    /// By the points of a requirement, the most first.
    Requirement(String),
}

impl Sort {
    /// The order of a name: `rank`, `coverage`, `missing`, or the id of a requirement.
    pub fn named(name: &str) -> Self {
        match name {
            "" | "rank" => Self::Rank,
            "coverage" => Self::Coverage,
            "missing" => Self::Missing,
            id => Self::Requirement(id.to_owned()),
        }
    }

    /// Its name.
    pub fn name(&self) -> &str {
        match self {
            Self::Rank => "rank",
            Self::Coverage => "coverage",
            Self::Missing => "missing",
            Self::Requirement(id) => id,
        }
    }
}

impl Selection {
    /// Keeps those who are looked at, in their order, and tells how many were left out. Ranks stay as they are among all.
    pub fn apply(&self, matrix: &mut Matrix) -> usize {
        let heads: Vec<&str> = matrix.requirements.iter().map(|head| head.id.as_str()).collect();
        let place = |id: &str| heads.iter().position(|head| *head == id);
        let wanted: Vec<Option<usize>> = self.has.iter().map(|id| place(id)).collect();
        let by = match &self.sort {
            Sort::Requirement(id) => place(id),
            _ => None,
        };
        let all = matrix.applicants.len();
        matrix.applicants.retain(|one| self.keeps(one, &wanted));
        matrix.applicants.sort_by_key(|one| match self.sort {
            Sort::Rank => (0, 0),
            Sort::Coverage => (-share(one), 0),
            Sort::Missing => (0, one.missing_required.len()),
            Sort::Requirement(_) => {
                let points = by.and_then(|at| one.marks.get(at)).and_then(|mark| mark.points);
                (-i64::from(points.unwrap_or(0)), 0)
            }
        });
        all - matrix.applicants.len()
    }

    fn keeps(&self, one: &Standing, wanted: &[Option<usize>]) -> bool {
        let covered = |at: &Option<usize>| {
            at.and_then(|at| one.marks.get(at)).is_some_and(|mark| mark.status == Status::Covered)
        };
        let failed =
            |kind: &String| one.conditions.iter().any(|own| own.kind == *kind && own.status == Met::NotMet);
        wanted.iter().all(covered)
            && (!self.one_missing || one.missing_required.len() == 1)
            && !self.not_failed.iter().any(failed)
    }
}

/// The share that is covered, in ten-thousandths.
fn share(one: &Standing) -> i64 {
    i64::from(one.coverage.covered) * 10_000 / i64::from(one.coverage.total.max(1))
}
