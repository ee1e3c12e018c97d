//! Resumes that do not look like most: prose, lists in one line, roles under one employer, what is no job.

use super::{
    Entry, ResumeParser,
    tests::{entries, read, some, sound},
};
use crate::{document::Document, testing::matcher};

#[test]
fn sentences_tell_jobs_and_studies() {
    assert_eq!(
        entries(
            "Ana Prieto\nana.prieto@example.fr\nDe 2011 à 2016, j’ai été cheffe de rayon chez Halles du Midi, à Sète. \
             J’ai obtenu un BTS Négociation au lycée Paul-Arnal en 2010.\n"
        ),
        [
            "cheffe de rayon @ Halles du Midi @  @ 2011-01 2016-12",
            "BTS Négociation @ lycée Paul-Arnal @  @ 2010-01 2010-12",
        ]
    );
    assert_eq!(
        entries(
            "Tom Ashby\ntom.ashby@example.org\nFrom May 2019 to June 2022 I worked as a porter at Lowmoor Infirmary, Bradford.\n"
        ),
        ["porter @ Lowmoor Infirmary @  @ 2019-05 2022-06"]
    );
}

#[test]
fn sentences_beside_lines_of_jobs_tell_nothing() {
    let found = entries(
        "Ana Prieto\nProfil\nDe 2011 à 2016, j’ai été cheffe de rayon chez Halles du Midi, à Sète.\nExpérience\n\
         Cheffe de rayon, Halles du Midi, 2011 - 2016\n",
    );
    assert_eq!(found.len(), 1, "{found:?}");
}

#[test]
fn certifications_of_one_line_are_parted_where_each_has_its_date() {
    assert_eq!(
        entries("CERTIFICATIONS\nHabilitation BR (2024), CACES R489 (2022)\nOpquast, 850/1000, 2023\n"),
        [
            "Habilitation BR @  @  @ 2024-01 2024-12",
            "CACES R489 @  @  @ 2022-01 2022-12",
            "Opquast @  @  @ 2023-01 2023-12",
        ]
    );
}

#[test]
fn languages_beside_certifications_are_none() {
    let resume = read("CERTIFICATIONS ET LANGUES\nCACES R489, 2022\nAnglais : courant (C1)\n");
    assert_eq!(resume.entries.len(), 1);
    assert_eq!(resume.languages.len(), 1);
}

#[test]
fn a_leave_is_no_job() {
    let found = entries(
        "EXPÉRIENCE\nSecrétaire, Étude Ferrand\n2021 - 2023\n\nCongé parental\n2019 - 2021\n\nSecrétaire, Mairie de Blois\n2013 - 2019\n",
    );
    assert_eq!(found.len(), 2, "{found:?}");
}

#[test]
fn durations_stand_between_employer_and_roles() {
    assert_eq!(
        entries(
            "EXPERIENCE\n\nPaper Goods\n7 years 3 months\nSenior Planner\nApril 2017 - May 2021 (4 years 2 months)\n\
             Moved replenishment to weekly cycles.\nAnalyst\nMarch 2014 - March 2017 (3 years 1 month)\n"
        ),
        ["Senior Planner @ Paper Goods @  @ 2017-04 2021-05", "Analyst @ Paper Goods @  @ 2014-03 2017-03"]
    );
}

#[test]
fn studies_and_languages_are_told_without_headings() {
    let resume = read(
        "Ines Marzouk\nines@example.fr\n38100 Grenoble\n\n2022 - 2024 : BTS Gestion de la PME\nLycée Vaucanson\n\n\
         Juillet 2024 : Hôtesse de caisse\nSupermarché Bonne Table\n\nAnglais : B1 - Italien : notions\n",
    );
    let kinds: Vec<_> = resume.entries.iter().map(|entry| entry.kind).collect();
    assert_eq!(kinds, [super::EntryKind::Education, super::EntryKind::Job]);
    assert_eq!(resume.languages.len(), 2);
}

