//! A sheet as text, Markdown and one self-contained HTML file.

use std::fmt::Write;

use minijinja::{
    context,
    value::{Serde, Value},
};

use super::{Row, Sheet, Table};
use crate::{
    RenderError,
    html::render,
    markdown::escape,
    text::{WIDTH, wrap},
};

/// Fewest columns of the last cell of a row before it is put on lines of its own width.
const LAST: usize = 30;

pub(super) fn text(sheet: &Sheet) -> String {
    let mut out = wrap("", &sheet.title);
    for lead in &sheet.lead {
        out.extend(wrap("", lead));
    }
    for part in &sheet.parts {
        out.push(String::new());
        if !part.heading.is_empty() {
            out.push(part.heading.clone());
        }
        for row in &part.rows {
            out.extend(wrap(&told_first(row, sheet), &row.text));
            for note in &row.notes {
                out.extend(wrap("      ", note));
            }
        }
        if let Some(table) = &part.table {
            columns(table, &mut out);
        }
    }
    out.push(String::new());
    out.extend(wrap("", &sheet.foot));
    out.iter().map(|line| format!("{}\n", line.trim_end())).collect()
}

fn told_first(row: &Row, sheet: &Sheet) -> String {
    match &row.label {
        Some(label) => format!("  {label}{} ", sheet.lang.pick("\u{a0}:", ":")),
        None => "  • ".to_owned(),
    }
}

/// Aligned columns; the last one takes what is left of the line.
fn columns(table: &Table, out: &mut Vec<String>) {
    let heads: Vec<String> = table.heads.iter().map(|(head, _)| head.clone()).collect();
    let width = |at: usize| {
        let cells = table.rows.iter().filter_map(|row| row.get(at)).chain(heads.get(at));
        cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..heads.len()).map(width).collect();
    for row in std::iter::once(&heads).chain(&table.rows) {
        let mut line = String::new();
        for (at, cell) in row.iter().enumerate() {
            let number = table.heads.get(at).is_some_and(|(_, number)| *number);
            let gap = " ".repeat(widths.get(at).copied().unwrap_or(0).saturating_sub(cell.chars().count()));
            let last = at + 1 == row.len() && !number;
            if at > 0 {
                line.push_str("  ");
            }
            if last && WIDTH.saturating_sub(line.chars().count()) >= LAST {
                out.extend(wrap(&line, cell));
                line.clear();
                break;
            }
            let _ = if number { write!(line, "{gap}{cell}") } else { write!(line, "{cell}{gap}") };
        }
        if !line.is_empty() {
            out.push(line);
        }
    }
}

pub(super) fn markdown(sheet: &Sheet) -> String {
    let mut out = format!("# {}\n", escape(&sheet.title));
    for lead in &sheet.lead {
        let _ = writeln!(out, "\n{}", escape(lead));
    }
    for part in &sheet.parts {
        if !part.heading.is_empty() {
            let _ = writeln!(out, "\n## {}", escape(&part.heading));
        }
        out.push('\n');
        for row in &part.rows {
            let _ = match &row.label {
                Some(label) => writeln!(
                    out,
                    "- **{}**{} {}",
                    escape(label),
                    sheet.lang.pick("\u{a0}:", ":"),
                    escape(&row.text)
                ),
                None => writeln!(out, "- {}", escape(&row.text)),
            };
            for note in &row.notes {
                let _ = writeln!(out, "  - {}", escape(note));
            }
        }
        if let Some(table) = &part.table {
            let line = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
            out += &line(table.heads.iter().map(|(head, _)| escape(head)).collect());
            let rule = |number: &bool| if *number { "---:" } else { "---" }.to_owned();
            out += &line(table.heads.iter().map(|(_, number)| rule(number)).collect());
            for row in &table.rows {
                out += &line(row.iter().map(|cell| escape(cell)).collect());
            }
        }
    }
    let _ = writeln!(out, "\n---\n\n{}", escape(&sheet.foot));
    out
}

pub(super) fn html(sheet: &Sheet, template: &str) -> Result<String, RenderError> {
    render("reports/role.html.j2", template, &context! { view => Value::from(Serde(sheet)) })
}

#[cfg(test)]
mod tests {
    use sartor_core::Language;

    use super::*;
    use crate::role::Part;

    fn sheet(language: Language) -> Sheet {
        let evil = "<script>{{ 71*71 }}</script>|*a*";
        Sheet {
            language: language.code(),
            lang: language,
            title: evil.to_owned(),
            lead: vec![evil.to_owned()],
            parts: vec![Part {
                id: "x",
                heading: evil.to_owned(),
                rows: vec![Row {
                    label: Some(evil.to_owned()),
                    text: evil.to_owned(),
                    notes: vec![evil.to_owned()],
                }],
                table: Some(Table {
                    heads: vec![("n".to_owned(), true), ("name".to_owned(), false)],
                    rows: vec![vec!["7".to_owned(), evil.to_owned()], vec!["70".to_owned(), "b".to_owned()]],
                }),
            }],
            foot: evil.to_owned(),
        }
    }

    #[test]
    fn nothing_of_others_becomes_markup_or_template() {
        let template = include_str!("../../../../templates/reports/role.html.j2");
        for language in [Language::Fr, Language::En] {
            let sheet = sheet(language);
            let page = html(&sheet, template).unwrap();
            assert!(!page.contains("<script") && !page.contains("5041"), "{page}");
            let told = markdown(&sheet);
            assert!(!told.replace("\\<", "").contains("<script") && !told.contains("script>|"), "{told}");
        }
    }

    #[test]
    fn numbers_stand_to_the_right() {
        let told = text(&sheet(Language::En));
        assert!(told.contains("\n n  name\n 7  <script>") && told.contains("\n70  b\n"), "{told}");
    }
}
