//! The choice of proofs: which entries are told, with which lines and which skills.

use std::collections::BTreeSet;

use serde::Serialize;

use super::context::said;
use super::facts::{Entry, EntryKind, Fact, LetterInput, LetterMatch, Source, Strength, When};
use super::grammar::{Grammar, month_en, month_fr, plain};
use super::lines::Form;
use super::marks::{FactKind, Marks};
use crate::{Language, Month};

/// How much is told; the writer lowers it until the letter fits its page.
#[derive(Debug, Clone, Copy)]
pub(super) struct Detail {
    /// Entries.
    pub(super) proofs: usize,
    /// Lines quoted of the first, second and third entry.
    pub(super) lines: [usize; 3],
    /// Whether declared skills and the phrase of the posting are told.
    pub(super) extras: bool,
}

/// From the fullest letter to the shortest.
pub(super) const DETAILS: [Detail; 5] = [
    Detail { proofs: 3, lines: [3, 2, 2], extras: true },
    Detail { proofs: 3, lines: [2, 2, 1], extras: true },
    Detail { proofs: 3, lines: [2, 1, 1], extras: true },
    Detail { proofs: 2, lines: [1, 1, 0], extras: true },
    Detail { proofs: 1, lines: [1, 0, 0], extras: false },
];

/// An entry as a template sees it.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Proof {
    kind: EntryKind,
    /// Its number among the proofs of its kind, from 1.
    nth: usize,
    title: Option<String>,
    organisation: Option<String>,
    period: Option<String>,
    years: Option<String>,
    since: Option<String>,
    current: bool,
    /// It ended before the proof told just before it began.
    before: bool,
    noun: Vec<String>,
    verb: Vec<String>,
    base: Vec<String>,
    gerund: Vec<String>,
    /// Skills that take a preposition (languages, tools), not told before.
    tools: Vec<String>,
    /// The same skills with their prepositions: « en Python avec Redis ».
    with: String,
    /// Other skills, not told before.
    points: Vec<String>,
}

/// The strongest match, for the first lines.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Top {
    tools: Vec<String>,
    organisation: String,
    current: bool,
}

/// The proofs, the opening match and the skills that are only declared.
pub(super) struct Choice {
    pub(super) top: Option<Top>,
    pub(super) proofs: Vec<Proof>,
    pub(super) declared: Vec<String>,
}