#[test]
fn levels_are_shared_and_brackets_kept_whole() {
    let resume = read("LANGUES\nAnglais : B2 (TOEIC 820)\nFrançais et turc (langues maternelles)\n");
    let spans: Vec<&str> = resume.languages.iter().map(|language| language.span.of(&resume.text)).collect();
    assert_eq!(spans[0], "Anglais : B2 (TOEIC 820)");
    assert!(resume.languages[1..].iter().all(|language| language.native), "{spans:?}");
}

#[test]
fn a_wrapped_name_is_one() {
    let resume = read("ENGAGEMENT\nTrésorier, Maison du droit des\nTrois Piliers, 2020 – 2023\n");
    assert_eq!(some(&resume.entries[0].organisation), "Maison du droit des Trois Piliers");
}

/// As a column of a page sets it: 5 points a letter, from 200 points on.
fn column(text: &str) -> Vec<String> {
    let mut document = Document::plain(text);
    for line in &mut document.lines {
        let content = line.span.of(text);
        let letters = content.chars().count();
        let indent = letters - content.trim_start().chars().count();
        (line.x, line.size) = (200.0 + 5.0 * indent as f32, 10.0);
        line.right = 200.0 + 5.0 * letters as f32;
    }
    let resume = ResumeParser::new(matcher().lexicon()).parse(&document, matcher());
    sound(&resume);
    let told = |entry: &Entry| [&entry.title, &entry.organisation, &entry.location].map(some).join(" @ ");
    resume.entries.iter().map(told).collect()
}

#[test]
fn a_head_goes_on_below_where_its_column_is_full() {
    let narrow = "Inès Belkacem\n\nEXPÉRIENCES\n\
        Mars 2021 – ce jour · Ingénieure Java, Mutuelle des Deux\n\
        Rives, Lyon\n\
        - Refonte du calcul des remboursements, 2 M de dossiers\n\
        par an.\n\
        2018 – 2021 · Développeuse Java, Coriandre Conseil, en\n\
        mission chez Banque Ferrande\n\
        - Lots de nuit ramenés de 5 h à 50 min.\n";
    assert_eq!(
        column(narrow),
        ["Ingénieure Java @ Mutuelle des Deux Rives @ Lyon", "Développeuse Java @ Coriandre Conseil @ "]
    );
    // Above its date it is no line more.
    let above = "Inès Belkacem\n\nEXPÉRIENCES\n\
        Ingénieure DevOps, Mutuelle Rivage\nnov. 2020 – aujourd'hui\n  Quarante services migrés\n\
        Administratrice systèmes, Coriandre Conseil, en mission\nchez Armor Assurances\nsept. 2017 – oct. 2020\n  Parc de 180 serveurs\n";
    assert_eq!(
        column(above),
        ["Ingénieure DevOps @ Mutuelle Rivage @ ", "Administratrice systèmes @ Coriandre Conseil @ "]
    );
    // Where no line is seen to go on, the widest says nothing of the width.
    let lists = "Inès Belkacem\n\nEXPÉRIENCES\n\
        Mars 2021 – ce jour, Ingénieure logiciel Java\n\
        Mutuelle Rivage\n\
        - Refonte du calcul.\n";
    assert_eq!(column(lists), ["Ingénieure logiciel Java @ Mutuelle Rivage @ "]);
    // Items without a sign stand further right than their head.
    let unsigned = "Inès Belkacem\n\nEXPÉRIENCES\n\
        2021 – 2023 · Ingénieure Java, Mutuelle Rivage\n  Refonte du Calcul des Remboursements\n  Passage à Java 17.\n";
    assert_eq!(column(unsigned), ["Ingénieure Java @ Mutuelle Rivage @ "]);
    // A title begins anew.
    let titled = narrow.replace(
        "Ingénieure Java, Mutuelle des Deux\nRives, Lyon",
        "Mutuelle Rivage, Rhône-Alpes\nIngénieure Java",
    );
    assert!(column(&titled)[0].starts_with("Ingénieure Java @ Mutuelle Rivage"), "{:?}", column(&titled));
}

