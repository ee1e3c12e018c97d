//! The words that the grammar needs, as data.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::plain;
use crate::letter::LetterError;

/// The grammar: its rules are the methods, its words come from `templates/grammar.toml`.
///
/// Errors: [`Grammar::parse`] fails when the text is not TOML of that form.
///
/// ```
/// # let toml = include_str!("../../../../../templates/grammar.toml");
/// use sartor_core::letter::grammar::Grammar;
/// let grammar = Grammar::parse(toml)?;
/// assert_eq!(grammar.de("hébergement"), "d'hébergement");
/// assert_eq!(grammar.de("Hadoop"), "de Hadoop");
/// # Ok::<(), sartor_core::letter::LetterError>(())
/// ```
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Grammar {
    pub(super) elision: Elision,
    pub(super) nouns: Nouns,
    pub(super) institutions: Nouns,
    pub(super) titles: Vec<TitleForms>,
    pub(super) prepositions: BTreeMap<String, String>,
    pub(super) preposition_of: BTreeMap<String, String>,
    pub(super) articles: BTreeMap<String, String>,
    pub(super) title: TitleWords,
    pub(crate) lines: Lines,
    pub(crate) stop: Stop,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Elision {
    pub(super) never: BTreeSet<String>,
    pub(super) y_elides: BTreeSet<String>,
    pub(super) aspirated_h: BTreeSet<String>,
    pub(super) mute_h: Vec<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Nouns {
    pub(super) m: BTreeSet<String>,
    pub(super) f: BTreeSet<String>,
}

/// The two forms of a word of a title.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TitleForms {
    /// Masculine.
    pub m: String,
    /// Feminine.
    pub f: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TitleWords {
    pub(super) brands: BTreeSet<String>,
    pub(super) common: BTreeSet<String>,
    pub(super) acronyms: Vec<String>,
    pub(super) noise: BTreeSet<String>,
}

/// First words of the lines of a resume, by the sentence they fit.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lines {
    pub(crate) noun_endings: Vec<String>,
    pub(crate) nouns: BTreeSet<String>,
    pub(crate) participles: BTreeSet<String>,
    pub(crate) past: BTreeSet<String>,
    pub(crate) base: BTreeSet<String>,
    pub(crate) gerund: BTreeSet<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Stop {
    pub(crate) fr: Vec<String>,
    pub(crate) en: Vec<String>,
}

impl Grammar {
    /// Reads the words from TOML.
    pub fn parse(toml: &str) -> Result<Self, LetterError> {
        let mut read: Self =
            toml::from_str(toml).map_err(|error| LetterError::Grammar { reason: error.to_string() })?;
        for set in [
            &mut read.elision.never,
            &mut read.elision.y_elides,
            &mut read.elision.aspirated_h,
            &mut read.nouns.m,
            &mut read.nouns.f,
            &mut read.institutions.m,
            &mut read.institutions.f,
            &mut read.title.brands,
            &mut read.title.common,
            &mut read.title.noise,
            &mut read.lines.nouns,
            &mut read.lines.participles,
            &mut read.lines.past,
            &mut read.lines.base,
            &mut read.lines.gerund,
        ] {
            *set = set.iter().map(|word| plain(word)).collect();
        }
        for list in
            [&mut read.elision.mute_h, &mut read.lines.noun_endings, &mut read.stop.fr, &mut read.stop.en]
        {
            *list = list.iter().map(|word| plain(word)).collect();
        }
        read.articles = read.articles.into_iter().map(|(k, v)| (plain(&k), v)).collect();
        read.preposition_of = read.preposition_of.into_iter().map(|(k, v)| (plain(&k), v)).collect();
        Ok(read)
    }
}
