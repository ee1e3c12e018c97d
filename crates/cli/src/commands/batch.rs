//! `sartor batch`: many resumes against one posting or role, one row a file.

use std::{
    collections::BTreeMap,
    fs, io,
    io::IsTerminal,
    panic::{self, AssertUnwindSafe},
    path::{Path, PathBuf},
};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use rayon::prelude::*;
use sartor_core::{
    apply::Engine,
    apply::{Brief, ReadResume},
    posting::Modality,
    report::{Report, Status},
};
use sartor_extract::{Kind, Reader};
use serde::Serialize;

use super::{Done, one_line};
use crate::{
    args::{Batch, Rows},
    failure::Failure,
    input, messages, output,
    session::Session,
};

/// One file, whatever happened to it.
#[derive(Debug, Serialize)]
struct Row {
    document: String,
    /// blake3 of the bytes.
    digest: Option<String>,
    status: &'static str,
    code: Option<String>,
    message: Option<String>,
    name: Option<String>,
    /// Share of the required keywords; of all, where nothing is required.
    coverage: Option<f64>,
    /// Hundredths of a point.
    fit: Option<u32>,
    missing_required: Vec<String>,
    /// The first file of the same bytes.
    duplicates_of: Option<String>,
}

pub(crate) fn run(args: &Batch, session: &Session) -> Result<Done, Failure> {
    let language = session.language;
    input::check_names(&args.against.posting.as_deref().into_iter().collect::<Vec<_>>(), language)?;
    output::check(&args.target, language)?;
    let reader = session.reader()?;
    let posting = session.begin_against(&reader, &args.against);
    let engine = session.engine()?;
    let brief = session.brief(&engine, posting, &args.against)?;
    let files = files(&args.paths);
    if files.is_empty() {
        return Err(Failure::usage("usage.nothing_to_read", messages::nothing_to_read(language)));
    }
    let bar = progress(files.len());
    let work = || -> Vec<Row> {
        files
            .par_iter()
            .map(|path| {
                let row = row(path, &engine, &reader, &brief, session);
                bar.inc(1);
                row
            })
            .collect()
    };
    let threads = args.threads.map_or(0, usize::from);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
    let mut rows = pool.map_or_else(|_| work(), |pool| pool.install(work));
    bar.finish_and_clear();
    mark_duplicates(&mut rows);
    let text = match args.format {
        Rows::Jsonl => rows.iter().map(one_line).collect::<Result<String, Failure>>()?,
        Rows::Csv => csv_of(&rows)?,
    };
    output::deliver(&text, &args.target, language)?;
    Ok(if rows.iter().all(|row| row.status == "ok") { Done::Well } else { Done::Partial })
}

/// The files named, and those of folders, each once, by path.
fn files(paths: &[PathBuf]) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for path in paths {
        // What cannot be listed keeps its row, and its reason is told there.
        if path.is_dir() && walk(path, &mut files).is_ok() {
            continue;
        }
        files.push(path.clone());
    }
    files.sort();
    files.dedup();
    files
}

/// Links to folders are not followed, so that no walk is endless.
fn walk(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = entry.path();
        if entry.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        if entry.file_type()?.is_dir() {
            if walk(&path, files).is_err() {
                files.push(path);
            }
        } else if path.is_file() {
            files.push(path);
        }
    }
    Ok(())
}

fn row(path: &Path, engine: &Engine, reader: &Reader, brief: &Brief, session: &Session) -> Row {
    let document = path.to_string_lossy().into_owned();
    let bytes = match input::bytes(&document, reader.limits().file_bytes, session.language) {
        Ok(bytes) => bytes,
        Err(failure) => return Row::failed(document, None, failure),
    };
    let digest = Some(blake3::hash(&bytes).to_hex().to_string());
    match input::document(reader, &document, &bytes, Kind::Layout, session.language) {
        Err(failure) => Row::failed(document, digest, failure),
        Ok(read) => {
            // One file's fault must not cost the rows of the others.
            let scored = panic::catch_unwind(AssertUnwindSafe(|| {
                let read = ReadResume::new(engine, read);
                let report = brief.report(engine, &document, &read, session.as_of, session.language);
                (read.resume.contact.name.map(|name| name.text), report)
            }));
            match scored {
                Ok((name, report)) => Row::scored(document, digest, name, &report),
                Err(_) => Row::failed(document, digest, Failure::internal(session.language)),
            }
        }
    }
}

