//! Letters from whole texts: nothing that the resume does not show is claimed.

use std::sync::LazyLock;

use sartor_core::{
    apply::{self, Brief, Engine, LetterRequest, ReadResume},
    document::Document,
    letter::{Letter, Source},
};

static ENGINE: LazyLock<Engine> = LazyLock::new(sartor_lexicon::engine);

const RESUME: &str = "Zoé Martin\nDéveloppeuse back-end\nzoe.martin@example.fr\nLyon\n\nExpérience professionnelle\n\n\
Développeuse back-end, Atelier du Port\nFévrier 2023 - aujourd'hui\n- Conception d'API REST en Python\n\
- Je n'ai pas encore utilisé Terraform en production\n\nCompétences\nPostgreSQL\n\nCentres d'intérêt\nCartes anciennes, Ruby et opale\n";

fn letter(posting: &str) -> Letter {
    letter_of(RESUME, posting)
}

fn letter_of(resume: &str, posting: &str) -> Letter {
    letter_with(resume, posting, &LetterRequest::default())
}

/// The same, where the applicant says which gender is theirs.
fn letter_as(gender: &str, resume: &str, posting: &str) -> Letter {
    let fields = [("gender".to_owned(), gender.to_owned())].into();
    letter_with(resume, posting, &LetterRequest { fields, ..LetterRequest::default() })
}

fn letter_with(resume: &str, posting: &str, request: &LetterRequest) -> Letter {
    let writer = apply::writer(sartor_lexicon::template_files()).expect("the templates work");
    let read = ReadResume::new(&ENGINE, Document::plain(resume));
    let brief = Brief::posting(&ENGINE, &Document::plain(posting));
    apply::letter(&ENGINE, &writer, &read, &brief, request, jiff::civil::date(2026, 11, 22))
        .expect("the letter is written")
}

fn posting(mission: &str) -> String {
    format!(
        "Développeur back-end Python (H/F)\n\nVos missions\n- {mission}\n\nProfil recherché\n\
- Python, API REST, Kubernetes, Terraform et Ruby exigés.\n- PostgreSQL serait un plus.\n"
    )
}

#[test]
fn what_only_the_posting_names_is_not_claimed() {
    let text = letter(&posting("Faire vivre la plateforme de réservation avec toute l'équipe")).text();
    for skill in ["Kubernetes", "Terraform", "Ruby"] {
        assert!(!text.contains(skill), "{skill} is claimed:\n{text}");
    }
    assert!(text.contains("Python") && text.contains("Atelier du Port"), "{text}");
}

#[test]
fn a_mission_is_close_to_home_only_when_all_of_it_is_shown() {
    let shown =
        letter(&posting("Développer des services en Python pour la plateforme de réservation")).text();
    assert!(shown.contains("est proche de mon travail"), "{shown}");
    let half = letter(&posting("Développer des services en Python et les déployer sous Kubernetes")).text();
    assert!(!half.contains("est proche de mon travail"), "{half}");
}

#[test]
fn every_claim_has_its_trace() {
    let letter = letter(&posting("Développer des services en Python pour la plateforme de réservation"));
    assert!(letter.claims.len() > 8);
    for claim in &letter.claims {
        assert!(!claim.traces.is_empty(), "{claim:?}");
        assert_eq!(claim.span.of(&letter.text()), claim.text);
        for trace in claim.traces.iter().filter(|trace| trace.source == Source::Resume) {
            let span = trace.span.expect("the resume has a place for it");
            assert!(RESUME.get(span.start..span.end).is_some_and(|place| !place.is_empty()), "{claim:?}");
        }
    }
}

#[test]
fn the_present_job_is_told_even_where_it_shows_nothing_asked() {
    let older = "\nDéveloppeuse Python, Quai Neuf\nJanvier 2019 - janvier 2023\n- Conception d'API REST en Python\n\nCompétences";
    let resume = RESUME.replace("- Conception d'API REST en Python\n", "").replace("\nCompétences", older);
    let text =
        letter_of(&resume, &posting("Développer des services en Python pour la plateforme de réservation"))
            .text();
    assert!(
        text.contains("epuis février 2023") && text.contains("Atelier du Port") && text.contains("Quai Neuf"),
        "{text}"
    );
}

