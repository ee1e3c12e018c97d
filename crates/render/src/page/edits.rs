//! A plan of edits to choose from.

use sartor_core::{
    Language,
    tailoring::{Decisions, Edit, Measure, Plan},
};
use serde::Serialize;

use crate::{plan::effect, safe, typography::points};

/// The edits of a plan.
#[derive(Debug, Clone, Serialize)]
pub struct EditsView {
    /// The resume as it is.
    pub before: MeasureView,
    /// The edits.
    pub edits: Vec<EditRow>,
    /// What a person should look at.
    pub flags: Vec<String>,
}

/// Coverage and fit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MeasureView {
    /// « 5/8 ».
    pub coverage: String,
    /// « 74,70 »; a dash where nothing can be scored.
    pub fit: String,
    /// The share covered, of 10,000, for a bar.
    pub covered: u32,
    /// Hundredths of a point, for a bar.
    pub points: u32,
}

/// One edit.
#[derive(Debug, Clone, Serialize)]
pub struct EditRow {
    /// Its id.
    pub id: String,
    /// What stands there now, by lines.
    pub before: Vec<String>,
    /// What would stand there, by lines.
    pub after: Vec<String>,
    /// Why.
    pub reason: String,
    /// What it alone brings; empty where that is nothing.
    pub effect: String,
    /// It is accepted.
    pub accepted: bool,
}

/// A plan as it is decided.
pub fn edits(plan: &Plan, decisions: &Decisions, language: Language) -> EditsView {
    EditsView {
        before: measure(&plan.before, language),
        edits: plan.edits.iter().map(|edit| row(edit, decisions, language)).collect(),
        flags: plan.flags.iter().map(|flag| safe(language.pick(&flag.message.fr, &flag.message.en))).fold(
            Vec::new(),
            |mut told, flag| {
                if !told.contains(&flag) {
                    told.push(flag);
                }
                told
            },
        ),
    }
}

/// Coverage and fit in words.
pub fn measure(measure: &Measure, language: Language) -> MeasureView {
    let share = measure.coverage;
    MeasureView {
        coverage: format!("{}/{}", share.covered, share.total),
        fit: measure.fit.map_or_else(|| "–".to_owned(), |fit| points(fit, language)),
        covered: (share.covered * 10_000).checked_div(share.total).unwrap_or(0),
        points: measure.fit.unwrap_or(0),
    }
}

fn row(edit: &Edit, decisions: &Decisions, language: Language) -> EditRow {
    let lines = |text: &str| text.split('\n').filter(|line| !line.is_empty()).map(safe).collect();
    EditRow {
        id: edit.id.clone(),
        before: lines(&edit.before),
        after: lines(&edit.after),
        reason: safe(language.pick(&edit.reason.fr, &edit.reason.en)),
        effect: effect(&edit.effect, language).trim().to_owned(),
        accepted: decisions.accepts(edit),
    }
}
