//! The plan of edits as a person reads it: what changes, why, on what evidence, what it brings.

use std::fmt::Write;

use sartor_core::{
    Language,
    letter::Source,
    tailoring::{Edit, Effect, Flag, Measure, Place, Plan},
    text::LineEnds,
};

use crate::{
    quote::safe,
    text::wrap,
    typography::{points, quoted},
};

/// Most places shown for one edit.
const PLACES: usize = 4;
/// Most characters of a place.
const WORDS: usize = 60;

/// Writes a plan; `resume_text` is what the places of the resume point into.
pub fn plan(plan: &Plan, resume_text: &str, language: Language) -> String {
    let lines = LineEnds::of(resume_text);
    let mut out = String::new();
    let posting = plan.posting.title.as_deref().unwrap_or("–");
    put(&mut out, language.pick("Annonce      ", "Posting      "), &safe(posting));
    put(
        &mut out,
        language.pick("Couverture   ", "Coverage     "),
        &pair(&plan.before, &plan.after, coverage, language),
    );
    put(
        &mut out,
        language.pick("Adéquation   ", "Fit          "),
        &pair(&plan.before, &plan.after, fit, language),
    );
    let _ = writeln!(out);
    if plan.edits.is_empty() {
        put(
            &mut out,
            "",
            language.pick(
                "Rien à modifier : ce CV suit déjà l’annonce.",
                "Nothing to edit: this resume follows the posting already.",
            ),
        );
    }
    for edit in &plan.edits {
        write_edit(&mut out, edit, &lines, language);
    }
    let whole = plan.flags.iter().filter(|flag| flag.place.is_none());
    for flag in whole {
        put(&mut out, "! ", language.pick(&flag.message.fr, &flag.message.en));
    }
    let of_texts: Vec<&Flag> = plan.flags.iter().filter(|flag| flag.place.is_some()).collect();
    if let Some(first) = of_texts.first() {
        put(&mut out, "! ", language.pick(&first.message.fr, &first.message.en));
        for place in of_texts.iter().filter_map(|flag| flag.place.as_ref()) {
            put(&mut out, &format!("  {} ", at(place, &lines, language)), &cut(&place.text));
        }
    }
    out
}

fn write_edit(out: &mut String, edit: &Edit, lines: &LineEnds, language: Language) {
    put(out, "", &format!("{}{}", edit.id, effect(&edit.effect, language)));
    for (sign, text) in [("  − ", &edit.before), ("  + ", &edit.after)] {
        for line in text.split('\n').filter(|line| !line.is_empty()) {
            put(out, sign, &safe(line));
        }
    }
    put(out, "    ", &safe(language.pick(&edit.reason.fr, &edit.reason.en)));
    let places: Vec<String> = edit
        .evidence
        .iter()
        .take(PLACES)
        .map(|place| format!("{} {}", at(place, lines, language), quoted(&cut(&place.text), language)))
        .collect();
    if !places.is_empty() {
        put(out, "    ", &places.join(" · "));
    }
    out.push('\n');
}

fn put(out: &mut String, first: &str, text: &str) {
    for line in wrap(first, text) {
        let _ = writeln!(out, "{}", line.trim_end());
    }
}

/// « ligne 34 », "posting".
fn at(place: &Place, lines: &LineEnds, language: Language) -> String {
    match place.source {
        Source::Resume => {
            format!("{} {}", language.pick("ligne", "line"), lines.line(place.span.start))
        }
        _ => language.pick("annonce", "posting").to_owned(),
    }
}

fn cut(text: &str) -> String {
    let text = safe(text);
    match text.char_indices().nth(WORDS) {
        Some((at, _)) => format!("{}…", text[..at].trim_end()),
        None => text,
    }
}

/// What the edit alone brings; nothing where it brings nothing.
pub(crate) fn effect(effect: &Effect, language: Language) -> String {
    let mut parts = Vec::new();
    if effect.covered != 0 {
        parts.push(format!(
            "{} {:+}/{}",
            language.pick("couverture", "coverage"),
            effect.covered,
            effect.total
        ));
    }
    if effect.fit != 0 {
        let sign = if effect.fit > 0 { '+' } else { '−' };
        parts.push(format!(
            "{} {sign}{}",
            language.pick("adéquation", "fit"),
            points(effect.fit.unsigned_abs(), language)
        ));
    }
    if parts.is_empty() { String::new() } else { format!("   {}", parts.join(" · ")) }
}

fn pair(
    before: &Measure,
    after: &Measure,
    show: fn(&Measure, Language) -> String,
    language: Language,
) -> String {
    format!("{} → {}", show(before, language), show(after, language))
}

fn coverage(measure: &Measure, _: Language) -> String {
    format!("{}/{}", measure.coverage.covered, measure.coverage.total)
}

fn fit(measure: &Measure, language: Language) -> String {
    measure.fit.map_or_else(|| "–".to_owned(), |fit| points(fit, language))
}
