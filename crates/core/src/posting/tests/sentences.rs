//! Sentences of real postings, and what each of them asks.

use super::{asked, read};
use crate::document::Document;

/// Reads `body` below a title and a heading of the profile.
fn profile(heading: &str, body: &str) -> Vec<String> {
    asked(&read(&format!("Ingénieur logiciel\n\n{heading}\n\n{body}\n")))
}

fn check(heading: &str, cases: &[(&str, &[&str])]) {
    let mut faults = String::new();
    for (sentence, wanted) in cases {
        let got = profile(heading, sentence);
        for want in *wanted {
            match want.strip_prefix("no ") {
                Some(id)
                    if got.iter().any(|line| line.split([' ', '(', ')', '!']).any(|word| word == id)) =>
                {
                    faults += &format!("{sentence}\n    must not have {id}: {got:?}\n");
                }
                None if !got.iter().any(|line| line == want) => {
                    faults += &format!("{sentence}\n    lacks {want}: {got:?}\n")
                }
                _ => {}
            }
        }
    }
    assert!(faults.is_empty(), "{faults}");
}

#[test]
fn french_words_of_modality() {
    check(
        "Votre profil",
        &[
            ("Vous maîtrisez Python et PostgreSQL.", &["required lang.python", "required db.postgresql"]),
            (
                "Bonne maîtrise de Java, Docker et Kafka.",
                &["required lang.java", "required tool.docker", "required broker.kafka"],
            ),
            ("Microsoft SQL Server obligatoire", &["required db.sql_server"]),
            ("Delphi (impératif)", &["required lang.delphi"]),
            ("MySQL, bases en administration : facultatif", &["preferred db.mysql"]),
            (
                "La connaissance de PostgreSQL est indispensable, Redis est un plus.",
                &["required db.postgresql", "preferred db.redis"],
            ),
            ("Vous connaissez Docker.", &["stated tool.docker"]),
            ("À l'aise avec Git et Linux", &["stated tool.git", "stated os.linux"]),
            (
                "Docker, Redis et Kafka seraient un plus.",
                &["preferred tool.docker", "preferred db.redis", "preferred broker.kafka"],
            ),
            ("Une expérience de Kubernetes souhaitée mais non obligatoire", &["preferred tool.kubernetes"]),
            ("Terraform n'est pas indispensable.", &["preferred tool.terraform"]),
            (
                "Des connaissances en Kafka ne sont pas obligatoires, mais une appétence est appréciée.",
                &["preferred broker.kafka"],
            ),
            ("Des notions de JavaScript", &["preferred lang.javascript"]),
            ("Des notions de JavaScript sont requises.", &["required lang.javascript"]),
            ("Appétence pour Rust", &["preferred lang.rust"]),
            (
                "Vous maîtrisez Java et un framework web, Spring Boot de préférence.",
                &["required lang.java", "preferred fw.spring_boot"],
            ),
            ("Aucune expérience en Kubernetes n'est requise.", &["no tool.kubernetes"]),
            ("Pas besoin de connaître Terraform.", &["no tool.terraform"]),
            (
                "Python (indispensable), Django (souhaité), Redis (bonus)",
                &["required lang.python", "preferred fw.django", "preferred db.redis"],
            ),
            (
                "Vous savez travailler avec Git, idéalement avec GitLab CI.",
                &["stated tool.git", "preferred ci.gitlab_ci"],
            ),
            ("Il est impératif de connaître PHP.", &["required lang.php"]),
            (
                "Vous devez maîtriser Java. Kotlin serait apprécié.",
                &["required lang.java", "preferred lang.kotlin"],
            ),
            ("Vous maîtrisez :\n- Python\n- PostgreSQL", &["required lang.python", "required db.postgresql"]),
            ("Ne vous censurez pas si vous ne connaissez pas Scala.", &["no lang.scala"]),
            (
                "Ne vous censurez pas si :\n- vous débutez en Scala\n- vous n'avez pas fait de Kafka",
                &["no lang.scala", "no broker.kafka"],
            ),
        ],
    );
}