/// Chooses by weight: the entries that evidence most, told from the latest to the oldest.
pub(super) fn choose(grammar: &Grammar, input: &LetterInput, detail: Detail, marks: &mut Marks) -> Choice {
    let language = input.locale.language();
    let present = bare_present(input);
    let mut ranked: Vec<(usize, &Entry, Vec<&LetterMatch>)> = input
        .entries
        .iter()
        .enumerate()
        .filter(|(_, entry)| entry.organisation.iter().chain(&entry.title).any(said))
        .map(|(index, entry)| (index, entry, used_in(input, index)))
        .filter(|(index, _, used)| !used.is_empty() || present == Some(*index))
        .collect();
    ranked.sort_by_key(|(index, entry, used)| {
        let weight: u32 = used.iter().map(|found| found.weight).sum();
        (entry.kind != EntryKind::Job, std::cmp::Reverse((weight, latest(entry))), *index)
    });
    let bare =
        ranked.iter().position(|(index, ..)| present == Some(*index)).filter(|place| *place >= detail.proofs);
    if let (Some(place), Some(last)) = (bare, detail.proofs.checked_sub(1)) {
        ranked.swap(last, place);
    }
    ranked.truncate(detail.proofs);

    let top_entry = ranked.first().map(|(index, _, _)| *index);
    let mut told: BTreeSet<&str> = BTreeSet::new();
    let top = ranked.first().and_then(|(_, entry, used)| {
        let tools: Vec<&&LetterMatch> =
            used.iter().filter(|found| is_tool(grammar, found) && !found.wished).take(3).collect();
        let organisation = entry
            .organisation
            .as_ref()
            .filter(|name| said(name) && entry.kind == EntryKind::Job && !tools.is_empty())?;
        told.extend(tools.iter().map(|found| found.id.as_str()));
        Some(Top {
            tools: tools.iter().map(|found| marks.wrap(FactKind::Skill, &found.label)).collect(),
            organisation: marks.wrap(FactKind::Organisation, organisation),
            current: entry.current,
        })
    });

    ranked.sort_by_key(|(index, entry, _)| {
        (entry.kind != EntryKind::Job, std::cmp::Reverse(latest(entry)), *index)
    });
    let mut proofs: Vec<Proof> = Vec::new();
    let mut previous: Option<Month> = None;
    for (rank, (index, entry, used)) in ranked.iter().enumerate() {
        let most = detail.lines.get(rank).copied().unwrap_or_default();
        let lines = lines_of(grammar, input, entry, used, most);
        let quoted: String = lines.iter().map(|(_, line)| plain(&line.text)).collect::<Vec<_>>().join("\n");
        let quotes = |found: &LetterMatch| {
            names(&quoted, &found.label.text) || lines.iter().any(|(_, line)| stands_in(found, line))
        };
        let fresh = |found: &&&LetterMatch| !told.contains(found.id.as_str()) && !quotes(found);
        let mut skills: Vec<&&LetterMatch> = used.iter().filter(fresh).take(5).collect();
        // The opening has told the skills of the top entry already, but the third sentence needs some.
        let opened = top_entry == Some(*index) && rank < 2;
        if skills.is_empty() && lines.is_empty() && !opened {
            skills = used.iter().take(4).collect();
        }
        let tools: Vec<(String, String)> = skills
            .iter()
            .filter(|found| is_tool(grammar, found))
            .map(|found| (marks.wrap(FactKind::Skill, &found.label), found.kind.clone()))
            .collect();
        let points = skills
            .iter()
            .filter(|found| !is_tool(grammar, found))
            .map(|found| marks.wrap(FactKind::Skill, &found.label))
            .collect();
        let mut of = |form: Form| -> Vec<String> {
            lines
                .iter()
                .filter(|(is, _)| *is == form)
                .map(|(_, line)| marks.wrap(FactKind::Line, &grammar.line_in_sentence(line)))
                .collect()
        };
        let (noun, verb, base, gerund) = (of(Form::Noun), of(Form::Verb), of(Form::Base), of(Form::Gerund));
        let begin = entry.start.as_ref().map(|when| Month::new(when.year, when.month.unwrap_or(1)));
        let end = latest(entry);
        proofs.push(Proof {
            kind: entry.kind,
            nth: proofs.iter().filter(|proof| proof.kind == entry.kind).count() + 1,
            title: entry
                .title
                .as_ref()
                .filter(|title| said(title))
                .map(|title| marks.wrap(FactKind::Other, title)),
            organisation: entry.organisation.as_ref().map(|name| marks.wrap(FactKind::Organisation, name)),
            period: period(grammar, entry, language, marks),
            years: brief(entry, language, marks),
            since: entry.start.as_ref().map(|when| date(when, language, marks)),
            current: entry.current,
            before: previous.zip(end).is_some_and(|(previous, end)| end <= previous),
            noun,
            verb,
            base,
            gerund,
            with: grammar.with_skills(&tools),
            tools: tools.into_iter().map(|(label, _)| label).collect(),
            points,
        });
        previous = begin;
        told.extend(used.iter().filter(|found| quotes(found)).map(|found| found.id.as_str()));
        told.extend(skills.iter().map(|found| found.id.as_str()));
    }
    let declared = declared(grammar, input, detail, marks);
    Choice { top, proofs, declared }
}

/// The present job, where no present job shows anything that is asked: a letter that leaves it out would hide it.
fn bare_present(input: &LetterInput) -> Option<usize> {
    let present = |entry: &Entry| entry.kind == EntryKind::Job && entry.current;
    let shows = input
        .entries
        .iter()
        .enumerate()
        .any(|(index, entry)| present(entry) && !used_in(input, index).is_empty());
    let told =
        |entry: &Entry| present(entry) && entry.title.as_ref().is_some_and(said) && entry.start.is_some();
    if shows { None } else { input.entries.iter().position(told) }
}

/// Skills that no dated entry shows, heaviest first.
fn declared(grammar: &Grammar, input: &LetterInput, detail: Detail, marks: &mut Marks) -> Vec<String> {
    if !detail.extras {
        return Vec::new();
    }
    let used: BTreeSet<&str> = input
        .matches
        .iter()
        .filter(|found| found.strength == Strength::Used)
        .map(|found| found.id.as_str())
        .collect();
    let mut declared: Vec<&LetterMatch> =
        input.matches.iter().filter(|found| !used.contains(found.id.as_str())).collect();
    declared.sort_by_key(|found| (std::cmp::Reverse(found.weight), found.id.as_str()));
    once(&mut declared);
    let named = |found: &LetterMatch| {
        let label = marks.wrap(FactKind::Skill, &found.label);
        let bare = input.locale.language() != Language::Fr || is_tool(grammar, found);
        if bare { label } else { grammar.definite(&label).unwrap_or(label) }
    };
    declared.into_iter().take(3).map(named).collect()
}

/// The requirements that the entry shows in use, heaviest first.
fn used_in(input: &LetterInput, entry: usize) -> Vec<&LetterMatch> {
    let mut used: Vec<&LetterMatch> = input
        .matches
        .iter()
        .filter(|found| found.entry == Some(entry) && found.strength == Strength::Used)
        .collect();
    used.sort_by_key(|found| (std::cmp::Reverse(found.weight), found.id.as_str()));
    once(&mut used);
    used
}

