//! What a template sees.

use serde::Serialize;

use super::facts::{EntryKind, Fact, LetterInput};
use super::grammar::{Company, Gender, Grammar, date_fr, date_gb, date_us};
use super::marks::{FactKind, Marks};
use super::plan::{Step, VariantPlan};
use super::proofs::{Choice, Proof, Top, choose};
use super::{LetterError, Locale};
use crate::Span;

/// The root of the values of a template; every text in it is marked.
#[derive(Debug, Serialize)]
pub(super) struct Context {
    cand: Cand,
    job: Job,
    company: Option<Company>,
    recipient: To,
    date: String,
    missions: Vec<Mission>,
    top: Option<Top>,
    proofs: Vec<Proof>,
    former: Option<Proof>,
    declared: Vec<String>,
    years: Option<Years>,
    study: Option<Study>,
    /// « Tu » instead of « vous ».
    tu: bool,
    /// British English.
    british: bool,
    /// No posting may be named.
    speculative: bool,
}

/// The diploma being prepared.
#[derive(Debug, Serialize)]
struct Study {
    diploma: Option<String>,
    school: Option<Company>,
    since: Option<String>,
}

#[derive(Debug, Serialize)]
struct Cand {
    name: String,
    phone: Option<String>,
    email: Option<String>,
    city: Option<String>,
    link: Option<String>,
    gender: Option<Gender>,
    availability: Option<String>,
    salary: Option<String>,
    reason: Option<String>,
    rhythm: Option<String>,
    duration: Option<String>,
}

#[derive(Debug, Serialize)]
struct Job {
    title: String,
    reference: Option<String>,
    city: Option<String>,
    contract: Option<String>,
    source: Option<String>,
}

#[derive(Debug, Serialize)]
struct To {
    civility: Option<Gender>,
    name: Option<String>,
    first: Option<String>,
    family_name: Option<String>,
    function: Option<String>,
}

#[derive(Debug, Serialize)]
struct Mission {
    text: String,
    /// Every skill that it names is one that the resume shows in use.
    fits: bool,
    /// Where one of them is used.
    place: Option<Company>,
    /// The place is the present job.
    current: bool,
}

#[derive(Debug, Serialize)]
struct Years {
    text: String,
    n: u32,
}

/// Words of a phrase of the posting that is quoted.
const MISSION_WORDS: std::ops::RangeInclusive<usize> = 3..=24;