#[test]
fn english_words_of_modality() {
    check(
        "What you bring",
        &[
            ("You must have solid knowledge of PostgreSQL", &["required db.postgresql"]),
            ("Python is required; Redis would be great.", &["required lang.python", "preferred db.redis"]),
            ("Proficiency in Java and Docker", &["required lang.java", "required tool.docker"]),
            ("Experience with Kafka", &["stated broker.kafka"]),
            ("Familiarity with Terraform", &["stated tool.terraform"]),
            (
                "Docker, Kubernetes and Terraform are a plus",
                &["preferred tool.docker", "preferred tool.kubernetes", "preferred tool.terraform"],
            ),
            ("Kubernetes (preferred but not required)", &["preferred tool.kubernetes"]),
            ("Kafka is helpful but not essential", &["preferred broker.kafka"]),
            ("PostgreSQL - Required", &["required db.postgresql"]),
            ("Redis _(Bonus)_", &["preferred db.redis"]),
            ("Ideally, you have used Terraform.", &["preferred tool.terraform"]),
            ("No prior experience with Kafka is required.", &["no broker.kafka"]),
            ("You do not need to know Kubernetes.", &["no tool.kubernetes"]),
            ("Eager to learn Rust", &["preferred lang.rust"]),
            ("A must: Python, Docker", &["required lang.python", "required tool.docker"]),
            (
                "Hands-on experience with Kubernetes and Docker",
                &["required tool.kubernetes", "required tool.docker"],
            ),
        ],
    );
}

#[test]
fn headings_decide_where_words_do_not() {
    check(
        "Compétences requises",
        &[(
            "- Python\n- Notions de Docker\n- Redis (un plus)",
            &["required lang.python", "required tool.docker", "preferred db.redis"],
        )],
    );
    check(
        "Les plus",
        &[(
            "- Docker\n- Une bonne maîtrise de Kafka\n- Redis (obligatoire)",
            &["preferred tool.docker", "preferred broker.kafka", "required db.redis"],
        )],
    );
    check(
        "Preferred qualifications",
        &[("- AWS\n- Strong experience with Kafka", &["preferred cloud.aws", "preferred broker.kafka"])],
    );
    check(
        "Minimum qualifications",
        &[("- Knowledge of SQL\n- Familiarity with Docker", &["required db.sql", "required tool.docker"])],
    );
    check("Qui sommes-nous ?", &[("Nous utilisons Python depuis 2012.", &["no lang.python"])]);
    check("Benefits", &[("Access to courses on Kafka and Redis.", &["no broker.kafka", "no db.redis"])]);
}

#[test]
fn words_that_only_look_so() {
    check(
        "Votre profil",
        &[
            ("Vous développez en Python, date de début souhaitée : mars 2027.", &["stated lang.python"]),
            ("Vous codez en Java, idéalement trois jours par semaine au bureau.", &["stated lang.java"]),
            ("Vous codez en Java au bureau, 3 jours par semaine minimum.", &["stated lang.java"]),
            ("Vous connaissez Redis en plus de Kafka.", &["stated db.redis", "stated broker.kafka"]),
            ("Plus de 40 services en Java.", &["stated lang.java"]),
            ("Permis B obligatoire, Docker", &["stated tool.docker"]),
        ],
    );
    check(
        "What you bring",
        &[
            ("Gather requirements and build services in Python as required.", &["stated lang.python"]),
            ("You write Java and receive an annual bonus.", &["stated lang.java"]),
            ("Docker; a cover letter is optional", &["stated tool.docker"]),
        ],
    );
}

