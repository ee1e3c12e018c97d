//! Openings: what is kept of a posting and of a resume, and the matrix of those who applied.

use std::{
    collections::BTreeMap,
    panic::{self, AssertUnwindSafe},
};

use sartor_core::{
    Language,
    apply::{Brief, ReadResume},
    audit::{self, PostingAudit},
    document::Document,
    lexicon::Lexicon,
    opening::{Entrant, Matrix, View, Weights},
    report::Report,
};
use sartor_store::{
    Applicant, ApplicantId, ApplicantLine, Json, NewOpening, Opening, OpeningId, Outcome, Rank, Store,
};

use super::read;
use crate::{
    Services,
    ask::{Ask, Upload},
    fault::{Fault, Part},
};

/// The word for how the posting of an opening is kept: whole, as our reader has it.
const KEPT: &str = "document";

/// The posting of an opening, read.
#[derive(Debug)]
pub(crate) struct Draft {
    title: String,
    posting: String,
    name: Option<String>,
    language: Language,
}

impl Draft {
    /// Reads the posting of a request; a title that is not given is that of the posting.
    pub(crate) fn of(ask: &Ask, services: &Services) -> Result<Self, Fault> {
        let upload = ask.files.posting.as_ref().ok_or(Fault::MissingField("posting"))?;
        let document = read(upload, Part::Posting, services)?;
        let brief = Brief::posting(&services.engine, &document);
        let Brief::Posting(posting, _) = &brief else { return Err(Fault::Internal) };
        let own = posting.title_clean.as_deref().unwrap_or_default().trim();
        let untitled = ask.language.pick("Poste sans intitulé", "Opening without a title");
        let title = ask.title.as_deref().unwrap_or(if own.is_empty() { untitled } else { own });
        Ok(Self {
            title: title.chars().take(200).collect(),
            posting: serde_json::to_string(&document).map_err(|_| Fault::Internal)?,
            name: upload.name.clone(),
            language: posting.language,
        })
    }

    /// As the store takes it.
    pub(crate) fn opening<'a>(&'a self, ask: &Ask, services: &Services) -> NewOpening<'a> {
        let as_of = super::date(ask, services);
        NewOpening {
            posting_kind: KEPT,
            posting_name: self.name.as_deref(),
            retention: ask.retention.unwrap_or_default(),
            ..NewOpening::of_text(&self.title, &self.posting, self.language, as_of)
        }
    }
}

/// The document of the posting of an opening.
pub(crate) fn posting(opening: &Opening) -> Result<Document, Fault> {
    serde_json::from_str(&opening.posting).map_err(|_| Fault::Internal)
}

/// What its writer should mend.
pub(crate) fn lint(
    opening: &Opening,
    language: Language,
    services: &Services,
) -> Result<PostingAudit, Fault> {
    let (document, name) = (posting(opening)?, opening.posting_name.as_deref().unwrap_or(&opening.title));
    let rules = &services.books.postings;
    Ok(audit::lint_posting(name, &document, services.engine.matcher(), rules, language))
}

/// A file of an applicant, read and held against the posting.
#[derive(Debug)]
pub(crate) struct Assessed {
    /// blake3 of its bytes.
    pub(crate) digest: String,
    /// The name of the person.
    pub(crate) name: Option<String>,
    /// What the store keeps.
    pub(crate) outcome: Outcome,
    /// Why it could not be read.
    pub(crate) fault: Option<Fault>,
}

/// Reads a file and holds it against the posting; whatever happens to it, others are not touched by it.
pub(crate) fn assess(upload: &Upload, opening: &Opening, brief: &Brief, services: &Services) -> Assessed {
    let digest = blake3::hash(&upload.bytes).to_hex().to_string();
    let scored = panic::catch_unwind(AssertUnwindSafe(|| {
        let document = read(upload, Part::Resume, services)?;
        let read = ReadResume::new(&services.engine, document);
        let report = report(&read, super::name_of(upload), opening, brief, opening.language, services);
        let name = read.resume.contact.name.as_ref().map(|name| name.text.clone());
        Ok((name, outcome(&read.document, &report)?))
    }));
    match scored.unwrap_or(Err(Fault::Internal)) {
        Ok((name, outcome)) => Assessed { digest, name, outcome, fault: None },
        Err(fault) => {
            let outcome = Outcome::Failed { code: fault.code().to_owned() };
            Assessed { digest, name: None, outcome, fault: Some(fault) }
        }
    }
}

