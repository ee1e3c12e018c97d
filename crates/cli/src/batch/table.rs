//! The table that comes of the rows.

use std::{
    collections::BTreeMap,
    io::{self, Seek, Write},
};

use jiff::civil::Date;
use sartor_core::{
    Language,
    report::{Column, Row, rank},
};
use sartor_render::rows::{CsvTable, HtmlTable, JsonLines, RowWriter, XlsxTable};

use crate::{args::Rows, session::template};

/// The form of a table and its columns.
#[derive(Debug, Clone)]
pub(crate) struct Table {
    pub(crate) format: Rows,
    pub(crate) columns: Vec<Column>,
    pub(crate) language: Language,
    pub(crate) as_of: Date,
}

impl Table {
    /// A writer of forms that need no more than an end to write to.
    pub(crate) fn stream<'w>(&self, out: impl Write + 'w) -> io::Result<Box<dyn RowWriter + 'w>> {
        Ok(match self.format {
            Rows::Csv => Box::new(CsvTable::new(out, &self.columns)?),
            Rows::Html => {
                Box::new(HtmlTable::new(out, &self.columns, self.language, template("reports/rows.html.j2")))
            }
            _ => Box::new(JsonLines::new(out, &self.columns)),
        })
    }

    /// A writer of any form.
    pub(crate) fn file<'w>(&self, out: impl Write + Seek + Send + 'w) -> io::Result<Box<dyn RowWriter + 'w>> {
        match self.format {
            Rows::Xlsx => {
                let day = (
                    self.as_of.year().unsigned_abs(),
                    self.as_of.month().unsigned_abs(),
                    self.as_of.day().unsigned_abs(),
                );
                Ok(Box::new(XlsxTable::new(out, &self.columns, day)?))
            }
            #[cfg(feature = "parquet")]
            Rows::Parquet => Ok(Box::new(parquet::ParquetTable::new(out, &self.columns)?)),
            _ => self.stream(out),
        }
    }
}

/// The best of each posting or role.
#[derive(Debug)]
pub(crate) struct Top {
    count: usize,
    rows: BTreeMap<Option<String>, Vec<Row>>,
}

impl Top {
    pub(crate) const fn new(count: usize) -> Self {
        Self { count, rows: BTreeMap::new() }
    }

    pub(crate) fn add(&mut self, row: Row) {
        let rows = self.rows.entry(row.against.clone()).or_default();
        rows.push(row);
        if rows.len() > 4 * self.count + 1024 {
            rank(rows);
            rows.truncate(self.count);
        }
    }

    /// The best, ranked, one posting or role after the other.
    pub(crate) fn best(self) -> impl Iterator<Item = Row> {
        self.rows.into_values().flat_map(move |mut rows| {
            rank(&mut rows);
            rows.truncate(self.count);
            rows
        })
    }
}

#[cfg(feature = "parquet")]
mod parquet {
    use std::io::{self, Write};

    use sartor_columns::ParquetWriter;
    use sartor_core::report::{Column, Row};
    use sartor_render::rows::RowWriter;

    /// Rows that go into the file together.
    const GROUP: usize = 8192;

    pub(super) struct ParquetTable<W: Write + Send> {
        out: ParquetWriter<W>,
        rows: Vec<Row>,
    }

    impl<W: Write + Send> ParquetTable<W> {
        pub(super) fn new(out: W, columns: &[Column]) -> io::Result<Self> {
            Ok(Self { out: ParquetWriter::new(out, columns)?, rows: Vec::new() })
        }
    }

    impl<W: Write + Send> RowWriter for ParquetTable<W> {
        fn row(&mut self, row: &Row) -> io::Result<()> {
            self.rows.push(row.clone());
            if self.rows.len() < GROUP {
                return Ok(());
            }
            self.out.write(&std::mem::take(&mut self.rows))
        }

        fn finish(mut self: Box<Self>) -> io::Result<()> {
            self.out.write(&self.rows)?;
            self.out.close()
        }
    }
}