#[test]
fn any_of_groups() {
    check(
        "Votre profil",
        &[
            (
                "Vous maîtrisez au moins un de ces langages : Node.js, Python ou Go.",
                &["required any(lang.go lang.nodejs lang.python)"],
            ),
            ("Un langage serveur : Node.js / Python / Go", &["stated any(lang.go lang.nodejs lang.python)"]),
            (
                "Connaissance de langages tels que Java, Python, Ruby, PHP ou Node.js",
                &["stated any(lang.java lang.nodejs lang.php lang.python lang.ruby)"],
            ),
            (
                "Vous maîtrisez un des frameworks JavaScript, idéalement Vue.js ou React.",
                &["required any(fw.react! fw.vue!)"],
            ),
            ("Java/J2EE, Spring/Hibernate", &["stated lang.java", "stated fw.spring"]),
            (
                "Vous connaissez Python et Django ou Flask.",
                &["stated lang.python", "stated any(fw.django fw.flask)"],
            ),
            ("Bases SQL et NoSQL (MySQL, MongoDB)", &["stated db.mysql", "stated db.mongodb"]),
            ("Python, Java et Go", &["stated lang.python", "stated lang.java"]),
            ("Une base de données, par exemple PostgreSQL, MySQL", &["stated any(db.mysql db.postgresql)"]),
            ("AWS/GCP/Azure", &["stated any(cloud.aws cloud.azure cloud.gcp)"]),
            ("HTML/CSS", &["stated lang.html", "stated lang.css"]),
        ],
    );
    check(
        "What you need",
        &[
            (
                "Strong knowledge of relational databases, PostgreSQL or MySQL",
                &["required db.relational", "required any(db.mysql db.postgresql)"],
            ),
            ("Kafka or another message broker", &["required broker.kafka"]),
            ("One of Java, Python and Go", &["required any(lang.go lang.java lang.python)"]),
            ("Either AWS or Azure", &["required any(cloud.aws cloud.azure)"]),
        ],
    );
}

#[test]
fn brackets_keep_to_themselves() {
    check(
        "Votre profil",
        &[
            (
                "WordPress exigé (PHP, MySQL), Docker",
                &["required tool.wordpress", "required lang.php", "required db.mysql", "stated tool.docker"],
            ),
            ("Kafka (un plus), Redis", &["preferred broker.kafka", "stated db.redis"]),
            (
                "Bases relationnelles (SQL Server de préférence, ou PostgreSQL) exigées",
                &["required any(db.postgresql db.sql_server!)"],
            ),
        ],
    );
    check(
        "What you bring",
        &[(
            "Relational databases (SQL Server preferred, or PostgreSQL) are required",
            &["required db.relational", "required any(db.postgresql db.sql_server!)"],
        )],
    );
}

#[test]
fn words_that_lean_on_their_neighbours() {
    check(
        "Votre profil",
        &[
            ("Docker apprécié, Kafka également.", &["preferred tool.docker", "preferred broker.kafka"]),
            ("Docker, ce serait bien mais pas nécessaire.", &["preferred tool.docker"]),
            ("Java exigé mais Docker apprécié", &["required lang.java", "preferred tool.docker"]),
            (
                "Selenium / Playwright / Cypress : l'un des trois, obligatoire",
                &["required any(test.cypress test.playwright test.selenium)"],
            ),
            ("Rust est un bonus.", &["preferred lang.rust"]),
            ("Tu souhaites apprendre React.", &["preferred fw.react"]),
        ],
    );
    check("What you bring", &[("Go is a nice-to-have.", &["preferred lang.go"])]);
}

#[test]
fn a_plain_line_behind_a_list_stands_outside() {
    let posting =
        read("Ingénieur logiciel\n\nCompétences souhaitées\n- Docker\n- Kafka\nVous maîtrisez Python.\n");
    let got = asked(&posting);
    assert!(
        got.contains(&"preferred tool.docker".to_owned()) && got.contains(&"required lang.python".to_owned())
    );
}

#[test]
fn a_resume_is_no_posting() {
    let resume = "Zoé Martin\nDéveloppeuse Java\nzoe.martin@example.fr\n\nExpérience professionnelle\n2021 - 2024 Développeuse, Lune\n\n\
                  Formation\n2020 Master informatique\n\nCompétences\nJava, Docker\n\nCentres d'intérêt\nEscalade\n";
    assert!(!read(resume).is_posting);
    let posting = "Développeuse Java\n\nMissions\n- Coder\n\nProfil\n- Java\n\nAvantages\n- Tickets\n\nÉcrire à jobs@example.fr\n";
    assert!(read(posting).is_posting);
}

