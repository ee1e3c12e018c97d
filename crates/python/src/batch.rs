//! Record batches in, record batches out: one row for each row, whatever is in it.

use std::{
    panic::{self, AssertUnwindSafe},
    thread,
};

use arrow_array::{Array, RecordBatch, cast::AsArray};
use arrow_schema::DataType;
use jiff::civil::Date;
use pariter::IteratorExt;
use sartor_core::{
    Language,
    apply::{Brief, Engine, ReadResume},
    report::{Column, Row},
};
use sartor_extract::{Kind, Reader, check_name, read_text};

use crate::Failure;

/// Columns of the answer.
fn columns() -> Vec<Column> {
    Column::of_table(false, false, false)
}

/// What every row is scored with.
pub(crate) struct Job<'a> {
    pub(crate) engine: &'a Engine,
    pub(crate) reader: &'a Reader,
    pub(crate) brief: &'a Brief,
    pub(crate) date: Date,
    pub(crate) language: Language,
}

/// A row of the batch.
#[derive(Clone, Copy)]
enum Content<'a> {
    Text(&'a str),
    Bytes(&'a [u8]),
    None,
}

/// Scores a batch: `content` is a column of texts or of the bytes of files, `id` one of texts, by default the number of the row.
pub(crate) fn score(
    batch: &RecordBatch,
    content: &str,
    id: Option<&str>,
    job: &Job<'_>,
    threads: usize,
) -> Result<RecordBatch, Failure> {
    let contents = column(batch, content)?;
    let ids = id.map(|id| column(batch, id)).transpose()?;
    let name =
        |at: usize| ids.as_ref().and_then(|ids| text(ids, at)).map_or_else(|| at.to_string(), str::to_owned);
    let known = matches!(
        contents.data_type(),
        DataType::Utf8
            | DataType::LargeUtf8
            | DataType::Utf8View
            | DataType::Binary
            | DataType::LargeBinary
            | DataType::BinaryView
    );
    if !known {
        return Err(Failure::new(
            "usage.column",
            format!("the column {content} holds neither texts nor bytes"),
        ));
    }
    let items = (0..batch.num_rows()).map(|at| (name(at), content_at(&contents, at)));
    let rows: Vec<Row> = thread::scope(|scope| {
        let options = |all: pariter::ParallelMapBuilder<_>| {
            all.threads(threads.max(1)).buffer_size(threads.max(1) * 16)
        };
        items.parallel_map_scoped_custom(scope, options, |(name, content)| job.row(&name, content)).collect()
    });
    sartor_columns::batch(&rows, &columns()).map_err(|error| Failure::new("output.arrow", error.to_string()))
}

impl Job<'_> {
    fn row(&self, name: &str, content: Content<'_>) -> Row {
        let digest = match content {
            Content::Text(text) => Some(text.as_bytes()),
            Content::Bytes(bytes) => Some(bytes),
            Content::None => None,
        };
        let digest = digest.map(|bytes| blake3::hash(bytes).to_hex().to_string());
        let read = match content {
            Content::Text(text) => read_text(text, self.reader.limits()),
            Content::Bytes(bytes) => self
                .reader
                .read(bytes, Kind::Layout)
                .and_then(|document| check_name(name, document.format).map(|()| document)),
            Content::None => Err(sartor_extract::ReadError::Empty),
        };
        let document = match read {
            Ok(document) => document,
            Err(error) => return Row::failed(name, digest, error.code(), &error.message(self.language)),
        };
        // One row's fault must not cost the others.
        let scored = panic::catch_unwind(AssertUnwindSafe(|| {
            let read = ReadResume::new(self.engine, document);
            let report = self.brief.report(self.engine, name, &read, self.date, self.language);
            let applicant = read.resume.contact.name.map(|name| name.text);
            Row::scored(name, digest.clone(), applicant, &report)
        }));
        scored.unwrap_or_else(|_| {
            Row::failed(name, digest, "internal.fault", "a fault of Sartor; please report it")
        })
    }
}

fn column<'a>(batch: &'a RecordBatch, name: &str) -> Result<&'a dyn Array, Failure> {
    batch
        .column_by_name(name)
        .map(AsRef::as_ref)
        .ok_or_else(|| Failure::new("usage.column", format!("the batch has no column {name}")))
}

fn content_at<'a>(array: &&'a dyn Array, at: usize) -> Content<'a> {
    if array.is_null(at) {
        return Content::None;
    }
    match array.data_type() {
        DataType::Binary => Content::Bytes(array.as_binary::<i32>().value(at)),
        DataType::LargeBinary => Content::Bytes(array.as_binary::<i64>().value(at)),
        DataType::BinaryView => Content::Bytes(array.as_binary_view().value(at)),
        _ => text(array, at).map_or(Content::None, Content::Text),
    }
}

fn text<'a>(array: &&'a dyn Array, at: usize) -> Option<&'a str> {
    if array.is_null(at) {
        return None;
    }
    match array.data_type() {
        DataType::Utf8 => Some(array.as_string::<i32>().value(at)),
        DataType::LargeUtf8 => Some(array.as_string::<i64>().value(at)),
        DataType::Utf8View => Some(array.as_string_view().value(at)),
        _ => None,
    }
}
