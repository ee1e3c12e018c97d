//! `sartor batch`: many resumes against postings or roles, a row each, whatever happens to them.

use std::{
    collections::BTreeMap,
    fs,
    io::{self, BufWriter, ErrorKind, Write},
    path::Path,
    thread,
};

use indicatif::ProgressBar;
use pariter::IteratorExt;
use sartor_core::{
    apply::{Brief, Engine},
    report::{Column, Row, SCHEMA_VERSION},
};
use sartor_extract::{Kind, Reader};
use sartor_render::rows::RowWriter;

use super::Done;
use crate::{
    args::{Batch, Rows},
    batch::{
        Item, Journal, Scorer, Sources, Table, Tally, Target, TextColumns, Top, bar, journal_of, listed,
    },
    failure::Failure,
    input, messages, output,
    session::Session,
};

/// Resumes that are under way at once, for each thread.
const AHEAD: usize = 32;

pub(crate) fn run(args: &Batch, session: &Session) -> Result<Done, Failure> {
    let language = session.language;
    let names: Vec<&str> = args.against.posting.iter().chain(&args.list).map(String::as_str).collect();
    input::check_names(&names, language)?;
    let table = table(args, session)?;
    let file = args.target.output.as_deref().filter(|path| *path != Path::new("-"));
    check(args, file, session)?;
    let mut paths = args.paths.clone();
    if let Some(list) = &args.list {
        paths.extend(listed(list, language)?);
    }
    let sources = Sources::of(&paths);
    if sources.len() == 0 {
        return Err(Failure::usage("usage.nothing_to_read", messages::nothing_to_read(language)));
    }
    let (engine, reader) = (session.engine()?, session.reader()?);
    let targets = targets(args, &engine, &reader, session)?;
    let run = run_id(args, &engine, &targets, session);
    let salt = args.blind.then(|| args.salt.as_deref().unwrap_or(&run));
    let (targets, shard) = (targets.as_slice(), args.shard);
    let scorer = Scorer { engine: &engine, reader: &reader, targets, session, salt, shard };
    let columns = TextColumns { text: args.text_column.clone(), id: args.id_column.clone() };
    let mut items = sources.items(&reader, &columns, language);
    let mut work =
        Work { tally: Tally::new(), bar: bar(sources.len(), language), first: BTreeMap::new(), session };
    let ended = match file {
        Some(path) => {
            let replace = replaces(args, path);
            let journal = journal_of(path);
            let journal = Journal::open(&journal, &run, args.resume, args.target.force, language)?;
            to_file((path, replace), journal, args, &table, &mut items, &scorer, &mut work)
        }
        None => to_stdout(args, &table, &mut items, &scorer, &mut work),
    };
    work.bar.finish_and_clear();
    ended?;
    output::complain(&work.tally.line(language));
    Ok(if work.tally.unread() == 0 { Done::Well } else { Done::Partial })
}

/// What goes on while items are scored.
struct Work<'a> {
    tally: Tally,
    bar: ProgressBar,
    /// The first document of each digest, by the half of it.
    first: BTreeMap<[u8; 16], String>,
    session: &'a Session,
}

impl Work<'_> {
    /// Scores the items on all threads, and hands each one's rows over in the order of the items.
    fn score(
        &mut self,
        items: &mut (impl Iterator<Item = Item> + ?Sized),
        scorer: &Scorer<'_>,
        threads: usize,
        mut take: impl FnMut(&str, Vec<Row>) -> io::Result<()>,
    ) -> io::Result<()> {
        let score = |item| scorer.score(item);
        thread::scope(|scope| {
            let all = items.parallel_map_scoped_custom(
                scope,
                |options| options.threads(threads).buffer_size(threads * AHEAD),
                score,
            );
            for outcome in all {
                let mut rows = outcome.rows;
                if let Some(row) = rows.first() {
                    let first = self.first_of(row);
                    rows.iter_mut().for_each(|row| row.duplicates_of.clone_from(&first));
                    self.tally.add(&rows[0]);
                }
                self.bar.set_length(self.bar.length().unwrap_or(0).max(self.bar.position() + 1));
                self.bar.inc(1);
                self.bar.set_message(self.tally.unread().to_string());
                take(&outcome.name, rows)?;
            }
            Ok(())
        })
    }

    /// The document that had these bytes before, if one had.
    fn first_of(&mut self, row: &Row) -> Option<String> {
        let digest = blake3::Hash::from_hex(row.digest.as_deref()?).ok()?;
        let key: [u8; 16] = *digest.as_bytes().first_chunk()?;
        match self.first.get(&key) {
            Some(first) => Some(first.clone()),
            None => {
                self.first.insert(key, row.document.clone());
                None
            }
        }
    }

    fn failed(&self, path: &Path, error: &io::Error) -> Failure {
        Failure::usage(
            "output.failed",
            messages::not_written(path, &error.to_string(), self.session.language),
        )
    }
}

fn to_stdout(
    args: &Batch,
    table: &Table,
    items: &mut dyn Iterator<Item = Item>,
    scorer: &Scorer<'_>,
    work: &mut Work<'_>,
) -> Result<(), Failure> {
    let mut written = || -> io::Result<()> {
        let mut writer = table.stream(BufWriter::new(io::stdout().lock()))?;
        let mut top = args.top.map(|count| Top::new(count.get()));
        work.score(items, scorer, threads(args), |_, rows| {
            rows.into_iter().try_for_each(|row| match &mut top {
                Some(top) => {
                    top.add(row);
                    Ok(())
                }
                None => writer.row(&row),
            })
        })?;
        finish(writer, top)
    };
    match written() {
        // A reader that has closed its end has what it wanted.
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(work.failed(Path::new("-"), &error)),
        _ => Ok(()),
    }
}