fn report(
    read: &ReadResume,
    name: &str,
    opening: &Opening,
    brief: &Brief,
    language: Language,
    services: &Services,
) -> Report {
    brief.report(&services.engine, name, read, opening.as_of, language)
}

fn outcome(document: &Document, report: &Report) -> Result<Outcome, Fault> {
    Ok(Outcome::Read { document: Json::of(document)?, report: Json::of(report)?, rank: rank(report) })
}

fn rank(report: &Report) -> Rank {
    let coverage = report.coverage.decisive();
    Rank {
        fit: report.fit.total.map(i64::from),
        coverage: coverage.share,
        missing: coverage.total - coverage.covered,
    }
}

/// An applicant, read anew from what is kept, for a page in any language.
#[derive(Debug)]
pub(crate) struct Profile {
    pub(crate) read: ReadResume,
    pub(crate) brief: Brief,
    pub(crate) report: Report,
}

impl Profile {
    /// Nothing for a file that could not be read.
    pub(crate) fn of(
        applicant: &Applicant,
        opening: &Opening,
        language: Language,
        services: &Services,
    ) -> Result<Option<Self>, Fault> {
        let Some(document) = &applicant.document else { return Ok(None) };
        let read = ReadResume::new(&services.engine, document.read()?);
        let brief = Brief::posting(&services.engine, &posting(opening)?);
        let report = report(&read, &applicant.line.file_name, opening, &brief, language, services);
        Ok(Some(Self { read, brief, report }))
    }
}

/// An opening with everyone who applied.
#[derive(Debug)]
pub(crate) struct Roster {
    pub(crate) opening: Opening,
    pub(crate) lines: Vec<ApplicantLine>,
    reports: BTreeMap<ApplicantId, Report>,
}

impl Roster {
    /// Brings it from the store.
    pub(crate) async fn of(store: &Store, id: &OpeningId) -> Result<Self, Fault> {
        let opening = store.opening(id).await?;
        let lines = store.applicants(id).await?;
        let mut reports = BTreeMap::new();
        for (applicant, report) in store.reports(id).await? {
            reports.insert(applicant, report.read()?);
        }
        Ok(Self { opening, lines, reports })
    }

    /// The matrix.
    pub(crate) fn matrix(&self, lexicon: &Lexicon, language: Language, view: View) -> Matrix {
        let entrants = self.lines.iter().map(|line| Entrant {
            id: line.id.as_str(),
            label: &line.label,
            name: line.name.as_deref(),
            document: &line.file_name,
            report: self.reports.get(&line.id).ok_or(line.code.as_deref().unwrap_or("store.damaged")),
        });
        let mut matrix = Matrix::of(&entrants.collect::<Vec<_>>(), &self.weights(), lexicon, language, view);
        // The date is told by reports, of which there may be none yet.
        if matrix.as_of.is_empty() {
            matrix.as_of = self.opening.as_of.to_string();
        }
        matrix
    }

    /// The weights that the recruiter moved.
    pub(crate) fn weights(&self) -> Weights {
        self.opening.weights.iter().map(|(id, factor)| (id.clone(), *factor)).collect()
    }

    /// Whether reports were made with another lexicon than this.
    pub(crate) fn is_stale(&self, lexicon: &Lexicon) -> bool {
        self.reports.values().any(|report| report.lexicon_digest != lexicon.digest)
    }
}

/// The reports anew of all documents that are kept, as after a change of the posting or of the lexicon.
pub(crate) fn again(
    documents: &[(ApplicantId, Json)],
    names: &BTreeMap<ApplicantId, String>,
    opening: &Opening,
    services: &Services,
) -> Result<Vec<(ApplicantId, Json, Rank)>, Fault> {
    let brief = Brief::posting(&services.engine, &posting(opening)?);
    let mut all = Vec::with_capacity(documents.len());
    for (id, document) in documents {
        let read = ReadResume::new(&services.engine, document.read()?);
        let name = names.get(id).map_or("", String::as_str);
        let report = report(&read, name, opening, &brief, opening.language, services);
        all.push((id.clone(), Json::of(&report)?, rank(&report)));
    }
    Ok(all)
}
