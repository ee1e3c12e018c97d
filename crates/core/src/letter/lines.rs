//! Lines of a resume inside a sentence: which fit, and how.

use super::facts::Fact;
use super::grammar::{Grammar, outer_comma, plain};
use super::marks::clean;
use crate::Language;

/// The sentence that a line fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// « conçu … », `built …`: after « j'ai » or `I`.
    Verb,
    /// « la participation à … »: after « mon poste comprend ».
    Noun,
    /// `build …`: after `I`, in a job that still runs.
    Base,
    /// `building …`: after `my work includes`.
    Gerund,
    /// Anything else that names what was done: after a colon.
    Thing,
}

/// Words of a line that is worth quoting.
const WORDS: std::ops::RangeInclusive<usize> = 3..=26;

impl Grammar {
    /// The line as a sentence takes it, and the sentence it takes; none when it fits none: too short, too long, a
    /// denial, or with a fault in it.
    ///
    /// A line of several sentences is told to the end of the first.
    pub(super) fn told(&self, line: &Fact, language: Language) -> Option<(Form, Fact)> {
        let text = first_clause(&trimmed(&line.text)).to_owned();
        let words: Vec<&str> = text.split_whitespace().collect();
        let broken = ["•", "|", "…", "**", "»", "”"].iter().any(|sign| text.contains(sign));
        if !WORDS.contains(&words.len()) || broken || !self.scan(&text, language).is_empty() {
            return None;
        }
        let (form, text) = match language {
            Language::Fr => self.french_form(&text, &words)?,
            Language::En => (self.english_form(&words)?, self.lower_first(&text)),
        };
        Some((form, Fact { text, traces: line.traces.clone() }))
    }

    fn french_form(&self, text: &str, words: &[&str]) -> Option<(Form, String)> {
        let (first, second) = (word(words, 0), word(words, 1));
        let lowered = self.lower_first(text);
        if self.lines.participles.contains(&first) {
            // « Formé aux méthodes agiles », « Conçu par … » would turn the meaning round.
            let turns = ["par", "a", "au", "aux", "de", "en", "dans", "pour", "avec", "chez", "sur", "sous"]
                .contains(&second.as_str())
                || second.starts_with("d'");
            let holds = !turns || ["participe", "contribue", "mis"].contains(&first.as_str());
            return holds.then_some((Form::Verb, lowered));
        }
        if let Some(verb) = self.as_participle(text) {
            return Some((Form::Verb, verb));
        }
        let ends = self
            .lines
            .noun_endings
            .iter()
            .any(|end| first.len() > end.len() + 2 && first.ends_with(end.as_str()));
        let action = ends || self.lines.nouns.contains(&first);
        // « la revue de code et mentorat »: the second noun would lack its article.
        let lone = text.split(" et ").skip(1).any(|next| {
            let next = plain(next.split(' ').next().unwrap_or_default());
            let own = ["la", "le", "les", "de", "du", "des", "un", "une", "au", "aux", "a", "en"];
            !own.contains(&next.as_str()) && !next.contains('\'')
        });
        if action
            && !lone
            && outer_comma(text).is_none()
            && let Some(noun) = self.definite(&lowered)
        {
            return Some((Form::Noun, noun));
        }
        self.is_thing(words, &self.lines.never_fr).then_some((Form::Thing, lowered))
    }

    fn english_form(&self, words: &[&str]) -> Option<Form> {
        let (first, second) = (word(words, 0), word(words, 1));
        let lines = &self.lines;
        let turned = ["of", "by"].contains(&second.as_str());
        if lines.past.contains(&first)
            || first.len() > 4 && first.ends_with("ed") && !lines.not_past.contains(&first)
        {
            return (!turned).then_some(Form::Verb);
        }
        if lines.base_alone.contains(&first) {
            return Some(Form::Base);
        }
        if lines.base.contains(&first) {
            // « Design of APIs » and « Lead developer » begin with a noun: only an object tells a verb.
            let object = ["a", "an", "the", "our", "all", "new"].contains(&second.as_str())
                || (second.len() > 3 && second.ends_with('s'));
            return (object || second == "and" && lines.base.contains(&word(words, 2))).then_some(Form::Base);
        }
        if lines.gerund.contains(&first) {
            return Some(Form::Gerund);
        }
        self.is_thing(words, &lines.never_en).then_some(Form::Thing)
    }

    /// Words that name a thing done: no person speaks in them and nothing is denied.
    fn is_thing(&self, words: &[&str], never: &std::collections::BTreeSet<String>) -> bool {
        let begins = words.len() > 3
            && !self.lines.fragments.contains(&word(words, 0))
            && words.first().is_some_and(|first| first.starts_with(|c: char| c.is_alphanumeric()));
        begins && !(0..words.len()).any(|at| never.contains(&word(words, at)))
    }
}

