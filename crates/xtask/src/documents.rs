//! What the documents say must be so: links lead somewhere, commands parse, every crate and every code of an error is named.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, bail};

/// Files that a person reads or that the binary embeds.
const ENDINGS: [&str; 8] = ["md", "rs", "toml", "j2", "css", "html", "json", "txt"];
/// Prefixes of the stable codes of errors.
const CODES: [&str; 14] = [
    "audit.", "input.", "lexicon.", "letter.", "output.", "profile.", "render.", "request.", "role.",
    "serve.", "skill.", "store.", "usage.", "worker.",
];

/// Checks all documents; collects every fault before it fails.
pub(crate) fn check() -> anyhow::Result<()> {
    let root = crate::root();
    let mut files = Vec::new();
    walk(root, &mut files)?;
    let mut texts = BTreeMap::new();
    for file in files {
        let text = fs::read_to_string(&file).with_context(|| file.display().to_string())?;
        texts.insert(file.strip_prefix(root)?.to_owned(), text);
    }
    let mut faults = Vec::new();
    for (path, text) in &texts {
        machine_paths(path, text, &mut faults);
        if path.extension().is_some_and(|ending| ending == "md") {
            links(path, text, &mut faults);
        }
    }
    for name in ["README.md", "crates/README.md"] {
        let text = texts.get(Path::new(name)).with_context(|| format!("{name} is missing"))?;
        commands(name, text, &mut faults)?;
    }
    crates(&texts, &mut faults)?;
    codes(&texts, &mut faults);
    if faults.is_empty() {
        return Ok(());
    }
    bail!("{} faults:\n  {}", faults.len(), faults.join("\n  "))
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) -> anyhow::Result<()> {
    let mut entries: Vec<PathBuf> =
        fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
    entries.sort();
    for path in entries {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name.starts_with('.') || name == "target" {
            continue;
        }
        if path.is_dir() {
            walk(&path, files)?;
        } else if path.extension().and_then(|ending| ending.to_str()).is_some_and(|e| ENDINGS.contains(&e)) {
            files.push(path);
        }
    }
    Ok(())
}

/// Nothing names a folder of the machine it was written on.
fn machine_paths(path: &Path, text: &str, faults: &mut Vec<String>) {
    // Put together here, so that this file does not find itself.
    let homes = ["home", "Users", "root"].map(|home| format!("/{home}/"));
    for (at, line) in text.lines().enumerate() {
        if homes.iter().any(|home| line.contains(home.as_str()) && !line.contains("://")) {
            faults.push(format!("{}:{}: names a folder of one machine", path.display(), at + 1));
        }
    }
}

/// Relative links of Markdown lead to a file or a folder.
fn links(path: &Path, text: &str, faults: &mut Vec<String>) {
    for (at, line) in text.lines().enumerate() {
        for rest in line.split("](").skip(1) {
            let target = rest.split([')', ' ']).next().unwrap_or_default();
            let file = target.split('#').next().unwrap_or_default();
            if target.contains("://") || target.starts_with("mailto:") || file.is_empty() {
                continue;
            }
            let folder = crate::root().join(path.parent().unwrap_or(Path::new("")));
            if !folder.join(file).exists() {
                faults.push(format!("{}:{}: leads nowhere: {target}", path.display(), at + 1));
            }
        }
    }
}

/// Every `sartor` command in a block of code has its subcommand, its options and its fixtures.
fn commands(name: &str, text: &str, faults: &mut Vec<String>) -> anyhow::Result<()> {
    let program = crate::target().join("debug").join(format!("sartor{}", std::env::consts::EXE_SUFFIX));
    let mut helps: BTreeMap<String, Option<String>> = BTreeMap::new();
    for command in blocks(text) {
        let words: Vec<&str> = command.split('#').next().unwrap_or_default().split_whitespace().collect();
        let missing = words.iter().filter(|word| word.starts_with("fixtures/"));
        for file in missing.filter(|file| !crate::root().join(file).exists()) {
            faults.push(format!("{name}: `{command}`: there is no {file}"));
        }
        let arguments = match words[..] {
            ["sartor", ref arguments @ ..] | ["cargo", "run", "--release", "--", ref arguments @ ..] => {
                arguments
            }
            ["cargo", "xtask", chore, ..]
                if !["test", "bench", "documents", "python", "pool"].contains(&chore) =>
            {
                faults.push(format!("{name}: `{command}`: no such chore"));
                continue;
            }
            _ => continue,
        };
        // Options may stand before the subcommand; `sartor keywords lint` has two words.
        let path: Vec<&str> = arguments.iter().copied().take_while(|word| is_word(word)).take(2).collect();
        let help = match first_help(&program, &path, &mut helps)? {
            Some(help) => help,
            None => {
                faults.push(format!("{name}: `{command}`: no such subcommand"));
                continue;
            }
        };
        for option in arguments.iter().filter(|word| word.starts_with("--") && word.len() > 2) {
            let option = option.split('=').next().unwrap_or(option);
            if !help.contains(option) {
                faults.push(format!("{name}: `{command}`: the help does not know {option}"));
            }
        }
    }
    Ok(())
}

