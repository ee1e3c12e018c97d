//! The report as Markdown; text of others is escaped.

use std::fmt::Write;

use sartor_core::Language;

use crate::{
    quote::Quoted,
    text::{capital, counts, promise, unlisted_note},
    view::View,
};

pub(crate) fn write(view: &View) -> String {
    let mut out = String::new();
    let say = |fr: &'static str, en: &'static str| view.lang.pick(fr, en);
    let _ = writeln!(out, "# {}\n", escape(&view.title));
    for (label, value) in &view.heads {
        let _ = writeln!(out, "- **{label}**{} {}", view.lang.pick("\u{a0}:", ":"), escape(value));
    }
    let _ = writeln!(out, "\n## {}\n", say("Couverture", "Coverage"));
    row(&mut out, &[say("Mots-clés", "Keywords"), say("Trouvés", "Found"), say("Sur", "Of"), "%"]);
    rule(&mut out, "l r r r");
    for share in &view.coverage {
        row(&mut out, &[&share.label, &share.covered.to_string(), &share.total.to_string(), &share.percent]);
    }
    fit(view, &mut out);
    changes(view, &mut out);
    missing(view, &mut out);
    unlisted(view, &mut out);
    if !view.constraints.is_empty() {
        let _ = writeln!(out, "\n## Conditions\n");
        row(&mut out, &["", say("Demandé", "Asked"), say("Trouvé", "Found"), ""]);
        rule(&mut out, "l l l l");
        for one in &view.constraints {
            row(
                &mut out,
                &[&one.label, &escape(&one.asked), &escape(&one.found), &capital(&one.status_word)],
            );
        }
    }
    list(&mut out, say("À savoir sur le fichier", "About the file"), &view.findings);
    evidence(view, &mut out);
    let _ = writeln!(
        out,
        "\n---\n\n{} {} · {} `{}` · {} {}\n\n{}",
        say("Date de référence\u{a0}:", "Reference date:"),
        view.as_of,
        say("lexique", "lexicon"),
        view.digest,
        say("schéma", "schema"),
        view.schema_version,
        promise(view.lang),
    );
    out
}

fn fit(view: &View, out: &mut String) {
    let say = |fr: &'static str, en: &'static str| view.lang.pick(fr, en);
    let Some(total) = &view.total else {
        let _ =
            writeln!(out, "\n## {}\n", say("Adéquation\u{a0}: non calculable", "Fit: cannot be computed"));
        return;
    };
    let _ = writeln!(out, "\n## {} {total} {}\n", say("Adéquation\u{a0}:", "Fit:"), say("sur 100", "of 100"));
    row(out, &["", "", say("Points", "Points"), say("Sur", "Of"), say("Pourquoi", "Why")]);
    rule(out, "l l r r l");
    for part in &view.parts {
        row(out, &[&escape(&part.label), &part.modality, &part.points, &part.of, &escape(&part.why)]);
    }
    row(
        out,
        &[
            &format!("**{}**", say("Total", "Total")),
            "",
            &format!("**{total}**"),
            view.lang.pick("100,00", "100.00"),
            "",
        ],
    );
}

fn changes(view: &View, out: &mut String) {
    let say = |fr: &'static str, en: &'static str| view.lang.pick(fr, en);
    if view.changes.is_empty() && view.wording.is_empty() {
        return;
    }
    let title = say("À changer d’abord, si c’est vrai", "What to change first, if it is true");
    let _ = writeln!(out, "\n## {title}\n");
    for change in &view.changes {
        let _ = writeln!(
            out,
            "1. **{}** ({}, {}) — {}",
            escape(&change.label),
            change.modality,
            change.gain,
            escape(&change.advice)
        );
    }
    if !view.changes.is_empty() && !view.wording.is_empty() {
        out.push('\n');
    }
    for sentence in &view.wording {
        let _ = writeln!(out, "- {}", escape(sentence));
    }
}

fn missing(view: &View, out: &mut String) {
    let say = |fr: &'static str, en: &'static str| view.lang.pick(fr, en);
    let _ = writeln!(out, "\n## {}\n", say("Ce qui manque", "What is missing"));
    if view.missing.is_empty() {
        let _ = writeln!(out, "{}", say("Rien.", "Nothing."));
    }
    for (modality, labels) in &view.missing {
        let _ =
            writeln!(out, "- {modality}{} {}", view.lang.pick("\u{a0}:", ":"), escape(&labels.join(", ")));
    }
    for sentence in &view.near {
        let _ = writeln!(out, "- {}", escape(sentence));
    }
}

fn unlisted(view: &View, out: &mut String) {
    if view.unlisted.is_empty() {
        return;
    }
    let say = |fr: &'static str, en: &'static str| view.lang.pick(fr, en);
    let note = capital(unlisted_note(view.lang));
    let _ = writeln!(out, "\n## {}\n\n{note}.\n", say("Hors lexique", "Unlisted"));
    row(out, &[say("Terme", "Term"), say("Annonce", "Posting"), say("CV", "Resume")]);
    rule(out, "l r r");
    for (term, posting, resume) in &view.unlisted {
        row(out, &[&escape(term), &posting.to_string(), &resume.to_string()]);
    }
}

fn evidence(view: &View, out: &mut String) {
    let _ = writeln!(out, "\n## {}\n", view.lang.pick("Preuves", "Evidence"));
    for one in &view.requirements {
        let _ =
            writeln!(out, "- **{}** — {}, {}", escape(&one.label), one.status_word, counts(one, view.lang));
        if let Some(asked) = &one.asked {
            let _ = writeln!(out, "  - {}", quote(asked, view.lang));
        }
        for quoted in &one.evidence {
            let _ = writeln!(out, "  - {}", quote(quoted, view.lang));
        }
        if one.more > 0 {
            let _ = writeln!(out, "  - … +{}", one.more);
        }
    }
}

fn quote(quoted: &Quoted, language: Language) -> String {
    let line = language.pick("ligne", "line");
    let colon = language.pick("\u{a0}:", ":");
    format!(
        "{}, {line} {}{colon} {}**{}**{}",
        quoted.place,
        quoted.line,
        escape(&quoted.before),
        escape(&quoted.mark),
        escape(&quoted.after)
    )
}

fn list(out: &mut String, title: &str, items: &[String]) {
    if items.is_empty() {
        return;
    }
    let _ = writeln!(out, "\n## {title}\n");
    for item in items {
        let _ = writeln!(out, "- {}", escape(item));
    }
}

fn row(out: &mut String, cells: &[&str]) {
    let _ = writeln!(out, "| {} |", cells.join(" | "));
}

/// The line under the head of a table: `l` or `r` for each column.
fn rule(out: &mut String, columns: &str) {
    let cells: Vec<&str> = columns.split(' ').map(|side| if side == "r" { "---:" } else { "---" }).collect();
    row(out, &cells);
}

/// Text of others as it is, whatever signs of Markdown or HTML it holds.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if "\\`*_[]<>&|~".contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn signs_of_markdown_are_escaped() {
        assert_eq!(super::escape("a|b <i> *c*"), "a\\|b \\<i\\> \\*c\\*");
    }
}
