//! Faults of a finished letter, found with the same functions that write one.

use serde::Serialize;

use super::elision::ELIDED;
use super::english::sounds_open;
use super::{Grammar, plain};
use crate::{Language, Span};

/// A fault in a finished text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// What is wrong.
    pub kind: FaultKind,
    /// Where.
    pub span: Span,
    /// The words at fault.
    pub text: String,
}

/// The kinds of faults.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum FaultKind {
    /// « de API », « d'Hadoop », « si il ».
    Elision,
    /// « de le », « à les », « à Le Mans ».
    Contraction,
    /// `a API`, `an URL`.
    Article,
    /// Two spaces where one stands.
    DoubleSpace,
    /// « (e) » or « ·e » at the end of a word.
    InclusiveEnding,
    /// A piece of a template.
    Unresolved,
    /// « without », or » before «.
    Quotes,
    /// A clause without its words: « , , », « chez . ».
    EmptyClause,
}

/// Words that never end a clause.
const NEVER_LAST: [&str; 20] = [
    "de", "d'", "à", "chez", "en", "avec", "sur", "sous", "du", "des", "que", "et", "ou", "le", "the", "of",
    "at", "with", "and", "as",
];

impl Grammar {
    /// The faults of a finished letter, in the order in which they stand.
    pub fn scan(&self, text: &str, language: Language) -> Vec<Fault> {
        let mut faults = Vec::new();
        signs(text, &mut faults);
        let words: Vec<Span> = words(text);
        for pair in words.windows(2) {
            let &[left, right] = pair else { continue };
            let between = Span::new(left.end, right.start).of(text);
            let blank = !between.is_empty()
                && between.chars().all(|c| matches!(c, ' ' | '\u{A0}' | '\u{202F}' | '«' | '“' | '"' | '\n'));
            let hyphen = text[..left.start].ends_with('-');
            if blank && !hyphen {
                let rest = &text[right.start..];
                let fault = match language {
                    Language::Fr => self.french(left.of(text), rest),
                    Language::En => english(left.of(text), rest),
                };
                if let Some(kind) = fault {
                    let span = Span::new(left.start, right.end);
                    faults.push(Fault { kind, span, text: span.of(text).to_owned() });
                }
            }
        }
        if language == Language::Fr {
            self.wrongly_elided(text, &words, &mut faults);
        }
        for word in words {
            let tail = text[word.end..].trim_start_matches([' ', '\u{A0}', '\u{202F}']);
            let lower = word.of(text).to_lowercase();
            if NEVER_LAST.contains(&lower.as_str())
                && word.of(text) == lower
                && tail.starts_with([',', ';', ')', '»', '.'])
                && !tail.starts_with(".N")
                && !tail.starts_with(".n")
            {
                faults.push(Fault { kind: FaultKind::EmptyClause, span: word, text: lower });
            }
        }
        faults.sort_by_key(|fault| fault.span);
        faults
    }

    fn french(&self, left: &str, rest: &str) -> Option<FaultKind> {
        let lower = left.to_lowercase();
        let word = rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        if (ELIDED.contains(&lower.as_str()) || lower == "si" || lower == "ce")
            && self.elided(&lower, rest).is_some()
        {
            return Some(FaultKind::Elision);
        }
        // « de le faire » is a pronoun before an infinitive.
        let pronoun = || {
            let after = rest.split_whitespace().nth(1).unwrap_or_default();
            let verb = plain(after.trim_matches(|c: char| !c.is_alphanumeric()));
            self.noun_gender(after).is_none()
                && ["er", "ir", "re", "oir"].iter().any(|end| verb.ends_with(end))
        };
        (matches!(lower.as_str(), "de" | "à")
            && matches!(plain(word).as_str(), "le" | "les")
            && rest.len() > word.len()
            && !pronoun())
        .then_some(FaultKind::Contraction)
    }

    /// Finds « d'Hadoop » and « l'HTTP ».
    fn wrongly_elided(&self, text: &str, words: &[Span], faults: &mut Vec<Fault>) {
        for pair in words.windows(2) {
            let &[left, right] = pair else { continue };
            let short = left.of(text).to_lowercase();
            // A capital within a line is that of a name: « Aya N'Guessan ».
            let within = text[..left.start]
                .ends_with(|c: char| c.is_alphanumeric() || matches!(c, ' ' | '\u{A0}'))
                && !text[..left.start].trim_end().ends_with(['.', '!', '?', '…', ':', '»']);
            if within && left.of(text).starts_with(char::is_uppercase) {
                continue;
            }
            if matches!(Span::new(left.end, right.start).of(text), "'" | "’")
                && matches!(
                    short.as_str(),
                    "d" | "l" | "qu" | "j" | "m" | "n" | "s" | "t" | "jusqu" | "lorsqu" | "puisqu"
                )
                && !self.elides_before(right.of(text))
            {
                let span = Span::new(left.start, right.end);
                faults.push(Fault { kind: FaultKind::Elision, span, text: span.of(text).to_owned() });
            }
        }
    }
}

