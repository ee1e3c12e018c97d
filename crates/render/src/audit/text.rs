//! The audit for a terminal: at most 100 columns.

use super::{AuditView, Shown};
use crate::text::{WIDTH, wrap};

/// Columns of one reading.
const SIDE: usize = (WIDTH - 5) / 2;
/// Most rows of both readings; the other forms show all.
const ROWS: usize = 40;

pub(super) fn write(view: &AuditView) -> String {
    let mut out = Vec::new();
    out.extend(wrap("", &view.title));
    out.extend(wrap("", &view.summary));
    for group in &view.groups {
        out.push(String::new());
        out.push(group.label.to_uppercase());
        for finding in &group.findings {
            out.extend(wrap("  ", &format!("{} [{}]", finding.message, finding.code)));
            for (place, text) in &finding.places {
                let place = if place.is_empty() { String::new() } else { format!("{place}  ") };
                out.extend(wrap("      ", &format!("{place}{text}")));
            }
            out.extend(wrap("    → ", &finding.remedy));
        }
    }
    readings(view, &mut out);
    if !view.ignored.is_empty() {
        out.push(String::new());
        let label = view.lang.pick("Ignoré\u{a0}:", "Ignored:");
        out.extend(wrap("", &format!("{label} {}", view.ignored.join(", "))));
    }
    out.push(String::new());
    out.extend(wrap("", &view.foot));
    out.iter().map(|line| format!("{}\n", line.trim_end())).collect()
}

/// Both readings side by side; what only one has stands in `[ ]`, what moved in `{ }`.
fn readings(view: &AuditView, out: &mut Vec<String>) {
    let Some(readings) = &view.readings else { return };
    let say = |fr: &'static str, en: &'static str| view.lang.pick(fr, en);
    out.push(String::new());
    out.push(say("DEUX LECTURES", "TWO READINGS").to_owned());
    out.extend(wrap("  ", &readings.summary));
    let signs = say(
        "[ ] un seul des deux lecteurs a ces mots\u{202f}; { } ils sont ailleurs chez l’autre",
        "[ ] only one of the two readers has these words; { } the other has them elsewhere",
    );
    out.extend(wrap("  ", signs));
    out.push(both(say("sartor", "sartor"), say("un lecteur simple", "a simple reader")));
    for row in readings.rows.iter().take(ROWS) {
        match row {
            None => out.push("  …".to_owned()),
            Some((ours, theirs)) => {
                let (left, right) = (column(ours), column(theirs));
                for at in 0..left.len().max(right.len()) {
                    let of = |side: &[String]| side.get(at).cloned().unwrap_or_default();
                    out.push(both(&of(&left), &of(&right)));
                }
            }
        }
    }
    if readings.rows.len() > ROWS {
        out.push("  …".to_owned());
    }
}

fn both(left: &str, right: &str) -> String {
    let gap = " ".repeat(SIDE.saturating_sub(left.chars().count()));
    format!("  {left}{gap} │ {right}")
}

/// A line in rows of the width of one side.
fn column(pieces: &[Shown]) -> Vec<String> {
    let marked: Vec<String> = pieces
        .iter()
        .map(|piece| match piece.mark {
            "only" => format!("[{}]", piece.text),
            "moved" => format!("{{{}}}", piece.text),
            _ => piece.text.clone(),
        })
        .collect();
    let mut rows: Vec<String> = Vec::new();
    for word in marked.join(" ").split(' ') {
        for part in chunks(word) {
            match rows.last_mut() {
                Some(last) if last.chars().count() + 1 + part.chars().count() <= SIDE => {
                    last.push(' ');
                    last.push_str(&part);
                }
                _ => rows.push(part),
            }
        }
    }
    rows
}

/// A word longer than a side, cut.
fn chunks(word: &str) -> Vec<String> {
    let letters: Vec<char> = word.chars().collect();
    letters.chunks(SIDE).map(|chunk| chunk.iter().collect()).collect()
}
