//! Comma-separated values, safe to open in a spreadsheet.

use std::io::{self, Write};

use csv::{Terminator, Writer, WriterBuilder};
use sartor_core::report::{Column, Row};

use super::{RowWriter, shown};

/// Writes comma-separated values with a head; points as `74.70`, lists apart by spaces. No cell is taken for a formula.
#[derive(Debug)]
pub struct CsvTable<W: Write> {
    out: Writer<W>,
    columns: Vec<Column>,
}

impl<W: Write> CsvTable<W> {
    /// A table of these columns; writes its head.
    ///
    /// # Errors
    ///
    /// Where the head cannot be written.
    pub fn new(out: W, columns: &[Column]) -> io::Result<Self> {
        let mut out = WriterBuilder::new().terminator(Terminator::Any(b'\n')).from_writer(out);
        out.write_record(columns.iter().map(|column| column.id()))?;
        Ok(Self { out, columns: columns.to_vec() })
    }
}

impl<W: Write> RowWriter for CsvTable<W> {
    fn row(&mut self, row: &Row) -> io::Result<()> {
        let cells = self.columns.iter().map(|column| neutral(&shown(row, *column)));
        Ok(self.out.write_record(cells)?)
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        self.out.flush()
    }
}

/// A cell that no spreadsheet takes for a formula.
pub(super) fn neutral(cell: &str) -> String {
    let cell = cell.replace('\r', " ");
    if cell.trim_start_matches(' ').starts_with(['=', '+', '-', '@', '\t']) {
        format!("'{cell}")
    } else {
        cell
    }
}

#[cfg(test)]
mod tests {
    use super::neutral;

    #[test]
    fn no_cell_is_a_formula() {
        for cell in ["=1+1", "+1", "-1", "@a", "\t=1", "\r=1", "  =1"] {
            assert!(neutral(cell).starts_with('\''), "{cell:?} → {:?}", neutral(cell));
        }
        assert_eq!(neutral("cv-zoé.pdf"), "cv-zoé.pdf");
    }
}
