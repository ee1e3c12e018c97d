//! One line about one applicant: what a table of many keeps of a report.

use serde::{Deserialize, Serialize};

use super::{Met, Report, SCHEMA_VERSION, Status};
use crate::{Language, posting::Modality};

/// What a table keeps of one resume, whatever happened to it.
///
/// ```
/// use sartor_core::report::{Cell, Column, Row};
/// let row = Row::failed("cv.pdf", None, "input.damaged", "The file is broken.");
/// assert_eq!(row.cell(Column::Code), Cell::Text("input.damaged".to_owned()));
/// assert_eq!(row.cell(Column::Fit), Cell::Empty);
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// Name of the document; in a blind table the applicant's id.
    pub document: String,
    /// Place by fit, from 1; equals share one.
    pub rank: Option<u32>,
    /// The posting or role, where a table has several.
    pub against: Option<String>,
    /// blake3 of the bytes of the document.
    pub digest: Option<String>,
    /// The first document of the same bytes.
    pub duplicates_of: Option<String>,
    /// The score, or why there is none.
    pub outcome: Outcome,
}

/// The score, or why there is none.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase", tag = "status")]
pub enum Outcome {
    /// It was scored.
    Ok(Box<Scored>),
    /// It was not.
    Error {
        /// Stable code.
        code: String,
        /// One sentence, in the language of the table.
        message: String,
    },
}

/// What is kept of a report.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Scored {
    /// Name of the applicant; none in a blind table.
    pub name: Option<String>,
    /// Language of the resume.
    pub language: Language,
    /// Share of the required keywords; of all, where nothing is required.
    pub coverage: Option<f64>,
    /// Share of all keywords.
    pub coverage_all: Option<f64>,
    /// Hundredths of a point.
    pub fit: Option<u32>,
    /// Ids of the required that are not covered.
    pub missing_required: Vec<String>,
    /// Ids of all that are not covered.
    pub missing: Vec<String>,
    /// Of those, ids that something near stands for.
    pub near: Vec<String>,
    /// Kinds of the constraints that are not met: `years`, `diploma` …
    pub not_met: Vec<String>,
    /// Digest of the lexicon.
    pub lexicon_digest: String,
    /// The reference date.
    pub as_of: String,
}

impl Row {
    /// The row of a report.
    pub fn scored(document: &str, digest: Option<String>, name: Option<String>, report: &Report) -> Self {
        let ids = |keep: &dyn Fn(Modality, Status) -> bool| -> Vec<String> {
            let kept = report.requirements.iter().filter(|one| keep(one.modality, one.status));
            kept.map(|one| one.id.clone()).collect()
        };
        let not_met = report.constraints.iter().filter(|one| one.status == Met::NotMet);
        Self::new(
            document,
            digest,
            Outcome::Ok(Box::new(Scored {
                name,
                language: report.resume.language,
                coverage: report.coverage.decisive().share,
                coverage_all: report.coverage.all.share,
                fit: report.fit.total,
                missing_required: ids(&|modality, status| {
                    modality == Modality::Required && status != Status::Covered
                }),
                missing: ids(&|_, status| status != Status::Covered),
                near: ids(&|_, status| status == Status::Near),
                not_met: not_met.map(|one| one.kind.clone()).collect(),
                lexicon_digest: report.lexicon_digest.clone(),
                as_of: report.as_of.clone(),
            })),
        )
    }

    /// The row of a resume that could not be scored.
    pub fn failed(document: &str, digest: Option<String>, code: &str, message: &str) -> Self {
        let outcome = Outcome::Error { code: code.to_owned(), message: message.to_owned() };
        Self::new(document, digest, outcome)
    }

    /// What is told of a row of a table that has nothing to read in its column, code `input.row`.
    pub fn nothing_to_read(column: &str, language: Language) -> String {
        language.pick(
            format!("La ligne n’a rien à lire dans la colonne {column}\u{202f}; nommez la bonne colonne."),
            format!("The row has nothing to read in the column {column}; name the right column."),
        )
    }

    fn new(document: &str, digest: Option<String>, outcome: Outcome) -> Self {
        Self {
            document: document.to_owned(),
            rank: None,
            against: None,
            digest,
            duplicates_of: None,
            outcome,
        }
    }

