//! `sartor serve`: the HTTP door.

use std::{mem::ManuallyDrop, sync::Arc};

use jiff::Zoned;
use sartor_core::apply;
use sartor_http::{Config, ServeError, Services};

use super::Done;
use crate::{args::Serve, failure::Failure, messages, output, session::Session};

pub(crate) fn run(args: &Serve, session: &Session) -> Result<Done, Failure> {
    let (language, fixed) = (session.language, session.fixed);
    let writer = apply::writer(sartor_lexicon::template_files())
        .map_err(|error| Failure::usage(error.code(), error.to_string()))?;
    let services = Services {
        engine: Arc::new(ManuallyDrop::into_inner(session.engine()?)),
        reader: session.reader()?,
        writer: Arc::new(writer),
        today: Arc::new(move || fixed.unwrap_or_else(|| Zoned::now().date())),
    };
    let config = Config { listen: args.listen, ..Config::default() };
    let failed = |error: ServeError| Failure::usage("serve.failed", format!("{error}."));
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| Failure::usage("serve.failed", error.to_string()))?;
    let ready = |address| output::complain(&messages::listening(address, language));
    runtime.block_on(sartor_http::serve(config, services, ready, stopped())).map_err(failed)?;
    Ok(Done::Well)
}

/// Waits for an interrupt or a request to end.
async fn stopped() {
    let interrupted = async {
        let _ = tokio::signal::ctrl_c().await;
    };
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let Ok(mut ended) = signal(SignalKind::terminate()) else { return interrupted.await };
        tokio::select! {
            () = interrupted => {}
            _ = ended.recv() => {}
        }
    }
    #[cfg(not(unix))]
    interrupted.await;
}
