//! Parquet files.

use std::{
    fs::File,
    io::{self, Write},
    sync::Arc,
};

use arrow_array::{Array, RecordBatch, cast::AsArray, types::Int64Type};
use arrow_schema::{ArrowError, DataType};
use parquet::{
    arrow::{
        ArrowWriter,
        arrow_reader::{ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder},
    },
    basic::Compression,
    errors::ParquetError,
    file::properties::WriterProperties,
};
use sartor_core::report::{Column, Row};

use crate::{batch, schema};

/// Writes rows to a Parquet file, packed with Snappy.
#[derive(Debug)]
pub struct ParquetWriter<W: Write + Send> {
    out: ArrowWriter<W>,
    columns: Vec<Column>,
}

impl<W: Write + Send> ParquetWriter<W> {
    /// A file of these columns.
    ///
    /// # Errors
    ///
    /// Where its head cannot be written.
    pub fn new(out: W, columns: &[Column]) -> io::Result<Self> {
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_created_by(concat!("sartor ", env!("CARGO_PKG_VERSION")).to_owned())
            .build();
        let out = ArrowWriter::try_new(out, Arc::new(schema(columns)), Some(properties)).map_err(failed)?;
        Ok(Self { out, columns: columns.to_vec() })
    }

    /// Adds rows.
    ///
    /// # Errors
    ///
    /// Where they cannot be written.
    pub fn write(&mut self, rows: &[Row]) -> io::Result<()> {
        let batch = batch(rows, &self.columns).map_err(io::Error::other)?;
        self.out.write(&batch).map_err(failed)
    }

    /// Ends the file.
    ///
    /// # Errors
    ///
    /// Where its foot cannot be written.
    pub fn close(self) -> io::Result<()> {
        self.out.close().map(drop).map_err(failed)
    }
}

fn failed(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(error) => io::Error::other(error),
        other => io::Error::other(other),
    }
}

/// The id of a row, if it has one, and its text, if it has one.
pub type TextRow = (Option<String>, Option<String>);

/// The texts of a Parquet file, with the ids beside them; memory holds one batch of rows.
///
/// `text` must be a column of strings; `id` may be one of strings or whole numbers, or may not be there.
///
/// # Errors
///
/// Where the file is no Parquet file, or lacks the column of texts; later, where a part of it does not unpack.
pub fn texts(
    file: File,
    text: &str,
    id: &str,
) -> Result<impl Iterator<Item = Result<TextRow, ArrowError>> + use<>, ParquetError> {
    let builder = ParquetRecordBatchReaderBuilder::try_new(file)?;
    let names = builder.schema();
    let place = |name: &str| names.fields().iter().position(|field| field.name() == name);
    let Some(text_at) = place(text) else {
        return Err(ParquetError::General(format!("there is no column {text}")));
    };
    if !matches!(names.field(text_at).data_type(), DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View)
    {
        return Err(ParquetError::General(format!("the column {text} holds no texts")));
    }
    let id_at = place(id);
    let batches: ParquetRecordBatchReader = builder.with_batch_size(256).build()?;
    Ok(batches.flat_map(move |batch| match batch {
        Ok(batch) => {
            let row = |at| Ok((id_at.and_then(|id| string(&batch, id, at)), string(&batch, text_at, at)));
            (0..batch.num_rows()).map(row).collect::<Vec<_>>()
        }
        Err(error) => vec![Err(error)],
    }))
}

fn string(batch: &RecordBatch, column: usize, row: usize) -> Option<String> {
    let array = batch.column(column);
    if array.is_null(row) {
        return None;
    }
    match array.data_type() {
        DataType::Utf8 => Some(array.as_string::<i32>().value(row).to_owned()),
        DataType::LargeUtf8 => Some(array.as_string::<i64>().value(row).to_owned()),
        DataType::Utf8View => Some(array.as_string_view().value(row).to_owned()),
        DataType::Int64 => Some(array.as_primitive::<Int64Type>().value(row).to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let mut file = tempfile::tempfile().expect("a file");
        let mut writer = ParquetWriter::new(&mut file, &[Column::Document, Column::Message]).expect("a head");
        writer
            .write(&[Row::failed("a", None, "x", "un texte"), Row::failed("b", None, "x", "é")])
            .expect("rows");
        writer.close().expect("a foot");
        let rows: Vec<TextRow> =
            texts(file, "message", "document").expect("opens").map(|row| row.expect("a row")).collect();
        assert_eq!(rows, [(Some("a".into()), Some("un texte".into())), (Some("b".into()), Some("é".into()))]);
    }

    #[test]
    fn a_file_without_the_column_says_so() {
        let mut file = tempfile::tempfile().expect("a file");
        ParquetWriter::new(&mut file, &[Column::Fit]).expect("a head").close().expect("a foot");
        let wrong = texts(file.try_clone().expect("a file"), "text", "id").map(drop).expect_err("no column");
        assert!(wrong.to_string().contains("no column text"), "{wrong}");
        let wrong = texts(file, "fit", "id").map(drop).expect_err("numbers");
        assert!(wrong.to_string().contains("holds no texts"), "{wrong}");
    }
}
