//! One resume against everything it is held against.

use std::panic::{self, AssertUnwindSafe};

use sartor_core::{
    apply::{Brief, Engine, ReadResume},
    document::Document,
    report::Row,
};
use sartor_extract::Reader;

use super::{Item, Opened};
use crate::{args::Shard, failure::Failure, session::Session};

/// A posting or role, by the name that the table shows.
#[derive(Debug)]
pub(crate) struct Target {
    pub(crate) name: String,
    pub(crate) brief: Brief,
}

/// Scores resumes; shared by all threads.
#[derive(Debug)]
pub(crate) struct Scorer<'a> {
    pub(crate) engine: &'a Engine,
    pub(crate) reader: &'a Reader,
    pub(crate) targets: &'a [Target],
    pub(crate) session: &'a Session,
    /// Keys the ids of a blind table.
    pub(crate) salt: Option<&'a str>,
    pub(crate) shard: Option<Shard>,
}

/// What became of an item.
#[derive(Debug)]
pub(crate) struct Outcome {
    /// Name of the item, never shown in a blind table.
    pub(crate) name: String,
    /// A row for each target; none where the item is of another shard.
    pub(crate) rows: Vec<Row>,
}

impl Scorer<'_> {
    /// The rows of an item, whatever happens to it.
    pub(crate) fn score(&self, item: Item) -> Outcome {
        let Item { name, content } = item;
        let language = self.session.language;
        let opened = content.open(&name, self.reader, language);
        let digest = opened.as_ref().ok().map(Opened::digest);
        let key = digest.clone().unwrap_or_else(|| blake3::hash(name.as_bytes()).to_hex().to_string());
        if self.shard.is_some_and(|shard| !shard.holds(&key)) {
            return Outcome { name, rows: Vec::new() };
        }
        let shown = self.salt.map_or_else(|| name.clone(), |salt| applicant(salt, &key));
        let rows = match opened.and_then(|opened| opened.document(&name, self.reader, language)) {
            Ok(document) => self.scored(&shown, digest.as_ref(), document),
            Err(failure) => self.failed(&shown, digest.as_ref(), &failure),
        };
        Outcome { name, rows }
    }

    fn scored(&self, shown: &str, digest: Option<&String>, document: Document) -> Vec<Row> {
        // One file's fault must not cost the rows of the others.
        let scored = panic::catch_unwind(AssertUnwindSafe(|| {
            let read = ReadResume::new(self.engine, document);
            let name = read.resume.contact.name.as_ref().filter(|_| self.salt.is_none());
            let row = |target: &Target| {
                let session = self.session;
                let report = target.brief.report(self.engine, shown, &read, session.as_of, session.language);
                let name = name.map(|name| name.text.clone());
                self.against(target, Row::scored(shown, digest.cloned(), name, &report))
            };
            self.targets.iter().map(row).collect()
        }));
        scored.unwrap_or_else(|_| self.failed(shown, digest, &Failure::internal(self.session.language)))
    }

    fn failed(&self, shown: &str, digest: Option<&String>, failure: &Failure) -> Vec<Row> {
        let row = |target| {
            self.against(target, Row::failed(shown, digest.cloned(), &failure.code, &failure.message))
        };
        self.targets.iter().map(row).collect()
    }

    fn against(&self, target: &Target, row: Row) -> Row {
        Row { against: (self.targets.len() > 1).then(|| target.name.clone()), ..row }
    }
}

/// The id of an applicant: the same for the same file and salt, and telling nothing of it to whoever lacks the salt.
fn applicant(salt: &str, digest: &str) -> String {
    let key = blake3::derive_key("sartor blind table", salt.as_bytes());
    format!("A-{}", &blake3::keyed_hash(&key, digest.as_bytes()).to_hex()[..12])
}
