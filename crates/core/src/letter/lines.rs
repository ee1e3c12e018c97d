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
        let word = |at: usize| -> String {
            let word = words.get(at).map(|word| plain(word)).unwrap_or_default();
            word.trim_matches(|c: char| !c.is_alphanumeric() && c != '\'').to_owned()
        };
        let (first, second) = (word(0), word(1));
        let lines = &self.lines;
        match language {
            Language::Fr if lines.participles.contains(&first) => {
                // « Formé aux méthodes agiles », « Conçu par … » would turn the meaning round.
                let turns =
                    ["par", "a", "au", "aux", "de", "en", "dans", "pour", "avec", "chez", "sur", "sous"]
                        .contains(&second.as_str())
                        || second.starts_with("d'");
                (!turns || ["participe", "contribue", "mis"].contains(&first.as_str())).then_some(Form::Verb)
            }
            Language::Fr => {
                let ends = lines
                    .noun_endings
                    .iter()
                    .any(|end| first.len() > end.len() + 2 && first.ends_with(end.as_str()));
                (ends || lines.nouns.contains(&first)).then_some(Form::Noun)
            }
            Language::En if lines.past.contains(&first) => {
                (!["of", "by"].contains(&second.as_str())).then_some(Form::Verb)
            }
            // « Design of APIs » and « Lead developer » begin with a noun: only an object tells a verb.
            Language::En if lines.base.contains(&first) => {
                let object = ["a", "an", "the", "our", "all", "new"].contains(&second.as_str())
                    || (second.len() > 3 && second.ends_with('s'));
                (object || second == "and" && lines.base.contains(&word(2))).then_some(Form::Base)
            }
            Language::En if lines.gerund.contains(&first) => Some(Form::Gerund),
            Language::En => None,
        }
    }

    /// The line as a sentence takes it: small first letter, no full stop.
    pub(super) fn line_in_sentence(&self, line: &Fact) -> Fact {
        Fact { text: self.lower_first(&trimmed(&line.text)), traces: line.traces.clone() }
    }
}

/// The line without its bullet, its last stop, and a leading « J'ai » or `I`, which the sentence brings itself.
fn trimmed(line: &str) -> String {
    let line = clean(line);
    let line = line.trim_start_matches(['-', '•', '*', '–', ' ']);
    let own = ["J'ai ", "J’ai ", "I "].iter().find_map(|own| line.strip_prefix(own));
    own.unwrap_or(line).trim_end_matches(['.', ';', ',', ' ']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::super::grammar::test_grammar;
    use super::Form;
    use crate::Language::{self, En, Fr};

    #[test]
    fn forms() {
        let grammar = test_grammar();
        let cases: [(&str, Language, Option<Form>); 21] = [
            ("J'ai conçu une API REST", Fr, Some(Form::Verb)),
            ("Formé aux méthodes agiles", Fr, None),
            ("Participé à la refonte du site", Fr, Some(Form::Verb)),
            ("Mis en place l'intégration continue", Fr, Some(Form::Verb)),
            ("Design and development of REST APIs", En, None),
            ("Design and build REST APIs", En, Some(Form::Base)),
            ("Lead developer for the API", En, None),
            ("Set of internal tools", En, None),
            ("I built the billing API", En, Some(Form::Verb)),
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
