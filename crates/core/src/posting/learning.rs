//! Diplomas and spoken languages.

use std::{collections::BTreeMap, sync::LazyLock};

use regex::Regex;

use super::{
    DiplomaAsked, LanguageAsked, Modality, SegmentKind,
    cues::Say,
    modality::{Reader, Sentence},
    patterns::pattern,
};
use crate::{
    Span,
    lexicon::{Lexicon, raw::DiplomaKind},
    matching::Analysis,
    text::{Tokens, fold_key},
};

static BAC: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)\bbac\s?\+\s?(?P<n>[2-8])(?:\s?(?:/|à|ou|-)\s?(?:bac\s?)?\+?\s?(?P<m>[2-8]))?")
});
static CEFR: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b[ABC][12]\b"));
/// Words beside which the name of a language is a language asked.
static SPEAKING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?i)\b(?:lue?|écrite?|parlée?|courante?|maîtrise|maîtrisez|maîtrises|niveau|notions|bilingue|natif|native|maternelle|scolaire|technique|professionnel|opérationnel|intermédiaire|fluent|fluency|fluently|",
        r"speak|speaking|speaker|spoken|written|working language|proficien\w+|language|languages|langues?|verbal|oral|communicat\w+|basic|business|conversational|à l['’]aise|bon|bonne|clair|excellent|level)\b"
    ))
});

/// Those that most postings are read with.
pub(super) static PATTERNS: [&LazyLock<Regex>; 3] = [&BAC, &CEFR, &SPEAKING];

const fn level_of_bac(years: u8) -> u8 {
    match years {
        2 => 5,
        3 | 4 => 6,
        5..=7 => 7,
        _ => 8,
    }
}

/// The diploma asked: of the first sentence that names any, the lowest.
pub(super) fn diploma(
    sentences: &[Sentence],
    reader: &Reader<'_>,
    analysis: &Analysis,
    lexicon: &Lexicon,
) -> Option<DiplomaAsked> {
    let mut best: Option<DiplomaAsked> = None;
    for sentence in sentences.iter().filter(|sentence| sentence.segment != SegmentKind::Missions) {
        let mut levels: Vec<(u8, Span)> = Vec::new();
        for groups in BAC.captures_iter(sentence.span.of(reader.text)) {
            let (Some(whole), Some(number)) =
                (groups.get(0), groups.name("n").and_then(|n| n.as_str().parse().ok()))
            else {
                continue;
            };
            let span = Span::new(sentence.span.start + whole.start(), sentence.span.start + whole.end());
            levels.push((level_of_bac(number), span));
        }
        for found in analysis.diplomas.iter().filter(|found| sentence.span.contains(found.span)) {
            let Some(diploma) = lexicon.diplomas.get(found.index as usize) else { continue };
            let covered = levels.iter().any(|(_, span)| span.overlaps(found.span));
            if let (DiplomaKind::Diploma, Some(level), false) = (diploma.kind, diploma.level, covered) {
                levels.push((level, found.span));
            }
        }
        let Some((level, span)) = levels.into_iter().min() else { continue };
        let denied = sentence.cues.iter().any(|cue| {
            matches!(cue.say, Say::Studying | Say::NoSelfCensor)
                || cue.say == Say::Softened && !sentence.cues.iter().any(|c| c.say == Say::Preferred)
        });
        if denied {
            continue;
        }
        let or_equivalent = sentence.cues.iter().any(|cue| cue.say == Say::OrEquivalent);
        let asked = DiplomaAsked { level, modality: reader.modality(sentence, span).0, or_equivalent, span };
        if best
            .as_ref()
            .is_none_or(|best| asked.modality > best.modality && best.modality == Modality::Preferred)
        {
            best = Some(asked);
        }
    }
    best
}

