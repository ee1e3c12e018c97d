//! Hand-made inputs.

use jiff::civil::date;

use crate::letter::grammar::Gender;
use crate::letter::*;
use crate::{Language, Span};

pub(super) fn at(start: usize) -> Span {
    Span::new(start, start + 5)
}

pub(super) fn when(year: i32, month: u8) -> Option<When> {
    Some(When { year, month: Some(month), span: at(700) })
}

pub(super) fn of_resume(text: &str) -> Option<Fact> {
    Some(Fact::resume(text, at(10)))
}

pub(super) fn of_posting(text: &str) -> Option<Fact> {
    Some(Fact::posting(text, at(20)))
}

pub(super) fn told(text: &str, key: &str) -> Option<Fact> {
    Some(Fact::applicant(text, key))
}

/// A skill that both documents name.
pub(super) fn skill(label: &str, kind: &str, entry: Option<usize>, weight: u32) -> LetterMatch {
    let posting = Trace { source: Source::Posting, span: Some(at(310)), value: label.to_owned() };
    LetterMatch {
        id: label.to_lowercase(),
        label: Fact::resume(label, at(500)).and(posting),
        kind: kind.to_owned(),
        strength: if entry.is_some() { Strength::Used } else { Strength::Declared },
        entry,
        weight,
        wished: false,
    }
}

pub(super) fn job(
    title: &str,
    organisation: &str,
    start: Option<When>,
    end: Option<When>,
    lines: &[&str],
) -> Entry {
    Entry {
        kind: EntryKind::Job,
        title: of_resume(title),
        organisation: of_resume(organisation),
        current: end.is_none(),
        family: false,
        internship: title.starts_with("Stag"),
        start,
        end,
        lines: lines.iter().map(|line| Fact::resume(line, at(600))).collect(),
    }
}

pub(super) fn bare(locale: Locale) -> LetterInput {
    let mut input = LetterInput::new(locale, date(2026, 11, 21));
    input.applicant.first = of_resume("Zoé");
    input.applicant.last = of_resume("Martin");
    input.posting.title = of_posting("Développeur back-end");
    input
}

/// A woman who says so, a current job, an older one, a project; noun phrases.
pub(super) fn french_backend() -> LetterInput {
    let mut input = bare(Locale::Fr);
    input.applicant = Applicant {
        phone: of_resume("06 12 34 56 78"),
        email: of_resume("zoe.martin@example.org"),
        city: of_resume("Lyon"),
        link: of_resume("https://example.org/zoe"),
        gender: Some(Gender::F),
        availability: told("à partir du 4 janvier 2027", "availability"),
        reason: told(
            "Votre choix de publier vos outils internes sous licence libre me donne envie de travailler chez vous",
            "reason",
        ),
        ..input.applicant
    };
    input.posting = PostingFacts {
        title: of_posting("Développeur Back-end Python"),
        reference: of_posting("BE-2026-14"),
        company: of_posting("Ondine Paiements"),
        city: of_posting("Lyon"),
        contract: of_posting("CDI"),
        source: told("Welcome to the Jungle", "source"),
        recipient: Recipient {
            civility: Some(Gender::F),
            name: of_posting("Claire Morel"),
            family_name: of_posting("Morel"),
            function: of_posting("Directrice technique"),
        },
        missions: vec![Fact::posting(
            "Concevoir et exploiter les API REST de notre plateforme de paiement",
            Span::new(300, 370),
        )],
        ..PostingFacts::default()
    };
    input.entries = vec![
        job(
            "Développeuse back-end",
            "Acme Logistique",
            when(2021, 3),
            None,
            &[
                "Conception et développement d'API REST en Python (FastAPI)",
                "Migration de 12 services vers Kubernetes",
                "Mise en place de l'intégration continue avec GitLab",
                "Participation aux astreintes",
            ],
        ),
        job(
            "Développeuse Java",
            "Beta Conseil",
            when(2018, 1),
            when(2021, 2),
            &[
                "Développement de traitements Kafka pour le suivi de 40 000 colis par jour",
                "Rédaction de tests d'intégration",
            ],
        ),
        Entry {
            kind: EntryKind::Project,
            title: None,
            organisation: of_resume("Meteo-Libre"),
            start: Some(When { year: 2017, month: None, span: at(70) }),
            end: Some(When { year: 2017, month: None, span: at(70) }),
            current: false,
            family: false,
            internship: false,
            lines: vec![],
        },
    ];
    input.matches = vec![
        skill("Python", "language", Some(0), 1800),
        skill("PostgreSQL", "database", Some(0), 1200),
        skill("Docker", "tool", Some(0), 800),
        skill("API REST", "concept", Some(0), 1200),
        skill("revue de code", "practice", Some(0), 400),
        skill("Kafka", "broker", Some(1), 600),
        skill("Java", "language", Some(1), 300),
        skill("tests automatisés", "practice", Some(1), 400),
        skill("Redis", "database", Some(2), 400),
        skill("Linux", "os", Some(2), 100),
        skill("Terraform", "tool", None, 400),
        skill("Elasticsearch", "database", None, 300),
    ];
    input.years_relevant = Some(Fact::resume("8", at(40)));
    input
}

