//! Each rule has a resume that raises it, and an ordinary French resume raises none.

use std::sync::LazyLock;

use jiff::civil::date;

use super::*;
use crate::{
    Span,
    document::{Aside, AsideKind, Format, Frame, FrameKind, Hidden, Picture, Signs},
};

static ENGINE: LazyLock<Engine> = LazyLock::new(|| Engine::new(crate::testing::lexicon().clone()));
static RULES: LazyLock<Rules> =
    LazyLock::new(|| Rules::parse(include_str!("../../../../templates/audit.toml")).unwrap());

/// An ordinary resume, with everything that French needs: accents, guillemets, no-break spaces, middle dots, typographic apostrophes.
const ORDINARY: &str = "\
Zoé Martin
Développeuse Python
zoe.martin@example.fr · 06 39 98 12 34 · Nantes

PROFIL
Développeuse attentive au code des autres, à l’aise avec les équipes métier et les sujets « sans documentation ». Cœur de métier\u{a0}:
la facturation, le paiement en ligne et ce qui les entoure, de la base de données jusqu’à l’astreinte.

EXPÉRIENCE PROFESSIONNELLE

Développeuse Python, Atelier Solène, Nantes
mars 2021 – aujourd’hui
• Reprise de l’API de facturation en Python et PostgreSQL, utilisée par 40 agences
• Passage de 3 à 1 jour du délai de clôture mensuelle, avec les collègues de la comptabilité
• Accueil de deux développeur·euse·s en alternance, relecture de leur code chaque semaine
• Mise en place de tests d’intégration\u{202f}; 85\u{a0}% du code de paiement est couvert

Développeuse web, Coopérative du Lez, Montpellier
janvier 2018 – février 2021
• Site de réservation de 12 gîtes en Python, de la maquette à l’hébergement
• Paiement en ligne et envoi de factures, 9\u{202f}000 commandes par an
• Formation de l’accueil à l’outil de gestion des réservations

FORMATION

Master informatique, Université de Nantes
septembre 2015 – septembre 2017

COMPÉTENCES
Python, PostgreSQL

LANGUES
Français (langue maternelle), anglais (B2)
";

/// What a test changes of the ordinary resume.
struct Change {
    document: fn(&mut Document),
    file: Option<FileFacts>,
    naive: Option<Result<String, &'static str>>,
    posting: Option<&'static str>,
}

impl Default for Change {
    fn default() -> Self {
        Self { document: |_| {}, file: None, naive: None, posting: None }
    }
}

fn audit_of(text: &str, change: &Change, language: Language) -> Audit {
    let mut document = Document { format: Format::Pdf, ..Document::plain(text) };
    (change.document)(&mut document);
    let read = ReadResume::new(&ENGINE, document);
    let file =
        change.file.clone().unwrap_or(FileFacts { name: "CV-Zoe-Martin.pdf".to_owned(), bytes: 90_000 });
    let theirs = change.naive.as_ref().map(|naive| naive.as_ref().map(|text| Document::plain(text)));
    let brief = change.posting.map(|posting| Brief::posting(&ENGINE, &Document::plain(posting)));
    let subject = Subject {
        read: &read,
        file: &file,
        naive: match &theirs {
            None => Naive::NotAsked,
            Some(Ok(document)) => Naive::Read(document),
            Some(Err(code)) => Naive::Failed(code),
        },
        brief: brief.as_ref(),
        as_of: date(2026, 11, 22),
    };
    audit(&ENGINE, &RULES, subject, language, &[])
}

fn codes(audit: &Audit) -> Vec<&str> {
    audit.findings.iter().map(|finding| finding.code.as_str()).collect()
}

