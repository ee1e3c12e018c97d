//! Contract, remote work, reference and salary.

use std::sync::LazyLock;

use regex::Regex;

use super::{SegmentKind, patterns::pattern};
use crate::{Language, Span, Spanned, lexicon::Lexicon, text::Tokens};

static REFERENCE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?i:\b(?:réf(?:érence)?|ref(?:erence)?|req(?:uisition)?|job|posting|vacancy|offre|annonce)\b\.?(?:\s(?:id|number|no|de l['’]offre|du poste|interne))?|\bid\b|\bquoting|\bmention(?:ing|nant)?|n°(?:\sd['’]offre)?)",
        r"[\s\u{a0}\u{202f}]*(?:[:#]|n°)?[\s\u{a0}\u{202f}]*[*_\x22«(]*[\s\u{a0}\u{202f}]*(?P<id>[A-Z0-9][A-Z0-9]*(?:[-_/.][A-Z0-9]+)+|[A-Z]*\d[A-Z0-9]{2,})"
    ))
});
static QUOTED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i:with|avec|objet|subject)\s*:?\s*[\x22«“]\s?(?P<id>[A-Z0-9]+(?:[-_/.][A-Z0-9]+)+)\s?[\x22»”]",
    )
});

static SALARY: LazyLock<[Regex; 4]> = LazyLock::new(|| {
    const N: &str = r"(?:\d{1,3}(?:[ \u{a0}\u{202f}.,]\d{3})+|\d{1,6})(?:[.,]\d{1,2})?";
    const FR: &str = r"(?:k\s?€|K\s?€|k\s?euros?|keur|€|euros?|EUR)";
    const EN: &str = r"(?:[$£€]|(?:EUR|USD|GBP|CHF|CAD)\s?)";
    const PER: &str = r"(?:[\s\u{a0}\u{202f}]?(?:(?:/|per|a|an|par)\s?(?:an|year|annum|hour|hr|h|day|jour|mois|month)|p\.a\.|bruts? annuels?|bruts? par an|brut/an|bruts? mensuels?|nets? mensuels?|bruts?|gross a year|HT/jour))?";
    [
        format!(r"(?i){EN}\s?{N}\s?k?\s?(?:-|–|—|to|and|à)\s?{EN}?\s?{N}\s?k?{PER}"),
        format!(r"(?i)(?:TJM\s?:?\s?)?(?:(?:de|entre)\s)?{N}[\s\u{{a0}}\u{{202f}}]?{FR}?[\s\u{{a0}}\u{{202f}}]?(?:-|–|—|à|et|to)[\s\u{{a0}}\u{{202f}}]?{N}[\s\u{{a0}}\u{{202f}}]?{FR}{PER}"),
        format!(r"(?i){EN}\s?{N}\s?k?(?:/|\sper\s|\sa\s)(?:year|annum|hour|hr|h|day)"),
        format!(r"(?i)(?:(?:salaire|rémunération|TJM|salary|pay)[^.\n]{{0,30}}?)(?P<one>(?:{EN}\s?)?{N}[\s\u{{a0}}\u{{202f}}]?(?:{FR}|k)?{PER})|(?P<two>{N}[\s\u{{a0}}\u{{202f}}]?€\s?/\s?h)"),
    ]
    .map(|text| pattern(&text))
});
static DAYS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)(?:\d|un|deux|trois|quatre|one|two|three|four)\s(?:jours?|days?)[^.\n]{0,30}(?:télétravail|remote|home|office|bureau|distanciel|distance)|(?:télétravail|remote)[^.\n]{0,30}(?:\d|un|deux|trois|quatre|one|two|three|four)\s(?:jours?|days?)",
    )
});

/// Those that most postings are read with.
pub(super) static PATTERNS: [&LazyLock<Regex>; 3] = [&REFERENCE, &QUOTED, &DAYS];

/// Words of a table found under a span, by place: id and span.
///
/// Acronyms (VIE, CDI) count in capitals only, and in both languages; the other words of contracts in the language of the text
/// only: « stage » is no stage of growth.
pub(super) fn words<'l>(table: &str, lexicon: &'l Lexicon, text: &str, span: Span) -> Vec<(&'l str, Span)> {
    in_language(table, lexicon, span, text, None)
}

