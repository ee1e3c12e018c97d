//! Who may come in, and how long the work may take.

use std::{
    collections::HashMap,
    io::Write,
    net::IpAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError, atomic::AtomicBool},
};

use axum::{
    extract::{self, Request},
    http::{Extensions, HeaderMap, Method, Uri, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use sartor_core::Language;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::{
    Config, ServeError, Services,
    fault::Fault,
    language,
    problem::Problem,
    recruit::Uploads,
    watch::Metrics,
    web::{Pages, Shelf},
};

/// What all requests share.
pub(crate) struct State {
    pub(crate) config: Config,
    pub(crate) services: Services,
    pub(crate) pages: Pages,
    /// The reports that pages show.
    pub(crate) shelf: Shelf,
    pub(crate) metrics: Metrics,
    /// Told to end: no longer ready.
    pub(crate) ending: AtomicBool,
    /// What each form carries where no one has an account.
    pub(crate) local_token: Arc<str>,
    /// Uploads to openings that are under way.
    pub(crate) uploads: Uploads,
    seats: Arc<Semaphore>,
    clients: Arc<Clients>,
}

/// The state, as handlers get it.
pub(crate) type Shared = extract::State<Arc<State>>;

/// Who is connected.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Peer(pub(crate) IpAddr);

/// A place among those that are worked for; given back when its last holder is done.
#[derive(Debug, Clone)]
pub(crate) struct Seat {
    _held: Arc<(OwnedSemaphorePermit, Option<Guest>)>,
}

/// How many places each client holds; who holds none is forgotten.
#[derive(Debug, Default)]
struct Clients(Mutex<HashMap<IpAddr, usize>>);

/// One place of a client.
#[derive(Debug)]
struct Guest {
    clients: Arc<Clients>,
    client: IpAddr,
}

impl State {
    pub(crate) fn new(config: Config, services: Services) -> Result<Self, ServeError> {
        let seats = Arc::new(Semaphore::new(config.limits.concurrent));
        let shelf = Shelf::new(config.limits.reports, config.limits.report_time);
        Ok(Self {
            pages: Pages::new()?,
            shelf,
            metrics: Metrics::default(),
            ending: AtomicBool::new(false),
            local_token: crate::id::fresh().into(),
            uploads: Uploads::default(),
            seats,
            clients: Arc::default(),
            config,
            services,
        })
    }

    fn seat(&self, request: &Request) -> Result<Seat, Fault> {
        let permit = Arc::clone(&self.seats).try_acquire_owned().map_err(|_| Fault::Full)?;
        let guest = match self.client(request.headers(), request.extensions()) {
            Some(client) => {
                let guest = self.clients.admit(client, self.config.limits.per_client);
                Some(guest.ok_or(Fault::ClientFull)?)
            }
            None => None,
        };
        Ok(Seat { _held: Arc::new((permit, guest)) })
    }

    /// Who asks: by the header of the proxy, else by the connection.
    pub(crate) fn client(&self, headers: &HeaderMap, extensions: &Extensions) -> Option<IpAddr> {
        let told = self.config.client_header.as_ref().and_then(|name| headers.get(name));
        let last = told.and_then(|value| value.to_str().ok()?.rsplit(',').next()?.trim().parse().ok());
        last.or_else(|| extensions.get::<Peer>().map(|peer| peer.0))
    }
}

impl Clients {
    fn admit(self: &Arc<Self>, client: IpAddr, limit: usize) -> Option<Guest> {
        let mut held = self.held();
        let places = held.entry(client).or_insert(0);
        if *places >= limit {
            return None;
        }
        *places += 1;
        Some(Guest { clients: Arc::clone(self), client })
    }

    fn held(&self) -> MutexGuard<'_, HashMap<IpAddr, usize>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Guest {
    fn drop(&mut self) {
        let mut held = self.clients.held();
        if let Some(places) = held.get_mut(&self.client) {
            *places -= 1;
            if *places == 0 {
                held.remove(&self.client);
            }
        }
    }
}

/// Lets a request in while there is a place, before its body is read; else tells it to come back.
pub(crate) async fn admit(extract::State(state): Shared, mut request: Request, next: Next) -> Response {
    match state.seat(&request) {
        Ok(seat) => {
            request.extensions_mut().insert(seat);
            next.run(request).await
        }
        Err(fault) => {
            state.metrics.shed(fault.code());
            fault.told(language::asked(request.uri(), request.headers())).into_response()
        }
    }
}

/// Refuses what a page of another site sends: a browser tells where a request comes from.
pub(crate) async fn same_site(request: Request, next: Next) -> Response {
    if !matches!(*request.method(), Method::GET | Method::HEAD)
        && is_foreign(request.uri(), request.headers())
    {
        let language = language::asked(request.uri(), request.headers());
        return Fault::CrossSite.told(language).into_response();
    }
    next.run(request).await
}

fn is_foreign(uri: &Uri, headers: &HeaderMap) -> bool {
    let text = |name: header::HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    let site = headers.get("sec-fetch-site").and_then(|value| value.to_str().ok());
    if let Some(site) = site {
        return !matches!(site, "same-origin" | "none");
    }
    // Programs tell no origin.
    let Some(origin) = text(header::ORIGIN) else { return false };
    let own = text(header::HOST).or_else(|| uri.host());
    origin.split_once("://").map(|(_, host)| host) != own
}

/// Does `job` away from the threads that answer. A job that is too slow keeps its place until it ends, but the request is told.
pub(crate) async fn blocking<T: Send + 'static>(
    state: &Arc<State>,
    language: Language,
    job: impl FnOnce(&Services) -> Result<T, Fault> + Send + 'static,
) -> Result<T, Problem> {
    let shared = Arc::clone(state);
    let task = tokio::task::spawn_blocking(move || job(&shared.services));
    match tokio::time::timeout(state.config.limits.work_time, task).await {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_client_has_its_share_and_gives_it_back() {
        let clients = Arc::new(Clients::default());
        let (one, other) = (IpAddr::from([10, 0, 0, 1]), IpAddr::from([10, 0, 0, 2]));
        let first = clients.admit(one, 2).expect("under");
        let _second = clients.admit(one, 2).expect("at");
        assert!(clients.admit(one, 2).is_none() && clients.admit(other, 2).is_some());
        drop(first);
        assert!(clients.admit(one, 2).is_some());
        assert!(!clients.held().contains_key(&other), "who holds none is forgotten");
    }

    #[test]
    fn another_site_is_told_by_the_browser() {
        let headers = |list: &[(&'static str, &'static str)]| {
            let pairs = list.iter().map(|(name, value)| {
                (header::HeaderName::from_static(name), header::HeaderValue::from_static(value))
            });
            pairs.collect::<HeaderMap>()
        };
        let foreign =
            |list: &[(&'static str, &'static str)]| is_foreign(&Uri::from_static("/"), &headers(list));
        assert!(!foreign(&[("host", "a.example")]), "a program");
        assert!(!foreign(&[("host", "a.example:8080"), ("origin", "http://a.example:8080")]));
        assert!(foreign(&[("host", "a.example"), ("origin", "http://b.example")]));
        assert!(foreign(&[("host", "a.example"), ("origin", "null")]));
        assert!(!foreign(&[("host", "a.example"), ("origin", "null"), ("sec-fetch-site", "same-origin")]));
        assert!(foreign(&[("host", "a.example"), ("sec-fetch-site", "same-site")]));
        assert!(foreign(&[("host", "a.example"), ("sec-fetch-site", "cross-site")]));
    }
}
