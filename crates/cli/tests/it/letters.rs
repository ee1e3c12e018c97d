//! The letters of all pairs of fixtures, through the readers.

use std::{collections::BTreeSet, fs};

use super::{fixtures, run};

const LETTERS: [&str; 4] = ["--as-of", "2026-11-22", "--lang", "en"];

/// The arguments for the letter of a pair.
fn arguments(pair: &sartor_testkit::Pair) -> Vec<String> {
    let path = |name: &str| fixtures().join(name).display().to_string();
    let mut args = vec!["letter".to_owned(), path(&pair.resume), "--posting".to_owned(), path(&pair.posting)];
    args.extend(["--letter-lang".to_owned(), pair.letter_language.clone()]);
    if let Some(template) = &pair.template {
        args.extend(["--template".to_owned(), template.clone()]);
    }
    for (key, value) in &pair.set {
        args.extend(["--set".to_owned(), format!("{key}={value}")]);
    }
    args.extend(LETTERS.map(str::to_owned));
    args
}

/// Spaces and apostrophes do not count.
fn flat(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}'], " ").replace('’', "'")
}

/// The letter without addresses: from the salutation on.
fn body(text: &str) -> String {
    text.split("\n\n").filter(|block| block.len() > 60).collect::<Vec<_>>().join("\n")
}

#[test]
fn every_pair_has_its_letter() {
    let pairs = sartor_testkit::pairs();
    assert!(pairs.len() >= 24 && pairs.iter().filter(|pair| pair.letter_language == "fr").count() * 2 >= pairs.len());
    let mut seen = BTreeSet::new();
    let mut all = String::new();
    for pair in &pairs {
        let args = arguments(pair);
        let (status, text, remarks) = run(&args.iter().map(String::as_str).collect::<Vec<_>>());
        assert_eq!(status, 0, "{}: {remarks}", pair.name);
        let (letter, body) = (flat(&text), flat(&body(&text)).to_lowercase());
        for said in &pair.says {
            assert!(letter.contains(&flat(said)), "{}: does not say {said}:\n{letter}", pair.name);
        }
        for word in &pair.says_not {
            assert!(!body.contains(word.as_str()), "{}: says {word}:\n{letter}", pair.name);
        }
        let chosen = remarks.split("Letter: ").nth(1).and_then(|rest| rest.split(' ').next());
        let variant = chosen.map(str::to_owned).or_else(|| pair.template.clone()).unwrap_or_default();
        if let Some(wanted) = &pair.variant {
            assert_eq!(&variant, wanted, "{}", pair.name);
        }
        seen.insert(variant.clone());
        let lines: usize = text.lines().map(|line| line.chars().count().div_ceil(95).max(1)).sum();
        assert!(lines <= 45, "{}: {lines} lines", pair.name);
        for fault in ["letter.fault", "reread", "neighbouring", "proves nothing"] {
            assert!(!remarks.contains(fault), "{}: {remarks}", pair.name);
        }
        all += &format!("======== {} ({variant})\n{}\n-------- {}\n", pair.name, text, remarks.trim());
    }
    let wanted =
        ["apprenticeship", "career_change", "email", "internship", "junior", "mid", "senior", "speculative"];
    assert!(wanted.iter().all(|variant| seen.contains(*variant)), "{seen:?}");
    insta::assert_snapshot!(all);
}

#[test]
fn three_lengths() {
    let words = |length: &str| {
        let resume = fixtures().join("resumes/fr-backend-python.pdf").display().to_string();
        let posting = fixtures().join("postings/fr-backend-python-nantes.md").display().to_string();
        let (status, text, _) = run(&["letter", &resume, "--posting", &posting, "--length", length, "--as-of", "2026-11-22"]);
        assert_eq!(status, 0);
        text.split_whitespace().count()
    };
    let (short, standard, full) = (words("short"), words("standard"), words("full"));
    assert!(short < standard && standard <= full, "{short} {standard} {full}");
}

#[test]
fn a_role_makes_a_speculative_letter() {
    let resume = fixtures().join("resumes/fr-backend-python.pdf").display().to_string();
    let (status, text, remarks) = run(&[
        "letter", &resume, "--role", "backend_developer", "--set", "company=Les Échos", "--set", "gender=f", "--as-of", "2026-11-22", "--lang", "fr",
    ]);
    assert_eq!(status, 0, "{remarks}");
    let letter = flat(&text);
    assert!(letter.contains("Candidature spontanée – développeuse back-end"), "{letter}");
    assert!(letter.contains("au sein des Échos") && !letter.contains("annonce"), "{letter}");
    assert!(flat(&remarks).contains("Lettre : speculative (aucune annonce n'est donnée)"), "{remarks}");
}

#[test]
fn the_readme_of_the_templates_names_every_value() {
    let readme = fs::read_to_string(fixtures().join("../templates/letters/README.md")).expect("stands");
    for file in sartor_testkit::files("../templates/letters") {
        let Some(kind) = file.rsplit('/').next().and_then(|name| name.split('.').next()) else { continue };
        assert!(kind == "README" || kind == "plan" || readme.contains(&format!("`{kind}`")), "{kind}");
    }
}
