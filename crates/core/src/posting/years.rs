//! Years of experience, of the role or of one skill.

use std::sync::LazyLock;

use regex::Regex;

use super::{
    Modality, Requirement, SegmentKind, Target, Years,
    cues::Say,
    modality::{Reader, Sentence},
    patterns::pattern,
};
use crate::{Span, matching::Mention};

const NUMBER: &str = r"\d{1,2}(?:[.,]5)?|une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|one|two|three|four|five|seven|eight|nine|ten";

static SPAN_OF_TIME: LazyLock<Regex> = LazyLock::new(|| {
    let text = format!(
        r"(?i)(?:^|[^\w.,+/])(?P<whole>(?:\+\s?|>\s?|min\.?\s?)?(?P<n>{NUMBER})\s?\+?(?:\s?(?:à|a|-|–|—|/|ou|to|or)\s?(?:{NUMBER})\s?\+?)?(?:\s(?:ou plus|or more|et plus|or so))?[\s\u{{a0}}\u{{202f}}-]?(?P<unit>ans?|années?|mois|years?|yrs?|months?)\b\+?)"
    );
    pattern(&text)
});

static EXPERIENCE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)\b(?:exp[ée]riences?|xp|exp\.|pratique|experienced|expérimentée?|professional)\b")
});
/// Ages, ages of companies, lengths of contracts and of studies.
static OTHER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?i)years? old|years? of age|\bage\b|ans d['’]âge|âgée?|\b(?:depuis|il y a|existe|fête|anniversaire|créée?|fondée?|founded|since|for over|for more than|last|past|next|prochaine?s?|dernières?|derniers)\b|",
        r"\b(?:CDD|durée|duration|contract of|fixed[- ]term|contrat d['’]apprentissage|professionnalisation|renouvelable|renewable|stage de|internship of|a year|per year|par an)\b"
    ))
});

/// Those that most postings are read with.
pub(super) static PATTERNS: [&LazyLock<Regex>; 3] = [&SPAN_OF_TIME, &EXPERIENCE, &OTHER];

struct Found {
    years: Years,
    says_experience: bool,
    skill: Option<Mention>,
}

/// What a posting says of years.
#[derive(Debug, Default)]
pub(super) struct Told {
    /// Those asked of the role.
    pub(super) years: Option<Years>,
    /// Every number of years asked of the role.
    pub(super) all: Vec<Years>,
    /// Where beginners are welcome.
    pub(super) beginners: Option<Span>,
}

/// The years asked of the role; those in brackets or after a colon right behind a skill go to that skill.
pub(super) fn years(
    sentences: &[Sentence],
    reader: &Reader<'_>,
    text: &str,
    requirements: &mut [Requirement],
) -> Told {
    let mut found: Vec<Found> = Vec::new();
    let mut told: Option<Years> = None;
    let mut beginners = None;
    for sentence in sentences {
        numbers(sentence, reader, text, &mut found);
        for cue in &sentence.cues {
            let Say::Years(months) = cue.say else { continue };
            if months == 0 {
                beginners = Some(cue.span);
            } else if sentence.segment != SegmentKind::Preferred
                && sentence.segment != SegmentKind::Terms
                && told.is_none()
            {
                let modality = strict(reader, sentence, cue.span);
                told = Some(Years { months, modality, span: cue.span, interpreted: true });
            }
        }
    }
    for found in &found {
        let Some(mention) = found.skill else { continue };
        for requirement in
            requirements.iter_mut().filter(|requirement| requirement.target == Target::Skill(mention.skill))
        {
            requirement.months = requirement.months.or(Some(found.years.months));
        }
    }
    let of_role = |found: &&Found| found.skill.is_none();
    let best = |list: Vec<&Found>| {
        list.into_iter().rev().max_by_key(|found| found.years.modality).map(|found| found.years.clone())
    };
    let all = found.iter().filter(of_role).map(|found| found.years.clone()).collect();
    let years = best(found.iter().filter(of_role).collect())
        .or_else(|| best(found.iter().filter(|found| found.says_experience).collect()))
        .or(told.filter(|_| beginners.is_none()))
        .filter(|years| years.months > 0);
    Told { years, all, beginners }
}

