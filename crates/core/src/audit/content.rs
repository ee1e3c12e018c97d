//! What the entries say, and how long the whole is.

use std::collections::BTreeMap;

use minijinja::context;

use super::case::{Case, trimmed};
use crate::{
    Language, Span,
    lexicon::{Category, SkillIx},
    matching::Polarity,
    resume::{EntryKind, SectionKind, months_union},
    text::fold_key,
};

/// Skills named in the message of those that are only listed.
const NAMED: usize = 8;

pub(super) fn check(case: &mut Case<'_>) {
    let without = |empty: fn(&crate::resume::Entry) -> bool| -> Vec<Span> {
        case.jobs().filter(|job| empty(job)).map(|job| case.head(job)).collect()
    };
    let no_title = without(|job| job.title.is_none());
    let mut no_employer = without(|job| job.organisation.is_none());
    no_employer.retain(|head| !own_account(case, *head));
    let hints = case.hints;
    case.raise_at("content.unfilled", hints);
    case.raise_at("content.no_employer", &no_employer);
    case.raise_at("content.no_title", &no_title);
    bullets(case);
    length(case);
    first_person(case);
    unproved(case);
}

/// Who works on their own account has no employer.
fn own_account(case: &Case<'_>, line: Span) -> bool {
    let own = |found: &crate::matching::Found| {
        let context = &case.lexicon().contexts[found.index as usize];
        context.id == "ctx.freelance" && line.overlaps(found.span)
    };
    case.found.contexts.iter().any(own)
}

fn all_bullets(case: &Case<'_>) -> Vec<Span> {
    let shown =
        |kind: EntryKind| matches!(kind, EntryKind::Job | EntryKind::Project | EntryKind::Volunteering);
    case.resume
        .entries
        .iter()
        .filter(|entry| shown(entry.kind))
        .flat_map(|entry| entry.bullets.iter().map(|bullet| bullet.span))
        .collect()
}

fn bullets(case: &mut Case<'_>) {
    let text = case.text();
    let all = all_bullets(case);
    let limit = case.rules.limits.bullet_chars;
    let letters =
        |span: Span| span.of(text).split_whitespace().map(|word| word.chars().count() + 1).sum::<usize>();
    let long: Vec<Span> = all.iter().copied().filter(|span| letters(*span) > limit + 1).collect();
    if !long.is_empty() {
        let evidence = long.iter().map(|span| case.at(*span)).collect();
        case.raise("content.long_bullet", evidence, context! { limit });
    }
    let mut places: BTreeMap<String, Vec<Span>> = BTreeMap::new();
    for span in &all {
        let key: String =
            fold_key(span.of(text)).chars().filter(|c| c.is_alphanumeric() || *c == ' ').collect();
        if key.split_whitespace().count() > 2 {
            places.entry(key.trim().to_owned()).or_default().push(*span);
        }
    }
    let twice: Vec<Span> = places.into_values().filter(|spans| spans.len() > 1).flatten().collect();
    case.raise_at("content.duplicate_bullet", &twice);
    let found = all.iter().filter(|span| has_figure(case, **span)).count();
    let limits = &case.rules.limits;
    if all.len() >= limits.figures_from_bullets && found * limits.figures_one_in < all.len() {
        let evidence = Vec::new();
        case.raise("content.few_figures", evidence, context! { found, bullets => all.len() });
    }
}

/// A figure counts something: a year, a version, a name with a digit do not.
fn has_figure(case: &Case<'_>, span: Span) -> bool {
    let text = case.text();
    let named = |at: Span| case.found.skills.iter().any(|mention| mention.span.overlaps(at));
    let mut at = span.start;
    span.of(text).split_inclusive(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '/' | ',')).any(
        |word| {
            let place = Span::new(at, at + word.len());
            at = place.end;
            let word = word.trim().trim_matches(|c: char| {
                matches!(c, '(' | ')' | ',' | '.' | ';' | ':' | '~' | '+' | '-' | '–')
            });
            let digits = word.chars().filter(char::is_ascii_digit).count();
            let year = digits == 4 && word.len() == 4 && (word.starts_with("19") || word.starts_with("20"));
            let begins = word
                .chars()
                .next()
                .is_some_and(|c| c.is_ascii_digit() || matches!(c, '€' | '$' | '£' | '×' | '<' | '>'));
            digits > 0 && begins && !year && !named(place)
        },
    )
}

