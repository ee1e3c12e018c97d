//! The listener: connections with their limits, and the way they end.

use std::{
    future::Future,
    net::SocketAddr,
    sync::{Arc, atomic::Ordering},
    time::Duration,
};

use axum::{Router, extract::Request};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::Semaphore,
};
use tokio_io_timeout::TimeoutStream;
use tower::ServiceExt;

use crate::{
    Limits, ServeError,
    gate::{Peer, State},
};

/// How long to wait after a connection that could not be taken, such as for want of file descriptors.
const AFTER_FAILURE: Duration = Duration::from_millis(50);
/// How often reports that have had their time are looked for.
const SWEEP: Duration = Duration::from_secs(30);
/// After how many of these rounds the store is purged of what has been kept for its term: every hour.
const PURGE: u64 = 120;

/// Serves on `listener` until `shutdown` is done; answers under way are finished first.
pub(crate) async fn run(
    listener: TcpListener,
    app: Router,
    state: Arc<State>,
    shutdown: impl Future<Output = ()> + Send,
) -> Result<(), ServeError> {
    let limits = state.config.limits.clone();
    let places = Arc::new(Semaphore::new(limits.connections));
    let graceful = GracefulShutdown::new();
    let mut shutdown = std::pin::pin!(shutdown);
    let sweeper = tokio::spawn(sweep(Arc::clone(&state)));
    loop {
        let accepted = async {
            let place = Arc::clone(&places).acquire_owned().await;
            (listener.accept().await, place)
        };
        let (accepted, place) = tokio::select! {
            accepted = accepted => accepted,
            () = &mut shutdown => break,
        };
        match accepted {
            Ok((stream, peer)) => {
                let connection = graceful.watch(connection(stream, peer, app.clone(), &limits));
                tokio::spawn(async move {
                    // A connection that breaks is its client's affair.
                    let _ = connection.await;
                    drop(place);
                });
            }
            Err(_) => tokio::time::sleep(AFTER_FAILURE).await,
        }
    }
    state.ending.store(true, Ordering::Relaxed);
    drop(listener);
    sweeper.abort();
    tracing::info!("ending");
    let ended = tokio::time::timeout(limits.drain_time, graceful.shutdown()).await;
    tracing::info!(whole = ended.is_ok(), "ended");
    Ok(())
}

fn connection(
    stream: TcpStream,
    peer: SocketAddr,
    app: Router,
    limits: &Limits,
) -> impl hyper_util::server::graceful::GracefulConnection<Error = hyper::Error> + use<> {
    let _ = stream.set_nodelay(true);
    let mut stream = TimeoutStream::new(stream);
    stream.set_write_timeout(Some(limits.write_time));
    let service = service_fn(move |mut request: hyper::Request<Incoming>| {
        request.extensions_mut().insert(Peer(peer.ip()));
        let request: Request = request.map(axum::body::Body::new);
        app.clone().oneshot(request)
    });
    http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(limits.header_time)
        .max_headers(limits.headers)
        .max_buf_size(limits.header_bytes.max(8192))
        .serve_connection(TokioIo::new(Box::pin(stream)), service)
}

/// Takes down what has had its time, though no one asks.
async fn sweep(state: Arc<State>) {
    let mut rounds = 0_u64;
    loop {
        // Once at the start: what ended while the server was down goes first.
        if let (Some(store), 0) = (&state.services.store, rounds % PURGE) {
            match store.purge((state.services.clock)()).await {
                Ok(erased) => {
                    tracing::info!(openings = erased.openings, applicants = erased.applicants, "purged")
                }
                Err(error) => tracing::error!(code = error.code(), "not purged"),
            }
        }
        rounds += 1;
        tokio::time::sleep(SWEEP).await;
        state.shelf.count(&state.services);
    }
}