/// No gender, no town, an institution, participles, past jobs only.
pub(super) fn french_institution() -> LetterInput {
    let mut input = bare(Locale::Fr);
    input.applicant.email = of_resume("sacha.leroy@example.org");
    input.applicant.first = of_resume("Sacha");
    input.applicant.last = of_resume("Leroy");
    input.posting = PostingFacts {
        title: of_posting("Ingénieur DevOps"),
        company: of_posting("ministère de la Transition écologique"),
        company_prep: Some("au".to_owned()),
        missions: vec![Fact::posting(
            "Automatiser les déploiements sur une infrastructure hybride",
            Span::new(0, 60),
        )],
        ..PostingFacts::default()
    };
    input.entries = vec![
        job(
            "Administrateur systèmes",
            "Le Réseau Lyonnais",
            when(2022, 4),
            when(2025, 8),
            &[
                "Automatisé le déploiement de 30 serveurs avec Ansible.",
                "Conçu et mis en service une supervision Prometheus",
            ],
        ),
        job(
            "Technicien d'exploitation",
            "Hébergeur du Rhône",
            when(2019, 10),
            when(2022, 3),
            &["Assuré le support de niveau 2"],
        ),
    ];
    input.matches = vec![
        skill("Ansible", "tool", Some(0), 900),
        skill("Linux", "os", Some(0), 800),
        skill("Terraform", "tool", Some(0), 500),
        skill("supervision", "practice", Some(0), 500),
        skill("Linux", "os", Some(1), 400),
        skill("Bash", "language", Some(1), 300),
        skill("haute disponibilité", "practice", Some(1), 300),
    ];
    input
}

/// A resume in English for a posting in French: nothing is quoted.
pub(super) fn french_from_english() -> LetterInput {
    let mut input = french_backend();
    input.resume_language = Language::En;
    input.applicant.gender = None;
    input.applicant.reason = None;
    input.posting.recipient = Recipient::default();
    input.posting.company = None;
    input
}

/// The American letter, with lines in the past tense.
pub(super) fn american_backend() -> LetterInput {
    let mut input = bare(Locale::EnUs);
    input.applicant = Applicant {
        phone: of_resume("+1 555 010 0199"),
        email: of_resume("zoe.martin@example.org"),
        city: of_resume("Austin, TX"),
        availability: told("from January 4, 2027", "availability"),
        reason: told("Your open-source payment library is one I read with pleasure", "reason"),
        ..input.applicant
    };
    input.posting = PostingFacts {
        title: of_posting("Senior Back-end Engineer"),
        reference: of_posting("BE-14"),
        company: of_posting("Ondine Payments"),
        source: told("Indeed", "source"),
        recipient: Recipient {
            civility: Some(Gender::F),
            name: of_posting("Claire Lee"),
            family_name: of_posting("Lee"),
            function: of_posting("Head of Engineering"),
        },
        missions: vec![Fact::posting("Design and run the payment API", Span::new(300, 340))],
        ..PostingFacts::default()
    };
    input.entries = vec![
        job(
            "Back-end Engineer",
            "Acme Logistics",
            when(2021, 3),
            None,
            &[
                "Built REST APIs in Python (FastAPI) for a parcel tracking platform",
                "Cut the response time of the search service by 40%",
                "Mentored 3 junior engineers",
            ],
        ),
        job(
            "Java Developer",
            "Beta Consulting",
            when(2018, 1),
            when(2021, 2),
            &[
                "Migrated 12 services from a monolith to Kafka",
                "Wrote integration tests for the billing service",
            ],
        ),
        job("Software Developer", "Gamma Labs", when(2015, 9), when(2017, 12), &[]),
    ];
    input.matches = vec![
        skill("Python", "language", Some(0), 1800),
        skill("PostgreSQL", "database", Some(0), 1200),
        skill("Docker", "tool", Some(0), 800),
        skill("REST APIs", "concept", Some(0), 1200),
        skill("code review", "practice", Some(0), 400),
        skill("Redis", "database", Some(0), 400),
        skill("Kafka", "broker", Some(1), 600),
        skill("continuous integration", "practice", Some(1), 400),
        skill("Linux", "os", Some(2), 400),
        skill("MySQL", "database", Some(2), 300),
        skill("Terraform", "tool", None, 400),
    ];
    input.years_relevant = Some(Fact::resume("11", at(40)));
    input
}

