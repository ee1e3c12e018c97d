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
    let writer = apply::writer(sartor_lexicon::template_files()).expect("the templates work");
    let read = ReadResume::new(&ENGINE, Document::plain(resume));
    let brief = Brief::posting(&ENGINE, &Document::plain(posting));
    apply::letter(&ENGINE, &writer, &read, &brief, &LetterRequest::default(), jiff::civil::date(2026, 11, 22))
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