/// Whether a table that is there may be replaced. One beside a journal is the run's own, killed after the table had its name, or one that the
/// run was allowed to replace when it began.
fn replaces(args: &Batch, path: &Path) -> bool {
    args.target.force || (args.resume && journal_of(path).exists())
}

fn to_file(
    (path, replace): (&Path, bool),
    mut journal: Journal,
    args: &Batch,
    table: &Table,
    items: &mut dyn Iterator<Item = Item>,
    scorer: &Scorer<'_>,
    work: &mut Work<'_>,
) -> Result<(), Failure> {
    let language = work.session.language;
    let mut items = items;
    let mut at = journal.pass(&mut items, language)?;
    let again = |journal: &Journal, work: &mut Work<'_>| -> io::Result<()> {
        let several = scorer.targets.len();
        for (number, row) in journal.rows()?.enumerate() {
            let row = row?;
            if number % several == 0 {
                work.first_of(&row);
                work.tally.add(&row);
            }
        }
        Ok(())
    };
    again(&journal, work).map_err(|error| work.failed(path, &error))?;
    work.tally.before = work.tally.resumes;
    work.bar.set_position(at as u64);
    let scored = work.score(items, scorer, threads(args), |name, rows| {
        at += 1;
        journal.add(at - 1, name, &rows)
    });
    scored.map_err(|error| work.failed(path, &error))?;
    output::write_with(path, replace, language, |file| {
        let mut top = args.top.map(|count| Top::new(count.get()));
        let mut out = BufWriter::new(file);
        let mut writer = table.file(&mut out)?;
        for row in journal.rows()? {
            match &mut top {
                Some(top) => top.add(row?),
                None => writer.row(&row?)?,
            }
        }
        finish(writer, top)?;
        out.flush()
    })?;
    journal.remove().map_err(|error| work.failed(path, &error))
}

fn finish(mut writer: Box<dyn RowWriter + '_>, top: Option<Top>) -> io::Result<()> {
    for row in top.into_iter().flat_map(Top::best) {
        writer.row(&row)?;
    }
    writer.finish()
}

fn threads(args: &Batch) -> usize {
    args.threads.map_or_else(|| thread::available_parallelism().map_or(1, usize::from), usize::from)
}

/// Refuses early what would fail late.
fn check(args: &Batch, file: Option<&Path>, session: &Session) -> Result<(), Failure> {
    let language = session.language;
    match file {
        Some(path) => {
            output::writable(path, replaces(args, path), language)?;
            if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
                fs::metadata(folder).map_err(|error| {
                    Failure::usage("output.failed", messages::not_written(path, &error.to_string(), language))
                })?;
            }
            Ok(())
        }
        None if args.resume => Err(Failure::usage("batch.needs_file", messages::needs_file(language))),
        None if !matches!(args.format, Rows::Jsonl | Rows::Csv | Rows::Html) => {
            Err(Failure::usage("batch.needs_file", messages::needs_file(language)))
        }
        None => Ok(()),
    }
}

fn table(args: &Batch, session: &Session) -> Result<Table, Failure> {
    let several = args.against.posting.len() + args.against.role.len() > 1;
    let shown = Column::of_table(args.blind, several, args.top.is_some());
    let columns = match &args.columns {
        None => shown,
        Some(names) => names
            .iter()
            .map(|name| {
                // A blind table shows no name, whatever is asked.
                let hidden = args.blind && matches!(name.as_str(), "document" | "name" | "message");
                Column::named(name).filter(|_| !hidden).ok_or_else(|| {
                    let known: Vec<&str> = shown.iter().map(|column| column.id()).collect();
                    let message = messages::unknown_column(name, &known.join(", "), session.language);
                    Failure::usage("batch.unknown_column", message)
                })
            })
            .collect::<Result<_, _>>()?,
    };
    Ok(Table { format: args.format, columns, language: session.language, as_of: session.as_of })
}

/// The postings, then the roles; of one name, the later ones are numbered.
fn targets(
    args: &Batch,
    engine: &Engine,
    reader: &Reader,
    session: &Session,
) -> Result<Vec<Target>, Failure> {
    let mut targets: Vec<Target> = Vec::new();
    for posting in &args.against.posting {
        let brief = Brief::posting(engine, &session.document(reader, posting, Kind::Layout)?);
        let name = input::last_name(posting);
        let alike = targets.iter().filter(|target| input::last_name(&target.name) == name).count();
        let name = if alike == 0 { name.to_owned() } else { posting.clone() };
        targets.push(Target { name, brief });
    }
    for role in &args.against.role {
        let brief = Brief::role(engine, role).ok_or_else(|| session.unknown_role(engine.lexicon(), role))?;
        targets.push(Target { name: role.clone(), brief });
    }
    Ok(targets)
}

/// What decides the rows, but for the resumes: a journal of another run is not gone on with.
fn run_id(args: &Batch, engine: &Engine, targets: &[Target], session: &Session) -> String {
    let mut hasher = blake3::Hasher::new();
    let mut add = |part: &str| {
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part.as_bytes());
    };
    add(env!("CARGO_PKG_VERSION"));
    add(&SCHEMA_VERSION.to_string());
    add(session.language.code());
    add(&session.as_of.to_string());
    add(&engine.lexicon().digest);
    add(&format!("{:?} {} {:?}", args.shard, args.blind, args.salt));
    add(&args.text_column);
    add(&args.id_column);
    for target in targets {
        add(&target.name);
        if let Brief::Posting(posting, _) = &target.brief {
            add(&posting.text);
        }
    }
    hasher.finalize().to_hex()[..32].to_owned()
}
