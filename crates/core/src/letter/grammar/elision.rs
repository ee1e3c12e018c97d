//! Elision: « de » or « d' », by the word that follows.

use super::{Grammar, is_mark, plain};

/// Words that lose their last vowel.
pub(super) const ELIDED: [&str; 13] =
    ["je", "me", "te", "se", "le", "la", "de", "ne", "que", "jusque", "lorsque", "puisque", "quoique"];

/// The forms before which « ce » is « c' »: of être, and « en ».
const AFTER_CE: [&str; 8] = ["est", "etait", "etaient", "etant", "en", "ete", "eut", "eussent"];

/// The next text from its first letter, without quotes, brackets and marks.
pub(super) fn head(next: &str) -> &str {
    next.trim_start_matches(|c: char| {
        c.is_whitespace() || matches!(c, '«' | '“' | '"' | '‘' | '(') || is_mark(c)
    })
}

/// The first word of a text that [`head`] gave: letters and combining accents only.
pub(super) fn first_word(head: &str) -> &str {
    let end = head
        .find(|c: char| !c.is_alphabetic() && !unicode_normalization::char::is_combining_mark(c))
        .unwrap_or(head.len());
    &head[..end]
}

impl Grammar {
    /// True when « de » would be « d' » before `next`.
    ///
    /// Decided on the first written letter: a vowel elides, so does a mute h; a digit, a symbol, an aspirated h and
    /// an unknown name in h do not.
    pub fn elides_before(&self, next: &str) -> bool {
        let word = first_word(head(next));
        let folded = plain(word);
        let mut letters = folded.chars();
        let words = &self.elision;
        match (letters.next(), letters.next()) {
            (Some('a' | 'e' | 'i' | 'o' | 'u'), _) => !words.never.contains(&folded),
            (Some('y'), Some('a' | 'e' | 'i' | 'o' | 'u')) => words.y_elides.contains(&folded),
            (Some('y'), _) => true,
            (Some('h'), Some(_)) => self.has_mute_h(word, &folded),
            _ => false,
        }
    }

    fn has_mute_h(&self, word: &str, folded: &str) -> bool {
        let acronym = word.chars().all(char::is_uppercase);
        let singular = folded.strip_suffix('s').unwrap_or(folded);
        let aspirated = &self.elision.aspirated_h;
        !acronym
            && !aspirated.contains(folded)
            && !aspirated.contains(singular)
            && self.elision.mute_h.iter().any(|start| folded.starts_with(start.as_str()))
    }

    /// Writes `word` before `next`, elided where French elides: `elide("de", "API")` is `d'API`.
    ///
    /// `si` elides before « il » and « ils » only, « ce » before être and « en » only; other words stay whole.
    pub fn elide(&self, word: &str, next: &str) -> String {
        match self.elided(word, next) {
            Some(short) => format!("{short}'{next}"),
            None => format!("{word} {next}"),
        }
    }

