//! The words that the grammar needs, as data.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::{Gender, plain};
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
    pub(super) institutions: Institutions,
    pub(super) titles: Vec<TitleForms>,
    /// The words of `titles`, folded: which they are, and of which gender. A word of both genders stands as masculine.
    #[serde(skip)]
    pub(super) title_words: BTreeMap<String, (usize, Gender)>,
    pub(super) prepositions: BTreeMap<String, String>,
    pub(super) preposition_of: BTreeMap<String, String>,
    pub(super) articles: BTreeMap<String, String>,
    pub(super) title: TitleWords,
    pub(crate) lines: Lines,
    pub(super) actions: BTreeMap<String, String>,
    pub(super) english_the: EnglishThe,
    pub(super) object: ObjectWords,
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

/// How the object of a noun of action becomes that of a verb.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ObjectWords {
    pub(super) invariable: BTreeSet<String>,
    pub(super) singular_in_s: BTreeSet<String>,
    pub(super) counts: BTreeSet<String>,
    pub(super) before_plural: BTreeSet<String>,
    pub(super) goes_on: BTreeSet<String>,
}

/// Names of institutions that take an English article: by their first word before `of`, by their last word.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EnglishThe {
    pub(super) of: BTreeSet<String>,
    pub(super) ends: BTreeSet<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Institutions {
    pub(super) m: BTreeSet<String>,
    pub(super) f: BTreeSet<String>,
    pub(super) pl: BTreeSet<String>,
}

/// The two forms of a word of a title.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TitleForms {
    /// Masculine.
    pub m: String,
    /// Feminine.
    pub f: String,
    /// An adjective that agrees only right after a word of this table: « attaché commercial », but « développement
    /// commercial ».
    #[serde(default)]
    pub adjacent: bool,
    /// The masculine is an English word too, and tells nothing where English has it: « consultant SAP », but "Marketing Assistant".
    #[serde(default)]
    pub english: bool,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TitleWords {
    pub(super) brands: BTreeSet<String>,
    pub(super) common: BTreeSet<String>,
    pub(super) any_trade: BTreeSet<String>,
    pub(super) tails: Vec<String>,
    pub(super) lowering: Vec<String>,
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
    pub(crate) base_alone: BTreeSet<String>,
    pub(crate) gerund: BTreeSet<String>,
    pub(crate) not_past: BTreeSet<String>,
    pub(crate) never_fr: BTreeSet<String>,
    pub(crate) never_en: BTreeSet<String>,
    pub(crate) fragments: BTreeSet<String>,
    pub(crate) persons: BTreeSet<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Stop {
    pub(crate) praise_fr: Vec<String>,
    pub(crate) praise_en: Vec<String>,
    pub(crate) unproved_fr: Vec<String>,
    pub(crate) unproved_en: Vec<String>,
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
            &mut read.lines.base_alone,
            &mut read.lines.gerund,
            &mut read.lines.not_past,
            &mut read.lines.never_fr,
            &mut read.lines.never_en,
            &mut read.lines.fragments,
            &mut read.lines.persons,
            &mut read.object.invariable,
            &mut read.object.singular_in_s,
            &mut read.object.counts,
            &mut read.object.before_plural,
            &mut read.object.goes_on,
            &mut read.title.any_trade,
            &mut read.institutions.pl,
            &mut read.english_the.of,
            &mut read.english_the.ends,
        ] {
            *set = set.iter().map(|word| plain(word)).collect();
        }
        for list in [
            &mut read.elision.mute_h,
            &mut read.lines.noun_endings,
            &mut read.stop.praise_fr,
            &mut read.stop.praise_en,
            &mut read.stop.unproved_fr,
            &mut read.stop.unproved_en,
        ] {
            *list = list.iter().map(|word| plain(word)).collect();
        }
        for (at, forms) in read.titles.iter().enumerate() {
            for (form, gender) in [(&forms.m, Gender::M), (&forms.f, Gender::F)] {
                read.title_words.entry(plain(form)).or_insert((at, gender));
            }
        }
        read.actions = read.actions.into_iter().map(|(k, v)| (plain(&k), v)).collect();
        read.articles = read.articles.into_iter().map(|(k, v)| (plain(&k), v)).collect();
        read.preposition_of = read.preposition_of.into_iter().map(|(k, v)| (plain(&k), v)).collect();
        Ok(read)
    }
}