#[test]
fn the_title_agrees_with_those_that_the_applicant_holds() {
    let posting = posting("Faire vivre la plateforme de réservation");
    let says = |letter: &Letter, title: &str| {
        letter.subject == format!("Candidature au poste de {title} back-end Python")
    };
    let asks = |letter: &Letter| letter.asked.iter().any(|key| key == "gender");
    let own = letter(&posting);
    assert!(says(&own, "développeuse") && !asks(&own), "{}", own.subject);
    for chosen in ["m", "n"] {
        let letter = letter_as(chosen, RESUME, &posting);
        assert!(says(&letter, "développeur") && !asks(&letter), "{chosen}: {}", letter.subject);
    }
    // Titles of both genders, or of none: what the posting says stays, and the applicant is asked.
    for (headline, job) in [("Développeuse", "Développeur"), ("Développeur·euse", "Architecte")] {
        let resume = RESUME.replacen("Développeuse", headline, 1).replacen(
            "\nDéveloppeuse back-end, ",
            &format!("\n{job} back-end, "),
            1,
        );
        let letter = letter_of(&resume, &posting);
        assert!(says(&letter, "développeur") && asks(&letter), "{headline}: {}", letter.subject);
        assert!(says(&letter_as("f", &resume, &posting), "développeuse"), "{headline}");
    }
    // A title with one form asks for nothing.
    let epicene = RESUME.replace("Développeuse", "Architecte");
    let letter = letter_of(&epicene, &posting.replace("Développeur", "Architecte"));
    assert!(!asks(&letter), "{}", letter.subject);
}

#[test]
fn titles_from_another_language_agree_where_the_gender_is_known() {
    let resume = "Zoé Martin\nzoe.martin@example.org\n\nWork experience\n\nBack-end Developer, Harbor Works\n\
February 2023 - present\n- Designed the REST APIs of the team in Python\n- Wrote the tests for all of them\n\nSkills\nPostgreSQL\n";
    let posting = posting("Faire vivre la plateforme de réservation");
    let (unknown, feminine) = (letter_of(resume, &posting), letter_as("f", resume, &posting));
    assert!(unknown.asked.iter().any(|key| key == "gender"));
    let (unknown, feminine) = (unknown.text(), feminine.text());
    assert!(unknown.contains("je suis développeur back-end"), "{unknown}");
    assert!(feminine.contains("je suis développeuse back-end"), "{feminine}");
}

#[test]
fn words_of_titles_that_are_cut_short_are_said_in_full() {
    let resume = RESUME.replacen("\nDéveloppeuse back-end, ", "\nDév. back-end, ", 1);
    let posting = posting("Faire vivre la plateforme de réservation").replacen("Développeur", "Dév.", 1);
    let letter = letter_of(&resume, &posting);
    assert_eq!(letter.subject, "Candidature au poste de développeuse back-end Python");
    let text = letter.text();
    assert!(text.contains("je suis développeuse back-end") && !text.contains("dév."), "{text}");
}

#[test]
fn a_tool_of_common_words_takes_its_article() {
    let resume = "Karim Bensaïd\nTechnicien de maintenance\nkarim@example.net\n\nExpérience professionnelle\n\n\
        Technicien de maintenance, Fromagerie du Pilat\nSeptembre 2018 - aujourd'hui\n- Création de 40 gammes dans la GMAO\n";
    let posting =
        "Technicien de maintenance H/F\n\nMissions\n- Réaliser le préventif et mettre à jour la GMAO\n";
    let text = letter_of(resume, posting).text();
    assert!(text.contains("demande la gestion de la maintenance assistée par ordinateur."), "{text}");
}