#[test]
fn what_heads_a_column_is_no_part_of_the_column_before() {
    let text = "Inès Belkacem\ninesb@example.fr\nLOISIRS\nEscalade\nIngénieure logiciel Java\nEXPÉRIENCE\n\
        2018 – 2021, Développeuse Java, Coriandre Conseil\n";
    let mut document = Document::plain(text);
    for (at, line) in document.lines.iter_mut().enumerate() {
        let main = at >= 4;
        (line.block, line.size) = (u32::from(main), 10.0);
        line.x = if main { 200.0 } else { 20.0 };
        line.right = line.x + 5.0 * line.span.len() as f32;
        line.y = 40.0 + 15.0 * (if main { at - 4 } else { at }) as f32;
    }
    let parser = ResumeParser::new(matcher().lexicon());
    let resume = parser.parse(&document, matcher());
    sound(&resume);
    assert_eq!(some(&resume.headline), "Ingénieure logiciel Java");
    assert_eq!(resume.sections[1].span.of(text).trim(), "LOISIRS\nEscalade");
    // One under the other, it is one more line of the section.
    let resume = parser.parse(&Document::plain(text), matcher());
    assert_eq!(some(&resume.headline), "");
    assert_eq!(resume.sections.len(), 3);
}

#[test]
fn a_school_without_a_capital_heads_its_degree() {
    assert_eq!(
        entries("Inès Belkacem\n\nÉTUDES\n\nClasse préparatoire  2013–15\nlycée du Parc\n"),
        ["Classe préparatoire @ lycée du Parc @  @ 2013-01 2015-12"]
    );
}

#[test]
fn a_client_is_no_employer_where_one_is_told() {
    let heads = [
        ("Développeuse Java, Coriandre Conseil, en mission chez Banque Ferrande", "Coriandre Conseil @ "),
        ("Développeuse Java — Coriandre Conseil (en mission chez Banque Ferrande)", "Coriandre Conseil @ "),
        ("Développeuse Java chez Coriandre Conseil (mission Banque Ferrande)", "Coriandre Conseil @ "),
        ("Développeuse Java, Coriandre Conseil, client : Banque Ferrande", "Coriandre Conseil @ "),
        (
            "Développeuse Java, Coriandre Conseil, Lyon, détachée à la Banque Ferrande",
            "Coriandre Conseil @ Lyon",
        ),
        ("Développeuse Java – Coriandre Conseil – en régie chez Banque Ferrande", "Coriandre Conseil @ "),
        ("Développeuse Java, mission chez Banque Ferrande, Lyon", "Banque Ferrande @ Lyon"),
        ("Développeuse Java, seconded to Banque Ferrande", "Banque Ferrande @ "),
        ("Développeuse Java pour Coriandre Conseil, en mission chez Banque Ferrande", "Coriandre Conseil @ "),
        (
            "Développeuse Java au sein du cabinet Le Goff & Associés, Brest",
            "cabinet Le Goff & Associés @ Brest",
        ),
        ("Développeuse Java | chez Coriandre Conseil | Lyon", "Coriandre Conseil @ Lyon"),
        // Names that only begin like one.
        ("Développeuse Java, Mission Locale du Forez", "Mission Locale du Forez @ "),
        ("Développeuse Java, Clientèle et Compagnie", "Clientèle et Compagnie @ "),
    ];
    for (head, employer) in heads {
        let found = entries(&format!(
            "Inès Belkacem\n\nEXPÉRIENCE\n2018 – 2021 · {head}\n- Lots de nuit ramenés à 50 min\n"
        ));
        assert!(found[0].starts_with(&format!("Développeuse Java @ {employer} ")), "{head}: {found:?}");
    }
}

#[test]
fn dates_in_cells_of_their_own_date_what_follows() {
    assert_eq!(
        entries(
            "EXPÉRIENCE\n\nJuin 2022\nà aujourd’hui\n\nComptable – Brasserie Voss, Colmar\n- Clôtures mensuelles.\n\n\
             09/2019 –\n05/2022\n\nAide-comptable – Ateliers Hardt, Metz\n- Saisie des factures.\n"
        ),
        [
            "Comptable @ Brasserie Voss @ Colmar @ 2022-06 now",
            "Aide-comptable @ Ateliers Hardt @ Metz @ 2019-09 2022-05",
        ]
    );
}

