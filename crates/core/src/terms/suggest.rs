//! Terms of many texts for whoever keeps the keyword files.

use std::collections::BTreeMap;

use super::{Stretch, Vocabulary, unlisted};
use crate::{Language, Span, document::Document, matching::Matcher};

/// Most contexts kept of one suggestion.
const CONTEXTS: usize = 5;

/// A term that no dictionary knows, and where it was read.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Suggestion {
    /// As it is written where it was read first.
    pub text: String,
    /// The language of that text.
    pub language: Language,
    /// How often all texts say it.
    pub count: usize,
    /// How many texts do.
    pub documents: usize,
    /// The first places, at most five.
    pub contexts: Vec<Context>,
}

/// A place where a term was read.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Context {
    /// Name of the document.
    pub document: String,
    /// Its bytes in the text of that document.
    #[serde(flatten)]
    pub span: Span,
    /// The line it stands on.
    pub line: String,
}

/// The unlisted terms of whole documents, each with its name; those of the most documents first, then the most frequent.
///
/// Every line is read, as a list item is: a curator wants what a report would leave out.
pub fn suggest(documents: &[(String, Document)], matcher: &Matcher) -> Vec<Suggestion> {
    let mut all: BTreeMap<(Language, Vec<String>), Suggestion> = BTreeMap::new();
    for (name, document) in documents {
        let text = document.text.as_str();
        let found = matcher.analyse(text);
        let stretches = lines(document);
        for term in unlisted(text, &found, &stretches, &[], matcher).terms {
            let suggestion = all.entry((found.language, term.key().to_vec())).or_insert_with(|| Suggestion {
                text: term.text.clone(),
                language: found.language,
                count: 0,
                documents: 0,
                contexts: Vec::new(),
            });
            suggestion.count += term.spans.len();
            suggestion.documents += 1;
            let room = CONTEXTS.saturating_sub(suggestion.contexts.len());
            suggestion.contexts.extend(term.spans.iter().take(room).map(|span| Context {
                document: name.clone(),
                span: *span,
                line: line_at(text, span.start),
            }));
        }
    }
    let mut list: Vec<Suggestion> = all.into_values().collect();
    list.sort_by(|a, b| (b.documents, b.count, &a.text).cmp(&(a.documents, a.count, &b.text)));
    list
}

/// Suggestions as entries of a keyword file, to be judged one by one: each is a concept with its one form in both languages, and its
/// places as a comment.
pub fn skeleton(suggestions: &[Suggestion]) -> String {
    let mut out = String::new();
    let mut ids: BTreeMap<String, usize> = BTreeMap::new();
    for one in suggestions {
        let slug = slug(&one.text);
        let times = ids.entry(slug.clone()).or_default();
        *times += 1;
        let id = if *times == 1 { slug } else { format!("{slug}_{times}") };
        if !out.is_empty() {
            out.push('\n');
        }
        out += &format!("# {} × in {} file(s)\n", one.count, one.documents);
        for context in &one.contexts {
            let line: String = context.line.chars().filter(|c| !c.is_control()).collect();
            out += &format!("# {}: {line}\n", context.document.escape_default());
        }
        let label = serde_json::Value::from(one.text.as_str()).to_string();
        out += &format!("[[skill]]\nid = \"new.{id}\"\nkind = \"concept\"\nfr = {label}\nen = {label}\n");
    }
    out
}

fn lines(document: &Document) -> Vec<Stretch> {
    let spans = document.lines.iter().map(|line| line.span);
    spans.map(|span| Stretch { span, item: true, strict: false }).collect()
}

fn line_at(text: &str, at: usize) -> String {
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let end = text[at..].find('\n').map_or(text.len(), |length| at + length);
    text[start..end].split_whitespace().collect::<Vec<_>>().join(" ")
}

fn slug(text: &str) -> String {
    let key = crate::text::fold_key(text);
    let parts = key.split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty());
    let slug = parts.collect::<Vec<_>>().join("_");
    if slug.is_empty() { "term".to_owned() } else { slug }
}

impl Vocabulary {
    /// True for a folded word that is common in either language.
    pub fn is_common(&self, word: &str) -> bool {
        self.zipf(word, Language::Fr).or_else(|| self.zipf(word, Language::En)).is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        lexicon::{SourceFile, lint},
        testing::matcher,
    };

    fn documents() -> Vec<(String, Document)> {
        let texts = [
            ("a.txt", "Coiffeuse\n- balayages, mèches\n- brushing"),
            ("b.txt", "Coiffeur\n- le balayage sur cheveux longs\n- Excel"),
        ];
        texts.map(|(name, text)| (name.to_owned(), Document::plain(text))).to_vec()
    }

    #[test]
    fn the_term_of_most_documents_comes_first_with_its_places() {
        let list = suggest(&documents(), matcher());
        let first = list.iter().find(|one| one.text == "balayages").unwrap();
        assert_eq!((first.count, first.documents), (2, 2), "{list:?}");
        assert_eq!(first.contexts[1].line, "- le balayage sur cheveux longs");
        assert!(list.windows(2).all(|pair| pair[0].documents >= pair[1].documents));
        assert!(list.iter().all(|one| !one.text.contains("Excel")));
    }

    #[test]
    fn the_skeleton_is_a_keyword_file_without_fault() {
        let text = skeleton(&suggest(&documents(), matcher()));
        assert!(text.contains("id = \"new.balayages\""), "{text}");
        let faults = lint(&[SourceFile { name: "new.toml", text: &text }]);
        assert!(faults.is_empty(), "{faults:?}");
    }
}
