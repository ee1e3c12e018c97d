//! Uploads that are under way: how far each is, for whoever looks.

use std::{
    collections::HashMap,
    convert::Infallible,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::stream::{self, Stream};
use sartor_store::UploadId;
use serde::Serialize;
use tokio::sync::watch::{self, Receiver, Sender};

/// Over so many, those that no one looks at are forgotten: they may have been announced and never sent.
const ANNOUNCED: usize = 256;

/// How far an upload is.
#[derive(Debug, Clone, Default, Serialize, schemars::JsonSchema)]
pub(crate) struct Tally {
    /// Files that were announced; 0 where their number is not known.
    pub(crate) expected: u64,
    /// Files that are kept, those that could not be read among them.
    pub(crate) done: u64,
    /// Of these, files that the opening had already.
    pub(crate) known: u64,
    /// The files that could not be read.
    pub(crate) failures: Vec<Failure>,
    /// No more will come.
    pub(crate) ended: bool,
}

/// A file that could not be read.
#[derive(Debug, Clone, Serialize, schemars::JsonSchema)]
pub(crate) struct Failure {
    /// Its name, as it was sent.
    pub(crate) file: String,
    /// Stable code.
    pub(crate) code: String,
    /// What to do, in the language of who sent it.
    pub(crate) message: String,
}

/// The uploads under way, by id; an upload that ends is forgotten here, and stands in the store.
#[derive(Debug, Clone, Default)]
pub(crate) struct Uploads(Arc<Mutex<HashMap<UploadId, Sender<Tally>>>>);

/// The pen of one upload; when it is dropped, who looks is told that it ended.
#[derive(Debug)]
pub(crate) struct Pen {
    uploads: Uploads,
    id: UploadId,
    out: Sender<Tally>,
}

impl Uploads {
    /// Announces an upload.
    pub(crate) fn announce(&self, id: UploadId, expected: u64) {
        let (out, _) = watch::channel(Tally { expected, ..Tally::default() });
        let mut held = self.held();
        if held.len() >= ANNOUNCED {
            held.retain(|_, out| out.receiver_count() > 0);
        }
        held.insert(id, out);
    }

    /// The pen of an upload that was announced or is announced now.
    pub(crate) fn pen(&self, id: &UploadId) -> Pen {
        let mut held = self.held();
        let out = held.entry(id.clone()).or_insert_with(|| watch::channel(Tally::default()).0).clone();
        Pen { uploads: self.clone(), id: id.clone(), out }
    }

    /// How far an upload is, as it moves; nothing where it is not under way.
    pub(crate) fn follow(&self, id: &UploadId) -> Option<Receiver<Tally>> {
        self.held().get(id).map(Sender::subscribe)
    }

    fn held(&self) -> MutexGuard<'_, HashMap<UploadId, Sender<Tally>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Pen {
    /// Writes down what moved.
    pub(crate) fn write(&self, change: impl FnOnce(&mut Tally)) {
        self.out.send_modify(change);
    }

    /// How far it is.
    pub(crate) fn tally(&self) -> Tally {
        self.out.borrow().clone()
    }
}

impl Drop for Pen {
    fn drop(&mut self) {
        self.out.send_modify(|tally| tally.ended = true);
        self.uploads.held().remove(&self.id);
    }
}

/// The events of an upload, one for each change, until it ends.
pub(crate) fn events(follow: Receiver<Tally>) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let stream = stream::unfold((follow, true), |(mut follow, first)| async move {
        // What has ended was told with its last change.
        if !first && (follow.borrow().ended || follow.changed().await.is_err()) {
            return None;
        }
        let tally = follow.borrow_and_update().clone();
        Some((Ok(Event::default().json_data(tally).unwrap_or_default()), (follow, false)))
    });
    Sse::new(stream).keep_alive(KeepAlive::new().interval(Duration::from_secs(10)))
}

/// The one event of an upload that is over.
pub(crate) fn over(tally: Tally) -> Receiver<Tally> {
    watch::channel(Tally { ended: true, ..tally }).1
}

#[cfg(test)]
mod tests {
    use sartor_store::UploadId;

    use super::*;

    #[test]
    fn what_is_announced_and_never_sent_does_not_pile_up() {
        let uploads = Uploads::default();
        let id = |at: usize| UploadId::parse(&format!("{at:032x}")).expect("an id");
        uploads.announce(id(0), 1);
        let _looked_at = uploads.follow(&id(0)).expect("announced");
        (1..=3 * ANNOUNCED).for_each(|at| uploads.announce(id(at), 1));
        assert!(uploads.held().len() <= ANNOUNCED && uploads.follow(&id(0)).is_some());
    }

    #[tokio::test]
    async fn who_looks_is_told_to_the_end() {
        let uploads = Uploads::default();
        let id = UploadId::parse(&"0".repeat(32)).expect("an id");
        uploads.announce(id.clone(), 2);
        let mut follow = uploads.follow(&id).expect("under way");
        let pen = uploads.pen(&id);
        pen.write(|tally| tally.done += 1);
        follow.changed().await.expect("told");
        let tally = follow.borrow_and_update().clone();
        assert_eq!((tally.done, tally.expected), (1, 2));
        drop(pen);
        follow.changed().await.expect("told of the end");
        assert!(follow.borrow().ended && uploads.follow(&id).is_none());
    }
}