/// The finding must come of the change, say something in both languages, and quote the resume's own text.
fn raises(told: &mut Vec<String>, code: &str, text: &str, change: &Change) {
    for language in [Language::Fr, Language::En] {
        let audit = audit_of(text, change, language);
        let finding = audit.findings.iter().find(|finding| finding.code == code);
        let finding = finding.unwrap_or_else(|| panic!("{code} is not among {:?}", codes(&audit)));
        for said in [&finding.message, &finding.remedy] {
            assert!(!said.contains("{{") && said.len() > 10, "{code}: {said}");
        }
        for place in finding.evidence.iter().filter_map(|place| Some((place, place.span?))) {
            let words = place.1.of(text).split_whitespace().collect::<Vec<_>>().join(" ");
            assert_eq!(place.0.text, words, "{code}");
            let line = 1 + text[..place.1.start].matches('\n').count();
            assert_eq!(place.0.line, u32::try_from(line).ok(), "{code}");
        }
        assert!(finding.evidence.len() <= RULES.limits.evidence, "{code}");
    }
    told.push(code.to_owned());
}

/// The ordinary resume with `from` written as `to`.
fn with(from: &str, to: &str) -> String {
    assert!(ORDINARY.contains(from), "{from}");
    ORDINARY.replacen(from, to, 1)
}

#[test]
fn an_ordinary_french_resume_raises_nothing() {
    let change = Change { naive: Some(Ok(ORDINARY.to_owned())), ..Change::default() };
    for language in [Language::Fr, Language::En] {
        let audit = audit_of(ORDINARY, &change, language);
        assert_eq!(audit.findings, [], "{:?}", codes(&audit));
    }
}

#[test]
fn every_rule_is_raised_by_some_resume() {
    let mut told = Vec::new();
    by_words(&mut told);
    by_dates(&mut told);
    by_looks(&mut told);
    by_hiding(&mut told);
    by_file(&mut told);
    for code in ["input.scanned", "input.encrypted", "input.damaged", "input.no_text", "input.timeout"] {
        let file = FileFacts::default();
        let why = (code, "La lecture a pris trop de temps.");
        let audit = refused(&ENGINE, &RULES, &file, why, date(2026, 11, 22), Language::Fr);
        let [finding] = &audit.findings[..] else { panic!("{audit:?}") };
        assert!(finding.severity == Severity::Fatal && !finding.message.contains("{{"));
        told.push(finding.code.clone());
    }
    let silent: Vec<&str> = RULES
        .list()
        .iter()
        .map(|rule| rule.code.as_str())
        .filter(|code| !told.iter().any(|known| known == code))
        .collect();
    assert!(silent.is_empty(), "no test raises {silent:?}");
}

