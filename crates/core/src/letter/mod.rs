//! Cover letters: the facts, the grammar, the templates, and the checks on the result.
//!
//! Everything a letter says comes from a [`LetterInput`]; the wording comes from the templates of a [`Writer`].
//! Nothing is drawn by lot: the same input gives the same letter. What is not known drops its clause or its sentence;
//! a letter never has a hole.

pub mod grammar;

mod checks;
mod context;
mod engine;
mod error;
mod facts;
mod lines;
mod lint;
mod marks;
mod page;
mod periods;
mod plan;
mod proofs;
mod ranking;
mod teller;
#[cfg(test)]
mod tests;
mod weak;

use std::sync::Arc;

use minijinja::Environment;

pub use error::LetterError;
pub use facts::{
    Applicant, Entry, EntryKind, Fact, LetterInput, LetterMatch, Locale, PostingFacts, Recipient, Source,
    Strength, Trace, When, Why,
};
use grammar::Grammar;
pub use lint::{TemplateFault, TemplateFaultKind, lint};
pub use marks::FactKind;
pub use page::{Claim, Letter, Sentence, Weakness};
pub use plan::{Length, Plan, VariantPlan};

/// Writes letters from templates that it holds, parsed once.
///
/// ```
/// # let words = include_str!("../../../../templates/grammar.toml");
/// # let plan = include_str!("../../../../templates/letters/plan.toml");
/// # let template = include_str!("../../../../templates/letters/offer.fr.txt.j2");
/// use sartor_core::Span;
/// use sartor_core::letter::{Fact, LetterInput, Locale, Plan, Writer, grammar::Grammar};
///
/// let writer = Writer::new(Grammar::parse(words)?, Plan::parse(plan)?, [("offer.fr", template)])?;
/// let mut input = LetterInput::new(Locale::Fr, jiff::civil::date(2026, 11, 21));
/// input.applicant.first = Some(Fact::resume("Zoé", Span::new(0, 4)));
/// input.applicant.last = Some(Fact::resume("Martin", Span::new(5, 11)));
/// input.posting.title = Some(Fact::posting("Architecte", Span::new(0, 10)));
/// let letter = writer.write("offer", &input)?;
/// assert_eq!(letter.subject, "Candidature au poste d’architecte");
/// assert!(letter.claims.iter().all(|claim| !claim.traces.is_empty()));
/// # Ok::<(), sartor_core::letter::LetterError>(())
/// ```
#[derive(Debug)]
pub struct Writer<'t> {
    env: Environment<'t>,
    grammar: Arc<Grammar>,
    plan: Plan,
}

impl<'t> Writer<'t> {
    /// Takes the words of the grammar, the plan, and the templates by name (`offer.fr`, `offer.en` …) and text.
    ///
    /// Errors: [`LetterError::Template`] when one of them does not parse.
    pub fn new(
        grammar: Grammar,
        plan: Plan,
        templates: impl IntoIterator<Item = (&'t str, &'t str)>,
    ) -> Result<Self, LetterError> {
        let grammar = Arc::new(grammar);
        Ok(Self { env: engine::environment(templates, &grammar)?, grammar, plan })
    }

    /// The grammar of the letters.
    pub fn grammar(&self) -> &Grammar {
        &self.grammar
    }

    /// The lengths and variants of the letters.
    pub const fn plan(&self) -> &Plan {
        &self.plan
    }

    /// Writes the letter `kind` (`offer` …) in the language of the input: by the template of its very locale
    /// (`offer.en-GB`) where there is one, else by that of its language (`offer.en`).
    ///
    /// What is optional is told as the length of the input says, and left out step by step until it fits.
    ///
    /// Errors: [`LetterError::Missing`] names required facts that are absent, [`LetterError::NoTemplate`] an unknown
    /// kind, [`LetterError::Template`] a template that names what does not exist, [`LetterError::Unproved`] a
    /// template that claims for the applicant what only the posting says, [`LetterError::TooLong`] a letter that no
    /// omission brings to one page.
    pub fn write(&self, kind: &str, input: &LetterInput) -> Result<Letter, LetterError> {
        let language = input.locale.language();
        let missing = || LetterError::NoTemplate { name: format!("{kind}.{}", language.code()) };
        let names = [format!("{kind}.{}", input.locale.tag()), format!("{kind}.{}", language.code())];
        let name = names.iter().find(|name| self.env.get_template(name).is_ok()).ok_or_else(missing)?;
        let variant = self.plan.variant_or_first(kind).ok_or_else(missing)?;
        let limit = self.plan.most(variant, input.length, language);
        let mut words = 0;
        for step in self.plan.steps(variant, input.length) {
            let letter = self.render(name, input, (variant, step))?;
            words = letter.words();
            if words <= limit {
                return Ok(Letter { variant: kind.to_owned(), ..letter });
            }
        }
        Err(LetterError::TooLong { words, limit })
    }

    fn render(
        &self,
        name: &str,
        input: &LetterInput,
        (variant, step): (&VariantPlan, plan::Step),
    ) -> Result<Letter, LetterError> {
        let template = self.env.get_template(name).map_err(|error| engine::broken(name, &error))?;
        let mut marks = marks::Marks::default();
        let context = context::context(&self.grammar, input, variant, step, &mut marks)?;
        let rendered = template
            .render(minijinja::value::Serde(&context))
            .map_err(|error| engine::broken(name, &error))?;
        let (mut letter, by_piece) = page::lay(name, &rendered, input, variant.email, &marks)?;
        checks::honest(&letter, &by_piece, &letter.piece_texts())?;
        letter.asked = checks::asked(&self.grammar, input);
        letter.weak = weak::weaknesses(&self.grammar, input, variant, &letter);
        Ok(letter)
    }
}
