//! What a skill is, and what that weighs.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a skill is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Kind {
    /// A programming, query or markup language, or its runtime.
    Language,
    /// A framework.
    Framework,
    /// A library.
    Library,
    /// A database matcher or family.
    Database,
    /// A message broker.
    Broker,
    /// A cloud or one of its services.
    Cloud,
    /// A tool.
    Tool,
    /// A protocol or format of exchange.
    Protocol,
    /// An operating system or platform.
    Platform,
    /// A concept.
    Concept,
    /// A practice.
    Practice,
    /// A thing one is in charge of.
    Responsibility,
    /// A matter of performance.
    Performance,
    /// A matter of security.
    Security,
    /// A matter of architecture.
    Architecture,
    /// A method of work.
    Method,
    /// A field of business.
    Domain,
    /// A soft skill.
    Soft,
    /// A certification.
    Certification,
}

/// The classes of weight of scoring.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Category {
    /// Concepts, practices, responsibilities.
    Hard,
    /// Named things.
    Tool,
    /// Spoken languages.
    Language,
    /// Diplomas.
    Diploma,
    /// Job titles.
    Title,
    /// Years of experience.
    Years,
    /// Certifications.
    Certification,
    /// Methods.
    Method,
    /// Fields of business.
    Domain,
    /// Soft skills.
    Soft,
}

impl Kind {
    /// The class of weight.
    pub const fn category(self) -> Category {
        match self {
            Self::Language
            | Self::Framework
            | Self::Library
            | Self::Database
            | Self::Broker
            | Self::Cloud
            | Self::Tool
            | Self::Protocol
            | Self::Platform => Category::Tool,
            Self::Concept
            | Self::Practice
            | Self::Responsibility
            | Self::Performance
            | Self::Security
            | Self::Architecture => Category::Hard,
            Self::Method => Category::Method,
            Self::Domain => Category::Domain,
            Self::Soft => Category::Soft,
            Self::Certification => Category::Certification,
        }
    }

    /// True for named technical things, beside which an ambiguous word is technical too.
    pub const fn is_technical_name(self) -> bool {
        matches!(self.category(), Category::Tool)
    }
}

impl Category {
    /// The weight, of scoring.md.
    pub const fn weight(self) -> u32 {
        match self {
            Self::Hard | Self::Tool | Self::Language | Self::Diploma => 10,
            Self::Title | Self::Years => 15,
            Self::Certification => 8,
            Self::Method => 6,
            Self::Domain => 5,
            Self::Soft => 3,
        }
    }
}
