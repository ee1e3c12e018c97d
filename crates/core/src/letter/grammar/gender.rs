//! Genders: of nouns, of titles, and of the applicant when the applicant says so.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::elision::{first_word, head};
use super::{Grammar, plain};

/// A grammatical gender. The applicant's is a setting, never inferred from a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Gender {
    /// Masculine.
    M,
    /// Feminine.
    F,
}

impl Gender {
    /// The form for this gender.
    pub fn pick<T>(self, m: T, f: T) -> T {
        match self {
            Self::M => m,
            Self::F => f,
        }
    }
}

/// The masculine, the feminine, or the epicene wording when the gender is not given.
///
/// ```
/// use sartor_core::letter::grammar::{gender, Gender};
/// assert_eq!(gender(Some(Gender::F), "diplômé de", "diplômée de", "titulaire d'un diplôme de"), "diplômée de");
/// assert_eq!(gender(None, "diplômé de", "diplômée de", "titulaire d'un diplôme de"), "titulaire d'un diplôme de");
/// ```
pub const fn gender<'a>(of: Option<Gender>, m: &'a str, f: &'a str, n: &'a str) -> &'a str {
    match of {
        Some(Gender::M) => m,
        Some(Gender::F) => f,
        None => n,
    }
}

impl Grammar {
    /// Gender of the first noun of `text`, by the word list, then by endings that do not fail.
    pub fn noun_gender(&self, text: &str) -> Option<Gender> {
        let folded = plain(first_word(head(text)));
        let singular = folded.strip_suffix('s').unwrap_or(&folded);
        let among =
            |set: &std::collections::BTreeSet<String>| set.contains(&folded) || set.contains(singular);
        if among(&self.nouns.m) {
            return Some(Gender::M);
        }
        if among(&self.nouns.f)
            || ["tion", "sion", "aison", "ence", "ance", "logie", "ture"]
                .iter()
                .any(|end| singular.ends_with(end))
        {
            return Some(Gender::F);
        }
        (singular.len() > 5 && ["ment", "isme", "eur", "ier"].iter().any(|end| singular.ends_with(end)))
            .then_some(Gender::M)
    }

    /// True for a noun of the word lists.
    fn noun_is_listed(&self, word: &str) -> bool {
        let folded = plain(word);
        self.nouns.m.contains(&folded) || self.nouns.f.contains(&folded)
    }

    /// « ce », « cet » or « cette » and the noun.
    pub fn ce(&self, noun: &str) -> String {
        let word = match self.noun_gender(noun) {
            Some(Gender::F) => "cette",
            _ if self.elides_before(noun) => "cet",
            _ => "ce",
        };
        format!("{word} {noun}")
    }

    /// « un » or « une » and the noun; a noun of unknown gender gives none.
    pub fn un(&self, noun: &str) -> Option<String> {
        self.noun_gender(noun).map(|gender| format!("{} {noun}", gender.pick("un", "une")))
    }

    /// « mon » or « ma » and the noun; « mon » before a feminine vowel.
    pub fn mon(&self, noun: &str) -> String {
        let feminine = self.noun_gender(noun) == Some(Gender::F) && !self.elides_before(noun);
        format!("{} {noun}", if feminine { "ma" } else { "mon" })
    }

    /// « nouveau », « nouvel » or « nouvelle » and the noun.
    pub fn nouveau(&self, noun: &str) -> String {
        let word = match self.noun_gender(noun) {
            Some(Gender::F) => "nouvelle",
            _ if self.elides_before(noun) => "nouvel",
            _ => "nouveau",
        };
        format!("{word} {noun}")
    }

    /// The title in the gender given; without one, as it stands. Only words of the table change.
    pub fn title_in(&self, title: &str, of: Option<Gender>) -> String {
        let Some(of) = of else { return title.to_owned() };
        // A word that should agree and that the table does not know would leave the title half changed.
        let words: Vec<String> = title
            .split(|c: char| !c.is_alphabetic())
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect();
        let known = |word: &str| {
            let folded = plain(word);
            self.titles.iter().any(|forms| plain(&forms.m) == folded || plain(&forms.f) == folded)
        };
        let strange = words.windows(2).any(|pair| {
            let (before, word) = (&pair[0], &pair[1]);
            let lower = word.to_lowercase();
            let agrees = ["eur", "ier", "ien", "if", "é"].iter().any(|end| lower.ends_with(end));
            let noun = self.noun_is_listed(word) || self.title.common.contains(&plain(word));
            known(before) && agrees && !known(word) && !noun
        });
        if strange {
            return title.to_owned();
        }
        let mut after_title = true;
        map_words(title, |word| {
            let folded = plain(word);
            let forms =
                self.titles.iter().find(|forms| plain(&forms.m) == folded || plain(&forms.f) == folded);
            let agrees = forms.is_some_and(|forms| !forms.adjacent || after_title);
            after_title = forms.is_some() || word == "technico";
            forms.filter(|_| agrees).map(|forms| like(word, of.pick(&forms.m, &forms.f)))
        })
    }

