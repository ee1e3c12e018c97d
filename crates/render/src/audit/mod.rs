//! The audit of a resume in every form; all are written from one [`AuditView`].

mod forms;
mod sarif;
mod text;

use sartor_core::{
    Language,
    audit::{Audit, Comparison, Evidence, Finding, Mark, PostingAudit, Row, Severity, Side},
};
use serde::Serialize;

pub use sarif::sarif;

use crate::{Format, RenderError, safe, typography};

/// Most characters of a quoted place.
const QUOTED: usize = 110;
/// Rows around one that differs.
const AROUND: usize = 1;

/// An audit in the words of a person.
#[derive(Debug, Clone, Serialize)]
pub struct AuditView {
    /// `fr` or `en`.
    pub language: &'static str,
    #[serde(skip)]
    pub(crate) lang: Language,
    /// One line.
    pub title: String,
    /// What was found in all, one line.
    pub summary: String,
    /// The findings, by severity, the gravest first.
    pub groups: Vec<Group>,
    /// Codes that are ignored, with how often they were found.
    pub ignored: Vec<String>,
    /// Both readings; nothing where they agree or were not compared.
    pub readings: Option<Readings>,
    /// Reference date, digest of the lexicon and schema, one line.
    pub foot: String,
}

/// Findings of one severity.
#[derive(Debug, Clone, Serialize)]
pub struct Group {
    /// `fatal`, `major`, `missing_data`, `suggestion`.
    pub severity: &'static str,
    /// Its name for a person.
    pub label: String,
    /// The findings.
    pub findings: Vec<FindingRow>,
}

/// One finding.
#[derive(Debug, Clone, Serialize)]
pub struct FindingRow {
    /// Its code.
    pub code: String,
    /// What was found.
    pub message: String,
    /// What to do.
    pub remedy: String,
    /// Where: the place in words, and what stands there.
    pub places: Vec<(String, String)>,
}

/// Both readings of a file, the rows that differ and those around them.
#[derive(Debug, Clone, Serialize)]
pub struct Readings {
    /// One line: how much is lost, moved, added.
    pub summary: String,
    /// Rows; nothing stands for rows that are left out because they agree.
    pub rows: Vec<Option<(Vec<Shown>, Vec<Shown>)>>,
}

/// Words that fared alike.
#[derive(Debug, Clone, Serialize)]
pub struct Shown {
    /// The words.
    pub text: String,
    /// `same`, `moved` or `only`.
    pub mark: &'static str,
}

impl AuditView {
    /// The audit in the words of `language`, which is that in which its findings were told.
    pub fn new(audit: &Audit, language: Language) -> Self {
        let groups = groups(&audit.findings, audit.resume.pages, language);
        let mut ignored: Vec<String> = audit.ignored.iter().map(|finding| finding.code.clone()).collect();
        ignored.sort();
        ignored.dedup();
        let date = typography::date(&audit.as_of, language);
        let foot = language.pick(
            format!(
                "Date de référence\u{a0}: {date} · lexique {} · schéma {}",
                audit.lexicon_digest, audit.schema_version
            ),
            format!(
                "Reference date: {date} · lexicon {} · schema {}",
                audit.lexicon_digest, audit.schema_version
            ),
        );
        Self {
            language: language.code(),
            lang: language,
            title: language.pick("Contrôle de ", "Audit of ").to_owned() + &safe(&audit.resume.document),
            summary: summary(
                &audit.findings,
                language.pick(
                    " Ces remarques n’entrent ni dans la couverture ni dans l’adéquation.",
                    " None of this enters coverage or fit.",
                ),
                language,
            ),
            groups,
            ignored,
            readings: audit
                .readings
                .as_ref()
                .filter(|seen| differ(seen))
                .map(|seen| readings(seen, language)),
            foot,
        }
    }
}

/// Writes the findings on a posting for a terminal.
pub fn posting(audit: &PostingAudit, language: Language) -> String {
    let title = audit.posting.title.as_deref().map_or(String::new(), |title| format!(" ({})", safe(title)));
    text::write(&AuditView {
        language: language.code(),
        lang: language,
        title: format!(
            "{}{}{title}",
            language.pick("Contrôle de l’annonce ", "Check of the posting "),
            safe(&audit.posting.document)
        ),
        summary: summary(&audit.findings, "", language),
        groups: groups(&audit.findings, audit.posting.pages, language),
        ignored: Vec::new(),
        readings: None,
        foot: language.pick(
            format!("Lexique {} · schéma {}", audit.lexicon_digest, audit.schema_version),
            format!("Lexicon {} · schema {}", audit.lexicon_digest, audit.schema_version),
        ),
    })
}

/// Writes an audit; `template` is the source of `reports/audit.html.j2`.
///
/// # Errors
///
/// Where the HTML template does not work; the other forms cannot fail.
pub fn audit(
    audit: &Audit,
    format: Format,
    language: Language,
    template: &str,
) -> Result<String, RenderError> {
    let view = AuditView::new(audit, language);
    match format {
        Format::Text => Ok(text::write(&view)),
        Format::Markdown => Ok(forms::markdown(&view)),
        Format::Html => forms::html(&view, template),
    }
}