    /// The word without its vowel when it elides before `next`.
    pub(super) fn elided<'w>(&self, word: &'w str, next: &str) -> Option<&'w str> {
        let folded = word.to_lowercase();
        let following = plain(first_word(head(next)));
        let elides = match folded.as_str() {
            "si" => following == "il" || following == "ils",
            "ce" => AFTER_CE.contains(&following.as_str()),
            other => ELIDED.contains(&other) && self.elides_before(next),
        };
        elides
            .then(|| word.trim_end_matches(|c: char| "aeiAEI".contains(c)).trim_end_matches(['u', 'U']))
            .map(|short| {
                // « que » keeps its u: qu'.
                if folded.ends_with("que") { &word[..short.len() + 1] } else { short }
            })
    }

    /// `que` or `qu'` before `next`.
    pub fn que(&self, next: &str) -> String {
        self.elide("que", next)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::test_grammar;

    #[test]
    fn cases_of_the_specification() {
        let grammar = test_grammar();
        for (word, next, want) in [
            ("de", "API", "d'API"),
            ("de", "Elasticsearch", "d'Elasticsearch"),
            ("de", "Hadoop", "de Hadoop"),
            ("de", "hébergement", "d'hébergement"),
            ("de", "haute disponibilité", "de haute disponibilité"),
            ("que", "il", "qu'il"),
            ("le", "handicap", "le handicap"),
            ("la", "architecture", "l'architecture"),
            ("de", "« Éditions X »", "d'« Éditions X »"),
            ("de", "11 ans", "de 11 ans"),
            ("de", "Yves Rocher", "d'Yves Rocher"),
            ("si", "il", "s'il"),
            ("si", "elle", "si elle"),
            ("ce", "est", "c'est"),
            ("ce", "outil", "ce outil"),
            ("Que", "Airbus", "Qu'Airbus"),
            ("lorsque", "on", "lorsqu'on"),
            ("jusque", "à", "jusqu'à"),
            ("je", "ai", "j'ai"),
            ("avec", "API", "avec API"),
        ] {
            assert_eq!(grammar.elide(word, next), want);
        }
    }

    #[test]
    fn words_that_elide() {
        let grammar = test_grammar();
        for next in [
            "habilitation",
            "habitude",
            "harmonisation",
            "heure",
            "héritage",
            "histoire",
            "historique",
            "homologation",
            "honneur",
            "hôpital",
            "horaires",
            "hôtel",
            "humain",
            "hybride",
            "hydraulique",
            "hypothèse",
            "hyperviseur",
            "Hérault",
            "héroïne",
            "hétérogène",
            "heuristique",
            "hertz",
            "humour",
            "yeux",
            "Yonne",
            "Yerres",
            "Yeu",
            "Yves",
            "ERP",
            "ESN",
            "IA",
            "IHM",
            "ORM",
            "AWS",
            "OVH",
            "UX",
            "URL",
            "UML",
            "iOS",
            "Unix",
            "Uber",
            "œuvre",
            "équipe",
            "État",
            "e-commerce",
        ] {
            assert!(grammar.elides_before(next), "{next}");
        }
    }

    #[test]
    fn words_that_do_not() {
        let grammar = test_grammar();
        for next in [
            "hackathon",
            "hacker",
            "hall",
            "hangar",
            "hardware",
            "hasard",
            "hash",
            "hauteur",
            "hausse",
            "héros",
            "hiérarchie",
            "hors",
            "hub",
            "huit",
            "hot-line",
            "harcèlement",
            "housing",
            "Hollande",
            "Hongrie",
            "hachage",
            "Havre",
            "Haute-Savoie",
            "Hauts-de-France",
            "Hambourg",
            "Helm",
            "Heroku",
            "Hibernate",
            "HashiCorp",
            "Hugging Face",
            "HSBC",
            "HTML",
            "HTTP",
            "onze",
            "onzième",
            "oui",
            "ouistiti",
            "uhlan",
            "3D",
            "yaourt",
            "Yarn",
            "Yocto",
            "YAML",
            "yoga",
            ".NET",
            "@angular",
            "SQL",
            "RGPD",
            "SRE",
            "MVP",
            "",
        ] {
            assert!(!grammar.elides_before(next), "{next}");
        }
    }

    proptest! {
        #[test]
        fn one_form_or_the_other(word in "[a-zA-Zéèôû]{1,8}", next in "\\PC{0,12}") {
            let grammar = test_grammar();
            let out = grammar.elide(&word, &next);
            prop_assert!(out.ends_with(&next));
            let joint = &out[..out.len() - next.len()];
            prop_assert!(joint.ends_with('\'') || joint.ends_with(' '));
        }

        #[test]
        fn never_before_a_digit(next in "[0-9]\\PC{0,8}") {
            prop_assert!(!test_grammar().elides_before(&next));
        }
    }
}
