//! Keywords: repeated past natural use, pasted from the posting, acronyms without their words.

use std::collections::{BTreeMap, BTreeSet};

use minijinja::context;

use super::case::Case;
use crate::{
    Language, Span,
    apply::Brief,
    lexicon::Kind,
    text::{Token, fold_key},
};

/// Fewest letters of a word that is counted though no lexicon knows it.
const LETTERS: usize = 4;

pub(super) fn check(case: &mut Case<'_>) {
    repeated(case);
    pasted(case);
    acronyms(case);
}

fn is_content(case: &Case<'_>, token: &Token) -> bool {
    let word = case.found.tokens.word(token);
    !token.function.is(Language::Fr)
        && !token.function.is(Language::En)
        && word.chars().any(char::is_alphabetic)
        && word.len() > 1
}

/// Terms said more often than is natural; the first mention in each entry is natural.
fn repeated(case: &mut Case<'_>) {
    let text = case.text();
    let tokens = case.found.tokens.list();
    let content = tokens.iter().filter(|token| is_content(case, token)).count();
    let mut places: BTreeMap<String, Vec<Span>> = BTreeMap::new();
    for mention in &case.found.skills {
        places.entry(fold_key(mention.span.of(text))).or_default().push(mention.span);
    }
    for token in tokens.iter().filter(|token| is_content(case, token)) {
        let word = case.found.tokens.word(token);
        let of_skill = case.found.skills.iter().any(|mention| mention.span.contains(token.span()));
        if word.chars().count() >= LETTERS && !of_skill {
            places.entry(word.to_owned()).or_default().push(token.span());
        }
    }
    let limits = &case.rules.limits;
    let (most, percent, from) = (limits.repeats, limits.repeat_percent, limits.repeat_from_words);
    let mut found: Vec<(Span, usize, Vec<Span>)> = Vec::new();
    for spans in places.into_values().filter(|spans| spans.len() > 3) {
        let of_lexicon = case.found.skills.iter().any(|mention| mention.span == spans[0]);
        let beyond = beyond_entries(case, &spans);
        let many = of_lexicon && beyond > most;
        let dense = content >= from && beyond > most / 2 && spans.len() * 100 > content * percent;
        // A word that no lexicon knows is one of the trade, or of the language, unless it is everywhere.
        if many || dense && (of_lexicon || beyond > most) {
            found.push((spans[0], spans.len(), spans));
        }
    }
    found.sort();
    for (first, times, spans) in found {
        let evidence = spans.iter().map(|span| case.at(case.line_of(span.start))).collect();
        let term = first.of(text);
        case.raise("keywords.repeated", evidence, context! { term, times });
    }
}

/// Mentions that are not the first of their entry, nor the first outside of entries.
fn beyond_entries(case: &Case<'_>, spans: &[Span]) -> usize {
    let homes: BTreeSet<Option<usize>> =
        spans.iter().map(|span| case.resume.entry_at(span.start).map(|(at, _)| at)).collect();
    spans.len() - homes.len()
}

/// Long runs of words that the posting has too.
fn pasted(case: &mut Case<'_>) {
    let Some(Brief::Posting(_, posting)) = case.brief else { return };
    let length = case.rules.limits.pasted_words;
    let theirs: Vec<&str> = posting.tokens.words().collect();
    let known: BTreeSet<&[&str]> = theirs.windows(length).collect();
    let ours: Vec<&str> = case.found.tokens.words().collect();
    let list = case.found.tokens.list();
    let mut spans: Vec<Span> = Vec::new();
    for (at, window) in ours.windows(length).enumerate().filter(|(_, window)| known.contains(window)) {
        let span = Span::new(list[at].span().start, list[at + window.len() - 1].span().end);
        match spans.last_mut() {
            Some(last) if last.overlaps(span) => last.end = span.end,
            _ => spans.push(span),
        }
    }
    case.raise_at("keywords.pasted", &spans);
}

/// An acronym and the words it stands for, where only one of the two is written.
///
/// Told where the posting writes the other form; of certifications also without a posting, for they are looked up by their acronym.
fn acronyms(case: &mut Case<'_>) {
    let text = case.text();
    let mut seen = BTreeSet::new();
    let mut found: Vec<(Span, String)> = Vec::new();
    for mention in &case.found.skills {
        if !seen.insert(mention.skill) {
            continue;
        }
        let skill = case.lexicon().get(mention.skill);
        let forms =
            [&skill.fr, &skill.en].into_iter().chain(&skill.alt).chain(&skill.alt_fr).chain(&skill.alt_en);
        let pairs: Vec<(&String, &String)> = forms
            .clone()
            .filter(|form| is_acronym(form))
            .flat_map(|short| forms.clone().map(move |long| (short, long)))
            .filter(|(short, long)| stands_for(short, long))
            .collect();
        let written = |form: &str| {
            let key = fold_key(form);
            case.found
                .skills
                .iter()
                .any(|one| one.skill == mention.skill && fold_key(one.span.of(text)) == key)
        };
        let short = pairs.iter().map(|(short, _)| *short).find(|short| written(short));
        let long = pairs.iter().find(|(_, long)| written(long));
        match (short, long) {
            (None, Some((short, long)))
                if skill.kind == Kind::Certification
                    || asked_words(case, mention.skill).contains(&fold_key(short)) =>
            {
                let key = fold_key(long);
                let at =
                    case.found.skills.iter().map(|one| one.span).find(|span| fold_key(span.of(text)) == key);
                found.extend(at.map(|at| (at, (*short).clone())));
            }
            (Some(_), None) => {
                let asked = asked_words(case, mention.skill);
                let long = pairs.iter().map(|(_, long)| *long).find(|long| asked.contains(&fold_key(long)));
                found.extend(long.map(|long| (mention.span, long.clone())));
            }
            _ => {}
        }
    }
    for (span, other) in found {
        let evidence = vec![case.at(span)];
        let written = span.of(text).split_whitespace().collect::<Vec<_>>().join(" ");
        case.raise("keywords.acronym", evidence, context! { written, other });
    }
}

/// The forms in which the posting names a skill, folded.
fn asked_words(case: &Case<'_>, skill: crate::lexicon::SkillIx) -> BTreeSet<String> {
    let Some(Brief::Posting(posting, found)) = case.brief else { return BTreeSet::new() };
    let of = found.skills.iter().filter(|one| one.skill == skill);
    of.map(|one| fold_key(one.span.of(&posting.text))).collect()
}

fn is_acronym(form: &str) -> bool {
    (2..=5).contains(&form.chars().count()) && form.chars().all(|c| c.is_ascii_uppercase())
}

/// True when the initials of the words of `long` are the acronym, small words left out or not.
pub(super) fn stands_for(short: &str, long: &str) -> bool {
    let words: Vec<&str> = long.split([' ', '-', '\'', '’']).filter(|word| !word.is_empty()).collect();
    let initials = |words: &mut dyn Iterator<Item = &&str>| -> String {
        words.filter_map(|word| fold_key(word).chars().next()).collect::<String>().to_uppercase()
    };
    words.len() > 1
        && (initials(&mut words.iter()) == short
            || initials(&mut words.iter().filter(|word| word.chars().count() > 3)) == short)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn acronyms_and_their_words() {
        assert!(stands_for("AWS", "Amazon Web Services") && stands_for("TDD", "test-driven development"));
        assert!(stands_for("POO", "programmation orientée objet"));
        assert!(!stands_for("SQL", "SQL") && !stands_for("AWS", "Amazon") && !is_acronym("Aws"));
    }
}
