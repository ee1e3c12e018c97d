//! Resumes that do not look like most: prose, lists in one line, roles under one employer, what is no job.

use super::tests::{entries, read, some};

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
