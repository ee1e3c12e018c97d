//! The groups in which a card shows skills.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::lexicon::Kind;

/// What the skills of a group are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SkillGroup {
    /// Programming, query and markup languages.
    Languages,
    /// Frameworks and libraries.
    Frameworks,
    /// Databases and message brokers.
    Data,
    /// Clouds and their services.
    Clouds,
    /// Tools.
    Tools,
    /// Platforms, protocols and formats.
    Platforms,
    /// Concepts, practices, architecture and performance.
    Knowledge,
    /// Matters of security.
    Security,
    /// What one is in charge of.
    Responsibilities,
    /// Methods of work.
    Methods,
    /// Fields of business.
    Domains,
    /// Soft skills.
    Soft,
    /// Certifications.
    Certifications,
}

impl SkillGroup {
    /// Every group, in the order in which they are shown.
    pub const ALL: [Self; 13] = [
        Self::Responsibilities,
        Self::Knowledge,
        Self::Languages,
        Self::Frameworks,
        Self::Data,
        Self::Clouds,
        Self::Tools,
        Self::Platforms,
        Self::Security,
        Self::Methods,
        Self::Domains,
        Self::Soft,
        Self::Certifications,
    ];

    /// The group of a kind of skill.
    pub const fn of(kind: Kind) -> Self {
        match kind {
            Kind::Language => Self::Languages,
            Kind::Framework | Kind::Library => Self::Frameworks,
            Kind::Database | Kind::Broker => Self::Data,
            Kind::Cloud => Self::Clouds,
            Kind::Tool => Self::Tools,
            Kind::Platform | Kind::Protocol => Self::Platforms,
            Kind::Concept | Kind::Practice | Kind::Performance | Kind::Architecture => Self::Knowledge,
            Kind::Security => Self::Security,
            Kind::Responsibility => Self::Responsibilities,
            Kind::Method => Self::Methods,
            Kind::Domain => Self::Domains,
            Kind::Soft => Self::Soft,
            Kind::Certification => Self::Certifications,
        }
    }
}
