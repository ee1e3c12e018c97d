//! The words of time, by their first word.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use crate::{
    lexicon::Lexicon,
    text::{fold_key, with_folded},
};

/// What a word of time tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sense {
    /// A month, 1 to 12, and whether a day may follow it: "March 21", never « mars 21 ».
    Month(u8, bool),
    /// A season: first and last month.
    Season(u8, u8),
    /// "now".
    Present,
    /// "since".
    Since,
    /// "until".
    Until,
    /// "to".
    Range,
    /// "from".
    From,
    /// "and".
    And,
    /// A quarter: the word or its letter.
    Quarter,
    /// Half a year.
    Half,
    /// "first", "second".
    Ordinal(u8),
    /// Tells of the person: birth, age, driving licence.
    Personal,
    /// How long a certificate holds: « valide jusqu'en 2028 ».
    Validity,
    /// A unit of duration.
    Duration,
}

/// One phrase: the words after the first, folded, and what it tells.
pub(super) type Phrase = (Vec<String>, Sense);

/// All phrases of the tables `month`, `season` and `time`.
#[derive(Debug, Clone, Default)]
pub(super) struct Vocabulary {
    /// The longest first; only looked up, never walked.
    phrases: HashMap<String, Vec<Phrase>, FixedState>,
    /// The first three letters of all phrases, five bits each; words that begin otherwise need no look.
    starts: Vec<u32>,
}

impl Vocabulary {
    pub(super) fn new(lexicon: &Lexicon) -> Self {
        let mut vocabulary = Self { starts: vec![0; 1 << 10], ..Self::default() };
        for table in ["month", "season", "time"] {
            for entry in lexicon.table(table) {
                let Some(sense) = sense(table, &entry.id) else { continue };
                let english: Vec<String> = entry.en.iter().map(|phrase| fold_key(phrase)).collect();
                for phrase in entry.fr.iter().chain(&entry.en) {
                    let sense = match sense {
                        Sense::Month(month, _) => Sense::Month(month, english.contains(&fold_key(phrase))),
                        sense => sense,
                    };
                    vocabulary.add(phrase, sense);
                }
            }
        }
        for list in vocabulary.phrases.values_mut() {
            list.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.cmp(b)));
            list.dedup();
        }
        vocabulary
    }

    fn add(&mut self, phrase: &str, sense: Sense) {
        let key = fold_key(phrase).replace("d'", "d' ").replace("l'", "l' ");
        let mut words = key.split(' ').map(|word| word.trim_matches(['\'', '.']).to_owned());
        // « aujourd'hui » is one word of ours.
        let phrase: Vec<String> = if key.contains("aujourd'") {
            fold_key(phrase).split(' ').map(str::to_owned).collect()
        } else {
            words.by_ref().filter(|word| !word.is_empty()).collect()
        };
        if let Some((first, rest)) = phrase.split_first() {
            let (row, column) = letters(first);
            self.starts[row] |= 1 << column;
            self.phrases.entry(first.clone()).or_default().push((rest.to_vec(), sense));
        }
    }

    /// The phrases that begin with `word`, longest first.
    pub(super) fn starting(&self, word: &str) -> &[Phrase] {
        let (row, column) = letters(word);
        if self.starts[row] >> column & 1 == 0 && word.as_bytes().iter().take(3).all(u8::is_ascii) {
            return &[];
        }
        with_folded(word, |word| self.phrases.get(word)).map_or(&[], Vec::as_slice)
    }
}

/// The first three letters of a word, whatever their case.
fn letters(word: &str) -> (usize, u32) {
    let letter = |at: usize| word.as_bytes().get(at).map_or(0, |b| b & 31);
    (usize::from(letter(0)) << 5 | usize::from(letter(1)), u32::from(letter(2)))
}

fn sense(table: &str, id: &str) -> Option<Sense> {
    Some(match (table, id) {
        ("month", _) => Sense::Month(id.parse().ok().filter(|month| (1..=12).contains(month))?, false),
        ("season", _) => {
            let (first, last) = id.split_once('-')?;
            Sense::Season(first.parse().ok()?, last.parse().ok()?)
        }
        (_, "present") => Sense::Present,
        (_, "since") => Sense::Since,
        (_, "until") => Sense::Until,
        (_, "range") => Sense::Range,
        (_, "from") => Sense::From,
        (_, "and") => Sense::And,
        (_, "quarter") => Sense::Quarter,
        (_, "half") => Sense::Half,
        (_, "first") => Sense::Ordinal(1),
        (_, "second") => Sense::Ordinal(2),
        (_, "personal") => Sense::Personal,
        (_, "validity") => Sense::Validity,
        (_, "duration") => Sense::Duration,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::ids;

    #[test]
    fn every_id_that_the_lint_knows_is_read() {
        for (table, list) in [("time", ids::TIME), ("month", ids::MONTH)] {
            assert!(list.iter().all(|id| sense(table, id).is_some()), "{table}");
        }
        assert!(sense("time", "sinse").is_none() && sense("month", "13").is_none());
    }
}