fn by_words(told: &mut Vec<String>) {
    let none = Change::default();
    let mut check = |code: &str, text: String| raises(told, code, &text, &none);
    check("contact.name", with("Zoé Martin\n", "curriculum vitae 2026\n").replace("zoe.martin@", "contact@"));
    check("contact.unreachable", with("zoe.martin@example.fr · 06 39 98 12 34 · Nantes", "Nantes"));
    check("contact.email", with("zoe.martin@example.fr · ", ""));
    check("contact.phone", with(" · 06 39 98 12 34", ""));
    check("contact.place", with("12 34 · Nantes", "12 34"));
    check("contact.phone_invalid", with("06 39 98 12 34", "Tél. 06 39 98 12"));
    check("contact.twice", ORDINARY.to_owned() + "\nCONTACT\nzoe.autre@example.org\n");
    let until = |from: &str, to: &str| {
        let (start, end) = (ORDINARY.find(from).unwrap(), ORDINARY.find(to).unwrap());
        format!("{}{}", &ORDINARY[..start], &ORDINARY[end..])
    };
    check("sections.experience", until("EXPÉRIENCE", "FORMATION\n"));
    check("sections.education", until("FORMATION\n", "COMPÉTENCES"));
    check("sections.skills", until("COMPÉTENCES", "LANGUES"));
    check("sections.empty", ORDINARY.to_owned() + "\nCENTRES D’INTÉRÊT\n");
    check(
        "sections.other_language",
        with("EXPÉRIENCE PROFESSIONNELLE", "WORK EXPERIENCE")
            .replace("COMPÉTENCES", "SKILLS")
            .replace("FORMATION\n", "EDUCATION\n"),
    );
    check(
        "content.unfilled",
        with("• Formation de l’accueil", "• [… un résultat chiffré]\n• Formation de l’accueil"),
    );
    check(
        "content.no_employer",
        with("Développeuse web, Coopérative du Lez, Montpellier", "Développeuse web"),
    );
    check("content.no_title", with("Développeuse Python, Atelier Solène, Nantes", "Atelier Solène"));
    check(
        "content.long_bullet",
        with(
            "• Formation de l’accueil",
            &format!("• {}Formation", "Encore un projet de plus pour la caisse, ".repeat(6)),
        ),
    );
    check(
        "content.too_short",
        until("• Reprise", "Développeuse web").replace(
            "Développeuse attentive au code des autres, à l’aise avec les équipes métier et les sujets",
            "",
        ),
    );
    check(
        "content.too_long",
        with("• Formation", &format!("• {}Formation", "puis encore un autre sujet ".repeat(200))),
    );
    check(
        "content.few_figures",
        ORDINARY
            .replace("40 agences", "les agences")
            .replace("de 3 à 1 jour du", "à moins du")
            .replace("85\u{a0}% du", "le")
            .replace("12 gîtes", "gîtes")
            .replace("9\u{202f}000 commandes par an", "commandes"),
    );
    check("content.first_person", with("• Reprise de l’API", "• J’ai repris seule l’API"));
    check(
        "content.duplicate_bullet",
        with(
            "• Formation de l’accueil",
            "• Reprise de l’API de facturation en Python et PostgreSQL, utilisée par 40 agences\n• Formation de l’accueil",
        ),
    );
    check("content.unproved_skill", with("Python, PostgreSQL\n", "Python, PostgreSQL, Kubernetes\n"));
    check("content.references", ORDINARY.to_owned() + "\nRéférences disponibles sur demande\n");
    check("content.birth", with("Développeuse Python\n", "Développeuse Python\nNée le 12/03/1991\n"));
    check("content.birth", with("Développeuse Python\n", "Développeuse Python\n34 ans\n"));
    check("content.family", with("12 34 · Nantes", "12 34 · Nantes · Mariée, 2 enfants"));
    check("content.nationality", with("12 34 · Nantes", "12 34 · Nantes · Nationalité française"));
    check(
        "keywords.repeated",
        with("Python, PostgreSQL\n", &format!("{}PostgreSQL\n", "Python, ".repeat(9))),
    );
    check("keywords.repeated", ORDINARY.to_owned() + &"synergie ".repeat(14));
    check(
        "keywords.acronym",
        with("Python, PostgreSQL\n", "Python, PostgreSQL\nCertified Kubernetes Administrator\n"),
    );
    check("order.spaced_letters", with("COMPÉTENCES", "C O M P É T E N C E S"));
    let posting = "Développeuse\n\nVotre mission : concevoir, développer et maintenir les services de paiement de nos boutiques partout en France.\n";
    let pasted = with(
        "• Formation",
        "• Concevoir, développer et maintenir les services de paiement de nos boutiques partout en France\n• Formation",
    );
    let long = with("Python, PostgreSQL\n", "Python, PostgreSQL, Amazon Web Services\n");
    let aws = Change { posting: Some("Développeuse\n\nVous maîtrisez AWS.\n"), ..Change::default() };
    raises(told, "keywords.acronym", &long, &aws);
    assert!(!codes(&audit_of(&long, &Change::default(), Language::Fr)).contains(&"keywords.acronym"));
    raises(told, "keywords.pasted", &pasted, &Change { posting: Some(posting), ..Change::default() });
}

