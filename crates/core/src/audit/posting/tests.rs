//! Postings with one fault each, and sound ones that have none.

use std::{path::Path, sync::LazyLock};

use super::*;
use crate::testing::matcher;

static RULES: LazyLock<PostingRules> = LazyLock::new(|| {
    PostingRules::parse(include_str!("../../../../../templates/posting-lint.toml")).unwrap()
});

fn lint(text: &str) -> PostingAudit {
    lint_posting("a.txt", &Document::plain(text), matcher(), &RULES, Language::En)
}

fn codes(text: &str) -> Vec<String> {
    lint(text).findings.into_iter().map(|finding| finding.code).collect()
}

/// A posting with all it should tell, whose title and profile are given.
fn french(title: &str, profile: &str) -> String {
    format!(
        "{title}\n\nEntreprise : Verrelune\nLieu : Tours\nCDI, 38 000 à 44 000 € par an\n\nVos missions\n- Faire évoluer nos services\n\nVotre profil\n{profile}\n"
    )
}

fn english(title: &str, profile: &str) -> String {
    format!(
        "{title}\n\nCompany: Harbourline Ltd\nLocation: Leeds\nPermanent, £45,000 - £52,000 a year\n\nWhat you will do\n- Run our services\n\nYour profile\n{profile}\n"
    )
}

#[test]
fn sound_postings_raise_nothing() {
    for text in [
        french(
            "Développeur Python H/F",
            "- 3 ans d'expérience\n- Python indispensable\n- Docker est un plus",
        ),
        french(
            "Développeuse ou développeur Java",
            "- Java\n- Une jeune entreprise vous attend\n- Diplôme d'État",
        ),
        french("Product Owner", "- Anglais C1\n- Scrum"),
        french("Architecte logiciel (F/H)", "- Travailler avec l'ADV (administration des ventes)"),
        english("Backend Developer", "- 3 years of experience with Go\n- Kafka is a plus"),
    ] {
        let found = lint(&text).findings;
        assert!(found.is_empty(), "{text}\n{found:#?}");
    }
}

#[test]
fn each_fault_raises_its_code() {
    for (text, code) in [
        (french("Serveur", "- service en salle"), "posting.both_genders"),
        (french("Vendeuse", "- accueil"), "posting.both_genders"),
        (french("Développeur H/F", "- jeune et dynamique"), "posting.age"),
        (french("Développeur H/F", "- vous avez entre 20 et 30 ans"), "posting.age"),
        (english("Developer", "- a young and energetic person"), "posting.age"),
        (english("Developer", "- must be under 35 years of age"), "posting.age"),
        (french("Assistante H/F", "- de préférence une femme"), "posting.sex"),
        (english("Support agent", "- native speaker of English"), "posting.origin"),
        (french("Développeur H/F", "- nationalité française exigée"), "posting.origin"),
        (french("Commercial H/F", "- célibataire, sans enfant"), "posting.family"),
        (french("Accueil H/F", "- excellente présentation, photo exigée"), "posting.looks"),
        (english("Driver", "- in excellent health"), "posting.health"),
        (english("Developer", "- a coding ninja"), "posting.gendered"),
        (french("Développeur Junior H/F", "- 8 ans d'expérience exigés"), "posting.level_years"),
        (english("Senior Developer", "- 1 year of experience"), "posting.level_years"),
        (
            french("Développeur H/F", "- Débutant accepté\n- 5 ans d'expérience minimum"),
            "posting.beginner_years",
        ),
        (
            french("Développeur H/F", "- 3 ans d'expérience minimum\n- 5 ans d'expérience exigés"),
            "posting.years_contradict",
        ),
        (
            french("Développeur H/F", "- Python indispensable\n- La connaissance de Python serait un plus"),
            "posting.twice",
        ),
        (french("Développeur H/F", "- 2 ans d'expérience\n- Java (5 ans)"), "posting.skill_years"),
        (french("Développeur H/F", "- travailler avec la DTQZ"), "posting.acronym"),
        (
            english("Developer", "- team player\n- self-starter in a fast-paced environment"),
            "posting.boilerplate",
        ),
        ("Développeur H/F\n\nVotre profil\n- Python\n".to_owned(), "posting.salary"),
        ("Développeur H/F\n\nVotre profil\n- Python\n".to_owned(), "posting.contract"),
        ("Développeur H/F\n\nVotre profil\n- Python\n".to_owned(), "posting.company"),
        ("Développeur H/F\n\nVotre profil\n- Python\n".to_owned(), "posting.place"),
    ] {
        let found = codes(&text);
        assert_eq!(found.iter().filter(|found| *found == code).count(), 1, "{code} of {text}: {found:?}");
    }
}

