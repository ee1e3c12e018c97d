//! Words that carry grammar, not meaning: skipped between stems, and counted to tell French from English.

use crate::Language;

const FR: &[&str] = &[
    "a", "afin", "ainsi", "au", "aux", "avec", "c'", "ce", "ces", "cet", "cette", "chez", "d'", "dans", "de",
    "des", "dont", "du", "elle", "en", "es", "est", "et", "etes", "il", "j'", "je", "jusqu'", "l'", "la",
    "le", "les", "leur", "leurs", "lors", "m'", "ma", "mes", "mon", "n'", "ne", "nos", "notre", "nous", "on",
    "ou", "par", "pour", "qu'", "que", "qui", "s'", "sa", "sans", "se", "ses", "son", "sont", "sous", "sur",
    "t'", "ta", "tes", "ton", "tu", "un", "une", "vers", "vos", "votre", "vous", "y",
];

const EN: &[&str] = &[
    "a", "an", "and", "are", "as", "at", "be", "by", "for", "from", "have", "he", "her", "his", "i", "in",
    "into", "is", "it", "its", "my", "of", "on", "or", "our", "she", "that", "the", "their", "these", "they",
    "this", "to", "was", "we", "were", "who", "will", "with", "you", "your",
];

/// True for the articles, prepositions, pronouns and conjunctions of `language`; the word is folded, elided words keep their
/// apostrophe.
pub fn is_function_word(word: &str, language: Language) -> bool {
    language.pick(FR, EN).binary_search(&word).is_ok()
}

/// How many of the words speak for French, and how many for English.
pub fn vote<'a>(words: impl Iterator<Item = &'a str>) -> (usize, usize) {
    words.fold((0, 0), |(fr, en), word| {
        let (is_fr, is_en) = (is_function_word(word, Language::Fr), is_function_word(word, Language::En));
        (fr + usize::from(is_fr && !is_en), en + usize::from(is_en && !is_fr))
    })
}

/// The language of `text`, whose folded words are given; `None` where neither shows.
///
/// Function words decide; where they are few, the letters do (whatlang, French and English only).
pub fn language_of<'a>(text: &str, words: impl Iterator<Item = &'a str>) -> Option<Language> {
    let (fr, en) = vote(words);
    if fr >= 2 * en + 2 {
        return Some(Language::Fr);
    }
    if en >= 2 * fr + 2 {
        return Some(Language::En);
    }
    let detector = whatlang::Detector::with_allowlist(vec![whatlang::Lang::Fra, whatlang::Lang::Eng]);
    match detector.detect(text) {
        Some(info) if text.len() >= 24 || fr != en => Some(match info.lang() {
            whatlang::Lang::Fra => Language::Fr,
            _ => Language::En,
        }),
        _ if fr > en => Some(Language::Fr),
        _ if en > fr => Some(Language::En),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_sorted() {
        assert!(FR.is_sorted() && EN.is_sorted());
    }

    #[test]
    fn languages_are_told_from_few_words() {
        let tell = |text: &str| language_of(text, text.split(' '));
        assert_eq!(tell("conception et maintenance de la plateforme"), Some(Language::Fr));
        assert_eq!(tell("design and maintenance of the platform"), Some(Language::En));
        assert_eq!(tell("Docker"), None);
    }
}
