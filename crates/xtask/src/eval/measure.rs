//! Counts, shares and the measures M1 and M2.

use std::collections::BTreeSet;

/// Hits, false finds and misses.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Counts {
    hits: u32,
    wrong: u32,
    missed: u32,
}

impl Counts {
    pub(super) fn add(&mut self, hits: usize, wrong: usize, missed: usize) {
        let small = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        self.hits += small(hits);
        self.wrong += small(wrong);
        self.missed += small(missed);
    }

    /// Adds what a set holds against what it should hold; what is in `free` counts neither way.
    pub(super) fn compare(
        &mut self,
        found: &BTreeSet<String>,
        gold: &BTreeSet<String>,
        free: &BTreeSet<String>,
    ) {
        let count = |a: &BTreeSet<String>, b: &BTreeSet<String>| {
            a.iter().filter(|id| !b.contains(*id) && !free.contains(*id)).count()
        };
        let hits = found.iter().filter(|id| gold.contains(*id) && !free.contains(*id)).count();
        self.add(hits, count(found, gold), count(gold, found));
    }

    pub(super) fn precision(self) -> f64 {
        share(self.hits, self.hits + self.wrong)
    }

    pub(super) fn recall(self) -> f64 {
        share(self.hits, self.hits + self.missed)
    }

    pub(super) fn f1(self) -> f64 {
        share(2 * self.hits, 2 * self.hits + self.wrong + self.missed)
    }

    pub(super) fn show(self) -> String {
        format!(
            "P {:.4}  R {:.4}  F1 {:.4}  ({} hits, {} wrong, {} missed)",
            self.precision(),
            self.recall(),
            self.f1(),
            self.hits,
            self.wrong,
            self.missed
        )
    }
}

/// Right answers of all.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Share {
    right: u32,
    all: u32,
}

impl Share {
    pub(super) fn add(&mut self, right: bool) {
        self.right += u32::from(right);
        self.all += 1;
    }

    pub(super) fn value(self) -> f64 {
        share(self.right, self.all)
    }

    pub(super) fn show(self) -> String {
        format!("{:.4}  ({} of {})", self.value(), self.right, self.all)
    }
}

fn share(part: u32, whole: u32) -> f64 {
    if whole == 0 { 1.0 } else { f64::from(part) / f64::from(whole) }
}

/// One document for M2: what was found by our own ids, what should be found, and what counts neither way.
#[derive(Debug)]
pub(super) struct Sets {
    pub(super) own: BTreeSet<String>,
    pub(super) gold: BTreeSet<String>,
    pub(super) free: BTreeSet<String>,
}

/// M2: matched and missing over all ordered pairs; `name` gives the concepts that one of our ids stands for.
pub(super) fn pairs(documents: &[Sets], name: &dyn Fn(&str) -> Vec<String>) -> (Counts, Counts) {
    let named = |ids: &mut dyn Iterator<Item = &String>| -> BTreeSet<String> {
        ids.flat_map(|id| name(id)).collect()
    };
    let (mut matched, mut missing) = (Counts::default(), Counts::default());
    for (at, a) in documents.iter().enumerate() {
        for (_, b) in documents.iter().enumerate().filter(|(other, _)| *other != at) {
            let free: BTreeSet<String> = a.free.union(&b.free).cloned().collect();
            let both = a.gold.intersection(&b.gold).cloned().collect();
            let only = a.gold.difference(&b.gold).cloned().collect();
            matched.compare(&named(&mut a.own.intersection(&b.own)), &both, &free);
            missing.compare(&named(&mut a.own.difference(&b.own)), &only, &free);
        }
    }
    (matched, missing)
}
