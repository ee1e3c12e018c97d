//! Reading order: what a person reads first comes first, whatever drew the page.

use std::path::{Path, PathBuf};

use sartor_core::document::{Document, Line};
use sartor_extract::{Kind, Limits, read_in_process};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/layout")
}

fn document(name: &str) -> Document {
    let bytes = std::fs::read(folder().join(name).with_extension("pdf")).unwrap();
    read_in_process(&bytes, &Limits::default(), Kind::Layout).unwrap()
}

/// The words in their order, without the signs before the items of lists.
fn words(text: &str) -> Vec<&str> {
    text.split_whitespace().filter(|word| *word != "•").collect()
}

fn line<'d>(document: &'d Document, begins: &str) -> &'d Line {
    let found = document.lines.iter().find(|line| line.span.of(&document.text).starts_with(begins));
    found.unwrap_or_else(|| panic!("{begins}"))
}

#[test]
fn every_page_is_read_in_order() {
    let mut names: Vec<PathBuf> =
        std::fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path()).collect();
    names.retain(|path| path.extension().is_some_and(|extension| extension == "pdf"));
    names.sort();
    assert!(names.len() >= 15);
    let mut wrong = Vec::new();
    for path in names {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let expected = std::fs::read_to_string(path.with_extension("txt")).unwrap();
        let document = document(&name);
        let (expected, found) = (words(&expected), words(&document.text));
        if expected != found {
            let at = expected
                .iter()
                .zip(&found)
                .position(|(a, b)| a != b)
                .unwrap_or(expected.len().min(found.len()));
            let near = |words: &[&str]| words[at.saturating_sub(3)..words.len().min(at + 6)].join(" ");
            wrong.push(format!("{name}: expected “{}”, found “{}”", near(&expected), near(&found)));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn columns_are_blocks() {
    for (name, left, right) in [
        ("fr-infirmiere-bandeau", "COMPÉTENCES", "PROFIL"),
        ("en-marketing-right-band", "Summary", "Skills"),
        ("fr-dev-grille", "CONTACT", "EXPÉRIENCES"),
        ("fr-conducteur-tableau", "Atouts", "Formation"),
    ] {
        let document = document(name);
        let (left, right) = (line(&document, left), line(&document, right));
        assert!(left.block < right.block && left.right < right.x, "{name}");
    }
}

#[test]
fn a_date_stands_in_the_row_of_its_job() {
    for (name, row) in [
        (
            "fr-comptable-dates-gauche",
            "09/2014 – 02/2019\tAssistant comptable, Cabinet Roche et Filles, Thiers",
        ),
        ("en-analyst-tabular", "Jun 2017 – Jul 2020\tReporting analyst, Ponca Freight, Oklahoma City"),
        ("en-chef-flex", "Sous chef\t2016 – 2020"),
        (
            "fr-technicien-tableaux",
            "2011 – 2017\tMécanicien, Verrerie de Meisenthal\tEntretien de deux fours",
        ),
    ] {
        assert!(document(name).text.lines().any(|line| line == row), "{name}");
    }
}

#[test]
fn heads_and_feet_of_pages_are_out_of_the_flow() {
    let running = |name: &str| -> Vec<String> {
        let document = document(name);
        let lines = document.lines.iter().filter(|line| line.running);
        lines.map(|line| line.span.of(&document.text).to_owned()).collect()
    };
    assert_eq!(
        running("en-engineer-two-pages"),
        [1, 2].map(|page| format!("Marta Wilczek – marta.wilczek@example.com – page {page} of 2"))
    );
    assert_eq!(running("fr-archi-flottant"), ["Côme Delaubrac – architecte d’intérieur"]);
    assert_eq!(running("en-translator-sections"), ["Beatriz Holloway – translator"]);
    // "Page 1 of 2" says nothing of the person.
    assert!(running("en-network-profile").is_empty());
    assert!(!document("en-network-profile").text.contains("Page 1"));
}