/// The values of a template at this level of detail; fails when a required fact is missing.
pub(super) fn context(
    grammar: &Grammar,
    input: &LetterInput,
    plan: &VariantPlan,
    step: Step,
    marks: &mut Marks,
) -> Result<Context, LetterError> {
    let (applicant, posting) = (&input.applicant, &input.posting);
    let (Some(first), Some(last), Some(title)) = (&applicant.first, &applicant.last, &posting.title) else {
        return Err(LetterError::Missing { fields: missing(input) });
    };
    let mut other = |fact: &Option<Fact>| {
        fact.as_ref().filter(|fact| said(fact)).map(|fact| marks.wrap(FactKind::Other, fact))
    };
    // Who has one name alone bears it as both, and writes it once.
    let names = [Some(first), Some(last).filter(|last| *last != first)];
    let name: Vec<String> = names.into_iter().filter_map(|name| other(&name.cloned())).collect();
    let cand = Cand {
        name: name.join(" "),
        phone: other(&applicant.phone),
        email: other(&applicant.email),
        city: other(&applicant.city),
        link: other(&applicant.link),
        gender: applicant.gender,
        availability: other(&applicant.availability),
        salary: other(&applicant.salary),
        reason: other(&applicant.reason.clone().map(as_sentence)),
        rhythm: other(&applicant.rhythm),
        duration: other(&applicant.duration),
    };
    let mut title = title.clone();
    if plan.one_of_each {
        title.text = grammar.without_tail(&title.text);
    }
    title.text = match input.locale {
        Locale::Fr => grammar.title_in(&title.text, applicant.gender),
        _ => bracketed(&title.text),
    };
    let job = Job {
        title: other(&Some(title)).unwrap_or_default(),
        reference: other(&posting.reference),
        city: other(&posting.city),
        contract: other(&posting.contract),
        source: other(&posting.source),
    };
    let to = To {
        civility: posting.recipient.civility,
        first: other(&posting.recipient.name.as_ref().and_then(first_name)),
        name: other(&posting.recipient.name),
        family_name: other(&posting.recipient.family_name),
        function: other(&posting.recipient.function),
    };
    let company = posting.company.as_ref().filter(|fact| said(fact)).map(|fact| Company {
        name: marks.wrap(FactKind::Company, fact),
        prep: posting.company_prep.clone(),
    });
    let date = match input.locale {
        Locale::Fr => date_fr(input.date),
        Locale::EnUs => date_us(input.date),
        Locale::EnGb => date_gb(input.date),
    };
    let date = marks.wrap(FactKind::Date, &Fact::applicant(&date, "as-of"));
    let missions =
        if step.extras && !plan.speculative { missions(grammar, input, marks) } else { Vec::new() };
    let years = input.years_relevant.as_ref().and_then(|fact| {
        let n = fact.text.trim().parse().ok().filter(|n| *n > 0)?;
        Some(Years { text: marks.wrap(FactKind::Number, fact), n })
    });
    let study = study(grammar, input, marks);
    let Choice { top, proofs, former, declared } = choose(grammar, input, plan, step, marks);
    Ok(Context {
        cand,
        job,
        company,
        recipient: to,
        date,
        missions,
        top,
        proofs,
        former,
        declared,
        years,
        study,
        tu: input.familiar,
        british: input.locale == Locale::EnGb,
        speculative: plan.speculative,
    })
}

/// The diploma being prepared: by the applicant's word, else the studies that still run.
fn study(grammar: &Grammar, input: &LetterInput, marks: &mut Marks) -> Option<Study> {
    let (diploma, school) = (&input.applicant.diploma, &input.applicant.school);
    let now = crate::Month::of(input.date);
    let running = input.entries.iter().find(|entry| {
        entry.kind == EntryKind::Education && super::periods::latest(entry).is_some_and(|end| end >= now)
    });
    let own = |own: &Option<Fact>, entry: Option<&Fact>| own.clone().or(entry.cloned()).filter(said);
    let diploma = own(diploma, running.and_then(|entry| entry.title.as_ref()));
    let school = own(school, running.and_then(|entry| entry.organisation.as_ref()));
    let language = input.locale.language();
    let since = running
        .and_then(|entry| entry.start.as_ref())
        .map(|when| super::periods::date(when, language, marks));
    (diploma.is_some() || school.is_some()).then(|| Study {
        diploma: diploma.map(|diploma| {
            let short = Fact { text: grammar.short_title(&diploma.text), traces: diploma.traces.clone() };
            marks.wrap(FactKind::Other, &short)
        }),
        school: school
            .map(|school| Company { name: marks.wrap(FactKind::Organisation, &school), prep: None }),
        since,
    })
}

/// `Developer - Node.js` as `Developer (Node.js)`: a dash within a sentence would part it.
fn bracketed(title: &str) -> String {
    let parted = [" - ", " – ", " — ", " | "].iter().find_map(|sign| title.split_once(sign));
    match parted {
        Some((head, tail)) if !tail.trim().is_empty() && !tail.contains('(') && !head.trim().is_empty() => {
            format!("{} ({})", head.trim(), tail.trim())
        }
        _ => title.to_owned(),
    }
}

fn first_name(name: &Fact) -> Option<Fact> {
    let word = name.text.split_whitespace().next()?;
    Some(Fact { text: word.to_owned(), traces: name.traces.clone() })
}

