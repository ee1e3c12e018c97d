//! What each check finds, and that it finds nothing in a good letter.

use super::samples::{american_backend, french_backend, of_posting, told};
use super::{TEMPLATES, plan, written};
use crate::letter::grammar::test_grammar;
use crate::letter::{LetterInput, Writer};

fn codes(input: &LetterInput) -> Vec<&'static str> {
    written(input).unwrap().weak.into_iter().map(|weak| weak.code).collect()
}

/// The codes of a letter whose body is this sentence.
fn codes_of(body: &str, input: &LetterInput) -> Vec<&'static str> {
    let template = TEMPLATES.iter().find(|(name, _)| *name == "offer.fr").unwrap().1;
    let start = template.find("{% block ouverture %}").unwrap();
    let end = template.find("[closing]").unwrap();
    let text = format!("{}{body}\n\n{}", &template[..start], &template[end..]);
    let writer = Writer::new(test_grammar(), plan(), [("offer.fr", text.as_str())]).unwrap();
    writer.write("offer", input).unwrap().weak.into_iter().map(|weak| weak.code).collect()
}

#[test]
fn good_letters_have_no_weakness() {
    for input in [french_backend(), american_backend()] {
        assert_eq!(codes(&input), Vec::<&str>::new(), "{}", written(&input).unwrap().text());
    }
}

#[test]
fn what_does_not_speak_to_the_employer() {
    let mut input = french_backend();
    input.applicant.reason = None;
    assert_eq!(codes(&input), ["letter.no_reason"]);
    let found = codes_of("Je cherche un poste de développeuse.", &input);
    assert!(found.contains(&"letter.generic") && found.contains(&"letter.opening"), "{found:?}");
    assert!(found.contains(&"letter.short"));
}

#[test]
fn what_is_left_of_another_letter() {
    let mut input = french_backend();
    input.applicant.reason = told("Travailler chez Globex me plaît, et Madame Durand le sait", "reason");
    assert_eq!(codes(&input), ["letter.other_company", "letter.other_recipient"]);
    input.applicant.reason =
        told("Travailler chez Ondine Paiements me plaît, et Madame Morel le sait", "reason");
    assert_eq!(codes(&input), Vec::<&str>::new());
    input.applicant.availability = told("à partir du 4 janvier 2025", "availability");
    assert_eq!(codes(&input), ["letter.past_date"]);
}

#[test]
fn words_that_prove_nothing() {
    let mut input = french_backend();
    input.applicant.reason = told("Dynamique et motivée, j'admire le leader que vous êtes", "reason");
    assert_eq!(codes(&input), ["letter.praise", "letter.unproved_word", "letter.unproved_word"]);
    // The words of the posting and of the resume are their own.
    let mut input = french_backend();
    input.posting.title = of_posting("Développeur polyvalent");
    assert_eq!(codes(&input), Vec::<&str>::new());
    let mut input = american_backend();
    input.applicant.reason = told("I am a motivated team player", "reason");
    assert_eq!(codes(&input), ["letter.unproved_word", "letter.unproved_word"]);
}

#[test]
fn the_form_of_the_letter() {
    let mut input = french_backend();
    input.applicant.reason = told("Je suis intéressé(e)", "reason");
    assert!(codes(&input).contains(&"letter.ending"));
    let input = french_backend();
    let starts = "Je code.\nJe lis chez {{ company.name }}.\nJe teste.\nJe livre.";
    let found = codes_of(starts, &input);
    assert!(found.contains(&"letter.self_starts") && found.contains(&"letter.alike"), "{found:?}");
    for (from, to, code) in [
        (
            "je vous prie d'agréer, {{ appel }}, mes",
            "je vous prie d'agréer, Maître, mes",
            "letter.no_formula",
        ),
        ("{% if job.reference %} – réf. {{ job.reference }}{% endif %}", "", "letter.no_reference"),
    ] {
        let template = TEMPLATES.iter().find(|(name, _)| *name == "offer.fr").unwrap().1;
        assert!(template.contains(from), "{from}");
        let text = template.replacen(from, to, 1);
        let writer = Writer::new(test_grammar(), plan(), [("offer.fr", text.as_str())]).unwrap();
        let letter = writer.write("offer", &input).unwrap();
        assert_eq!(letter.weak.iter().map(|weak| weak.code).collect::<Vec<_>>(), [code]);
    }
}

#[test]
fn a_resume_without_accents_is_seen() {
    let mut input = french_backend();
    input.resume_text =
        "Developpeuse back-end chez Acme Logistique depuis 2021, conception des API. ".repeat(6);
    assert_eq!(codes(&input), ["letter.accents"]);
    input.resume_text =
        "Développeuse back-end chez Acme Logistique depuis 2021, conception des API. ".repeat(6);
    assert_eq!(codes(&input), Vec::<&str>::new());
}

#[test]
fn a_copied_resume_is_seen() {
    let mut input = american_backend();
    input.resume_text = written(&input).unwrap().text();
    assert!(codes(&input).contains(&"letter.copied"));
}
