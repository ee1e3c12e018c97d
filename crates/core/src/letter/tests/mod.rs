//! Letters of invented persons, and what must hold for every letter.

mod checks;
mod grammar;
mod letters;
mod properties;
mod samples;

use super::{Letter, LetterError, LetterInput, Plan, Writer};
use crate::letter::grammar::test_grammar;

macro_rules! templates {
    ($($kind:literal),*) => {
        [$(
            (concat!($kind, ".fr"), include_str!(concat!("../../../../../templates/letters/", $kind, ".fr.txt.j2"))),
            (concat!($kind, ".en"), include_str!(concat!("../../../../../templates/letters/", $kind, ".en.txt.j2"))),
        )*]
    };
}

const TEMPLATES: [(&str, &str); 18] = templates![
    "offer",
    "speculative",
    "career_change",
    "junior",
    "mid",
    "senior",
    "internship",
    "apprenticeship",
    "email"
];
/// Every variant.
const KINDS: [&str; 9] = [
    "offer",
    "speculative",
    "career_change",
    "junior",
    "mid",
    "senior",
    "internship",
    "apprenticeship",
    "email",
];

fn plan() -> Plan {
    Plan::parse(include_str!("../../../../../templates/letters/plan.toml")).unwrap()
}

fn writer() -> Writer<'static> {
    Writer::new(test_grammar(), plan(), TEMPLATES).unwrap()
}

fn written(input: &LetterInput) -> Result<Letter, LetterError> {
    writer().write("offer", input)
}

#[test]
fn every_variant_has_its_templates() {
    let plan = plan();
    assert_eq!(plan.ids().collect::<Vec<_>>(), KINDS);
}
