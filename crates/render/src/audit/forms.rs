//! The audit as Markdown and as one self-contained HTML file.

use std::fmt::Write;

use minijinja::{
    context,
    value::{Serde, Value},
};

use super::{AuditView, Shown};
use crate::{
    Blocks, RenderError,
    html::{blocks, render},
    markdown::escape,
};

pub(super) fn markdown(view: &AuditView) -> String {
    let say = |fr: &'static str, en: &'static str| view.lang.pick(fr, en);
    let mut out = String::new();
    let _ = writeln!(out, "# {}\n\n{}", escape(&view.title), escape(&view.summary));
    for group in &view.groups {
        let _ = writeln!(out, "\n## {}\n", group.label);
        for finding in &group.findings {
            let _ = writeln!(out, "- {} `{}`", escape(&finding.message), finding.code);
            for (place, text) in &finding.places {
                let colon = if place.is_empty() { "" } else { view.lang.pick("\u{a0}: ", ": ") };
                let _ = writeln!(out, "  - {place}{colon}{}", escape(text));
            }
            let _ = writeln!(out, "  - → {}", escape(&finding.remedy));
        }
    }
    if let Some(readings) = &view.readings {
        let _ = writeln!(out, "\n## {}\n\n{}\n", say("Deux lectures", "Two readings"), readings.summary);
        let _ = writeln!(out, "| sartor | {} |\n| --- | --- |", say("un lecteur simple", "a simple reader"));
        for row in &readings.rows {
            let _ = match row {
                None => writeln!(out, "| … | … |"),
                Some((ours, theirs)) => writeln!(out, "| {} | {} |", marked(ours), marked(theirs)),
            };
        }
    }
    if !view.ignored.is_empty() {
        let _ = writeln!(out, "\n{} `{}`", say("Ignoré\u{a0}:", "Ignored:"), view.ignored.join("`, `"));
    }
    let _ = writeln!(out, "\n---\n\n{}", escape(&view.foot));
    out
}

fn marked(pieces: &[Shown]) -> String {
    let pieces: Vec<String> = pieces
        .iter()
        .map(|piece| match piece.mark {
            "only" => format!("~~{}~~", escape(&piece.text)),
            "moved" => format!("**{}**", escape(&piece.text)),
            _ => escape(&piece.text),
        })
        .collect();
    pieces.join(" ")
}

pub(super) fn html(view: &AuditView, template: &str) -> Result<String, RenderError> {
    render("reports/audit.html.j2", template, &context! { view => Value::from(Serde(view)) })
}

pub(super) fn parts(view: &AuditView, template: &str) -> Result<Blocks, RenderError> {
    let values = context! { view => Value::from(Serde(view)), fr => view.lang == sartor_core::Language::Fr };
    blocks("reports/audit.html.j2", template, &values, &["findings", "readings"])
}
