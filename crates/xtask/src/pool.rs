//! A pool of made resumes in a folder, the same for the same numbers: what the test of a cluster and the measures of batches work on.
//!
//! `texts.jsonl` holds `--texts` resumes as texts, `--poison` rows that no scorer may fall over spread among them; `txt/` holds the same, a file
//! each, with `--txt`. `files/` holds `--files` resumes, `--hostile` files that mean harm among them: half are made PDF and DOCX, half those of the
//! fixtures, with fonts and styles as word processors write them, each copy made another by a comment at its end. `--only pdf` takes no DOCX;
//! `--slow` takes hostile files as well that use up all the time a reader has.

use std::{
    collections::BTreeSet,
    fs::{self, File},
    io::{BufWriter, Write},
    path::{Path, PathBuf},
};

use anyhow::{Context, bail};
use sartor_core::lexicon::Lexicon;
use sartor_testkit::{Docx, Generator, Pdf, Tongue, hostile};
use serde_json::json;

/// What was asked for.
#[derive(Debug, Default)]
struct Asked {
    folder: PathBuf,
    texts: usize,
    poison: usize,
    files: usize,
    hostile: usize,
    seed: u64,
    txt: bool,
    slow: bool,
    only_pdf: bool,
}

/// Writes the pool that the words ask for.
pub(crate) fn run(words: &[&str]) -> anyhow::Result<()> {
    let asked = asked(words).context("see `cargo xtask`: a folder, then numbers")?;
    fs::create_dir_all(&asked.folder)?;
    let lexicon = sartor_lexicon::embedded();
    let mut resumes = Resumes::new(&lexicon, asked.seed);
    let skills: Vec<&str> = (0..12).map(|_| resumes.skill(Tongue::Fr)).collect();
    let posting = Generator::new(asked.seed).posting(Tongue::Fr, &skills, 2_000);
    fs::write(asked.folder.join("posting.txt"), posting)?;
    texts(&asked, &mut resumes)?;
    files(&asked, &mut resumes)?;
    println!(
        "{} texts, {} of them poison; {} files, {} of them hostile; seed {}",
        asked.texts, asked.poison, asked.files, asked.hostile, asked.seed
    );
    Ok(())
}

fn asked(words: &[&str]) -> Option<Asked> {
    let mut words = words.iter();
    let mut asked = Asked { folder: words.next()?.into(), ..Asked::default() };
    while let Some(word) = words.next() {
        match *word {
            "--txt" => asked.txt = true,
            "--slow" => asked.slow = true,
            "--only" => asked.only_pdf = *words.next()? == "pdf",
            "--texts" => asked.texts = words.next()?.parse().ok()?,
            "--poison" => asked.poison = words.next()?.parse().ok()?,
            "--files" => asked.files = words.next()?.parse().ok()?,
            "--hostile" => asked.hostile = words.next()?.parse().ok()?,
            "--seed" => asked.seed = words.next()?.parse().ok()?,
            _ => return None,
        }
    }
    Some(asked)
}

/// Resumes of a seed, each other than all before.
struct Resumes<'a> {
    lexicon: &'a Lexicon,
    generator: Generator,
    known: BTreeSet<String>,
}

impl<'a> Resumes<'a> {
    fn new(lexicon: &'a Lexicon, seed: u64) -> Self {
        Self { lexicon, generator: Generator::new(seed), known: BTreeSet::new() }
    }

    fn skill(&mut self, tongue: Tongue) -> &'a str {
        let skills = &self.lexicon.skills;
        let skill = &skills[self.generator.below(skills.len())];
        if tongue == Tongue::Fr { &skill.fr } else { &skill.en }
    }

    /// A resume of 2 to 5 kB, in French or English, with 6 to 18 skills of the lexicon.
    fn next(&mut self, most: usize) -> String {
        loop {
            let tongue = if self.generator.below(2) == 0 { Tongue::Fr } else { Tongue::En };
            let count = 6 + self.generator.below(13);
            let skills: Vec<&str> = (0..count).map(|_| self.skill(tongue)).collect();
            let bytes = 2_000 + self.generator.below(most - 2_000);
            let text = self.generator.resume(tongue, &skills, bytes);
            if self.known.insert(text.clone()) {
                return text;
            }
        }
    }
}

/// Whether the `at`th of `all` is one of `some`, which are spread evenly.
fn among(at: usize, some: usize, all: usize) -> bool {
    (at + 1) * some / all > at * some / all
}

fn texts(asked: &Asked, resumes: &mut Resumes<'_>) -> anyhow::Result<()> {
    let mut table = BufWriter::new(File::create(asked.folder.join("texts.jsonl"))?);
    let folder = asked.folder.join("txt");
    if asked.txt {
        fs::create_dir_all(&folder)?;
    }
    let mut poisoned = 0;
    for at in 0..asked.texts {
        let id = format!("t{at:06}");
        let text = if among(at, asked.poison, asked.texts) {
            poisoned += 1;
            poison(poisoned)
        } else {
            Some(resumes.next(5_000))
        };
        writeln!(table, "{}", json!({ "id": id, "text": text }))?;
        if let Some(text) = text.filter(|_| asked.txt) {
            fs::write(folder.join(format!("{id}.txt")), text)?;
        }
    }
    Ok(table.flush()?)
}

