//! Holes, and who the letter is written to.

use super::{Checked, Finding, case::Case};
use crate::{Span, text::fold_key};

pub(super) fn check(case: &Case<'_>, findings: &mut Vec<Finding>) {
    let text = case.text();
    for mark in &case.words.hole_marks {
        findings.extend(
            text.match_indices(mark.as_str())
                .map(|(at, _)| case.finding("verify.hole", Span::new(at, at + mark.len()), None)),
        );
    }
    for sentence in &case.sentences {
        for hole in &case.words.hole_words {
            let parts: Vec<String> = hole.split(|c: char| !c.is_alphanumeric()).map(str::to_owned).collect();
            for run in sentence.words.windows(parts.len()) {
                let same = run.iter().zip(&parts).all(|(word, part)| word.key == *part);
                let span = Span::new(run[0].span.start, run[run.len() - 1].span.end);
                if same && !is_of_source(case, hole) {
                    findings.push(case.finding("verify.hole", span, None));
                }
            }
        }
        bracket(case, sentence.span, findings);
    }
    if case.kind == Checked::Letter {
        company(case, findings);
        reference(case, findings);
        recipient(case, findings);
    }
}

/// « votre entreprise » is right where the posting names no company, and as a word of the source.
fn is_of_source(case: &Case<'_>, hole: &str) -> bool {
    let key = fold_key(hole);
    let company = case.posting().is_some_and(|posting| posting.company.is_some());
    let address = key.contains("entreprise") || key.contains("company");
    address && !company || fold_key(case.own_text()).contains(&key) || case.is_vouched(hole)
}

/// « [Nom du recruteur] »: words in square brackets that no source holds.
fn bracket(case: &Case<'_>, span: Span, findings: &mut Vec<Finding>) {
    let content = span.of(case.text());
    let Some(open) = content.find('[') else { return };
    let Some(close) = content[open..].find(']') else { return };
    let inside = &content[open..=open + close];
    let known = case.own_text().contains(inside)
        || case.posting().is_some_and(|posting| posting.text.contains(inside));
    if inside.chars().any(char::is_alphabetic) && !known {
        findings.push(case.finding(
            "verify.hole",
            Span::new(span.start + open, span.start + open + close + 1),
            None,
        ));
    }
}

fn company(case: &Case<'_>, findings: &mut Vec<Finding>) {
    let Some(company) = case.posting().and_then(|posting| posting.company.as_ref()) else { return };
    let name = bare(&company.text);
    let mut names = vec![name.clone()];
    names.extend(case.source.vouched.iter().map(|value| bare(value)));
    let key = squeezed(case.text());
    if !name.is_empty() && !names.iter().any(|name| !name.is_empty() && key.contains(name.as_str())) {
        let mut finding = case.finding("verify.company", Span::new(0, 0), None);
        finding.message = case.words.message("verify.company", &company.text);
        findings.push(finding);
    }
}

/// Letters and digits only: names are written with and without hyphens and dots.
fn bare(name: &str) -> String {
    squeezed(name.trim_end_matches('.'))
}

fn squeezed(text: &str) -> String {
    fold_key(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// « réf. ABC-12 »: it must be the posting's, or the applicant's own word.
fn reference(case: &Case<'_>, findings: &mut Vec<Finding>) {
    for sentence in &case.sentences {
        let at = sentence.words.iter().position(|word| matches!(word.key.as_str(), "ref" | "reference"));
        let Some(at) = at else { continue };
        let start = sentence.words[at].span.end;
        let rest = case.text().get(start..sentence.span.end).unwrap_or_default();
        let skipped = rest.len() - rest.trim_start_matches(|c: char| !c.is_alphanumeric()).len();
        let value = rest[skipped..]
            .split(|c: char| c.is_whitespace() || matches!(c, ')' | ',' | ';'))
            .next()
            .unwrap_or_default();
        let value = value.trim_end_matches(['.', '"', '”', '»']);
        if !value.bytes().any(|b| b.is_ascii_digit()) {
            continue;
        }
        let known = case.posting().and_then(|posting| posting.reference.as_ref());
        let same = known.is_some_and(|known| squeezed(&known.text) == squeezed(value))
            || case.posting().is_some_and(|posting| posting.text.contains(value))
            || case.is_vouched(value);
        if !same {
            findings.push(case.finding(
                "verify.reference",
                Span::new(start + skipped, start + skipped + value.len()),
                None,
            ));
        }
    }
}

/// « À l’attention de Madame Claire Petit », « Dear Ms Lee »: the name must stand in the posting.
fn recipient(case: &Case<'_>, findings: &mut Vec<Finding>) {
    let civil = ["madame", "monsieur", "mme", "mr", "mrs", "ms", "dear", "miss"];
    for sentence in case.sentences.iter().filter(|sentence| sentence.words.len() <= 10) {
        let Some(at) = sentence.words.iter().rposition(|word| civil.contains(&word.key.as_str())) else {
            continue;
        };
        let name: Vec<_> = sentence.words[at + 1..]
            .iter()
            .take_while(|word| word.span.of(case.text()).starts_with(char::is_uppercase))
            .filter(|word| !case.words.formal.contains(&word.key))
            .collect();
        let unknown = |key: &str| !case.others.contains(key) && !case.own.contains(key);
        if let (Some(first), Some(last)) = (name.first(), name.last())
            && name.iter().any(|word| unknown(&word.key))
        {
            findings.push(case.finding("verify.recipient", Span::new(first.span.start, last.span.end), None));
        }
    }
}
