//! What letters and resumes on paper have in common: design, sheet, and lines that are live.

use jiff::civil::Date;
use sartor_core::letter::Locale;
use serde::Serialize;

/// How a letter or a resume looks as PDF and DOCX.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Design {
    /// A serif, black on white, the name in the middle.
    #[default]
    Classic,
    /// A sans-serif with one dark colour, all from the left.
    Modern,
}

impl Design {
    /// Its name: `classic` or `modern`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Classic => "classic",
            Self::Modern => "modern",
        }
    }
}

/// How something is put on paper.
#[derive(Debug, Clone, Copy)]
pub struct Paper<'a> {
    /// Its design.
    pub design: Design,
    /// The reference date, which is the date of the file.
    pub date: Date,
    /// The sources under `templates/typeset/`, by file name: `letter.typ`, `resume.typ` and what they import.
    pub sources: &'a [(&'a str, &'a str)],
}

/// A line, and what it leads to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Line {
    pub(crate) text: String,
    pub(crate) target: Option<String>,
}

impl Line {
    /// A line that leads nowhere.
    pub(crate) fn plain(text: &str) -> Self {
        Self { text: text.to_owned(), target: None }
    }

    /// A line of a contact: an address of e-mail or of the web is live.
    pub(crate) fn told(text: &str) -> Self {
        Self { text: text.to_owned(), target: target(text) }
    }
}

fn target(text: &str) -> Option<String> {
    if text.contains(char::is_whitespace) {
        return None;
    }
    if text.starts_with("https://") || text.starts_with("http://") {
        return Some(text.to_owned());
    }
    match text.split_once('@') {
        Some((own, host)) if !own.is_empty() && host.contains('.') && !text.contains('/') => {
            Some(format!("mailto:{text}"))
        }
        _ => None,
    }
}

/// The country of a locale.
pub(crate) const fn region(locale: Locale) -> &'static str {
    match locale {
        Locale::Fr => "FR",
        Locale::EnUs => "US",
        Locale::EnGb => "GB",
    }
}

/// The paper of a country, as the typesetter calls it.
pub(crate) const fn sheet(locale: Locale) -> &'static str {
    match locale {
        Locale::EnUs => "us-letter",
        Locale::Fr | Locale::EnGb => "a4",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_live_and_nothing_else() {
        assert_eq!(Line::told("zoe@example.org").target.as_deref(), Some("mailto:zoe@example.org"));
        assert_eq!(Line::told("https://example.org/zoe").target.as_deref(), Some("https://example.org/zoe"));
        for plain in ["06 12 34 56 78", "Lyon", "@zoe", "javascript:alert(1)", "a b@example.org"] {
            assert_eq!(Line::told(plain).target, None, "{plain}");
        }
    }
}