fn length(case: &mut Case<'_>) {
    let (pages, words) = (case.document.pages, case.words());
    let limits = &case.rules.limits;
    let (most, years, least, longest) =
        (limits.pages, limits.one_page_years, limits.least_words, limits.most_words);
    if pages > most {
        case.raise_whole("content.pages", context! { pages, limit => most });
    } else if pages > 1 && case.resume.language == Language::Fr {
        let today = case.today();
        let months = months_union(case.jobs().filter_map(|job| job.period?.months(today)));
        if months > 0 && months < years * 12 {
            case.raise_whole("content.one_page", context! { pages, limit => years });
        }
    }
    if words < least {
        case.raise_whole("content.too_short", context! { words });
    } else if words > longest {
        case.raise_whole("content.too_long", context! { words, limit => longest });
    }
}

/// « Je » and "I" in the entries; a profile may speak of oneself.
fn first_person(case: &mut Case<'_>) {
    let text = case.text();
    let own = case.resume.language;
    let said = |span: &Span| {
        let word = span.of(text);
        // "I/O", "phase I" and the initial of a name are not the first person.
        own == Language::Fr && !word.starts_with(['i', 'I'])
            || own == Language::En
                && word.starts_with('I')
                && text[span.end..].starts_with([' ', '\u{a0}'])
                && text[span.end..].trim_start().starts_with(char::is_lowercase)
    };
    let entries = case.resume.entries.iter().filter(|entry| entry.kind != EntryKind::Education);
    let spans: Vec<Span> = entries
        .flat_map(|entry| case.phrases("first_person", entry.span))
        .filter(said)
        .map(|span| trimmed(text, case.line_of(span.start)))
        .collect();
    let mut spans = spans;
    spans.dedup();
    case.raise_at("content.first_person", &spans);
}

/// Technical skills that stand among the skills and in no entry.
fn unproved(case: &mut Case<'_>) {
    let entries = &case.resume.entries;
    let in_entry = |span: Span| entries.iter().any(|entry| entry.span.contains(span));
    let listed = |at: usize| case.resume.kinds_at(at).contains(&SectionKind::Skills);
    let mut shown: Vec<SkillIx> = Vec::new();
    let mut only: BTreeMap<SkillIx, Span> = BTreeMap::new();
    for mention in case.found.skills.iter().filter(|mention| mention.polarity != Polarity::Negated) {
        if in_entry(mention.span) && !listed(mention.span.start) {
            shown.push(mention.skill);
        } else if listed(mention.span.start) {
            only.entry(mention.skill).or_insert(mention.span);
        }
    }
    let lexicon = case.lexicon();
    // Resumes whose entries name no skill at all list them elsewhere by habit; saying so of each would help no one.
    only.retain(|skill, _| {
        lexicon.get(*skill).kind.category() == Category::Tool
            && !shown.iter().any(|own| lexicon.satisfies(*own, *skill))
    });
    if only.is_empty() || shown.is_empty() {
        return;
    }
    let mut spans: Vec<Span> = only.into_values().collect();
    spans.sort();
    let text = case.text();
    let mut names: Vec<&str> = spans.iter().take(NAMED).map(|span| span.of(text)).collect();
    if spans.len() > NAMED {
        names.push("…");
    }
    let names = names.join(", ");
    let evidence = spans.iter().map(|span| case.at(*span)).collect();
    case.raise("content.unproved_skill", evidence, context! { names });
}
