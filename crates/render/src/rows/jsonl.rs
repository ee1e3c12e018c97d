//! One JSON object a line.

use std::io::{self, Write};

use sartor_core::report::{Column, Row};
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::RowWriter;

/// Writes one JSON object a line; its keys are the columns, in their order.
#[derive(Debug)]
pub struct JsonLines<W> {
    out: W,
    columns: Vec<Column>,
}

impl<W: Write> JsonLines<W> {
    /// A table of these columns.
    pub fn new(out: W, columns: &[Column]) -> Self {
        Self { out, columns: columns.to_vec() }
    }
}

impl<W: Write> RowWriter for JsonLines<W> {
    fn row(&mut self, row: &Row) -> io::Result<()> {
        let mut line = serde_json::to_vec(&Object { row, columns: &self.columns })?;
        line.push(b'\n');
        self.out.write_all(&line)
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        self.out.flush()
    }
}

struct Object<'a> {
    row: &'a Row,
    columns: &'a [Column],
}

impl Serialize for Object<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.columns.len()))?;
        for column in self.columns {
            map.serialize_entry(column.id(), &serde_json::Value::from(self.row.cell(*column)))?;
        }
        map.end()
    }
}