#[test]
fn the_strongest_modality_stays_with_all_its_places() {
    let posting =
        read("Développeur Java\n\nVos missions\n\n- Développer en Java\n\nCompétences requises\n\n- Java\n");
    let java = posting.requirements.iter().find(|r| r.sources.len() == 3).expect("named three times");
    assert!(java.in_title && java.modality == super::Modality::Required);
    assert_eq!(java.why.as_ref().map(|why| why.text.as_str()), Some("Compétences requises"));
    assert_eq!(java.sources[0].of(&posting.text), "Java");
    assert!(java.sources[0].start > java.sources[2].start);
}

#[test]
fn years_in_all_forms() {
    let cases: &[(&str, Option<u32>)] = &[
        ("Au moins 3 ans d'expérience en développement", Some(36)),
        ("3 ans minimum d'expérience", Some(36)),
        ("Vous avez 3 à 5 ans d'expérience", Some(36)),
        ("4/5 ans d'expérience", Some(48)),
        ("Expérience : 2-3 ans", Some(24)),
        ("> 3 ans d'expérience", Some(36)),
        ("+ de 5 ans d'expérience", Some(60)),
        ("3 ans ou plus d'expérience", Some(36)),
        ("Vous justifiez de deux ans d'expérience", Some(24)),
        ("Un an d'expérience", Some(12)),
        ("Min 2 ans d'expérience", Some(24)),
        ("Expérience de 36 Mois", Some(36)),
        ("5+ years of experience", Some(60)),
        ("8-15+ years of professional experience", Some(96)),
        ("Minimum of 7-10 years of experience", Some(84)),
        ("5 years+ experience", Some(60)),
        ("2 or more years of experience", Some(24)),
        ("Two or more years of back-end experience", Some(24)),
        ("Une première expérience réussie", Some(12)),
        ("Vous avez une expérience significative", Some(36)),
        ("Débutant accepté", None),
        ("At least 18 years old", None),
        ("Notre entreprise fête ses 12 ans", None),
        ("Over 100 years of history", None),
        ("CDD de 3 ans", None),
    ];
    let mut faults = String::new();
    for (sentence, want) in cases {
        let got = read(&format!("Ingénieur logiciel\n\nVotre profil\n\n- {sentence}\n"))
            .years
            .map(|years| years.months);
        if got != *want {
            faults += &format!("{sentence}: want {want:?}, got {got:?}\n");
        }
    }
    assert!(faults.is_empty(), "{faults}");
    let soft =
        read("Ingénieur logiciel\n\nVotre profil\n\nIdéalement 3 ans d'expérience.\n").years.expect("years");
    assert_eq!((soft.months, soft.modality), (36, super::Modality::Preferred));
    let skill = read("Ingénieur logiciel\n\nVotre profil\n\n- Node.js (2 ans)\n- 4 ans d'expérience\n");
    assert_eq!(skill.requirements[0].months, Some(24));
    assert_eq!(skill.years.map(|years| years.months), Some(48));
}

#[test]
fn diplomas_and_languages() {
    let level = |line: &str| {
        read(&format!("Ingénieur logiciel\n\nVotre profil\n\n- {line}\n"))
            .diploma
            .map(|d| (d.level, d.or_equivalent))
    };
    assert_eq!(level("Bac+4/5 en informatique"), Some((6, false)));
    assert_eq!(level("bac +2/3 ou équivalent"), Some((5, true)));
    assert_eq!(level("BAC+5"), Some((7, false)));
    assert_eq!(level("Bac+3, Bac+4 ou équivalents"), Some((6, true)));
    assert_eq!(level("Bachelor's degree in Computer Science or equivalent experience"), Some((6, true)));
    let spoken = |line: &str| {
        let posting = read(&format!("Ingénieur logiciel\n\nVotre profil\n\n- {line}\n"));
        posting
            .languages
            .iter()
            .map(|l| format!("{} {} {:?}", l.id, l.level, l.modality))
            .collect::<Vec<_>>()
            .join(", ")
    };
    assert_eq!(spoken("Anglais courant"), "en 5 Stated");
    assert_eq!(spoken("Anglais B2 minimum"), "en 4 Required");
    assert_eq!(spoken("Fluent French required"), "fr 5 Required");
    assert_eq!(spoken("Anglais lu et écrit"), "en 4 Stated");
    assert_eq!(spoken("L'allemand serait un plus, niveau B1"), "de 3 Preferred");
    assert_eq!(spoken("Vous travaillez pour une entreprise française"), "");
}

