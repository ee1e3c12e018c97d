//! Words of titles that are cut short: « Dév. back-end », "Eng. Manager".

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::symbols::{Symbol, Symbols, Tongue};
use crate::{
    lexicon::raw,
    text::{Function, Gap, Token, Tokens},
};

/// The words of the table `abbreviation`, and what each may stand for, itself first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Abbreviations(BTreeMap<Symbol, Vec<Symbol>>);

impl Abbreviations {
    pub(super) fn new(table: &[raw::Words], symbols: &mut Symbols) -> Self {
        let mut own = Self::default();
        for entry in table {
            let whole = symbols.add(&entry.id, Tongue::Any);
            for short in entry.fr.iter().chain(&entry.en) {
                for word in Tokens::of_form(short).words() {
                    let short = symbols.add(word, Tongue::Any);
                    own.0.entry(short).or_insert_with(|| vec![short]).push(whole);
                }
            }
        }
        own
    }

    /// What a word may stand for; nothing where it is no abbreviation.
    pub(super) fn of(&self, word: Symbol) -> &[Symbol] {
        self.0.get(&word).map_or(&[], Vec::as_slice)
    }

    /// How many readings the most ambiguous of `words` has.
    pub(super) fn readings(&self, words: impl Iterator<Item = Symbol>) -> usize {
        words.map(|word| self.of(word).len()).max().unwrap_or_default()
    }
}

/// True where the token before `at` may be cut short there: a stop and a blank follow it, it has a capital, and no « de » stands before, as
/// in « trois ans de Dév. web ».
pub(super) fn is_cut(text: &str, tokens: &Tokens, list: &[Token], at: usize) -> bool {
    let (before, after) = (&list[at - 1], &list[at]);
    let stop = || tokens.folded().text().get(before.folded().end..after.folded().start) == Some(". ");
    let is_led = || before.gap == Gap::Join && at > 1 && list[at - 2].function != Function::default();
    after.gap == Gap::Sentence
        && stop()
        && before.span().of(text).starts_with(char::is_uppercase)
        && !is_led()
}

#[cfg(test)]
mod tests {
    use crate::testing::matcher;

    /// The titles of a text: ids, and as they stand.
    fn titles(text: &str) -> Vec<(String, String)> {
        let engine = matcher();
        let id = |index: u32| engine.lexicon().titles[index as usize].id.clone();
        let found = engine.analyse(text).titles;
        found.iter().map(|found| (id(found.index), found.span.of(text).to_owned())).collect()
    }

    #[test]
    fn a_title_goes_on_behind_a_word_cut_short() {
        for (short, whole) in [
            ("Dév. back-end", "Développeur back-end"),
            ("DÉV. BACK-END", "Développeur back-end"),
            ("Dév. web", "Développeur web"),
            ("Dev. front-end", "Développeur front-end"),
            ("Ing. logiciel", "Ingénieur logiciel"),
            ("Resp. produit", "Responsable produit"),
            ("Sr. Software Engineer", "Senior Software Engineer"),
            ("Jr. Software Engineer", "Junior Software Engineer"),
            ("Eng. Manager", "Engineering Manager"),
            ("Sr. Eng. Manager", "Senior Engineering Manager"),
        ] {
            let wanted = titles(whole).remove(0).0;
            let text = format!("Camille Martin\n{short}, Atelier du Port\n");
            assert_eq!(titles(&text), [(wanted, short.to_owned())], "{whole}");
        }
    }

    #[test]
    fn prose_goes_no_further_than_its_stop() {
        for text in [
            "3 ans de dév. web",
            "Trois ans de Dév. Web",
            "L'équipe de dev. Web et mobile",
            "Nous faisons du dév. Logiciel libre de préférence",
            "Je suis au service dév.\nWeb et mobile",
            "Développement. Back-end et données",
        ] {
            assert_eq!(titles(text), [], "{text}");
        }
        // What stands behind a stop is read as before.
        let skills = |text: &str| matcher().analyse(text).skills.len();
        assert_eq!(skills("Dév. Python, Django"), skills("Python, Django"));
    }
}
