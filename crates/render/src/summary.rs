//! The short form that `sartor apply` prints: what counts, on one screen.

use sartor_core::{Language, report::Report};

use crate::{ReportContext, text::wrap, view::View};

/// Most changes told.
const CHANGES: usize = 4;
/// Most lines of the whole.
const LINES: usize = 25;

/// Writes the summary of a report: at most 25 lines.
pub fn summary(report: &Report, language: Language, context: &ReportContext<'_>) -> String {
    let view = View::new(report, language, context);
    let say = |fr: &'static str, en: &'static str| language.pick(fr, en);
    let mut lines = Vec::new();
    let width = view.heads.iter().map(|(label, _)| label.chars().count()).max().unwrap_or(0);
    let width = width.max(say("Adéquation", "Coverage").chars().count());
    let mut tell = |label: &str, text: &str| {
        let gap = " ".repeat(width.saturating_sub(label.chars().count()));
        lines.extend(wrap(&format!("{label}{gap}  "), text));
    };
    for (label, value) in &view.heads {
        tell(label, value);
    }
    let fit = view.total.as_ref().map_or_else(
        || say("non calculable", "cannot be computed").to_owned(),
        |total| format!("{total} {}", say("sur 100", "of 100")),
    );
    tell(say("Adéquation", "Fit"), &fit);
    let shares: Vec<String> = view
        .coverage
        .iter()
        .filter(|row| row.total > 0)
        .map(|row| format!("{} {}/{}", row.label, row.covered, row.total))
        .collect();
    tell(say("Couverture", "Coverage"), &shares.join(" · "));
    for (modality, labels) in &view.missing {
        tell(say("Manque", "Missing"), &format!("{} ({modality})", labels.join(", ")));
    }
    for constraint in view.constraints.iter().filter(|row| row.status != "met") {
        let status = &constraint.status_word;
        let asked = &constraint.asked;
        let label = &constraint.label;
        let colon = language.pick("\u{a0}:", ":");
        tell(say("Condition", "Condition"), &format!("{label}{colon} {asked} ({status})"));
    }
    for sentence in view.near.iter().take(2) {
        tell(say("Voisin", "Near"), sentence);
    }
    for finding in &view.findings {
        tell(say("Fichier", "File"), finding);
    }
    if !view.changes.is_empty() || !view.wording.is_empty() {
        lines.push(String::new());
        lines.push(
            say("À changer d’abord, si c’est vrai\u{a0}:", "What to change first, if it is true:").to_owned(),
        );
    }
    for change in view.changes.iter().take(CHANGES) {
        lines.extend(wrap(
            &format!("  {:>6}  ", change.gain),
            &format!("{} — {}", change.label, change.advice),
        ));
    }
    for sentence in view.wording.iter().take(2) {
        lines.extend(wrap("       •  ", sentence));
    }
    if lines.len() > LINES {
        lines.truncate(LINES - 1);
        lines.push("…".to_owned());
    }
    lines.iter().map(|line| format!("{}\n", line.trim_end())).collect()
}