/// The spoken languages asked, each once, by place.
pub(super) fn languages(
    sentences: &[Sentence],
    reader: &Reader<'_>,
    analysis: &Analysis,
    lexicon: &Lexicon,
) -> Vec<LanguageAsked> {
    let names = phrases(lexicon, "spoken");
    let levels = phrases(lexicon, "spoken_level");
    let mut list: Vec<LanguageAsked> = Vec::new();
    for sentence in sentences.iter().filter(|sentence| sentence.segment != SegmentKind::Missions) {
        for (id, span) in find(&names, sentence.span, analysis) {
            let clause = around(sentence, span, reader.text);
            let alone = sentence.span.of(reader.text).trim_end_matches('.').chars().count()
                <= span.len() + 14
                && sentence.bullet;
            let level = level(clause, &levels, span, reader.text, analysis);
            // "German is nice to have".
            let subject = clause.start == span.start
                || reader.text[clause.start..span.start]
                    .split(|c: char| !c.is_alphabetic())
                    .all(|word| word.chars().count() <= 3 || names.contains_key(&vec![fold_key(word)]));
            let judged =
                subject && sentence.cues.iter().any(|cue| cue.say.is_modal() && clause.contains(cue.span));
            if level.is_none() && !judged && !alone && !SPEAKING.is_match(clause.of(reader.text)) {
                continue;
            }
            if sentence
                .cues
                .iter()
                .any(|cue| cue.say == Say::Negation && cue.last <= analysis.tokens.within(span).start as u32)
            {
                continue;
            }
            let least = clause.of(reader.text).to_lowercase();
            let least = ["minimum", "au moins", "at least"].iter().any(|word| least.contains(word));
            let modality = match reader.modality(sentence, span).0 {
                Modality::Stated if least => Modality::Required,
                modality => modality,
            };
            let asked = LanguageAsked { id: id.to_owned(), level: level.unwrap_or(4), modality, span };
            match list.iter_mut().find(|known| known.id == asked.id) {
                Some(known) if asked.modality > known.modality => *known = asked,
                Some(_) => {}
                None => list.push(asked),
            }
        }
    }
    list
}

/// The words about a language: its clause and the bracket behind it, up to the next comma.
fn around(sentence: &Sentence, span: Span, text: &str) -> Span {
    let Some(at) = sentence.clauses.iter().position(|clause| clause.contains(span)) else {
        return sentence.span;
    };
    let mut clause = sentence.clauses[at];
    if let Some(next) = sentence.clauses.get(at + 1) {
        let follows =
            text.get(..clause.end).is_some_and(|t| t.ends_with([':', '('])) || next.of(text).starts_with('(');
        let short =
            next.of(text).split_whitespace().count() <= 3 && clause.of(text).split_whitespace().count() <= 3;
        let told = next.of(text).to_lowercase();
        if follows || short || told.starts_with("niveau") || told.starts_with("level") {
            clause.end = next.end;
        }
    }
    clause
}

/// Levels A1 to C2 are 1 to 6, native is 6; of several the lower.
fn level(
    clause: Span,
    levels: &BTreeMap<Vec<String>, String>,
    name: Span,
    text: &str,
    analysis: &Analysis,
) -> Option<u8> {
    let part = clause.of(text);
    let plain = CEFR.find_iter(part).filter_map(|found| rank(found.as_str())).min();
    plain.or_else(|| {
        find(levels, clause, analysis)
            .into_iter()
            .filter(|(_, span)| !span.overlaps(name))
            .filter_map(|(id, _)| rank(id))
            .min()
    })
}

fn rank(id: &str) -> Option<u8> {
    Some(match id.to_ascii_lowercase().as_str() {
        "a1" => 1,
        "a2" => 2,
        "b1" => 3,
        "b2" => 4,
        "c1" => 5,
        "c2" | "native" => 6,
        _ => return None,
    })
}

fn phrases(lexicon: &Lexicon, table: &str) -> BTreeMap<Vec<String>, String> {
    let mut map = BTreeMap::new();
    for words in lexicon.table(table) {
        for phrase in words.fr.iter().chain(&words.en) {
            map.insert(Tokens::of(phrase).words().map(str::to_owned).collect(), words.id.clone());
        }
    }
    map
}

/// The longest phrases under a span, by place.
fn find<'m>(map: &'m BTreeMap<Vec<String>, String>, span: Span, analysis: &Analysis) -> Vec<(&'m str, Span)> {
    let range = analysis.tokens.within(span);
    let tokens = analysis.tokens.list().get(range).unwrap_or_default();
    let words: Vec<String> = tokens.iter().map(|token| analysis.tokens.word(token).to_owned()).collect();
    let mut list = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let hit = (1..=5.min(words.len() - at))
            .rev()
            .find_map(|length| map.get(&words[at..at + length]).map(|id| (length, id)));
        match hit {
            Some((length, id)) => {
                list.push((
                    id.as_str(),
                    Span::new(tokens[at].span().start, tokens[at + length - 1].span().end),
                ));
                at += length;
            }
            None => at += 1,
        }
    }
    list
}
