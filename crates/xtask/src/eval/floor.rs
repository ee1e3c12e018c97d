//! Figures, and the floor under each: a figure may rise, never fall.

use std::{collections::BTreeMap, fs, path::PathBuf};

use anyhow::{Context, bail};

/// Named figures from 0 to 1.
#[derive(Debug, Default)]
pub(crate) struct Figures(BTreeMap<String, f64>);

impl Figures {
    pub(super) fn set(&mut self, name: &str, value: f64) {
        self.0.insert(name.to_owned(), value);
    }

    /// Fails where a figure lies under its floor.
    pub(super) fn check(&self) -> anyhow::Result<()> {
        let floors = floors()?;
        let mut below = Vec::new();
        for (name, value) in &self.0 {
            if let Some(floor) = floors.get(name).filter(|floor| cut(*value) < **floor) {
                below.push(format!("{name} is {value:.4}, under its floor {floor:.4}"));
            }
        }
        if !below.is_empty() {
            bail!("{}", below.join("\n"));
        }
        Ok(())
    }

    /// Lifts each floor to its figure; none is lowered.
    pub(super) fn raise(&self) -> anyhow::Result<()> {
        let mut floors = floors()?;
        for (name, value) in &self.0 {
            let floor = floors.entry(name.clone()).or_default();
            *floor = floor.max(cut(*value));
        }
        let lines: String = floors.iter().map(|(name, floor)| format!("{name}\t{floor:.4}\n")).collect();
        let head = "# Floors of `cargo xtask eval`; they only rise: `cargo xtask eval --raise` lifts them.\n";
        fs::write(path(), format!("{head}{lines}")).context("the floors cannot be written")
    }
}

/// Four digits, rounded down, as the file holds them.
fn cut(value: f64) -> f64 {
    (value * 10_000.0 + 1e-6).floor() / 10_000.0
}

fn path() -> PathBuf {
    super::folder().join("floors.tsv")
}

fn floors() -> anyhow::Result<BTreeMap<String, f64>> {
    let mut floors = BTreeMap::new();
    if !path().exists() {
        return Ok(floors);
    }
    for line in fs::read_to_string(path())?.lines().filter(|line| !line.starts_with('#')) {
        let (name, floor) = line.split_once('\t').context("a name, a tab, a floor")?;
        floors.insert(name.to_owned(), floor.parse().with_context(|| line.to_owned())?);
    }
    Ok(floors)
}