#[test]
fn the_state_of_a_town_is_no_acronym() {
    let told = |line: &str| {
        let text = english("Developer", line);
        lint(&text)
            .findings
            .into_iter()
            .find(|found| found.code == "posting.acronym")
            .map(|found| found.message)
    };
    for line in [
        "- work in our office in Austin, TX",
        "- travel to St. Louis, MO, and Boise, ID",
        "- be near Winston-Salem, NC 27101 twice a week",
        "- meet clients in Austin, TX (hybrid)",
    ] {
        assert_eq!(told(line), None, "{line}");
    }
    for line in ["- work with the TX", "- know tools, TX and others", "- master Zorblix, TX scripts"] {
        assert!(told(line).is_some_and(|message| message.contains("TX")), "{line}");
    }
}

#[test]
fn many_requirements_are_told_with_their_number() {
    let skills = "Python, Java, Go, Rust, PHP, Ruby, Kotlin, Scala, Docker, Kubernetes, Terraform, PostgreSQL, Redis, Kafka";
    let list: String = skills.split(", ").map(|skill| format!("- {skill}\n")).collect();
    let text = format!("Developer\n\nRequirements\n{list}");
    let audit = lint(&text);
    let finding = audit.findings.iter().find(|finding| finding.code == "posting.too_many_required").unwrap();
    assert!(finding.message.starts_with("14 things"), "{}", finding.message);
    assert_eq!(finding.evidence.len(), RULES.limits.evidence);
    let span = finding.evidence[0].span.unwrap();
    assert_eq!(span.of(&text), "Python");
}

#[test]
fn what_the_law_allows_raises_nothing() {
    for text in [
        french("Alternant développeur H/F", "- contrat d'apprentissage, moins de 30 ans")
            .replace("CDI", "Contrat d'apprentissage"),
        french(
            "Développeur H/F",
            "- Nous recrutons sans distinction d'âge, de sexe, d'origine ou de nationalité",
        ),
        english(
            "Developer",
            "- We are an equal opportunity employer, whatever your age, sex or marital status",
        ),
        english("Translator", "- native speaker or equivalent level of French"),
        french("Animateur H/F", "- encadrer des enfants de moins de 30 mois\n- 5 ans d'expérience"),
    ] {
        let grave: Vec<String> = lint(&text)
            .findings
            .into_iter()
            .filter(|finding| finding.severity == Severity::Fatal)
            .map(|finding| finding.message)
            .collect();
        assert!(grave.is_empty(), "{text}: {grave:?}");
    }
}

#[test]
fn every_rule_speaks_both_languages() {
    let values = minijinja::context! {
        words => "w", title => "t", list => "l", level => "x", asked => "a", contract => "c", skill => "s", skill_asked => "m", n => 3,
    };
    for rule in RULES.list() {
        for language in [Language::Fr, Language::En] {
            let (message, remedy) = rule.tell(language, &values);
            assert!(!message.contains("{{") && !remedy.contains("{{") && remedy.len() > 10, "{}", rule.code);
        }
        assert_ne!(rule.fr, rule.en, "{}", rule.code);
    }
}

#[test]
fn the_postings_of_the_fixtures_are_told_only_what_they_lack() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/postings");
    let mut told = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = entry.path();
        if !path.extension().is_some_and(|ending| ending == "md" || ending == "txt") {
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        let name = entry.file_name().to_string_lossy().into_owned();
        told.extend(
            lint(&text)
                .findings
                .into_iter()
                .map(|finding| format!("{name} {}: {}", finding.code, finding.message)),
        );
    }
    told.sort();
    insta::assert_snapshot!(told.join("\n"));
}
