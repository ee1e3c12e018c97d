//! The title: where it stands, and how it reads in prose.

use std::sync::LazyLock;

use regex::Regex;

use super::{
    facts::words,
    lines::{Line, is_emoji},
    patterns::pattern,
};
use crate::{
    Language, Span,
    lexicon::Lexicon,
    matching::Analysis,
    text::{Gap, Tokens, fold_key},
};

static LABEL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:intitulé(?: du poste| de l['’]offre)?|titre(?: du poste)?|poste(?: proposé| à pourvoir)?|nom du poste|métier|job title|position(?: title)?|title|role|vacancy|offre)\s?:\s*(?P<title>.+)$",
    )
});
static LEAD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?i)^(?:fiche métier|fiche de poste|career guide|offre d['’]emploi|offre d['’]alternance|offre de stage|offre|annonce|recrutement|recrute|nous recrutons|we are hiring|we're hiring|hiring|job|stage|alternance|cdi|cdd|urgent|how to become|how to become an?)",
        r"(?:\s?[:–—-]\s|\s+(?:une?|an?)\s+)"
    ))
});
/// « (H/F) » and its kin, with or without brackets.
static GENDERS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\s*[(\[]\s*(?:[hfmwdx]|nb)(?:\s?[/|.-]\s?(?:[hfmwdx]|nb)){1,3}\s*[)\]]|\s+(?:h\s?/\s?f(?:\s?/\s?x)?|f\s?/\s?h(?:\s?/\s?x)?|m\s?/\s?f(?:\s?/\s?[dx])?|m\s?/\s?w(?:\s?/\s?d)?|f\s?/\s?m|all genders|tous genres)\b",
    )
});
/// Inclusive endings; the word itself stays.
static ENDINGS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)(?P<word>\p{L}{3,})(?:\s?\((?:e|es|se|euse|ne|rice|trice|ère|ve|le|fe)\)|[·•⋅‧](?:\p{L}+)(?:[·•](?:s|x))?|[./-](?:e|es|se|euse|ne|rice|trice|ère|euses?)\b(?:[.·]s)?)",
    )
});
/// « développeur / développeuse », « développeuse ou développeur ».
static PAIR: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)(?P<a>\p{L}{5,})\s?(?:/|\bou\b|\bet\b)\s?(?P<b>\p{L}{5,})"));
static REFERENCE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)\s*[(\[]?\s*\b(?:réf(?:érence)?|ref(?:erence)?)\b\.?\s*:?\s*[\w/-]+\s*[)\]]?")
});
static SEPARATOR: LazyLock<Regex> = LazyLock::new(|| pattern(r"\s+[-–—|·•]\s+|\s*\|\s*|\s?[–—]\s?"));

/// Those that most postings are read with.
pub(super) static PATTERNS: [&LazyLock<Regex>; 7] =
    [&LABEL, &LEAD, &GENDERS, &ENDINGS, &PAIR, &REFERENCE, &SEPARATOR];

/// The place of the title within the lines: a label, else a marked first heading, else the first line that names a job.
pub(super) fn find(text: &str, lines: &[Line], analysis: &Analysis, told: Option<Span>) -> Option<Span> {
    if told.is_some() {
        return told;
    }
    let label = lines.iter().take(12).find_map(|line| {
        let title = LABEL.captures(line.span.of(text))?.name("title")?;
        let span = Span::new(line.span.start + title.start(), line.span.start + title.end());
        let short = title.as_str().split_whitespace().count() <= 14;
        short.then_some(span)
    });
    let names = |line: &&Line| analysis.titles.iter().any(|title| line.span.contains(title.span));
    let short = |line: &&Line| {
        line.span.of(text).split_whitespace().count() <= 16 && !line.span.of(text).ends_with('.')
    };
    let named = |line: &&Line| names(line) && short(line) && !line.bullet;
    let skilled =
        |line: &&Line| short(line) && analysis.skills.iter().any(|mention| line.span.contains(mention.span));
    label
        .or_else(|| lines.iter().find(|line| line.level == Some(1) && named(line)).map(|line| line.span))
        .or_else(|| lines.iter().take(8).find(named).map(|line| line.span))
        .or_else(|| lines.iter().find(|line| line.level == Some(1)).map(|line| line.span))
        .or_else(|| lines.first().filter(skilled).map(|line| line.span))
        .or_else(|| {
            lines
                .first()
                .filter(short)
                .filter(|line| line.span.of(text).split_whitespace().count() <= 10)
                .map(|line| line.span)
        })
        .or_else(|| in_prose(text, analysis))
}