/// A word, folded, without the signs around it.
fn word(words: &[&str], at: usize) -> String {
    let word = words.get(at).map(|word| plain(word)).unwrap_or_default();
    word.trim_matches(|c: char| !c.is_alphanumeric() && c != '\'').to_owned()
}

/// The line without its bullet, its last stop, and a leading « J'ai » or `I`, which the sentence brings itself.
fn trimmed(line: &str) -> String {
    let line = clean(line);
    let line = line.trim_start_matches(['-', '•', '*', '–', '—', ' ']);
    let own = ["J'ai ", "J’ai ", "I "].iter().find_map(|own| line.strip_prefix(own));
    own.unwrap_or(line).trim_end_matches(['.', ';', ',', ' ']).to_owned()
}

/// The text to its first colon, semicolon or full stop; a stop of an abbreviation ends nothing.
fn first_clause(text: &str) -> &str {
    let mut end = text.len();
    for sign in [" : ", ": ", " ; ", "; ", ". ", "? ", "! "] {
        let found = text.match_indices(sign).map(|(at, _)| at).find(|at| {
            let last = text[..*at].rsplit(' ').next().unwrap_or_default();
            let short = last.chars().count() <= 3 && last.chars().any(char::is_lowercase);
            sign != ". " || !short && !last.contains('.')
        });
        end = found.map_or(end, |at| end.min(at));
    }
    text[..end].trim_end_matches([',', ' ', ':', ';'])
}

#[cfg(test)]
mod tests {
    use super::super::grammar::test_grammar;
    use super::{Form, first_clause};
    use crate::Language::{self, En, Fr};
    use crate::Span;
    use crate::letter::Fact;

    fn told(line: &str, language: Language) -> Option<(Form, String)> {
        let fact = Fact::resume(line, Span::new(0, line.len()));
        test_grammar().told(&fact, language).map(|(form, fact)| (form, fact.text))
    }

    /// A line, its language, and how it is told.
    type Case = (&'static str, Language, Option<(Form, &'static str)>);

    #[test]
    fn forms() {
        let cases: [Case; 25] = [
            ("J'ai conçu une API REST", Fr, Some((Form::Verb, "conçu une API REST"))),
            ("Formé aux méthodes agiles", Fr, None),
            ("Participé à la refonte du site", Fr, Some((Form::Verb, "participé à la refonte du site"))),
            ("Design and development of REST APIs", En, None),
            ("Design and build REST APIs", En, Some((Form::Base, "design and build REST APIs"))),
            ("Lead developer for the API", En, None),
            ("Set of internal tools", En, None),
            ("I built the billing API", En, Some((Form::Verb, "built the billing API"))),
            (
                "Conception et développement d'API REST en Python (FastAPI).",
                Fr,
                Some((Form::Verb, "conçu et développé des API REST en Python (FastAPI)")),
            ),
            (
                "Mise en place de l'intégration continue",
                Fr,
                Some((Form::Verb, "mis en place l'intégration continue")),
            ),
            ("Animation technique du service", Fr, Some((Form::Noun, "l'animation technique du service"))),
            (
                "Développer des API REST en Python",
                Fr,
                Some((Form::Thing, "développer des API REST en Python")),
            ),
            ("Conception de API", Fr, None),
            ("Python", Fr, None),
            ("Stack : Python, Django, Redis", Fr, None),
            ("Je n'ai pas encore utilisé Terraform", Fr, None),
            ("Trois projets sans Terraform ni Ansible", Fr, None),
            (
                "Service de 28 lits, alternance jour et nuit.",
                Fr,
                Some((Form::Thing, "service de 28 lits, alternance jour et nuit")),
            ),
            ("Built a REST API in Python", En, Some((Form::Verb, "built a REST API in Python"))),
            ("Rebuilt the email program; revenue held", En, Some((Form::Verb, "rebuilt the email program"))),
            ("Build and run the billing API", En, Some((Form::Base, "build and run the billing API"))),
            ("Join code reviews", En, Some((Form::Base, "join code reviews"))),
            ("Building the billing API", En, Some((Form::Gerund, "building the billing API"))),
            (
                "Certified scrum master since 2020",
                En,
                Some((Form::Thing, "certified scrum master since 2020")),
            ),
            ("Retrofit of 320 homes, £6.4m", En, Some((Form::Thing, "retrofit of 320 homes, £6.4m"))),
        ];
        for (line, language, want) in cases {
            let want = want.map(|(form, text)| (form, text.to_owned()));
            assert_eq!(told(line, language), want, "{line}");
        }
    }

    #[test]
    fn the_first_clause() {
        assert_eq!(first_clause("Pipelines en Python : 60 flux"), "Pipelines en Python");
        assert_eq!(first_clause("Built an API. Ran it."), "Built an API");
        assert_eq!(first_clause("Ran St. Mary's clinic"), "Ran St. Mary's clinic");
    }
}
