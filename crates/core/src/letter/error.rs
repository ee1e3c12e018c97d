//! What can go wrong while a letter is written.

use thiserror::Error;

/// Why a letter was not written.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum LetterError {
    /// The word lists do not read as TOML, or a table is missing.
    #[error("the grammar file does not read: {reason}")]
    Grammar {
        /// What the TOML reader says.
        reason: String,
    },
    /// The plan of lengths and variants does not read.
    #[error("the plan of the letters does not read: {reason}")]
    Plan {
        /// What is wrong.
        reason: String,
    },
    /// Facts that no letter can do without.
    #[error("the letter needs {}: give them with --set or in the profile", fields.join(", "))]
    Missing {
        /// The keys, as `--set` takes them.
        fields: Vec<String>,
    },
    /// There is no template of that name.
    #[error("there is no letter template named {name}")]
    NoTemplate {
        /// Name of the template.
        name: String,
    },
    /// A template does not parse, or names something that does not exist.
    #[error("the letter template {name} does not work: {reason}")]
    Template {
        /// Name of the template.
        name: String,
        /// What the engine says, with the line.
        reason: String,
    },
    /// The template makes the applicant claim a skill that only the posting names.
    #[error(
        "the letter would claim {skill} for the applicant, which no line of the resume shows: {sentence}"
    )]
    Unproved {
        /// The skill.
        skill: String,
        /// The sentence.
        sentence: String,
    },
    /// The letter stays over one page after everything optional is left out.
    #[error("the letter has {words} words and may have {limit}: shorten the reason or the template")]
    TooLong {
        /// Words of the body.
        words: usize,
        /// The limit for the language.
        limit: usize,
    },
}

impl LetterError {
    /// The stable code of the error.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Grammar { .. } => "letter.grammar",
            Self::Plan { .. } => "letter.plan",
            Self::Missing { .. } => "letter.missing_fields",
            Self::NoTemplate { .. } => "letter.no_template",
            Self::Template { .. } => "letter.template",
            Self::Unproved { .. } => "letter.unproved",
            Self::TooLong { .. } => "letter.too_long",
        }
    }
}