/// The British letter of the same person, nobody named.
pub(super) fn british_backend() -> LetterInput {
    let mut input = american_backend();
    input.locale = Locale::EnGb;
    input.applicant.city = of_resume("Leeds");
    input.posting.recipient = Recipient::default();
    input
}

/// A resume in French for an American posting: facts only.
pub(super) fn american_from_french() -> LetterInput {
    let mut input = american_backend();
    input.resume_language = Language::Fr;
    input.posting.recipient = Recipient::default();
    input.applicant.reason = None;
    input
}

/// The same person writing without an opening: the skills are those of a role.
pub(super) fn without_posting(mut input: LetterInput) -> LetterInput {
    let (title, company) = (input.posting.title.take(), input.posting.company.take());
    input.posting = PostingFacts {
        title: title.and_then(|title| told(&title.text, "title")),
        company: company.and_then(|company| told(&company.text, "company")),
        ..PostingFacts::default()
    };
    for found in &mut input.matches {
        found.label.traces.retain(|trace| trace.source == Source::Resume);
    }
    input
}

/// A first job: a work-study job, a project and a training.
pub(super) fn french_junior() -> LetterInput {
    let mut input = bare(Locale::Fr);
    input.applicant.city = of_resume("Le Mans");
    input.posting = PostingFacts {
        title: of_posting("Développeur Web"),
        company: of_posting("Hermès"),
        contract: of_posting("alternance"),
        city: of_posting("Paris"),
        source: told("votre site", "source"),
        missions: vec![Fact::posting(
            "Vous développez de nouvelles fonctionnalités en TypeScript",
            Span::new(300, 360),
        )],
        ..PostingFacts::default()
    };
    let year = |year| Some(When { year, month: None, span: at(90) });
    let entry = |kind, title: &str, organisation: &str, start, end, lines: &[&str]| {
        let mut entry = job(title, organisation, start, end, lines);
        entry.kind = kind;
        entry
    };
    input.entries = vec![
        entry(
            EntryKind::Education,
            "Licence informatique",
            "Université du Mans",
            year(2023),
            year(2026),
            &[],
        ),
        entry(
            EntryKind::Project,
            "",
            "Vélo-Carte",
            year(2025),
            year(2025),
            &["Développement d'une carte des pistes cyclables en TypeScript avec Leaflet"],
        ),
        job(
            "Stagiaire développeur",
            "Imprimerie Oudin",
            when(2026, 4),
            when(2026, 6),
            &["Réalisé un outil de suivi des commandes en PHP"],
        ),
    ];
    input.entries[1].title = None;
    input.matches = vec![
        skill("TypeScript", "language", Some(1), 900),
        skill("PHP", "language", Some(2), 500),
        skill("SQL", "language", Some(0), 400),
        skill("tests unitaires", "practice", Some(0), 300),
        skill("Git", "tool", Some(2), 300),
    ];
    input
}

/// Nine years in a shop, then a year as a developer.
pub(super) fn french_career_change() -> LetterInput {
    let mut input = bare(Locale::Fr);
    input.posting.company = of_posting("Les Outils Libres");
    input.posting.title = of_posting("Développeur PHP");
    input.entries = vec![
        job(
            "Développeuse PHP",
            "Agence du Lac",
            when(2025, 2),
            None,
            &["Développement de fonctionnalités sous Symfony"],
        ),
        job(
            "Responsable de magasin",
            "Jardinerie Les Trois Buis",
            when(2015, 9),
            when(2024, 8),
            &["Encadrement d'une équipe de 9 personnes", "Mise en place d'un tableau de suivi des stocks"],
        ),
    ];
    input.entries[0].family = true;
    input.matches = vec![
        skill("Symfony", "framework", Some(0), 900),
        skill("PHP", "language", Some(0), 800),
        skill("tableur", "practice", Some(1), 100),
    ];
    input
}
