//! The tailored resume over all fixtures: nothing lost, nothing invented.

use std::{collections::BTreeSet, fs, sync::LazyLock};

use jiff::civil::{Date, date};
use sartor_core::{
    Span,
    apply::{Brief, Engine, ReadResume},
    document::Document,
    resume::SectionKind,
    tailoring::{Block, Decisions, Tailor, TailoredResume, Text, Wording, compose},
    text::fold_key,
};
use sartor_extract::{Kind, Limits, read_in_process};
use sartor_testkit::{bytes, files};

static ENGINE: LazyLock<Engine> = LazyLock::new(|| Engine::new(sartor_lexicon::embedded()));
static WORDS: LazyLock<Wording> =
    LazyLock::new(|| Wording::of_files(sartor_lexicon::template_files()).expect("the embedded words read"));

fn document(path: &str) -> Document {
    read_in_process(&bytes(path), &Limits::default(), Kind::Layout).expect("fixtures can be read")
}

fn read(path: &str) -> ReadResume {
    ReadResume::new(&ENGINE, document(path))
}

fn resumes() -> Vec<String> {
    let mut all = files("resumes");
    all.extend(files("layout").into_iter().filter(|path| path.ends_with(".pdf")));
    all
}

fn words(text: &str) -> Vec<String> {
    let plain = fold_key(text);
    plain.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 1).map(str::to_owned).collect()
}

/// All that the model would print.
fn printed(resume: &TailoredResume) -> BTreeSet<String> {
    words(&compose(resume)).into_iter().collect()
}

/// Labels beside a value, numbers of pages, and a heading with nothing under it: they tell nothing by themselves.
const LABELS: &[&str] = &[
    "adresse",
    "telephone",
    "courriel",
    "tel",
    "port",
    "email",
    "mobile",
    "linkedin",
    "profile",
    "page",
    "of",
    "divers",
];

/// The heading of a section that holds the contact alone: what stood under it stands at the head.
fn is_of_contact(read: &ReadResume, line: Span) -> bool {
    read.resume.sections.iter().any(|section| {
        section.kinds == [SectionKind::Contact]
            && section.heading.as_ref().is_some_and(|heading| line.contains(heading.span))
    })
}

#[test]
fn the_plain_resume_loses_no_line() {
    let mut lost = Vec::new();
    for path in resumes() {
        let read = read(&path);
        let plain = TailoredResume::plain(&read, &WORDS);
        let there = printed(&plain);
        for line in &read.document.lines {
            if is_of_contact(&read, line.span) {
                continue;
            }
            let line = line.span.of(&read.document.text);
            let missing: Vec<String> = words(line)
                .into_iter()
                .filter(|word| !there.contains(word) && !LABELS.contains(&word.as_str()))
                .collect();
            if !missing.is_empty() {
                lost.push(format!("{path}: {missing:?} of {line:?}"));
            }
        }
        if std::env::var_os("SHOW").is_some() {
            let name = path.replace('/', "_");
            fs::write(format!("/tmp/plain/{name}.txt"), compose(&plain)).unwrap();
        }
    }
    assert!(lost.is_empty(), "{}", lost.join("\n"));
}

fn texts(resume: &TailoredResume) -> Vec<&Text> {
    let mut list: Vec<&Text> = vec![&resume.name];
    list.extend(&resume.headline);
    list.extend(resume.contact.iter().map(|line| &line.text));
    for block in resume.sections.iter().flat_map(|section| &section.blocks) {
        match block {
            Block::Paragraph(text) | Block::Bullet(text) => list.push(text),
            Block::Group { label, items } => list.extend(label.iter().chain(items)),
            Block::Entry(entry) => {
                list.extend(
                    [&entry.title, &entry.organisation, &entry.location, &entry.period].into_iter().flatten(),
                );
                list.extend(entry.lines.iter().chain(&entry.bullets));
            }
        }
    }
    list
}

#[test]
fn every_text_of_the_plain_resume_stands_in_its_source() {
    for path in resumes() {
        let read = read(&path);
        let plain = TailoredResume::plain(&read, &WORDS);
        let links = read.resume.contact.links.iter().chain(&read.resume.contact.email);
        let unseen: Vec<&str> =
            links.filter(|link| link.span.is_empty()).map(|link| link.text.as_str()).collect();
        for text in texts(&plain).into_iter().filter(|text| !unseen.contains(&text.text.as_str())) {
            let there: Vec<String> =
                text.spans.iter().flat_map(|span| words(span.of(&read.resume.text))).collect();
            let there = there.concat();
            let all = words(&text.text).iter().all(|word| there.contains(word.as_str()));
            assert!(all, "{path}: {text:?} is more than {there:?}");
        }
        assert!(plain.sections.iter().all(|section| !section.blocks.is_empty()), "{path}");
    }
}

fn postings() -> Vec<(String, Brief)> {
    let all = files("postings").into_iter();
    all.map(|path| (path.clone(), Brief::posting(&ENGINE, &document(&path)))).collect()
}

fn as_of() -> Date {
    date(2026, 11, 22)
}