/// The first job that a running text names, with the few words that belong to it: « un développeur Java confirmé ».
fn in_prose(text: &str, analysis: &Analysis) -> Option<Span> {
    let title = analysis.titles.iter().find(|title| title.span.start < 800)?;
    let tokens = analysis.tokens.list();
    let stops = |word: &str| {
        const STOPS: &[&str] = &[
            "a", "afin", "and", "at", "au", "basé", "based", "ce", "chez", "dans", "de", "en", "et", "for",
            "in", "is", "on", "ou", "pour", "qui", "sur", "to", "who", "with", "within", "avec", "base",
            "basee", "l'", "d'",
        ];
        STOPS.contains(&word)
    };
    let mut end = title.last as usize;
    while let Some(token) = tokens.get(end) {
        let near = end < title.last as usize + 4
            && token.gap == Gap::Join
            && token.line == tokens[title.first as usize].line;
        if !near || stops(analysis.tokens.word(token)) {
            break;
        }
        end += 1;
    }
    // A level and a technology may stand before the English title: "Senior Python Engineer".
    let mut start = title.first as usize;
    while start > 0 && tokens[start].gap == Gap::Join && start + 3 > title.first as usize {
        let before = tokens[start - 1].span();
        if !before.of(text).starts_with(char::is_uppercase) {
            break;
        }
        start -= 1;
    }
    Some(Span::new(tokens[start].span().start, tokens.get(end.checked_sub(1)?)?.span().end))
}

/// Whether a posting speaks to both genders: H/F anywhere in its text, or both forms in its title.
///
/// ```
/// use sartor_core::posting::says_both_genders;
/// assert!(says_both_genders("Poste ouvert (H/F)", "Serveur"));
/// assert!(says_both_genders("", "Développeuse ou développeur Java"));
/// assert!(!says_both_genders("Poste en CDI", "Serveur de restaurant"));
/// ```
pub fn says_both_genders(text: &str, title: &str) -> bool {
    let both = |groups: regex::Captures<'_>| masculine(&groups["a"], &groups["b"]).is_some();
    GENDERS.is_match(text)
        || GENDERS.is_match(&format!(" {title}"))
        || ENDINGS.is_match(title)
        || PAIR.captures_iter(title).any(both)
}

/// The title for prose.
pub(super) fn clean(
    title: &str,
    whole: &str,
    city: Option<&str>,
    company: Option<&str>,
    analysis: &Analysis,
    lexicon: &Lexicon,
) -> Option<String> {
    let mut text: String = title.chars().filter(|c| !is_emoji(*c)).collect();
    text = text.replace(['*', '_', '#'], " ");
    text = GENDERS.replace_all(text.trim(), "").into_owned();
    text = REFERENCE.replace_all(&text, "").into_owned();
    text = ENDINGS.replace_all(&text, "$word").into_owned();
    text = PAIR
        .replace_all(&text, |groups: &regex::Captures<'_>| {
            let (a, b) = (&groups["a"], &groups["b"]);
            match masculine(a, b) {
                Some(word) => word.to_owned(),
                None => groups[0].to_owned(),
            }
        })
        .into_owned();
    if let Some(found) = LEAD.find(text.trim()) {
        text = text.trim()[found.end()..].to_owned();
    }
    let text = pieces(text.trim(), city, company, lexicon);
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = text
        .trim_matches(|c: char| matches!(c, '-' | '–' | '—' | '|' | ',' | ':' | '/' | '.' | ' ' | '!'))
        .to_owned();
    let lowered = if shouts(&text) { sentence_case(&text, whole, analysis, lexicon) } else { capital(&text) };
    (!lowered.is_empty()).then_some(lowered)
}

/// The parts between dashes that name the job; place, contract and season go.
fn pieces(text: &str, city: Option<&str>, company: Option<&str>, lexicon: &Lexicon) -> String {
    let mut kept = String::new();
    let mut at = 0;
    let mut parts: Vec<(&str, &str)> = Vec::new();
    for found in SEPARATOR.find_iter(text) {
        parts.push((&text[at..found.start()], found.as_str()));
        at = found.end();
    }
    parts.push((&text[at..], ""));
    let mut separator = "";
    for (part, next) in parts {
        let part = without_tail(part, city, company, lexicon);
        if !part.is_empty() && !is_aside(part, city, company, lexicon) {
            if !kept.is_empty() {
                kept.push_str(separator);
            }
            kept.push_str(part);
            separator = next;
        } else if kept.is_empty() {
            separator = "";
        }
    }
    if kept.is_empty() { text.to_owned() } else { kept }
}