/// True when the place that shows the skill lies within a quoted line: other words may name it there.
fn stands_in(found: &LetterMatch, line: &Fact) -> bool {
    let own = |fact: &Fact| {
        fact.traces
            .iter()
            .filter(|trace| trace.source == Source::Resume)
            .filter_map(|trace| trace.span)
            .collect::<Vec<_>>()
    };
    let places = own(&found.label);
    own(line).iter().any(|line| places.iter().any(|place| line.contains(*place)))
}

/// Keeps the first match of each skill, and only those with a label.
fn once(matches: &mut Vec<&LetterMatch>) {
    let mut seen = BTreeSet::new();
    matches.retain(|found| said(&found.label) && seen.insert(found.id.as_str()));
}

fn is_tool(grammar: &Grammar, found: &LetterMatch) -> bool {
    grammar.preposition(&found.label.text, &found.kind).is_some()
}

/// True when the folded text names the skill as whole words.
fn names(folded: &str, label: &str) -> bool {
    let label = plain(label);
    folded.match_indices(&label).any(|(at, found)| {
        let open = folded[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric());
        open && folded[at + found.len()..].chars().next().is_none_or(|c| !c.is_alphanumeric())
    })
}

/// The lines to quote, in the order of the resume: those with a number first, then those that name most requirements.
fn lines_of<'i>(
    grammar: &Grammar,
    input: &'i LetterInput,
    entry: &'i Entry,
    used: &[&LetterMatch],
    most: usize,
) -> Vec<(Form, &'i super::Fact)> {
    let language = input.locale.language();
    if input.resume_language != language {
        return Vec::new();
    }
    let mut fit: Vec<(usize, Form, &super::Fact)> = entry
        .lines
        .iter()
        .enumerate()
        .filter_map(|(at, line)| grammar.line_form(&line.text, language).map(|form| (at, form, line)))
        .filter(|(_, form, _)| *form != Form::Base || entry.current)
        .collect();
    let mut seen = BTreeSet::new();
    fit.retain(|(_, _, line)| seen.insert(plain(&line.text)));
    fit.sort_by_key(|(at, _, line)| {
        let folded = plain(&line.text);
        let named = used.iter().filter(|found| names(&folded, &found.label.text)).count();
        let number = folded.chars().any(|c| c.is_ascii_digit());
        (std::cmp::Reverse(named + usize::from(number)), *at)
    });
    fit.truncate(most);
    fit.sort_by_key(|(at, _, _)| *at);
    fit.into_iter().map(|(_, form, line)| (form, line)).collect()
}

/// The last month of an entry; none for a current one sorts last, so a current entry gets the end of time.
fn latest(entry: &Entry) -> Option<Month> {
    if entry.current {
        return Some(Month::new(9999, 12));
    }
    entry.end.as_ref().or(entry.start.as_ref()).map(|when| Month::new(when.year, when.month.unwrap_or(12)))
}

/// « mars 2021 », `March 2021` or the year alone.
fn date(when: &When, language: Language, marks: &mut Marks) -> String {
    let text = match when.month {
        Some(month) => {
            let month = Month::new(when.year, month);
            language.pick(month_fr(month), month_en(month))
        }
        None => when.year.to_string(),
    };
    marks.wrap(FactKind::Date, &super::Fact::resume(&text, when.span))
}

/// « depuis mars 2021 », « de janvier 2018 à février 2021 », « en 2019 »; in English likewise.
fn period(grammar: &Grammar, entry: &Entry, language: Language, marks: &mut Marks) -> Option<String> {
    let start = entry.start.as_ref().map(|when| date(when, language, marks));
    let end = entry.end.as_ref().filter(|_| !entry.current).map(|when| date(when, language, marks));
    let same =
        matches!((&entry.start, &entry.end), (Some(a), Some(b)) if a.year == b.year && a.month == b.month);
    match (start, end) {
        (Some(start), _) if entry.current => Some(format!("{} {start}", language.pick("depuis", "since"))),
        (Some(_), Some(end)) if same => Some(format!("{} {end}", language.pick("en", "in"))),
        (Some(start), Some(end)) => {
            Some(language.pick(format!("{} à {end}", grammar.de(&start)), format!("from {start} to {end}")))
        }
        (Some(date), None) | (None, Some(date)) => Some(format!("{} {date}", language.pick("en", "in"))),
        (None, None) => None,
    }
}

/// Years alone, for brackets: « 2018–2021 », « 2019 ».
fn brief(entry: &Entry, language: Language, marks: &mut Marks) -> Option<String> {
    let mut year =
        |when: &When| marks.wrap(FactKind::Date, &super::Fact::resume(&when.year.to_string(), when.span));
    match (&entry.start, &entry.end) {
        (Some(start), _) if entry.current => {
            Some(format!("{} {}", language.pick("depuis", "since"), year(start)))
        }
        (Some(start), Some(end)) if start.year != end.year => Some(format!("{}–{}", year(start), year(end))),
        (_, Some(when)) | (Some(when), None) => Some(year(when)),
        (None, None) => None,
    }
}
