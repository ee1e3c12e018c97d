//! Record batches in, record batches out: one row for each row, whatever is in it.

use std::{
    borrow::Cow,
    ops::Range,
    panic::{self, AssertUnwindSafe},
    sync::Arc,
    thread,
};

use arrow_array::{Array, ArrayRef, DictionaryArray, Int32Array, RecordBatch, StringArray, cast::AsArray};
use arrow_buffer::NullBuffer;
use arrow_schema::{ArrowError, DataType, Field, Schema};
use jiff::civil::Date;
use pariter::IteratorExt;
use sartor_core::{
    Language, Span,
    apply::{Brief, Engine, ReadResume},
    lexicon::Lexicon,
    matching::{Mentions, Polarity},
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
    let score = |run: Range<usize>| -> Vec<Row> {
        run.map(|at| job.row(&name(at), content_at(&contents, at))).collect()
    };
    in_order(&contents, threads, &score, |run, _| rows.extend(run));
    sartor_columns::batch(&rows, &columns()).map_err(|error| Failure::new("output.arrow", error.to_string()))
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
    let find = |run: Range<usize>| {
        let mut table = Table::default();
        table.reserve(run.len() * MENTIONS);
        run.for_each(|at| table.add(at, content_at(&contents, at), engine, reader));
        table
    };
    let mut table = Table::default();
    let mut left = batch.num_rows();
    in_order(&contents, threads, &find, |run, rows| {
        // The first run tells how much room all of them want; an endless text in it does not.
        if left == batch.num_rows() {
            let (mentions, times) = (run.row.len().min(rows * MENTIONS), left.div_ceil(rows));
            table.reserve(mentions * times);
        }
        left -= rows;
        table.append(run);
    });
    table.finish(engine.lexicon()).map_err(|error| Failure::new("output.arrow", error.to_string()))
}

/// Most texts that are handed to a thread at once.
const MOST: usize = 64;
/// Mentions of a long resume.
const MENTIONS: usize = 96;

/// Stands for the number of a skill in a row that has none.
const NOTHING: u32 = u32::MAX;

/// The columns of the mentions; the builders of Arrow take several times as long for them.
#[derive(Default)]
struct Table {
    row: Vec<i32>,
    start: Vec<i32>,
    end: Vec<i32>,
    /// The number of the skill in the lexicon, or of the diploma behind all skills.
    named: Vec<u32>,
    /// Which of its rows say why there are no mentions.
    failed: Vec<(usize, &'static str)>,
}

impl Table {
    /// Adds what one content names, or why it cannot be read.
    fn add(&mut self, row: usize, content: Content<'_>, engine: &Engine, reader: &Reader) {
        let text = match content {
            Content::Text(text) => text_of(text, reader.limits()).map_err(|error| error.code()),
            Content::Bytes(bytes) => {
                let read = reader.read(bytes, Kind::Layout);
                read.map(|document| document.text.into()).map_err(|error| error.code())
            }
            Content::None => Err("input.row"),
        };
        // One row's fault must not cost the others.
        let find = |text: Cow<'_, str>| panic::catch_unwind(AssertUnwindSafe(|| engine.mentions(&text)));
        match text.and_then(|text| find(text).map_err(|_| "internal.fault")) {
            Ok(found) => self.add_mentions(row, &found, engine.lexicon()),
            Err(code) => {
                self.failed.push((self.row.len(), code));
                self.push(row, NOTHING, Span::new(0, 0));
            }
        }
    }

    /// Adds what a text names, by place.
    fn add_mentions(&mut self, row: usize, found: &Mentions, lexicon: &Lexicon) {
        let said = found.skills.iter().filter(|mention| mention.polarity != Polarity::Negated);
        let skills = said.map(|found| (found.span, lexicon.get(found.skill).id.as_str(), found.skill.0));
        let behind = lexicon.skills.len() as u32;
        let diplomas = found.diplomas.iter().filter_map(|found| {
            let diploma = lexicon.diplomas.get(found.index as usize)?;
            Some((found.span, diploma.id.as_str(), behind + found.index))
        });
        let mut all: Vec<(Span, &str, u32)> = skills.chain(diplomas).collect();
        // Two sorted lists, one behind the other.
        all.sort();
        all.into_iter().for_each(|(span, _, named)| self.push(row, named, span));
    }

    /// Makes room for so many mentions more, where there is as much memory: else it grows as they come.
    fn reserve(&mut self, mentions: usize) {
        let columns =
            [&mut self.row, &mut self.start, &mut self.end].map(|column| column.try_reserve(mentions));
        drop((columns, self.named.try_reserve(mentions)));
    }