fn in_language<'l>(
    table: &str,
    lexicon: &'l Lexicon,
    span: Span,
    text: &str,
    language: Option<Language>,
) -> Vec<(&'l str, Span)> {
    let part = span.of(text);
    let tokens = Tokens::of(part);
    let list = tokens.list();
    let texts: Vec<&str> = tokens.words().collect();
    let mut found: Vec<(&str, Span)> = Vec::new();
    for entry in lexicon.table(table) {
        let of = |own: Language| language.is_none_or(|language| language == own) || table == "remote";
        let (fr, en) = (
            entry.fr.iter().map(|phrase| (phrase, of(Language::Fr))),
            entry.en.iter().map(|phrase| (phrase, of(Language::En))),
        );
        for (phrase, spoken) in fr.chain(en) {
            let acronym = phrase.len() <= 4 && !phrase.chars().any(char::is_lowercase);
            // Folding shortens a phrase by its accents only.
            if !spoken && !acronym || phrase.len() > part.len() + 8 {
                continue;
            }
            let own = Tokens::of(phrase);
            let key: Vec<&str> = own.words().collect();
            if key.is_empty() {
                continue;
            }
            for at in 0..texts.len().saturating_sub(key.len() - 1) {
                let place = Span::new(list[at].span().start, list[at + key.len() - 1].span().end);
                if texts[at..at + key.len()] == key[..]
                    && !(acronym && place.of(part).chars().any(char::is_lowercase))
                {
                    found.push((entry.id.as_str(), place.shifted(span.start)));
                }
            }
        }
    }
    found.sort_by_key(|(_, span)| (span.start, std::cmp::Reverse(span.end)));
    let all = found.clone();
    found.retain(|(_, span)| !all.iter().any(|(_, other)| other.contains(*span) && other.len() > span.len()));
    found
}

/// The contract: what the head and the terms say first, else anything outside the profile.
pub(super) fn contract(
    text: &str,
    language: Language,
    kinds: &dyn Fn(Span) -> SegmentKind,
    lexicon: &Lexicon,
) -> Option<(String, Span)> {
    let found = in_language("contract", lexicon, Span::new(0, text.len()), text, Some(language));
    let in_terms =
        found.iter().find(|(_, span)| matches!(kinds(*span), SegmentKind::Head | SegmentKind::Terms));
    let elsewhere =
        || found.iter().find(|(_, span)| matches!(kinds(*span), SegmentKind::Ignore | SegmentKind::Missions));
    in_terms.or_else(elsewhere).map(|(id, span)| ((*id).to_owned(), *span))
}

/// Remote work: days a week make it hybrid; « télétravail » alone is hybrid, "remote" alone is remote.
pub(super) fn remote(
    text: &str,
    kinds: &dyn Fn(Span) -> SegmentKind,
    lexicon: &Lexicon,
) -> Option<(String, Span)> {
    let found: Vec<(&str, Span)> = words("remote", lexicon, text, Span::new(0, text.len()))
        .into_iter()
        .filter(|(_, span)| {
            !matches!(kinds(*span), SegmentKind::Missions | SegmentKind::Profile | SegmentKind::Preferred)
        })
        .collect();
    let first = |id: &str| found.iter().find(|(known, _)| *known == id).copied();
    let days = DAYS.find(text).map(|found| ("hybrid", Span::new(found.start(), found.end())));
    // « jusqu'à 2 jours de télétravail », "full remote" said outright wins over a day of meeting.
    let outright = found.iter().find(|(id, span)| *id == "remote" && span.of(text).contains(' ')).copied();
    outright
        .or(first("hybrid"))
        .or_else(|| days.filter(|_| !found.is_empty()))
        .or_else(|| first("remote"))
        .or_else(|| first("on_site"))
        .map(|(id, span)| (id.to_owned(), span))
}

/// The reference of the posting.
pub(super) fn reference(text: &str) -> Option<Spanned> {
    let good = |found: &regex::Match<'_>| found.as_str().len() >= 4 && !is_date(found.as_str());
    let hit = REFERENCE.captures_iter(text).filter_map(|groups| groups.name("id")).find(good);
    let hit = hit.or_else(|| QUOTED.captures_iter(text).filter_map(|groups| groups.name("id")).find(good))?;
    Some(Spanned::at(text, Span::new(hit.start(), hit.end())))
}

fn is_date(id: &str) -> bool {
    let digits = id.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'/' | b'.' | b'-'));
    digits && (id.len() == 4 || id.matches(['/', '.', '-']).count() == 2)
}

/// A currency, or thousands: « 45 k ».
fn names_money(text: &str) -> bool {
    let lower = text.to_lowercase();
    let mut thousands = lower.match_indices('k').map(|(at, _)| &lower[..at]);
    lower.contains(['€', '$', '£'])
        || ["eur", "usd", "gbp"].iter().any(|currency| lower.contains(currency))
        || thousands.any(|before| {
            before.strip_suffix(char::is_whitespace).unwrap_or(before).ends_with(|c: char| c.is_ascii_digit())
        })
}

/// The salary as written: a range first, else one amount beside a word of pay.
pub(super) fn salary(text: &str) -> Option<Spanned> {
    // Many postings name no money at all, and the patterns take their time to make.
    if !names_money(text) {
        return None;
    }
    for pattern in SALARY.iter() {
        for groups in pattern.captures_iter(text) {
            let Some(hit) = groups.name("one").or_else(|| groups.name("two")).or_else(|| groups.get(0))
            else {
                continue;
            };
            let written = hit.as_str().trim();
            let digits = written.bytes().filter(u8::is_ascii_digit).count();
            if digits >= 2 && names_money(written) {
                let from = hit.start() + hit.as_str().len() - hit.as_str().trim_start().len();
                return Some(Spanned::at(text, Span::new(from, from + written.len())));
            }
        }
    }
    None
}