fn by_dates(told: &mut Vec<String>) {
    let none = Change::default();
    let mut check = |code: &str, text: String| raises(told, code, &text, &none);
    check("dates.missing", with("\nseptembre 2015 – septembre 2017", ""));
    check("dates.reversed", with("janvier 2018 – février 2021", "février 2021 – janvier 2018"));
    check("dates.future", with("mars 2021 – aujourd’hui", "mars 2021 – mars 2031"));
    check("dates.mixed_formats", with("janvier 2018 – février 2021", "01/2018 – 02/2021"));
    check("dates.year_only", with("janvier 2018 – février 2021", "2018 – 2020"));
    check("dates.overlap", with("janvier 2018 – février 2021", "janvier 2018 – décembre 2021"));
    check("dates.gap", with("janvier 2018 – février 2021", "janvier 2018 – mars 2020"));
}

fn by_looks(told: &mut Vec<String>) {
    let mut check = |code: &str, document: fn(&mut Document)| {
        raises(told, code, ORDINARY, &Change { document, ..Change::default() });
    };
    check("readable.unmapped_font", |document| document.signs = Signs { unmapped: 400, ..Signs::default() });
    check("readable.private_use", |document| document.signs = Signs { private: 400, ..Signs::default() });
    check("order.tables", |document| {
        document.frames.push(Frame { kind: FrameKind::Table, span: Span::new(0, 40) })
    });
    check("order.text_boxes", |document| {
        document.frames.push(Frame { kind: FrameKind::TextBox, span: Span::new(0, 40) })
    });
    check("contact.in_frame", |document| {
        document.frames.push(Frame { kind: FrameKind::Header, span: Span::new(0, 90) })
    });
    check("order.columns", |document| {
        let half = document.lines.len() / 2;
        for (at, line) in document.lines.iter_mut().enumerate() {
            (line.x, line.y) =
                if at < half { (40.0, 20.0 * at as f32) } else { (300.0, 20.0 * (at - half) as f32) };
        }
    });
    check("content.pages", |document| document.pages = 3);
    check("content.one_page", |document| document.pages = 2);
    check("content.photo", |document| {
        document.pictures.push(Picture { page: 1, width: 80.0, height: 100.0 })
    });
    let odd = with("LANGUES\n", "CE QUI ME PORTE\nLes communs, la marche\n\nLANGUES\n");
    let headed: fn(&mut Document) = |document| {
        for line in &mut document.lines {
            let words = line.span.of(&document.text);
            line.heading = (!words.chars().any(char::is_lowercase)).then_some(2);
        }
    };
    raises(told, "sections.unknown_heading", &odd, &Change { document: headed, ..Change::default() });
    let mixed: Vec<&str> = ORDINARY.lines().collect();
    let (left, right) = mixed.split_at(mixed.len() / 2);
    let rows: Vec<String> = left.iter().zip(right).map(|(a, b)| format!("{a} {b}\n")).collect();
    let naive = |theirs| Change { naive: Some(theirs), ..Change::default() };
    raises(told, "order.interleaved", ORDINARY, &naive(Ok(rows.concat())));
    let turned: Vec<String> = right.iter().chain(left).map(|line| format!("{line}\n")).collect();
    raises(told, "order.moved", ORDINARY, &naive(Ok(turned.concat())));
    raises(told, "order.cut_words", ORDINARY, &naive(Ok(ORDINARY.replace("ti", "t i"))));
    raises(told, "order.lost_words", ORDINARY, &naive(Ok(ORDINARY.replace("ti", "æ"))));
    raises(told, "order.naive_failed", ORDINARY, &naive(Err("input.crashed")));
}