fn numbers(sentence: &Sentence, reader: &Reader<'_>, text: &str, found: &mut Vec<Found>) {
    let part = sentence.span.of(text);
    let asks = EXPERIENCE.is_match(part);
    for groups in SPAN_OF_TIME.captures_iter(part) {
        let (Some(whole), Some(number), Some(unit)) =
            (groups.name("whole"), groups.name("n"), groups.name("unit"))
        else {
            continue;
        };
        let span = Span::new(sentence.span.start + whole.start(), sentence.span.start + whole.end());
        let skill = sentence.mentions.iter().rfind(|mention| {
            mention.span.end <= span.start && attached(Span::new(mention.span.end, span.start).of(text))
        });
        let described =
            matches!(sentence.segment, SegmentKind::Profile | SegmentKind::Required | SegmentKind::Preferred);
        let clause = sentence
            .clauses
            .iter()
            .find(|clause| clause.overlaps(span))
            .map_or(part, |clause| clause.of(text));
        let clause_asks = EXPERIENCE.is_match(clause) && !aged(clause);
        let free = !OTHER.is_match(clause);
        // "3+ years of Salesforce development is a must": a bound with a verdict needs no word of experience.
        let bound = whole.as_str().contains(['+', '>']);
        let judged = sentence.cues.iter().any(|cue| cue.say.is_modal() && cue.say != Say::Stated);
        let about_work = skill.is_some()
            || described && (asks || bound || clause.len() < 60)
            || bound && (judged || sentence.parent.is_some()) && sentence.segment == SegmentKind::Head;
        let asked = clause_asks || free && about_work;
        if !asked {
            continue;
        }
        let Some(months) = months(number.as_str(), unit.as_str()) else { continue };
        let modality = strict(reader, sentence, span);
        found.push(Found {
            years: Years { months, modality, span, interpreted: false },
            says_experience: clause_asks,
            skill: skill.copied(),
        });
    }
}

fn aged(clause: &str) -> bool {
    let lower = clause.to_lowercase();
    [
        "years old",
        "years of age",
        "d'âge",
        "d’âge",
        "depuis",
        "since ",
        "founded",
        "for over",
        "fête",
        "il y a",
        "existe",
    ]
    .iter()
    .any(|word| lower.contains(word))
}

/// Only a bracket or a colon, and words of measure, stand between.
fn attached(between: &str) -> bool {
    let trimmed = between.trim_start();
    let words = trimmed.trim_start_matches(['(', ':', '-', '–']).to_lowercase();
    trimmed.starts_with(['(', ':'])
        && words.split_whitespace().all(|word| {
            matches!(
                word.trim_matches('.'),
                "min" | "minimum" | "au" | "moins" | "at" | "least" | "of" | ">" | "+" | "de" | "plus"
            )
        })
}

/// Required unless softened: a span of time is asked as it stands.
fn strict(reader: &Reader<'_>, sentence: &Sentence, span: Span) -> Modality {
    match reader.modality(sentence, span).0 {
        Modality::Preferred => Modality::Preferred,
        _ => Modality::Required,
    }
}

fn months(number: &str, unit: &str) -> Option<u32> {
    let number = number.to_lowercase();
    let (whole, half) = match number.split_once(['.', ',']) {
        Some((whole, _)) => (whole, 6),
        None => (number.as_str(), 0),
    };
    let count: u32 = match whole {
        "un" | "une" | "one" => 1,
        "deux" | "two" => 2,
        "trois" | "three" => 3,
        "quatre" | "four" => 4,
        "cinq" | "five" => 5,
        "six" => 6,
        "sept" | "seven" => 7,
        "huit" | "eight" => 8,
        "neuf" | "nine" => 9,
        "dix" | "ten" => 10,
        digits => digits.parse().ok()?,
    };
    let in_months = unit.to_lowercase().starts_with("mo");
    let months = if in_months { count } else { count * 12 + half };
    (months <= 300).then_some(months)
}
