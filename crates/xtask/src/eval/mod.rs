//! The evaluation: how well skills and postings are read, against labels made by hand.
//!
//! M1 compares the skills of each document, M2 what two documents share and what one lacks, over all ordered pairs.

mod floor;
mod labelled;
mod measure;
mod postings;
mod tech;
mod terms;
mod texts;

use std::{
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use anyhow::bail;
use sartor_core::matching::Matcher;

use floor::Figures;
use labelled::{Text, read};

/// What the command line asks.
#[derive(Debug, Default)]
struct Wish {
    data: Option<PathBuf>,
    misses: bool,
    raise: bool,
}

/// `cargo xtask eval [--data DIR] [--misses] [--raise]`.
pub(crate) fn run(arguments: &[&str]) -> anyhow::Result<()> {
    let wish = wish(arguments)?;
    let matcher = Matcher::new(sartor_lexicon::embedded());
    let mut figures = Figures::default();
    let french = read(&folder().join("fr.txt"))?;
    let mut postings = read(&folder().join("postings-fr.txt"))?;
    let english = read(&folder().join("postings-en.txt"))?;
    let scope = texts::Scope::read()?;
    let all: Vec<&Text> = french.iter().chain(&postings).collect();
    texts::measure("fr_texts", &all, &matcher, &scope, wish.misses, &mut figures);
    let own: Vec<&Text> = english.iter().collect();
    texts::measure("en_posts", &own, &matcher, &scope, wish.misses, &mut figures);
    postings.extend(english);
    postings::measure(&postings, &matcher, wish.misses, &mut figures)?;
    let other = read(&folder().join("other-trades.txt"))?;
    terms::measure("other_trades", &other, &matcher, wish.misses, &mut figures);
    if let Some(data) = &wish.data {
        tech::measure(data, &matcher, wish.misses, &mut figures)?;
    }
    let texts: Vec<&str> = french.iter().chain(&postings).map(|text| text.text.as_str()).collect();
    println!("{}", speed(&texts, &matcher));
    if wish.raise { figures.raise() } else { figures.check() }
}

/// The same on the repository's own texts only, as the test command runs it.
pub(crate) fn check() -> anyhow::Result<()> {
    run(&[])
}

fn wish(arguments: &[&str]) -> anyhow::Result<Wish> {
    let mut wish = Wish::default();
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        match *argument {
            "--data" => match rest.next() {
                Some(folder) => wish.data = Some(folder.into()),
                None => bail!("--data needs a folder"),
            },
            "--misses" => wish.misses = true,
            "--raise" => wish.raise = true,
            other => bail!("`{other}` is no option of eval: --data DIR, --misses, --raise"),
        }
    }
    Ok(wish)
}

/// Skills found in a second, on one core, in this build.
fn speed(texts: &[&str], matcher: &Matcher) -> String {
    let start = Instant::now();
    let (mut skills, mut bytes) = (0_usize, 0_usize);
    while start.elapsed() < Duration::from_millis(500) {
        for text in texts {
            skills += matcher.analyse(text).skills.len();
            bytes += text.len();
        }
    }
    let seconds = start.elapsed().as_secs_f64();
    #[expect(clippy::cast_precision_loss, reason = "a rough figure for people")]
    let a_second = |count: usize| count as f64 / seconds;
    let build = if cfg!(debug_assertions) { "debug build: see the bench" } else { "optimised build" };
    format!(
        "speed             {:.0} skills a second, {:.2} MB a second ({build})",
        a_second(skills),
        a_second(bytes) / 1e6
    )
}

/// Where the labelled texts stand.
fn folder() -> PathBuf {
    Path::new(crate::root()).join("fixtures/labelled")
}
