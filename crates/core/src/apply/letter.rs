//! From a resume and a posting to a letter.

use jiff::civil::Date;

use super::{
    Brief, Engine, LetterRequest, ReadResume,
    draft::{Draft, without_stop},
    people::{applicant, recipient},
    variant::{self, Circumstances},
};
use crate::{
    Language,
    letter::{
        Letter, LetterError, LetterInput, Locale, Plan, PostingFacts, Writer,
        grammar::{Apostrophe, Grammar, Nbsp},
    },
};

/// The letter writer over template files, by their names under `templates/`: `grammar.toml`, `letters/offer.fr.txt.j2` …
///
/// # Errors
///
/// A grammar or a template that does not read.
pub fn writer<'t>(files: &[(&'t str, &'t str)]) -> Result<Writer<'t>, LetterError> {
    let grammar = files.iter().find(|(name, _)| *name == "grammar.toml").map_or("", |(_, text)| *text);
    let templates = files
        .iter()
        .filter_map(|&(name, text)| Some((name.strip_prefix("letters/")?.strip_suffix(".txt.j2")?, text)));
    let plan = files.iter().find(|(name, _)| *name == "letters/plan.toml").map_or("", |(_, text)| *text);
    Writer::new(Grammar::parse(grammar)?, Plan::parse(plan)?, templates)
}

/// Writes the letter of an applicant to a posting, dated `as_of`.
///
/// Only what the resume shows is claimed; each fact keeps its trace.
///
/// # Errors
///
/// Those of [`Writer::write`]. A role is no posting: the letter is then speculative, for the title of the role unless
/// another is given.
pub fn letter(
    engine: &Engine,
    writer: &Writer<'_>,
    read: &ReadResume,
    brief: &Brief,
    request: &LetterRequest,
    as_of: Date,
) -> Result<Letter, LetterError> {
    let posting_language = match brief {
        Brief::Posting(posting, _) => posting.language,
        Brief::Role(_) => read.resume.language,
    };
    let locale = request.locale.unwrap_or_else(|| locale_of(brief, posting_language));
    let report = brief.report(engine, "", read, as_of, locale.language());
    let applicant = applicant(read, request, writer.grammar());
    let draft = Draft {
        engine,
        grammar: writer.grammar(),
        read,
        language: locale.language(),
        gender: applicant.gender,
        report: &report,
    };
    let (mut entries, places) = draft.entries();
    let family = draft.family(brief, as_of, &mut entries, &places);
    let mut input = LetterInput {
        locale,
        resume_language: read.resume.language,
        posting_language,
        resume_text: read.resume.text.clone(),
        date: as_of,
        nbsp: match request.get("nbsp") {
            Some("none") => Nbsp::None,
            Some("plain") => Nbsp::Plain,
            Some("fine") => Nbsp::Fine,
            _ => Nbsp::default(),
        },
        apostrophe: Apostrophe::Typeset,
        applicant,
        posting: match brief {
            Brief::Posting(posting, _) => draft.posting(posting, request),
            Brief::Role(_) => PostingFacts {
                title: request.fact("title", draft.role_title(brief)),
                company: request.fact("company", None).map(without_stop),
                company_prep: request.get("company.prep").map(str::to_owned),
                recipient: recipient(None, request),
                ..PostingFacts::default()
            },
        },
        matches: draft.matches(&places),
        entries,
        years_relevant: family.years(&read.resume.text),
        posting_skills: match brief {
            Brief::Posting(_, found) => found.skills.iter().map(|mention| mention.span).collect(),
            Brief::Role(_) => Vec::new(),
        },
        length: request.length,
        familiar: request.get("tutoiement").is_some_and(is_yes),
        why: None,
    };
    let kind = match &request.template {
        Some(kind) => kind.clone(),
        None => {
            let posting = match brief {
                Brief::Posting(posting, _) => Some(&**posting),
                Brief::Role(_) => None,
            };
            let at = Circumstances { posting, months: family.months, other_months: family.other };
            let (kind, why) = variant::choose(writer.plan(), &input, &at);
            input.why = Some(why);
            kind
        }
    };
    writer.write(&kind, &input)
}

/// French, or the English of the posting's country: British where it pays in pounds or euros or asks for a CV.
pub(crate) fn locale_of(brief: &Brief, language: Language) -> Locale {
    let british = match brief {
        Brief::Posting(posting, found) => {
            posting.text.contains(['£', '€']) || found.tokens.words().any(|word| word == "cv")
        }
        Brief::Role(_) => false,
    };
    match language {
        Language::Fr => Locale::Fr,
        Language::En if british => Locale::EnGb,
        Language::En => Locale::EnUs,
    }
}

/// True for the words with which people say yes in a field.
fn is_yes(word: &str) -> bool {
    matches!(crate::text::fold_key(word).as_str(), "true" | "yes" | "oui" | "1" | "vrai")
}
