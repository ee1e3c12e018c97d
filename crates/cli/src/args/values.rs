//! What the options take: a part of a batch, names of languages, formats and designs.

use std::str::FromStr;

use clap::ValueEnum;
use sartor_core::{Language, audit::Severity};

/// One of several parts of a batch, told by the content of each file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Shard {
    part: u64,
    of: u64,
}

impl Shard {
    /// True for what this part holds; `digest` is in hexadecimal.
    pub(crate) fn holds(self, digest: &str) -> bool {
        let number = digest.get(..15).and_then(|head| u64::from_str_radix(head, 16).ok()).unwrap_or(0);
        number % self.of == self.part - 1
    }
}

impl FromStr for Shard {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let parts = text.split_once('/').and_then(|(part, of)| Some((part.parse().ok()?, of.parse().ok()?)));
        match parts {
            Some((part, of)) if 1 <= part && part <= of => Ok(Self { part, of }),
            _ => Err("write it as I/N, such as 1/4"),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Lang {
    Fr,
    En,
}

impl From<Lang> for Language {
    fn from(lang: Lang) -> Self {
        match lang {
            Lang::Fr => Self::Fr,
            Lang::En => Self::En,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum LetterLang {
    Fr,
    #[value(name = "en-US", alias = "en-us")]
    EnUs,
    #[value(name = "en-GB", alias = "en-gb")]
    EnGb,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum LetterLength {
    Short,
    #[default]
    Standard,
    Full,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReportFormat {
    #[default]
    Text,
    Json,
    Markdown,
    Html,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum BlankFormat {
    #[default]
    Markdown,
    Json,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum AuditFormat {
    #[default]
    Text,
    Json,
    Sarif,
    Markdown,
    Html,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Gravity {
    Fatal,
    Major,
    #[value(name = "missing_data", alias = "missing-data")]
    MissingData,
    Suggestion,
}

impl From<Gravity> for Severity {
    fn from(gravity: Gravity) -> Self {
        match gravity {
            Gravity::Fatal => Self::Fatal,
            Gravity::Major => Self::Major,
            Gravity::MissingData => Self::MissingData,
            Gravity::Suggestion => Self::Suggestion,
        }
    }
}

/// A form of a letter or a resume.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Form {
    Text,
    Markdown,
    Html,
    Pdf,
    Docx,
    Json,
    /// Blocks to paste into an application form
    #[value(name = "form")]
    Fields,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum DesignName {
    #[default]
    Classic,
    Modern,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Plain {
    #[default]
    Text,
    Json,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Lines {
    #[default]
    Text,
    Json,
    Jsonl,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Rows {
    #[default]
    Jsonl,
    Csv,
    #[cfg(feature = "parquet")]
    Parquet,
    Xlsx,
    Html,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReaderKind {
    #[default]
    Layout,
    Naive,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum SuggestFormat {
    #[default]
    Text,
    Json,
    Toml,
}
