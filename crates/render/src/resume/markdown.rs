//! A resume as Markdown; text of others is escaped.

use sartor_core::tailoring::TailoredResume;

use super::shape::{self, BlockShape, EntryShape};
use crate::markdown::escape;

pub(crate) fn write(resume: &TailoredResume) -> String {
    let shape = shape::of(resume);
    let mut blocks: Vec<String> = Vec::new();
    if !shape.name.is_empty() {
        blocks.push(format!("# {}", escape(shape.name)));
    }
    blocks.extend(shape.headline.map(|line| format!("**{}**", escape(line))));
    let ways: Vec<String> = shape.contact.iter().map(|way| escape(&way.text)).collect();
    blocks.push(ways.join("  \n"));
    for section in &shape.sections {
        if !section.heading.is_empty() {
            blocks.push(format!("## {}", escape(section.heading)));
        }
        blocks.extend(section.blocks.iter().map(|block| match block {
            BlockShape::Paragraph { text } => escape(text),
            BlockShape::List { items } => items_of(items),
            BlockShape::Group { label, items } => {
                let label =
                    label.map_or_else(String::new, |label| format!("**{}**{}", escape(label), shape.colon));
                label + &escape(&items.join(", "))
            }
            BlockShape::Entry(one) => entry(one),
        }));
    }
    blocks.retain(|block| !block.is_empty());
    blocks.join("\n\n") + "\n"
}

fn entry(entry: &EntryShape<'_>) -> String {
    let mut parts: Vec<String> =
        entry.first.map(|first| format!("### {}", escape(first))).into_iter().collect();
    let under = (!entry.under.is_empty()).then(|| escape(&entry.under.join(", ")));
    let head: Vec<String> = under.into_iter().chain(entry.period.map(escape)).collect();
    parts.push(head.join("  \n"));
    parts.extend(entry.lines.iter().map(|line| escape(line)));
    parts.push(items_of(&entry.bullets));
    parts.retain(|part| !part.is_empty());
    parts.join("\n\n")
}

fn items_of(items: &[&str]) -> String {
    items.iter().map(|item| format!("- {}", escape(item))).collect::<Vec<_>>().join("\n")
}
