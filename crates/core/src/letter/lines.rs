//! Lines of a resume inside a sentence: which fit, and how.

use super::facts::Fact;
use super::grammar::{Grammar, plain};
use super::marks::clean;
use crate::Language;

/// The sentence that a line fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// « conception de … »: after a colon.
    Noun,
    /// « conçu … », `built …`: after « j'ai » or `I`.
    Verb,
    /// `build …`: after `I`, in a job that still runs.
    Base,
    /// `building …`: after `that work includes`.
    Gerund,
}

/// Words of a line that is worth quoting.
const WORDS: std::ops::RangeInclusive<usize> = 3..=26;

impl Grammar {
    /// How the line may stand in a sentence; none when it may not: too long, more than one sentence, or a fault in it.
    pub(super) fn line_form(&self, line: &str, language: Language) -> Option<Form> {
        let text = trimmed(line);
        let words: Vec<&str> = text.split_whitespace().collect();
        let broken =
            [". ", " : ", ": ", "? ", "! ", "; ", " ;", "•", "|", "…"].iter().any(|sign| text.contains(sign));
        if !WORDS.contains(&words.len()) || broken || !self.scan(&text, language).is_empty() {
            return None;
        }
        let first = plain(words.first()?);
        let first = first.trim_matches(|c: char| !c.is_alphabetic());
        let lines = &self.lines;
        match language {
            Language::Fr if lines.participles.contains(first) => Some(Form::Verb),
            Language::Fr => {
                let noun = lines.nouns.contains(first)
                    || lines
                        .noun_endings
                        .iter()
                        .any(|end| first.len() > end.len() + 2 && first.ends_with(end.as_str()));
                noun.then_some(Form::Noun)
            }
            Language::En if lines.past.contains(first) => Some(Form::Verb),
            Language::En if lines.base.contains(first) => Some(Form::Base),
            Language::En if lines.gerund.contains(first) => Some(Form::Gerund),
            Language::En => None,
        }
    }

    /// The line as a sentence takes it: small first letter, no full stop.
    pub(super) fn line_in_sentence(&self, line: &Fact) -> Fact {
        Fact { text: self.lower_first(&trimmed(&line.text)), traces: line.traces.clone() }
    }
}

fn trimmed(line: &str) -> String {
    clean(line)
        .trim_start_matches(['-', '•', '*', '–', ' '])
        .trim_end_matches(['.', ';', ',', ' '])
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::super::grammar::test_grammar;
    use super::Form;
    use crate::Language::{self, En, Fr};

    #[test]
    fn forms() {
        let grammar = test_grammar();
        let cases: [(&str, Language, Option<Form>); 12] = [
            ("Conception et développement d'API REST en Python (FastAPI).", Fr, Some(Form::Noun)),
            ("Mise en place de l'intégration continue", Fr, Some(Form::Noun)),
            ("Conçu et développé une API REST", Fr, Some(Form::Verb)),
            ("Développer des API REST en Python", Fr, None),
            ("Conception de API", Fr, None),
            ("Python", Fr, None),
            ("Stack : Python, Django, Redis", Fr, None),
            ("Built a REST API in Python", En, Some(Form::Verb)),
            ("Build and run the billing API", En, Some(Form::Base)),
            ("Building the billing API", En, Some(Form::Gerund)),
            ("Responsible for the API", En, None),
            ("Built an API. Ran it for two years.", En, None),
        ];
        for (line, language, want) in cases {
            assert_eq!(grammar.line_form(line, language), want, "{line}");
        }
    }
}