/// The help of the longest subcommand that `path` begins with; `None` where not even the first word is one.
fn first_help(
    program: &Path,
    path: &[&str],
    known: &mut BTreeMap<String, Option<String>>,
) -> anyhow::Result<Option<String>> {
    for length in (path.len().min(1)..=path.len()).rev() {
        let key = path[..length].join(" ");
        if !known.contains_key(&key) {
            let output = Command::new(program)
                .args(&path[..length])
                .arg("--help")
                .output()
                .with_context(|| format!("{} does not start", program.display()))?;
            let help = output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned());
            known.insert(key.clone(), help);
        }
        if let Some(Some(help)) = known.get(&key) {
            return Ok(Some(help.clone()));
        }
    }
    Ok(None)
}

fn is_word(word: &str) -> bool {
    word.chars().all(|c| c.is_ascii_lowercase() || c == '-') && !word.starts_with('-')
}

/// The lines of the blocks of code, continued lines joined.
fn blocks(text: &str) -> Vec<String> {
    let mut inside = false;
    let mut lines: Vec<String> = Vec::new();
    let mut continued = false;
    for line in text.lines() {
        if line.trim_start().starts_with("```") {
            inside = !inside;
            continue;
        }
        if !inside {
            continue;
        }
        let part = line.trim().trim_end_matches('\\').trim_end();
        match lines.last_mut() {
            Some(last) if continued => *last = format!("{last} {part}"),
            _ => lines.push(part.to_owned()),
        }
        continued = line.trim_end().ends_with('\\');
    }
    lines
}

/// The map names every crate.
fn crates(texts: &BTreeMap<PathBuf, String>, faults: &mut Vec<String>) -> anyhow::Result<()> {
    let map = &texts[Path::new("crates/README.md")];
    for entry in fs::read_dir(crate::root().join("crates"))? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.path().is_dir() && !map.contains(&format!("`{name}`")) {
            faults.push(format!("crates/README.md: does not name the crate `{name}`"));
        }
    }
    Ok(())
}

/// README lists every code that an error of the code can have.
fn codes(texts: &BTreeMap<PathBuf, String>, faults: &mut Vec<String>) {
    let readme = &texts[Path::new("README.md")];
    let sources = texts.iter().filter(|(path, _)| {
        path.components().any(|part| part.as_os_str() == "src") && !path.starts_with("crates/xtask")
    });
    let mut codes = BTreeSet::new();
    for (_, text) in sources {
        // Tests may name codes that do not exist.
        let text = text.split("#[cfg(test)]").next().unwrap_or_default();
        for literal in text.split('"') {
            let code = CODES.iter().any(|prefix| literal.len() > prefix.len() && literal.starts_with(prefix));
            let file = [".toml", ".typ"].iter().any(|ending| literal.ends_with(ending));
            if code && !file && literal.chars().all(|c| c.is_ascii_lowercase() || matches!(c, '.' | '_')) {
                codes.insert(literal);
            }
        }
    }
    for code in codes {
        if !readme.contains(&format!("`{code}`")) {
            faults.push(format!("README.md: does not list the code `{code}`"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn continued_lines_are_one_command() {
        let text = "text\n```sh\nsartor match a \\\n  --lang fr\nsartor roles\n```\nsartor no\n";
        assert_eq!(blocks(text), ["sartor match a --lang fr", "sartor roles"]);
    }

    #[test]
    fn a_link_to_nothing_is_a_fault() {
        let mut faults = Vec::new();
        links(
            Path::new("README.md"),
            "[a](crates/README.md) [b](nowhere.md) [c](https://example.org/x)",
            &mut faults,
        );
        assert!(faults.iter().any(|fault| fault.contains("nowhere.md")));
        assert!(!faults.iter().any(|fault| fault.contains("example.org")));
    }
}
