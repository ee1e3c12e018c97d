//! Genders: of nouns, of titles, and of the applicant, by their own word or by their own titles.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::elision::{first_word, head};
use super::title::has_both_genders;
use super::{Grammar, TitleForms, plain};
use crate::text::Function;

/// A grammatical gender. The applicant's is what they or their own titles say, never inferred from a name.
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
        let known = |word: &str| self.title_words.contains_key(&plain(word));
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
        // The gender of the noun before the word.
        let mut beside = None;
        map_words(title, |word| {
            let found = self.forms(&plain(word));
            let agrees = found.is_some_and(|(forms, own)| {
                // « contrôleur de gestion industriel »: it is not the gestion that is.
                !forms.adjacent || after_title || beside.is_some_and(|noun| noun != own)
            });
            after_title = found.is_some() || word == "technico";
            beside = self.noun_gender(word);
            found.filter(|_| agrees).map(|(forms, _)| like(word, of.pick(&forms.m, &forms.f)))
        })
    }

    /// The gender that a title tells by its first word of two forms; none where it has no such word, or names both forms.
    ///
    /// Only a word that is the trade itself tells: « secrétaire du directeur », « stage développeur » and « responsable développement
    /// commercial » tell nothing of who holds them.
    pub(crate) fn told_gender(&self, title: &str) -> Option<Gender> {
        let parts = title.split([',', ';', ':', '|', '/', '(', '•', '·', '–', '—']);
        let parts = parts.flat_map(|part| part.split(" - "));
        let (told, gender) = parts.enumerate().find_map(|(nth, part)| self.told_by_part(part, nth == 0))?;
        let other = gender.pick(&told.f, &told.m);
        let both = words_of(title).any(|word| plain(word) == plain(other));
        (!both && !has_both_genders(title)).then_some(gender)
    }

    /// The word of a part of a title that tells a gender, and which it tells. Behind « de » or `of` stands another person or a thing.
    fn told_by_part(&self, part: &str, is_first: bool) -> Option<(&TitleForms, Gender)> {
        let (mut is_head, mut after_title, mut after_thing) = (true, is_first, false);
        for word in words_of(part) {
            let folded = plain(word);
            let joins = matches!(folded.as_str(), "et" | "ou" | "and" | "or");
            if !joins && (folded.contains('\'') || Function::of(&folded) != Function::default()) {
                return None;
            }
            let found = self.forms(&folded);
            let tells = |&(forms, gender): &(&TitleForms, Gender)| {
                let in_place = match (forms.adjacent, forms.english && gender == Gender::M) {
                    (true, english) => after_title && !(english && is_head),
                    (false, true) => is_head || after_title,
                    (false, false) => true,
                };
                in_place && !after_thing && plain(&forms.m) != plain(&forms.f)
            };
            if let Some(told) = found.filter(tells) {
                return Some(told);
            }
            after_title = found.is_some() || folded == "technico";
            after_thing = found.is_none() && self.noun_is_listed(word);
            is_head = joins;
        }
        None
    }

    /// The title with the accents that its writer left out of words of the table: « developpeuse » is « développeuse ».
    pub fn accented(&self, title: &str) -> String {
        map_words(title, |word| {
            let (forms, gender) = self.forms(&plain(word))?;
            Some(like(word, gender.pick(&forms.m, &forms.f)))
        })
    }

    /// The masculine form of a word of the table, whichever form is given.
    pub(super) fn canonical(&self, word: &str) -> Option<&str> {
        self.forms(&plain(word)).map(|(forms, _)| forms.m.as_str())
    }

    /// The forms of a folded word of a title, and which of them it is.
    fn forms(&self, folded: &str) -> Option<(&TitleForms, Gender)> {
        let (at, gender) = self.title_words.get(folded)?;
        self.titles.get(*at).map(|forms| (forms, *gender))
    }
}

/// The words of a title; an elided one stays with its noun.
fn words_of(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphabetic() && !matches!(c, '\'' | '’')).filter(|word| !word.is_empty())
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
    fn what_titles_tell() {
        let grammar = test_grammar();
        let told = |title: &str| grammar.told_gender(title);
        for (m, f) in [
            ("Développeur back-end", "Développeuse back-end"),
            ("DEVELOPPEUR WEB", "DEVELOPPEUSE WEB"),
            ("Ingénieur logiciel, candidat à un poste", "Ingénieure logiciel, candidate à un poste"),
            ("Architecte confirmé", "Architecte confirmée"),
            ("Responsable administratif et financier", "Responsable administrative et financière"),
            ("Technico-commercial", "Technico-commerciale"),
            ("Tech lead – développeur Python", "Tech lead – développeuse Python"),
            ("Consultant SAP", "Consultante SAP"),
            ("Assistant de la directrice", "Assistante du directeur"),
        ] {
            assert_eq!(told(m), Some(Gender::M), "{m}");
            assert_eq!(told(f), Some(Gender::F), "{f}");
        }
        for neither in [
            // Epicene, or no title of the table.
            "Architecte logiciel",
            "Data engineer",
            // Both forms, however they are written.
            "Développeur·euse back-end",
            "Développeur‧euse",
            "Développeur(euse) web",
            "Développeur.se web",
            "Développeur/Développeuse",
            "Développeuse ou développeur",
            "Animateur·ice",
            "Ingénieur(e) logiciel",
            "Chargé.e de recrutement",
            "Développeur web (H/F)",
            // Another person, or a thing.
            "Secrétaire du directeur",
            "Secrétaire en cabinet d'avocat",
            "Gestionnaire, service de la directrice",
            "Stage développeur web",
            "Responsable développement commercial",
            "Responsable administration commerciale",
            "Expérience confirmée",
            // English.
            "Marketing Assistant",
            "Principal Engineer",
            "General Manager",
            "Head Chef",
        ] {
            assert_eq!(told(neither), None, "{neither}");
        }
    }

    #[test]
    fn a_title_half_known_stays() {
        assert_eq!(test_grammar().title_in("technicien zingueur", Some(Gender::F)), "technicien zingueur");
    }

    #[test]
    fn what_does_not_agree_with_the_noun_beside_it_agrees_with_the_trade() {
        for (title, want) in [
            ("Contrôleur de gestion industriel", "Contrôleuse de gestion industrielle"),
            ("Contrôleur de système industriel", "Contrôleuse de système industriel"),
        ] {
            assert_eq!(test_grammar().title_in(title, Some(Gender::F)), want);
        }
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