    /// What was kept of the report, if there is one.
    pub fn score(&self) -> Option<&Scored> {
        match &self.outcome {
            Outcome::Ok(scored) => Some(scored),
            Outcome::Error { .. } => None,
        }
    }

    /// Hundredths of a point, where it was scored.
    pub fn fit(&self) -> Option<u32> {
        self.score().and_then(|scored| scored.fit)
    }

    /// What stands in a column.
    pub fn cell(&self, column: Column) -> Cell {
        let text = |text: &Option<String>| text.clone().map_or(Cell::Empty, Cell::Text);
        match column {
            Column::Rank => self.rank.map_or(Cell::Empty, Cell::Count),
            Column::Document | Column::Applicant => Cell::Text(self.document.clone()),
            Column::Against => text(&self.against),
            Column::Digest => text(&self.digest),
            Column::DuplicatesOf => text(&self.duplicates_of),
            Column::SchemaVersion => Cell::Count(SCHEMA_VERSION),
            _ => match &self.outcome {
                Outcome::Ok(scored) => scored.cell(column),
                Outcome::Error { code, message } => match column {
                    Column::Status => Cell::Text("error".to_owned()),
                    Column::Code => Cell::Text(code.clone()),
                    Column::Message => Cell::Text(message.clone()),
                    _ if column.is_list() => Cell::List(Vec::new()),
                    _ => Cell::Empty,
                },
            },
        }
    }
}

impl Scored {
    fn cell(&self, column: Column) -> Cell {
        let share = |share: Option<f64>| share.map_or(Cell::Empty, Cell::Share);
        match column {
            Column::Status => Cell::Text("ok".to_owned()),
            Column::Name => self.name.clone().map_or(Cell::Empty, Cell::Text),
            Column::Language => Cell::Text(self.language.code().to_owned()),
            Column::Coverage => share(self.coverage),
            Column::CoverageAll => share(self.coverage_all),
            Column::Fit => self.fit.map_or(Cell::Empty, Cell::Points),
            Column::MissingRequired => Cell::List(self.missing_required.clone()),
            Column::Missing => Cell::List(self.missing.clone()),
            Column::Near => Cell::List(self.near.clone()),
            Column::NotMet => Cell::List(self.not_met.clone()),
            Column::LexiconDigest => Cell::Text(self.lexicon_digest.clone()),
            Column::AsOf => Cell::Text(self.as_of.clone()),
            _ => Cell::Empty,
        }
    }
}

/// What stands in one column of a [`Row`].
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// A text.
    Text(String),
    /// A whole number.
    Count(u32),
    /// Hundredths of a point.
    Points(u32),
    /// 0 to 1.
    Share(f64),
    /// Ids.
    List(Vec<String>),
}

impl From<Cell> for serde_json::Value {
    fn from(cell: Cell) -> Self {
        match cell {
            Cell::Empty => Self::Null,
            Cell::Text(text) => text.into(),
            Cell::Count(number) | Cell::Points(number) => number.into(),
            Cell::Share(share) => share.into(),
            Cell::List(list) => list.into(),
        }
    }
}