fn english(left: &str, rest: &str) -> Option<FaultKind> {
    let open = sounds_open(rest);
    ((left == "a" && open) || (left == "an" && !open)).then_some(FaultKind::Article)
}

/// Faults told by signs alone.
fn signs(text: &str, faults: &mut Vec<Fault>) {
    const SIGNS: [(FaultKind, &[&str]); 4] = [
        (FaultKind::InclusiveEnding, &["(e)", "(E)", "·e", "(euse)", "(trice)", "(ne)"]),
        (FaultKind::Unresolved, &["{{", "}}", "{%", "%}", "{#"]),
        (
            FaultKind::EmptyClause,
            &[
                ", ,",
                ",,",
                ", .",
                ",.",
                " ,",
                "( )",
                "()",
                "« »",
                "«\u{A0}»",
                "«\u{202F}»",
                "«»",
                "“”",
                ": .",
                "\u{A0}: .",
                ";.",
                ":.",
            ],
        ),
        (FaultKind::DoubleSpace, &["  ", " \u{A0}", "\u{A0} ", " \u{202F}", "\u{202F} ", "\u{A0}\u{A0}"]),
    ];
    for (kind, signs) in SIGNS {
        for sign in signs {
            for (start, found) in text.match_indices(sign) {
                // « , .NET » is a name, not an empty clause.
                if found.ends_with('.') && text[start + found.len()..].starts_with(char::is_alphabetic) {
                    continue;
                }
                faults.push(Fault {
                    kind,
                    span: Span::new(start, start + found.len()),
                    text: found.to_owned(),
                });
            }
        }
    }
    let mut open: Option<usize> = None;
    let mut fault = |at: usize, sign: &str| {
        faults.push(Fault {
            kind: FaultKind::Quotes,
            span: Span::new(at, at + sign.len()),
            text: sign.to_owned(),
        });
    };
    for (at, c) in text.char_indices() {
        match (c, open) {
            ('«', None) => open = Some(at),
            ('«', Some(_)) => fault(at, "«"),
            ('»', Some(_)) => open = None,
            ('»', None) => fault(at, "»"),
            _ => {}
        }
    }
    if let Some(at) = open {
        fault(at, "«");
    }
}

/// Runs of letters and digits.
fn words(text: &str) -> Vec<Span> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (c.is_alphanumeric(), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                words.push(Span::new(from, at));
                start = None;
            }
            _ => {}
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::super::test_grammar;
    use super::FaultKind::{self, *};
    use crate::Language;

    fn kinds(text: &str, language: Language) -> Vec<FaultKind> {
        test_grammar().scan(text, language).into_iter().map(|fault| fault.kind).collect()
    }

    #[test]
    fn french_faults() {
        for (text, want) in [
            ("la maîtrise de API", Elision),
            ("la pratique d'Hadoop", Elision),
            ("le outil", Elision),
            ("si il faut", Elision),
            ("ce est", Elision),
            ("de le projet", Contraction),
            ("à Le Mans", Contraction),
            ("à les équipes", Contraction),
            ("un  mot", DoubleSpace),
            ("développeur(e)", InclusiveEnding),
            ("chez {{company}}", Unresolved),
            ("« mot", Quotes),
            ("mot »", Quotes),
            ("en Python, , Go", EmptyClause),
            ("je travaille chez .", EmptyClause),
            ("avec , puis", EmptyClause),
        ] {
            assert!(kinds(text, Language::Fr).contains(&want), "{text}");
        }
    }

    #[test]
    fn french_without_fault() {
        for text in [
            "J'ai conçu l'API de Hadoop, d'Elasticsearch et de « HTTP ».",
            "L'occasion de le faire ; puis-je avoir ? Au Mans, de onze à douze.",
            "Je travaille en Python avec PostgreSQL : c'est l'essentiel. Aujourd'hui, au ministère.",
            "la onzième équipe, celle du Havre, jusqu'à huit.",
            "Développement avec Go, .NET et C#.",
        ] {
            assert_eq!(kinds(text, Language::Fr), [], "{text}");
        }
    }

    #[test]
    fn english_faults() {
        for (text, want) in [
            ("a API", Article),
            ("an URL", Article),
            ("I worked at .", EmptyClause),
            ("two  spaces", DoubleSpace),
        ] {
            assert!(kinds(text, Language::En).contains(&want), "{text}");
        }
        assert_eq!(kinds("I built an API, a URL shortener and a user guide with Docker.", Language::En), []);
    }
}