#[test]
fn a_name_in_large_letters_may_stand_on_two_lines_set_apart() {
    let text = "Maëva\n\nTessier-Boulanger\n\nChargée de recrutement\n\nContact\nmaeva@example.org\n";
    let mut document = crate::document::Document::plain(text);
    for line in &mut document.lines {
        let large = matches!(line.span.of(text), "Maëva" | "Tessier-Boulanger");
        line.size = if large { 20.0 } else { 10.0 };
    }
    let name = super::parse(&document, crate::testing::matcher()).contact.name.unwrap();
    assert_eq!(name.text, "Maëva Tessier-Boulanger");
}

#[test]
fn items_whose_signs_are_drawn_are_told_by_their_first_words() {
    let jobs = "Expériences professionnelles\nContrôleuse de gestion, Groupe Armor Logistique\nmars 2018 - août 2021\n";
    let items = |lines: &str| {
        let text = format!(
            "{jobs}{lines}\nUne ligne qui dit par sa seule largeur combien il y a de place dans cette colonne\n"
        );
        let mut document = crate::document::Document::plain(&text);
        for line in &mut document.lines {
            line.x = 40.0;
            line.right = 40.0 + 5.0 * line.span.of(&text).chars().count() as f32;
            line.size = 10.0;
        }
        let resume = super::parse(&document, crate::testing::matcher());
        resume.entries[0].bullets.iter().map(|bullet| bullet.text.clone()).collect::<Vec<_>>()
    };
    let first = "Suivi des coûts de transport de 4 plateformes et reporting mensuel au siège";
    assert_eq!(
        items(&format!("{first}\nAutomatisation de 12 fichiers Excel"))[..2],
        [first, "Automatisation de 12 fichiers Excel"]
    );
    assert_eq!(items(&format!("{first}\nMise en place de tableaux de bord"))[0], first);
    // A name may stand there, and what the line above leads into.
    for (above, below) in [
        ("Tenue de la comptabilité de quatre plateformes, et reporting mensuel au siège sous", "Sage"),
        (
            "Suivi des coûts de transport de quatre plateformes et reporting mensuel à la",
            "Direction générale",
        ),
        ("Suivi des coûts de transport de quatre plateformes et reporting mensuel au siège", "Carrefour"),
    ] {
        assert_eq!(items(&format!("{above}\n{below}"))[0].lines().count(), 2, "{below}");
    }
}

#[test]
fn items_whose_signs_are_drawn_are_told_by_the_ends_of_their_lines() {
    let text = "Expériences professionnelles\nDéveloppeur Java, Banque du Large\nmars 2018 - août 2021\nTests d'intégration avec JUnit\nOptimisation de requêtes sur une base de plusieurs téraoctets en\nPostgreSQL\n";
    let mut document = crate::document::Document::plain(text);
    for line in &mut document.lines {
        line.x = 40.0;
        line.right = 40.0 + 5.0 * line.span.of(text).chars().count() as f32;
        line.size = 10.0;
    }
    let resume = super::parse(&document, crate::testing::matcher());
    let bullets: Vec<&str> = resume.entries[0].bullets.iter().map(|bullet| bullet.text.as_str()).collect();
    assert_eq!(
        bullets,
        [
            "Tests d'intégration avec JUnit",
            "Optimisation de requêtes sur une base de plusieurs téraoctets en\nPostgreSQL"
        ]
    );
}

#[test]
fn letters_apart_are_read_together() {
    let text = "L I S E  C O R D I E R\nD É V E L O P P E U S E  J A V A\nlise@example.fr\n\nE X P É R I E N C E\nDéveloppeuse Java, Banque du Large, 2019 - 2021\n";
    let resume = read(text);
    let name = resume.contact.name.as_ref().unwrap();
    assert_eq!((name.text.as_str(), name.span.of(text)), ("LISE CORDIER", "L I S E  C O R D I E R"));
    let headline = resume.headline.as_ref().unwrap();
    assert_eq!((headline.text.as_str(), headline.span.start), ("DÉVELOPPEUSE JAVA", 23));
    assert_eq!(entries(text), ["Développeuse Java @ Banque du Large @  @ 2019-01 2021-12"]);
}