macro_rules! columns {
    ($($(#[doc = $doc:literal])+ $name:ident = $id:literal),+ $(,)?) => {
        /// A column of a table of [`Row`]s.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Column { $($(#[doc = $doc])+ $name),+ }

        impl Column {
            /// All of them, in the order of a table.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// The name of the column in JSON and at the head of a table.
            pub const fn id(self) -> &'static str {
                match self { $(Self::$name => $id),+ }
            }
        }
    };
}

columns! {
    /// Place by fit; only where a table is ranked.
    Rank = "rank",
    /// Name of the document.
    Document = "document",
    /// Id of the applicant, instead of document and name, in a blind table.
    Applicant = "applicant",
    /// The posting or role, where a table has several.
    Against = "against",
    /// blake3 of the bytes.
    Digest = "digest",
    /// `ok` or `error`.
    Status = "status",
    /// Code of the error.
    Code = "code",
    /// Its sentence.
    Message = "message",
    /// Name of the applicant.
    Name = "name",
    /// Language of the resume.
    Language = "language",
    /// Share of the required keywords.
    Coverage = "coverage",
    /// Share of all keywords.
    CoverageAll = "coverage_all",
    /// The score.
    Fit = "fit",
    /// Ids of the required that are missing.
    MissingRequired = "missing_required",
    /// Ids of all that are missing.
    Missing = "missing",
    /// Of these, ids that something near stands for.
    Near = "near",
    /// Constraints that are not met.
    NotMet = "not_met",
    /// The first document of the same bytes.
    DuplicatesOf = "duplicates_of",
    /// The reference date.
    AsOf = "as_of",
    /// Digest of the lexicon.
    LexiconDigest = "lexicon_digest",
    /// Version of the shape of rows and reports.
    SchemaVersion = "schema_version",
}

impl Column {
    /// The columns of a table where none are chosen.
    pub fn of_table(blind: bool, several: bool, ranked: bool) -> Vec<Self> {
        let shown = |column: &Self| match column {
            Self::Rank => ranked,
            Self::Document | Self::Name => !blind,
            Self::Applicant => blind,
            Self::Against => several,
            _ => true,
        };
        Self::ALL.iter().copied().filter(shown).collect()
    }

    /// True where cells are lists of ids.
    pub const fn is_list(self) -> bool {
        matches!(self, Self::MissingRequired | Self::Missing | Self::Near | Self::NotMet)
    }

    /// The column of this name.
    pub fn named(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|column| column.id() == id)
    }
}

/// Sorts rows by fit, the best first, and gives each its rank: equals share one, and stand by name. Rows without a score come last, without a
/// rank; so does a second copy of a document, which is no second applicant.
pub fn rank(rows: &mut [Row]) {
    let key = |row: &Row| (row.duplicates_of.is_some(), std::cmp::Reverse(row.fit()));
    rows.sort_by(|a, b| key(a).cmp(&key(b)).then_with(|| a.document.cmp(&b.document)));
    let mut last: Option<(u32, u32)> = None;
    for (at, row) in (1..).zip(rows) {
        row.rank = None;
        let (None, Some(fit)) = (&row.duplicates_of, row.fit()) else { continue };
        let rank = last.filter(|(known, _)| *known == fit).map_or(at, |(_, rank)| rank);
        row.rank = Some(rank);
        last = Some((fit, rank));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(document: &str, fit: Option<u32>) -> Row {
        let mut row = Row::failed(document, None, "x", "x");
        if let Some(fit) = fit {
            row.outcome = Outcome::Ok(Box::new(Scored {
                name: None,
                language: Language::Fr,
                coverage: None,
                coverage_all: None,
                fit: Some(fit),
                missing_required: Vec::new(),
                missing: Vec::new(),
                near: Vec::new(),
                not_met: Vec::new(),
                lexicon_digest: String::new(),
                as_of: String::new(),
            }));
        }
        row
    }

    #[test]
    fn equals_share_a_rank_and_copies_have_none() {
        let copy = Row { duplicates_of: Some("b".to_owned()), ..row("e", Some(900)) };
        let mut rows = [
            row("d", Some(500)),
            row("a", None),
            copy,
            row("c", Some(700)),
            row("b", Some(900)),
            row("bb", Some(900)),
        ];
        rank(&mut rows);
        let told: Vec<(&str, Option<u32>)> =
            rows.iter().map(|row| (row.document.as_str(), row.rank)).collect();
        assert_eq!(
            told,
            [("b", Some(1)), ("bb", Some(1)), ("c", Some(3)), ("d", Some(4)), ("a", None), ("e", None)]
        );
    }

    #[test]
    fn a_row_is_read_back_as_it_was_written() {
        for row in [row("a", None), row("b", Some(7_470))] {
            let line = serde_json::to_string(&row).expect("JSON");
            assert_eq!(serde_json::from_str::<Row>(&line).expect("a row"), row);
        }
    }

    #[test]
    fn a_blind_table_has_no_names() {
        let columns = Column::of_table(true, false, false);
        assert!(!columns.contains(&Column::Document) && !columns.contains(&Column::Name));
        assert!(columns.contains(&Column::Applicant));
        assert!(Column::ALL.iter().all(|column| Column::named(column.id()) == Some(*column)));
    }
}
