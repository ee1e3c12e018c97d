//! Skills inside a sentence: the preposition goes with the kind.

use super::elision::{first_word, head};
use super::{Grammar, join_et, plain};

/// The order in which prepositions follow each other: « en Python avec Redis sur AWS sous Linux ».
const ORDER: [&str; 4] = ["en", "avec", "sur", "sous"];

impl Grammar {
    /// The preposition of a skill: « en » Python, « avec » PostgreSQL, « sous » Linux, « sur » AWS; none for a practice.
    pub fn preposition(&self, label: &str, kind: &str) -> Option<&str> {
        let own = self.preposition_of.get(&plain(label));
        own.or_else(|| self.prepositions.get(kind)).map(String::as_str)
    }

    /// The label with its article: « la revue de code », « les tests automatisés », « l'intégration continue ».
    ///
    /// None when neither the table nor the first word tells the gender: better a colon than a wrong article.
    pub fn definite(&self, label: &str) -> Option<String> {
        let first = first_word(head(label));
        let article = match self.articles.get(&plain(label)) {
            Some(article) => article.as_str(),
            None if first.chars().count() < 2 || first.chars().skip(1).any(char::is_uppercase) => {
                return None;
            }
            None => {
                let gender = self.noun_gender(label)?;
                let plural = plain(first)
                    .strip_suffix('s')
                    .is_some_and(|singular| self.noun_gender(singular).is_some());
                match (plural, self.elides_before(label)) {
                    (true, _) => "les",
                    (false, true) => "l'",
                    (false, false) => gender.pick("le", "la"),
                }
            }
        };
        let label = self.lower_first(label);
        Some(if article.ends_with('\'') { format!("{article}{label}") } else { format!("{article} {label}") })
    }

    /// The same for a skill to be named; none for two things in one label (« déploiement et mise en production »), which want an article each.
    pub fn definite_skill(&self, label: &str) -> Option<String> {
        if label.contains(" et ") { None } else { self.definite(label) }
    }

    /// Skills grouped by preposition: « en Python et Go, avec Redis, sur AWS »; skills without one are left out.
    pub fn with_skills(&self, skills: &[(String, String)]) -> String {
        let groups: Vec<String> = ORDER
            .iter()
            .filter_map(|preposition| {
                let labels: Vec<&str> = skills
                    .iter()
                    .filter(|(label, kind)| self.preposition(label, kind) == Some(*preposition))
                    .map(|(label, _)| label.as_str())
                    .collect();
                (!labels.is_empty()).then(|| format!("{preposition} {}", join_et(&labels)))
            })
            .collect();
        groups.join(if groups.len() > 2 { ", " } else { " " })
    }
}

#[cfg(test)]
mod tests {
    use super::super::test_grammar;

    #[test]
    fn articles_of_practices() {
        let grammar = test_grammar();
        for (label, want) in [
            ("revue de code", Some("la revue de code")),
            ("tests automatisés", Some("les tests automatisés")),
            ("intégration continue", Some("l'intégration continue")),
            ("API REST", Some("les API REST")),
            ("haute disponibilité", Some("la haute disponibilité")),
            ("Développement web", Some("le développement web")),
            ("hébergement", Some("l'hébergement")),
            ("XYZ", None),
            ("frobnication", Some("la frobnication")),
            ("pair à pair", None),
        ] {
            assert_eq!(grammar.definite(label).as_deref(), want, "{label}");
        }
        assert_eq!(grammar.definite_skill("revue de code").as_deref(), Some("la revue de code"));
        assert_eq!(grammar.definite_skill("déploiement et mise en production"), None);
    }

    #[test]
    fn prepositions() {
        let grammar = test_grammar();
        for (label, kind, want) in [
            ("Python", "language", Some("en")),
            ("PostgreSQL", "database", Some("avec")),
            ("Linux", "tool", Some("sous")),
            ("AWS", "cloud", Some("sur")),
            ("revue de code", "practice", None),
        ] {
            assert_eq!(grammar.preposition(label, kind), want);
        }
        let skills = [
            ("Redis", "database"),
            ("Python", "language"),
            ("Go", "language"),
            ("AWS", "cloud"),
            ("TDD", "practice"),
        ];
        let skills: Vec<_> = skills.map(|(label, kind)| (label.to_owned(), kind.to_owned())).to_vec();
        assert_eq!(grammar.with_skills(&skills), "en Python et Go, avec Redis, sur AWS");
        assert_eq!(grammar.with_skills(&skills[..2]), "en Python avec Redis");
    }
}
