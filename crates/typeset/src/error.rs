//! Why a document was not set.

use thiserror::Error;

/// Why a document was not set.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum TypesetError {
    /// The source does not work.
    #[error("{name}:{line}: {reason}")]
    Source {
        /// Name of the source.
        name: String,
        /// Line, from 1; 0 where none is to blame.
        line: usize,
        /// What the engine says.
        reason: String,
    },
    /// The source takes too long.
    #[error("{name} takes longer than {} seconds; look for a loop in it", crate::TIME_LIMIT.as_secs())]
    TooSlow {
        /// Name of the source.
        name: String,
    },
    /// The values are no object of texts, numbers, truths, lists and objects.
    #[error("the values of {name} are no object: {reason}")]
    Values {
        /// Name of the source.
        name: String,
        /// What is wrong with them.
        reason: String,
    },
    /// The engine ended by a fault of its own, or could not start.
    #[error("the typesetting engine did not work")]
    Unavailable,
}

impl TypesetError {
    /// The source at fault and the line in it, from 1; 0 where none is to blame.
    pub fn place(&self) -> (&str, usize) {
        match self {
            Self::Source { name, line, .. } => (name, *line),
            Self::TooSlow { name } | Self::Values { name, .. } => (name, 0),
            Self::Unavailable => ("", 0),
        }
    }

    /// What is wrong, without the place.
    pub fn reason(&self) -> String {
        match self {
            Self::Source { reason, .. } | Self::Values { reason, .. } => reason.clone(),
            other => other.to_string(),
        }
    }

    /// Stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Source { .. } => "typeset.source",
            Self::TooSlow { .. } => "typeset.too_slow",
            Self::Values { .. } | Self::Unavailable => "typeset.failed",
        }
    }
}
