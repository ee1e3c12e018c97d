//! A report in the words of a person: what every form of it shows.

mod advice;
mod panes;
mod parts;

use panes::Pane;
use sartor_core::{
    Language,
    posting::Modality,
    report::{Report, RequirementReport, Share, Status, Strength},
};
use serde::Serialize;

use crate::{
    ReportContext,
    quote::{Quoted, safe},
    typography::{date, percent, points},
    words,
};

/// Most quoted lines of one requirement.
const QUOTES: usize = 4;

/// A report in words.
#[derive(Debug, Clone, Serialize)]
pub struct View {
    /// `fr` or `en`.
    pub language: &'static str,
    #[serde(skip)]
    pub(crate) lang: Language,
    /// What the report is about, one line.
    pub title: String,
    /// Resume, posting, role: label and value.
    pub heads: Vec<(String, String)>,
    /// Shares of the keywords.
    pub coverage: Vec<CoverageRow>,
    /// The total, « 74,70 »; nothing where it cannot be computed.
    pub total: Option<String>,
    /// The parts of the total, constraints first, then requirements by modality.
    pub parts: Vec<PartRow>,
    /// Skills and groups asked, in the order of the parts.
    pub requirements: Vec<RequirementRow>,
    /// Labels of what is missing, by modality: name of the modality, labels.
    pub missing: Vec<(String, Vec<String>)>,
    /// « MySQL n'est pas PostgreSQL, mais c'est voisin. »
    pub near: Vec<String>,
    /// What to change, the largest gain first.
    pub changes: Vec<Change>,
    /// Where the posting's wording would be found by a literal search.
    pub wording: Vec<String>,
    /// Title, years, diploma, languages.
    pub constraints: Vec<ConstraintRow>,
    /// What stands out in the files.
    pub findings: Vec<String>,
    /// Terms that no lexicon knows: term, times in the posting, times in the resume.
    pub unlisted: Vec<(String, u32, u32)>,
    /// The resume, with what it shows.
    pub resume: Pane,
    /// The posting, with what it asks; without lines for a role.
    pub posting: Pane,
    /// The reference date in words.
    pub as_of: String,
    /// The lexicon's digest.
    pub digest: String,
    /// The version of the report's JSON.
    pub schema_version: u32,
}

/// One share.
#[derive(Debug, Clone, Serialize)]
pub struct CoverageRow {
    /// Which requirements.
    pub label: String,
    /// How many are covered.
    pub covered: u32,
    /// How many there are.
    pub total: u32,
    /// « 85 % »; a dash of none.
    pub percent: String,
}

/// One part of the total.
#[derive(Debug, Clone, Serialize)]
pub struct PartRow {
    /// What it is for.
    pub label: String,
    /// How strongly that is asked; empty for a constraint.
    pub modality: String,
    /// Points.
    pub points: String,
    /// The most it could bring.
    pub of: String,
    /// Points before it, of 10,000: where it begins in the bar of all.
    pub from: u32,
    /// Its points, of 10,000.
    pub width: u32,
    /// The most it could bring, of 10,000.
    pub room: u32,
    /// Why it is what it is.
    pub why: String,
}

/// One requirement.
#[derive(Debug, Clone, Serialize)]
pub struct RequirementRow {
    /// Label.
    pub label: String,
    /// How strongly it is asked.
    pub modality: String,
    /// `covered`, `near`, `missing`.
    pub status: &'static str,
    /// The status in words.
    pub status_word: String,
    /// How often the posting names it.
    pub in_posting: u32,
    /// How often the resume does.
    pub in_resume: u32,
    /// Where the posting asks it.
    pub asked: Option<Quoted>,
    /// Where the resume shows it.
    pub evidence: Vec<Quoted>,
    /// How many more lines show it.
    pub more: usize,
    /// What counts, or what is missing.
    pub why: String,
}

/// One thing to change.
#[derive(Debug, Clone, Serialize)]
pub struct Change {
    /// The skill.
    pub label: String,
    /// How strongly it is asked.
    pub modality: String,
    /// Points it would bring, « +4,66 ».
    pub gain: String,
    /// The same in hundredths, for a bar.
    pub width: u32,
    /// Number of the requirement, from 1.
    pub of: usize,
    /// What to do.
    pub advice: String,
}

/// One constraint.
#[derive(Debug, Clone, Serialize)]
pub struct ConstraintRow {
    /// What it is.
    pub label: String,
    /// What is asked.
    pub asked: String,
    /// What the resume tells.
    pub found: String,
    /// `met`, `not_met`, `unknown`.
    pub status: &'static str,
    /// The status in words.
    pub status_word: String,
}

