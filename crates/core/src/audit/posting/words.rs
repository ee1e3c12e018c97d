//! Words of a posting: forbidden criteria, wording of one gender, stock phrases, acronyms.

use std::{collections::BTreeSet, sync::LazyLock};

use minijinja::context;
use regex::Regex;

use super::{super::keywords::stands_for, PostingCase};
use crate::{Span, posting::SegmentKind};

/// An upper bound of age: « moins de 30 ans », "aged 25 to 35", « entre 20 et 30 ans » of a person.
static AGE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)\b(?:âgée?s? (?:de|d['’]au plus)\s+(?:moins de\s+)?\d{2}(?:\s?(?:à|-|–|et)\s?\d{2})?\s+ans",
        r"|(?:avoir|as|a|avez)\s+(?:entre\s+\d{2}\s+et\s+\d{2}|moins\s+de\s+\d{2})\s+ans(?:\s+maximum)?",
        r"|moins\s+de\s+(?:2[5-9]|[3-6]\d)\s+ans",
        r"|aged\s+(?:between\s+)?\d{2}(?:\s?(?:to|and|-|–)\s?\d{2})?|(?:under|below)\s+(?:the\s+age\s+of\s+)?(?:2[1-9]|[3-6]\d)(?:\s+years(?:\s+old|\s+of\s+age)?)?\b)"
    ))
    .expect("well formed")
});
/// What an age of things or of work looks like.
static NO_AGE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)exp[ée]rience|anciennet[ée]|existence|minutes|%|euros?|€|permis|enfants|clients|patients|public|sous garantie|under\s+\d+\s+(?:minutes|seconds|hours|days|people)")
        .expect("well formed")
});
/// Letters of an acronym.
static ACRONYM: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\b\p{Lu}[\p{Lu}&]+\b").expect("well formed"));

pub(super) fn check(case: &mut PostingCase<'_>) {
    criteria(case);
    gendered(case);
    boilerplate(case);
    acronyms(case);
}

/// Forbidden criteria. A sentence that promises equal chances names them all, and breaks none.
fn criteria(case: &mut PostingCase<'_>) {
    let text = case.text();
    let mut ages = of(case, "posting_age");
    let training = matches!(&case.posting.contract, Some((id, _)) if case.rules.limits.training.contains(id));
    if !training {
        // French contracts of training have a legal age.
        let told = AGE.find_iter(text).map(|found| Span::new(found.start(), found.end()));
        ages.extend(told.filter(|span| !NO_AGE.is_match(clause(text, *span))));
        ages.sort();
    }
    for (code, spans) in [
        ("posting.age", ages),
        ("posting.sex", of(case, "posting_sex")),
        ("posting.origin", of(case, "posting_origin")),
        ("posting.family", of(case, "posting_family")),
        ("posting.looks", of(case, "posting_looks")),
        ("posting.health", of(case, "posting_health")),
    ] {
        let spans: Vec<Span> = spans.into_iter().filter(|span| !promises(case, *span)).collect();
        if !spans.is_empty() {
            let words = case.list(&spans);
            case.raise(code, &spans, context! { words });
        }
    }
}

/// The places of an id, without those whose clause holds a word of its `_not`.
fn of(case: &PostingCase<'_>, id: &str) -> Vec<Span> {
    let text = case.text();
    let allowed = case.phrases(&format!("{id}_not"));
    let line = |span: Span| {
        let start = text[..span.start].rfind('\n').map_or(0, |end| end + 1);
        let end = text[span.end..].find('\n').map_or(text.len(), |length| span.end + length);
        Span::new(start, end)
    };
    let free = |span: &Span| {
        !allowed.iter().any(|other| {
            other.overlaps(*span)
                || line(*span).contains(*other) && clause(text, *span).contains(other.of(text))
        })
    };
    case.phrases(id).into_iter().filter(free).collect()
}

/// The clause around a place, by full stops, semicolons and line ends.
fn clause(text: &str, span: Span) -> &str {
    let stops = |c: char| matches!(c, '.' | ';' | '\n' | '!' | '?');
    let start = text[..span.start].rfind(stops).map_or(0, |at| at + 1);
    let end = text[span.end..].find(stops).map_or(text.len(), |length| span.end + length);
    &text[start..end]
}

/// The place stands in a sentence of equal chances.
fn promises(case: &PostingCase<'_>, span: Span) -> bool {
    let list = case.found.tokens.list();
    let sentence = |at: Span| list[case.found.tokens.within(at)].first().map(|token| token.sentence);
    let own = sentence(span);
    let cues = case.lexicon.table("cue");
    case.found.cues.iter().any(|cue| {
        cues.get(cue.index as usize).is_some_and(|words| words.id == "eeo") && sentence(cue.span) == own
    })
}

fn gendered(case: &mut PostingCase<'_>) {
    // What names both is fair: « hôte ou hôtesse d'accueil », "waiter/waitress".
    let text = case.text();
    let paired = |span: &Span| {
        let before = text[..span.start].trim_end();
        let after = text[span.end..].trim_start();
        before.ends_with(['/', '·'])
            || after.starts_with(['/', '·', '('])
            || before.ends_with(" ou")
            || before.ends_with(" or")
            || after.starts_with("ou ")
            || after.starts_with("or ")
    };
    let spans: Vec<Span> = of(case, "posting_gendered").into_iter().filter(|span| !paired(span)).collect();
    if !spans.is_empty() {
        let words = case.list(&spans);
        case.raise("posting.gendered", &spans, context! { words });
    }
}

