//! Titles with words cut short, as a letter says them.

use crate::{
    Language,
    letter::grammar::{Gender, Grammar, upper_first},
    lexicon::Lexicon,
    text::fold_key,
};

/// « Dév. back-end » as « Développeur back-end », in the gender given: the words that this language cuts short are said in full.
///
/// Without a gender a title that has two forms stays as it is written, unless it is the one that postings take for both.
pub(super) fn in_full(
    (lexicon, grammar): (&Lexicon, &Grammar),
    title: &str,
    language: Language,
    (gender, for_both): (Option<Gender>, bool),
) -> String {
    let table = lexicon.table("abbreviation");
    let whole = |word: &str| {
        let key = fold_key(word);
        let is_short = |short: &String| fold_key(short) == key;
        let entry = table.iter().find(|entry| language.pick(&entry.fr, &entry.en).iter().any(is_short))?;
        let capital = word.starts_with(char::is_uppercase);
        Some(if capital { upper_first(&entry.id) } else { entry.id.clone() })
    };
    let words = title.split(' ').map(|word| {
        let full = if word.ends_with('.') { whole(word) } else { None };
        full.unwrap_or_else(|| word.to_owned())
    });
    let full = words.collect::<Vec<_>>().join(" ");
    if full == title {
        return full;
    }
    let full = if language == Language::Fr { grammar.accented(&full) } else { full };
    let [m, f] = [Gender::M, Gender::F].map(|of| grammar.title_in(&full, Some(of)));
    match (language, gender) {
        (Language::En, _) => full,
        (Language::Fr, None) if m != f && !for_both => title.to_owned(),
        (Language::Fr, None) => full,
        (Language::Fr, Some(of)) => of.pick(m, f),
    }
}

#[cfg(test)]
mod tests {
    use super::in_full;
    use crate::{
        Language,
        letter::grammar::{Gender, test_grammar},
        testing::lexicon,
    };

    #[test]
    fn words_cut_short_are_said_in_full() {
        let grammar = test_grammar();
        let told = |title: &str, language: Language, gender: Option<Gender>, for_both: bool| {
            in_full((lexicon(), &grammar), title, language, (gender, for_both))
        };
        let fr = |title: &str, gender| told(title, Language::Fr, gender, false);
        assert_eq!(fr("Dév. back-end", Some(Gender::F)), "Développeuse back-end");
        assert_eq!(fr("Ing. logiciel", Some(Gender::M)), "Ingénieur logiciel");
        assert_eq!(fr("Resp. produit", None), "Responsable produit");
        assert_eq!(fr("Dév. back-end", None), "Dév. back-end", "nothing tells which");
        assert_eq!(told("Dév. back-end", Language::Fr, None, true), "Développeur back-end");
        assert_eq!(told("Sr. Eng. Manager", Language::En, None, false), "Senior Engineering Manager");
        assert_eq!(fr("Chef de projet", Some(Gender::F)), "Chef de projet", "nothing is cut short");
    }
}
