//! The benches, and a table of their medians; the measures that scripts in `benches/` take.

use std::{
    fs,
    path::Path,
    process::Command,
    time::{Duration, SystemTime},
};

use anyhow::{Context, bail};

use crate::{python, steps::cargo};

/// 2,000 files, 50 of them hostile; 20,000 texts.
const POOL: &str = "--texts 20000 --files 2000 --hostile 50 --seed 11 --txt";
/// The same with the two files that use up all the time that a reader has.
const SLOW: &str = "--texts 0 --files 2000 --hostile 52 --seed 11 --slow";

/// Runs the benches and prints the median of each.
pub(crate) fn run() -> anyhow::Result<()> {
    let began = SystemTime::now();
    cargo("bench --workspace --bench sartor --bench start-up", None)?;
    let mut medians = medians(&crate::target().join("criterion"), began)?;
    if medians.is_empty() {
        bail!("the benches left no figures");
    }
    medians.sort();
    println!("\n{:42} {:>12}", "bench", "median");
    for (name, median) in medians {
        println!("{name:42} {:>12}", show(median));
    }
    Ok(())
}

/// Pools of resumes through the command line, on one thread and on two.
pub(crate) fn batch() -> anyhow::Result<()> {
    let python = python::interpreter()?;
    cargo("build --release -p sartor", None)?;
    let (pool, slow) = (python::pool("batch", POOL)?, python::pool("slow", SLOW)?);
    python::call(Command::new(python).arg("benches/batch.py").arg(python::program()).arg(pool).arg(slow))
}

/// What one would pick instead, on the same texts.
pub(crate) fn peers() -> anyhow::Result<()> {
    let python = python::interpreter()?;
    cargo("build --release -p sartor", None)?;
    let wheel = python::wheel(&python)?;
    let tools =
        python::environment(&python, &python::home().join("peers"), "benches/peers/requirements.txt")?;
    python::call(
        Command::new(&tools)
            .args(["-m", "pip", "install", "-q", "--force-reinstall", "--no-deps"])
            .arg(&wheel),
    )?;
    let pool = python::pool("peers", "--texts 10000 --files 200 --only pdf --seed 5")?;
    python::call(Command::new(tools).arg("benches/peers/compare.py").arg(python::program()).arg(pool))
}

/// A server under load.
pub(crate) fn load() -> anyhow::Result<()> {
    let python = python::interpreter()?;
    cargo("build --release -p sartor", None)?;
    let pool = python::pool("load", "--texts 200 --files 200 --only pdf --seed 13")?;
    python::call(Command::new(python).arg("benches/load.py").arg(python::program()).arg(pool))
}

/// Name and median of every bench that was measured since `began`.
fn medians(folder: &Path, began: SystemTime) -> anyhow::Result<Vec<(String, Duration)>> {
    let mut list = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).with_context(|| folder.display().to_string())? {
            let path = entry?.path();
            if path.is_dir() {
                open.push(path);
            } else if path.ends_with("new/estimates.json") && fs::metadata(&path)?.modified()? >= began {
                let name = folder.parent().and_then(Path::file_name).unwrap_or_default().to_string_lossy();
                list.push((name.into_owned(), median(&fs::read_to_string(&path)?)?));
            }
        }
    }
    Ok(list)
}

fn median(estimates: &str) -> anyhow::Result<Duration> {
    let estimates: serde_json::Value = serde_json::from_str(estimates)?;
    let nanoseconds = estimates["median"]["point_estimate"].as_f64().context("no median")?;
    Ok(Duration::from_secs_f64(nanoseconds / 1e9))
}

fn show(time: Duration) -> String {
    let microseconds = time.as_secs_f64() * 1e6;
    match microseconds {
        m if m < 1000.0 => format!("{m:.1} µs"),
        m if m < 1e6 => format!("{:.2} ms", m / 1e3),
        m => format!("{:.2} s", m / 1e6),
    }
}