    fn push(&mut self, row: usize, named: u32, span: Span) {
        // A batch of over two billion rows or a text of as many bytes does not come this far.
        let number = |value: usize| i32::try_from(value).unwrap_or(i32::MAX);
        self.row.push(number(row));
        self.start.push(number(span.start));
        self.end.push(number(span.end));
        self.named.push(named);
    }

    /// Adds the rows of another behind its own.
    fn append(&mut self, other: Self) {
        let own = self.row.len();
        self.row.extend(other.row);
        self.start.extend(other.start);
        self.end.extend(other.end);
        self.named.extend(other.named);
        self.failed.extend(other.failed.into_iter().map(|(row, code)| (own + row, code)));
    }

    fn finish(self, lexicon: &Lexicon) -> Result<RecordBatch, ArrowError> {
        let rows = self.row.len();
        let (code, found) = if self.failed.is_empty() {
            (StringArray::new_null(rows), None)
        } else {
            let mut codes = vec![None; rows];
            self.failed.iter().for_each(|(row, code)| codes[*row] = Some(*code));
            let found = NullBuffer::from_iter(codes.iter().map(Option::is_none));
            (StringArray::from(codes), Some(found))
        };
        let numbers = |values: Vec<i32>, nulls| Int32Array::try_new(values.into(), nulls);
        let (keys, ids) = dictionary(&self.named, lexicon);
        let keys = numbers(keys, found.clone())?;
        let columns: [(&str, ArrayRef); 5] = [
            ("row", Arc::new(numbers(self.row, None)?)),
            ("skill", Arc::new(DictionaryArray::try_new(keys, Arc::new(StringArray::from(ids)))?)),
            ("start", Arc::new(numbers(self.start, found.clone())?)),
            ("end", Arc::new(numbers(self.end, found)?)),
            ("code", Arc::new(code)),
        ];
        let field = |(name, column): &(&str, ArrayRef)| Field::new(*name, column.data_type().clone(), true);
        let schema = Schema::new(columns.iter().map(field).collect::<Vec<_>>());
        RecordBatch::try_new(Arc::new(schema), columns.into_iter().map(|(_, column)| column).collect())
    }
}

/// The place of each named one among the ids that are named, and these by their first mention.
fn dictionary<'l>(named: &[u32], lexicon: &'l Lexicon) -> (Vec<i32>, Vec<&'l str>) {
    let skills = lexicon.skills.iter().map(|skill| skill.id.as_str());
    let all: Vec<&str> = skills.chain(lexicon.diplomas.iter().map(|diploma| diploma.id.as_str())).collect();
    let mut places: Vec<Option<i32>> = vec![None; all.len()];
    let mut ids = Vec::new();
    let place = |named: &u32| {
        let Some(place) = places.get_mut(*named as usize) else { return 0 };
        *place.get_or_insert_with(|| {
            ids.push(all[*named as usize]);
            ids.len() as i32 - 1
        })
    };
    (named.iter().map(place).collect(), ids)
}

/// Works on runs of the rows of a column on some threads, and hands what comes of each and its number of rows to `take`, in order.
fn in_order<'w, T: Send + 'w>(
    contents: &&dyn Array,
    threads: usize,
    work: &'w (impl Fn(Range<usize>) -> T + Sync),
    mut take: impl FnMut(T, usize),
) {
    let (rows, threads) = (contents.len(), threads.max(1));
    // A text takes so little that handing it over alone would cost as much; a file may take a second.
    let files =
        matches!(contents.data_type(), DataType::Binary | DataType::LargeBinary | DataType::BinaryView);
    let most = if files { 1 } else { MOST };
    let mut from = 0;
    // Ever shorter ones, so that no thread waits for another at the end.
    let runs = std::iter::from_fn(|| {
        let run = from..from + ((rows - from) / threads / 4).clamp(1, most).min(rows - from);
        from = run.end;
        (!run.is_empty()).then_some(run)
    });
    let work = |run: Range<usize>| (run.len(), work(run));
    if threads == 1 {
        runs.map(work).for_each(|(rows, run)| take(run, rows));
        return;
    }
    thread::scope(|scope| {
        let options = |all: pariter::ParallelMapBuilder<_>| all.threads(threads).buffer_size(threads * 16);
        runs.parallel_map_scoped_custom(scope, options, work).for_each(|(rows, run)| take(run, rows));
    });
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
