//! What needs Python and Java: builds the wheel, installs it into a clean environment, and runs its tests and examples, Spark among them.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    time::Instant,
};

use anyhow::{Context, bail};

use crate::{pool, steps::cargo};

const BUILD: &str = "crates/python/requirements/build.txt";
const TEST: &str = "crates/python/requirements/test.txt";
/// The oldest that the pinned packages of the tests run on.
const PYTHON: u32 = 11;
const JAVA: u32 = 17;
/// The texts and files that a cluster scores.
const POOL: &str = "--texts 20000 --poison 50 --files 500 --hostile 20 --only pdf --seed 7";

/// All of it.
pub(crate) fn check() -> anyhow::Result<()> {
    let python = interpreter()?;
    java()?;
    let home = home();
    cargo("build --release -p sartor", None)?;
    let wheel = wheel(&python)?;
    clean(&python, &home.join("clean"), &wheel)?;
    let tools = environment(&python, &home.join("test"), TEST)?;
    call(
        Command::new(&tools)
            .args(["-m", "pip", "install", "-q", "--force-reinstall", "--no-deps"])
            .arg(&wheel),
    )?;
    let pool = pool("spark", POOL)?;
    println!("tests of the wheel, the examples, a cluster of two executors");
    call(
        Command::new(&tools)
            .args([
                "-m",
                "pytest",
                "-q",
                "-rA",
                "--no-header",
                "-p",
                "no:cacheprovider",
                "crates/python/tests",
            ])
            .env("SARTOR", program())
            .env("SARTOR_POOL", pool)
            .env("SARTOR_FULL", "1"),
    )
}

/// Where environments and wheels are put.
pub(crate) fn home() -> PathBuf {
    absolute(&crate::target()).join("python")
}

/// The release build of the command line.
pub(crate) fn program() -> PathBuf {
    absolute(&crate::target()).join("release").join(format!("sartor{}", std::env::consts::EXE_SUFFIX))
}

/// A pool of made resumes.
pub(crate) fn pool(name: &str, numbers: &str) -> anyhow::Result<PathBuf> {
    let folder = absolute(&crate::target()).join("pools").join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    let words = folder.display().to_string();
    pool::run(&std::iter::once(words.as_str()).chain(numbers.split_whitespace()).collect::<Vec<_>>())?;
    Ok(folder)
}

/// Builds the wheel.
pub(crate) fn wheel(python: &Path) -> anyhow::Result<PathBuf> {
    let maturin = environment(python, &home().join("build"), BUILD)?.with_file_name("maturin");
    let wheels = home().join("wheels");
    if wheels.exists() {
        fs::remove_dir_all(&wheels)?;
    }
    call(
        Command::new(maturin)
            .args(["build", "--quiet", "--release", "--manifest-path", "crates/python/Cargo.toml", "--out"])
            .arg(&wheels),
    )?;
    let built = fs::read_dir(&wheels)?.next().context("no wheel was built")??.path();
    println!(
        "{}, {} KiB",
        built.file_name().unwrap_or_default().display(),
        fs::metadata(&built)?.len() / 1024
    );
    Ok(built)
}

/// A virtual environment with the packages of a file, made anew when the file has changed; its interpreter.
pub(crate) fn environment(python: &Path, folder: &Path, requirements: &str) -> anyhow::Result<PathBuf> {
    let interpreter = folder.join("bin/python");
    let (stamp, wanted) =
        (folder.join("requirements"), fs::read_to_string(crate::root().join(requirements))?);
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(interpreter);
    }
    call(Command::new(python).args(["-m", "venv", "--clear"]).arg(folder))?;
    call(Command::new(&interpreter).args([
        "-m",
        "pip",
        "install",
        "-q",
        "--disable-pip-version-check",
        "-r",
        requirements,
    ]))?;
    fs::write(stamp, wanted)?;
    Ok(interpreter)
}

