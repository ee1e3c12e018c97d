//! Files that mean harm: each ends in its own code, in time and memory, and the next file is read.
#![expect(clippy::print_stdout, reason = "the table is shown with --nocapture")]

use std::time::{Duration, Instant};

use nix::sys::resource::{UsageWho, getrusage};
use sartor_extract::{Kind, Reader};
use sartor_testkit::hostile::{Hostile, archives, markup, pdfs};

use crate::{docx, worker};

/// Ten seconds, and what a busy machine adds.
const IN_TIME: Duration = Duration::from_secs(11);

/// In the unit of the system: KiB.
const MEMORY: i64 = 1 << 20;

/// Reads them one after the other with one reader, a sound file after each.
fn all_end_well(files: &[Hostile]) {
    let reader = Reader::new(worker(&[]));
    let sound = docx("<w:p><w:r><w:t>Zoé Martin</w:t></w:r></w:p>", &[]);
    let mut faults = Vec::new();
    for file in files {
        let started = Instant::now();
        let end = match reader.read(&file.bytes, Kind::Layout) {
            Ok(_) => "ok",
            Err(error) => error.code(),
        };
        let took = started.elapsed();
        println!("{:60} {end:20} {:6} ms", file.name, took.as_millis());
        if !file.ends.contains(&end) || took > IN_TIME {
            faults.push(format!("{}: {end} after {took:?}, not {:?}", file.name, file.ends));
        }
        let next = reader.read(&sound, Kind::Layout).map(|document| document.text);
        assert_eq!(next.as_deref(), Ok("Zoé Martin\n"), "after {}", file.name);
    }
    drop(reader);
    let memory = getrusage(UsageWho::RUSAGE_CHILDREN).unwrap().max_rss();
    println!("memory of the largest worker: {} MiB", memory >> 10);
    assert!(memory < MEMORY, "{memory} KiB");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn office_files() {
    all_end_well(&archives());
}

#[test]
fn texts() {
    all_end_well(&markup());
}

#[test]
fn pdf_files() {
    all_end_well(&pdfs());
}
