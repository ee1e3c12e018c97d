//! A page to look at, in one file.

use std::{
    collections::BTreeMap,
    io::{self, Write},
};

use minijinja::{
    context,
    value::{Serde, Value},
};
use sartor_core::{
    Language,
    report::{Column, Row},
};
use serde::Serialize;

use super::{RowWriter, shown};
use crate::{html::render, quote::safe};

/// Writes one self-contained page: a table of the rows, and where there are several postings or roles, the matrix of fits before it.
#[derive(Debug)]
pub struct HtmlTable<'t, W> {
    out: W,
    columns: Vec<Column>,
    language: Language,
    template: &'t str,
    lines: Vec<Line>,
    matrix: Matrix,
}

/// A row of the page.
#[derive(Debug, Serialize)]
struct Line {
    ok: bool,
    cells: Vec<String>,
}

/// Fits by document and by what it was held against.
#[derive(Debug, Default)]
struct Matrix {
    against: Vec<String>,
    documents: Vec<(String, BTreeMap<String, u32>)>,
}

impl<'t, W: Write> HtmlTable<'t, W> {
    /// A page of these columns; `template` is the source of `reports/rows.html.j2`.
    pub fn new(out: W, columns: &[Column], language: Language, template: &'t str) -> Self {
        let (columns, lines) = (columns.to_vec(), Vec::new());
        Self { out, columns, language, template, lines, matrix: Matrix::default() }
    }
}

impl<W: Write> RowWriter for HtmlTable<'_, W> {
    fn row(&mut self, row: &Row) -> io::Result<()> {
        let cells = self.columns.iter().map(|column| safe(&shown(row, *column))).collect();
        self.lines.push(Line { ok: row.score().is_some(), cells });
        self.matrix.add(row);
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        let heads: Vec<&str> = self.columns.iter().map(|column| column.id()).collect();
        let values = context! {
            language => self.language.code(),
            heads => heads,
            lines => Value::from(Serde(&self.lines)),
            against => &self.matrix.against,
            matrix => Value::from(Serde(self.matrix.lines())),
        };
        let page = render("reports/rows.html.j2", self.template, &values).map_err(io::Error::other)?;
        self.out.write_all(page.as_bytes())?;
        self.out.flush()
    }
}

/// Points, and their share of 100.
type Shade = (String, u32);

impl Matrix {
    fn add(&mut self, row: &Row) {
        let Some(against) = &row.against else { return };
        if !self.against.contains(against) {
            self.against.push(against.clone());
        }
        if self.documents.last().is_none_or(|(document, _)| *document != row.document) {
            self.documents.push((row.document.clone(), BTreeMap::new()));
        }
        if let (Some(fit), Some((_, fits))) = (row.fit(), self.documents.last_mut()) {
            fits.insert(against.clone(), fit);
        }
    }

    /// A document and, for each posting or role, points and a share of 100 for the shade.
    fn lines(&self) -> Vec<(String, Vec<Option<Shade>>)> {
        let points = |fit: &u32| (format!("{}.{:02}", fit / 100, fit % 100), fit / 100);
        let line = |(document, fits): &(String, BTreeMap<String, u32>)| {
            (safe(document), self.against.iter().map(|against| fits.get(against).map(points)).collect())
        };
        self.documents.iter().map(line).collect()
    }
}
