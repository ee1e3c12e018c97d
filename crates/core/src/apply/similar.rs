//! Titles that name the same trade, where the lexicon knows no role for it.

use crate::letter::grammar::Grammar;

/// Letters of a word that names a trade.
const LETTERS: usize = 4;

/// True when both titles share a word that names a trade: « infirmière à domicile » and « infirmier en hôpital de jour ».
pub(super) fn alike(grammar: &Grammar, one: &str, other: &str) -> bool {
    let (one, other) = (words(grammar, one), words(grammar, other));
    one.iter().any(|word| other.contains(word))
}

fn words(grammar: &Grammar, title: &str) -> Vec<String> {
    let masculine = grammar.title_in(title, Some(crate::letter::grammar::Gender::M));
    crate::text::fold_key(&masculine)
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.chars().count() >= LETTERS && !grammar.is_of_any_trade(word))
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::alike;
    use crate::letter::grammar::test_grammar;

    #[test]
    fn the_same_trade() {
        let grammar = test_grammar();
        for (one, other, want) in [
            ("Infirmier en hôpital de jour", "Infirmière à domicile", true),
            ("Contrôleur de gestion industriel", "Contrôleuse de gestion", true),
            ("Director of Brand Marketing", "Senior Marketing Manager", true),
            ("Assistant de gestion", "Assistante sociale", false),
            ("Chef de projet", "Chef de cuisine", false),
            ("Project Manager", "Account Manager", false),
        ] {
            assert_eq!(alike(&grammar, one, other), want, "{one} / {other}");
        }
    }
}
