//! `sartor serve`: the HTTP door.

use std::{fs, mem::ManuallyDrop, path::Path, sync::Arc};

use jiff::Zoned;
use sartor_http::{Config, ServeError, Services};
use sartor_store::{Place, Store};

use super::{Done, store};
use crate::{
    args::{Log, Serve, ServeOptions, StorePlace},
    failure::Failure,
    messages, output,
    session::Session,
};

pub(crate) fn run(args: Serve, session: &Session) -> Result<Done, Failure> {
    let (language, fixed) = (session.language, session.fixed);
    let file = args.config.as_deref().map(|path| read(path, session)).transpose()?;
    let options = args.options.or(file.unwrap_or_default());
    let config = config(&options, session)?;
    let failed = |error: ServeError| Failure::usage("serve.failed", format!("{error}."));
    let today = Arc::new(move || fixed.unwrap_or_else(|| Zoned::now().date()));
    let engine = Arc::new(ManuallyDrop::into_inner(session.engine()?));
    let services = Services::new(engine, session.reader()?, today).map_err(failed)?;
    log(options.log.unwrap_or(Log::Json));
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| Failure::usage("serve.failed", error.to_string()))?;
    let named = StorePlace { data: options.data.clone(), database_url: options.database_url.clone() };
    if named.data.is_some() && named.database_url.is_some() {
        return Err(Failure::usage("serve.config", messages::two_places(language)));
    }
    let place = store::place(&named).unwrap_or(Place::Memory);
    let opened = runtime.block_on(Store::open(&place)).map_err(|error| store::failed(&error, language))?;
    let services = services.with_store(opened);
    let ready = |address| output::complain(&messages::listening(address, language));
    runtime.block_on(sartor_http::serve(config, services, ready, stopped())).map_err(failed)?;
    // Work that no one waits for any more holds nothing up.
    runtime.shutdown_background();
    Ok(Done::Well)
}

fn read(path: &Path, session: &Session) -> Result<ServeOptions, Failure> {
    let failed = |reason: &str| {
        Failure::usage("serve.config", messages::serve_config(path, reason.trim(), session.language))
    };
    let text = fs::read_to_string(path).map_err(|error| failed(&error.to_string()))?;
    toml::from_str(&text).map_err(|error| failed(error.message()))
}

fn config(options: &ServeOptions, session: &Session) -> Result<Config, Failure> {
    let built = Config::default();
    let header = |name: &String| {
        let wrong = || Failure::usage("serve.config", messages::no_header(name, session.language));
        name.parse().map_err(|_| wrong())
    };
    Ok(Config {
        listen: options.listen.unwrap_or(built.listen),
        client_header: options.client_header.as_ref().map(header).transpose()?,
        limits: options.limits(),
    })
}

/// Lines of log on standard error.
fn log(form: Log) {
    let lines = tracing_subscriber::fmt().with_writer(std::io::stderr).with_ansi(false);
    match form {
        Log::Json => lines.json().flatten_event(true).init(),
        Log::Text => lines.init(),
        Log::None => {}
    }
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
