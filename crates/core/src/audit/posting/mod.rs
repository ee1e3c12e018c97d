//! The linter of postings: what keeps people from applying, what contradicts itself, and what a law forbids.
//!
//! It works as the audit of resumes does, with rules of its own as data: [`PostingRules`] of `templates/posting-lint.toml`, and the words
//! of `keywords/posting_audit.toml`.
//!
//! | area | file |
//! | --- | --- |
//! | what is asked: how much, and how it agrees | `asked.rs` |
//! | what is told of the job, and both genders of the title | `told.rs` |
//! | words: forbidden criteria, gender, stock phrases, acronyms | `words.rs` |

mod asked;
#[cfg(test)]
mod tests;
mod told;
mod words;

use minijinja::Value;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    model::{Evidence, Finding, Severity},
    rules::RuleBook,
};
use crate::{
    Language, Span,
    document::Document,
    lexicon::Lexicon,
    matching::Analysis,
    matching::Matcher,
    posting::{Posting, parse},
    report::SCHEMA_VERSION,
    text::LineEnds,
};

/// From where on something is told of a posting.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PostingLimits {
    /// Things required.
    pub required: usize,
    /// Things asked in all.
    pub asked: usize,
    /// Most months of experience that a junior is asked.
    pub junior_months: u32,
    /// Least months that a senior is.
    pub senior_months: u32,
    /// Most months that one in training is.
    pub training_months: u32,
    /// Contracts of training, by id.
    pub training: Vec<String>,
    /// Words of titles of beginners.
    pub junior: Vec<String>,
    /// Words of titles of the experienced.
    pub senior: Vec<String>,
    /// Stock phrases.
    pub stock_phrases: usize,
    /// Least and most letters of an acronym.
    pub acronym: (usize, usize),
    /// Ends of French nouns of one gender.
    pub marked: Vec<String>,
    /// Words that end so and are not.
    pub unmarked: Vec<String>,
    /// Places shown for one finding.
    pub evidence: usize,
}

/// The rules of the linter of postings.
pub type PostingRules = RuleBook<PostingLimits>;

/// What was found in a posting, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PostingAudit {
    /// Version of the JSON.
    pub schema_version: u32,
    /// Digest of the lexicon.
    pub lexicon_digest: String,
    /// The posting.
    pub posting: AuditedPosting,
    /// What was found, the gravest first, then in the order of the rules.
    pub findings: Vec<Finding>,
}

/// The posting of a [`PostingAudit`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AuditedPosting {
    /// Name of the document, as the caller named it.
    pub document: String,
    /// Its title.
    pub title: Option<String>,
    /// Its language.
    pub language: Language,
    /// Its pages.
    pub pages: u32,
}

impl PostingAudit {
    /// True when a finding is at least as grave.
    pub fn reaches(&self, severity: Severity) -> bool {
        self.findings.iter().any(|finding| finding.severity >= severity)
    }
}

/// Lints a posting; `language` is that of the findings.
///
/// ```
/// use sartor_core::{Language, audit, document::Document, lexicon::Lexicon, matching::Matcher};
/// let rules = audit::PostingRules::parse(include_str!("../../../../../templates/posting-lint.toml")).unwrap();
/// let matcher = Matcher::new(Lexicon::load(&[]).unwrap());
/// let audit = audit::lint_posting("a.txt", &Document::plain("Baker\n\nWe bake."), &matcher, &rules, Language::En);
/// assert!(audit.findings.iter().any(|finding| finding.code == "posting.salary"));
/// ```
pub fn lint_posting(
    name: &str,
    document: &Document,
    matcher: &Matcher,
    rules: &PostingRules,
    language: Language,
) -> PostingAudit {
    let posting = parse(document, matcher);
    let found = matcher.analyse(&document.text);
    let mut case = PostingCase {
        document,
        posting: &posting,
        found: &found,
        lexicon: matcher.lexicon(),
        language,
        rules,
        lines: LineEnds::of(&document.text),
        findings: Vec::new(),
    };
    asked::check(&mut case);
    told::check(&mut case);
    words::check(&mut case);
    let mut findings = case.findings;
    findings.sort_by_key(|finding| (std::cmp::Reverse(finding.severity), rules.place(&finding.code)));
    PostingAudit {
        schema_version: SCHEMA_VERSION,
        lexicon_digest: matcher.lexicon().digest.clone(),
        posting: AuditedPosting {
            document: name.to_owned(),
            title: posting.title_clean.clone(),
            language: posting.language,
            pages: document.pages,
        },
        findings,
    }
}

/// What the rules look at.
struct PostingCase<'a> {
    document: &'a Document,
    posting: &'a Posting,
    found: &'a Analysis,
    lexicon: &'a Lexicon,
    language: Language,
    rules: &'a PostingRules,
    lines: LineEnds,
    findings: Vec<Finding>,
}

impl<'a> PostingCase<'a> {
    fn text(&self) -> &'a str {
        &self.document.text
    }

    /// Notes a finding at places of the text; `values` fill its texts, to which the number of places is added as `n`.
    fn raise(&mut self, code: &str, spans: &[Span], values: Value) {
        let Some(rule) = self.rules.get(code) else { return };
        let values = minijinja::context! { n => spans.len(), ..values };
        let (message, remedy) = rule.tell(self.language, &values);
        let shown = spans.iter().take(self.rules.limits.evidence);
        let evidence = shown.map(|span| self.at(*span)).collect();
        self.findings.push(Finding {
            code: code.to_owned(),
            severity: rule.severity,
            message,
            remedy,
            evidence,
        });
    }

    fn at(&self, span: Span) -> Evidence {
        let row = self.document.lines.iter().rev().find(|row| row.span.start <= span.start);
        Evidence {
            page: row.map(|row| row.page),
            line: Some(self.lines.line(span.start)),
            span: Some(span),
            text: self.words(span),
        }
    }

    /// The words of a place, on one line.
    fn words(&self, span: Span) -> String {
        span.of(self.text()).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The words of some places, each once, as a list.
    fn list(&self, spans: &[Span]) -> String {
        let mut seen: Vec<String> = Vec::new();
        for words in spans.iter().map(|span| self.words(*span)) {
            if !seen.iter().any(|known| known.to_lowercase() == words.to_lowercase()) {
                seen.push(words);
            }
        }
        seen.join(", ")
    }

    /// Where the words of an id of the table `audit` stand in the whole text.
    fn phrases(&self, id: &str) -> Vec<Span> {
        super::case::phrases(self.lexicon, &self.found.tokens, id, Span::new(0, self.text().len()))
    }
}
