//! What is made of the lexicon when it is first asked for.

use std::sync::OnceLock;

/// A value that follows from what stands beside it: made once, never packed, and of no weight in a comparison.
#[derive(Debug, Clone)]
pub(super) struct Made<T>(OnceLock<T>);

impl<T> Made<T> {
    /// The value; the first call makes it.
    pub(super) fn get(&self, make: impl FnOnce() -> T) -> &T {
        self.0.get_or_init(make)
    }
}

impl<T> Default for Made<T> {
    fn default() -> Self {
        Self(OnceLock::new())
    }
}

impl<T> PartialEq for Made<T> {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl<T> Eq for Made<T> {}
