//! The fuzz targets of `crates/fuzz`: seeds from the fixtures and the hostile files, the flags of the build, the runs, and a table.

mod seeds;

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};

use anyhow::{Context, bail};

/// The targets, each with the endings of the files that seed it.
const TARGETS: &[(&str, &[&str])] = &[
    ("pdf", &["pdf"]),
    ("docx", &["docx", "docm", "document.xml"]),
    ("odt", &["odt", "content.xml"]),
    ("rtf", &["rtf"]),
    ("posting_html", &["html"]),
    ("lexicon", &["toml"]),
];

/// How many run at once.
const AT_ONCE: usize = 2;

/// The longest input, in bytes.
const LENGTH: usize = 65_536;

/// What libFuzzer needs to see which code an input reaches. No sanitizer is among them: our code has no `unsafe`, and these flags are stable.
const FLAGS: &str = "-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
    -Cllvm-args=-sanitizer-coverage-trace-compares --cfg fuzzing -Ccodegen-units=1";

/// Builds and runs the targets, and prints what each did.
pub(crate) fn run(arguments: &[&str]) -> anyhow::Result<()> {
    let (wanted, seconds) = wanted(arguments)?;
    let programs = build()?;
    println!("{:14} {:>12} {:>10}  crash", "target", "executions", "covered");
    let mut crashes = 0;
    for pair in wanted.chunks(AT_ONCE) {
        let running: Vec<Run> =
            pair.iter().map(|target| start(target, &programs, seconds)).collect::<Result<_, _>>()?;
        for run in running {
            crashes += usize::from(run.finish()?);
        }
    }
    if crashes > 0 {
        bail!("{crashes} targets crashed; mend them, and keep the files as fixtures");
    }
    Ok(())
}

fn wanted(arguments: &[&str]) -> anyhow::Result<(Vec<&'static str>, u32)> {
    let (mut targets, mut seconds) = (Vec::new(), 600);
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        if *argument == "--seconds" {
            seconds = rest.next().and_then(|value| value.parse().ok()).context("--seconds needs a number")?;
        } else {
            let known = TARGETS.iter().find(|(name, _)| name == argument);
            let names: Vec<&str> = TARGETS.iter().map(|(name, _)| *name).collect();
            targets.push(known.with_context(|| format!("targets: {}", names.join(", ")))?.0);
        }
    }
    if targets.is_empty() {
        targets.extend(TARGETS.iter().map(|(name, _)| *name));
    }
    Ok((targets, seconds))
}

/// Builds all targets; the folder of the programs.
fn build() -> anyhow::Result<PathBuf> {
    let host = host()?;
    let target = crate::target().join("fuzz");
    let status = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        // With a target named, build scripts and macros are built without the flags.
        .args(["build", "--release", "--manifest-path", "crates/fuzz/Cargo.toml", "--target", &host])
        .current_dir(crate::root())
        .env("CARGO_TARGET_DIR", &target)
        .env("RUSTFLAGS", FLAGS.split_whitespace().collect::<Vec<_>>().join(" "))
        .status()
        .context("cargo does not start")?;
    if !status.success() {
        bail!("the fuzz targets do not build");
    }
    Ok(target.join(host).join("release"))
}

fn host() -> anyhow::Result<String> {
    let output = Command::new("rustc").arg("-vV").output().context("rustc does not start")?;
    let text = String::from_utf8(output.stdout)?;
    let line = text.lines().find_map(|line| line.strip_prefix("host: "));
    Ok(line.context("rustc does not tell its host")?.to_owned())
}

struct Run {
    target: &'static str,
    child: Child,
    log: PathBuf,
}

fn start(target: &'static str, programs: &Path, seconds: u32) -> anyhow::Result<Run> {
    let home = crate::root().join("crates/fuzz");
    let (corpus, artifacts) = (home.join("corpus").join(target), home.join("artifacts").join(target));
    fs::create_dir_all(&corpus)?;
    fs::create_dir_all(&artifacts)?;
    let endings = TARGETS.iter().find(|(name, _)| *name == target).map_or(&[][..], |(_, endings)| *endings);
    seeds::write(target, endings, &corpus)?;
    let log = artifacts.join("log.txt");
    let child = Command::new(programs.join(target))
        .arg(&corpus)
        .arg(format!("-artifact_prefix={}/", artifacts.display()))
        .arg(format!("-max_total_time={seconds}"))
        .arg(format!("-max_len={LENGTH}"))
        .args(["-timeout=10", "-rss_limit_mb=1024", "-print_final_stats=1"])
        .stdout(Stdio::null())
        .stderr(fs::File::create(&log)?)
        .spawn()
        .with_context(|| format!("{target} does not start"))?;
    Ok(Run { target, child, log })
}

impl Run {
    /// Waits, prints the line of the target, and says whether it crashed.
    fn finish(mut self) -> anyhow::Result<bool> {
        let status = self.child.wait()?;
        let log = String::from_utf8_lossy(&fs::read(&self.log)?).into_owned();
        let told = |key: &str| {
            log.lines().rev().find_map(|line| line.strip_prefix(key)).unwrap_or("?").trim().to_owned()
        };
        let covered = log
            .lines()
            .rev()
            .find_map(|line| line.split_once(" cov: "))
            .map_or("?", |(_, rest)| rest.split_whitespace().next().unwrap_or("?"));
        let crash = if status.success() { "none".to_owned() } else { told("artifact_prefix=") };
        println!("{:14} {:>12} {covered:>10}  {crash}", self.target, told("stat::number_of_executed_units:"));
        Ok(!status.success())
    }
}
