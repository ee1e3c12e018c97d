//! A headless Chromium, driven over its pipe: no driver, no network, no library.
//!
//! Whoever has no Chromium is told so: [`Browser::open`] fails with a sentence that says how to install it.

mod page;
mod pipe;

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::atomic::{AtomicU32, Ordering},
};

pub use page::{Page, View};
use pipe::Pipe;
use serde_json::{Value, json};

/// Names under which systems install it.
const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
/// axe-core as its makers publish it; its licence stands beside it.
const AXE: &str = include_str!("../../assets/axe.min.js");

/// A browser; it ends with this value.
#[derive(Debug)]
pub struct Browser {
    child: Child,
    pipe: Pipe,
    folder: PathBuf,
}

impl Browser {
    /// Where Chromium is, if it is installed.
    pub fn program() -> Option<PathBuf> {
        let path = env::var_os("PATH")?;
        let folders: Vec<PathBuf> = env::split_paths(&path).collect();
        NAMES
            .iter()
            .flat_map(|name| folders.iter().map(move |folder| folder.join(name)))
            .find(|at| at.is_file())
    }

    /// Starts a browser with a profile of its own, which ends with it.
    ///
    /// # Errors
    ///
    /// A sentence: there is no Chromium, or it does not start.
    pub fn open() -> Result<Self, String> {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let program = Self::program().ok_or(
            "There is no Chromium: install it (apt-get install chromium), or let `cargo xtask test` do so.",
        )?;
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let folder = env::temp_dir().join(format!("sartor-browser-{}-{count}", std::process::id()));
        let failed = |error: std::io::Error| format!("Chromium does not start: {error}.");
        fs::create_dir_all(&folder).map_err(failed)?;
        let (to, from) = (folder.join("to"), folder.join("from"));
        for fifo in [&to, &from] {
            Command::new("mkfifo").arg(fifo).status().map_err(failed)?;
        }
        let child = start(&program, &folder).map_err(failed)?;
        let pipe = Pipe::open(&to, &from).map_err(failed)?;
        Ok(Self { child, pipe, folder })
    }

    /// Opens a page.
    ///
    /// # Errors
    ///
    /// What the browser says.
    pub fn page(&mut self, view: View) -> Result<Page<'_>, String> {
        // A context of its own: no cookies, no cache of other pages.
        let context = self.pipe.call(None, "Target.createBrowserContext", json!({}))?;
        let target = json!({ "url": "about:blank", "browserContextId": context["browserContextId"] });
        let target = self.pipe.call(None, "Target.createTarget", target)?;
        let attach = json!({ "targetId": target["targetId"], "flatten": true });
        let session = self.pipe.call(None, "Target.attachToTarget", attach)?;
        let session = session["sessionId"].as_str().unwrap_or_default().to_owned();
        Page::new(&mut self.pipe, session, view)
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.pipe.call(None, "Browser.close", Value::Null);
        let _ = self.child.kill();
        let _ = self.child.wait();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// The shell ties the descriptors that Chromium reads from and writes to.
fn start(program: &Path, folder: &Path) -> std::io::Result<Child> {
    let mut command = Command::new("sh");
    command
        .arg("-c")
        .arg("folder=$1; shift; exec \"$@\" 3<\"$folder/to\" 4>\"$folder/from\"")
        .arg("sh")
        .arg(folder);
    command.arg(program).args([
        "--headless",
        "--remote-debugging-pipe",
        "--no-first-run",
        "--no-default-browser-check",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--hide-scrollbars",
        "--force-color-profile=srgb",
        // Tests run in containers, often as root, where it has no sandbox to go into; it shows our own pages only.
        "--no-sandbox",
    ]);
    command.arg(format!("--user-data-dir={}", folder.join("profile").display()));
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn()
}
