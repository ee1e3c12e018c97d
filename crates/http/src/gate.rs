//! Who may come in, and how long the work may take.

use std::{io::Write, sync::Arc};

use axum::{
    extract::{self, Request},
    middleware::Next,
    response::{IntoResponse, Response},
};
use sartor_core::Language;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::{Config, ServeError, Services, fault::Fault, language, page::Pages, problem::Problem};

/// What all requests share.
pub(crate) struct State {
    pub(crate) config: Config,
    pub(crate) services: Services,
    pub(crate) pages: Pages,
    seats: Arc<Semaphore>,
}

/// The state, as handlers get it.
pub(crate) type Shared = extract::State<Arc<State>>;

/// A place among those that are worked for; given back when its last holder is done.
#[derive(Debug, Clone)]
pub(crate) struct Seat {
    _permit: Arc<OwnedSemaphorePermit>,
}

impl State {
    pub(crate) fn new(config: Config, services: Services) -> Result<Self, ServeError> {
        let seats = Arc::new(Semaphore::new(config.concurrent));
        Ok(Self { config, services, pages: Pages::new()?, seats })
    }
}

/// Lets a request in while there is a place, before its body is read; else tells it to come back.
pub(crate) async fn admit(extract::State(state): Shared, mut request: Request, next: Next) -> Response {
    let language = language::asked(request.uri(), request.headers());
    match Arc::clone(&state.seats).try_acquire_owned() {
        Ok(permit) => {
            request.extensions_mut().insert(Seat { _permit: Arc::new(permit) });
            next.run(request).await
        }
        Err(_) => Fault::Full.told(language).into_response(),
    }
}

/// Does `job` away from the threads that answer. A job that is too slow keeps its place until it ends, but the request is told.
pub(crate) async fn blocking<T: Send + 'static>(
    state: &Arc<State>,
    language: Language,
    job: impl FnOnce(&Services) -> Result<T, Fault> + Send + 'static,
) -> Result<T, Problem> {
    let shared = Arc::clone(state);
    let task = tokio::task::spawn_blocking(move || job(&shared.services));
    match tokio::time::timeout(state.config.deadline, task).await {
        Ok(Ok(result)) => result.map_err(|fault| fault.told(language)),
        Ok(Err(_)) => Err(Fault::Internal.told(language)),
        Err(_) => Err(Fault::SlowAnswer.told(language)),
    }
}

/// A panic tells where it was, and not its message, which may quote a resume.
pub(crate) fn keep_panics_private() {
    std::panic::set_hook(Box::new(|panic| {
        if let Some(place) = panic.location() {
            let _ = writeln!(std::io::stderr(), "sartor: internal fault at {place}");
        }
    }));
}
