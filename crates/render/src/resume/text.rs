//! A resume as plain text: what a form or an e-mail takes, with the lines of a list marked by dashes.

use std::fmt::Write;

use sartor_core::tailoring::TailoredResume;

use super::shape::{self, BlockShape, EntryShape};

pub(crate) fn write(resume: &TailoredResume) -> String {
    let shape = shape::of(resume);
    let mut out = String::new();
    for line in [Some(shape.name).filter(|name| !name.is_empty()), shape.headline].into_iter().flatten() {
        let _ = writeln!(out, "{line}");
    }
    for way in &shape.contact {
        let _ = writeln!(out, "{}", way.text);
    }
    for section in &shape.sections {
        let _ = writeln!(out, "\n{}\n", section.heading);
        let mut first = true;
        for block in &section.blocks {
            match block {
                BlockShape::Paragraph { text } => {
                    let _ = writeln!(out, "{text}");
                }
                BlockShape::List { items } => {
                    for item in items {
                        let _ = writeln!(out, "- {item}");
                    }
                }
                BlockShape::Group { label, items } => {
                    let label = label.map_or_else(String::new, |label| format!("{label}{}", shape.colon));
                    let _ = writeln!(out, "{label}{}", items.join(", "));
                }
                BlockShape::Entry(one) => {
                    if !first {
                        out.push('\n');
                    }
                    entry(&mut out, one);
                }
            }
            first = false;
        }
    }
    out
}

fn entry(out: &mut String, entry: &EntryShape<'_>) {
    for line in [entry.first.map(str::to_owned), joined(&entry.under), entry.period.map(str::to_owned)] {
        if let Some(line) = line {
            let _ = writeln!(out, "{line}");
        }
    }
    for line in &entry.lines {
        let _ = writeln!(out, "{line}");
    }
    for bullet in &entry.bullets {
        let _ = writeln!(out, "- {bullet}");
    }
}

fn joined(parts: &[&str]) -> Option<String> {
    (!parts.is_empty()).then(|| parts.join(", "))
}