/// A row that is no resume: nothing, far too much, or letters that trip what reads them. Each number gives another.
fn poison(number: usize) -> Option<String> {
    let tail = format!(" {number}");
    let text = match number % 10 {
        0 => return None,
        1 => " \t\n".repeat(number),
        2 => "Python ".repeat(40_000) + &tail,
        3 => "\0\u{1}\u{2}\u{fffe}".repeat(500) + &tail,
        4 => "\u{feff}\u{200b}\u{200d}".repeat(number),
        5 => format!("e{}{tail}", "\u{301}".repeat(10_000)),
        6 => format!("{}{tail}", "(".repeat(50_000)),
        7 => format!("{}{tail}", "x".repeat(150_000)),
        8 => "\u{202e}nohtyP\u{202c} \u{1f469}\u{200d}\u{1f4bb}\r\r\n".repeat(300) + &tail,
        _ => "{\"basics\":".repeat(5_000) + &tail,
    };
    Some(text)
}

fn files(asked: &Asked, resumes: &mut Resumes<'_>) -> anyhow::Result<()> {
    let folder = asked.folder.join("files");
    fs::create_dir_all(&folder)?;
    let (found, mut hostile) = (found(asked), hostile(asked)?.into_iter());
    for at in 0..asked.files {
        if among(at, asked.hostile, asked.files) {
            put(&folder, at, "hostile", &hostile.next().context("too few hostile files")?)?;
            continue;
        }
        match at % 4 {
            0 | 2 => put(&folder, at, "found", &copy(&found[at / 2 % found.len()], at))?,
            3 if !asked.only_pdf => put(&folder, at, "made", &docx(&resumes.next(3_500)))?,
            _ => put(&folder, at, "made", &Pdf::page(&resumes.next(3_500)).finish())?,
        }
    }
    Ok(())
}

/// The PDF and DOCX among the resumes of the fixtures.
fn found(asked: &Asked) -> Vec<Vec<u8>> {
    let all = sartor_testkit::files("resumes").into_iter().map(|path| sartor_testkit::bytes(&path));
    all.filter(|bytes| is_pdf(bytes) || (is_docx(bytes) && !asked.only_pdf)).collect()
}

fn hostile(asked: &Asked) -> anyhow::Result<Vec<Vec<u8>>> {
    let all = hostile::pdfs().into_iter().chain(hostile::archives());
    let some: Vec<Vec<u8>> = all
        .filter(|file| asked.slow || !file.ends.contains(&"input.timeout"))
        .map(|file| file.bytes)
        .filter(|bytes| is_pdf(bytes) || (bytes.starts_with(b"PK") && !asked.only_pdf))
        .collect();
    if asked.hostile > some.len() {
        bail!("there are {} hostile files, not {}", some.len(), asked.hostile);
    }
    Ok(some)
}

fn is_pdf(bytes: &[u8]) -> bool {
    bytes.starts_with(b"%PDF")
}

/// An archive that names the part of a DOCX, and ends without a comment.
fn is_docx(bytes: &[u8]) -> bool {
    let name = b"word/document.xml";
    bytes.starts_with(b"PK")
        && bytes.ends_with(&[0, 0])
        && bytes.windows(name.len()).any(|window| window == name)
}

/// The same document with a comment at its end, so that no two have the same bytes.
fn copy(bytes: &[u8], number: usize) -> Vec<u8> {
    let mut copy = bytes.to_vec();
    let comment = format!("% {number:06}\n");
    if !is_pdf(bytes) {
        // The last two bytes of an archive tell how long its comment is.
        copy.truncate(bytes.len() - 2);
        copy.extend((comment.len() as u16).to_le_bytes());
    }
    copy.extend(comment.bytes());
    copy
}

fn put(folder: &Path, at: usize, kind: &str, bytes: &[u8]) -> anyhow::Result<()> {
    let ending = if bytes.starts_with(b"PK") { "docx" } else { "pdf" };
    Ok(fs::write(folder.join(format!("{at:05}-{kind}.{ending}")), bytes)?)
}

fn docx(text: &str) -> Vec<u8> {
    let escaped = |line: &str| line.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let lines = text.lines().filter(|line| !line.is_empty());
    let body: String =
        lines.map(|line| format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", escaped(line))).collect();
    Docx::new().body(&body).finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pool_is_the_same_for_the_same_numbers_and_no_two_resumes_are() {
        let home = std::env::temp_dir().join(format!("sartor-pool-{}", std::process::id()));
        let made = |name: &str, seed: &str| {
            let folder = home.join(name).display().to_string();
            let words = [folder.as_str(), "--texts", "40", "--poison", "4", "--files", "24", "--seed", seed];
            run(&words).expect("written");
            let mut files: Vec<PathBuf> = fs::read_dir(Path::new(&folder).join("files"))
                .expect("a folder")
                .map(|entry| entry.expect("a file").path())
                .collect();
            files.sort();
            files.push(Path::new(&folder).join("texts.jsonl"));
            files.iter().map(|file| fs::read(file).expect("a file")).collect::<Vec<_>>()
        };
        let one = made("one", "3");
        assert!(one == made("two", "3") && one != made("three", "4"));
        assert_eq!(one.iter().collect::<BTreeSet<_>>().len(), 25);
        let lines: Vec<&[u8]> =
            one[24].split(|byte| *byte == b'\n').filter(|line| !line.is_empty()).collect();
        assert_eq!((lines.len(), lines.iter().collect::<BTreeSet<_>>().len()), (40, 40));
        assert!(one.iter().any(|file| is_docx(file) || file.ends_with(b"\n") && file.starts_with(b"PK")));
        fs::remove_dir_all(home).expect("removed");
    }

    #[test]
    fn some_are_spread_among_all() {
        let places = |some, all| (0..all).filter(|at| among(*at, some, all)).count();
        assert_eq!((places(50, 20_000), places(3, 10), places(0, 7), places(7, 7)), (50, 3, 0, 7));
    }
}
