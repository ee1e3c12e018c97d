//! Steps of a chore: one after the other, each timed, the first failure ends it.

use std::{
    process::Command,
    time::{Duration, Instant},
};

use anyhow::{Context, bail};

/// One step.
pub(crate) struct Step {
    name: &'static str,
    work: Work,
}

enum Work {
    Cargo { arguments: &'static str, variable: Option<(&'static str, &'static str)> },
    Own(fn() -> anyhow::Result<()>),
}

impl Step {
    /// A call of cargo; the arguments are apart by spaces.
    pub(crate) const fn cargo(name: &'static str, arguments: &'static str) -> Self {
        Self { name, work: Work::Cargo { arguments, variable: None } }
    }

    /// A check of our own.
    pub(crate) const fn own(name: &'static str, check: fn() -> anyhow::Result<()>) -> Self {
        Self { name, work: Work::Own(check) }
    }

    /// Sets an environment variable for a call of cargo.
    pub(crate) fn with(mut self, key: &'static str, value: &'static str) -> Self {
        if let Work::Cargo { variable, .. } = &mut self.work {
            *variable = Some((key, value));
        }
        self
    }

    fn run(&self) -> anyhow::Result<()> {
        match self.work {
            Work::Cargo { arguments, variable } => cargo(arguments, variable),
            Work::Own(check) => check(),
        }
    }
}

/// Runs the steps and prints what each took.
pub(crate) fn run(steps: &[Step]) -> anyhow::Result<()> {
    let start = Instant::now();
    let mut times: Vec<(&str, Duration)> = Vec::new();
    for step in steps {
        println!("==> {}", step.name);
        let began = Instant::now();
        step.run().with_context(|| format!("step `{}` failed", step.name))?;
        times.push((step.name, began.elapsed()));
    }
    times.push(("all", start.elapsed()));
    println!();
    for (name, time) in times {
        println!("{name:14} {:7.1} s", time.as_secs_f64());
    }
    Ok(())
}

/// Calls cargo at the root of the repository.
pub(crate) fn cargo(arguments: &str, variable: Option<(&'static str, &'static str)>) -> anyhow::Result<()> {
    let program = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let status = Command::new(program)
        .args(arguments.split_whitespace())
        .envs(variable)
        .current_dir(crate::root())
        .status()
        .context("cargo does not start")?;
    if !status.success() {
        bail!("`cargo {arguments}` ended with {status}");
    }
    Ok(())
}
