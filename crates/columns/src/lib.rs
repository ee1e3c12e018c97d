//! Rows as Arrow record batches, for engines that work on columns; Parquet files of them, and texts out of Parquet files.
//!
//! ```
//! use sartor_columns::batch;
//! use sartor_core::report::{Column, Row};
//! let rows = [Row::failed("cv.pdf", None, "input.damaged", "The file is broken.")];
//! let batch = batch(&rows, &[Column::Document, Column::Fit, Column::Missing])?;
//! assert_eq!((batch.num_rows(), batch.num_columns()), (1, 3));
//! # Ok::<(), arrow_schema::ArrowError>(())
//! ```

#[cfg(feature = "parquet")]
mod file;

use std::sync::Arc;

use arrow_array::{
    ArrayRef, RecordBatch,
    builder::{Float64Builder, Int32Builder, ListBuilder, StringBuilder},
};
use arrow_schema::{ArrowError, DataType, Field, Schema};
#[cfg(feature = "parquet")]
pub use file::{ParquetWriter, TextRow, texts};
use sartor_core::report::{Cell, Column, Row};

/// The types of the columns: texts, 32-bit numbers (points in hundredths), 64-bit shares, lists of texts; all may be null but lists.
pub fn schema(columns: &[Column]) -> Schema {
    Schema::new(columns.iter().map(|column| field(*column)).collect::<Vec<_>>())
}

/// The rows as columns.
///
/// # Errors
///
/// Where Arrow refuses them, which it does not.
pub fn batch(rows: &[Row], columns: &[Column]) -> Result<RecordBatch, ArrowError> {
    let arrays = columns.iter().map(|column| array(rows, *column)).collect();
    RecordBatch::try_new(Arc::new(schema(columns)), arrays)
}

fn field(column: Column) -> Field {
    match column {
        _ if column.is_list() => {
            Field::new_list(column.id(), Field::new_list_field(DataType::Utf8, true), false)
        }
        Column::Rank | Column::Fit | Column::SchemaVersion => Field::new(column.id(), DataType::Int32, true),
        Column::Coverage | Column::CoverageAll => Field::new(column.id(), DataType::Float64, true),
        _ => Field::new(column.id(), DataType::Utf8, true),
    }
}

fn array(rows: &[Row], column: Column) -> ArrayRef {
    let cells = rows.iter().map(|row| row.cell(column));
    match field(column).data_type() {
        DataType::Int32 => {
            let mut builder = Int32Builder::with_capacity(rows.len());
            for cell in cells {
                builder.append_option(match cell {
                    Cell::Count(number) | Cell::Points(number) => i32::try_from(number).ok(),
                    _ => None,
                });
            }
            Arc::new(builder.finish())
        }
        DataType::Float64 => {
            let mut builder = Float64Builder::with_capacity(rows.len());
            for cell in cells {
                builder.append_option(if let Cell::Share(share) = cell { Some(share) } else { None });
            }
            Arc::new(builder.finish())
        }
        DataType::List(_) => {
            let mut builder = ListBuilder::new(StringBuilder::new());
            for cell in cells {
                let ids = if let Cell::List(ids) = cell { ids } else { Vec::new() };
                builder.append_value(ids.iter().map(Some));
            }
            Arc::new(builder.finish())
        }
        _ => {
            let mut builder = StringBuilder::new();
            for cell in cells {
                builder.append_option(if let Cell::Text(text) = cell { Some(text) } else { None });
            }
            Arc::new(builder.finish())
        }
    }
}
