//! A workbook for spreadsheets.

use std::io::{self, Seek, Write};

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};
use sartor_core::report::{Cell, Column, Row};

use super::RowWriter;

/// Rows of a sheet, its head among them, as the format has it.
const ROWS: u32 = 1_048_576;

/// Letters of a cell, as the format has it.
const LETTERS: usize = 32_767;

/// Writes a workbook of one sheet: texts are texts, so that nothing is a formula; points and shares are numbers.
///
/// Rows go to a temporary file as they come; the workbook is put together at the end.
#[expect(missing_debug_implementations, reason = "the workbook of the library has none")]
pub struct XlsxTable<W> {
    out: W,
    book: Workbook,
    columns: Vec<Column>,
    next: u32,
}

impl<W: Write + Seek + Send> XlsxTable<W> {
    /// A table of these columns, made on this day.
    ///
    /// # Errors
    ///
    /// Where the head cannot be written.
    pub fn new(out: W, columns: &[Column], (year, month, day): (u16, u8, u8)) -> io::Result<Self> {
        let heads = columns.iter().map(|column| (column.id(), width(*column)));
        let book = begun(heads, (year, month, day)).map_err(failed)?;
        Ok(Self { out, book, columns: columns.to_vec(), next: 1 })
    }
}

impl<W: Write + Seek + Send> RowWriter for XlsxTable<W> {
    fn row(&mut self, row: &Row) -> io::Result<()> {
        if self.next == ROWS {
            return Err(io::Error::other(format!("a sheet holds {ROWS} rows; write csv or parquet")));
        }
        let sheet = self.book.worksheet_from_index(0).map_err(failed)?;
        for (at, column) in (0..).zip(&self.columns) {
            put(sheet, (self.next, at), row.cell(*column)).map_err(failed)?;
        }
        self.next += 1;
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        let last = u16::try_from(self.columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
        let sheet = self.book.worksheet_from_index(0).map_err(failed)?;
        sheet.autofilter(0, 0, self.next - 1, last).map_err(failed)?;
        self.book.save_to_writer(&mut self.out).map_err(failed)?;
        self.out.flush()
    }
}

/// A workbook of one sheet with its heads and the widths of their columns, made on this day.
pub(super) fn begun<'h>(
    heads: impl Iterator<Item = (&'h str, f64)>,
    (year, month, day): (u16, u8, u8),
) -> Result<Workbook, XlsxError> {
    let mut book = Workbook::new();
    let date = ExcelDateTime::from_ymd(year, month, day)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&date));
    let sheet = book.add_worksheet_with_constant_memory()?;
    sheet.set_name("sartor")?;
    sheet.set_freeze_panes(1, 0)?;
    let bold = Format::new().set_bold();
    for (at, (head, width)) in (0..).zip(heads) {
        sheet.set_column_width(at, width)?;
        sheet.write_string_with_format(0, at, cut(head), &bold)?;
    }
    Ok(book)
}

/// Writes a cell; a text stays a text.
pub(super) fn put(sheet: &mut Worksheet, (row, column): (u32, u16), cell: Cell) -> Result<(), XlsxError> {
    let form = |form: &str| Format::new().set_num_format(form);
    match cell {
        Cell::Empty => return Ok(()),
        Cell::Text(text) => sheet.write_string(row, column, cut(&text))?,
        Cell::Count(number) => sheet.write_number(row, column, number)?,
        Cell::Points(number) => {
            sheet.write_number_with_format(row, column, f64::from(number) / 100.0, &form("0.00"))?
        }
        Cell::Share(number) => sheet.write_number_with_format(row, column, number, &form("0 %"))?,
        Cell::List(ids) => sheet.write_string(row, column, cut(&ids.join(" ")))?,
    };
    Ok(())
}

/// What a cell can hold.
fn cut(text: &str) -> String {
    text.chars().take(LETTERS).collect()
}

const fn width(column: Column) -> f64 {
    match column {
        Column::Document | Column::Applicant | Column::Name | Column::Message => 32.0,
        _ if column.is_list() => 48.0,
        _ => 14.0,
    }
}

pub(super) fn failed(error: XlsxError) -> io::Error {
    match error {
        XlsxError::IoError(error) => error,
        other => io::Error::other(other),
    }
}
