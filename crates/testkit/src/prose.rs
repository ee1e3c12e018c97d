//! Another reader of letters: faults that a person sees, by patterns that know nothing of the filters that write.

use std::sync::LazyLock;

use regex::Regex;

use crate::Tongue;

/// French: elision, contraction, agreement, spacing, and what no letter keeps.
const FRENCH: [&str; 15] = [
    // Elision before a vowel: « de Airbus », « que il », « le outil »; onze, oui and a lone figure aside.
    r"(?i)\b(?:de|que|je|me|te|ne|se|le|la|jusque|lorsque|puisque) (?:[aeiouàâéèêëîïôûœ])\p{L}*",
    r"(?i)\bsi ils?\b",
    // Contraction: « de le », « à les ».
    r"\b(?:de|à) (?:[Ll]es?) \p{Lu}",
    // The elided article before a name in h aspiré or a figure.
    r"(?i)\b[dlq]u?['’](?:HSBC|Hachette|Huit|Hauts|haute|Hacker|SNCF|SFR|RATP|\d)",
    // Mute h without elision.
    r"(?i)\b(?:de|le|la) (?:hôpital|hôte|harmonie|honfleur|hyères|heure|histoire)",
    // « ma expérience », « ce outil ».
    r"(?i)\b(?:ma|ta|sa|ce) [aeiouéèêàâîôûœ]",
    // Agreement of number.
    r"\b(?:1|un) ans\b|\b(?:[2-9]|\d\d) an\b",
    r"(?i)\b(?:ces|mes|les) (?:deux |trois )?(?:outil|langage|sujet|mission)\b",
    r"(?i)\b(?:les|des) [^.;:]*\bfait (?:aussi )?partie",
    // A feminine that was forgotten after « développeuse », « infirmière » …
    r"(?i)\b(?:développeuse|ingénieure|administratrice|experte|attachée)\s+(?:confirmé|expérimenté|commercial)\b",
    // Spacing.
    r"  | ,| \.(?:\s|$)|\( | \)|,,|;;",
    "[^\u{A0}\u{202F}\n][;!?»]|«[^\u{A0}\u{202F}]",
    "[^\u{A0}\u{202F}\\d] ?:(?:\\s|$)",
    // What no letter keeps.
    r"\(e\)|·e|\{\{|\}\}|\{%",
    r"\b(?:chez|de|à|au|du|avec|en|et|où) ?[.,;]",
];

/// English: the article by sound, agreement, spacing, and what no letter keeps.
const ENGLISH: [&str; 8] = [
    // « a engineer », « a IT manager »; « a one-year », « a European » are right.
    r"\ba (?:[AaIi]|[Ee](?:[^Uu]|$)|[Oo](?:[^Nn]|[Nn][^CcEe]|$))\p{L}*",
    // « an developer », « an Head of », « an user ».
    r"\b[Aa]n (?:[B-DGJKPQTV-WYZb-dgjkpqtv-wyz]|[FLMNRSXflmnrsx][a-z]|[Hh][aiuy]|[Hh]e[^i]|[Hh]o[^nu]|[Uu]s[eu]|[Uu]ni[^nmd]|[Ee]u|[Oo]ne\b)\p{L}*",
    // « the the », « at at ».
    r"(?i)\b(?:the the|at at|of of|a an|an a|in in|a the)\b",
    // Agreement of number.
    r"\b(?:1|one) years\b|\b(?:[2-9]|\d\d) year\b",
    r"\b(?:[Bb]oth|[Aa]ll three) is\b|\bI (?:is|are|were|has)\b|\bit (?:are|were)\b",
    // Spacing.
    r"  | [,;:!?]| \.(?:\s|$)|\( | \)|,,|;;|\.\.|“ | ”",
    // What no letter keeps.
    r"\{\{|\}\}|\{%|\[|\]",
    r"\b(?:with|of|for|at|and|or|the|an?|from|since|was|is) ?[.,;:](?:\s|$)",
];

static FRENCH_READER: LazyLock<Vec<Regex>> = LazyLock::new(|| reader(&FRENCH));
static ENGLISH_READER: LazyLock<Vec<Regex>> = LazyLock::new(|| reader(&ENGLISH));
/// « de onze », « que un » of a figure written out, « le oui »: no elision.
static RIGHT: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(?:de|le|la|que) (?:onze|oui|un |une )"));

fn reader(patterns: &[&str]) -> Vec<Regex> {
    patterns.iter().map(|own| pattern(own)).collect()
}

fn pattern(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a pattern")
}

/// The faults of a text, as they stand in it.
///
/// ```
/// use sartor_testkit::{Tongue, faults};
/// assert_eq!(faults("Je vous écris de Airbus.", Tongue::Fr), ["de Airbus"]);
/// assert_eq!(faults("I was a engineer.", Tongue::En), ["a engineer"]);
/// assert!(faults("I was an engineer at a European bank.", Tongue::En).is_empty());
/// ```
pub fn faults(text: &str, tongue: Tongue) -> Vec<String> {
    let reader: &[Regex] = match tongue {
        Tongue::Fr => &FRENCH_READER,
        Tongue::En => &ENGLISH_READER,
    };
    let found = reader.iter().flat_map(|pattern| pattern.find_iter(text));
    found
        .map(|found| found.as_str().to_owned())
        .filter(|found| tongue == Tongue::En || !RIGHT.is_match(&found.to_lowercase()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_other_reader_sees_faults() {
        for text in [
            "la maîtrise de Airbus",
            "à Le Mans",
            "de Les Échos",
            "au sein d’HSBC",
            "au sein d’20 Minutes",
            "de hôpital",
            "ma équipe",
            "2 an",
            "ces deux outil",
            "les tests fait aussi partie",
            "développeuse confirmé",
            "un  mot",
            "mot ;",
            "«mot »",
            "mot :",
            "ravi(e)",
            "chez .",
        ] {
            assert!(!faults(text, Tongue::Fr).is_empty(), "{text}");
        }
        for text in [
            "I was a engineer",
            "a IT manager",
            "an developer",
            "an Senior Engineer",
            "an Head of Sales",
            "an user",
            "an university",
            "at at Acme",
            "1 years",
            "7 year",
            "I worked with .",
            "I worked with.",
            "a word , and",
            "the end..",
            "{{ name }}",
        ] {
            assert!(!faults(text, Tongue::En).is_empty(), "{text}");
        }
    }

    #[test]
    fn the_other_reader_lets_right_words_be() {
        for text in [
            "an engineer",
            "an SRE",
            "an hour",
            "an honest account",
            "an heir",
            "an API",
            "a UX Designer",
            "a user",
            "a university",
            "a European bank",
            "a one-year contract",
            "an MLOps Engineer",
            "I worked with C#, .NET and R.",
            "an unusual case",
        ] {
            assert_eq!(faults(text, Tongue::En), Vec::<String>::new(), "{text}");
        }
        for text in ["de onze à douze", "l’API", "au sein de HSBC", "à l’Hôpital Saint-Joseph"] {
            assert_eq!(faults(text, Tongue::Fr), Vec::<String>::new(), "{text}");
        }
    }
}
