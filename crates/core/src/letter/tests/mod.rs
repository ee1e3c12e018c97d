//! Letters of invented persons, and what must hold for every letter.

mod letters;
mod properties;
mod samples;

use super::{Letter, LetterError, LetterInput, Writer};
use crate::letter::grammar::test_grammar;

const TEMPLATES: [(&str, &str); 6] = [
    ("offer.fr", include_str!("../../../../../templates/letters/offer.fr.txt.j2")),
    ("offer.en-US", include_str!("../../../../../templates/letters/offer.en-US.txt.j2")),
    ("offer.en-GB", include_str!("../../../../../templates/letters/offer.en-GB.txt.j2")),
    ("speculative.fr", include_str!("../../../../../templates/letters/speculative.fr.txt.j2")),
    ("speculative.en-US", include_str!("../../../../../templates/letters/speculative.en-US.txt.j2")),
    ("speculative.en-GB", include_str!("../../../../../templates/letters/speculative.en-GB.txt.j2")),
];

fn writer() -> Writer<'static> {
    Writer::new(test_grammar(), TEMPLATES).unwrap()
}

fn written(input: &LetterInput) -> Result<Letter, LetterError> {
    writer().write("offer", input)
}
