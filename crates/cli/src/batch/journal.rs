//! The journal of a run: its rows in order, so that a run that was cut short goes on where it stood.
//!
//! A line is written whole when its rows are known, and rows are known in the order of the items. So the journal of a killed run holds the first
//! items and perhaps a torn last line; whatever came after is done again.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, BufRead, BufReader, ErrorKind, Seek, SeekFrom, Write},
    path::{Path, PathBuf},
};

use sartor_core::{Language, report::Row};
use serde::{Deserialize, Serialize};

use super::Item;
use crate::{failure::Failure, messages};

/// The journal of a run; it holds the lock on its file.
#[derive(Debug)]
pub(crate) struct Journal {
    path: PathBuf,
    file: File,
    names: blake3::Hasher,
    /// Items whose fate is known.
    done: usize,
    /// The mark after the last of them.
    mark: Option<String>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Head {
    sartor_journal: u32,
    /// What decides the rows: options, date, lexicon, postings.
    run: String,
}

#[derive(Debug, Serialize, Deserialize)]
struct Entry {
    /// The number of the item, from 0.
    at: usize,
    /// Tells the names of all items up to this one.
    mark: String,
    rows: Vec<Row>,
}

/// Where the journal of a table stands.
pub(crate) fn journal_of(output: &Path) -> PathBuf {
    let mut name = output.file_name().unwrap_or_default().to_owned();
    name.push(".journal");
    output.with_file_name(name)
}

impl Journal {
    /// Begins a journal, or with `resume` goes on with one of the same run; `force` begins anew.
    pub(crate) fn open(
        path: &Path,
        run: &str,
        resume: bool,
        force: bool,
        language: Language,
    ) -> Result<Self, Failure> {
        let failed = |error: io::Error| {
            Failure::usage("output.failed", messages::not_written(path, &error.to_string(), language))
        };
        let found = path.exists();
        if found && !resume && !force {
            return Err(Failure::usage("batch.unfinished", messages::unfinished(path, language)));
        }
        let mut file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(path)
            .map_err(failed)?;
        if file.try_lock().is_err() {
            return Err(Failure::usage("batch.running", messages::running(path, language)));
        }
        let mut journal = Self {
            path: path.to_owned(),
            file: file.try_clone().map_err(failed)?,
            names: blake3::Hasher::new(),
            done: 0,
            mark: None,
        };
        if found && resume && !force {
            match journal.recover(run) {
                Ok(true) => return Ok(journal),
                Ok(false) => {}
                Err(error) if error.kind() == ErrorKind::InvalidData => {
                    return Err(Failure::usage("batch.changed", messages::changed(path, language)));
                }
                Err(error) => return Err(failed(error)),
            }
        }
        file.set_len(0).and_then(|()| file.rewind()).map_err(failed)?;
        let head = Head { sartor_journal: 1, run: run.to_owned() };
        let line = serde_json::to_string(&head).map_err(|error| failed(error.into()))? + "\n";
        file.write_all(line.as_bytes()).map_err(failed)?;
        Ok(journal)
    }

    /// Finds what was done, and cuts off a torn line; false where not even the head was written, an error of invalid data where it is of
    /// another run.
    fn recover(&mut self, run: &str) -> io::Result<bool> {
        self.file.rewind()?;
        let mut lines = BufReader::new(self.file.try_clone()?);
        let mut line = Vec::new();
        let mut whole = lines.read_until(b'\n', &mut line)? as u64;
        if line.last() != Some(&b'\n') {
            return Ok(false);
        }
        let head: Head = serde_json::from_slice(&line)?;
        if head.run != run {
            return Err(ErrorKind::InvalidData.into());
        }
        loop {
            line.clear();
            let length = lines.read_until(b'\n', &mut line)? as u64;
            let Some(entry) =
                (line.last() == Some(&b'\n')).then(|| serde_json::from_slice::<Entry>(&line).ok()).flatten()
            else {
                break;
            };
            whole += length;
            self.done = entry.at + 1;
            self.mark = Some(entry.mark);
        }
        self.file.set_len(whole)?;
        self.file.seek(SeekFrom::End(0))?;
        Ok(true)
    }

    /// Takes the items that are done off the front; they must be those of the run before.
    pub(crate) fn pass(
        &mut self,
        items: &mut impl Iterator<Item = Item>,
        language: Language,
    ) -> Result<usize, Failure> {
        for item in items.by_ref().take(self.done) {
            self.name(&item.name);
        }
        if self.mark.as_ref().is_some_and(|mark| *mark != self.current()) {
            return Err(Failure::usage("batch.changed", messages::changed(&self.path, language)));
        }
        Ok(self.done)
    }

    /// Adds the rows of the next item.
    pub(crate) fn add(&mut self, at: usize, name: &str, rows: &[Row]) -> io::Result<()> {
        self.name(name);
        if rows.is_empty() {
            return Ok(());
        }
        let entry = Entry { at, mark: self.current(), rows: rows.to_vec() };
        let line = serde_json::to_string(&entry)? + "\n";
        self.file.write_all(line.as_bytes())
    }

    /// All rows so far, in order.
    pub(crate) fn rows(&self) -> io::Result<impl Iterator<Item = io::Result<Row>> + use<>> {
        let lines = BufReader::new(File::open(&self.path)?).split(b'\n').skip(1);
        Ok(lines.flat_map(|line| {
            let entry = line.and_then(|line| Ok(serde_json::from_slice::<Entry>(&line)?));
            match entry {
                Ok(entry) => entry.rows.into_iter().map(Ok).collect::<Vec<_>>(),
                Err(error) => vec![Err(error)],
            }
        }))
    }

    /// The table is there: the journal has served.
    pub(crate) fn remove(self) -> io::Result<()> {
        fs::remove_file(&self.path)
    }

    fn name(&mut self, name: &str) {
        self.names.update(&(name.len() as u64).to_le_bytes());
        self.names.update(name.as_bytes());
    }

    fn current(&self) -> String {
        self.names.finalize().to_hex()[..16].to_owned()
    }
}