#[test]
fn who_hires_is_told_across_what_is_said_of_it() {
    for (sentence, company) in [
        (
            "Sillage Fret, éditeur de logiciels de transport (80 personnes), recrute un data engineer.",
            "Sillage Fret",
        ),
        ("Basée à Brest, Voiles Unies (120 salariés) recherche un développeur Java.", "Voiles Unies"),
        (
            "La société Glaz Énergie (Quimper, 85 salariés), qui installe des panneaux, renforce son équipe.",
            "Glaz Énergie",
        ),
        ("Harbor Works, a maker of marine sensors, is hiring a Go developer.", "Harbor Works"),
        (
            "Ateliers Couesnon, PME familiale de 310 salariés, recrutent un data engineer.",
            "Ateliers Couesnon",
        ),
        (
            "À Rennes, Ateliers Couesnon, fabricant de menuiseries, recherchent un data engineer.",
            "Ateliers Couesnon",
        ),
    ] {
        let posting = read(&format!("Data engineer (H/F)\n\n{sentence}\n\nProfil\n- Python\n"));
        assert_eq!(posting.company.map(|company| company.text).as_deref(), Some(company), "{sentence}");
    }
}

#[test]
fn facts_of_the_head() {
    let posting = read(
        "INGÉNIEUR·E LOGICIEL PYTHON (F/H) - LYON - CDI\nRéf. : BE-2024-17\nEntreprise : Lune & Fils\nLieu : Lyon (69)\nSalaire : 35–40 k€\nTélétravail : 2 jours par semaine\nContact : Claire Petit\n",
    );
    assert_eq!(posting.title_clean.as_deref(), Some("Ingénieur logiciel Python"));
    let text =
        |found: &Option<crate::Spanned>| found.as_ref().map(|found| found.text.clone()).unwrap_or_default();
    assert_eq!(text(&posting.reference), "BE-2024-17");
    assert_eq!(text(&posting.company), "Lune & Fils");
    assert_eq!(text(&posting.city), "Lyon");
    assert_eq!(text(&posting.salary), "35–40 k€");
    assert_eq!(text(&posting.recipient), "Claire Petit");
    assert_eq!(posting.contract.map(|c| c.0).as_deref(), Some("permanent"));
    assert_eq!(posting.remote.map(|c| c.0).as_deref(), Some("hybrid"));
    for (written, wanted) in [
        ("Salaire : 35 000€ - 45 000€ brut", "35 000€ - 45 000€ brut"),
        ("De 2 917 € à 5 833 €", "De 2 917 € à 5 833 €"),
        ("TJM 450 - 600 €", "TJM 450 - 600 €"),
        ("Annuel de 30000.0 Euros à 35000.0 Euros sur 12.0 mois", "de 30000.0 Euros à 35000.0 Euros"),
        ("Taux : 11,88€/h", "11,88€/h"),
        ("$165,000 - $195,000", "$165,000 - $195,000"),
        ("Salary: £45k", "£45k"),
    ] {
        assert_eq!(text(&read(&format!("Ingénieur\n\n{written}\n")).salary), wanted);
    }
    let english = read(
        "Title: Backend Engineer\nCompany: Acme Boats\nLocation: Leeds\nRef: AB-12\nHiring manager: Jane Lee\nPermanent\n",
    );
    assert_eq!(english.title_clean.as_deref(), Some("Backend Engineer"));
    assert_eq!((text(&english.company), text(&english.city)), ("Acme Boats".to_owned(), "Leeds".to_owned()));
    assert_eq!(
        (text(&english.reference), text(&english.recipient)),
        ("AB-12".to_owned(), "Jane Lee".to_owned())
    );
    assert_eq!(text(&read("Développeur\n\nÀ l'attention de Madame Durand\n").recipient), "Madame Durand");
}

