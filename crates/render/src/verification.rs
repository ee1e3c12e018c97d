//! What the check of an edited text found, as a person reads it.

use std::fmt::Write;

use sartor_core::{
    Language,
    text::LineEnds,
    verify::{Checked, Verification},
};

use crate::{quote::safe, text::wrap, typography::quoted};

/// Writes a verification; `text` is the edited text, `resume_text` the source's.
pub fn verification(found: &Verification, text: &str, resume_text: &str, language: Language) -> String {
    let (lines, own) = (LineEnds::of(text), LineEnds::of(resume_text));
    let mut out = String::new();
    let line = language.pick("ligne", "line");
    for finding in &found.findings {
        let head = format!("{line} {:<4} ", lines.line(finding.span.start));
        put(&mut out, &head, &safe(language.pick(&finding.message.fr, &finding.message.en)));
        let mut more = format!("[{}]", finding.code);
        if let Some(nearest) = &finding.nearest {
            let place = own.line(nearest.span.start);
            let says = language.pick("votre CV dit", "your resume says");
            let _ = write!(more, " {says} {} ({line} {place})", quoted(&safe(&nearest.text), language));
        }
        put(&mut out, &" ".repeat(head.chars().count()), &more);
    }
    let what = match found.checked {
        Checked::Letter => language.pick("Lettre", "Letter"),
        Checked::Resume => language.pick("CV", "Resume"),
    };
    let end = match found.findings.len() {
        0 => language
            .pick("rien que le CV source ne montre.", "nothing that the source resume does not show.")
            .to_owned(),
        1 => language.pick("1 point à vérifier.", "1 thing to check.").to_owned(),
        n => language.pick(format!("{n} points à vérifier."), format!("{n} things to check.")),
    };
    put(&mut out, "", &format!("{what}{} {end}", language.pick("\u{a0}:", ":")));
    out
}

fn put(out: &mut String, first: &str, text: &str) {
    for line in wrap(first, text) {
        let _ = writeln!(out, "{}", line.trim_end());
    }
}
