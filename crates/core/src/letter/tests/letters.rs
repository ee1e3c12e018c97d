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
    insta::assert_snapshot!(shown("offer", &samples::french_junior()));
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