fn by_hiding(told: &mut Vec<String>) {
    for way in ["colour", "render_mode", "tiny", "off_page", "covered", "clipped", "vanish"] {
        let mut document = Document { format: Format::Pdf, ..Document::plain(ORDINARY) };
        document.hidden.push(Hidden {
            text: "Kubernetes Terraform".to_owned(),
            way: way.to_owned(),
            page: 1,
        });
        let read = ReadResume::new(&ENGINE, document);
        let file = FileFacts::default();
        let subject = Subject {
            read: &read,
            file: &file,
            naive: Naive::NotAsked,
            brief: None,
            as_of: date(2026, 11, 22),
        };
        let audit = audit(&ENGINE, &RULES, subject, Language::Fr, &[]);
        assert_eq!(codes(&audit), [format!("hidden.{way}")]);
        told.push(format!("hidden.{way}"));
    }
    let mut check = |code: &str, document: fn(&mut Document)| {
        raises(told, code, ORDINARY, &Change { document, ..Change::default() });
    };
    check("hidden.zero_width", |document| document.signs.split.push("Python".to_owned()));
    check("hidden.metadata", |document| {
        document
            .asides
            .push(Aside { text: "Kubernetes, Terraform, Ansible".to_owned(), kind: AsideKind::Metadata });
    });
    check("hidden.alt_text", |document| {
        document
            .asides
            .push(Aside { text: "Kubernetes, Terraform, Ansible".to_owned(), kind: AsideKind::AltText });
    });
    raises(
        told,
        "hidden.homoglyphs",
        &with("Python, PostgreSQL\n", "Руthon, PostgreSQL\n"),
        &Change::default(),
    );
}

fn by_file(told: &mut Vec<String>) {
    let file = |name: &str, bytes| Change {
        file: Some(FileFacts { name: name.to_owned(), bytes }),
        ..Change::default()
    };
    raises(told, "file.size", ORDINARY, &file("CV-Martin.pdf", 3 << 20));
    raises(told, "file.name", ORDINARY, &file("cv-final-v3.pdf", 0));
    raises(
        told,
        "file.format",
        ORDINARY,
        &Change { document: |document| document.format = Format::Odt, ..Change::default() },
    );
}

#[test]
fn what_is_ignored_is_set_aside() {
    let document = Document::plain(ORDINARY);
    let read = ReadResume::new(&ENGINE, document);
    let file = FileFacts::default();
    let subject =
        Subject { read: &read, file: &file, naive: Naive::NotAsked, brief: None, as_of: date(2026, 11, 22) };
    let ignore = ["file.format".to_owned()];
    let audit = audit(&ENGINE, &RULES, subject, Language::En, &ignore);
    assert_eq!((codes(&audit), audit.ignored.len()), (Vec::new(), 1));
    assert!(!audit.reaches(Severity::Suggestion));
    assert!(RULES.check(&ignore).is_ok() && RULES.check(&["dates.none".to_owned()]).is_err());
}

#[test]
fn limits_are_met_at_one_over() {
    let size = |bytes| {
        let file = Some(FileFacts { name: "martin.pdf".to_owned(), bytes });
        codes(&audit_of(ORDINARY, &Change { file, ..Change::default() }, Language::Fr)).contains(&"file.size")
    };
    assert!(!size(RULES.limits.file_bytes) && size(RULES.limits.file_bytes + 1));
    let bullet = |chars: usize| {
        let text = with(
            "• Formation de l’accueil à l’outil de gestion des réservations",
            &format!("• {}", "x".repeat(chars)),
        );
        codes(&audit_of(&text, &Change::default(), Language::Fr)).contains(&"content.long_bullet")
    };
    assert!(!bullet(RULES.limits.bullet_chars) && bullet(RULES.limits.bullet_chars + 1));
    let gap = |end: &str| {
        let text = with("janvier 2018 – février 2021", &format!("janvier 2018 – {end}"));
        codes(&audit_of(&text, &Change::default(), Language::Fr)).contains(&"dates.gap")
    };
    assert!(!gap("novembre 2020") && gap("octobre 2020"));
}

#[test]
fn rules_that_do_not_work_are_refused() {
    let good = include_str!("../../../../templates/audit.toml");
    assert!(Rules::parse(&good.replace("least_words = 150", "least_words = \"x\"")).is_err());
    let broken = Rules::parse(&good.replacen("{{ words }}", "{{ words", 1)).unwrap_err();
    assert!(broken.to_string().contains("content.too_short"), "{broken}");
    let twice = Rules::parse(&good.replacen("content.too_long", "content.too_short", 1)).unwrap_err();
    assert_eq!(twice.code(), "audit.rules");
}