#[test]
fn tables_without_colons_are_read() {
    let text = |found: Option<crate::Spanned>| found.map(|found| found.text).unwrap_or_default();
    let wide = read(
        "Ingénieur Java\n Employeur      Banque du Lac\n Référence     BDL/SI/2026-8\n Lieu     Annecy (gare)\n",
    );
    assert_eq!((text(wide.company), text(wide.city)), ("Banque du Lac".to_owned(), "Annecy".to_owned()));
    assert_eq!(text(wide.reference), "BDL/SI/2026-8");
    let cells = read("Ingénieur Java\n\nEmployeur\nAgence du Lac (public)\nLieu\nAnnecy 3e\n");
    assert_eq!((text(cells.company), text(cells.city)), ("Agence du Lac".to_owned(), "Annecy".to_owned()));
}

#[test]
fn running_text_without_headings_is_read() {
    let posting = read(
        "Nous recherchons un développeur Java confirmé pour notre client basé à Toulouse. Vous maîtrisez Docker et Kubernetes. \
         La connaissance d'Angular serait un plus. Vous êtes rigoureux. Anglais courant exigé. CDI.",
    );
    assert_eq!(posting.title_clean.as_deref(), Some("Développeur Java confirmé"));
    assert_eq!(posting.city.as_ref().map(|city| city.text.as_str()), Some("Toulouse"));
    assert_eq!(posting.languages.len(), 1);
    let got = asked(&posting);
    for want in ["required tool.docker", "required tool.kubernetes", "preferred fw.angular", "stated soft."] {
        assert!(got.iter().any(|line| line.starts_with(want)), "{got:?}");
    }
}

#[test]
fn titles_are_cleaned() {
    let cases = [
        ("Développeur(se) Back-end (H/F)", "Développeur Back-end"),
        ("Développeur / Développeuse PHP H/F", "Développeur PHP"),
        ("🚀 Ingénieur.e DevOps F/H", "Ingénieur DevOps"),
        ("Développeuse ou développeur Python", "Développeur Python"),
        ("Expert(e) Java - CDI - Paris (75)", "Expert Java"),
        ("Lead Developer Node.js - Réf. AB-12", "Lead Developer Node.js"),
        ("Développeur·se back-end PHP (F/H) — CDI — Lyon 7e", "Développeur back-end PHP"),
    ];
    for (raw, clean) in cases {
        assert_eq!(read(&format!("{raw}\n\nPoste basé à Paris.\n")).title_clean.as_deref(), Some(clean));
    }
}

#[test]
fn role_profiles_are_no_postings() {
    assert!(!read("Fiche métier : développeur back-end\n\nCompétences\n- Python\n").is_posting);
    assert!(!read("How to become a back-end developer\n\nSkills\n- Python\n").is_posting);
    assert!(!read("Back-end developer\n\nThis page is not a job posting.\n").is_posting);
    assert!(read("Back-end developer\n\nSkills\n- Python\n").is_posting);
}

#[test]
fn structured_data_is_read() {
    let data = serde_json::json!([{"@graph": [{"@type": ["JobPosting"], "title": "Développeur &amp; Ops", "hiringOrganization": "Lune",
        "jobLocation": [{"address": {"addressLocality": "Brest"}}], "employmentType": ["INTERN"], "identifier": "X-9", "skills": "Python, Redis",
        "experienceRequirements": {"monthsOfExperience": "24"}, "educationRequirements": {"credentialCategory": "bachelor degree"},
        "baseSalary": {"currency": "EUR", "value": {"minValue": 30000, "maxValue": 35000, "unitText": "YEAR"}}}]}]);
    let posting = super::parse(
        &Document { data: Some(data), ..Document::plain("Développeur & Ops\n\nBrest") },
        super::matcher(),
    );
    assert_eq!(posting.title.as_ref().map(|t| t.text.as_str()), Some("Développeur & Ops"));
    assert_eq!(posting.city.map(|c| (c.text, c.span.is_empty())), Some(("Brest".to_owned(), false)));
    assert_eq!(posting.company.map(|c| (c.text, c.span.is_empty())), Some(("Lune".to_owned(), true)));
    assert_eq!(posting.years.map(|y| y.months), Some(24));
    assert_eq!(posting.diploma.map(|d| d.level), Some(6));
    assert_eq!(posting.contract.map(|c| c.0).as_deref(), Some("internship"));
    assert_eq!(posting.salary.map(|s| s.text).as_deref(), Some("30000–35000 EUR year"));
    assert_eq!(posting.requirements.len(), 2);
}
