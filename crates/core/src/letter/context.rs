//! What a template sees.

use serde::Serialize;

use super::facts::{Fact, LetterInput};
use super::grammar::{Company, Gender, Grammar, date_fr, date_gb, date_us};
use super::marks::{FactKind, Marks};
use super::proofs::{Choice, Detail, Proof, Top, choose};
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
    declared: Vec<String>,
    years: Option<Years>,
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
    family_name: Option<String>,
    function: Option<String>,
}

#[derive(Debug, Serialize)]
struct Mission {
    text: String,
    /// A skill named in it is one that the resume shows in use.
    fits: bool,
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
    detail: Detail,
    marks: &mut Marks,
) -> Result<Context, LetterError> {
    let (applicant, posting) = (&input.applicant, &input.posting);
    let (Some(first), Some(last), Some(title)) = (&applicant.first, &applicant.last, &posting.title) else {
        return Err(LetterError::Missing { fields: missing(input) });
    };
    let mut other = |fact: &Option<Fact>| {
        fact.as_ref().filter(|fact| said(fact)).map(|fact| marks.wrap(FactKind::Other, fact))
    };
    let cand = Cand {
        name: [first, last].map(|name| other(&Some(name.clone())).unwrap_or_default()).join(" "),
        phone: other(&applicant.phone),
        email: other(&applicant.email),
        city: other(&applicant.city),
        link: other(&applicant.link),
        gender: applicant.gender,
        availability: other(&applicant.availability),
        salary: other(&applicant.salary),
        reason: other(&applicant.reason.clone().map(as_sentence)),
    };
    let title = match input.locale {
        Locale::Fr => {
            Fact { text: grammar.title_in(&title.text, applicant.gender), traces: title.traces.clone() }
        }
        _ => title.clone(),
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
    let missions = if detail.extras { missions(grammar, input, marks) } else { Vec::new() };
    let years = input.years_relevant.as_ref().and_then(|fact| {
        let n = fact.text.trim().parse().ok().filter(|n| *n > 0)?;
        Some(Years { text: marks.wrap(FactKind::Number, fact), n })
    });
    let Choice { top, proofs, declared } = choose(grammar, input, detail, marks);
    Ok(Context { cand, job, company, recipient: to, date, missions, top, proofs, declared, years })
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

/// Phrases of the posting in the letter's language, short enough to quote.
fn missions(grammar: &Grammar, input: &LetterInput, marks: &mut Marks) -> Vec<Mission> {
    let language = input.locale.language();
    if input.posting_language != language {
        return Vec::new();
    }
    let skills = input.matches.iter().filter(|found| found.entry.is_some());
    let spans: Vec<_> = skills
        .flat_map(|found| &found.label.traces)
        .filter(|trace| trace.source == super::Source::Posting)
        .filter_map(|trace| trace.span)
        .collect();
    let mut fit = Vec::new();
    for fact in &input.posting.missions {
        let text = super::marks::clean(&fact.text);
        let text = text
            .trim_start_matches(['-', '•', '*', '–', ' '])
            .trim_end_matches(['.', ';', ',', ':', '!', ' ']);
        let short = MISSION_WORDS.contains(&text.split_whitespace().count());
        let plain = !text.contains(['«', '»', '“', '”', '"', ':', '•', '!', '?']) && !text.contains(". ");
        if short && plain && grammar.scan(text, language).is_empty() {
            let within = |skill: &Span| {
                fact.traces.iter().filter_map(|trace| trace.span).any(|span| span.contains(*skill))
            };
            let shown = |skill: &Span| spans.iter().any(|known| known.overlaps(*skill));
            // A mission is close to the applicant's experience when all that it names is shown, and it names something.
            let fits = spans.iter().any(within)
                && input.posting_skills.iter().filter(|skill| within(skill)).all(shown);
            let quoted = Fact { text: grammar.lower_first(text), traces: fact.traces.clone() };
            fit.push(Mission { text: marks.wrap(FactKind::Mission, &quoted), fits });
        }
    }
    fit.sort_by_key(|mission| !mission.fits);
    fit
}

/// The applicant's words with a capital and a full stop.
fn as_sentence(fact: Fact) -> Fact {
    let text = super::grammar::upper_first(super::marks::clean(&fact.text).trim());
    let stop = if text.ends_with(['.', '!', '?', '…']) { "" } else { "." };
    Fact { text: format!("{text}{stop}"), traces: fact.traces }
}
