//! Tables of many resumes: one file a form, each behind [`RowWriter`].

mod csv;
mod grid;
mod html;
mod jsonl;
mod xlsx;

use std::io;

pub use grid::{grid_csv, grid_xlsx};
pub use html::HtmlTable;
use sartor_core::report::{Cell, Column, Row};

pub use self::{csv::CsvTable, jsonl::JsonLines, xlsx::XlsxTable};

/// Takes rows in order and writes a table of them.
///
/// ```
/// use sartor_core::report::{Column, Row};
/// use sartor_render::rows::{CsvTable, RowWriter};
/// let mut out = Vec::new();
/// let mut table = CsvTable::new(&mut out, &[Column::Document, Column::Code])?;
/// table.row(&Row::failed("=cv.pdf", None, "input.damaged", "It is broken."))?;
/// Box::new(table).finish()?;
/// assert_eq!(out, b"document,code\n'=cv.pdf,input.damaged\n");
/// # Ok::<(), std::io::Error>(())
/// ```
pub trait RowWriter {
    /// Adds a row.
    ///
    /// # Errors
    ///
    /// Where it cannot be written.
    fn row(&mut self, row: &Row) -> io::Result<()>;

    /// Ends the table.
    ///
    /// # Errors
    ///
    /// Where it cannot be written.
    fn finish(self: Box<Self>) -> io::Result<()>;
}

/// A cell of a row as text.
fn shown(row: &Row, column: Column) -> String {
    told(row.cell(column))
}

/// A cell as text, as tables for spreadsheets and people show it.
fn told(cell: Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => text,
        Cell::Count(number) => number.to_string(),
        Cell::Points(points) => format!("{}.{:02}", points / 100, points % 100),
        Cell::Share(share) => share.to_string(),
        Cell::List(ids) => ids.join(" "),
    }
}
