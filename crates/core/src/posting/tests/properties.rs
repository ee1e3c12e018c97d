//! No text makes the reader fail.

use proptest::prelude::*;

use super::{Posting, Target, parse};
use crate::{Span, document::Document, testing::matcher};

fn spans(posting: &Posting) -> Vec<Span> {
    let mut spans: Vec<Span> = posting.missions.iter().map(|m| m.span).collect();
    for found in [
        &posting.title,
        &posting.company,
        &posting.city,
        &posting.reference,
        &posting.salary,
        &posting.recipient,
    ] {
        spans.extend(found.iter().map(|found| found.span));
    }
    for requirement in &posting.requirements {
        spans.extend(&requirement.sources);
        spans.extend(requirement.why.iter().map(|why| why.span));
        if let Target::AnyOf(members) = &requirement.target {
            spans.extend(members.iter().map(|m| m.span));
        }
    }
    spans.extend(posting.segments.iter().map(|s| s.span));
    spans.extend(posting.segments.iter().filter_map(|s| s.heading.as_ref()).map(|h| h.span));
    spans.extend(posting.languages.iter().map(|l| l.span));
    spans.extend(posting.years.iter().map(|y| y.span));
    spans.extend(posting.diploma.iter().map(|d| d.span));
    spans.extend(posting.contract.iter().chain(&posting.remote).map(|(_, span)| *span));
    spans
}

fn holds(text: &str) -> Result<(), TestCaseError> {
    let posting = parse(&Document::plain(text), matcher());
    for span in spans(&posting) {
        prop_assert!(text.get(span.start..span.end).is_some(), "{span:?} of {text:?}");
    }
    super::super::to_json(&posting, matcher().lexicon());
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read(text in "\\PC{0,120}") {
        holds(&text)?;
    }

    #[test]
    fn pieces_of_postings_are_read(pieces in prop::collection::vec(prop::sample::select(vec![
        "Développeur·se (H/F)", "\n", "\n\n", " ", "- ", "**", "# ", "## Votre profil", "Les plus :", "Python", " ou ", "/", ", ", "Node.js (2 ans)", "un des ", "idéalement ",
        "bac+4/5", "3 à 5 ans d'expérience", "é", "🚀", "\u{a0}", "\u{202f}", "35–40 k€", "Réf. : A-1", "(", ")", ":", ";", "anglais courant", "mais pas obligatoire", "\r\n", "Œuvre", "ﬁn", "…",
        "À propos de Lune", "Lieu : Lyon (69)", "seraient un plus", "tels que", "ne vous censurez pas si", "É", "ı", "İ", "ß", "Spring/Hibernate", "|", " – ", "·",
    ]), 0..40)) {
        holds(&pieces.concat())?;
    }
}