/// The wheel alone in an environment of its own, and the lines of README, which must give the score of the command line.
fn clean(python: &Path, folder: &Path, wheel: &Path) -> anyhow::Result<()> {
    let began = Instant::now();
    call(Command::new(python).args(["-m", "venv", "--clear"]).arg(folder))?;
    let interpreter = folder.join("bin/python");
    call(
        Command::new(&interpreter)
            .args(["-m", "pip", "install", "-q", "--disable-pip-version-check", "--no-index"])
            .arg(wheel),
    )?;
    let place = folder.join("place");
    fs::create_dir_all(&place)?;
    let fixtures = crate::root().join("fixtures");
    fs::copy(fixtures.join("resumes/fr-backend-python.pdf"), place.join("resume.pdf"))?;
    fs::copy(fixtures.join("postings/fr-backend-python-nantes.md"), place.join("posting.txt"))?;
    let readme = fs::read_to_string(crate::root().join("README.md"))?;
    let lines = block(&readme, "python").context("README.md has no lines of Python")?;
    let date = lines.split("as_of=\"").nth(1).and_then(|rest| rest.split('"').next());
    let date = date.context("the lines of README.md name no date")?;
    let told = answer(Command::new(&interpreter).args(["-c", lines]).current_dir(&place))?;
    let report = answer(
        Command::new(program())
            .args(["match", "resume.pdf", "--posting", "posting.txt", "--format", "json", "--as-of", date])
            .current_dir(&place),
    )?;
    let report: serde_json::Value = serde_json::from_str(&report)?;
    let total = report["fit"]["total"].as_f64().context("no total")? / 100.0;
    let asked = report["requirements"].as_array().map_or(0, Vec::len);
    if !told.starts_with(&total.to_string()) || told.lines().count() != asked + 1 || asked == 0 {
        bail!(
            "the lines of README.md told, where the command line finds {total} and {asked} requirements:\n{told}"
        );
    }
    println!(
        "clean environment: the lines of README.md score {total}, in {:.1} s",
        began.elapsed().as_secs_f64()
    );
    Ok(())
}

/// The first block of code of a language.
fn block<'a>(text: &'a str, language: &str) -> Option<&'a str> {
    text.split_once(&format!("\n```{language}\n"))?.1.split("\n```").next()
}

/// The interpreter that `PYTHON` names, or `python3`.
pub(crate) fn interpreter() -> anyhow::Result<PathBuf> {
    let python = std::env::var_os("PYTHON").unwrap_or_else(|| "python3".into());
    let version = answer(
        Command::new(&python).args(["-c", "import sys, venv, ensurepip; print(sys.version_info.minor)"]),
    );
    let good = version.is_ok_and(|minor| minor.trim().parse::<u32>().is_ok_and(|minor| minor >= PYTHON));
    if !good {
        bail!(
            "this needs Python 3.{PYTHON} or later with venv and pip (Debian: apt-get install python3-venv); PYTHON may name it"
        );
    }
    Ok(python.into())
}

fn java() -> anyhow::Result<()> {
    let java = std::env::var_os("JAVA_HOME")
        .map_or_else(|| "java".into(), |home| PathBuf::from(home).join("bin/java"));
    let told = Command::new(java).arg("-version").output();
    let told = told.map(|output| String::from_utf8_lossy(&output.stderr).into_owned()).unwrap_or_default();
    if major(&told).is_none_or(|major| major < JAVA) {
        bail!(
            "Spark needs Java {JAVA} or later (Debian: apt-get install openjdk-17-jre-headless); JAVA_HOME may name it"
        );
    }
    Ok(())
}

/// The version in what `java -version` tells.
fn major(told: &str) -> Option<u32> {
    told.split('"').nth(1)?.split('.').next()?.parse().ok()
}

/// Calls a program at the root of the repository.
pub(crate) fn call(command: &mut Command) -> anyhow::Result<()> {
    if command.get_current_dir().is_none() {
        command.current_dir(crate::root());
    }
    let status = command.status().with_context(|| format!("{:?} does not start", command.get_program()))?;
    if !status.success() {
        bail!("{command:?} ended with {status}");
    }
    Ok(())
}

/// What a program prints.
pub(crate) fn answer(command: &mut Command) -> anyhow::Result<String> {
    let output = command.output().with_context(|| format!("{:?} does not start", command.get_program()))?;
    if !output.status.success() {
        bail!("{command:?} ended with {}: {}", output.status, String::from_utf8_lossy(&output.stderr));
    }
    Ok(String::from_utf8(output.stdout)?)
}

fn absolute(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_of_java_are_read() {
        assert_eq!(major("openjdk version \"17.0.15\" 2025-04-15"), Some(17));
        assert_eq!(major("openjdk version \"21\" 2023-09-19"), Some(21));
        assert_eq!(major("java version \"1.8.0_292\""), Some(1));
        assert_eq!(major("not found"), None);
    }

    #[test]
    fn the_block_of_a_language_is_found() {
        assert_eq!(block("a\n```sh\nb\n```\n```python\nc\nd\n```\n", "python"), Some("c\nd"));
        assert_eq!(block("a\n```sh\nb\n```\n", "python"), None);
    }
}