impl View {
    /// Puts a report into words.
    pub fn new(report: &Report, language: Language, context: &ReportContext<'_>) -> Self {
        let mut ordered: Vec<&RequirementReport> = report.requirements.iter().collect();
        ordered.sort_by_key(|requirement| std::cmp::Reverse(requirement.modality));
        let (title, heads) = heads(report, language, context);
        // A posting's French words do not belong in an English resume.
        let one_tongue =
            report.posting.as_ref().is_none_or(|posting| posting.language == report.resume.language);
        Self {
            language: language.code(),
            lang: language,
            title,
            heads,
            coverage: coverage(report, language),
            total: report.fit.total.map(|total| points(total, language)),
            parts: parts::parts(report, &ordered, language, context),
            requirements: ordered.iter().map(|one| requirement(one, language, context)).collect(),
            missing: missing(&ordered, language),
            near: advice::near(&ordered, language, context),
            changes: advice::changes(&ordered, language),
            wording: if one_tongue { advice::wording(&ordered, language) } else { Vec::new() },
            constraints: parts::constraints(report, language, context),
            findings: report.findings.iter().map(|finding| safe(&finding.message)).collect(),
            unlisted: report
                .unlisted
                .iter()
                .map(|term| (safe(&term.text), term.in_posting, term.in_resume))
                .collect(),
            resume: panes::resume(&ordered, context),
            posting: panes::posting(&ordered, context),
            as_of: date(&report.as_of, language),
            digest: report.lexicon_digest.clone(),
            schema_version: report.schema_version,
        }
    }

    /// True when a keyword that is required is not found.
    pub(crate) fn lacks_required(&self) -> bool {
        let required = words::modality(Modality::Required, self.lang);
        self.missing.iter().any(|(modality, _)| modality == required)
    }
}

fn heads(
    report: &Report,
    language: Language,
    context: &ReportContext<'_>,
) -> (String, Vec<(String, String)>) {
    let tongue = |of| words::name(language, of);
    let mut heads = Vec::new();
    let mut title = String::new();
    let mut head = |label: &str, value: String| heads.push((label.to_owned(), value));
    if let Some(posting) = &report.posting {
        title = posting.title.as_deref().map(safe).unwrap_or_default();
        let company = posting.company.as_deref().map(safe);
        if title.is_empty() {
            title = language.pick("Annonce sans intitulé", "Posting without a title").to_owned();
        }
        let value = company.map_or(title.clone(), |company| format!("{title}, {company}"));
        title = value.clone();
        head(language.pick("Annonce", "Posting"), format!("{value} ({})", tongue(posting.language)));
    }
    if let Some(role) = &report.role {
        title = context
            .lexicon
            .role(&role.id)
            .map_or_else(|| safe(&role.id), |role| language.pick(&role.fr, &role.en).clone());
        head(language.pick("Métier", "Role"), format!("{title} ({})", safe(&role.id)));
    }
    let resume = format!("{} ({})", safe(&report.resume.document), tongue(report.resume.language));
    head(language.pick("CV", "Resume"), resume);
    (title, heads)
}

fn coverage(report: &Report, language: Language) -> Vec<CoverageRow> {
    let coverage = report.coverage;
    let row = |label: &str, share: Share| CoverageRow {
        label: label.to_owned(),
        covered: share.covered,
        total: share.total,
        percent: percent(share.covered, share.total, language).unwrap_or_else(|| "–".to_owned()),
    };
    let mut rows = vec![
        row(language.pick("indispensables", "required"), coverage.required),
        row(language.pick("demandés", "stated"), coverage.stated),
        row(language.pick("atouts", "preferred"), coverage.preferred),
        row(language.pick("ensemble", "all"), coverage.all),
    ];
    if coverage.unlisted.total > 0 {
        rows.push(row(language.pick("hors lexique", "unlisted"), coverage.unlisted));
    }
    rows
}

fn requirement(one: &RequirementReport, language: Language, context: &ReportContext<'_>) -> RequirementRow {
    let mut evidence: Vec<Quoted> = Vec::new();
    for quote in &one.evidence {
        let place = match quote.strength {
            Strength::None => language.pick("ne compte pas", "does not count"),
            _ => words::section(&quote.section, language),
        };
        if let Some(quoted) = Quoted::at(context.resume_text, quote.start, quote.end, place)
            && !evidence.iter().any(|known| known.line == quoted.line)
        {
            evidence.push(quoted);
        }
    }
    let more = evidence.len().saturating_sub(QUOTES);
    evidence.truncate(QUOTES);
    let asked = one.source.first().and_then(|source| {
        Quoted::at(context.posting_text, source.start, source.end, language.pick("annonce", "posting"))
    });
    RequirementRow {
        label: advice::shown(one),
        modality: words::modality(one.modality, language).to_owned(),
        status: status_id(one.status),
        status_word: words::status(one.status, language).to_owned(),
        in_posting: one.in_posting,
        in_resume: one.in_resume,
        asked,
        evidence,
        more,
        why: parts::why(one, language, context),
    }
}

/// The name of a status in pages.
pub(crate) const fn status_id(status: Status) -> &'static str {
    match status {
        Status::Covered => "covered",
        Status::Near => "near",
        Status::Missing => "missing",
    }
}

fn missing(ordered: &[&RequirementReport], language: Language) -> Vec<(String, Vec<String>)> {
    [Modality::Required, Modality::Stated, Modality::Preferred]
        .into_iter()
        .filter_map(|modality| {
            let labels: Vec<String> = ordered
                .iter()
                .filter(|one| one.modality == modality && one.status != Status::Covered)
                .map(|one| advice::shown(one))
                .collect();
            (!labels.is_empty()).then(|| (words::modality(modality, language).to_owned(), labels))
        })
        .collect()
}
