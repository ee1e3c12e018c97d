//! The browser that the tests of the pages need.

use std::process::Command;

use anyhow::{Context, bail};
use sartor_testkit::browser::Browser;

/// Installs Chromium where it is missing and the system is one of Debian's.
pub(crate) fn install() -> anyhow::Result<()> {
    if let Some(program) = Browser::program() {
        println!("{}", program.display());
        return Ok(());
    }
    println!("Chromium is missing; it is installed by apt-get.");
    for arguments in [["update", "--quiet"].as_slice(), &["install", "--yes", "--quiet", "chromium"]] {
        let status = Command::new("apt-get")
            .args(arguments)
            .env("DEBIAN_FRONTEND", "noninteractive")
            .status()
            .context("there is no apt-get: install Chromium by hand")?;
        if !status.success() {
            bail!("`apt-get {}` ended with {status}: install Chromium by hand", arguments.join(" "));
        }
    }
    Browser::program().map(|_| ()).context("Chromium is still missing after its installation")
}
