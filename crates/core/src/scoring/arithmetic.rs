//! The arithmetic of the score: integers only, thousandths inside, hundredths of a point outside.

/// Evidence at which a requirement is half satisfied before the gain, in thousandths (k of BM25).
const KAPPA: u32 = 600;
/// Evidence beyond which nothing counts.
const EVIDENCE_MAX: u32 = 2400;

/// One scored item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Id; decides ties of rounding.
    pub id: String,
    /// Weight.
    pub weight: u32,
    /// Satisfaction in thousandths, 0 to 1000.
    pub satisfaction: u32,
}

/// Points of one item, hundredths.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Points {
    /// Id of the item.
    pub id: String,
    /// What it brings.
    pub points: u32,
    /// What it could bring.
    pub of: u32,
}

/// How much an experience counts, by the months since it ended: thousandths. Full for three years, then falling to a half at ten.
///
/// `None` is an entry without a date.
pub fn recency(months_since_end: Option<i32>) -> u32 {
    match months_since_end {
        None => 700,
        Some(months) if months <= 36 => 1000,
        Some(months) if months >= 120 => 500,
        Some(months) => 1000 - 500 * (months.unsigned_abs() - 36) / 84,
    }
}

/// Satisfaction of a requirement by its evidence, both in thousandths; saturates at 1000.
///
/// ```
/// use sartor_core::scoring::satisfaction;
/// assert_eq!(satisfaction(400), 500); // listed only
/// assert_eq!(satisfaction(1000), 781); // one current job
/// assert_eq!(satisfaction(9999), 1000);
/// ```
pub fn satisfaction(evidence: u32) -> u32 {
    let evidence = evidence.min(EVIDENCE_MAX);
    if evidence == 0 {
        return 0;
    }
    let [evidence, max, kappa] = [evidence, EVIDENCE_MAX, KAPPA].map(u64::from);
    u32::try_from((max + kappa) * evidence * 1000 / (max * (evidence + kappa))).unwrap_or(1000)
}

/// Total and parts, hundredths of a point; the points sum exactly to the total, `of` to 10000.
///
/// `None` where no item has a weight: there is nothing to score.
pub fn total(items: &[Item]) -> Option<(u32, Vec<Points>)> {
    let weights: u64 = items.iter().map(|item| u64::from(item.weight)).sum();
    if weights == 0 {
        return None;
    }
    let mut sorted: Vec<&Item> = items.iter().collect();
    sorted.sort_by(|a, b| a.id.cmp(&b.id));
    let won: Vec<u64> =
        sorted.iter().map(|item| u64::from(item.weight) * u64::from(item.satisfaction)).collect();
    let total = won.iter().sum::<u64>() * 10_000 / (weights * 1000);
    let of =
        shares(&sorted.iter().map(|item| u64::from(item.weight)).collect::<Vec<_>>(), weights, 10_000, None);
    let points = shares(&won, weights * 1000, total, Some(&of));
    let parts = sorted
        .iter()
        .zip(points)
        .zip(of)
        .map(|((item, points), of)| Points { id: item.id.clone(), points, of })
        .collect();
    Some((u32::try_from(total).unwrap_or(10_000), parts))
}

/// Each number times 10000 by `whole`, rounded by the largest remainder so that they sum to `sum`; a part that stands at its cap is
/// passed over while another has room.
fn shares(numbers: &[u64], whole: u64, sum: u64, caps: Option<&[u32]>) -> Vec<u32> {
    let mut parts: Vec<u32> =
        numbers.iter().map(|number| u32::try_from(number * 10_000 / whole).unwrap_or(10_000)).collect();
    let mut order: Vec<usize> = (0..numbers.len()).collect();
    let full = |at: usize| caps.is_some_and(|caps| parts[at] >= caps[at]);
    order.sort_by_key(|&at| (full(at), std::cmp::Reverse(numbers[at] * 10_000 % whole), at));
    let left =
        usize::try_from(sum.saturating_sub(parts.iter().map(|part| u64::from(*part)).sum())).unwrap_or(0);
    for &at in order.iter().take(left) {
        parts[at] += 1;
    }
    parts
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_curve_is_that_of_the_reference() {
        let curve: Vec<u32> =
            [0, 350, 400, 700, 1000, 1400, 2000, 2400, 9000].into_iter().map(satisfaction).collect();
        assert_eq!(curve, [0, 460, 500, 673, 781, 875, 961, 1000, 1000]);
        assert_eq!(
            [None, Some(0), Some(36), Some(60), Some(79), Some(120), Some(400)].map(recency),
            [700, 1000, 1000, 858, 745, 500, 500]
        );
    }

    fn items() -> impl Strategy<Value = Vec<Item>> {
        prop::collection::vec((1u32..200, 0u32..=1000), 1..12).prop_map(|list| {
            list.into_iter()
                .enumerate()
                .map(|(at, (weight, satisfaction))| Item { id: format!("r{at:02}"), weight, satisfaction })
                .collect()
        })
    }

    proptest! {
        #[test]
        fn parts_sum_to_the_total_and_stay_in_bounds(items in items()) {
            let (sum, parts) = total(&items).expect("weights are positive");
            prop_assert!(sum <= 10_000);
            prop_assert_eq!(parts.iter().map(|part| part.points).sum::<u32>(), sum);
            prop_assert_eq!(parts.iter().map(|part| part.of).sum::<u32>(), 10_000);
            prop_assert!(parts.iter().all(|part| part.points <= part.of));
        }

        #[test]
        fn order_does_not_matter_and_more_evidence_never_lowers(items in items(), at in 0usize..12, more in 0u32..1000) {
            let mut other = items.clone();
            other.reverse();
            prop_assert_eq!(total(&items), total(&other));
            let at = at % items.len();
            other = items.clone();
            other[at].satisfaction = (other[at].satisfaction + more).min(1000);
            prop_assert!(total(&other).map(|t| t.0) >= total(&items).map(|t| t.0));
            // What a requirement could bring depends on the posting alone.
            let of = |t: Option<(u32, Vec<Points>)>| t.map(|t| t.1.into_iter().map(|p| p.of).collect::<Vec<_>>());
            prop_assert_eq!(of(total(&other)), of(total(&items)));
        }

        #[test]
        fn evidence_saturates(evidence in 0u32..5000, more in 0u32..5000) {
            prop_assert!(satisfaction(evidence) <= satisfaction(evidence + more));
            prop_assert!(satisfaction(evidence) <= 1000);
        }
    }

    #[test]
    fn nothing_asked_cannot_be_scored() {
        assert_eq!(total(&[]), None);
    }
}
