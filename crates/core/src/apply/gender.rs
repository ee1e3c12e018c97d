//! The gender of a French letter: by the applicant's word, else by the titles that they give themselves.

use super::{LetterRequest, ReadResume};
use crate::{
    Language,
    letter::grammar::{Gender, Grammar},
};

/// The genders that the applicant's own titles tell, the headline's first. Never by a name, a civility or another person.
///
/// A masculine title in an English resume tells nothing: `Consultant`.
pub(crate) fn told_genders<'a>(grammar: &'a Grammar, read: &'a ReadResume) -> impl Iterator<Item = Gender> {
    let french = read.resume.language == Language::Fr;
    let told = read.resume.own_titles().filter_map(|title| grammar.told_gender(&title.text));
    told.filter(move |gender| french || *gender == Gender::F)
}

/// The gender of the applicant, and whether they chose to name none.
///
/// Their own word wins, and a word that names neither gender is a choice too. Titles of both genders tell nothing.
pub(super) fn of_applicant(
    request: &LetterRequest,
    grammar: &Grammar,
    read: &ReadResume,
) -> (Option<Gender>, bool) {
    if let Some(word) = request.get("gender") {
        let own = named(word);
        return (own, own.is_none());
    }
    let mut told = told_genders(grammar, read);
    let first = told.next();
    (first.filter(|first| told.all(|other| other == *first)), false)
}

/// The gender that a word names: `f`, « Madame », `male`.
pub(super) fn named(word: &str) -> Option<Gender> {
    match crate::text::fold_key(word).trim_end_matches('.') {
        "f" | "feminine" | "female" | "madame" | "mme" | "ms" | "mrs" => Some(Gender::F),
        "m" | "masculine" | "male" | "monsieur" | "mr" => Some(Gender::M),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::of_applicant;
    use crate::{
        apply::{Engine, LetterRequest, ReadResume},
        document::Document,
        letter::grammar::{Gender, test_grammar},
        testing::matcher,
    };

    /// What is told of a resume with this headline and these jobs, where the applicant sets this.
    fn told(headline: &str, jobs: &[&str], set: Option<&str>) -> (Option<Gender>, bool) {
        let mut text = format!(
            "Camille Martin\n{headline}\nLyon | camille@example.org\n\nEXPÉRIENCE PROFESSIONNELLE\n\n"
        );
        for (at, job) in jobs.iter().enumerate() {
            let (from, to) = (2020 - 2 * at, 2022 - 2 * at);
            text += &format!(
                "{job}, Atelier du Port\nJanvier {from} - janvier {to}\n- Conception de services avec l'équipe\n\n"
            );
        }
        text += "FORMATION\n\n2015 Licence, Université de Lyon\n";
        let engine = Engine::with_matcher(matcher().clone());
        let read = ReadResume::new(&engine, Document::plain(&text));
        let titles: Vec<&str> = read.resume.own_titles().map(|title| title.text.as_str()).collect();
        assert_eq!(titles.len(), jobs.len() + 1, "{titles:?}");
        let mut request = LetterRequest::default();
        request.fields.extend(set.map(|word| ("gender".to_owned(), word.to_owned())));
        of_applicant(&request, &test_grammar(), &read)
    }

    #[test]
    fn titles_tell_where_the_applicant_says_nothing() {
        let (f, m, none) = ((Some(Gender::F), false), (Some(Gender::M), false), (None, false));
        let architect = "Architecte logiciel";
        for (headline, jobs, want) in [
            ("Développeuse back-end", &["Développeuse Python", architect][..], f),
            (architect, &[architect, "Développeuse web"][..], f),
            ("Développeur back-end", &["Développeur Python"][..], m),
            ("Développeuse back-end", &["Développeur Python"][..], none),
            (architect, &["Développeur Python", "Développeuse Python"][..], none),
            ("Développeur·euse back-end", &[architect][..], none),
            (architect, &[architect][..], none),
        ] {
            assert_eq!(told(headline, jobs, None), want, "{headline}, {jobs:?}");
        }
    }

    #[test]
    fn the_word_of_the_applicant_wins() {
        let jobs = ["Développeuse Python"];
        let told = |word| told("Développeuse back-end", &jobs, Some(word));
        assert_eq!(told("m"), (Some(Gender::M), false));
        assert_eq!(told("F"), (Some(Gender::F), false));
        assert_eq!(told("n"), (None, true), "a choice");
        assert_eq!(told(" "), (Some(Gender::F), false), "nothing is set");
    }

    #[test]
    fn english_titles_tell_nothing() {
        let engine = Engine::with_matcher(matcher().clone());
        let text = "Camille Martin\nSenior Consultant\n\nEXPERIENCE\n\nConsultant, Harbor Works\nJanuary 2020 - March 2023\n\
            - Designed and maintained the services of the team\n- Wrote the tests for all of them\n";
        let read = ReadResume::new(&engine, Document::plain(text));
        assert!(read.resume.own_titles().count() > 0);
        let told = of_applicant(&LetterRequest::default(), &test_grammar(), &read);
        assert_eq!(told, (None, false));
    }
}
