//! Skills inside a sentence: the preposition goes with the kind.

use super::{Grammar, join_et, plain};

/// The order in which prepositions follow each other: « en Python avec Redis sur AWS sous Linux ».
const ORDER: [&str; 4] = ["en", "avec", "sur", "sous"];

impl Grammar {
    /// The preposition of a skill: « en » Python, « avec » PostgreSQL, « sous » Linux, « sur » AWS; none for a practice.
    pub fn preposition(&self, label: &str, kind: &str) -> Option<&str> {
        let own = self.preposition_of.get(&plain(label));
        own.or_else(|| self.prepositions.get(kind)).map(String::as_str)
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
