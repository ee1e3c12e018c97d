//! A server on this machine, a browser, and what every page must hold.

use std::{
    net::{Ipv4Addr, SocketAddr},
    path::PathBuf,
    sync::{Arc, OnceLock},
};

use jiff::civil::date;
use sartor_core::{apply::Engine, document::Document};
use sartor_extract::{Kind, Limits as ReadLimits, ReadError, read_in_process};
use sartor_http::{Config, DocumentReader, Limits, Services, serve};
use sartor_store::{Place, Store};
use sartor_testkit::browser::{Browser, Page, View};

/// Reads our own fixtures, which are trusted, without a child process.
struct InProcess;

impl DocumentReader for InProcess {
    fn read(&self, bytes: &[u8], kind: Kind) -> Result<Document, ReadError> {
        read_in_process(bytes, &ReadLimits::default(), kind)
    }
}

/// Where a server listens; one for all tests, until they end.
pub(crate) fn server() -> SocketAddr {
    static SERVER: OnceLock<SocketAddr> = OnceLock::new();
    *SERVER.get_or_init(|| {
        let (ready, address) = std::sync::mpsc::channel();
        std::thread::spawn(move || {
            let engine: Arc<Engine> = Arc::new(sartor_lexicon::engine());
            let services = Services::new(engine, Arc::new(InProcess), Arc::new(|| date(2026, 11, 22)))
                .expect("the rules read");
            // Chromium is one client; four views at once are no crowd.
            let limits = Limits { per_client: 16, ..Limits::default() };
            let config =
                Config { listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)), limits, ..Config::default() };
            let runtime = tokio::runtime::Runtime::new().expect("a runtime");
            let store = runtime.block_on(Store::open(&Place::Memory)).expect("a store in memory");
            let ready = move |address| ready.send(address).expect("the tests wait");
            let serving = serve(config, services.with_store(store), ready, std::future::pending());
            runtime.block_on(serving).expect("it serves");
        });
        let address = address.recv().expect("it listens");
        // The server keeps the words of panics to itself; tests want theirs.
        drop(std::panic::take_hook());
        address
    })
}

pub(crate) fn browser() -> Browser {
    Browser::open().unwrap_or_else(|sentence| panic!("{sentence}"))
}

/// A window of a width.
pub(crate) fn view(width: u32, language: &'static str, dark: bool) -> View {
    View { width, height: if width < 600 { 844 } else { 900 }, dark, language, scripts: true }
}

/// Where a picture of this name goes.
pub(crate) fn picture(name: &str) -> PathBuf {
    let target = std::env::var_os("CARGO_TARGET_DIR")
        .map_or_else(|| sartor_testkit::root().join("target"), Into::into);
    target.join("pages").join(format!("{name}.png"))
}

/// What holds of every page: nothing is said to be wrong, nothing is asked of other hosts, nothing is wider than the window.
pub(crate) fn check(page: &mut Page<'_>, what: &str) {
    let axe = page.axe().expect("axe runs");
    assert!(axe.is_empty(), "{what}: {}", axe.join("\n"));
    let faults = page.faults();
    assert!(faults.is_empty(), "{what}: {faults:?}");
    let own = format!("http://{}/", server());
    let foreign: Vec<&String> = page
        .requests()
        .iter()
        // The browser's own signs, such as that of a date, are data.
        .filter(|address| {
            !address.starts_with(&own) && !address.starts_with("data:") && *address != "about:blank"
        })
        .collect();
    assert!(foreign.is_empty(), "{what}: {foreign:?}");
    let wider = "(() => { const root = document.documentElement; if (root.scrollWidth <= root.clientWidth) return ''; \
        const over = [...document.querySelectorAll('main *')].filter(e => e.getBoundingClientRect().right > root.clientWidth + 1 \
            && !e.closest('.way, .pane, .scroll, .matrix')); \
        return over.slice(0, 5).map(e => e.tagName + '.' + e.className + ' ' + e.textContent.slice(0, 60)).join(' | ') || 'the page'; })()";
    assert_eq!(page.eval(wider).expect("a text"), "", "{what}: wider than the window");
}
