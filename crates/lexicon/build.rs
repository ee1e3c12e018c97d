//! Lists the files of `keywords/` and `templates/`, so that they are embedded, and packs the matcher that the keywords make.

use std::{
    env, fs, io,
    path::{Path, PathBuf},
};

use sartor_core::{
    lexicon::{Lexicon, SourceFile},
    matching::Matcher,
};

fn main() -> io::Result<()> {
    let root = Path::new(&variable("CARGO_MANIFEST_DIR")?).join("../..").canonicalize()?;
    let out = PathBuf::from(variable("OUT_DIR")?);
    let keywords = files(&root.join("keywords"), "toml")?;
    let templates = files(&root.join("templates"), "")?;
    fs::write(out.join("files.rs"), table("KEYWORDS", &keywords) + &table("TEMPLATES", &templates))?;

    let mut texts = Vec::new();
    for (name, path) in &keywords {
        texts.push((name.as_str(), fs::read_to_string(path)?));
    }
    let sources: Vec<SourceFile<'_>> = texts.iter().map(|(name, text)| SourceFile { name, text }).collect();
    let matcher = Matcher::new(Lexicon::load_trusted(&sources));
    fs::write(out.join("matcher.bin"), matcher.pack().map_err(io::Error::other)?)
}

fn variable(name: &str) -> io::Result<String> {
    env::var(name).map_err(io::Error::other)
}

/// The files below `folder` by their path from there, and in full.
fn files(folder: &Path, ending: &str) -> io::Result<Vec<(String, String)>> {
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut paths = Vec::new();
    walk(folder, &mut paths)?;
    paths.retain(|path| ending.is_empty() || path.ends_with(ending));
    paths.sort();
    let short = |path: &String| {
        Path::new(path).strip_prefix(folder).map_or(path.clone(), |short| short.display().to_string())
    };
    Ok(paths.into_iter().map(|path| (short(&path), path)).collect())
}

fn table(name: &str, files: &[(String, String)]) -> String {
    let rows: String =
        files.iter().map(|(short, path)| format!("    ({short:?}, include_str!({path:?})),\n")).collect();
    format!("pub(crate) static {name}: &[(&str, &str)] = &[\n{rows}];\n")
}

fn walk(folder: &Path, files: &mut Vec<String>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            walk(&path, files)?;
        } else {
            files.push(path.display().to_string());
        }
    }
    Ok(())
}