/// The required facts that are not there, as the keys of `--set`.
fn missing(input: &LetterInput) -> Vec<String> {
    let absent = |fact: &Option<Fact>| fact.as_ref().is_none_or(|fact| !said(fact));
    [
        ("first", absent(&input.applicant.first)),
        ("last", absent(&input.applicant.last)),
        ("title", absent(&input.posting.title)),
    ]
    .into_iter()
    .filter(|(_, absent)| *absent)
    .map(|(key, _)| key.to_owned())
    .collect()
}

/// True when something is left of the fact in print.
pub(super) fn said(fact: &Fact) -> bool {
    !super::marks::clean(&fact.text).is_empty()
}

/// Phrases of the posting in the letter's language, short enough to quote; those that the resume answers best first.
fn missions(grammar: &Grammar, input: &LetterInput, marks: &mut Marks) -> Vec<Mission> {
    let language = input.locale.language();
    if input.posting_language != language {
        return Vec::new();
    }
    let mut fit: Vec<((std::cmp::Reverse<u32>, bool), Mission)> = Vec::new();
    for fact in &input.posting.missions {
        let text = super::marks::clean(&fact.text);
        let text = text
            .trim_start_matches(['-', '•', '*', '–', ' '])
            .trim_end_matches(['.', ';', ',', ':', '!', ' ']);
        let first = super::grammar::plain(text.split(' ').next().unwrap_or_default());
        let short = MISSION_WORDS.contains(&text.split_whitespace().count());
        let plain = !text.contains(['«', '»', '“', '”', '"', ':', '•', '!', '?']) && !text.contains(". ");
        if !short
            || !plain
            || grammar.lines.fragments.contains(&first)
            || !grammar.scan(text, language).is_empty()
        {
            continue;
        }
        let within = |skill: &Span| {
            fact.traces.iter().filter_map(|trace| trace.span).any(|span| span.contains(*skill))
        };
        // What the mission names and the resume shows in use, with the entry that shows it.
        let shown: Vec<_> = input
            .matches
            .iter()
            .filter(|found| found.entry.is_some() && found.strength == super::Strength::Used)
            .flat_map(|found| found.label.traces.iter().map(move |trace| (found, trace)))
            .filter(|(_, trace)| trace.source == super::Source::Posting)
            .filter_map(|(found, trace)| trace.span.map(|span| (found, span)))
            .filter(|(_, span)| within(span))
            .collect();
        let known = |skill: &Span| shown.iter().any(|(_, known)| known.overlaps(*skill));
        // A mission is close to the applicant's experience when all that it names is shown, and it names something.
        let fits = !shown.is_empty() && input.posting_skills.iter().filter(|skill| within(skill)).all(known);
        let heaviest = shown.iter().max_by_key(|(found, _)| found.weight).map(|(found, _)| *found);
        let entry = heaviest.and_then(|found| input.entries.get(found.entry?));
        let job = |entry: &&super::Entry| entry.kind == EntryKind::Job;
        let place = entry
            .filter(|_| fits)
            .filter(job)
            .and_then(|entry| entry.organisation.as_ref())
            .filter(|name| said(name));
        let place = place.map(|name| Company { name: marks.wrap(FactKind::Organisation, name), prep: None });
        let quoted = Fact { text: grammar.lower_first(text), traces: fact.traces.clone() };
        let rank = heaviest.filter(|_| fits).map_or(0, |found| found.weight);
        let speaks = grammar.lines.persons.contains(&first);
        fit.push((
            (std::cmp::Reverse(rank), speaks),
            Mission {
                text: marks.wrap(FactKind::Mission, &quoted),
                fits,
                place,
                current: entry.is_some_and(|entry| entry.current),
            },
        ));
    }
    fit.sort_by_key(|(rank, _)| *rank);
    fit.into_iter().map(|(_, mission)| mission).collect()
}

/// The applicant's words with a capital and a full stop.
fn as_sentence(fact: Fact) -> Fact {
    let text = super::grammar::upper_first(super::marks::clean(&fact.text).trim());
    let stop = if text.ends_with(['.', '!', '?', '…']) { "" } else { "." };
    Fact { text: format!("{text}{stop}"), traces: fact.traces }
}