/// The audit as blocks of markup, for a page that shows more beside them: `findings` and `readings`; `template` as for [`audit`].
///
/// # Errors
///
/// Where the HTML template does not work.
pub fn blocks(audit: &Audit, language: Language, template: &str) -> Result<crate::Blocks, RenderError> {
    forms::parts(&AuditView::new(audit, language), template)
}

/// The name of a severity.
fn label(severity: Severity, language: Language) -> &'static str {
    match severity {
        Severity::Fatal => language.pick("Bloquant", "Fatal"),
        Severity::Major => language.pick("Important", "Major"),
        Severity::MissingData => language.pick("Information manquante", "Missing data"),
        Severity::Suggestion => language.pick("Suggestion", "Suggestion"),
    }
}

/// « 2 importants », "2 major".
fn counted(count: usize, severity: Severity, language: Language) -> String {
    let s = if count > 1 { "s" } else { "" };
    let label = match (severity, language) {
        (Severity::Fatal, Language::Fr) => format!("bloquant{s}"),
        (Severity::Major, Language::Fr) => format!("important{s}"),
        (Severity::MissingData, Language::Fr) => format!("information{s} manquante{s}"),
        (Severity::Suggestion, _) => format!("suggestion{s}"),
        (_, Language::En) => label(severity, language).to_lowercase(),
    };
    format!("{count} {label}")
}

/// How many findings there are of each severity; `end` follows where there are any.
fn summary(findings: &[Finding], end: &str, language: Language) -> String {
    let count = |severity| findings.iter().filter(|finding| finding.severity == severity).count();
    let counts: Vec<String> = Severity::ALL
        .into_iter()
        .map(|severity| (count(severity), severity))
        .filter(|(count, _)| *count > 0)
        .map(|(count, severity)| counted(count, severity, language))
        .collect();
    if counts.is_empty() {
        return language.pick("Rien à signaler.", "Nothing to report.").to_owned();
    }
    format!("{}.{end}", counts.join(", "))
}

/// The findings by severity, the gravest first.
fn groups(findings: &[Finding], pages: u32, language: Language) -> Vec<Group> {
    let of = |severity| findings.iter().filter(move |finding| finding.severity == severity);
    let group = |severity: Severity| Group {
        severity: severity.id(),
        label: label(severity, language).to_owned(),
        findings: of(severity).map(|finding| row(finding, pages, language)).collect(),
    };
    Severity::ALL.into_iter().map(group).filter(|group| !group.findings.is_empty()).collect()
}

fn row(finding: &Finding, pages: u32, language: Language) -> FindingRow {
    FindingRow {
        code: finding.code.clone(),
        message: safe(&finding.message),
        remedy: safe(&finding.remedy),
        places: finding.evidence.iter().map(|one| (place(one, pages, language), quoted(&one.text))).collect(),
    }
}

/// The page is told where there are several.
fn place(evidence: &Evidence, pages: u32, language: Language) -> String {
    let line = evidence.line.map(|line| format!("{} {line}", language.pick("ligne", "line")));
    let page = evidence.page.filter(|_| pages > 1).map(|page| format!("page {page}"));
    [page, line].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn quoted(text: &str) -> String {
    let text = safe(text);
    if text.chars().count() <= QUOTED {
        return text;
    }
    let cut: String = text.chars().take(QUOTED - 2).collect();
    format!("{} …", cut.rsplit_once(' ').map_or(cut.as_str(), |(whole, _)| whole))
}

fn differ(seen: &Comparison) -> bool {
    seen.lost + seen.moved + seen.added > 0
}

fn readings(seen: &Comparison, language: Language) -> Readings {
    let Comparison { words, lost, moved, added, .. } = seen;
    let summary = language.pick(
        format!("Sur {words} mots, un lecteur simple en perd ou brise {lost}, en déplace {moved}, et en ajoute {added}."),
        format!("Of {words} words a simple reader loses or breaks {lost}, moves {moved}, and adds {added}."),
    );
    let near = |at: usize| {
        let from = at.saturating_sub(AROUND);
        seen.rows[from..(at + AROUND + 1).min(seen.rows.len())].iter().any(Row::differs)
    };
    let mut rows: Vec<Option<(Vec<Shown>, Vec<Shown>)>> = Vec::new();
    for (at, row) in seen.rows.iter().enumerate() {
        if near(at) {
            rows.push(Some((pieces(row.ours.as_ref()), pieces(row.theirs.as_ref()))));
        } else if !matches!(rows.last(), Some(None)) {
            rows.push(None);
        }
    }
    Readings { summary, rows }
}

fn pieces(side: Option<&Side>) -> Vec<Shown> {
    let mark = |mark: Mark| match mark {
        Mark::Same => "same",
        Mark::Moved => "moved",
        Mark::Only => "only",
    };
    let pieces = side.map_or(&[][..], |side| &side.pieces);
    pieces.iter().map(|piece| Shown { text: safe(&piece.text), mark: mark(piece.mark) }).collect()
}
