//! Patterns that are ready soon.
//!
//! The classes of Unicode hold the letters and digits of all scripts, and repeating one costs milliseconds at the first posting. A posting is French
//! or English: its letters are Latin, up to Š, Ł and Œ, its digits ASCII.

use regex::Regex;

/// What the classes mean here, for use within brackets and without.
const CLASSES: [(&str, &str); 5] = [
    (r"\p{Lu}", "[A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮİĲĴĶĹĻĽĿŁŃŅŇŊŌŎŐŒŔŖŘŚŜŞŠŢŤŦŨŪŬŮŰŲŴŶŸŹŻŽ]"),
    (r"\p{Ll}", "[a-zß-öø-ÿœ]"),
    (r"\p{L}", "[A-Za-zÀ-ÖØ-öø-ɏ]"),
    (r"\d", "[0-9]"),
    (r"\w", "[0-9A-Z_a-zÀ-ÖØ-öø-ɏ]"),
];

/// The pattern, its classes `\p{L}`, `\p{Lu}`, `\p{Ll}`, `\d` and `\w` in the narrow sense.
///
/// # Panics
///
/// When it is not well formed, which every use shows.
pub(super) fn pattern(text: &str) -> Regex {
    let narrow = CLASSES.iter().fold(text.to_owned(), |text, (class, narrow)| text.replace(class, narrow));
    Regex::new(&narrow).expect("well formed")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_those_of_french_and_english_and_of_their_neighbours() {
        for (class, has) in [
            (r"^\p{Lu}$", char::is_uppercase as fn(char) -> bool),
            (r"^\p{L}$", char::is_alphabetic),
            (r"^\w$", |c| c.is_alphanumeric() && !matches!(c, '²' | '³' | '¹' | '¼' | '½' | '¾') || c == '_'),
        ] {
            let narrow = pattern(class);
            for c in ('\0'..='\u{17f}').filter(|c| !matches!(c, 'ª' | 'µ' | 'º')) {
                assert_eq!(narrow.is_match(c.encode_utf8(&mut [0; 4])), has(c), "{class} {c}");
            }
        }
        assert!(pattern(r"^[^\p{L}\d]$").is_match("×"));
    }
}