    /// The title with the accents that its writer left out of words of the table: « developpeuse » is « développeuse ».
    pub fn accented(&self, title: &str) -> String {
        map_words(title, |word| {
            let folded = plain(word);
            let forms = self.titles.iter().flat_map(|forms| [&forms.m, &forms.f]);
            let form = forms.into_iter().find(|form| plain(form) == folded)?;
            Some(like(word, form))
        })
    }

    /// The gender that a title tells by a word that has two forms; none where it has but one, or is epicene.
    pub(crate) fn told_gender(&self, title: &str) -> Option<Gender> {
        title.split(|c: char| !c.is_alphabetic()).find_map(|word| {
            let folded = plain(word);
            let forms = self.titles.iter().filter(|forms| plain(&forms.m) != plain(&forms.f));
            let mut forms = forms.filter_map(|forms| match folded {
                _ if plain(&forms.f) == folded => Some(Gender::F),
                _ if plain(&forms.m) == folded => Some(Gender::M),
                _ => None,
            });
            forms.next()
        })
    }

    /// The masculine form of a word of the table, whichever form is given.
    pub(super) fn canonical(&self, word: &str) -> Option<&str> {
        let folded = plain(word);
        self.titles
            .iter()
            .find(|forms| plain(&forms.m) == folded || plain(&forms.f) == folded)
            .map(|forms| forms.m.as_str())
    }
}

/// `form` with the capital of `word`.
pub(super) fn like(word: &str, form: &str) -> String {
    if word.chars().next().is_some_and(char::is_uppercase) {
        super::title::upper_first(form)
    } else {
        form.to_owned()
    }
}

/// Replaces words (runs of letters) one by one, keeping all between them.
fn map_words(text: &str, mut change: impl FnMut(&str) -> Option<String>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let word = first_word(rest);
        if word.is_empty() {
            out.push(c);
            rest = &rest[c.len_utf8()..];
        } else {
            out.push_str(&change(word).unwrap_or_else(|| word.to_owned()));
            rest = &rest[word.len()..];
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::test_grammar;
    use super::Gender;

    #[test]
    fn determiners() {
        let grammar = test_grammar();
        for (noun, ce, mon, nouveau) in [
            ("outil", "cet outil", "mon outil", "nouvel outil"),
            ("expérience", "cette expérience", "mon expérience", "nouvelle expérience"),
            ("équipe", "cette équipe", "mon équipe", "nouvelle équipe"),
            ("poste", "ce poste", "mon poste", "nouveau poste"),
            ("mission", "cette mission", "ma mission", "nouvelle mission"),
            ("handicap", "ce handicap", "mon handicap", "nouveau handicap"),
            ("emploi", "cet emploi", "mon emploi", "nouvel emploi"),
            ("maîtrise", "cette maîtrise", "ma maîtrise", "nouvelle maîtrise"),
        ] {
            assert_eq!(grammar.ce(noun), ce);
            assert_eq!(grammar.mon(noun), mon);
            assert_eq!(grammar.nouveau(noun), nouveau);
        }
    }

    #[test]
    fn accents_left_out() {
        assert_eq!(test_grammar().accented("Developpeuse PHP confirmee"), "Développeuse PHP confirmée");
        assert_eq!(test_grammar().accented("Data engineer"), "Data engineer");
    }

    #[test]
    fn a_title_half_known_stays() {
        assert_eq!(test_grammar().title_in("technicien zingueur", Some(Gender::F)), "technicien zingueur");
    }

    #[test]
    fn titles() {
        let grammar = test_grammar();
        for (m, f) in [
            ("développeur back-end", "développeuse back-end"),
            ("Ingénieur logiciel confirmé", "Ingénieure logiciel confirmée"),
            ("chef de projet", "cheffe de projet"),
            ("directeur technique", "directrice technique"),
            ("tech lead", "tech lead"),
            ("architecte", "architecte"),
            ("administrateur systèmes", "administratrice systèmes"),
            ("attaché commercial", "attachée commerciale"),
            ("chargé de développement commercial", "chargée de développement commercial"),
            ("infirmier puériculteur", "infirmière puéricultrice"),
        ] {
            assert_eq!(grammar.title_in(m, Some(Gender::F)), f);
            assert_eq!(grammar.title_in(f, Some(Gender::M)), m);
            assert_eq!(grammar.title_in(m, None), m);
        }
    }
}
