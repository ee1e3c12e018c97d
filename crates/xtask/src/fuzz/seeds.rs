//! What the fuzz targets begin with.

use std::fs;
use std::path::{Path, PathBuf};

use sartor_testkit::hostile::{Hostile, archives, markup, pdfs};

use super::LENGTH;

/// Folders that hold files of the formats.
const SOURCES: &[&str] = &["fixtures", "keywords", "crates/extract/tests/data", "crates/fuzz/seeds"];

/// Puts what fits of the fixtures and of the hostile files into the corpus, under names that a second run finds again.
pub(super) fn write(target: &str, endings: &[&str], corpus: &Path) -> anyhow::Result<()> {
    for file in hostile(target).into_iter().filter(|file| file.bytes.len() <= LENGTH) {
        let name: String = file.name.chars().filter(char::is_ascii_alphanumeric).collect();
        fs::write(corpus.join(format!("seed-hostile-{name}")), file.bytes)?;
    }
    let mut open: Vec<PathBuf> = SOURCES.iter().map(|source| crate::root().join(source)).collect();
    while let Some(folder) = open.pop() {
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        for entry in entries {
            let path = entry?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if path.is_dir() {
                open.push(path);
            } else if endings.iter().any(|ending| name.ends_with(ending)) {
                let folder = folder.file_name().unwrap_or_default().to_string_lossy();
                let bytes = fs::read(&path)?;
                fs::write(corpus.join(format!("seed-{folder}-{name}")), head(&bytes, &name))?;
            }
        }
    }
    Ok(())
}

fn hostile(target: &str) -> Vec<Hostile> {
    let mut files = match target {
        "pdf" => pdfs(),
        "docx" | "odt" => archives(),
        _ => markup(),
    };
    // What only the limits of a worker end would end the run.
    files.retain(|file| !file.ends.contains(&"input.timeout"));
    files.retain(|file| match target {
        "rtf" => file.bytes.starts_with(b"{\\rtf"),
        "posting_html" => file.bytes.starts_with(b"<html"),
        name => name != "lexicon",
    });
    files
}

/// Some entries of a long list: what comes after them is more of the same, and takes its time again in every run.
fn head<'a>(bytes: &'a [u8], name: &str) -> &'a [u8] {
    const ENOUGH: usize = 4096;
    if bytes.len() <= ENOUGH || !name.ends_with(".toml") {
        return bytes;
    }
    let end = bytes[..ENOUGH].windows(2).rposition(|window| window == b"\n\n").map_or(ENOUGH, |at| at + 1);
    &bytes[..end]
}
