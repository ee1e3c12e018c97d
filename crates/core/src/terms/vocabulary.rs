//! The words that cut sentences, and how common words are.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use super::key::{key, plain};
use crate::{
    Language,
    lexicon::{Lexicon, raw::Words},
    text::{Tokens, fold_key},
};

/// Zipf value, in tenths, of a word that is rarer than those of the background.
pub(super) const RARE: u8 = 33;

/// What a word does around terms; ids of the table `term`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Traits(u8);

impl Traits {
    /// Ends a term.
    pub(super) const STOP: Self = Self(1);
    /// Ends a term where it stands as a verb.
    pub(super) const VERB: Self = Self(2);
    /// No term by itself.
    pub(super) const GENERIC: Self = Self(4);
    /// No term by itself, and cut off before what it is of: « suivi de ».
    pub(super) const LIGHT: Self = Self(8);
    /// Cut off from either end.
    pub(super) const TRIM: Self = Self(16);
    /// Cut off from either end, unless something is said of it: « bon état », but « bon de livraison ».
    pub(super) const ADJECTIVE: Self = Self(128);
    /// Joins two words of a term.
    pub(super) const LINK: Self = Self(32);
    /// May follow a link within a term.
    pub(super) const ARTICLE: Self = Self(64);

    fn of(id: &str) -> Self {
        match id {
            "stop" => Self::STOP,
            "verb" => Self::VERB,
            "generic" => Self::GENERIC,
            "light" => Self::LIGHT,
            "trim" => Self::TRIM,
            "adjective" => Self::ADJECTIVE,
            "link" => Self::LINK,
            "article" => Self::ARTICLE,
            _ => Self(0),
        }
    }

    pub(super) const fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Says nothing by itself.
    pub(super) const fn is_empty_word(self) -> bool {
        self.has(Self(Self::GENERIC.0 | Self::LIGHT.0 | Self::TRIM.0 | Self::ADJECTIVE.0))
    }
}

/// The words of both languages, made once of a lexicon.
#[derive(Debug, Clone)]
pub struct Vocabulary {
    words: [Table; 2],
}

/// Of one language; only looked up, never walked.
#[derive(Debug, Clone, Default)]
struct Table {
    /// By the word as it is, folded.
    exact: HashMap<Box<str>, Traits, FixedState>,
    /// By the word in the singular and masculine; phrases too.
    plain: HashMap<Box<str>, Traits, FixedState>,
    /// By the key of the word, so that all its inflections are one.
    keyed: HashMap<Box<str>, Traits, FixedState>,
    /// Zipf value in tenths.
    zipf: HashMap<Box<str>, u8, FixedState>,
}

impl Vocabulary {
    /// Reads the tables `term` and `background`.
    pub fn new(lexicon: &Lexicon) -> Self {
        let table = |language: Language| {
            let mut table = Table::default();
            let own = |words: &'_ Words| language.pick(words.fr.clone(), words.en.clone());
            for entry in lexicon.table("term") {
                let traits = Traits::of(&entry.id);
                for word in own(entry) {
                    let (into, at) = match entry.id.as_str() {
                        "stop" | "link" | "article" => (&mut table.exact, fold_key(&word)),
                        "verb" => (&mut table.keyed, keys(&word, language, key).join(" ")),
                        _ => (&mut table.plain, keys(&word, language, plain).join(" ")),
                    };
                    into.entry(at.into()).or_default().0 |= traits.0;
                }
            }
            // What the other tables tell of is no term: languages, contracts, places of work, months.
            for name in ["spoken", "spoken_level", "contract", "remote", "month", "season"] {
                for word in lexicon.table(name).iter().flat_map(own) {
                    if Tokens::of_form(&word).list().len() == 1 {
                        table.exact.entry(fold_key(&word).into()).or_default().0 |= Traits::STOP.0;
                    }
                }
            }
            for entry in lexicon.table("background") {
                let Some(zipf) = entry.zipf() else { continue };
                for word in own(entry).iter().flat_map(|line| line.split(' ')) {
                    let known = table.zipf.entry(word.into()).or_default();
                    *known = zipf.max(*known);
                }
            }
            table
        };
        Self { words: [table(Language::Fr), table(Language::En)] }
    }

    /// How common a folded word is in a language, in tenths of the Zipf scale; none for one that is rarer than the background.
    pub fn zipf(&self, word: &str, language: Language) -> Option<u8> {
        self.table(language).zipf.get(word).copied()
    }

    /// What a folded word does, by itself, in its plain form, and by its key.
    pub(super) fn traits(&self, word: &str, plain: &str, key: &str, language: Language) -> Traits {
        let table = self.table(language);
        let of = |map: &HashMap<Box<str>, Traits, FixedState>, word: &str| {
            if word.is_empty() { 0 } else { map.get(word).map_or(0, |traits| traits.0) }
        };
        Traits(of(&table.exact, word) | of(&table.plain, plain) | of(&table.keyed, key))
    }

    fn table(&self, language: Language) -> &Table {
        &self.words[language as usize]
    }
}

/// The words of a phrase, each through `of`, grammar left out.
fn keys(phrase: &str, language: Language, of: impl Fn(&str, Language) -> String) -> Vec<String> {
    let tokens = Tokens::of_form(phrase);
    let content = tokens.list().iter().filter(|token| !token.function.is(language));
    content.map(|token| of(tokens.word(token), language)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::lexicon;

    #[test]
    fn common_words_have_their_band_and_rare_ones_none() {
        let vocabulary = Vocabulary::new(lexicon());
        assert_eq!(vocabulary.zipf("equipe", Language::Fr), Some(50));
        assert_eq!(vocabulary.zipf("pansements", Language::Fr), None);
        assert!(vocabulary.zipf("the", Language::En) >= Some(60));
        let bands: Vec<Option<u8>> = lexicon().table("background").iter().map(Words::zipf).collect();
        assert_eq!(bands, [Some(40), Some(45), Some(50), Some(55), Some(60)]);
    }

    #[test]
    fn every_entry_of_the_table_has_a_trait() {
        for entry in lexicon().table("term") {
            assert_ne!(Traits::of(&entry.id), Traits(0), "{}", entry.id);
        }
    }
}
