//! A table whose columns are made as it is: the matrix of an opening.

use std::io;

use csv::{Terminator, WriterBuilder};
use sartor_core::{opening::Table, report::Cell};

use crate::safe;

use super::{
    csv::neutral,
    told,
    xlsx::{begun, failed, put},
};

/// A table as comma-separated values; no cell is taken for a formula.
///
/// ```
/// use sartor_core::{opening::Table, report::Cell};
/// let table = Table { heads: vec!["name".to_owned()], rows: vec![vec![Cell::Text("=1+1".to_owned())]] };
/// assert_eq!(sartor_render::rows::grid_csv(&table)?, b"name\n'=1+1\n");
/// # Ok::<(), std::io::Error>(())
/// ```
///
/// # Errors
///
/// Never in practice: what is written to is memory.
pub fn grid_csv(table: &Table) -> io::Result<Vec<u8>> {
    let mut out = WriterBuilder::new().terminator(Terminator::Any(b'\n')).from_writer(Vec::new());
    out.write_record(table.heads.iter().map(|head| neutral(&safe(head))))?;
    for row in &table.rows {
        out.write_record(row.iter().map(|cell| neutral(&safe(&told(cell.clone())))))?;
    }
    out.into_inner().map_err(|error| io::Error::other(error.to_string()))
}

/// A table as a workbook of one sheet, made on this day: texts are texts, points and shares numbers.
///
/// # Errors
///
/// Where the table has more rows than a sheet.
pub fn grid_xlsx(table: &Table, day: (u16, u8, u8)) -> io::Result<Vec<u8>> {
    let widths = table.heads.iter().map(|head| (head.as_str(), 14.0));
    let mut book = begun(widths, day).map_err(failed)?;
    let sheet = book.worksheet_from_index(0).map_err(failed)?;
    for (row, cells) in (1..).zip(&table.rows) {
        for (column, cell) in (0..).zip(cells) {
            let cell = match cell {
                Cell::Text(text) => Cell::Text(safe(text)),
                other => other.clone(),
            };
            put(sheet, (row, column), cell).map_err(failed)?;
        }
    }
    let last = u16::try_from(table.heads.len().saturating_sub(1)).unwrap_or(u16::MAX);
    sheet.autofilter(0, 0, u32::try_from(table.rows.len()).unwrap_or(0), last).map_err(failed)?;
    book.save_to_buffer().map_err(failed)
}
