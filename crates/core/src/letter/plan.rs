//! How much a letter tells: lengths and variants, as data.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{EntryKind, LetterError};
use crate::Language;

/// How long a letter is asked to be.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Length {
    /// A few lines for each proof: half a page.
    Short,
    /// What a reader takes in at one sitting.
    #[default]
    Standard,
    /// All that fits one page.
    Full,
}

/// The lengths and variants of letters; its text is `templates/letters/plan.toml`.
///
/// Errors: [`Plan::parse`] fails when the text is not TOML of that form.
///
/// ```
/// # let toml = include_str!("../../../../templates/letters/plan.toml");
/// use sartor_core::letter::{Length, Plan};
/// let plan = Plan::parse(toml)?;
/// assert!(plan.variant("junior").is_some());
/// # Ok::<(), sartor_core::letter::LetterError>(())
/// ```
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// Whole years of experience below which an applicant is a junior.
    pub junior_below: u32,
    /// Whole years of experience from which an applicant is a senior.
    pub senior_from: u32,
    /// Months in other work, at least, before a letter speaks of a change of career.
    pub change_months: u32,
    /// Times that the months in other work exceed those in the work sought, at least, for a change of career.
    pub change_times: u32,
    length: BTreeMap<Length, LengthPlan>,
    #[serde(rename = "step")]
    steps: Vec<Step>,
    #[serde(rename = "variant")]
    variants: Vec<VariantPlan>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct LengthPlan {
    from: usize,
    words: Words,
}

/// A number of words, by language.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    fr: usize,
    en: usize,
}

/// How much is told; the writer takes the next step until the letter fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Step {
    /// Entries.
    pub(super) proofs: usize,
    /// Lines quoted of the first, second and third entry.
    pub(super) lines: [usize; 3],
    /// Whether declared skills and the phrase of the posting are told.
    pub(super) extras: bool,
}

/// A variant of letter.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VariantPlan {
    /// Name of its template, without the language.
    pub id: String,
    /// Why it is chosen, for a French reader; `{n}` stands for a number of years.
    pub why_fr: String,
    /// The same in English.
    pub why_en: String,
    /// Kinds of entries in the order in which they are told.
    pub order: Vec<EntryKind>,
    /// Each kind of entry is told once before one is told twice.
    #[serde(default)]
    pub one_of_each: bool,
    /// Entries at most, whatever the length.
    #[serde(default)]
    pub proofs: Option<usize>,
    /// The former work is told apart, in a paragraph of its own.
    #[serde(default)]
    pub former: bool,
    /// Written to no posting: none is named.
    #[serde(default)]
    pub speculative: bool,
    /// The body of an e-mail: its subject is told in every country.
    #[serde(default)]
    pub email: bool,
    words: Option<Words>,
    least: Option<Words>,
}

impl Words {
    const fn of(self, language: Language) -> usize {
        match language {
            Language::Fr => self.fr,
            Language::En => self.en,
        }
    }
}

impl Plan {
    /// Reads the plan from TOML.
    pub fn parse(toml: &str) -> Result<Self, LetterError> {
        let plan: Self =
            toml::from_str(toml).map_err(|error| LetterError::Plan { reason: error.to_string() })?;
        let lengths = [Length::Short, Length::Standard, Length::Full];
        let whole = lengths
            .iter()
            .all(|length| plan.length.get(length).is_some_and(|own| own.from < plan.steps.len()));
        if !whole || plan.variants.is_empty() {
            let reason = "it needs variants, steps, and the lengths short, standard and full".to_owned();
            return Err(LetterError::Plan { reason });
        }
        Ok(plan)
    }

    /// The variant of this name.
    pub fn variant(&self, id: &str) -> Option<&VariantPlan> {
        self.variants.iter().find(|variant| variant.id == id)
    }

    /// The names of all variants.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.variants.iter().map(|variant| variant.id.as_str())
    }

    /// The variant of this name, or the first where it has none of its own.
    pub(super) fn variant_or_first(&self, id: &str) -> Option<&VariantPlan> {
        self.variant(id).or_else(|| self.variants.first())
    }

    /// The steps of a letter of this variant and length, fullest first.
    pub(super) fn steps(&self, variant: &VariantPlan, length: Length) -> Vec<Step> {
        let from = self.length.get(&length).map_or(0, |own| own.from);
        let mut steps: Vec<Step> = self.steps.iter().skip(from).copied().collect();
        for step in &mut steps {
            step.proofs = step.proofs.min(variant.proofs.unwrap_or(usize::MAX));
        }
        steps.dedup();
        steps
    }

    /// Words of the body at most.
    pub(super) fn most(&self, variant: &VariantPlan, length: Length, language: Language) -> usize {
        let length = self.length.get(&length).map_or(usize::MAX, |own| own.words.of(language));
        variant.words.map_or(length, |own| own.of(language).min(length))
    }

    /// Words of the body at least, below which the letter is called short; 0 where the variant asks for none.
    pub(super) fn least(variant: &VariantPlan, length: Length, language: Language) -> usize {
        let own = variant.least.map_or(0, |least| least.of(language));
        if length == Length::Short { own / 2 } else { own }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = include_str!("../../../../templates/letters/plan.toml");

    #[test]
    fn longer_lengths_hold_more() {
        let plan = Plan::parse(TEXT).unwrap();
        let offer = plan.variant("offer").unwrap();
        for language in [Language::Fr, Language::En] {
            let most = [Length::Short, Length::Standard, Length::Full]
                .map(|length| plan.most(offer, length, language));
            assert!(most[0] < most[1] && most[1] < most[2], "{most:?}");
            assert!(Plan::least(offer, Length::Standard, language) < most[0]);
        }
        assert!(plan.steps(offer, Length::Full).len() > plan.steps(offer, Length::Short).len());
    }

    #[test]
    fn a_plan_without_a_length_does_not_read() {
        assert!(Plan::parse(&TEXT.replace("[length.short]", "[length.tiny]")).is_err());
        assert_eq!(Plan::parse("").unwrap_err().code(), "letter.plan");
    }
}