/// Tells, in the order of the rows, which files were there before.
fn mark_duplicates(rows: &mut [Row]) {
    let mut first: BTreeMap<String, String> = BTreeMap::new();
    for row in rows {
        let Some(digest) = &row.digest else { continue };
        match first.get(digest) {
            Some(known) => row.duplicates_of = Some(known.clone()),
            None => {
                first.insert(digest.clone(), row.document.clone());
            }
        }
    }
}

impl Row {
    fn failed(document: String, digest: Option<String>, failure: Failure) -> Self {
        Self {
            document,
            digest,
            status: "error",
            code: Some(failure.code),
            message: Some(failure.message),
            name: None,
            coverage: None,
            fit: None,
            missing_required: Vec::new(),
            duplicates_of: None,
        }
    }

    fn scored(document: String, digest: Option<String>, name: Option<String>, report: &Report) -> Self {
        let missing = |one: &&sartor_core::report::RequirementReport| {
            one.modality == Modality::Required && one.status != Status::Covered
        };
        Self {
            document,
            digest,
            status: "ok",
            code: None,
            message: None,
            name,
            coverage: report.coverage.decisive().share,
            fit: report.fit.total,
            missing_required: report.requirements.iter().filter(missing).map(|one| one.id.clone()).collect(),
            duplicates_of: None,
        }
    }

    fn cells(&self) -> [String; 9] {
        [
            self.document.clone(),
            self.digest.clone().unwrap_or_default(),
            self.status.to_owned(),
            self.code.clone().unwrap_or_default(),
            self.name.clone().unwrap_or_default(),
            self.coverage.map(|share| share.to_string()).unwrap_or_default(),
            self.fit.map(|fit| format!("{}.{:02}", fit / 100, fit % 100)).unwrap_or_default(),
            self.missing_required.join(" "),
            self.duplicates_of.clone().unwrap_or_default(),
        ]
    }
}

fn csv_of(rows: &[Row]) -> Result<String, Failure> {
    let mut writer =
        csv::WriterBuilder::new().terminator(csv::Terminator::Any(b'\n')).from_writer(Vec::new());
    let failed = |error: String| Failure::usage("output.csv", error);
    let head = [
        "document",
        "digest",
        "status",
        "code",
        "name",
        "coverage",
        "fit",
        "missing_required",
        "duplicates_of",
    ];
    writer.write_record(head).map_err(|error| failed(error.to_string()))?;
    for row in rows {
        let cells = row.cells().map(|cell| neutral(&cell));
        writer.write_record(cells).map_err(|error| failed(error.to_string()))?;
    }
    let bytes = writer.into_inner().map_err(|error| failed(error.to_string()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// A cell that no spreadsheet takes for a formula.
fn neutral(cell: &str) -> String {
    let cell = cell.replace('\r', " ");
    if cell.starts_with(['=', '+', '-', '@', '\t'])
        || cell.starts_with(' ') && cell.trim_start().starts_with(['=', '+', '-', '@'])
    {
        format!("'{cell}")
    } else {
        cell
    }
}

fn progress(count: usize) -> ProgressBar {
    let bar = ProgressBar::new(count as u64);
    if !io::stderr().is_terminal() {
        bar.set_draw_target(ProgressDrawTarget::hidden());
    }
    if let Ok(style) = ProgressStyle::with_template("{wide_bar} {pos}/{len} {eta}") {
        bar.set_style(style);
    }
    bar
}

#[cfg(test)]
mod tests {
    use super::neutral;

    #[test]
    fn no_cell_is_a_formula() {
        for cell in ["=1+1", "+1", "-1", "@a", "\t=1", "\r=1"] {
            assert!(neutral(cell).starts_with('\''), "{cell:?} → {:?}", neutral(cell));
        }
        assert_eq!(neutral("cv-zoé.pdf"), "cv-zoé.pdf");
    }
}
