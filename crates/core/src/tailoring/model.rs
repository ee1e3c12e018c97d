//! The tailored resume: what is to be written, block by block, each text with the places of the source that vouch for it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Month, Span, letter::Locale, resume::SectionKind};

/// A resume to be written, in one column, in reading order.
///
/// It is a value like any other: a renderer adds looks, never words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TailoredResume {
    /// Language, spelling and paper.
    pub locale: Locale,
    /// Full name; empty where the source names nobody.
    pub name: Text,
    /// The line under the name.
    pub headline: Option<Text>,
    /// How to reach the applicant, in order.
    pub contact: Vec<ContactLine>,
    /// Sections, in order; none is empty.
    pub sections: Vec<TailoredSection>,
}

/// A text and where it comes from.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Text {
    /// As it is printed, without line ends.
    pub text: String,
    /// The places in the text of the source resume that vouch for it; empty only for headings and fixed words.
    pub spans: Vec<Span>,
}

/// One way to reach the applicant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ContactLine {
    /// What it is.
    pub kind: ContactKind,
    /// As it is printed.
    pub text: Text,
    /// `mailto:`, `tel:` or web address, where it has one.
    pub target: Option<String>,
}

/// Ways to reach the applicant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ContactKind {
    /// Town.
    City,
    /// Telephone.
    Phone,
    /// E-mail address.
    Email,
    /// Web address.
    Link,
    /// Whatever else stands at the head: a licence, an age, a visa.
    Other,
}

/// A section.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TailoredSection {
    /// What it is about.
    pub kind: SectionKind,
    /// Its heading, in the language of the tailored resume.
    pub heading: String,
    /// Its blocks, in order.
    pub blocks: Vec<Block>,
}

/// A part of a section.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", tag = "block")]
pub enum Block {
    /// A paragraph.
    Paragraph(Text),
    /// An item of a list.
    Bullet(Text),
    /// A line of several items, such as skills of one group: « Bases de données : PostgreSQL, Redis ».
    Group {
        /// What the items have in common.
        label: Option<Text>,
        /// The items, in order.
        items: Vec<Text>,
    },
    /// A job, a project, a degree.
    Entry(TailoredEntry),
}

/// A job, a project, a degree.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub struct TailoredEntry {
    /// Title or degree.
    pub title: Option<Text>,
    /// Employer, school or issuer.
    pub organisation: Option<Text>,
    /// Place.
    pub location: Option<Text>,
    /// The period, in the language of the tailored resume: « mars 2021 – aujourd’hui ».
    pub period: Option<Text>,
    /// First month, for forms.
    pub start: Option<Month>,
    /// Last month, for forms; none while it goes on.
    pub end: Option<Month>,
    /// It goes on.
    pub current: bool,
    /// Only years are told.
    pub year_only: bool,
    /// Lines that are no items, under the head.
    pub lines: Vec<Text>,
    /// Items.
    pub bullets: Vec<Text>,
}