/// « …, Paris », « … (CDI) », « … à Lyon », « … chez X » lose their end.
fn without_tail<'t>(part: &'t str, city: Option<&str>, company: Option<&str>, lexicon: &Lexicon) -> &'t str {
    let mut part = part.trim();
    loop {
        let before = part;
        let aside = |tail: &str| is_aside(tail.trim(), city, company, lexicon);
        if let Some((head, _)) = part.rsplit_once(',').filter(|(_, tail)| aside(tail)) {
            part = head.trim();
        }
        let bracket = part.strip_suffix(')').and_then(|inner| inner.rsplit_once('('));
        if let Some((head, _)) = bracket.filter(|(_, tail)| aside(tail)) {
            part = head.trim();
        }
        for (name, links) in [(city, [" à ", " in ", " sur "]), (company, [" chez ", " at ", " @ "])] {
            let Some(name) = name else { continue };
            for link in links {
                let tail = format!("{link}{name}");
                if part.len() > tail.len()
                    && part.is_char_boundary(part.len() - tail.len())
                    && part[part.len() - tail.len()..].eq_ignore_ascii_case(&tail)
                {
                    part = part[..part.len() - tail.len()].trim();
                }
            }
        }
        if part == before {
            return part;
        }
    }
}

/// A place, a contract, a way of working, a season, a number.
fn is_aside(part: &str, city: Option<&str>, company: Option<&str>, lexicon: &Lexicon) -> bool {
    let key = fold_key(part);
    let same = |name: Option<&str>| {
        name.is_some_and(|name| {
            let name = fold_key(name);
            key == name || key.starts_with(&name) && !key[name.len()..].contains(char::is_alphabetic)
        })
    };
    let tokens = Tokens::of(part);
    let count = tokens.list().len();
    let known = ["contract", "remote"].iter().any(|table| {
        words(table, lexicon, part, Span::new(0, part.len()))
            .iter()
            .map(|(_, span)| tokens.within(*span).len())
            .sum::<usize>()
            * 2
            >= count.max(1)
    });
    let season = count <= 3
        && key
            .split(' ')
            .next_back()
            .is_some_and(|last| last.len() == 4 && last.bytes().all(|b| b.is_ascii_digit()));
    let other = matches!(
        key.as_str(),
        "full-time"
            | "part-time"
            | "full time"
            | "part time"
            | "temps plein"
            | "temps partiel"
            | "france"
            | "uk"
            | "usa"
            | "us"
            | "h/f"
            | "f/h"
    );
    // « Lyon 7e »: a town and its district.
    let district = count <= 3
        && key.rsplit_once(' ').is_some_and(|(_, last)| {
            let ending = last.trim_start_matches(|c: char| c.is_ascii_digit());
            ending.len() < last.len() && matches!(ending, "e" | "er" | "eme")
        });
    count == 0
        || district
        || same(city)
        || same(company)
        || known
        || season
        || other
        || key.bytes().all(|b| b.is_ascii_digit() || b == b' ' || b == b'-')
}

/// Of a masculine and a feminine form of one word the masculine.
fn masculine<'w>(a: &'w str, b: &'w str) -> Option<&'w str> {
    let (left, right) = (fold_key(a), fold_key(b));
    let common = left.bytes().zip(right.bytes()).take_while(|(x, y)| x == y).count();
    if common < 4 || common + 5 < left.len().max(right.len()) {
        return None;
    }
    let feminine = |word: &str| {
        ["euse", "trice", "ere", "ienne", "ive", "ee", "elle", "te", "fe", "e"]
            .iter()
            .any(|end| word.ends_with(end))
    };
    match (feminine(&left), feminine(&right)) {
        (false, true) => Some(a),
        (true, false) => Some(b),
        _ if left == right => Some(a),
        _ => None,
    }
}

fn shouts(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    letters > 5 && !text.chars().any(char::is_lowercase)
}

/// Sentence case, with the names of things as the lexicon writes them.
fn sentence_case(text: &str, whole: &str, analysis: &Analysis, lexicon: &Lexicon) -> String {
    let mut lower = text.to_lowercase();
    let tokens = Tokens::of(text);
    let language = analysis.language;
    for mention in &analysis.skills {
        let label = lexicon.label(mention.skill, language);
        let kind = lexicon.get(mention.skill).kind;
        let written = mention.span.of(whole).to_lowercase();
        if !kind.is_technical_name() || Tokens::of(label).words().ne(Tokens::of(&written).words()) {
            continue;
        }
        lower = replace_word(&lower, &written, label);
    }
    if language == Language::En {
        // An English title keeps its capitals: "Back-end Developer".
        return lower
            .split(' ')
            .map(
                |word| {
                    if word.len() > 3 || tokens.list().len() == 1 { capital(word) } else { word.to_owned() }
                },
            )
            .collect::<Vec<_>>()
            .join(" ");
    }
    capital(&lower)
}

fn replace_word(text: &str, word: &str, by: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(word) {
        let end = at + word.len();
        let free =
            !rest[..at].ends_with(char::is_alphanumeric) && !rest[end..].starts_with(char::is_alphanumeric);
        out.push_str(&rest[..at]);
        out.push_str(if free { by } else { word });
        rest = &rest[end..];
    }
    out.push_str(rest);
    out
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    match chars.next() {
        Some(first) if first.is_lowercase() => first.to_uppercase().chain(chars).collect(),
        _ => text.to_owned(),
    }
}