fn boilerplate(case: &mut PostingCase<'_>) {
    let spans = of(case, "posting_boilerplate");
    if spans.len() >= case.rules.limits.stock_phrases {
        let words = case.list(&spans);
        case.raise("posting.boilerplate", &spans, context! { words });
    }
}

/// Acronyms of what is asked and done that no one explains: neither the lexicon, nor a list of common ones, nor the posting.
fn acronyms(case: &mut PostingCase<'_>) {
    let text = case.text();
    let (least, most) = case.rules.limits.acronym;
    let listed = |id: &'static str| -> BTreeSet<&str> {
        let table = case.lexicon.table("audit").iter().filter(move |entry| entry.id == id);
        table.flat_map(|entry| entry.fr.iter().chain(&entry.en)).map(String::as_str).collect()
    };
    let (known, states) = (listed("posting_acronym_known"), listed("posting_state"));
    let asked = |span: Span| {
        let segment = case.posting.segments.iter().find(|segment| segment.span.contains(span));
        segment.is_some_and(|segment| {
            let heading = segment.heading.as_ref().is_some_and(|heading| heading.span.contains(span));
            !heading && !matches!(segment.kind, SegmentKind::Ignore | SegmentKind::Terms)
        })
    };
    let names = [
        &case.posting.company,
        &case.posting.city,
        &case.posting.reference,
        &case.posting.recipient,
        &case.posting.salary,
    ];
    let named = |span: Span| {
        let found = case.found;
        let listed = found.skills.iter().map(|one| one.span);
        let others = [&found.titles, &found.diplomas, &found.contexts, &found.cues]
            .into_iter()
            .flatten()
            .map(|one| one.span);
        let facts = names.into_iter().flatten().map(|one| one.span);
        let doubtful = found.doubtful.iter().copied();
        listed.chain(others).chain(facts).chain(doubtful).any(|other| other.overlaps(span))
    };
    let mut seen = BTreeSet::new();
    let mut spans = Vec::new();
    for found in ACRONYM.find_iter(text) {
        let span = Span::new(found.start(), found.end());
        let word = found.as_str();
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        let whole = text[span.end..].chars().next().is_none_or(|c| !c.is_alphanumeric() && c != '.')
            || text[span.end..].starts_with(". ")
            || text[span.end..].starts_with(".\n")
            || text[span.end..] == *".";
        let joined = text[..span.start].ends_with(['/', '-', '.', '@', '_', '#', '+'])
            || text[span.end..].starts_with(['/', '-', '_', '+', '#']);
        let fits = (least..=most).contains(&letters) && whole && !joined && !known.contains(word);
        let state = || states.contains(word) && follows_town(text, span);
        if fits
            && !state()
            && !shouted(text, span)
            && asked(span)
            && !named(span)
            && !explained(text, span)
            && seen.insert(word)
        {
            spans.push(span);
        }
    }
    if !spans.is_empty() {
        let list = case.list(&spans);
        case.raise("posting.acronym", &spans, context! { list });
    }
}

/// "Austin, TX", "Austin, TX 78701", "Winston-Salem, NC": a word with a capital and a comma stand before, the end of the place after.
fn follows_town(text: &str, span: Span) -> bool {
    let before = text[..span.start].strip_suffix(", ");
    let town = before.and_then(|before| before.rsplit(|c: char| !c.is_alphabetic() && c != '.').next());
    let named =
        town.is_some_and(|town| town.starts_with(char::is_uppercase) && town.chars().any(char::is_lowercase));
    let after = text[span.end..].trim_start_matches([' ', '\u{a0}']);
    named && !(after.len() < text.len() - span.end && after.starts_with(char::is_lowercase))
}

/// The line is in capitals as a whole.
fn shouted(text: &str, span: Span) -> bool {
    let start = text[..span.start].rfind('\n').map_or(0, |end| end + 1);
    let end = text[span.end..].find('\n').map_or(text.len(), |length| span.end + length);
    let line = &text[start..end];
    let lower = line.chars().filter(|c| c.is_lowercase()).count();
    lower * 2 < line.chars().filter(|c| c.is_alphabetic()).count()
}

/// Its words stand right before it or behind it, one of both in brackets.
fn explained(text: &str, span: Span) -> bool {
    let word = span.of(text);
    let before = text[..span.start].trim_end();
    let after = text[span.end..].trim_start();
    if let Some(inner) =
        after.strip_prefix(['(', ':', '=', '–']).and_then(|rest| rest.split([')', '\n']).next())
    {
        return stands_for(word, inner.trim())
            || after.starts_with('(') && inner.split_whitespace().count() > 1;
    }
    let Some(head) = before.strip_suffix('(') else { return false };
    let words: Vec<&str> = head.split_whitespace().collect();
    (2..=8).any(|count| words.len() >= count && stands_for(word, &words[words.len() - count..].join(" ")))
        || words.len() > 1
}
