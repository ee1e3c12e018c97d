//! What a resume need not tell: photo, birth, family, nationality, references. Advice only, never scored.

use super::case::{Case, trimmed};
use crate::{Language, Span, document::AsideKind, resume::SectionKind, text::fold_key};

/// Ages of people who apply.
const AGES: std::ops::RangeInclusive<u32> = 16..=75;

pub(super) fn check(case: &mut Case<'_>) {
    references(case);
    photo(case);
    let parts = case.personal();
    let header: Vec<Span> = parts
        .iter()
        .copied()
        .filter(|part| {
            let kinds = case.resume.kinds_at(part.start);
            kinds.iter().any(|kind| matches!(kind, SectionKind::Header | SectionKind::Contact))
        })
        .collect();
    let all = |case: &Case<'_>, id: &str, parts: &[Span]| -> Vec<Span> {
        parts.iter().flat_map(|part| case.phrases(id, *part)).collect()
    };
    let mut birth = all(case, "birth", &parts);
    birth.extend(header.iter().filter_map(|part| age(case, *part)));
    let family = all(case, "family", &header);
    let nationality = all(case, "nationality", &parts);
    let lines = |case: &Case<'_>, spans: Vec<Span>| {
        let mut lines: Vec<Span> =
            spans.into_iter().map(|span| trimmed(case.text(), case.line_of(span.start))).collect();
        lines.sort();
        lines.dedup();
        lines
    };
    for (code, spans) in
        [("content.birth", birth), ("content.family", family), ("content.nationality", nationality)]
    {
        let spans = lines(case, spans);
        case.raise_at(code, &spans);
    }
}

fn references(case: &mut Case<'_>) {
    let whole = Span::new(0, case.text().len());
    let mut spans = case.phrases("references", whole);
    let headed = case.resume.sections.iter().filter(|section| section.kinds == [SectionKind::References]);
    spans.extend(headed.filter_map(|section| section.heading.as_ref()).map(|heading| heading.span));
    spans.sort();
    spans.dedup_by(|next, kept| next.overlaps(*kept));
    case.raise_at("content.references", &spans);
}

/// A picture of the size of a portrait on the first page, or one that says it is a photo.
fn photo(case: &mut Case<'_>) {
    let alternative =
        case.document.asides.iter().filter(|aside| aside.kind == AsideKind::AltText).find(|aside| {
            let key = fold_key(&aside.text);
            key.split(|c: char| !c.is_alphanumeric())
                .any(|word| matches!(word, "photo" | "portrait" | "photographie"))
        });
    let drawn = case.document.pictures.iter().find(|picture| picture.is_portrait());
    let evidence = match (alternative, drawn) {
        (Some(aside), _) => vec![case.beside(&aside.text, None)],
        (None, Some(picture)) => vec![case.beside("", Some(picture.page))],
        (None, None) => return,
    };
    case.raise("content.photo", evidence, minijinja::Value::UNDEFINED);
}

/// « 34 ans », "34 years old"; not « 10 ans d’expérience ».
fn age(case: &Case<'_>, part: Span) -> Option<Span> {
    let tokens = case.tokens(part);
    let word = |at: usize| tokens.get(at).map_or("", |token| case.found.tokens.word(token));
    (0..tokens.len()).find_map(|at| {
        let number: u32 = word(at).parse().ok().filter(|number| AGES.contains(number))?;
        let french = case.resume.language == Language::Fr
            && word(at + 1) == "ans"
            && tokens
                .get(at + 2)
                .is_none_or(|next| next.line > tokens[at].line || next.gap != crate::text::Gap::Join);
        let english = word(at + 1) == "years" && word(at + 2) == "old";
        let told = word(at.wrapping_sub(1)) == "age" && number > 0;
        let end = if told { at } else { at + 1 };
        (french || english || told).then(|| Span::new(tokens[at].span().start, tokens[end].span().end))
    })
}
