//! Matching: one automaton of all forms over the words and stems of a text, and the rules that decide which match is a mention.
//!
//! Each word and each stem of the lexicon is a symbol, so that a match begins and ends at a token. It becomes a mention when its guards
//! admit it; among the skills the longest then wins and consumes its tokens; titles, diplomas, contexts and cues are found beside them and consume nothing of theirs.

mod abbreviations;
mod automaton;
mod guards;
mod made;
mod matcher;
mod memory;
#[cfg(test)]
mod oracle;
mod packed;
mod phrases;
mod polarity;
mod resolve;
mod search;
mod symbols;

pub use matcher::{Matcher, Scan};
pub use packed::{PackError, unpack_lexicon};

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::{Language, Span, lexicon::SkillIx, text::Tokens};

/// What a text was found to hold.
#[derive(Debug, Clone)]
pub struct Analysis {
    /// Its tokens.
    pub tokens: Arc<Tokens>,
    /// Its language, by most of its words.
    pub language: Language,
    /// Mentions of skills, by place; negated ones included.
    pub skills: Vec<Mention>,
    /// Titles, by place; none within another.
    pub titles: Vec<Found>,
    /// Diplomas, fields, schools and trainings, by place; none within another.
    pub diplomas: Vec<Found>,
    /// Contexts, by place; none within another.
    pub contexts: Vec<Found>,
    /// Cues of the table `cue`, by place; they may overlap.
    pub cues: Vec<Found>,
    /// Ambiguous words whose spelling is that of a name, and that nothing around them shows to be one: a section of skills does.
    pub doubtful: Vec<Span>,
}

/// The skills and diplomas of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mentions {
    /// Mentions of skills, by place; negated ones included.
    pub skills: Vec<Mention>,
    /// Diplomas, fields, schools and trainings, by place; none within another.
    pub diplomas: Vec<Found>,
}

/// An accepted match of a skill.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mention {
    /// Where it stands.
    pub span: Span,
    /// The skill.
    pub skill: SkillIx,
    /// How it is meant.
    pub polarity: Polarity,
    /// Its first token.
    pub first: u32,
    /// One past its last token.
    pub last: u32,
}

/// How a mention is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Polarity {
    /// Said plainly.
    Affirmed,
    /// Said of a low level: « notions de », "familiar with".
    Low,
    /// Denied, or only wished for: « aucune expérience de », "currently learning".
    Negated,
}

/// An accepted match of something else than a skill: its place in the lexicon's list of that kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Found {
    /// Where it stands.
    pub span: Span,
    /// Index into the lexicon's list (titles, diplomas, contexts, or the table `cue`).
    pub index: u32,
    /// Its first token.
    pub first: u32,
    /// One past its last token.
    pub last: u32,
}
