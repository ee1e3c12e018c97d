//! The plan of edits: what would change, why, on what evidence, and what it would bring.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{TailoredResume, TailoringError, change::Change};
use crate::{
    Span,
    letter::{Locale, Source},
    report::{PostingHead, Share},
    resume::SectionKind,
};

/// The edits that tailor a resume to a posting; the same input gives the same plan, to the byte.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Plan {
    /// [`crate::report::SCHEMA_VERSION`].
    pub schema_version: u32,
    /// The reference date, `YYYY-MM-DD`.
    pub as_of: String,
    /// Digest of the lexicon.
    pub lexicon_digest: String,
    /// The resume, as the caller named it.
    pub document: String,
    /// The posting.
    pub posting: PostingHead,
    /// Language and country of the tailored resume.
    pub locale: Locale,
    /// The resume as it is.
    pub before: Measure,
    /// The tailored resume with every edit of the plan, written and read back.
    pub after: Measure,
    /// The edits, each free of the others.
    pub edits: Vec<Edit>,
    /// What a person should look at.
    pub flags: Vec<Flag>,
    /// The resume before any edit.
    #[serde(skip)]
    #[schemars(skip)]
    pub plain: TailoredResume,
}

/// Coverage and fit, in the units of the report.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct Measure {
    /// Coverage of the required, or of all where nothing is required.
    pub coverage: Share,
    /// Hundredths of a point; `null` where nothing can be scored.
    pub fit: Option<u32>,
}

impl Measure {
    /// Lower than `other` in coverage or in fit.
    pub fn is_lower(&self, other: &Self) -> bool {
        self.coverage.covered < other.coverage.covered || self.fit < other.fit
    }
}

/// One edit, to accept or to refuse.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Edit {
    /// Stable: it depends on the rule and on the words, not on the other edits.
    pub id: String,
    /// Code of the rule.
    pub rule: String,
    /// Kind of the section.
    pub section: Option<SectionKind>,
    /// Index of the entry of the resume, as in reports.
    pub entry: Option<usize>,
    /// What stands there now; empty where something is added.
    pub before: String,
    /// What would stand there; empty where something goes.
    pub after: String,
    /// The places that vouch for it.
    pub evidence: Vec<Place>,
    /// What this edit alone changes.
    pub effect: Effect,
    /// Why.
    pub reason: Reason,
    /// How it is done.
    #[serde(skip)]
    #[schemars(skip)]
    pub(super) change: Change,
}

/// A place in the resume or in the posting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Place {
    /// Whose text.
    pub source: Source,
    /// Where in it.
    #[serde(flatten)]
    pub span: Span,
    /// The words.
    pub text: String,
}

/// What an edit alone changes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Effect {
    /// Requirements that become covered, of those that [`Measure::coverage`] counts.
    pub covered: i32,
    /// How many there are.
    pub total: u32,
    /// Hundredths of a point of fit.
    pub fit: i32,
}

/// A sentence in both languages.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Reason {
    /// French.
    pub fr: String,
    /// English.
    pub en: String,
}

/// Something to look at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Flag {
    /// Stable code.
    pub code: String,
    /// Where, in the resume; none where it is about the whole.
    pub place: Option<Place>,
    /// What it says.
    pub message: Reason,
}

/// What a person decided of a plan. All edits are accepted that are not refused; where some are accepted by name, only these.
///
/// As a file it is the plan itself with a `decision` at the edits that were decided: `accept` or `refuse`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Decisions {
    /// Ids to accept.
    pub accept: BTreeSet<String>,
    /// Ids to refuse.
    pub refuse: BTreeSet<String>,
}

#[derive(Deserialize)]
struct File {
    edits: Vec<Decided>,
}

#[derive(Deserialize)]
struct Decided {
    id: String,
    #[serde(default)]
    decision: Option<Word>,
}

#[derive(Deserialize, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
enum Word {
    Accept,
    Refuse,
}

impl Decisions {
    /// Reads decisions from JSON.
    ///
    /// ```
    /// use sartor_core::tailoring::Decisions;
    /// let read = Decisions::parse(r#"{"edits": [{"id": "skills.surface.3fa2c1", "decision": "refuse"}, {"id": "entry.order.0b77aa"}]}"#)?;
    /// assert!(read.refuse.contains("skills.surface.3fa2c1") && read.accept.is_empty());
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Text that is not JSON of that form.
    pub fn parse(text: &str) -> Result<Self, serde_json::Error> {
        let file: File = serde_json::from_str(text)?;
        let of = |word| {
            let decided = file.edits.iter().filter(move |edit| edit.decision == Some(word));
            decided.map(|edit| edit.id.clone()).collect()
        };
        Ok(Self { accept: of(Word::Accept), refuse: of(Word::Refuse) })
    }

    /// Whether the edit is done.
    pub fn accepts(&self, edit: &Edit) -> bool {
        !self.refuse.contains(&edit.id) && (self.accept.is_empty() || self.accept.contains(&edit.id))
    }

    /// # Errors
    ///
    /// An id that the plan does not hold.
    pub(super) fn check(&self, plan: &Plan) -> Result<(), TailoringError> {
        let known = |id: &&String| plan.edits.iter().any(|edit| edit.id == **id);
        match self.accept.iter().chain(&self.refuse).find(|id| !known(id)) {
            Some(id) => Err(TailoringError::UnknownEdit { id: id.clone() }),
            None => Ok(()),
        }
    }
}
