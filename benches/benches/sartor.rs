//! The figures that are watched; each bench first checks the answer that it then times.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use jiff::civil::date;
use sartor_benches::{SKILLS, engine, letter, posting, resume, resume_of, sources, synthetic, tailored};
use sartor_core::{
    Language,
    apply::Engine,
    apply::{Brief, ReadResume},
    document::Document,
    report::Report,
    tailoring::Tailor,
};
use sartor_extract::{Kind, Limits, read_in_process};
use sartor_render::{Design, Paper};

fn start(c: &mut Criterion) {
    assert!(engine().lexicon().skill("db.postgresql").is_some());
    c.bench_function("engine start, embedded keywords", |b| b.iter(engine));
    let lexicon = synthetic(1_000);
    assert_eq!(lexicon.skills.len(), 1_000);
    let found = Engine::new(lexicon).analyse("Qbababa, Qdebaba studio");
    assert!(found.skills.is_empty(), "four syllables make a name");
    assert_eq!(Engine::new(synthetic(1_000)).analyse("Qbabababa, Qdebababa studio").skills.len(), 2);
    c.bench_function("engine start, 1000 made skills", |b| {
        b.iter(|| Engine::new(synthetic(black_box(1_000))))
    });
}

fn analyse(c: &mut Criterion) {
    let engine = engine();
    let text = resume();
    assert!((5_000..5_400).contains(&text.len()), "{} bytes", text.len());
    let found = engine.analyse(&text);
    for skill in SKILLS {
        assert!(found.skills.iter().any(|mention| mention.span.of(&text) == skill), "{skill} is not found");
    }
    c.bench_function("analyse a text of 5 kB", |b| b.iter(|| engine.analyse(black_box(&text))));
}

/// All of text and matching, nothing else: what a stream of documents pays for its skills.
fn skills(c: &mut Criterion) {
    let engine = engine();
    assert!(engine.lexicon().skills.len() >= 2_000);
    let text = resume_of(4_300);
    assert!((4_300..4_500).contains(&text.len()), "{} bytes", text.len());
    let found = engine.analyse(&text).skills;
    for skill in SKILLS {
        let named = found.iter().filter(|mention| mention.span.of(&text) == skill).count();
        assert_eq!(named, text.matches(skill).count(), "{skill}");
    }
    c.bench_function("skills of a text of 4.3 kB", |b| b.iter(|| engine.analyse(black_box(&text)).skills));
}

/// From the text of a resume to the report against a posting that is understood already.
fn score(engine: &Engine, brief: &Brief, text: &str) -> Report {
    let read = ReadResume::new(engine, Document::plain(text));
    brief.report(engine, "resume", &read, date(2026, 11, 22), Language::Fr)
}

fn score_and_report(c: &mut Criterion) {
    let engine = engine();
    let text = resume();
    let brief = Brief::posting(&engine, &Document::plain(&posting()));
    let report = score(&engine, &brief, &text);
    let missing: Vec<&str> = report
        .requirements
        .iter()
        .filter(|asked| asked.in_resume == 0)
        .map(|asked| asked.label.as_str())
        .collect();
    assert!(missing.contains(&"MongoDB") && missing.contains(&"Ansible"), "missing: {missing:?}");
    assert!(report.coverage.all.covered >= 8, "{:?}", report.coverage);
    let total = report.fit.total.expect("the posting asks for something");
    assert_eq!(report.fit.parts.iter().map(|part| part.points).sum::<u32>(), total);
    c.bench_function("score a resume of 5 kB", |b| b.iter(|| score(&engine, &brief, black_box(&text))));

    let json = serde_json::to_string_pretty(&report).expect("serialises");
    let back: Report = serde_json::from_str(&json).expect("reads back");
    assert_eq!(back, report);
    c.bench_function("report as JSON", |b| b.iter(|| serde_json::to_string_pretty(black_box(&report))));
}

fn tailor(c: &mut Criterion) {
    let engine = engine();
    let tailor = Tailor::of_files(sartor_lexicon::template_files()).expect("the words read");
    let brief = Brief::posting(&engine, &Document::plain(&posting()));
    let read = ReadResume::new(&engine, Document::plain(&resume()));
    let plan = || tailor.plan(&engine, "resume", &read, black_box(&brief), date(2026, 11, 22));
    let edits = plan().expect("a posting").edits;
    assert!(edits.iter().any(|edit| edit.rule == "skills.order"), "{edits:?}");
    assert!(edits.iter().any(|edit| edit.rule == "entry.order"), "{edits:?}");
    c.bench_function("plan of edits of a resume of 5 kB", |b| b.iter(plan));
}

fn extract(c: &mut Criterion) {
    let bytes = sartor_testkit::bytes("resumes/fr-backend-python.pdf");
    let read = || read_in_process(black_box(&bytes), &Limits::default(), Kind::Layout);
    assert!(read().expect("a good file").text.contains("PostgreSQL"));
    c.bench_function("extract a PDF resume", |b| b.iter(read));
}

/// A letter and a resume on paper; the first of each is set before, so that the fonts are read.
fn paper(c: &mut Criterion) {
    let (letter, resume, day) = (letter(), tailored(), date(2026, 11, 22));
    let sources = sources();
    let paper = Paper { design: Design::Classic, date: day, sources: &sources };
    let text =
        |bytes: &[u8]| read_in_process(bytes, &Limits::default(), Kind::Layout).expect("is readable").text;
    let pdf = || sartor_render::letter_pdf(black_box(&letter), &paper).expect("is set");
    assert!(text(&pdf()).contains(&letter.signature));
    c.bench_function("letter to PDF", |b| b.iter(pdf));
    let docx = || sartor_render::letter_docx(black_box(&letter), Design::Classic, day).expect("is written");
    assert!(text(&docx()).contains(&letter.signature));
    c.bench_function("letter to DOCX", |b| b.iter(docx));
    let pdf = || sartor_render::resume_pdf(black_box(&resume), &paper).expect("is set");
    assert!(text(&pdf()).contains("PostgreSQL"));
    c.bench_function("resume to PDF", |b| b.iter(pdf));
    let docx = || sartor_render::resume_docx(black_box(&resume), Design::Classic, day).expect("is written");
    assert!(text(&docx()).contains("PostgreSQL"));
    c.bench_function("resume to DOCX", |b| b.iter(docx));
}

criterion_group! {
    name = benches;
    config = Criterion::default().without_plots();
    targets = start, analyse, skills, score_and_report, tailor, extract, paper
}
criterion_main!(benches);
