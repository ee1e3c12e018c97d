//! Letters as they are printed.

use super::{samples, writer};
use crate::letter::LetterInput;

/// The letter, then what is asked and what is weak.
fn shown(kind: &str, input: &LetterInput) -> String {
    let letter = writer().write(kind, input).unwrap();
    let weak: Vec<&str> = letter.weak.iter().map(|weak| weak.code).collect();
    let text = letter.text().replace('\u{A0}', " ");
    format!("{text}\n---\nwords: {}\nasked: {:?}\nweak: {weak:?}\n", letter.words(), letter.asked)
}

#[test]
fn french_backend() {
    insta::assert_snapshot!(shown("offer", &samples::french_backend()));
}

#[test]
fn french_institution() {
    insta::assert_snapshot!(shown("offer", &samples::french_institution()));
}

#[test]
fn french_from_english() {
    insta::assert_snapshot!(shown("offer", &samples::french_from_english()));
}

#[test]
fn french_junior() {
    insta::assert_snapshot!(shown("junior", &samples::french_junior()));
}

#[test]
fn american_backend() {
    insta::assert_snapshot!(shown("offer", &samples::american_backend()));
}

#[test]
fn british_backend() {
    insta::assert_snapshot!(shown("offer", &samples::british_backend()));
}

#[test]
fn american_from_french() {
    insta::assert_snapshot!(shown("offer", &samples::american_from_french()));
}

#[test]
fn french_speculative() {
    insta::assert_snapshot!(shown("speculative", &samples::without_posting(samples::french_backend())));
}

#[test]
fn american_speculative() {
    insta::assert_snapshot!(shown("speculative", &samples::without_posting(samples::american_backend())));
}

#[test]
fn british_speculative() {
    insta::assert_snapshot!(shown("speculative", &samples::without_posting(samples::british_backend())));
}

#[test]
fn french_career_change() {
    insta::assert_snapshot!(shown("career_change", &samples::french_career_change()));
}

#[test]
fn french_senior_familiar() {
    let mut input = samples::french_backend();
    input.familiar = true;
    insta::assert_snapshot!(shown("senior", &input));
}

#[test]
fn french_apprenticeship() {
    let mut input = samples::french_junior();
    input.applicant.rhythm = samples::told("trois semaines en entreprise, une semaine à l'école", "rhythm");
    insta::assert_snapshot!(shown("apprenticeship", &input));
}

#[test]
fn lengths() {
    let mut input = samples::french_backend();
    let words = |input: &LetterInput| writer().write("offer", input).unwrap().words();
    input.length = crate::letter::Length::Short;
    let short = words(&input);
    input.length = crate::letter::Length::Full;
    assert!(short < words(&input));
    assert!(short <= 185);
}
