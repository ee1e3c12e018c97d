//! The key of a word: equal for singular and plural, masculine and feminine.

use crate::{Language, text::with_stem};

/// Ends of French feminine words and those of their masculine.
const FEMININE: [(&str, &str); 9] = [
    ("iere", "ier"),
    ("euse", "eur"),
    ("trice", "teur"),
    ("enne", "en"),
    ("onne", "on"),
    ("elle", "el"),
    ("ette", "et"),
    ("ive", "if"),
    ("ee", "e"),
];

/// The stem of a folded word, its number and gender set aside; a word of two letters, or with a digit, stays as it is.
pub(super) fn key(word: &str, language: Language) -> String {
    if word.len() < 3 || word.bytes().any(|b| b.is_ascii_digit()) {
        return word.to_owned();
    }
    match language {
        Language::Fr => with_stem(&masculine(word), language, str::to_owned),
        Language::En => with_stem(word, language, str::to_owned),
    }
}

/// A folded word in the singular and, in French, the masculine: nearer to the word than its stem, which « charge » and « chargement » share.
pub(super) fn plain(word: &str, language: Language) -> String {
    match language {
        Language::Fr => masculine(word),
        Language::En => match word.strip_suffix("ies") {
            Some(head) if head.len() > 2 => format!("{head}y"),
            _ => word
                .strip_suffix('s')
                .filter(|head| head.len() > 2 && !head.ends_with('s'))
                .unwrap_or(word)
                .to_owned(),
        },
    }
}

/// The masculine singular of a folded French word, as far as its ending tells.
fn masculine(word: &str) -> String {
    let single = match word {
        _ if word.len() <= 3 => word.to_owned(),
        _ if word.ends_with("eaux") => word[..word.len() - 1].to_owned(),
        _ if word.ends_with("aux") && word.len() > 4 => format!("{}al", &word[..word.len() - 3]),
        _ if word.ends_with(['s', 'x']) => word[..word.len() - 1].to_owned(),
        _ => word.to_owned(),
    };
    for (feminine, masculine) in FEMININE {
        if let Some(head) = single.strip_suffix(feminine).filter(|head| head.len() >= 3) {
            return format!("{head}{masculine}");
        }
    }
    single
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gender_and_number_fall_away() {
        for (a, b) in [
            ("infirmiere", "infirmiers"),
            ("serveuse", "serveur"),
            ("animatrices", "animateur"),
            ("tableaux", "tableau"),
            ("terminaux", "terminal"),
            ("electricienne", "electricien"),
            ("habilitee", "habilite"),
        ] {
            assert_eq!(key(a, Language::Fr), key(b, Language::Fr), "{a} {b}");
        }
        assert_eq!(key("pallets", Language::En), key("pallet", Language::En));
        assert_ne!(key("pallet", Language::En), key("palette", Language::En));
        assert_eq!(plain("duties", Language::En), "duty");
        assert_eq!(plain("tools", Language::En), plain("tool", Language::En));
        assert_ne!(plain("chargement", Language::Fr), plain("charges", Language::Fr));
    }
}
