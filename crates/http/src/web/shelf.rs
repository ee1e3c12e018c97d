//! The reports that pages show, in memory and for a time.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use super::case::Case;
use crate::{Services, id};

/// Reports by their ids, which no one guesses.
#[derive(Debug)]
pub(crate) struct Shelf {
    limit: usize,
    time: Duration,
    held: Mutex<HashMap<String, Held>>,
}

#[derive(Debug)]
struct Held {
    until: Instant,
    case: Arc<Case>,
}

impl Shelf {
    pub(crate) fn new(limit: usize, time: Duration) -> Self {
        Self { limit, time, held: Mutex::default() }
    }

    /// Holds a report and gives its id; where all places are taken, the oldest goes.
    pub(crate) fn put(&self, case: Case, services: &Services) -> String {
        let (now, id) = ((services.now)(), id::fresh());
        let mut held = self.swept(now);
        while held.len() >= self.limit.max(1) {
            let oldest = held.iter().min_by_key(|(_, own)| own.until).map(|(id, _)| id.clone());
            oldest.and_then(|id| held.remove(&id));
        }
        held.insert(id.clone(), Held { until: now + self.time, case: Arc::new(case) });
        id
    }

    /// The report of an id, and how long it is held on.
    pub(crate) fn get(&self, id: &str, services: &Services) -> Option<(Arc<Case>, Duration)> {
        let now = (services.now)();
        let held = self.swept(now);
        held.get(id).map(|own| (Arc::clone(&own.case), own.until - now))
    }

    /// Forgets a report at once; tells whether there was one.
    pub(crate) fn forget(&self, id: &str) -> bool {
        self.held().remove(id).is_some()
    }

    /// How many reports are held.
    pub(crate) fn count(&self, services: &Services) -> usize {
        self.swept((services.now)()).len()
    }

    /// What is held, without what has had its time.
    fn swept(&self, now: Instant) -> MutexGuard<'_, HashMap<String, Held>> {
        let mut held = self.held();
        held.retain(|_, own| own.until > now);
        held
    }

    fn held(&self) -> MutexGuard<'_, HashMap<String, Held>> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
