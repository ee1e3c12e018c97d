//! Whatever a child does, the parent gets an answer.

use std::time::{Duration, Instant};

use sartor_extract::{Kind, Limits, ReadError, Reader};

use crate::{docx, reader, worker};

const TEXT: &[u8] = "Zoé Martin\nRust".as_bytes();

fn misbehaving(how: &str, limits: Limits) -> Reader {
    Reader::with_limits(worker(&[&format!("misbehave={how}")]), limits)
}

#[test]
fn a_child_that_aborts_is_a_crash() {
    let error = misbehaving("abort", Limits::default()).read(TEXT, Kind::Layout).unwrap_err();
    assert_eq!(error, ReadError::Crashed);
}

#[test]
fn a_child_that_never_ends_is_ended() {
    let limits = Limits { wall_seconds: 1, ..Limits::default() };
    let started = Instant::now();
    // More than a pipe holds, so that the writing side hangs too.
    let error = misbehaving("hang", limits).read(&vec![b'a'; 1 << 20], Kind::Layout).unwrap_err();
    assert_eq!(error, ReadError::Timeout);
    assert!(started.elapsed() < Duration::from_secs(5));
}

#[test]
fn a_child_that_floods_is_cut_off() {
    let error = misbehaving("flood", Limits::default()).read(TEXT, Kind::Layout).unwrap_err();
    assert_eq!(error.code(), "input.limit");
}

#[test]
fn what_a_parser_prints_does_not_spoil_the_answers() {
    let reader = misbehaving("chatter", Limits::default());
    for _ in 0..50 {
        assert_eq!(reader.read(TEXT, Kind::Layout).unwrap().text, "Zoé Martin\nRust\n");
    }
    assert_eq!(reader.workers_started(), 1);
}

#[test]
fn a_worker_that_is_not_there_is_not_the_fault_of_the_file() {
    let mut missing = worker(&[]);
    missing.program.push("missing");
    assert_eq!(Reader::new(missing).read(TEXT, Kind::Layout).unwrap_err().code(), "worker.unavailable");
}

/// 60 MiB of text, for an address space that a stack of 128 MiB has nearly filled.
fn greedy() -> (Vec<u8>, Limits) {
    let body = format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", "a".repeat(60 << 20));
    let limits =
        Limits { archive_ratio: 100_000, memory_bytes: 200 << 20, glyphs: u32::MAX, ..Limits::default() };
    (docx(&body, &[]), limits)
}

#[test]
fn a_poison_file_fails_alone() {
    let (poison, limits) = greedy();
    let reader = Reader::with_limits(worker(&[]), limits);
    for _ in 0..2 {
        assert_eq!(reader.read(TEXT, Kind::Layout).unwrap().pages, 1);
    }
    assert_eq!(reader.workers_started(), 1);
    assert_eq!(reader.read(&poison, Kind::Layout).unwrap_err(), ReadError::Crashed);
    // The worker that lived, and the one without a past that tried again.
    assert_eq!(reader.workers_started(), 2);
    assert_eq!(reader.read(TEXT, Kind::Layout).unwrap().pages, 1);
    assert_eq!(reader.workers_started(), 3);
}

#[test]
fn a_worker_that_died_between_two_files_is_replaced() {
    let reader = misbehaving("mortal", Limits::default());
    reader.read(TEXT, Kind::Layout).unwrap();
    std::thread::sleep(Duration::from_secs(2));
    reader.read(TEXT, Kind::Layout).unwrap();
    assert_eq!(reader.workers_started(), 2);
}

#[test]
fn the_naive_reader_has_a_worker_of_its_own() {
    let reader = reader();
    for _ in 0..2 {
        reader.read(TEXT, Kind::Naive).unwrap();
    }
    assert_eq!(reader.workers_started(), 2);
}

#[test]
fn a_worker_opens_no_file_no_socket_and_no_program() {
    let probe = worker(&["probe"]);
    let output = std::process::Command::new(probe.program).args(probe.args).output().unwrap();
    let tried: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let happened = |what: &str| tried[what].as_bool().unwrap();
    // Without Landlock and seccomp a worker has its limits only: no file grows.
    assert!(!happened("create") && happened("thread"), "{tried}");
    assert!(!(happened("files") && (happened("open") || happened("program"))), "{tried}");
    assert!(!(happened("calls") && (happened("socket") || happened("program"))), "{tried}");
}

/// Ten forms, each of which draws the next ten times.
fn forms_in_forms() -> Vec<u8> {
    let mut pdf = b"%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 10 0 R/Resources<</XObject<</F 11 0 R>>>>>>\nendobj\n".to_vec();
    for at in 10..20 {
        let draw = "/F Do ".repeat(10);
        let form = format!(
            "{at} 0 obj\n<</Type/XObject/Subtype/Form/BBox[0 0 600 800]/Length {}/Resources<</XObject<</F {} 0 R>>>>>>\nstream\n{draw}\nendstream\nendobj\n",
            draw.len(),
            at + 1
        );
        pdf.extend(form.into_bytes());
    }
    pdf.extend(b"trailer\n<</Root 1 0 R>>");
    pdf
}

#[test]
fn processor_time_has_an_end() {
    let limits = Limits { cpu_seconds: 1, wall_seconds: 60, ..Limits::default() };
    let started = Instant::now();
    let error = Reader::with_limits(worker(&[]), limits).read(&forms_in_forms(), Kind::Layout).unwrap_err();
    assert_eq!(error, ReadError::Timeout);
    assert!(started.elapsed() < Duration::from_secs(30));
}

#[test]
fn many_threads_share_one_reader() {
    let reader = reader();
    std::thread::scope(|scope| {
        for at in 0..12 {
            let reader = &reader;
            scope.spawn(move || {
                let text = format!("Zoé Martin\nligne {at}");
                assert_eq!(reader.read(text.as_bytes(), Kind::Layout).unwrap().text, format!("{text}\n"));
            });
        }
    });
}
