//! Record batches in, record batches out: one row for each row, whatever is in it.

use std::{
    panic::{self, AssertUnwindSafe},
    sync::Arc,
    thread,
};

use arrow_array::{Array, ArrayRef, Int32Array, RecordBatch, StringArray, cast::AsArray};
use arrow_buffer::{NullBuffer, OffsetBuffer};
use arrow_schema::{ArrowError, DataType, Field, Schema};
use jiff::civil::Date;
use pariter::IteratorExt;
use sartor_core::{
    Language, Span,
    apply::{Brief, Engine, ReadResume},
    matching::Polarity,
    report::{Column, Row},
};
use sartor_extract::{Kind, Reader, check_name, read_text, text_of};

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
    /// Name of the column that is read.
    pub(crate) content: &'a str,
}

/// A row of the batch.
#[derive(Clone, Copy)]
enum Content<'a> {
    Text(&'a str),
    Bytes(&'a [u8]),
    None,
}

/// Scores a batch: the content is a column of texts or of the bytes of files, `id` one of texts, by default the number of the row.
pub(crate) fn score(
    batch: &RecordBatch,
    id: Option<&str>,
    job: &Job<'_>,
    threads: usize,
) -> Result<RecordBatch, Failure> {
    let contents = readable(batch, job.content)?;
    let ids = id.map(|id| column(batch, id)).transpose()?;
    let name =
        |at: usize| ids.as_ref().and_then(|ids| text(ids, at)).map_or_else(|| at.to_string(), str::to_owned);
    let mut rows: Vec<Row> = Vec::with_capacity(batch.num_rows());
    let score = |at| job.row(&name(at), content_at(&contents, at));
    in_order(&contents, threads, &score, |_, row| rows.push(row));
    sartor_columns::batch(&rows, &columns()).map_err(|error| Failure::new("output.arrow", error.to_string()))
}

/// A mention: a skill or diploma by its id, and its place in the text.
struct Mention<'a> {
    id: &'a str,
    span: Span,
}

/// What each row of a batch names: a row for each mention, and one with a code for what cannot be read.
pub(crate) fn skills(
    batch: &RecordBatch,
    content: &str,
    engine: &Engine,
    reader: &Reader,
    threads: usize,
) -> Result<RecordBatch, Failure> {
    let contents = readable(batch, content)?;
    let mut table = Table::default();
    let find = |at| named(content_at(&contents, at), engine, reader);
    in_order(&contents, threads, &find, |at, found| match found {
        Ok(mentions) => mentions.iter().for_each(|mention| table.push(at, Ok(mention))),
        Err(why) => table.push(at, Err(why)),
    });
    table.finish().map_err(|error| Failure::new("output.arrow", error.to_string()))
}

/// The columns of the mentions; the builders of Arrow take several times as long for them.
#[derive(Default)]
struct Table {
    row: Vec<i32>,
    start: Vec<i32>,
    end: Vec<i32>,
    skill: String,
    skill_length: Vec<usize>,
    code: Vec<Option<&'static str>>,
}

impl Table {
    /// Adds a mention, or why there are none.
    fn push(&mut self, row: usize, found: Result<&Mention<'_>, &'static str>) {
        // A batch of over two billion rows or a text of as many bytes does not come this far.
        let number = |value: usize| i32::try_from(value).unwrap_or(i32::MAX);
        let (id, span) = found.map_or(("", Span::new(0, 0)), |mention| (mention.id, mention.span));
        self.row.push(number(row));
        self.start.push(number(span.start));
        self.end.push(number(span.end));
        self.skill.push_str(id);
        self.skill_length.push(id.len());
        self.code.push(found.err());
    }

    fn finish(self) -> Result<RecordBatch, ArrowError> {
        let found = || Some(NullBuffer::from_iter(self.code.iter().map(Option::is_none)));
        let numbers = |values: Vec<i32>, nulls| Int32Array::try_new(values.into(), nulls);
        let lengths = OffsetBuffer::from_lengths(self.skill_length);
        let columns: [(&str, ArrayRef); 5] = [
            ("row", Arc::new(numbers(self.row, None)?)),
            ("skill", Arc::new(StringArray::try_new(lengths, self.skill.into_bytes().into(), found())?)),
            ("start", Arc::new(numbers(self.start, found())?)),
            ("end", Arc::new(numbers(self.end, found())?)),
            ("code", Arc::new(StringArray::from(self.code.clone()))),
        ];
        let field = |(name, column): &(&str, ArrayRef)| Field::new(*name, column.data_type().clone(), true);
        let schema = Schema::new(columns.iter().map(field).collect::<Vec<_>>());
        RecordBatch::try_new(Arc::new(schema), columns.into_iter().map(|(_, column)| column).collect())
    }
}

/// Works on the rows of a column on some threads, and hands what comes of each to `take`, in order.
fn in_order<'w, T: Send + 'w>(
    contents: &&dyn Array,
    threads: usize,
    work: &'w (impl Fn(usize) -> T + Sync),
    mut take: impl FnMut(usize, T),
) {
    let (rows, threads) = (contents.len(), threads.max(1));
    if threads == 1 {
        (0..rows).for_each(|at| take(at, work(at)));
        return;
    }
    // A text takes so little that handing it over alone would cost as much; a file may take a second.
    let files =
        matches!(contents.data_type(), DataType::Binary | DataType::LargeBinary | DataType::BinaryView);
    let size = if files { 1 } else { (rows / threads / 8).clamp(1, 32) };
    let runs = (0..rows).step_by(size).map(|from| from..(from + size).min(rows));
    thread::scope(|scope| {
        let options = |all: pariter::ParallelMapBuilder<_>| all.threads(threads).buffer_size(threads * 16);
        let done = runs.parallel_map_scoped_custom(scope, options, |run| run.map(work).collect::<Vec<T>>());
        for (at, done) in done.flatten().enumerate() {
            take(at, done);
        }
    });
}

/// The mentions of one content by place, or the code of why it cannot be read.
fn named<'e>(
    content: Content<'_>,
    engine: &'e Engine,
    reader: &Reader,
) -> Result<Vec<Mention<'e>>, &'static str> {
    let text = match content {
        Content::Text(text) => text_of(text, reader.limits()),
        Content::Bytes(bytes) => reader.read(bytes, Kind::Layout).map(|document| document.text.into()),
        Content::None => return Err("input.row"),
    };
    let text = text.map_err(|error| error.code())?;
    let lexicon = engine.lexicon();
    // One row's fault must not cost the others.
    let found = panic::catch_unwind(AssertUnwindSafe(|| engine.analyse(&text)));
    let found = found.map_err(|_| "internal.fault")?;
    let said = found.skills.iter().filter(|mention| mention.polarity != Polarity::Negated);
    let skills = said.map(|found| Mention { id: &lexicon.get(found.skill).id, span: found.span });
    let diplomas = found.diplomas.iter().filter_map(|found| {
        Some(Mention { id: &lexicon.diplomas.get(found.index as usize)?.id, span: found.span })
    });
    let mut all: Vec<Mention<'_>> = skills.chain(diplomas).collect();
    all.sort_by(|a, b| (a.span.start, a.span.end, a.id).cmp(&(b.span.start, b.span.end, b.id)));
    Ok(all)
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
            Content::None => {
                let message = Row::nothing_to_read(self.content, self.language);
                return Row::failed(name, None, "input.row", &message);
            }
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

/// A column of texts or of bytes.
fn readable<'a>(batch: &'a RecordBatch, content: &str) -> Result<&'a dyn Array, Failure> {
    let contents = column(batch, content)?;
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
    Ok(contents)
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
