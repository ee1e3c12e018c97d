//! Weights that a person moves.

use std::collections::BTreeMap;

use crate::report::Fit;

/// How much each part of the score counts in one opening: a factor by the id of the part, 1 where nothing is said.
///
/// 0 leaves a part out, 3 counts it three times. The fit under weights is Σ factor · points of Σ factor · `of`, in hundredths of a point:
/// with all factors alike it is the fit of the report.
///
/// ```
/// use sartor_core::{opening::Weights, report::{Fit, Part}};
/// let part = |id: &str, points, of| Part { requirement: id.to_owned(), points, of };
/// let fit = Fit { total: Some(6_000), parts: vec![part("rust", 4_000, 5_000), part("sql", 2_000, 5_000)] };
/// assert_eq!(Weights::default().fit(&fit), Some(6_000));
/// let weights: Weights = [("rust", 3)].into_iter().collect();
/// assert_eq!(weights.fit(&fit), Some(7_000));
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Weights(BTreeMap<String, u32>);

impl Weights {
    /// The largest factor.
    pub const MAX: u32 = 3;

    /// The factor of a part. Those of `language.en` and `language.de` are given together, as `language`.
    pub fn of(&self, part: &str) -> u32 {
        let family = || part.strip_prefix("language.").and_then(|_| self.0.get("language"));
        self.0.get(part).or_else(family).copied().unwrap_or(1)
    }

    /// The fit under these weights, hundredths of a point; `None` where nothing is left to count.
    pub fn fit(&self, fit: &Fit) -> Option<u32> {
        let sum = |points: fn(&crate::report::Part) -> u32| -> u64 {
            let parts = fit.parts.iter();
            parts.map(|part| u64::from(self.of(&part.requirement)) * u64::from(points(part))).sum()
        };
        let (points, of) = (sum(|part| part.points), sum(|part| part.of));
        fit.total?;
        (of > 0).then(|| u32::try_from((points * 10_000 + of / 2) / of).unwrap_or(10_000))
    }

    /// The factors that differ from 1, by id.
    pub const fn moved(&self) -> &BTreeMap<String, u32> {
        &self.0
    }
}

/// Factors above [`Weights::MAX`] are cut to it; those of 1 say nothing and are left out.
impl<S: Into<String>> FromIterator<(S, u32)> for Weights {
    fn from_iter<I: IntoIterator<Item = (S, u32)>>(factors: I) -> Self {
        let factors = factors.into_iter().map(|(id, factor)| (id.into(), factor.min(Self::MAX)));
        Self(factors.filter(|(_, factor)| *factor != 1).collect())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::report::Part;

    fn fit(parts: &[(u32, u32)]) -> Fit {
        let part = |(at, (points, of)): (usize, &(u32, u32))| Part {
            requirement: format!("p{at}"),
            points: *points.min(of),
            of: *of,
        };
        let parts: Vec<Part> = parts.iter().enumerate().map(part).collect();
        Fit { total: Some(parts.iter().map(|part| part.points).sum()), parts }
    }

    proptest! {
        #[test]
        fn a_fit_stays_within_its_bounds_and_grows_with_its_points(
            parts in prop::collection::vec((0_u32..2_000, 1_u32..2_000), 1..9),
            factors in prop::collection::vec(0_u32..5, 9),
        ) {
            let weights: Weights =
                factors.iter().enumerate().map(|(at, factor)| (format!("p{at}"), *factor)).collect();
            let own = fit(&parts);
            let mut better = own.clone();
            for part in &mut better.parts {
                part.points = part.of;
            }
            let (own, better) = (weights.fit(&own), weights.fit(&better));
            prop_assert!(own <= better);
            prop_assert!(better.is_none_or(|better| better == 10_000), "{better:?}");
        }

        #[test]
        fn without_moved_weights_the_fit_is_that_of_the_report(split in 1_u32..9_999, points in 0_u32..=9_999) {
            let own = fit(&[(points, split), (points / 2, 10_000 - split)]);
            prop_assert_eq!(Weights::default().fit(&own), own.total);
        }
    }

    #[test]
    fn what_is_left_out_decides_nothing() {
        let own = fit(&[(10, 5_000), (5_000, 5_000)]);
        let without: Weights = [("p0", 0)].into_iter().collect();
        assert_eq!(without.fit(&own), Some(10_000));
        let none: Weights = [("p0", 0), ("p1", 0)].into_iter().collect();
        assert_eq!(none.fit(&own), None);
        assert_eq!(Weights::default().fit(&Fit { total: None, parts: Vec::new() }), None);
    }

    #[test]
    fn languages_are_weighed_together() {
        let weights: Weights = [("language", 3), ("rust", 9), ("sql", 1)].into_iter().collect();
        assert_eq!((weights.of("language.en"), weights.of("rust"), weights.of("sql")), (3, Weights::MAX, 1));
        assert!(!weights.moved().contains_key("sql"));
    }
}
